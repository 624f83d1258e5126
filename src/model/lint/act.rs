//! Acts that nothing permits, facts that nothing ends, acts without a record beside others that leave one.

use std::collections::{HashMap, HashSet};

use super::Lint;
use crate::model::{Act, ActId, Changeability, RelationId, RelationKind};
use crate::problem::Problem;
use crate::problem::catalogue::lint as entries;
use crate::syntax::tree::NormVerb;

impl Lint<'_> {
    pub(super) fn acts(&mut self) {
        let model = self.model;
        let permitted = self.permitted();
        let spoken: HashSet<ActId> = model.norms.iter().map(|n| n.act).collect();
        for (i, act) in model.acts.iter().enumerate() {
            let id = ActId::from_index(i);
            // An act of which no norm speaks and which nothing uses is told of as unused.
            let used =
                spoken.contains(&id) || self.graph.to(crate::model::graph::Node::Act(id)).next().is_some();
            if used && !permitted.contains(&id) {
                self.unpermitted(act);
            }
        }
        self.lasting_facts();
        self.unrecorded();
    }

    /// The acts that some permit or duty names.
    pub(super) fn permitted(&self) -> HashSet<ActId> {
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
        let mut given = HashMap::new();
        let mut ended = HashSet::new();
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

    /// Of two acts that change the same fact, one leaves a record and the other does not.
    fn unrecorded(&mut self) {
        let model = self.model;
        let mut recording: HashMap<RelationId, &Act> = HashMap::new();
        for act in model.acts.iter().filter(|a| !a.records.is_empty()) {
            act.effects.iter().for_each(|e| _ = recording.entry(e.relation).or_insert(act));
        }
        for act in model.acts.iter().filter(|a| a.records.is_empty()) {
            let like = act.effects.iter().find_map(|e| Some((e.relation, *recording.get(&e.relation)?)));
            let Some((fact, other)) = like else { continue };
            let mut problem = Problem::new(&entries::UNRECORDED_ACT).name("name", &act.name);
            if let Some(span) = act.origin.span {
                problem = problem.at(span);
            }
            if let Some(span) = other.records.first().map(|r| r.span) {
                problem = problem.label(span, "other");
            }
            let fact = model.relations[fact.index()].name.clone();
            let problem = problem.name("other", &other.name).name("fact", fact);
            self.add(problem.help("records"), [act.name.clone()]);
        }
    }
}
