//! Claims as pairs of premise and good, the form in which every verdict is defined.

use super::{AssumptionId, ElementId, Formula, Origin, ReadingChoice, VarId};
use crate::source::Span;
use crate::syntax::calendar::Date;
use crate::syntax::tree::VerdictWord;

/// A property. Its formulas are closed but for `instances`.
#[derive(Debug, Clone)]
pub struct Claim {
    pub name: String,
    pub kind: ClaimKind,
    /// Variables of closed kinds for each value of which the claim is reported on its own, outermost first.
    pub instances: Vec<VarId>,
    /// Whether the question arises. `Possible`: the formula itself.
    pub premise: Formula,
    /// The premise holds and the answer is bad; unreachable iff the claim is proved. `Possible`: `False`.
    pub bad: Formula,
    /// The premise holds and the answer is good (reachable unless "violated always"). `Possible`: the formula.
    pub good: Formula,
    /// `possible with N persons`: at most N people act.
    pub persons: Option<u32>,
    pub assuming: Assuming,
    pub origin: Origin,
}

impl Claim {
    /// Its premise, its bad and its good case, to be changed.
    pub fn formulas_mut(&mut self) -> impl Iterator<Item = &mut Formula> {
        [&mut self.premise, &mut self.bad, &mut self.good].into_iter()
    }

    /// That a closed formula can come true, as a claim of our own: of no author, with no assumptions.
    pub fn possible(name: String, formula: Formula) -> Self {
        Self {
            name,
            kind: ClaimKind::Possible,
            instances: Vec::new(),
            premise: formula.clone(),
            bad: Formula::False,
            good: formula,
            persons: None,
            assuming: Assuming::default(),
            origin: Origin::default(),
        }
    }
}

/// How a claim was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ClaimKind {
    Always,
    Never,
    Possible,
    Separate,
    Only,
    Needs,
}

/// Premises that a check names.
#[derive(Debug, Clone, Default)]
pub struct Assuming {
    pub assumptions: Vec<AssumptionId>,
    pub readings: Vec<ReadingChoice>,
    pub no_transfers: bool,
}

impl Assuming {
    /// Whether an assumption or reading is among them.
    pub fn names_any(&self) -> bool {
        !self.assumptions.is_empty() || !self.readings.is_empty()
    }
}

/// A known finding: a verdict that is expected, with reason and term.
#[derive(Debug, Clone)]
pub struct Expect {
    pub claim: super::ClaimId,
    /// The instance, or empty for all instances.
    pub instance: Vec<ElementId>,
    pub verdict: VerdictWord,
    pub readings: Vec<ReadingChoice>,
    pub reason: String,
    pub until: Option<Date>,
    pub span: Span,
}

/// A built-in check accepted for one declaration (or everywhere), with reason and term.
#[derive(Debug, Clone)]
pub struct Allow {
    pub code: String,
    /// The name of the declaration it is allowed for, compared under NFKC.
    pub target: Option<String>,
    pub reason: String,
    pub until: Option<Date>,
    pub span: Span,
}
