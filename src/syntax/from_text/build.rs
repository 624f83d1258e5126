//! Nodes → tree: one short function per rule of the grammar, in the files of this folder.

mod change;
mod check;
mod norm;
mod parts;
mod vocabulary;

use super::formula;
use super::grammar::Rule;
use super::lexer::Words;
use super::nodes::Node;
use crate::source::Span;
use crate::syntax::keywords::Keyword;
use crate::syntax::tree::{Change, Item, OptionItem, TokenKind};

/// An index into the nodes.
pub type Id = usize;

/// The nodes of one call of the grammar, with the words they stand on.
#[derive(Clone, Copy)]
pub struct Builder<'a> {
    pub text: &'a str,
    pub words: &'a Words,
    pub nodes: &'a [Node],
}

impl<'a> Builder<'a> {
    /// The nodes that are inside no other.
    pub fn roots(self) -> impl Iterator<Item = Id> + 'a {
        self.range(0, self.nodes.len())
    }

    /// The children of a node, in reading order.
    pub fn kids(self, id: Id) -> impl Iterator<Item = Id> + 'a {
        self.range(id + 1, self.nodes[id].next as usize)
    }

    fn range(self, from: Id, to: Id) -> impl Iterator<Item = Id> + 'a {
        let nodes = self.nodes;
        let within = move |id: Id| (id < to).then_some(id);
        std::iter::successors(within(from), move |&id| within(nodes[id].next as usize))
    }

    /// The rule of a node.
    pub fn rule(self, id: Id) -> Rule {
        self.nodes[id].rule
    }

    /// The children that are of this rule.
    pub fn all(self, id: Id, rule: Rule) -> impl Iterator<Item = Id> + 'a {
        self.kids(id).filter(move |&kid| self.rule(kid) == rule)
    }

    /// The first child of this rule.
    pub fn one(self, id: Id, rule: Rule) -> Option<Id> {
        self.all(id, rule).next()
    }

    /// Whether there is a child of this rule.
    pub fn has(self, id: Id, rule: Rule) -> bool {
        self.one(id, rule).is_some()
    }

    /// Where a node stands.
    pub fn span(self, id: Id) -> Span {
        let node = self.nodes[id];
        self.token_span(node.first).to(self.token_span(node.end.max(node.first + 1) - 1))
    }

    /// Where a node's first word stands.
    pub fn first_word(self, id: Id) -> Span {
        self.token_span(self.nodes[id].first)
    }

    fn token_span(self, token: u32) -> Span {
        let last = self.words.tokens.len().saturating_sub(1);
        self.words.tokens[last.min(token as usize)].span
    }

    /// The text of a node's words.
    pub fn written(self, id: Id) -> &'a str {
        &self.text[self.span(id).range()]
    }

    /// The keyword a node begins with.
    pub fn keyword(self, id: Id) -> Option<Keyword> {
        match self.words.tokens[self.nodes[id].first as usize].kind {
            TokenKind::Keyword(keyword) => Some(keyword),
            _ => None,
        }
    }

    /// The index of the value of a node that is one word.
    pub fn value(self, id: Id) -> usize {
        self.words.marks[self.nodes[id].first as usize].value as usize
    }

    /// The declaration of a node; `None` where the grammar has none.
    pub fn item(self, id: Id) -> Option<Item> {
        Some(match self.rule(id) {
            Rule::version => Item::Version(self.version(id)),
            Rule::regulation => Item::Regulation(self.regulation(id)?),
            Rule::amends => Item::Amends(self.amends(id)?),
            Rule::instrument => Item::Instrument(self.instrument(id)?),
            Rule::provision => Item::Provision(self.provision(id)?),
            Rule::kind => Item::Kind(self.kind(id)?),
            Rule::office => Item::Office(self.office(id)),
            Rule::role => Item::Role(self.role(id)?),
            Rule::fact => Item::Fact(self.fact(id)?),
            Rule::table => Item::Table(self.table(id)?),
            Rule::act => Item::Act(self.act(id)?),
            Rule::define => Item::Define(self.define(id)?),
            Rule::assume => Item::Assume(self.assume(id)?),
            Rule::reading => Item::Reading(self.reading(id)?),
            Rule::norm => Item::Norm(self.norm(id)?),
            Rule::property => Item::Property(self.property(id)?),
            Rule::expect => Item::Expect(self.expect(id)?),
            Rule::allow => Item::Allow(self.allow(id)?),
            Rule::scenario => Item::Scenario(self.scenario(id)?),
            Rule::amendment => Item::Amendment(self.amendment(id)?),
            Rule::approve => Item::Approve(self.approve(id)?),
            Rule::publish => Item::Publish(self.publish(id)?),
            _ => return None,
        })
    }

    /// The declarations among a node's children.
    pub fn items(self, id: Id) -> Vec<Item> {
        self.kids(id).filter_map(|kid| self.item(kid)).collect()
    }

    /// One entry of a reading's option.
    pub fn option_item(self, id: Id) -> Option<OptionItem> {
        match self.rule(id) {
            Rule::set => self.option_set(id),
            _ => self.item(id).map(OptionItem::Item),
        }
    }

    /// One change of an amendment.
    pub fn change(self, id: Id) -> Option<Change> {
        self.any_change(id)
    }

    /// A formula.
    pub fn formula(self, id: Id) -> Option<crate::syntax::tree::Formula> {
        formula::build(self, id)
    }
}

/// What a word turned out to be, where the lexer could not know: local words used as names, and the other keyword
/// of two with one spelling.
pub fn settle(words: &mut Words, nodes: &[Node]) {
    for node in nodes {
        let kind = &mut words.tokens[node.first as usize].kind;
        match (node.rule, *kind) {
            (Rule::name, TokenKind::Keyword(_)) => *kind = TokenKind::Name,
            (Rule::cell, _) => *kind = TokenKind::Cell,
            (Rule::number_sort_, _) => *kind = TokenKind::Keyword(Keyword::NumberSort),
            (Rule::number_, _) => *kind = TokenKind::Keyword(Keyword::Number),
            (Rule::rename_to_, _) => *kind = TokenKind::Keyword(Keyword::RenameTo),
            (Rule::is_head_, _) => *kind = TokenKind::Keyword(Keyword::Is),
            _ => {}
        }
    }
}
