//! Tables, scenarios and coverage in JSON.

use serde::Serialize;

use super::claim::{Reading, articles, readings};
use super::problem::{self, Told};
use crate::model::scenario::{ScenarioOutcome, ScenarioResult};
use crate::model::{Model, Scenario};
use crate::problem::Lang;
use crate::report::formula::FormulaText;
use crate::source::Sources;
use crate::table::{Cell, Mark, Table};

/// One published table.
#[derive(Debug, Serialize)]
pub struct ToldTable<'a> {
    name: &'a str,
    title: Option<&'a str>,
    rows: &'a [String],
    columns: &'a [String],
    cells: Vec<Vec<ToldCell>>,
    readings: Vec<Reading>,
}

/// One cell.
#[derive(Debug, Serialize)]
pub struct ToldCell {
    mark: &'static str,
    articles: Vec<String>,
    conditions: Vec<String>,
}

/// One example.
#[derive(Debug, Serialize)]
pub struct ToldScenario<'a> {
    name: &'a str,
    outcome: &'static str,
    readings: Vec<Reading>,
    problems: Vec<Told>,
}

/// A table with its cells.
pub fn table<'a>(model: &Model, table: &'a Table, lang: Lang) -> ToldTable<'a> {
    let row = |cells: &Vec<Cell>| cells.iter().map(|c| cell(model, c, lang)).collect();
    ToldTable {
        name: &table.name,
        title: table.title.as_deref(),
        rows: &table.rows,
        columns: &table.columns,
        cells: table.cells.iter().map(row).collect(),
        readings: readings(model, &table.readings),
    }
}

/// The key of a mark.
pub fn mark(mark: Mark) -> &'static str {
    match mark {
        Mark::Yes => "yes",
        Mark::No => "no",
        Mark::Depends => "depends",
        Mark::Unknown => "unknown",
    }
}

fn cell(model: &Model, cell: &Cell, lang: Lang) -> ToldCell {
    let mut text = FormulaText::new(model, lang);
    ToldCell {
        mark: mark(cell.mark),
        articles: articles(model, &cell.articles),
        conditions: cell.conditions.iter().map(|c| text.show(c)).collect(),
    }
}

/// An example with how it came out.
pub fn scenario<'a>(
    model: &Model,
    (scenario, result): &(&'a Scenario, ScenarioResult),
    sources: &Sources,
    lang: Lang,
) -> ToldScenario<'a> {
    ToldScenario {
        name: &scenario.name,
        outcome: match result.outcome {
            ScenarioOutcome::Passed => "passed",
            ScenarioOutcome::Failed => "failed",
            ScenarioOutcome::Wrong => "wrong",
        },
        readings: readings(model, &result.turns_on),
        problems: problem::told(&result.problems, sources, lang),
    }
}
