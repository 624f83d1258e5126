//! Enumeration without any cleverness, to hold the question-by-question search against.

use std::sync::Arc;

use kitei::model::eval::{Env, Evaluator, constants, initial, lawful, regions};
use kitei::model::{Assuming, Domain, Formula, Model, RelationId, RelationKind, Value, World};

use super::partial::tuples;
use super::search::{Aim, Bound, Found};

/// More worlds than this are not written out.
const WORLDS: usize = 1 << 12;

/// Asserts that both enumerations find the same formulas of the model's claims in starts of one person.
pub fn compare(model: &Model) {
    let Some(worlds) = starts(model) else { return };
    for claim in model.claims.iter().filter(|claim| claim.instances.is_empty()) {
        for formula in [&claim.premise, &claim.bad, &claim.good] {
            let holds = |world: &World| Evaluator::new(model, world).truth(formula).is_true();
            let plainly = worlds.iter().any(holds);
            assert_eq!(lazily(model, formula), plainly, "{}: {formula:?}", claim.name);
        }
    }
}

fn lazily(model: &Model, goal: &Formula) -> bool {
    let readings: Vec<u32> = model.readings.iter().map(|reading| reading.default).collect();
    let aim = Aim { model, readings: &readings, start: true, env: &Env::new(), goal, filling: None };
    match aim.find(Bound { people: 1, extra: 0, nodes: u32::MAX }) {
        Found::World(world) => {
            assert!(initial(model, &world) && lawful(model, &world, &Assuming::default()).is_empty());
            true
        }
        _ => false,
    }
}

/// Every lawful start of one person and no unnamed members; none if there are gaps, or too many.
fn starts(model: &Model) -> Option<Vec<World>> {
    let gap = |value: &kitei::model::AttributeValue| value.value.is_none();
    let mut elements = model.kinds.iter().flat_map(|kind| &kind.elements);
    if elements.any(|element| element.values.iter().any(gap)) {
        return None;
    }
    let domain = Arc::new(Domain::new(model, 1, 0, regions(&constants(model), 2)));
    let mut atoms: Vec<(RelationId, Vec<Value>)> = Vec::new();
    for (index, relation) in model.relations.iter().enumerate() {
        match &relation.kind {
            RelationKind::Table(table) if table.unknown.iter().any(|row| !row.is_clear()) => return None,
            RelationKind::Fact { .. } | RelationKind::Office { .. } => {
                let all = tuples(&domain, &relation.params);
                atoms.extend(all.into_iter().map(|args| (RelationId::from_index(index), args)));
            }
            _ => {}
        }
    }
    let count = 1_usize.checked_shl(u32::try_from(atoms.len()).ok()?).filter(|count| *count <= WORLDS)?;
    let world = |bits: usize| {
        let mut world = World::empty(model, Arc::clone(&domain));
        let chosen = atoms.iter().enumerate().filter(|(index, _)| bits >> index & 1 == 1);
        chosen.for_each(|(_, (relation, args))| world.set(*relation, args.clone(), true));
        world
    };
    let fits = |world: &World| initial(model, world) && lawful(model, world, &Assuming::default()).is_empty();
    Some((0..count).map(world).filter(fits).collect())
}
