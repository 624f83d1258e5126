//! One question about courses, by all the ways there are to answer it, the cheapest first.

use super::super::claim::Stop;
use super::super::fault::{self, Fault};
use super::super::session::{Session, Trouble};
use super::super::witness::Witness;
use super::certify::certified;
use super::found::Found;
use super::hints::Hints;
use super::houdini;
use super::invariant::{Invariant, candidates};
use super::reach::{Goal, Proof, Reach};
use super::replay::{self, Conditions};
use super::search::{self, Deepening, Wanted};
use super::system::System;
use super::unexcluded;
use super::workflow::{self, Workflow};
use crate::model::Domain;

/// Courses of so few acts are searched for before anything is proved, whatever it takes.
const SHORT: u32 = 3;

/// And of so many (of any number, where there is likely to be one), as long as this part of the work allowed excludes
/// each length.
const LIKELY: u32 = 8;
const EASY: u32 = 400;

/// Where any course will do, it is looked for among so few people first, with this part of the work for each length.
const HANDFUL: u32 = 3;
const ROUGH: u32 = 100;

/// One question about courses.
pub struct Attempt<'a, 's, 'm> {
    session: &'s mut Session<'m>,
    system: &'a System<'a>,
    goal: &'a Goal<'a>,
    /// The same acts by the few who may act, if that is limited.
    few: Option<System<'a>>,
    /// What holds in every world of every course, with transfers, as far as few people tell.
    survivors: Vec<Invariant>,
    /// The same for the last proof that failed because they do not exclude the goal.
    open: Option<Vec<Invariant>>,
}

/// A course that the evaluator has confirmed.
struct Confirmed {
    found: Found,
    witness: Box<Witness>,
}

impl<'a, 's, 'm> Attempt<'a, 's, 'm> {
    /// Nothing tried yet.
    pub fn new(session: &'s mut Session<'m>, system: &'a System<'a>, goal: &'a Goal<'a>) -> Self {
        let few = goal.actors.map(|actors| system.by_few(actors));
        Self { session, system, goal, few, survivors: Vec::new(), open: None }
    }

    /// By courses that were found before, invariants that held before, searches and proofs.
    pub fn with(mut self, hints: &mut Hints) -> Result<Reach, Stop> {
        let (goal, most) = (self.goal, self.session.options.acts);
        let hinted = self.replayed(hints);
        let reachable = hinted.is_some();
        match hinted {
            Some((transfers, witness)) if goal.any || !transfers => return Ok(Reach::Course(witness)),
            Some(_) => {}
            None => {
                if let Some(proof) = self.recalled(hints, goal.transfers)? {
                    return Ok(Reach::Never(proof));
                }
            }
        }
        if !reachable && let Some(reach) = self.as_workflow(hints)? {
            return Ok(reach);
        }
        let (system, full) = (self.system, self.session.options.effort);
        if goal.any
            && let Some(course) = self.any(most, full / ROUGH)?
        {
            return Ok(Reach::Course(course.kept(hints, false)));
        }
        let domain = search::domain(self.session, system);
        let first = goal.transfers && fault::on(Fault::StaffingIgnored);
        let mut constant = Deepening::new(self.session, system, self.wanted(first), &domain);
        let likely = if goal.expected { most } else { LIKELY.min(most) };
        for (acts, effort) in [(SHORT.min(most), full), (likely, full / EASY)] {
            if let Some(course) = self.search(&mut constant, acts, effort)? {
                return Ok(Reach::Course(course.kept(hints, first)));
            }
        }
        if goal.transfers
            && !reachable
            && let Some(proof) = self.proved(hints, true)?
        {
            return Ok(Reach::Never(proof));
        }
        let proof = self.never_constantly(hints)?;
        if proof.is_none()
            && let Some(course) = self.search(&mut constant, most, full)?
        {
            return Ok(Reach::Course(course.kept(hints, first)));
        }
        if !goal.transfers {
            return proof.map_or_else(|| self.unknown(constant.excluded()), |proof| Ok(Reach::Never(proof)));
        }
        let mut changing = Deepening::new(self.session, system, self.wanted(true), &domain);
        let counter = self.search(&mut changing, most, full)?.map(|course| course.kept(hints, true));
        match (proof, counter) {
            (Some(proof), counter) => {
                Ok(Reach::NeverConstant(proof, counter.ok_or(changing.excluded().unwrap_or(0))))
            }
            (None, Some(course)) => Ok(Reach::Course(course)),
            (None, None) => self.unknown(constant.excluded().min(changing.excluded())),
        }
    }

    /// By the witnesses of the acts that the goal needs, if it needs many.
    fn as_workflow(&mut self, hints: &mut Hints) -> Result<Option<Reach>, Stop> {
        let found = match workflow::answer(self.session, self.system, self.goal)? {
            Some(Workflow::Never(proof)) => return Ok(Some(Reach::Never(proof))),
            Some(Workflow::Course(found)) => found,
            None => return Ok(None),
        };
        let Ok(witness) = self.confirmed(&found, false) else { return Ok(None) };
        Ok(Some(Reach::Course(Confirmed { found, witness }.kept(hints, false))))
    }

    /// By searches alone.
    pub fn without_proofs(mut self) -> Result<Reach, Stop> {
        let most = self.session.options.acts;
        let full = self.session.options.effort;
        let domain = search::domain(self.session, self.system);
        let mut excluded = most;
        for transfers in [false, true].into_iter().filter(|transfers| self.goal.transfers || !transfers) {
            let mut search = Deepening::new(self.session, self.system, self.wanted(transfers), &domain);
            if let Some(course) = self.search(&mut search, most, full)? {
                return Ok(Reach::Course(course.witness));
            }
            excluded = search.excluded().map_or(0, |acts| acts.min(excluded));
        }
        self.unknown(Some(excluded))
    }

    /// Whether it is proved that no course leads there. It is not tried where some course is found with little work.
    pub fn never(mut self, transfers: bool) -> Result<bool, Stop> {
        let (most, effort) = (LIKELY.min(self.session.options.acts), self.session.options.effort / ROUGH);
        let domain = self.handful();
        let search = Deepening::new(self.session, self.system, self.wanted(transfers), &domain);
        if search.exists(self.session, most, effort) == Ok(true) {
            return Ok(false);
        }
        Ok(self.proved(&mut Hints::default(), transfers)?.is_some())
    }

    /// None was found of so many acts; if not even the first world could be excluded, the limit was too small.
    fn unknown(&mut self, acts: Option<u32>) -> Result<Reach, Stop> {
        let acts = acts.ok_or(Trouble::Limit)?;
        let system = self.few.as_ref().unwrap_or(self.system);
        // Nobody is shown what is not excluded of an absence.
        let open = self.open.as_ref().filter(|_| self.goal.absent.is_none());
        let world = open.and_then(|survivors| unexcluded::world(self.session, system, survivors, self.goal));
        Ok(Reach::Unknown { acts, people: self.session.options.people, world: world.map(Box::new) })
    }

    fn wanted(&self, transfers: bool) -> Wanted<'a> {
        self.goal.wanted(self.goal.prop, transfers)
    }

    /// The shortest course, replayed by the evaluator.
    fn search(&mut self, search: &mut Deepening, acts: u32, effort: u32) -> Result<Option<Confirmed>, Stop> {
        let found = search.up_to(self.session, acts, effort)?;
        found.map(|found| self.shown(found, search.transfers())).transpose()
    }

    /// Some course among a handful of people, if one is found with little work.
    fn any(&mut self, acts: u32, effort: u32) -> Result<Option<Confirmed>, Stop> {
        let domain = self.handful();
        let search = Deepening::new(self.session, self.system, self.wanted(false), &domain);
        let found = search.any(self.session, acts, effort)?;
        found.map(|found| self.shown(found, false)).transpose()
    }

    /// Few people.
    fn handful(&self) -> Domain {
        let options = self.session.options;
        self.system.domain(HANDFUL.min(options.people), options.members)
    }

    /// The course that a search has found; nothing may come of a search that the evaluator does not confirm.
    fn shown(&self, found: Found, transfers: bool) -> Result<Confirmed, Stop> {
        let witness = self.confirmed(&found, transfers).map_err(Stop::Replay)?;
        Ok(Confirmed { found, witness })
    }

    fn confirmed(&self, found: &Found, transfers: bool) -> Result<Box<Witness>, String> {
        let goal = self.goal;
        let under = Conditions { transfers, actors: goal.actors, absent: goal.absent };
        replay::confirmed(self.system.constants, found, &goal.shown, &under).map(Box::new)
    }

    /// A course that leads there as well, and whether offices may change hands in it.
    fn replayed(&self, hints: &Hints) -> Option<(bool, Box<Witness>)> {
        let mut known = hints.courses.iter().filter(|(transfers, _)| self.goal.transfers || !transfers);
        known.find_map(|(transfers, found)| Some((*transfers, self.confirmed(found, *transfers).ok()?)))
    }

    /// A proof that no course leads there without offices changing hands.
    fn never_constantly(&mut self, hints: &mut Hints) -> Result<Option<Proof>, Stop> {
        // Without transfers, what is known was tried first of all.
        if self.goal.transfers
            && let Some(proof) = self.recalled(hints, false)?
        {
            return Ok(Some(proof));
        }
        self.proved(hints, false)
    }

    /// Invariants that were a proof under other readings and are one here.
    fn recalled(&mut self, hints: &Hints, transfers: bool) -> Result<Option<Proof>, Stop> {
        for (_, invariants) in hints.proofs.iter().filter(|(with, _)| *with == transfers) {
            if self.certified(invariants, transfers)? {
                return Ok(Some(Proof { invariants: invariants.clone(), rests: None }));
            }
        }
        Ok(None)
    }

    /// A new proof that no course leads there; the hints keep it.
    fn proved(&mut self, hints: &mut Hints, transfers: bool) -> Result<Option<Proof>, Stop> {
        let wanted = self.wanted(transfers);
        let too_many = |actors: u32| actors as usize > self.system.cast.people.len();
        if wanted.actors.is_some_and(too_many) || !self.session.options.invariants {
            return Ok(None);
        }
        let system = self.few.as_ref().unwrap_or(self.system);
        let all = candidates(system, transfers, wanted.actors, wanted.goal);
        for people in houdini::people(system, &wanted) {
            let system = self.few.as_ref().unwrap_or(self.system);
            let known = std::mem::take(&mut self.survivors);
            let thinned = match houdini::thinned(self.session, system, &known, &all, &wanted, people) {
                Err(Trouble::Limit) => break,
                thinned => thinned?,
            };
            let Some(invariants) = thinned.needed else {
                self.open = Some(thinned.survivors.clone());
                self.survivors = thinned.survivors;
                return Ok(None);
            };
            if self.certified(&invariants, transfers)? {
                hints.proofs.push((transfers, invariants.clone()));
                return Ok(Some(Proof { invariants, rests: None }));
            }
            // So few people tell too little.
        }
        // Nothing of what was tried is known to hold.
        self.open = Some(Vec::new());
        Ok(None)
    }

    fn certified(&mut self, invariants: &[Invariant], transfers: bool) -> Result<bool, Stop> {
        let wanted = self.wanted(transfers);
        let system = self.few.as_ref().unwrap_or(self.system);
        match certified(self.session, system, invariants, &wanted) {
            Err(Trouble::Limit) => Ok(false),
            answer => Ok(answer?),
        }
    }
}

impl Confirmed {
    fn kept(self, hints: &mut Hints, transfers: bool) -> Box<Witness> {
        hints.course(transfers, self.found);
        self.witness
    }
}
