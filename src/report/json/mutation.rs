//! What became of every mutant, in JSON.

use serde::Serialize;

use super::problem::{self, Place};
use crate::model::{Model, Mutant};
use crate::pipeline::mutation::{Fate, Judged, Mutation};
use crate::report::mutation::{by, fate};
use crate::source::Sources;

/// All of them, counted.
#[derive(Debug, Serialize)]
pub struct Told {
    mutants: usize,
    noticed: usize,
    equivalent: usize,
    waived: usize,
    survivors: usize,
    changes: Vec<Change>,
}

/// One mutant.
#[derive(Debug, Serialize)]
struct Change {
    name: String,
    fate: &'static str,
    /// What notices it first.
    by: Option<By>,
    articles: Vec<String>,
    place: Option<Place>,
    /// Of a waived one: why that is right.
    because: Option<String>,
    /// Of a survivor: how many claims were left undecided about it.
    undecided: Option<usize>,
}

/// A check and its name.
#[derive(Debug, Serialize)]
struct By {
    check: &'static str,
    name: String,
}

/// The whole account.
pub fn told(model: &Model, mutation: &Mutation, sources: &Sources) -> Told {
    let changes: Vec<Change> = mutation.judged.iter().map(|one| change(model, one, sources)).collect();
    let count = |key: &str| changes.iter().filter(|change| change.fate == key).count();
    Told {
        mutants: changes.len(),
        noticed: count("noticed"),
        equivalent: count("equivalent"),
        waived: count("waived"),
        survivors: count("survives"),
        changes,
    }
}

fn change(model: &Model, judged: &Judged, sources: &Sources) -> Change {
    let Mutant { name, span, provisions, .. } = &judged.mutant;
    let notice = if let Fate::Noticed(notice) = &judged.fate { Some(notice) } else { None };
    Change {
        name: name.clone(),
        fate: fate(&judged.fate),
        by: notice.map(|notice| {
            let (check, name) = by(model, notice);
            By { check, name }
        }),
        articles: provisions.iter().map(|id| model.provisions[id.index()].number()).collect(),
        place: span.map(|span| problem::place(span, sources)),
        because: match judged.fate {
            Fate::Waived(allow) => Some(model.allows[allow].reason.clone()),
            _ => None,
        },
        undecided: match judged.fate {
            Fate::Survives { undecided } => Some(undecided),
            _ => None,
        },
    }
}
