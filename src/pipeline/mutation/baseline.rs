//! What everything the author wrote says of the original.

use crate::model::graph::Cone;
use crate::model::scenario::{self, ScenarioOutcome};
use crate::model::{ClaimId, ElementId, Model, PolicyGraph, Publication, ReadingChoice, lint};
use crate::pipeline::{Prover, cones, parallel};
use crate::proof::{Answer, Failure, Filling, Options, Verdict};
use crate::source::Span;
use crate::table::{self, Cell, Table};

/// How a scenario came out.
pub type Example = (ScenarioOutcome, Vec<ReadingChoice>);

/// What a built-in check finds, and where.
pub type Finding = (&'static str, Vec<Span>);

/// The answer to one instance of a claim, as far as it counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub instance: Vec<ElementId>,
    pub verdict: Verdict,
    /// Of `silent`: with which words it would be proved.
    pub filling: Option<Filling>,
}

/// What the original comes to.
pub struct Baseline<'a> {
    pub model: &'a Model,
    pub prover: Prover,
    pub options: &'a Options,
    pub examples: Vec<Example>,
    pub tables: Vec<Vec<Vec<Cell>>>,
    pub findings: Vec<Finding>,
    /// Of each claim, in single worlds.
    pub still: Vec<Vec<Said>>,
    /// Of each claim, over courses of events.
    pub moving: Vec<Vec<Said>>,
    /// Claims, the cheapest first.
    pub order: Vec<ClaimId>,
    pub claim_cones: Vec<Cone>,
    pub table_cones: Vec<Cone>,
}

/// What one claim comes to, and what it cost; none if no world is lawful.
pub type Asked = Result<Option<(Vec<Said>, u32)>, Failure>;

impl<'a> Baseline<'a> {
    /// Asks everything of the original.
    pub fn of(model: &'a Model, prover: Prover, options: &'a Options) -> Result<Self, Failure> {
        let graph = PolicyGraph::new(model);
        let claims: Vec<usize> = (0..model.claims.len()).collect();
        let ask = |courses| {
            let work = |index: usize| claim(model, prover, options, claims[index], courses);
            parallel::each(claims.len(), |_| super::WORTH, work).into_iter().collect::<Result<Vec<_>, _>>()
        };
        let (still, moving) = (ask(false)?, ask(options.courses)?);
        let mut order: Vec<ClaimId> = claims.iter().map(|index| ClaimId::from_index(*index)).collect();
        order.sort_by_key(|id| moving[id.index()].as_ref().map_or(0, |(_, cost)| *cost));
        let said = |asked: Vec<Option<(Vec<Said>, u32)>>| -> Vec<Vec<Said>> {
            asked.into_iter().map(|asked| asked.map_or_else(Vec::new, |(said, _)| said)).collect()
        };
        Ok(Self {
            model,
            prover,
            options,
            examples: examples(model),
            tables: model.publications.iter().map(|p| cells(model, prover, p)).collect(),
            findings: findings(model),
            still: said(still),
            moving: said(moving),
            order,
            claim_cones: claims
                .iter()
                .map(|index| cones::of_claim(&graph, model, ClaimId::from_index(*index)))
                .collect(),
            table_cones: model.publications.iter().map(|p| cones::of_table(&graph, p)).collect(),
        })
    }
}

/// How every scenario comes out.
fn examples(model: &Model) -> Vec<Example> {
    model.scenarios.iter().map(|one| example(model, one)).collect()
}

/// How one scenario comes out.
pub fn example(model: &Model, one: &crate::model::Scenario) -> Example {
    let result = scenario::run(model, one);
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

/// The answers to one claim.
pub fn claim(model: &Model, prover: Prover, options: &Options, index: usize, courses: bool) -> Asked {
    let claims = vec![model.claims[index].name.clone()];
    let options = Options { claims, courses, ..options.clone() };
    let report = (prover.verify)(model, &options);
    if let Some(failure) = report.failure {
        return Err(failure);
    }
    let cost = report.answers.iter().map(|answer| answer.effort.checks).sum();
    let said: Vec<Said> = report.answers.into_iter().map(said).collect();
    Ok(report.problems.is_empty().then_some((said, cost)))
}

/// The verdict alone: no articles, no worlds.
fn said(answer: Answer) -> Said {
    let filling = answer.filling.filter(|_| answer.verdict == Verdict::Silent);
    let verdict = match answer.verdict {
        Verdict::TurnsOnReading(cases) => Verdict::TurnsOnReading(cases.into_iter().map(bare).collect()),
        other => other,
    };
    Said { instance: answer.instance, verdict, filling }
}

fn bare(case: crate::proof::Case) -> crate::proof::Case {
    let filling = case.filling.filter(|_| case.verdict == Verdict::Silent);
    crate::proof::Case { filling, ..crate::proof::Case::bare(case.readings, case.verdict) }
}
