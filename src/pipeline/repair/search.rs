//! The search for the least amendments that mend a claim: single edits in their order, then pairs.

use std::collections::BTreeMap;

use super::base::Base;
use super::edit::{Edit, Kind};
use super::known::Course;
use super::possible::Still;
use super::{Asked, Limits, Repair, Tally, witnesses};
use crate::model::{Claim, ElementId, Model};
use crate::pipeline::{Prover, Resolved};
use crate::proof::{Answer, Failure, Options, Verdict, Witness};
use crate::source::Span;

/// So many repairs of one kind are offered at most, and of one kind of one declaration.
const OF_A_KIND: usize = 3;
const OF_A_PLACE: usize = 2;
/// With so many offered, no edits farther from the claim are tried; with any, none as far as this.
const CHOICE: usize = 3;
const FAR: usize = 2;
/// Courses kept to refute later edits.
const COURSES: usize = 32;

/// What an amended regulation must come to.
pub struct Goal {
    /// Instances that must be green.
    green: Vec<Vec<ElementId>>,
}

/// The search.
pub struct Search<'a> {
    base: &'a Base<'a>,
    prover: Prover,
    options: Options,
    claim: &'a Claim,
    goal: Goal,
    still: Still,
    courses: Vec<Course>,
    limits: Limits,
    proofs: usize,
    /// Questions put to the solver.
    checks: u32,
    pub tally: Tally,
}

/// What became of one amendment.
enum Fate {
    Mends,
    Fails,
}

impl Goal {
    /// What is wanted becomes green, and what is green stays so.
    pub fn new(now: &[Answer], wanted: &[usize]) -> Self {
        let green = now.iter().enumerate();
        let green = green.filter(|(index, answer)| wanted.contains(index) || answer.verdict.is_green());
        Self { green: green.map(|(_, answer)| answer.instance.clone()).collect() }
    }

    /// The answers that are not as they must be.
    fn open<'r>(&self, answers: &'r [Answer]) -> Vec<&'r Answer> {
        let must = |answer: &&Answer| self.green.contains(&answer.instance) && !answer.verdict.is_green();
        answers.iter().filter(must).collect()
    }

    /// Whether every instance that counts has been answered.
    fn is_answered(&self, answers: &[Answer]) -> bool {
        self.green.iter().all(|instance| answers.iter().any(|answer| answer.instance == *instance))
    }
}

impl<'a> Search<'a> {
    /// The search for what breaks none of these courses.
    pub fn new(
        base: &'a Base<'a>,
        prover: Prover,
        asked: &Asked,
        (goal, still): (Goal, Still),
        told: &[(&Witness, &[ElementId])],
    ) -> Self {
        let claim = &base.resolved.model.claims[asked.claim.index()];
        let options = Options {
            claims: vec![claim.name.clone()],
            articles: false,
            graded: false,
            assumptions: false,
            absences: false,
            ..asked.options.clone()
        };
        let courses = told.iter().map(|(witness, instance)| Course::of(witness, instance)).collect();
        let (limits, tally) = (asked.limits, Tally::default());
        Self { base, prover, options, claim, goal, still, courses, limits, proofs: 0, checks: 0, tally }
    }

    /// The least amendments, in order.
    pub fn run(&mut self, edits: &[Edit]) -> Result<Vec<Repair>, Failure> {
        self.tally.edits = edits.len();
        let mut offered: Vec<Repair> = Vec::new();
        let mut counts: BTreeMap<(Kind, Option<Span>), usize> = BTreeMap::new();
        for (index, edit) in edits.iter().enumerate() {
            let farther = index.checked_sub(1).is_some_and(|before| edits[before].far < edit.far);
            if farther && offered.len() >= if edit.far < FAR { CHOICE } else { 1 } {
                break;
            }
            let keys = [((edit.kind, None), OF_A_KIND), ((edit.kind, Some(edit.at)), OF_A_PLACE)];
            if keys.iter().any(|(key, most)| counts.get(key).is_some_and(|count| count >= most)) {
                continue;
            }
            if offered.len() >= self.limits.offered || self.is_spent(self.limits.singles) {
                break;
            }
            if let Some(repair) = self.attempt(&[edit])? {
                offered.push(repair);
                keys.iter().for_each(|(key, _)| *counts.entry(*key).or_default() += 1);
            }
        }
        if offered.is_empty() && self.limits.pairs > 0 { self.pairs(edits) } else { Ok(offered) }
    }

    /// Whether so many proofs have been made, and more would be.
    fn is_spent(&mut self, most: usize) -> bool {
        let Limits { tried, checks, .. } = self.limits;
        let spent = self.proofs >= most || self.tally.tried >= tried || self.checks >= checks;
        self.tally.limited |= spent;
        spent
    }

    /// The least pairs: those of which each keeps a course from happening that the other does not.
    fn pairs(&mut self, edits: &[Edit]) -> Result<Vec<Repair>, Failure> {
        self.tally.pairs = edits.len() > 1;
        self.proofs = 0;
        let broken: Vec<Vec<bool>> = edits.iter().map(|edit| self.stops(edit)).collect();
        let fits = |one: &[bool], other: &[bool]| {
            let all = one.iter().zip(other).all(|(one, other)| *one || *other);
            let each = one.contains(&true) && other.contains(&true) || one.is_empty();
            all && each && one.len() == other.len()
        };
        let mut offered = Vec::new();
        for (index, one) in edits.iter().enumerate() {
            for (later, other) in edits.iter().enumerate().skip(index + 1) {
                if one.at == other.at || !fits(&broken[index], &broken[later]) {
                    continue;
                }
                if offered.len() >= OF_A_KIND || self.is_spent(self.limits.pairs) {
                    return Ok(offered);
                }
                offered.extend(self.attempt(&[one, other])?);
            }
        }
        Ok(offered)
    }

    /// Which of the known courses an edit keeps from happening.
    fn stops(&self, edit: &Edit) -> Vec<bool> {
        let amended = self.base.amended(&self.base.amendment(&[edit]));
        let Some((amended, claim)) = amended.as_ref().and_then(|it| Some((it, self.claim_in(&it.model)?)))
        else {
            return vec![false; self.courses.len()];
        };
        let same = self.base.has_vocabulary_of(&amended.model);
        self.courses.iter().map(|course| !same || !course.breaks(&amended.model, claim)).collect()
    }

    /// The repair that these edits are, if they are one.
    fn attempt(&mut self, edits: &[&Edit]) -> Result<Option<Repair>, Failure> {
        let text = self.base.amendment(edits);
        let Some(amended) = self.base.amended(&text) else { return Ok(None) };
        self.tally.tried += 1;
        let mends = matches!(self.fate(&amended)?, Fate::Mends);
        let edits = edits.iter().map(|edit| (*edit).clone()).collect();
        Ok(mends.then_some(Repair { text, edits }))
    }

    fn fate(&mut self, amended: &Resolved) -> Result<Fate, Failure> {
        let Some(claim) = self.claim_in(&amended.model) else { return Ok(Fate::Fails) };
        let same = self.base.has_vocabulary_of(&amended.model);
        if same && self.courses.iter().any(|course| course.breaks(&amended.model, claim)) {
            self.tally.refuted += 1;
            return Ok(Fate::Fails);
        }
        self.proofs += 1;
        let report = (self.prover.verify)(&amended.model, &self.options);
        if let Some(failure) = report.failure {
            return Err(failure);
        }
        let checks = report.answers.iter().map(|answer| answer.effort.checks);
        self.checks = checks.fold(self.checks, u32::saturating_add);
        let open = self.goal.open(&report.answers);
        if open.is_empty() {
            let good = report.problems.is_empty() && self.goal.is_answered(&report.answers);
            if good
                && same
                && self.still.is_lost(
                    &self.base.resolved.model,
                    &amended.model,
                    self.prover,
                    &self.options,
                )?
            {
                self.tally.vacuous += 1;
                return Ok(Fate::Fails);
            }
            return Ok(if good { Fate::Mends } else { Fate::Fails });
        }
        let is =
            |verdict: fn(&Verdict) -> bool| usize::from(open.iter().all(|answer| verdict(&answer.verdict)));
        self.tally.vacuous += is(|verdict| *verdict == Verdict::Vacuous);
        self.tally.undecided += is(|verdict| matches!(verdict, Verdict::Undecided(_)));
        for answer in open.into_iter().filter(|_| same) {
            let new = witnesses(answer).map(|witness| Course::of(witness, &answer.instance));
            let new: Vec<Course> = new.filter(|course| !self.courses.contains(course)).collect();
            let free = COURSES.saturating_sub(self.courses.len());
            self.courses.extend(new.into_iter().take(free));
        }
        Ok(Fate::Fails)
    }

    fn claim_in<'m>(&self, model: &'m Model) -> Option<&'m Claim> {
        model.claims.iter().find(|claim| claim.name == self.claim.name)
    }
}
