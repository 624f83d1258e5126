//! Amendments as written (language.md section 7).

use super::{Citation, Hole, InForce, Item, Name, Ref, SetAttribute, SetCell, Tail, Text, Who};
use crate::source::Span;
use crate::syntax::calendar::Date;
use crate::syntax::keywords::Keyword;

/// `amendment NAME promulgated DATE in force DATE incorporated { … }`
#[derive(Debug, Clone)]
pub struct Amendment {
    pub span: Span,
    pub name: Name,
    pub promulgated: Option<(Date, Span)>,
    pub in_force: Option<InForce>,
    /// Its content is in the wording already; history only.
    pub incorporated: bool,
    pub tail: Tail,
    pub changes: Vec<Change>,
}

/// One change of an amendment.
#[derive(Debug, Clone)]
pub enum Change {
    Replace {
        span: Span,
        target: Target,
        items: Vec<Item>,
    },
    Repeal {
        span: Span,
        target: Target,
    },
    Add {
        span: Span,
        item: Box<Item>,
    },
    SetCell(SetCell),
    SetAttribute(SetAttribute),
    Rename {
        span: Span,
        from: Name,
        to: Name,
    },
    Keep {
        span: Span,
        target: Target,
        until: (Date, Span),
    },
    /// Something here could not be read.
    Hole(Hole),
}

/// What is changed: a provision (all whose home it is), or a declaration by category and name.
#[derive(Debug, Clone)]
pub enum Target {
    Provision(Citation),
    Declaration { span: Span, category: Keyword, name: Ref },
}

/// `approve AMENDMENT grants A(x) to WHO because "…"`
#[derive(Debug, Clone)]
pub struct Approve {
    pub span: Span,
    pub amendment: Name,
    pub act: Ref,
    pub to: Option<Who>,
    pub because: Option<Text>,
    pub tail: Tail,
}

impl Amendment {
    /// The day from which it is in force, if one is given.
    pub fn day(&self) -> Option<Date> {
        self.in_force.and_then(|clause| clause.date)
    }
}

impl Change {
    /// Where it stands.
    pub fn span(&self) -> Span {
        match self {
            Change::Replace { span, .. }
            | Change::Repeal { span, .. }
            | Change::Add { span, .. }
            | Change::Rename { span, .. }
            | Change::Keep { span, .. } => *span,
            Change::SetCell(set) => set.span,
            Change::SetAttribute(set) => set.span,
            Change::Hole(hole) => hole.span,
        }
    }
}
