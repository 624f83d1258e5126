//! Runs scenarios: one example course each, by the reference meaning alone (language.md, section 5).
//!
//! `run` makes the start that the scenario describes, does its steps, and says which step fails and why.

mod failure;
mod names;
mod settle;
mod start;

pub use names::Names;

use super::eval::{Env, Evaluator, Refusal, change, lawful, quantities, step};
use super::{ActId, Formula, Model, Quantity, ReadingChoice, ReadingId, Scenario, Step, Term, World};
use crate::problem::Problem;
use crate::source::Span;
use failure::{Told, unclear, unknown};

/// How a scenario came out, in order of gravity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ScenarioOutcome {
    /// Every step is as the scenario says.
    Passed,
    /// A check does not hold, or an act is not allowed.
    Failed,
    /// The scenario itself is wrong: an unlawful or unclear start, a `now` that is no change.
    Wrong,
}

/// What running a scenario found.
#[derive(Debug, Clone)]
pub struct ScenarioResult {
    pub outcome: ScenarioOutcome,
    /// One per step that fails; after an act that is not allowed nothing further is tried.
    pub problems: Vec<Problem>,
    /// Options taken by default (not assumed) without which the outcome would be another.
    pub turns_on: Vec<ReadingChoice>,
    /// The start, then the world after each step that was reached.
    pub worlds: Vec<World>,
    /// What its people are called.
    pub names: Names,
}

/// Runs one scenario. Readings it does not assume stand at their default.
pub fn run(model: &Model, scenario: &Scenario) -> ScenarioResult {
    run_among(model, scenario, &quantities(model))
}

/// The same, where the numbers that the model tells apart ([`quantities`]) are known already: for many scenarios.
pub fn run_among(model: &Model, scenario: &Scenario, numbers: &[Quantity]) -> ScenarioResult {
    let mut readings: Vec<u32> = model.readings.iter().map(|reading| reading.default).collect();
    for choice in &scenario.assuming.readings {
        readings[choice.reading.index()] = choice.option;
    }
    let run = |readings: &[u32]| run_under(model, scenario, readings, numbers);
    let mut result = run(&readings);
    result.turns_on = turns_on(model, scenario, &readings, |other| run(other).outcome != result.outcome);
    result
}

/// The readings for which another option than the default gives another outcome.
fn turns_on(
    model: &Model,
    scenario: &Scenario,
    readings: &[u32],
    is_another: impl Fn(&[u32]) -> bool,
) -> Vec<ReadingChoice> {
    let assumed = |id: ReadingId| scenario.assuming.readings.iter().any(|choice| choice.reading == id);
    let mut found = Vec::new();
    for (index, reading) in model.readings.iter().enumerate() {
        let id = ReadingId::from_index(index);
        let options = 0..u32::try_from(reading.options.len()).unwrap_or(u32::MAX);
        let differs = |option: u32| {
            let mut other = readings.to_vec();
            other[index] = option;
            option != readings[index] && is_another(&other)
        };
        if !assumed(id) && options.into_iter().any(differs) {
            found.push(ReadingChoice { reading: id, option: readings[index] });
        }
    }
    found
}

fn run_under(model: &Model, scenario: &Scenario, readings: &[u32], numbers: &[Quantity]) -> ScenarioResult {
    let (world, env, names, problems) = start::start(model, scenario, readings, numbers);
    let wrong = !problems.is_empty();
    let mut run =
        Run { model, scenario, env, names, worlds: vec![world], problems, outcome: ScenarioOutcome::Passed };
    if wrong {
        run.outcome = ScenarioOutcome::Wrong;
    } else {
        run.steps();
    }
    let Run { outcome, problems, worlds, names, .. } = run;
    ScenarioResult { outcome, problems, turns_on: Vec::new(), worlds, names }
}

/// A scenario on its way.
struct Run<'a> {
    model: &'a Model,
    scenario: &'a Scenario,
    env: Env,
    names: Names,
    worlds: Vec<World>,
    problems: Vec<Problem>,
    outcome: ScenarioOutcome,
}

impl Run<'_> {
    fn steps(&mut self) {
        for step in &self.scenario.steps {
            let goes_on = match step {
                Step::Does { person, act, args, span } => self.does(person, *act, args, *span),
                Step::Now { formula, span } => self.now(formula, *span),
                Step::Check { formula, span } => self.check(formula, *span),
            };
            if !goes_on {
                return;
            }
        }
    }

    fn world(&self) -> &World {
        // The start is always there.
        &self.worlds[self.worlds.len() - 1]
    }

    fn told(&self) -> Told<'_> {
        Told { model: self.model, world: self.world(), names: &self.names, scenario: &self.scenario.name }
    }

    fn fail(&mut self, outcome: ScenarioOutcome, problem: Problem) {
        self.outcome = self.outcome.max(outcome);
        self.problems.push(problem);
    }

    /// An act; the course goes on only if it happens.
    fn does(&mut self, person: &Term, act: ActId, args: &[Term], span: Span) -> bool {
        let evaluator = Evaluator::new(self.model, self.world());
        let (Some(person), Some(args)) =
            (evaluator.value(&self.env, person), evaluator.values(&self.env, args))
        else {
            self.fail(ScenarioOutcome::Failed, unknown(span));
            return false;
        };
        let problem = match step(self.model, self.world(), &self.scenario.assuming, person, act, &args) {
            Ok(after) => {
                self.worlds.push(after);
                return true;
            }
            Err(Refusal::NotAllowed(_)) => self.told().refused(person, act, &args, span),
            Err(Refusal::UnknownEffect(effect)) => unknown(span).label(effect, "effect"),
            Err(Refusal::Blocked(breaches)) => self.told().blocked(person, act, &args, &breaches, span),
        };
        self.fail(ScenarioOutcome::Failed, problem);
        false
    }

    /// A change of circumstances; the course goes on only if it is one.
    fn now(&mut self, formula: &Formula, span: Span) -> bool {
        let mut after = self.world().clone();
        let assuming = &self.scenario.assuming;
        let changed = settle::now(self.model, &mut after, &self.env, formula, assuming);
        let fault = changed.and_then(|()| change(self.model, self.world(), &after, assuming));
        if let Err(fault) = fault {
            let problem = self.told().no_change(&fault, span);
            self.fail(ScenarioOutcome::Wrong, problem);
            return false;
        }
        if !Evaluator::new(self.model, &after).truth_in(&mut self.env.clone(), formula).is_true() {
            self.fail(ScenarioOutcome::Wrong, unclear(span));
            return false;
        }
        self.worlds.push(after);
        true
    }

    /// A check; the course goes on whatever it says.
    fn check(&mut self, formula: &Formula, span: Span) -> bool {
        let truth = Evaluator::new(self.model, self.world()).truth_in(&mut self.env.clone(), formula);
        if !truth.is_true() {
            let problem = self.told().check(&self.env, formula, truth, span);
            self.fail(ScenarioOutcome::Failed, problem);
        }
        true
    }
}

/// Whether the start breaks the law for certain (a gap of the text may still be filled lawfully).
fn breaks(model: &Model, scenario: &Scenario, world: &World) -> Vec<super::eval::Breach> {
    let mut breaches = lawful(model, world, &scenario.assuming);
    breaches.retain(super::eval::Breach::is_certain);
    breaches
}
