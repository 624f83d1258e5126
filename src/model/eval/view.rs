//! What an evaluator asks of a world.

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
}
