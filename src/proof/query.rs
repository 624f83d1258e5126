//! One question as it was put to a solver, for whoever wants to see all of them.

use super::smtlib;
use super::solver::Outcome;
use super::term::Bool;

/// A question and its answer.
#[derive(Debug, Clone)]
pub struct Query {
    /// What was taken for granted.
    pub asserted: Vec<Bool>,
    /// What was assumed for this question only.
    pub assumed: Vec<Bool>,
    /// Whether all of it can be true at once.
    pub outcome: Outcome,
}

/// Sees every question, in the order in which they are put to one solver.
pub trait Watch: std::fmt::Debug + Send + Sync {
    /// Called after the answer. With an objection the run stops, and nothing that it said counts.
    fn saw(&self, query: &Query) -> Result<(), Objection>;
}

/// Why a run must stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Objection {
    /// Another solver answers differently.
    Disagreement,
    /// The question could not be dealt with.
    Failed(String),
}

impl Query {
    /// The question as a whole SMT-LIB 2 script: the same text for the same question.
    pub fn smtlib(&self) -> String {
        smtlib::script(&self.asserted, &self.assumed)
    }
}
