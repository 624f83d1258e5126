//! What claims, scenarios and published tables depend on, and what an edit of the rules can therefore change.

use crate::model::graph::{Cone, Node};
use crate::model::{ClaimId, Columns, Formula, Model, PolicyGraph, Publication, Scenario, Step, Touched};

/// What a claim depends on, with the assumptions that it names.
pub fn of_claim(graph: &PolicyGraph, model: &Model, id: ClaimId) -> Cone {
    let assumed = model.claims[id.index()].assuming.assumptions.iter();
    let premises = nodes(assumed.map(|id| &model.assumptions[id.index()].formula).collect());
    graph.cone_of(premises.into_iter().chain([Node::Claim(id)]))
}

/// What the cells of a published table depend on.
pub fn of_table(graph: &PolicyGraph, publication: &Publication) -> Cone {
    graph.cone_of(nodes(match &publication.columns {
        Columns::Elements { cell, .. } => vec![cell],
        Columns::Named(columns) => columns.iter().map(|(_, cell)| cell).collect(),
    }))
}

/// What the outcome of a scenario depends on, with the assumptions that it names.
pub fn of_scenario(graph: &PolicyGraph, model: &Model, scenario: &Scenario) -> Cone {
    let mut formulas: Vec<&Formula> = scenario.given.iter().map(|given| &given.formula).collect();
    let mut acts = Vec::new();
    for step in &scenario.steps {
        match step {
            Step::Does { act, .. } => acts.push(Node::Act(*act)),
            Step::Now { formula, .. } | Step::Check { formula, .. } => formulas.push(formula),
        }
    }
    let assumed = scenario.assuming.assumptions.iter();
    formulas.extend(assumed.map(|id| &model.assumptions[id.index()].formula));
    graph.cone_of(nodes(formulas).into_iter().chain(acts))
}

/// Whether something that was touched is among what is depended on.
pub fn meets(touched: &Touched, cone: &Cone) -> bool {
    !touched.acts.is_disjoint(&cone.acts) || !touched.relations.is_disjoint(&cone.relations)
}

/// What formulas speak of.
fn nodes(formulas: Vec<&Formula>) -> Vec<Node> {
    let mut found = Vec::new();
    for formula in formulas {
        formula.visit(&mut |part| {
            found.extend(part.relation().map(Node::Relation));
            found.extend(part.act().map(Node::Act));
        });
    }
    found
}
