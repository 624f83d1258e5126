//! Every problem of the catalogue: the same places to fill in both languages, a page, and a case that names it.

#![allow(clippy::expect_used, clippy::panic)] // a test that panics has failed, and says where

#[path = "support/files.rs"]
mod files;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use kitei::problem::{Text, catalogue};

/// Failures of the installation and of the tool itself, which no input of a test brings about, and the fallback for a
/// text of which not even the expectation is known, which no known text reaches.
const NO_CASE: &[&str] =
    &["no_prover", "no_second_solver", "wrong_solver", "prover_failed", "unreadable_text"];

/// Entries whose two languages say different things on purpose: the wording of each is laid down in the design
/// (the worst errors), or one language needs a counter or an order that the other has not.
const DIFFER: &[&str] = &[
    "stuck_name",
    "undeclared_element",
    "unknown_provision",
    "ends_never_given",
    "role_as_statement",
    "which_one",
    "which_fact",
    "despite_many",
    "ambiguous_target",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The `{places}` of a template.
fn places(template: &str) -> BTreeSet<&str> {
    let names = template.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name);
    names.map(|name| name.trim_end_matches("_en").trim_end_matches("_ja")).collect()
}

#[test]
fn codes_are_unique() {
    let mut seen = BTreeSet::new();
    let twice: Vec<_> = catalogue::all().map(|e| e.code).filter(|code| !seen.insert(*code)).collect();
    assert!(twice.is_empty(), "{twice:?}");
}

#[test]
fn both_languages_fill_the_same_places() {
    let mut wrong = Vec::new();
    for entry in catalogue::all().filter(|e| !DIFFER.contains(&e.code)) {
        let keyed = entry.labels.iter().chain(entry.helps).map(|(key, text)| (*key, *text));
        for (key, Text { en, ja }) in std::iter::once(("message", entry.message)).chain(keyed) {
            if places(en) != places(ja) {
                wrong.push(format!("{} ({key}): {:?} and {:?}", entry.code, places(en), places(ja)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_problem_has_a_page_in_both_languages() {
    let missing: Vec<_> = catalogue::all()
        .filter(|entry| {
            let path = root().join(format!("docs/problems/{}.md", entry.code));
            let page = fs::read_to_string(path).unwrap_or_default();
            !page.starts_with(&format!("# {}\n", entry.code)) || !page.contains("\n## 日本語\n")
        })
        .map(|entry| entry.code)
        .collect();
    assert!(missing.is_empty(), "no page in docs/problems: {}", missing.join(", "));
}

fn snapshots() -> String {
    let all = files::below("tests/cases", "snap");
    all.iter().map(|path| fs::read_to_string(path).expect("a snapshot")).collect()
}

#[test]
fn no_place_is_left_unfilled() {
    let told = snapshots();
    for entry in catalogue::all() {
        let texts = entry.labels.iter().chain(entry.helps).map(|(_, text)| *text);
        for Text { en, ja } in std::iter::once(entry.message).chain(texts) {
            for template in [en, ja] {
                let raw = template.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
                for (name, _) in raw {
                    assert!(!told.contains(&format!("{{{name}}}")), "{}: {{{name}}} stays empty", entry.code);
                }
            }
        }
    }
}

#[test]
fn every_problem_has_a_case_that_names_it() {
    let told = snapshots();
    let named = |code: &&str| NO_CASE.contains(code) || told.contains(&format!("[{code}]"));
    let missing: Vec<_> = catalogue::all().map(|e| e.code).filter(|code| !named(code)).collect();
    assert!(missing.is_empty(), "no case names: {}", missing.join(", "));
}
