//! The same search without any cleverness: complete worlds, the evaluator's steps, every change tried one by one.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use kitei::model::eval::{Env, Evaluator, change, constants, initial, lawful, regions, step};
use kitei::model::{
    ActId, Assuming, AttributeId, Changeability, Domain, RelationId, RelationKind, Sort, Value, World,
};

use super::Size;
use super::cone::changeability;
use super::verdict::Reach;
use crate::oracle::partial::{Answer, Partial, Question, gaps, tuples};
use crate::oracle::verdict::Case;

/// More starts than these are not written out.
const STARTS: usize = 48;

/// What was reached, and how many acts all courses were followed for; `None`: to the end.
pub struct Found {
    pub reach: Reach,
    pub acts: Option<u32>,
}

/// Follows every course of the case until more than so many worlds have been seen; none if there are too many starts.
pub fn search(case: &Case, size: Size, no_transfers: bool, worlds: usize) -> Option<Found> {
    let starts = all_circumstances(case, size)?;
    let assuming = Assuming { no_transfers, ..case.claim.assuming.clone() };
    let fits = |world: &World| lawful(case.model, world, &assuming).is_empty() && initial(case.model, world);
    let first: Vec<World> = starts.iter().filter(|world| fits(world)).cloned().collect();
    let mut search = Search { case, assuming, circumstances: starts, seen: HashSet::new(), worlds };
    let mut reach = Reach { lawful: !first.is_empty(), ..Reach::default() };
    let mut level = search.unseen(first);
    let mut acts = 0;
    while !level.is_empty() {
        let goals = [&case.claim.premise, &case.claim.bad, &case.claim.good];
        reach.found(acts, goals.map(|goal| level.iter().any(|world| search.holds(world, goal))));
        let Some(after) = search.after_one_act(&level) else {
            return Some(Found { reach, acts: Some(acts) });
        };
        let Some(next) = search.changed(after) else { return Some(Found { reach, acts: Some(acts) }) };
        level = next;
        acts += 1;
    }
    Some(Found { reach, acts: None })
}

type Key = (BTreeSet<(RelationId, Vec<Value>)>, BTreeSet<(ActId, Value, Vec<Value>)>, Gaps);

/// How the gaps of the text are filled.
type Gaps = (BTreeMap<(AttributeId, u32), Value>, BTreeMap<(RelationId, u32, u32), bool>);

struct Search<'a, 'm> {
    case: &'a Case<'m>,
    assuming: Assuming,
    /// A world for every way that circumstances can be.
    circumstances: Vec<World>,
    seen: HashSet<Key>,
    worlds: usize,
}

impl Search<'_, '_> {
    fn unseen(&mut self, worlds: Vec<World>) -> Vec<World> {
        worlds.into_iter().filter(|world| self.seen.insert(key(world, world.facts.clone()))).collect()
    }

    fn holds(&self, world: &World, goal: &kitei::model::Formula) -> bool {
        let mut env = Env::of(&self.case.claim.instances, &self.case.instance);
        Evaluator::new(self.case.model, world).truth_in(&mut env, goal).is_true()
    }

    fn after_one_act(&mut self, level: &[World]) -> Option<Vec<World>> {
        let mut all = Vec::new();
        for world in level {
            for (index, act) in self.case.model.acts.iter().enumerate() {
                let vars = act.params.iter().map(|var| self.case.model.vars[var.index()].sort);
                for args in tuples(&world.domain, &vars.collect::<Vec<_>>()) {
                    for person in world.domain.values(Sort::Person) {
                        let act = ActId::from_index(index);
                        let after = step(self.case.model, world, &self.assuming, person, act, &args);
                        all.extend(
                            self.unseen(after.ok().filter(|after| self.few(after)).into_iter().collect()),
                        );
                        if self.seen.len() > self.worlds {
                            return None;
                        }
                    }
                }
            }
        }
        Some(all)
    }

    /// Whether no more people have acted than the claim allows.
    fn few(&self, world: &World) -> bool {
        let actors: BTreeSet<Value> = world.history.iter().map(|(_, actor, _)| *actor).collect();
        self.case.claim.persons.is_none_or(|most| actors.len() <= most as usize)
    }

    /// These worlds, and all that circumstances can make of them.
    fn changed(&mut self, worlds: Vec<World>) -> Option<Vec<World>> {
        let mut all = Vec::new();
        for before in worlds {
            for other in &self.circumstances {
                let earned = before.facts.iter().filter(|(relation, _)| {
                    changeability(self.case.model, *relation) == Some(Changeability::Earned)
                });
                let facts: BTreeSet<_> = other.facts.iter().chain(earned).cloned().collect();
                let key = key(&before, facts);
                if self.seen.contains(&key) {
                    continue;
                }
                let after = World { facts: key.0.clone(), ..before.clone() };
                if change(self.case.model, &before, &after, &self.assuming).is_ok() {
                    self.seen.insert(key);
                    all.push(after);
                }
            }
            all.push(before);
            if self.seen.len() > self.worlds {
                return None;
            }
        }
        Some(all)
    }
}

/// A world with nothing earned for every value of everything else; and every filling of the gaps; none if there are too many.
fn all_circumstances(case: &Case, size: Size) -> Option<Vec<World>> {
    let model = case.model;
    let domain = Arc::new(Domain::new(model, size.people, size.extra, regions(&constants(model), 2)));
    if size.extra > 0 && model.kinds.iter().any(|kind| kind.open && !kind.attributes.is_empty()) {
        return None;
    }
    let partial = Partial::new(model, Domain::clone(&domain), case.readings.clone(), true);
    let mut empty = World::empty(model, Arc::clone(&domain));
    empty.readings.clone_from(&case.readings);
    let mut questions = gaps(model, &case.readings);
    for (index, relation) in model.relations.iter().enumerate() {
        let id = RelationId::from_index(index);
        questions.extend::<Vec<Question>>(match relation.kind {
            RelationKind::Fact { change: Changeability::Earned, .. } => continue,
            RelationKind::Fact { .. } => {
                tuples(&domain, &relation.params).into_iter().map(|args| Question::Fact(id, args)).collect()
            }
            RelationKind::Office { .. } => {
                let all = tuples(&domain, &relation.params[1..]);
                all.into_iter().map(|args| Question::Holder(id, args)).collect()
            }
            _ => continue,
        });
    }
    let mut all = vec![empty];
    for question in questions {
        let answers = partial.answers_to(&question);
        all = all.iter().flat_map(|world| answers.iter().map(|a| told(world, &question, *a))).collect();
        if all.len() > STARTS {
            return None;
        }
    }
    Some(all)
}

fn key(world: &World, facts: BTreeSet<(RelationId, Vec<Value>)>) -> Key {
    (facts, world.history.clone(), (world.attributes.clone(), world.cells.clone()))
}

fn told(world: &World, question: &Question, answer: Answer) -> World {
    let mut world = world.clone();
    match (question.clone(), answer) {
        (Question::Fact(relation, args), Answer::Yes(yes)) => world.set(relation, args, yes),
        (Question::Holder(office, args), Answer::Is(Some(holder))) => {
            world.set(office, [&[holder], &args[..]].concat(), true);
        }
        (Question::Cell(table, row, column), Answer::Yes(yes)) => {
            world.cells.insert((table, row, column), yes);
        }
        (Question::Attribute(attribute, element), Answer::Is(Some(value))) => {
            world.attributes.insert((attribute, element), value);
        }
        _ => {}
    }
    world
}

/// Asserts that both searches find the same in worlds of this size; whether there was anything to compare.
pub fn compare(case: &Case, size: Size, worlds: usize) -> bool {
    let Ok(answer) = super::answer(case, size, &super::Limits::default()) else { return false };
    for (no_transfers, clever) in [(false, answer.free), (true, answer.constant)] {
        let Some(found) = search(case, size, no_transfers, worlds) else { return false };
        // What takes longer than the plain search went on is not known to it.
        let known = |acts: Option<u32>| acts.filter(|acts| found.acts.is_none_or(|end| *acts <= end));
        let clever = Reach {
            premise: known(clever.premise),
            bad: known(clever.bad),
            good: known(clever.good),
            ..clever
        };
        let name = &case.claim.name;
        assert_eq!(clever, found.reach, "{name} {:?} {size:?}, no transfers: {no_transfers}", case.instance);
    }
    true
}
