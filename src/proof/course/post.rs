//! What can still come about when whoever holds one post does nothing.

use std::collections::BTreeSet;

use super::super::prop::{Prop, Symbol};
use super::system::System;
use crate::model::{ElementId, RelationId, RelationKind, Term, Value, World};

/// An office for named elements. One person at a time holds it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Post {
    pub office: RelationId,
    /// One per parameter of the office.
    pub elements: Vec<ElementId>,
}

impl Post {
    /// Whether the person holds it.
    pub fn is_held(&self, world: &World, person: Value) -> bool {
        let elements = self.elements.iter().copied().map(Value::Element);
        world.holds(self.office, &std::iter::once(person).chain(elements).collect::<Vec<_>>())
    }

    /// That this person does not hold it.
    fn is_not_held(&self, person: Term) -> Prop {
        let elements = self.elements.iter().copied().map(Term::Element);
        let args = std::iter::once(person).chain(elements).collect();
        Prop::Fact(false, Symbol::Relation(self.office), args)
    }
}

impl System<'_> {
    /// The posts on which it turns who may do something, in declaration order.
    pub fn posts(&self) -> Vec<Post> {
        let mut posts = BTreeSet::new();
        for deed in &self.deeds {
            deed.guard.walk(&mut |part| {
                let Prop::Fact(_, Symbol::Relation(office), args) = part else { return };
                let kind = &self.constants.model.relations[office.index()].kind;
                if !matches!(kind, RelationKind::Office { .. }) {
                    return;
                }
                let element = |term: &Term| match term {
                    Term::Element(element) => Some(*element),
                    _ => None,
                };
                if let Some(elements) = args.iter().skip(1).map(element).collect() {
                    posts.insert(Post { office: *office, elements });
                }
            });
        }
        posts.into_iter().collect()
    }

    /// The same acts, as long as those who do them do not hold this post.
    #[must_use]
    pub fn without(&self, post: &Post) -> Self {
        self.narrowed(|deed| post.is_not_held(Term::Var(self.actor(deed))))
    }
}
