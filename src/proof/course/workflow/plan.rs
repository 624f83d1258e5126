//! Who does what in which order, if the witnesses can be who they have to be: each act once, offices as they are.
//!
//! It need not be found where there is one; and what is found is only shown if the evaluator confirms it.

use std::collections::{BTreeMap, BTreeSet};

use super::super::super::prop::{Prop, Symbol};
use super::super::super::solver::Bool;
use super::super::found::{Done, Found};
use super::super::system::System;
use super::claims::{Frame, Thing};
use super::events::Named;
use super::query::{Answer, Example, Query};
use crate::model::{ElementId, RelationId, RelationKind, Sort, Term, Value, VarId};

/// A course on which each witness may do his act when his turn comes.
pub fn course(query: &mut Query) -> Option<Found> {
    in_turn(query);
    once(query);
    let bare = [query.carried(&query.guards()), unasked(query)].concat();
    (query.ask_with(&bare) == Answer::Possible || query.ask() == Answer::Possible)
        .then(|| query.example())
        .flatten()
        .and_then(|example| told(query, &example))
}

/// That nothing is done but what the goal asks for.
fn unasked(query: &Query) -> Vec<Bool> {
    let events = query.events;
    let asked = events.goal.iter().filter_map(|part| match part {
        Prop::Fact(true, Symbol::Done(act), args) => events.place(*act, args, &[]),
        _ => None,
    });
    let asked: BTreeSet<usize> = asked.collect();
    let others = (0..events.all.len()).filter(|place| !asked.contains(place));
    others.map(|place| query.claims.done(place).negated()).collect()
}

/// The acts come one after the other, and whoever does one meets its rules then.
fn in_turn(query: &mut Query) {
    let count = query.claims.count();
    for one in 0..count {
        for other in one + 1..count {
            for third in other + 1..count {
                let [a, b, c] = [(one, other), (other, third), (one, third)]
                    .map(|(first, second)| query.claims.before(first, second));
                query.assert(&Bool::any(&[a.negated(), b.negated(), c.clone()]));
                query.assert(&Bool::any(&[a, b, c.negated()]));
            }
        }
    }
    let events = query.events;
    for (place, event) in events.all.iter().enumerate() {
        let frame = Frame { env: event.env.clone(), people: vec![(event.actor, place)], before: Some(place) };
        for rule in &event.rules {
            let met = query.claims.write(&rule.prop, &frame);
            query.assert(&Bool::any(&[query.claims.done(place).negated(), met]));
        }
    }
}

/// Nobody does what another has done.
fn once(query: &Query) {
    for witness in 0..query.claims.count() {
        for act in (0..query.claims.count()).filter(|act| *act != witness) {
            let did = query.claims.did(witness, act).negated();
            query.assert(&Bool::any(&[did, query.claims.same(witness, act)]));
        }
    }
}

/// The course of an example.
fn told(query: &Query, example: &Example) -> Option<Found> {
    let mut people: BTreeMap<usize, u32> = BTreeMap::new();
    let happened: BTreeSet<usize> =
        example.did.iter().filter(|(who, act)| who == act).map(|(who, _)| *who).collect();
    let held = example.facts.iter().flat_map(|about| &about.1).filter_map(|thing| match thing {
        Thing::Witness(who) => Some(*who),
        Thing::Named(_) => None,
    });
    for who in happened.iter().copied().chain(held) {
        let next = u32::try_from(people.len()).ok()?;
        people.entry(*example.person.get(who)?).or_insert(next);
    }
    let members = members(query.system, &query.events.chosen)?;
    let value = |thing: &Thing| match thing {
        Thing::Witness(who) => people.get(example.person.get(*who)?).copied().map(Value::Person),
        Thing::Named(Named::Element(element)) => Some(Value::Element(*element)),
        Thing::Named(Named::Chosen(var)) => members.get(var).copied().map(Value::Element),
    };
    let mut constant = BTreeMap::new();
    for (symbol, things) in &example.facts {
        constant.insert((*symbol, things.iter().map(value).collect::<Option<Vec<_>>>()?), true);
    }
    let mut order: Vec<(usize, usize)> = Vec::new();
    for act in &happened {
        let others: Vec<Bool> = happened.iter().map(|other| query.claims.before(*other, *act)).collect();
        order.push((query.truths(&others)?.into_iter().filter(|before| *before).count(), *act));
    }
    order.sort_unstable();
    let mut acts = Vec::new();
    for (_, place) in order {
        let event = query.events.all.get(place)?;
        let args = event.key.1.iter().map(|arg| match arg {
            Term::Element(element) => Some(Value::Element(*element)),
            Term::Var(var) => members.get(var).copied().map(Value::Element),
            _ => None,
        });
        let person = value(&Thing::Witness(place))?;
        acts.push(Done { act: event.key.0, person, args: args.collect::<Option<Vec<_>>>()? });
    }
    let first = u32::try_from(people.len()).ok()?.max(1);
    let people = first + others(query, first, &mut constant);
    let most = u32::try_from(members.len()).ok()?;
    let circumstances = vec![BTreeMap::new(); acts.len() + 1];
    let domain = query.system.domain(people, most);
    Some(Found { domain, constant, circumstances, acts, gaps: BTreeMap::new() })
}

/// A member of its own for each that the goal chooses.
fn members(system: &System, chosen: &[VarId]) -> Option<BTreeMap<VarId, ElementId>> {
    let model = system.constants.model;
    let mut all = BTreeMap::new();
    for (index, var) in chosen.iter().enumerate() {
        let Sort::Kind(kind) = model.vars[var.index()].sort else { return None };
        let named = model.kinds[kind.index()].elements.len();
        let index = u32::try_from(named + index).ok()?;
        all.insert(*var, ElementId { kind, index });
    }
    Some(all)
}

/// Gives each office that matters and that nobody holds yet to somebody who does nothing; how many more people that
/// makes.
fn others(query: &Query, first: u32, constant: &mut BTreeMap<(Symbol, Vec<Value>), bool>) -> u32 {
    let system = query.system;
    let model = system.constants.model;
    let mut offices: BTreeSet<(RelationId, Vec<Value>)> = BTreeSet::new();
    let mut see = |prop: &Prop| {
        prop.walk(&mut |part| {
            if let Prop::Fact(_, Symbol::Relation(relation), args) = part
                && matches!(
                    model.relations[relation.index()].kind,
                    RelationKind::Office { may_be_vacant: false }
                )
            {
                let params = args[1..].iter().map(|arg| match arg {
                    Term::Element(element) => Some(Value::Element(*element)),
                    _ => None,
                });
                offices.extend(params.collect::<Option<Vec<_>>>().map(|params| (*relation, params)));
            }
        });
    };
    see(&system.always);
    query.events.all.iter().flat_map(|event| &event.rules).for_each(|rule| see(&rule.prop));
    for (symbol, args) in constant.keys() {
        if let Symbol::Relation(relation) = symbol {
            offices.remove(&(*relation, args[1..].to_vec()));
        }
    }
    let mut next = first;
    for (office, params) in offices {
        constant.insert((Symbol::Relation(office), [&[Value::Person(next)], &params[..]].concat()), true);
        next += 1;
    }
    next - first
}
