//! What was meant: ids instead of names, formulas, norms, acts, checks. After `from_syntax` no string is looked up.
//!
//! Every sugar of the surface is gone here, but each piece keeps the span and the provisions it came from.
//! Variables are unique in the whole model, so a body may be put in place of a call without renaming.

pub mod check;
pub mod claim;
pub mod eval;
pub mod formula;
pub mod from_syntax;
pub mod graph;
pub mod id;
pub mod lint;
pub mod mutant;
pub mod norm;
pub mod scenario;
pub mod units;
mod unspoken;
pub mod vocabulary;
mod walk;
mod whatif;
pub mod world;

pub use check::*;
pub use claim::*;
pub use formula::*;
pub use from_syntax::resolve;
pub use graph::PolicyGraph;
pub use id::*;
pub use mutant::{Edit, Mutant, Of, Touched};
pub use norm::*;
pub use vocabulary::*;
pub use world::*;

use crate::source::Span;
use crate::syntax::calendar::Date;

/// One regulation, resolved. Everything is in declaration order, which is the order of every canonical answer.
#[derive(Debug, Clone, Default)]
pub struct Model {
    pub name: String,
    pub number: Option<String>,
    /// Since when the wording holds; an earlier question is refused.
    pub in_force: Option<Date>,
    pub kinds: Vec<Kind>,
    pub relations: Vec<Relation>,
    pub acts: Vec<Act>,
    pub norms: Vec<Norm>,
    pub assumptions: Vec<Assumption>,
    pub readings: Vec<Reading>,
    pub provisions: Vec<Provision>,
    pub cited: Vec<Cited>,
    pub vars: Vec<Var>,
    pub claims: Vec<Claim>,
    pub expects: Vec<Expect>,
    pub allows: Vec<Allow>,
    pub scenarios: Vec<Scenario>,
    pub publications: Vec<Publication>,
    pub amendments: Vec<Amendment>,
    /// Those of amendments that are in the wording.
    pub approvals: Vec<Approval>,
    /// Declarations that could not be read or resolved; claims that depend on them are not verified.
    pub holes: Vec<Hole>,
}

/// Where a declaration comes from: its home, further citations, place and label.
#[derive(Debug, Clone, Default)]
pub struct Origin {
    /// The provision it belongs to.
    pub home: Option<ProvisionId>,
    /// Provisions it refers to besides its home.
    pub cites: Vec<ProvisionId>,
    /// Another law it cites, by name.
    pub instruments: Vec<String>,
    pub span: Option<Span>,
    /// Its label, if the author wrote one.
    pub text: Option<String>,
    /// The options of readings in which it stands; empty for always. All must be chosen.
    pub readings: Vec<ReadingChoice>,
}

/// One option of one reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReadingChoice {
    pub reading: ReadingId,
    pub option: u32,
}

/// A declaration that is missing, and why nothing may be concluded from its absence.
#[derive(Debug, Clone)]
pub struct Hole {
    pub span: Span,
    pub name: Option<String>,
    pub what: Missing,
}

/// What a hole stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Missing {
    /// Vocabulary, a norm, a reading: a part of what the regulation means.
    Declaration,
    /// A property that could not be read, or that depends on something that could not.
    Claim,
    Scenario,
    Publication,
}
