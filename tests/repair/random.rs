//! Random small regulations: every repair that is offered holds by explicit search; what explicit search finds among the
//! single edits is offered, or counted as what it is.

use kitei::model::{ClaimId, Model};
use kitei::pipeline::repair::{self, Asked, Repairs};
use kitei::pipeline::{Loaded, Resolved};
use kitei::proof::{Options, verify};

use super::oracle::compare::{Tally, agreed};
use super::oracle::course::compare::{disagreements, judge, options};
use super::oracle::course::{Limits, generate};
use super::{PROVER, oracle, today};

/// How many regulations are tried; each has four claims.
const REGULATIONS: u64 = 24;

/// Of so many single edits each is searched explicitly.
const SEARCHED: usize = 24;

#[test]
fn what_is_offered_holds_and_nothing_is_missed() {
    let tally = agreed(oracle::parallel::in_parallel(REGULATIONS, compared));
    let of = |name: &str| tally.get(name).copied().unwrap_or_default();
    assert!(of("offered") >= 20, "{tally:?}");
    assert!(of("mended by an edit") >= 20, "{tally:?}");
}

/// Everything about the claims of the regulation of a seed that is not as it should be.
fn compared(seed: u64) -> (Tally, Vec<String>) {
    let text = generate::regulation(seed);
    let (mut tally, mut wrong) = (Tally::new(), Vec::new());
    let Some(resolved) = resolved(&text) else { return (tally, wrong) };
    for index in 0..resolved.model.claims.len() {
        let claim = ClaimId::from_index(index);
        let options = Options { articles: true, ..options() };
        let asked = Asked { claim, instance: None, options, limits: repair::Limits::default() };
        let repairs = match repair::offered(&resolved, PROVER, &asked) {
            Ok(repairs) => repairs,
            Err(failure) => {
                wrong.push(format!("seed {seed}: {failure}\n{text}"));
                continue;
            }
        };
        let found = Found { text: &text, resolved: &resolved, claim, repairs: &repairs };
        wrong.extend(found.wrong(&mut tally).into_iter().map(|why| format!("seed {seed}: {why}\n{text}")));
    }
    (tally, wrong)
}

fn resolved(text: &str) -> Option<Resolved> {
    let resolved = Loaded::default().with("random.kitei", text).parse().at(today()).resolve();
    (!resolved.problems.iter().any(kitei::problem::Problem::is_error)).then_some(resolved)
}

/// What was found for one claim.
struct Found<'a> {
    text: &'a str,
    resolved: &'a Resolved,
    claim: ClaimId,
    repairs: &'a Repairs,
}

impl Found<'_> {
    fn wrong(&self, tally: &mut Tally) -> Vec<String> {
        let Repairs { offered, wanted, tally: counts, thought, .. } = self.repairs;
        let mut wrong = Vec::new();
        if wanted.is_empty() || !self.repairs.is_known() {
            return wrong;
        }
        *tally.entry("to be mended").or_default() += 1;
        *tally.entry("offered").or_default() += offered.len();
        for (index, repair) in offered.iter().enumerate() {
            match self.holds(&repair.text) {
                Ok(true) => {}
                Ok(false) => wrong.push(format!("it does not mend the claim:\n{}", repair.text)),
                Err(why) => wrong.push(format!("{why}\n{}", repair.text)),
            }
            let part = |other: &repair::Repair| repair.edits.iter().all(|edit| other.edits.contains(edit));
            let others = offered.iter().enumerate().filter(|(other, _)| *other != index);
            if others.into_iter().any(|(_, other)| part(other)) {
                wrong.push(format!("it is a part of another:\n{}", repair.text));
            }
        }
        if offered.is_empty() || offered[0].edits.len() > 1 {
            let singles = thought.iter().take(SEARCHED).map(|edit| repair::amendment(self.resolved, &[edit]));
            let mending = singles.filter(|text| self.holds(text) == Ok(true)).count();
            *tally.entry("mended by nothing").or_default() += usize::from(mending == 0);
            if mending > counts.vacuous + counts.undecided && !counts.limited {
                wrong.push(format!("{mending} single edits mend it, and none is offered: {counts:?}"));
            }
        } else {
            *tally.entry("mended by an edit").or_default() += 1;
        }
        wrong
    }

    /// Whether the rules with this amendment meet the claim wherever they must: the engine's answers, each held against
    /// explicit search.
    fn holds(&self, amendment: &str) -> Result<bool, String> {
        let Some(amended) = resolved(&format!("{}\n{amendment}", self.text)) else {
            return Ok(false);
        };
        let name = &self.resolved.model.claims[self.claim.index()].name;
        let mut model: Model = amended.model;
        model.claims.retain(|claim| claim.name == *name);
        let report = verify(&model, &options());
        let judged = judge(&model, Limits::default());
        let wrong = disagreements(&model, &judged, &report, &options(), &mut Tally::new());
        if let Some(why) = wrong.into_iter().next() {
            return Err(why);
        }
        let now = &self.repairs.now.answers;
        let must = now.iter().enumerate();
        let must = must.filter(|(index, now)| self.repairs.wanted.contains(index) || now.verdict.is_green());
        let green = |instance: &[_]| {
            let mut of_this = report.answers.iter().filter(|answer| answer.instance == instance);
            of_this.next().is_some_and(|answer| answer.verdict.is_green())
        };
        Ok(must.into_iter().all(|(_, now)| green(&now.instance)))
    }
}
