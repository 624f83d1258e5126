//! Why a person may or may not do an act: permits, and the forbids that stop them.

use super::norm::{counts, overrides};
use super::{Env, Evaluator, Reason, Truth, explain};
use crate::model::{ActId, Model, Norm, NormId, Value, World};
use crate::syntax::tree::NormVerb;

/// Why a person may or may not do an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    /// Whether the person may.
    pub truth: Truth,
    /// Whether some `permit only` closes this instance.
    pub closed: Truth,
    /// Every norm that could permit it, in declaration order.
    pub permits: Vec<PermitTrace>,
    /// Every forbid that applies, or may apply, in declaration order.
    pub forbids: Vec<ForbidTrace>,
}

/// What one permit (or duty, for an act that no permit names) contributes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PermitTrace {
    pub norm: NormId,
    /// False where a `permit only` closes the instance and this is none.
    pub counts: Truth,
    /// Why its condition holds, or what it lacks.
    pub reason: Reason,
    /// Forbids that apply, or may apply, and that it does not override.
    pub stopped_by: Vec<NormId>,
    /// How many conjuncts of its condition do not hold.
    pub lacks: usize,
}

impl PermitTrace {
    /// Whether this permit alone lets the person do it.
    pub fn grants(&self) -> bool {
        self.counts.is_true() && self.reason.truth.is_true() && self.stopped_by.is_empty()
    }
}

/// A forbid that applies, or may apply, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForbidTrace {
    pub norm: NormId,
    pub reason: Reason,
}

impl Trace {
    /// The first permit that lets the person do it.
    pub fn granted_by(&self) -> Option<&PermitTrace> {
        self.permits.iter().find(|permit| permit.grants())
    }

    /// Of the permits, the one that lacks least: those that are only stopped first, the earliest of equals.
    pub fn nearest(&self) -> Option<&PermitTrace> {
        self.permits.iter().min_by_key(|permit| (permit.counts.is_false(), permit.lacks))
    }
}

/// Why the person may or may not do the act in this world.
pub fn why_may(model: &Model, world: &World, person: Value, act: ActId, args: &[Value]) -> Trace {
    let evaluator = Evaluator::new(model, world);
    let closed = evaluator.closed(act, args);
    let reason = |norm: &Norm| {
        let env = Env::of(&norm.params, args).with(norm.actor, person);
        (explain(&evaluator, &env, &norm.condition), evaluator.distance(&mut env.clone(), &norm.condition))
    };
    let forbids: Vec<ForbidTrace> = evaluator
        .norms(act, NormVerb::Forbid)
        .map(|(norm, forbid)| ForbidTrace { norm, reason: reason(forbid).0 })
        .filter(|forbid| !forbid.reason.truth.is_false())
        .collect();
    let permits = evaluator.permits(act).into_iter().map(|(norm, permit)| {
        let (reason, lacks) = reason(permit);
        let binding = |id: &NormId| !overrides(permit, *id, &model.norms[id.index()]);
        let stopped_by = forbids.iter().map(|forbid| forbid.norm).filter(binding).collect();
        PermitTrace { norm, counts: counts(permit, closed), reason, stopped_by, lacks }
    });
    let permits = permits.collect();
    Trace { truth: evaluator.may(person, act, args), closed, permits, forbids }
}
