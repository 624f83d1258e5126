//! The provisions of a text in JSON.

use serde::Serialize;

use super::problem::{self, Place};
use crate::import::{Document, Kind, parts};
use crate::source::Sources;

/// One provision of a text.
#[derive(Debug, Serialize)]
pub struct Told {
    number: String,
    caption: Option<String>,
    deleted: bool,
    digest: Option<String>,
    place: Place,
}

/// Every provision that gets a line.
pub fn told(text: &Document, sources: &Sources) -> Vec<Told> {
    let listed = parts(text).into_iter().filter(|p| p.kind != Kind::Heading && !p.repeated && !p.bare);
    let one = |part: crate::import::Part| Told {
        number: part.number(),
        caption: part.caption,
        deleted: part.deleted,
        digest: part.own,
        place: problem::place(part.span, sources),
    };
    listed.map(one).collect()
}
