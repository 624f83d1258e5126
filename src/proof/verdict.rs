//! What is answered about a claim, and how it is reported.

use crate::model::{ClaimId, ElementId, ProvisionId, ReadingChoice};

use super::course::{Invariant, Post};
use super::filling::Filling;
use super::guard::Guard;
use super::mending::Premises;
use super::query::Objection;
use super::witness::Witness;

/// The answer to one claim (`language.md`, section 6, has the table).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    Proved,
    /// Under the assumptions that the claim names.
    ProvedAssuming,
    /// As long as no office changes hands, which the claim does not name as an assumption.
    ProvedWithoutTransfers,
    Violated,
    ViolatedAlways,
    Vacuous,
    Silent,
    /// Different answers under different readings, each listed.
    TurnsOnReading(Vec<Case>),
    /// Of `possible`: nothing ever makes it true.
    Refuted,
    Undecided(Reason),
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// No course of up to so many acts by up to so many people leads there, and there is no proof that none does. Of
    /// nobody: courses were not looked at.
    NoCourse { acts: u32, people: u32 },
    /// Nothing breaks the claim, but no such course leads to its premise, and there is no proof that none does.
    NoCourseToPremise { acts: u32, people: u32 },
    /// The solver gave up within its limit.
    Limit,
    /// The claim speaks of more cases than we are ready to write down.
    TooLarge,
    /// It has more combinations of readings than we are ready to try.
    TooManyReadings,
    /// A declaration could not be read, and nothing may be concluded from its absence.
    Hole,
    /// What it depends on is something else in the wording before, and nothing tells what became of it.
    Unlike,
}

/// The answer under one combination of the readings that matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    pub readings: Vec<ReadingChoice>,
    pub verdict: Verdict,
    pub articles: Vec<ProvisionId>,
    pub guards: Vec<Guard>,
    pub witness: Option<Box<Witness>>,
    /// Of `undecided`: a world that no proof excludes, and to which no course is known.
    pub unexcluded: Option<Box<Witness>>,
    /// Of a proof, if that was asked: the provisions without any one of which there would be none.
    pub at_stake: Option<Vec<ProvisionId>>,
    /// What holds in every world of every course and makes it a proof.
    pub invariants: Vec<Invariant>,
    /// Of a violation, if that was asked: the least sets of premises under which the claim would be proved.
    pub assumptions: Option<Vec<Premises>>,
    /// Of `silent`, if the claim is violated: how the text's gaps could be filled so that it would be proved.
    pub filling: Option<Filling>,
    /// Of `possible with N persons`: how few suffice, where that was found out.
    pub fewest: Option<Fewest>,
    /// Of `possible`, proved by a course: what the absence of each holder of a post means, if that was asked.
    pub absences: Vec<Absence>,
}

impl Case {
    /// A bare verdict.
    pub fn bare(readings: Vec<ReadingChoice>, verdict: Verdict) -> Self {
        Self {
            readings,
            verdict,
            articles: Vec::new(),
            guards: Vec::new(),
            witness: None,
            unexcluded: None,
            at_stake: None,
            invariants: Vec::new(),
            assumptions: None,
            filling: None,
            fewest: None,
            absences: Vec::new(),
        }
    }
}

/// How few people suffice for what a claim with a number of persons asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fewest {
    /// So many people act in some course that leads there.
    pub persons: u32,
    /// Whether it is proved that fewer do not suffice.
    pub least: bool,
}

/// Whether what a claim asks for can still come about while whoever holds a post does nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absence {
    pub post: Post,
    pub outcome: Without,
}

/// What becomes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Without {
    /// A course leads there without him, as the evaluator confirms.
    Spared,
    /// It is proved that none does; the provisions on which that rests.
    Needed(Vec<ProvisionId>),
    /// Possible under one reading of the text, and not under another.
    Turns,
    /// Neither was found out within the limits.
    Open,
}

/// The answer to one instance of one claim.
#[derive(Debug, Clone)]
pub struct Answer {
    pub claim: ClaimId,
    /// The values of the claim's `instances`.
    pub instance: Vec<ElementId>,
    pub verdict: Verdict,
    /// The verdict over courses that begin under the wording verified, where those that begin before it give another.
    pub clean_start: Option<Verdict>,
    /// The provisions it rests on, in declaration order.
    pub articles: Vec<ProvisionId>,
    /// The same, down to the cited conjunct; what follows without any of them is not listed.
    pub guards: Vec<Guard>,
    /// The options under which `witness` was found, and the only ones tried of readings that do not matter.
    pub readings: Vec<ReadingChoice>,
    /// A world that breaks the claim (or in which what is `possible` holds), replayed by the evaluator.
    pub witness: Option<Box<Witness>>,
    /// Of `undecided`: a world that no proof excludes, and to which no course is known.
    pub unexcluded: Option<Box<Witness>>,
    /// Of a proof, if that was asked: the provisions without any one of which there would be none.
    pub at_stake: Option<Vec<ProvisionId>>,
    /// What holds in every world of every course and makes it a proof.
    pub invariants: Vec<Invariant>,
    /// Of a violation, if that was asked: the least sets of premises under which the claim would be proved.
    pub assumptions: Option<Vec<Premises>>,
    /// Of `silent`, if the claim is violated: how the text's gaps could be filled so that it would be proved.
    pub filling: Option<Filling>,
    /// Of `possible with N persons`: how few suffice, where that was found out.
    pub fewest: Option<Fewest>,
    /// Of `possible`, proved by a course: what the absence of each holder of a post means, if that was asked.
    pub absences: Vec<Absence>,
    /// How much the answer cost.
    pub effort: Effort,
}

/// Counts of work. With one thread the same on every machine; with several it is left to chance who asks what first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Effort {
    /// Questions put to the solver.
    pub checks: u32,
    /// Whether another instance had asked the same question before.
    pub shared: bool,
}

/// All answers, in the order of the claims and of their instances, and what went wrong.
#[derive(Debug, Clone, Default)]
pub struct Report {
    pub answers: Vec<Answer>,
    /// Mistakes of the regulation: combinations of readings or assumptions without a lawful world.
    pub problems: Vec<crate::problem::Problem>,
    /// Failures of the tool. Nothing else in the report counts if there is one (exit code 3).
    pub failure: Option<Failure>,
}

/// A failure of the tool itself, never of the regulation.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    #[error("the evaluator does not confirm the world found for `{claim}`: {why}")]
    Replay { claim: String, why: String },
    #[error("two ways of proving `{claim}` disagree")]
    Disagreement { claim: String },
    #[error("the solver failed on `{claim}`: {why}")]
    Solver { claim: String, why: String },
}

impl Failure {
    /// Somebody who sees the questions objected to one of those about the claim.
    pub fn objected(objection: Objection, claim: &str) -> Self {
        let claim = claim.to_string();
        match objection {
            Objection::Disagreement => Failure::Disagreement { claim },
            Objection::Failed(why) => Failure::Solver { claim, why },
        }
    }
}

impl Answer {
    /// The answer to an instance that this case is.
    pub fn of(claim: ClaimId, instance: Vec<ElementId>, case: Case, effort: Effort) -> Self {
        Self {
            claim,
            instance,
            verdict: case.verdict,
            clean_start: None,
            articles: case.articles,
            guards: case.guards,
            readings: case.readings,
            witness: case.witness,
            unexcluded: case.unexcluded,
            at_stake: case.at_stake,
            invariants: case.invariants,
            assumptions: case.assumptions,
            filling: case.filling,
            fewest: case.fewest,
            absences: case.absences,
            effort,
        }
    }
}

impl Verdict {
    /// The verdict without the worlds that show it.
    #[must_use]
    pub fn bare(&self) -> Self {
        match self {
            Verdict::TurnsOnReading(cases) => {
                let bare = |case: &Case| Case::bare(case.readings.clone(), case.verdict.clone());
                Verdict::TurnsOnReading(cases.iter().map(bare).collect())
            }
            other => other.clone(),
        }
    }

    /// Whether nothing is left to be explained.
    pub fn is_green(&self) -> bool {
        matches!(self, Verdict::Proved | Verdict::ProvedAssuming)
    }
}
