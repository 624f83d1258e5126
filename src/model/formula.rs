//! Formulas and terms: the one type in which norms, roles, definitions, claims and cells are written.

use super::{ActId, AttributeId, CitedId, ElementId, KindId, ReadingChoice, RelationId, VarId};
use crate::syntax::tree::Comparison;

/// The sort of a variable or parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sort {
    Person,
    Kind(KindId),
    /// Integers.
    Number,
    /// Durations, as scalars (see [`Quantity`]).
    Duration,
}

/// A number, or a duration in millionths of a mean day (a month is 30.436875 days). Resolution refuses every
/// pair of durations that some calendar would order otherwise, so this order is the order everywhere.
pub type Quantity = i64;

/// A variable: its name as written (or invented for `_`) and its sort.
#[derive(Debug, Clone)]
pub struct Var {
    pub name: String,
    pub sort: Sort,
}

/// What an argument may be.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Term {
    Var(VarId),
    Element(ElementId),
    Quantity(Quantity),
    /// The attribute of an element; unknown where the text is silent.
    Attribute(AttributeId, Box<Term>),
}

/// Truth in one world of one course.
///
/// `_` became `Exists` around its atom; `implies`, `no`, `is`, `has` are gone. Variables of sort `Number` range
/// over all integers.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Formula {
    True,
    False,
    /// A fact, office, role, table or definition; for those about persons the person comes first.
    Atom(RelationId, Vec<Term>),
    Compare(Comparison, Term, Term),
    Not(Box<Formula>),
    And(Vec<Formula>),
    Or(Vec<Formula>),
    ForAll(Vec<VarId>, Box<Formula>),
    Exists(Vec<VarId>, Box<Formula>),
    /// The number of values of the variable that satisfy the body, compared with a constant.
    Count(Comparison, u32, VarId, Box<Formula>),
    /// `p may A(x)` in this world (checks only).
    May(Term, ActId, Vec<Term>),
    /// `p must A(x)` (checks only).
    Must(Term, ActId, Vec<Term>),
    /// `due A(x)` (checks only).
    Due(ActId, Vec<Term>),
    /// `p did A(x)` earlier in the course.
    Did(Term, ActId, Vec<Term>),
    /// Somebody did.
    Done(ActId, Vec<Term>),
    /// `A(x) records R` (checks only).
    Records(ActId, Vec<Term>, Term),
    /// The option is the one chosen.
    Reading(ReadingChoice),
    /// The same truth as its body; the handle by which answers name the articles they rest on.
    Cited(CitedId, Box<Formula>),
}

impl Formula {
    /// The conjunction, flattened; `True` when empty.
    pub fn and(parts: impl IntoIterator<Item = Formula>) -> Formula {
        let mut all = Vec::new();
        for part in parts {
            match part {
                Formula::True => {}
                Formula::False => return Formula::False,
                Formula::And(inner) => all.extend(inner),
                other => all.push(other),
            }
        }
        match all.len() {
            0 => Formula::True,
            1 => all.swap_remove(0),
            _ => Formula::And(all),
        }
    }

    /// The disjunction, flattened; `False` when empty.
    pub fn or(parts: impl IntoIterator<Item = Formula>) -> Formula {
        let mut all = Vec::new();
        for part in parts {
            match part {
                Formula::False => {}
                Formula::True => return Formula::True,
                Formula::Or(inner) => all.extend(inner),
                other => all.push(other),
            }
        }
        match all.len() {
            0 => Formula::False,
            1 => all.swap_remove(0),
            _ => Formula::Or(all),
        }
    }

    /// The negation; double negations vanish.
    #[must_use]
    pub fn negate(self) -> Formula {
        match self {
            Formula::True => Formula::False,
            Formula::False => Formula::True,
            Formula::Not(inner) => *inner,
            other => Formula::Not(Box::new(other)),
        }
    }

    /// The formula without the handles of citations.
    #[must_use]
    pub fn uncited(&self) -> Formula {
        let each = |parts: &[Formula]| parts.iter().map(Formula::uncited).collect();
        let inside = |body: &Formula| Box::new(body.uncited());
        match self {
            Formula::Cited(_, body) => body.uncited(),
            Formula::Not(body) => Formula::Not(inside(body)),
            Formula::And(parts) => Formula::And(each(parts)),
            Formula::Or(parts) => Formula::Or(each(parts)),
            Formula::ForAll(vars, body) => Formula::ForAll(vars.clone(), inside(body)),
            Formula::Exists(vars, body) => Formula::Exists(vars.clone(), inside(body)),
            Formula::Count(op, n, var, body) => Formula::Count(*op, *n, *var, inside(body)),
            other => other.clone(),
        }
    }

    /// Those of `vars` of which the body speaks exist such that it holds.
    pub fn exists_used(vars: &[VarId], body: Formula) -> Formula {
        let free = body.free_vars();
        Formula::exists(vars.iter().copied().filter(|var| free.contains(var)).collect(), body)
    }

    /// `vars` exist such that the body holds; the body itself when there are none.
    pub fn exists(vars: Vec<VarId>, body: Formula) -> Formula {
        if vars.is_empty() { body } else { Formula::Exists(vars, Box::new(body)) }
    }

    /// The body holds for all `vars`.
    pub fn for_all(vars: Vec<VarId>, body: Formula) -> Formula {
        if vars.is_empty() { body } else { Formula::ForAll(vars, Box::new(body)) }
    }
}
