//! What each act needs and changes, under one choice for every reading; worked out once, when it is first asked for.

use std::collections::HashMap;

use super::super::constants::Constants;
use super::super::expand::Expander;
use super::super::fault::{self, Fault};
use super::super::fold::Env;
use super::super::guard::Guard;
use super::super::prop::{Prop, Symbol};
use super::super::question::Question;
use super::cast::Cast;
use super::system::{Cell, Effect, env};
use crate::model::{ActId, ElementId, Formula, RelationId, Term, VarId};
use crate::syntax::tree::Comparison;

/// More combinations of elements of one act than this are not looked at one by one.
const COMBINATIONS: usize = 20_000;

/// Fixed elements of an act's closed parameters.
pub type Elements = Vec<Option<ElementId>>;

/// What is done about what decides who may do an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Guarding {
    /// All of it is in force.
    Plain,
    /// Nothing is known of these tables; all else is in force.
    Without(Vec<RelationId>),
    /// The same, with a switch for everything else.
    Switched(Vec<RelationId>),
    /// Nothing is known of these tables, nor of these guards; all else is in force.
    Off(Vec<RelationId>, Vec<Guard>),
}

/// The acts of a model under one choice for every reading.
pub struct Repertoire<'a> {
    pub constants: &'a Constants<'a>,
    pub cast: &'a Cast,
    pub guarding: Guarding,
    guards: HashMap<ActId, Option<Question<'a>>>,
    instances: HashMap<(ActId, Elements), Option<Prop>>,
    effects: HashMap<(ActId, RelationId, bool), Option<Question<'a>>>,
}

impl<'a> Repertoire<'a> {
    /// Nothing worked out yet.
    pub fn new(constants: &'a Constants<'a>, cast: &'a Cast) -> Self {
        Self {
            constants,
            cast,
            guarding: Guarding::Plain,
            guards: HashMap::new(),
            instances: HashMap::new(),
            effects: HashMap::new(),
        }
    }

    /// The same acts, with other guards.
    pub fn guarding(&self, guarding: Guarding) -> Self {
        Self { guarding, ..Self::new(self.constants, self.cast) }
    }

    /// The acts, with elements, that may change this cell; none if there are too many.
    pub fn changers(&self, cell: &Cell) -> Option<Vec<(ActId, Elements)>> {
        match cell.symbol {
            Symbol::Did(act) => Some(vec![(act, cell.elements[1..].to_vec())]),
            Symbol::Done(act) => Some(vec![(act, cell.elements.clone())]),
            Symbol::Free(_) => Some(Vec::new()),
            Symbol::Relation(relation) => {
                let mut all = Vec::new();
                for (index, act) in self.constants.model.acts.iter().enumerate() {
                    if act.effects.iter().any(|effect| effect.relation == relation) {
                        let id = ActId::from_index(index);
                        all.extend(self.tuples(id, relation, cell)?.into_iter().map(|tuple| (id, tuple)));
                    }
                }
                Some(all)
            }
        }
    }

    /// The elements for which the act may change the cell: those that stand in the cell where the effect names a
    /// parameter, and all in the other places.
    fn tuples(&self, act: ActId, relation: RelationId, cell: &Cell) -> Option<Vec<Elements>> {
        let act = &self.constants.model.acts[act.index()];
        let mut all: Vec<Elements> = vec![Vec::new()];
        for param in &act.params {
            let Some(kind) = self.constants.closed(*param) else {
                all.iter_mut().for_each(|tuple| tuple.push(None));
                continue;
            };
            let fixed = self.fixed(act, relation, cell, *param);
            let values: Vec<ElementId> = match fixed {
                Some(values) => values,
                None => (0..self.constants.len(kind)).map(|i| super::super::fold::element(kind, i)).collect(),
            };
            if all.len().saturating_mul(values.len()) > COMBINATIONS {
                return None;
            }
            let extended = |tuple: &Elements| {
                let tuple = tuple.clone();
                values.iter().map(move |value| [&tuple[..], &[Some(*value)]].concat()).collect::<Vec<_>>()
            };
            all = all.iter().flat_map(extended).collect();
        }
        Some(all)
    }

    /// The elements that a parameter can be, if every effect on the relation carries it over to the cell.
    fn fixed(
        &self,
        act: &crate::model::Act,
        relation: RelationId,
        cell: &Cell,
        param: VarId,
    ) -> Option<Vec<ElementId>> {
        let mut values = Vec::new();
        for effect in act.effects.iter().filter(|effect| effect.relation == relation) {
            let place = effect.args.iter().position(|arg| *arg == Some(Term::Var(param)))?;
            values.extend(cell.elements.get(place).copied().flatten());
        }
        values.sort_unstable();
        values.dedup();
        Some(values)
    }

    /// Who may do the act with these elements; none if it is too large to be written down.
    pub fn guard(&mut self, act: ActId, elements: &[Option<ElementId>]) -> Option<Prop> {
        let key = (act, elements.to_vec());
        if let Some(known) = self.instances.get(&key) {
            return known.clone();
        }
        let constants = self.constants;
        if !self.guards.contains_key(&act) {
            let question = self.expanded(act).and_then(|prop| self.guarding.question(constants, &prop));
            self.guards.insert(act, question);
        }
        let question = self.guards.get(&act).and_then(Option::as_ref);
        let env = env(constants, act, elements);
        let guard = question.and_then(|question| Some(question.ask_whole(&env)?.prop));
        let guard = guard.map(|guard| self.guarding.settled(constants, guard));
        self.instances.insert(key, guard.clone());
        guard
    }

    /// Who may do the act, over its own variables, with its guards.
    pub fn expanded(&self, act: ActId) -> Option<Prop> {
        let declared = &self.constants.model.acts[act.index()];
        let args = declared.params.iter().copied().map(Term::Var).collect();
        expanded(self.constants, &Formula::May(Term::Var(declared.actor), act, args))
    }

    /// What the act with these elements changes of a cell.
    pub fn effect(&mut self, act: ActId, elements: &[Option<ElementId>], cell: &Cell) -> Option<Effect> {
        let relation = match cell.symbol {
            Symbol::Relation(relation) => relation,
            Symbol::Did(act) => return Some(remembered(self.constants, self.cast, act, elements, true)),
            Symbol::Done(act) => return Some(remembered(self.constants, self.cast, act, elements, false)),
            Symbol::Free(_) => return Some(Effect { gives: Prop::False, ends: Prop::False }),
        };
        let mut env = env(self.constants, act, elements);
        for (var, element) in self.cast.of(relation).iter().zip(&cell.elements) {
            if let Some(element) = element {
                env.push(*var, *element);
            }
        }
        let gives = self.hits(act, relation, true, &env)?;
        let ends = self.hits(act, relation, false, &env)?;
        Some(Effect { gives, ends })
    }

    fn hits(&mut self, act: ActId, relation: RelationId, gives: bool, env: &Env) -> Option<Prop> {
        let (constants, cast) = (self.constants, self.cast);
        let question = self.effects.entry((act, relation, gives)).or_insert_with(|| {
            let prop = expanded(constants, &hit(constants, cast, act, relation, gives))?;
            Some(Question::new(constants, prop))
        });
        Some(question.as_ref()?.ask_whole(env)?.prop)
    }
}

/// What an act with these elements adds to the history: who did it, or only that it was done.
pub fn remembered(
    constants: &Constants,
    cast: &Cast,
    act: ActId,
    elements: &[Option<ElementId>],
    who: bool,
) -> Effect {
    let (past, declared) = (cast.past(act), &constants.model.acts[act.index()]);
    let open =
        past.params.iter().zip(&declared.params).zip(elements).filter(|(_, element)| element.is_none());
    let actor = who.then_some((past.actor, declared.actor));
    let all = actor.into_iter().chain(open.map(|((past, param), _)| (*past, *param)));
    let same = all.map(|(past, now)| equal(Term::Var(past), Term::Var(now)));
    Effect { gives: Prop::and(same.collect::<Vec<_>>()), ends: Prop::False }
}

/// Some effect of this direction happens to the relation's arguments.
fn hit(constants: &Constants, cast: &Cast, act: ActId, relation: RelationId, gives: bool) -> Formula {
    let effects = &constants.model.acts[act.index()].effects;
    let same = effects.iter().filter(|effect| effect.relation == relation && effect.gives == gives);
    Formula::or(same.map(|effect| {
        let args = cast.of(relation).iter().zip(&effect.args);
        let equal = args
            .filter_map(|(var, arg)| Some(Formula::Compare(Comparison::Eq, Term::Var(*var), arg.clone()?)));
        Formula::and(std::iter::once(effect.when.clone()).chain(equal))
    }))
}

fn expanded(constants: &Constants, formula: &Formula) -> Option<Prop> {
    let mut expander = Expander::new(constants.model, &constants.readings);
    expander.without_forbids = fault::on(Fault::StepIgnoresForbids);
    expander.formula_alone(formula)
}

fn equal(one: Term, other: Term) -> Prop {
    Prop::Compare(Comparison::Eq, one, other)
}
