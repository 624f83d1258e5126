//! Acts that nothing permits, facts that nothing ends, acts without a record beside others that leave one.

use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;

use super::Lint;
use crate::model::graph::Node;
use crate::model::{Act, ActId, Changeability, RelationId, RelationKind};
use crate::problem::catalogue::lint as entries;
use crate::problem::{Arg, Problem};
use crate::syntax::tree::NormVerb;

impl Lint<'_> {
    pub(super) fn acts(&mut self) {
        let model = self.model;
        let permitted = self.permitted();
        let spoken: FxHashSet<ActId> = model.norms.iter().map(|n| n.act).collect();
        for (i, act) in model.acts.iter().enumerate() {
            let id = ActId::from_index(i);
            // An act that is only forbidden is told of with its ban; one that nothing uses, as unused.
            let used = self.graph.to(Node::Act(id)).next().is_some();
            if used && !spoken.contains(&id) && !permitted.contains(&id) {
                self.unpermitted(act);
            }
        }
        self.lasting_facts();
        self.unrecorded();
    }

    /// The acts that some permit or duty names.
    pub(super) fn permitted(&self) -> FxHashSet<ActId> {
        self.model.norms.iter().filter(|n| n.verb != NormVerb::Forbid).map(|n| n.act).collect()
    }

    fn unpermitted(&mut self, act: &Act) {
        let mut problem = Problem::new(&entries::UNPERMITTED_ACT).name("name", &act.name);
        if let Some(span) = act.origin.span {
            problem = problem.at(span);
        }
        self.add(problem.help("permit"), [act.name.clone()]);
    }

    fn lasting_facts(&mut self) {
        let model = self.model;
        let mut given = FxHashMap::default();
        let mut ended = FxHashSet::default();
        for effect in model.acts.iter().flat_map(|a| &a.effects) {
            if effect.gives {
                given.entry(effect.relation).or_insert(effect.span);
            } else {
                ended.insert(effect.relation);
            }
        }
        for (i, relation) in model.relations.iter().enumerate() {
            let id = RelationId::from_index(i);
            let earned = matches!(relation.kind, RelationKind::Fact { change: Changeability::Earned, .. });
            let (true, false, Some(place)) = (earned, ended.contains(&id), given.get(&id)) else { continue };
            let mut problem = Problem::new(&entries::FACT_NEVER_ENDED).name("name", &relation.name);
            if let Some(span) = relation.origin.span {
                problem = problem.at(span);
            }
            self.add(problem.label(*place, "given").help("end"), [relation.name.clone()]);
        }
    }

    /// Of two acts that change the same facts, one leaves a record and the other does not.
    fn unrecorded(&mut self) {
        let model = self.model;
        let mut recording: FxHashMap<BTreeSet<RelationId>, &Act> = FxHashMap::default();
        for act in model.acts.iter().filter(|a| !a.records.is_empty() && !a.effects.is_empty()) {
            recording.entry(changes(act)).or_insert(act);
        }
        for act in model.acts.iter().filter(|a| a.records.is_empty() && !a.effects.is_empty()) {
            let Some(other) = recording.get(&changes(act)) else { continue };
            let mut problem = Problem::new(&entries::UNRECORDED_ACT).name("name", &act.name);
            if let Some(span) = act.origin.span {
                problem = problem.at(span);
            }
            if let Some(span) = other.records.first().map(|r| r.span) {
                problem = problem.label(span, "other");
            }
            let facts = changes(act).into_iter().map(|r| model.relations[r.index()].name.clone()).collect();
            let problem = problem.name("other", &other.name).arg("facts", Arg::Names(facts));
            self.add(problem.help("records"), [act.name.clone()]);
        }
    }
}

/// The facts that an act gives or ends.
fn changes(act: &Act) -> BTreeSet<RelationId> {
    act.effects.iter().map(|e| e.relation).collect()
}
