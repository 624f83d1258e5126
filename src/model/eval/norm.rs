//! Norms: what a person may do, what is due, who must do it (language.md, section 4).

use super::{Env, Evaluator, Truth, View};
use crate::model::{ActId, Formula, Norm, NormId, Value};
use crate::syntax::tree::NormVerb;

impl<V: View> Evaluator<'_, V> {
    /// Some counting permit applies, and every applying forbid is one that this permit overrides.
    pub fn may(&self, actor: Value, act: ActId, args: &[Value]) -> Truth {
        let closed = self.closed(act, args);
        Truth::any(self.permits(act).into_iter().map(|(_, permit)| {
            counts(permit, closed)
                .and(|| self.applies(permit, actor, args))
                .and(|| self.unforbidden(permit, actor, args))
        }))
    }

    /// A duty to do the act has been triggered, whoever is there to answer it.
    pub fn due(&self, act: ActId, args: &[Value]) -> Truth {
        Truth::any(self.norms(act, NormVerb::Duty).map(|(_, duty)| {
            let trigger = duty.trigger.as_ref().unwrap_or(&duty.condition);
            let mut env = Env::of(&duty.params, args);
            self.exists(&mut env, &[duty.actor], &mut |env| self.truth_in(env, trigger))
        }))
    }

    /// A duty to do the act applies to the person.
    pub fn must(&self, actor: Value, act: ActId, args: &[Value]) -> Truth {
        Truth::any(self.norms(act, NormVerb::Duty).map(|(_, duty)| self.applies(duty, actor, args)))
    }

    /// Somebody did the act earlier in the course.
    pub fn done(&self, act: ActId, args: &[Value]) -> Truth {
        let people = (0..self.view.domain().people).map(Value::Person);
        Truth::any(people.map(|person| self.view.did(act, person, args)))
    }

    /// The act leaves this record, whoever does it.
    pub fn records(&self, act: ActId, args: &[Value], record: Value) -> Truth {
        let act = &self.model.acts[act.index()];
        let left = act.records.iter().filter(|r| Value::Element(r.record) == record);
        Truth::any(left.map(|r| {
            let mut env = Env::of(&act.params, args);
            !self.exists(&mut env, &[act.actor], &mut |env| !self.truth_in(env, &r.when))
        }))
    }

    /// Whether the norm's condition holds for this person and these arguments.
    pub fn applies(&self, norm: &Norm, actor: Value, args: &[Value]) -> Truth {
        let mut env = Env::of(&norm.params, args).with(norm.actor, actor);
        self.truth_in(&mut env, &norm.condition)
    }

    /// Whether some `permit only` closes this instance of the act.
    pub fn closed(&self, act: ActId, args: &[Value]) -> Truth {
        Truth::any(
            self.norms(act, NormVerb::Permit)
                .filter_map(|(_, norm)| norm.closes.as_ref().map(|c| (norm, c)))
                .map(|(norm, closes): (&Norm, &Formula)| {
                    self.truth_in(&mut Env::of(&norm.params, args), closes)
                }),
        )
    }

    /// The norms that may permit an act: its permits; only if no permit names it, its duties.
    pub(super) fn permits(&self, act: ActId) -> Vec<(NormId, &Norm)> {
        let permits: Vec<_> = self.norms(act, NormVerb::Permit).collect();
        if permits.is_empty() { self.norms(act, NormVerb::Duty).collect() } else { permits }
    }

    /// The norms on an act that exist under the chosen readings.
    pub(super) fn norms(&self, act: ActId, verb: NormVerb) -> impl Iterator<Item = (NormId, &Norm)> {
        let all = self.model.norms.iter().enumerate();
        all.filter(move |(_, norm)| norm.act == act && norm.verb == verb && self.stands(&norm.origin))
            .map(|(index, norm)| (NormId::from_index(index), norm))
    }

    fn unforbidden(&self, permit: &Norm, actor: Value, args: &[Value]) -> Truth {
        let forbids = self.norms(permit.act, NormVerb::Forbid);
        let binding = forbids.filter(|(id, forbid)| !overrides(permit, *id, forbid));
        Truth::all(binding.map(|(_, forbid)| !self.applies(forbid, actor, args)))
    }
}

/// Whether the norm can permit an instance: where some `permit only` closes it, no other norm does.
pub(super) fn counts(permit: &Norm, closed: Truth) -> Truth {
    if permit.closes.is_some() { Truth::True } else { !closed }
}

/// Whether the permit names the forbid in `despite`, and the forbid can be overridden.
pub(super) fn overrides(permit: &Norm, id: NormId, forbid: &Norm) -> bool {
    !forbid.absolute && permit.despite.contains(&id)
}
