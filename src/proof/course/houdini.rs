//! Which candidates are true at the start and kept by every act, over a few people; and which of them a question needs.
//!
//! What comes out is only likely: [`super::certify`] proves it for every number of people.

use super::super::fault::{self, Fault};
use super::super::ground::Meant;
use super::super::prop::Prop;
use super::super::propagate::propagate;
use super::super::question::initially;
use super::super::session::{Session, Trouble};
use super::super::solver::{Outcome, Solver};
use super::super::term::Bool;
use super::invariant::Invariant;
use super::system::System;
use super::timeline::Start;
use super::unroll::Unrolling;
use crate::model::{Domain, Value};

/// So many people, and so many unnamed members of each open kind, tell most candidates from invariants.
const PEOPLE: u32 = 3;
const MEMBERS: u32 = 2;

/// More people than this are not looked at, however many a formula counts.
const CROWD: u32 = 8;

/// Those of the survivors on which it rests that the goal is never reached, by position; none if they do not exclude it.
pub fn needed(
    session: &mut Session,
    system: &System,
    candidates: &[Invariant],
    goal: &Prop,
    transfers: bool,
    actors: Option<u32>,
) -> Result<Option<Vec<usize>>, Trouble> {
    let domain = domain(system, goal, actors);
    let solver = session.searching();
    let before = solver.checks();
    solver.remember();
    let result = Trial::new(solver, system, candidates, goal, transfers, actors, &domain)
        .and_then(|mut trial| trial.run());
    solver.forget();
    let asked = solver.checks() - before;
    (0..asked).for_each(|_| session.count());
    result
}

fn domain(system: &System, goal: &Prop, actors: Option<u32>) -> Domain {
    let people = PEOPLE.max(actors.map_or(0, |actors| actors.saturating_add(1)));
    let people = people.max(system.crowd(goal).min(CROWD));
    system.domain(people, MEMBERS)
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
    alive: Vec<usize>,
}

impl<'a> Trial<'a> {
    #[allow(clippy::too_many_arguments)] // One for each thing that the question is made of.
    fn new(
        solver: &'a Solver,
        system: &System,
        candidates: &[Invariant],
        goal: &Prop,
        transfers: bool,
        actors: Option<u32>,
        domain: &Domain,
    ) -> Result<Self, Trouble> {
        let mut unrolling = Unrolling::new(system, domain, Start::Anyhow, transfers);
        let people = system.cast.people.iter().zip(0..actors.unwrap_or(0));
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
            alive: Vec::new(),
        };
        for (index, candidate) in candidates.iter().enumerate() {
            let holds = Bool::named(&format!("holds {index}"));
            let kept = Bool::named(&format!("kept {index}"));
            let before = unrolling.write(&candidate.prop, 0)?;
            let after = unrolling.write(&candidate.prop, 1)?;
            solver.assert(&Bool::any(&[holds.negated(), before]));
            solver.assert(&kept.iff(&after));
            if fault::on(Fault::StartUnchecked) || holds_at_first(system, &candidate.prop) {
                trial.alive.push(index);
            }
            trial.before.push(holds);
            trial.after.push(kept);
        }
        let written = unrolling.write(goal, 0)?;
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
            let broken = self.alive.iter().map(|index| self.after[*index].negated());
            let broken = Bool::any(&broken.collect::<Vec<_>>());
            self.solver.assert(&Bool::any(&[some.negated(), broken]));
            let mut assumed = self.held(&self.alive);
            assumed.push(some);
            match self.solver.check(&assumed) {
                Outcome::Unsatisfiable => return Ok(()),
                Outcome::Unknown => return Err(Trouble::Limit),
                Outcome::Satisfiable => {}
            }
            let after: Vec<Bool> = self.alive.iter().map(|index| self.after[*index].clone()).collect();
            let kept = self.solver.truths(&after).ok_or(Trouble::Limit)?;
            let alive = self.alive.iter().copied().zip(kept).filter(|(_, kept)| *kept);
            self.alive = alive.map(|(index, _)| index).collect();
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
