//! Whether some course leads to a world as wanted: found, proved impossible, or neither within the limits.
//!
//! Short courses with constant staffing come first, since most violations are found there for a tenth of the price of
//! a failed proof; then the proofs; then long courses; last those in which offices change hands.

use super::super::claim::Stop;
use super::super::fault::{self, Fault};
use super::super::gap;
use super::super::guard::Guard;
use super::super::prop::Prop;
use super::super::session::Session;
use super::super::witness::{Shown, Witness};
use super::cast::Cast;
use super::certify::certified;
use super::houdini;
use super::invariant::{Invariant, candidates};
use super::repertoire::Repertoire;
use super::replay;
use super::search::{Wanted, shortest};
use super::system::System;
use crate::model::{Formula, Norm};
use crate::proof::constants::Constants;

/// Courses of so few acts are searched for before anything is proved.
const SHORT: u32 = 3;

/// The acts of a regulation under one choice for every reading, ready for questions about courses.
pub struct Courses<'a> {
    cast: &'a Cast,
    repertoire: Repertoire<'a>,
}

/// What is asked about courses.
pub struct Goal<'g> {
    /// What the last world must satisfy; closed kinds written out, all elements kept.
    pub prop: &'g Prop,
    /// The assumptions in force, which every world meets.
    pub always: &'g Prop,
    /// The same for the evaluator.
    pub shown: Shown<'g>,
    /// Whether offices may change hands.
    pub transfers: bool,
    /// How many different people may act, if that is limited.
    pub actors: Option<u32>,
    /// Whether only courses count that turn on nothing that the text leaves open. Nothing is proved then.
    pub whatever: bool,
}

/// What was found out.
#[derive(Debug)]
pub enum Reach {
    /// This course leads there.
    Course(Box<Witness>),
    /// No course leads there.
    Never(Proof),
    /// None does as long as no office changes hands. A course in which one does, if one was found.
    NeverConstant(Proof, Option<Box<Witness>>),
    /// None was found of so many acts by so many people, and no proof.
    Unknown { acts: u32, people: u32 },
}

/// What holds in every world of every course, and excludes the goal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proof {
    pub invariants: Vec<Invariant>,
}

impl Proof {
    /// What it may rest on: all that decides who may do the acts which the invariants speak of.
    pub fn guards(&self, constants: &Constants) -> Vec<Guard> {
        let model = constants.model;
        let mut guards = Vec::new();
        for act in self.invariants.iter().flat_map(|invariant| &invariant.acts) {
            let stands = |norm: &&Norm| norm.origin.readings.iter().all(|choice| constants.reads(*choice));
            for norm in model.norms.iter().filter(|norm| norm.act == *act).filter(stands) {
                norm.condition.visit(&mut |part| {
                    if let Formula::Cited(cited, _) = part {
                        guards.push(Guard::Cited(*cited));
                    }
                });
            }
        }
        guards
    }
}

impl<'a> Courses<'a> {
    /// Nothing worked out yet.
    pub fn new(constants: &'a Constants<'a>, cast: &'a Cast) -> Self {
        Self { cast, repertoire: Repertoire::new(constants, cast) }
    }

    /// The goal, what every world must meet, and who may do the acts that matter with which effects; none if it is
    /// too much to be written down.
    pub fn spoken_of(&mut self, goal: Prop, always: Prop) -> Option<Vec<Prop>> {
        let system = System::of(&mut self.repertoire, self.cast, &[&goal], &always)?;
        let mut all = vec![goal, always];
        for deed in system.deeds {
            all.push(deed.guard);
            all.extend(deed.effects.into_values().flat_map(|effect| [effect.gives, effect.ends]));
        }
        Some(all)
    }

    /// The goal, reached by a course that turns on nothing that the text leaves open; none if none was found.
    fn whatever(&self, session: &mut Session, system: &System, goal: &Goal) -> Result<Reach, Stop> {
        let prop = gap::whatever(system.constants, goal.prop);
        let (system, most) = (system.whatever(), session.options.acts);
        let goal = Goal { prop: &prop, shown: goal.shown, ..*goal };
        for transfers in [false, true].into_iter().filter(|transfers| goal.transfers || !transfers) {
            if let Some(found) = search(session, &system, &goal, transfers, (0, most))? {
                return Ok(Reach::Course(found));
            }
        }
        Ok(Reach::Unknown { acts: most, people: session.options.people })
    }

    /// Whether some course leads to the goal.
    pub fn reach(&mut self, session: &mut Session, goal: &Goal) -> Result<Reach, Stop> {
        let system =
            System::of(&mut self.repertoire, self.cast, &[goal.prop], goal.always).ok_or(Stop::TooLarge)?;
        if goal.whatever {
            return self.whatever(session, &system, goal);
        }
        let most = session.options.acts;
        let first = goal.transfers && fault::on(Fault::StaffingIgnored);
        if let Some(found) = search(session, &system, goal, first, (0, SHORT.min(most)))? {
            return Ok(Reach::Course(found));
        }
        if goal.transfers
            && let Some(proof) = prove(session, &system, goal, true)?
        {
            return Ok(Reach::Never(proof));
        }
        if let Some(proof) = prove(session, &system, goal, false)? {
            if !goal.transfers {
                return Ok(Reach::Never(proof));
            }
            let counter = search(session, &system, goal, true, (0, most))?;
            return Ok(Reach::NeverConstant(proof, counter));
        }
        if let Some(found) = search(session, &system, goal, false, (SHORT + 1, most))? {
            return Ok(Reach::Course(found));
        }
        if goal.transfers
            && let Some(found) = search(session, &system, goal, true, (0, most))?
        {
            return Ok(Reach::Course(found));
        }
        Ok(Reach::Unknown { acts: most, people: session.options.people })
    }
}

/// The shortest course of so many acts, replayed by the evaluator.
fn search(
    session: &mut Session,
    system: &System,
    goal: &Goal,
    transfers: bool,
    acts: (u32, u32),
) -> Result<Option<Box<Witness>>, Stop> {
    if acts.0 > acts.1 {
        return Ok(None);
    }
    let wanted = Wanted { goal: goal.prop, transfers, actors: goal.actors, acts };
    let Some(found) = shortest(session, system, &wanted)? else { return Ok(None) };
    replay::confirmed(system.constants, &found, &goal.shown, transfers, goal.actors)
        .map(|witness| Some(Box::new(witness)))
        .map_err(Stop::Replay)
}

/// A proof that no course leads to the goal.
fn prove(
    session: &mut Session,
    system: &System,
    goal: &Goal,
    transfers: bool,
) -> Result<Option<Proof>, Stop> {
    let few;
    let system = match goal.actors {
        Some(actors) if actors as usize > system.cast.people.len() => return Ok(None),
        Some(actors) => {
            few = system.by_few(actors);
            &few
        }
        None => system,
    };
    let all = candidates(system, transfers, goal.actors, goal.prop);
    let needed = houdini::needed(session, system, &all, goal.prop, transfers, goal.actors)?;
    let Some(needed) = needed else { return Ok(None) };
    let invariants: Vec<Invariant> = needed.into_iter().filter_map(|index| all.get(index).cloned()).collect();
    match certified(session, system, &invariants, goal.prop, transfers, goal.actors) {
        Ok(true) => Ok(Some(Proof { invariants })),
        Ok(false) | Err(super::super::session::Trouble::Limit) => Ok(None),
        Err(trouble) => Err(trouble.into()),
    }
}
