//! What folding leaves open, decided by the solver: offices have holders, roles are filled, circumstances are free.
//!
//! Only programs that carry the solver name this function.

use super::{Mark, Table, compute};
use crate::model::{Formula, Model, Publication};
use crate::proof::{Asking, Decider, Decision, Options};

/// The whole table, every cell decided within the solver's limits.
pub fn decided(model: &Model, publication: &Publication) -> Table {
    let options = Options { cross_check: false, ..Options::default() };
    let readings: Vec<u32> = model.readings.iter().map(|r| r.default).collect();
    let mut decider = Decider::new(model, &options);
    let mut decide = |premise: &Formula, good: &Formula| {
        let free = Formula::and([premise.clone(), good.clone()]).free_vars();
        let asking = Asking { free: &free, premise, good, bindings: (&[], &[]), readings: &readings };
        match decider.decide(&asking, false).decision {
            Decision::Always => Mark::Yes,
            Decision::Never | Decision::Moot => Mark::No,
            Decision::Sometimes | Decision::Undecided(_) => Mark::Depends,
        }
    };
    compute(model, publication, Some(&mut decide))
}
