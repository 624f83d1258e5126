//! Statements of the text: where each stands, what it defines, and what it uses that others define.
//!
//! The policy graph tells what a declaration uses. Two things are finer here than there: a role is one statement for each of
//! its clauses, and elements count where they are named.

use std::collections::BTreeSet;

use crate::model::graph::{Edge, Node};
use crate::model::{
    Act, ElementId, Formula, Kind, KindId, Model, NormId, Origin, PolicyGraph, ProvisionId, RelationId,
    RelationKind, Sort, Sugar, Term,
};
use crate::problem::catalogue::words;
use crate::table::coverage::{self, Declaration};

/// A declaration, or one clause of a role.
#[derive(Debug)]
pub struct Statement {
    /// Where it stands.
    pub home: Option<ProvisionId>,
    /// Every provision that carries it, or one of its conditions.
    pub provisions: BTreeSet<ProvisionId>,
    pub defines: Vec<Node>,
    pub uses: BTreeSet<Node>,
    /// None for what sugar stands for: the declaration that was written is a statement of its own.
    pub declaration: Option<Declaration>,
}

/// Every statement, by sort and in declaration order.
pub fn all(model: &Model) -> Vec<Statement> {
    let reader = Reader { model, graph: PolicyGraph::new(model) };
    let mut all = Vec::new();
    for (i, kind) in model.kinds.iter().enumerate() {
        reader.kind(KindId::from_index(i), kind, &mut all);
    }
    for i in 0..model.relations.len() {
        reader.relation(RelationId::from_index(i), &mut all);
    }
    for (i, act) in model.acts.iter().enumerate() {
        all.push(reader.act(Node::Act(crate::model::ActId::from_index(i)), act));
    }
    all.extend((0..model.norms.len()).map(|i| reader.norm(NormId::from_index(i))));
    all
}

struct Reader<'a> {
    model: &'a Model,
    graph: PolicyGraph,
}

impl Reader<'_> {
    fn kind(&self, id: KindId, kind: &Kind, all: &mut Vec<Statement>) {
        let node = Node::Kind(id);
        all.push(Statement {
            uses: self.used_by(node),
            ..statement(&kind.origin, node, declaration(words::KIND, &kind.name, &kind.origin))
        });
        for (index, element) in kind.elements.iter().enumerate() {
            let index = u32::try_from(index).unwrap_or(u32::MAX);
            let own = element.origin.home.is_some();
            let origin = if own { &element.origin } else { &kind.origin };
            let told = own.then(|| declaration(words::ELEMENT, &element.name, origin)).flatten();
            all.push(statement(origin, Node::Element(ElementId { kind: id, index }), told));
        }
    }

    fn relation(&self, id: RelationId, all: &mut Vec<Statement>) {
        let relation = &self.model.relations[id.index()];
        let (node, category) = (Node::Relation(id), coverage::category(&relation.kind));
        let told = |origin| declaration(category, &relation.name, origin);
        let whole = statement(&relation.origin, node, told(&relation.origin));
        match &relation.kind {
            RelationKind::Role(role) => {
                let kinds = relation.params.iter().filter_map(|sort| match sort {
                    Sort::Kind(kind) => Some(Node::Kind(*kind)),
                    _ => None,
                });
                all.push(Statement { uses: kinds.collect(), ..whole });
                for clause in &role.clauses {
                    let mut one = statement(&clause.origin, node, told(&clause.origin));
                    self.formula(&clause.body, &mut one);
                    one.uses.remove(&node);
                    all.push(one);
                }
            }
            kind => {
                let mut whole = Statement { uses: self.used_by(node), ..whole };
                if let RelationKind::Define { body, .. } = kind {
                    self.formula(body, &mut whole);
                }
                whole.uses.remove(&node);
                all.push(whole);
            }
        }
    }

    fn act(&self, node: Node, act: &Act) -> Statement {
        let told = act.naming_of.is_none().then(|| declaration(words::ACT, &act.name, &act.origin));
        let mut one = Statement { uses: self.used_by(node), ..statement(&act.origin, node, told.flatten()) };
        for effect in &act.effects {
            self.formula(&effect.when, &mut one);
            effect.args.iter().flatten().for_each(|term| self.term(term, &mut one));
        }
        act.records.iter().for_each(|record| self.formula(&record.when, &mut one));
        one
    }

    fn norm(&self, id: NormId) -> Statement {
        let norm = &self.model.norms[id.index()];
        let name = norm.name.rsplit('/').next().unwrap_or_default();
        let told =
            norm.sugar.is_none().then(|| declaration(coverage::of_verb(norm.verb), name, &norm.origin));
        let node = Node::Norm(id);
        let mut one = Statement { uses: self.used_by(node), ..statement(&norm.origin, node, told.flatten()) };
        norm.formulas().for_each(|formula| self.formula(formula, &mut one));
        if norm.sugar == Some(Sugar::NamedBy) {
            // Who names decides who holds the role.
            one.defines.extend(self.model.acts[norm.act.index()].naming_of.map(Node::Relation));
        }
        one
    }

    /// What the policy graph says that a node speaks of.
    fn used_by(&self, node: Node) -> BTreeSet<Node> {
        let used = |(edge, _): &(Edge, Node)| !matches!(edge, Edge::Home | Edge::Cites | Edge::Names);
        self.graph.from(node).filter(used).map(|(_, to)| to).collect()
    }

    /// What a formula speaks of, and the provisions that carry its parts.
    fn formula(&self, formula: &Formula, one: &mut Statement) {
        formula.visit(&mut |part| {
            one.uses.extend(part.relation().map(Node::Relation));
            one.uses.extend(part.act().map(Node::Act));
            part.terms().for_each(|term| self.term(term, one));
            if let Formula::Cited(id, _) = part {
                one.provisions.extend(&self.model.cited[id.index()].provisions);
            }
        });
    }

    /// An element that is named; of an attribute, every element that has a value of it.
    fn term(&self, term: &Term, one: &mut Statement) {
        one.uses.extend(term.element().map(Node::Element));
        if let Term::Attribute(attribute, _) = term {
            let elements = self.model.kinds[attribute.kind.index()].elements.len();
            let elements = u32::try_from(elements).unwrap_or(u32::MAX);
            let node = |index| Node::Element(ElementId { kind: attribute.kind, index });
            one.uses.extend((0..elements).map(node));
        }
    }
}

fn statement(origin: &Origin, defines: Node, declaration: Option<Declaration>) -> Statement {
    Statement {
        home: origin.home,
        provisions: origin.home.iter().chain(&origin.cites).copied().collect(),
        defines: vec![defines],
        uses: BTreeSet::new(),
        declaration,
    }
}

fn declaration(category: crate::problem::Text, name: &str, origin: &Origin) -> Option<Declaration> {
    Some(Declaration { category, name: name.to_string(), span: origin.span })
}
