//! A world: finitely many people and members, and a value for everything a regulation speaks of.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{ActId, AttributeId, ElementId, KindId, Model, Quantity, ReadingChoice, RelationId, Sort, Value};

/// How many of each sort there are in a world; shared by all worlds of a course.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Domain {
    /// People are `0..people`; at least one.
    pub people: u32,
    /// Members of each kind, named ones first; for a closed kind the number of its elements.
    pub members: Vec<u32>,
    /// What number variables range over: enough values to tell apart all regions that the constants make.
    pub quantities: Vec<Quantity>,
}

impl Domain {
    /// `people` people, and of each open kind its named members and `extra` more.
    pub fn new(model: &Model, people: u32, extra: u32, quantities: Vec<Quantity>) -> Self {
        let size = |k: &super::Kind| {
            let named = u32::try_from(k.elements.len()).unwrap_or(u32::MAX);
            if k.open { named + extra } else { named }
        };
        Self { people, members: model.kinds.iter().map(size).collect(), quantities }
    }

    /// Every value of a sort, in order.
    pub fn values(&self, sort: Sort) -> Vec<Value> {
        match sort {
            Sort::Person => (0..self.people).map(Value::Person).collect(),
            Sort::Kind(kind) => self.elements(kind).map(Value::Element).collect(),
            Sort::Number | Sort::Duration => self.quantities.iter().copied().map(Value::Quantity).collect(),
        }
    }

    fn elements(&self, kind: KindId) -> impl Iterator<Item = ElementId> {
        (0..self.members[kind.index()]).map(move |index| ElementId { kind, index })
    }
}

/// One world of one course, with the history of the course so far.
///
/// Facts (offices and namings among them) not in `facts` are false. An attribute or table cell that the text
/// leaves open and that has no value here is unknown: what turns on it is neither true nor false.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct World {
    pub domain: Arc<Domain>,
    pub facts: BTreeSet<(RelationId, Vec<Value>)>,
    /// Who did what: the act, then the actor, then the arguments.
    pub history: BTreeSet<(ActId, Value, Vec<Value>)>,
    /// Values of attributes that the text leaves open.
    pub attributes: BTreeMap<(AttributeId, u32), Value>,
    /// Values of cells that the source does not tell: table, row, column.
    pub cells: BTreeMap<(RelationId, u32, u32), bool>,
    /// The option chosen, by reading.
    pub readings: Vec<u32>,
}

impl World {
    /// A world in which every fact is false and every reading is its default.
    pub fn empty(model: &Model, domain: Arc<Domain>) -> Self {
        Self {
            domain,
            facts: BTreeSet::new(),
            history: BTreeSet::new(),
            attributes: BTreeMap::new(),
            cells: BTreeMap::new(),
            readings: model.readings.iter().map(|r| r.default).collect(),
        }
    }

    /// Whether a fact, office or naming holds.
    pub fn holds(&self, relation: RelationId, args: &[Value]) -> bool {
        // A set of pairs cannot be asked with a borrowed key without building it; facts are few.
        self.facts.contains(&(relation, args.to_vec()))
    }

    /// Makes a fact true or false.
    pub fn set(&mut self, relation: RelationId, args: Vec<Value>, value: bool) {
        if value {
            self.facts.insert((relation, args));
        } else {
            self.facts.remove(&(relation, args));
        }
    }

    /// Whether every one of these options is the one chosen.
    pub fn reads(&self, choices: &[ReadingChoice]) -> bool {
        choices.iter().all(|c| self.readings.get(c.reading.index()) == Some(&c.option))
    }
}
