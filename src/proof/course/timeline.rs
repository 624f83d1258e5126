//! Facts at the moments of a course: which of them have a truth value for each moment, and which one for all.

use std::collections::BTreeMap;

use super::super::fault::{self, Fault};
use super::super::prop::Symbol;
use super::super::question::is_earned;
use super::super::term::Bool;
use crate::model::{Changeability, Model, RelationKind, Value};

/// A fact at a moment.
pub type Momentary = (u32, Symbol, Vec<Value>);

/// How a course begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// With nothing earned and nothing done.
    Initial,
    /// Anyhow: for one step on its own.
    Anyhow,
}

/// How the truth of a symbol depends on the moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rate {
    /// The same throughout.
    Constant,
    /// Any value at any moment; changes between acts.
    Circumstance,
    /// Changed by acts only.
    Earned,
}

/// The facts of a course asked about so far.
#[derive(Debug)]
pub struct Timeline {
    /// The moment asked about: the number of acts before it.
    pub now: u32,
    /// How many acts later earned facts are looked at than circumstances: 1 for the world right after an act.
    pub ahead: u32,
    start: Start,
    /// Whether offices change hands.
    transfers: bool,
    /// Every fact with a truth value of its own at a moment.
    pub atoms: BTreeMap<Momentary, Bool>,
    /// Earned ones of them whose meaning has not been written yet.
    pub undefined: Vec<Momentary>,
}

impl Timeline {
    /// Nothing asked yet.
    pub fn new(start: Start, transfers: bool) -> Self {
        Self { now: 0, ahead: 0, start, transfers, atoms: BTreeMap::new(), undefined: Vec::new() }
    }

    /// The fact at the present moment; none if it is the same at all moments.
    pub fn atom(&mut self, model: &Model, symbol: Symbol, args: &[Value]) -> Option<Bool> {
        let rate = rate(model, symbol, self.transfers);
        if rate == Rate::Constant {
            return None;
        }
        let moment = if rate == Rate::Earned { self.now + self.ahead } else { self.now };
        let nothing = self.start == Start::Initial && !fault::on(Fault::CourseBeginsAnyhow);
        if rate == Rate::Earned && moment == 0 && nothing {
            return Some(Bool::constant(false));
        }
        let key = (moment, symbol, args.to_vec());
        if let Some(known) = self.atoms.get(&key) {
            return Some(known.clone());
        }
        let atom = Bool::named(&format!("m{moment} {}", self.atoms.len()));
        if rate == Rate::Earned && moment > 0 {
            self.undefined.push(key.clone());
        }
        self.atoms.insert(key, atom.clone());
        Some(atom)
    }
}

/// How the truth of a symbol depends on the moment, with or without transfers.
pub fn rate(model: &Model, symbol: Symbol, transfers: bool) -> Rate {
    if is_earned(model, symbol) {
        return Rate::Earned;
    }
    let Symbol::Relation(relation) = symbol else {
        // What stands for a guard that is off is unknown anew at each step.
        return Rate::Circumstance;
    };
    match model.relations[relation.index()].kind {
        RelationKind::Fact { change: Changeability::Circumstance, .. }
            if fault::on(Fault::CircumstancesFrozen) =>
        {
            Rate::Constant
        }
        RelationKind::Fact { change: Changeability::Circumstance, .. } => Rate::Circumstance,
        RelationKind::Fact { change: Changeability::Fixed, .. } if fault::on(Fault::FixedChanges) => {
            Rate::Circumstance
        }
        RelationKind::Office { .. } if transfers || fault::on(Fault::TransfersAnyway) => Rate::Circumstance,
        _ => Rate::Constant,
    }
}
