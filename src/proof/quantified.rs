//! Formulas for the solver with their quantifiers: an answer "unsatisfiable" holds for every number of people.
//!
//! An office that must be filled is a function to its holder, so that its axioms need no quantifier.

use std::collections::HashMap;

use super::constants::{Constants, Known};
use super::fault::{self, Fault};
use super::guard::Guard;
use super::prop::{Prop, Symbol};
use super::solver::{Bool, Function, Sort, Value};
use crate::model::{AttributeId, ElementId, KindId, RelationId, RelationKind, Sort as Of, Term, VarId};
use crate::syntax::tree::Comparison;

/// One formula being written for the solver.
pub struct Quantified<'a> {
    constants: &'a Constants<'a>,
    /// Whether guards may be off.
    guarded: bool,
    env: Vec<(VarId, Value)>,
    /// How many "every" are around us.
    depth: u32,
    functions: HashMap<String, Function>,
    sorts: HashMap<Of, Sort>,
    named: HashMap<ElementId, Value>,
    /// Kinds that may be empty and over which the formula says "every".
    perhaps_empty: Vec<KindId>,
    /// What must hold of the names that were used.
    background: Vec<Bool>,
    known_functions: Vec<AttributeId>,
    bounded: Vec<String>,
}

/// The formula as the solver reads it, with what must hold of its names. Closed kinds must have been written out.
///
/// Unsatisfiable iff no lawful world, of any number of people and members, satisfies the formula.
pub fn quantified(constants: &Constants, prop: &Prop, guarded: bool) -> Bool {
    let mut writer = Quantified {
        constants,
        guarded,
        env: Vec::new(),
        depth: 0,
        functions: HashMap::new(),
        sorts: HashMap::new(),
        named: HashMap::new(),
        perhaps_empty: perhaps_empty(constants, prop),
        background: Vec::new(),
        known_functions: Vec::new(),
        bounded: Vec::new(),
    };
    let formula = writer.prop(prop);
    writer.names_differ();
    writer.background.push(formula);
    Bool::all(&writer.background)
}

/// The switch of a guard: true while it is on.
pub fn switch(guard: Guard) -> Bool {
    Bool::named(&format!("on {guard:?}"))
}

impl Quantified<'_> {
    fn prop(&mut self, prop: &Prop) -> Bool {
        match prop {
            Prop::True => Bool::constant(true),
            Prop::False => Bool::constant(false),
            Prop::Fact(positive, symbol, args) => self.fact(*symbol, args).signed(*positive),
            Prop::Compare(op, left, right) => self.comparison(*op, left, right),
            Prop::And(parts) => Bool::all(&parts.iter().map(|part| self.prop(part)).collect::<Vec<_>>()),
            Prop::Or(parts) => Bool::any(&parts.iter().map(|part| self.prop(part)).collect::<Vec<_>>()),
            Prop::Card(least, parts) => {
                let plain = parts.iter().all(Prop::is_plain);
                let parts: Vec<Bool> = parts.iter().map(|part| self.prop(part)).collect();
                if plain {
                    Bool::at_least(*least as usize, &parts)
                } else {
                    at_least(*least as usize, &parts)
                }
            }
            Prop::AtLeast(least, var, body) => self.at_least(*least, *var, body),
            Prop::AllBut(most, var, body) => self.all_but(*most, *var, body),
            Prop::Switch(on, guard) => switch(*guard).signed(*on),
            // Closed kinds and guards are gone by now; "unknown" is the safe reading of anything else.
            Prop::Cell(..) | Prop::Among(..) | Prop::Guarded(_) => Bool::named("unwritten"),
        }
    }

    /// So many different values exist for which the body holds.
    fn at_least(&mut self, least: u32, var: VarId, body: &Prop) -> Bool {
        let vars = self.fresh(var, u64::from(least));
        let mut parts = Vec::new();
        for (index, value) in vars.iter().enumerate() {
            parts.extend(self.present(var, value));
            parts.extend(vars[..index].iter().map(|other| value.is(other).negated()));
            self.env.push((var, value.clone()));
            parts.push(self.prop(body));
            self.env.pop();
        }
        if fault::on(Fault::PeopleDistinct) {
            parts.extend(self.distinct_from_others(var, &vars));
        }
        let all = Bool::all(&parts);
        if self.depth == 0 { all } else { Bool::exists(&vars, &all) }
    }

    /// Of one more than `most` different values, the body holds for one.
    fn all_but(&mut self, most: u32, var: VarId, body: &Prop) -> Bool {
        let vars = self.fresh(var, u64::from(most) + 1);
        let mut parts = Vec::new();
        self.depth += 1;
        for (index, value) in vars.iter().enumerate() {
            parts.extend(self.present(var, value).map(|present| present.negated()));
            parts.extend(vars[..index].iter().map(|other| value.is(other)));
            self.env.push((var, value.clone()));
            parts.push(self.prop(body));
            self.env.pop();
        }
        self.depth -= 1;
        Bool::for_all(&vars, &Bool::any(&parts))
    }

    fn fresh(&mut self, var: VarId, count: u64) -> Vec<Value> {
        let sort = self.constants.model.vars[var.index()].sort;
        let sort = self.sort(sort);
        (0..count).map(|_| Value::fresh(&sort)).collect()
    }

    /// A seeded bug: people are never the same.
    fn distinct_from_others(&self, var: VarId, values: &[Value]) -> Vec<Bool> {
        let person = |var: VarId| self.constants.model.vars[var.index()].sort == Of::Person;
        let others: Vec<&Value> =
            self.env.iter().filter(|(v, _)| person(*v)).map(|(_, value)| value).collect();
        if !person(var) {
            return Vec::new();
        }
        values.iter().flat_map(|value| others.iter().map(|other| value.is(other).negated())).collect()
    }

    /// Whether the value is a member of its kind, where the kind may be empty.
    fn present(&mut self, var: VarId, value: &Value) -> Option<Bool> {
        let Of::Kind(kind) = self.constants.model.vars[var.index()].sort else { return None };
        if !self.perhaps_empty.contains(&kind) {
            return None;
        }
        let sort = self.sort(Of::Kind(kind));
        let function = self.function(format!("member {}", kind.0), |name| Function::relation(name, &[&sort]));
        Some(function.holds(std::slice::from_ref(value)))
    }

    fn fact(&mut self, symbol: Symbol, args: &[Term]) -> Bool {
        let mut name = format!("{symbol:?}");
        let mut values = Vec::new();
        let mut sorts = Vec::new();
        for arg in args {
            match arg {
                Term::Element(element) if self.constants.closed_sort(Of::Kind(element.kind)).is_some() => {
                    name.push_str(&format!(" {}", element.index));
                }
                other => {
                    sorts.push(self.constants.sort(other));
                    values.push(self.term(other));
                    name.push_str(" _");
                }
            }
        }
        if let Symbol::Relation(relation) = symbol
            && let RelationKind::Office { may_be_vacant } =
                self.constants.model.relations[relation.index()].kind
        {
            return self.office(relation, may_be_vacant, &name, &values, &sorts);
        }
        self.relation(name, &values, &sorts)
    }

    /// The person is the office's one holder (and the office is not vacant).
    fn office(
        &mut self,
        office: RelationId,
        vacant: bool,
        name: &str,
        values: &[Value],
        sorts: &[Of],
    ) -> Bool {
        let Some((person, params)) = values.split_first() else { return Bool::constant(false) };
        let sorts_of_params = sorts.get(1..).unwrap_or_default();
        if fault::on(Fault::OfficeNotUnique) {
            return self.relation(name.to_string(), values, sorts);
        }
        let holder = self.apply(format!("holder {name}"), params, sorts_of_params, Of::Person);
        let mut holds = person.is(&holder);
        if vacant || fault::on(Fault::OfficeNotFilled) {
            let filled = self.relation(format!("filled {name}"), params, sorts_of_params);
            holds = Bool::all(&[holds, filled]);
        }
        if !self.guarded {
            return holds;
        }
        let on = switch(Guard::Office(office));
        let free = self.relation(name.to_string(), values, sorts);
        Bool::any(&[Bool::all(&[on.clone(), holds]), Bool::all(&[on.negated(), free])])
    }

    fn relation(&mut self, name: String, values: &[Value], sorts: &[Of]) -> Bool {
        if values.is_empty() {
            return Bool::named(&name);
        }
        let sorts: Vec<Sort> = sorts.iter().map(|sort| self.sort(*sort)).collect();
        let function =
            self.function(name, |name| Function::relation(name, &sorts.iter().collect::<Vec<_>>()));
        function.holds(values)
    }

    fn apply(&mut self, name: String, values: &[Value], sorts: &[Of], to: Of) -> Value {
        let to = self.sort(to);
        if values.is_empty() {
            return Value::named(&name, &to);
        }
        let sorts: Vec<Sort> = sorts.iter().map(|sort| self.sort(*sort)).collect();
        let function = self.function(name, |name| Function::to(name, &sorts.iter().collect::<Vec<_>>(), &to));
        function.value(values)
    }

    fn function(&mut self, name: String, make: impl FnOnce(&str) -> Function) -> &Function {
        self.functions.entry(name).or_insert_with_key(|name| make(name))
    }

    fn sort(&mut self, sort: Of) -> Sort {
        let make = || match sort {
            Of::Person => Sort::things("person"),
            Of::Kind(kind) if self.constants.closed_sort(sort).is_none() => {
                Sort::things(&format!("kind {}", kind.0))
            }
            // Numbers, and elements of closed kinds by their position.
            _ => Sort::numbers(),
        };
        self.sorts.entry(sort).or_insert_with(make).clone()
    }

    fn comparison(&mut self, op: Comparison, left: &Term, right: &Term) -> Bool {
        let (left, right) = (self.term(left), self.term(right));
        match op {
            Comparison::Eq => left.is(&right),
            Comparison::Ne => left.is(&right).negated(),
            Comparison::Lt if fault::on(Fault::StrictIsLoose) => right.is_less(&left).negated(),
            Comparison::Lt => left.is_less(&right),
            Comparison::Ge => left.is_less(&right).negated(),
            Comparison::Gt => right.is_less(&left),
            Comparison::Le => right.is_less(&left).negated(),
        }
    }

    fn term(&mut self, term: &Term) -> Value {
        match term {
            Term::Quantity(number) => Value::number(*number),
            Term::Var(var) => {
                if let Some((_, value)) = self.env.iter().rev().find(|(v, _)| v == var) {
                    value.clone()
                } else {
                    let sort = self.sort(self.constants.model.vars[var.index()].sort);
                    Value::named(&format!("unbound {}", var.0), &sort)
                }
            }
            Term::Element(element) => self.element(*element),
            Term::Attribute(attribute, of) => self.attribute(*attribute, of),
        }
    }

    fn element(&mut self, element: ElementId) -> Value {
        if self.constants.closed_sort(Of::Kind(element.kind)).is_some() {
            return Value::number(i64::from(element.index));
        }
        if let Some(value) = self.named.get(&element) {
            return value.clone();
        }
        let sort = self.sort(Of::Kind(element.kind));
        let value = Value::named(&format!("element {} {}", element.kind.0, element.index), &sort);
        self.named.insert(element, value.clone());
        value
    }

    /// What the text leaves open of one element, or any attribute of a member of an open kind.
    fn attribute(&mut self, attribute: AttributeId, of: &Term) -> Value {
        let name = format!("value {} {}", attribute.kind.0, attribute.index);
        let range = self.constants.attribute_sort(attribute);
        let (value, key) = match of {
            Term::Element(element) if self.constants.closed_sort(Of::Kind(element.kind)).is_some() => {
                let name = format!("{name} {}", element.index);
                (self.apply(name.clone(), &[], &[], range), name)
            }
            other => {
                self.known_values(attribute, &name);
                let arg = self.term(other);
                (self.apply(name.clone(), &[arg], &[Of::Kind(attribute.kind)], range), String::new())
            }
        };
        if let Some(kind) = self.constants.closed_sort(range)
            && !key.is_empty()
            && !self.bounded.contains(&key)
        {
            self.bounded.push(key);
            let bounds = self.in_range(&value, kind);
            self.background.push(bounds);
        }
        value
    }

    /// What the text says of the named members of an open kind.
    fn known_values(&mut self, attribute: AttributeId, name: &str) {
        if self.known_functions.contains(&attribute) {
            return;
        }
        self.known_functions.push(attribute);
        let range = self.constants.attribute_sort(attribute);
        let kind = attribute.kind;
        for index in 0..self.constants.len(kind) {
            let element = super::fold::element(kind, index);
            let Some(known) = self.constants.value(attribute, element.index) else { continue };
            let arg = self.element(element);
            let value = self.apply(name.to_string(), &[arg], &[Of::Kind(kind)], range);
            let known = match known {
                Known::Quantity(number) => Value::number(number),
                Known::Element(element) => self.element(element),
            };
            let mut says = vec![value.is(&known)];
            if self.guarded {
                says.push(switch(Guard::Value(attribute, element.index)).negated());
            }
            self.background.push(Bool::any(&says));
        }
        if let Some(of) = self.constants.closed_sort(range) {
            let sort = self.sort(Of::Kind(kind));
            let any = Value::fresh(&sort);
            let value = self.apply(name.to_string(), std::slice::from_ref(&any), &[Of::Kind(kind)], range);
            let bounds = self.in_range(&value, of);
            self.background.push(Bool::for_all(&[any], &bounds));
        }
    }

    fn in_range(&self, value: &Value, kind: KindId) -> Bool {
        // Of a kind without elements nothing can be said; no world would be left.
        let size = i64::try_from(self.constants.len(kind)).unwrap_or(i64::MAX).max(1);
        let least = value.is_less(&Value::number(0)).negated();
        Bool::all(&[least, value.is_less(&Value::number(size))])
    }

    /// Named members of open kinds are different things.
    fn names_differ(&mut self) {
        let mut named: Vec<_> = self.named.iter().collect();
        named.sort_by_key(|(element, _)| **element);
        let mut differ = Vec::new();
        for (index, (element, value)) in named.iter().enumerate() {
            let others = named[..index].iter().filter(|(other, _)| other.kind == element.kind);
            differ.extend(others.map(|(_, other)| value.is(other).negated()));
        }
        self.background.extend(differ);
    }
}

/// Kinds without a named member over which the formula says "every": to them, being empty makes a difference.
fn perhaps_empty(constants: &Constants, prop: &Prop) -> Vec<KindId> {
    let mut kinds = Vec::new();
    prop.walk(&mut |part| {
        if let Prop::AllBut(_, var, _) = part
            && let Of::Kind(kind) = constants.model.vars[var.index()].sort
            && constants.len(kind) == 0
        {
            kinds.push(kind);
        }
    });
    kinds
}

/// At least so many of these, which have quantifiers, hold; parts shared as the solver shares equal terms.
fn at_least(least: usize, parts: &[Bool]) -> Bool {
    // `row[n]`: at least n of the parts looked at so far.
    let mut row = vec![Bool::constant(false); least + 1];
    row[0] = Bool::constant(true);
    for part in parts {
        for n in (1..=least).rev() {
            let with = Bool::all(&[row[n - 1].clone(), part.clone()]);
            row[n] = Bool::any(&[row[n].clone(), with]);
        }
    }
    row.swap_remove(least)
}
