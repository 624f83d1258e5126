//! Which worlds are lawful: office axioms and the assumptions in force. Role axioms hold by definition.

use super::{Evaluator, Truth};
use crate::model::{
    Assuming, AssumptionId, Model, ReadingChoice, RelationId, RelationKind, Sort, Value, World,
};

/// One way in which a world is not lawful.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Breach {
    /// An office, for these parameters, that nobody holds or several people hold.
    Office { office: RelationId, args: Vec<Value>, holders: Vec<Value> },
    /// An assumption in force that is false, or that turns on a gap which the world leaves open.
    Assumption { assumption: AssumptionId, truth: Truth },
    /// Another option is chosen than the one assumed.
    Reading(ReadingChoice),
}

impl Breach {
    /// Whether no filling of the text's gaps mends it.
    pub fn is_certain(&self) -> bool {
        !matches!(self, Breach::Assumption { truth: Truth::Unknown, .. })
    }
}

/// Everything that makes a world unlawful, in declaration order; nothing for a lawful one.
pub fn lawful(model: &Model, world: &World, assuming: &Assuming) -> Vec<Breach> {
    let mut breaches = offices(model, world);
    let evaluator = Evaluator::new(model, world);
    breaches.extend(assuming.assumptions.iter().filter_map(|&assumption| {
        let truth = evaluator.truth(&model.assumptions[assumption.index()].formula);
        (!truth.is_true()).then_some(Breach::Assumption { assumption, truth })
    }));
    let others = assuming.readings.iter().filter(|choice| !world.reads(&[**choice]));
    breaches.extend(others.map(|choice| Breach::Reading(*choice)));
    breaches
}

/// Each office has exactly one holder per parameters; at most one if it may be vacant.
fn offices(model: &Model, world: &World) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for (index, relation) in model.relations.iter().enumerate() {
        let RelationKind::Office { may_be_vacant } = relation.kind else { continue };
        let office = RelationId::from_index(index);
        for args in tuples(world, relation.params.get(1..).unwrap_or_default()) {
            let holders = holders(world, office, &args);
            if holders.len() > 1 || (holders.is_empty() && !may_be_vacant) {
                breaches.push(Breach::Office { office, args, holders });
            }
        }
    }
    breaches
}

/// The people who hold an office for these parameters.
pub(crate) fn holders(world: &World, office: RelationId, args: &[Value]) -> Vec<Value> {
    let people = (0..world.domain.people).map(Value::Person);
    people.filter(|person| world.holds(office, &[&[*person], args].concat())).collect()
}

/// Every combination of values of these sorts, in order.
pub(crate) fn tuples(world: &World, sorts: &[Sort]) -> Vec<Vec<Value>> {
    sorts.iter().fold(vec![Vec::new()], |tuples, sort| {
        let values = world.domain.values(*sort);
        let extended = |tuple: &Vec<Value>| {
            let tuple = tuple.clone();
            values.iter().map(move |value| [&tuple[..], &[*value]].concat()).collect::<Vec<_>>()
        };
        tuples.iter().flat_map(extended).collect()
    })
}
