//! The commands as a user meets them: on the village's regulation, and on input that is wrong.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)] // a test that panics has failed, and says where

#[path = "support/run.rs"]
mod run;
#[path = "support/told.rs"]
mod told;

use std::fs;
use std::path::Path;

use run::{kitei, kitei_in};
use told::{folder, snapshot, told};

const VILLAGE: &str = "rules/shinto";

/// A regulation of three lines whose one claim fails, and one that holds.
const SMALL: &str = "kitei 1
regulation 小さな規程
provision 第1条 { office 課長 fact 許可(person) fixed act 入室 }
provision 第2条 { permit 入室 to p when 許可(p) }
property 許可がいる: 入室 needs 許可(actor) @第2条
property 課長だけ: only 課長 may 入室 @第2条
";

#[test]
fn check_reads_the_village() {
    let run = kitei(&["check", VILLAGE, "--lang", "ja"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("条項115"), "{}", run.out);
    let json = kitei(&["check", VILLAGE, "--format", "json"]).json();
    assert_eq!(json["regulation"]["number"], "平成14年訓令甲第7号");
}

#[test]
fn verify_tells_how_a_claim_fails_and_exits_with_1() {
    let dir = folder(&[("a.kitei", SMALL.as_bytes())]);
    let run = kitei_in(dir.path(), &["verify", "--lang", "ja", "--today", "2026-04-01"]);
    assert_eq!(run.code, 1, "{}{}", run.out, run.err);
    assert!(run.out.contains("令和8年4月1日現在"), "{}", run.out);
    assert!(run.out.contains("✗ 違反 課長だけ"), "{}", run.out);
    assert!(run.out.contains("B は 入室 できる (第2条)"), "{}", run.out);
    let only = kitei_in(dir.path(), &["verify", "--claim", "許可がいる"]);
    assert_eq!(only.code, 0, "{}{}", only.out, only.err);
    assert!(only.out.contains("✓ proved 許可がいる"), "{}", only.out);
}

#[test]
fn verify_in_json_follows_the_schema() {
    let dir = folder(&[("a.kitei", SMALL.as_bytes())]);
    let json = kitei_in(dir.path(), &["verify", "--format", "json", "--lang", "en"]).json();
    let claims = json["claims"].as_array().expect("claims");
    assert_eq!(claims[0]["verdict"], "proved");
    assert_eq!(claims[0]["articles"][0], "第2条");
    assert_eq!(claims[1]["verdict"], "violated");
    assert_eq!(claims[1]["world"]["people"][0], "A");
}

/// A key that stays with somebody who leaves, and one who never gets any.
const KEYS: &str = "kitei 1
regulation keys
office keeper
fact left(person)
fact key(person)
fact badge(person)
act lend(p: person) gives key(p)
act issue(p: person) gives badge(p)
permit lend(p) to keeper when badge(p) and not left(p)
permit issue(p) to keeper
property returned: never some person p: left(p) and key(p)
property with_badge: always every person p: key(p) implies badge(p)
";

#[test]
fn verify_tells_courses_and_invariants_in_json() {
    let dir = folder(&[("a.kitei", KEYS.as_bytes())]);
    let json = kitei_in(dir.path(), &["verify", "--format", "json", "--lang", "en"]).json();
    let [returned, with_badge] = [&json["claims"][0], &json["claims"][1]];
    let steps = returned["course"]["steps"].as_array().expect("steps");
    let kinds: Vec<_> = steps.iter().map(|step| step["kind"].as_str().expect("a word")).collect();
    assert_eq!(kinds, ["act", "act", "change"]);
    assert_eq!(steps[1]["act"], "lend");
    assert_eq!(steps[1]["gained"][0]["text"], "key(A)");
    assert_eq!(steps[2]["gained"][0]["name"], "left");
    assert!(with_badge["course"].is_null(), "{with_badge}");
    assert_eq!(with_badge["invariants"][0]["formula"], "every person p: key(p) implies badge(p)");
}

/// Some of it takes three acts, and nothing is proved.
const LENT: &str = "kitei 1
regulation lent
office chief, head
fact cleared(person)
fact key(person)
fact lent(person)
act grant(q: person) gives cleared(q)
act hand(q: person) gives key(q)
act lend(q: person) gives lent(q)
act back(q: person) ends cleared(q)
act enter
permit grant(q) to chief
permit hand(q) to chief when cleared(q)
permit back(q) to head
permit lend(q) to head when key(q)
permit enter to p when lent(p) and not cleared(p)
property no_head_enters: never some person p: p did enter and p is head
property still_cleared: never some person p: lent(p) and not cleared(p)
property enters: possible enter done
property enters_cleared: always every person p: p did enter implies cleared(p) or lent(p)
";

#[test]
fn what_is_undecided_shows_a_world_that_no_proof_excludes() {
    let dir = folder(&[("a.kitei", LENT.as_bytes())]);
    let words = ["verify", "--max-acts", "2", "--today", "2026-04-01", "--lang"];
    let told = |lang| {
        let run = kitei_in(dir.path(), &[&words[..], &[lang]].concat());
        assert_eq!(run.code, 1, "{}{}", run.out, run.err);
        format!("== {lang} ==\n{}", run.out)
    };
    snapshot("undecided_by_a_limit", &(told("en") + &told("ja")));
    let json = kitei_in(dir.path(), &[&words[..], &["en", "--format", "json"]].concat()).json();
    let claim = &json["claims"][1];
    assert_eq!([&claim["verdict"], &claim["reason"]], ["undecided", "no_course"]);
    assert!(claim["world"].is_null() && claim["course"].is_null(), "{claim}");
    assert_eq!(claim["unexcluded"]["people"][0], "A");
    assert_eq!(claim["unexcluded"]["story"][0]["text"], "key(A), lent(A)");
}

#[test]
fn verify_tells_in_json_whose_absence_matters() {
    let words = ["verify", "rules/hospital", "--claim", "research_happens", "--absences", "--format", "json"];
    let json = kitei(&words).json();
    let absences = json["claims"][0]["absences"].as_array().expect("absences");
    let needed = absences.iter().filter(|absence| absence["possible"] == false);
    let posts: Vec<_> = needed.map(|absence| absence["post"].as_str().expect("a name")).collect();
    assert_eq!(posts, ["director", "medical_director", "ethics_chair"], "{json}");
}

#[test]
fn verify_answers_claims_of_the_village() {
    let words = ["verify", VILLAGE, "--claim", "二つの指定は別人がする", "--claim", "三役は別人"];
    let run = kitei(&[&words[..], &["--lang", "ja", "--timings"]].concat());
    assert!(run.out.contains("システム管理者 として (第3条第1号)"), "{}{}", run.out, run.err);
    assert!(run.out.contains("仮定の下で成立"), "{}", run.out);
    kitei(&[&words[..], &["--format", "json"]].concat()).json();
}

#[test]
fn an_expected_finding_is_no_failure_until_its_term() {
    let expect = "expect 課長だけ violated \"改正まで残る\" until 2027-03-31\n";
    let dir = folder(&[("a.kitei", format!("{SMALL}{expect}").as_bytes())]);
    let before = kitei_in(dir.path(), &["verify", "--lang", "ja", "--today", "2027-03-31"]);
    assert_eq!(before.code, 0, "{}{}", before.out, before.err);
    assert!(before.out.contains("既知(令和9年3月31日まで): 改正まで残る"), "{}", before.out);
    told("term_passed", dir.path(), &["verify", "--today", "2027-04-01"], 1);
}

#[test]
fn an_accepted_note_comes_back_after_its_term() {
    let allow =
        "role 誰もいない @第1条\nallow unfilled_role 誰もいない because \"本文の誤記\" until 2027-03-31\n";
    let dir = folder(&[("a.kitei", format!("{SMALL}{allow}").as_bytes())]);
    assert_eq!(kitei_in(dir.path(), &["check", "--today", "2027-03-31"]).code, 0);
    let after = kitei_in(dir.path(), &["check", "--today", "2027-04-01", "--lang", "en"]);
    assert_eq!(after.code, 1, "{}{}", after.out, after.err);
    assert!(after.err.contains("term_passed"), "{}", after.err);
}

#[test]
fn an_expectation_that_no_longer_matches_fails() {
    let expect = "expect 許可がいる violated \"直っていない\"\n";
    let dir = folder(&[("a.kitei", format!("{SMALL}{expect}").as_bytes())]);
    told("expectation_unmet", dir.path(), &["verify", "--claim", "許可がいる"], 1);
}

#[test]
fn the_village_has_28_yes_and_70_no() {
    let run = kitei(&["table", VILLAGE, "操作可能表", "--lang", "ja", "--articles"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(run.out.matches('○').count() - 1, 28, "{}", run.out);
    assert_eq!(run.out.matches('×').count() - 1, 70, "{}", run.out);
    let markdown = kitei(&["table", VILLAGE, "操作可能表", "--format", "markdown"]);
    assert!(markdown.out.contains("| 広域交付"), "{}", markdown.out);
    let ascii = kitei(&["table", VILLAGE, "--ascii"]);
    assert!(ascii.out.contains("+--"), "{}", ascii.out);
    let json = kitei(&["table", VILLAGE, "--format", "json"]).json();
    let cells = json["tables"][0]["cells"].as_array().expect("rows");
    let row = |i: usize| cells[i].as_array().expect("cells").iter().filter(|c| c["mark"] == "no").count();
    assert_eq!([0, 1, 2, 3, 4, 5, 6].map(row), [2, 8, 10, 11, 13, 13, 13], "× per row, as in the source");
}

#[test]
fn coverage_accounts_for_the_village() {
    let run = kitei(&["coverage", VILLAGE, "--lang", "ja"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    let json = kitei(&["coverage", VILLAGE, "--format", "json"]).json();
    assert_eq!(json["coverage"]["complete"], true);
    let dir =
        folder(&[("a.kitei", "kitei 1\nregulation x\nprovision 第1条\nfact 職員(person)\n".as_bytes())]);
    let gaps = kitei_in(dir.path(), &["coverage", "--lang", "en"]);
    assert_eq!(gaps.code, 1, "{}{}", gaps.out, gaps.err);
    assert!(gaps.out.contains("MISSING") && gaps.out.contains("fact 職員"), "{}", gaps.out);
}

#[test]
fn a_name_before_its_path_is_told_of() {
    for command in ["explain", "table", "scenario"] {
        let ran = kitei(&[command, "鍵貸与", VILLAGE]);
        assert_eq!(ran.code, 2, "{}", ran.err);
        assert!(
            ran.err.contains(&format!("the path comes before the name: {VILLAGE} 鍵貸与")),
            "{}",
            ran.err
        );
    }
}

#[test]
fn scenarios_graph_and_explain_work_on_the_village() {
    let scenarios = kitei(&["scenario", VILLAGE, "--lang", "ja"]);
    assert_eq!(scenarios.code, 0, "{}{}", scenarios.out, scenarios.err);
    kitei(&["scenario", VILLAGE, "--format", "json"]).json();
    let dot = kitei(&["graph", VILLAGE, "--dot"]);
    assert!(dot.out.starts_with("digraph"), "{}", dot.out);
    let mermaid = kitei(&["graph", VILLAGE, "--mermaid", "--view", "acts", "--lang", "ja"]);
    assert!(mermaid.out.contains("許容 第16条第2項"), "{}", mermaid.out);
    kitei(&["graph", VILLAGE, "--view", "all", "--format", "json"]).json();
    let act = kitei(&["explain", VILLAGE, "鍵貸与", "--lang", "ja"]);
    assert!(act.out.contains("行為 鍵貸与(人: 者、室: 区域)"), "{}", act.out);
    assert_eq!(kitei(&["explain", "unexpected"]).code, 0);
}

#[test]
fn fmt_lays_out_converts_and_checks() {
    let rough = "kitei 1\nregulation 試し\nfact   職員( person )fixed  // 常勤\n";
    let dir = folder(&[
        ("a.kitei", rough.as_bytes()),
        ("b.md", "# 条文\n\n```kitei\nfact  退職(person)\n```\n".as_bytes()),
    ]);
    let check = kitei_in(dir.path(), &["fmt", "--check", "--lang", "en"]);
    assert_eq!((check.code, check.out.lines().count()), (1, 2), "{}{}", check.out, check.err);
    assert_eq!(fs::read_to_string(dir.path().join("a.kitei")).unwrap(), rough, "--check changes nothing");
    let json = kitei_in(dir.path(), &["fmt", "--check", "--format", "json"]).json();
    assert_eq!(json["files"][0]["changed"], true);
    assert_eq!(kitei_in(dir.path(), &["fmt"]).code, 0);
    assert_eq!(kitei_in(dir.path(), &["fmt", "--check"]).code, 0);
    assert_eq!(kitei_in(dir.path(), &["fmt", "--lang", "ja", "a.kitei"]).code, 0);
    let japanese = fs::read_to_string(dir.path().join("a.kitei")).unwrap();
    assert!(japanese.contains("事実 職員(者) 不変") && japanese.contains("// 常勤"), "{japanese}");
    assert!(
        fs::read_to_string(dir.path().join("b.md"))
            .unwrap()
            .starts_with("# 条文\n\n```kitei\nfact 退職(person)")
    );
    assert_eq!(kitei_in(dir.path(), &["check"]).code, 0);
}

#[test]
fn fmt_leaves_alone_what_it_cannot_read() {
    let broken = "kitei 1\nfact   職員(\n";
    let dir = folder(&[("a.kitei", broken.as_bytes())]);
    let run = kitei_in(dir.path(), &["fmt"]);
    assert_eq!(run.code, 2, "{}{}", run.out, run.err);
    assert_eq!(fs::read_to_string(dir.path().join("a.kitei")).unwrap(), broken);
}

#[test]
fn fmt_reads_standard_input() {
    let run = run::kitei_reading(&["fmt", "-", "--lang", "ja"], "kitei 1\nfact   職員( person )");
    assert_eq!((run.code, run.out.as_str()), (0, "kitei 1\n事実 職員(者)\n"), "{}", run.err);
}

#[cfg(unix)]
#[test]
fn fmt_keeps_permissions_and_respects_them() {
    use std::os::unix::fs::PermissionsExt;
    let dir = folder(&[("a.kitei", b"kitei 1\nfact   staff( person )\n")]);
    let path = dir.path().join("a.kitei");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o440)).unwrap();
    told("unwritable", dir.path(), &["fmt"], 2);
    assert!(fs::read_to_string(&path).unwrap().contains("( person )"), "unchanged");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    assert_eq!(kitei_in(dir.path(), &["fmt"]).code, 0);
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "nothing is left beside it");
}

#[test]
fn help_completions_and_man_pages_come_in_both_languages() {
    for lang in ["en", "ja"] {
        let help = kitei(&["--help", "--lang", lang]);
        assert_eq!(help.code, 0);
        for command in ["check", "verify", "table", "graph", "explain", "coverage", "scenario", "fmt"] {
            assert!(help.out.contains(command), "{command} is not in {}", help.out);
            let own = kitei(&[command, "--help", "--lang", lang]);
            assert_eq!(own.code, 0, "{}", own.err);
        }
        assert_eq!(kitei(&["man", "--lang", lang]).code, 0);
    }
    assert!(kitei(&["--help", "--lang", "ja"]).out.contains("使い方"));
    assert!(kitei(&["completions", "bash"]).out.contains("kitei"));
}

#[test]
fn the_language_comes_from_the_locale() {
    let help = |name: &str, value: &str| {
        let mut command = run::command(Path::new("."), &["--help"]);
        String::from_utf8(command.env(name, value).output().expect("runs").stdout).expect("UTF-8")
    };
    assert!(help("LANG", "ja_JP.UTF-8").contains("使い方"));
    assert!(help("LC_ALL", "C").contains("Usage"));
}

#[test]
fn wrong_words_on_the_command_line_are_told() {
    let dir = folder(&[("a.kitei", SMALL.as_bytes())]);
    told("wrong_arguments", dir.path(), &["chek"], 2);
    told("no_such_name", dir.path(), &["verify", "--claim", "課長だけだ"], 2);
    told("no_such_table", dir.path(), &["table", ".", "表"], 2);
    assert_eq!(kitei(&[]).code, 2);
    assert_eq!(kitei(&["check", "--formt", "json"]).code, 2);
    assert_eq!(kitei(&["verify", VILLAGE, "--today", "昨日"]).code, 2);
}

#[test]
fn wrong_files_are_told() {
    let dir =
        folder(&[("rules/a.kitei", SMALL.as_bytes()), ("empty/readme.txt", b"-"), ("md/a.md", b"# x\n")]);
    told("missing_path", dir.path(), &["check", "rulse"], 2);
    told("no_rules", dir.path(), &["check", "empty"], 2);
    assert_eq!(kitei_in(dir.path(), &["check", "md"]).code, 2);
}

#[test]
fn another_encoding_is_named() {
    let shift_jis = [0x8b, 0x4b, 0x92, 0xf6, 0x20, 0x8e, 0x8e, 0x82, 0xb5, 0x0a];
    let dir = folder(&[("a.kitei", &shift_jis)]);
    told("shift_jis", dir.path(), &["check", "."], 2);
    let neither = folder(&[("a.kitei", &[b'a', 0xff, 0xff, b'\n'])]);
    told("not_utf8", neither.path(), &["check", "."], 2);
}

#[cfg(unix)]
#[test]
fn files_that_cannot_be_read_are_told() {
    let dir = folder(&[("a.kitei", SMALL.as_bytes())]);
    told("unreadable", dir.path(), &["check", "a.kitei/b.kitei"], 2);
    fs::File::create(dir.path().join("large.kitei"))
        .and_then(|f| f.set_len(65 << 20))
        .expect("a sparse file");
    told("too_large", dir.path(), &["check", "large.kitei"], 2);
}

#[test]
fn without_its_sibling_kitei_cannot_prove() {
    let dir = folder(&[("a.kitei", SMALL.as_bytes())]);
    let alone = dir.path().join(format!("kitei{}", std::env::consts::EXE_SUFFIX));
    fs::copy(env!("CARGO_BIN_EXE_kitei"), &alone).expect("copied");
    let mut text = String::new();
    for lang in ["en", "ja"] {
        let output = std::process::Command::new(&alone)
            .args(["verify", "a.kitei", "--lang", lang])
            .current_dir(dir.path())
            .output()
            .expect("runs");
        assert_eq!(output.status.code(), Some(3));
        let err = String::from_utf8(output.stderr).expect("UTF-8");
        assert!(err.contains("kitei-prove"), "{err}");
        text.push_str(err.lines().find(|l| l.contains("no_prover")).map_or("", |_| "no_prover\n"));
    }
    assert_eq!(text, "no_prover\nno_prover\n");
}

#[cfg(unix)]
#[test]
fn links_that_lead_back_are_told() {
    let dir = folder(&[("rules/a.kitei", SMALL.as_bytes())]);
    std::os::unix::fs::symlink("..", dir.path().join("rules/again")).expect("a link");
    told("link_loop", dir.path(), &["check", "rules"], 2);
    std::os::unix::fs::symlink("self.kitei", dir.path().join("self.kitei")).expect("a link");
    assert_eq!(kitei_in(dir.path(), &["check", "self.kitei"]).code, 2);
}

#[test]
fn a_broken_pipe_is_no_failure() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut child = run::command(root, &["explain", VILLAGE, "区域"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("ends");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stderr.is_empty());
}

#[test]
fn colours_only_where_they_are_wanted() {
    let dir = folder(&[("a.kitei", b"kitei 1\nfact\n")]);
    assert!(!kitei_in(dir.path(), &["check"]).err.contains('\u{1b}'));
    assert!(kitei_in(dir.path(), &["check", "--color", "always"]).err.contains('\u{1b}'));
}

/// A permission that its beneficiary can give himself, and a fact that nothing ends.
const UNASKED: &str = "kitei 1
regulation 例
office 課長
fact 許可(person)
act 許可する(人: person) gives 許可(人)
act 入室
permit 許可する(_) to 課長
permit 入室 to p when 許可(p)
";

#[test]
fn settings_say_how_grave_a_finding_is() {
    let run = |settings: &str, words: &[&str]| {
        let files: [(&str, &[u8]); 2] =
            [("a.kitei", UNASKED.as_bytes()), ("kitei.toml", settings.as_bytes())];
        kitei_in(folder(&files).path(), &[words, &["--lang", "en"]].concat())
    };
    let usual = run("", &["verify"]);
    assert_eq!(usual.code, 0, "{}", usual.err);
    assert!(usual.err.contains("warning[permission_to_oneself]"), "{}", usual.err);
    let raised = run("[lints]\npermission_to_oneself = \"error\"\n", &["verify"]);
    assert_eq!(raised.code, 1, "{}", raised.err);
    assert!(raised.err.contains("error[permission_to_oneself]"), "{}", raised.err);
    let unasked = run("[lints]\npermission_to_oneself = \"error\"\n", &["verify", "--no-audit"]);
    assert_eq!(unasked.code, 0, "{}", unasked.err);
    let silent =
        run("[lints]\npermission_to_oneself = { level = \"allow\", because = \"so\" }\n", &["verify"]);
    assert!(!silent.err.contains("permission_to_oneself"), "{}", silent.err);
    // What needs no proof is told by `check`, and counts for both.
    for command in ["check", "verify"] {
        let raised = run("[lints]\nfact_never_ended = \"error\"\n", &[command]);
        assert_eq!(raised.code, 1, "{command}: {}", raised.err);
        let wrong = run("[lints]\nfact_never_ends = \"error\"\n", &[command]);
        assert_eq!(wrong.code, 2, "{command}: {}", wrong.err);
        assert!(wrong.err.contains("kitei.toml"), "{}", wrong.err);
    }
}

#[test]
fn an_allow_for_what_only_a_proof_finds_is_judged_by_those_who_prove() {
    let allowed = format!("{UNASKED}allow permission_to_oneself 許可する because \"so\"\n");
    let stale = format!("{UNASKED}allow one_post 課長 because \"so\"\n");
    let run = |text: &str, command: &str| {
        kitei_in(folder(&[("a.kitei", text.as_bytes())]).path(), &[command, "--lang", "en"])
    };
    assert!(!run(&allowed, "verify").err.contains("permission_to_oneself"));
    assert!(!run(&stale, "check").err.contains("stale_allow"));
    assert!(run(&stale, "verify").err.contains("stale_allow"));
}
