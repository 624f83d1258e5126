//! The same regulation with one edit that an author could have made: to find out what nobody would notice.
//!
//! Every norm is dropped, every conjunct of a condition, every alternative of a conjunct; a `permit only` is opened, a
//! `despite` dropped; every clause of a role is dropped; every cell of a table is turned; every value of an attribute is
//! dropped, and is one more, one less, or another. A norm stands for all that it was desugared to, which is edited
//! together. Mutants come in the order of the text.

mod apply;
mod conjunct;
mod enumerate;
mod value;

use std::collections::BTreeSet;

use super::from_syntax::key;
use super::{ActId, AttributeId, ElementId, Model, NormId, ProvisionId, ReadingChoice, RelationId, Value};
use crate::source::Span;
use crate::syntax::tree::NormVerb;

/// One edit of the regulation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mutant {
    /// By which a waiver speaks of it: stable as long as what it is about keeps its name and place among its like.
    pub name: String,
    pub edit: Edit,
    /// Where what is changed stands.
    pub span: Option<Span>,
    /// The provisions that carry it.
    pub provisions: Vec<ProvisionId>,
    /// The verb of the norm that is changed.
    pub verb: Option<NormVerb>,
    /// What means something else by it, directly.
    pub touched: Touched,
}

/// Acts whose norms, effects or records, and relations whose meaning, are edited.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Touched {
    pub acts: BTreeSet<ActId>,
    pub relations: BTreeSet<RelationId>,
    /// Whose value of something is edited; acts and relations that ask for it are among the others.
    pub attribute: Option<AttributeId>,
}

/// What is edited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// A norm with all that it stands for is not there.
    Norm(Vec<NormId>),
    /// One `by another than` is not there: its two prohibitions.
    Another(Vec<NormId>),
    /// `permit only` is `permit`.
    Open(NormId),
    /// The permit no longer overrides the prohibition.
    Despite(NormId, NormId),
    /// Anybody, instead of WHO.
    Anyone(Place),
    /// One conjunct is not there.
    Conjunct(Place),
    /// One alternative of a conjunct is not there.
    Alternative(Place, usize),
    /// A clause of a role is not there.
    Clause(RelationId, usize),
    /// A cell is another one; under a reading if one sets it.
    Cell { table: RelationId, row: ElementId, column: ElementId, yes: bool, under: Option<ReadingChoice> },
    /// An attribute has another value, or none (the text is silent); under a reading if one sets it.
    Value { attribute: AttributeId, element: ElementId, to: Option<Value>, under: Option<ReadingChoice> },
}

/// A conjunct, by the place where it was written, in everything that it was desugared to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub of: Of,
    pub span: Span,
}

/// What a conjunct belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Of {
    Norms(Vec<NormId>),
    Clause(RelationId, usize),
    Define(RelationId),
}

impl Mutant {
    /// Whether it is meant by this name.
    pub fn is_called(&self, name: &str) -> bool {
        plain(name) == plain(&self.name)
    }

    /// Whether its name has these words in it.
    pub fn matches(&self, words: &str) -> bool {
        plain(&self.name).contains(&plain(words))
    }
}

/// A name without blanks, as it is compared.
fn plain(name: &str) -> String {
    key(name.trim_matches(['「', '」'])).chars().filter(|c| !c.is_whitespace()).collect()
}

impl Model {
    /// Every mutant, in the order of the text.
    pub fn mutants(&self) -> Vec<Mutant> {
        enumerate::mutants(self)
    }

    /// The regulation with this edit. Ids keep their meaning, but for those of norms.
    #[must_use]
    pub fn mutated(&self, mutant: &Mutant) -> Model {
        apply::apply(self, &mutant.edit)
    }
}
