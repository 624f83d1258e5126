//! The shortest course to a world as wanted: fewest acts, then fewest changes, then fewest people, then the least facts.

use super::super::fault::{self, Fault};
use super::super::prop::Prop;
use super::super::session::{Session, Trouble};
use super::super::solver::{Outcome, Solver};
use super::super::term::Bool;
use super::found::{Found, extract};
use super::least;
use super::system::System;
use super::timeline::Start;
use super::unroll::Unrolling;
use crate::model::Domain;

/// What is searched for.
#[derive(Clone, Copy)]
pub struct Wanted<'w> {
    /// What the last world must satisfy; without closed kinds.
    pub goal: &'w Prop,
    /// Whether offices may change hands on the way.
    pub transfers: bool,
    /// How many different people may act, if that is limited.
    pub actors: Option<u32>,
    /// Whether any of the shortest courses will do, be it the canonical one or not.
    pub any: bool,
}

/// The people, members and numbers over which courses are searched for.
pub fn domain(session: &Session, system: &System) -> Domain {
    let people = session.options.people - u32::from(fault::on(Fault::OnePersonTooFew));
    system.domain(people, session.options.members)
}

/// A search that goes through the numbers of acts one by one, and can go on from where it stopped.
pub struct Deepening<'a> {
    solver: Solver,
    unrolling: Unrolling<'a>,
    wanted: Wanted<'a>,
    /// Courses of fewer acts than these are excluded.
    excluded: u32,
    /// What the last world of a course of `excluded` acts is as wanted for, once that has been written down.
    aim: Option<Bool>,
}

impl<'a> Deepening<'a> {
    /// Nothing searched yet. Its solver is its own, so that what it finds depends on nothing asked before.
    pub fn new(session: &Session, system: &'a System<'a>, wanted: Wanted<'a>, domain: &'a Domain) -> Self {
        let solver = session.own_solver();
        let mut unrolling = Unrolling::new(system, domain, Start::Initial, wanted.transfers);
        if !fault::on(Fault::EverybodyPresent) {
            let order = unrolling.ground.let_be_absent();
            solver.assert(&order);
        }
        Self { solver, unrolling, wanted, excluded: 0, aim: None }
    }

    /// The largest number of acts of which all courses have been excluded.
    pub fn excluded(&self) -> Option<u32> {
        self.excluded.checked_sub(1)
    }

    /// Whether offices may change hands.
    pub fn transfers(&self) -> bool {
        self.wanted.transfers
    }

    /// The shortest course of at most so many acts; none if there is none, or a question takes more than `effort`.
    /// [`Deepening::excluded`] tells which.
    pub fn up_to(&mut self, session: &mut Session, acts: u32, effort: u32) -> Result<Option<Found>, Trouble> {
        let before = self.solver.checks();
        self.solver.allow(effort);
        let found = self.deepen(session, acts);
        session.asked(&self.solver, before);
        found
    }

    /// Some course of at most so many acts, be it the shortest or not; none if none is found with so little effort for
    /// each length.
    pub fn any(mut self, session: &mut Session, acts: u32, effort: u32) -> Result<Option<Found>, Trouble> {
        self.solver.allow(effort);
        let found = match self.skip(acts) {
            Ok(Some(aim)) => self.found(session, &aim).map(Some),
            other => other.map(|_| None),
        };
        session.asked(&self.solver, 0);
        found
    }

    /// Whether there is one; not, if none is found with so little effort for each length.
    pub fn exists(mut self, session: &mut Session, acts: u32, effort: u32) -> Result<bool, Trouble> {
        self.solver.allow(effort);
        let found = self.skip(acts);
        session.asked(&self.solver, 0);
        Ok(found?.is_some())
    }

    /// What is true only of a course of some length of which there is one; many lengths are left out.
    fn skip(&mut self, acts: u32) -> Result<Option<Bool>, Trouble> {
        while self.excluded <= acts {
            let aim = self.aim()?;
            if self.solver.check(&[aim.clone(), self.unrolling.ordered.clone()]) == Outcome::Satisfiable {
                return Ok(Some(aim));
            }
            self.excluded += 1 + self.excluded / 3;
            self.aim = None;
        }
        Ok(None)
    }

    /// The canonical course of this length.
    fn found(&mut self, session: &Session, aim: &Bool) -> Result<Found, Trouble> {
        self.solver.allow(session.options.effort);
        self.solver.assert(aim);
        self.solver.assert(&self.unrolling.ordered.negated());
        let (any, effort) = (self.wanted.any, session.options.effort);
        let example = least::course(&self.solver, &mut self.unrolling, any, effort)?;
        extract(&self.unrolling, &example).ok_or(Trouble::Limit)
    }

    fn deepen(&mut self, session: &Session, acts: u32) -> Result<Option<Found>, Trouble> {
        let most = if fault::on(Fault::LastActMissed) { acts.saturating_sub(1) } else { acts };
        while self.excluded <= most {
            let aim = self.aim()?;
            match self.solver.check(&[aim.clone(), self.unrolling.ordered.clone()]) {
                Outcome::Unsatisfiable => {
                    self.excluded += 1;
                    self.aim = None;
                }
                Outcome::Unknown => return Ok(None),
                Outcome::Satisfiable => return self.found(session, &aim).map(Some),
            }
        }
        Ok(None)
    }

    /// True only if the world after `excluded` acts is as wanted.
    fn aim(&mut self) -> Result<Bool, Trouble> {
        if let Some(aim) = &self.aim {
            return Ok(aim.clone());
        }
        let (solver, acts) = (&self.solver, self.excluded);
        while self.unrolling.steps.len() < acts as usize {
            self.unrolling.extend(solver)?;
        }
        let goal = self.unrolling.write(self.wanted.goal, acts)?;
        let few = few_act(&self.unrolling, self.wanted.actors);
        self.unrolling.settle(solver)?;
        let aim = Bool::named(&format!("aim {acts}"));
        solver.assert(&Bool::any(&[aim.negated(), Bool::all(&[goal, few])]));
        self.aim = Some(aim.clone());
        Ok(aim)
    }
}

/// No more than so many different people act.
fn few_act(unrolling: &Unrolling, most: Option<u32>) -> Bool {
    let Some(most) = most.filter(|_| !fault::on(Fault::ActorsUnlimited)) else { return Bool::constant(true) };
    let people = unrolling.ground.domain.people as usize;
    let acted: Vec<Bool> = (0..people)
        .map(|person| {
            let ever = unrolling.steps.iter().filter_map(|step| step.actor.get(person));
            Bool::any(&ever.map(|(_, acts)| acts.clone()).collect::<Vec<_>>())
        })
        .collect();
    Bool::at_least(most as usize + 1, &acted).negated()
}
