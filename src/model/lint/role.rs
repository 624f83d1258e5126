//! Roles that nobody can hold, and circles of appointment.

use rustc_hash::FxHashSet;

use petgraph::algo::tarjan_scc;
use petgraph::graph::{DiGraph, NodeIndex};

use super::Lint;
use super::fill::conjuncts;
use crate::model::graph::Node;
use crate::model::{
    ElementId, Formula, Relation, RelationId, RelationKind, Role, RoleClause, Sort, Term, VarId,
};
use crate::problem::catalogue::lint as entries;
use crate::problem::{Arg, Problem};
use crate::syntax::tree::Comparison;

/// More instances than this are looked at parameter by parameter.
const MANY: usize = 10_000;

impl Lint<'_> {
    pub(super) fn roles(&mut self) {
        let held = self.obtainable();
        let circles = self.circles(&held);
        let in_circle: FxHashSet<RelationId> = circles.iter().flatten().copied().collect();
        for circle in &circles {
            self.circle(circle);
        }
        for (i, relation) in self.model.relations.iter().enumerate() {
            let id = RelationId::from_index(i);
            let RelationKind::Role(role) = &relation.kind else { continue };
            if role.clauses.is_empty() {
                self.unfilled(id, relation);
            } else if held.contains(&id) {
                self.unfilled_elements(relation, role);
            } else if !in_circle.contains(&id) {
                self.unnamed(relation, role, &held);
            }
        }
    }

    fn unfilled(&mut self, id: RelationId, relation: &Relation) {
        let mut problem = Problem::new(&entries::UNFILLED_ROLE);
        if let Some(span) = relation.origin.span {
            problem = problem.at(span);
        }
        let user = self.graph.to(Node::Relation(id)).find_map(|(_, node)| match node {
            Node::Norm(norm) => self.model.norms[norm.index()].origin.span,
            _ => None,
        });
        if let Some(span) = user {
            problem = problem.label(span, "used");
        }
        let name = relation.name.clone();
        self.add(problem.name("name", &name).plain("plain", &name).help("never"), [name]);
    }

    /// Only people who cannot exist may name somebody.
    fn unnamed(&mut self, relation: &Relation, role: &Role, held: &FxHashSet<RelationId>) {
        let bearers = self.naming_permits(role).flat_map(|n| self.bearers(n)).collect::<Vec<_>>();
        let Some(namer) = bearers.into_iter().find(|r| !held.contains(r)) else { return };
        let namer = self.model.relations[namer.index()].name.clone();
        let mut problem = Problem::new(&entries::UNFILLED_ROLE);
        if let Some(span) = role.clauses.first().and_then(|c| c.origin.span).or(relation.origin.span) {
            problem = problem.label(span, "namer");
        }
        let name = relation.name.clone();
        self.add(problem.name("name", &name).name("namer", namer).help("namer"), [name]);
    }

    fn unfilled_elements(&mut self, relation: &Relation, role: &Role) {
        let clauses: Vec<&RoleClause> = role.clauses.iter().collect();
        for instance in self.unfilled_instances(relation, role, &clauses) {
            self.unfilled_element(relation, &instance);
        }
    }

    /// Elements for which none of the clauses can hold, by the constants in the heads of the clauses.
    pub(super) fn unfilled_instances(
        &self,
        relation: &Relation,
        role: &Role,
        clauses: &[&RoleClause],
    ) -> Vec<Vec<Option<ElementId>>> {
        let heads: Vec<Vec<Option<ElementId>>> = clauses.iter().map(|c| head(role, &c.body)).collect();
        if heads.iter().any(|h| h.iter().all(Option::is_none)) {
            return Vec::new();
        }
        let mut unfilled = self.instances(&relation.params[1..]);
        unfilled.retain(|instance| {
            let fits = |head: &Vec<Option<ElementId>>| {
                head.iter().zip(instance).all(|(h, e)| h.is_none() || e.is_none() || h == e)
            };
            !heads.iter().any(fits)
        });
        unfilled
    }

    fn unfilled_element(&mut self, relation: &Relation, instance: &[Option<ElementId>]) {
        let name = self.instance_name(relation, instance);
        let mut problem = Problem::new(&entries::UNFILLED_ROLE);
        if let Some(span) = relation.origin.span {
            problem = problem.at(span);
        }
        let problem = problem.name("name", &name).plain("plain", &name).help("element");
        self.add(problem, [name, relation.name.clone()]);
    }

    /// The role for these elements, as it is written.
    pub(super) fn instance_name(&self, relation: &Relation, instance: &[Option<ElementId>]) -> String {
        let names: Vec<&str> = instance.iter().map(|e| e.map_or("_", |e| self.element_name(e))).collect();
        format!("{}({})", relation.name, names.join(", "))
    }

    fn element_name(&self, element: ElementId) -> &str {
        &self.model.kinds[element.kind.index()].elements[element.index as usize].name
    }

    /// Every combination of elements of closed kinds; `None` stands for anything of another sort.
    fn instances(&self, sorts: &[Sort]) -> Vec<Vec<Option<ElementId>>> {
        let values: Vec<Vec<Option<ElementId>>> = sorts.iter().map(|sort| self.values(*sort)).collect();
        let size = values.iter().map(Vec::len).fold(1usize, usize::saturating_mul);
        if size <= MANY {
            return values.iter().fold(vec![Vec::new()], |all, list| {
                let one = |head: &Vec<_>, e: &Option<ElementId>| head.iter().copied().chain([*e]).collect();
                all.iter().flat_map(|head| list.iter().map(move |e| one(head, e))).collect()
            });
        }
        let alone = |i: usize, e: Option<ElementId>| {
            (0..values.len()).map(|j| if i == j { e } else { None }).collect()
        };
        (0..values.len())
            .flat_map(|i| values[i].iter().map(move |e| alone(i, *e)).collect::<Vec<_>>())
            .collect()
    }

    fn values(&self, sort: Sort) -> Vec<Option<ElementId>> {
        match sort {
            Sort::Kind(kind) if !self.model.kinds[kind.index()].open => {
                let size = u32::try_from(self.model.kinds[kind.index()].elements.len()).unwrap_or(u32::MAX);
                (0..size).map(|index| Some(ElementId { kind, index })).collect()
            }
            _ => vec![None],
        }
    }

    /// Circles of roles that only each other's holders can name.
    fn circles(&self, held: &FxHashSet<RelationId>) -> Vec<Vec<RelationId>> {
        let mut graph: DiGraph<(), ()> = DiGraph::new();
        (0..self.model.relations.len()).for_each(|_| _ = graph.add_node(()));
        for (by, role) in self.graph.appointments() {
            if !held.contains(&by) && !held.contains(&role) {
                graph.add_edge(NodeIndex::new(by.index()), NodeIndex::new(role.index()), ());
            }
        }
        let cyclic = |c: &Vec<NodeIndex>| c.len() > 1 || graph.contains_edge(c[0], c[0]);
        let circles = tarjan_scc(&graph).into_iter().filter(cyclic);
        let mut circles: Vec<Vec<RelationId>> = circles
            .map(|mut c| {
                c.sort();
                c.into_iter().map(|n| RelationId::from_index(n.index())).collect()
            })
            .collect();
        circles.sort();
        circles
    }

    fn circle(&mut self, circle: &[RelationId]) {
        let names: Vec<String> =
            circle.iter().map(|r| self.model.relations[r.index()].name.clone()).collect();
        let drawn = names.iter().chain(names.first()).cloned().collect::<Vec<_>>().join(" → ");
        let mut problem = Problem::new(&entries::CIRCULAR_APPOINTMENT).plain("cycle", drawn);
        for id in circle {
            let relation = &self.model.relations[id.index()];
            let RelationKind::Role(role) = &relation.kind else { continue };
            let span = role.clauses.first().and_then(|c| c.origin.span).or(relation.origin.span);
            if let Some(span) = span {
                problem =
                    problem.label_with(span, "member", vec![("name", Arg::Name(relation.name.clone()))]);
            }
        }
        self.add(problem.help("first"), names);
    }
}

/// The constants that a clause asks of the parameters.
fn head(role: &Role, body: &Formula) -> Vec<Option<ElementId>> {
    let mut constants = vec![None; role.params.len().saturating_sub(1)];
    let place = |v: &VarId| role.params[1..].iter().position(|p| p == v);
    conjuncts(body, &mut |f| {
        if let Formula::Compare(Comparison::Eq, Term::Var(v), Term::Element(e)) = f
            && let Some(i) = place(v)
        {
            constants[i] = Some(*e);
        }
    });
    constants
}
