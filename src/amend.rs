//! The regulation at a date: the wording in force, with every amendment that is in force by then, in order.
//!
//! Amendments work on trees, before names are resolved: what is verified is what the amended text says.

mod apply;
mod declared;
mod event;
mod formerly;
pub mod joint;
mod provision;
mod revise;
mod set;
pub mod sides;
pub mod succession;
mod told;

use std::borrow::Cow;

use crate::model::from_syntax::key;
use crate::problem::Problem;
use crate::source::Sources;
use crate::syntax::calendar::Date;
use crate::syntax::tree::{Change, Item, Name, Tree, names_mut};
use provision::each_list;

pub use apply::Gone;
pub use event::{breakpoints, first_known, of_day};
pub use formerly::formerly;
pub use told::blamed;

/// The wording at a date.
#[derive(Debug)]
pub struct Wording {
    /// With what is in force applied; amendments that are count as incorporated.
    pub trees: Vec<Tree>,
    /// What is wrong with the amendments, those not yet in force included.
    pub problems: Vec<Problem>,
    /// What amendments that are in force have taken out of it.
    pub gone: Vec<Gone>,
}

/// The wording in force on this day.
pub fn at(sources: &Sources, trees: Vec<Tree>, date: Date) -> Wording {
    let (revised, mut problems) = revise::revised(&trees);
    let revised = if let Cow::Owned(revised) = revised { Some(revised) } else { None };
    let trees = revised.unwrap_or(trees);
    let (events, found) = event::events(&trees);
    problems.extend(found);
    problems.extend(event::unknown_wording(&trees, date));
    let mut working = apply::Working::new(sources, trees);
    let mut then: Option<(Vec<Tree>, Vec<Gone>)> = None;
    for event in &events {
        if event.date.is_none_or(|day| day > date) && then.is_none() {
            then = Some((working.trees.clone(), working.gone.clone()));
        }
        working.apply(event);
    }
    problems.append(&mut working.problems);
    let (mut trees, gone) = then.unwrap_or((working.trees, working.gone));
    settle(&mut trees, date);
    Wording { trees, problems, gone }
}

/// What amendments call otherwise after one day and by another: the old name and the new, in order.
pub fn renamings(trees: &[Tree], after: Date, by: Date) -> Vec<(Name, Name)> {
    let (events, _) = event::events(&revise::revised(trees).0);
    let within = events.into_iter().filter(|event| event.date.is_some_and(|day| day > after && day <= by));
    within
        .filter_map(|event| match event.change {
            Change::Rename { from, to, .. } => Some((from, to)),
            _ => None,
        })
        .collect()
}

/// Puts a name in place of another, everywhere; whether it was there.
pub fn rename(trees: &mut [Tree], from: &Name, to: &Name) -> bool {
    let old = key(&from.text).into_owned();
    let mut found = false;
    for tree in trees {
        names_mut(&mut tree.items, &mut |name| {
            if key(&name.text) == old {
                name.text.clone_from(&to.text);
                name.quoted |= to.quoted;
                found = true;
            }
        });
    }
    found
}

/// Amendments that are in force are history; provisions that are not yet wait.
fn settle(trees: &mut [Tree], date: Date) {
    each_list(trees, &mut |items| {
        for item in items {
            match item {
                Item::Amendment(it) => it.incorporated |= it.day().is_some_and(|day| day <= date),
                Item::Provision(it) => {
                    if let Some(clause) =
                        it.in_force.as_mut().filter(|it| it.date.is_some_and(|day| day > date))
                    {
                        clause.date = None;
                    }
                }
                _ => {}
            }
        }
    });
}
