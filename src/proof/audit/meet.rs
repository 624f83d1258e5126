//! Permits and bans that meet, and bans that take nothing away.

use super::Audit;
use super::ask::How;
use super::held::{Cases, Held, Outcome};
use super::norms::{grounds, lifts, of_act, together};
use crate::model::lint::names_of;
use crate::model::{ActId, Formula, NormId};
use crate::problem::catalogue::audit as entries;
use crate::problem::{Arg, Problem};
use crate::proof::verdict::Failure;
use crate::syntax::tree::NormVerb;

impl Audit<'_> {
    /// Found (the ban meets the permits) iff in some world of some course a permit applies and counts, and so does, for
    /// the same person and the same arguments, a ban that it does not lift.
    ///
    /// Found (the ban changes nothing) iff that is so in no world of any course for any permit of the act.
    pub(super) fn meetings(&mut self) -> Result<(), Failure> {
        for index in 0..self.model.acts.len() {
            let act = ActId::from_index(index);
            let permits = grounds(self.model, act);
            for ban in of_act(self.model, act, NormVerb::Forbid) {
                // Four eyes are a part of the permit that they stand in.
                if self.model.norms[ban.index()].sugar.is_none() && !permits.is_empty() {
                    self.meets(ban, &permits)?;
                }
            }
        }
        Ok(())
    }

    fn meets(&mut self, ban: NormId, permits: &[NormId]) -> Result<(), Failure> {
        let mut met: Vec<(NormId, Cases)> = Vec::new();
        let mut idle = false;
        let far = self.how(self.model.norms[ban.index()].act, How::SHOWN);
        for how in [How { courses: false, ..far }, far] {
            // What single worlds at the start do not tell, courses may.
            idle = true;
            for permit in permits.iter().filter(|permit| !lifts(self.model, **permit, ban)) {
                let Some(given) = together(self.model, &[ban, *permit]) else { continue };
                let cases = self.ask(self.meeting(ban, *permit), &given, how)?;
                idle &= cases.complete && cases.list.iter().all(|(_, outcome)| outcome.is_never());
                if cases.list.iter().any(|(_, outcome)| outcome.is_possible()) {
                    met.push((*permit, cases));
                }
            }
            if idle || !met.is_empty() {
                break;
            }
        }
        if idle {
            self.tell_idle(ban);
        } else if let Some((_, first)) = met.first() {
            let (held, how) = (first.held(Outcome::is_possible), first.shown());
            let permits: Vec<NormId> = met.iter().map(|(permit, _)| *permit).collect();
            self.tell_met(ban, &permits, held, how);
        }
        Ok(())
    }

    fn meeting(&self, ban: NormId, permit: NormId) -> Formula {
        let (model, norms) = (self.model, self.norms);
        let case = norms.case(model.norms[ban.index()].act);
        let (who, args) = (case.who(), case.args());
        let both = [norms.grants(model, permit, &who, &args), norms.applies(model, ban, &who, &args)];
        case.some(Formula::and(both))
    }

    fn tell_idle(&mut self, ban: NormId) {
        let norm = &self.model.norms[ban.index()];
        let mut problem = Problem::new(&entries::BAN_WITHOUT_EFFECT).name("name", &norm.name);
        if let Some(span) = norm.origin.span {
            problem = problem.at(span);
        }
        let act = &self.model.acts[norm.act.index()].name;
        let problem = problem.name("act", act).help("nobody");
        self.add(problem, Held::Everywhere, names_of(self.model, norm));
    }

    fn tell_met(&mut self, ban: NormId, permits: &[NormId], held: Held, how: String) {
        let norm = &self.model.norms[ban.index()];
        let mut problem = Problem::new(&entries::PERMIT_MEETS_BAN).name("name", &norm.name);
        if let Some(span) = norm.origin.span {
            problem = problem.at(span);
        }
        for permit in permits.iter().take(super::SHOWN) {
            if let Some(span) = self.model.norms[permit.index()].origin.span {
                problem = problem.label(span, "permit");
            }
        }
        let names = permits.iter().map(|permit| self.model.norms[permit.index()].name.clone()).collect();
        let problem = problem.arg("permits", Arg::Names(names)).plain("how", how).help("wins");
        self.add(problem, held, names_of(self.model, norm));
    }
}
