//! The oracle: verdicts by explicit enumeration of small worlds, with the reference evaluator and no solver.
//!
//! A world is decided question by question, only as far as the formula asks ([`partial`]); each leaf of that tree
//! stands for every world that agrees with it. [`verdict`] asks the questions by which language.md, section 6,
//! defines the verdicts. [`generate`] writes random small regulations, [`compare`] holds the engine against all this.

// Each test crate uses a part; and what is wrong here is wrong with a test.
#![allow(dead_code, clippy::expect_used, clippy::unwrap_used)]

pub mod compare;
pub mod course;
pub mod generate;
#[path = "../support/parallel.rs"]
pub mod parallel;
pub mod partial;
pub mod plain;
pub mod search;
pub mod verdict;

use kitei::model::Model;
use kitei::model::from_syntax::resolve;
use kitei::pipeline::Loaded;

/// The regulation of a seed, resolved.
pub fn model(seed: u64) -> Model {
    resolved(&generate::regulation(seed), &format!("seed {seed}"))
}

/// A regulation without mistakes, resolved; `name` says which, if there is one.
pub fn resolved(text: &str, name: &str) -> Model {
    let parsed = Loaded::default().with("random.kitei", text).parse();
    let (model, problems) = resolve(&parsed.sources, &parsed.trees);
    let wrong = parsed.problems.iter().chain(&problems).find(|problem| problem.is_error());
    let said = wrong.map(|problem| problem.message(kitei::problem::Lang::En));
    assert_eq!(said, None, "{name}:\n{text}");
    model
}
