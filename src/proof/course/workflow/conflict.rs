//! Why no course leads to the goal: the least set of norms that conflict, and of what they make true of everybody.

use std::collections::BTreeSet;

use super::super::super::guard::{self, Guard};
use super::super::super::session::Session;
use super::super::super::solver::Bool;
use super::super::reach::{Goal, Proof};
use super::super::system::System;
use super::bonds::Bond;
use super::query::{Answer, Query};
use crate::model::{Formula, RelationId, RelationKind};

/// So many examples are corrected at most to do without one norm; what takes more is kept.
const THINNING: usize = 100;

/// What a proof needs.
pub struct Needed {
    pub guards: Vec<Guard>,
    /// The places of bonds.
    pub bonds: Vec<usize>,
}

/// What the solver used, thinned out. Where the acts of which that speaks are in conflict alone, the others are left away:
/// who does them need not be settled each time then.
pub fn thinned(session: &mut Session, query: &Query, goal: &Goal) -> Needed {
    let all = query.carried(&query.guards());
    let enough = query.core(&all);
    let bonds = query.bonds.iter().enumerate();
    let used = bonds.filter(|(place, _)| enough.contains(&Query::in_force(*place)));
    let acts: BTreeSet<usize> = used.flat_map(|(_, bond)| bond.acts()).collect();
    let kept = used_guards(query, &enough);
    if let Some(mut alone) = Query::new(session, query.system, query.events, query.bonds, goal, Some(&acts)) {
        let carried = alone.carried(&kept);
        let answer = alone.ask_with(&carried);
        alone.rounds = THINNING;
        let enough = alone.core(&carried);
        let needed = (answer == Answer::Impossible).then(|| least(&mut alone, kept.clone(), enough));
        alone.end(session);
        if let Some(needed) = needed {
            return needed;
        }
    }
    let places = (0..query.bonds.len()).filter(|place| enough.contains(&Query::in_force(*place)));
    Needed { guards: guard::in_order(query.system.constants.model, kept), bonds: places.collect() }
}

/// Thinned out by doing without one after the other, in declaration order: first norms, then what
/// those that are left make true. What is not known to be too little is kept; of several least sets, one is found.
fn least(query: &mut Query, mut kept: BTreeSet<Guard>, mut enough: Vec<Bool>) -> Needed {
    for one in guard::in_order(query.system.constants.model, kept.iter().copied()) {
        let mut without = kept.clone();
        without.remove(&one);
        let carried = query.carried(&without);
        if let Some(core) = impossible(query, &enough, &carried) {
            (kept, enough) = (without, core);
        }
    }
    let mut bonds = query.carried(&kept);
    for one in bonds.clone() {
        let without: Vec<Bool> = bonds.iter().filter(|other| **other != one).cloned().collect();
        if let Some(core) = impossible(query, &enough, &without) {
            (bonds, enough) = (without, core);
        }
    }
    let places = 0..query.bonds.len();
    let bonds = places.filter(|place| bonds.contains(&Query::in_force(*place))).collect();
    Needed { guards: guard::in_order(query.system.constants.model, kept), bonds }
}

/// What carries all of these: of what carries one of them alone, the first.
fn used_guards(query: &Query, core: &[Bool]) -> BTreeSet<Guard> {
    let bonds = query.bonds.iter().enumerate();
    let bonds = bonds.filter(|(place, _)| core.contains(&Query::in_force(*place))).map(|(_, bond)| bond);
    let first = bonds.flat_map(|bond| &bond.support).filter_map(|sets| sets.first()).flatten();
    let offices = query.guards().into_iter().filter(|guard| match guard {
        Guard::Office(office) => core.contains(&Query::one_holder(*office)),
        _ => false,
    });
    first.copied().chain(offices).collect()
}

/// Whether these alone are too much: surely so if a set known to be is among them. Returned: such a set.
fn impossible(query: &mut Query, enough: &[Bool], carried: &[Bool]) -> Option<Vec<Bool>> {
    if enough.iter().all(|one| carried.contains(one)) {
        return Some(enough.to_vec());
    }
    (query.ask_with(carried) == Answer::Impossible).then(|| query.core(carried))
}

/// The proof, with what it rests on.
pub fn proof(system: &System, bonds: &[Bond], needed: &Needed) -> Proof {
    let used = needed.bonds.iter().filter_map(|place| bonds.get(*place));
    let invariants = used.flat_map(|bond| bond.invariants.iter().cloned()).collect();
    let guards = needed.guards.iter().flat_map(|guard| {
        std::iter::once(*guard).chain(tables(system, *guard).into_iter().map(Guard::Table))
    });
    Proof { invariants, rests: Some(guard::in_order(system.constants.model, guards)) }
}

/// The tables of which what a guard carries speaks.
fn tables(system: &System, guard: Guard) -> Vec<RelationId> {
    let model = system.constants.model;
    let mut all = Vec::new();
    let mut see = |formula: &Formula| {
        formula.visit(&mut |part| {
            if let Formula::Atom(relation, _) = part
                && matches!(model.relations[relation.index()].kind, RelationKind::Table(_))
            {
                all.push(*relation);
            }
        });
    };
    match guard {
        Guard::Norm(norm) | Guard::Closes(norm) => see(&model.norms[norm.index()].condition),
        Guard::Cited(cited) => {
            for norm in &model.norms {
                norm.condition.visit(&mut |part| {
                    if let Formula::Cited(id, body) = part
                        && *id == cited
                    {
                        see(body);
                    }
                });
            }
        }
        _ => {}
    }
    all
}
