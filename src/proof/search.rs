//! The canonical least world that satisfies a formula: fewest people, then fewest unnamed members, then the least facts.
//!
//! Facts are taken in declaration order and made false where that is still possible; people from the last, so that
//! what one person can be is the first one. The result depends on which worlds there are, not on the solver's choice.

use std::collections::BTreeMap;

use super::bound::bound;
use super::constants::Constants;
use super::fault::{self, Fault};
use super::ground::Ground;
use super::prop::{Prop, Symbol};
use super::session::{Session, Trouble};
use super::solver::{Outcome, Solver};
use super::term::Bool;
use crate::model::{AttributeId, Domain, KindId, Quantity, Sort, Term, Value};

/// What a formula says of a world: its size, and the truth of what the formula asks about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub domain: Domain,
    pub facts: BTreeMap<(Symbol, Vec<Value>), bool>,
    pub gaps: BTreeMap<(AttributeId, u32), Value>,
}

/// How a search ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Search {
    Found(Box<Found>),
    /// No lawful world, of any size, satisfies the formula.
    Nowhere,
    /// None of the sizes tried does.
    NotSoFar,
}

/// The least lawful world that satisfies a formula without closed kinds and guards.
pub fn least_world(session: &mut Session, constants: &Constants, prop: &Prop) -> Result<Search, Trouble> {
    if *prop == Prop::False {
        return Ok(Search::Nowhere);
    }
    let enough = bound(constants, prop).filter(|bound| bound.numbers <= 8);
    let people = enough.as_ref().map_or(session.options.people, |bound| bound.people);
    let tried = if fault::on(Fault::OnePersonOnly) { 1 } else { people.min(session.options.people.max(12)) };
    let numbers = enough.as_ref().map_or(2, |bound| bound.numbers);
    for count in 1..=tried {
        let mut domain = Domain::new(constants.model, count, 0, quantities(constants, prop, numbers));
        for kind in open_kinds(constants, prop) {
            let named = u32::try_from(constants.len(kind)).unwrap_or(u32::MAX);
            let most = enough.as_ref().and_then(|bound| bound.members.get(&kind.0).copied());
            domain.members[kind.index()] = most.unwrap_or(named + session.options.members).max(named);
        }
        if let Some(found) = within(session, constants, prop, &domain)? {
            return Ok(Search::Found(Box::new(found)));
        }
    }
    let everywhere = enough.is_some_and(|bound| bound.people <= tried);
    Ok(if everywhere { Search::Nowhere } else { Search::NotSoFar })
}

/// Enough numbers of each region, and those that the formula itself states.
fn quantities(constants: &Constants, prop: &Prop, each: u32) -> Vec<Quantity> {
    let mut all = constants.quantities(each);
    prop.walk(&mut |part| {
        if let Prop::Compare(_, left, right) = part {
            all.extend([left, right].into_iter().filter_map(|term| match term {
                Term::Quantity(number) => Some(*number),
                _ => None,
            }));
        }
    });
    all.sort_unstable();
    all.dedup();
    all
}

/// The open kinds of which the formula speaks.
fn open_kinds(constants: &Constants, prop: &Prop) -> Vec<KindId> {
    let mut kinds = Vec::new();
    let mut see = |sort: Sort| {
        if let Sort::Kind(kind) = sort
            && constants.closed_sort(sort).is_none()
        {
            kinds.push(kind);
        }
    };
    prop.walk(&mut |part| match part {
        Prop::AtLeast(_, var, _) | Prop::AllBut(_, var, _) => see(constants.model.vars[var.index()].sort),
        _ => {}
    });
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

/// The least world with exactly so many people and at most so many members.
fn within(
    session: &mut Session,
    constants: &Constants,
    prop: &Prop,
    domain: &Domain,
) -> Result<Option<Found>, Trouble> {
    let mut ground = Ground::new(constants, domain, false);
    let order = ground.let_members_be_absent();
    let Some(formula) = ground.write(prop) else { return Err(Trouble::Limit) };
    let lawful = ground.lawful();
    let solver = session.propositional();
    let before = solver.checks();
    solver.remember();
    solver.assert(&Bool::all(&[order, lawful, formula]));
    let result = minimised(solver, &ground, domain);
    solver.forget();
    let asked = solver.checks() - before;
    session.count(asked);
    result
}

fn minimised(solver: &Solver, ground: &Ground, domain: &Domain) -> Result<Option<Found>, Trouble> {
    match solver.check(&[]) {
        Outcome::Unsatisfiable => return Ok(None),
        Outcome::Unknown => return Err(Trouble::Limit),
        Outcome::Satisfiable => {}
    }
    let members: Vec<(Value, Bool)> = ground.absentees();
    let present: Vec<Bool> = members.iter().map(|(_, present)| present.clone()).collect();
    fewest(solver, &present, counted)?;
    let facts = in_order(ground);
    let mut wanted = present;
    wanted.extend(facts.iter().map(|(_, atom)| (*atom).clone()));
    // Of the candidates for a gap the plainest is tried last to be made false, and so is the one that stays.
    let gaps: Vec<(&(AttributeId, u32), &Vec<(Value, Bool)>)> = ground.gaps.iter().collect();
    for (_, candidates) in &gaps {
        wanted.extend(preferred(candidates).into_iter().rev().map(|(_, chosen)| chosen.clone()));
    }
    // What was asserted has made the solver forget its example.
    let known = members.is_empty().then(|| solver.truths(&wanted)).flatten();
    let found = known.map_or_else(|| example(solver, &wanted), Ok)?;
    let truths = false_if_possible(solver, &wanted, found)?;
    let truth: std::collections::HashMap<&Bool, bool> = wanted.iter().zip(truths).collect();
    let holds = |atom: &Bool| truth.get(atom).copied().unwrap_or(false);
    let mut domain = domain.clone();
    for (value, present) in &members {
        if let (Value::Element(element), false) = (value, holds(present)) {
            let size = &mut domain.members[element.kind.index()];
            *size = (*size).min(element.index);
        }
    }
    let facts = ground.facts.iter().map(|(key, atom)| (key.clone(), holds(atom))).collect();
    let chosen = |candidates: &Vec<(Value, Bool)>| {
        candidates.iter().find(|(_, chosen)| holds(chosen)).map(|(value, _)| *value)
    };
    let gaps = gaps.into_iter().filter_map(|(key, candidates)| Some((*key, chosen(candidates)?))).collect();
    Ok(Some(Found { domain, facts, gaps }))
}

/// The truth of these in some example.
pub fn example(solver: &Solver, wanted: &[Bool]) -> Result<Vec<bool>, Trouble> {
    match solver.check(&[]) {
        Outcome::Satisfiable => solver.truths(wanted).ok_or(Trouble::Limit),
        _ => Err(Trouble::Limit),
    }
}

/// Allows no more of these to be true than must be, or than is found out not to be needed; `limit` says that no more
/// than so many are.
pub fn fewest(solver: &Solver, all: &[Bool], limit: impl Fn(&[Bool], usize) -> Bool) -> Result<(), Trouble> {
    for most in 0..all.len() {
        let few = limit(all, most);
        match solver.check(std::slice::from_ref(&few)) {
            Outcome::Satisfiable => {
                solver.assert(&few);
                return Ok(());
            }
            Outcome::Unsatisfiable => {}
            Outcome::Unknown => return fewer(solver, all, most, limit),
        }
    }
    Ok(())
}

/// From an example at hand down to one with fewer of these, as long as one is found; never so few as `least`.
fn fewer(
    solver: &Solver,
    all: &[Bool],
    least: usize,
    limit: impl Fn(&[Bool], usize) -> Bool,
) -> Result<(), Trouble> {
    let count = |truths: Vec<bool>| truths.into_iter().filter(|it| *it).count();
    let mut most = count(example(solver, all)?);
    while most > least + 1 {
        match solver.check(&[limit(all, most - 1)]) {
            Outcome::Satisfiable => most = count(solver.truths(all).ok_or(Trouble::Limit)?).min(most - 1),
            _ => break,
        }
    }
    if most < all.len() {
        solver.assert(&limit(all, most));
    }
    Ok(())
}

/// No more of these are true than so many.
pub fn counted(all: &[Bool], most: usize) -> Bool {
    Bool::at_least(most + 1, all).negated()
}

/// The facts in the order in which they are made false: by declaration, people from the last.
fn in_order<'g>(ground: &'g Ground) -> Vec<(&'g (Symbol, Vec<Value>), &'g Bool)> {
    let mut facts: Vec<_> = ground.facts.iter().collect();
    let key = |values: &[Value]| -> Vec<(i64, Value)> {
        let weight = |value: &Value| match value {
            Value::Person(index) => -i64::from(*index),
            _ => 0,
        };
        values.iter().map(|value| (weight(value), *value)).collect()
    };
    facts.sort_by_cached_key(|((symbol, values), _)| (*symbol, key(values)));
    facts
}

/// Candidates for a value, the plainest first: from 0 upwards, then below 0.
pub fn preferred(candidates: &[(Value, Bool)]) -> Vec<&(Value, Bool)> {
    let mut all: Vec<_> = candidates.iter().collect();
    all.sort_by_key(|(value, _)| match value {
        Value::Quantity(number) => (*number < 0, number.unsigned_abs(), *value),
        other => (false, 0, *other),
    });
    all
}

/// One after the other is made false, unless what is decided so far makes it true or nothing else is found.
pub fn false_if_possible(solver: &Solver, wanted: &[Bool], example: Vec<bool>) -> Result<Vec<bool>, Trouble> {
    let mut decided: Vec<Bool> = Vec::with_capacity(wanted.len());
    let mut example = example;
    for index in 0..wanted.len() {
        if example[index] {
            let mut assumed = decided.clone();
            assumed.push(wanted[index].negated());
            if solver.check(&assumed) == Outcome::Satisfiable {
                example = solver.truths(wanted).ok_or(Trouble::Limit)?;
            }
        }
        decided.push(wanted[index].clone().signed(example[index]));
    }
    Ok(example)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ten pigeons, each in one of eleven holes and no two in the same: that ten holes are needed is hard to prove.
    #[test]
    fn what_is_not_shown_to_be_the_least_is_an_example_all_the_same() {
        let at = |pigeon: usize, hole: usize| Bool::named(&format!("{pigeon} in {hole}"));
        let holes: Vec<Bool> = (0..11).map(|hole| Bool::named(&format!("hole {hole}"))).collect();
        let solver = Solver::propositional(300);
        for pigeon in 0..10 {
            solver.assert(&Bool::any(&(0..11).map(|hole| at(pigeon, hole)).collect::<Vec<_>>()));
            for (hole, used) in holes.iter().enumerate() {
                solver.assert(&Bool::any(&[at(pigeon, hole).negated(), used.clone()]));
                for other in 0..pigeon {
                    solver.assert(&Bool::any(&[at(pigeon, hole).negated(), at(other, hole).negated()]));
                }
            }
        }
        assert_eq!(solver.check(&[counted(&holes, 9)]), Outcome::Unknown);
        fewest(&solver, &holes, counted).unwrap();
        let used = example(&solver, &holes).unwrap();
        let used = false_if_possible(&solver, &holes, used).unwrap();
        assert!(used.iter().filter(|it| **it).count() >= 10);
    }
}
