//! Answers that cannot be other ones: their verdicts, in the terms of the next wording.

use super::{Clean, Wording};
use crate::model::{Claim, ClaimId, ElementId, Model, ReadingChoice, Sort};
use crate::proof::{Answer, Case, Effort, Verdict};

/// The answers to a claim under the wording before, over courses that begin there; none if the two wordings do not know
/// the same instances and readings.
pub fn over(earlier: &Wording, new: &Model, claim: ClaimId) -> Option<Vec<Clean>> {
    let (old, of) = (&earlier.resolved.model, &new.claims[claim.index()]);
    let mut carried = Vec::new();
    for ((_, instance), known) in earlier.clean.iter().filter(|((other, _), _)| *other == of.name) {
        let instance = instance_of(new, of, instance)?;
        let case = Case::bare(Vec::new(), translated(old, new, &known.answer.verdict)?);
        let answer = Answer::of(claim, instance, case, Effort::default());
        let Clean { shown, rests_on, .. } = known.clone();
        carried.push(Clean { answer, shown, rests_on, carried: true });
    }
    carried.sort_by(|one, other| one.answer.instance.cmp(&other.answer.instance));
    (carried.len() == instances(new, of)).then_some(carried)
}

/// The elements of these names.
fn instance_of(model: &Model, claim: &Claim, names: &[String]) -> Option<Vec<ElementId>> {
    let element = |(var, name): (&crate::model::VarId, &String)| {
        let Sort::Kind(kind) = model.vars[var.index()].sort else { return None };
        let index = model.kinds[kind.index()].elements.iter().position(|element| element.name == *name)?;
        Some(ElementId { kind, index: u32::try_from(index).ok()? })
    };
    (claim.instances.len() == names.len())
        .then(|| claim.instances.iter().zip(names).map(element).collect())
        .flatten()
}

/// How many instances the claim has.
fn instances(model: &Model, claim: &Claim) -> usize {
    let size = |var: &crate::model::VarId| match model.vars[var.index()].sort {
        Sort::Kind(kind) => model.kinds[kind.index()].elements.len(),
        _ => 1,
    };
    claim.instances.iter().map(size).product()
}

/// The verdict alone, with the readings of the new wording.
fn translated(old: &Model, new: &Model, verdict: &Verdict) -> Option<Verdict> {
    let Verdict::TurnsOnReading(cases) = verdict else { return Some(verdict.clone()) };
    let cases = cases.iter().map(|case| {
        let choices: Option<Vec<ReadingChoice>> =
            case.readings.iter().map(|it| choice(old, new, *it)).collect();
        Some(Case::bare(choices?, case.verdict.bare()))
    });
    Some(Verdict::TurnsOnReading(cases.collect::<Option<_>>()?))
}

/// The reading and option of the same names.
fn choice(old: &Model, new: &Model, choice: ReadingChoice) -> Option<ReadingChoice> {
    let before = &old.readings[choice.reading.index()];
    let option = &before.options.get(choice.option as usize)?.name;
    let reading = new.readings.iter().position(|reading| reading.name == before.name)?;
    let option = new.readings[reading].options.iter().position(|other| other.name == *option)?;
    Some(ReadingChoice {
        reading: crate::model::ReadingId::from_index(reading),
        option: u32::try_from(option).ok()?,
    })
}
