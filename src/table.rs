//! Published tables: rows, columns and cells from the meaning, never typed by hand.
//!
//! What a cell means. Its formula is taken as `some vars: C1 and … and Cn`. The conjuncts that speak of facts and posts
//! alone are the *situation* of the row; those with `may`, `must`, `due` are the *question*. The cell is
//!
//! - ○ if in every lawful world in which the situation holds the answer to the question is yes,
//! - × if in none,
//! - △ otherwise, with the conditions on which it turns,
//! - ? if it turns on something that the text does not tell (a cell `?`, an attribute without a value).
//!
//! "Lawful world" here is the static meaning: earned facts have any value. A formula without such a split is itself the
//! question: true in every lawful world ○, in none ×. Readings stand at their defaults, and the table names those it
//! turned on. First the constants of the text decide (`fold`, no solver); the rest is left to `Decide`, if there is one.

mod cell;
pub mod coverage;
mod decided;
mod fold;
mod known;
mod norm;

use std::collections::BTreeSet;

pub use decided::decided;

use crate::model::{
    Columns, ElementId, Formula, Model, ProvisionId, Publication, ReadingChoice, Sort, Term, VarId,
};

/// Answers what folding leaves open: a situation and a question, whose free variables they share.
pub type Decide<'a> = &'a mut dyn FnMut(&Formula, &Formula) -> Mark;

/// A table with all its cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    pub name: String,
    pub title: Option<String>,
    /// What the rows are, by their kinds' names.
    pub row_kinds: Vec<String>,
    pub rows: Vec<String>,
    pub columns: Vec<String>,
    /// `cells[row][column]`
    pub cells: Vec<Vec<Cell>>,
    /// The default options on which some cell turned.
    pub readings: Vec<ReadingChoice>,
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    pub mark: Mark,
    /// The provisions that decide it, in the order of the text.
    pub articles: Vec<ProvisionId>,
    /// What it turns on, where it is △ or ?: alternatives, any of which would make it ○.
    pub conditions: Vec<Formula>,
}

/// The answer of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    Yes,
    No,
    /// It turns on conditions.
    Depends,
    /// The text does not tell.
    Unknown,
}

/// Whether a table can be made without asking a solver; its cells if so.
pub fn fold(model: &Model, publication: &Publication) -> Option<Table> {
    let table = compute(model, publication, None);
    let decided =
        table.cells.iter().flatten().all(|c| matches!(c.mark, Mark::Yes | Mark::No | Mark::Unknown));
    decided.then_some(table)
}

/// The whole table. Without `decide`, what folding leaves open is △.
pub fn compute(model: &Model, publication: &Publication, mut decide: Option<Decide<'_>>) -> Table {
    let rows = combinations(model, &publication.rows);
    let columns = columns(model, &publication.columns);
    let mut readings = BTreeSet::new();
    let mut cells = Vec::new();
    for row in &rows {
        let mut line = Vec::new();
        for (_, value, formula) in &columns {
            let values = row.iter().chain(value).cloned().collect();
            line.push(cell::answer(model, formula, values, &mut decide, &mut readings));
        }
        cells.push(line);
    }
    Table {
        name: publication.name.clone(),
        title: publication.origin.text.clone(),
        row_kinds: publication.rows.iter().map(|v| kind_name(model, *v)).collect(),
        rows: rows.iter().map(|row| row_name(model, row)).collect(),
        columns: columns.into_iter().map(|(name, ..)| name).collect(),
        cells,
        readings: readings.into_iter().collect(),
    }
}

type Values = Vec<(VarId, Term)>;

/// Every combination of named elements of the variables' kinds, in declaration order.
fn combinations(model: &Model, vars: &[VarId]) -> Vec<Values> {
    let mut all = vec![Values::new()];
    for var in vars {
        let elements = elements(model, *var);
        let extended = |row: Values| {
            elements
                .iter()
                .map(move |e| row.iter().cloned().chain([(*var, Term::Element(*e))]).collect::<Values>())
        };
        all = all.into_iter().flat_map(|row| extended(row).collect::<Vec<_>>()).collect();
    }
    all
}

fn elements(model: &Model, var: VarId) -> Vec<ElementId> {
    let Sort::Kind(kind) = model.vars[var.index()].sort else { return Vec::new() };
    let count = u32::try_from(model.kinds[kind.index()].elements.len()).unwrap_or(u32::MAX);
    (0..count).map(|index| ElementId { kind, index }).collect()
}

/// Name, value of the column's variable, and formula of each column.
fn columns<'a>(model: &Model, columns: &'a Columns) -> Vec<(String, Option<(VarId, Term)>, &'a Formula)> {
    match columns {
        Columns::Elements { var, cell } => elements(model, *var)
            .into_iter()
            .map(|e| (element_name(model, e), Some((*var, Term::Element(e))), cell))
            .collect(),
        Columns::Named(named) => named.iter().map(|(name, cell)| (name.clone(), None, cell)).collect(),
    }
}

fn kind_name(model: &Model, var: VarId) -> String {
    match model.vars[var.index()].sort {
        Sort::Kind(kind) => model.kinds[kind.index()].name.clone(),
        Sort::Person | Sort::Number | Sort::Duration => String::new(),
    }
}

fn row_name(model: &Model, row: &Values) -> String {
    let names = row.iter().filter_map(|(_, term)| match term {
        Term::Element(element) => Some(element_name(model, *element)),
        _ => None,
    });
    names.collect::<Vec<_>>().join("・")
}

fn element_name(model: &Model, element: ElementId) -> String {
    model.kinds[element.kind.index()].elements[element.index as usize].name.clone()
}
