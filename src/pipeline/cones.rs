//! What claims, scenarios and published tables depend on, and what an edit of the rules can therefore change.

use std::collections::BTreeSet;

use crate::amend::joint::Joint;
use crate::model::graph::{Cone, Node};
use crate::model::{
    AttributeId, ClaimId, Columns, Formula, Model, PolicyGraph, Publication, RelationId, Scenario, Step,
    Term, Touched,
};

/// What something depends on.
#[derive(Debug, Clone)]
pub struct Depends {
    cone: Cone,
    /// The attributes that it asks for by itself; for others ask acts and relations of the cone.
    attributes: BTreeSet<AttributeId>,
}

impl Depends {
    /// Of a claim, with the assumptions that it names.
    pub fn of_claim(graph: &PolicyGraph, model: &Model, id: ClaimId) -> Self {
        let claim = &model.claims[id.index()];
        let own = [&claim.premise, &claim.bad, &claim.good].into_iter().chain(assumed(model, id));
        Self { attributes: attributes(own), cone: of_claim(graph, model, id) }
    }

    /// Of the outcome of a scenario, with the assumptions that it names.
    pub fn of_scenario(graph: &PolicyGraph, model: &Model, scenario: &Scenario) -> Self {
        let mut formulas: Vec<&Formula> = scenario.given.iter().map(|given| &given.formula).collect();
        let mut acts = Vec::new();
        let mut attributes = BTreeSet::new();
        for step in &scenario.steps {
            match step {
                Step::Does { act, args, .. } => {
                    acts.push(Node::Act(*act));
                    attributes.extend(args.iter().flat_map(Term::attributes));
                }
                Step::Now { formula, .. } | Step::Check { formula, .. } => formulas.push(formula),
            }
        }
        let assumed = scenario.assuming.assumptions.iter();
        formulas.extend(assumed.map(|id| &model.assumptions[id.index()].formula));
        attributes.extend(self::attributes(formulas.iter().copied()));
        Self { attributes, cone: graph.cone_of(nodes(formulas).into_iter().chain(acts)) }
    }

    /// Of the cells of a published table.
    pub fn of_table(graph: &PolicyGraph, publication: &Publication) -> Self {
        let cells: Vec<&Formula> = match &publication.columns {
            Columns::Elements { cell, .. } => vec![cell],
            Columns::Named(columns) => columns.iter().map(|(_, cell)| cell).collect(),
        };
        Self { attributes: attributes(cells.iter().copied()), cone: graph.cone_of(nodes(cells)) }
    }

    /// Whether it can change by this.
    pub fn meets(&self, touched: &Touched) -> bool {
        meets(touched, &self.cone) || touched.attribute.is_some_and(|id| self.attributes.contains(&id))
    }
}

/// What a claim depends on, with the assumptions that it names.
pub fn of_claim(graph: &PolicyGraph, model: &Model, id: ClaimId) -> Cone {
    let premises = nodes(assumed(model, id).collect());
    graph.cone_of(premises.into_iter().chain([Node::Claim(id)]))
}

/// What the assumptions say that a claim names.
fn assumed(model: &Model, id: ClaimId) -> impl Iterator<Item = &Formula> {
    let assumed = model.claims[id.index()].assuming.assumptions.iter();
    assumed.map(|id| &model.assumptions[id.index()].formula)
}

/// Whether something that was touched is among what is depended on.
pub fn meets(touched: &Touched, cone: &Cone) -> bool {
    !touched.acts.is_disjoint(&cone.acts) || !touched.relations.is_disjoint(&cone.relations)
}

/// The attributes for which formulas ask.
fn attributes<'a>(formulas: impl IntoIterator<Item = &'a Formula>) -> BTreeSet<AttributeId> {
    let mut found = BTreeSet::new();
    for formula in formulas {
        formula.visit(&mut |part| found.extend(part.terms().flat_map(Term::attributes)));
    }
    found
}

/// The claims whose answers can differ: what they say, or something on which they depend, is not the same; or a fact on
/// which they depend is one of which the norms of one wording speak, and those of the other do not.
pub fn concerned(
    joint: &Joint,
    reworded: &BTreeSet<String>,
    (old, new): (&Model, &Model),
) -> BTreeSet<String> {
    let mut names = reworded.clone();
    let [lost, found] = heard_of(joint, old, new);
    for (model, changed, heard) in [(old, &joint.changed.old, lost), (new, &joint.changed.new, found)] {
        let graph = PolicyGraph::new(model);
        for (index, claim) in model.claims.iter().enumerate() {
            let cone = of_claim(&graph, model, ClaimId::from_index(index));
            if changed.iter().any(|node| is_in(*node, &cone)) || !heard.is_disjoint(&cone.relations) {
                names.insert(claim.name.clone());
            }
        }
    }
    names
}

/// The facts of each wording that both have, and of which only one speaks.
pub fn heard_of(joint: &Joint, old: &Model, new: &Model) -> [BTreeSet<RelationId>; 2] {
    let (before, after) = (old.unspoken(), new.unspoken());
    let shared = joint.old.named.iter().enumerate().filter(|(_, id)| id.index() < new.relations.len());
    let pairs = shared.map(|(index, id)| (RelationId::from_index(index), *id));
    let unlike: Vec<_> = pairs.filter(|(one, two)| before.contains(one) != after.contains(two)).collect();
    [unlike.iter().map(|pair| pair.0).collect(), unlike.iter().map(|pair| pair.1).collect()]
}

/// Whether this is among what is depended on.
pub fn is_in(node: Node, cone: &Cone) -> bool {
    match node {
        Node::Relation(id) => cone.relations.contains(&id),
        Node::Act(id) => cone.acts.contains(&id),
        Node::Norm(id) => cone.norms.contains(&id),
        _ => false,
    }
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
