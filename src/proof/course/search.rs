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
    /// The numbers of acts to try, in order.
    pub acts: (u32, u32),
}

/// The shortest course of so many acts; none if there is none over the people that the options allow.
pub fn shortest(session: &mut Session, system: &System, wanted: &Wanted) -> Result<Option<Found>, Trouble> {
    let people = session.options.people - u32::from(fault::on(Fault::OnePersonTooFew));
    let domain = system.domain(people, session.options.members);
    let solver = session.searching();
    let before = solver.checks();
    solver.remember();
    let result = within(solver, system, wanted, &domain);
    solver.forget();
    let asked = solver.checks() - before;
    (0..asked).for_each(|_| session.count());
    result
}

fn within(
    solver: &Solver,
    system: &System,
    wanted: &Wanted,
    domain: &Domain,
) -> Result<Option<Found>, Trouble> {
    let mut unrolling = Unrolling::new(system, domain, Start::Initial, wanted.transfers);
    if !fault::on(Fault::EverybodyPresent) {
        let order = unrolling.ground.let_be_absent();
        solver.assert(&order);
    }
    let most = if fault::on(Fault::LastActMissed) { wanted.acts.1.saturating_sub(1) } else { wanted.acts.1 };
    for acts in 0..=most {
        if acts > 0 {
            unrolling.extend(solver)?;
        }
        if acts < wanted.acts.0 {
            continue;
        }
        let goal = unrolling.write(wanted.goal, acts)?;
        let few = few_act(&unrolling, wanted.actors);
        unrolling.settle(solver)?;
        let aim = Bool::named(&format!("aim {acts}"));
        solver.assert(&Bool::any(&[aim.negated(), Bool::all(&[goal, few])]));
        match solver.check(&[aim.clone(), unrolling.ordered.clone()]) {
            Outcome::Unsatisfiable => {}
            Outcome::Unknown => return Err(Trouble::Limit),
            Outcome::Satisfiable => {
                solver.assert(&aim);
                solver.assert(&unrolling.ordered.negated());
                let example = least::course(solver, &mut unrolling)?;
                return extract(&unrolling, &example).map(Some).ok_or(Trouble::Limit);
            }
        }
    }
    Ok(None)
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
