//! Two wordings of one regulation in one model: what means the same in both is one thing there, and the rest stands
//! side by side. So a question about both is a question like any other.
//!
//! Declarations of the two are taken for the same by their names (renamings are made before, on the trees) and their
//! sorts. Ids of the new wording keep their meaning; those of the old one are mapped by [`Joint::old`].

mod alike;
mod checks;
mod import;
mod norms;
mod relations;
mod view;
mod vocabulary;

use std::collections::BTreeSet;

use crate::model::graph::Node;
use crate::model::{
    ActId, CitedId, ElementId, Formula, KindId, Model, NormId, ProvisionId, ReadingId, RelationId, VarId,
};
use alike::alike;
use import::Import;

/// Two wordings side by side.
#[derive(Debug, Clone)]
pub struct Joint {
    /// The new wording, with what the old one has otherwise after it. Without claims, scenarios and tables.
    pub model: Model,
    pub old: Old,
    /// Every act of which the two tell differently who may or must do it.
    pub pairs: Vec<Pair>,
    /// What makes a world of the joint model one of the old wording, and one of the new.
    pub lawful: [Formula; 2],
    /// What does not stand in the other wording as it stands here.
    pub changed: Changed,
}

/// An act of which the wordings tell differently who may do it: that which is done, and that on which each wording's norms
/// stand. What one wording does not know has no norms there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    pub act: ActId,
    pub old: ActId,
    pub new: ActId,
}

/// Where the things of the old wording are in the joint model, by their old positions.
#[derive(Debug, Clone, Default)]
pub struct Old {
    pub kinds: Vec<KindId>,
    pub elements: Vec<Vec<ElementId>>,
    /// Of each kind, where its attributes are.
    pub attributes: Vec<Vec<u32>>,
    pub relations: Vec<RelationId>,
    /// The relation of the same name and sorts, whatever it means; itself if there is none.
    pub named: Vec<RelationId>,
    /// The act as something that is done: shared with the new wording, if that has it.
    pub acts: Vec<ActId>,
    /// The act as something of which the old norms tell who may do it: itself where they are the same.
    pub twins: Vec<ActId>,
    pub readings: Vec<ReadingId>,
    pub provisions: Vec<ProvisionId>,
    pub cited: Vec<CitedId>,
}

/// Declarations of each wording that the other does not have, or has otherwise, by the ids of their own wording.
#[derive(Debug, Clone, Default)]
pub struct Changed {
    pub old: BTreeSet<Node>,
    pub new: BTreeSet<Node>,
    /// Whether an act that both have brings about something else.
    pub effects: bool,
    /// The norms that the other wording does not have, of the old one and of the new.
    pub norms: [BTreeSet<NormId>; 2],
}

impl Joint {
    /// Puts both wordings side by side.
    pub fn of(old: &Model, new: &Model) -> Self {
        let mut import = Import::new(old, new);
        import.vocabulary();
        import.relations();
        import.norms();
        import.finish()
    }

    /// Puts one wording after the other: acts that differ in anything have twins, with the old effects, and the claims
    /// and assumptions are those of the new wording, about what that knows.
    pub fn in_turn(old: &Model, new: &Model) -> Self {
        let mut import = Import::new(old, new);
        import.in_turn = true;
        import.vocabulary();
        import.relations();
        import.norms();
        import.checks();
        import.finish()
    }

    /// The names of the claims that say something else in the other wording, or that only one of them has.
    pub fn reworded(&self, old: &Model, new: &Model) -> BTreeSet<String> {
        let mut import = Import::again(self, old, new);
        let mut found = BTreeSet::new();
        for claim in &new.claims {
            let before = old.claims.iter().find(|other| other.name == claim.name);
            if before.is_none_or(|before| !import.same_claim(before, claim)) {
                found.insert(claim.name.clone());
            }
        }
        let gone = old.claims.iter().filter(|claim| new.claims.iter().all(|other| other.name != claim.name));
        found.extend(gone.map(|claim| claim.name.clone()));
        found
    }
}

/// Whether a variable ranges over people or things of the same sort in both.
fn same_sorts(import: &Import, old: &[VarId], new: &[VarId]) -> bool {
    old.len() == new.len()
        && old.iter().zip(new).all(|(one, two)| {
            import.sort(import.old.vars[one.index()].sort) == import.model.vars[two.index()].sort
        })
}
