//! What can be wrong with the meaning.

mod check;
mod formula;
mod vocabulary;

pub use check::{ALL as CHECKS, *};
pub use formula::{ALL as FORMULAS, *};
pub use vocabulary::{ALL as VOCABULARY, *};
