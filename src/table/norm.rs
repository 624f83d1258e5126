//! Folding of what norms decide: `may`, `must`, `due`, `records` (language.md, section 4).

use std::collections::BTreeSet;

use super::fold::{Env, Folded, bind, join};
use super::known::Known;
use crate::model::{ActId, Formula, Norm, NormId, Term};
use crate::syntax::tree::NormVerb;

impl Known<'_> {
    pub(super) fn deed(&self, deed: &Formula, env: &Env) -> Folded {
        let terms = |args: &[Term]| self.terms(args, env);
        match deed {
            Formula::May(who, act, args) => self.may(&self.term(who, env), *act, &terms(args)),
            Formula::Must(who, act, args) => {
                let (who, args) = (self.term(who, env), terms(args));
                let duties = self.norms(*act, NormVerb::Duty);
                join(duties.map(|(_, duty)| self.applies(duty, &who, &args)), true)
            }
            Formula::Due(act, args) => {
                let args = terms(args);
                let duties = self.norms(*act, NormVerb::Duty);
                join(duties.map(|(_, duty)| self.triggered(duty, &args)), true)
            }
            Formula::Did(who, act, args) => open(Formula::Did(self.term(who, env), *act, terms(args))),
            Formula::Done(act, args) => open(Formula::Done(*act, terms(args))),
            Formula::Records(act, args, record) => self.records(*act, &terms(args), &self.term(record, env)),
            other => open(other.clone()),
        }
    }

    /// Some permit that counts applies, and no forbid that it does not override.
    fn may(&self, who: &Term, act: ActId, args: &[Term]) -> Folded {
        let named = self.norms(act, NormVerb::Permit).next().is_some();
        let verb = if named { NormVerb::Permit } else { NormVerb::Duty };
        let closed = self.closed_by_only(act, args);
        let ways = self.norms(act, verb).map(|(_, permit)| {
            let counts = if permit.closes.is_some() { always() } else { negate(closed.clone()) };
            let applies = self.applies(permit, who, args);
            let stopped = self.norms(act, NormVerb::Forbid).filter(|(id, f)| !overrides(permit, *id, f));
            let free = stopped.map(|(_, forbid)| free(self.applies(forbid, who, args)));
            join([counts, applies].into_iter().chain(free), false)
        });
        join(ways, true)
    }

    fn closed_by_only(&self, act: ActId, args: &[Term]) -> Folded {
        let only = self.norms(act, NormVerb::Permit).filter_map(|(_, norm)| {
            let closes = norm.closes.as_ref()?;
            Some(self.fold(closes, &mut bind(&norm.params, args)).by(&norm.origin))
        });
        join(only, true)
    }

    fn applies(&self, norm: &Norm, who: &Term, args: &[Term]) -> Folded {
        let mut env = bind(&norm.params, args);
        env.push((norm.actor, who.clone()));
        let folded = self.fold(&norm.condition, &mut env);
        if folded.value() != Some(false) || folded.because.is_empty() {
            folded.by(&norm.origin)
        } else {
            folded
        }
    }

    fn triggered(&self, duty: &Norm, args: &[Term]) -> Folded {
        let trigger = duty.trigger.as_ref().unwrap_or(&duty.condition);
        let some = Formula::exists(vec![duty.actor], trigger.clone());
        self.fold(&some, &mut bind(&duty.params, args)).by(&duty.origin)
    }

    fn records(&self, act: ActId, args: &[Term], record: &Term) -> Folded {
        let declared = &self.model.acts[act.index()];
        let ways = declared.records.iter().filter(|r| Term::Element(r.record) == *record).map(|r| {
            let all = Formula::for_all(vec![declared.actor], r.when.clone());
            self.fold(&all, &mut bind(&declared.params, args)).by(&declared.origin)
        });
        join(ways, true)
    }

    fn norms(&self, act: ActId, verb: NormVerb) -> impl Iterator<Item = (NormId, &Norm)> {
        let all = self.model.norms.iter().enumerate();
        all.filter(move |(_, norm)| norm.act == act && norm.verb == verb && self.stands(&norm.origin))
            .map(|(index, norm)| (NormId::from_index(index), norm))
    }
}

fn overrides(permit: &Norm, id: NormId, forbid: &Norm) -> bool {
    !forbid.absolute && permit.despite.contains(&id)
}

fn always() -> Folded {
    Folded::decided(true, BTreeSet::new())
}

fn open(rest: Formula) -> Folded {
    Folded { rest, because: BTreeSet::new() }
}

/// A forbid does not apply. One that cannot apply to these arguments has no part in the answer.
fn free(forbidden: Folded) -> Folded {
    match forbidden.value() {
        Some(false) => always(),
        _ => negate(forbidden),
    }
}

fn negate(folded: Folded) -> Folded {
    Folded { rest: folded.rest.negate(), ..folded }
}
