//! Guards taken away (while we ask what holds) or turned into switches (while we ask what a proof rests on).

use std::collections::HashMap;

use super::constants::Constants;
use super::guard::Guard;
use super::prop::{Guarded, Prop, Symbol};
use crate::model::RelationId;

/// A table with more cells than this, asked about both ways, stays on: it is then listed with every proof that uses it.
const CELLS: usize = 4096;

/// The formula with all guards on.
pub fn transparent(prop: Prop) -> Prop {
    rewrite(prop, &mut |part| match part {
        Prop::Guarded(inner) => inner.body,
        Prop::Switch(on, _) => Prop::constant(on),
        other => other,
    })
}

/// The formula with a switch for each guard, and the tables that could not have one.
///
/// A guard that is asked about in one direction only makes its formula simply true when it is off, since that is the
/// weakest unknown there is. Only one asked about both ways needs an unknown of its own for each argument.
pub fn switched(constants: &Constants, prop: Prop) -> (Prop, Vec<RelationId>) {
    let mut ways = Ways::default();
    prop.walk(&mut |part| ways.see(part));
    let mut always_on = Vec::new();
    let result = rewrite(prop, &mut |part| match part {
        Prop::Guarded(inner) => guarded(&ways, *inner),
        Prop::Cell(positive, table, row, column) => {
            let guard = Guard::Table(table);
            let cell = Prop::Cell(positive, table, row.clone(), column.clone());
            if ways.one_way(guard) {
                return Prop::or([cell, Prop::Switch(false, guard)]);
            }
            if large(constants, table) {
                always_on.push(table);
                return cell;
            }
            switch(guard, positive, vec![row, column], cell)
        }
        other => other,
    });
    always_on.sort_unstable();
    always_on.dedup();
    (result, always_on)
}

fn guarded(ways: &Ways, inner: Guarded) -> Prop {
    if ways.one_way(inner.guard) {
        return Prop::or([inner.body, Prop::Switch(false, inner.guard)]);
    }
    switch(inner.guard, inner.positive, inner.args, inner.body)
}

fn switch(guard: Guard, positive: bool, args: Vec<crate::model::Term>, body: Prop) -> Prop {
    let free = Prop::Fact(positive, Symbol::Free(guard), args);
    Prop::or([Prop::and([Prop::Switch(true, guard), body]), Prop::and([Prop::Switch(false, guard), free])])
}

fn large(constants: &Constants, table: RelationId) -> bool {
    constants.grid(table).is_some_and(|grid| grid.rows.len() * grid.columns.len() > CELLS)
}

/// In which directions each guard is asked about.
#[derive(Default)]
struct Ways(HashMap<Guard, (bool, bool)>);

impl Ways {
    fn see(&mut self, prop: &Prop) {
        let (guard, positive) = match prop {
            Prop::Guarded(inner) => (inner.guard, inner.positive),
            Prop::Cell(positive, table, ..) => (Guard::Table(*table), *positive),
            _ => return,
        };
        let entry = self.0.entry(guard).or_default();
        if positive { entry.0 = true } else { entry.1 = true }
    }

    fn one_way(&self, guard: Guard) -> bool {
        self.0.get(&guard) != Some(&(true, true))
    }
}

/// Replaces guards, switches and atoms, from the inside out.
fn rewrite(prop: Prop, replace: &mut impl FnMut(Prop) -> Prop) -> Prop {
    match prop {
        Prop::And(parts) => Prop::and(parts.into_iter().map(|p| rewrite(p, replace)).collect::<Vec<_>>()),
        Prop::Or(parts) => Prop::or(parts.into_iter().map(|p| rewrite(p, replace)).collect::<Vec<_>>()),
        Prop::Card(least, parts) => {
            Prop::card(least, parts.into_iter().map(|p| rewrite(p, replace)).collect())
        }
        Prop::AtLeast(least, var, body) => Prop::at_least(least, var, rewrite(*body, replace)),
        Prop::AllBut(most, var, body) => Prop::all_but(most, var, rewrite(*body, replace)),
        Prop::Guarded(inner) => {
            let body = rewrite(inner.body, replace);
            replace(Prop::Guarded(Box::new(Guarded { body, ..*inner })))
        }
        other => replace(other),
    }
}
