//! The answers over a period: those of every wording that is in force in it, and why one turns from a day to the next.
//!
//! Where a wording changes, only claims that can have another answer are asked again: what they say, or something on
//! which they depend, is not the same. What came about under earlier wordings counts, as it does for one day.

mod carry;
mod cause;

use std::collections::{BTreeMap, BTreeSet};

use super::across::{self, Across, Before};
use super::compared::{cases, key};
use super::judge::{self, Standing};
use super::{Parsed, Prover, Resolved};
use crate::amend;
use crate::amend::joint::Joint;
use crate::model::{ClaimId, Model};
use crate::problem::Problem;
use crate::proof::{Answer, Failure, Options, Verdict};
use crate::syntax::calendar::Date;

pub use cause::Cause;

/// A claim and its instance, by name.
pub type Key = (String, Vec<String>);

/// Every wording of a period, in the names of its last day.
#[derive(Debug)]
pub struct Wordings {
    pub from: Date,
    pub to: Date,
    all: Vec<(Resolved, Vec<String>)>,
    /// Those in force before any day of the period, and those within it, oldest first.
    before: Vec<Before>,
}

/// The answers to every claim in each wording.
#[derive(Debug)]
pub struct Period {
    pub from: Date,
    pub to: Date,
    pub wordings: Vec<Wording>,
    /// Every instance of a claim that any of them has, those of the last one first.
    pub keys: Vec<Key>,
    pub flips: Vec<Flip>,
}

/// A wording and its answers.
#[derive(Debug)]
pub struct Wording {
    /// The first day of the period on which it is in force.
    pub day: Date,
    /// The amendments that come into force then.
    pub amendments: Vec<String>,
    pub resolved: Resolved,
    pub answers: BTreeMap<Key, Known>,
    /// What is wrong with claims.
    pub problems: Vec<Problem>,
    /// Of the claims: how many were asked, of how many in all.
    pub asked: (usize, usize),
    pub across: Option<Across>,
    /// The answers over courses that begin under this wording.
    clean: BTreeMap<Key, Clean>,
}

/// An answer, and what is known of how it was found.
#[derive(Debug, Clone)]
pub struct Known {
    /// In the terms of [`Wording::model`]. Of one that was not asked again no more than the verdict.
    pub answer: Answer,
    pub standing: Standing,
    /// The provisions on which it rests, by number.
    rests_on: Vec<String>,
    /// Whether it is that of the wording before, which was not asked again.
    carried: bool,
}

/// An answer that is another one from some day on.
#[derive(Debug)]
pub struct Flip {
    pub key: Key,
    /// The later of the two wordings, by position.
    pub at: usize,
    pub cause: Cause,
}

/// The answer over courses that begin under one wording.
#[derive(Debug, Clone)]
struct Clean {
    answer: Answer,
    /// Whether a world or course shows it.
    shown: bool,
    rests_on: Vec<String>,
    carried: bool,
}

impl Wordings {
    /// From one day to another. Fails with the wording that has errors, if one has.
    pub fn of(parsed: &Parsed, (from, to): (Date, Date), clean_start: bool) -> Result<Self, Box<Resolved>> {
        let later = parsed.days().into_iter().filter(|day| *day > from && *day <= to);
        let mut all: Vec<(Resolved, Vec<String>)> = std::iter::once(from)
            .chain(later)
            .map(|day| {
                let resolved = parsed.clone().at(day).renamed(&parsed.renamings(day, to)).resolve();
                (resolved, amend::of_day(&parsed.trees, day))
            })
            .collect();
        let is_wrong = |resolved: &Resolved| resolved.problems.iter().any(Problem::is_error);
        let mut before = if clean_start { Vec::new() } else { parsed.before(to) };
        if let Some(at) = all.iter().position(|(resolved, _)| is_wrong(resolved)) {
            return Err(Box::new(all.swap_remove(at).0));
        }
        if let Some(at) = before.iter().position(|it| is_wrong(&it.resolved)) {
            return Err(Box::new(before.swap_remove(at).resolved));
        }
        Ok(Self { from, to, all, before })
    }

    /// The wording of the first day.
    pub fn first(&self) -> Option<&Resolved> {
        self.all.first().map(|(resolved, _)| resolved)
    }

    /// The names of every claim.
    pub fn claims(&self) -> BTreeSet<&str> {
        let models = self.all.iter().map(|(resolved, _)| &resolved.model);
        models.flat_map(|model| model.claims.iter().map(|claim| claim.name.as_str())).collect()
    }

    /// The answers of each, on the day `today`. With `afresh`, all claims are asked in every wording.
    pub fn verified(
        self,
        prover: Prover,
        options: &Options,
        (today, afresh): (Date, bool),
    ) -> Result<Period, Failure> {
        let Self { from, to, all, before } = self;
        let asking = Asking { before: &before, prover, options, today, afresh };
        let mut wordings: Vec<Wording> = Vec::new();
        for (resolved, amendments) in all {
            let day = resolved.day.unwrap_or(from);
            let wording = asking.wording(wordings.last(), day, amendments, resolved)?;
            wordings.push(wording);
        }
        let keys = keys(&wordings);
        let flips = flips(&wordings, &keys);
        Ok(Period { from, to, wordings, keys, flips })
    }
}

impl Wording {
    /// In whose terms its answers are.
    pub fn model(&self) -> &Model {
        self.across.as_ref().map_or(&self.resolved.model, |across| &across.model)
    }
}

impl Period {
    /// Whether every answer of every wording is proved or expected.
    pub fn is_good(&self) -> bool {
        let open = |known: &Known| known.standing == Standing::Open;
        self.wordings.iter().all(|it| it.problems.is_empty() && !it.answers.values().any(open))
    }
}

/// How the wordings of a period are asked.
struct Asking<'a> {
    before: &'a [Before],
    prover: Prover,
    options: &'a Options,
    today: Date,
    afresh: bool,
}

impl Asking<'_> {
    fn wording(
        &self,
        earlier: Option<&Wording>,
        day: Date,
        amendments: Vec<String>,
        resolved: Resolved,
    ) -> Result<Wording, Failure> {
        let wanted: BTreeSet<String> = {
            let names = resolved.model.claims.iter().map(|claim| claim.name.clone());
            names.filter(|it| self.options.claims.is_empty() || self.options.claims.contains(it)).collect()
        };
        let mut asked = match earlier.filter(|_| !self.afresh) {
            Some(earlier) => {
                let (old, new) = (&earlier.resolved.model, &resolved.model);
                let joint = Joint::of(old, new);
                super::cones::concerned(&joint, &joint.reworded(old, new), (old, new))
            }
            None => wanted.clone(),
        };
        asked.retain(|name| wanted.contains(name));
        let mut wording = Wording {
            day,
            amendments,
            resolved,
            answers: BTreeMap::new(),
            problems: Vec::new(),
            asked: (0, wanted.len()),
            across: None,
            clean: BTreeMap::new(),
        };
        loop {
            let clean = self.clean(earlier, &mut wording, &wanted, &mut asked)?;
            self.counted(&mut wording, clean)?;
            // Of what turns though it was not asked, more than the verdict is wanted.
            let turned: Vec<String> = turns(earlier, &wording)
                .into_iter()
                .filter(|key| wording.answers.get(*key).is_some_and(|known| known.carried))
                .map(|(claim, _)| claim.clone())
                .collect();
            wording.asked.0 = asked.len();
            if turned.is_empty() {
                return Ok(wording);
            }
            asked.extend(turned);
        }
    }

    /// The answers over courses that begin under this wording, in the order of its claims. Claims of which nothing can
    /// be carried over are asked too.
    fn clean(
        &self,
        earlier: Option<&Wording>,
        wording: &mut Wording,
        wanted: &BTreeSet<String>,
        asked: &mut BTreeSet<String>,
    ) -> Result<Vec<Clean>, Failure> {
        let model = &wording.resolved.model;
        let mut all: BTreeMap<usize, Vec<Clean>> = BTreeMap::new();
        for (index, claim) in model.claims.iter().enumerate().filter(|(_, it)| wanted.contains(&it.name)) {
            if asked.contains(&claim.name) {
                continue;
            }
            match earlier.and_then(|earlier| carry::over(earlier, model, ClaimId::from_index(index))) {
                Some(carried) => _ = all.insert(index, carried),
                None => _ = asked.insert(claim.name.clone()),
            }
        }
        let claims = asked.iter().cloned().collect();
        let found = super::compared::answers(model, self.prover, claims, self.options)?;
        for answer in found.answers {
            let rests_on = numbers(model, &answer);
            let (index, shown) = (answer.claim.index(), answer.witness.is_some());
            all.entry(index).or_default().push(Clean { answer, shown, rests_on, carried: false });
        }
        wording.problems = found.problems;
        Ok(all.into_values().flatten().collect())
    }

    /// With what came about under the wordings before.
    fn counted(&self, wording: &mut Wording, clean: Vec<Clean>) -> Result<(), Failure> {
        let until = self.before.iter().take_while(|it| it.day <= wording.day).count();
        let answers: Vec<Answer> = clean.iter().map(|it| it.answer.clone()).collect();
        let mut later = vec![None; answers.len()];
        if until > 0 && self.options.courses {
            let (before, model) = (&self.before[..until], &wording.resolved.model);
            let crossing = across::crossing(before, model, &answers, self.prover, self.options)?;
            wording.problems.extend(crossing.problems);
            wording.across = Some(crossing.across);
            later = crossing.later;
        }
        let (mut all, mut known) = (BTreeMap::new(), BTreeMap::new());
        for (clean, later) in clean.into_iter().zip(later) {
            let model = wording.model();
            let key = key(model, &clean.answer);
            let later = later.and_then(|later| across::counted(later, &clean.answer, clean.shown));
            let (rests_on, carried) = match &later {
                Some(later) => (numbers(model, later), false),
                None => (clean.rests_on.clone(), clean.carried),
            };
            let answer = later.unwrap_or_else(|| clean.answer.clone());
            let standing = judge::standing(&wording.resolved.model, &answer, self.today);
            known.insert(key.clone(), Known { answer, standing, rests_on, carried });
            all.insert(key, clean);
        }
        wording.answers = known;
        wording.clean = all;
        Ok(())
    }
}

/// The provisions on which an answer rests, under any readings.
fn numbers(model: &Model, answer: &Answer) -> Vec<String> {
    let mut all = answer.articles.clone();
    if let Verdict::TurnsOnReading(cases) = &answer.verdict {
        all.extend(cases.iter().flat_map(|case| &case.articles));
    }
    let numbers: BTreeSet<String> = all.iter().map(|id| model.provisions[id.index()].number()).collect();
    numbers.into_iter().collect()
}

/// What both wordings answer, and not alike.
fn turns<'a>(earlier: Option<&'a Wording>, wording: &'a Wording) -> Vec<&'a Key> {
    let Some(earlier) = earlier else { return Vec::new() };
    let shared =
        earlier.answers.iter().filter_map(|(key, before)| Some((key, before, wording.answers.get(key)?)));
    let unlike = shared.filter(|(_, before, after)| {
        cases(earlier.model(), &before.answer.verdict) != cases(wording.model(), &after.answer.verdict)
    });
    unlike.map(|(key, ..)| key).collect()
}

/// Every instance of a claim, in the order of the last wording that has it.
fn keys(wordings: &[Wording]) -> Vec<Key> {
    let mut all: Vec<Key> = Vec::new();
    let mut seen = BTreeSet::new();
    for wording in wordings.iter().rev() {
        let place = |known: &Known| (known.answer.claim, known.answer.instance.clone());
        let mut own: Vec<_> = wording.answers.iter().map(|(key, known)| (place(known), key)).collect();
        own.sort();
        let new = own.into_iter().filter(|(_, key)| seen.insert((*key).clone()));
        all.extend(new.map(|(_, key)| key.clone()));
    }
    all
}

/// Every turn, day by day.
fn flips(wordings: &[Wording], keys: &[Key]) -> Vec<Flip> {
    let mut all = Vec::new();
    for (at, pair) in wordings.windows(2).enumerate() {
        let [earlier, wording] = pair else { continue };
        let turned: BTreeSet<&Key> = turns(Some(earlier), wording).into_iter().collect();
        if turned.is_empty() {
            continue;
        }
        let causes = cause::Causes::new(earlier, wording);
        for key in keys.iter().filter(|key| turned.contains(key)) {
            all.push(Flip { key: key.clone(), at: at + 1, cause: causes.of(key) });
        }
    }
    all
}
