//! From an expanded formula to what is put to the solver: narrowed, folded, sliced, closed kinds written out.

use std::collections::HashMap;

use super::constants::Constants;
use super::fault::{self, Fault};
use super::fold::{Env, Folder};
use super::guards;
use super::prop::{Prop, Symbol};
use super::propagate::propagate;
use super::scope;
use super::slice::{self, Representatives};
use super::unfold::Unfolder;
use crate::model::{Changeability, ElementId, KindId, Model, RelationKind, Term};

/// A formula with free instance variables, ready to be asked for any values of them.
pub struct Question<'a> {
    constants: &'a Constants<'a>,
    prop: Prop,
    /// Whether guards may be switched off.
    guarded: bool,
}

/// A question about one instance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Without closed kinds.
    pub prop: Prop,
    /// Whether interchangeable elements were left away.
    pub sliced: bool,
}

impl<'a> Question<'a> {
    /// The question whether the formula can be true.
    pub fn new(constants: &'a Constants<'a>, prop: Prop) -> Self {
        let prop = scope::narrow(constants, guards::transparent(prop));
        let prop = Folder { constants, attributes: true }.fold(&prop, &mut Env::default());
        Self { constants, prop, guarded: false }
    }

    /// The same question with a switch for everything that the answer may rest on.
    pub fn guarded(constants: &'a Constants<'a>, prop: Prop) -> Self {
        let prop = scope::narrow(constants, guards::switched(prop));
        let prop = Folder { constants, attributes: false }.fold(&prop, &mut Env::default());
        Self { constants, prop, guarded: true }
    }

    /// The same question with the switches, but with what attributes say as plain constants.
    pub fn switched(constants: &'a Constants<'a>, prop: Prop) -> Self {
        let prop = scope::narrow(constants, guards::switched(prop));
        let prop = Folder { constants, attributes: true }.fold(&prop, &mut Env::default());
        Self { constants, prop, guarded: false }
    }

    /// The same question about worlds in which nothing has been earned or done.
    #[must_use]
    pub fn initially(&self) -> Self {
        let prop = initially(self.constants.model, &self.prop);
        Self { constants: self.constants, prop, guarded: self.guarded }
    }

    /// The question for these values of the instance variables; none if it is too large.
    pub fn ask(&self, env: &Env) -> Option<Asked> {
        self.asked(env, false)
    }

    /// The same with all elements kept.
    pub fn ask_whole(&self, env: &Env) -> Option<Asked> {
        self.asked(env, true)
    }

    fn asked(&self, env: &Env, whole: bool) -> Option<Asked> {
        let folder = Folder { constants: self.constants, attributes: !self.guarded };
        let mut env = env.clone();
        let prop = folder.fold(&self.prop, &mut env);
        let representatives =
            if whole { Representatives::default() } else { slice::representatives(&folder, &prop, &env) };
        let prop = Unfolder::new(&folder, &representatives, self.guarded).unfold(&prop, &mut env)?;
        let prop = propagate(self.constants, prop);
        Some(Asked { prop, sliced: representatives.leave_any_away(self.constants) })
    }
}

/// The formula in a world with nothing earned and an empty history.
pub fn initially(model: &Model, prop: &Prop) -> Prop {
    prop.map(&mut |atom| match atom {
        Prop::Fact(positive, symbol, _) if is_earned(model, *symbol) => Prop::constant(!positive),
        other => other.clone(),
    })
}

/// Whether a fact comes about by acts only.
pub fn is_earned(model: &Model, symbol: Symbol) -> bool {
    match symbol {
        Symbol::Did(_) | Symbol::Done(_) => true,
        Symbol::Free(_) => false,
        Symbol::Relation(relation) => match model.relations[relation.index()].kind {
            RelationKind::Fact { change: Changeability::Earned, .. } => !fault::on(Fault::EarnedAtFirst),
            _ => false,
        },
    }
}

/// What a formula asks, whatever the names of the elements: each element of a closed kind is named by its rank among
/// those of the formula.
///
/// Two questions of the same form are the same question, since nothing else is said of elements any more. Where the
/// formula speaks of attributes of open kinds, whose values the encodings look up, elements keep their names.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Form {
    prop: Prop,
    readings: Vec<u32>,
}

/// The form of a question.
pub fn form(constants: &Constants, prop: &Prop) -> Form {
    let mut used: HashMap<KindId, Vec<u32>> = HashMap::new();
    let mut looked_up = false;
    let mut see = |term: &Term| {
        collect(constants, term, &mut used);
        looked_up |= is_looked_up(constants, term);
    };
    prop.walk(&mut |part| match part {
        Prop::Fact(_, _, args) => args.iter().for_each(&mut see),
        Prop::Compare(_, left, right) => [left, right].into_iter().for_each(&mut see),
        _ => {}
    });
    if looked_up {
        return Form { prop: prop.clone(), readings: constants.readings.clone() };
    }
    for elements in used.values_mut() {
        elements.sort_unstable();
        elements.dedup();
    }
    let rank = |term: &Term| ranked(&used, term);
    let prop = prop.map(&mut |atom| match atom {
        Prop::Fact(positive, symbol, args) => Prop::Fact(*positive, *symbol, args.iter().map(rank).collect()),
        Prop::Compare(op, left, right) => Prop::Compare(*op, rank(left), rank(right)),
        other => other.clone(),
    });
    Form { prop, readings: Vec::new() }
}

fn is_looked_up(constants: &Constants, term: &Term) -> bool {
    match term {
        Term::Attribute(attribute, of) => {
            constants.model.kinds[attribute.kind.index()].open || is_looked_up(constants, of)
        }
        _ => false,
    }
}

fn collect(constants: &Constants, term: &Term, used: &mut HashMap<KindId, Vec<u32>>) {
    match term {
        Term::Element(element) if !constants.model.kinds[element.kind.index()].open => {
            used.entry(element.kind).or_default().push(element.index);
        }
        Term::Attribute(_, of) => collect(constants, of, used),
        _ => {}
    }
}

fn ranked(used: &HashMap<KindId, Vec<u32>>, term: &Term) -> Term {
    match term {
        Term::Element(element) => {
            match used.get(&element.kind).map(|all| all.binary_search(&element.index)) {
                Some(Ok(rank)) => {
                    Term::Element(ElementId { index: u32::try_from(rank).unwrap_or(u32::MAX), ..*element })
                }
                _ => term.clone(),
            }
        }
        Term::Attribute(attribute, of) => Term::Attribute(*attribute, Box::new(ranked(used, of))),
        _ => term.clone(),
    }
}
