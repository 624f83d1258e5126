//! Document → provisions, named as they are cited, each with the digest of its wording.

use super::digest::{digest, normal};
use super::document::{Document, Kind, Node};
use super::head;
use crate::source::Span;

/// One provision of a text.
#[derive(Debug, Clone)]
pub struct Part {
    pub kind: Kind,
    /// The steps of its number; of the heading of a chapter its text.
    pub path: Vec<String>,
    pub caption: Option<String>,
    /// Whether nothing but 削除 is left of it.
    pub deleted: bool,
    /// Whether its number stood before; such a part is not listed.
    pub repeated: bool,
    /// Whether it only holds parts, so that nothing is lost if it is not listed.
    pub bare: bool,
    /// The digest of its caption and its own words.
    pub own: Option<String>,
    /// The same with all that stands below it.
    pub whole: Option<String>,
    pub span: Span,
}

impl Part {
    /// The number in one piece.
    pub fn number(&self) -> String {
        self.path.concat()
    }
}

/// All provisions of a text in its order, headings of chapters among them.
pub fn parts(document: &Document) -> Vec<Part> {
    let mut parts = Vec::new();
    for node in &document.nodes {
        add(&plain(node.clone()), &[], false, &mut parts);
    }
    parts
}

/// One paragraph without a number is the article itself, and so are the items in it.
fn plain(mut node: Node) -> Node {
    let holds = |kind| matches!(kind, Kind::Article | Kind::Supplement);
    if let [only] = node.children.as_mut_slice()
        && holds(node.kind)
        && only.kind == Kind::Paragraph
        && (node.kind == Kind::Article || !only.numbered)
    {
        let only = std::mem::replace(only, Node::new(Kind::Paragraph, "", node.span));
        node.text.push_str(&only.text);
        node.caption = node.caption.or(only.caption);
        node.children = only.children;
    }
    node.children = node.children.into_iter().map(plain).collect();
    node
}

fn add(node: &Node, above: &[String], repeated: bool, parts: &mut Vec<Part>) {
    let path = [above, std::slice::from_ref(&node.step)].concat();
    let repeated = repeated || node.repeated;
    // A title over a 附則 that has paragraphs is nothing to be listed; an article's is.
    let listed = node.kind == Kind::Article || node.children.is_empty();
    parts.push(Part {
        kind: node.kind,
        caption: node.caption.clone(),
        deleted: node.children.is_empty() && head::deleted(&node.text),
        repeated,
        bare: node.text.is_empty() && !listed,
        own: digest(&own(node)),
        whole: digest(&whole(node)),
        span: node.span,
        path: path.clone(),
    });
    node.children.iter().for_each(|child| add(child, &path, repeated, parts));
}

/// Caption and text, told apart.
fn own(node: &Node) -> String {
    let text = normal(&node.text);
    match node.caption.as_deref().map(normal).filter(|caption| !caption.is_empty()) {
        Some(caption) => format!("{caption}|{text}"),
        None => text,
    }
}

fn whole(node: &Node) -> String {
    let below = |child: &Node| format!("|{}|{}", child.step, whole(child));
    own(node) + &node.children.iter().map(below).collect::<String>()
}
