//! The acts that matter to a question, each for fixed elements of closed kinds: who may do it, and what it changes.
//!
//! With closed kinds written out, what is left is a transition system over people, members of open kinds and numbers.
//! Only deeds that change something the question depends on are in it; all others leave every answer as it is.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::super::constants::{Constants, Known};
use super::super::fault::{self, Fault};
use super::super::fold::Env;
use super::super::gap;
use super::super::prop::{Prop, Symbol};
use super::super::question::is_earned;
use super::cast::Cast;
use super::repertoire::{Repertoire, remembered};
use crate::model::eval;
use crate::model::{ActId, Domain, ElementId, Quantity, Sort, Term, VarId};
use crate::syntax::tree::Comparison;

/// More deeds than this are not written down.
const BUDGET: usize = 5_000;

/// A symbol for fixed elements in the places of closed kinds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    pub symbol: Symbol,
    /// One per argument; none in the places of people, members of open kinds and numbers.
    pub elements: Vec<Option<ElementId>>,
}

/// An act for fixed elements in the places of closed kinds.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Deed {
    pub act: ActId,
    /// One per parameter.
    pub elements: Vec<Option<ElementId>>,
    /// Who may do it, over the act's actor and open parameters.
    pub guard: Prop,
    /// What it changes of what matters.
    pub effects: BTreeMap<Cell, Effect>,
}

/// What a deed changes of one cell, over the act's variables and the relation's own.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Effect {
    pub gives: Prop,
    pub ends: Prop,
}

/// The deeds that matter to a question.
pub struct System<'a> {
    pub constants: &'a Constants<'a>,
    pub cast: &'a Cast,
    /// In declaration order of their acts, then of their elements.
    pub deeds: Vec<Deed>,
    /// Everything earned on which the question depends.
    pub cells: BTreeSet<Cell>,
    /// What every world must meet, beside the axioms of offices.
    pub always: Prop,
    /// Every number with which something is compared, or that something is.
    numbers: BTreeSet<Quantity>,
}

impl<'a> System<'a> {
    /// What matters to questions (without closed kinds) in worlds that always meet `always`; none if it is too much.
    pub fn of(
        repertoire: &mut Repertoire<'a>,
        cast: &'a Cast,
        questions: &[&Prop],
        always: &Prop,
    ) -> Option<Self> {
        let constants = repertoire.constants;
        let mut found: BTreeMap<(ActId, Vec<Option<ElementId>>), Deed> = BTreeMap::new();
        let mut cells = BTreeSet::new();
        let mut open = VecDeque::new();
        let see = |prop: &Prop, cells: &mut BTreeSet<Cell>, open: &mut VecDeque<Cell>| {
            for cell in cells_of(constants, prop) {
                if cells.insert(cell.clone()) {
                    open.push_back(cell);
                }
            }
        };
        questions.iter().for_each(|question| see(question, &mut cells, &mut open));
        see(always, &mut cells, &mut open);
        while let Some(cell) = open.pop_front() {
            for (act, elements) in repertoire.changers(&cell)? {
                let effect = repertoire.effect(act, &elements, &cell)?;
                let guard = repertoire.guard(act, &elements)?;
                if guard == Prop::False || (effect.gives == Prop::False && effect.ends == Prop::False) {
                    continue;
                }
                see(&guard, &mut cells, &mut open);
                see(&effect.gives, &mut cells, &mut open);
                see(&effect.ends, &mut cells, &mut open);
                let deed = found.entry((act, elements.clone())).or_insert_with(|| Deed {
                    act,
                    elements,
                    guard,
                    effects: BTreeMap::new(),
                });
                deed.effects.insert(cell.clone(), effect);
                if found.len() > BUDGET {
                    return None;
                }
            }
        }
        let deeds: Vec<Deed> = found.into_values().collect();
        let mut numbers = BTreeSet::new();
        let effects = deeds.iter().flat_map(|deed| deed.effects.values());
        let effects = effects.flat_map(|effect| [&effect.gives, &effect.ends]);
        let guards = deeds.iter().map(|deed| &deed.guard);
        for prop in effects.chain(guards).chain(questions.iter().copied()).chain([always]) {
            numbers_of(constants, prop, &mut numbers);
        }
        Some(Self { constants, cast, deeds, cells, always: always.clone(), numbers })
    }

    /// One person more than the largest number of people that something asks for, as far as that is plain.
    pub fn crowd(&self, goal: &Prop) -> u32 {
        let mut most = 0;
        let model = self.constants.model;
        let mut see = |prop: &Prop| {
            prop.walk(&mut |part| {
                let (count, var) = match part {
                    Prop::AtLeast(least, var, _) => (*least, var),
                    Prop::AllBut(but, var, _) => (but.saturating_add(1), var),
                    _ => return,
                };
                if model.vars[var.index()].sort == Sort::Person {
                    most = count.max(most);
                }
            });
        };
        see(goal);
        self.deeds.iter().for_each(|deed| see(&deed.guard));
        most.saturating_add(1)
    }

    /// A world of so many people, so many unnamed members of each open kind, and two numbers for each way to
    /// compare: different ones may compare alike.
    pub fn domain(&self, people: u32, members: u32) -> Domain {
        let model = self.constants.model;
        Domain::new(
            model,
            people,
            members,
            eval::regions(&self.numbers, if fault::on(Fault::OneNumberPerRegion) { 1 } else { 2 }),
        )
    }

    /// The act's open parameters, in order, with their sorts.
    pub fn open_params(&self, deed: &Deed) -> Vec<(VarId, Sort)> {
        let act = &self.constants.model.acts[deed.act.index()];
        let all = act.params.iter().zip(&deed.elements);
        all.filter(|(_, element)| element.is_none())
            .map(|(var, _)| (*var, self.constants.model.vars[var.index()].sort))
            .collect()
    }

    /// The variables that an effect on the symbol has for the symbol's arguments.
    pub fn targets(&self, symbol: Symbol) -> Vec<VarId> {
        match symbol {
            Symbol::Relation(relation) => self.cast.of(relation).to_vec(),
            Symbol::Did(act) => self.cast.past(act).all(),
            Symbol::Done(act) => self.cast.past(act).params.clone(),
            Symbol::Free(_) => Vec::new(),
        }
    }

    /// The same acts, done by so many people only, who have names. Where it matters who did something, it is
    /// also remembered that it was done: by one of the few.
    #[must_use]
    pub fn by_few(&self, actors: u32) -> Self {
        let mut few = self.narrowed(|deed| {
            let actor = Term::Var(self.actor(deed));
            let people = self.cast.people.iter().take(actors as usize);
            let one_of =
                people.map(|person| Prop::Compare(Comparison::Eq, actor.clone(), Term::Var(*person)));
            Prop::or(one_of.collect::<Vec<_>>())
        });
        for deed in &mut few.deeds {
            if deed.effects.contains_key(&history(deed, true)) {
                let cell = history(deed, false);
                let effect = remembered(self.constants, self.cast, deed.act, &deed.elements, false);
                deed.effects.insert(cell.clone(), effect);
                few.cells.insert(cell);
            }
        }
        few
    }

    /// The same acts, each with one condition more.
    #[must_use]
    pub fn narrowed(&self, condition: impl Fn(&Deed) -> Prop) -> Self {
        let narrow = |deed: &Deed| {
            let guard = Prop::and([deed.guard.clone(), condition(deed)]);
            Deed { guard, ..deed.clone() }
        };
        Self {
            deeds: self.deeds.iter().map(narrow).collect(),
            cells: self.cells.clone(),
            always: self.always.clone(),
            numbers: self.numbers.clone(),
            ..*self
        }
    }

    /// Some of the acts, by whoever meets these weaker conditions, in any world; it is remembered who did them, and
    /// nothing else. What holds in every world of every course of these holds in every world of every course of all.
    #[must_use]
    pub fn remembering(&self, conditions: &[(usize, Prop)]) -> Self {
        let (mut deeds, mut cells) = (Vec::new(), BTreeSet::new());
        for (index, guard) in conditions {
            let Some(deed) = self.deeds.get(*index) else { continue };
            let mut effects = BTreeMap::new();
            for who in [true, false] {
                let effect = remembered(self.constants, self.cast, deed.act, &deed.elements, who);
                cells.insert(history(deed, who));
                effects.insert(history(deed, who), effect);
            }
            deeds.push(Deed {
                act: deed.act,
                elements: deed.elements.clone(),
                guard: guard.clone(),
                effects,
            });
        }
        Self { deeds, cells, always: Prop::True, numbers: self.numbers.clone(), ..*self }
    }

    /// The same acts, as far as they turn on nothing that the text leaves open.
    #[must_use]
    pub fn whatever(&self) -> Self {
        let deeds = self.deeds.iter().map(|deed| {
            let unclear = |effect: &Effect| {
                gap::any(self.constants, &effect.gives) || gap::any(self.constants, &effect.ends)
            };
            let guard = if deed.effects.values().any(unclear) {
                Prop::False
            } else {
                gap::whatever(self.constants, &deed.guard)
            };
            Deed { guard, ..deed.clone() }
        });
        Self {
            deeds: deeds.collect(),
            cells: self.cells.clone(),
            always: gap::whatever(self.constants, &self.always),
            numbers: self.numbers.clone(),
            ..*self
        }
    }

    /// The person who acts.
    pub fn actor(&self, deed: &Deed) -> VarId {
        self.constants.model.acts[deed.act.index()].actor
    }
}

/// That a deed was done: by whom, or at all.
fn history(deed: &Deed, who: bool) -> Cell {
    let symbol = if who { Symbol::Did(deed.act) } else { Symbol::Done(deed.act) };
    Cell { symbol, elements: who.then_some(None).into_iter().chain(deed.elements.iter().copied()).collect() }
}

/// The elements of a deed in the places of its act's closed parameters.
pub fn env(constants: &Constants, act: ActId, elements: &[Option<ElementId>]) -> Env {
    let mut env = Env::default();
    for (var, element) in constants.model.acts[act.index()].params.iter().zip(elements) {
        if let Some(element) = element {
            env.push(*var, *element);
        }
    }
    env
}

/// The earned cells of which a formula without closed kinds speaks.
pub fn cells_of(constants: &Constants, prop: &Prop) -> BTreeSet<Cell> {
    let mut cells = BTreeSet::new();
    prop.walk(&mut |part| {
        if let Prop::Fact(_, symbol, args) = part
            && is_earned(constants.model, *symbol)
        {
            cells.insert(cell(constants, *symbol, args));
        }
    });
    cells
}

/// The numbers of which a formula speaks, those among them that it looks up.
fn numbers_of(constants: &Constants, prop: &Prop, found: &mut BTreeSet<Quantity>) {
    prop.walk(&mut |part| match part {
        Prop::Fact(_, _, args) => args.iter().for_each(|term| numbers_in(constants, term, found)),
        Prop::Compare(_, left, right) => {
            [left, right].into_iter().for_each(|term| numbers_in(constants, term, found));
        }
        _ => {}
    });
}

fn numbers_in(constants: &Constants, term: &Term, found: &mut BTreeSet<Quantity>) {
    match term {
        Term::Quantity(number) => _ = found.insert(*number),
        Term::Attribute(attribute, of) => {
            let named = constants.model.kinds[attribute.kind.index()].elements.len();
            let indices = (0..named).filter_map(|index| u32::try_from(index).ok());
            found.extend(indices.filter_map(|index| match constants.value(*attribute, index) {
                Some(Known::Quantity(number)) => Some(number),
                _ => None,
            }));
            numbers_in(constants, of, found);
        }
        _ => {}
    }
}

/// The cell of a fact.
pub fn cell(constants: &Constants, symbol: Symbol, args: &[Term]) -> Cell {
    let elements = args.iter().map(|arg| match arg {
        Term::Element(element) => constants.closed_sort(Sort::Kind(element.kind)).map(|_| *element),
        _ => None,
    });
    Cell { symbol, elements: elements.collect() }
}
