//! What depends on a declaration that is missing: such claims and scenarios are not judged, and say so.

use std::collections::HashSet;

use super::resolver::{Broken, Resolved, Resolver};
use crate::model::{ActId, Formula, PolicyGraph, RelationId};
use crate::problem::Problem;
use crate::problem::catalogue::model::NOT_VERIFIED;
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
        let acts: HashSet<ActId> = acts.collect();
        let missing = self.taint.everything
            || !acts.is_disjoint(&self.taint.acts)
            || formulas.into_iter().any(|f| self.is_tainted(f));
        if !missing {
            return Ok(());
        }
        let problem = Problem::new(&NOT_VERIFIED).at(name.span).name("name", &name.text).help("repair");
        self.report(problem);
        Err(Broken)
    }

    fn is_tainted(&self, formula: &Formula) -> bool {
        let mut tainted = false;
        formula.visit(&mut |f| {
            tainted |= match f {
                Formula::Atom(relation, _) => self.has_taint(*relation),
                Formula::May(_, act, _)
                | Formula::Must(_, act, _)
                | Formula::Did(_, act, _)
                | Formula::Due(act, _)
                | Formula::Done(act, _)
                | Formula::Records(act, _, _) => self.taint.acts.contains(act),
                _ => false,
            };
        });
        tainted
    }

    fn has_taint(&self, relation: RelationId) -> bool {
        self.taint.relations.contains(&relation)
    }
}
