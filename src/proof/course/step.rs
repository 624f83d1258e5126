//! The choice of one act of a course: which deed, who does it, and with which arguments.

use std::collections::BTreeMap;

use super::super::ground::{Ground, Meant, at_most_one};
use super::super::term::Bool;
use super::system::{Deed, System};
use crate::model::{ActId, Sort, Value, VarId};

/// Truth values of which those chosen are true.
#[derive(Debug)]
pub struct Step {
    /// One per deed of the system.
    pub deeds: Vec<Bool>,
    /// One per person.
    pub actor: Vec<(Value, Bool)>,
    /// For each sort, the values of a deed's first open parameter of the sort, of its second, and so on.
    pub slots: BTreeMap<Sort, Vec<Slot>>,
}

/// The values one argument may have.
pub type Slot = Vec<(Value, Bool)>;

impl Step {
    /// The choice of the act after `moment` others.
    pub fn new(system: &System, ground: &Ground, moment: u32) -> Self {
        let deeds = (0..system.deeds.len()).map(|deed| Bool::named(&format!("deed {moment} {deed}")));
        let options = |name: &str, sort: Sort| -> Slot {
            let values = ground.domain.values(sort);
            values.into_iter().map(|v| (v, Bool::named(&format!("{name} {moment} {v:?}")))).collect()
        };
        let mut slots = BTreeMap::new();
        for (sort, count) in most_of_each_sort(system) {
            let all = (0..count).map(|index| options(&format!("slot {index} {sort:?}"), sort)).collect();
            slots.insert(sort, all);
        }
        Self { deeds: deeds.collect(), actor: options("actor", Sort::Person), slots }
    }

    /// What must hold: one deed (or `idle`, none) and one person are chosen, and at most one value in each slot; all
    /// are there.
    pub fn chosen(&self, ground: &Ground, idle: bool) -> Vec<Bool> {
        let people = truths(&self.actor);
        let mut parts = vec![at_most_one(&self.deeds), Bool::any(&people), at_most_one(&people)];
        if !idle {
            parts.push(Bool::any(&self.deeds));
        }
        for slot in self.slots.values().flatten() {
            parts.push(at_most_one(&truths(slot)));
        }
        for (value, chosen) in self.slots.values().flatten().flatten().chain(&self.actor) {
            if let Some(present) = ground.presence(*value) {
                parts.push(Bool::any(&[chosen.negated(), present.clone()]));
            }
        }
        parts
    }

    /// Lets the act's variables stand for what is chosen, until [`Step::release`].
    pub fn bind(&self, system: &System, deed: &Deed, ground: &mut Ground) {
        ground.bind(system.actor(deed), Meant::Open(self.actor.clone()));
        for (var, slot) in self.arguments(system, deed) {
            ground.bind(var, Meant::Open(slot.clone()));
        }
    }

    /// Undoes [`Step::bind`].
    pub fn release(&self, system: &System, deed: &Deed, ground: &mut Ground) {
        (0..=system.open_params(deed).len()).for_each(|_| ground.unbind());
    }

    /// The slots in which the values of a deed's open parameters are chosen.
    pub fn arguments(&self, system: &System, deed: &Deed) -> Vec<(VarId, &Slot)> {
        let mut used: BTreeMap<Sort, usize> = BTreeMap::new();
        let mut all = Vec::new();
        for (var, sort) in system.open_params(deed) {
            let index = used.entry(sort).or_insert(0);
            if let Some(slot) = self.slots.get(&sort).and_then(|slots| slots.get(*index)) {
                all.push((var, slot));
            }
            *index += 1;
        }
        all
    }

    /// What was done, in an example: the act, who did it, and all its arguments.
    pub fn done(
        &self,
        system: &System,
        holds: &impl Fn(&Bool) -> bool,
    ) -> Option<(ActId, Value, Vec<Value>)> {
        let chosen = |slot: &Slot| slot.iter().find(|(_, chosen)| holds(chosen)).map(|(value, _)| *value);
        let index = self.deeds.iter().position(holds)?;
        let deed = system.deeds.get(index)?;
        let open: Vec<(VarId, &Slot)> = self.arguments(system, deed);
        let params = &system.constants.model.acts[deed.act.index()].params;
        let args = params.iter().zip(&deed.elements).map(|(var, element)| match element {
            Some(element) => Some(Value::Element(*element)),
            None => open.iter().find(|(open, _)| open == var).and_then(|(_, slot)| chosen(slot)),
        });
        Some((deed.act, chosen(&self.actor)?, args.collect::<Option<Vec<_>>>()?))
    }
}

/// The truth values of a slot.
pub fn truths(slot: &Slot) -> Vec<Bool> {
    slot.iter().map(|(_, chosen)| chosen.clone()).collect()
}

/// How many open parameters of each sort a deed has at most.
fn most_of_each_sort(system: &System) -> BTreeMap<Sort, usize> {
    let mut most = BTreeMap::new();
    for deed in &system.deeds {
        let mut counts: BTreeMap<Sort, usize> = BTreeMap::new();
        for (_, sort) in system.open_params(deed) {
            *counts.entry(sort).or_insert(0) += 1;
        }
        for (sort, count) in counts {
            let entry = most.entry(sort).or_insert(0);
            *entry = count.max(*entry);
        }
    }
    most
}
