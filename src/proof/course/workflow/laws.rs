//! What every world must meet, said of everybody: the assumptions in force, part by part, to be looked up by what holds.

use std::collections::{BTreeMap, BTreeSet};

use super::super::super::constants::Constants;
use super::super::super::prop::{Prop, Symbol};
use crate::model::{Sort, Term, VarId};

/// A part of what is said of everybody.
#[derive(Debug)]
pub struct Law {
    /// Everybody.
    pub var: VarId,
    pub says: Says,
}

/// What a law says of one person.
#[derive(Debug)]
pub enum Says {
    /// At most so many of these hold.
    AtMost(usize, Vec<(Symbol, Vec<Term>)>),
    /// Anything else.
    Other(Prop),
}

/// All laws.
#[derive(Debug, Default)]
pub struct Laws {
    /// What is said of the world as a whole.
    pub general: Vec<Prop>,
    pub all: Vec<Law>,
    /// Laws that turn on a fact of this symbol and arguments (as they are written), by place.
    turning: BTreeMap<Symbol, BTreeMap<Written, Vec<usize>>>,
    /// Laws that turn on nothing in particular.
    always: Vec<usize>,
}

/// The elements among a fact's arguments.
type Written = Vec<Option<crate::model::ElementId>>;

impl Laws {
    /// What the formula says.
    pub fn of(constants: &Constants, prop: &Prop) -> Self {
        let mut laws = Self::default();
        laws.see(constants, prop, None);
        laws.gather();
        for (place, law) in laws.all.iter().enumerate() {
            let facts: Vec<(Symbol, Written)> = match &law.says {
                Says::AtMost(_, facts) => {
                    facts.iter().map(|(symbol, args)| (*symbol, written(args))).collect()
                }
                Says::Other(prop) => {
                    denied(prop).map(|(symbol, args)| (symbol, written(args))).into_iter().collect()
                }
            };
            if facts.is_empty() {
                laws.always.push(place);
            }
            for (symbol, args) in facts {
                let places = laws.turning.entry(symbol).or_default().entry(args).or_default();
                if places.last() != Some(&place) {
                    places.push(place);
                }
            }
        }
        laws
    }

    fn see(&mut self, constants: &Constants, prop: &Prop, who: Option<VarId>) {
        match (prop, who) {
            (Prop::And(parts), _) => parts.iter().for_each(|part| self.see(constants, part, who)),
            (Prop::AllBut(0, var, body), None) if constants.model.vars[var.index()].sort == Sort::Person => {
                self.see(constants, body, Some(*var));
            }
            (prop, None) => self.general.push(prop.clone()),
            (prop, Some(var)) => {
                let says = at_most(prop, var).unwrap_or_else(|| Says::Other(prop.clone()));
                self.all.push(Law { var, says });
            }
        }
    }

    /// Many laws that two facts do not go together, as few laws that at most one of many holds.
    fn gather(&mut self) {
        let mut apart: BTreeMap<VarId, Apart> = BTreeMap::new();
        self.all.retain(|law| {
            let Says::AtMost(1, facts) = &law.says else { return true };
            let [one, other] = &facts[..] else { return true };
            let (one, other) = ((one.0, written(&one.1)), (other.0, written(&other.1)));
            let of = apart.entry(law.var).or_default();
            of.entry(one.clone()).or_default().insert(other.clone());
            of.entry(other).or_default().insert(one);
            false
        });
        for (var, mut apart) in apart {
            while let Some(all) = clique(&apart) {
                for one in &all {
                    let Some(others) = apart.get_mut(one) else { continue };
                    all.iter().for_each(|other| _ = others.remove(other));
                }
                let facts = all.into_iter().map(|(symbol, args)| {
                    let args = args.into_iter().map(|arg| arg.map_or(Term::Var(var), Term::Element));
                    (symbol, args.collect())
                });
                self.all.push(Law { var, says: Says::AtMost(1, facts.collect()) });
            }
        }
    }

    /// The laws that may be broken where these facts hold.
    pub fn touched<'f>(
        &self,
        facts: impl Iterator<Item = (Symbol, &'f [Option<crate::model::ElementId>])>,
    ) -> Vec<usize> {
        let mut places = self.always.clone();
        for (symbol, args) in facts {
            let known = self.turning.get(&symbol).and_then(|facts| facts.get(args));
            places.extend(known.into_iter().flatten());
        }
        places.sort_unstable();
        places.dedup();
        places
    }
}

/// Facts about a person, with those that do not go together with each.
type Apart = BTreeMap<(Symbol, Written), BTreeSet<(Symbol, Written)>>;

/// Facts of which no two go together: two at least, if there are.
fn clique(apart: &Apart) -> Option<Vec<(Symbol, Written)>> {
    let (first, others) = apart.iter().find(|(_, others)| !others.is_empty())?;
    let mut all = vec![first.clone()];
    for other in others {
        if all.iter().all(|one| apart.get(one).is_some_and(|others| others.contains(other))) {
            all.push(other.clone());
        }
    }
    Some(all)
}

/// How the arguments of a fact are written.
pub fn written(args: &[Term]) -> Written {
    args.iter()
        .map(|arg| match arg {
            Term::Element(element) => Some(*element),
            _ => None,
        })
        .collect()
}

/// Something of which a formula turns on its being true.
fn denied(prop: &Prop) -> Option<(Symbol, &[Term])> {
    match prop {
        Prop::Fact(false, symbol, args) => Some((*symbol, args)),
        Prop::Or(parts) => parts.iter().find_map(denied),
        _ => None,
    }
}

/// A formula that counts facts about one person and nothing else.
fn at_most(prop: &Prop, var: VarId) -> Option<Says> {
    let (most, parts) = match prop {
        Prop::Or(parts) => (parts.len().checked_sub(1)?, &parts[..]),
        Prop::Card(least, parts) => (parts.len().checked_sub(*least as usize)?, &parts[..]),
        other => (0, std::slice::from_ref(other)),
    };
    let fact = |part: &Prop| match part {
        Prop::Fact(false, symbol @ Symbol::Relation(_), args)
            if args.first() == Some(&Term::Var(var))
                && args[1..].iter().all(|arg| matches!(arg, Term::Element(_))) =>
        {
            Some((*symbol, args.clone()))
        }
        _ => None,
    };
    Some(Says::AtMost(most, parts.iter().map(fact).collect::<Option<Vec<_>>>()?))
}
