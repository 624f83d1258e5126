//! What may be true in every world of every course: candidates for invariants, suggested by the norms themselves.
//!
//! (Flanagan, Leino: Houdini, an annotation assistant for ESC/Java, 2001.) A candidate speaks only of what no change
//! of circumstances touches, so that only acts have to be looked at.

use std::collections::BTreeSet;

use super::super::fault::{self, Fault};
use super::super::prop::{Prop, Symbol};
use super::super::propagate::propagate;
use super::super::question::is_earned;
use super::super::scope::narrow;
use super::super::substitute::substitute_all;
use super::system::{Cell, Deed, System, cell, cells_of};
use super::timeline::{Rate, rate};
use super::weaken::{lasting, only_of, stable};
use crate::model::{ActId, Sort, Term, VarId};
use crate::syntax::tree::Comparison;

/// Why a candidate was tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// What one person did is done; what is done, one of those who may act did.
    History,
    /// Nobody ever gets it, or does it.
    NeverEarned,
    /// Whoever has it got it by an act that somebody was allowed to do.
    Guard,
    /// An act that brings it about is done.
    Done,
    /// What was done still has its effect, and what was needed for it still holds.
    Lasting,
    /// Two things do not go together.
    Apart,
    /// Only one person.
    Single,
    /// Who did it does (or does not) hold an office.
    Office,
    /// The claim itself.
    Claim,
}

impl Family {
    /// All of them, in the order in which they are tried.
    pub const ALL: &'static [Family] = &[
        Family::History,
        Family::NeverEarned,
        Family::Guard,
        Family::Done,
        Family::Lasting,
        Family::Apart,
        Family::Single,
        Family::Office,
        Family::Claim,
    ];
}

/// A formula without free variables over what changes by acts only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invariant {
    pub prop: Prop,
    pub family: Family,
    /// The acts that suggested it.
    pub acts: Vec<ActId>,
}

/// Something to be tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    pub invariant: Invariant,
    /// Whether the acts alone suggest it, whatever is asked about them.
    pub general: bool,
}

/// All candidates for a question, each once.
pub fn candidates(system: &System, transfers: bool, actors: Option<u32>, goal: &Prop) -> Vec<Candidate> {
    let mut list = List { system, transfers, general: true, all: Vec::new() };
    for cell in &system.cells {
        match cell.symbol {
            Symbol::Did(act) => list.did(cell, act),
            Symbol::Done(act) => list.done(cell, act, actors),
            Symbol::Relation(_) => list.earned(cell),
            Symbol::Free(_) => {}
        }
        list.single(cell);
    }
    list.apart(goal);
    if !transfers {
        list.offices();
    }
    list.general = false;
    list.push(Family::Claim, Vec::new(), stable(system, transfers, goal).negated());
    list.all
}

struct List<'a> {
    system: &'a System<'a>,
    transfers: bool,
    /// Whether what is added now does not depend on what is asked.
    general: bool,
    all: Vec<Candidate>,
}

/// A fact with variables of its own in all open places.
pub struct Named {
    pub fact: Prop,
    pub vars: Vec<VarId>,
}

impl List<'_> {
    fn push(&mut self, family: Family, acts: Vec<ActId>, prop: Prop) {
        if fault::on(Fault::Without(family)) {
            return;
        }
        let prop = propagate(self.system.constants, prop);
        if prop.known().is_some() {
            return;
        }
        if let Some(known) = self.all.iter_mut().find(|known| known.invariant.prop == prop) {
            known.general |= self.general;
        } else {
            let invariant = Invariant { prop, family, acts };
            self.all.push(Candidate { invariant, general: self.general });
        }
    }

    /// Whenever the fact holds, so does the part.
    fn implied(&mut self, family: Family, acts: &[ActId], named: &Named, part: Prop) {
        let body = Prop::or([named.fact.negated(), part]);
        self.push(family, acts.to_vec(), for_all(&named.vars, body));
    }

    fn earned(&mut self, cell: &Cell) {
        let named = named(self.system, cell, 0);
        let givers: Vec<&Deed> =
            self.system.deeds.iter().filter(|deed| gives(deed, cell) != Prop::False).collect();
        let mut acts: Vec<ActId> = givers.iter().map(|deed| deed.act).collect();
        acts.dedup();
        self.push(Family::NeverEarned, acts.clone(), for_all(&named.vars, named.fact.negated()));
        let needs: Vec<Vec<Prop>> = givers.iter().map(|deed| self.needs(deed, cell)).collect();
        if let Some((first, others)) = needs.split_first() {
            for part in first.iter().filter(|part| others.iter().all(|other| other.contains(part))) {
                self.implied(Family::Guard, &acts, &named, part.clone());
            }
            if !others.is_empty() {
                let whole = Prop::or(needs.iter().map(|parts| Prop::and(parts.clone())));
                let lasting = lasting(self.system, &whole);
                self.implied(Family::Guard, &acts, &named, whole);
                self.implied(Family::Guard, &acts, &named, lasting);
            }
        }
        let done: Vec<Prop> = givers.iter().map(|deed| self.was_done(deed, cell)).collect();
        self.implied(Family::Done, &acts, &named, Prop::or(done));
    }

    /// What must have held, over the fact's variables, when the deed gave it: conjunct by conjunct.
    fn needs(&self, deed: &Deed, cell: &Cell) -> Vec<Prop> {
        let needs = Prop::and([gives(deed, cell), deed.guard.clone()]);
        conjuncts(self.over_targets(deed, &needs))
    }

    /// That the deed was done, over the fact's variables.
    fn was_done(&self, deed: &Deed, cell: &Cell) -> Prop {
        let params = &self.system.constants.model.acts[deed.act.index()].params;
        let args = params.iter().zip(&deed.elements).map(|(var, element)| match element {
            Some(element) => Term::Element(*element),
            None => Term::Var(*var),
        });
        let done = Prop::Fact(true, Symbol::Done(deed.act), args.collect());
        self.over_targets(deed, &Prop::and([gives(deed, cell), done]))
    }

    /// What of it is stable and does not speak of the act's variables, unless the fact's stand for them.
    fn over_targets(&self, deed: &Deed, prop: &Prop) -> Prop {
        let stable = stable(self.system, self.transfers, prop);
        let mut vars: Vec<VarId> = self.system.open_params(deed).into_iter().map(|(var, _)| var).collect();
        vars.push(self.system.actor(deed));
        let pinned = vars.iter().fold(stable, |body, var| Prop::at_least(1, *var, body));
        only_of(&narrow(self.system.constants, pinned), &vars)
    }

    fn did(&mut self, cell: &Cell, act: ActId) {
        let past = named(self.system, cell, 0);
        self.push(Family::NeverEarned, vec![act], for_all(&past.vars, past.fact.negated()));
        let Some(deed) = deed_of(self.system, act, &cell.elements[1..]) else { return };
        let renamed = self.renamed(deed);
        for part in conjuncts(stable(self.system, self.transfers, &renamed(&deed.guard))) {
            self.implied(Family::Lasting, &[act], &past, part);
        }
        let args = match &past.fact {
            Prop::Fact(_, _, args) => args[1..].to_vec(),
            _ => Vec::new(),
        };
        self.implied(Family::History, &[act], &past, Prop::Fact(true, Symbol::Done(act), args));
        for (prop, vars) in self.effects(deed) {
            let lasting = for_all(&vars, renamed(&prop));
            self.implied(Family::Lasting, &[act], &past, lasting);
        }
    }

    fn done(&mut self, cell: &Cell, act: ActId, actors: Option<u32>) {
        let past = named(self.system, cell, 0);
        self.push(Family::NeverEarned, vec![act], for_all(&past.vars, past.fact.negated()));
        let Some(deed) = deed_of(self.system, act, &cell.elements) else { return };
        let (renamed, actor) = (self.renamed(deed), self.system.cast.past(act).actor);
        let guard = stable(self.system, self.transfers, &renamed(&deed.guard));
        let guard = only_of(&Prop::at_least(1, actor, guard), &[actor]);
        for part in conjuncts(guard) {
            self.implied(Family::Lasting, &[act], &past, part);
        }
        for (prop, vars) in self.effects(deed) {
            let prop = renamed(&prop);
            if !prop.mentions(actor) {
                self.implied(Family::Lasting, &[act], &past, for_all(&vars, prop));
            }
        }
        if let (Some(actors), Prop::Fact(_, _, args)) = (actors, &past.fact) {
            let people = self.system.cast.people.iter().take(actors as usize);
            let did = people.map(|person| {
                Prop::Fact(true, Symbol::Did(act), [&[Term::Var(*person)], &args[..]].concat())
            });
            let did = Prop::or(did.collect::<Vec<_>>());
            self.implied(Family::History, &[act], &past, did);
        }
    }

    /// That the effects of a deed hold: for each that turns on nothing that may change, and the variables it is over.
    fn effects(&self, deed: &Deed) -> Vec<(Prop, Vec<VarId>)> {
        let mut all = Vec::new();
        for (cell, effect) in &deed.effects {
            if !matches!(cell.symbol, Symbol::Relation(_)) || effect.gives == Prop::False {
                continue;
            }
            if stable(self.system, self.transfers, &effect.gives) == effect.gives {
                let named = named(self.system, cell, 0);
                all.push((Prop::or([effect.gives.negated(), named.fact]), named.vars));
            }
        }
        all
    }

    /// Puts the variables of a past act in the places of a deed's own.
    fn renamed(&self, deed: &Deed) -> impl Fn(&Prop) -> Prop + use<> {
        let act = &self.system.constants.model.acts[deed.act.index()];
        let past = self.system.cast.past(deed.act);
        let own = std::iter::once(act.actor).chain(act.params.iter().copied());
        let pairs: Vec<_> = own.zip(past.all().into_iter().map(Term::Var)).collect();
        move |prop| substitute_all(prop, &pairs)
    }

    /// Of two people of whom the fact holds for the same things, both are the same.
    fn single(&mut self, cell: &Cell) {
        let (one, other) = (named(self.system, cell, 0), named(self.system, cell, 1));
        let (Some(first), Some(second)) = (one.vars.first(), other.vars.first()) else { return };
        let person = |var: &VarId| self.system.constants.model.vars[var.index()].sort == Sort::Person;
        if !person(first) || one.vars.len() < 2 && !cell.elements.iter().any(Option::is_some) {
            return;
        }
        let shared: Vec<_> =
            other.vars.iter().zip(&one.vars).skip(1).map(|(b, a)| (*b, Term::Var(*a))).collect();
        let other_fact = substitute_all(&other.fact, &shared);
        let same = Prop::Compare(Comparison::Eq, Term::Var(*first), Term::Var(*second));
        let body = Prop::or([one.fact.negated(), other_fact.negated(), same]);
        let vars: Vec<VarId> = one.vars.iter().copied().chain([*second]).collect();
        self.push(Family::Single, acts_of(cell), for_all(&vars, body));
    }

    /// Two facts about one person (and one case) never hold together: those that the goal speaks of, and what a deed
    /// gives with what must not hold for it.
    fn apart(&mut self, goal: &Prop) {
        let asked: Vec<Cell> = cells_of(self.system.constants, goal).into_iter().collect();
        let mut of_goal = BTreeSet::new();
        for (index, one) in asked.iter().enumerate() {
            of_goal.extend(asked[index + 1..].iter().map(|other| (one.clone(), other.clone())));
        }
        let mut pairs = BTreeSet::new();
        for deed in &self.system.deeds {
            let refused = refused(self.system, &deed.guard);
            for given in deed.effects.keys().filter(|cell| gives(deed, cell) != Prop::False) {
                let others = refused.iter().filter(|other| *other != given);
                pairs.extend(others.map(|other| (given.clone(), other.clone())));
            }
        }
        for (one, other) in pairs.union(&of_goal) {
            self.general = pairs.contains(&(one.clone(), other.clone()));
            if [one, other].iter().all(|cell| !matches!(cell.symbol, Symbol::Done(_))) {
                self.never_both(one, other);
            }
        }
        self.general = true;
    }

    fn never_both(&mut self, one: &Cell, other: &Cell) {
        let (first, second) = (named(self.system, one, 0), named(self.system, other, 1));
        let sort = |var: &VarId| self.system.constants.model.vars[var.index()].sort;
        let mut left: Vec<VarId> = first.vars.clone();
        let mut shared = Vec::new();
        for var in &second.vars {
            if let Some(place) = left.iter().position(|mine| sort(mine) == sort(var)) {
                shared.push((*var, Term::Var(left.remove(place))));
            }
        }
        if shared.is_empty() {
            return;
        }
        let acts = [acts_of(one), acts_of(other)].concat();
        let of_person: Vec<_> =
            shared.iter().filter(|(var, _)| sort(var) == Sort::Person).take(1).cloned().collect();
        for pairs in [shared, of_person] {
            let other = substitute_all(&second.fact, &pairs);
            let apart = Prop::or([first.fact.negated(), other.negated()]);
            let kept = second.vars.iter().filter(|var| !pairs.iter().any(|(shared, _)| shared == *var));
            let vars: Vec<VarId> = first.vars.iter().chain(kept).copied().collect();
            self.push(Family::Apart, acts.clone(), for_all(&vars, apart));
        }
    }

    /// Who did something or has something does, or does not, hold an office that the question speaks of.
    fn offices(&mut self) {
        let mut offices: Vec<(Symbol, Vec<Term>)> = Vec::new();
        for deed in &self.system.deeds {
            deed.guard.walk(&mut |part| {
                if let Prop::Fact(_, symbol @ Symbol::Relation(_), args) = part
                    && rate(self.system.constants.model, *symbol, true) == Rate::Circumstance
                    && rate(self.system.constants.model, *symbol, false) == Rate::Constant
                    && args[1..].iter().all(|arg| matches!(arg, Term::Element(_)))
                {
                    offices.push((*symbol, args[1..].to_vec()));
                }
            });
        }
        offices.sort_by_cached_key(|office| format!("{office:?}"));
        offices.dedup();
        for cell in &self.system.cells {
            let named = named(self.system, cell, 0);
            let people = named
                .vars
                .iter()
                .filter(|var| self.system.constants.model.vars[var.index()].sort == Sort::Person);
            for person in people.copied().collect::<Vec<_>>() {
                for (symbol, params) in &offices {
                    let args = [&[Term::Var(person)], &params[..]].concat();
                    for positive in [true, false] {
                        let holds = Prop::Fact(positive, *symbol, args.clone());
                        self.implied(Family::Office, &acts_of(cell), &named, holds);
                    }
                }
            }
        }
    }
}

/// The deed of an act with these elements.
fn deed_of<'s>(
    system: &'s System,
    act: ActId,
    elements: &[Option<crate::model::ElementId>],
) -> Option<&'s Deed> {
    system.deeds.iter().find(|deed| deed.act == act && deed.elements == elements)
}

fn acts_of(cell: &Cell) -> Vec<ActId> {
    match cell.symbol {
        Symbol::Did(act) | Symbol::Done(act) => vec![act],
        _ => Vec::new(),
    }
}

fn gives(deed: &Deed, cell: &Cell) -> Prop {
    deed.effects.get(cell).map_or(Prop::False, |effect| effect.gives.clone())
}

/// The earned cells of which a formula says that something does not hold.
fn refused(system: &System, prop: &Prop) -> BTreeSet<Cell> {
    let mut cells = BTreeSet::new();
    prop.walk(&mut |part| {
        if let Prop::Fact(false, symbol, args) = part
            && is_earned(system.constants.model, *symbol)
        {
            cells.insert(cell(system.constants, *symbol, args));
        }
    });
    cells
}

fn conjuncts(prop: Prop) -> Vec<Prop> {
    match prop {
        Prop::And(parts) => parts,
        Prop::True => Vec::new(),
        other => vec![other],
    }
}

/// The formula for all values of those of the variables of which it speaks.
pub fn for_all(vars: &[VarId], body: Prop) -> Prop {
    vars.iter()
        .rev()
        .filter(|var| body.mentions(**var))
        .fold(body.clone(), |body, var| Prop::all_but(0, *var, body))
}

/// The fact of a cell with the first or second set of variables for its symbol.
pub fn named(system: &System, cell: &Cell, set: usize) -> Named {
    let cast = system.cast;
    let vars: Vec<VarId> = match (cell.symbol, set) {
        (Symbol::Relation(relation), 0) => cast.of(relation).to_vec(),
        (Symbol::Relation(relation), _) => cast.other(relation).to_vec(),
        (Symbol::Did(act), 0) => cast.past(act).all(),
        (Symbol::Did(act), _) => cast.other_past(act).all(),
        (Symbol::Done(act), 0) => cast.past(act).params.clone(),
        (Symbol::Done(act), _) => cast.other_past(act).params.clone(),
        (Symbol::Free(_), _) => Vec::new(),
    };
    let args = vars.iter().zip(&cell.elements).map(|(var, element)| match element {
        Some(element) => Term::Element(*element),
        None => Term::Var(*var),
    });
    let fact = Prop::Fact(true, cell.symbol, args.collect());
    let open = vars.iter().zip(&cell.elements).filter(|(_, element)| element.is_none());
    Named { fact, vars: open.map(|(var, _)| *var).collect() }
}
