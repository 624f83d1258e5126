//! A course as the solver found it, before the evaluator has confirmed it.

use std::collections::BTreeMap;

use super::super::prop::Symbol;
use super::super::term::Bool;
use super::least::Example;
use super::timeline::{Rate, rate};
use super::unroll::Unrolling;
use crate::model::{ActId, AttributeId, Domain, Value};

/// What is asked about a course: its size, its facts, its acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub domain: Domain,
    /// Facts that are the same throughout.
    pub constant: BTreeMap<(Symbol, Vec<Value>), bool>,
    /// Circumstances after so many acts.
    pub circumstances: Vec<BTreeMap<(Symbol, Vec<Value>), bool>>,
    pub acts: Vec<Done>,
    pub gaps: BTreeMap<(AttributeId, u32), Value>,
}

/// One act of a course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    pub act: ActId,
    pub person: Value,
    pub args: Vec<Value>,
}

/// The course of an example; none if the example leaves something open that was chosen.
pub fn extract(unrolling: &Unrolling, example: &Example) -> Option<Found> {
    let holds = |atom: &Bool| example.get(atom).copied().unwrap_or(false);
    let ground = &unrolling.ground;
    let mut domain = ground.domain.clone();
    for (value, present) in ground.absentees() {
        match value {
            _ if holds(&present) => {}
            Value::Person(person) => domain.people = domain.people.min(person),
            Value::Element(element) => {
                let size = &mut domain.members[element.kind.index()];
                *size = (*size).min(element.index);
            }
            Value::Quantity(_) => {}
        }
    }
    let there = |args: &[Value]| {
        args.iter().all(|value| match value {
            Value::Person(person) => *person < domain.people,
            Value::Element(element) => element.index < domain.members[element.kind.index()],
            Value::Quantity(_) => true,
        })
    };
    let constant = ground.facts.iter().filter(|((_, args), _)| there(args));
    let constant = constant.map(|(key, atom)| (key.clone(), holds(atom))).collect();
    let mut circumstances = vec![BTreeMap::new(); unrolling.steps.len() + 1];
    let model = unrolling.system.constants.model;
    for ((moment, symbol, args), atom) in ground.timeline.iter().flat_map(|line| &line.atoms) {
        if rate(model, *symbol, true) == Rate::Circumstance && there(args) {
            circumstances.get_mut(*moment as usize)?.insert((*symbol, args.clone()), holds(atom));
        }
    }
    let acts = unrolling.steps.iter().map(|step| {
        let (act, person, args) = step.done(unrolling.system, &holds)?;
        Some(Done { act, person, args })
    });
    let acts = acts.collect::<Option<Vec<_>>>()?;
    let chosen = |candidates: &Vec<(Value, Bool)>| {
        candidates.iter().find(|(_, chosen)| holds(chosen)).map(|(value, _)| *value)
    };
    let is_there = |attribute: &AttributeId, index: u32| index < domain.members[attribute.kind.index()];
    let asked = ground.gaps.iter().filter(|((attribute, index), _)| is_there(attribute, *index));
    let gaps = asked.filter_map(|(key, candidates)| Some((*key, chosen(candidates)?))).collect();
    Some(Found { domain, constant, circumstances, acts, gaps })
}
