//! What depends on a declaration that is missing: such claims and scenarios are not judged, and say so.

use rustc_hash::FxHashSet;

use super::resolver::{Broken, Resolved, Resolver};
use crate::model::{ActId, Formula, PolicyGraph};
use crate::problem::catalogue::model::NOT_VERIFIED;
use crate::problem::{Arg, Problem};
use crate::syntax::tree::Name;

use super::claim::Question;

impl Resolver<'_> {
    /// Extends what is missing to everything that depends on it.
    pub fn spread_taint(&mut self) {
        if self.taint.everything || (self.taint.relations.is_empty() && self.taint.acts.is_empty()) {
            return;
        }
        let graph = PolicyGraph::new(&self.model);
        let (relations, acts) = graph.dependents(&self.taint.relations, &self.taint.acts);
        self.taint.relations = relations;
        self.taint.acts = acts;
    }

    /// Refuses a claim of which something is missing.
    pub fn whole(&mut self, question: &Question, name: &Name) -> Resolved<()> {
        let formulas = [&question.premise, &question.bad, &question.good];
        self.whole_scenario(formulas.into_iter(), std::iter::empty(), name)
    }

    /// Refuses a check of which something is missing.
    pub fn whole_scenario<'f>(
        &mut self,
        formulas: impl Iterator<Item = &'f Formula>,
        acts: impl Iterator<Item = ActId>,
        name: &Name,
    ) -> Resolved<()> {
        if !self.taint.everything && self.taint.relations.is_empty() && self.taint.acts.is_empty() {
            return Ok(());
        }
        let acts: FxHashSet<ActId> = acts.collect();
        let missing = self.taint.everything
            || !acts.is_disjoint(&self.taint.acts)
            || formulas.into_iter().any(|f| self.is_tainted(f));
        if !missing {
            return Ok(());
        }
        self.unjudged.push((name.text.clone(), name.span));
        Err(Broken)
    }

    /// Says which checks are not judged; all in one, so that the errors stay in sight.
    pub fn tell_unjudged(&mut self) {
        const SHOWN: usize = 3;
        let Some((_, first)) = self.unjudged.first() else { return };
        let names: Vec<String> = self.unjudged.iter().take(SHOWN).map(|(name, _)| name.clone()).collect();
        let more = if self.unjudged.len() > SHOWN { ", …" } else { "" };
        let problem = Problem::new(&NOT_VERIFIED).at(*first).number("count", self.unjudged.len());
        let problem = problem.arg("names", Arg::Names(names)).plain("more", more).help("repair");
        self.report(problem);
    }

    fn is_tainted(&self, formula: &Formula) -> bool {
        let mut tainted = false;
        formula.visit(&mut |f| {
            tainted |= f.relation().is_some_and(|r| self.taint.relations.contains(&r));
            tainted |= f.act().is_some_and(|a| self.taint.acts.contains(&a));
        });
        tainted
    }
}
