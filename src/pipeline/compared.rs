//! Two models of one regulation compared: the answers to claims, and the cells of published tables.

use super::Prover;
use super::mutation::table;
use crate::model::Model;
use crate::proof::{Answer, Failure, Options};
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

/// The answers to the claims of these names; nothing is asked if there are none.
pub fn answers(
    model: &Model,
    prover: Prover,
    claims: Vec<String>,
    options: &Options,
) -> Result<Vec<Answer>, Failure> {
    if claims.is_empty() {
        return Ok(Vec::new());
    }
    let report = (prover.verify)(model, &Options { claims, ..options.clone() });
    report.failure.map_or(Ok(report.answers), Err)
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
