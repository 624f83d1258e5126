//! Duties that nobody bears when they fall due, and duties whose bearer may not do them.

use super::Audit;
use super::ask::How;
use super::held::{Cases, Outcome};
use super::norms::{of_act, together};
use crate::model::lint::names_of;
use crate::model::{Formula, Norm, NormId, Sugar};
use crate::problem::Problem;
use crate::problem::catalogue::audit as entries;
use crate::proof::verdict::Failure;
use crate::syntax::tree::NormVerb;

impl Audit<'_> {
    /// Found iff in some world of some course the duty is due, nobody must answer it, and it is not so that nobody ever
    /// must (which is told of the role, or of the act).
    pub(super) fn without_bearer(&mut self) -> Result<(), Failure> {
        for id in self.duties() {
            let (model, norms) = (self.model, self.norms);
            let norm = &model.norms[id.index()];
            let Some(given) = together(model, &[id]) else { continue };
            let case = norms.case(norm.act);
            let bears = case.some(norms.applies(model, id, &case.who(), &case.args()));
            let never = self.ask(bears, &given, How::STILL)?.never();
            let must = Formula::Must(case.who(), norm.act, case.args());
            let nobody = Formula::exists(vec![case.actor], must).negate();
            let alone = Formula::and([norms.due(model, id, case), nobody]);
            let alone = Formula::exists(case.params.clone(), alone);
            let cases = self.ask(alone, &given, self.how(norm.act, How::SHOWN))?.without(&never);
            let problem = Problem::new(&entries::DUTY_DUE_TO_NOBODY).name("name", &norm.name);
            self.tell_duty(norm, problem.help("deputy"), &cases);
        }
        Ok(())
    }

    /// Found iff in some world of some course somebody must do what he may not do; but not because of a ban that stands
    /// for "by another than" on the duty itself, by which he is none of those who are to do it.
    pub(super) fn powerless_bearers(&mut self) -> Result<(), Failure> {
        for id in self.duties() {
            let (model, norms) = (self.model, self.norms);
            let norm = &model.norms[id.index()];
            let bans = of_act(model, norm.act, NormVerb::Forbid);
            if bans.is_empty() && of_act(model, norm.act, NormVerb::Permit).is_empty() {
                continue;
            }
            let Some(given) = together(model, &[id]) else { continue };
            let case = norms.case(norm.act);
            let (who, args) = (case.who(), case.args());
            let own = |ban: &&NormId| model.norms[ban.index()].sugar == Some(Sugar::AnotherThan(id));
            let others = bans.iter().filter(own).map(|ban| norms.applies(model, *ban, &who, &args).negate());
            let must = norms.applies(model, id, &who, &args);
            let may_not = Formula::May(who.clone(), norm.act, args.clone()).negate();
            let powerless = Formula::and([must, may_not].into_iter().chain(others));
            let how = self.how(norm.act, How::SHOWN);
            let cases = self.ask(case.some(powerless), &given, how)?.without(&self.idle_under(norm.act));
            let problem = Problem::new(&entries::DUTY_BEARER_MAY_NOT).name("name", &norm.name);
            let act = &model.acts[norm.act.index()].name;
            self.tell_duty(norm, problem.name("act", act).help("permit"), &cases);
        }
        Ok(())
    }

    fn duties(&self) -> Vec<NormId> {
        let all = self.model.norms.iter().enumerate().filter(|(_, norm)| norm.verb == NormVerb::Duty);
        all.map(|(index, _)| NormId::from_index(index)).collect()
    }

    fn tell_duty(&mut self, norm: &Norm, mut problem: Problem, cases: &Cases) {
        if let Some(span) = norm.origin.span {
            problem = problem.at(span);
        }
        let problem = problem.plain("how", cases.shown());
        self.add(problem, cases.held(Outcome::is_possible), names_of(self.model, norm));
    }
}
