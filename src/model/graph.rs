//! The policy graph: who names whom, what permits, gives, refers to what.
//!
//! Used for cycles, slices and appointment chains. An edge points the way the sentence goes: a norm permits an act,
//! an act gives a fact, a role refers to an office.

mod build;
mod reach;

use petgraph::Direction;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;
use rustc_hash::FxHashMap;

use super::{ActId, ClaimId, ElementId, KindId, Model, NormId, ProvisionId, RelationId};

pub use reach::Cone;

/// A thing of the regulation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Node {
    Provision(ProvisionId),
    Kind(KindId),
    /// Only record classes: elements that some act records.
    Element(ElementId),
    Relation(RelationId),
    Act(ActId),
    Norm(NormId),
    Claim(ClaimId),
}

/// How one thing has to do with another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edge {
    /// A role names (appoints to) a role.
    Names,
    /// A norm permits an act.
    Permits,
    /// A norm forbids an act.
    Forbids,
    /// A duty obliges to an act.
    Obliges,
    /// An act makes a fact true.
    Gives,
    /// An act makes a fact false.
    Ends,
    /// An act leaves a record.
    Records,
    /// A norm, role, definition, act or claim speaks of a relation, an act, or a kind.
    RefersTo,
    /// A permit overrides a prohibition.
    Overrides,
    /// A norm or declaration belongs to a provision.
    Home,
    /// A norm or declaration cites a provision besides its home.
    Cites,
}

impl Edge {
    /// Its name in generated diagrams, in English, as it stands in the language.
    pub fn label(self) -> &'static str {
        match self {
            Edge::Names => "names",
            Edge::Permits => "permits",
            Edge::Forbids => "forbids",
            Edge::Obliges => "obliges",
            Edge::Gives => "gives",
            Edge::Ends => "ends",
            Edge::Records => "records",
            Edge::RefersTo => "refers to",
            Edge::Overrides => "overrides",
            Edge::Home => "of",
            Edge::Cites => "cites",
        }
    }
}

/// The graph of one regulation. Nodes and edges are in declaration order, each edge once.
#[derive(Debug, Clone)]
pub struct PolicyGraph {
    graph: DiGraph<Node, Edge>,
    index: FxHashMap<Node, NodeIndex>,
}

impl PolicyGraph {
    /// Every node, in order.
    pub fn nodes(&self) -> impl Iterator<Item = Node> + '_ {
        self.graph.node_weights().copied()
    }

    /// Every edge as from, kind and to, in order.
    pub fn edges(&self) -> impl Iterator<Item = (Node, Edge, Node)> + '_ {
        self.graph.edge_references().map(|e| (self.graph[e.source()], *e.weight(), self.graph[e.target()]))
    }

    /// What a node points to.
    pub fn from(&self, node: Node) -> impl Iterator<Item = (Edge, Node)> + '_ {
        self.around(node, Direction::Outgoing)
    }

    /// What points to a node.
    pub fn to(&self, node: Node) -> impl Iterator<Item = (Edge, Node)> + '_ {
        self.around(node, Direction::Incoming)
    }

    fn around(&self, node: Node, way: Direction) -> impl Iterator<Item = (Edge, Node)> + '_ {
        let edges = self.index.get(&node).map(|&at| self.graph.edges_directed(at, way));
        edges.into_iter().flatten().map(move |e| {
            let other = if way == Direction::Outgoing { e.target() } else { e.source() };
            (*e.weight(), self.graph[other])
        })
    }

    /// Who names whom, directly: the namer and the role named.
    pub fn appointments(&self) -> impl Iterator<Item = (RelationId, RelationId)> + '_ {
        self.edges().filter_map(|edge| match edge {
            (Node::Relation(by), Edge::Names, Node::Relation(role)) => Some((by, role)),
            _ => None,
        })
    }
}

impl Node {
    /// Its name for people.
    pub fn name(self, model: &Model) -> String {
        match self {
            Node::Provision(id) => model.provisions[id.index()].number(),
            Node::Kind(id) => model.kinds[id.index()].name.clone(),
            Node::Element(id) => model.kinds[id.kind.index()].elements[id.index as usize].name.clone(),
            Node::Relation(id) => model.relations[id.index()].name.clone(),
            Node::Act(id) => model.acts[id.index()].name.clone(),
            Node::Norm(id) => model.norms[id.index()].name.clone(),
            Node::Claim(id) => model.claims[id.index()].name.clone(),
        }
    }
}
