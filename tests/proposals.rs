//! Drafts (`amends PATH`): what is read with them and what is told of wrong ones; and the hypothetical amendments of
//! the village (`rules/shinto-proposals`), one directory each.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)] // a test that panics has failed, and says where

#[path = "support/files.rs"]
mod files;
#[allow(dead_code)] // a part of it is used here
#[path = "support/run.rs"]
mod run;
#[path = "support/told.rs"]
mod told;

use std::fs;
use std::path::Path;

use kitei::pipeline::Loaded;
use kitei::problem::Problem;
use kitei::syntax::calendar::{Date, gregorian};
use kitei::syntax::shape;
use kitei::syntax::tree::Item;
use run::{Run, kitei, kitei_in};
use told::{folder, told};

const VILLAGE: &str = "rules/shinto";
const PROPOSALS: &str = "rules/shinto-proposals";

/// A regulation, as written.
const BASE: &[u8] = "kitei 1
regulation 小さな規程
office 課長, 係長
act 入室
provision 第1条 { permit 入室 to 課長 }
property 課長だけ: only 課長 may 入室 @第1条
"
.as_bytes();

/// A draft against it.
const DRAFT: &[u8] = "amends \"../rules\"
amendment 改正案 in force 令和10年4月1日 { replace @第1条 { permit 入室 to 係長 } }
"
.as_bytes();

/// The directories of the proposals, in the order of their names.
fn proposals() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(PROPOSALS);
    let entries = fs::read_dir(root).expect("a folder").map(|entry| entry.expect("an entry"));
    let folders = entries.filter(|entry| entry.path().is_dir());
    let mut names: Vec<String> =
        folders.map(|entry| entry.file_name().into_string().expect("UTF-8")).collect();
    names.sort();
    names
}

/// The text of a proposal.
fn text_of(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(PROPOSALS).join(name).join("amendment.kitei");
    fs::read_to_string(path).expect("a text")
}

/// The day from which a proposal holds, as `in force 令和10年4月N日`; `None` of a combination.
fn day_of(name: &str) -> Option<u32> {
    let text = text_of(name);
    let (_, rest) = text.split_once(" in force 令和10年4月")?;
    Some(rest.split_once('日').expect("a day").0.parse().expect("a number"))
}

/// The codes of what is told of a directory at a day.
fn codes(path: &str, at: &str) -> (Run, Vec<String>) {
    let run = kitei(&["check", path, "--at", at, "--today", at, "--format", "json"]);
    let json = run.json();
    let problems = json["problems"].as_array().expect("problems");
    let codes = problems.iter().map(|it| it["code"].as_str().expect("a code").to_string()).collect();
    (run, codes)
}

#[test]
fn a_draft_is_read_with_what_it_amends() {
    let dir = folder(&[("rules/a.kitei", BASE), ("draft/b.kitei", DRAFT)]);
    let code = |path: &str, at: &str| {
        kitei_in(dir.path(), &["verify", path, "--no-audit", "--at", at, "--today", at]).code
    };
    assert_eq!(code("draft", "2028-03-31"), 0);
    assert_eq!(code("draft", "2028-04-01"), 1);
    assert_eq!(code("draft/b.kitei", "2028-04-01"), 1, "a file alone is a draft too");
    assert_eq!(code("rules", "2028-04-01"), 0, "the regulation knows nothing of its drafts");
    let inside = kitei_in(&dir.path().join("draft"), &["check", "--at", "2028-04-01", "--lang", "en"]);
    assert!(inside.out.starts_with("2 files, 1 provision, 1 norm"), "{}", inside.out);
}

#[test]
fn what_is_amended_is_only_read() {
    let untidy = [BASE, b"fact   untidy\n"].concat();
    let dir = folder(&[("rules/a.kitei", &untidy), ("draft/b.kitei", DRAFT)]);
    assert_eq!(kitei_in(dir.path(), &["fmt", "draft"]).code, 0);
    assert_eq!(fs::read(dir.path().join("rules/a.kitei")).expect("a file"), untidy);
}

#[test]
fn settings_of_the_draft_go_before_those_of_what_it_amends() {
    let allowed =
        "[lints]\nunused_declaration = { level = \"allow\", because = \"kept for later\" }\n".as_bytes();
    let denied = b"[lints]\nunused_declaration = \"error\"\n";
    let unused = [BASE, "fact 使わない\n".as_bytes()].concat();
    let checked = |files: &[(&str, &[u8])]| {
        let rules: [(&str, &[u8]); 2] = [("rules/a.kitei", &unused), ("draft/b.kitei", DRAFT)];
        let dir = folder(&[&rules, files].concat());
        kitei_in(dir.path(), &["check", "draft", "--lang", "en"])
    };
    let told = |run: &Run| run.err.contains("unused_declaration");
    assert!(told(&checked(&[])));
    assert!(!told(&checked(&[("rules/kitei.toml", allowed)])), "those of what is amended hold");
    assert!(told(&checked(&[("rules/kitei.toml", allowed), ("draft/kitei.toml", denied)])));
}

#[test]
fn drafts_are_combined_by_a_draft_of_drafts() {
    let of = |name: &str| format!("amends \"../rules\"\nfact {name}\n").into_bytes();
    let (one, two) = (of("甲"), of("乙"));
    let both = b"amends \"../one\"\namends \"../two\"\n";
    let files: [(&str, &[u8]); 4] =
        [("rules/a.kitei", BASE), ("one/b.kitei", &one), ("two/c.kitei", &two), ("both/d.kitei", both)];
    let dir = folder(&files);
    let run = kitei_in(dir.path(), &["check", "both", "--lang", "en"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.starts_with("4 files, 1 provision, 1 norm"), "each is read once: {}", run.out);
}

#[test]
fn wrong_drafts_are_told() {
    let path = |path: &str| format!("amends \"{path}\"\nfact 甲\n").into_bytes();
    let (missing, empty, above) = (path("../rulse"), path("../empty"), path(".."));
    let (there, back) = (path("../back"), path("../there"));
    let twice = [DRAFT, b"amends \"../rules/.\"\n"].concat();
    let dir = folder(&[
        ("rules/a.kitei", BASE),
        ("missing/b.kitei", &missing),
        ("nothing/b.kitei", &empty),
        ("empty/readme.txt", b"-"),
        ("above/b.kitei", &above),
        ("there/b.kitei", &there),
        ("back/c.kitei", &back),
        ("twice/b.kitei", &twice),
    ]);
    told("amends_missing", dir.path(), &["check", "missing"], 2);
    told("amends_no_rules", dir.path(), &["check", "nothing"], 2);
    told("amends_itself", dir.path(), &["check", "above"], 2);
    told("amends_in_a_circle", dir.path(), &["check", "there"], 2);
    told("amends_twice", dir.path(), &["check", "twice"], 2);
}

#[test]
fn every_proposal_has_a_day_of_its_own_and_says_what_it_is_for() {
    let all = proposals();
    assert!(all.len() > 10, "{all:?}");
    let mut days: Vec<u32> = all.iter().filter_map(|name| day_of(name)).collect();
    let count = days.len();
    assert!(count >= 10, "{days:?}");
    days.sort_unstable();
    days.dedup();
    assert_eq!(days.len(), count, "two proposals have one day");
    for name in all.iter().filter(|name| day_of(name).is_some()) {
        let text = text_of(name);
        assert!(
            text.contains("// 架空の改正案") && text.contains("\"架空: "),
            "{name}: not marked as hypothetical"
        );
        assert!(text.contains("// ねらう検証: "), "{name}: no property is named");
    }
}

#[test]
fn every_proposal_can_be_read_on_the_day_after_its_own() {
    for name in proposals() {
        let path = format!("{PROPOSALS}/{name}");
        let at = day_of(&name).map_or("2028-05-01".to_string(), |day| format!("2028-04-{:02}", day + 1));
        let (run, codes) = codes(&path, &at);
        assert_eq!(run.code, 0, "{name}: {}", run.out);
        assert!(!codes.iter().any(|code| code == "amendment_not_applied"), "{name} waits at {at}");
        let (_, before) = self::codes(&path, "2028-03-31");
        assert!(before.iter().any(|code| code == "amendment_not_applied"), "{name} holds too early");
    }
}

/// A day of 2028.
fn day(month: i64, day: i64) -> Date {
    gregorian(2028, month, day).expect("a day")
}

/// The wording of a day, without the amendments themselves.
fn wording(texts: &[(String, String)], day: Date) -> String {
    let loaded = texts.iter().fold(Loaded::default(), |all, (name, text)| all.with(name, text));
    let mut parsed = loaded.parse().at(day);
    assert!(!parsed.problems.iter().any(Problem::is_error), "{:#?}", parsed.problems);
    parsed.trees.iter_mut().for_each(|tree| tree.items.retain(|item| !matches!(item, Item::Amendment(_))));
    parsed.trees.iter().map(shape).collect()
}

#[test]
fn every_proposal_changes_the_wording_of_the_village() {
    let texts: Vec<(String, String)> = files::below(VILLAGE, "kitei")
        .into_iter()
        .map(|path| (path.display().to_string(), fs::read_to_string(path).expect("a text")))
        .collect();
    for name in proposals().iter().filter(|name| day_of(name).is_some()) {
        let texts = [texts.clone(), vec![("amendment.kitei".to_string(), text_of(name))]].concat();
        let (before, after) = (wording(&texts, day(3, 31)), wording(&texts, day(5, 1)));
        assert_ne!(before, after, "{name} changes nothing");
    }
}

#[test]
fn proposals_are_a_document_that_drifts_when_they_change() {
    let wider = "amends \"../../rules\"\namendment 広げる案 in force 令和10年4月2日 \"係長も入る\" { replace @第1条 { permit 入室 to 課長  permit 入室 to 係長 } }\n";
    let nothing = "amends \"../../rules\"\namendment 変えない案 in force 令和10年4月3日 { replace @第1条 { permit 入室 to 課長 } }\n";
    let first: &[u8] = b"amends \"../../rules\"\namendment \xe6\x94\xb9\xe6\xad\xa3\xe6\xa1\x88 in force 2028-04-01 { replace @\xe7\xac\xac1\xe6\x9d\xa1 { permit \xe5\x85\xa5\xe5\xae\xa4 to \xe4\xbf\x82\xe9\x95\xb7 } }\n";
    let dir = folder(&[
        ("rules/a.kitei", BASE),
        ("drafts/other/a.kitei", first),
        ("drafts/wider/a.kitei", wider.as_bytes()),
        ("drafts/nothing/a.kitei", nothing.as_bytes()),
        ("drafts/both/a.kitei", b"amends \"../wider\"\namends \"../nothing\"\n"),
    ]);
    let run = |words: &[&str]| {
        let all =
            [&["proposals", "rules", "drafts", "--output", "p.md", "--output", "p.ja.md"], words].concat();
        kitei_in(dir.path(), &[&all[..], &["--lang", "en"]].concat())
    };
    let written = run(&[]);
    assert_eq!(written.code, 0, "{}{}", written.out, written.err);
    let page = fs::read_to_string(dir.path().join("p.md")).expect("a page");
    let rows: Vec<&str> = page.lines().filter(|line| line.starts_with("| ")).collect();
    for (at, (title, counts)) in [
        ("改正案", "<sub>0</sub> | 1 | <sub>0</sub> | 1 | 1 |"),
        ("係長も入る", "<sub>0</sub> | 1 | <sub>0</sub> | 1 | <sub>0</sub> |"),
        ("変えない案", "<sub>0</sub> | <sub>0</sub> | <sub>0</sub> | <sub>0</sub> | <sub>0</sub> |"),
        ("係長も入る + 変えない案", "<sub>0</sub>"),
    ]
    .into_iter()
    .enumerate()
    {
        let row = rows[at + 1];
        assert!(row.starts_with(&format!("| {title} | {counts}")), "{row}\n{page}");
    }
    assert!(page.contains("no change in meaning (proved)"), "{page}");
    let japanese = fs::read_to_string(dir.path().join("p.ja.md")).expect("a page");
    assert!(japanese.contains("### 壊すもの") && japanese.contains("令和10年4月1日"), "{japanese}");
    assert_eq!(run(&["--check"]).code, 0);
    fs::write(dir.path().join("drafts/wider/a.kitei"), wider.replace("係長も", "だれかも")).expect("written");
    let drifted = run(&["--check"]);
    assert!(drifted.code == 1 && drifted.err.contains("document_drifted"), "{}", drifted.err);
    assert_eq!(fs::read_to_string(dir.path().join("p.md")).expect("a page"), page, "nothing is written");
}

#[test]
fn every_proposal_is_in_the_document() {
    for file in ["docs/proposals-shinto.md", "docs/proposals-shinto.ja.md"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
        let page = fs::read_to_string(path).expect("the document; `make documents` writes it");
        // To examine this one takes too long; the Makefile says so too.
        for name in proposals().iter().filter(|name| *name != "separate-posts") {
            let place = format!("<code>{PROPOSALS}/{name}</code>");
            assert!(page.contains(&place), "{name} is not in {file}: `make documents`");
        }
    }
}
