//! A proposed amendment against the wording that it would change: what differs, and what outlives its day.

use super::diff::{self, Diff};
use super::{Parsed, Prover, Resolved, Verified};
use crate::model::{Amendment, ClaimId};
use crate::proof::{Answer, Failure, Options, Report};
use crate::syntax::calendar::Date;
use crate::syntax::tree::Name;

/// A draft, examined.
#[derive(Debug)]
pub struct Proposal {
    /// What it is called where it lies.
    pub place: String,
    /// The day on which all of it is in force.
    pub day: Date,
    pub old: Resolved,
    /// Names that differ and nothing else.
    pub renamed: Vec<(Name, Name)>,
    pub diff: Diff,
    /// The draft, with the answers to the claims that depend on what it changes, and what outlives the day.
    pub verified: Verified,
}

/// Why a draft was not examined.
#[derive(Debug)]
pub enum Unexamined {
    /// One of the wordings has errors.
    Wrong(Box<Resolved>),
    Failed(Failure),
}

impl Proposal {
    /// Compares a draft with what it amends, on the day `at` or else on the last of its days.
    pub fn examined(
        place: String,
        (base, draft): (Parsed, Parsed),
        at: Option<Date>,
        prover: Prover,
        (options, today): (&Options, Date),
    ) -> Result<Self, Unexamined> {
        let own = base.days();
        let days: Vec<Date> = draft.days().into_iter().filter(|day| !own.contains(day)).collect();
        let day = at.or_else(|| days.last().copied()).unwrap_or(today);
        let first = days.first().copied().filter(|first| *first <= day).unwrap_or(day);
        let renamed = draft.renamings(first.previous(), day);
        let before = draft.before(day);
        let (old, new) = (base.at(day).renamed(&renamed).resolve(), draft.at(day).resolve());
        let wrong = |resolved: &Resolved| resolved.problems.iter().any(crate::problem::Problem::is_error);
        if wrong(&old) {
            return Err(Unexamined::Wrong(Box::new(old)));
        }
        if wrong(&new) {
            return Err(Unexamined::Wrong(Box::new(new)));
        }
        let diff = diff::diff(&old, &new, prover, options, today).map_err(Unexamined::Failed)?;
        let problems = diff.problems[1].clone();
        let report = Report { answers: diff.after.clone(), problems, failure: None };
        let verified = Verified { resolved: new, report, findings: Vec::new(), across: None };
        let verified = verified.across(&before, prover, options);
        if let Some(failure) = verified.report.failure {
            return Err(Unexamined::Failed(failure));
        }
        Ok(Self { place, day, old, renamed, diff, verified })
    }

    /// The amendments that are its own, in order.
    pub fn amendments(&self) -> impl Iterator<Item = &Amendment> {
        let known = &self.old.model.amendments;
        let own = self.verified.resolved.model.amendments.iter();
        own.filter(|it| known.iter().all(|other| other.name != it.name))
    }

    /// Answers that are other ones for whatever began before its day.
    pub fn left(&self) -> impl Iterator<Item = &Answer> {
        self.verified.report.answers.iter().filter(|answer| answer.clean_start.is_some())
    }

    /// What one of its claims is for.
    pub fn wish(&self, claim: ClaimId) -> Option<&str> {
        self.verified.resolved.model.claims[claim.index()].origin.text.as_deref()
    }
}
