//! Which part of the policy graph is drawn, and how norms become arrows.

use super::Drawing;
use crate::model::graph::{Edge, Node};
use crate::model::{Model, NormId, PolicyGraph, RelationId, RelationKind};
use crate::problem::Lang;
use crate::syntax::keywords::Keyword;
use crate::syntax::tree::NormVerb;

/// What to look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// Who fills which post, and who names whom.
    Appointments,
    /// Who may, must or may not do what, under which facts, and what it changes.
    Acts,
    /// Everything that refers to anything.
    All,
}

/// What a box stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    Post,
    Act,
    Fact,
    Record,
    Other,
}

impl Shape {
    /// The key for programs.
    pub fn key(self) -> &'static str {
        match self {
            Shape::Post => "post",
            Shape::Act => "act",
            Shape::Fact => "fact",
            Shape::Record => "record",
            Shape::Other => "other",
        }
    }
}

/// The drawing of a view.
pub fn view(model: &Model, view: View, lang: Lang) -> Drawing {
    let graph = PolicyGraph::new(model);
    let mut drawer = Drawer { model, graph: &graph, lang, drawing: Drawing::default() };
    match view {
        View::Appointments => drawer.appointments(),
        View::Acts => drawer.acts(),
        View::All => drawer.all(),
    }
    drawer.drawing
}

struct Drawer<'a> {
    model: &'a Model,
    graph: &'a PolicyGraph,
    lang: Lang,
    drawing: Drawing,
}

impl Drawer<'_> {
    fn word(&self, keyword: Keyword) -> &'static str {
        keyword.spelling(self.lang)
    }

    fn node(&mut self, node: Node) -> usize {
        let name = node.name(self.model);
        let shape = self.shape(node);
        self.drawing.node(&name, shape)
    }

    fn shape(&self, node: Node) -> Shape {
        match node {
            Node::Relation(id) if self.is_post(id) => Shape::Post,
            Node::Relation(_) => Shape::Fact,
            Node::Act(_) => Shape::Act,
            Node::Element(_) => Shape::Record,
            _ => Shape::Other,
        }
    }

    fn is_post(&self, id: RelationId) -> bool {
        matches!(self.model.relations[id.index()].kind, RelationKind::Role(_) | RelationKind::Office { .. })
    }

    /// An office is drawn to the role it fills, a namer to the role it names.
    fn appointments(&mut self) {
        let edges: Vec<_> = self.graph.edges().collect();
        for (from, edge, to) in edges {
            let (Node::Relation(a), Node::Relation(b)) = (from, to) else { continue };
            if !self.is_post(a) || !self.is_post(b) {
                continue;
            }
            match edge {
                Edge::Names => {
                    let (a, b) = (self.node(from), self.node(to));
                    let names = if self.lang == Lang::Ja { "指定する" } else { "names" };
                    self.drawing.arrow(a, b, names, false);
                }
                Edge::RefersTo => {
                    let (role, office) = (self.node(from), self.node(to));
                    let fills = if self.lang == Lang::Ja { "充てる" } else { "fills" };
                    self.drawing.arrow(office, role, fills, true);
                }
                _ => {}
            }
        }
    }

    fn acts(&mut self) {
        for index in 0..self.model.norms.len() {
            self.norm(NormId::from_index(index));
        }
        let edges: Vec<_> = self.graph.edges().collect();
        for (from, edge, to) in edges {
            let word = match edge {
                Edge::Gives => self.word(Keyword::Gives),
                Edge::Ends => self.word(Keyword::Ends),
                Edge::Records => self.word(Keyword::Records),
                _ => continue,
            };
            let (a, b) = (self.node(from), self.node(to));
            self.drawing.arrow(a, b, word, false);
        }
    }

    /// Posts point to the act with the norm's verb; facts point to it as conditions.
    fn norm(&mut self, id: NormId) {
        let norm = &self.model.norms[id.index()];
        if norm.sugar.is_some_and(|s| matches!(s, crate::model::Sugar::AnotherThan(_))) {
            return;
        }
        let verb = match norm.verb {
            NormVerb::Permit => Keyword::Permit,
            NormVerb::Forbid => Keyword::Forbid,
            NormVerb::Duty => Keyword::Duty,
        };
        let article = norm.origin.home.map_or(String::new(), |p| self.model.provisions[p.index()].number());
        let words = format!("{} {article}", self.word(verb)).trim().to_string();
        let act = self.node(Node::Act(norm.act));
        let referred: Vec<Node> =
            self.graph.from(Node::Norm(id)).filter(|(e, _)| *e == Edge::RefersTo).map(|(_, n)| n).collect();
        let relations: Vec<RelationId> =
            referred.iter().filter_map(|n| if let Node::Relation(r) = n { Some(*r) } else { None }).collect();
        let (posts, facts): (Vec<_>, Vec<_>) = relations.into_iter().partition(|r| self.is_post(*r));
        for post in &posts {
            let from = self.node(Node::Relation(*post));
            self.drawing.arrow(from, act, &words, false);
        }
        if posts.is_empty() {
            let anyone = self.word(Keyword::Anyone);
            let from = self.drawing.node(anyone, Shape::Post);
            self.drawing.arrow(from, act, &words, false);
        }
        for fact in facts {
            let from = self.node(Node::Relation(fact));
            self.drawing.arrow(from, act, self.word(Keyword::When), true);
        }
    }

    fn all(&mut self) {
        let edges: Vec<_> = self.graph.edges().collect();
        for (from, edge, to) in edges {
            let skip = |n: Node| matches!(n, Node::Provision(_) | Node::Claim(_));
            if skip(from) || skip(to) {
                continue;
            }
            let (a, b) = (self.node(from), self.node(to));
            self.drawing.arrow(a, b, label(edge, self.lang), edge == Edge::RefersTo);
        }
    }
}

fn label(edge: Edge, lang: Lang) -> &'static str {
    match (lang, edge) {
        (Lang::En, edge) => edge.label(),
        (Lang::Ja, Edge::Names) => "指定する",
        (Lang::Ja, Edge::Permits) => "許容",
        (Lang::Ja, Edge::Forbids) => "禁止",
        (Lang::Ja, Edge::Obliges) => "義務",
        (Lang::Ja, Edge::Gives) => "発生",
        (Lang::Ja, Edge::Ends) => "消滅",
        (Lang::Ja, Edge::Records) => "記録先",
        (Lang::Ja, Edge::RefersTo) => "参照",
        (Lang::Ja, Edge::Overrides) => "優先",
        (Lang::Ja, Edge::Home) => "条項",
        (Lang::Ja, Edge::Cites) => "引用",
    }
}
