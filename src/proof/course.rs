//! Courses of events: what people can bring about by acts that they may do (`language.md`, section 6).

mod attempt;
mod cast;
mod certify;
mod core;
mod found;
mod hints;
mod houdini;
mod invariant;
mod least;
mod legible;
mod order;
mod post;
mod reach;
mod repertoire;
mod replay;
mod search;
mod step;
mod system;
mod timeline;
mod unexcluded;
mod unroll;
mod weaken;
mod workflow;

pub use cast::{Cast, cast};
pub use core::Sources;
pub use hints::{Hints, Memory, Part};
pub use houdini::Fixpoints;
pub use invariant::{Family, Invariant};
pub use legible::with_own_variables;
pub use post::Post;
pub use reach::{Courses, Goal, Proof, Reach};
pub use timeline::Timeline;
#[cfg(test)]
pub use {repertoire::Repertoire, system::System};
