//! Scenarios, published tables and (for the history) amendments, resolved.

use super::{ActId, Assuming, Formula, Origin, Term, VarId};
use crate::source::Span;
use crate::syntax::calendar::Date;

/// One example course.
#[derive(Debug, Clone)]
pub struct Scenario {
    pub name: String,
    /// The people it names, pairwise different; variables of sort person.
    pub people: Vec<VarId>,
    /// The members of open kinds that it names, pairwise different.
    pub members: Vec<VarId>,
    pub assuming: Assuming,
    pub given: Vec<Given>,
    pub steps: Vec<Step>,
    pub origin: Origin,
}

/// One thing that holds at the start: an atom (or its negation) over the scenario's names.
#[derive(Debug, Clone)]
pub struct Given {
    pub formula: Formula,
    pub span: Span,
}

/// One line of a scenario.
#[derive(Debug, Clone)]
pub enum Step {
    /// An act that must be allowed at that moment.
    Does { person: Term, act: ActId, args: Vec<Term>, span: Span },
    /// A change of circumstances.
    Now { formula: Formula, span: Span },
    /// Must be true, whatever is unknown.
    Check { formula: Formula, span: Span },
}

/// A table to be generated from the meaning. Cells are formulas over the row (and column) variable.
#[derive(Debug, Clone)]
pub struct Publication {
    pub name: String,
    pub rows: Vec<VarId>,
    pub columns: Columns,
    pub origin: Origin,
}

/// The columns of a published table.
#[derive(Debug, Clone)]
pub enum Columns {
    /// One per element of the variable's kind.
    Elements { var: VarId, cell: Formula },
    /// One per named formula.
    Named(Vec<(String, Formula)>),
}

/// An amendment. Its changes are applied by `amend/`; here it is history.
#[derive(Debug, Clone)]
pub struct Amendment {
    pub name: String,
    /// Its label, if the author wrote one.
    pub text: Option<String>,
    pub in_force: Option<Date>,
    /// Further days on which some of it takes effect: those after what it keeps for a while.
    pub later: Vec<Date>,
    pub incorporated: bool,
    pub span: Span,
}

/// Access that an amendment newly gives and that is accepted: a permit's head, with a reason.
#[derive(Debug, Clone)]
pub struct Approval {
    pub amendment: String,
    pub act: ActId,
    pub actor: VarId,
    pub params: Vec<VarId>,
    /// Who they are and which arguments are meant, over the actor and the parameters.
    pub condition: Formula,
    /// The act and the people as they are written.
    pub written: String,
    pub reason: String,
    pub span: Span,
}
