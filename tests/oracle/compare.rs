//! The engine's answers held against the oracle's.

use std::collections::BTreeMap;

use kitei::model::eval::{Env, Evaluator, initial, lawful};
use kitei::model::{Claim, ClaimId, ClaimKind, ElementId, Formula, Model, Value};
use kitei::proof::{self, Answer, Reason, Report, Witness};

use super::search::Bound;
use super::verdict::{Case, Verdict, cases};

/// What the oracle says of every case of one regulation, claim by claim.
pub struct Judged {
    pub verdicts: Vec<Vec<(Vec<ElementId>, Vec<u32>, Verdict)>>,
    pub bound: Bound,
}

/// How often each verdict was given, and how often there was nothing to compare.
pub type Tally = BTreeMap<&'static str, usize>;

/// The tallies of all parts together; fails, with the first of them, if anything disagreed.
pub fn agreed(parts: Vec<(Tally, Vec<String>)>) -> Tally {
    let mut tally = Tally::new();
    let mut wrong = Vec::new();
    for (part, found) in parts {
        part.into_iter().for_each(|(name, count)| *tally.entry(name).or_default() += count);
        wrong.extend(found);
    }
    println!("{tally:#?}");
    assert!(wrong.is_empty(), "{} disagreements, the first:\n{}", wrong.len(), wrong[0]);
    tally
}

/// Decides every case of every claim.
pub fn judge(model: &Model, bound: Bound) -> Judged {
    let decide = |case: Case<'_>| {
        let verdict = case.verdict(bound);
        (case.instance.iter().filter_map(element).collect(), case.readings, verdict)
    };
    let claim = |claim| cases(model, claim).into_iter().map(decide).collect();
    Judged { verdicts: model.claims.iter().map(claim).collect(), bound }
}

fn element(value: &Value) -> Option<ElementId> {
    match value {
        Value::Element(element) => Some(*element),
        _ => None,
    }
}

/// Everything in which the report disagrees with the oracle; what agrees is counted.
pub fn disagreements(model: &Model, judged: &Judged, report: &Report, tally: &mut Tally) -> Vec<String> {
    let mut found = Vec::new();
    if let Some(failure) = &report.failure {
        found.push(format!("the tool failed: {failure}"));
    }
    for (index, (claim, verdicts)) in model.claims.iter().zip(&judged.verdicts).enumerate() {
        let of_claim = |answer: &&Answer| answer.claim == ClaimId::from_index(index);
        let answers: Vec<&Answer> = report.answers.iter().filter(of_claim).collect();
        if verdicts.iter().any(|(.., verdict)| *verdict == Verdict::Contradictory) {
            *tally.entry("contradictory").or_default() += 1;
            if report.problems.is_empty() || !answers.is_empty() {
                found.push(format!("{}: no lawful world, and nothing is said of it", claim.name));
            }
            continue;
        }
        let turning = answers.iter().filter(|a| matches!(a.verdict, proof::Verdict::TurnsOnReading(_)));
        *tally.entry("turns on a reading").or_default() += turning.count();
        for (instance, readings, verdict) in verdicts {
            let Some(answer) = answers.iter().find(|answer| answer.instance == *instance) else {
                found.push(format!("{} {instance:?}: no answer", claim.name));
                continue;
            };
            let compared = Compared { model, claim, bound: judged.bound, answer, readings, verdict };
            match compared.outcome() {
                Ok(name) => *tally.entry(name).or_default() += 1,
                Err(why) => found.push(format!("{} {instance:?} {readings:?}: {why}", claim.name)),
            }
        }
    }
    found
}

/// One case, answered twice.
struct Compared<'a> {
    model: &'a Model,
    claim: &'a Claim,
    bound: Bound,
    answer: &'a Answer,
    readings: &'a [u32],
    verdict: &'a Verdict,
}

impl Compared<'_> {
    /// The verdict both agree on (or why there is nothing to compare); else the difference.
    fn outcome(&self) -> Result<&'static str, String> {
        let (verdict, witness) = self.engine();
        if let Some(witness) = witness {
            self.replay(witness)?;
        }
        let people = witness.map(|witness| witness.world.domain.people);
        match (self.verdict, verdict) {
            (_, proof::Verdict::Undecided(Reason::Limit | Reason::TooLarge)) => Ok("engine gave up"),
            (Verdict::GaveUp, _) => Ok("oracle gave up"),
            (Verdict::Proved { people: least }, proof::Verdict::Proved | proof::Verdict::ProvedAssuming) => {
                // Only what is possible is shown by a world.
                self.same_size(*least, people)?;
                Ok(if self.claim.kind == ClaimKind::Possible { "possible" } else { "proved" })
            }
            (Verdict::Violated { people: least, always: false }, proof::Verdict::Violated) => {
                self.same_size(*least, people)?;
                Ok("violated")
            }
            (Verdict::Violated { people: least, .. }, proof::Verdict::Silent) => {
                self.same_size(*least, people)?;
                self.mended()
            }
            (Verdict::Violated { people: least, always: true }, proof::Verdict::ViolatedAlways) => {
                self.same_size(*least, people)?;
                Ok("violated always")
            }
            (Verdict::Vacuous, proof::Verdict::Vacuous) => Ok("vacuous"),
            (Verdict::Refuted, proof::Verdict::Refuted) => Ok("refuted"),
            (Verdict::Silent, proof::Verdict::Silent) => Ok("silent"),
            (Verdict::Undecided, proof::Verdict::Undecided(_)) => Ok("undecided"),
            (oracle, engine) if self.needs_more_people(engine, people) => {
                let _ = oracle;
                Ok("beyond the oracle")
            }
            (oracle, engine) => {
                Err(format!("the oracle says {oracle:?}, the engine {engine:?} ({people:?} people)"))
            }
        }
    }

    /// With the gaps filled as the engine says, nothing is bad.
    fn mended(&self) -> Result<&'static str, String> {
        let own = self.answer.readings.iter().all(|c| self.readings[c.reading.index()] == c.option);
        let filling = match &self.answer.verdict {
            proof::Verdict::TurnsOnReading(cases) => {
                let chosen = |c: &kitei::model::ReadingChoice| self.readings[c.reading.index()] == c.option;
                cases
                    .iter()
                    .find(|case| case.readings.iter().all(chosen))
                    .and_then(|case| case.filling.as_ref())
            }
            _ if !own => return Ok("silent"),
            _ => self.answer.filling.as_ref(),
        };
        let model = proof::filled(self.model, filling.ok_or("silent, and no way to fill the gaps")?);
        let instance = self.answer.instance.iter().copied().map(Value::Element).collect();
        let case = Case { model: &model, claim: self.claim, instance, readings: self.readings.to_vec() };
        match case.verdict(self.bound) {
            Verdict::Proved { .. } => Ok("silent"),
            Verdict::GaveUp => Ok("oracle gave up"),
            other => Err(format!("the engine says silent; filled so, the oracle says {other:?}")),
        }
    }

    /// The engine's verdict for these readings, with its witness.
    fn engine(&self) -> (&proof::Verdict, Option<&Witness>) {
        if let proof::Verdict::TurnsOnReading(cases) = &self.answer.verdict {
            let chosen = |c: &kitei::model::ReadingChoice| self.readings[c.reading.index()] == c.option;
            let case = cases.iter().find(|case| case.readings.iter().all(chosen));
            let case = case.expect("a case for every combination");
            return (&case.verdict, case.witness.as_deref());
        }
        (&self.answer.verdict, self.answer.witness.as_deref())
    }

    /// A witness must be the start of a lawful course, and show what it is said to show.
    fn replay(&self, witness: &Witness) -> Result<(), String> {
        let world = &witness.world;
        if !lawful(self.model, world, &self.claim.assuming).is_empty() || !initial(self.model, world) {
            return Err("the witness is no lawful start".to_string());
        }
        let shown: &Formula =
            if self.claim.kind == ClaimKind::Possible { &self.claim.good } else { &self.claim.bad };
        let values: Vec<_> = self.answer.instance.iter().copied().map(Value::Element).collect();
        let mut env = Env::of(&self.claim.instances, &values);
        let truth = Evaluator::new(self.model, world).truth_in(&mut env, shown);
        if truth.is_true() { Ok(()) } else { Err(format!("the witness shows nothing ({truth:?})")) }
    }

    /// Under these readings; the witness may be that of others with the same verdict.
    fn same_size(&self, least: u32, people: Option<u32>) -> Result<(), String> {
        let own = self.answer.readings.iter().all(|c| self.readings[c.reading.index()] == c.option);
        match people {
            _ if !own => Ok(()),
            Some(people) if people != least => {
                Err(format!("{least} people are enough, the witness has {people}"))
            }
            None if !matches!(self.verdict, Verdict::Proved { .. }) => Err("there is no witness".to_string()),
            _ => Ok(()),
        }
    }

    /// Whether the engine may have seen a larger world than the oracle looks at.
    fn needs_more_people(&self, engine: &proof::Verdict, people: Option<u32>) -> bool {
        match (self.verdict, engine) {
            // Both found it in a small world, or refuted what was found there.
            (
                Verdict::Violated { .. } | Verdict::Undecided,
                proof::Verdict::Proved | proof::Verdict::Vacuous,
            ) => false,
            (Verdict::Violated { .. }, _) | (Verdict::Proved { .. }, proof::Verdict::Refuted) => false,
            (_, proof::Verdict::Violated | proof::Verdict::ViolatedAlways) => {
                people.is_some_and(|people| people > self.bound.people)
            }
            (Verdict::Proved { .. } | Verdict::Vacuous | Verdict::Refuted, proof::Verdict::Undecided(_)) => {
                true
            }
            _ => false,
        }
    }
}
