//! A regulation as it was enacted (a plain text, or 法令標準XML) → its provisions, each with a digest of its wording.
//!
//! Two readers (`plain`, `law_xml`) make one [`Document`]; `parts` names its provisions as a citation would and takes
//! their digests; `skeleton` writes them as rules to begin with; `compare` holds them against rules that are there.

mod compare;
mod digest;
mod document;
mod head;
mod law_xml;
mod line;
mod mark;
mod numeral;
mod parts;
mod plain;
mod skeleton;

pub use compare::{Comparison, compare};
pub use digest::{digest, normal};
pub use document::{Document, Kind, Node};
pub use parts::{Part, parts};
pub use skeleton::skeleton;

use crate::problem::catalogue::import as entries;
use crate::problem::{Outcome, Problem};
use crate::source::FileId;

/// Reads a text, whichever of the two forms it has. `path` is only shown. Without any provision there is an error.
pub fn read(file: FileId, path: &str, text: &str) -> Outcome<Document> {
    let xml = text.trim_start().starts_with('<');
    let (document, mut problems) =
        if xml { law_xml::read(file, path, text) } else { plain::read(file, text) };
    let nothing =
        document.nodes.iter().all(|node| node.kind != Kind::Article && node.kind != Kind::Paragraph);
    if nothing && !problems.iter().any(Problem::is_error) {
        let help = if xml { "xml" } else { "articles" };
        problems = vec![Problem::new(&entries::NO_ARTICLES).plain("path", path).help(help)];
    }
    (document, problems)
}
