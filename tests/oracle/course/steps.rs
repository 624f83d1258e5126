//! One step on a complete world by the oracle's own account, to hold against the evaluator's.

use kitei::model::{
    Assuming, AttributeId, Changeability, KindId, RelationId, RelationKind, Sort, Value, World,
};

use super::cone::{Change, Cone, Deed, Possible, changeability};
use crate::oracle::generate::rng::Rng;
use crate::oracle::partial::{Answer, Partial, Question, gaps, tuples};

/// The world after the deed; none if it is not allowed.
pub fn after(cone: &Cone, possible: &Possible, world: &World) -> Option<World> {
    let fits = |(question, answer): &(Question, Answer)| told(cone, world, question) == *answer;
    let path = possible.paths.iter().find(|path| path.answers.iter().all(fits))?;
    let mut after = world.clone();
    let (gives, ends): (Vec<&Change>, Vec<&Change>) = path.then.iter().partition(|change| change.gives);
    let ended = |(relation, args): &(RelationId, Vec<Value>)| {
        let question = Question::Fact(*relation, args.clone());
        ends.iter().any(|change| change.touches(&question))
    };
    after.facts.retain(|fact| !ended(fact));
    for change in gives {
        let args = change.args.iter().map(|arg| arg.expect("what is given is given to something"));
        after.facts.insert((change.relation, args.collect()));
    }
    let Deed { actor, act, args } = possible.deed.clone();
    after.history.insert((act, actor, args));
    Some(after)
}

/// What a complete world answers.
fn told(cone: &Cone, world: &World, question: &Question) -> Answer {
    let people = || (0..world.domain.people).map(Value::Person);
    match question {
        Question::Fact(relation, args) => Answer::Yes(world.holds(*relation, args)),
        Question::Holder(office, args) => {
            Answer::Is(people().find(|person| world.holds(*office, &[&[*person], &args[..]].concat())))
        }
        Question::Did(act, actor, args) => {
            let did = |person| world.history.contains(&(*act, person, args.clone()));
            Answer::Yes(if cone.whoever.contains(act) { people().any(did) } else { did(*actor) })
        }
        Question::Attribute(attribute, element) => {
            Answer::Is(world.attributes.get(&(*attribute, *element)).copied())
        }
        Question::Cell(table, row, column) => {
            Answer::Yes(world.cells.get(&(*table, *row, *column)).copied().unwrap_or_default())
        }
    }
}

/// A world with random facts and a random history: any state of any course, and more.
pub fn random_world(cone: &Cone, rng: &mut Rng) -> World {
    let domain = std::sync::Arc::new(cone.domain.clone());
    let partial = Partial::new(cone.model, cone.domain.clone(), Vec::new(), false);
    let mut world = World::empty(cone.model, domain.clone());
    world.readings.clone_from(&cone.readings);
    for (index, relation) in cone.model.relations.iter().enumerate() {
        let id = RelationId::from_index(index);
        match relation.kind {
            RelationKind::Office { .. } => {
                for args in tuples(&domain, &relation.params[1..]) {
                    let options = partial.answers_to(&Question::Holder(id, args.clone()));
                    if let Answer::Is(Some(holder)) = *rng.pick(&options) {
                        world.set(id, [&[holder], &args[..]].concat(), true);
                    }
                }
            }
            RelationKind::Fact { .. } => {
                let earned = changeability(cone.model, id) == Some(Changeability::Earned);
                for args in tuples(&domain, &relation.params) {
                    world.set(id, args, rng.percent(if earned { 40 } else { 60 }));
                }
            }
            _ => {}
        }
    }
    for Deed { actor, act, args } in cone.all_deeds() {
        if rng.percent(30) {
            world.history.insert((act, actor, args));
        }
    }
    untold(cone, &partial, &mut world, rng);
    world
}

/// Values of the attributes that the text does not tell, and of those of unnamed members; cells that it does not tell.
fn untold(cone: &Cone, partial: &Partial, world: &mut World, rng: &mut Rng) {
    for gap in gaps(cone.model, &cone.readings) {
        match (*rng.pick(&partial.answers_to(&gap)), gap) {
            (Answer::Yes(yes), Question::Cell(table, row, column)) => {
                world.cells.insert((table, row, column), yes);
            }
            (Answer::Is(Some(value)), Question::Attribute(attribute, element)) => {
                world.attributes.insert((attribute, element), value);
            }
            _ => {}
        }
    }
    for (index, kind) in cone.model.kinds.iter().enumerate() {
        let all = world.domain.values(Sort::Kind(KindId::from_index(index)));
        for member in all.into_iter().skip(kind.elements.len()) {
            let Value::Element(element) = member else { unreachable!("members of a kind") };
            for attribute in 0..u32::try_from(kind.attributes.len()).expect("few") {
                let attribute = AttributeId { kind: element.kind, index: attribute };
                let options = partial.answers_to(&Question::Attribute(attribute, element.index));
                if let Answer::Is(Some(value)) = *rng.pick(&options) {
                    world.attributes.insert((attribute, element.index), value);
                }
            }
        }
    }
}

/// Asserts that every deed does in this world what the evaluator says; how many of them are possible.
pub fn compare(cone: &Cone, world: &World) -> usize {
    let mut done = 0;
    for deed in cone.all_deeds() {
        let Ok(paths) = cone.possible(&deed) else { continue };
        // Nothing is assumed: an assumption may be false in a random world, and no act makes it so.
        let expected = kitei::model::eval::step(
            cone.model,
            world,
            &Assuming::default(),
            deed.actor,
            deed.act,
            &deed.args,
        );
        let possible = Possible { deed, paths: paths.into() };
        let own = after(cone, &possible, world);
        done += usize::from(own.is_some());
        assert_eq!(own, expected.ok(), "{:?} in {world:#?}", possible.deed);
    }
    done
}
