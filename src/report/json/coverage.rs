//! The account of what is encoded, in JSON.

use serde::Serialize;

use super::problem::{self, Place};
use crate::model::Model;
use crate::problem::Lang;
use crate::report::coverage::key;
use crate::source::Sources;
use crate::table::coverage::{Account, Coverage, Declaration};

/// The whole account.
#[derive(Debug, Serialize)]
pub struct Told {
    complete: bool,
    provisions: Vec<Provision>,
    homeless: Vec<Declared>,
}

/// One provision.
#[derive(Debug, Serialize)]
struct Provision {
    number: String,
    text: Option<String>,
    state: &'static str,
    because: Option<String>,
    declarations: Vec<Declared>,
    references: usize,
}

/// One declaration.
#[derive(Debug, Serialize)]
struct Declared {
    category: &'static str,
    name: String,
    place: Option<Place>,
}

/// The account with all its names.
pub fn told(model: &Model, coverage: &Coverage, sources: &Sources) -> Told {
    let declared = |d: &Declaration| Declared {
        category: d.category.get(Lang::En),
        name: d.name.clone(),
        place: d.span.map(|s| problem::place(s, sources)),
    };
    let provision = |a: &Account| {
        let provision = &model.provisions[a.provision.index()];
        Provision {
            number: provision.number(),
            text: provision.text.clone(),
            state: key(a.state),
            because: provision.because.clone(),
            declarations: a.declarations.iter().map(declared).collect(),
            references: a.references,
        }
    };
    Told {
        complete: coverage.is_complete(),
        provisions: coverage.provisions.iter().map(provision).collect(),
        homeless: coverage.homeless.iter().map(declared).collect(),
    }
}
