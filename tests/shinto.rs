//! The village's regulation (`rules/shinto`) against its text: what is counted here was counted in the text by hand.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)] // a test that panics has failed, and says where

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use kitei::model::scenario::{self, ScenarioOutcome};
use kitei::table::{self, Mark, coverage::coverage};

#[path = "support/rules.rs"]
mod rules;
use rules::model_of;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The text's numbers, one a line: 23 articles, 20 numbered paragraphs and 34 items before 附則.
fn numbers() -> Vec<String> {
    let list = fs::read_to_string(root().join("tests/data/shinto-provisions.txt")).unwrap();
    list.lines().map(str::to_string).collect()
}

#[test]
fn every_number_of_the_text_is_a_provision_and_nothing_else() {
    let model = model_of("rules/shinto");
    let encoded: Vec<String> = model.provisions.iter().map(kitei::model::Provision::number).collect();
    let (text, rules): (BTreeSet<_>, BTreeSet<_>) =
        (numbers().into_iter().collect(), encoded.iter().cloned().collect());
    assert_eq!(text, rules);
    assert_eq!(encoded.len(), rules.len(), "each once");
}

#[test]
fn the_list_has_as_many_articles_paragraphs_and_items_as_the_text() {
    let body: Vec<String> = numbers().into_iter().filter(|n| n.starts_with('第')).collect();
    let count = |test: &dyn Fn(&str) -> bool| body.iter().filter(|n| test(n)).count();
    assert_eq!(count(&|n| n.ends_with('条')), 23);
    assert_eq!(count(&|n| n.ends_with('項') && !n.ends_with("条第1項")), 20);
    assert_eq!(count(&|n| n.ends_with('号')), 34);
}

#[test]
fn every_provision_is_accounted_for() {
    let model = model_of("rules/shinto");
    let account = coverage(&model);
    let open: Vec<_> = account.provisions.iter().filter(|a| !a.state.is_covered()).collect();
    assert!(account.is_complete(), "{open:#?} {:#?}", account.homeless);
}

#[test]
fn the_table_of_tasks_has_as_many_crosses_per_row_as_the_printed_one() {
    let model = model_of("rules/shinto");
    let published = model.publications.iter().find(|p| p.name == "操作可能表").expect("it is published");
    let table = table::compute(&model, published, None);
    let crosses = |row: &Vec<table::Cell>| row.iter().filter(|c| c.mark == Mark::No).count();
    assert_eq!(table.cells.iter().map(crosses).collect::<Vec<_>>(), [2, 8, 10, 11, 13, 13, 13]);
    let yes = table.cells.iter().flatten().filter(|c| c.mark == Mark::Yes).count();
    assert_eq!((table.rows.len(), table.columns.len(), yes), (7, 14, 28));
}

#[test]
fn every_scenario_passes() {
    let model = model_of("rules/shinto");
    assert!(model.scenarios.len() >= 15);
    for scenario in &model.scenarios {
        let result = scenario::run(&model, scenario);
        assert_eq!(result.outcome, ScenarioOutcome::Passed, "{}: {:#?}", scenario.name, result.problems);
    }
}

#[test]
fn every_property_cites_the_text_and_says_why() {
    let model = model_of("rules/shinto");
    assert!(model.claims.len() >= 30);
    for claim in &model.claims {
        assert!(claim.origin.home.is_some(), "{} cites nothing", claim.name);
        assert!(claim.origin.text.is_some(), "{} does not say why", claim.name);
    }
}
