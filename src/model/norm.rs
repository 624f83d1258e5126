//! Norms, readings and assumptions, resolved and desugared.

use super::{ActId, Formula, NormId, Origin, VarId};
use crate::syntax::tree::NormVerb;

/// A permit, forbid or duty on one act.
#[derive(Debug, Clone)]
pub struct Norm {
    /// Its label, or `provision/verb/act`.
    pub name: String,
    pub verb: NormVerb,
    pub act: ActId,
    /// The person who acts, in `condition` and `trigger`.
    pub actor: VarId,
    /// The act's arguments, in `condition`, `trigger` and `closes`; one per parameter of the act.
    pub params: Vec<VarId>,
    /// When it applies: WHO, the pattern of its arguments, `when` and `unless` together. Every other variable is
    /// bound inside. Top-level conjuncts are `Cited`.
    pub condition: Formula,
    /// Of a duty: the condition without WHO; `due` holds iff it does.
    pub trigger: Option<Formula>,
    /// Of `permit only`: the instances it closes, a formula over `params` and constants alone.
    pub closes: Option<Formula>,
    /// Forbids that this permit overrides.
    pub despite: Vec<NormId>,
    /// Of a forbid: no `despite` may name it (it stands for `by another than`).
    pub absolute: bool,
    /// The sugar it stands for, and the norm that was written.
    pub sugar: Option<Sugar>,
    pub origin: Origin,
}

impl Norm {
    /// Its condition, its trigger and what it closes.
    pub fn formulas(&self) -> impl Iterator<Item = &Formula> {
        [Some(&self.condition), self.trigger.as_ref(), self.closes.as_ref()].into_iter().flatten()
    }
}

/// What a desugared norm was written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sugar {
    /// One of the two forbids of `by another than` on this norm.
    AnotherThan(NormId),
    /// The permit behind `role R named by S`.
    NamedBy,
}

/// A premise that the text does not contain.
#[derive(Debug, Clone)]
pub struct Assumption {
    pub name: String,
    pub formula: Formula,
    pub because: Option<String>,
    pub origin: Origin,
}

/// A text that can be read in several ways. Exactly one option is chosen.
#[derive(Debug, Clone)]
pub struct Reading {
    pub name: String,
    pub options: Vec<ReadingOption>,
    /// Serves scenarios and tables only.
    pub default: u32,
    pub origin: Origin,
}

/// One way to read; what it holds carries its choice in `Origin::readings`.
#[derive(Debug, Clone)]
pub struct ReadingOption {
    pub name: String,
    pub origin: Origin,
}
