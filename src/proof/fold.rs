//! What tables, attributes and equalities decide on their own, decided: as truth values and as sets of elements.
//!
//! Works on rows of bits; a matrix is never multiplied out. What the text leaves open stays as it is.

use std::sync::Arc;

use fixedbitset::FixedBitSet;

use super::constants::{Constants, Known};
use super::fault::{self, Fault};
use super::prop::Prop;
use crate::model::{ElementId, KindId, Term, VarId};
use crate::syntax::tree::Comparison;

/// Values of variables of closed kinds.
#[derive(Debug, Clone, Default)]
pub struct Env(Vec<(VarId, ElementId)>);

impl Env {
    /// `vars` stand for `elements`, in order.
    pub fn of(vars: &[VarId], elements: &[ElementId]) -> Self {
        Self(vars.iter().copied().zip(elements.iter().copied()).collect())
    }

    /// The value of a variable.
    pub fn get(&self, var: VarId) -> Option<ElementId> {
        self.0.iter().rev().find(|(v, _)| *v == var).map(|(_, element)| *element)
    }

    /// Binds a variable until the matching [`Env::pop`].
    pub fn push(&mut self, var: VarId, element: ElementId) {
        self.0.push((var, element));
    }

    /// Undoes the last [`Env::push`].
    pub fn pop(&mut self) {
        self.0.pop();
    }
}

/// Decides constant parts of formulas.
pub struct Folder<'a> {
    pub constants: &'a Constants<'a>,
    /// Whether attributes are constants. Not while we look for what a proof rests on.
    pub attributes: bool,
}

/// A formula, and if it is constant, the free variables on which it depends.
type Folded = (Prop, Option<Vec<VarId>>);

impl Folder<'_> {
    /// The formula with its constant parts over at most one variable settled. Variables of `env` have values.
    pub fn fold(&self, prop: &Prop, env: &mut Env) -> Prop {
        let folded = self.parts(prop, env);
        self.settle(folded, env)
    }

    fn parts(&self, prop: &Prop, env: &mut Env) -> Folded {
        match prop {
            Prop::True | Prop::False => (prop.clone(), Some(Vec::new())),
            Prop::Among(var, _) => {
                (prop.clone(), Some(if env.get(*var).is_some() { vec![] } else { vec![*var] }))
            }
            Prop::Cell(_, table, row, column) => {
                let told = self.constants.grid(*table).is_some_and(|grid| grid.unknown.is_empty());
                (prop.clone(), told.then(|| self.vars(&[row, column], env)).flatten())
            }
            Prop::Compare(_, left, right) => (prop.clone(), self.vars(&[left, right], env)),
            Prop::And(parts) => self.joined(parts, env, Prop::and),
            Prop::Or(parts) => self.joined(parts, env, Prop::or),
            Prop::Card(least, parts) => {
                let parts = parts.iter().map(|part| self.fold(part, env)).collect();
                (Prop::card(*least, parts), None)
            }
            Prop::AtLeast(least, var, body) => {
                self.bound(*var, body, env, |body| Prop::at_least(*least, *var, body))
            }
            Prop::AllBut(most, var, body) => {
                self.bound(*var, body, env, |body| Prop::all_but(*most, *var, body))
            }
            Prop::Fact(..) | Prop::Switch(..) | Prop::Guarded(_) => (prop.clone(), None),
        }
    }

    fn joined(&self, parts: &[Prop], env: &mut Env, join: impl Fn(Vec<Prop>) -> Prop) -> Folded {
        let folded: Vec<Folded> = parts.iter().map(|part| self.parts(part, env)).collect();
        if let Some(vars) = folded.iter().map(|(_, vars)| vars.clone()).collect::<Option<Vec<_>>>() {
            let mut vars: Vec<VarId> = vars.into_iter().flatten().collect();
            vars.sort_unstable();
            vars.dedup();
            return (join(folded.into_iter().map(|(prop, _)| prop).collect()), Some(vars));
        }
        let settled: Vec<Prop> = folded.into_iter().map(|part| self.settle(part, env)).collect();
        let joined = join(settled);
        let constant = joined.known().map(|_| Vec::new());
        (joined, constant)
    }

    fn bound(&self, var: VarId, body: &Prop, env: &mut Env, quantify: impl Fn(Prop) -> Prop) -> Folded {
        let (body, vars) = self.parts(body, env);
        match vars {
            Some(vars) if self.constants.closed(var).is_some() => {
                (quantify(body), Some(vars.into_iter().filter(|other| *other != var).collect()))
            }
            other => {
                let body = self.settle((body, other), env);
                (quantify(body), None)
            }
        }
    }

    /// Decides a constant formula over at most one variable.
    fn settle(&self, (prop, vars): Folded, env: &mut Env) -> Prop {
        match vars.as_deref() {
            Some([]) if prop.known().is_none() => self.holds(&prop, env).map_or(prop, Prop::constant),
            Some([var]) if !matches!(prop, Prop::Among(..)) => {
                let Some(kind) = self.constants.closed(*var) else { return prop };
                self.set(&prop, *var, kind, env).map_or(prop, |set| self.among(*var, kind, set))
            }
            _ => prop,
        }
    }

    fn among(&self, var: VarId, kind: KindId, set: FixedBitSet) -> Prop {
        match set.count_ones(..) {
            0 => Prop::False,
            all if all == self.constants.len(kind) => Prop::True,
            _ => Prop::Among(var, Arc::new(set)),
        }
    }

    /// The free variables of constant terms; none if some term is not constant.
    fn vars(&self, terms: &[&Term], env: &Env) -> Option<Vec<VarId>> {
        let mut all = Vec::new();
        for term in terms {
            self.term_vars(term, env, &mut all).then_some(())?;
        }
        all.sort_unstable();
        all.dedup();
        Some(all)
    }

    fn term_vars(&self, term: &Term, env: &Env, all: &mut Vec<VarId>) -> bool {
        match term {
            Term::Quantity(_) => true,
            Term::Element(element) => !self.constants.model.kinds[element.kind.index()].open,
            Term::Var(var) => {
                if env.get(*var).is_none() {
                    all.push(*var);
                }
                self.constants.closed(*var).is_some()
            }
            Term::Attribute(attribute, of) => {
                self.attributes && self.term_vars(of, env, all) && self.told(*attribute, of, env)
            }
        }
    }

    /// Whether the text gives this attribute to every element that may be meant.
    fn told(&self, attribute: crate::model::AttributeId, of: &Term, env: &Env) -> bool {
        if let Some(Known::Element(element)) = self.value(of, env) {
            return self.constants.value(attribute, element.index).is_some();
        }
        let size = u32::try_from(self.constants.len(attribute.kind)).unwrap_or(u32::MAX);
        (0..size).all(|element| self.constants.value(attribute, element).is_some())
    }

    /// The value of a constant term.
    pub fn value(&self, term: &Term, env: &Env) -> Option<Known> {
        match term {
            Term::Var(var) => env.get(*var).map(Known::Element),
            Term::Element(element) => Some(Known::Element(*element)),
            Term::Quantity(quantity) => Some(Known::Quantity(*quantity)),
            Term::Attribute(attribute, of) => match self.value(of, env)? {
                Known::Element(element) => self.constants.value(*attribute, element.index),
                Known::Quantity(_) => None,
            },
        }
    }

    /// The truth of a constant formula all of whose free variables have values.
    pub fn holds(&self, prop: &Prop, env: &mut Env) -> Option<bool> {
        match prop {
            Prop::True => Some(true),
            Prop::False => Some(false),
            Prop::Among(var, set) => Some(set.contains(env.get(*var)?.index as usize)),
            Prop::Cell(positive, table, row, column) => {
                let (Known::Element(row), Known::Element(column)) =
                    (self.value(row, env)?, self.value(column, env)?)
                else {
                    return None;
                };
                Some(self.constants.grid(*table)?.cell(row.index, column.index)? == *positive)
            }
            Prop::Compare(op, left, right) => {
                Some(compares(*op, self.value(left, env)?, self.value(right, env)?))
            }
            Prop::And(parts) => parts.iter().try_fold(true, |all, part| Some(all && self.holds(part, env)?)),
            Prop::Or(parts) => {
                parts.iter().try_fold(false, |some, part| Some(some || self.holds(part, env)?))
            }
            Prop::AtLeast(least, var, body) => {
                let kind = self.constants.closed(*var)?;
                Some(self.set(body, *var, kind, env)?.count_ones(..) >= *least as usize)
            }
            Prop::AllBut(most, var, body) => {
                let kind = self.constants.closed(*var)?;
                let good = self.set(body, *var, kind, env)?.count_ones(..);
                Some(self.constants.len(kind) - good <= *most as usize)
            }
            Prop::Card(..) | Prop::Fact(..) | Prop::Switch(..) | Prop::Guarded(_) => None,
        }
    }

    /// The elements of `kind` that satisfy a constant formula as values of `var`.
    fn set(&self, prop: &Prop, var: VarId, kind: KindId, env: &mut Env) -> Option<FixedBitSet> {
        let size = self.constants.len(kind);
        match prop {
            _ if !prop.mentions(var) => {
                let mut set = FixedBitSet::with_capacity(size);
                set.set_range(.., self.holds(prop, env)?);
                Some(set)
            }
            Prop::Among(_, set) => Some((**set).clone()),
            Prop::And(parts) => self.combined(parts, var, kind, env, true),
            Prop::Or(parts) => self.combined(parts, var, kind, env, false),
            Prop::Cell(positive, table, Term::Var(row), column) if *row == var => {
                let grid = self.constants.grid(*table)?;
                let Some(Known::Element(column)) = self.value(column, env) else {
                    return self.each(prop, var, kind, env);
                };
                Some(flipped(&grid.columns[column.index as usize], !positive))
            }
            Prop::Cell(positive, table, row, Term::Var(column)) if *column == var => {
                let grid = self.constants.grid(*table)?;
                let Some(Known::Element(row)) = self.value(row, env) else {
                    return self.each(prop, var, kind, env);
                };
                Some(flipped(&grid.rows[row.index as usize], !positive))
            }
            Prop::AtLeast(1, other, body) if *other != var => {
                self.projected(body, *other, var, kind, env, true)
            }
            Prop::AllBut(0, other, body) if *other != var => {
                self.projected(body, *other, var, kind, env, false)
            }
            _ => self.each(prop, var, kind, env),
        }
    }

    fn combined(
        &self,
        parts: &[Prop],
        var: VarId,
        kind: KindId,
        env: &mut Env,
        all: bool,
    ) -> Option<FixedBitSet> {
        let mut result = FixedBitSet::with_capacity(self.constants.len(kind));
        result.set_range(.., all);
        for part in parts {
            let set = self.set(part, var, kind, env)?;
            if all { result.intersect_with(&set) } else { result.union_with(&set) }
        }
        Some(result)
    }

    /// For some (or every) value of `other`: the union (or intersection) of the sets of `var`.
    fn projected(
        &self,
        body: &Prop,
        other: VarId,
        var: VarId,
        kind: KindId,
        env: &mut Env,
        some: bool,
    ) -> Option<FixedBitSet> {
        let over = self.constants.closed(other)?;
        let mut result = FixedBitSet::with_capacity(self.constants.len(kind));
        result.set_range(.., !some);
        for index in 0..self.constants.len(over) {
            env.push(other, element(over, index));
            let set = self.set(body, var, kind, env);
            env.pop();
            if some {
                result.union_with(&set?);
            } else {
                result.intersect_with(&set?);
            }
            let settled = if some { result.is_full() } else { result.is_clear() };
            if settled {
                break;
            }
        }
        Some(result)
    }

    /// One element after the other.
    fn each(&self, prop: &Prop, var: VarId, kind: KindId, env: &mut Env) -> Option<FixedBitSet> {
        let mut result = FixedBitSet::with_capacity(self.constants.len(kind));
        for index in 0..self.constants.len(kind) {
            env.push(var, element(kind, index));
            let holds = self.holds(prop, env);
            env.pop();
            result.set(index, holds?);
        }
        Some(result)
    }
}

/// The element at a position of a kind.
pub fn element(kind: KindId, index: usize) -> ElementId {
    ElementId { kind, index: u32::try_from(index).unwrap_or(u32::MAX) }
}

fn flipped(set: &FixedBitSet, flip: bool) -> FixedBitSet {
    let mut set = set.clone();
    if flip {
        set.toggle_range(..);
    }
    set
}

/// The comparison of two values of one sort.
pub fn compares<T: Ord>(op: Comparison, left: T, right: T) -> bool {
    match op {
        Comparison::Eq => left == right,
        Comparison::Ne => left != right,
        Comparison::Lt if fault::on(Fault::StrictIsLoose) => left <= right,
        Comparison::Lt => left < right,
        Comparison::Le => left <= right,
        Comparison::Gt => left > right,
        Comparison::Ge => left >= right,
    }
}

#[cfg(test)]
mod tests {
    use super::super::scope::narrow;
    use super::super::testing::{MATRIX, bad, constants, model};
    use super::*;

    fn folded(claim: &str) -> Prop {
        let model = model(&format!("{MATRIX}property c: {claim}"));
        let constants = constants(&model);
        let prop = narrow(&constants, bad(&constants));
        Folder { constants: &constants, attributes: true }.fold(&prop, &mut Env::default())
    }

    #[test]
    fn a_question_about_a_table_is_answered() {
        assert_eq!(folded("always some Task t: allowed(desk, t)"), Prop::False);
        assert_eq!(folded("always every Type i: some Task t: allowed(i, t)"), Prop::False);
        assert_eq!(folded("always at least 2 Type i: allowed(i, change)"), Prop::True);
        assert_eq!(folded("never some Type i: allowed(i, erase)"), Prop::False);
    }

    #[test]
    fn what_a_table_leaves_of_a_permit_is_a_set_of_elements() {
        let prop = folded("never some person p: p may work(change)");
        let mut sets = Vec::new();
        prop.walk(&mut |part| {
            assert!(!matches!(part, Prop::Cell(..)), "{part:?}");
            if let Prop::Among(_, set) = part {
                sets.push(set.ones().collect::<Vec<_>>());
            }
        });
        assert_eq!(sets, [vec![2]]);
    }

    #[test]
    fn a_permit_that_no_cell_supports_is_no_permit() {
        assert_eq!(folded("never some person p: p may work(erase)"), Prop::False);
    }
}
