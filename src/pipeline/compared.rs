//! Two models of one regulation compared: the answers to claims, and the cells of published tables.

use std::collections::{BTreeMap, BTreeSet};

use super::Prover;
use super::mutation::table;
use crate::model::{ElementId, Model, ReadingChoice};
use crate::problem::Problem;
use crate::proof::{Answer, Failure, Options, Verdict};
use crate::table::Mark;

/// Another mark in a published table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellChanged {
    pub table: String,
    pub row: String,
    pub column: String,
    pub before: Mark,
    pub after: Mark,
}

/// The answers to some claims, and what is wrong with those that have none.
#[derive(Debug, Default)]
pub struct Answers {
    pub answers: Vec<Answer>,
    /// Claims under which no world is lawful.
    pub problems: Vec<Problem>,
}

/// The answers to the claims of these names; nothing is asked if there are none.
pub fn answers(
    model: &Model,
    prover: Prover,
    claims: Vec<String>,
    options: &Options,
) -> Result<Answers, Failure> {
    if claims.is_empty() {
        return Ok(Answers::default());
    }
    let report = (prover.verify)(model, &Options { claims, ..options.clone() });
    let found = Answers { answers: report.answers, problems: report.problems };
    report.failure.map_or(Ok(found), Err)
}

/// The claim and its instance, by name.
pub fn key(model: &Model, answer: &Answer) -> (String, Vec<String>) {
    let element = |id: &ElementId| model.kinds[id.kind.index()].elements[id.index as usize].name.clone();
    (model.claims[answer.claim.index()].name.clone(), answer.instance.iter().map(element).collect())
}

/// The options chosen of readings, by name: readings of two models have nothing else in common.
pub type Choices = BTreeSet<(String, String)>;

/// These choices by name.
pub fn choices(model: &Model, choices: &[ReadingChoice]) -> Choices {
    let name = |choice: &ReadingChoice| {
        let reading = &model.readings[choice.reading.index()];
        let option = reading.options.get(choice.option as usize);
        (reading.name.clone(), option.map_or(String::new(), |option| option.name.clone()))
    };
    choices.iter().map(name).collect()
}

/// The verdict under each combination of the readings on which it turns; one under none if it does not.
pub fn cases(model: &Model, verdict: &Verdict) -> BTreeMap<Choices, Verdict> {
    match verdict {
        Verdict::TurnsOnReading(cases) => {
            cases.iter().map(|case| (choices(model, &case.readings), case.verdict.bare())).collect()
        }
        other => BTreeMap::from([(Choices::new(), other.clone())]),
    }
}

/// Whether two models answer the same, whatever the order of their readings.
pub fn are_same(one: (&Model, &Verdict), other: (&Model, &Verdict)) -> bool {
    cases(one.0, one.1) == cases(other.0, other.1)
}

/// Cells of tables that both wordings publish and that are marked otherwise, by the names of rows and columns.
pub fn cells(before: &Model, after: &Model, prover: Prover) -> Vec<CellChanged> {
    let mut changed = Vec::new();
    for publication in &before.publications {
        let Some(other) = after.publications.iter().find(|it| it.name == publication.name) else { continue };
        let (old, new) = (table(before, prover, publication), table(after, prover, other));
        for (row, line) in old.rows.iter().zip(&old.cells) {
            let Some(at) = new.rows.iter().position(|name| name == row) else { continue };
            for (column, one) in old.columns.iter().zip(line) {
                let Some(place) = new.columns.iter().position(|name| name == column) else { continue };
                let other = &new.cells[at][place];
                if one.mark != other.mark {
                    changed.push(CellChanged {
                        table: old.name.clone(),
                        row: row.clone(),
                        column: column.clone(),
                        before: one.mark,
                        after: other.mark,
                    });
                }
            }
        }
    }
    changed
}
