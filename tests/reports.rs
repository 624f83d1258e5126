//! Reports for build servers and for comments: valid by the published schemas, complete, and safe whatever names say.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)] // a test that panics has failed, and says where

#[allow(dead_code)] // a part of it is used here
#[path = "support/run.rs"]
mod run;
#[path = "support/xsd.rs"]
mod xsd;

use std::fs;
use std::path::Path;
use std::process::Command;

use run::{Run, kitei, kitei_in};
use serde_json::Value;

/// Something of everything: proved, broken by a world, by a course, known, turning on a reading, and a finding. Its
/// words would be markup if anybody let them.
const HOSTILE: &str = r#"kitei 1
regulation 「<script>alert('規程')</script> @octocat & ]]> `x` | *y*」
provision 第1条 "</title><img src=x onerror=alert(1)>" {
  kind 部屋 { 書庫, 金庫, 会議室 }
  office 課長, 係長
  fact 許可(person)
  fact 合鍵(person)
  act 入室(r: 部屋)
  act 貸す(q: person) gives 合鍵(q)
}
provision 第2条 {
  permit 入室(r) to p when 許可(p)
  permit 貸す(q) to 課長 when 許可(q)
}
provision 第3条 { role 検査役 }
reading 読み {
  狭い default { permit 入室(書庫) to 係長 }
  広い { permit 入室(書庫) to 課長 }
}
property 許可がいる: 入室(金庫) needs 許可(actor)
property 課長だけ: only 課長 may 入室(r) "<b>who</b> @octocat #1 https://example.org"
property 係長も: always every person p: p is 係長 implies p may 入室(書庫)
property 鍵は返す: never some person p: 合鍵(p) and not 許可(p)
property 二役は別人: always every person p: not (p is 課長 and p is 係長)
expect 二役は別人 violated "</summary><script>alert(2)</script> | @octocat" until 2099-01-01
"#;

/// A file that cannot be read as rules.
const BROKEN: &str = "kitei 1\nregulation 壊れた\nprovision 第1条 {\n  permit\n";

fn folder(text: &str) -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    fs::create_dir(dir.path().join("rules")).expect("a folder");
    fs::write(dir.path().join("rules/規 程.kitei"), text).expect("written");
    // The same as it was before: fewer people may enter.
    let before = text.replace("permit 入室(r) to p when 許可(p)", "permit 入室(r) to 課長");
    fs::create_dir(dir.path().join("before")).expect("a folder");
    fs::write(dir.path().join("before/規 程.kitei"), before).expect("written");
    dir
}

/// Every run whose reports are looked at: words, exit code.
const RUNS: [(&str, &[&str], i32); 14] = [
    (HOSTILE, &["diff", "before", "rules"], 0),
    (HOSTILE, &["diff", "before", "rules", "--gate"], 1),
    (HOSTILE, &["diff", "rules", "rules"], 0),
    (BROKEN, &["diff", "rules", "rules"], 2),
    (HOSTILE, &["diff", "rules", "nowhere"], 2),
    (HOSTILE, &["check", "rules"], 0),
    (HOSTILE, &["verify", "rules"], 1),
    (HOSTILE, &["verify", "--gate", "rules", "--at-stake"], 1),
    (BROKEN, &["check", "rules"], 2),
    (BROKEN, &["verify", "rules"], 2),
    (HOSTILE, &["verify", "rules", "--from", "2026-01-01"], 1),
    (BROKEN, &["verify", "rules", "--from", "2026-01-01"], 2),
    (HOSTILE, &["check", "nowhere"], 2),
    (HOSTILE, &["verify", "nowhere"], 2),
];

fn each(format: &str, mut look: impl FnMut(&[&str], Run)) {
    for (text, words, code) in RUNS {
        for lang in ["en", "ja"] {
            let dir = folder(text);
            let words = [words, &["--format", format, "--lang", lang]].concat();
            let run = kitei_in(dir.path(), &words);
            assert_eq!(run.code, code, "{words:?}: {}{}", run.out, run.err);
            look(&words, run);
        }
    }
}

/// The log, which the schema of the standard must accept.
fn sarif(text: &str) -> Value {
    let value: Value = serde_json::from_str(text).expect("JSON");
    let (mut schemas, mut compiler) = (boon::Schemas::new(), boon::Compiler::new());
    compiler.enable_format_assertions();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/formats/sarif-2.1.0-rtm.5.json");
    let schema = compiler.compile(path, &mut schemas).expect("a schema");
    if let Err(why) = schemas.validate(&value, schema) {
        panic!("the schema does not accept it: {why:#}\n{text}");
    }
    value
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

#[test]
fn sarif_follows_the_schema_and_tells_errors() {
    each("sarif", |words, run| {
        let log = sarif(&run.out);
        let run_ = &log["runs"][0];
        assert_eq!(run_["columnKind"], "unicodeCodePoints");
        assert_eq!(run_["invocations"][0]["exitCode"], run.code);
        assert_eq!(run_["invocations"][0]["executionSuccessful"], run.code < 2);
        let told = list(run_, "results").len()
            + list(&run_["invocations"][0], "toolConfigurationNotifications").len();
        assert!(told > 0, "{words:?}");
        for result in list(run_, "results") {
            let rules = list(&run_["tool"]["driver"], "rules");
            let rule = rules.iter().position(|rule| rule["id"] == result["ruleId"]).expect("a rule");
            assert_eq!(result["ruleIndex"], rule);
            assert_eq!(list(result, "locations").len(), 1, "{result}");
            let place = &result["locations"][0]["physicalLocation"]["artifactLocation"];
            assert_eq!(place["uri"], "rules/%E8%A6%8F%20%E7%A8%8B.kitei");
            assert!(result["partialFingerprints"]["kitei/v1"].is_string());
        }
    });
}

#[test]
fn a_comparison_is_told_in_every_format() {
    let dir = folder(HOSTILE);
    let files = ["d.sarif", "d.xml", "d.json", "d.md", "d.html"];
    let outputs: Vec<&str> = files.iter().flat_map(|file| ["--output", file]).collect();
    let run =
        |words: &[&str]| kitei_in(dir.path(), &[&["diff"], words, &outputs, &["--lang", "en"]].concat());
    let read = |file: &str| fs::read_to_string(dir.path().join(file)).expect("a file");
    assert_eq!(run(&["before", "rules", "--gate"]).code, 1);
    let log = sarif(&read("d.sarif"));
    let json: Value = serde_json::from_str(&read("d.json")).expect("JSON");
    let count = |rule: &str| {
        list(&log["runs"][0], "results").iter().filter(|result| result["ruleId"] == rule).count()
    };
    let told =
        |key: &str| usize::try_from(json["comparison"]["counts"][key].as_u64().expect("a count")).unwrap();
    assert!(told("weaker") > 0 && told("gained") > 0, "{json:#}");
    assert_eq!((count("guarantee_weaker"), count("access_gained")), (told("weaker"), told("gained")));
    let gained =
        list(&log["runs"][0], "results").iter().find(|it| it["ruleId"] == "access_gained").expect("one");
    let line = &gained["locations"][0]["physicalLocation"]["region"]["startLine"];
    assert_eq!(line, 12, "the permit: {gained}");
    let xml = read("d.xml");
    let compared = list(&json["comparison"], "guarantees").len() + list(&json["comparison"], "kept").len();
    let acts = 2;
    assert_eq!(xml.matches("<testcase ").count(), compared + acts, "{xml}");
    assert_eq!(run(&["rules", "rules", "--gate"]).code, 0);
    let same = "no change in meaning (proved)";
    for file in files.into_iter().filter(|file| *file != "d.json") {
        assert!(read(file).contains(same), "{file}: {}", read(file));
    }
    let json: Value = serde_json::from_str(&read("d.json")).expect("JSON");
    assert_eq!(json["comparison"]["same"], true);
}

#[test]
fn sarif_tells_what_is_not_green_with_its_course() {
    let dir = folder(HOSTILE);
    let log = sarif(&kitei_in(dir.path(), &["verify", "rules", "--format", "sarif", "--lang", "ja"]).out);
    let results = list(&log["runs"][0], "results");
    let of = |id: &str| results.iter().filter(|r| r["ruleId"] == id).collect::<Vec<_>>();
    let texts: Vec<_> = of("violated").iter().map(|r| r["message"]["text"].as_str().expect("text")).collect();
    assert_eq!(texts.len(), 5, "three rooms, keys, and a known one: {texts:#?}");
    assert!(!results.iter().any(|r| r["message"]["text"].as_str().unwrap().starts_with("許可がいる")));
    let known =
        of("violated").into_iter().find(|r| !list(r, "suppressions").is_empty()).expect("a known one");
    assert_eq!(known["level"], "note");
    assert_eq!(known["suppressions"][0]["kind"], "inSource");
    let flow =
        of("violated").into_iter().find(|r| r["message"]["text"].as_str().unwrap().starts_with("鍵は返す"));
    let flow = &flow.expect("keys")["codeFlows"][0]["threadFlows"][0];
    let lends = list(flow, "locations").iter().any(|step| {
        let location = &step["location"];
        location["message"]["text"].as_str().is_some_and(|text| text.contains("貸す"))
            && location["physicalLocation"]["region"]["startLine"] == 11
    });
    assert!(lends, "an act stands where it is permitted: {flow:#}");
    assert_eq!(of("turns_on_reading").len(), 1);
}

#[test]
fn a_result_is_known_again_where_its_line_has_moved() {
    let prints = |text: &str| {
        let dir = folder(text);
        let log = sarif(&kitei_in(dir.path(), &["verify", "rules", "--format", "sarif"]).out);
        let results = list(&log["runs"][0], "results").iter();
        let mut all: Vec<String> =
            results.map(|r| r["partialFingerprints"]["kitei/v1"].to_string()).collect();
        all.sort();
        all
    };
    let first = prints(HOSTILE);
    assert_eq!(first, prints(&HOSTILE.replacen("provision", "// moved\n\nprovision", 1)));
    let mut apart = first.clone();
    apart.dedup();
    assert_eq!(apart, first, "no two results are taken for each other");
}

#[test]
fn files_below_the_working_folder_are_told_relative() {
    let dir = folder(HOSTILE);
    let below = dir.path().canonicalize().expect("a path").join("rules");
    let run = kitei_in(dir.path(), &["check", below.to_str().expect("UTF-8"), "--format", "sarif"]);
    let log = sarif(&run.out);
    let place = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"];
    assert_eq!(place["uri"], "rules/%E8%A6%8F%20%E7%A8%8B.kitei");
    assert_eq!(place["uriBaseId"], "%SRCROOT%");
}

const XSD: &str = include_str!("data/formats/junit-10.xsd");

#[test]
fn junit_follows_the_schema_and_fails_as_the_run_does() {
    each("junit", |words, run| {
        assert_eq!(xsd::differences(XSD, &run.out), Vec::<String>::new(), "{words:?}\n{}", run.out);
        let read = roxmltree::Document::parse(&run.out).expect("XML");
        let of = |name: &str| read.descendants().filter(|n| n.has_tag_name(name)).count();
        assert_eq!(of("failure") + of("error") > 0, run.code != 0, "{words:?}\n{}", run.out);
        for suite in read.descendants().filter(|n| n.has_tag_name("testsuite")) {
            for (count, name) in
                [("tests", "testcase"), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped")]
            {
                let found = suite.descendants().filter(|n| n.has_tag_name(name)).count();
                assert_eq!(suite.attribute(count), Some(found.to_string().as_str()), "{name}");
            }
        }
    });
}

#[test]
fn junit_has_a_case_for_every_instance() {
    let dir = folder(HOSTILE);
    let run = kitei_in(dir.path(), &["verify", "rules", "--format", "junit"]);
    let read = roxmltree::Document::parse(&run.out).expect("XML");
    let state = |name: &str| {
        let case =
            read.descendants().find(|n| n.has_tag_name("testcase") && n.attribute("name") == Some(name));
        let inner = case.unwrap_or_else(|| panic!("no case {name}")).first_element_child();
        inner.map_or("", |n| n.tag_name().name())
    };
    for room in ["書庫", "金庫", "会議室"] {
        assert_eq!(state(&format!("課長だけ({room})")), "failure");
    }
    assert_eq!(state("許可がいる"), "system-out");
    assert_eq!(state("二役は別人"), "skipped");
}

/// The checker itself notices what the schema forbids.
#[test]
fn the_reader_of_the_schema_sees_mistakes() {
    for (document, wrong) in [
        ("<testsuites><testcase name='a'/></testsuites>", "testcase may not stand in testsuites"),
        (
            "<testsuites><testsuite name='a' tests='1' failures='0'/></testsuites>",
            "needs the attribute errors",
        ),
        ("<testsuites titel='a'/>", "has no attribute titel"),
        ("<testsuites>text</testsuites>", "holds no text"),
    ] {
        let found = xsd::differences(XSD, document).join("\n");
        assert!(found.contains(wrong), "{document}: {found}");
    }
}

/// The page without its markup, as a reader sees it.
fn words_of(html: &str) -> String {
    let body = html.split_once("<body>").expect("a body").1;
    let mut text = String::new();
    let mut inside = false;
    for c in body.chars() {
        match c {
            '<' => inside = true,
            '>' if inside => inside = false,
            c if !inside => text.push(c),
            _ => {}
        }
    }
    let plain = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    plain.iter().fold(text, |text, (from, to)| text.replace(from, to))
}

#[test]
fn pages_show_names_and_run_none_of_them() {
    each("html", |words, run| {
        let allowed = [
            "!DOCTYPE", "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "h4",
            "p", "ul", "ol", "li", "b", "small", "code", "pre", "span", "details", "summary", "div", "table",
            "thead", "tbody", "tr", "th", "td",
        ];
        for tag in run.out.split('<').skip(1) {
            let name = tag.trim_start_matches('/').split(['>', ' ', '\n']).next().unwrap();
            assert!(allowed.contains(&name), "{words:?}: <{name}>");
        }
        assert!(!run.out.contains("href") && !run.out.contains("src="), "{words:?}: needs something else");
    });
    each("markdown", |words, run| {
        for wrong in ["<script", "<img", "</title", "@octocat", "](http", "#1 "] {
            // What stands in a block of code is shown as it is.
            let outside: String = run.out.split("```").step_by(2).collect();
            assert!(!outside.contains(wrong), "{words:?}: {wrong}\n{outside}");
        }
    });
}

#[test]
fn pages_leave_no_instance_out_and_say_the_same() {
    let dir = folder(HOSTILE);
    let page =
        |format: &str| kitei_in(dir.path(), &["verify", "rules", "--format", format, "--lang", "ja"]).out;
    let (markdown, html) = (page("markdown"), words_of(&page("html")));
    for name in [
        "許可がいる",
        "課長だけ(書庫)",
        "課長だけ(金庫)",
        "課長だけ(会議室)",
        "係長も",
        "鍵は返す",
        "二役は別人",
    ] {
        assert!(markdown.contains(name) && html.contains(name), "{name}");
    }
    for told in ["検査役", "既知(令和81年1月1日まで)", "貸す(", "読み = 狭い"] {
        assert!(markdown.contains(told), "{told}\n{markdown}");
        assert!(html.contains(told), "{told}\n{html}");
    }
    let failing = markdown.find("課長だけ(書庫)").expect("told");
    assert!(failing < markdown.find("許可がいる").expect("told"), "what fails comes first");
}

/// Longer than a comment may be: what is known is told without its stories, and still nothing is left out.
#[test]
fn a_long_page_fits_into_a_comment() {
    let many: String = (0..400)
        .map(|n| format!("property 別{n}: only 課長 may 入室(金庫)\nexpect 別{n} violated \"わけ{n}\"\n"))
        .collect();
    let dir = folder(&format!("{HOSTILE}{many}"));
    let page = |format| kitei_in(dir.path(), &["verify", "rules", "--format", format]).out;
    let (markdown, html) = (page("markdown"), page("html"));
    assert!(markdown.chars().count() < 65_536, "{}", markdown.chars().count());
    for n in 0..400 {
        assert!(markdown.contains(&format!("別{n}</b>")) || markdown.contains(&format!("別{n} ")), "{n}");
    }
    assert!(markdown.contains("--format html"), "it says where the stories are told");
    assert!(html.matches("入室(金庫)").count() > 400, "the page tells all of them");
}

#[test]
fn the_village_makes_valid_reports() {
    let claims = ["--claim", "統括責任者は一人", "--claim", "システム管理者とセキュリティ責任者は別人"];
    let report = |format| kitei(&[&["verify", "rules/shinto", "--format", format], &claims[..]].concat()).out;
    let log = sarif(&report("sarif"));
    let [known] = list(&log["runs"][0], "results") else { panic!("one is proved, one is known: {log}") };
    assert_eq!(known["suppressions"][0]["kind"], "inSource");
    assert_eq!(
        known["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
        "rules/shinto/9-properties.kitei"
    );
    let junit = report("junit");
    assert_eq!(xsd::differences(XSD, &junit), Vec::<String>::new());
    assert!(junit.contains("tests=\"2\" failures=\"0\" errors=\"0\" skipped=\"1\""), "{junit}");
}

#[test]
fn reports_go_into_files_each_in_its_format() {
    let dir = folder(HOSTILE);
    let words = ["verify", "rules", "--today", "2026-04-01", "--lang", "ja"];
    let files = ["a.sarif", "b.xml", "c.md", "d.html", "e.json", "f.txt"];
    let outputs: Vec<&str> = files.iter().flat_map(|file| ["--output", file]).collect();
    fs::write(dir.path().join("c.md"), "old").expect("written");
    let run = kitei_in(dir.path(), &[&words[..], &outputs].concat());
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.out.contains("✗ 違反"), "the text goes on to standard output");
    let read = |file: &str| fs::read_to_string(dir.path().join(file)).expect("written");
    for (file, format) in files.iter().zip(["sarif", "junit", "markdown", "html", "json"]) {
        let alone = kitei_in(dir.path(), &[&words[..], &["--format", format]].concat());
        assert_eq!(read(file), alone.out, "{file}");
        let named = kitei_in(dir.path(), &[&words[..], &["--format", format, "--output", "report"]].concat());
        assert_eq!((read("report"), named.out.as_str()), (alone.out, run.out.as_str()), "{format}");
    }
    assert!(read("f.txt").contains("✗ 違反"));
}

#[test]
fn a_report_is_written_also_where_nothing_could_be_read() {
    let dir = folder(BROKEN);
    let run = kitei_in(dir.path(), &["verify", "rules", "--output", "a.sarif", "--output", "a.xml"]);
    assert_eq!(run.code, 2);
    let read = |file: &str| fs::read_to_string(dir.path().join(file)).expect("written");
    assert!(!list(&sarif(&read("a.sarif"))["runs"][0], "results").is_empty());
    assert!(read("a.xml").contains("<error"), "{}", read("a.xml"));
}

#[test]
fn a_report_that_cannot_be_written_is_told_of() {
    let dir = folder(HOSTILE);
    let told = |words: &[&str], why: &str| {
        let run = kitei_in(dir.path(), &[&["check", "rules"], words].concat());
        assert_eq!(run.code, 2, "{words:?}: {}", run.err);
        assert!(run.err.contains(why), "{words:?}: {}", run.err);
    };
    told(&["--output", "report.pdf"], "tells no format");
    told(&["--output", "nowhere/a.sarif"], "cannot write `nowhere/a.sarif`");
    let path = dir.path().join("a.md");
    fs::write(&path, "old").expect("written");
    let mut permissions = fs::metadata(&path).expect("a file").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).expect("set");
    told(&["--output", "a.md"], "cannot write `a.md`");
    assert_eq!(fs::read_to_string(&path).expect("there"), "old");
}

#[test]
fn commands_tell_which_formats_they_have() {
    let dir = folder(HOSTILE);
    let run = kitei_in(dir.path(), &["scenario", "rules", "--format", "sarif"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("sarif"), "{}", run.err);
    let before = kitei_in(dir.path(), &["--format", "sarif", "scenario", "rules"]);
    assert_eq!(before.code, 2, "{}", before.err);
    assert!(before.err.contains("text, json"), "{}", before.err);
}

/// The folder of the program, first among those where programs are looked for.
fn on_path(command: &mut Command) {
    let own = Path::new(env!("CARGO_BIN_EXE_kitei")).parent().expect("a folder");
    let path = std::env::var("PATH").unwrap_or_default();
    command.env("PATH", format!("{}:{path}", own.display()));
}

/// Runs a line of a workflow, or a hook, in a folder.
fn shell(dir: &Path, arguments: &[&str]) -> std::process::Output {
    let mut command = Command::new("sh");
    command
        .args(arguments)
        .current_dir(dir)
        .env("GITHUB_STEP_SUMMARY", dir.join("summary.md"))
        .env("GITHUB_BASE_REF", "main");
    on_path(&mut command);
    command.output().expect("sh runs")
}

const GOOD: &str = "kitei 1
regulation 小さな規程
provision 第1条 {
  fact 許可(person)
  act 入室
}
provision 第2条 {
  permit 入室 to p when 許可(p)
  property 許可がいる: 入室 needs 許可(actor)
}
";

#[cfg(unix)]
#[test]
fn the_workflow_runs_as_it_stands() {
    let dir = folder(GOOD);
    let workflow = include_str!("../docs/ci/github-workflow.yml");
    let lines: Vec<&str> = workflow.lines().filter_map(|line| line.trim().strip_prefix("run: ")).collect();
    let (build, own): (Vec<&str>, Vec<&str>) =
        lines.iter().partition(|line| line.starts_with("make -C .kitei build"));
    assert_eq!((build.len(), own.len()), (1, 6), "{lines:?}");
    let git = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"].join(" ");
    let begin = format!("git init -q . && git add rules && git {git} commit -q -m first");
    let base = "git update-ref refs/remotes/origin/main HEAD";
    assert!(shell(dir.path(), &["-e", "-c", &format!("{begin} && {base}")]).status.success());
    for line in own {
        let output = shell(dir.path(), &["-e", "-c", line]);
        let told =
            String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{line}: {told}");
    }
    let read =
        |file: &str| fs::read_to_string(dir.path().join(file)).unwrap_or_else(|e| panic!("{file}: {e}"));
    sarif(&read("kitei.sarif"));
    assert_eq!(xsd::differences(XSD, &read("kitei-junit.xml")), Vec::<String>::new());
    assert_eq!(read("summary.md"), read("kitei.md") + &read("kitei-diff.md"));
    assert!(read("kitei-diff.md").contains("no change in meaning (proved)"));
    for file in ["kitei.sarif", "kitei-junit.xml", "kitei.html"] {
        assert!(workflow.matches(file).count() > 1, "{file} is made and used");
    }
}

#[cfg(unix)]
#[test]
fn the_hook_lets_good_rules_pass_and_stops_others() {
    let hook = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/ci/pre-commit");
    let code = |text: &str| shell(folder(text).path(), &[hook]).status.code();
    assert_eq!(code(GOOD), Some(0));
    assert_eq!(code(&GOOD.replace("  fact", "fact")), Some(1), "not laid out");
    assert_eq!(code(&GOOD.replace("許可(p)", "許し(p)")), Some(2), "an unknown name");
}
