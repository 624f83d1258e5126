//! Random small regulations: what is called the same is never different, and what is called noticed is.

use std::sync::Arc;

use kitei::model::eval::{self, Evaluator, Truth};
use kitei::model::scenario;
use kitei::model::{
    ActId, Assuming, AttributeId, Domain, Edit, KindId, Model, Mutant, ReadingChoice, ReadingId, RelationId,
    RelationKind, Sort, Value, World,
};
use kitei::pipeline::mutation::{Fate, Notice};
use kitei::proof::{self, Options, Verdict};

use super::oracle::generate::{self, rng::Rng};
use super::{judged, oracle};

/// How many regulations are tried.
const REGULATIONS: u64 = 20;

/// Worlds tried of each.
const WORLDS: usize = 60;

#[test]
fn the_same_is_never_different_and_the_noticed_is() {
    let counts = oracle::parallel::in_parallel(REGULATIONS, |seed| {
        let (resolved, mutation) = judged(&generate::regulation(seed));
        let model = &resolved.model;
        let mut counts = [0usize; 6];
        for one in &mutation.judged {
            let changed = model.mutated(&one.mutant);
            let is_value = usize::from(matches!(one.mutant.edit, Edit::Value { .. }));
            match &one.fate {
                Fate::Equivalent { courses: false } => {
                    counts[0] += 1;
                    counts[4] += is_value;
                    never_different(seed, model, &changed, &one.mutant);
                }
                Fate::Noticed(notice) => {
                    counts[1] += 1;
                    counts[5] += is_value;
                    counts[2] += usize::from(is_different(model, &changed, notice, seed, &one.mutant));
                }
                _ => counts[3] += 1,
            }
        }
        counts
    });
    let sum = |index: usize| counts.iter().map(|count| count[index]).sum::<usize>();
    assert!(sum(0) > 30 && sum(1) > 100 && sum(3) > 30, "{} {} {}", sum(0), sum(1), sum(3));
    assert_eq!(sum(1), sum(2), "everything noticed is different");
    assert!(sum(4) > 5 && sum(5) > 5, "values: {} {}", sum(4), sum(5));
}

/// Whether the check that is named comes out otherwise, with the usual limits.
fn is_different(model: &Model, changed: &Model, notice: &Notice, seed: u64, mutant: &Mutant) -> bool {
    match notice {
        Notice::Scenario(index) => {
            let outcome = |model: &Model| {
                let result = scenario::run(model, &model.scenarios[*index]);
                (result.outcome, result.turns_on)
            };
            outcome(model) != outcome(changed)
        }
        Notice::Claim { claim, .. } => {
            let differs = |readings: &Vec<ReadingChoice>| {
                let [before, after] = [model, changed].map(|model| verdicts(model, claim.index(), readings));
                before != after
            };
            let all = combinations(model, &model.claims[claim.index()].assuming);
            assert!(all.iter().any(differs), "seed {seed}: {}: {notice:?}", mutant.name);
            true
        }
        Notice::NoWorld(claim) => verdicts(changed, claim.index(), &[]).is_none(),
        Notice::Table(_) | Notice::Check(_) => true,
    }
}

/// The verdict on every instance of the claim, supposing these readings besides its own; none if no world is lawful.
fn verdicts(model: &Model, claim: usize, readings: &[ReadingChoice]) -> Option<Vec<Verdict>> {
    let mut model = model.clone();
    model.claims[claim].assuming.readings.extend_from_slice(readings);
    let claims = vec![model.claims[claim].name.clone()];
    let report = proof::verify(&model, &Options { claims, articles: false, ..Options::default() });
    assert_eq!(report.failure, None);
    let bare = |answer: proof::Answer| answer.verdict.bare();
    report.problems.is_empty().then(|| report.answers.into_iter().map(bare).collect())
}

/// Every combination of the readings that the claim does not suppose itself.
fn combinations(model: &Model, assuming: &Assuming) -> Vec<Vec<ReadingChoice>> {
    (0..model.readings.len()).map(ReadingId::from_index).fold(vec![Vec::new()], |all, reading| {
        if assuming.readings.iter().any(|choice| choice.reading == reading) {
            return all;
        }
        let options = 0..u32::try_from(model.readings[reading.index()].options.len()).unwrap();
        let with = |chosen: &Vec<ReadingChoice>| {
            let chosen = chosen.clone();
            let one = move |option| [&chosen[..], &[ReadingChoice { reading, option }]].concat();
            options.clone().map(one).collect::<Vec<_>>()
        };
        all.iter().flat_map(with).collect()
    })
}

/// In random lawful worlds everybody may, must and is as before.
fn never_different(seed: u64, model: &Model, changed: &Model, mutant: &Mutant) {
    let mut rng = Rng::new(seed.wrapping_mul(31) + 7);
    for _ in 0..WORLDS {
        let mut world = world(&mut rng, model);
        values(&mut rng, model, &mut world);
        if !eval::lawful(model, &world, &Assuming::default()).is_empty() {
            continue;
        }
        let (old, new) = (Evaluator::new(model, &world), Evaluator::new(changed, &world));
        let same = |one: Truth, two: Truth, what: &str| {
            let differ = one.is_true() && two.is_false() || one.is_false() && two.is_true();
            assert!(!differ, "seed {seed}: {} is not the same: {what}\n{world:#?}", mutant.name);
        };
        for (index, act) in model.acts.iter().enumerate() {
            let id = ActId::from_index(index);
            let sorts: Vec<Sort> = act.params.iter().map(|v| model.vars[v.index()].sort).collect();
            for args in tuples(&world, &sorts) {
                same(old.due(id, &args), new.due(id, &args), &act.name);
                for person in world.domain.values(Sort::Person) {
                    same(old.may(person, id, &args), new.may(person, id, &args), &act.name);
                    same(old.must(person, id, &args), new.must(person, id, &args), &act.name);
                    let after = |model| eval::step(model, &world, &Assuming::default(), person, id, &args);
                    if let (Ok(old), Ok(new)) = (after(model), after(changed)) {
                        assert_eq!(old.facts, new.facts, "seed {seed}: {} has other effects", mutant.name);
                    }
                }
            }
        }
        if !matches!(mutant.edit, Edit::Cell { .. }) {
            for relation in &mutant.touched.relations {
                for args in tuples(&world, &model.relations[relation.index()].params) {
                    same(old.atom(*relation, &args), new.atom(*relation, &args), "the relation");
                }
            }
        }
    }
}

fn tuples(world: &World, sorts: &[Sort]) -> Vec<Vec<Value>> {
    sorts.iter().fold(vec![Vec::new()], |all, sort| {
        let values = world.domain.values(*sort);
        all.iter().flat_map(|args| values.iter().map(move |v| [&args[..], &[*v]].concat())).collect()
    })
}

/// Any value for every attribute, which counts where the text is silent, before a change or after it.
fn values(rng: &mut Rng, model: &Model, world: &mut World) {
    for (index, kind) in model.kinds.iter().enumerate() {
        let members = world.domain.members[index];
        for (attribute, declared) in (0..).zip(&kind.attributes) {
            let id = AttributeId { kind: KindId::from_index(index), index: attribute };
            let all = world.domain.values(declared.sort);
            for element in 0..members {
                if !all.is_empty() {
                    world.attributes.insert((id, element), *rng.pick(&all));
                }
            }
        }
    }
}

/// Any facts, any past, any values for what the text leaves open; each office held by somebody.
fn world(rng: &mut Rng, model: &Model) -> World {
    let people = 1 + u32::try_from(rng.below(3)).unwrap();
    let domain = Domain::new(model, people, 1, eval::quantities(model));
    let mut world = World::empty(model, Arc::new(domain));
    for (reading, option) in model.readings.iter().zip(&mut world.readings) {
        *option = u32::try_from(rng.below(reading.options.len())).unwrap();
    }
    for (index, relation) in model.relations.iter().enumerate() {
        let id = RelationId::from_index(index);
        match &relation.kind {
            RelationKind::Fact { .. } => {
                for args in tuples(&world, &relation.params) {
                    world.set(id, args, rng.below(2) == 0);
                }
            }
            RelationKind::Office { .. } => {
                for args in tuples(&world, &relation.params[1..]) {
                    let holder = Value::Person(u32::try_from(rng.below(people as usize)).unwrap());
                    world.set(id, [&[holder], &args[..]].concat(), true);
                }
            }
            RelationKind::Table(table) => {
                for (row, unknown) in table.unknown.iter().enumerate() {
                    for column in unknown.ones() {
                        let [row, column] = [row, column].map(|n| u32::try_from(n).unwrap());
                        world.cells.insert((id, row, column), rng.below(2) == 0);
                    }
                }
            }
            _ => {}
        }
    }
    for (index, act) in model.acts.iter().enumerate() {
        let sorts: Vec<Sort> = act.params.iter().map(|v| model.vars[v.index()].sort).collect();
        for args in tuples(&world, &sorts) {
            for person in world.domain.values(Sort::Person) {
                if rng.below(4) == 0 {
                    world.history.insert((ActId::from_index(index), person, args.clone()));
                }
            }
        }
    }
    world
}
