//! Which elements of closed kinds a question can tell apart, and how many of each class are enough.
//!
//! Elements that no set, row, column, attribute or name of the question distinguishes are interchangeable. If all
//! the "some" over the kind stand outside of every "every", a world that satisfies the question needs at most one
//! element of a class for each of them, and the rest may be left away: what remains true of fewer elements is all
//! that "every" asks. Without equality over the kind, a left-away element may come back as a copy of its
//! representative. Where either fails, all elements stay.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hash;

use fixedbitset::FixedBitSet;

use super::constants::{Constants, Known};
use super::fault::{self, Fault};
use super::fold::{Env, Folder};
use super::hash::QuickMap;
use super::prop::Prop;
use crate::model::{AttributeId, ElementId, KindId, RelationId, Term, VarId};

/// The elements of each closed kind that stand for all; kinds without an entry keep all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Representatives(BTreeMap<KindId, FixedBitSet>);

impl Representatives {
    /// Those of a kind, if not all are kept.
    pub fn of(&self, kind: KindId) -> Option<&FixedBitSet> {
        self.0.get(&kind)
    }

    /// Whether some element was left away.
    pub fn leave_any_away(&self, constants: &Constants) -> bool {
        self.0.iter().any(|(kind, set)| set.count_ones(..) < constants.len(*kind))
    }
}

/// Enough elements of each kind for this question.
pub fn representatives(folder: &Folder, prop: &Prop, env: &Env) -> Representatives {
    let mut needs = Needs::default();
    let counts = needs.count(folder.constants, prop, false);
    let mut seen = Seen { folder, env, whole: needs.whole, classes: BTreeMap::new() };
    for kind in &needs.quantified {
        seen.classes.insert(*kind, vec![0; folder.constants.len(*kind)]);
    }
    prop.walk(&mut |part| seen.part(part));
    let Seen { whole, classes, .. } = seen;
    let kept = classes.into_iter().filter(|(kind, _)| !whole.contains(kind)).map(|(kind, classes)| {
        let some = counts.get(&kind).copied().unwrap_or(0).max(1);
        let some = if fault::on(Fault::QuotientTooSmall) { some - 1 } else { some };
        (kind, first_of_each(&classes, some))
    });
    Representatives(kept.collect())
}

/// How many elements of each kind a satisfying world needs.
#[derive(Default)]
struct Needs {
    quantified: BTreeSet<KindId>,
    /// Kinds of which all elements must stay.
    whole: BTreeSet<KindId>,
}

impl Needs {
    /// The number of elements that "some" may choose, by kind.
    fn count(&mut self, constants: &Constants, prop: &Prop, below_every: bool) -> BTreeMap<KindId, usize> {
        match prop {
            Prop::And(parts) | Prop::Card(_, parts) => {
                let mut sum = BTreeMap::new();
                for part in parts {
                    for (kind, count) in self.count(constants, part, below_every) {
                        *sum.entry(kind).or_insert(0) += count;
                    }
                }
                sum
            }
            Prop::Or(parts) => {
                let mut most = BTreeMap::new();
                for part in parts {
                    for (kind, count) in self.count(constants, part, below_every) {
                        let entry = most.entry(kind).or_insert(0);
                        *entry = count.max(*entry);
                    }
                }
                most
            }
            Prop::AtLeast(least, var, body) => {
                let mut inner = self.count(constants, body, below_every);
                // Each of the values may choose for itself.
                inner.values_mut().for_each(|count| *count *= *least as usize);
                if let Some(kind) = constants.closed(*var) {
                    self.quantified.insert(kind);
                    if below_every || *least > 1 {
                        self.whole.insert(kind);
                    }
                    *inner.entry(kind).or_insert(0) += 1;
                }
                inner
            }
            Prop::AllBut(most, var, body) => {
                if let Some(kind) = constants.closed(*var) {
                    self.quantified.insert(kind);
                    if *most > 0 {
                        self.whole.insert(kind);
                    }
                }
                self.count(constants, body, true)
            }
            _ => BTreeMap::new(),
        }
    }
}

/// Splits classes by everything the question says.
struct Seen<'a> {
    folder: &'a Folder<'a>,
    env: &'a Env,
    whole: BTreeSet<KindId>,
    /// The class of each element, by kind.
    classes: BTreeMap<KindId, Vec<u32>>,
}

impl Seen<'_> {
    fn part(&mut self, prop: &Prop) {
        match prop {
            Prop::Fact(_, _, args) => args.iter().for_each(|term| self.term(term)),
            Prop::Among(var, set) => {
                if let (Some(kind), None) = (self.folder.constants.closed(*var), self.env.get(*var)) {
                    self.divide(kind, |index| set.contains(index));
                }
            }
            Prop::Cell(_, table, row, column) => self.cell(*table, row, column),
            Prop::Compare(_, left, right) => {
                for (one, other) in [(left, right), (right, left)] {
                    self.term(one);
                    if let (Some(var), Some(_)) = (self.open(one), self.open(other)) {
                        self.whole.extend(self.folder.constants.closed(var));
                    }
                }
            }
            _ => {}
        }
    }

    /// The variable of a closed kind that a term is, if it has no value yet.
    fn open(&self, term: &Term) -> Option<VarId> {
        match term {
            Term::Var(var)
                if self.env.get(*var).is_none() && self.folder.constants.closed(*var).is_some() =>
            {
                Some(*var)
            }
            _ => None,
        }
    }

    fn term(&mut self, term: &Term) {
        match term {
            Term::Var(var) => {
                if let Some(element) = self.env.get(*var) {
                    self.name(element);
                }
            }
            Term::Element(element) => self.name(*element),
            Term::Quantity(_) => {}
            Term::Attribute(attribute, of) => {
                self.whole.extend(
                    self.folder.constants.closed_sort(self.folder.constants.attribute_sort(*attribute)),
                );
                self.term(of);
                if self.open(of).is_some() {
                    self.by_value(*attribute);
                }
            }
        }
    }

    fn name(&mut self, element: ElementId) {
        self.divide(element.kind, |index| index == element.index as usize);
    }

    fn by_value(&mut self, attribute: AttributeId) {
        let constants = self.folder.constants;
        self.split(attribute.kind, |index| {
            constants.value(attribute, u32::try_from(index).unwrap_or(u32::MAX))
        });
    }

    fn cell(&mut self, table: RelationId, row: &Term, column: &Term) {
        let Some(grid) = self.folder.constants.grid(table) else { return };
        self.term(row);
        self.term(column);
        if fault::on(Fault::QuotientIgnoresTables) {
            return;
        }
        let value = |term: &Term| match self.folder.value(term, self.env) {
            Some(Known::Element(element)) => Some(element.index),
            _ => None,
        };
        let index = |index: usize| u32::try_from(index).unwrap_or(u32::MAX);
        match (value(row), value(column)) {
            (Some(_), Some(_)) => {}
            (None, Some(column)) => self.split(grid.row_kind, |row| grid.cell(index(row), column)),
            (Some(row), None) => self.split(grid.column_kind, |column| grid.cell(row, index(column))),
            (None, None) => {
                self.split(grid.row_kind, |row| (&grid.rows[row], grid.unknown.get(row)));
                if grid.unknown.is_empty() {
                    self.split(grid.column_kind, |column| &grid.columns[column]);
                } else {
                    self.whole.insert(grid.column_kind);
                }
            }
        }
    }

    /// Elements inside and outside of the set are in different classes from now on.
    fn divide(&mut self, kind: KindId, inside: impl Fn(usize) -> bool) {
        let Some(classes) = self.classes.get_mut(&kind) else { return };
        let mut next: Vec<[Option<u32>; 2]> = Vec::new();
        let mut count = 0;
        for (index, class) in classes.iter_mut().enumerate() {
            let old = *class as usize;
            if old >= next.len() {
                next.resize(old + 1, [None; 2]);
            }
            let fresh = next[old][usize::from(inside(index))].get_or_insert_with(|| {
                count += 1;
                count - 1
            });
            *class = *fresh;
        }
    }

    /// Elements with different keys are in different classes from now on.
    fn split<K: Hash + Eq>(&mut self, kind: KindId, key: impl Fn(usize) -> K) {
        let Some(classes) = self.classes.get_mut(&kind) else { return };
        let mut known = QuickMap::default();
        for (index, class) in classes.iter_mut().enumerate() {
            let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
            *class = *known.entry((*class, key(index))).or_insert(next);
        }
    }
}

/// The first `count` members of each class.
fn first_of_each(classes: &[u32], count: usize) -> FixedBitSet {
    let most = classes.iter().max().map_or(0, |class| *class as usize + 1);
    let mut left = vec![count; most];
    let mut set = FixedBitSet::with_capacity(classes.len());
    for (index, class) in classes.iter().enumerate() {
        if let Some(fewer) = left[*class as usize].checked_sub(1) {
            left[*class as usize] = fewer;
            set.insert(index);
        }
    }
    set
}

#[cfg(test)]
mod tests {
    use super::super::testing::{MATRIX, bad, constants, model};
    use super::*;

    /// How many types are kept for the claim, with all constants still in place.
    fn kept(claim: &str) -> Option<usize> {
        let model = model(&format!("{MATRIX}property c: {claim}"));
        let constants = constants(&model);
        let folder = Folder { constants: &constants, attributes: true };
        let prop = bad(&constants);
        let all = representatives(&folder, &prop, &Env::default());
        all.of(KindId(0)).map(|set| set.count_ones(..))
    }

    #[test]
    fn equal_rows_are_one_class() {
        assert_eq!(kept("only sworn may work(_)"), Some(2));
    }

    #[test]
    fn a_name_is_a_class_of_its_own() {
        assert_eq!(kept("only holds(desk) may work(_)"), Some(3));
    }

    #[test]
    fn every_some_needs_an_element_of_its_own() {
        let two = "never some person p: (some Type i: holds(p, i)) and (some Type j: not holds(p, j))";
        assert_eq!(kept(two), Some(2));
        assert_eq!(kept("never some person p: holds(p, _)"), Some(1));
        // Each of the two people has one.
        assert_eq!(kept("always at most 1 person p: holds(p, _)"), Some(2));
    }

    #[test]
    fn equality_keeps_all() {
        assert_eq!(
            kept("never some person p: some Type i, Type j: holds(p, i) and holds(p, j) and i ≠ j"),
            None
        );
    }

    #[test]
    fn some_below_every_keeps_all() {
        assert_eq!(kept("always some person p: every Type i: not holds(p, i)"), None);
    }
}
