//! What was written: the lossless tree of one file, made from text and printed back as text.

pub mod calendar;
mod decode;
mod drafts;
pub mod everyday;
mod from_text;
pub mod keywords;
mod markdown;
mod quoted;
mod shape;
mod to_text;
pub mod tree;
mod version;

pub use decode::decode;
pub use drafts::drafts;
pub use from_text::{kanji_number, parse, provision_path};
pub use markdown::{fenced_blocks, rewrite_blocks};
pub use quoted::quoted;
pub use shape::shape;
pub use to_text::{format, format_as, main_language};
pub use version::check_version;
