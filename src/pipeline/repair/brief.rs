//! The least repairs of everything that does not hold, each looked for with little work.

use super::{Asked, Limits, Repairs, looked_for};
use crate::model::ClaimId;
use crate::pipeline::{Prover, Resolved, parallel};
use crate::proof::{Failure, Options, Report, Verdict};

/// What is looked at for one claim: single edits only, until a few of them mend it.
pub const LIMITS: Limits = Limits { tried: 96, singles: 24, pairs: 0, checks: 1000, offered: 2 };

/// How hard the prover tries under an amended wording: acts and people of the longest course that is looked for, and steps of
/// the solver for one question.
const ACTS: u32 = 3;
const PEOPLE: u32 = 4;
const EFFORT: u32 = 400_000;

/// So much more than a text is the search for one claim worth a thread.
const WORTH: usize = 1 << 20;

/// For each claim that does not hold in some of its answers, in order: what would make all of these hold. Other claims are
/// not looked at; neither is what turns on a reading, never comes about or is not known.
pub fn of_all(
    resolved: &Resolved,
    prover: Prover,
    report: &Report,
    options: &Options,
) -> Result<Vec<Repairs>, Failure> {
    let claims = (0..resolved.model.claims.len()).map(ClaimId::from_index);
    let asked: Vec<(ClaimId, Report, Vec<usize>)> = claims
        .filter_map(|claim| {
            let answers = report.answers.iter().filter(|answer| answer.claim == claim).cloned().collect();
            let now = Report { answers, ..Report::default() };
            let wanted: Vec<usize> =
                (0..now.answers.len()).filter(|at| fails(&now.answers[*at].verdict)).collect();
            (!wanted.is_empty()).then_some((claim, now, wanted))
        })
        .collect();
    let search = |index: usize| {
        let (claim, now, wanted) = asked[index].clone();
        let options = Options {
            acts: options.acts.min(ACTS),
            people: options.people.min(PEOPLE),
            effort: options.effort.min(EFFORT),
            // So that it does not depend on the machine how many questions are put.
            threads: Some(1),
            ..options.clone()
        };
        let asked = Asked { claim, instance: None, options, limits: LIMITS };
        looked_for(resolved, prover, &asked, Repairs::of(&resolved.model, claim, now, wanted))
    };
    parallel::each(asked.len(), |_| WORTH, search).into_iter().collect()
}

/// Whether it is known how the regulation falls short of what is asked, however its text is read.
fn fails(verdict: &Verdict) -> bool {
    matches!(
        verdict,
        Verdict::Violated | Verdict::ViolatedAlways | Verdict::Silent | Verdict::ProvedWithoutTransfers
    )
}
