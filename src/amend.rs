//! The regulation at a date: the wording in force, with every amendment that is in force by then, in order.
//!
//! Amendments work on trees, before names are resolved: what is verified is what the amended text says.

mod apply;
mod declared;
mod event;
mod provision;
mod set;
mod told;

use crate::problem::Problem;
use crate::source::Sources;
use crate::syntax::calendar::Date;
use crate::syntax::tree::{Amendment, Item, Tree};

pub use event::breakpoints;

/// The wording at a date.
#[derive(Debug)]
pub struct Wording {
    /// With what is in force applied; amendments that are count as incorporated.
    pub trees: Vec<Tree>,
    /// What is wrong with the amendments, those not yet in force included.
    pub problems: Vec<Problem>,
}

/// The wording in force on this day.
pub fn at(sources: &Sources, trees: Vec<Tree>, date: Date) -> Wording {
    let (events, mut problems) = event::events(&trees);
    problems.extend(event::unknown_wording(&trees, date));
    let mut working = apply::Working::new(sources, trees);
    let mut then: Option<Vec<Tree>> = None;
    for event in &events {
        if event.date.is_none_or(|day| day > date) && then.is_none() {
            then = Some(working.trees.clone());
        }
        working.apply(event);
    }
    problems.append(&mut working.problems);
    let mut trees = then.unwrap_or(working.trees);
    let done = |amendment: &Amendment| {
        amendment.in_force.and_then(|clause| clause.date).is_some_and(|day| day <= date)
    };
    trees.iter_mut().for_each(|tree| settle(&mut tree.items, date, &done));
    Wording { trees, problems }
}

/// Amendments that are in force are history; provisions that are not yet wait.
fn settle(items: &mut [Item], date: Date, done: &impl Fn(&Amendment) -> bool) {
    for item in items {
        match item {
            Item::Amendment(amendment) => amendment.incorporated |= done(amendment),
            Item::Provision(provision) => {
                if let Some(clause) = &mut provision.in_force
                    && clause.date.is_some_and(|day| day > date)
                {
                    clause.date = None;
                }
                settle(provision.block.as_deref_mut().unwrap_or_default(), date, done);
            }
            _ => {}
        }
    }
}
