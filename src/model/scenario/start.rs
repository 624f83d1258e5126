//! The start of a scenario: what `given` says and nothing else.
//!
//! Other facts are false, nothing has been done; an office that `given` does not fill is held by somebody else, each
//! by a person of its own.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::failure::{Told, unclear};
use super::settle::{Setting, settings, uncited};
use super::{Names, breaks};
use crate::model::eval::{Env, Evaluator, holders, in_formula, in_term, tuples};
use crate::model::{
    Domain, ElementId, Formula, Model, Quantity, RelationId, RelationKind, Scenario, Sort, Step, Value, World,
};
use crate::problem::Problem;

/// The world at the start, the values of the scenario's names, and what is wrong with it. `numbers` are the model's.
pub fn start(
    model: &Model,
    scenario: &Scenario,
    readings: &[u32],
    numbers: &[Quantity],
) -> (World, Env, Names, Vec<Problem>) {
    let (mut domain, members) = domain(model, scenario, numbers);
    let people: Vec<_> = (0..domain.people).map(Value::Person).collect();
    let mut env = Env::of(&scenario.people, &people);
    scenario.members.iter().zip(&members).for_each(|(var, value)| env.push(*var, *value));
    let mut names = Names::new(model, scenario, &members);
    let mut world = World::empty(model, Arc::new(domain.clone()));
    world.readings = readings.to_vec();

    let vacant = give(model, scenario, &mut world, &env);
    for (office, args) in unfilled(model, &world, &vacant) {
        names.people.push(names.atom(model, office, &args));
        world.set(office, [&[Value::Person(domain.people)], &args[..]].concat(), true);
        domain.people += 1;
    }
    domain.people = (domain.people + successors(model, scenario)).max(1);
    world.domain = Arc::new(domain);

    let told = Told { model, world: &world, names: &names, scenario: &scenario.name };
    let problems = judge(scenario, &told, &env);
    (world, env, names, problems)
}

/// The scenario's people and members, and the numbers of model and scenario.
fn domain(model: &Model, scenario: &Scenario, numbers: &[Quantity]) -> (Domain, Vec<Value>) {
    let mut numbers: BTreeSet<_> = numbers.iter().copied().collect();
    scenario.given.iter().for_each(|given| in_formula(&given.formula, &mut numbers));
    for step in &scenario.steps {
        match step {
            Step::Does { args, .. } => args.iter().for_each(|term| in_term(term, &mut numbers)),
            Step::Now { formula, .. } | Step::Check { formula, .. } => in_formula(formula, &mut numbers),
        }
    }
    let people = u32::try_from(scenario.people.len()).unwrap_or(u32::MAX);
    let mut domain = Domain::new(model, people, 0, numbers.into_iter().collect());
    let members = scenario.members.iter().filter_map(|var| {
        let Sort::Kind(kind) = model.vars[var.index()].sort else { return None };
        let index = domain.members[kind.index()];
        domain.members[kind.index()] += 1;
        Some(Value::Element(ElementId { kind, index }))
    });
    let members = members.collect();
    (domain, members)
}

type OfficeOf = (RelationId, Vec<Value>);

/// Sets what `given` asks for; returns the offices that it leaves vacant.
fn give(model: &Model, scenario: &Scenario, world: &mut World, env: &Env) -> Vec<OfficeOf> {
    let mut vacant = Vec::new();
    for given in &scenario.given {
        for setting in settings(model, world, env, &given.formula) {
            match setting {
                Setting::Fact(relation, args, value) => world.set(relation, args, value),
                Setting::Vacant(office, args) => vacant.push((office, args)),
            }
        }
    }
    vacant
}

/// Offices without a holder, parameters in order.
fn unfilled(model: &Model, world: &World, vacant: &[OfficeOf]) -> Vec<OfficeOf> {
    let mut found = Vec::new();
    for (index, relation) in model.relations.iter().enumerate() {
        let RelationKind::Office { .. } = relation.kind else { continue };
        let office = RelationId::from_index(index);
        let all = tuples(world, relation.params.get(1..).unwrap_or_default());
        let free = all.into_iter().filter(|args| holders(world, office, args).is_empty());
        found.extend(free.map(|args| (office, args)).filter(|free| !vacant.contains(free)));
    }
    found
}

/// How many people are needed to follow those whom `now` takes an office from.
fn successors(model: &Model, scenario: &Scenario) -> u32 {
    let leaves = |step: &&Step| matches!(step, Step::Now { formula, .. } if takes_office(model, formula));
    u32::try_from(scenario.steps.iter().filter(leaves).count()).unwrap_or(u32::MAX)
}

fn takes_office(model: &Model, formula: &Formula) -> bool {
    let Formula::Not(body) = uncited(formula) else { return false };
    let Formula::Atom(relation, _) = uncited(body) else { return false };
    matches!(model.relations[relation.index()].kind, RelationKind::Office { may_be_vacant: false })
}

/// Whether every `given` holds and the world is lawful.
fn judge(scenario: &Scenario, told: &Told<'_>, env: &Env) -> Vec<Problem> {
    let evaluator = Evaluator::new(told.model, told.world);
    let fails = |formula: &Formula| !evaluator.truth_in(&mut env.clone(), formula).is_true();
    let failing = scenario.given.iter().filter(|given| fails(&given.formula));
    let mut problems: Vec<_> = failing.map(|given| unclear(given.span)).collect();
    let breaches = breaks(told.model, scenario, told.world);
    if !breaches.is_empty() {
        problems.push(told.unlawful(&breaches, scenario.origin.span));
    }
    problems
}
