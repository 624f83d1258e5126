//! Kinds, relations, acts and provisions, resolved.

use fixedbitset::FixedBitSet;

use super::{
    ActId, ElementId, Formula, KindId, NormId, Origin, ProvisionId, Quantity, ReadingChoice, RelationId,
    Sort, Term, VarId,
};
use crate::source::Span;
use crate::syntax::calendar::Date;
use crate::syntax::tree::{Mark, number};

/// A kind of things. A closed kind has exactly its elements; an open one at least its named ones.
#[derive(Debug, Clone)]
pub struct Kind {
    pub name: String,
    pub open: bool,
    pub attributes: Vec<Attribute>,
    pub elements: Vec<Element>,
    pub origin: Origin,
}

/// A constant of every element of a kind.
#[derive(Debug, Clone)]
pub struct Attribute {
    pub name: String,
    /// Number, duration, or a closed kind.
    pub sort: Sort,
}

/// One named element. `values[i]` belongs to the kind's attribute `i`.
#[derive(Debug, Clone)]
pub struct Element {
    pub name: String,
    pub values: Vec<AttributeValue>,
    pub origin: Origin,
}

/// What the text says of an attribute, and what readings say instead.
#[derive(Debug, Clone, Default)]
pub struct AttributeValue {
    /// `None`: the text is silent; every check must hold whatever the value.
    pub value: Option<Value>,
    /// As written (`7年`), for messages.
    pub written: Option<String>,
    /// Values set by options of readings; the last chosen one wins over `value`.
    pub by_reading: Vec<(ReadingChoice, Value)>,
}

/// A value of any sort in a world. People and unnamed members of open kinds are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    Person(u32),
    /// Of an open kind, indices past the named elements are its further members.
    Element(ElementId),
    Quantity(Quantity),
}

/// A fact, office, role, table or definition. `params` counts the person first where there is one.
#[derive(Debug, Clone)]
pub struct Relation {
    pub name: String,
    pub params: Vec<Sort>,
    pub kind: RelationKind,
    pub origin: Origin,
}

/// What a relation is.
#[derive(Debug, Clone)]
pub enum RelationKind {
    Fact {
        change: Changeability,
        open_textured: bool,
    },
    /// Exactly one holder per parameters (at most one when it may be vacant). A circumstance.
    Office {
        may_be_vacant: bool,
    },
    Role(Role),
    Table(Table),
    Define {
        params: Vec<VarId>,
        body: Formula,
    },
}

/// How the value of a fact may change in a course.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Changeability {
    /// False at first, changed only by acts.
    Earned,
    /// Any value, may change between acts.
    Circumstance,
    /// Any value, never changes.
    Fixed,
}

/// A defined role: it holds iff some clause that stands under the readings does.
#[derive(Debug, Clone, Default)]
pub struct Role {
    /// The variables for the person and the parameters, shared by all clauses.
    pub params: Vec<VarId>,
    pub clauses: Vec<RoleClause>,
    pub naming: Option<Naming>,
}

/// One `is` clause (or the naming) over the role's variables; other variables are bound inside.
#[derive(Debug, Clone)]
pub struct RoleClause {
    pub body: Formula,
    pub origin: Origin,
}

/// `role R named by S`: an earned relation changed by two acts. It is also one of the role's clauses.
#[derive(Debug, Clone, Copy)]
pub struct Naming {
    pub relation: RelationId,
    pub name: ActId,
    pub dismiss: ActId,
    /// The permits of the two acts.
    pub norms: [NormId; 2],
}

/// A constant relation of two closed kinds, as rows of bits.
#[derive(Debug, Clone)]
pub struct Table {
    pub rows: KindId,
    pub columns: KindId,
    /// `yes[row]` has bit `column` set for ○.
    pub yes: Vec<FixedBitSet>,
    /// `unknown[row]` has bit `column` set where the source does not tell (`?`).
    pub unknown: Vec<FixedBitSet>,
    /// Cells that an option of a reading sets; the last chosen one wins.
    pub by_reading: Vec<TableCell>,
    /// Whether it was written as a list (what is not listed is ×).
    pub list: bool,
}

/// A cell set by a reading.
#[derive(Debug, Clone, Copy)]
pub struct TableCell {
    pub choice: ReadingChoice,
    pub row: u32,
    pub column: u32,
    /// `None`: `?`
    pub value: Option<bool>,
}

/// An act. `actor` and `params` are its variables.
#[derive(Debug, Clone)]
pub struct Act {
    pub name: String,
    pub actor: VarId,
    pub params: Vec<VarId>,
    pub effects: Vec<Effect>,
    pub records: Vec<Record>,
    /// The role whose naming or dismissal this is.
    pub naming_of: Option<RelationId>,
    pub origin: Origin,
}

/// A change of one earned relation. All `ends` of an act happen before all `gives`.
#[derive(Debug, Clone)]
pub struct Effect {
    pub gives: bool,
    pub relation: RelationId,
    /// `None` is `_` (in `ends` only): every value.
    pub args: Vec<Option<Term>>,
    /// Over the act's variables only, in the world before the act.
    pub when: Formula,
    pub span: Span,
}

/// A record the act leaves.
#[derive(Debug, Clone)]
pub struct Record {
    pub record: ElementId,
    pub when: Formula,
    pub span: Span,
}

/// An article, paragraph or item of the text.
#[derive(Debug, Clone)]
pub struct Provision {
    /// The steps of its number: `["第13条", "第5項", "第1号"]`.
    pub path: Vec<String>,
    /// Whether it is written as `Art.13(5)(1)`.
    pub english: bool,
    pub text: Option<String>,
    pub mark: Option<Mark>,
    pub because: Option<String>,
    /// `Some(None)`: in force from an unknown date, that is, not yet.
    pub in_force: Option<Option<Date>>,
    pub digest: Option<String>,
    pub span: Span,
}

impl Provision {
    /// The number in one piece, as people cite it.
    pub fn number(&self) -> String {
        number(&self.path, self.english)
    }
}

/// The place an answer may rest on: a conjunct, clause or norm, with the provisions that carry it.
#[derive(Debug, Clone)]
pub struct Cited {
    pub provisions: Vec<ProvisionId>,
    pub span: Span,
    /// Of the conjuncts of a condition: what they were written as.
    pub source: Option<Source>,
}

/// What a conjunct of a condition came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    Who,
    /// Constants among the arguments of a head or an act.
    Pattern,
    When,
    Unless,
}
