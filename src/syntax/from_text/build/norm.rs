//! Norms, WHO and conditions.

use super::{Builder, Id};
use crate::syntax::from_text::grammar::Rule;
use crate::syntax::keywords::Keyword;
use crate::syntax::tree::{Condition, Norm, NormVerb, Who, WhoNode};

impl Builder<'_> {
    pub(super) fn norm(self, id: Id) -> Option<Norm> {
        let verb = match self.keyword(id) {
            Some(Keyword::Forbid) => NormVerb::Forbid,
            Some(Keyword::Duty) => NormVerb::Duty,
            _ => NormVerb::Permit,
        };
        Some(Norm {
            span: self.span(id),
            verb,
            only: self.has(id, Rule::only_),
            name: self.name_of(id),
            act: self.reference_of(id)?,
            to: self.to(id),
            conditions: self.conditions(id),
            another: self.all(id, Rule::another).flat_map(|kid| self.references(kid)).collect(),
            despite: self.all(id, Rule::despite).flat_map(|kid| self.names(kid)).collect(),
            tail: self.tail(id),
        })
    }

    /// `to WHO` among a node's children.
    pub fn to(self, id: Id) -> Option<Who> {
        let kid = self.one(id, Rule::to)?;
        self.who(self.one(kid, Rule::who)?)
    }

    /// `when φ` and `unless φ` among a node's children.
    pub fn conditions(self, id: Id) -> Vec<Condition> {
        self.all(id, Rule::condition).filter_map(|kid| self.condition(kid)).collect()
    }

    fn condition(self, id: Id) -> Option<Condition> {
        let formula = self.formula(self.one(id, Rule::formula)?)?;
        Some(Condition { span: self.span(id), unless: self.keyword(id) == Some(Keyword::Unless), formula })
    }

    /// WHO.
    pub fn who(self, id: Id) -> Option<Who> {
        let kid = self.kids(id).next()?;
        let span = self.span(id);
        let node = match self.rule(kid) {
            Rule::anyone_ => WhoNode::Anyone,
            Rule::reference => WhoNode::Ref(self.reference(kid)?),
            Rule::who_list => return self.who_list(kid).map(|who| Who { span, ..who }),
            _ => return None,
        };
        Some(Who { span, node })
    }

    /// Operands with `and` and `or` between them; `and` binds tighter.
    fn who_list(self, id: Id) -> Option<Who> {
        let (mut groups, mut group) = (Vec::new(), Vec::new());
        for kid in self.kids(id) {
            match (self.rule(kid), self.keyword(kid)) {
                (Rule::who_connective, Some(Keyword::Or)) => groups.push(std::mem::take(&mut group)),
                (Rule::who_connective, _) => {}
                _ => group.push(self.who_operand(kid)?),
            }
        }
        groups.push(group);
        let joined = groups.into_iter().filter_map(|members| join(members, WhoNode::And)).collect();
        join(joined, WhoNode::Or)
    }

    fn who_operand(self, id: Id) -> Option<Who> {
        if self.rule(id) != Rule::not_who {
            return self.who(id);
        }
        let inner = self.who_operand(self.kids(id).next()?)?;
        Some(Who { span: self.span(id), node: WhoNode::Not(Box::new(inner)) })
    }
}

/// Several as one; a single one stands for itself.
fn join(mut members: Vec<Who>, node: fn(Vec<Who>) -> WhoNode) -> Option<Who> {
    if members.len() < 2 {
        return members.pop();
    }
    let span = members[0].span.to(members[members.len() - 1].span);
    Some(Who { span, node: node(members) })
}
