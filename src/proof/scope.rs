//! Quantifiers pushed inwards, so that what depends on few variables is settled over few variables.
//!
//! Over a closed kind this is what keeps a permission matrix from being multiplied by itself: in "some task, some
//! type: he has the type and the type's row has the task", the inner question is a row of bits, not a product.

use super::constants::Constants;
use super::prop::{Prop, term_mentions};
use super::substitute::substitute;
use crate::model::{Sort, Term, VarId};
use crate::syntax::tree::Comparison;

/// At most so many alternatives are made by distributing "and" over "or".
const ALTERNATIVES: usize = 32;

/// The same formula with quantifiers as far inside as they go. Guards must have been dissolved.
pub fn narrow(constants: &Constants, prop: Prop) -> Prop {
    match prop {
        Prop::And(parts) => Prop::and(parts.into_iter().map(|part| narrow(constants, part))),
        Prop::Or(parts) => Prop::or(parts.into_iter().map(|part| narrow(constants, part))),
        Prop::Card(least, parts) => {
            Prop::card(least, parts.into_iter().map(|part| narrow(constants, part)).collect())
        }
        Prop::AtLeast(1, var, body) => {
            Scope { constants, some: true }.block(vec![var], narrow(constants, *body))
        }
        Prop::AllBut(0, var, body) => {
            Scope { constants, some: false }.block(vec![var], narrow(constants, *body))
        }
        Prop::AtLeast(least, var, body) => Prop::at_least(least, var, narrow(constants, *body)),
        Prop::AllBut(most, var, body) => Prop::all_but(most, var, narrow(constants, *body)),
        other => other,
    }
}

/// The rules for "some", of which those for "every" are the mirror image: read "and" as "or" and so on.
struct Scope<'a> {
    constants: &'a Constants<'a>,
    some: bool,
}

impl Scope<'_> {
    /// Some values of `vars` satisfy the body.
    fn block(&self, mut vars: Vec<VarId>, body: Prop) -> Prop {
        let closed = |var: &VarId| self.constants.closed(*var).is_some();
        match body {
            Prop::True | Prop::False if vars.iter().all(|var| self.constants.inhabited(*var)) => body,
            Prop::Or(parts) if self.some && vars.iter().all(closed) => {
                Prop::or(parts.into_iter().map(|part| self.block(vars.clone(), part)))
            }
            Prop::And(parts) if !self.some && vars.iter().all(closed) => {
                Prop::and(parts.into_iter().map(|part| self.block(vars.clone(), part)))
            }
            Prop::AtLeast(1, var, inner) if self.some => {
                vars.push(var);
                self.block(vars, *inner)
            }
            Prop::AllBut(0, var, inner) if !self.some => {
                vars.push(var);
                self.block(vars, *inner)
            }
            Prop::And(parts) if self.some => self.conjuncts(vars, parts),
            Prop::Or(parts) if !self.some => self.conjuncts(vars, parts),
            other => self.conjuncts(vars, vec![other]),
        }
    }

    /// Some values of `vars` satisfy all the parts.
    fn conjuncts(&self, mut vars: Vec<VarId>, mut parts: Vec<Prop>) -> Prop {
        while let Some((var, term, index)) = self.pinned(&vars, &parts) {
            parts.remove(index);
            vars.retain(|other| *other != var);
            let replaced = parts.iter().map(|part| substitute(part, var, &term)).collect::<Vec<_>>();
            match self.join(replaced) {
                Prop::And(inner) if self.some => parts = inner,
                Prop::Or(inner) if !self.some => parts = inner,
                other => return self.block(vars, other),
            }
        }
        while let Some(var) = self.innermost(&vars, &parts) {
            vars.retain(|other| *other != var);
            let (inside, outside) = parts.into_iter().partition(|part| part.mentions(var));
            parts = outside;
            parts.push(self.eliminate(var, inside));
            match self.join(parts) {
                Prop::And(inner) if self.some => parts = inner,
                Prop::Or(inner) if !self.some => parts = inner,
                other => parts = vec![other],
            }
        }
        self.wrap(&vars, parts)
    }

    /// Some value of this variable of a closed kind satisfies all the parts, all of which mention it.
    fn eliminate(&self, var: VarId, mut parts: Vec<Prop>) -> Prop {
        if parts.len() == 1 {
            return self.push(var, parts.remove(0));
        }
        let alternatives = |part: &Prop| match part {
            Prop::Or(inner) if self.some && !has_switch(inner) => inner.len(),
            Prop::And(inner) if !self.some && !has_switch(inner) => inner.len(),
            _ => 1,
        };
        let product = parts.iter().map(alternatives).fold(1, usize::saturating_mul);
        if product > 1 && product <= ALTERNATIVES {
            let split = parts.iter().position(|part| alternatives(part) > 1).unwrap_or(0);
            let (Prop::Or(cases) | Prop::And(cases)) = parts.remove(split) else {
                return Prop::constant(!self.some);
            };
            let case = |case: Prop| {
                let mut parts = parts.clone();
                parts.push(case);
                self.block(vec![var], self.join(parts))
            };
            return self.either(cases.into_iter().map(case).collect());
        }
        self.quantify(var, self.join(parts))
    }

    /// Some value of this variable satisfies the part: the variable goes inside as far as it can.
    fn push(&self, var: VarId, part: Prop) -> Prop {
        match part {
            Prop::And(parts) if self.some => self.conjuncts(vec![var], parts),
            Prop::Or(parts) if !self.some => self.conjuncts(vec![var], parts),
            Prop::And(_) | Prop::Or(_) => self.block(vec![var], part),
            Prop::AtLeast(1, inner, body) if self.some => self.quantify(inner, self.push(var, *body)),
            Prop::AllBut(0, inner, body) if !self.some => self.quantify(inner, self.push(var, *body)),
            _ => self.quantify(var, part),
        }
    }

    fn quantify(&self, var: VarId, body: Prop) -> Prop {
        if self.some { Prop::at_least(1, var, body) } else { Prop::all_but(0, var, body) }
    }

    /// The variable of a closed kind that leaves the smallest question inside.
    fn innermost(&self, vars: &[VarId], parts: &[Prop]) -> Option<VarId> {
        let closed = vars.iter().filter(|var| self.constants.closed(**var).is_some());
        closed.copied().min_by_key(|var| {
            let inside: Vec<&Prop> = parts.iter().filter(|part| part.mentions(*var)).collect();
            let others = |other: &&VarId| *other != var && inside.iter().any(|part| part.mentions(**other));
            let facts = inside.iter().filter(|part| !is_constant(part)).count();
            (facts, vars.iter().filter(others).count(), *var)
        })
    }

    /// A variable that a part makes equal to a term, and the part.
    fn pinned(&self, vars: &[VarId], parts: &[Prop]) -> Option<(VarId, Term, usize)> {
        let equal = if self.some { Comparison::Eq } else { Comparison::Ne };
        parts.iter().enumerate().find_map(|(index, part)| {
            let Prop::Compare(op, left, right) = part else { return None };
            if *op != equal {
                return None;
            }
            let pin = |one: &Term, other: &Term| match one {
                Term::Var(var)
                    if vars.contains(var) && !term_mentions(other, *var) && self.fits(*var, other) =>
                {
                    Some((*var, other.clone(), index))
                }
                _ => None,
            };
            pin(left, right).or_else(|| pin(right, left))
        })
    }

    /// Whether every value of the term is one of the variable's.
    fn fits(&self, var: VarId, term: &Term) -> bool {
        match (self.constants.model.vars[var.index()].sort, self.constants.sort(term)) {
            (Sort::Number | Sort::Duration, Sort::Number | Sort::Duration) => true,
            (own, other) => own == other,
        }
    }

    /// What is left of the block: variables of unbounded sorts around the parts that mention them.
    fn wrap(&self, vars: &[VarId], parts: Vec<Prop>) -> Prop {
        let (inside, mut outside): (Vec<_>, Vec<_>) =
            parts.into_iter().partition(|part| vars.iter().any(|var| part.mentions(*var)));
        let mut body = self.join(inside);
        for var in vars.iter().rev() {
            if body.mentions(*var) {
                body = self.quantify(*var, body);
            } else if !self.constants.inhabited(*var) {
                outside.push(self.quantify(*var, Prop::constant(self.some)));
            }
        }
        outside.insert(0, body);
        self.join(outside)
    }

    /// All the parts.
    fn join(&self, parts: Vec<Prop>) -> Prop {
        if self.some { Prop::and(parts) } else { Prop::or(parts) }
    }

    /// One of the cases.
    fn either(&self, cases: Vec<Prop>) -> Prop {
        if self.some { Prop::or(cases) } else { Prop::and(cases) }
    }
}

/// Whether an alternative is there for the sake of a guard; nothing is gained by spreading such alternatives.
fn has_switch(parts: &[Prop]) -> bool {
    let switch = |part: &Prop| matches!(part, Prop::Switch(..));
    parts.iter().any(|part| match part {
        Prop::And(inner) | Prop::Or(inner) => inner.iter().any(switch),
        other => switch(other),
    })
}

/// Whether only tables, attributes and equalities are asked about.
fn is_constant(prop: &Prop) -> bool {
    let mut constant = true;
    prop.walk(&mut |part| constant &= !matches!(part, Prop::Fact(..) | Prop::Switch(..) | Prop::Guarded(_)));
    constant
}
