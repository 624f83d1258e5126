//! What rests on a provision, in JSON.

use std::collections::BTreeSet;

use serde::Serialize;

use super::claim::{articles, elements, kind};
use super::problem::{self, Place};
use super::table;
use crate::model::{Model, ProvisionId};
use crate::pipeline::Verified;
use crate::pipeline::impact::{Basis, How, Impact, Matrix, Resting, Stated, User};
use crate::problem::Lang;
use crate::proof::Answer;
use crate::report::verdict;
use crate::table::coverage::Declaration;

/// One provision, and what rests on it.
#[derive(Debug, Serialize)]
pub struct Told {
    provision: String,
    text: Option<String>,
    parts: Vec<String>,
    declarations: Vec<Declared>,
    answers: Vec<Rests>,
    undecided: usize,
    cells: Vec<Cell>,
    provisions: Vec<Uses>,
}

/// A declaration that comes from it.
#[derive(Debug, Serialize)]
struct Declared {
    category: &'static str,
    name: String,
    how: &'static str,
    home: Option<String>,
    place: Option<Place>,
}

/// An answer to one instance of a claim.
#[derive(Debug, Serialize)]
struct Claim {
    name: String,
    kind: &'static str,
    instance: Vec<String>,
    verdict: &'static str,
}

/// An answer that rests on it.
#[derive(Debug, Serialize)]
struct Rests {
    #[serde(flatten)]
    claim: Claim,
    proof: bool,
    witness: bool,
    at_stake: Option<bool>,
}

/// A cell that it decides.
#[derive(Debug, Serialize)]
struct Cell {
    table: String,
    row: String,
    column: String,
    mark: &'static str,
}

/// A provision that uses what comes from it.
#[derive(Debug, Serialize)]
struct Uses {
    number: String,
    direct: bool,
    declarations: Vec<Named>,
}

/// A declaration by its name.
#[derive(Debug, Serialize)]
struct Named {
    category: &'static str,
    name: String,
}

/// Claims by provisions.
#[derive(Debug, Serialize)]
pub struct ToldMatrix {
    provisions: Vec<String>,
    rows: Vec<Row>,
}

/// What one answer rests on.
#[derive(Debug, Serialize)]
struct Row {
    #[serde(flatten)]
    claim: Claim,
    proof: Vec<String>,
    witness: Vec<String>,
    at_stake: Option<Vec<String>>,
}

/// The impact with all its names.
pub fn told(verified: &Verified, impact: &Impact) -> Told {
    let model = &verified.resolved.model;
    let provision = &model.provisions[impact.provision.index()];
    let rests = |r: &Resting| Rests {
        claim: claim(model, &verified.report.answers[r.answer]),
        proof: r.proof,
        witness: r.witness,
        at_stake: r.at_stake,
    };
    let cells = impact.cells.iter().map(|cell| Cell {
        table: cell.table.clone(),
        row: cell.row.clone(),
        column: cell.column.clone(),
        mark: table::mark(cell.mark),
    });
    let uses = |user: &User| Uses {
        number: model.provisions[user.provision.index()].number(),
        direct: user.direct,
        declarations: user.by.iter().map(named).collect(),
    };
    Told {
        provision: provision.number(),
        text: provision.text.clone(),
        parts: articles(model, &impact.parts),
        declarations: impact.declarations.iter().map(|stated| declared(verified, stated)).collect(),
        answers: impact.answers.iter().map(rests).collect(),
        undecided: impact.undecided,
        cells: cells.collect(),
        provisions: impact.users.iter().map(uses).collect(),
    }
}

/// The whole matrix, one row for each answer.
pub fn matrix(verified: &Verified, matrix: &Matrix) -> ToldMatrix {
    let model = &verified.resolved.model;
    let numbers = |set: &BTreeSet<ProvisionId>| articles(model, &set.iter().copied().collect::<Vec<_>>());
    let row = |(answer, basis): (&Answer, &Basis)| Row {
        claim: claim(model, answer),
        proof: numbers(&basis.proof),
        witness: numbers(&basis.witness),
        at_stake: basis.at_stake.as_ref().map(numbers),
    };
    ToldMatrix {
        provisions: articles(model, &matrix.provisions),
        rows: verified.report.answers.iter().zip(&matrix.rows).map(row).collect(),
    }
}

fn claim(model: &Model, answer: &Answer) -> Claim {
    let claim = &model.claims[answer.claim.index()];
    Claim {
        name: claim.name.clone(),
        kind: kind(claim.kind),
        instance: elements(model, &answer.instance),
        verdict: verdict::shown(&answer.verdict).key,
    }
}

fn declared(verified: &Verified, stated: &Stated) -> Declared {
    let Stated { declaration, how, home } = stated;
    let Named { category, name } = named(declaration);
    Declared {
        category,
        name,
        how: match how {
            How::Home => "home",
            How::Cites => "cites",
            How::Condition(_) => "condition",
        },
        home: home.map(|home| verified.resolved.model.provisions[home.index()].number()),
        place: declaration.span.map(|span| problem::place(span, &verified.resolved.sources)),
    }
}

fn named(declaration: &Declaration) -> Named {
    Named { category: declaration.category.get(Lang::En), name: declaration.name.clone() }
}
