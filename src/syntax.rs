//! What was written: the lossless tree of one file, made from text and printed back as text.

pub mod calendar;
pub mod keywords;
pub mod tree;
