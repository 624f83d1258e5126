//! What an answer may rest on. A guard that is off leaves what it guards unknown; it does not make it false.

use std::collections::BTreeSet;

use crate::model::{
    AssumptionId, AttributeId, CitedId, Model, NormId, Origin, ProvisionId, RelationId, RelationKind,
};
use crate::source::Span;

/// One thing that a proof can do without or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Guard {
    /// A conjunct or clause with the provisions it cites.
    Cited(CitedId),
    /// A norm none of whose conjuncts is cited on its own.
    Norm(NormId),
    /// A norm's power to close instances of its act.
    Closes(NormId),
    /// A clause of a role, by position.
    Clause(RelationId, u32),
    /// That an office has exactly one holder.
    Office(RelationId),
    /// A premise that the claim names.
    Assumption(AssumptionId),
    /// The cells of a table.
    Table(RelationId),
    /// The value of an attribute of the element at this position.
    Value(AttributeId, u32),
}

impl Guard {
    /// The provisions that carry it.
    pub fn provisions(self, model: &Model) -> Vec<ProvisionId> {
        match self {
            Guard::Cited(id) => model.cited[id.index()].provisions.clone(),
            _ => self.origin(model).map(provisions_of).unwrap_or_default(),
        }
    }

    /// Where it is declared; the order in which proofs try to do without it.
    pub fn span(self, model: &Model) -> Option<Span> {
        match self {
            Guard::Cited(id) => Some(model.cited[id.index()].span),
            _ => self.origin(model)?.span,
        }
    }

    fn origin(self, model: &Model) -> Option<&Origin> {
        Some(match self {
            Guard::Cited(_) => return None,
            Guard::Norm(norm) | Guard::Closes(norm) => &model.norms[norm.index()].origin,
            Guard::Clause(role, clause) => match &model.relations[role.index()].kind {
                RelationKind::Role(role) => &role.clauses.get(clause as usize)?.origin,
                _ => return None,
            },
            Guard::Office(relation) | Guard::Table(relation) => &model.relations[relation.index()].origin,
            Guard::Assumption(assumption) => &model.assumptions[assumption.index()].origin,
            Guard::Value(attribute, element) => {
                let kind = &model.kinds[attribute.kind.index()];
                let element = &kind.elements.get(element as usize)?.origin;
                if element.home.is_none() && element.cites.is_empty() { &kind.origin } else { element }
            }
        })
    }
}

/// A declaration's home and its further citations.
fn provisions_of(origin: &Origin) -> Vec<ProvisionId> {
    origin.home.iter().chain(&origin.cites).copied().collect()
}

/// The provisions of several guards, in declaration order, each once.
pub fn articles(model: &Model, guards: &[Guard]) -> Vec<ProvisionId> {
    let all: BTreeSet<_> = guards.iter().flat_map(|guard| guard.provisions(model)).collect();
    all.into_iter().collect()
}

/// The guards in declaration order: by place, then by sort.
pub fn in_order(model: &Model, guards: impl IntoIterator<Item = Guard>) -> Vec<Guard> {
    let mut all: Vec<_> = guards.into_iter().map(|guard| (guard.span(model), guard)).collect();
    all.sort_unstable();
    all.dedup();
    all.into_iter().map(|(_, guard)| guard).collect()
}
