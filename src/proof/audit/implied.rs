//! Norms that say nothing that another does not say already.

use super::Audit;
use super::ask::How;
use super::held::Outcome;
use super::norms::{lifts, of_act, together};
use crate::model::lint::names_of;
use crate::model::{ActId, Formula, NormId};
use crate::problem::Problem;
use crate::problem::catalogue::audit as entries;
use crate::proof::verdict::Failure;
use crate::syntax::tree::NormVerb;

impl Audit<'_> {
    /// Found iff another norm with the same verb stands wherever this one does, and in every lawful world applies to
    /// everybody to whom this one applies, so that this one could be left out. Of two that say the same, the later.
    pub(super) fn implied(&mut self) -> Result<(), Failure> {
        for index in 0..self.model.acts.len() {
            for verb in [NormVerb::Permit, NormVerb::Forbid, NormVerb::Duty] {
                let mut all = of_act(self.model, ActId::from_index(index), verb);
                all.retain(|id| self.model.norms[id.index()].sugar.is_none());
                for one in &all {
                    self.implied_by_some(*one, &all)?;
                }
            }
        }
        Ok(())
    }

    fn implied_by_some(&mut self, one: NormId, all: &[NormId]) -> Result<(), Failure> {
        for other in all.iter().filter(|other| **other != one) {
            let Some(given) = together(self.model, &[one, *other]) else { continue };
            if !self.could_replace(*other, one) || !self.implies(one, *other, &given)? {
                continue;
            }
            if one < *other && self.could_replace(one, *other) && self.implies(*other, one, &given)? {
                continue;
            }
            self.tell_implied(one, *other, &given);
            return Ok(());
        }
        Ok(())
    }

    /// Whether `other` is lifted by no permit that does not lift `one`, lifts whatever `one` lifts, and closes what it
    /// closes.
    fn could_replace(&self, other: NormId, one: NormId) -> bool {
        let model = self.model;
        let norm = |id: NormId| &model.norms[id.index()];
        let act = norm(one).act;
        let (permits, bans) = (of_act(model, act, NormVerb::Permit), of_act(model, act, NormVerb::Forbid));
        match norm(one).verb {
            NormVerb::Permit => {
                let lifted = bans.iter().all(|ban| !lifts(model, one, *ban) || lifts(model, other, *ban));
                lifted && norm(one).closes.is_none()
            }
            NormVerb::Forbid => {
                permits.iter().all(|permit| !lifts(model, *permit, other) || lifts(model, *permit, one))
            }
            NormVerb::Duty => true,
        }
    }

    fn implies(
        &mut self,
        one: NormId,
        other: NormId,
        given: &[crate::model::ReadingChoice],
    ) -> Result<bool, Failure> {
        let (model, norms) = (self.model, self.norms);
        let case = norms.case(model.norms[one.index()].act);
        let (who, args) = (case.who(), case.args());
        let applies = norms.applies(model, one, &who, &args);
        let not = norms.applies(model, other, &who, &args).negate();
        let counter = case.some(Formula::and([applies.clone(), not]));
        let cases = self.ask(counter, given, How::STILL)?;
        if !cases.complete || cases.list.iter().any(|(_, outcome)| *outcome != Outcome::Never) {
            return Ok(false);
        }
        if model.norms[one.index()].verb == NormVerb::Duty {
            let vars: Vec<_> = case.params.clone();
            let due = Formula::and([norms.due(model, one, case), norms.due(model, other, case).negate()]);
            let cases = self.ask(Formula::exists(vars, due), given, How::STILL)?;
            if !cases.complete || cases.list.iter().any(|(_, outcome)| *outcome != Outcome::Never) {
                return Ok(false);
            }
        }
        // What never applies is told of otherwise.
        let cases = self.ask(case.some(applies), given, How::STILL)?;
        Ok(cases.list.iter().all(|(_, outcome)| !outcome.is_never()))
    }

    fn tell_implied(&mut self, one: NormId, other: NormId, given: &[crate::model::ReadingChoice]) {
        let model = self.model;
        let (norm, by) = (&model.norms[one.index()], &model.norms[other.index()]);
        let mut problem =
            Problem::new(&entries::NORM_IMPLIED).name("name", &norm.name).name("other", &by.name);
        if let Some(span) = norm.origin.span {
            problem = problem.at(span);
        }
        if let Some(span) = by.origin.span {
            problem = problem.label(span, "other");
        }
        // The options that this one needs itself are no news.
        let own = &norm.origin.readings;
        let under: Vec<_> = given.iter().filter(|choice| !own.contains(choice)).copied().collect();
        let held = if under.is_empty() { super::Held::Everywhere } else { super::Held::Under(under) };
        self.add(problem.plain("plain", &norm.name).help("drop"), held, names_of(model, norm));
    }
}
