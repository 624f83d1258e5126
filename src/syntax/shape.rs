//! What a tree says, without where: two texts say the same if their shapes are equal.

use super::tree::Tree;

/// The declarations of a tree as text, without any place in it.
pub fn shape(tree: &Tree) -> String {
    let written = format!("{:?}", tree.items);
    let mut out = String::with_capacity(written.len() / 2);
    let mut rest = written.as_str();
    while let Some(at) = rest.find("Span { file: FileId(") {
        let (before, span) = rest.split_at(at);
        out.push_str(before);
        rest = span.find('}').map_or("", |end| &span[end + 1..]);
    }
    out.push_str(rest);
    out
}
