//! The evaluator looks only at values for which a fact is not false. That changes no truth and no first values: of random
//! worlds of whole regulations it tells the same as one that looks at all of them.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)] // a test that panics has failed, and says where

#[allow(dead_code)] // a part of it is used here
#[path = "support/rules.rs"]
mod rules;

use std::sync::Arc;

use kitei::model::eval::{Env, Evaluator, Truth, View};
use kitei::model::{
    ActId, AttributeId, Domain, Formula, Model, ReadingChoice, RelationId, RelationKind, Value, World,
};

/// A world that does not tell which values stand in its facts.
struct Plain(World);

impl View for Plain {
    fn domain(&self) -> &Domain {
        View::domain(&self.0)
    }

    fn fact(&self, relation: RelationId, args: &[Value]) -> Truth {
        self.0.fact(relation, args)
    }

    fn did(&self, act: ActId, actor: Value, args: &[Value]) -> Truth {
        self.0.did(act, actor, args)
    }

    fn attribute(&self, attribute: AttributeId, element: u32) -> Option<Value> {
        View::attribute(&self.0, attribute, element)
    }

    fn cell(&self, table: RelationId, row: u32, column: u32) -> Truth {
        self.0.cell(table, row, column)
    }

    fn reads(&self, choice: ReadingChoice) -> bool {
        View::reads(&self.0, choice)
    }
}

/// A world of three people in which about every fourth fact holds.
fn world(model: &Model, seed: u64) -> World {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state >> 11
    };
    let mut world = World::empty(model, Arc::new(Domain::new(model, 3, 1, Vec::new())));
    for (index, relation) in model.relations.iter().enumerate() {
        if !matches!(relation.kind, RelationKind::Fact { .. } | RelationKind::Office { .. }) {
            continue;
        }
        for _ in 0..6 {
            let value = |sort: &kitei::model::Sort| {
                let all = world.domain.values(*sort);
                (!all.is_empty()).then(|| all[usize::try_from(next()).unwrap() % all.len()])
            };
            if let Some(args) = relation.params.iter().map(value).collect::<Option<Vec<_>>>() {
                world.set(RelationId::from_index(index), args, true);
            }
        }
    }
    world
}

/// Every formula of a model that says something of everybody or somebody.
fn formulas(model: &Model) -> Vec<Formula> {
    let claims = model.claims.iter().flat_map(|claim| {
        let own = [&claim.premise, &claim.bad, &claim.good];
        own.map(|formula| Formula::exists(claim.instances.clone(), formula.clone()))
    });
    let norms = model.norms.iter().flat_map(|norm| {
        let vars: Vec<_> = std::iter::once(norm.actor).chain(norm.params.iter().copied()).collect();
        let all = Formula::for_all(vars.clone(), norm.condition.clone().negate());
        [Formula::exists(vars, norm.condition.clone()), all]
    });
    claims.chain(norms).collect()
}

#[test]
fn looking_at_fewer_values_changes_nothing() {
    let mut counts = [0_usize; 2];
    for folder in ["rules/hospital", "rules/shinto"] {
        let model = rules::model_of(folder);
        let formulas = formulas(&model);
        for seed in 1..4 {
            let world = world(&model, seed);
            let plain = Plain(world.clone());
            let (quick, slow) = (Evaluator::new(&model, &world), Evaluator::new(&model, &plain));
            for formula in &formulas {
                let truth = slow.truth(formula);
                assert_eq!(quick.truth(formula), truth, "{folder}, seed {seed}: {formula:?}");
                counts[usize::from(truth.is_true())] += 1;
                if let Formula::Exists(vars, body) = formula {
                    let (one, other) =
                        (quick.first(&mut Env::new(), vars, body), slow.first(&mut Env::new(), vars, body));
                    assert_eq!(one, other, "{folder}, seed {seed}: {formula:?}");
                }
            }
        }
    }
    assert!(counts.iter().all(|count| *count > 100), "{counts:?}");
}
