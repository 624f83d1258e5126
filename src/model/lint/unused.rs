//! Declarations that nothing uses.

use rustc_hash::FxHashSet;

use super::Lint;
use crate::model::graph::{Edge, Node};
use crate::model::{
    ActId, Formula, KindId, Model, ReadingChoice, ReadingId, RelationId, RelationKind, Sort, Term,
};
use crate::problem::catalogue::{lint as entries, words};
use crate::problem::{Arg, Problem, Text};
use crate::source::Span;

/// What is used, by ids.
#[derive(Default)]
struct Used {
    relations: FxHashSet<RelationId>,
    acts: FxHashSet<ActId>,
    kinds: FxHashSet<KindId>,
}

impl Lint<'_> {
    pub(super) fn unused(&mut self) {
        let used = self.used();
        let model = self.model;
        for (i, kind) in model.kinds.iter().enumerate() {
            if !used.kinds.contains(&KindId::from_index(i)) {
                self.idle(words::KIND, &kind.name, kind.origin.span, "use");
            }
        }
        for (i, relation) in model.relations.iter().enumerate() {
            // A role that nobody fills is told of already.
            let unfilled = matches!(&relation.kind, RelationKind::Role(r) if r.clauses.is_empty());
            if !unfilled && !used.relations.contains(&RelationId::from_index(i)) {
                self.idle(word(&relation.kind), &relation.name, relation.origin.span, "use");
            }
        }
        for (i, act) in model.acts.iter().enumerate() {
            if !used.acts.contains(&ActId::from_index(i)) && act.naming_of.is_none() {
                self.idle(words::ACT, &act.name, act.origin.span, "use");
            }
        }
        self.unused_assumptions();
        self.empty_readings();
    }

    fn idle(&mut self, what: Text, name: &str, span: Option<Span>, help: &'static str) {
        let mut problem = Problem::new(&entries::UNUSED_DECLARATION).arg("what", Arg::Word(what));
        if let Some(span) = span {
            problem = problem.at(span);
        }
        self.add(problem.name("name", name).help(help), [name.to_string()]);
    }

    fn used(&self) -> Used {
        let mut used = Used::default();
        for (from, edge, to) in self.graph.edges() {
            match to {
                _ if from == to || matches!(edge, Edge::Home | Edge::Cites) => {}
                Node::Relation(id) => _ = used.relations.insert(id),
                Node::Act(id) => _ = used.acts.insert(id),
                Node::Kind(id) => _ = used.kinds.insert(id),
                Node::Element(element) => _ = used.kinds.insert(element.kind),
                Node::Norm(_) | Node::Claim(_) | Node::Provision(_) => {}
            }
        }
        for var in &self.model.vars {
            if let Sort::Kind(kind) = var.sort {
                used.kinds.insert(kind);
            }
        }
        // The graph has no scenarios, published tables and assumptions, and no elements.
        self.model.formulas().for_each(|f| note(f, &mut used));
        used
    }

    fn unused_assumptions(&mut self) {
        let model = self.model;
        let claims = model.claims.iter().map(|c| &c.assuming);
        let used: FxHashSet<_> = claims
            .chain(model.scenarios.iter().map(|s| &s.assuming))
            .flat_map(|a| a.assumptions.clone())
            .collect();
        for (i, assumption) in model.assumptions.iter().enumerate() {
            if !used.contains(&crate::model::AssumptionId::from_index(i)) {
                self.idle(words::ASSUMPTION, &assumption.name, assumption.origin.span, "use");
            }
        }
    }

    fn empty_readings(&mut self) {
        let told: FxHashSet<ReadingId> = choices(self.model).into_iter().map(|c| c.reading).collect();
        let model = self.model;
        for (i, reading) in model.readings.iter().enumerate() {
            if !told.contains(&ReadingId::from_index(i)) {
                self.idle(words::READING, &reading.name, reading.origin.span, "empty");
            }
        }
    }
}

fn note(formula: &Formula, used: &mut Used) {
    formula.visit(&mut |f| {
        used.relations.extend(f.relation());
        used.acts.extend(f.act());
        used.kinds.extend(f.terms().filter_map(Term::element).map(|e| e.kind));
    });
}

/// Every choice under which something stands.
fn choices(model: &Model) -> Vec<ReadingChoice> {
    let mut out = Vec::new();
    out.extend(model.norms.iter().flat_map(|n| n.origin.readings.clone()));
    for relation in &model.relations {
        match &relation.kind {
            RelationKind::Role(role) => {
                out.extend(role.clauses.iter().flat_map(|c| c.origin.readings.clone()));
            }
            RelationKind::Table(table) => out.extend(table.by_reading.iter().map(|c| c.choice)),
            RelationKind::Define { body, .. } => body.visit(&mut |f| {
                if let Formula::Reading(choice) = f {
                    out.push(*choice);
                }
            }),
            _ => {}
        }
    }
    let values = model.kinds.iter().flat_map(|k| &k.elements).flat_map(|e| &e.values);
    out.extend(values.flat_map(|v| &v.by_reading).map(|(choice, _)| *choice));
    out
}

fn word(kind: &RelationKind) -> Text {
    match kind {
        RelationKind::Fact { .. } => words::FACT,
        RelationKind::Office { .. } => words::OFFICE,
        RelationKind::Role(_) => words::ROLE,
        RelationKind::Table(_) => words::TABLE,
        RelationKind::Define { .. } => words::DEFINITION,
    }
}
