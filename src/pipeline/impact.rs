//! What rests on a provision: what is declared from it, which answers and cells of tables use it, which provisions need it.
//!
//! Of a proof, an answer names a least set of provisions that is enough for it; of a world that breaks a claim, or shows
//! what is possible, those that the world uses. An answer that is undecided names none, and is counted apart.

mod basis;
mod declared;
mod statement;

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Formula, Model, ProvisionId};
use crate::proof::{Report, Verdict};
use crate::table::coverage::Declaration;
use crate::table::{Mark, Table};

pub use basis::Basis;
use statement::Statement;

/// What rests on one provision.
#[derive(Debug, Clone)]
pub struct Impact {
    pub provision: ProvisionId,
    /// Its paragraphs and items, each with an impact of its own.
    pub parts: Vec<ProvisionId>,
    /// In the order of the text.
    pub declarations: Vec<Stated>,
    /// Answers that rest on it, in order.
    pub answers: Vec<Resting>,
    /// How many answers are undecided, so that nobody knows what they rest on.
    pub undecided: usize,
    pub cells: Vec<Decided>,
    /// In the order of the text, the direct ones first.
    pub users: Vec<User>,
}

/// A declaration that comes from the provision.
#[derive(Debug, Clone)]
pub struct Stated {
    pub declaration: Declaration,
    pub how: How,
    /// The provision in which it stands.
    pub home: Option<ProvisionId>,
}

/// How a declaration comes from a provision.
#[derive(Debug, Clone)]
pub enum How {
    /// It stands there.
    Home,
    /// It stands elsewhere, and cites it.
    Cites,
    /// One of its conditions cites it.
    Condition(Formula),
}

/// An answer that rests on the provision, by its position in the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resting {
    pub answer: usize,
    /// Whether a proof rests on it.
    pub proof: bool,
    /// Whether a world that shows the answer uses it.
    pub witness: bool,
    /// Whether there would be no proof without it, if that was asked.
    pub at_stake: Option<bool>,
}

/// A cell of a published table that the provision decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    pub table: String,
    pub row: String,
    pub column: String,
    pub mark: Mark,
}

/// A provision that uses what comes from another.
#[derive(Debug, Clone)]
pub struct User {
    pub provision: ProvisionId,
    /// Whether it uses that itself, and not only what rests on it.
    pub direct: bool,
    /// Its declarations that do.
    pub by: Vec<Declaration>,
}

/// Claims by provisions.
#[derive(Debug, Clone)]
pub struct Matrix {
    /// Every provision on which an answer rests, in the order of the text.
    pub provisions: Vec<ProvisionId>,
    /// What each answer rests on, in order.
    pub rows: Vec<Basis>,
}

/// What rests on the provision.
pub fn of(model: &Model, provision: ProvisionId, report: &Report, tables: &[Table]) -> Impact {
    Impact {
        provision,
        parts: parts(model, provision),
        declarations: declared::from(model, provision),
        answers: answers(model, provision, report),
        undecided: report.answers.iter().filter(|a| matches!(a.verdict, Verdict::Undecided(_))).count(),
        cells: tables.iter().flat_map(|table| cells(table, provision)).collect(),
        users: users(model, provision),
    }
}

/// What every answer rests on.
pub fn matrix(model: &Model, report: &Report) -> Matrix {
    let rows: Vec<Basis> = report.answers.iter().map(|answer| Basis::of(model, answer)).collect();
    let provisions: BTreeSet<ProvisionId> =
        rows.iter().flat_map(|row| row.proof.iter().chain(&row.witness)).copied().collect();
    Matrix { provisions: provisions.into_iter().collect(), rows }
}

impl Impact {
    /// Whether nothing that is known rests on it.
    pub fn is_empty(&self) -> bool {
        let Self { declarations, answers, cells, users, .. } = self;
        declarations.is_empty() && answers.is_empty() && cells.is_empty() && users.is_empty()
    }
}

/// The provisions below this one.
fn parts(model: &Model, provision: ProvisionId) -> Vec<ProvisionId> {
    let whole = &model.provisions[provision.index()].path;
    let below = |i: &usize| {
        let path = &model.provisions[*i].path;
        path.len() > whole.len() && path.starts_with(whole)
    };
    (0..model.provisions.len()).filter(below).map(ProvisionId::from_index).collect()
}

fn answers(model: &Model, provision: ProvisionId, report: &Report) -> Vec<Resting> {
    let resting = |(answer, given)| {
        let basis = Basis::of(model, given);
        let (proof, witness) = (basis.proof.contains(&provision), basis.witness.contains(&provision));
        let at_stake = basis.at_stake.filter(|_| proof).map(|all| all.contains(&provision));
        (proof || witness).then_some(Resting { answer, proof, witness, at_stake })
    };
    report.answers.iter().enumerate().filter_map(resting).collect()
}

fn cells(table: &Table, provision: ProvisionId) -> Vec<Decided> {
    let mut found = Vec::new();
    for (row, cells) in table.rows.iter().zip(&table.cells) {
        for (column, cell) in table.columns.iter().zip(cells) {
            if cell.articles.contains(&provision) {
                let (table, row, column) = (table.name.clone(), row.clone(), column.clone());
                found.push(Decided { table, row, column, mark: cell.mark });
            }
        }
    }
    found
}

/// The other provisions whose declarations use what comes from this one, in any number of steps.
fn users(model: &Model, provision: ProvisionId) -> Vec<User> {
    let statements = statement::all(model);
    let from_it = |s: &Statement| s.provisions.contains(&provision);
    let mut things: BTreeSet<_> =
        statements.iter().filter(|s| from_it(s)).flat_map(|s| s.defines.iter().copied()).collect();
    let mut reached: Vec<bool> = vec![false; statements.len()];
    let mut users: BTreeMap<(bool, ProvisionId), Vec<Declaration>> = BTreeMap::new();
    let mut known: BTreeSet<ProvisionId> = BTreeSet::from([provision]);
    for round in 0..=statements.len() {
        let uses = |(i, s): &(usize, &Statement)| {
            !reached[*i] && (round == 0 && from_it(s) || !s.uses.is_disjoint(&things))
        };
        let next: Vec<usize> = statements.iter().enumerate().filter(uses).map(|(i, _)| i).collect();
        if next.is_empty() {
            break;
        }
        let mut new = BTreeSet::new();
        for i in next {
            reached[i] = true;
            let statement = &statements[i];
            things.extend(statement.defines.iter().copied());
            let Some(home) = statement.home.filter(|home| !known.contains(home)) else { continue };
            users.entry((round > 0, home)).or_default().extend(statement.declaration.clone());
            new.insert(home);
        }
        known.extend(new);
    }
    users.into_iter().map(|((indirect, provision), by)| User { provision, direct: !indirect, by }).collect()
}
