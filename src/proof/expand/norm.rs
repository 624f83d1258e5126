//! What norms mean, in plain formulas: `may`, `must`, `due`, `records`, `done`.

use super::super::fault::{self, Fault};
use super::super::guard::Guard;
use super::super::prop::Prop;
use super::{Binding, Expander};
use crate::model::{ActId, NormId, Term};
use crate::syntax::tree::{Comparison, NormVerb};

impl Expander<'_> {
    /// Some counting permit applies, and every applying forbid is one that it overrides.
    pub(super) fn may(&mut self, actor: &Term, act: ActId, args: &[Term], positive: bool) -> Prop {
        let mut permits = self.norms(act, NormVerb::Permit);
        if permits.is_empty() {
            permits = self.norms(act, NormVerb::Duty);
        }
        let forbids = self.norms(act, NormVerb::Forbid);
        let mut grounds = Vec::new();
        for group in self.by_overriding(&permits, &forbids) {
            let granted: Vec<_> =
                group.permits.iter().map(|p| self.grants(*p, actor, act, args, positive)).collect();
            let mut parts = vec![some(granted, positive)];
            if !fault::on(Fault::DropForbids) && !self.without_forbids {
                parts.extend(group.binding.iter().map(|f| self.applies(*f, actor, args, !positive)));
            }
            grounds.push(all(parts, positive));
        }
        some(grounds, positive)
    }

    /// Permits that override the same forbids, with the forbids that bind them.
    fn by_overriding(&self, permits: &[NormId], forbids: &[NormId]) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        for permit in permits {
            let binding: Vec<_> =
                forbids.iter().copied().filter(|forbid| !self.overrides(*permit, *forbid)).collect();
            match groups.iter_mut().find(|group| group.binding == binding) {
                Some(group) => group.permits.push(*permit),
                None => groups.push(Group { permits: vec![*permit], binding }),
            }
        }
        groups
    }

    fn overrides(&self, permit: NormId, forbid: NormId) -> bool {
        let named = self.model.norms[permit.index()].despite.contains(&forbid);
        named && !self.model.norms[forbid.index()].absolute && !fault::on(Fault::IgnoreDespite)
    }

    /// The permit's condition holds, and it counts: where a `permit only` closes the instance, only such count.
    fn grants(&mut self, permit: NormId, actor: &Term, act: ActId, args: &[Term], positive: bool) -> Prop {
        let applies = self.applies(permit, actor, args, positive);
        if self.model.norms[permit.index()].closes.is_some() || fault::on(Fault::IgnoreOnly) {
            return applies;
        }
        let open = self.closed(act, args, !positive);
        all(vec![applies, open], positive)
    }

    /// Some `permit only` closes this instance.
    fn closed(&mut self, act: ActId, args: &[Term], positive: bool) -> Prop {
        let mut parts = Vec::new();
        for id in self.norms(act, NormVerb::Permit) {
            let norm = &self.model.norms[id.index()];
            if let Some(closes) = &norm.closes {
                let binding = Binding::of(&norm.params, args);
                parts.push(self.guarded(Guard::Closes(id), closes, positive, &binding));
            }
        }
        some(parts, positive)
    }

    /// The norm's condition for this person and these arguments.
    fn applies(&mut self, id: NormId, actor: &Term, args: &[Term], positive: bool) -> Prop {
        let norm = &self.model.norms[id.index()];
        let binding = Binding::of(&norm.params, args).with(norm.actor, actor.clone());
        self.rests_on(Guard::Norm(id), &norm.condition, positive, &binding)
    }

    /// A duty to do the act applies to the person.
    pub(super) fn must(&mut self, actor: &Term, act: ActId, args: &[Term], positive: bool) -> Prop {
        let duties = self.norms(act, NormVerb::Duty);
        let parts = duties.into_iter().map(|duty| self.applies(duty, actor, args, positive)).collect();
        some(parts, positive)
    }

    /// A duty to do the act has been triggered, whoever bears it.
    pub(super) fn due(&mut self, act: ActId, args: &[Term], positive: bool) -> Prop {
        let mut parts = Vec::new();
        for id in self.norms(act, NormVerb::Duty) {
            let norm = &self.model.norms[id.index()];
            let trigger = norm.trigger.as_ref().unwrap_or(&norm.condition);
            let body = self.rests_on(Guard::Norm(id), trigger, positive, &Binding::of(&norm.params, args));
            let body = if body.mentions(norm.actor) {
                if positive {
                    Prop::at_least(1, norm.actor, body)
                } else {
                    Prop::all_but(0, norm.actor, body)
                }
            } else {
                body
            };
            parts.push(body);
        }
        some(parts, positive)
    }

    /// The act leaves this record, whoever does it.
    pub(super) fn records(&mut self, act: ActId, args: &[Term], record: &Term, positive: bool) -> Prop {
        let act = &self.model.acts[act.index()];
        let binding = Binding::of(&act.params, args);
        let mut parts = Vec::new();
        for left in &act.records {
            let op = if positive { Comparison::Eq } else { Comparison::Ne };
            let same = Prop::Compare(op, record.clone(), Term::Element(left.record));
            let when = self.formula(&left.when, positive, &binding);
            let when = if when.mentions(act.actor) {
                if positive { Prop::all_but(0, act.actor, when) } else { Prop::at_least(1, act.actor, when) }
            } else {
                when
            };
            parts.push(all(vec![same, when], positive));
        }
        some(parts, positive)
    }
}

struct Group {
    permits: Vec<NormId>,
    binding: Vec<NormId>,
}

/// Some of the parts; for a negation, whose parts are negated already, all of them.
fn some(parts: Vec<Prop>, positive: bool) -> Prop {
    if positive { Prop::or(parts) } else { Prop::and(parts) }
}

/// All of the parts; for a negation, some of them.
fn all(parts: Vec<Prop>, positive: bool) -> Prop {
    some(parts, !positive)
}
