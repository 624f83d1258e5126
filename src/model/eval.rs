//! The reference meaning: what a formula, a norm and a step mean in one world (language.md, section 6).
//!
//! Everything shown to a user has passed through here: scenarios, table cells, replays of counterexamples, and the
//! oracle of the tests. It is written to be read beside the language's definition; it calls no solver.
//! It assumes a resolved [`Model`]: right sorts and arities, no cycles, every variable bound.

mod env;
mod formula;
mod lawful;
mod narrow;
mod nearest;
mod norm;
mod quantities;
mod reason;
mod relation;
mod step;
mod trace;
mod truth;
mod view;

pub use env::Env;
pub use lawful::{Breach, lawful};
pub(crate) use lawful::{holders, tuples};
pub use quantities::{constants, quantities, regions};
pub(crate) use quantities::{in_formula, in_term};
pub use reason::{Ground, Literal, Reason, explain};
pub(crate) use step::may_change;
pub use step::{ChangeFault, Refusal, change, initial, step};
pub use trace::{ForbidTrace, PermitTrace, Trace, why_may};
pub use truth::Truth;
pub use view::View;

use super::{Model, World};

/// Reads formulas and norms of one model in one world (or another [`View`] of one).
///
/// A variable that nothing binds, which resolution excludes, has no value: what turns on it is unknown.
pub struct Evaluator<'a, V: View = World> {
    model: &'a Model,
    view: &'a V,
}

impl<'a, V: View> Evaluator<'a, V> {
    /// An evaluator of `model` in the world that `view` shows.
    pub fn new(model: &'a Model, view: &'a V) -> Self {
        Self { model, view }
    }
}
