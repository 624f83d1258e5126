//! Acts that nobody can ever do, and permits that never apply.

use super::Audit;
use super::ask::How;
use super::held::{Cases, Outcome};
use super::norms::{grounds, together};
use crate::model::lint::names_of;
use crate::model::{ActId, Formula, NormId};
use crate::problem::Problem;
use crate::problem::catalogue::audit as entries;
use crate::proof::verdict::Failure;
use crate::syntax::tree::NormVerb;

impl Audit<'_> {
    /// Found iff some norm lets people do the act, and in no world of any course there is anybody who may.
    pub(super) fn idle_acts(&mut self) -> Result<(), Failure> {
        for index in 0..self.model.acts.len() {
            let act = ActId::from_index(index);
            if grounds(self.model, act).is_empty() {
                continue;
            }
            let case = self.norms.case(act);
            let may = case.some(Formula::May(case.who(), act, case.args()));
            let cases = self.ask(may, &[], How::EVER)?;
            self.idle.insert(act, cases.never());
            if cases.list.iter().any(|(_, outcome)| *outcome == Outcome::Open) {
                self.unclear.insert(act);
            }
            self.idle_act(act, &cases);
        }
        Ok(())
    }

    fn idle_act(&mut self, act: ActId, cases: &Cases) {
        let declared = &self.model.acts[act.index()];
        let mut problem = Problem::new(&entries::ACT_NEVER_POSSIBLE).name("name", &declared.name);
        if let Some(span) = declared.origin.span {
            problem = problem.at(span);
        }
        for norm in grounds(self.model, act).into_iter().take(super::SHOWN) {
            if let Some(span) = self.model.norms[norm.index()].origin.span {
                problem = problem.label(span, "norm");
            }
        }
        let problem = problem.plain("plain", &declared.name).help("condition");
        self.add(problem, cases.held(Outcome::is_never), vec![declared.name.clone()]);
    }

    /// Found iff a permit stands, others open its act as well, and in no world of any course it applies to anybody.
    ///
    /// Where nobody can do the act at all, that is told instead.
    pub(super) fn idle_permits(&mut self) -> Result<(), Failure> {
        for index in 0..self.model.norms.len() {
            let (id, norm) = (NormId::from_index(index), &self.model.norms[index]);
            let others = grounds(self.model, norm.act).len();
            if norm.verb != NormVerb::Permit || others < 2 {
                continue;
            }
            let Some(given) = together(self.model, &[id]) else { continue };
            let case = self.norms.case(norm.act);
            let grants = case.some(self.norms.grants(self.model, id, &case.who(), &case.args()));
            let how = self.how(norm.act, How::EVER);
            let cases = self.ask(grants, &given, how)?.without(&self.idle_under(norm.act));
            let mut problem = Problem::new(&entries::PERMIT_NEVER_APPLIES).name("name", &norm.name);
            if let Some(span) = norm.origin.span {
                problem = problem.at(span);
            }
            let problem = problem.plain("plain", &norm.name).help("condition");
            self.add(problem, cases.held(Outcome::is_never), names_of(self.model, norm));
        }
        Ok(())
    }

    /// How far to go for a question about an act: not into courses, if they told nothing of the act itself.
    pub(super) fn how(&self, act: ActId, how: How) -> How {
        How { courses: how.courses && !self.unclear.contains(&act), ..how }
    }

    /// The combinations of readings under which nobody can do the act.
    pub(super) fn idle_under(&self, act: ActId) -> Vec<Vec<crate::model::ReadingChoice>> {
        self.idle.get(&act).cloned().unwrap_or_default()
    }
}
