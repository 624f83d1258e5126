//! Which candidates are true at the start and kept by every act, over a few people; and which of them a question needs.
//!
//! What comes out is only likely: [`super::certify`] proves it for every number of people.

use std::ops::RangeInclusive;

use super::super::fault::{self, Fault};
use super::super::ground::Meant;
use super::super::prop::Prop;
use super::super::propagate::propagate;
use super::super::question::initially;
use super::super::session::{Session, Trouble};
use super::super::solver::{Outcome, Solver};
use super::super::term::Bool;
use super::invariant::Invariant;
use super::search::Wanted;
use super::system::System;
use super::timeline::Start;
use super::unroll::Unrolling;
use crate::model::{Domain, Value};

/// So many people, and so many unnamed members of each open kind, tell most candidates from invariants.
const PEOPLE: u32 = 3;
const MEMBERS: u32 = 2;

/// More people than this are not looked at, however many a formula counts.
const CROWD: u32 = 8;

/// What is found out about candidates.
pub struct Thinned {
    /// What holds in every world of every course, as far as few people tell.
    pub survivors: Vec<Invariant>,
    /// Those of them on which it rests that the goal is never reached; none if they do not exclude it.
    pub needed: Option<Vec<Invariant>>,
}

/// Drops candidates that are not true at the start or that some act breaks. Of those `given` it is known that none does.
pub fn thinned(
    session: &mut Session,
    system: &System,
    given: &[Invariant],
    candidates: &[Invariant],
    wanted: &Wanted,
    people: u32,
) -> Result<Thinned, Trouble> {
    let domain = system.domain(people, MEMBERS);
    let solver = session.own_solver();
    let new = candidates.iter().filter(|candidate| given.iter().all(|known| known.prop != candidate.prop));
    let all: Vec<&Invariant> = given.iter().chain(new).collect();
    let result = Trial::new(&solver, system, &all, given.len(), wanted, &domain)
        .and_then(|mut trial| Ok((trial.run()?, trial.alive)));
    session.asked(&solver, 0);
    let (needed, alive) = result?;
    let named = |indices: Vec<usize>| -> Vec<Invariant> {
        indices.into_iter().filter_map(|index| all.get(index).copied().cloned()).collect()
    };
    Ok(Thinned { survivors: named(alive), needed: needed.map(named) })
}

/// How many people to try with, one number after the other as long as what comes out is not certified.
pub fn people(system: &System, wanted: &Wanted) -> RangeInclusive<u32> {
    let least = PEOPLE.max(wanted.actors.map_or(0, |actors| actors.saturating_add(1)));
    let least = least.max(system.crowd(wanted.goal).min(CROWD));
    least..=least.max(CROWD)
}

/// One step from any world to the next, with every candidate before and after it.
struct Trial<'a> {
    solver: &'a Solver,
    /// True: the candidate holds before the act.
    before: Vec<Bool>,
    /// Whether it holds after it.
    after: Vec<Bool>,
    /// True only if the goal is there before the act.
    goal: Bool,
    /// So many at the beginning are known to survive.
    given: usize,
    alive: Vec<usize>,
}

impl<'a> Trial<'a> {
    fn new(
        solver: &'a Solver,
        system: &System,
        candidates: &[&Invariant],
        given: usize,
        wanted: &Wanted,
        domain: &Domain,
    ) -> Result<Self, Trouble> {
        let mut unrolling = Unrolling::new(system, domain, Start::Anyhow, wanted.transfers);
        let people = system.cast.people.iter().zip(0..wanted.actors.unwrap_or(0));
        people.for_each(|(var, person)| unrolling.ground.bind(*var, Meant::Value(Value::Person(person))));
        unrolling.extend(solver)?;
        if fault::on(Fault::LastDeedUnchecked) {
            let last = unrolling.steps.iter().filter_map(|step| step.deeds.last());
            last.for_each(|deed| solver.assert(&deed.negated()));
        }
        let mut trial = Self {
            solver,
            before: Vec::new(),
            after: Vec::new(),
            goal: Bool::named("goal"),
            given,
            alive: Vec::new(),
        };
        for (index, candidate) in candidates.iter().enumerate() {
            let holds = Bool::named(&format!("holds {index}"));
            let kept = Bool::named(&format!("kept {index}"));
            let before = unrolling.write(&candidate.prop, 0)?;
            let after = unrolling.write(&candidate.prop, 1)?;
            solver.assert(&Bool::any(&[holds.negated(), before]));
            solver.assert(&kept.iff(&after));
            if index < given || fault::on(Fault::StartUnchecked) || holds_at_first(system, &candidate.prop) {
                trial.alive.push(index);
            }
            trial.before.push(holds);
            trial.after.push(kept);
        }
        let written = unrolling.write(wanted.goal, 0)?;
        solver.assert(&Bool::any(&[trial.goal.negated(), written]));
        unrolling.settle(solver)?;
        Ok(trial)
    }

    fn run(&mut self) -> Result<Option<Vec<usize>>, Trouble> {
        self.thin_out()?;
        let mut assumed = self.held(&self.alive);
        assumed.push(self.goal.clone());
        if !self.excluded(&assumed)? {
            return Ok(None);
        }
        let goal = self.goal.clone();
        let mut needed = self.least(&goal)?;
        let mut next = 0;
        while let Some(index) = needed.get(next).copied() {
            let broken = self.after[index].negated();
            for other in self.least(&broken)? {
                if !needed.contains(&other) {
                    needed.push(other);
                }
            }
            next += 1;
        }
        needed.sort_unstable();
        Ok(Some(needed))
    }

    /// Drops candidates that some act breaks, until no act breaks any that is left.
    fn thin_out(&mut self) -> Result<(), Trouble> {
        for round in 0.. {
            let some = Bool::named(&format!("round {round}"));
            let unsure: Vec<usize> =
                self.alive.iter().copied().filter(|index| *index >= self.given).collect();
            let broken = unsure.iter().map(|index| self.after[*index].negated());
            let broken = Bool::any(&broken.collect::<Vec<_>>());
            self.solver.assert(&Bool::any(&[some.negated(), broken]));
            let mut assumed = self.held(&self.alive);
            assumed.push(some);
            match self.solver.check(&assumed) {
                Outcome::Unsatisfiable => return Ok(()),
                Outcome::Unknown => return Err(Trouble::Limit),
                Outcome::Satisfiable => {}
            }
            let after: Vec<Bool> = unsure.iter().map(|index| self.after[*index].clone()).collect();
            let kept = self.solver.truths(&after).ok_or(Trouble::Limit)?;
            let kept = unsure.into_iter().zip(kept).filter(|(_, kept)| *kept).map(|(index, _)| index);
            self.alive = (0..self.given).chain(kept).collect();
        }
        Ok(())
    }

    fn held(&self, indices: &[usize]) -> Vec<Bool> {
        indices.iter().map(|index| self.before[*index].clone()).collect()
    }

    fn excluded(&self, assumed: &[Bool]) -> Result<bool, Trouble> {
        match self.solver.check(assumed) {
            Outcome::Unsatisfiable => Ok(true),
            Outcome::Satisfiable => Ok(false),
            Outcome::Unknown => Err(Trouble::Limit),
        }
    }

    /// A least set of survivors that excludes what is asked, by trying to do without one after the other, the last
    /// tried ones first.
    fn least(&self, asked: &Bool) -> Result<Vec<usize>, Trouble> {
        let mut kept = self.alive.clone();
        let mut enough: Option<Vec<usize>> = None;
        for index in self.alive.iter().rev() {
            let without: Vec<usize> = kept.iter().copied().filter(|other| other != index).collect();
            if enough.as_ref().is_some_and(|enough| !enough.contains(index)) {
                kept = without;
                continue;
            }
            let mut assumed = self.held(&without);
            assumed.push(asked.clone());
            if self.excluded(&assumed)? {
                let core = self.solver.core(&assumed);
                enough = Some(without.iter().copied().filter(|i| core.contains(&self.before[*i])).collect());
                kept = without;
            }
        }
        Ok(kept)
    }
}

/// Whether the candidate is true in every world with nothing earned and nothing done, as far as that is plain to see.
fn holds_at_first(system: &System, prop: &Prop) -> bool {
    propagate(system.constants, initially(system.constants.model, prop)) == Prop::True
}
