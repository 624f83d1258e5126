//! What a reader gets to see: one file per format. Nothing here decides anything.

pub mod absence;
pub mod account;
pub mod basis;
pub mod claims;
pub mod coverage;
mod excerpt;
pub mod explain;
pub mod filling;
pub mod findings;
pub mod formula;
pub mod graph;
pub mod grid;
pub mod impact;
pub mod invariant;
pub mod json;
pub mod junit;
pub mod manual;
pub mod markdown;
pub mod matrix;
pub mod mutation;
pub mod outcome;
pub mod page;
pub mod repair;
pub mod sarif;
pub mod scenarios;
pub mod sequence;
pub mod sheet;
pub mod style;
pub mod summary;
pub mod text;
pub mod verdict;
pub mod ways;
pub mod witness;
pub mod words;
pub mod wrap;

pub use style::{Paint, Style};
