//! A world that breaks a claim, completed, replayed by the evaluator and told in the regulation's terms.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::constants::Constants;
use super::guard::Guard;
use super::prop::Symbol;
use super::search::Found;
use crate::model::eval::{self, Env, Evaluator, Trace, Truth};
use crate::model::{
    ActId, Assuming, ElementId, Formula, Model, ProvisionId, RelationId, RelationKind, Value, VarId, World,
};
use crate::syntax::calendar::Date;

/// A world shown to people. The evaluator has confirmed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness {
    pub world: World,
    /// What people are called, by number: A, B, C …
    pub names: Vec<String>,
    /// The facts that matter, in declaration order; the rest of the world only fills offices nobody asked about.
    pub facts: Vec<Fact>,
    /// What has been done before, in a world to which no course is known.
    pub past: Vec<Past>,
    /// What led from those facts to the world; nothing if the course begins there.
    pub events: Vec<Event>,
    /// What the variables of the claim stand for.
    pub bindings: Vec<(VarId, Value)>,
    /// Who may do what, as far as the claim speaks of it.
    pub deeds: Vec<Deed>,
    /// Everything on which the truth of the claim's formula rests in this world.
    pub reason: eval::Reason,
}

impl Witness {
    /// Whether the same is told of both, whatever the readings of their worlds.
    pub fn tells_the_same(&self, other: &Self) -> bool {
        self.names == other.names
            && self.facts == other.facts
            && self.past == other.past
            && self.events == other.events
            && self.bindings == other.bindings
            && self.deeds == other.deeds
            && self.reason == other.reason
    }
}

/// An act that was done some time ago; by whom, where that matters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    pub act: ActId,
    pub person: Option<Value>,
    pub args: Vec<Value>,
}

/// One step of a course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// Circumstances change: what does, and whether it holds from now on.
    Change { facts: Vec<(Fact, bool)> },
    /// Somebody does what he may do: why he may, and what is different afterwards.
    Act { deed: Deed, facts: Vec<(Fact, bool)> },
    /// Another wording comes into force, on this day, by these amendments.
    Wording { day: Date, amendments: Vec<String> },
}

impl Event {
    /// Each fact that is different afterwards, and whether it holds then.
    pub fn facts(&self) -> &[(Fact, bool)] {
        match self {
            Event::Change { facts } | Event::Act { facts, .. } => facts,
            Event::Wording { .. } => &[],
        }
    }

    /// What is done, if somebody does something.
    pub fn deed(&self) -> Option<&Deed> {
        match self {
            Event::Act { deed, .. } => Some(deed),
            Event::Change { .. } | Event::Wording { .. } => None,
        }
    }
}

/// One fact of the world, with the provisions that speak of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    pub relation: RelationId,
    pub args: Vec<Value>,
    pub provisions: Vec<ProvisionId>,
}

/// An act that somebody may do in the world, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed {
    pub person: Value,
    pub act: ActId,
    pub args: Vec<Value>,
    pub trace: Trace,
}

/// What a world is claimed to show.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    pub formula: &'a Formula,
    pub instance: (&'a [VarId], &'a [ElementId]),
    pub assuming: &'a Assuming,
    pub readings: &'a [u32],
}

/// The witness, if the evaluator confirms that the world is lawful, initial, and makes the formula true.
pub fn confirmed(constants: &Constants, found: &Found, shown: &Shown) -> Result<Witness, String> {
    let model = constants.model;
    let mut world = complete(constants, found, shown.readings);
    if let Err(why) = replay(model, &world, shown) {
        // A gap that the solver never saw may still be asked about by the evaluator.
        fill_gaps(constants, &mut world);
        replay(model, &world, shown).map_err(|_| why)?;
    }
    Ok(told(model, found, shown, world))
}

/// A world at any time of any course, if there is one, of which the evaluator confirms that it is lawful and makes both
/// formulas true.
pub fn anyhow(constants: &Constants, found: &Found, shown: &Shown, besides: &Formula) -> Option<Witness> {
    let model = constants.model;
    let mut world = complete(constants, found, shown.readings);
    let confirmed = |world: &World| {
        let evaluator = Evaluator::new(model, world);
        let both = [shown.formula, besides].iter().all(|f| evaluator.truth_in(&mut env(shown), f).is_true());
        both && eval::lawful(model, world, shown.assuming).is_empty()
    };
    if !confirmed(&world) {
        fill_gaps(constants, &mut world);
    }
    confirmed(&world).then(|| told(model, found, shown, world))
}

fn env(shown: &Shown) -> Env {
    let (vars, elements) = shown.instance;
    let values: Vec<Value> = elements.iter().copied().map(Value::Element).collect();
    Env::of(vars, &values)
}

/// Checks the world with the evaluator. The error says what it does not confirm.
pub fn replay(model: &Model, world: &World, shown: &Shown) -> Result<(), String> {
    let breaches = eval::lawful(model, world, shown.assuming);
    if !breaches.is_empty() {
        return Err(format!("the world is not lawful ({breaches:?})"));
    }
    if !eval::initial(model, world) {
        return Err("something has been earned or done at the start".to_string());
    }
    match truth(model, world, shown) {
        Truth::True => Ok(()),
        other => Err(format!("its formula is {other:?}")),
    }
}

/// The truth of what the world is claimed to show.
pub fn truth(model: &Model, world: &World, shown: &Shown) -> Truth {
    Evaluator::new(model, world).truth_in(&mut env(shown), shown.formula)
}

/// The world found, with everything that the solver was not asked about: facts false, offices held by the first person.
pub fn complete(constants: &Constants, found: &Found, readings: &[u32]) -> World {
    let model = constants.model;
    let mut world = World::empty(model, Arc::new(found.domain.clone()));
    world.readings = readings.to_vec();
    for ((symbol, args), holds) in &found.facts {
        match symbol {
            Symbol::Relation(relation) if is_table(model, *relation) => {
                if let [Value::Element(row), Value::Element(column)] = args[..] {
                    world.cells.insert((*relation, row.index, column.index), *holds);
                }
            }
            Symbol::Relation(relation) => world.set(*relation, args.clone(), *holds),
            Symbol::Did(act) => {
                if let (true, [actor, args @ ..]) = (holds, &args[..]) {
                    world.history.insert((*act, *actor, args.to_vec()));
                }
            }
            // That somebody did it follows from who did.
            Symbol::Done(_) | Symbol::Free(_) => {}
        }
    }
    for ((attribute, element), value) in &found.gaps {
        world.attributes.insert((*attribute, *element), *value);
    }
    fill_offices(model, &mut world);
    world
}

fn is_table(model: &Model, relation: RelationId) -> bool {
    matches!(model.relations[relation.index()].kind, RelationKind::Table(_))
}

/// Every office that must have a holder and has none goes to the first person.
pub fn fill_offices(model: &Model, world: &mut World) {
    for (index, relation) in model.relations.iter().enumerate() {
        if !matches!(relation.kind, RelationKind::Office { may_be_vacant: false }) {
            continue;
        }
        let office = RelationId::from_index(index);
        let held: BTreeSet<Vec<Value>> = world
            .facts
            .iter()
            .filter(|(relation, _)| *relation == office)
            .map(|(_, args)| args[1..].to_vec())
            .collect();
        for params in tuples(world, relation.params.get(1..).unwrap_or_default()) {
            if !held.contains(&params) {
                world.set(office, [&[Value::Person(0)], &params[..]].concat(), true);
            }
        }
    }
}

fn tuples(world: &World, sorts: &[crate::model::Sort]) -> Vec<Vec<Value>> {
    sorts.iter().fold(vec![Vec::new()], |tuples, sort| {
        let values = world.domain.values(*sort);
        tuples
            .iter()
            .flat_map(|tuple| values.iter().map(move |value| [&tuple[..], &[*value]].concat()))
            .collect()
    })
}

/// Gives every gap of the text that the world leaves open its plainest value.
pub fn fill_gaps(constants: &Constants, world: &mut World) {
    for (index, relation) in constants.model.relations.iter().enumerate() {
        let id = RelationId::from_index(index);
        let Some(grid) = constants.grid(id).filter(|_| matches!(relation.kind, RelationKind::Table(_)))
        else {
            continue;
        };
        for (row, cells) in grid.unknown.iter().enumerate() {
            for column in cells.ones() {
                let position = |index: usize| u32::try_from(index).unwrap_or(u32::MAX);
                world.cells.entry((id, position(row), position(column))).or_insert(false);
            }
        }
    }
    for (index, kind) in constants.model.kinds.iter().enumerate() {
        for attribute in 0..kind.attributes.len() {
            let position = u32::try_from(attribute).unwrap_or(u32::MAX);
            let kind = crate::model::KindId::from_index(index);
            let id = crate::model::AttributeId { kind, index: position };
            let sort = constants.attribute_sort(id);
            let first = world.domain.values(sort).into_iter().min_by_key(|value| match value {
                Value::Quantity(number) => number.unsigned_abs(),
                _ => 0,
            });
            let Some(first) = first else { continue };
            for element in 0..world.domain.members[index] {
                if constants.value(id, element).is_none() {
                    world.attributes.entry((id, element)).or_insert(first);
                }
            }
        }
    }
}

/// The confirmed world with what is worth telling of it.
pub fn told(model: &Model, found: &Found, shown: &Shown, world: World) -> Witness {
    let true_facts = found.facts.iter().filter(|(_, holds)| **holds);
    let facts = true_facts.filter_map(|((symbol, args), _)| match symbol {
        Symbol::Relation(relation) if !is_table(model, *relation) => {
            Some(fact(model, *relation, args.clone()))
        }
        _ => None,
    });
    let facts = facts.collect();
    let evaluator = Evaluator::new(model, &world);
    let mut teller =
        Teller { model, world: &world, env: env(shown), bindings: Vec::new(), deeds: Vec::new() };
    teller.tell(shown.formula);
    let Teller { env, bindings, deeds, .. } = teller;
    let reason = eval::explain(&evaluator, &env, shown.formula);
    let names = (0..world.domain.people).map(name).collect();
    let (past, events) = (Vec::new(), Vec::new());
    Witness { world, names, facts, past, events, bindings, deeds, reason }
}

/// A fact with the provisions that speak of it.
pub fn fact(model: &Model, relation: RelationId, args: Vec<Value>) -> Fact {
    Fact { relation, args, provisions: Guard::Office(relation).provisions(model) }
}

/// A, B, … Z, A2, B2 …
pub fn name(person: u32) -> String {
    let letter = char::from_u32(u32::from(b'A') + person % 26).unwrap_or('A');
    if person < 26 { letter.to_string() } else { format!("{letter}{}", person / 26 + 1) }
}

/// Follows a true formula down to the permissions of which it speaks.
struct Teller<'a> {
    model: &'a Model,
    world: &'a World,
    env: Env,
    bindings: Vec<(VarId, Value)>,
    deeds: Vec<Deed>,
}

impl Teller<'_> {
    fn tell(&mut self, formula: &Formula) {
        match formula {
            Formula::And(parts) => parts.iter().for_each(|part| self.tell(part)),
            Formula::Or(parts) => {
                if let Some(part) = parts.iter().find(|part| self.holds(part)) {
                    self.tell(part);
                }
            }
            Formula::Cited(_, body) => self.tell(body),
            Formula::Exists(vars, body) if self.bind(vars, body) => {
                let bound = self.env.bindings().iter().rev().take(vars.len()).copied().collect::<Vec<_>>();
                self.bindings.extend(bound.into_iter().rev());
                self.tell(body);
                vars.iter().for_each(|_| self.env.pop());
            }
            Formula::May(person, act, args) => self.deed(person, *act, args),
            _ => {}
        }
    }

    fn holds(&mut self, formula: &Formula) -> bool {
        Evaluator::new(self.model, self.world).truth_in(&mut self.env, formula).is_true()
    }

    /// Binds the variables to the first values that satisfy the body.
    fn bind(&mut self, vars: &[VarId], body: &Formula) -> bool {
        let found = Evaluator::new(self.model, self.world).first(&mut self.env, vars, body);
        found.is_some_and(|bindings| {
            self.env.extend(&bindings);
            true
        })
    }

    fn deed(&mut self, person: &crate::model::Term, act: ActId, args: &[crate::model::Term]) {
        let evaluator = Evaluator::new(self.model, self.world);
        let (Some(person), Some(args)) =
            (evaluator.value(&self.env, person), evaluator.values(&self.env, args))
        else {
            return;
        };
        let trace = eval::why_may(self.model, self.world, person, act, &args);
        self.deeds.push(Deed { person, act, args, trace });
    }
}

impl Witness {
    /// The world in which its course begins: all that happened undone.
    pub fn first(&self) -> World {
        let mut world = self.world.clone();
        for (fact, holds) in self.events.iter().rev().flat_map(Event::facts) {
            world.set(fact.relation, fact.args.clone(), !holds);
        }
        world.history.clear();
        world
    }

    /// How many different people act in the course.
    pub fn actors(&self) -> u32 {
        let done = self.events.iter().filter_map(Event::deed);
        let people: BTreeSet<Value> = done.map(|deed| deed.person).collect();
        u32::try_from(people.len()).unwrap_or(u32::MAX)
    }

    /// What the witness rests on: the conjuncts of the permits that allowed the deeds.
    pub fn guards(&self) -> Vec<Guard> {
        let mut guards = Vec::new();
        let done = self.events.iter().filter_map(Event::deed);
        for permit in done.chain(&self.deeds).filter_map(|deed| deed.trace.granted_by()) {
            if permit.reason.cited.is_empty() {
                guards.push(Guard::Norm(permit.norm));
            }
            guards.extend(permit.reason.cited.iter().map(|cited| Guard::Cited(*cited)));
        }
        guards
    }
}
