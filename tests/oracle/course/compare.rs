//! The engine's answers over courses held against the oracle's.

use kitei::model::eval::{Env, Evaluator, initial, lawful};
use kitei::model::{ClaimId, ClaimKind, ElementId, Model, ReadingChoice, RelationId, RelationKind, Value};
use kitei::proof::{self, Answer as Given, Event, Options, Reason, Report, Witness};

use super::fillings::Fillings;
use super::verdict::{Answer, Filled, Reach, by_filling};
use super::{Limits, Oracle, Size, sizes};
use crate::oracle::compare::Tally;
use crate::oracle::verdict::{Case, cases};

/// The worlds that the oracle looks at; the engine must look at no fewer.
const PEOPLE: u32 = 3;
const MEMBERS: u32 = 2;

/// How hard the engine tries: no less than the oracle, and no more than small regulations need.
pub fn options() -> Options {
    Options { people: PEOPLE, members: MEMBERS, acts: 6, articles: false, ..Options::default() }
}

/// What the oracle says of every case of one regulation, size by size.
pub struct Judged<'m> {
    pub cases: Vec<(usize, Case<'m>, Vec<(Size, Answer)>)>,
}

/// Asks the oracle everything.
pub fn judge(model: &Model, limits: Limits) -> Judged<'_> {
    let oracle = Oracle::new(limits);
    let mut all = Vec::new();
    for (index, claim) in model.claims.iter().enumerate() {
        for case in cases(model, claim) {
            let answer = |size: Size| oracle.answer(&case, size).ok().map(|answer| (size, answer));
            let answers = sizes(model, PEOPLE, MEMBERS).into_iter().filter_map(answer).collect();
            all.push((index, case, answers));
        }
    }
    Judged { cases: all }
}

/// Everything in which the report disagrees with the oracle; what agrees is counted.
pub fn disagreements(
    model: &Model,
    judged: &Judged,
    report: &Report,
    options: &Options,
    tally: &mut Tally,
) -> Vec<String> {
    let mut found = Vec::new();
    if let Some(failure) = &report.failure {
        return vec![format!("the tool failed: {failure}")];
    }
    for (index, case, answers) in &judged.cases {
        let claim = ClaimId::from_index(*index);
        let instance: Vec<ElementId> = case.instance.iter().filter_map(element).collect();
        let given = report.answers.iter().find(|a| a.claim == claim && a.instance == instance);
        let outcome = Compared { model, case, answers, options }.outcome(given, report);
        let turns = given.is_some_and(|given| matches!(given.verdict, proof::Verdict::TurnsOnReading(_)));
        *tally.entry("turning").or_default() += usize::from(turns);
        match outcome {
            Ok(name) => *tally.entry(name).or_default() += 1,
            Err(why) => {
                let sizes: Vec<String> = answers.iter().map(|(s, a)| format!("{s:?} {a:?}")).collect();
                found.push(format!(
                    "{} {instance:?} {:?}: {why}\n{}\n",
                    case.claim.name,
                    case.readings,
                    sizes.join("\n")
                ));
            }
        }
    }
    found
}

fn element(value: &Value) -> Option<ElementId> {
    match value {
        Value::Element(element) => Some(*element),
        _ => None,
    }
}

/// What the engine says of one case.
struct Chosen<'g> {
    verdict: &'g proof::Verdict,
    witness: Option<&'g Witness>,
    found: FoundUnder,
    filling: Option<&'g proof::Filling>,
}

/// Under which readings a witness was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FoundUnder {
    /// Those of the case, which are the first that were tried.
    First,
    /// Those of the case.
    These,
    /// Others, under which the verdict is the same.
    Others,
}

/// What a violation by so many acts is counted as.
fn violated(acts: usize) -> &'static str {
    ["violated at once", "violated by 1 act", "violated by 2 acts", "violated by 3 or more"][acts.min(3)]
}

/// The same, if nothing good is ever reached.
fn violated_always(acts: usize) -> &'static str {
    ["always violated", "always violated by 1 act", "always violated by more"][acts.min(2)]
}

/// Whether an office changes hands in the course.
pub fn has_transfers(model: &Model, witness: &Witness) -> bool {
    let office =
        |relation: RelationId| matches!(model.relations[relation.index()].kind, RelationKind::Office { .. });
    witness.events.iter().any(|event| match event {
        Event::Change { facts } => facts.iter().any(|(fact, _)| office(fact.relation)),
        Event::Act { .. } | Event::Wording { .. } => false,
    })
}

/// The size of the witness's world.
pub fn size(model: &Model, witness: &Witness) -> Size {
    let domain = &witness.world.domain;
    let kinds = model.kinds.iter().zip(&domain.members).filter(|(kind, _)| kind.open);
    let extra = kinds.map(|(kind, members)| members - u32::try_from(kind.elements.len()).unwrap_or(0));
    Size { people: domain.people, extra: extra.max().unwrap_or(0) }
}

/// One case, answered twice.
struct Compared<'a> {
    model: &'a Model,
    case: &'a Case<'a>,
    answers: &'a [(Size, Answer)],
    options: &'a Options,
}

pub type Outcome = Result<&'static str, String>;

impl Compared<'_> {
    /// The verdict on which both agree; else the difference.
    fn outcome(&self, given: Option<&Given>, report: &Report) -> Outcome {
        if self.answers.is_empty() {
            return Ok("oracle gave up");
        }
        let Some(given) = given else {
            let lawful = self.answers.iter().any(|(_, answer)| answer.own().lawful);
            return match (lawful, report.problems.is_empty()) {
                (false, false) => Ok("contradictory"),
                (true, _) => Err("the engine finds no lawful world".to_string()),
                (false, true) => Err("no answer, and nothing is said of it".to_string()),
            };
        };
        let Chosen { verdict, witness, found, filling } = self.chosen(given);
        if let Some(witness) = witness {
            self.starts(witness)?;
        }
        let possible = self.case.claim.kind == ClaimKind::Possible;
        let filled = by_filling(self.answers);
        if possible && filled.len() > 1 {
            let complete = self.complete();
            return Fillings { case: self.case, answers: self.answers, filled: &filled, complete }
                .outcome(verdict, witness.filter(|_| found == FoundUnder::First));
        }
        match (verdict, witness) {
            _ if found == FoundUnder::Others => self.reached(verdict, possible),
            (proof::Verdict::Proved | proof::Verdict::ProvedAssuming, _) if !possible => {
                self.never("bad", |answer| answer.own().bad)?;
                self.arises("proved")
            }
            (proof::Verdict::Proved | proof::Verdict::ProvedAssuming, Some(witness)) => {
                self.shortest(witness, found, "good", |reach| reach.good)?;
                Ok("possible")
            }
            (proof::Verdict::Violated | proof::Verdict::ViolatedAlways, Some(witness)) => {
                let acts = self.shortest(witness, found, "bad", |reach| reach.bad)?;
                if *verdict == proof::Verdict::ViolatedAlways {
                    self.never("good", |answer| answer.own().good)?;
                    return Ok(violated_always(acts));
                }
                if self.could_be_mended(&filled) {
                    return Ok("silent in small worlds");
                }
                Ok(violated(acts))
            }
            (proof::Verdict::Silent, Some(witness)) => {
                self.shortest(witness, found, "bad", |reach| reach.bad)?;
                self.mended(filling.ok_or("silent, and no way to fill the gaps")?)
            }
            (proof::Verdict::ProvedWithoutTransfers, _) => {
                self.never("bad without transfers", |answer| answer.constant.bad)?;
                match witness {
                    Some(witness) => _ = self.shortest(witness, found, "bad", |reach| reach.bad)?,
                    None => self.never_within(self.options.acts, "bad", |answer| answer.free.bad)?,
                }
                self.arises("proved without transfers")
            }
            (proof::Verdict::Vacuous, _) => {
                self.never("premise", |answer| answer.own().premise)?;
                Ok("vacuous")
            }
            (proof::Verdict::Refuted, _) => {
                self.never("good", |answer| answer.own().good)?;
                Ok("refuted")
            }
            (proof::Verdict::Undecided(reason), _) => self.undecided(*reason, possible),
            (other, _) => Err(format!("the engine says {other:?}")),
        }
    }

    /// The verdict under other readings was the same, and its course is not one under these.
    fn reached(&self, verdict: &proof::Verdict, possible: bool) -> Outcome {
        let (what, of): (_, fn(&Answer) -> Option<u32>) =
            if possible { ("good", |answer| answer.own().good) } else { ("bad", |answer| answer.own().bad) };
        let least = self.answers.iter().filter_map(|(_, answer)| of(answer)).min();
        match verdict {
            proof::Verdict::ProvedWithoutTransfers => {
                self.never("bad without transfers", |answer| answer.constant.bad)?;
                Ok("proved without transfers")
            }
            _ if least.is_none() && self.complete() => {
                Err(format!("{verdict:?}, the oracle finds no {what}"))
            }
            _ if least.is_none() => Ok("oracle gave up"),
            _ if possible => Ok("possible"),
            _ => Ok(violated(least.unwrap_or_default() as usize)),
        }
    }

    /// Whether one way to fill the gaps leaves nothing bad, as far as the oracle sees. In larger worlds something may be.
    fn could_be_mended(&self, filled: &[Filled]) -> bool {
        let own = |filled: &Filled| {
            if self.case.claim.assuming.no_transfers { filled.constant } else { filled.free }
        };
        let mended = |reach: Reach| reach.bad.is_none() && reach.premise.is_some();
        self.complete() && filled.len() > 1 && filled.iter().map(own).any(mended)
    }

    /// With the gaps filled as the engine says, nothing bad is reached, and the question arises.
    fn mended(&self, filling: &proof::Filling) -> Outcome {
        let model = proof::filled(self.model, filling);
        let case = Case { model: &model, ..self.case.clone() };
        let oracle = Oracle::new(Limits::default());
        let sizes = sizes(&model, PEOPLE, MEMBERS).into_iter();
        let answers: Vec<_> =
            sizes.filter_map(|size| Some((size, oracle.answer(&case, size).ok()?))).collect();
        let other = Compared { model: &model, case: &case, answers: &answers, options: self.options };
        other.never("bad", |answer| answer.own().bad)?;
        other.arises("silent, though violated")
    }

    /// Whether the oracle has answered for every size.
    fn complete(&self) -> bool {
        self.answers.len() == sizes(self.model, PEOPLE, MEMBERS).len()
    }

    /// The engine's verdict for these readings, with its witness.
    fn chosen<'g>(&self, given: &'g Given) -> Chosen<'g> {
        let fits = |c: &ReadingChoice| self.case.readings[c.reading.index()] == c.option;
        if let proof::Verdict::TurnsOnReading(cases) = &given.verdict {
            let position = cases.iter().position(|case| case.readings.iter().all(fits));
            let position = position.expect("a case for every combination");
            let found = if position == 0 { FoundUnder::First } else { FoundUnder::These };
            let case = &cases[position];
            let filling = case.filling.as_ref();
            return Chosen { verdict: &case.verdict, witness: case.witness.as_deref(), found, filling };
        }
        let witness = given.witness.as_deref();
        let found = match witness {
            Some(_) if !given.readings.iter().all(fits) => FoundUnder::Others,
            _ => FoundUnder::First,
        };
        Chosen { verdict: &given.verdict, witness, found, filling: given.filling.as_ref() }
    }

    /// A witness must begin lawfully, with nothing earned, and its last world must show what it is said to show.
    fn starts(&self, witness: &Witness) -> Result<(), String> {
        let claim = self.case.claim;
        if !lawful(self.model, &witness.world, &claim.assuming).is_empty() {
            return Err("the witness is not lawful".to_string());
        }
        if witness.events.is_empty() && !initial(self.model, &witness.world) {
            return Err("something is earned at the start".to_string());
        }
        let shown = if claim.kind == ClaimKind::Possible { &claim.good } else { &claim.bad };
        let mut env = Env::of(&claim.instances, &self.case.instance);
        let truth = Evaluator::new(self.model, &witness.world).truth_in(&mut env, shown);
        if truth.is_true() { Ok(()) } else { Err(format!("the witness shows nothing ({truth:?})")) }
    }

    /// The length of the engine's course, if no shorter one is known, of those with constant staffing if there are
    /// any; and the oracle finds one of that length in worlds of that size. (Under other readings than the first, a
    /// longer one may be shown that was found under those before.)
    fn shortest(
        &self,
        witness: &Witness,
        found: FoundUnder,
        what: &str,
        of: impl Fn(&Reach) -> Option<u32>,
    ) -> Result<usize, String> {
        let acts = witness.events.iter().filter(|event| matches!(event, Event::Act { .. })).count();
        let transfers = has_transfers(self.model, witness);
        if transfers && self.case.claim.assuming.no_transfers {
            return Err("an office changes hands".to_string());
        }
        // What the engine sees with constant staffing it never shows otherwise.
        let course = |answer: &Answer| if transfers { of(&answer.free) } else { of(&answer.constant) };
        let size = size(self.model, witness);
        for (other, answer) in self.answers {
            let least = course(answer).map(|acts| acts as usize);
            if transfers
                && let Some(constant) = of(&answer.constant)
                && constant <= self.options.acts
            {
                return Err(format!("{what} after {constant} acts without transfers ({other:?})"));
            }
            let exact = found == FoundUnder::First;
            let shorter = least.is_some_and(|least| least < acts);
            let never = *other == size && least.is_none_or(|least| least > acts);
            if exact && shorter || never {
                return Err(format!("{what} after {acts} acts, the oracle says {least:?} ({other:?})"));
            }
        }
        Ok(acts)
    }

    fn never(&self, what: &str, of: impl Fn(&Answer) -> Option<u32>) -> Result<(), String> {
        self.never_within(u32::MAX, what, of)
    }

    fn never_within(&self, acts: u32, what: &str, of: impl Fn(&Answer) -> Option<u32>) -> Result<(), String> {
        for (size, answer) in self.answers {
            if let Some(found) = of(answer).filter(|found| *found <= acts) {
                return Err(format!(
                    "the engine says never {what}, the oracle after {found} acts ({size:?})"
                ));
            }
        }
        Ok(())
    }

    /// A proof says that the premise comes about; in worlds larger than the oracle's, perhaps.
    fn arises(&self, name: &'static str) -> Outcome {
        let arises = self.answers.iter().any(|(_, answer)| answer.own().premise.is_some());
        Ok(if arises { name } else { "premise beyond the oracle" })
    }

    fn undecided(&self, reason: Reason, possible: bool) -> Outcome {
        match reason {
            Reason::NoCourse { acts, .. } if possible => {
                self.never_within(acts, "good", |answer| answer.own().good)?;
                Ok("undecided")
            }
            Reason::NoCourse { acts, .. } => {
                self.never_within(acts, "bad", |answer| answer.own().bad)?;
                Ok("undecided")
            }
            Reason::NoCourseToPremise { acts, .. } => {
                self.never("bad", |answer| answer.constant.bad)?;
                self.never_within(acts, "premise", |answer| answer.own().premise)?;
                Ok("undecided")
            }
            Reason::Limit => Ok("engine met its limit"),
            Reason::TooLarge => Ok("too large"),
            other => Err(format!("undecided: {other:?}")),
        }
    }
}
