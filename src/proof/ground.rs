//! Formulas over a given number of people and members, as plain truth values: for worlds to show, and as the second
//! way of proving where a number of people is enough.

use std::collections::{BTreeMap, HashMap};

use super::constants::{Constants, Known};
use super::course::Timeline;
use super::fault::{self, Fault};
use super::guard::Guard;
use super::prop::{Prop, Symbol};
use super::quantified::switch;
use super::solver::Bool;
use crate::model::{AttributeId, Domain, ElementId, KindId, RelationId, RelationKind, Term, Value, VarId};
use crate::syntax::tree::Comparison;

/// More parts than this are not written down.
const BUDGET: usize = 400_000;

/// A formula over one domain.
pub struct Ground<'a> {
    constants: &'a Constants<'a>,
    pub domain: &'a Domain,
    /// People and members that may be absent: for each, whether it is there. Empty: all are there.
    present: HashMap<Value, Bool>,
    guarded: bool,
    env: Vec<(VarId, Meant)>,
    /// In a course: at which moment facts are asked for, and how they change.
    pub timeline: Option<Timeline>,
    /// Every fact that the formula asks about.
    pub facts: BTreeMap<(Symbol, Vec<Value>), Bool>,
    /// Every value that the text leaves open, as one truth value per candidate.
    pub gaps: BTreeMap<(AttributeId, u32), Vec<(Value, Bool)>>,
    size: usize,
}

/// What a term stands for: a value, or one of several.
#[derive(Debug, Clone)]
pub enum Meant {
    Value(Value),
    Open(Vec<(Value, Bool)>),
}

impl<'a> Ground<'a> {
    /// Nothing written yet.
    pub fn new(constants: &'a Constants<'a>, domain: &'a Domain, guarded: bool) -> Self {
        Self {
            constants,
            domain,
            present: HashMap::new(),
            guarded,
            env: Vec::new(),
            timeline: None,
            facts: BTreeMap::new(),
            gaps: BTreeMap::new(),
            size: 0,
        }
    }

    /// Lets people (but one) and unnamed members be absent, the last ones first.
    ///
    /// Returned: what must hold of their presence.
    pub fn let_be_absent(&mut self) -> Bool {
        let people: Vec<Value> = (1..self.domain.people).map(Value::Person).collect();
        let order = self.may_be_absent(&people);
        Bool::all(&[order, self.let_members_be_absent()])
    }

    /// Lets unnamed members be absent, the last ones first.
    pub fn let_members_be_absent(&mut self) -> Bool {
        let mut orders = Vec::new();
        for (index, kind) in self.constants.model.kinds.iter().enumerate().filter(|(_, kind)| kind.open) {
            let of = KindId::from_index(index);
            let named = u32::try_from(kind.elements.len()).unwrap_or(u32::MAX);
            let unnamed = (named..self.domain.members[index])
                .map(|index| Value::Element(ElementId { kind: of, index }));
            let unnamed: Vec<Value> = unnamed.collect();
            orders.push(self.may_be_absent(&unnamed));
        }
        Bool::all(&orders)
    }

    /// Of these, in this order, the first ones are there.
    fn may_be_absent(&mut self, values: &[Value]) -> Bool {
        let present: Vec<Bool> =
            values.iter().map(|value| Bool::named(&format!("present {value:?}"))).collect();
        self.present.extend(values.iter().copied().zip(present.iter().cloned()));
        let order = present.windows(2).map(|pair| Bool::any(&[pair[1].negated(), pair[0].clone()]));
        Bool::all(&order.collect::<Vec<_>>())
    }

    /// Who may be absent, in order.
    pub fn absentees(&self) -> Vec<(Value, Bool)> {
        let mut all: Vec<_> = self.present.iter().map(|(value, present)| (*value, present.clone())).collect();
        all.sort_by_key(|(value, _)| *value);
        all
    }

    /// The formula over this domain; none if it is too large to be written down.
    ///
    /// Satisfiable, together with [`Ground::lawful`], iff a lawful world of this domain satisfies the formula.
    pub fn write(&mut self, prop: &Prop) -> Option<Bool> {
        self.size = 0;
        let result = self.prop(prop);
        (self.size <= BUDGET).then_some(result)
    }

    /// The axioms of the offices asked about so far, and that each gap has one value.
    pub fn lawful(&mut self) -> Bool {
        let mut parts = Vec::new();
        let asked: Vec<(RelationId, Vec<Value>)> = self.offices();
        for (office, params) in asked {
            parts.push(self.office(office, &params));
        }
        parts.push(self.one_value_each());
        Bool::all(&parts)
    }

    /// That each gap asked about so far has one value.
    pub fn one_value_each(&self) -> Bool {
        let values = self.gaps.values().map(|candidates| {
            let all: Vec<Bool> = candidates.iter().map(|(_, chosen)| chosen.clone()).collect();
            // Of a kind without elements nothing can be said; no world would be left.
            if all.is_empty() { Bool::constant(true) } else { one_of(&all) }
        });
        Bool::all(&values.collect::<Vec<_>>())
    }

    /// Offices asked about, with their parameters.
    pub fn offices(&self) -> Vec<(RelationId, Vec<Value>)> {
        let mut all: Vec<_> = self
            .facts
            .keys()
            .filter_map(|(symbol, args)| match symbol {
                Symbol::Relation(relation) => match self.constants.model.relations[relation.index()].kind {
                    RelationKind::Office { .. } => Some((*relation, args.get(1..)?.to_vec())),
                    _ => None,
                },
                _ => None,
            })
            .collect();
        all.dedup();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Exactly one person who is there holds the office (at most one, if it may be vacant).
    pub fn office(&mut self, office: RelationId, params: &[Value]) -> Bool {
        let RelationKind::Office { may_be_vacant } = self.constants.model.relations[office.index()].kind
        else {
            return Bool::constant(true);
        };
        let holders: Vec<Bool> = (0..self.domain.people)
            .map(|person| {
                let args = [&[Value::Person(person)], params].concat();
                let holds = self.atom(Symbol::Relation(office), args);
                self.and_present(Value::Person(person), holds)
            })
            .collect();
        let mut parts = Vec::new();
        if !fault::on(Fault::OfficeNotUnique) {
            parts.push(at_most_one(&holders));
        }
        if !may_be_vacant && !fault::on(Fault::OfficeNotFilled) {
            parts.push(Bool::any(&holders));
        }
        // Of a member that is not there nothing is asked.
        let mut unless: Vec<Bool> =
            params.iter().filter_map(|value| self.present.get(value)).map(Bool::negated).collect();
        if self.guarded {
            unless.push(switch(Guard::Office(office)).negated());
        }
        unless.push(Bool::all(&parts));
        Bool::any(&unless)
    }

    /// Lets a variable stand for something until the matching [`Ground::unbind`].
    pub fn bind(&mut self, var: VarId, meant: Meant) {
        self.env.push((var, meant));
    }

    /// Undoes the last [`Ground::bind`].
    pub fn unbind(&mut self) {
        self.env.pop();
    }

    /// Whether a person or member is there; none if it surely is.
    pub fn presence(&self, value: Value) -> Option<&Bool> {
        self.present.get(&value)
    }

    fn and_present(&self, value: Value, holds: Bool) -> Bool {
        match self.present.get(&value) {
            Some(present) => Bool::all(&[present.clone(), holds]),
            None => holds,
        }
    }

    fn prop(&mut self, prop: &Prop) -> Bool {
        self.size += 1;
        if self.size > BUDGET {
            return Bool::constant(false);
        }
        match prop {
            Prop::True => Bool::constant(true),
            Prop::False => Bool::constant(false),
            Prop::Fact(positive, symbol, args) => self.fact(*symbol, args).signed(*positive),
            Prop::Compare(op, left, right) => self.comparison(*op, left, right),
            Prop::And(parts) => Bool::all(&parts.iter().map(|part| self.prop(part)).collect::<Vec<_>>()),
            Prop::Or(parts) => Bool::any(&parts.iter().map(|part| self.prop(part)).collect::<Vec<_>>()),
            Prop::Card(least, parts) => {
                let parts: Vec<Bool> = parts.iter().map(|part| self.prop(part)).collect();
                Bool::at_least(*least as usize, &parts)
            }
            Prop::AtLeast(least, var, body) => {
                let cases: Vec<Bool> = self
                    .cases(*var, body)
                    .into_iter()
                    .map(|(value, holds)| self.and_present(value, holds))
                    .collect();
                Bool::at_least(*least as usize, &cases)
            }
            Prop::AllBut(most, var, body) => {
                let bad: Vec<Bool> = self
                    .cases(*var, body)
                    .into_iter()
                    .map(|(value, holds)| self.and_present(value, holds.negated()))
                    .collect();
                if *most == 0 {
                    return Bool::any(&bad).negated();
                }
                Bool::at_least(*most as usize + 1, &bad).negated()
            }
            Prop::Switch(on, guard) => switch(*guard).signed(*on),
            // Closed kinds and guards are gone by now; "unknown" is the safe reading of anything else.
            Prop::Cell(..) | Prop::Among(..) | Prop::Guarded(_) => Bool::named("unwritten"),
        }
    }

    /// The body for each value of the variable.
    fn cases(&mut self, var: VarId, body: &Prop) -> Vec<(Value, Bool)> {
        let values = self.domain.values(self.constants.model.vars[var.index()].sort);
        let mut cases = Vec::with_capacity(values.len());
        for value in values {
            if fault::on(Fault::PeopleDistinct)
                && matches!(value, Value::Person(_))
                && self.env.iter().any(|(_, other)| matches!(other, Meant::Value(other) if *other == value))
            {
                continue;
            }
            self.env.push((var, Meant::Value(value)));
            cases.push((value, self.prop(body)));
            self.env.pop();
        }
        cases
    }

    fn fact(&mut self, symbol: Symbol, args: &[Term]) -> Bool {
        let mut all: Vec<(Vec<Bool>, Vec<Value>)> = vec![(Vec::new(), Vec::new())];
        for arg in args {
            let cases = match self.meant(arg) {
                Meant::Value(value) => vec![(value, None)],
                Meant::Open(values) => {
                    values.into_iter().map(|(value, chosen)| (value, Some(chosen))).collect()
                }
            };
            all = all
                .into_iter()
                .flat_map(|(when, values)| {
                    cases.iter().map(move |(value, chosen)| {
                        let when = when.iter().chain(chosen).cloned().collect();
                        (when, [&values[..], &[*value]].concat())
                    })
                })
                .collect();
        }
        let cases: Vec<Bool> = all
            .into_iter()
            .map(|(mut when, values)| {
                when.push(self.atom(symbol, values));
                Bool::all(&when)
            })
            .collect();
        Bool::any(&cases)
    }

    /// The truth value of one fact; in a course, at the moment asked about.
    pub fn atom(&mut self, symbol: Symbol, args: Vec<Value>) -> Bool {
        let model = self.constants.model;
        if let Some(at_moment) = self.timeline.as_mut().and_then(|line| line.atom(model, symbol, &args)) {
            return at_moment;
        }
        let key = (symbol, args);
        if let Some(known) = self.facts.get(&key) {
            return known.clone();
        }
        let atom = Bool::named(&format!("f{}", self.facts.len()));
        self.facts.insert(key, atom.clone());
        atom
    }

    fn comparison(&mut self, op: Comparison, left: &Term, right: &Term) -> Bool {
        let (left, right) = (self.options(left), self.options(right));
        let mut cases = Vec::new();
        for (one, when) in &left {
            for (two, and) in &right {
                if super::fold::compares(op, one, two) {
                    cases.push(Bool::all(&when.iter().chain(and).cloned().collect::<Vec<_>>()));
                }
            }
        }
        Bool::any(&cases)
    }

    fn options(&mut self, term: &Term) -> Vec<(Value, Option<Bool>)> {
        match self.meant(term) {
            Meant::Value(value) => vec![(value, None)],
            Meant::Open(values) => values.into_iter().map(|(value, chosen)| (value, Some(chosen))).collect(),
        }
    }

    fn meant(&mut self, term: &Term) -> Meant {
        match term {
            Term::Quantity(quantity) => Meant::Value(Value::Quantity(*quantity)),
            Term::Element(element) => Meant::Value(Value::Element(*element)),
            // Every variable is bound; a person stands for what never happens.
            Term::Var(var) => {
                let bound = self.env.iter().rev().find(|(v, _)| v == var);
                bound.map_or(Meant::Value(Value::Person(0)), |(_, meant)| meant.clone())
            }
            Term::Attribute(attribute, of) => match self.meant(of) {
                Meant::Value(value) => self.attribute_of(*attribute, value),
                Meant::Open(_) if fault::on(Fault::ChosenHasNoAttributes) => Meant::Value(Value::Quantity(0)),
                Meant::Open(values) => {
                    let mut all = Vec::new();
                    for (value, chosen) in values {
                        match self.attribute_of(*attribute, value) {
                            Meant::Value(known) => all.push((known, chosen)),
                            Meant::Open(candidates) => all.extend(
                                candidates
                                    .into_iter()
                                    .map(|(value, is)| (value, Bool::all(&[chosen.clone(), is]))),
                            ),
                        }
                    }
                    Meant::Open(all)
                }
            },
        }
    }

    fn attribute_of(&mut self, attribute: AttributeId, value: Value) -> Meant {
        match value {
            Value::Element(element) => self.attribute(attribute, element),
            // Only elements have attributes.
            Value::Person(_) | Value::Quantity(_) => Meant::Value(Value::Quantity(0)),
        }
    }

    /// What the text leaves open of this element: one truth value per candidate.
    fn attribute(&mut self, attribute: AttributeId, of: ElementId) -> Meant {
        let open_kind = self.constants.model.kinds[of.kind.index()].open;
        if open_kind
            && !self.guarded
            && let Some(known) = self.constants.value(attribute, of.index)
        {
            return Meant::Value(match known {
                Known::Element(element) => Value::Element(element),
                Known::Quantity(quantity) => Value::Quantity(quantity),
            });
        }
        if let Some(known) = self.gaps.get(&(attribute, of.index)) {
            return Meant::Open(known.clone());
        }
        let values = self.domain.values(self.constants.attribute_sort(attribute));
        let name = |value: &Value| format!("value {} {} {} {value:?}", of.kind.0, attribute.index, of.index);
        let candidates: Vec<_> =
            values.into_iter().map(|value| (value, Bool::named(&name(&value)))).collect();
        self.gaps.insert((attribute, of.index), candidates.clone());
        Meant::Open(candidates)
    }
}

pub fn at_most_one(all: &[Bool]) -> Bool {
    let mut parts = Vec::new();
    for (index, one) in all.iter().enumerate() {
        parts.extend(all[..index].iter().map(|other| Bool::any(&[one.negated(), other.negated()])));
    }
    Bool::all(&parts)
}

fn one_of(all: &[Bool]) -> Bool {
    Bool::all(&[Bool::any(all), at_most_one(all)])
}
