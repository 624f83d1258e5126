//! Who can ever hold a role: by a clause, or by a chain of namings that somebody can begin.

use rustc_hash::FxHashSet;

use super::Lint;
use crate::model::graph::{Edge, Node};
use crate::model::{Formula, Norm, RelationId, RelationKind, Role, Term};

impl Lint<'_> {
    /// The roles that somebody can hold. Clauses count whatever their conditions and readings.
    pub fn obtainable(&self) -> FxHashSet<RelationId> {
        let mut held = FxHashSet::default();
        let roles = self.model.relations.iter().enumerate().filter_map(|(i, r)| match &r.kind {
            RelationKind::Role(role) => Some((RelationId::from_index(i), role)),
            _ => None,
        });
        let mut open: Vec<(RelationId, &Role)> = roles.collect();
        loop {
            let before = open.len();
            open.retain(|(id, role)| {
                let can = self.can_be(role, &held);
                if can {
                    held.insert(*id);
                }
                !can
            });
            if open.len() == before {
                return held;
            }
            // Forwards and backwards in turn, so that chains in either order are quick.
            open.reverse();
        }
    }

    fn can_be(&self, role: &Role, held: &FxHashSet<RelationId>) -> bool {
        let naming = role.naming.map(|n| n.relation);
        let clause = role.clauses.iter().any(|c| match &c.body {
            Formula::Atom(relation, _) => Some(*relation) != naming,
            _ => true,
        });
        clause
            || self
                .naming_permits(role)
                .any(|norm| self.bearers(norm).iter().all(|r| self.fillable(*r, held)))
    }

    /// The permits to name somebody to a role.
    pub fn naming_permits(&self, role: &Role) -> impl Iterator<Item = &Norm> {
        let act = role.naming.map(|n| Node::Act(n.name));
        let edges = act.into_iter().flat_map(|act| self.graph.to(act));
        edges.filter_map(|(edge, node)| match (edge, node) {
            (Edge::Permits, Node::Norm(id)) => Some(&self.model.norms[id.index()]),
            _ => None,
        })
    }

    fn fillable(&self, relation: RelationId, held: &FxHashSet<RelationId>) -> bool {
        !matches!(self.model.relations[relation.index()].kind, RelationKind::Role(_))
            || held.contains(&relation)
    }

    /// What every actor of a norm must be: the relations of the actor among the conjuncts of its condition.
    pub fn bearers(&self, norm: &Norm) -> Vec<RelationId> {
        let mut out = Vec::new();
        conjuncts(&norm.condition, &mut |f| {
            if let Formula::Atom(relation, args) = f
                && args.first().and_then(Term::var) == Some(norm.actor)
            {
                out.push(*relation);
            }
        });
        out
    }
}

/// Calls `see` for every conjunct that must hold, through `some` and citations.
pub fn conjuncts(formula: &Formula, see: &mut impl FnMut(&Formula)) {
    match formula {
        Formula::And(parts) => parts.iter().for_each(|p| conjuncts(p, see)),
        Formula::Cited(_, body) | Formula::Exists(_, body) => conjuncts(body, see),
        other => see(other),
    }
}
