//! What else the text could have said of an attribute.

use std::collections::BTreeSet;

use super::Touched;
use crate::model::eval::constants;
use crate::model::units::{self, DAY};
use crate::model::{
    ActId, AttributeId, AttributeValue, ElementId, Formula, Model, Quantity, RelationId, RelationKind, Sort,
    Value,
};

/// The values that an attribute could have instead, in order. Of a kind: every other element. Of a number: one more and
/// one less; of a duration: a year, month or day, as it is said. Where the text is silent: the least and the greatest
/// that it says of anything else.
pub fn others(model: &Model, attribute: AttributeId, now: Option<Value>) -> Vec<Value> {
    let sort = model.kinds[attribute.kind.index()].attributes[attribute.index as usize].sort;
    match (sort, now) {
        (Sort::Kind(kind), _) => {
            let count = u32::try_from(model.kinds[kind.index()].elements.len()).unwrap_or(u32::MAX);
            let all = (0..count).map(|index| Value::Element(ElementId { kind, index }));
            all.filter(|value| now != Some(*value)).collect()
        }
        (_, Some(Value::Quantity(number))) => {
            let step =
                if sort == Sort::Duration { units::unit(number).map_or(DAY, |(size, _)| size) } else { 1 };
            let around = [number.checked_sub(step), number.checked_add(step)];
            let said = |number: &Quantity| sort != Sort::Duration || *number > 0;
            around.into_iter().flatten().filter(said).map(Value::Quantity).collect()
        }
        _ => {
            let known = known(model, attribute);
            let known = if known.is_empty() { constants(model) } else { known };
            let ends: BTreeSet<Quantity> = known.first().into_iter().chain(known.last()).copied().collect();
            ends.into_iter().map(Value::Quantity).collect()
        }
    }
}

/// What the text and its readings say of this attribute of anything.
fn known(model: &Model, attribute: AttributeId) -> BTreeSet<Quantity> {
    let of = |value: &Value| if let Value::Quantity(number) = value { Some(*number) } else { None };
    let elements = model.kinds[attribute.kind.index()].elements.iter();
    let values = elements.filter_map(|element| element.values.get(attribute.index as usize));
    let all = |value: &AttributeValue| {
        let set = value.by_reading.iter().filter_map(|(_, value)| of(value));
        value.value.iter().filter_map(of).chain(set).collect::<Vec<_>>()
    };
    values.flat_map(all).collect()
}

/// Everything whose meaning asks for the attribute.
pub fn touched(model: &Model, attribute: AttributeId) -> Touched {
    let asks = |formula: &Formula| formula.asks_for(attribute);
    let is_asking = |index: &usize| {
        let of_act = |norm: &&crate::model::Norm| norm.act.index() == *index;
        let act = &model.acts[*index];
        model.norms.iter().filter(of_act).any(|norm| {
            asks(&norm.condition)
                || norm.trigger.as_ref().is_some_and(asks)
                || norm.closes.as_ref().is_some_and(asks)
        }) || act.effects.iter().any(|effect| {
            let given = effect.args.iter().flatten().any(|term| term.asks_for(attribute));
            given || asks(&effect.when)
        }) || act.records.iter().any(|record| asks(&record.when))
    };
    let is_meant = |index: &usize| match &model.relations[*index].kind {
        RelationKind::Role(role) => role.clauses.iter().any(|clause| asks(&clause.body)),
        RelationKind::Define { body, .. } => asks(body),
        RelationKind::Fact { .. } | RelationKind::Office { .. } | RelationKind::Table(_) => false,
    };
    Touched {
        acts: (0..model.acts.len()).filter(is_asking).map(ActId::from_index).collect(),
        relations: (0..model.relations.len()).filter(is_meant).map(RelationId::from_index).collect(),
        attribute: Some(attribute),
    }
}
