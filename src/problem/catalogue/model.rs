//! What can be wrong with the meaning.

mod check;
mod formula;
mod vocabulary;

pub use check::*;
pub use formula::*;
pub use vocabulary::*;
