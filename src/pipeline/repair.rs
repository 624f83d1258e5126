//! What would mend a claim? The least edits of the rules under which it is proved, each written as an amendment.
//!
//! Edits come from what the answer says: the norms that allowed the acts of a course, the lines of roles on which it
//! rests, the conditions that a proof needs, what the text leaves open. Each is written as the text of an amendment,
//! which is read, applied and resolved like any other, and the claim is proved of the amended regulation before the
//! edit is offered. Courses that are known to break the claim are replayed first: an edit that leaves one of them costs
//! no proof. Every new counterexample joins them. Two edits are tried together only if no single one does.

mod base;
pub mod brief;
mod context;
mod deeds;
mod edit;
pub mod effects;
mod fill;
mod known;
mod literal;
mod place;
mod possible;
mod search;
mod widen;

use std::collections::BTreeSet;

use super::{Prover, Resolved};
use crate::model::{ClaimId, ElementId, Model, PolicyGraph, ReadingChoice};
use crate::pipeline::cones;
use crate::proof::{Answer, Case, Failure, Options, Premises, Report, Verdict, Witness, least};
use base::Base;
use context::Context;
use literal::Words;

pub use edit::{Edit, Kind, Said, Thing};

/// What is asked: a claim, one of its instances or all, and how hard to try.
#[derive(Debug, Clone)]
pub struct Asked {
    pub claim: ClaimId,
    /// Only this instance.
    pub instance: Option<Vec<ElementId>>,
    pub options: Options,
    pub limits: Limits,
}

/// Where a search ends. These are counts, so that what is found does not depend on the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Amendments of a single edit that are tried, and how many of them are proved.
    pub tried: usize,
    pub singles: usize,
    /// Pairs that are proved.
    pub pairs: usize,
    /// Questions put to the solver; no proof is begun after so many.
    pub checks: u32,
    /// So many repairs are offered at most.
    pub offered: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { tried: usize::MAX, singles: 96, pairs: 48, checks: u32::MAX, offered: 6 }
    }
}

/// The answer as it is, and what would mend it.
#[derive(Debug)]
pub struct Repairs {
    pub claim: ClaimId,
    /// What the claim comes to now; of all its instances.
    pub now: Report,
    /// The instances to be mended, by position in `now`.
    pub wanted: Vec<usize>,
    /// In the order in which they are tried, none a part of another.
    pub offered: Vec<Repair>,
    /// Every single edit that was thought of, in order.
    pub thought: Vec<Edit>,
    /// Sets of declared assumptions under which all that is wanted would hold.
    pub assumptions: Vec<Premises>,
    /// The least combinations of readings under which all that is wanted holds.
    pub readings: Vec<Vec<ReadingChoice>>,
    pub tally: Tally,
}

/// One way to mend the claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// The amendment.
    pub text: String,
    pub edits: Vec<Edit>,
}

/// How the search went.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Single edits that were thought of.
    pub edits: usize,
    /// Amendments that were tried: single edits, and pairs of them.
    pub tried: usize,
    /// Of these, those that a known course refuted without a proof.
    pub refuted: usize,
    /// Those under which the question never arises, or something that it is about never comes about any more.
    pub vacuous: usize,
    /// Those of which it is not known whether they mend the claim.
    pub undecided: usize,
    /// Whether a limit ended the search before all was tried.
    pub limited: bool,
    /// Whether pairs were tried.
    pub pairs: bool,
}

/// Looks for repairs of a claim. Nothing is wrong with the regulation's text.
pub fn offered(resolved: &Resolved, prover: Prover, asked: &Asked) -> Result<Repairs, Failure> {
    let model = &resolved.model;
    let name = model.claims[asked.claim.index()].name.clone();
    let options = Options { claims: vec![name], assumptions: true, ..asked.options.clone() };
    let now = (prover.verify)(model, &options);
    if let Some(failure) = now.failure {
        return Err(failure);
    }
    let wanted = wanted(&now.answers, asked.instance.as_deref());
    looked_for(resolved, prover, asked, Repairs::of(model, asked.claim, now, wanted))
}

/// The same with what was found.
fn looked_for(
    resolved: &Resolved,
    prover: Prover,
    asked: &Asked,
    mut repairs: Repairs,
) -> Result<Repairs, Failure> {
    if repairs.wanted.is_empty() || !repairs.is_known() {
        return Ok(repairs);
    }
    let model = &resolved.model;
    let claim = &model.claims[asked.claim.index()];
    let base = Base::new(resolved);
    let answers: Vec<&Answer> = repairs.wanted.iter().map(|index| &repairs.now.answers[*index]).collect();
    let told: Vec<(&Witness, &[ElementId])> = answers
        .iter()
        .flat_map(|answer| witnesses(answer).map(|witness| (witness, &answer.instance[..])))
        .collect();
    let shown: Vec<&Witness> = told.iter().map(|(witness, _)| *witness).collect();
    let spoken = Words::of(claim);
    let words = spoken.with(model, shown.iter().copied());
    let context = Context { base: &base, claim, spoken, words };
    let cone = cones::of_claim(&PolicyGraph::new(model), model, asked.claim);
    let mut edits = deeds::edits(&context, &shown);
    edits.extend(widen::edits(&context, &answers));
    edits.extend(fill::edits(&context, &cone));
    edits.sort_by(|a, b| a.key().cmp(&b.key()));
    let mut known = BTreeSet::new();
    edits.retain(|edit| known.insert(edit.change.clone()));
    let goal = search::Goal::new(&repairs.now.answers, &repairs.wanted);
    let still = possible::Still::new(model, &context.spoken);
    let mut search = search::Search::new(&base, prover, asked, (goal, still), &told);
    let found = search.run(&edits)?;
    (repairs.offered, repairs.tally, repairs.thought) = (found, search.tally, edits);
    Ok(repairs)
}

/// The amendment that makes these edits, as it can be added to the rules.
pub fn amendment(resolved: &Resolved, edits: &[&Edit]) -> String {
    Base::new(resolved).amendment(edits)
}

impl Repairs {
    /// Before anything has been looked for.
    fn of(model: &Model, claim: ClaimId, now: Report, wanted: Vec<usize>) -> Self {
        Self {
            claim,
            assumptions: assumptions(&now, &wanted),
            readings: readings(model, &now, &wanted),
            now,
            wanted,
            offered: Vec::new(),
            thought: Vec::new(),
            tally: Tally::default(),
        }
    }

    /// Whether it is known of everything that is wanted why it does not hold.
    pub fn is_known(&self) -> bool {
        self.wanted.iter().all(|index| !matches!(self.now.answers[*index].verdict, Verdict::Undecided(_)))
            && self.now.problems.is_empty()
    }
}

/// The instances to be mended: those asked for that are not green. Those that are only vacuous count if there is
/// nothing else.
fn wanted(answers: &[Answer], instance: Option<&[ElementId]>) -> Vec<usize> {
    let asked = |answer: &Answer| instance.is_none_or(|instance| answer.instance == instance);
    let open: Vec<usize> = answers
        .iter()
        .enumerate()
        .filter(|(_, answer)| asked(answer) && !answer.verdict.is_green())
        .map(|(index, _)| index)
        .collect();
    let failing: Vec<usize> =
        open.iter().copied().filter(|index| answers[*index].verdict != Verdict::Vacuous).collect();
    if failing.is_empty() { open } else { failing }
}

/// The courses that break the claim, under every reading.
fn witnesses(answer: &Answer) -> impl Iterator<Item = &Witness> {
    let own = answer.witness.as_deref().filter(|_| breaks(&answer.verdict));
    let cases: &[Case] = if let Verdict::TurnsOnReading(cases) = &answer.verdict { cases } else { &[] };
    let read = cases.iter().filter(|case| breaks(&case.verdict)).filter_map(|case| case.witness.as_deref());
    own.into_iter().chain(read)
}

/// Whether the world that comes with the verdict breaks the claim.
fn breaks(verdict: &Verdict) -> bool {
    matches!(
        verdict,
        Verdict::Violated | Verdict::ViolatedAlways | Verdict::Silent | Verdict::ProvedWithoutTransfers
    )
}

/// The sets of assumptions under which everything wanted holds.
fn assumptions(now: &Report, wanted: &[usize]) -> Vec<Premises> {
    let mut sets = wanted.iter().map(|index| now.answers[*index].assumptions.clone().unwrap_or_default());
    let first = sets.next().unwrap_or_default();
    sets.fold(first, |all, set| all.into_iter().filter(|premises| set.contains(premises)).collect())
}

/// The least combinations of readings under which everything wanted holds.
fn readings(model: &Model, now: &Report, wanted: &[usize]) -> Vec<Vec<ReadingChoice>> {
    let mut all: Option<Vec<Vec<ReadingChoice>>> = None;
    for index in wanted {
        let Verdict::TurnsOnReading(cases) = &now.answers[*index].verdict else { return Vec::new() };
        let green: Vec<_> =
            cases.iter().filter(|case| case.verdict.is_green()).map(|case| case.readings.clone()).collect();
        all = Some(match all {
            None => green,
            Some(all) => all.into_iter().filter(|choices| green.contains(choices)).collect(),
        });
    }
    let all = all.unwrap_or_default();
    let table: Vec<(&[ReadingChoice], ())> = all.iter().map(|choices| (&choices[..], ())).collect();
    least(model, &table).into_iter().map(|least| least.readings).collect()
}
