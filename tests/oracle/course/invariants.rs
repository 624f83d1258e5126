//! The invariants of a proof in every world that explicit search reaches.

use kitei::model::{Claim, ClaimKind, Formula, Model};
use kitei::proof::{Answer, Invariant, Report, Verdict, with_own_variables};

use super::{Limits, Oracle, Size};
use crate::oracle::verdict::{Case, cases};

/// What is counted: invariants that held wherever they were looked at, and searches that were given up.
#[derive(Debug, Default, Clone, Copy)]
pub struct Checked {
    pub hold: usize,
    pub gave_up: usize,
}

/// Looks for a reachable world in which an invariant of some proof in the report is false; every one found.
pub fn broken(model: &Model, report: &Report, limits: Limits, sizes: &[Size]) -> (Checked, Vec<String>) {
    let own = with_own_variables(model);
    let oracle = Oracle::new(limits);
    let mut checked = Checked::default();
    let mut found = Vec::new();
    for answer in &report.answers {
        let claim = &own.claims[answer.claim.index()];
        for (readings, verdict, invariants) in proofs(model, answer) {
            let constant = claim.assuming.no_transfers || *verdict == Verdict::ProvedWithoutTransfers;
            let Some(asked) = false_somewhere(claim, invariants, constant) else { continue };
            let case = Case { model: &own, claim: &asked, instance: Vec::new(), readings };
            let answers = sizes.iter().map(|size| (size, oracle.answer(&case, *size)));
            let mut all = true;
            for (size, given) in answers {
                match given {
                    Ok(given) => {
                        if let Some(acts) = given.own().bad {
                            let what = format!("{} {:?}: {verdict:?}", claim.name, answer.instance);
                            found.push(format!(
                                "{what}, and an invariant is false after {acts} acts ({size:?})"
                            ));
                        }
                    }
                    Err(_) => all = false,
                }
            }
            checked.hold += if all { invariants.len() } else { 0 };
            checked.gave_up += usize::from(!all);
        }
    }
    (checked, found)
}

/// Every proof of an answer by invariants, with the readings under which it is one.
fn proofs<'a>(model: &Model, answer: &'a Answer) -> Vec<(Vec<u32>, &'a Verdict, &'a [Invariant])> {
    let all: Vec<_> = match &answer.verdict {
        Verdict::TurnsOnReading(all) => {
            all.iter().map(|case| (&case.readings, &case.verdict, &case.invariants[..])).collect()
        }
        verdict => vec![(&answer.readings, verdict, &answer.invariants[..])],
    };
    let claim = &model.claims[answer.claim.index()];
    let combinations: Vec<Vec<u32>> = cases(model, claim).into_iter().map(|case| case.readings).collect();
    let mut found = Vec::new();
    for (choices, verdict, invariants) in all.into_iter().filter(|(.., invariants)| !invariants.is_empty()) {
        let fits = |readings: &&Vec<u32>| choices.iter().all(|c| readings[c.reading.index()] == c.option);
        let fitting = combinations.iter().filter(fits);
        found.extend(fitting.map(|readings| (readings.clone(), verdict, invariants)));
    }
    found
}

/// A claim that is violated iff the invariants do not hold together somewhere; none if one is too long to be read.
fn false_somewhere(claim: &Claim, invariants: &[Invariant], constant: bool) -> Option<Claim> {
    let mut people: Vec<_> = invariants.iter().flat_map(Invariant::people).collect();
    people.sort_unstable();
    people.dedup();
    let all = invariants.iter().map(Invariant::formula).collect::<Option<Vec<_>>>()?;
    // Those who act, where their number is limited, are some people.
    let bad = if people.is_empty() {
        Formula::or(all.into_iter().map(Formula::negate))
    } else {
        Formula::exists(people, Formula::and(all)).negate()
    };
    let mut assuming = claim.assuming.clone();
    assuming.no_transfers = constant;
    Some(Claim {
        kind: ClaimKind::Never,
        instances: Vec::new(),
        premise: Formula::True,
        good: bad.clone().negate(),
        bad,
        assuming,
        ..claim.clone()
    })
}
