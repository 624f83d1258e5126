//! Variables that the prover needs beside those of the text: for the arguments of facts and for past acts.

use crate::model::{Model, RelationId, Sort, Var, VarId};

/// How many people can be given names of their own (see `possible with N persons`).
const NAMED: usize = 16;

/// Variables of our own, in addition to the model's.
#[derive(Debug, Clone)]
pub struct Cast {
    relations: Vec<[Vec<VarId>; 2]>,
    acts: Vec<[Past; 2]>,
    /// People who act.
    pub people: Vec<VarId>,
}

/// Who did an act, and with which arguments.
#[derive(Debug, Clone)]
pub struct Past {
    pub actor: VarId,
    pub params: Vec<VarId>,
}

impl Past {
    /// All its variables, the actor first.
    pub fn all(&self) -> Vec<VarId> {
        std::iter::once(self.actor).chain(self.params.iter().copied()).collect()
    }
}

/// The model with the variables added. Nothing else in it is different.
pub fn cast(model: &Model) -> (Model, Cast) {
    let mut model = model.clone();
    let mut fresh = Fresh(std::mem::take(&mut model.vars));
    let relations: Vec<_> =
        model.relations.iter().map(|relation| [0, 1].map(|_| fresh.all(&relation.params))).collect();
    let mut acts = Vec::new();
    for act in &model.acts {
        let sorts: Vec<Sort> = act.params.iter().map(|var| fresh.0[var.index()].sort).collect();
        acts.push([0, 1].map(|_| Past { actor: fresh.one(Sort::Person), params: fresh.all(&sorts) }));
    }
    let people = (0..NAMED).map(|_| fresh.one(Sort::Person)).collect();
    model.vars = fresh.0;
    (model, Cast { relations, acts, people })
}

impl Cast {
    /// Variables for the arguments of a relation.
    pub fn of(&self, relation: RelationId) -> &[VarId] {
        &self.relations[relation.index()][0]
    }

    /// Others for the same.
    pub fn other(&self, relation: RelationId) -> &[VarId] {
        &self.relations[relation.index()][1]
    }

    /// Variables for a past act.
    pub fn past(&self, act: crate::model::ActId) -> &Past {
        &self.acts[act.index()][0]
    }

    /// Others for the same.
    pub fn other_past(&self, act: crate::model::ActId) -> &Past {
        &self.acts[act.index()][1]
    }
}

struct Fresh(Vec<Var>);

impl Fresh {
    fn one(&mut self, sort: Sort) -> VarId {
        let id = VarId::from_index(self.0.len());
        self.0.push(Var { name: format!("_{}", id.0), sort });
        id
    }

    fn all(&mut self, sorts: &[Sort]) -> Vec<VarId> {
        sorts.iter().map(|sort| self.one(*sort)).collect()
    }
}
