//! Courses of events that are known to break the claim, replayed in the amended regulation: a cheap way to tell that an
//! edit is no repair.

use crate::model::eval::{self, Env, Evaluator};
use crate::model::{ActId, Claim, ElementId, Model, RelationId, Value, World};
use crate::proof::{Event, Witness};

/// A course by itself: how it begins, and what happens.
#[derive(Debug, Clone, PartialEq)]
pub struct Course {
    start: World,
    steps: Vec<Step>,
    instance: Vec<ElementId>,
}

#[derive(Debug, Clone, PartialEq)]
enum Step {
    Act(Value, ActId, Vec<Value>),
    Change(Vec<Change>),
}

/// A fact, and whether it holds from now on.
type Change = (RelationId, Vec<Value>, bool);

impl Course {
    /// The course that a witness tells.
    pub fn of(witness: &Witness, instance: &[ElementId]) -> Self {
        let step = |event: &Event| match event.deed() {
            Some(deed) => Step::Act(deed.person, deed.act, deed.args.clone()),
            None => Step::Change(
                event
                    .facts()
                    .iter()
                    .map(|(fact, holds)| (fact.relation, fact.args.clone(), *holds))
                    .collect(),
            ),
        };
        let (start, steps) = (witness.first(), witness.events.iter().map(step).collect());
        Self { start, steps, instance: instance.to_vec() }
    }

    /// Whether it is a course of this regulation too, and still breaks the claim. The regulation must have the same
    /// vocabulary.
    pub fn breaks(&self, model: &Model, claim: &Claim) -> bool {
        self.last(model, claim).is_some_and(|world| {
            let values: Vec<Value> = self.instance.iter().copied().map(Value::Element).collect();
            let mut env = Env::of(&claim.instances, &values);
            Evaluator::new(model, &world).truth_in(&mut env, &claim.bad).is_true()
        })
    }

    /// Its last world; none if it is no course here.
    fn last(&self, model: &Model, claim: &Claim) -> Option<World> {
        let assuming = &claim.assuming;
        let begins =
            eval::lawful(model, &self.start, assuming).is_empty() && eval::initial(model, &self.start);
        let mut world = begins.then(|| self.start.clone())?;
        for step in &self.steps {
            world = match step {
                Step::Act(person, act, args) => {
                    eval::step(model, &world, assuming, *person, *act, args).ok()?
                }
                Step::Change(change) => {
                    let mut changed = world.clone();
                    for (relation, args, holds) in change {
                        changed.set(*relation, args.clone(), *holds);
                    }
                    eval::change(model, &world, &changed, assuming).ok()?;
                    changed
                }
            };
        }
        Some(world)
    }
}
