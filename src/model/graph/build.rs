//! The graph of a model: one walk over every formula.

use petgraph::graph::DiGraph;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Edge, Node, PolicyGraph};
use crate::model::{
    Act, ActId, ClaimId, Formula, KindId, Model, Norm, NormId, Origin, ProvisionId, Relation, RelationId,
    RelationKind, Role, Sort, Term,
};
use crate::syntax::tree::NormVerb;

struct Builder<'m> {
    model: &'m Model,
    graph: PolicyGraph,
    seen: FxHashSet<(Node, Edge, Node)>,
}

impl PolicyGraph {
    /// The graph of a model.
    pub fn new(model: &Model) -> Self {
        let graph = PolicyGraph { graph: DiGraph::new(), index: FxHashMap::default() };
        let mut builder = Builder { model, graph, seen: FxHashSet::default() };
        builder.nodes();
        builder.edges();
        builder.graph
    }
}

impl Builder<'_> {
    fn nodes(&mut self) {
        let m = self.model;
        (0..m.provisions.len()).for_each(|i| self.node(Node::Provision(ProvisionId::from_index(i))));
        (0..m.kinds.len()).for_each(|i| self.node(Node::Kind(KindId::from_index(i))));
        (0..m.relations.len()).for_each(|i| self.node(Node::Relation(RelationId::from_index(i))));
        (0..m.acts.len()).for_each(|i| self.node(Node::Act(ActId::from_index(i))));
        (0..m.norms.len()).for_each(|i| self.node(Node::Norm(NormId::from_index(i))));
        (0..m.claims.len()).for_each(|i| self.node(Node::Claim(ClaimId::from_index(i))));
    }

    fn node(&mut self, node: Node) {
        let graph = &mut self.graph;
        graph.index.entry(node).or_insert_with(|| graph.graph.add_node(node));
    }

    fn edge(&mut self, from: Node, edge: Edge, to: Node) {
        self.node(to);
        if let (Some(&a), Some(&b), true) =
            (self.graph.index.get(&from), self.graph.index.get(&to), self.seen.insert((from, edge, to)))
        {
            self.graph.graph.add_edge(a, b, edge);
        }
    }

    fn edges(&mut self) {
        let m = self.model;
        for (i, kind) in m.kinds.iter().enumerate() {
            let from = Node::Kind(KindId::from_index(i));
            self.origin(from, &kind.origin);
            kind.attributes.iter().for_each(|a| self.sort(from, a.sort));
        }
        for (i, relation) in m.relations.iter().enumerate() {
            self.relation(RelationId::from_index(i), relation);
        }
        for (i, act) in m.acts.iter().enumerate() {
            self.act(ActId::from_index(i), act);
        }
        for (i, norm) in m.norms.iter().enumerate() {
            self.norm(NormId::from_index(i), norm);
        }
        for (i, claim) in m.claims.iter().enumerate() {
            let from = Node::Claim(ClaimId::from_index(i));
            self.origin(from, &claim.origin);
            [&claim.premise, &claim.bad, &claim.good].into_iter().for_each(|f| self.formula(from, f));
        }
    }

    fn relation(&mut self, id: RelationId, relation: &Relation) {
        let from = Node::Relation(id);
        self.origin(from, &relation.origin);
        relation.params.iter().for_each(|sort| self.sort(from, *sort));
        relation.bodies().into_iter().for_each(|body| self.formula(from, body));
        if let RelationKind::Role(role) = &relation.kind {
            role.clauses.iter().for_each(|clause| self.origin(from, &clause.origin));
        }
    }

    /// The roles and offices whose holders may name somebody to a role.
    fn naming(&mut self, norm: &Norm) {
        let Some(role) = self.model.acts[norm.act.index()].naming_of else { return };
        let named = match &self.model.relations[role.index()].kind {
            RelationKind::Role(Role { naming: Some(naming), .. }) => naming.name == norm.act,
            _ => false,
        };
        if !named || norm.verb != NormVerb::Permit {
            return;
        }
        let mut namers = Vec::new();
        norm.condition.visit(&mut |f| {
            if let Formula::Atom(relation, args) = f
                && args.first().and_then(Term::var) == Some(norm.actor)
            {
                namers.push(*relation);
            }
        });
        namers.into_iter().for_each(|n| self.edge(Node::Relation(n), Edge::Names, Node::Relation(role)));
    }

    fn act(&mut self, id: ActId, act: &Act) {
        let from = Node::Act(id);
        self.origin(from, &act.origin);
        act.params.iter().for_each(|p| self.sort(from, self.model.vars[p.index()].sort));
        for effect in &act.effects {
            let edge = if effect.gives { Edge::Gives } else { Edge::Ends };
            self.edge(from, edge, Node::Relation(effect.relation));
            self.formula(from, &effect.when);
        }
        for record in &act.records {
            self.edge(from, Edge::Records, Node::Element(record.record));
            self.formula(from, &record.when);
        }
    }

    fn norm(&mut self, id: NormId, norm: &Norm) {
        let from = Node::Norm(id);
        self.origin(from, &norm.origin);
        let edge = match norm.verb {
            NormVerb::Permit => Edge::Permits,
            NormVerb::Forbid => Edge::Forbids,
            NormVerb::Duty => Edge::Obliges,
        };
        self.edge(from, edge, Node::Act(norm.act));
        self.formula(from, &norm.condition);
        self.naming(norm);
        norm.despite.iter().for_each(|forbid| self.edge(from, Edge::Overrides, Node::Norm(*forbid)));
    }

    fn formula(&mut self, from: Node, formula: &Formula) {
        let mut found = Vec::new();
        formula.visit(&mut |f| {
            found.extend(f.relation().map(Node::Relation));
            found.extend(f.act().map(Node::Act));
        });
        found.into_iter().for_each(|to| self.edge(from, Edge::RefersTo, to));
    }

    fn sort(&mut self, from: Node, sort: Sort) {
        if let Sort::Kind(kind) = sort {
            self.edge(from, Edge::RefersTo, Node::Kind(kind));
        }
    }

    fn origin(&mut self, from: Node, origin: &Origin) {
        if let Some(home) = origin.home {
            self.edge(from, Edge::Home, Node::Provision(home));
        }
        origin.cites.iter().for_each(|cite| self.edge(from, Edge::Cites, Node::Provision(*cite)));
    }
}
