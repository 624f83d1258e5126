//! Facts of which nothing but claims speaks: the text leaves open what they mean.

use std::collections::BTreeSet;

use super::{Formula, Model, RelationId, RelationKind};

impl Model {
    /// The facts that no norm, role or definition mentions and no act gives or ends.
    pub fn unspoken(&self) -> BTreeSet<RelationId> {
        let mut spoken: BTreeSet<RelationId> = BTreeSet::new();
        let mut see = |formula: &Formula| {
            formula.visit(&mut |part| {
                if let Formula::Atom(relation, _) = part {
                    spoken.insert(*relation);
                }
            });
        };
        for norm in &self.norms {
            norm.formulas().for_each(&mut see);
        }
        for relation in &self.relations {
            match &relation.kind {
                RelationKind::Define { body, .. } => see(body),
                RelationKind::Role(role) => role.clauses.iter().for_each(|clause| see(&clause.body)),
                RelationKind::Fact { .. } | RelationKind::Office { .. } | RelationKind::Table(_) => {}
            }
        }
        spoken.extend(self.acts.iter().flat_map(|act| &act.effects).map(|effect| effect.relation));
        let all = (0..self.relations.len()).map(RelationId::from_index);
        let is_fact = |id: &RelationId| matches!(self.relations[id.index()].kind, RelationKind::Fact { .. });
        all.filter(is_fact).filter(|fact| !spoken.contains(fact)).collect()
    }
}
