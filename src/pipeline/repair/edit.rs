//! One edit of the rules, as a change of an amendment says it.

use crate::model::{ProvisionId, Touched};
use crate::problem::Lang;
use crate::source::Span;

/// What an edit does. The order is that in which edits are tried: what takes away least words first, what lets in more
/// last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A norm, or a line of a role, goes.
    Drop,
    /// A norm, or a line of a role, gets one more condition.
    Narrow,
    /// A norm gets `by another than`.
    Another,
    /// A new prohibition.
    Forbid,
    /// A norm, or a line of a role, speaks of somebody else.
    Reassign,
    /// A prohibition goes.
    Lift,
    /// `permit only` becomes `permit`.
    Open,
    /// One condition of a norm goes.
    Widen,
    /// A new duty.
    Oblige,
    /// A role gets one more line.
    Fill,
    /// A new permit.
    Permit,
    /// A cell of a table.
    Cell,
    /// A value of an attribute.
    Value,
}

/// What is edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Thing {
    Permit,
    Forbid,
    Duty,
    Role,
    Act,
    Table,
    Element,
}

/// A piece of kitei text, in the words of either language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub en: String,
    pub ja: String,
}

/// One edit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    pub kind: Kind,
    pub thing: Thing,
    /// The act of a norm, or the role, table or element itself.
    pub name: String,
    /// What is put in or taken out: a condition, who, a mark, a value.
    pub with: Option<Said>,
    /// The provisions of what is edited.
    pub articles: Vec<ProvisionId>,
    /// The change of an amendment that makes it.
    pub change: String,
    /// What means something else by it, directly; none: perhaps everything.
    pub touched: Option<Touched>,
    /// How far it is from what the claim speaks of: 0 is the thing itself.
    pub(super) far: usize,
    /// Where what is edited is declared.
    pub(super) at: Span,
    /// The place among edits of one kind and declaration.
    pub(super) rank: usize,
}

impl Said {
    /// The same in both languages.
    pub fn both(text: &str) -> Self {
        Self { en: text.to_string(), ja: text.to_string() }
    }

    /// In one of them.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Ja => &self.ja,
        }
    }
}

impl Edit {
    /// The order in which edits are tried.
    pub(super) fn key(&self) -> (usize, Kind, Span, usize, &str) {
        (self.far, self.kind, self.at, self.rank, &self.change)
    }
}
