//! Closed kinds written out: what is left speaks of people, members of open kinds and numbers only.

use fixedbitset::FixedBitSet;

use super::constants::Known;
use super::fold::{Env, Folder, compares, element};
use super::guard::Guard;
use super::prop::{Prop, Symbol};
use super::slice::Representatives;
use crate::model::{AttributeId, KindId, RelationId, Term, VarId};
use crate::syntax::tree::Comparison;

/// More parts than this are not written down.
const BUDGET: usize = 2_000_000;

/// Writes closed kinds out over their representatives.
pub struct Unfolder<'a> {
    folder: &'a Folder<'a>,
    representatives: &'a Representatives,
    /// Whether the values of attributes may be switched off.
    guarded: bool,
    size: usize,
}

impl<'a> Unfolder<'a> {
    /// With `guarded`, what attributes say is under a guard.
    pub fn new(folder: &'a Folder<'a>, representatives: &'a Representatives, guarded: bool) -> Self {
        Self { folder, representatives, guarded, size: 0 }
    }

    /// The formula without variables of closed kinds; none if it is too large to be written down.
    pub fn unfold(&mut self, prop: &Prop, env: &mut Env) -> Option<Prop> {
        let result = self.prop(prop, env);
        (self.size <= BUDGET).then_some(result)
    }

    fn prop(&mut self, prop: &Prop, env: &mut Env) -> Prop {
        self.size += 1;
        if self.size > BUDGET {
            return Prop::False;
        }
        match prop {
            Prop::True | Prop::False | Prop::Switch(..) | Prop::Guarded(_) => prop.clone(),
            Prop::Fact(positive, symbol, args) => self.fact(*positive, *symbol, args, env),
            Prop::Cell(positive, table, row, column) => self.cell(*positive, *table, row, column, env),
            Prop::Compare(op, left, right) => self.comparison(*op, left, right, env),
            Prop::Among(var, set) => match env.get(*var) {
                Some(element) => Prop::constant(set.contains(element.index as usize)),
                None => prop.clone(),
            },
            Prop::And(parts) => self.all(parts, env),
            Prop::Or(parts) => self.some(parts, env),
            Prop::Card(least, parts) => {
                let parts = parts.iter().map(|part| self.prop(part, env)).collect();
                Prop::card(*least, parts)
            }
            Prop::AtLeast(least, var, body) => {
                if let Some(kind) = self.folder.constants.closed(*var) {
                    let cases = self.cases_of(*var, kind, body, true, env);
                    Prop::card(*least, cases)
                } else {
                    let body = self.prop(body, env);
                    self.folder.constants.at_least(*least, *var, body)
                }
            }
            Prop::AllBut(most, var, body) => {
                if let Some(kind) = self.folder.constants.closed(*var) {
                    let cases = self.cases_of(*var, kind, body, false, env);
                    let least = u32::try_from(cases.len()).unwrap_or(u32::MAX).saturating_sub(*most);
                    Prop::card(least, cases)
                } else {
                    let body = self.prop(body, env);
                    self.folder.constants.all_but(*most, *var, body)
                }
            }
        }
    }

    fn all(&mut self, parts: &[Prop], env: &mut Env) -> Prop {
        let mut result = Vec::with_capacity(parts.len());
        for part in parts {
            match self.prop(part, env) {
                Prop::False => return Prop::False,
                other => result.push(other),
            }
        }
        Prop::and(result)
    }

    fn some(&mut self, parts: &[Prop], env: &mut Env) -> Prop {
        let mut result = Vec::with_capacity(parts.len());
        for part in parts {
            match self.prop(part, env) {
                Prop::True => return Prop::True,
                other => result.push(other),
            }
        }
        Prop::or(result)
    }

    /// The body for each element that is not settled by a set at its top.
    fn cases_of(&mut self, var: VarId, kind: KindId, body: &Prop, some: bool, env: &mut Env) -> Vec<Prop> {
        let mut cases = Vec::new();
        for index in self.candidates(var, kind, body, some, env).ones() {
            env.push(var, element(kind, index));
            cases.push(self.prop(body, env));
            env.pop();
        }
        cases
    }

    /// The representatives, without those for which a part of the body alone decides it (as false for "some",
    /// as true for "every").
    fn candidates(&self, var: VarId, kind: KindId, body: &Prop, some: bool, env: &Env) -> FixedBitSet {
        let mut left = if let Some(set) = self.representatives.of(kind) {
            set.clone()
        } else {
            let mut all = FixedBitSet::with_capacity(self.folder.constants.len(kind));
            all.set_range(.., true);
            all
        };
        let parts = match body {
            Prop::And(parts) if some => &parts[..],
            Prop::Or(parts) if !some => &parts[..],
            alone => std::slice::from_ref(alone),
        };
        for part in parts {
            match part {
                Prop::Among(other, set) if *other == var => keep(&mut left, set, some),
                Prop::Cell(positive, table, Term::Var(row), column)
                    if *row == var && !column_is(column, var) =>
                {
                    let Some(grid) = self.folder.constants.grid(*table).filter(|g| g.unknown.is_empty())
                    else {
                        continue;
                    };
                    if let Some(Known::Element(column)) = self.folder.value(column, env) {
                        keep(&mut left, &grid.columns[column.index as usize], *positive == some);
                    }
                }
                _ => {}
            }
        }
        left
    }

    fn fact(&mut self, positive: bool, symbol: Symbol, args: &[Term], env: &Env) -> Prop {
        if args.iter().all(|arg| !matches!(arg, Term::Attribute(..))) {
            self.size += 1;
            return Prop::Fact(positive, symbol, args.iter().map(|arg| meant(arg, env)).collect());
        }
        let mut all: Vec<(Vec<Prop>, Vec<Term>)> = vec![(Vec::new(), Vec::new())];
        for arg in args {
            let cases = self.values(arg, env, true);
            all = all
                .into_iter()
                .flat_map(|(when, terms)| {
                    cases.iter().map(move |(condition, term)| {
                        let mut when = when.clone();
                        when.extend(condition.iter().cloned());
                        (when, [&terms[..], std::slice::from_ref(term)].concat())
                    })
                })
                .collect();
        }
        self.size += all.len();
        Prop::or(all.into_iter().map(|(mut when, terms)| {
            when.push(Prop::Fact(positive, symbol, terms));
            Prop::and(when)
        }))
    }

    fn cell(&mut self, positive: bool, table: RelationId, row: &Term, column: &Term, env: &Env) -> Prop {
        let Some(grid) = self.folder.constants.grid(table) else { return Prop::False };
        if let (Term::Element(r), Term::Element(c)) = (meant(row, env), meant(column, env))
            && let Some(value) = grid.cell(r.index, c.index)
        {
            return Prop::constant(value == positive);
        }
        let (rows, columns) = (self.values(row, env, true), self.values(column, env, true));
        let mut result = Vec::new();
        for (when, row) in &rows {
            for (and, column) in &columns {
                let (Term::Element(r), Term::Element(c)) = (row, column) else { return Prop::False };
                let value = match grid.cell(r.index, c.index) {
                    Some(value) => Prop::constant(value == positive),
                    None => Prop::Fact(positive, Symbol::Relation(table), vec![row.clone(), column.clone()]),
                };
                result.push(Prop::and(when.iter().chain(and).cloned().chain([value])));
            }
        }
        Prop::or(result)
    }

    fn comparison(&mut self, op: Comparison, left: &Term, right: &Term, env: &Env) -> Prop {
        let (lefts, rights) = (self.values(left, env, false), self.values(right, env, false));
        let mut result = Vec::new();
        for (when, left) in &lefts {
            for (and, right) in &rights {
                result.push(Prop::and(when.iter().chain(and).cloned().chain([compared(op, left, right)])));
            }
        }
        Prop::or(result)
    }

    /// What a term can be, and when. With `spread`, every value of a closed kind is a case of its own.
    fn values(&self, term: &Term, env: &Env, spread: bool) -> Vec<(Vec<Prop>, Term)> {
        match term {
            Term::Var(_) | Term::Element(_) | Term::Quantity(_) => vec![(Vec::new(), meant(term, env))],
            Term::Attribute(attribute, of) => {
                let mut all = Vec::new();
                for (when, of) in self.values(of, env, true) {
                    self.attribute(*attribute, &of, &when, spread, &mut all);
                }
                all
            }
        }
    }

    fn attribute(
        &self,
        attribute: AttributeId,
        of: &Term,
        when: &[Prop],
        spread: bool,
        all: &mut Vec<(Vec<Prop>, Term)>,
    ) {
        let known = match of {
            Term::Element(of) => {
                self.folder.constants.value(attribute, of.index).map(|value| (value, of.index))
            }
            _ => None,
        };
        let and = |condition: Prop| when.iter().cloned().chain([condition]).collect::<Vec<_>>();
        let unknown_when = match known {
            Some((value, _)) if !self.guarded => {
                all.push((when.to_vec(), known_term(value)));
                return;
            }
            Some((value, element)) => {
                let guard = Guard::Value(attribute, element);
                all.push((and(Prop::Switch(true, guard)), known_term(value)));
                and(Prop::Switch(false, guard))
            }
            None => when.to_vec(),
        };
        let unknown = Term::Attribute(attribute, Box::new(of.clone()));
        let kind = self.folder.constants.closed_sort(self.folder.constants.attribute_sort(attribute));
        match kind {
            Some(kind) if spread => {
                for index in 0..self.folder.constants.len(kind) {
                    let value = Term::Element(element(kind, index));
                    let mut when = unknown_when.clone();
                    when.push(Prop::Compare(Comparison::Eq, unknown.clone(), value.clone()));
                    all.push((when, value));
                }
            }
            _ => all.push((unknown_when, unknown)),
        }
    }
}

fn column_is(column: &Term, var: VarId) -> bool {
    super::prop::term_mentions(column, var)
}

/// The term, or what the variable that it is stands for.
fn meant(term: &Term, env: &Env) -> Term {
    match term {
        Term::Var(var) => env.get(*var).map_or_else(|| term.clone(), Term::Element),
        other => other.clone(),
    }
}

/// Keeps the members of the set, or the others.
fn keep(left: &mut FixedBitSet, set: &FixedBitSet, members: bool) {
    if members {
        left.intersect_with(set);
    } else {
        left.difference_with(set);
    }
}

fn known_term(value: Known) -> Term {
    match value {
        Known::Element(element) => Term::Element(element),
        Known::Quantity(quantity) => Term::Quantity(quantity),
    }
}

/// A comparison, decided where both sides are constants or the same.
fn compared(op: Comparison, left: &Term, right: &Term) -> Prop {
    match (left, right) {
        (Term::Element(left), Term::Element(right)) => Prop::constant(compares(op, left, right)),
        (Term::Quantity(left), Term::Quantity(right)) => Prop::constant(compares(op, left, right)),
        _ if left == right => Prop::constant(matches!(op, Comparison::Eq | Comparison::Le | Comparison::Ge)),
        _ => Prop::Compare(op, left.clone(), right.clone()),
    }
}
