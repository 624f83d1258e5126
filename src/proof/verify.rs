//! All claims, instance by instance and reading by reading.

use std::collections::HashMap;
use std::rc::Rc;

use super::claim::Posed;
use super::constants::Constants;
use super::course::{self, Cast};
use super::guard;
use super::lawful;
use super::options::Options;
use super::query::Objection;
use super::readings;
use super::session::Session;
use super::verdict::{Answer, Case, Effort, Failure, Reason, Report, Verdict};
use crate::model::{Claim, ClaimId, ElementId, Missing, Model, ReadingChoice};
use crate::problem::Problem;

/// Answers every claim of the model (or those that the options name).
pub fn verify(model: &Model, options: &Options) -> Report {
    let (model, cast) = &course::cast(model);
    let session = Session::new(model, options);
    let mut run = Run { session, cast, constants: HashMap::new(), report: Report::default() };
    for (index, claim) in model.claims.iter().enumerate() {
        if !options.claims.is_empty() && !options.claims.contains(&claim.name) {
            continue;
        }
        if let Err(failure) = run.claim(ClaimId::from_index(index), claim) {
            run.report.failure = Some(failure);
            break;
        }
    }
    super::fault::set(None);
    run.report
}

struct Run<'a> {
    session: Session<'a>,
    cast: &'a Cast,
    constants: HashMap<Vec<u32>, Rc<Constants<'a>>>,
    report: Report,
}

impl<'a> Run<'a> {
    fn claim(&mut self, id: ClaimId, claim: &'a Claim) -> Result<(), Failure> {
        let model = self.session.model;
        let relevant = readings::relevant(model, claim);
        let combinations = readings::combinations(model, &relevant, self.session.options.combinations);
        let instances = instances(model, claim);
        let hole = model.holes.iter().any(|hole| hole.what == Missing::Declaration);
        let early = match (&combinations, hole) {
            (_, true) => Some(Reason::Hole),
            (None, _) => Some(Reason::TooManyReadings),
            _ => None,
        };
        if let Some(reason) = early {
            let all = instances.into_iter().map(|instance| undecided(id, instance, reason));
            self.report.answers.extend(all);
            return Ok(());
        }
        let mut cases: Vec<Vec<Case>> = vec![Vec::new(); instances.len()];
        let mut efforts = vec![Effort::default(); instances.len()];
        let mut problems: Vec<Problem> = Vec::new();
        for choices in combinations.unwrap_or_default() {
            let constants = self.constants(readings::options(model, &claim.assuming, &choices));
            problems.extend(self.combination(
                &constants,
                claim,
                choices,
                &instances,
                &mut cases,
                &mut efforts,
            )?);
        }
        if problems.is_empty() {
            let together = cases.into_iter().zip(instances).zip(efforts);
            self.report.answers.extend(
                together.map(|((cases, instance), effort)| combined(model, id, instance, cases, effort)),
            );
        }
        self.report.problems.extend(problems);
        Ok(())
    }

    /// All instances under one combination of readings; a problem if no world is lawful under it.
    fn combination(
        &mut self,
        constants: &Constants,
        claim: &Claim,
        choices: Vec<ReadingChoice>,
        instances: &[Vec<ElementId>],
        cases: &mut [Vec<Case>],
        efforts: &mut [Effort],
    ) -> Result<Option<Problem>, Failure> {
        let Some(posed) =
            Posed::new(constants, claim, choices.clone(), self.session.options.courses.then_some(self.cast))
        else {
            let case = Case {
                readings: choices,
                verdict: Verdict::Undecided(Reason::TooLarge),
                articles: Vec::new(),
                guards: Vec::new(),
                witness: None,
                invariants: Vec::new(),
                fewest: None,
            };
            cases.iter_mut().for_each(|cases| cases.push(case.clone()));
            return Ok(None);
        };
        if let Some(problem) = lawful::contradiction(&mut self.session, &posed) {
            self.unobjected(claim)?;
            return Ok(Some(problem));
        }
        for ((instance, cases), effort) in instances.iter().zip(cases).zip(efforts) {
            let before = self.session.checks();
            cases.push(posed.answer(&mut self.session, instance)?);
            self.unobjected(claim)?;
            effort.checks += self.session.checks() - before;
        }
        Ok(None)
    }

    /// Nothing counts any more once somebody has objected to a question's answer.
    fn unobjected(&self, claim: &Claim) -> Result<(), Failure> {
        let claim = claim.name.clone();
        match self.session.objection() {
            None => Ok(()),
            Some(Objection::Disagreement) => Err(Failure::Disagreement { claim }),
            Some(Objection::Failed(why)) => Err(Failure::Solver { claim, why }),
        }
    }

    fn constants(&mut self, options: Vec<u32>) -> Rc<Constants<'a>> {
        let model = self.session.model;
        let entry = self.constants.entry(options);
        Rc::clone(entry.or_insert_with_key(|options| Rc::new(Constants::new(model, options.clone()))))
    }
}

fn undecided(claim: ClaimId, instance: Vec<ElementId>, reason: Reason) -> Answer {
    Answer {
        claim,
        instance,
        verdict: Verdict::Undecided(reason),
        articles: Vec::new(),
        guards: Vec::new(),
        readings: Vec::new(),
        witness: None,
        invariants: Vec::new(),
        fewest: None,
        effort: Effort::default(),
    }
}

/// Every tuple of values of the claim's instance variables, in order.
fn instances(model: &Model, claim: &Claim) -> Vec<Vec<ElementId>> {
    claim.instances.iter().fold(vec![Vec::new()], |tuples, var| {
        let crate::model::Sort::Kind(kind) = model.vars[var.index()].sort else { return tuples };
        let size = u32::try_from(model.kinds[kind.index()].elements.len()).unwrap_or(u32::MAX);
        tuples
            .iter()
            .flat_map(|tuple| (0..size).map(move |index| [&tuple[..], &[ElementId { kind, index }]].concat()))
            .collect()
    })
}

/// One answer from the cases of all combinations: theirs if they agree.
fn combined(
    model: &Model,
    claim: ClaimId,
    instance: Vec<ElementId>,
    mut cases: Vec<Case>,
    effort: Effort,
) -> Answer {
    let base = undecided(claim, instance, Reason::Limit);
    let agree = cases.windows(2).all(|pair| pair[0].verdict == pair[1].verdict);
    if !agree {
        let guards = guard::in_order(model, cases.iter().flat_map(|case| case.guards.iter().copied()));
        let articles = guard::articles(model, &guards);
        return Answer { verdict: Verdict::TurnsOnReading(cases), articles, guards, effort, ..base };
    }
    let guards = guard::in_order(model, cases.iter().flat_map(|case| case.guards.iter().copied()));
    let articles = guard::articles(model, &guards);
    if cases.is_empty() {
        return base;
    }
    let first = cases.swap_remove(0);
    Answer {
        verdict: first.verdict,
        articles,
        guards,
        readings: first.readings,
        witness: first.witness,
        invariants: first.invariants,
        fewest: first.fewest,
        effort,
        ..base
    }
}
