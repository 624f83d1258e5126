//! A course replayed by the evaluator, world by world, before anybody sees it.

use std::collections::BTreeMap;

use super::super::constants::Constants;
use super::super::prop::Symbol;
use super::super::search;
use super::super::witness::{self, Deed, Event, Fact, Shown, Witness};
use super::found::Found;
use super::post::Post;
use crate::model::eval::{self, Truth};
use crate::model::{Assuming, Model, RelationId, Value, World};

/// What a course must keep to, beside the regulation.
pub struct Conditions<'c> {
    /// Whether offices may change hands.
    pub transfers: bool,
    /// How many different people may act, if that is limited.
    pub actors: Option<u32>,
    /// Whoever holds this post does nothing.
    pub absent: Option<&'c Post>,
}

/// The course as a witness, if the evaluator confirms each of its steps and that its last world is as wanted.
pub fn confirmed(
    constants: &Constants,
    found: &Found,
    shown: &Shown,
    under: &Conditions,
) -> Result<Witness, String> {
    let mut facts = found.constant.clone();
    facts.extend(found.circumstances.first().into_iter().flatten().map(|(k, v)| (k.clone(), *v)));
    let first = search::Found { domain: found.domain.clone(), facts, gaps: found.gaps.clone() };
    let mut start = witness::complete(constants, &first, shown.readings);
    let assuming = Assuming { no_transfers: !under.transfers, ..shown.assuming.clone() };
    let told = course(constants.model, found, shown, &start, &assuming, under.absent).or_else(|why| {
        // A gap that the solver never saw may still be asked about by the evaluator.
        witness::fill_gaps(constants, &mut start);
        course(constants.model, found, shown, &start, &assuming, under.absent).map_err(|_| why)
    });
    let (last, events) = told?;
    let mut people: Vec<Value> = found.acts.iter().map(|done| done.person).collect();
    people.sort_unstable();
    people.dedup();
    if under.actors.is_some_and(|most| people.len() > most as usize) {
        return Err(format!("{} people act", people.len()));
    }
    Ok(Witness { events, ..witness::told(constants.model, &first, shown, last) })
}

/// The last world, and what happened on the way.
fn course(
    model: &Model,
    found: &Found,
    shown: &Shown,
    start: &World,
    assuming: &Assuming,
    absent: Option<&Post>,
) -> Result<(World, Vec<Event>), String> {
    let breaches = eval::lawful(model, start, assuming);
    if !breaches.is_empty() {
        return Err(format!("the first world is not lawful ({breaches:?})"));
    }
    if !eval::initial(model, start) {
        return Err("something has been earned or done at the start".to_string());
    }
    let mut world = start.clone();
    let mut events = Vec::new();
    for (moment, circumstances) in found.circumstances.iter().enumerate() {
        let changed = with(&world, circumstances);
        if changed.facts != world.facts {
            eval::change(model, &world, &changed, assuming)
                .map_err(|why| format!("the change after {moment} acts is not one ({why:?})"))?;
            events.push(Event::Change { facts: differences(model, &world, &changed) });
            world = changed;
        }
        let Some(done) = found.acts.get(moment) else { continue };
        if absent.is_some_and(|post| post.is_held(&world, done.person)) {
            return Err(format!("act {} is done by the holder of a post who is absent", moment + 1));
        }
        let trace = eval::why_may(model, &world, done.person, done.act, &done.args);
        let after = eval::step(model, &world, assuming, done.person, done.act, &done.args)
            .map_err(|why| format!("act {} is not possible ({why:?})", moment + 1))?;
        let deed = Deed { person: done.person, act: done.act, args: done.args.clone(), trace };
        events.push(Event::Act { deed, facts: differences(model, &world, &after) });
        world = after;
    }
    match witness::truth(model, &world, shown) {
        Truth::True => Ok((world, events)),
        other => Err(format!("in the last world its formula is {other:?}")),
    }
}

/// The world under these circumstances; what nothing is said of stays as it was.
fn with(world: &World, circumstances: &BTreeMap<(Symbol, Vec<Value>), bool>) -> World {
    let mut changed = world.clone();
    for ((symbol, args), holds) in circumstances {
        if let Symbol::Relation(relation) = symbol {
            changed.set(*relation, args.clone(), *holds);
        }
    }
    changed
}

/// What holds in only one of the two worlds: each fact, and whether it holds now.
fn differences(model: &Model, before: &World, after: &World) -> Vec<(Fact, bool)> {
    let told = |(relation, args): &(RelationId, Vec<Value>)| {
        let fact = witness::fact(model, *relation, args.clone());
        (fact, after.holds(*relation, args))
    };
    before.facts.symmetric_difference(&after.facts).map(told).collect()
}
