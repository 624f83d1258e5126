//! What both readers make: the parts of a text in their order, one inside the other, still without names.

use crate::source::Span;

/// A text of a regulation.
#[derive(Debug, Clone, Default)]
pub struct Document {
    pub name: Option<String>,
    /// `平成14年訓令甲第7号`
    pub number: Option<String>,
    pub nodes: Vec<Node>,
}

/// What a part of a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The heading of a chapter or section; has no wording of its own.
    Heading,
    Article,
    Paragraph,
    /// An item, or what stands below one.
    Item,
    /// 附則
    Supplement,
    /// 別表, 別紙, 様式 and their like, with all that stands in them.
    Annex,
}

/// One part of a text.
#[derive(Debug, Clone)]
pub struct Node {
    pub kind: Kind,
    /// Its step of a number, `第3条`; of a heading its text.
    pub step: String,
    pub caption: Option<String>,
    /// Its own wording, without that of its parts; lines are put together without a break.
    pub text: String,
    /// Where its number stands.
    pub span: Span,
    /// Whether the number is written (a first paragraph often has none).
    pub numbered: bool,
    /// Whether a part of this number stands before it.
    pub repeated: bool,
    pub children: Vec<Node>,
}

impl Document {
    /// A step for another 附則, and whether it had to be numbered because one of this name is there.
    pub fn supplement_step(&self, step: String) -> (String, bool) {
        let same = |node: &&Node| {
            let rest = node.step.strip_prefix(&step);
            node.kind == Kind::Supplement && rest.is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit()))
        };
        match self.nodes.iter().filter(same).count() {
            0 => (step, false),
            count => (format!("{step}{}", count + 1), true),
        }
    }
}

impl Node {
    /// A part without anything in it yet.
    pub fn new(kind: Kind, step: impl Into<String>, span: Span) -> Self {
        Self {
            kind,
            step: step.into(),
            caption: None,
            text: String::new(),
            span,
            numbered: true,
            repeated: false,
            children: Vec::new(),
        }
    }
}
