//! `possible φ`: proved by a world, refuted by a proof, whatever the text leaves open.

use std::collections::BTreeSet;

use super::absence;
use super::claim::{Posed, Sought, Stop};
use super::course::{Invariant, Part, Post, Proof, Reach};
use super::fault::{self, Fault};
use super::fewest;
use super::filling::{Filling, fill, fillings, says};
use super::fold::Env;
use super::gap::{self, Gap};
use super::prop::Prop;
use super::question::Asked;
use super::session::{Session, Trouble};
use super::verdict::{Case, Fewest, Reason, Verdict};
use super::witness::Witness;
use crate::model::ElementId;

/// Proved if, however the gaps of the text are filled, some world at the start or at the end of a course satisfies the
/// formula. Refuted if none does, whatever fills them.
pub fn answer(posed: &Posed, session: &mut Session, env: &Env, instance: &[ElementId]) -> Result<Case, Stop> {
    let any = posed.wanted.ask(env)?;
    match session.satisfiable(posed.constants, &any.prop) {
        Ok(false) => return Ok(posed.never(session, env, &Proof::default())),
        Err(Trouble::Disagreement) => return Err(Trouble::Disagreement.into()),
        Ok(true) | Err(Trouble::Limit) => {} // Courses may tell where all worlds at once are too much.
    }
    let first = posed.wanted.at_first().ask(env).ok_or(Stop::TooLarge)?;
    let gaps = match whatever(posed, session, env, instance, &first)? {
        Ok(case) => return Ok(case),
        Err(gaps) => gaps,
    };
    // What fills a gap tells apart elements that were interchangeable without it.
    let whole = || posed.wanted.at_first().ask_whole(env).ok_or(Stop::TooLarge);
    let first = if gaps.is_empty() { first } else { whole()? };
    let fillings = fillings(posed.constants, gaps).ok_or(Stop::TooLarge)?;
    Open { posed, env, instance, first }.answer(session, &fillings)
}

/// One instance of the claim, asked about for each way to fill the gaps.
struct Open<'p, 'a> {
    posed: &'p Posed<'a>,
    env: &'p Env,
    instance: &'p [ElementId],
    /// The formula in worlds at the start.
    first: Asked,
}

impl Open<'_, '_> {
    fn answer(&self, session: &mut Session, fillings: &[Filling]) -> Result<Case, Stop> {
        let posed = self.posed;
        let mut witness: Option<Witness> = None;
        let (mut undecided, mut unexcluded) = (None, None);
        let mut impossible = Vec::new();
        for filling in fillings {
            match self.reached(session, filling, posed.claim.persons, None)? {
                Reach::Course(found) | Reach::NeverConstant(_, Ok(found)) => {
                    witness = witness.or(Some(*found));
                }
                Reach::Never(proof) => impossible.push((filling, proof)),
                Reach::NeverConstant(_, Err(acts)) => {
                    undecided = Some(Reason::NoCourse { acts, people: session.options.people });
                }
                Reach::Unknown { acts, people, world } => {
                    undecided = Some(Reason::NoCourse { acts, people });
                    unexcluded = unexcluded.or(world);
                }
            }
        }
        match (witness, undecided, impossible.is_empty()) {
            (Some(witness), None, true) => self.proved(session, fillings, witness),
            (None, None, false) => self.refuted(session, fillings, impossible),
            (_, Some(reason), _) => Ok(Case { unexcluded, ..posed.case(Verdict::Undecided(reason)) }),
            _ => Ok(posed.case(Verdict::Silent)),
        }
    }

    /// How few people suffice, and who cannot be missed, is asked where there is one way to fill the gaps.
    fn proved(&self, session: &mut Session, fillings: &[Filling], witness: Witness) -> Result<Case, Stop> {
        let posed = self.posed;
        let acted = witness.actors();
        let mut case = posed.witnessed(Verdict::Proved, witness);
        if let [only] = fillings {
            if posed.claim.persons.is_some() {
                let with = |session: &mut Session, actors| self.reached(session, only, Some(actors), None);
                case.fewest = Some(fewest::below(session, acted, with)?);
            }
            if session.options.absences {
                let persons = posed.claim.persons;
                let without = |post: &Post| self.reached(session, only, persons, Some(post));
                case.absences = absence::of_each(posed, self.env, without)?;
            }
        }
        Ok(case)
    }

    fn refuted(
        &self,
        session: &mut Session,
        fillings: &[Filling],
        proofs: Vec<(&Filling, Proof)>,
    ) -> Result<Case, Stop> {
        let proof = self.whatever_fills_them(session, proofs)?;
        let fewest = match (self.posed.claim.persons, fillings) {
            (Some(persons), [only]) => {
                let with = |session: &mut Session, actors| self.reached(session, only, Some(actors), None);
                fewest::above(session, persons, with)?
            }
            _ => None,
        };
        Ok(Case { fewest, ..self.posed.never(session, self.env, &proof) })
    }

    /// One proof from those for every way to fill the gaps: one that needs to know nothing of them, if there is one;
    /// else all of them, each as long as its filling holds.
    fn whatever_fills_them(
        &self,
        session: &mut Session,
        mut proofs: Vec<(&Filling, Proof)>,
    ) -> Result<Proof, Stop> {
        if let [(_, only)] = &mut proofs[..] {
            return Ok(std::mem::take(only));
        }
        let sought = Sought { actors: self.posed.claim.persons, ..Sought::plain(Part::Good) };
        if let Reach::Never(proof) = self.posed.reach(session, &sought, self.env, self.instance)? {
            return Ok(proof);
        }
        let mut all = Proof { rests: Some(Vec::new()), ..Proof::default() };
        for (filling, proof) in proofs {
            all.rests = all.rests.zip(proof.rests).map(|(one, other)| [one, other].concat());
            let otherwise = Prop::or(filling.iter().map(|(gap, value)| says(gap, value).negated()));
            all.invariants.extend(proof.invariants.into_iter().map(|invariant| Invariant {
                prop: Prop::or([otherwise.clone(), invariant.prop]),
                ..invariant
            }));
        }
        Ok(all)
    }

    /// Whether the formula comes about at the start or by a course, with the gaps filled in this way; by so many people
    /// if given, and while the holder of a post does nothing.
    fn reached(
        &self,
        session: &mut Session,
        filling: &Filling,
        actors: Option<u32>,
        absent: Option<&Post>,
    ) -> Result<Reach, Stop> {
        let Open { posed, env, instance, first } = self;
        let sought = Sought { actors, absent, ..Sought::plain(Part::Good) };
        if filling.is_empty() {
            return posed.reach(session, &sought, env, instance);
        }
        let asked = Asked { prop: fill(&first.prop, filling), sliced: first.sliced };
        if let Some(found) = self.confirmed(session, &asked, filling)? {
            return Ok(Reach::Course(Box::new(found)));
        }
        let any = posed.wanted.anywhere().ask_whole(env).ok_or(Stop::TooLarge)?;
        if !session.satisfiable(posed.constants, &fill(&any.prop, filling))? {
            return Ok(Reach::Never(Proof::default()));
        }
        let says = Prop::and(filling.iter().map(|(gap, value)| says(gap, value)).collect::<Vec<_>>());
        posed.reach(session, &Sought { besides: Some(&says), ..sought }, env, instance)
    }

    /// The least world under one filling of the gaps, which the witness is told of as well.
    fn confirmed(
        &self,
        session: &mut Session,
        asked: &Asked,
        filling: &Filling,
    ) -> Result<Option<Witness>, Stop> {
        // The gaps are put back as facts, so that the world that is shown says how they are filled.
        let facts = filling.iter().map(|(gap, value)| says(gap, value));
        let prop = Prop::and(std::iter::once(asked.prop.clone()).chain(facts));
        let asked = Asked { prop, sliced: asked.sliced };
        self.posed.confirmed(session, &asked, self.instance, &self.posed.claim.good)
    }
}

/// The answer, if there is a course that turns on nothing that the text leaves open; else the gaps that can matter.
fn whatever(
    posed: &Posed,
    session: &mut Session,
    env: &Env,
    instance: &[ElementId],
    first: &Asked,
) -> Result<Result<Case, BTreeSet<Gap>>, Stop> {
    let mut gaps = BTreeSet::new();
    gap::of(posed.constants, &first.prop, &mut gaps);
    if gaps.is_empty()
        && let Some(found) = posed.shown(session, &posed.wanted, env, instance)?
    {
        let fewest = posed.claim.persons.map(|_| Fewest { persons: 0, least: true });
        return Ok(Ok(Case { fewest, ..posed.witnessed(Verdict::Proved, found) }));
    }
    // Who may do what can turn on a gap as well.
    for prop in posed.spoken_of(Part::Good, env)?.iter().filter(|_| !fault::on(Fault::ActGapsIgnored)) {
        gap::of(posed.constants, prop, &mut gaps);
    }
    if gaps.is_empty() {
        return Ok(Err(gaps));
    }
    let sought = Sought { actors: posed.claim.persons, whatever: true, ..Sought::plain(Part::Good) };
    match posed.reach(session, &sought, env, instance)? {
        Reach::Course(found) => Ok(Ok(posed.witnessed(Verdict::Proved, *found))),
        Reach::Never(_) | Reach::NeverConstant(..) | Reach::Unknown { .. } => Ok(Err(gaps)),
    }
}
