//! Acts of which it does not matter which comes first are tried in one order only.

use std::collections::BTreeSet;

use super::super::fault::{self, Fault};
use super::super::prop::Prop;
use super::system::{Cell, Deed, System, cells_of};

/// With more deeds than this, writing down which are independent costs more than it saves.
const MOST: usize = 200;

/// Pairs of deeds of which the first need never stand right before the second: they are independent, and the second
/// is declared first.
///
/// Whoever does both in this order could have done them in the other, with the circumstances of each: changes are
/// free. Not so where the assumptions in force speak of what is earned.
pub fn inversions(system: &System) -> Vec<(usize, usize)> {
    let constrained = !cells_of(system.constants, &system.always).is_empty();
    if fault::on(Fault::OrderOff) || constrained || system.deeds.len() > MOST {
        return Vec::new();
    }
    let traits: Vec<Traits> = system.deeds.iter().map(|deed| Traits::of(system, deed)).collect();
    let mut all = Vec::new();
    for (second, early) in traits.iter().enumerate() {
        for (first, late) in traits.iter().enumerate().skip(second + 1) {
            if fault::on(Fault::DependentReordered) || late.independent(early) {
                all.push((first, second));
            }
        }
    }
    all
}

/// What a deed looks at and what it changes.
struct Traits {
    reads: BTreeSet<Cell>,
    gives: BTreeSet<Cell>,
    ends: BTreeSet<Cell>,
}

impl Traits {
    fn of(system: &System, deed: &Deed) -> Self {
        let mut reads = cells_of(system.constants, &deed.guard);
        let (mut gives, mut ends) = (BTreeSet::new(), BTreeSet::new());
        for (cell, effect) in &deed.effects {
            for (prop, to) in [(&effect.gives, &mut gives), (&effect.ends, &mut ends)] {
                reads.extend(cells_of(system.constants, prop));
                if *prop != Prop::False {
                    to.insert(cell.clone());
                }
            }
        }
        Self { reads, gives, ends }
    }

    fn independent(&self, other: &Traits) -> bool {
        let unseen = |one: &Traits, two: &Traits| {
            one.gives.is_disjoint(&two.reads)
                && one.ends.is_disjoint(&two.reads)
                && one.gives.is_disjoint(&two.ends)
        };
        unseen(self, other) && unseen(other, self)
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::with_system;
    use super::*;

    fn inverted(finish: &str) -> Vec<(usize, usize)> {
        let text = format!(
            "kitei 1 office chief act begin act finish
            permit begin to chief
            permit finish to chief {finish}
            property p: never begin done and finish done"
        );
        with_system(&text, |system, _| inversions(system))
    }

    #[test]
    fn only_independent_acts_have_an_order() {
        assert_eq!(inverted(""), [(1, 0)]);
        assert_eq!(inverted("when begin done"), []);
        assert_eq!(inverted("unless begin done"), []);
        fault::set(Some(Fault::OrderOff));
        assert_eq!(inverted(""), []);
        fault::set(None);
    }
}
