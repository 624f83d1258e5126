//! What the people and members of a scenario are called.

use crate::model::{Model, RelationId, Scenario, Value};

/// Names by number: the scenario's own names; others are called by the post they hold at the start.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// By person.
    pub people: Vec<String>,
    /// Members that the scenario names, by kind and position after the kind's own names.
    members: Vec<(Value, String)>,
}

impl Names {
    /// The names of a scenario's people; `members` are the values of the members it names.
    pub(super) fn new(model: &Model, scenario: &Scenario, members: &[Value]) -> Self {
        let name = |var: &crate::model::VarId| model.vars[var.index()].name.clone();
        Self {
            people: scenario.people.iter().map(name).collect(),
            members: members.iter().copied().zip(scenario.members.iter().map(name)).collect(),
        }
    }

    /// The name of a value. Numbers are written in digits.
    pub fn value(&self, model: &Model, value: Value) -> String {
        let own = self.members.iter().find(|(member, _)| *member == value).map(|(_, name)| name.clone());
        let other = || match value {
            Value::Person(person) => {
                self.people.get(person as usize).cloned().unwrap_or_else(|| format!("#{person}"))
            }
            Value::Element(element) => {
                let kind = &model.kinds[element.kind.index()];
                let declared = kind.elements.get(element.index as usize).map(|e| e.name.clone());
                declared.unwrap_or_else(|| format!("{}#{}", kind.name, element.index))
            }
            Value::Quantity(quantity) => quantity.to_string(),
        };
        own.unwrap_or_else(other)
    }

    /// A name with its arguments, as in a rule.
    pub fn call(&self, model: &Model, name: &str, args: &[Value]) -> String {
        let args: Vec<_> = args.iter().map(|arg| self.value(model, *arg)).collect();
        if args.is_empty() { name.to_string() } else { format!("{name}({})", args.join(", ")) }
    }

    /// A relation with its arguments, as in a rule.
    pub fn atom(&self, model: &Model, relation: RelationId, args: &[Value]) -> String {
        self.call(model, &model.relations[relation.index()].name, args)
    }
}
