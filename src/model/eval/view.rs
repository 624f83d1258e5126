//! What an evaluator asks of a world.

use std::collections::BTreeSet;

use super::Truth;
use crate::model::{ActId, AttributeId, Domain, ReadingChoice, RelationId, Value, World};

/// A world, or as much as is decided of one. A [`World`] decides everything but the gaps of the text.
pub trait View {
    /// The people, members and numbers there are.
    fn domain(&self) -> &Domain;
    /// Whether a fact, office or naming holds.
    fn fact(&self, relation: RelationId, args: &[Value]) -> Truth;
    /// Whether the person did the act earlier in the course.
    fn did(&self, act: ActId, actor: Value, args: &[Value]) -> Truth;
    /// The value of an attribute that the text leaves open, of the element at this position of its kind.
    fn attribute(&self, attribute: AttributeId, element: u32) -> Option<Value>;
    /// A cell that the source does not tell.
    fn cell(&self, table: RelationId, row: u32, column: u32) -> Truth;
    /// Whether the option is the one chosen.
    fn reads(&self, choice: ReadingChoice) -> bool;
    /// The values that can stand at a place of a fact's or office's arguments, the others being these (none: any), for the
    /// fact not to be false. None if that is not known.
    fn standing(
        &self,
        _relation: RelationId,
        _args: &[Option<Value>],
        _place: usize,
    ) -> Option<BTreeSet<Value>> {
        None
    }
}

impl View for World {
    fn domain(&self) -> &Domain {
        &self.domain
    }

    fn fact(&self, relation: RelationId, args: &[Value]) -> Truth {
        self.holds(relation, args).into()
    }

    fn did(&self, act: ActId, actor: Value, args: &[Value]) -> Truth {
        self.history.contains(&(act, actor, args.to_vec())).into()
    }

    fn attribute(&self, attribute: AttributeId, element: u32) -> Option<Value> {
        self.attributes.get(&(attribute, element)).copied()
    }

    fn cell(&self, table: RelationId, row: u32, column: u32) -> Truth {
        self.cells.get(&(table, row, column)).map_or(Truth::Unknown, |value| Truth::from(*value))
    }

    fn reads(&self, choice: ReadingChoice) -> bool {
        World::reads(self, &[choice])
    }

    fn standing(
        &self,
        relation: RelationId,
        args: &[Option<Value>],
        place: usize,
    ) -> Option<BTreeSet<Value>> {
        let own = self.facts.range((relation, Vec::new())..).take_while(|(other, _)| *other == relation);
        let fits = |values: &Vec<Value>| {
            values.len() == args.len()
                && values.iter().zip(args).all(|(value, wanted)| wanted.is_none_or(|wanted| wanted == *value))
        };
        Some(own.filter(|(_, values)| fits(values)).map(|(_, values)| values[place]).collect())
    }
}
