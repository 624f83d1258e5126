//! Whether some course leads to a world as wanted: found, proved impossible, or neither within the limits.
//!
//! Courses with constant staffing come first, as long as they are easily excluded, since most violations are found there
//! for a tenth of the price of a failed proof; then the proofs; then longer courses; last those in which offices change
//! hands.

use std::rc::Rc;

use super::super::claim::Stop;
use super::super::gap;
use super::super::guard::Guard;
use super::super::prop::Prop;
use super::super::session::Session;
use super::super::stake::Open;
use super::super::witness::{Shown, Witness};
use super::attempt::Attempt;
use super::cast::Cast;
use super::core::{Core, Sources};
use super::hints::Hints;
use super::invariant::Invariant;
use super::post::Post;
use super::repertoire::Repertoire;
use super::search::Wanted;
use super::system::System;
use crate::model::{Formula, Norm};
use crate::proof::constants::Constants;

/// The acts of a regulation under one choice for every reading, ready for questions about courses.
pub struct Courses<'a> {
    cast: &'a Cast,
    repertoire: Repertoire<'a>,
    /// What matters to each goal asked about so far, and to what every world must meet.
    systems: Vec<(Prop, Rc<System<'a>>)>,
}

/// What is asked about courses.
#[allow(clippy::struct_excessive_bools)] // each is asked of every goal by itself
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
    /// Whoever holds this post does nothing.
    pub absent: Option<&'g Post>,
    /// Whether it is enough to know that there is a course, be it the shortest or not.
    pub any: bool,
    /// Whether there is likely to be one.
    pub expected: bool,
    /// Whether only courses count that turn on nothing that the text leaves open. Nothing is proved then.
    pub whatever: bool,
    /// The same with the guards on which a proof may rest.
    pub sources: Sources<'g>,
}

impl Goal<'_> {
    /// The same for searches and proofs, as another formula.
    pub fn wanted<'w>(&self, goal: &'w Prop, transfers: bool) -> Wanted<'w> {
        Wanted { goal, transfers, actors: self.actors, any: self.any }
    }
}

/// What was found out.
#[derive(Debug)]
pub enum Reach {
    /// This course leads there.
    Course(Box<Witness>),
    /// No course leads there.
    Never(Proof),
    /// None does as long as no office changes hands. A course in which one does, or of how many acts none was found.
    NeverConstant(Proof, Result<Box<Witness>, u32>),
    /// None was found of so many acts by so many people, and no proof. With a world that no proof excludes, if there is
    /// one to show.
    Unknown { acts: u32, people: u32, world: Option<Box<Witness>> },
}

/// What holds in every world of every course, and excludes the goal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proof {
    pub invariants: Vec<Invariant>,
    /// What it rests on, if that has been found out.
    pub rests: Option<Vec<Guard>>,
}

impl Proof {
    /// What it may rest on: all that decides who may do the acts which the invariants speak of.
    pub fn guards(&self, constants: &Constants) -> Vec<Guard> {
        if let Some(rests) = &self.rests {
            return rests.clone();
        }
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
        Self { cast, repertoire: Repertoire::new(constants, cast), systems: Vec::new() }
    }

    /// The goal, what every world must meet, and who may do the acts that matter with which effects; none if it is
    /// too much to be written down.
    pub fn spoken_of(&mut self, goal: &Prop, always: &Prop) -> Option<Vec<Prop>> {
        let system = self.system(goal, always)?;
        let mut all = vec![goal.clone(), always.clone()];
        for deed in &system.deeds {
            all.push(deed.guard.clone());
            all.extend(deed.effects.values().flat_map(|effect| [effect.gives.clone(), effect.ends.clone()]));
        }
        Some(all)
    }

    /// The posts on which it turns who may do what matters; none if it is too much to be written down.
    pub fn posts(&mut self, goal: &Prop, always: &Prop) -> Option<Vec<Post>> {
        Some(self.system(goal, always)?.posts())
    }

    /// The acts that matter to a goal; worked out once.
    fn system(&mut self, goal: &Prop, always: &Prop) -> Option<Rc<System<'a>>> {
        let mut known = self.systems.iter();
        if let Some((_, system)) = known.find(|(asked, system)| asked == goal && system.always == *always) {
            return Some(Rc::clone(system));
        }
        let system = Rc::new(System::of(&mut self.repertoire, self.cast, &[goal], always)?);
        self.systems.push((goal.clone(), Rc::clone(&system)));
        Some(system)
    }

    /// Whether some course leads to the goal. What is found out is added to the hints.
    pub fn reach(&mut self, session: &mut Session, goal: &Goal, hints: &mut Hints) -> Result<Reach, Stop> {
        let system = self.system(goal.prop, goal.always).ok_or(Stop::TooLarge)?;
        let system = goal.absent.map_or(system.clone(), |post| Rc::new(system.without(post)));
        if goal.whatever {
            let prop = gap::whatever(system.constants, goal.prop);
            let system = system.whatever();
            return Attempt::new(session, &system, &Goal { prop: &prop, ..*goal }).without_proofs();
        }
        let mut reach = Attempt::new(session, &system, goal).with(hints)?;
        let (proof, transfers) = match &mut reach {
            Reach::Never(proof) => (proof, goal.transfers),
            Reach::NeverConstant(proof, _) => (proof, false),
            Reach::Course(_) | Reach::Unknown { .. } => return Ok(reach),
        };
        if session.options.articles && proof.rests.is_none() && !proof.invariants.is_empty() {
            let core = Core { plain: &self.repertoire, goal, transfers, invariants: &proof.invariants };
            proof.rests = core.rests(session);
        }
        Ok(reach)
    }

    /// Whether no course leads to the goal while a provision is open, since these or other invariants hold.
    pub fn never_while(
        &mut self,
        session: &mut Session,
        goal: &Goal,
        (invariants, transfers): (&[Invariant], bool),
        open: &Open,
    ) -> Result<bool, Stop> {
        let transfers = transfers && goal.transfers;
        Core { plain: &self.repertoire, goal, transfers, invariants }.holds_while(session, open)
    }
}
