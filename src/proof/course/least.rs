//! Of all courses of one length, the canonical one; it depends on which courses there are, not on the solver's choice.

use std::collections::HashMap;

use super::super::prop::Symbol;
use super::super::search::{counted, example, false_if_possible, fewest, preferred};
use super::super::session::Trouble;
use super::super::solver::Solver;
use super::super::term::Bool;
use super::unroll::Unrolling;
use crate::model::Value;

/// The truth of everything that was asked in one course.
pub type Example = HashMap<Bool, bool>;

/// How much work is spent on one question whether a course can be smaller still. A course that is not shown to be the
/// smallest of its length is a course all the same.
const EFFORT: u32 = 20_000;

/// Fewest changes, then fewest people, then fewest members, then the first acts, then the least facts, each as far as
/// that is found out with a bounded effort; or `any`.
pub fn course(
    solver: &Solver,
    unrolling: &mut Unrolling,
    any: bool,
    effort: u32,
) -> Result<Example, Trouble> {
    let rows = unrolling.circumstances(solver)?;
    let changes = changes(solver, &rows);
    let absentees = unrolling.ground.absentees();
    let is_person = |value: &Value| matches!(value, Value::Person(_));
    let (people, members): (Vec<_>, Vec<_>) = absentees.into_iter().partition(|(value, _)| is_person(value));
    let truths = |all: &[(Value, Bool)]| all.iter().map(|(_, present)| present.clone()).collect::<Vec<_>>();
    if !any {
        solver.allow(effort.min(EFFORT));
        fewest(solver, &changes, counted)?;
        // The first ones are there.
        fewest(solver, &truths(&people), |people, most| people[most].negated())?;
        fewest(solver, &truths(&members), counted)?;
    }
    let mut wanted = changes;
    wanted.extend(truths(&people));
    wanted.extend(truths(&members));
    for step in &unrolling.steps {
        wanted.extend(step.deeds.iter().rev().cloned());
        wanted.extend(step.actor.iter().rev().map(|(_, chosen)| chosen.clone()));
        for slot in step.slots.values().flatten() {
            wanted.extend(preferred(slot).into_iter().rev().map(|(_, chosen)| chosen.clone()));
        }
    }
    wanted.extend(facts(unrolling));
    for candidates in unrolling.ground.gaps.values() {
        wanted.extend(preferred(candidates).into_iter().rev().map(|(_, chosen)| chosen.clone()));
    }
    solver.allow(effort);
    let mut example = example(solver, &wanted)?;
    if !any {
        solver.allow(effort.min(EFFORT));
        example = false_if_possible(solver, &wanted, example)?;
    }
    Ok(wanted.into_iter().zip(example).collect())
}

/// For each moment but the first, whether a circumstance is different from what it was.
fn changes(solver: &Solver, rows: &[Vec<Bool>]) -> Vec<Bool> {
    let moments = rows.first().map_or(0, Vec::len);
    let mut all = Vec::new();
    for moment in 1..moments {
        let changed = Bool::named(&format!("change {moment}"));
        for row in rows {
            if let (Some(before), Some(after)) = (row.get(moment - 1), row.get(moment)) {
                solver.assert(&Bool::any(&[changed.clone(), before.iff(after)]));
            }
        }
        all.push(changed);
    }
    all
}

/// Facts in the order in which they are made false: by moment, by declaration, people from the last.
fn facts(unrolling: &Unrolling) -> Vec<Bool> {
    let weight = |values: &[Value]| -> Vec<(i64, Value)> {
        let of = |value: &Value| match value {
            Value::Person(index) => -i64::from(*index),
            _ => 0,
        };
        values.iter().map(|value| (of(value), *value)).collect()
    };
    let constant = unrolling.ground.facts.iter().map(|((symbol, args), atom)| (0, *symbol, args, atom));
    let line = unrolling.ground.timeline.iter().flat_map(|line| &line.atoms);
    let momentary = line.map(|((moment, symbol, args), atom)| (*moment, *symbol, args, atom));
    let mut all: Vec<(u32, Symbol, &Vec<Value>, &Bool)> = constant.chain(momentary).collect();
    all.sort_by_cached_key(|(moment, symbol, args, _)| (*moment, *symbol, weight(args)));
    all.into_iter().map(|(.., atom)| atom.clone()).collect()
}
