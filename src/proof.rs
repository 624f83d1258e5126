//! What must hold: from claims to verdicts (`language.md`, section 6; `verification.md`).
//!
//! A claim's formulas are [expanded](expand) to plain ones over facts, [folded](fold) and [sliced](slice), closed
//! kinds are [written out](unfold), and what is left is asked with [quantifiers](quantified) or over a
//! [given number](ground) of people. A world that comes out is made the [least](search) one and replayed by the
//! evaluator before anybody sees it.

pub mod query;
pub mod solver;
pub mod term;

pub mod fault;
pub mod guard;
pub mod options;
pub mod verdict;
pub mod witness;

mod absence;
mod audit;
mod bound;
mod claim;
mod cone;
mod constants;
mod course;
mod decide;
mod expand;
mod fewest;
mod filling;
mod fold;
mod gap;
mod ground;
mod guards;
mod hash;
mod inquiry;
mod lawful;
mod mending;
mod possible;
mod prop;
mod propagate;
mod quantified;
mod question;
mod readings;
mod rests;
mod sat;
mod scope;
mod search;
mod session;
mod silent;
mod slice;
mod smtlib;
mod stake;
mod substitute;
#[cfg(test)]
mod testing;
mod trial;
mod turning;
mod unfold;
mod verify;
mod ways;
mod worlds;

pub use audit::audit;
pub use course::{Family, Fixpoints, Invariant, Post, with_own_variables};
pub use decide::{Asking, Decided, Decider, Decision};
pub use fault::Fault;
pub use filling::{Filling, Value as Fill, filled};
pub use gap::Gap;
pub use guard::Guard;
pub use mending::Premises;
pub use options::{Options, Plain};
pub use query::{Objection, Query, Watch};
pub use solver::Outcome;
pub use turning::{Least, Settled, least, settled};
pub use verdict::{Absence, Answer, Case, Effort, Failure, Fewest, Reason, Report, Verdict, Without};
pub use verify::verify;
pub use ways::{
    Asked, Change, Compared, Difference, Differences, Refusal, Standing, Unused, Way, Ways, differences, ways,
};
pub use witness::{Deed, Event, Fact, Past, Witness};
