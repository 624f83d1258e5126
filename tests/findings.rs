//! The document of what a regulation guarantees: complete, in order, in both languages, and told of when it is out of date.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)] // a test that panics has failed, and says where

#[allow(dead_code)] // a part of it is used here
#[path = "support/run.rs"]
mod run;

use std::fs;
use std::path::Path;

use run::{Run, kitei_in};

/// Something for every part of the document.
const RULES: &str = r#"kitei 1
regulation 「Rules of the reading room」 number 「Order 7」 in force 2020-04-01
provision Art.1 "Rooms and posts" {
  kind room { stacks, vault }
  kind register (kept: duration) { visits (kept 5 years), loans }
  office keeper, warden
  fact cleared(person)
  fact key(person, room)
  act lend(p: person, r: room) gives key(p, r)
  act enter(r: room)
}
provision Art.2 "Keys" {
  permit lend(p, r) to keeper when cleared(p)
}
provision Art.3 "Entry" {
  permit enter(r) to p when key(p, r)
}
provision Art.4 "Inspection" {
  role inspector
  reading who_opens_the_vault @Art.4 {
    nobody default "nobody is named" { }
    the_warden "the warden, who has the house" { permit enter(vault) to warden }
  }
}
assume one_post_each: no person p: p is keeper and p is warden because "custom, not written"

property lent_when_cleared: lend(p, _) needs cleared(p) @Art.2 "nobody gets a key unexamined"
property key_first: enter(r) needs key(actor, r) @Art.3 "no room is entered without its key"
property two_people: always every person p: not (p is keeper and p is warden) @Art.1 "keys and house are in two hands"
property two_if_custom assuming one_post_each: always every person p: not (p is keeper and p is warden)
  @Art.1 "two hands, as long as custom holds"
property cleared_still: never some person p: key(p, r) and not cleared(p) @Art.2 "a key goes back with the clearance"
property warden_opens: possible some person p: p is warden and not cleared(p) and p may enter(vault)
  @Art.4 "the house can be opened in need"
property kept_long: always r.kept >= 5 years @Art.1 "registers are kept until somebody asks"
property inspected: possible some person p: p is inspector @Art.4 "somebody looks after the rules"
property keeper_lends_himself: possible some person p: p may lend(p, stacks) @Art.2 "wished not to be: a key without another's hand"

expect two_people violated "one person may hold both posts"
expect cleared_still violated "no article takes a key back" until 2099-01-01
expect keeper_lends_himself proved "against the wish: Art. 2 excludes nobody"
allow unfilled_role inspector because "Art. 4 names no inspector"
"#;

/// A folder with these rules.
fn folder(text: &str) -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    fs::create_dir(dir.path().join("rules")).expect("a folder");
    fs::write(dir.path().join("rules/a.kitei"), text).expect("written");
    dir
}

fn findings(dir: &Path, words: &[&str]) -> Run {
    kitei_in(dir, &[&["findings", "rules", "--today", "2026-04-01"], words].concat())
}

fn snapshot(folder: &str, name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

#[test]
fn the_document_as_it_is_read_in_both_languages() {
    let dir = folder(RULES);
    for lang in ["en", "ja"] {
        let run = findings(dir.path(), &["--lang", lang]);
        assert_eq!(run.code, 0, "{}", run.err);
        snapshot("findings", lang, &run.out);
    }
}

/// Everything that `verify` answers stands in it: each claim with its label, each instance by its elements.
#[test]
fn no_answer_is_left_out() {
    let dir = folder(RULES);
    let text = findings(dir.path(), &[]).out;
    let verified = kitei_in(dir.path(), &["verify", "rules", "--format", "json"]).json();
    let claims = verified["claims"].as_array().expect("claims");
    assert_eq!(claims.len(), 12);
    for claim in claims {
        let name = claim["name"].as_str().expect("a name").replace('_', "\\_");
        assert!(text.contains(&name), "{name}\n{text}");
        for element in claim["instance"].as_array().expect("elements") {
            assert!(text.contains(element.as_str().expect("a name")), "{name}");
        }
    }
    let count = |heading: &str| {
        let row = text.lines().find(|line| line.starts_with(&format!("| {heading} |"))).expect("a row");
        row.split('|').nth(3).expect("a cell").trim().parse::<usize>().expect("a number")
    };
    let headings = [
        "What the regulation guarantees",
        "What the regulation does not guarantee",
        "What turns on how the text is read",
        "What the text leaves open",
        "What can never happen",
    ];
    assert_eq!(headings.map(count).iter().sum::<usize>(), claims.len(), "each answer once");
}

/// What is known only up to its limits must not look like anything else.
#[test]
fn what_is_undecided_is_told_as_unknown() {
    let dir = folder(RULES);
    let text = findings(dir.path(), &["--without-courses"]).out;
    let unknown = text.split("## What could not be found out").nth(1).expect("a part of its own");
    assert!(unknown.contains("cleared\\_still") && unknown.contains("It is not known."), "{unknown}");
    assert!(unknown.contains("Nobody has explained this yet."), "{unknown}");
}

/// What would mend something is told below it, does not depend on the day, and can be left out.
#[test]
fn what_would_mend_it_is_told() {
    let dir = folder(RULES);
    let text = findings(dir.path(), &[]).out;
    let words = "```text\nset loans.kept 5 years\n```";
    let told = format!("<details><summary>change Art.1: set `loans.kept` to 5 years</summary>\n\n{words}");
    assert!(text.contains(&told), "{text}");
    let none = "No single change would mend it, of 16 that were tried; \\`kitei repair cleared\\_still\\`";
    let (_, fails) = text.split_once("cleared\\_still").expect("the claim");
    let (fails, _) = fails.split_once("wished not to be").expect("the next claim");
    assert!(fails.contains(none), "{fails}");
    // The longer search offers the same.
    let offered = kitei_in(dir.path(), &["repair", "rules", "kept_long(loans)", "--alone"]).out;
    assert!(offered.contains("set loans.kept 5 years"), "{offered}");
    let later = kitei_in(dir.path(), &["findings", "rules", "--today", "2031-05-06"]).out;
    assert_eq!(text, later, "whatever the day");
    let without = findings(dir.path(), &["--without-repairs"]).out;
    assert!(!without.contains("It would hold with this change:"), "{without}");
    // Nothing else differs.
    let kept: Vec<&str> = without.lines().filter(|line| !text.lines().any(|other| other == *line)).collect();
    assert_eq!(kept, Vec::<&str>::new());
}

#[test]
fn a_page_for_the_browser_says_the_same() {
    let dir = folder(RULES);
    let html = findings(dir.path(), &["--format", "html", "--lang", "ja"]).out;
    assert!(html.starts_with("<!DOCTYPE html>\n<html lang=\"ja\">"), "{html}");
    for told in
        ["registers are kept until somebody asks", "規程が保証していないこと", "no article takes a key back"]
    {
        assert!(html.contains(told), "{told}");
    }
}

#[test]
fn a_document_that_has_drifted_is_told_of() {
    let dir = folder(RULES);
    let files = ["--output", "out.md", "--output", "out.ja.md"];
    let both = |more: &[&str]| findings(dir.path(), &[&files, more].concat());
    assert_eq!(both(&["--check"]).code, 2, "there is none yet");
    let written = both(&[]);
    assert_eq!((written.code, written.out.as_str()), (0, ""), "{}", written.err);
    assert_eq!(both(&["--check"]).code, 0);
    let read = |file: &str| fs::read_to_string(dir.path().join(file)).expect("written");
    assert_eq!(read("out.md"), findings(dir.path(), &["--lang", "en"]).out, "the language of the run");
    assert_eq!(read("out.ja.md"), findings(dir.path(), &["--lang", "ja"]).out, "that of the name");
    let rules = dir.path().join("rules/a.kitei");
    fs::write(&rules, RULES.replace("when cleared(p)", "")).expect("written");
    let mut told = String::new();
    for lang in ["en", "ja"] {
        let run = both(&["--check", "--lang", lang]);
        assert_eq!(run.code, 1, "{}", run.err);
        told.push_str(&format!("== {lang} ==\n{}", run.err));
    }
    snapshot("cases/input", "document_drifted", &told);
    assert!(read("out.md").contains("nobody gets a key unexamined"), "nothing is written");
    fs::write(&rules, "kitei 1\nregulation x\npermit\n").expect("written");
    assert_eq!(both(&["--check"]).code, 2, "rules that cannot be read");
}
