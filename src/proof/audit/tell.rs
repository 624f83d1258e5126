//! A world and the acts that lead to it in one line, in the words of the regulation.

use super::super::witness::{Event, Witness};
use crate::model::{Model, Sort, Value};

/// More facts than this are not told.
const FACTS: usize = 6;

/// Who and what there is at first, then who does what.
pub fn told(model: &Model, witness: &Witness) -> String {
    let facts = witness.facts.iter().map(|fact| {
        let relation = &model.relations[fact.relation.index()];
        call(model, witness, &relation.name, &fact.args, &relation.params)
    });
    let mut facts: Vec<String> = facts.collect();
    if facts.len() > FACTS {
        facts.truncate(FACTS);
        facts.push("…".to_string());
    }
    let acts = witness.events.iter().filter_map(Event::deed).map(|deed| {
        let act = &model.acts[deed.act.index()];
        let sorts: Vec<Sort> = act.params.iter().map(|var| model.vars[var.index()].sort).collect();
        let person = value(model, witness, deed.person, Sort::Person);
        format!("{person} {}", call(model, witness, &act.name, &deed.args, &sorts))
    });
    let first = (!facts.is_empty()).then(|| facts.join(", "));
    first.into_iter().chain(acts).collect::<Vec<_>>().join(" → ")
}

fn call(model: &Model, witness: &Witness, name: &str, args: &[Value], sorts: &[Sort]) -> String {
    let args: Vec<String> =
        args.iter().zip(sorts).map(|(arg, sort)| value(model, witness, *arg, *sort)).collect();
    if args.is_empty() { name.to_string() } else { format!("{name}({})", args.join(", ")) }
}

fn value(model: &Model, witness: &Witness, value: Value, sort: Sort) -> String {
    match value {
        Value::Person(index) => {
            witness.names.get(index as usize).cloned().unwrap_or_else(|| index.to_string())
        }
        Value::Element(element) => {
            let kind = &model.kinds[element.kind.index()];
            let named = kind.elements.get(element.index as usize).map(|element| element.name.clone());
            named.unwrap_or_else(|| {
                format!("{}{}", kind.name, element.index as usize + 1 - kind.elements.len())
            })
        }
        Value::Quantity(number) if sort == Sort::Number => number.to_string(),
        Value::Quantity(_) => "…".to_string(),
    }
}
