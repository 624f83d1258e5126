//! What a claim depends on, and what depends on a declaration.

use rustc_hash::FxHashSet;
use std::collections::BTreeSet;

use super::{Edge, Node, PolicyGraph};
use crate::model::{ActId, ClaimId, NormId, RelationId};

/// Everything that can matter to a claim.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cone {
    pub relations: BTreeSet<RelationId>,
    pub acts: BTreeSet<ActId>,
    pub norms: BTreeSet<NormId>,
}

impl PolicyGraph {
    /// What a node's truth depends on directly: what it speaks of; for an act its norms; for a fact the acts that
    /// give or end it; for a norm its act (who may do it decides whether it ever happens) only through the act.
    fn depends_on(&self, node: Node) -> Vec<Node> {
        let out = self.from(node).filter(|(edge, _)| matches!(edge, Edge::RefersTo | Edge::Overrides));
        let mut next: Vec<Node> = out.map(|(_, to)| to).filter(|to| !matches!(to, Node::Kind(_))).collect();
        let back = self.to(node).filter(|(edge, _)| match node {
            Node::Act(_) => matches!(edge, Edge::Permits | Edge::Forbids | Edge::Obliges),
            Node::Relation(_) => matches!(edge, Edge::Gives | Edge::Ends),
            _ => false,
        });
        next.extend(back.map(|(_, from)| from));
        next
    }

    /// Everything that a claim depends on, in any number of steps.
    pub fn cone(&self, claim: ClaimId) -> Cone {
        self.cone_of([Node::Claim(claim)])
    }

    /// Everything that these depend on, with themselves.
    pub fn cone_of(&self, start: impl IntoIterator<Item = Node>) -> Cone {
        let mut cone = Cone::default();
        let mut seen: FxHashSet<Node> = FxHashSet::default();
        let mut next: Vec<Node> = start.into_iter().collect();
        while let Some(node) = next.pop() {
            if !seen.insert(node) {
                continue;
            }
            match node {
                Node::Relation(id) => _ = cone.relations.insert(id),
                Node::Act(id) => _ = cone.acts.insert(id),
                Node::Norm(id) => _ = cone.norms.insert(id),
                Node::Claim(_) | Node::Provision(_) | Node::Kind(_) | Node::Element(_) => {}
            }
            next.extend(self.depends_on(node));
        }
        cone
    }

    /// Everything that depends on one of these relations and acts, with themselves.
    pub fn dependents(
        &self,
        relations: &FxHashSet<RelationId>,
        acts: &FxHashSet<ActId>,
    ) -> (FxHashSet<RelationId>, FxHashSet<ActId>) {
        let mut users: rustc_hash::FxHashMap<Node, Vec<Node>> = rustc_hash::FxHashMap::default();
        for node in self.nodes() {
            for on in self.depends_on(node) {
                users.entry(on).or_default().push(node);
            }
        }
        let mut next: Vec<Node> = relations.iter().map(|r| Node::Relation(*r)).collect();
        next.extend(acts.iter().map(|a| Node::Act(*a)));
        let mut seen: FxHashSet<Node> = FxHashSet::default();
        while let Some(node) = next.pop() {
            if seen.insert(node) {
                next.extend(users.get(&node).into_iter().flatten().copied());
            }
        }
        let relations = seen.iter().filter_map(|n| if let Node::Relation(id) = n { Some(*id) } else { None });
        let acts = seen.iter().filter_map(|n| if let Node::Act(id) = n { Some(*id) } else { None });
        (relations.collect(), acts.collect())
    }
}
