//! Answers that count what came about before an amendment: IDs, keys and namings outlive the day on which it comes into
//! force, so a course may begin under the wording before it and cross that day.

mod replay;

use std::collections::BTreeSet;

use super::{Prover, Resolved, Verified, cones};
use crate::amend::succession::Succession;
use crate::model::eval::{self, Env, Evaluator};
use crate::model::{Claim, ClaimId, ClaimKind, ElementId, Formula, Model, PolicyGraph, Value};
use crate::problem::Problem;
use crate::proof::{Answer, Case, Event, Failure, Options, Reason, Report, Verdict, Witness};
use crate::syntax::calendar::Date;

/// A wording before the one that is verified.
#[derive(Debug)]
pub struct Before {
    /// The first day on which it is in force no longer.
    pub day: Date,
    /// The amendments that come into force on that day; none if provisions wait for it or are kept until then.
    pub amendments: Vec<String>,
    pub resolved: Resolved,
}

/// A day on which the wording changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    pub day: Date,
    pub amendments: Vec<String>,
}

/// What was found out about courses that cross days on which the wording changes.
#[derive(Debug)]
pub struct Across {
    /// Those days, in order.
    pub days: Vec<Day>,
    /// All wordings; ids of the one verified keep their meaning, so that every answer can be told in its terms.
    pub model: Model,
    /// How many claims depend on what was before.
    pub concerned: usize,
}

impl Verified {
    /// With what may have come about under the wordings before, oldest first. Errors of theirs are told, and nothing is
    /// concluded.
    #[must_use]
    pub fn across(mut self, before: &[Before], prover: Prover, options: &Options) -> Self {
        if self.report.failure.is_some() || !options.courses || before.is_empty() {
            return self;
        }
        let problems = before.iter().flat_map(|before| &before.resolved.problems);
        let errors: Vec<Problem> = problems.filter(|it| it.is_error()).cloned().collect();
        if !errors.is_empty() || self.resolved.problems.iter().any(Problem::is_error) {
            self.report.problems.extend(errors);
            return self;
        }
        let crossing = match crossing(before, &self.resolved.model, &self.report.answers, prover, options) {
            Ok(crossing) => crossing,
            Err(failure) => {
                self.report.failure = Some(failure);
                return self;
            }
        };
        self.report.problems.extend(crossing.problems);
        for (answer, later) in self.report.answers.iter_mut().zip(crossing.later) {
            if let Some(later) = later.and_then(|later| counted(later, answer, answer.witness.is_some())) {
                *answer = later;
            }
        }
        self.across = Some(crossing.across);
        self
    }

    /// The model in whose terms the answers are.
    pub fn model(&self) -> &Model {
        self.across.as_ref().map_or(&self.resolved.model, |across| &across.model)
    }
}

impl Before {
    /// What comes into force, in one piece.
    fn name(&self) -> String {
        if self.amendments.is_empty() { self.day.0.to_string() } else { self.amendments.join(", ") }
    }
}

/// The answers that count the courses which cross a day.
pub struct Crossing {
    /// By the position of the answer before; none where it is the same.
    pub later: Vec<Option<Answer>>,
    /// What is wrong with claims over all wordings.
    pub problems: Vec<Problem>,
    pub across: Across,
}

/// Asks again what may be answered otherwise over all wordings than, as in `clean`, over the new one alone.
pub fn crossing(
    before: &[Before],
    new: &Model,
    clean: &[Answer],
    prover: Prover,
    options: &Options,
) -> Result<Crossing, Failure> {
    let earlier: Vec<_> = before.iter().map(|it| (&it.resolved.model, it.name())).collect();
    let succession = &Succession::of(&earlier, new);
    let (asked, unlike) = depending(succession);
    let differs = |answer: &Answer| {
        asked.contains(&answer.claim) && can_differ(&succession.model.claims[answer.claim.index()], answer)
    };
    let claims: BTreeSet<ClaimId> =
        clean.iter().filter(|answer| differs(answer)).map(|it| it.claim).collect();
    let report = ask(before, succession, &claims, prover, options)?;
    let mut later = Vec::with_capacity(clean.len());
    for answer in clean {
        let claim = &succession.model.claims[answer.claim.index()];
        let mut found = if unlike.contains(&answer.claim) && can_differ(claim, answer) {
            let case = Case::bare(Vec::new(), Verdict::Undecided(Reason::Unlike));
            Some(Answer::of(answer.claim, answer.instance.clone(), case, answer.effort))
        } else if differs(answer) {
            let same = |other: &&Answer| (other.claim, &other.instance) == (answer.claim, &answer.instance);
            report.answers.iter().find(same).cloned()
        } else {
            None
        };
        if let Some(found) = &mut found {
            confirmed(before, new, succession, found)?;
            found.effort.checks += answer.effort.checks;
        }
        later.push(found);
    }
    let day = |it: &Before| Day { day: it.day, amendments: it.amendments.clone() };
    let across = Across {
        days: before.iter().map(day).collect(),
        model: succession.model.clone(),
        concerned: asked.len() + unlike.len(),
    };
    Ok(Crossing { later, problems: report.problems, across })
}

/// The claims that depend on something that was otherwise before, and those that depend on what nobody can tell of.
fn depending(succession: &Succession) -> (BTreeSet<ClaimId>, BTreeSet<ClaimId>) {
    // What was done under an earlier wording counts, though nobody may do it any more.
    let recalling = succession.recalling();
    let graph = PolicyGraph::new(&recalling);
    let (mut asked, mut unlike) = (BTreeSet::new(), BTreeSet::new());
    for (index, claim) in recalling.claims.iter().enumerate() {
        let id = ClaimId::from_index(index);
        let cone = cones::of_claim(&graph, &recalling, id);
        if succession.is_unlike(&cone) {
            unlike.insert(id);
        } else if succession.concerns(claim, &cone) {
            asked.insert(id);
        }
    }
    (asked, unlike)
}

/// The later answer, if it is the one to tell; `shown` says whether a world or course shows the answer before.
pub fn counted(mut later: Answer, clean: &Answer, shown: bool) -> Option<Answer> {
    if later.verdict.bare() != clean.verdict.bare() {
        later.clean_start = Some(clean.verdict.bare());
        return Some(later);
    }
    // A course without the day shows the same, and is easier to follow.
    (!shown).then_some(later)
}

/// Whether more courses can give another answer: what is broken stays broken, and what can be done can be done. (By how
/// few people is told of courses under the last wording alone.)
fn can_differ(claim: &Claim, answer: &Answer) -> bool {
    match answer.verdict {
        Verdict::Violated | Verdict::Undecided(Reason::Hole) => false,
        Verdict::Proved => claim.kind != ClaimKind::Possible,
        _ => true,
    }
}

/// The answers over all wordings, each course with some acts more: those by which wordings come into force.
fn ask(
    before: &[Before],
    succession: &Succession,
    claims: &BTreeSet<ClaimId>,
    prover: Prover,
    options: &Options,
) -> Result<Report, Failure> {
    if claims.is_empty() {
        return Ok(Report::default());
    }
    let days = u32::try_from(before.len()).unwrap_or(u32::MAX);
    let names = claims.iter().map(|id| succession.model.claims[id.index()].name.clone()).collect();
    let options = Options { claims: names, acts: options.acts + days, ..options.clone() };
    let mut report = (prover.verify)(&succession.asked(), &options);
    if let Some(failure) = report.failure.take() {
        return Err(failure);
    }
    // Elements that only the old wording knows are no instances of the new one's claims.
    let known = |element: &ElementId| {
        (element.index as usize) < succession.named.get(element.kind.index()).copied().unwrap_or(usize::MAX)
    };
    report.answers.retain(|answer| answer.instance.iter().all(known));
    for answer in &mut report.answers {
        told(&mut answer.verdict, days);
        let (claim, instance) = (&succession.model.claims[answer.claim.index()], answer.instance.clone());
        for (verdict, witness) in witnesses(answer) {
            for event in &mut witness.events {
                let turn = event.deed().and_then(|deed| before.get(succession.turn(deed.act)?));
                if let Some(turn) = turn {
                    *event = Event::Wording { day: turn.day, amendments: turn.amendments.clone() };
                }
            }
            plain(succession, claim, &instance, &verdict, witness);
        }
        for world in unexcluded(answer) {
            world.facts.retain(|fact| !succession.is_day(fact.relation));
        }
    }
    Ok(report)
}

/// What it rests on as the claim is written: without the day, and with deeds of one act whoever's norms allowed them.
fn plain(
    succession: &Succession,
    claim: &Claim,
    instance: &[ElementId],
    verdict: &Verdict,
    witness: &mut Witness,
) {
    witness.facts.retain(|fact| !succession.is_day(fact.relation));
    witness.world = succession.plain(&witness.world);
    let values: Vec<Value> = instance.iter().copied().map(Value::Element).collect();
    let env = witness
        .bindings
        .iter()
        .fold(Env::of(&claim.instances, &values), |env, (var, value)| env.with(*var, *value));
    witness.reason =
        eval::explain(&Evaluator::new(&succession.model, &witness.world), &env, shown(claim, verdict));
}

/// The formula that a course to this verdict makes true.
fn shown<'a>(claim: &'a Claim, verdict: &Verdict) -> &'a Formula {
    match verdict {
        Verdict::Violated | Verdict::ViolatedAlways | Verdict::Silent => &claim.bad,
        _ => &claim.premise,
    }
}

/// The limits as they were given: a day is no act.
fn told(verdict: &mut Verdict, days: u32) {
    match verdict {
        Verdict::Undecided(Reason::NoCourse { acts, .. } | Reason::NoCourseToPremise { acts, .. }) => {
            *acts = acts.saturating_sub(days);
        }
        Verdict::TurnsOnReading(cases) => cases.iter_mut().for_each(|case| told(&mut case.verdict, days)),
        _ => {}
    }
}

/// Fails unless each wording by itself confirms its part of every course that shows the answer.
fn confirmed(
    before: &[Before],
    new: &Model,
    succession: &Succession,
    answer: &mut Answer,
) -> Result<(), Failure> {
    let (claim, instance) = (answer.claim, answer.instance.clone());
    for (verdict, witness) in witnesses(answer) {
        let shown = replay::Shown { claim, instance: &instance, verdict: &verdict };
        replay::confirmed(before, new, succession, witness, &shown)?;
    }
    Ok(())
}

/// Every world that is shown though no course to it is known.
fn unexcluded(answer: &mut Answer) -> Vec<&mut Witness> {
    let mut all: Vec<&mut Witness> = answer.unexcluded.as_deref_mut().into_iter().collect();
    if let Verdict::TurnsOnReading(cases) = &mut answer.verdict {
        all.extend(cases.iter_mut().filter_map(|case| case.unexcluded.as_deref_mut()));
    }
    all
}

/// Every course that shows the answer, and which verdict it shows.
fn witnesses(answer: &mut Answer) -> Vec<(Verdict, &mut Witness)> {
    let own = answer.verdict.bare();
    let mut all: Vec<(Verdict, &mut Witness)> =
        answer.witness.as_deref_mut().into_iter().map(|witness| (own.clone(), witness)).collect();
    if let Verdict::TurnsOnReading(cases) = &mut answer.verdict {
        all.extend(cases.iter_mut().filter_map(|case| {
            let verdict = case.verdict.bare();
            Some((verdict, case.witness.as_deref_mut()?))
        }));
    }
    all
}
