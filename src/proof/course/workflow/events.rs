//! The acts that a goal needs or that matter to who may do them, for the members they are about; and for each, rule by
//! rule, who may do it.

use std::collections::{BTreeMap, HashMap};

use super::super::super::constants::Constants;
use super::super::super::expand::Expander;
use super::super::super::guard::Guard;
use super::super::super::guards;
use super::super::super::prop::{Prop, Symbol};
use super::super::super::propagate::propagate;
use super::super::super::question::Question;
use super::super::system::{Deed, System, env};
use crate::model::{ActId, ElementId, Formula, Sort, Term, VarId};

/// More acts than this are too many for a truth value for each two.
const MOST: usize = 160;

/// An act on fixed things: its act, and elements or members that the goal chooses.
pub type Key = (ActId, Vec<Term>);

/// Part of what somebody needs to do an act, over the act's own variables.
#[derive(Debug, Clone)]
pub struct Rule {
    pub prop: Prop,
    /// What it rests on.
    pub guards: Vec<Guard>,
}

/// An act that may have to be done.
#[derive(Debug)]
pub struct Event {
    pub key: Key,
    /// The variable for whoever does it.
    pub actor: VarId,
    /// Its place among the system's deeds.
    pub deed: usize,
    /// What the act's open parameters stand for.
    pub env: Vec<(VarId, Term)>,
    /// Who may do it: whoever meets them all.
    pub rules: Vec<Rule>,
}

/// All acts that matter to a goal.
#[derive(Debug)]
pub struct Events {
    /// What the goal says, over its chosen members.
    pub goal: Vec<Prop>,
    /// The members that the goal chooses.
    pub chosen: Vec<VarId>,
    pub all: Vec<Event>,
    places: BTreeMap<(ActId, Vec<Named>), usize>,
}

/// An argument by which acts are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Named {
    Element(ElementId),
    Chosen(VarId),
}

impl Events {
    /// The acts that matter; none if the goal needs fewer than `least`, or is of another shape.
    pub fn of(system: &System, goal: &Prop, least: usize) -> Option<Self> {
        let (mut parts, mut chosen) = (Vec::new(), Vec::new());
        opened(system.constants, goal, &mut parts, &mut chosen);
        let needed = parts.iter().filter(|part| matches!(part, Prop::Fact(true, Symbol::Done(_), _))).count();
        if needed < least.max(1) {
            return None;
        }
        let mut events = Self { goal: parts, chosen, all: Vec::new(), places: BTreeMap::new() };
        let (goal, mut asked) = (events.goal.clone(), Asked::new());
        for part in &goal {
            events.follow(system, &mut asked, part, &[])?;
        }
        let mut next = 0;
        while let Some(event) = events.all.get(next) {
            let (env, rules) = (event.env.clone(), event.rules.clone());
            for rule in &rules {
                events.follow(system, &mut asked, &rule.prop, &env)?;
            }
            next += 1;
        }
        Some(events)
    }

    /// The place of an act of which a fact speaks; the actor left away.
    pub fn place(&self, act: ActId, args: &[Term], env: &[(VarId, Term)]) -> Option<usize> {
        self.places.get(&(act, self.named(args, env)?)).copied()
    }

    /// What the arguments are; none if one is neither an element nor a member that the goal chooses.
    pub fn named(&self, args: &[Term], env: &[(VarId, Term)]) -> Option<Vec<Named>> {
        args.iter().map(|arg| self.name(arg, env)).collect()
    }

    fn name(&self, term: &Term, env: &[(VarId, Term)]) -> Option<Named> {
        match term {
            Term::Element(element) => Some(Named::Element(*element)),
            Term::Var(var) => match env.iter().find(|(bound, _)| bound == var) {
                Some((_, Term::Var(other))) => Some(Named::Chosen(*other)),
                Some((_, Term::Element(element))) => Some(Named::Element(*element)),
                Some(_) => None,
                None => self.chosen.contains(var).then_some(Named::Chosen(*var)),
            },
            Term::Quantity(_) | Term::Attribute(..) => None,
        }
    }

    /// The acts, by place, of which a formula speaks.
    pub fn spoken_of(&self, prop: &Prop, env: &[(VarId, Term)]) -> Vec<usize> {
        self.keys(prop, env).iter().filter_map(|key| self.places.get(key).copied()).collect()
    }

    fn keys(&self, prop: &Prop, env: &[(VarId, Term)]) -> Vec<(ActId, Vec<Named>)> {
        let mut keys: Vec<(ActId, Vec<Named>)> = Vec::new();
        prop.walk(&mut |part| {
            let Prop::Fact(_, symbol, args) = part else { return };
            let (act, args) = match symbol {
                Symbol::Did(act) => (*act, args.get(1..).unwrap_or_default()),
                Symbol::Done(act) => (*act, &args[..]),
                _ => return,
            };
            keys.extend(self.named(args, env).map(|named| (act, named)));
        });
        keys
    }

    /// Adds the acts of which a formula speaks; none if there are too many, or one can never be done.
    fn follow<'a>(
        &mut self,
        system: &System<'a>,
        asked: &mut Asked<'a>,
        prop: &Prop,
        env: &[(VarId, Term)],
    ) -> Option<()> {
        for key in self.keys(prop, env) {
            if self.places.contains_key(&key) {
                continue;
            }
            let event = event(system, asked, &key)?;
            self.places.insert(key, self.all.len());
            self.all.push(event);
            if self.all.len() > MOST {
                return None;
            }
        }
        Some(())
    }
}

/// What the goal says, part by part, and the members that it chooses.
fn opened(constants: &Constants, goal: &Prop, parts: &mut Vec<Prop>, chosen: &mut Vec<VarId>) {
    match goal {
        Prop::And(all) => all.iter().for_each(|part| opened(constants, part, parts, chosen)),
        Prop::AtLeast(1, var, body)
            if matches!(constants.model.vars[var.index()].sort, Sort::Kind(_)) && !chosen.contains(var) =>
        {
            chosen.push(*var);
            opened(constants, body, parts, chosen);
        }
        other => parts.push(other.clone()),
    }
}

fn event<'a>(system: &System<'a>, asked: &mut Asked<'a>, (act, args): &(ActId, Vec<Named>)) -> Option<Event> {
    let terms: Vec<Term> = args
        .iter()
        .map(|arg| match arg {
            Named::Element(element) => Term::Element(*element),
            Named::Chosen(var) => Term::Var(*var),
        })
        .collect();
    let params = &system.constants.model.acts[act.index()].params;
    let closed = |element: &ElementId| system.constants.closed_sort(Sort::Kind(element.kind)).is_some();
    let elements: Vec<Option<ElementId>> = args
        .iter()
        .map(|arg| match arg {
            Named::Element(element) => Some(*element).filter(closed),
            Named::Chosen(_) => None,
        })
        .collect();
    let deed = system.deeds.iter().position(|deed| deed.act == *act && deed.elements == elements)?;
    let open = params.iter().zip(&terms).zip(&elements).filter(|(_, element)| element.is_none());
    let env = open.map(|((var, term), _)| (*var, term.clone())).collect();
    let rules = rules(system.constants, asked, system.deeds.get(deed)?)?;
    let actor = system.actor(system.deeds.get(deed)?);
    Some(Event { key: (*act, terms), actor, deed, env, rules })
}

/// Who may do each act, with a switch for everything that may rest on; none if it is too much to be written down.
type Asked<'a> = HashMap<ActId, Option<Question<'a>>>;

fn switched<'a>(constants: &'a Constants<'a>, act: ActId) -> Option<Question<'a>> {
    let declared = &constants.model.acts[act.index()];
    let args = declared.params.iter().copied().map(Term::Var).collect();
    let may = Formula::May(Term::Var(declared.actor), act, args);
    let prop = Expander::new(constants.model, &constants.readings).formula_alone(&may)?;
    Some(Question::switched(constants, prop))
}

/// What somebody needs to do the deed, part by part, each with what it rests on; none if nobody ever may.
fn rules<'a>(constants: &'a Constants<'a>, asked: &mut Asked<'a>, deed: &Deed) -> Option<Vec<Rule>> {
    let question = asked.entry(deed.act).or_insert_with(|| switched(constants, deed.act));
    let guard = question.as_ref()?.ask_whole(&env(constants, deed.act, &deed.elements))?.prop;
    let parts = match guard {
        Prop::And(parts) => parts,
        other => vec![other],
    };
    let mut all: Vec<Rule> = Vec::new();
    for part in parts {
        let switches = switches(&part);
        match propagate(constants, guards::transparent(part)) {
            Prop::True => {}
            Prop::False => return None,
            Prop::And(plain) => {
                all.extend(plain.into_iter().map(|prop| Rule { prop, guards: switches.clone() }));
            }
            prop => all.push(Rule { prop, guards: switches }),
        }
    }
    Some(all)
}

fn switches(prop: &Prop) -> Vec<Guard> {
    let mut guards = Vec::new();
    prop.walk(&mut |part| match part {
        Prop::Switch(_, guard) if !guards.contains(guard) => guards.push(*guard),
        _ => {}
    });
    guards
}
