//! Dependencies among definitions and roles: no cycles; no `may`, `must` or `due` behind a norm; nothing earned
//! behind an assumption.

use rustc_hash::FxHashSet;

use petgraph::algo::tarjan_scc;
use petgraph::graph::{DiGraph, NodeIndex};

use super::resolver::Resolver;
use crate::model::{Changeability, Formula, Relation, RelationId, RelationKind, Role};
use crate::problem::catalogue::model as entries;
use crate::problem::{Arg, Problem};
use crate::source::Span;

impl Relation {
    /// The formulas that say when a defined relation holds.
    pub fn bodies(&self) -> Vec<&Formula> {
        match &self.kind {
            RelationKind::Role(role) => role.clauses.iter().map(|c| &c.body).collect(),
            RelationKind::Define { body, .. } => vec![body],
            _ => Vec::new(),
        }
    }
}

/// The relations that a formula mentions, in order.
fn mentions(formula: &Formula) -> Vec<RelationId> {
    let mut out = Vec::new();
    formula.visit(&mut |f| out.extend(f.relation()));
    out
}

impl Resolver<'_> {
    /// Refuses definitions and roles that depend on themselves; their bodies are emptied.
    pub fn cycles(&mut self) {
        let graph = self.dependencies();
        let mut cycles: Vec<Vec<RelationId>> = Vec::new();
        for component in tarjan_scc(&graph) {
            let cyclic = component.len() > 1 || component.iter().any(|&n| graph.contains_edge(n, n));
            if cyclic {
                cycles.push(walk(&graph, &component));
            }
        }
        cycles.sort();
        for cycle in cycles {
            self.cyclic(&cycle);
        }
    }

    fn dependencies(&self) -> DiGraph<RelationId, ()> {
        let mut graph = DiGraph::new();
        for i in 0..self.model.relations.len() {
            graph.add_node(RelationId::from_index(i));
        }
        for (i, relation) in self.model.relations.iter().enumerate() {
            for other in relation.bodies().into_iter().flat_map(mentions) {
                graph.add_edge(NodeIndex::new(i), NodeIndex::new(other.index()), ());
            }
        }
        graph
    }

    fn cyclic(&mut self, cycle: &[RelationId]) {
        let names: Vec<String> = cycle.iter().map(|r| self.model.relations[r.index()].name.clone()).collect();
        let drawn = names.iter().chain(names.first()).cloned().collect::<Vec<_>>().join(" → ");
        let mut problem = Problem::new(&entries::CYCLE).plain("cycle", drawn);
        for relation in cycle {
            let of = &self.model.relations[relation.index()];
            let span = of.bodies().first().and_then(|b| self.span_of(b)).or(of.origin.span);
            if let Some(span) = span {
                problem = problem.label_with(span, "member", vec![("name", Arg::Name(of.name.clone()))]);
            }
        }
        self.report(problem.name("name", names.first().cloned().unwrap_or_default()).help("break"));
        for relation in cycle {
            self.taint.relations.insert(*relation);
            match &mut self.model.relations[relation.index()].kind {
                RelationKind::Role(Role { clauses, .. }) => clauses.clear(),
                RelationKind::Define { body, .. } => *body = Formula::False,
                _ => {}
            }
        }
    }

    /// Where the first cited conjunct of a formula stands.
    pub fn span_of(&self, formula: &Formula) -> Option<Span> {
        let mut span = None;
        formula.visit(&mut |f| {
            if let (Formula::Cited(id, _), None) = (f, span) {
                span = Some(self.model.cited[id.index()].span);
            }
        });
        span
    }

    /// Refuses definitions that speak of `may`, `must` or `due` where norms use them.
    pub fn powers(&mut self) {
        let powerful = self.reaching(|f| {
            matches!(f, Formula::May(..) | Formula::Must(..) | Formula::Due(..) | Formula::Records(..))
        });
        if powerful.is_empty() {
            return;
        }
        let mut found = Vec::new();
        for norm in &self.model.norms {
            for formula in [Some(&norm.condition), norm.trigger.as_ref()].into_iter().flatten() {
                self.uses(formula, &powerful, norm.origin.span, &mut found);
            }
        }
        for act in &self.model.acts {
            let whens = act.effects.iter().map(|e| &e.when).chain(act.records.iter().map(|r| &r.when));
            for when in whens {
                self.uses(when, &powerful, act.origin.span, &mut found);
            }
        }
        for relation in &self.model.relations {
            if let RelationKind::Role(role) = &relation.kind {
                for clause in &role.clauses {
                    self.uses(&clause.body, &powerful, clause.origin.span, &mut found);
                }
            }
        }
        found.dedup();
        for (span, relation) in found {
            let name = self.model.relations[relation.index()].name.clone();
            self.report(
                Problem::new(&entries::CHECKS_ONLY_DEFINITION).at(span).name("name", name).help("checks"),
            );
            self.taint.everything = true;
        }
    }

    /// The relations that mention something, themselves or through others.
    fn reaching(&self, is: impl Fn(&Formula) -> bool) -> FxHashSet<RelationId> {
        let direct = |relation: &Relation| {
            let mut found = false;
            relation.bodies().iter().for_each(|body| body.visit(&mut |f| found |= is(f)));
            found
        };
        let all = self.model.relations.iter().enumerate();
        let start: Vec<RelationId> =
            all.filter(|(_, r)| direct(r)).map(|(i, _)| RelationId::from_index(i)).collect();
        self.dependents(start)
    }

    /// The relations whose bodies mention one of these, in any number of steps, with these themselves.
    pub fn dependents(&self, start: Vec<RelationId>) -> FxHashSet<RelationId> {
        if start.is_empty() {
            return FxHashSet::default();
        }
        let mut users: Vec<Vec<RelationId>> = vec![Vec::new(); self.model.relations.len()];
        for (i, relation) in self.model.relations.iter().enumerate() {
            for other in relation.bodies().into_iter().flat_map(mentions) {
                users[other.index()].push(RelationId::from_index(i));
            }
        }
        let mut reached: FxHashSet<RelationId> = start.iter().copied().collect();
        let mut next = start;
        while let Some(relation) = next.pop() {
            next.extend(users[relation.index()].iter().filter(|user| reached.insert(**user)));
        }
        reached
    }

    fn uses(
        &self,
        formula: &Formula,
        which: &FxHashSet<RelationId>,
        span: Option<Span>,
        found: &mut Vec<(Span, RelationId)>,
    ) {
        let mut place = span;
        formula.visit(&mut |f| match f {
            Formula::Cited(id, _) => place = Some(self.model.cited[id.index()].span),
            Formula::Atom(relation, _) if which.contains(relation) => {
                found.extend(place.map(|span| (span, *relation)));
            }
            _ => {}
        });
    }

    /// Refuses assumptions that speak of something earned, through roles or definitions.
    pub fn assumptions_hold_still(&mut self) {
        let earned = self.model.relations.iter().enumerate().filter(|(_, r)| is_earned(r));
        let earned = earned.map(|(i, _)| RelationId::from_index(i)).collect();
        let changing = self.dependents(earned);
        let mut moving = self.reaching(|f| {
            matches!(
                f,
                Formula::Did(..)
                    | Formula::Done(..)
                    | Formula::May(..)
                    | Formula::Must(..)
                    | Formula::Due(..)
            )
        });
        moving.extend(changing);
        let mut found = Vec::new();
        for assumption in &self.model.assumptions {
            self.uses(&assumption.formula, &moving, assumption.origin.span, &mut found);
        }
        for (span, relation) in found {
            let name = self.model.relations[relation.index()].name.clone();
            let word = Arg::Word(self.relation_word(relation));
            let problem =
                Problem::new(&entries::ASSUMES_EARNED).at(span).name("name", name).arg("what", word);
            self.report(problem.help(if word_is_fact(&self.model.relations[relation.index()]) {
                "act"
            } else {
                "role"
            }));
        }
    }
}

fn word_is_fact(relation: &Relation) -> bool {
    matches!(relation.kind, RelationKind::Fact { .. })
}

/// Whether a relation is changed by acts alone.
fn is_earned(relation: &Relation) -> bool {
    matches!(relation.kind, RelationKind::Fact { change: Changeability::Earned, .. })
}

/// A cycle through a component: from its first member along edges until a member comes again.
fn walk(graph: &DiGraph<RelationId, ()>, component: &[NodeIndex]) -> Vec<RelationId> {
    let inside: FxHashSet<NodeIndex> = component.iter().copied().collect();
    let Some(start) = component.iter().copied().min() else { return Vec::new() };
    let mut path = vec![start];
    let mut at = start;
    loop {
        let mut next: Vec<NodeIndex> = graph.neighbors(at).filter(|n| inside.contains(n)).collect();
        next.sort();
        let Some(&step) = next
            .iter()
            .find(|n| **n == start)
            .or_else(|| next.iter().find(|n| !path.contains(n)))
            .or(next.first())
        else {
            break;
        };
        if let Some(seen) = path.iter().position(|n| *n == step) {
            path.drain(..seen);
            break;
        }
        path.push(step);
        at = step;
    }
    let least = path.iter().enumerate().min_by_key(|(_, n)| **n).map_or(0, |(i, _)| i);
    path.rotate_left(least);
    path.into_iter().map(|n| graph[n]).collect()
}
