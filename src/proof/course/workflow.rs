//! Goals of many acts that few rules tie together (workflows): who equals whom, not who is who.
//!
//! For each act that a goal needs there is a *witness*, the first who did it. What is asked is which witnesses are one
//! person, not which person each of them is: a truth value for each two of them (Crampton, Gutin, Karapetyan: patterns).
//!
//! - [`events`]: the acts that the goal needs, and who may do each, rule by rule.
//! - [`bonds`]: what the rules make true of everybody in every world of every course, each certified.
//! - [`claims`]: formulas about witnesses as truth values.
//! - [`query`]: is there a last world as wanted, as far as its witnesses tell? If not, no course leads to it.
//! - [`conflict`]: the least set of norms on which that rests.
//! - [`plan`]: if there is: who does what in which order; the evaluator has the last word.
//!
//! Where nothing is found either way, nothing is said.

mod bonds;
mod claims;
mod conflict;
mod events;
mod laws;
mod plan;
mod query;

use super::super::claim::Stop;
use super::super::session::{Session, Trouble};
use super::found::Found;
use super::reach::{Goal, Proof};
use super::system::System;
use events::Events;
use query::{Answer, Query};

/// What was found out.
pub enum Workflow {
    /// A course that leads there, unless the evaluator objects.
    Course(Found),
    /// No course leads there.
    Never(Proof),
}

/// A course to a goal that needs many acts, or a proof that there is none; none if neither is found.
pub fn answer(session: &mut Session, system: &System, goal: &Goal) -> Result<Option<Workflow>, Stop> {
    let Some(events) = Events::of(system, goal.prop, session.options.workflow) else { return Ok(None) };
    let bonds = match bonds::certified(session, system, &events, goal.transfers) {
        Err(Trouble::Limit) => return Ok(None),
        bonds => bonds?,
    };
    let Some(mut query) = Query::new(session, system, &events, &bonds, goal, None) else { return Ok(None) };
    let found = match query.ask() {
        Answer::Impossible => {
            let needed = conflict::thinned(session, &query, goal);
            Some(Workflow::Never(conflict::proof(system, &bonds, &needed)))
        }
        Answer::Possible => plan::course(&mut query).map(Workflow::Course),
        Answer::Unknown => None,
    };
    query.end(session);
    Ok(found)
}
