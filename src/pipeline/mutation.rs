//! What would nobody notice? Every mutant of a regulation, and which check of its author's notices it first.
//!
//! A mutant is noticed if something comes out otherwise than for the original: a scenario, a published table, a built-in
//! check, a claim. The cheap things are asked first: scenarios and tables, then claims in single worlds, those first that
//! cost least for the original; then whether the mutant means the same; and only then claims over courses of events, of
//! which the original is asked no more than the mutants call for. Claims that do not depend on what was changed are
//! not asked. An answer `undecided` never counts as noticed. A mutant that is proved to mean the same is no survivor.

mod answers;
mod baseline;
mod notice;
mod same;
mod told;
mod waive;

use super::{Prover, Resolved, parallel};
use crate::model::{ClaimId, ElementId, Mutant};
use crate::problem::Problem;
use crate::proof::{Failure, Options};
use crate::syntax::calendar::Date;
use baseline::Baseline;

pub(super) use baseline::table;
pub use told::survivor;

/// What became of every mutant.
#[derive(Debug)]
pub struct Mutation {
    /// In the order of the text.
    pub judged: Vec<Judged>,
    /// What is wrong with the waivers.
    pub problems: Vec<Problem>,
}

/// One mutant, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    pub mutant: Mutant,
    pub fate: Fate,
}

/// What becomes of a mutant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// By this first, in the order in which checks are asked.
    Noticed(Notice),
    /// Proved: nobody may, must or is more or less by it, in any lawful world, or at least in any course of events.
    Equivalent { courses: bool },
    /// Nothing notices it; the `allow` line, by position, that says why that is right.
    Waived(usize),
    /// Nothing notices it; how many claims were left undecided about it that are decided for the original.
    Survives { undecided: usize },
}

/// What notices a mutant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// The scenario at this position comes out otherwise.
    Scenario(usize),
    /// The published table at this position has another cell.
    Table(usize),
    /// The built-in check of this code finds something else.
    Check(&'static str),
    /// The claim has another answer; in single worlds already, or over courses of events.
    Claim { claim: ClaimId, instance: Vec<ElementId>, courses: bool },
    /// No world is lawful any more where the claim asks.
    NoWorld(ClaimId),
}

impl Mutation {
    /// How many nobody notices, beside the waived and the equivalent ones.
    pub fn survivors(&self) -> impl Iterator<Item = &Judged> {
        self.judged.iter().filter(|judged| matches!(judged.fate, Fate::Survives { .. }))
    }
}

/// How hard is tried, and on what.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// For one mutant; the original is asked with the same limits.
    pub options: Options,
    /// Only mutants with these words in their name.
    pub only: Option<String>,
}

impl Asked {
    /// The usual limits: less than for a verification, since the questions are many.
    pub fn usual() -> Self {
        let options =
            Options { acts: 6, people: 4, effort: 400_000, cross_check: false, ..Options::default() };
        Self { options: Options { articles: false, ..options }, only: None }
    }
}

/// Judges every mutant.
pub fn run(resolved: &Resolved, prover: Prover, asked: &Asked, today: Date) -> Result<Mutation, Failure> {
    let model = &resolved.model;
    let all = model.mutants();
    let wanted = |mutant: &&Mutant| asked.only.as_ref().is_none_or(|words| mutant.matches(words));
    let mutants: Vec<&Mutant> = all.iter().filter(wanted).collect();
    let options = Options { threads: Some(1), articles: false, absences: false, ..asked.options.clone() };
    let baseline = Baseline::of(model, prover, &options)?;
    let work = |index: usize| baseline.judge(mutants[index]);
    let fates = parallel::each(mutants.len(), |_| WORTH, work);
    let mut judged = Vec::new();
    for (mutant, fate) in mutants.into_iter().zip(fates) {
        judged.push(Judged { mutant: mutant.clone(), fate: fate? });
    }
    let problems = waive::waive(model, &mut judged, all.len(), asked.only.is_none(), today);
    Ok(Mutation { judged, problems })
}

/// So much more than a text is a mutant worth a thread.
const WORTH: usize = 1 << 20;
