//! Which candidates are true at the start and kept by every act, over a few people; and which of them a question needs.
//!
//! What comes out is only likely: [`super::certify`] proves it for every number of people.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::sync::{Arc, Mutex, PoisonError};

use super::super::fault::{self, Fault};
use super::super::ground::Meant;
use super::super::hash::QuickMap;
use super::super::prop::Prop;
use super::super::propagate::propagate;
use super::super::question::initially;
use super::super::session::{Session, Trouble};
use super::super::solver::{Outcome, Solver};
use super::super::term::Bool;
use super::invariant::{Candidate, Invariant};
use super::search::Wanted;
use super::system::{Cell, Deed, System};
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

/// The acts about which something is asked, and over whom candidates are tried.
///
/// What no act of the same acts breaks is the same whatever is asked about them.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Acts {
    deeds: Vec<Deed>,
    cells: BTreeSet<Cell>,
    always: Prop,
    domain: Domain,
    readings: Vec<u32>,
    transfers: bool,
    actors: Option<u32>,
}

/// What holds in every world of every course of the same acts, of what these alone suggest. Shared by all who ask.
#[derive(Debug, Clone, Default)]
pub struct Fixpoints(Arc<Mutex<QuickMap<Acts, Fixpoint>>>);

/// One of them, once somebody has worked it out; whoever else needs it waits.
type Fixpoint = Arc<Mutex<Option<Arc<Vec<Prop>>>>>;

impl Fixpoints {
    fn of(&self, acts: Acts) -> Fixpoint {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(all.entry(acts).or_default())
    }
}

/// Drops candidates that are not true at the start or that some act breaks. Of those `given` it is known that none does.
pub fn thinned(
    session: &mut Session,
    system: &System,
    given: &[Invariant],
    candidates: &[Candidate],
    wanted: &Wanted,
    people: u32,
) -> Result<Thinned, Trouble> {
    let acts = Acts {
        deeds: system.deeds.clone(),
        cells: system.cells.clone(),
        always: system.always.clone(),
        domain: system.domain(people, MEMBERS),
        readings: system.constants.readings.clone(),
        transfers: wanted.transfers,
        actors: wanted.actors,
    };
    let new = candidates.iter().map(|candidate| &candidate.invariant);
    let new = new.filter(|candidate| given.iter().all(|known| known.prop != candidate.prop));
    let all: Vec<&Invariant> = given.iter().chain(new).collect();
    let is_general = |prop: &Prop| candidates.iter().any(|c| c.general && c.invariant.prop == *prop);
    let general: Vec<usize> = (0..all.len()).filter(|index| is_general(&all[*index].prop)).collect();
    let domain = acts.domain.clone();
    let fixpoint = session.fixpoints.of(acts);
    let solver = session.own_solver();
    let result = Trial::new(&solver, system, &all, wanted, &domain).and_then(|mut trial| {
        let held = trial.survivors(&all, &general, &fixpoint)?;
        let known: Vec<usize> = (0..given.len()).chain(held.iter().copied()).collect();
        let alive = trial.thinned(&(0..all.len()).collect::<Vec<_>>(), &known)?;
        Ok((trial.needed(&alive)?, alive))
    });
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
    /// Those that are true at the start.
    first: Vec<usize>,
    rounds: u32,
}

impl<'a> Trial<'a> {
    fn new(
        solver: &'a Solver,
        system: &System,
        candidates: &[&Invariant],
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
            first: Vec::new(),
            rounds: 0,
        };
        for (index, candidate) in candidates.iter().enumerate() {
            let holds = Bool::named(&format!("holds {index}"));
            let kept = Bool::named(&format!("kept {index}"));
            let before = unrolling.write(&candidate.prop, 0)?;
            let after = unrolling.write(&candidate.prop, 1)?;
            solver.assert(&Bool::any(&[holds.negated(), before]));
            solver.assert(&kept.iff(&after));
            if fault::on(Fault::StartUnchecked) || holds_at_first(system, &candidate.prop) {
                trial.first.push(index);
            }
            trial.before.push(holds);
            trial.after.push(kept);
        }
        let written = unrolling.write(wanted.goal, 0)?;
        solver.assert(&Bool::any(&[trial.goal.negated(), written]));
        unrolling.settle(solver)?;
        Ok(trial)
    }

    /// Those of the survivors on which it rests that the goal is never reached; none if they do not exclude it.
    fn needed(&self, alive: &[usize]) -> Result<Option<Vec<usize>>, Trouble> {
        let mut assumed = self.held(alive);
        assumed.push(self.goal.clone());
        if !self.excluded(&assumed)? {
            return Ok(None);
        }
        let mut needed = self.least(alive, &self.goal)?;
        let mut next = 0;
        while let Some(index) = needed.get(next).copied() {
            let broken = self.after[index].negated();
            for other in self.least(alive, &broken)? {
                if !needed.contains(&other) {
                    needed.push(other);
                }
            }
            next += 1;
        }
        needed.sort_unstable();
        Ok(Some(needed))
    }

    /// Those of the candidates at these places that no act breaks; worked out only if nobody has.
    fn survivors(
        &mut self,
        all: &[&Invariant],
        general: &[usize],
        fixpoint: &Fixpoint,
    ) -> Result<Vec<usize>, Trouble> {
        let mut fixpoint = fixpoint.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(props) = &*fixpoint {
            let props = Arc::clone(props);
            drop(fixpoint);
            return Ok(general.iter().copied().filter(|index| props.contains(&all[*index].prop)).collect());
        }
        let held = self.thinned(general, &[])?;
        *fixpoint = Some(Arc::new(held.iter().map(|index| all[*index].prop.clone()).collect()));
        Ok(held)
    }

    /// Drops candidates that some act breaks, until no act breaks any that is left. No act breaks the known ones.
    fn thinned(&mut self, candidates: &[usize], known: &[usize]) -> Result<Vec<usize>, Trouble> {
        let starts = |index: &usize| known.contains(index) || self.first.contains(index);
        let mut alive: Vec<usize> = candidates.iter().copied().filter(starts).collect();
        loop {
            self.rounds += 1;
            let some = Bool::named(&format!("round {}", self.rounds));
            let unsure: Vec<usize> = alive.iter().copied().filter(|index| !known.contains(index)).collect();
            let broken = unsure.iter().map(|index| self.after[*index].negated());
            let broken = Bool::any(&broken.collect::<Vec<_>>());
            self.solver.assert(&Bool::any(&[some.negated(), broken]));
            let mut assumed = self.held(&alive);
            assumed.push(some);
            match self.solver.check(&assumed) {
                Outcome::Unsatisfiable => return Ok(alive),
                Outcome::Unknown => return Err(Trouble::Limit),
                Outcome::Satisfiable => {}
            }
            let after: Vec<Bool> = unsure.iter().map(|index| self.after[*index].clone()).collect();
            let kept = self.solver.truths(&after).ok_or(Trouble::Limit)?;
            let lost = unsure.into_iter().zip(kept).filter(|(_, kept)| !kept);
            let lost: Vec<usize> = lost.map(|(index, _)| index).collect();
            alive.retain(|index| !lost.contains(index));
        }
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
    fn least(&self, alive: &[usize], asked: &Bool) -> Result<Vec<usize>, Trouble> {
        let mut kept = alive.to_vec();
        let mut enough: Option<Vec<usize>> = None;
        for index in alive.iter().rev() {
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
