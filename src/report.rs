//! What a reader gets to see: one file per format. Nothing here decides anything.

mod excerpt;
pub mod formula;
pub mod grid;
pub mod json;
pub mod markdown;
pub mod sheet;
pub mod style;
pub mod summary;
pub mod text;
pub mod words;
pub mod wrap;

pub use style::{Paint, Style};
