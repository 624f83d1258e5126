//! What everything the author wrote says of the original.

use std::sync::OnceLock;

use super::answers::Said;
use crate::model::eval::quantities;
use crate::model::scenario::{self, ScenarioOutcome};
use crate::model::{ClaimId, Model, PolicyGraph, Publication, Quantity, ReadingChoice, Scenario, lint};
use crate::pipeline::Prover;
use crate::pipeline::cones::Depends;
use crate::proof::{Failure, Fixpoints, Options};
use crate::source::Span;
use crate::table::{self, Cell, Table};

/// How a scenario came out.
pub type Example = (ScenarioOutcome, Vec<ReadingChoice>);

/// What a built-in check finds, and where.
pub type Finding = (&'static str, Vec<Span>);

/// What the original comes to. Over courses of events, claims are answered once somebody asks.
pub struct Baseline<'a> {
    pub model: &'a Model,
    pub prover: Prover,
    pub options: &'a Options,
    pub examples: Vec<Example>,
    pub tables: Vec<Vec<Vec<Cell>>>,
    pub findings: Vec<Finding>,
    /// Of each claim, in single worlds; none where no world is lawful.
    pub still: Vec<Vec<Said>>,
    /// Of each claim, over courses of events, within the usual limits and within wide ones.
    moving: Vec<[OnceLock<Result<Vec<Said>, Failure>>; 2]>,
    fixpoints: Fixpoints,
    /// Claims, the cheapest first.
    pub order: Vec<ClaimId>,
    pub claims_on: Vec<Depends>,
    pub tables_on: Vec<Depends>,
    pub examples_on: Vec<Depends>,
}

/// How hard is tried over courses of events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limits {
    /// Those that were asked for.
    Usual,
    /// Those of a verification, where they are wider.
    Wide,
}

impl<'a> Baseline<'a> {
    /// Asks everything of the original that needs no courses.
    pub fn of(model: &'a Model, prover: Prover, options: &'a Options) -> Result<Self, Failure> {
        let graph = PolicyGraph::new(model);
        let claims = || (0..model.claims.len()).map(ClaimId::from_index);
        let mut still: Vec<Vec<Said>> = vec![Vec::new(); model.claims.len()];
        let mut cost: Vec<u32> = vec![0; model.claims.len()];
        let report = (prover.verify)(model, &Options { courses: false, ..options.clone() });
        if let Some(failure) = report.failure {
            return Err(failure);
        }
        for answer in report.answers {
            let index = answer.claim.index();
            cost[index] += answer.effort.checks;
            still[index].push(Said::of(answer));
        }
        let mut order: Vec<ClaimId> = claims().collect();
        order.sort_by_key(|id| cost[id.index()]);
        Ok(Self {
            model,
            prover,
            options,
            examples: examples(model),
            tables: model.publications.iter().map(|p| cells(model, prover, p)).collect(),
            findings: findings(model),
            still,
            moving: claims().map(|_| <[OnceLock<_>; 2]>::default()).collect(),
            fixpoints: Fixpoints::default(),
            order,
            claims_on: claims().map(|id| Depends::of_claim(&graph, model, id)).collect(),
            tables_on: model.publications.iter().map(|p| Depends::of_table(&graph, p)).collect(),
            examples_on: model.scenarios.iter().map(|s| Depends::of_scenario(&graph, model, s)).collect(),
        })
    }

    /// What a claim of the original comes to over courses of events; nothing where no world is lawful.
    pub fn moving(&self, id: ClaimId, limits: Limits) -> Result<&[Said], Failure> {
        let answer = || {
            let said = claim(self.model, self.prover, &self.over_courses(&self.fixpoints, limits), id)?;
            Ok(said.unwrap_or_default())
        };
        match self.moving[id.index()][limits as usize].get_or_init(answer) {
            Ok(said) => Ok(said),
            Err(failure) => Err(failure.clone()),
        }
    }

    /// How a claim is asked in single worlds.
    pub fn single_worlds(&self) -> Options {
        Options { courses: false, ..self.options.clone() }
    }

    /// How a claim is asked over courses of events.
    pub fn over_courses(&self, fixpoints: &Fixpoints, limits: Limits) -> Options {
        let fixpoints = Some(fixpoints.clone());
        let usual = Options { courses: true, fixpoints, ..self.options.clone() };
        let most = Options::default();
        match limits {
            Limits::Usual => usual,
            Limits::Wide => Options {
                acts: usual.acts.max(most.acts),
                people: usual.people.max(most.people),
                effort: usual.effort.max(most.effort),
                ..usual
            },
        }
    }
}

/// How every scenario comes out.
fn examples(model: &Model) -> Vec<Example> {
    let numbers = quantities(model);
    model.scenarios.iter().map(|one| example(model, one, &numbers)).collect()
}

/// How one scenario comes out; `numbers` are those that the model tells apart.
pub fn example(model: &Model, one: &Scenario, numbers: &[Quantity]) -> Example {
    let result = scenario::run_among(model, one, numbers);
    (result.outcome, result.turns_on)
}

/// A published table, decided without the solver if that is possible.
pub fn table(model: &Model, prover: Prover, publication: &Publication) -> Table {
    table::fold(model, publication).unwrap_or_else(|| (prover.table)(model, publication))
}

/// Every cell of a published table.
pub fn cells(model: &Model, prover: Prover, publication: &Publication) -> Vec<Vec<Cell>> {
    let bare = |cell: Cell| Cell { articles: Vec::new(), ..cell };
    table(model, prover, publication)
        .cells
        .into_iter()
        .map(|row| row.into_iter().map(bare).collect())
        .collect()
}

/// Everything that the built-in checks find.
pub fn findings(model: &Model) -> Vec<Finding> {
    let place = |problem: crate::problem::Problem| {
        (problem.entry.code, problem.labels.iter().map(|label| label.span).collect())
    };
    lint::lint(model).into_iter().map(place).collect()
}

/// The answers to one claim; none if no world is lawful.
pub fn claim(
    model: &Model,
    prover: Prover,
    options: &Options,
    id: ClaimId,
) -> Result<Option<Vec<Said>>, Failure> {
    let claims = vec![model.claims[id.index()].name.clone()];
    let report = (prover.verify)(model, &Options { claims, ..options.clone() });
    if let Some(failure) = report.failure {
        return Err(failure);
    }
    let said = report.answers.into_iter().map(Said::of).collect();
    Ok(report.problems.is_empty().then_some(said))
}
