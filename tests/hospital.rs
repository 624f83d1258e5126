//! The made-up hospital (`rules/hospital`): what `docs/hospital-notes.md` says of it is so.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)] // a test that panics has failed, and says where

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use kitei::model::Model;
use kitei::model::scenario::{self, ScenarioOutcome};
use kitei::pipeline::Loaded;
use kitei::table::coverage::coverage;

#[path = "support/rules.rs"]
mod rules;

const FOLDER: &str = "rules/hospital";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn hospital() -> Model {
    rules::model_of(FOLDER)
}

fn file(name: &str) -> String {
    fs::read_to_string(root().join(FOLDER).join(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

/// The rows of the table under a heading of the notes, each as its cells.
fn rows_under(heading: &str) -> Vec<Vec<String>> {
    let notes = fs::read_to_string(root().join("docs/hospital-notes.md")).expect("the notes");
    let (_, after) = notes.split_once(&format!("## {heading}\n")).expect("the heading");
    let section = after.split("\n## ").next().expect("a section");
    let rows = section.lines().filter(|line| line.starts_with("| ")).skip(1);
    rows.map(|row| row.trim_matches('|').split(" | ").map(|cell| cell.trim().to_string()).collect()).collect()
}

/// What stands between the ticks of a cell.
fn ticked(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

#[test]
fn nothing_is_wrong_with_it() {
    let found = rules::regulation(FOLDER).problems;
    let codes: Vec<_> = found.iter().map(|p| p.entry.code).collect();
    assert_eq!(codes, ["amendment_not_applied"], "{found:#?}");
}

#[test]
fn it_has_as_much_of_everything_as_the_notes_say() {
    let model = hospital();
    let counts = BTreeMap::from([
        ("provisions", model.provisions.len()),
        ("kinds", model.kinds.iter().filter(|k| k.name != "person").count()),
        ("acts", model.acts.iter().filter(|a| a.naming_of.is_none()).count()),
        ("acts of naming", model.acts.iter().filter(|a| a.naming_of.is_some()).count()),
        ("readings", model.readings.len()),
        ("assumptions", model.assumptions.len()),
        ("properties", model.claims.len()),
        ("scenarios", model.scenarios.len()),
        ("tables", model.publications.len()),
    ]);
    let told = rows_under("How much there is").into_iter();
    let told: BTreeMap<String, usize> = told.map(|row| (row[0].clone(), row[1].parse().unwrap())).collect();
    assert_eq!(told, counts.into_iter().map(|(name, n)| (name.to_string(), n)).collect());
}

#[test]
fn every_provision_is_accounted_for() {
    let model = hospital();
    let account = coverage(&model);
    let open: Vec<_> = account.provisions.iter().filter(|a| !a.state.is_covered()).collect();
    assert!(account.is_complete(), "{open:#?} {:#?}", account.homeless);
}

#[test]
fn every_scenario_passes_and_most_have_acts() {
    let model = hospital();
    for scenario in &model.scenarios {
        let result = scenario::run(&model, scenario);
        assert_eq!(result.outcome, ScenarioOutcome::Passed, "{}: {:#?}", scenario.name, result.problems);
    }
    let text = file("9-scenarios.kitei");
    let with_acts = text.split("\nscenario ").filter(|s| s.contains(" does ")).count();
    assert!(with_acts >= 15, "{with_acts}");
}

#[test]
fn every_property_cites_the_text_and_says_why() {
    for claim in &hospital().claims {
        assert!(claim.origin.home.is_some(), "{} cites nothing", claim.name);
        assert!(claim.origin.text.is_some(), "{} does not say why", claim.name);
    }
}

#[test]
fn every_construct_of_the_table_stands_where_it_says() {
    let rows = rows_under("Constructs");
    assert!(rows.len() >= 50, "{}", rows.len());
    for row in rows {
        let text = file(ticked(&row[1])[0]);
        let code: String =
            text.lines().map(|l| l.split("//").next().unwrap_or("")).collect::<Vec<_>>().join("\n");
        for piece in ticked(&row[2]) {
            assert!(code.contains(piece), "{}: `{piece}` is not in {}", row[0], row[1]);
        }
    }
}

#[test]
fn every_hole_of_the_notes_has_its_property() {
    let model = hospital();
    let holes = rows_under("Holes left in on purpose");
    assert!(holes.len() >= 10);
    for hole in holes {
        let names = ticked(&hole[1]);
        assert!(!names.is_empty(), "{}", hole[0]);
        for name in names {
            assert!(model.claims.iter().any(|c| c.name == name), "{}: no property `{name}`", hole[0]);
        }
    }
}

#[test]
fn every_file_is_laid_out() {
    for entry in fs::read_dir(root().join(FOLDER)).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let text = file(&name);
        let mut loaded = Loaded::default();
        loaded.add(name.clone(), text.as_bytes());
        assert_eq!(loaded.parse().laid_out(None).unwrap(), text, "{name}");
    }
}
