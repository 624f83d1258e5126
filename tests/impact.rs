//! What rests on a provision: by hand on a small regulation, and on the village's against what `verify` answers.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)] // a test that panics has failed, and says where

#[allow(dead_code)] // a part of it is used here
#[path = "support/run.rs"]
mod run;

use std::collections::BTreeSet;
use std::fs;

use run::{Run, kitei, kitei_in};
use serde_json::Value;

const VILLAGE: &str = "rules/shinto";

const SMALL: &str = "kitei 1
regulation keys
provision Art.1 \"posts\" {
  office head, guard
}
provision Art.2 \"rooms\" {
  kind Room { vault, lobby }
}
provision Art.3 \"who is cleared\" {
  fact cleared(person, Room) fixed
}
provision Art.4 \"entering\" {
  act enter(z: Room)
  permit enter(z) to guard when not left(actor) @Art.5 and cleared(actor, z)
}
provision Art.5 \"leavers\" {
  fact left(person) fixed
}
provision Art.6 \"locking\" {
  act lock
  permit lock to head
}
provision Art.7 \"the aim\" informative because \"an aim\"
provision Art.7(1) \"more of it\" informative because \"an aim\"
property cleared_only: never some person p: p may enter(vault) and not cleared(p, vault)
property not_left: never some person p: p may enter(vault) and left(p)
property can_lock: possible some person p: p may lock
property nobody_locks: never some person p: p may lock
publish entering
  rows Room z
  column \"guard\" cell some person p: p is guard and p may enter(z)
  column \"head\" cell some person p: p is head and p may lock
";

fn small(words: &[&str]) -> Run {
    let dir = tempfile::tempdir().expect("a folder");
    fs::write(dir.path().join("a.kitei"), SMALL).expect("written");
    kitei_in(dir.path(), &[&["impact", "."], words].concat())
}

fn impact(number: &str) -> Value {
    let run = small(&[number, "--at-stake", "--format", "json"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    run.json()["impact"].clone()
}

fn list<'a>(value: &'a Value, key: &str) -> &'a Vec<Value> {
    value[key].as_array().expect("a list")
}

fn word<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().expect("a word")
}

fn words(value: &Value, key: &str) -> Vec<String> {
    list(value, key).iter().map(|one| one.as_str().expect("a word").to_string()).collect()
}

#[test]
fn declarations_answers_and_cells_of_a_provision_are_told() {
    let told = impact("Art.4");
    let declared: Vec<_> =
        list(&told, "declarations").iter().map(|d| (word(d, "category"), word(d, "how"))).collect();
    assert_eq!(declared, [("act", "home"), ("permit", "home")]);
    let answers: Vec<_> = list(&told, "answers").iter().map(|a| (word(a, "name"), &a["at_stake"])).collect();
    assert_eq!(answers, [("cleared_only", &Value::Bool(true))]);
    let cells: Vec<_> = list(&told, "cells").iter().map(|c| (word(c, "row"), word(c, "column"))).collect();
    assert_eq!(cells, [("vault", "guard"), ("lobby", "guard")]);
    assert!(list(&told, "provisions").is_empty());
}

#[test]
fn a_condition_that_cites_another_provision_comes_from_there() {
    let told = impact("Art.5");
    let declared: Vec<_> = list(&told, "declarations")
        .iter()
        .map(|d| (word(d, "category"), word(d, "name"), word(d, "how"), word(d, "home")))
        .collect();
    assert_eq!(declared, [("permit", "enter", "condition", "Art.4"), ("fact", "left", "home", "Art.5")]);
    let answers: Vec<_> = list(&told, "answers").iter().map(|a| word(a, "name")).collect();
    assert_eq!(answers, ["not_left"]);
    let text = small(&["Art.5", "--lang", "ja"]).out;
    assert!(text.contains("許容 enter(Art.4)の要件:"), "{text}");
}

#[test]
fn provisions_that_use_what_is_declared_are_found_in_any_number_of_steps() {
    let told = impact("Art.2");
    let users: Vec<_> =
        list(&told, "provisions").iter().map(|u| (word(u, "number"), u["direct"].as_bool())).collect();
    assert_eq!(users, [("Art.3", Some(true)), ("Art.4", Some(true))]);
    let users = list(&impact("Art.1"), "provisions").clone();
    let users: Vec<_> =
        users.iter().map(|u| (word(u, "number"), word(&u["declarations"][0], "name"))).collect();
    assert_eq!(users, [("Art.4", "enter"), ("Art.6", "lock")]);
    let village = kitei(&["impact", VILLAGE, "第3条第1号", "--without-courses", "--format", "json"]).json();
    let users = list(&village["impact"], "provisions");
    let direct = users.iter().filter(|user| user["direct"] == true).count();
    assert!(direct > 0 && direct < users.len(), "{users:#?}");
    let numbers: BTreeSet<&str> = users.iter().map(|user| word(user, "number")).collect();
    assert_eq!(numbers.len(), users.len(), "each once");
}

#[test]
fn proofs_and_worlds_are_told_apart() {
    let answers = list(&impact("Art.6"), "answers").clone();
    let told: Vec<_> = answers.iter().map(|a| (word(a, "name"), &a["proof"], &a["witness"])).collect();
    let (no, yes) = (&Value::Bool(false), &Value::Bool(true));
    assert_eq!(told, [("can_lock", no, yes), ("nobody_locks", no, yes)]);
    assert!(answers.iter().all(|a| a["at_stake"].is_null()));
}

#[test]
fn a_provision_on_which_nothing_rests_says_so() {
    for (lang, sentence, parts) in [
        ("en", "nothing rests on this provision", "its parts are asked for by themselves: Art.7(1)"),
        ("ja", "この条項によるものは、何もありません", "この条項の項や号は別に調べます: Art.7(1)"),
    ] {
        let run = small(&["Art.7", "--lang", lang]);
        assert_eq!(run.code, 0);
        assert!(run.out.contains(sentence) && run.out.contains(parts), "{}", run.out);
    }
}

#[test]
fn a_provision_is_found_in_every_spelling_and_no_other() {
    let plain = small(&["Art.7(1)", "--format", "json"]).out;
    for spelling in ["第7条第1項", "第七条第一項", "＠第７条第１項", "@Art.7(1)"] {
        assert_eq!(small(&[spelling, "--format", "json"]).out, plain, "{spelling}");
    }
    let wrong = small(&["Art.8", "--lang", "en"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("no provision `Art.8`"), "{}", wrong.err);
}

#[test]
fn the_table_marks_proofs_and_worlds() {
    let grid = small(&["--lang", "en"]).out;
    let row = |name: &str| grid.lines().find(|line| line.contains(name)).expect("a row").to_string();
    assert!(row("✓ cleared_only").contains('●'), "{grid}");
    assert!(row("✓ can_lock").contains('○'), "{grid}");
    let markdown = small(&["--lang", "ja", "--format", "markdown"]).out;
    assert!(markdown.starts_with("### 検証と条項\n\n| 検証"), "{markdown}");
    assert!(markdown.contains("| :---: |"), "{markdown}");
    assert_eq!(small(&["--lang", "ja", "--markdown"]).out, markdown, "as it was written before");
    let ascii = small(&["--lang", "en", "--ascii"]).out;
    assert!(ascii.is_ascii(), "{ascii}");
    assert_eq!(small(&["Art.1", "--format", "markdown"]).code, 2, "one provision is no table");
}

/// Provisions of proofs and of worlds, from an answer of `verify` alone.
fn recomputed(answer: &Value) -> [BTreeSet<String>; 2] {
    let mut sets = [BTreeSet::new(), BTreeSet::new()];
    let cases = list(answer, "cases");
    let cases: Vec<&Value> = if cases.is_empty() { vec![answer] } else { cases.iter().collect() };
    for case in cases {
        let verdict = word(case, "verdict");
        let possible = word(answer, "kind") == "possible" && verdict.starts_with("proved");
        let proof = !possible && ["proved", "refuted", "vacuous"].iter().any(|v| verdict.starts_with(v));
        sets[usize::from(!proof)].extend(words(case, "articles"));
    }
    sets
}

#[test]
fn what_rests_on_the_villages_provisions_is_what_its_answers_name() {
    let json = |command: &[&str]| {
        let words = [command, &["--without-courses", "--format", "json"]].concat();
        kitei(&words).json()
    };
    let verified = json(&["verify", VILLAGE, "--no-audit"]);
    let matrix = json(&["impact", VILLAGE])["matrix"].clone();
    let (answers, rows) = (list(&verified, "claims"), list(&matrix, "rows"));
    assert_eq!(answers.len(), rows.len());
    let mut all = BTreeSet::new();
    for (answer, row) in answers.iter().zip(rows) {
        assert_eq!((&answer["name"], &answer["instance"]), (&row["name"], &row["instance"]));
        let [proof, witness] = ["proof", "witness"].map(|key| BTreeSet::from_iter(words(row, key)));
        assert_eq!(recomputed(answer), [proof.clone(), witness.clone()], "{}", answer["name"]);
        all.extend(proof.into_iter().chain(witness));
    }
    assert_eq!(all, words(&matrix, "provisions").into_iter().collect());
    assert!(all.len() > 20, "{all:?}");
    for number in ["第15条第1項", "第16条第2項", "第1条"] {
        let told = json(&["impact", VILLAGE, number])["impact"].clone();
        let found: Vec<_> = list(&told, "answers").iter().map(|a| (&a["name"], &a["instance"])).collect();
        let named = |answer: &&Value| recomputed(answer).iter().any(|set| set.contains(number));
        let expected: Vec<_> = answers.iter().filter(named).map(|a| (&a["name"], &a["instance"])).collect();
        assert_eq!(found, expected, "{number}");
        let undecided = answers.iter().filter(|a| a["verdict"] == "undecided").count();
        assert_eq!(told["undecided"], undecided);
    }
}
