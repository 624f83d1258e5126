//! What else a repair changes: answers to other claims, cells of published tables, scenarios.

use std::collections::BTreeSet;

use super::Repair;
use super::base::Base;
use crate::model::scenario::{self, ScenarioOutcome};
use crate::model::{ClaimId, ElementId, Model, PolicyGraph};
use crate::pipeline::compared::{CellChanged, answers, are_same, cells};
use crate::pipeline::{Prover, Resolved, cones};
use crate::proof::{Answer, Failure, Options, Verdict};

/// What a repair changes besides the claim that it mends.
#[derive(Debug, Clone, Default)]
pub struct Effects {
    /// In the order of the claims and their instances.
    pub answers: Vec<Changed>,
    pub cells: Vec<CellChanged>,
    /// Scenarios that come out otherwise, by position.
    pub scenarios: Vec<usize>,
    /// How many other claims depend on what is changed, and were verified again.
    pub asked: usize,
}

/// Another answer to one instance of a claim.
#[derive(Debug, Clone)]
pub struct Changed {
    pub claim: ClaimId,
    pub instance: Vec<ElementId>,
    pub before: Verdict,
    /// None: no world is lawful any more where the claim asks.
    pub after: Option<Verdict>,
}

/// The effects of each of these repairs, in order.
pub fn of(
    resolved: &Resolved,
    prover: Prover,
    claim: ClaimId,
    repairs: &[Repair],
    options: &Options,
) -> Result<Vec<Effects>, Failure> {
    let model = &resolved.model;
    let graph = PolicyGraph::new(model);
    let claims: Vec<ClaimId> = (0..model.claims.len()).map(ClaimId::from_index).collect();
    let others: Vec<_> = claims.iter().filter(|id| **id != claim).collect();
    let cones: Vec<_> = others.iter().map(|id| (**id, cones::of_claim(&graph, model, **id))).collect();
    let concerned = |repair: &Repair| -> Vec<ClaimId> {
        let met = |cone: &_| {
            let touches = |edit: &super::Edit| edit.touched.as_ref().is_none_or(|it| cones::meets(it, cone));
            repair.edits.iter().any(touches)
        };
        cones.iter().filter(|(_, cone)| met(cone)).map(|(id, _)| *id).collect()
    };
    let named = |id: ClaimId| model.claims[id.index()].name.clone();
    let asked: Vec<Vec<ClaimId>> = repairs.iter().map(concerned).collect();
    let all: BTreeSet<ClaimId> = asked.iter().flatten().copied().collect();
    let options = Options { articles: false, assumptions: false, absences: false, ..options.clone() };
    let before = answers(model, prover, all.into_iter().map(named).collect(), &options)?.answers;
    let base = Base::new(resolved);
    let mut effects = Vec::new();
    for (repair, asked) in repairs.iter().zip(asked) {
        let Some(amended) = base.amended(&repair.text) else { continue };
        // A claim under which no world is lawful any more has no answer, which is told as such.
        let after = answers(&amended.model, prover, asked.iter().copied().map(named).collect(), &options)?;
        let compared = before.iter().filter(|answer| asked.contains(&answer.claim));
        let changed = compared
            .filter_map(|answer| changed((model, answer), (&amended.model, &after.answers)))
            .collect();
        effects.push(Effects {
            answers: changed,
            cells: cells(model, &amended.model, prover),
            scenarios: scenarios(model, &amended.model),
            asked: asked.len(),
        });
    }
    Ok(effects)
}

/// What has become of an answer, if it is another one.
fn changed((model, before): (&Model, &Answer), (amended, after): (&Model, &[Answer])) -> Option<Changed> {
    let same = |answer: &&Answer| answer.claim == before.claim && answer.instance == before.instance;
    let after = after.iter().find(same).map(|answer| answer.verdict.bare());
    if after.as_ref().is_some_and(|after| are_same((model, &before.verdict), (amended, after))) {
        return None;
    }
    Some(Changed {
        claim: before.claim,
        instance: before.instance.clone(),
        before: before.verdict.bare(),
        after,
    })
}

/// The scenarios that come out otherwise.
fn scenarios(before: &Model, after: &Model) -> Vec<usize> {
    let passes = |model: &Model, index: usize| {
        let scenario = model.scenarios.get(index)?;
        Some(scenario::run(model, scenario).outcome == ScenarioOutcome::Passed)
    };
    (0..before.scenarios.len()).filter(|index| passes(before, *index) != passes(after, *index)).collect()
}
