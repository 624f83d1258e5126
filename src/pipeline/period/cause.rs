//! Why an answer turns: what was changed, among that on which the answers depend.

use std::collections::BTreeSet;

use super::{Key, Wording};
use crate::amend::joint::Joint;
use crate::model::graph::Node;
use crate::model::{ClaimId, Model, NormId, Origin, PolicyGraph, RelationId, RelationKind};
use crate::pipeline::cones;

/// What an answer turns on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cause {
    /// Whether the claim itself says something else.
    pub reworded: bool,
    /// The provisions that say something else and on which one of the answers rests; if there are none of these, those
    /// on which it depends at all. By number, first those of the new wording.
    pub provisions: Vec<String>,
    /// Whether what makes the difference came about under an earlier wording, and is not what changes on this day.
    pub earlier: bool,
}

/// What changed between two wordings.
pub struct Causes<'a> {
    earlier: &'a Wording,
    wording: &'a Wording,
    joint: Joint,
    reworded: BTreeSet<String>,
    graphs: [PolicyGraph; 2],
    /// Facts of which the norms of only one wording speak.
    heard: [BTreeSet<RelationId>; 2],
}

impl<'a> Causes<'a> {
    /// Compares them.
    pub fn new(earlier: &'a Wording, wording: &'a Wording) -> Self {
        let (old, new) = (&earlier.resolved.model, &wording.resolved.model);
        let joint = Joint::of(old, new);
        let reworded = joint.reworded(old, new);
        let graphs = [PolicyGraph::new(old), PolicyGraph::new(new)];
        let heard = cones::heard_of(&joint, old, new);
        Self { earlier, wording, joint, reworded, graphs, heard }
    }

    /// Why this answer turns.
    pub fn of(&self, key: &Key) -> Cause {
        let changed = &self.joint.changed;
        let new = self.changed(1, key, (&changed.new, &changed.norms[1]));
        let old = self.changed(0, key, (&changed.old, &changed.norms[0]));
        let all: Vec<String> = new.into_iter().chain(old).collect();
        let rests_on: BTreeSet<&String> = [self.earlier, self.wording]
            .into_iter()
            .filter_map(|wording| wording.answers.get(key))
            .flat_map(|known| &known.rests_on)
            .collect();
        let used: Vec<String> = all.iter().filter(|number| rests_on.contains(number)).cloned().collect();
        let reworded = self.reworded.contains(&key.0);
        let mut provisions = if used.is_empty() { all } else { used };
        let mut seen = BTreeSet::new();
        provisions.retain(|number| seen.insert(number.clone()));
        Cause { reworded, earlier: !reworded && provisions.is_empty(), provisions }
    }

    /// The provisions of one wording (0 or 1) that say something else, of those on which the answer depends.
    fn changed(
        &self,
        side: usize,
        (claim, _): &Key,
        (nodes, norms): (&BTreeSet<Node>, &BTreeSet<NormId>),
    ) -> Vec<String> {
        let wording = if side == 0 { self.earlier } else { self.wording };
        let model = &wording.resolved.model;
        let Some(index) = model.claims.iter().position(|it| it.name == *claim) else { return Vec::new() };
        let cone = cones::of_claim(&self.graphs[side], model, ClaimId::from_index(index));
        let within = |node: &&Node| cones::is_in(**node, &cone);
        // An act is another one where its norms are; then these tell more.
        let (acts, others): (Vec<&Node>, Vec<&Node>) =
            nodes.iter().filter(within).partition(|node| matches!(node, Node::Act(_)));
        let numbers = |nodes: Vec<Node>| -> Vec<String> {
            let origins = nodes.into_iter().flat_map(|node| origins(model, node));
            let homes = origins.flat_map(|origin| origin.home.iter().chain(&origin.cites));
            homes.map(|id| model.provisions[id.index()].number()).collect()
        };
        let of_cone = norms.iter().map(|id| Node::Norm(*id)).filter(|node| cones::is_in(*node, &cone));
        let found = numbers(of_cone.chain(others.into_iter().copied()).collect());
        let found = if found.is_empty() { numbers(acts.into_iter().copied().collect()) } else { found };
        if !found.is_empty() {
            return found;
        }
        // That the text speaks of a fact at all makes a difference too.
        let heard: BTreeSet<RelationId> = self.heard[side].intersection(&cone.relations).copied().collect();
        numbers(norms.iter().filter(|id| speaks(model, **id, &heard)).map(|id| Node::Norm(*id)).collect())
    }
}

/// Whether a norm speaks of one of these facts.
fn speaks(model: &Model, norm: NormId, facts: &BTreeSet<RelationId>) -> bool {
    let mut found = false;
    for formula in model.norms[norm.index()].formulas() {
        formula.visit(&mut |part| found |= part.relation().is_some_and(|it| facts.contains(&it)));
    }
    found
}

/// Where it is declared, norms before the acts that they are about.
fn origins(model: &Model, node: Node) -> Vec<&Origin> {
    match node {
        Node::Norm(id) => vec![&model.norms[id.index()].origin],
        Node::Relation(id) => {
            let relation = &model.relations[id.index()];
            match &relation.kind {
                RelationKind::Role(role) => role.clauses.iter().map(|clause| &clause.origin).collect(),
                _ => vec![&relation.origin],
            }
        }
        Node::Act(id) => vec![&model.acts[id.index()].origin],
        _ => Vec::new(),
    }
}
