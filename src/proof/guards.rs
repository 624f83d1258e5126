//! Guards taken away (while we ask what holds) or turned into switches (while we ask what a proof rests on).

use std::collections::HashMap;

use super::constants::Constants;
use super::guard::Guard;
use super::prop::{Guarded, Prop, Symbol};
use crate::model::RelationId;

/// Of a table with more cells than this nothing is tried without it if it is asked about both ways: it is then listed
/// with every proof that uses it.
const CELLS: usize = 4096;

/// The formula with all guards on.
pub fn transparent(prop: Prop) -> Prop {
    rewrite(prop, &mut |part| match part {
        Prop::Guarded(inner) => inner.body,
        Prop::Switch(on, _) => Prop::constant(on),
        other => other,
    })
}

/// The formula with a switch for each guard but tables.
///
/// A guard that is asked about in one direction only makes its formula simply true when it is off, since that is the
/// weakest unknown there is. Only one asked about both ways needs an unknown of its own for each argument.
pub fn switched(prop: Prop) -> Prop {
    let ways = Ways::of(&prop);
    rewrite(prop, &mut |part| match part {
        Prop::Guarded(inner) => guarded(&ways, *inner),
        other => other,
    })
}

/// The formula with nothing known of a table; none if that is too much to be written down.
fn without_table(constants: &Constants, prop: &Prop, table: RelationId) -> Option<Prop> {
    let ways = Ways::of(prop);
    let guard = Guard::Table(table);
    if !ways.one_way(guard) && large(constants, table) {
        return None;
    }
    Some(rewrite(prop.clone(), &mut |part| match part {
        Prop::Cell(positive, of, row, column) if of == table => {
            if ways.one_way(guard) {
                return Prop::True;
            }
            Prop::Fact(positive, Symbol::Free(guard), vec![row, column])
        }
        other => other,
    }))
}

/// The formula with nothing known of these tables; none if that is too much to be written down.
pub fn without_tables(constants: &Constants, prop: &Prop, tables: &[RelationId]) -> Option<Prop> {
    tables.iter().try_fold(prop.clone(), |prop, table| without_table(constants, &prop, *table))
}

/// The tables of which a formula speaks, in declaration order.
pub fn tables(prop: &Prop) -> Vec<RelationId> {
    let mut all = Vec::new();
    prop.walk(&mut |part| {
        if let Prop::Cell(_, table, ..) = part {
            all.push(*table);
        }
    });
    all.sort_unstable();
    all.dedup();
    all
}

fn guarded(ways: &Ways, inner: Guarded) -> Prop {
    if ways.one_way(inner.guard) {
        return Prop::or([inner.body, Prop::Switch(false, inner.guard)]);
    }
    let Guarded { guard, positive, args, body } = inner;
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
    fn of(prop: &Prop) -> Self {
        let mut ways = Self::default();
        prop.walk(&mut |part| ways.see(part));
        ways
    }

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
