//! What a reader gets to see: one file per format. Nothing here decides anything.

pub mod claims;
mod excerpt;
pub mod formula;
pub mod grid;
pub mod json;
pub mod markdown;
pub mod scenarios;
pub mod sheet;
pub mod style;
pub mod summary;
pub mod text;
pub mod verdict;
pub mod witness;
pub mod words;
pub mod wrap;

pub use style::{Paint, Style};
