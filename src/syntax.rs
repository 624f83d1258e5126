//! What was written: the lossless tree of one file, made from text and printed back as text.

pub mod calendar;
mod decode;
mod from_text;
pub mod keywords;
pub mod tree;
mod version;

pub use decode::{decode, fenced_blocks};
pub use from_text::parse;
pub use version::check_version;
