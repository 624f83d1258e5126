//! What the rules make true of everybody in every world of every course, each certified for every number of people.
//!
//! Whoever did an act met what lasts of its rules; nobody did more of some acts than the rules of each of them let him;
//! only one person did it. The rules that a bond needs, and no others, are put to the certificate.

use std::collections::BTreeSet;

use super::super::super::guard::Guard;
use super::super::super::prop::{Prop, Symbol};
use super::super::super::question::is_earned;
use super::super::super::session::{Session, Trouble};
use super::super::super::substitute::substitute_all;
use super::super::certify;
use super::super::invariant::{Family, Invariant, for_all};
use super::super::search::Wanted;
use super::super::system::System;
use super::super::weaken::stable;
use super::events::{Event, Events, Rule};
use crate::model::{Term, VarId};

/// What ties people to acts.
#[derive(Debug)]
pub enum Tie {
    /// Whoever did the act: this, over the act's own variables.
    Lasting(usize, Prop),
    /// One person (or all people together) did at most so many of these.
    AtMost { together: bool, most: usize, of: Vec<usize> },
    /// Only one person did it.
    Single(usize),
}

/// Something that holds in every world of every course.
#[derive(Debug)]
pub struct Bond {
    pub tie: Tie,
    pub invariants: Vec<Invariant>,
    /// For each act on which it rests, the sets of guards each of which suffices there.
    pub support: Vec<Vec<Vec<Guard>>>,
}

impl Bond {
    /// The acts of which it speaks.
    pub fn acts(&self) -> Vec<usize> {
        match &self.tie {
            Tie::Lasting(act, _) | Tie::Single(act) => vec![*act],
            Tie::AtMost { of, .. } => of.clone(),
        }
    }

    /// Whether it holds if nothing else is known but what these guards carry.
    pub fn stands(&self, on: &BTreeSet<Guard>) -> bool {
        let carried =
            |sets: &Vec<Vec<Guard>>| sets.iter().any(|set| set.iter().all(|guard| on.contains(guard)));
        self.support.iter().all(carried)
    }
}

/// A limit that one rule sets: at most so many of these were done before.
struct Limit {
    together: bool,
    most: usize,
    of: BTreeSet<usize>,
}

/// Every bond that the rules suggest and that is certified.
pub fn certified(
    session: &mut Session,
    system: &System,
    events: &Events,
    transfers: bool,
) -> Result<Vec<Bond>, Trouble> {
    let mut bonds = Vec::new();
    let mut limits = Vec::new();
    for (place, event) in events.all.iter().enumerate() {
        for rule in &event.rules {
            if let Some((bond, needs)) = lasting(system, events, place, rule, transfers) {
                keep(session, system, transfers, bond, &needs, &mut bonds)?;
            }
        }
        limits.push(event.rules.iter().map(|rule| limit(events, event, rule)).collect::<Vec<_>>());
    }
    for place in 0..events.all.len() {
        if let Some((bond, needs)) = single(system, events, &limits, place) {
            keep(session, system, transfers, bond, &needs, &mut bonds)?;
        }
    }
    for (together, most, of) in suggested(&limits) {
        if let Some((bond, needs)) = at_most(system, events, &limits, together, most, &of) {
            keep(session, system, transfers, bond, &needs, &mut bonds)?;
        }
    }
    Ok(bonds)
}

/// Keeps a bond if the acts, under no more than these conditions, keep it.
fn keep(
    session: &mut Session,
    system: &System,
    transfers: bool,
    bond: Bond,
    needs: &[(usize, Prop)],
    bonds: &mut Vec<Bond>,
) -> Result<(), Trouble> {
    let deeds: BTreeSet<usize> = needs.iter().map(|(deed, _)| *deed).collect();
    if deeds.len() < needs.len() {
        return Ok(());
    }
    let wanted = Wanted { goal: &Prop::False, transfers, actors: None, any: false };
    if certify::certified(session, &system.remembering(needs), &bond.invariants, &wanted)? {
        bonds.push(bond);
    }
    Ok(())
}

type Suggested = Option<(Bond, Vec<(usize, Prop)>)>;

fn lasting(system: &System, events: &Events, place: usize, rule: &Rule, transfers: bool) -> Suggested {
    let model = system.constants.model;
    let kept = rule.prop.map(&mut |atom| match atom {
        Prop::Fact(true, Symbol::Did(_) | Symbol::Done(_), _) => atom.clone(),
        Prop::Fact(_, symbol, _) if is_earned(model, *symbol) => Prop::True,
        other => other.clone(),
    });
    let kept = stable(system, transfers, &kept);
    if kept == Prop::True {
        return None;
    }
    let event = &events.all[place];
    let (past, actor) = (past(system, event), model.acts[event.key.0.index()].actor);
    let pairs: Vec<(VarId, Term)> = event.env.iter().cloned().chain([(actor, Term::Var(past))]).collect();
    let body = Prop::or([did(event, past, false), substitute_all(&kept, &pairs)]);
    let invariant = invariant(events, past, body, Family::Lasting, &[event]);
    let support = vec![vec![rule.guards.clone()]];
    let mut needs = vec![(event.deed, rule.prop.clone())];
    // What else was done stays done, whoever may do it.
    for other in events.spoken_of(&kept, &event.env) {
        let deed = events.all[other].deed;
        if needs.iter().all(|(known, _)| *known != deed) {
            needs.push((deed, Prop::True));
        }
    }
    let bond = Bond { tie: Tie::Lasting(place, kept), invariants: vec![invariant], support };
    Some((bond, needs))
}

fn single(system: &System, events: &Events, limits: &[Vec<Option<Limit>>], place: usize) -> Suggested {
    let event = &events.all[place];
    let never = |limit: &Limit| limit.together && limit.most == 0 && limit.of.contains(&place);
    let (support, need) = supporting(event, &limits[place], never)?;
    let cast = system.cast;
    let (one, other) = (past(system, event), cast.other_past(event.key.0).actor);
    let same = Prop::Compare(crate::syntax::tree::Comparison::Eq, Term::Var(one), Term::Var(other));
    let body = Prop::or([did(event, one, false), did(event, other, false), same]);
    let unique = invariant(events, one, Prop::all_but(0, other, body), Family::Single, &[event]);
    let done = Prop::Fact(true, Symbol::Done(event.key.0), event.key.1.clone());
    let history = invariant(events, one, Prop::or([did(event, one, false), done]), Family::History, &[event]);
    let bond = Bond { tie: Tie::Single(place), invariants: vec![history, unique], support: vec![support] };
    Some((bond, vec![(event.deed, need)]))
}

/// Sets of acts of which one person, or all together, may have done at most so many.
fn suggested(limits: &[Vec<Option<Limit>>]) -> BTreeSet<(bool, usize, BTreeSet<usize>)> {
    let mut all = BTreeSet::new();
    for (place, limits) in limits.iter().enumerate() {
        for limit in limits.iter().flatten() {
            let mut of = limit.of.clone();
            of.insert(place);
            if of.len() > limit.most + 1 {
                all.insert((limit.together, limit.most + 1, of));
            }
        }
    }
    all
}

fn at_most(
    system: &System,
    events: &Events,
    limits: &[Vec<Option<Limit>>],
    together: bool,
    most: usize,
    of: &BTreeSet<usize>,
) -> Suggested {
    let (mut support, mut needs) = (Vec::new(), Vec::new());
    for place in of {
        // Whoever does this one next has done fewer of them than the most.
        let enough = |limit: &Limit| {
            let others = of.iter().filter(|other| *other != place && !limit.of.contains(other)).count();
            limit.together == together && limit.most + others < most
        };
        let event = &events.all[*place];
        let (sets, need) = supporting(event, &limits[*place], enough)?;
        support.push(sets);
        needs.push((event.deed, need));
    }
    let members: Vec<&Event> = of.iter().map(|place| &events.all[*place]).collect();
    let past = past(system, members.first()?);
    let denied = members.iter().map(|event| {
        if together {
            Prop::Fact(false, Symbol::Done(event.key.0), event.key.1.clone())
        } else {
            did(event, past, false)
        }
    });
    let free = u32::try_from(members.len() - most).ok()?;
    let body = Prop::card(free, denied.collect());
    let invariant = invariant(events, past, body, Family::Apart, &members);
    let tie = Tie::AtMost { together, most, of: of.iter().copied().collect() };
    Some((Bond { tie, invariants: vec![invariant], support }, needs))
}

/// The rules of an act that set a limit as wanted: what each rests on, and that one of them is met.
fn supporting(
    event: &Event,
    limits: &[Option<Limit>],
    wanted: impl Fn(&Limit) -> bool,
) -> Option<(Vec<Vec<Guard>>, Prop)> {
    let fit = event.rules.iter().zip(limits).filter(|(_, limit)| limit.as_ref().is_some_and(&wanted));
    let fit: Vec<&Rule> = fit.map(|(rule, _)| rule).collect();
    let sets = fit.iter().map(|rule| rule.guards.clone()).collect();
    (!fit.is_empty()).then(|| (sets, Prop::or(fit.iter().map(|rule| rule.prop.clone()))))
}

/// The limit that a rule sets, if it sets one and says nothing else.
fn limit(events: &Events, event: &Event, rule: &Rule) -> Option<Limit> {
    let (most, parts) = match &rule.prop {
        Prop::Or(parts) => (parts.len().checked_sub(1)?, &parts[..]),
        Prop::Card(least, parts) => (parts.len().checked_sub(*least as usize)?, &parts[..]),
        other => (0, std::slice::from_ref(other)),
    };
    let mut together = None;
    let mut of = BTreeSet::new();
    for part in parts {
        let Prop::Fact(false, symbol, args) = part else { return None };
        let (act, args, all) = match (symbol, args.first()) {
            (Symbol::Done(act), _) => (*act, &args[..], true),
            (Symbol::Did(act), Some(Term::Var(who))) if event.actor == *who => (*act, &args[1..], false),
            _ => return None,
        };
        if together.replace(all).is_some_and(|before| before != all) {
            return None;
        }
        if !of.insert(events.place(act, args, &event.env)?) {
            return None;
        }
    }
    Some(Limit { together: together?, most, of })
}

/// A variable for whoever did the act.
fn past(system: &System, event: &Event) -> VarId {
    system.cast.past(event.key.0).actor
}

/// That somebody did (or did not do) the act.
fn did(event: &Event, who: VarId, positive: bool) -> Prop {
    let args = std::iter::once(Term::Var(who)).chain(event.key.1.iter().cloned());
    Prop::Fact(positive, Symbol::Did(event.key.0), args.collect())
}

/// Of everybody, and of all members that could have been chosen.
fn invariant(events: &Events, who: VarId, body: Prop, family: Family, acts: &[&Event]) -> Invariant {
    let vars: Vec<VarId> = events.chosen.iter().rev().copied().chain([who]).collect();
    let prop = for_all(&vars, body);
    let mut acts: Vec<_> = acts.iter().map(|event| event.key.0).collect();
    acts.sort_unstable();
    acts.dedup();
    Invariant { prop, family, acts }
}
