//! What the solver is asked: plain formulas over facts, with negations at the atoms.
//!
//! Every form is monotone in its parts, so that a part may be replaced by a weaker one and the whole gets weaker.

use std::sync::Arc;

use fixedbitset::FixedBitSet;

use super::guard::Guard;
use super::hash::QuickSet;
use crate::model::{ActId, RelationId, Term, VarId};
use crate::syntax::tree::Comparison;

/// A formula in negation normal form. The flag of an atom is false where it is negated.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Prop {
    True,
    False,
    /// A fact, office, naming, history or unknown.
    Fact(bool, Symbol, Vec<Term>),
    /// A cell of a table: row and column.
    Cell(bool, RelationId, Term, Term),
    Compare(Comparison, Term, Term),
    /// The variable, of a closed kind, is one of these elements.
    Among(VarId, Arc<FixedBitSet>),
    And(Vec<Prop>),
    Or(Vec<Prop>),
    /// At least so many values of the variable satisfy the body; 1 is "some".
    AtLeast(u32, VarId, Box<Prop>),
    /// All values but at most so many satisfy the body; 0 is "every".
    AllBut(u32, VarId, Box<Prop>),
    /// At least so many of these hold.
    Card(u32, Vec<Prop>),
    /// The body, as long as the guard is on; otherwise unknown, the same unknown for the same arguments.
    Guarded(Box<Guarded>),
    /// Whether the guard is on (or off).
    Switch(bool, Guard),
}

/// See [`Prop::Guarded`].
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Guarded {
    pub guard: Guard,
    /// Whether it stands for the guarded formula or for its negation.
    pub positive: bool,
    /// What the guarded formula depends on.
    pub args: Vec<Term>,
    pub body: Prop,
}

/// What is true or false of arguments in a world.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Symbol {
    /// A fact, office or naming; of a table, a cell that the source does not tell.
    Relation(RelationId),
    /// Who did what: the actor, then the act's arguments.
    Did(ActId),
    /// That somebody did it: the act's arguments.
    Done(ActId),
    /// What a guard leaves unknown when it is off.
    Free(Guard),
}

impl Prop {
    /// The conjunction, flattened and without repetitions.
    pub fn and(parts: impl IntoIterator<Item = Prop>) -> Prop {
        let mut all: Vec<Prop> = Vec::new();
        for part in parts {
            match part {
                Prop::True => {}
                Prop::False => return Prop::False,
                Prop::And(inner) => all.extend(inner),
                other => all.push(other),
            }
        }
        single(unique(all), Prop::True, Prop::And)
    }

    /// The disjunction, flattened and without repetitions.
    pub fn or(parts: impl IntoIterator<Item = Prop>) -> Prop {
        let mut all: Vec<Prop> = Vec::new();
        for part in parts {
            match part {
                Prop::False => {}
                Prop::True => return Prop::True,
                Prop::Or(inner) => all.extend(inner),
                other => all.push(other),
            }
        }
        single(unique(all), Prop::False, Prop::Or)
    }

    /// True or false.
    pub fn constant(value: bool) -> Prop {
        if value { Prop::True } else { Prop::False }
    }

    /// What holds iff it does not.
    #[must_use]
    pub fn negated(&self) -> Prop {
        match self {
            Prop::True => Prop::False,
            Prop::False => Prop::True,
            Prop::Fact(positive, symbol, args) => Prop::Fact(!positive, *symbol, args.clone()),
            Prop::Cell(positive, table, row, column) => {
                Prop::Cell(!positive, *table, row.clone(), column.clone())
            }
            Prop::Compare(op, left, right) => {
                Prop::Compare(super::expand::opposite(*op), left.clone(), right.clone())
            }
            Prop::Among(var, set) => {
                let mut others = (**set).clone();
                others.toggle_range(..);
                Prop::Among(*var, Arc::new(others))
            }
            Prop::And(parts) => Prop::or(parts.iter().map(Prop::negated).collect::<Vec<_>>()),
            Prop::Or(parts) => Prop::and(parts.iter().map(Prop::negated).collect::<Vec<_>>()),
            Prop::AtLeast(least, var, body) => Prop::all_but(least.saturating_sub(1), *var, body.negated()),
            Prop::AllBut(most, var, body) => Prop::at_least(most + 1, *var, body.negated()),
            Prop::Card(least, parts) => {
                let all = u32::try_from(parts.len()).unwrap_or(u32::MAX);
                Prop::card((all + 1).saturating_sub(*least), parts.iter().map(Prop::negated).collect())
            }
            Prop::Guarded(inner) => Prop::Guarded(Box::new(Guarded {
                positive: !inner.positive,
                body: inner.body.negated(),
                ..(**inner).clone()
            })),
            Prop::Switch(on, guard) => Prop::Switch(!on, *guard),
        }
    }

    /// Whether it is already decided.
    pub fn known(&self) -> Option<bool> {
        match self {
            Prop::True => Some(true),
            Prop::False => Some(false),
            _ => None,
        }
    }

    /// Whether it has no quantifiers.
    pub fn is_plain(&self) -> bool {
        let mut plain = true;
        self.walk(&mut |part| plain &= !matches!(part, Prop::AtLeast(..) | Prop::AllBut(..)));
        plain
    }

    /// Whether the variable occurs free.
    pub fn mentions(&self, var: VarId) -> bool {
        let in_terms = |terms: &[Term]| terms.iter().any(|term| term_mentions(term, var));
        match self {
            Prop::True | Prop::False | Prop::Switch(..) => false,
            Prop::Fact(_, _, args) => in_terms(args),
            Prop::Cell(_, _, left, right) | Prop::Compare(_, left, right) => {
                term_mentions(left, var) || term_mentions(right, var)
            }
            Prop::Among(other, _) => *other == var,
            Prop::And(parts) | Prop::Or(parts) | Prop::Card(_, parts) => {
                parts.iter().any(|p| p.mentions(var))
            }
            Prop::AtLeast(_, bound, body) | Prop::AllBut(_, bound, body) => {
                *bound != var && body.mentions(var)
            }
            Prop::Guarded(inner) => in_terms(&inner.args) || inner.body.mentions(var),
        }
    }

    /// Calls `see` with this and every formula inside it.
    pub fn walk<'a>(&'a self, see: &mut impl FnMut(&'a Prop)) {
        see(self);
        match self {
            Prop::And(parts) | Prop::Or(parts) | Prop::Card(_, parts) => {
                parts.iter().for_each(|p| p.walk(see));
            }
            Prop::AtLeast(_, _, body) | Prop::AllBut(_, _, body) => body.walk(see),
            Prop::Guarded(inner) => inner.body.walk(see),
            _ => {}
        }
    }

    /// The formula with every atom (what has no formula inside) replaced, simplified on the way.
    #[must_use]
    pub fn map(&self, atom: &mut impl FnMut(&Prop) -> Prop) -> Prop {
        match self {
            Prop::And(parts) => Prop::and(parts.iter().map(|part| part.map(atom)).collect::<Vec<_>>()),
            Prop::Or(parts) => Prop::or(parts.iter().map(|part| part.map(atom)).collect::<Vec<_>>()),
            Prop::Card(least, parts) => Prop::card(*least, parts.iter().map(|part| part.map(atom)).collect()),
            Prop::AtLeast(least, var, body) => Prop::at_least(*least, *var, body.map(atom)),
            Prop::AllBut(most, var, body) => Prop::all_but(*most, *var, body.map(atom)),
            Prop::Guarded(inner) => {
                let body = inner.body.map(atom);
                Prop::Guarded(Box::new(Guarded { body, args: inner.args.clone(), ..**inner }))
            }
            other => atom(other),
        }
    }

    /// [`Prop::AtLeast`], decided where the number alone decides it.
    pub fn at_least(least: u32, var: VarId, body: Prop) -> Prop {
        if least == 0 {
            return Prop::True;
        }
        if body == Prop::False { Prop::False } else { Prop::AtLeast(least, var, Box::new(body)) }
    }

    /// [`Prop::AllBut`], decided where the body alone decides it.
    pub fn all_but(most: u32, var: VarId, body: Prop) -> Prop {
        if body == Prop::True { Prop::True } else { Prop::AllBut(most, var, Box::new(body)) }
    }

    /// [`Prop::Card`], without the parts that are decided.
    pub fn card(least: u32, parts: Vec<Prop>) -> Prop {
        let surely = parts.iter().filter(|part| **part == Prop::True).count();
        let open: Vec<Prop> = parts.into_iter().filter(|part| part.known().is_none()).collect();
        let least = (least as usize).saturating_sub(surely);
        match least {
            0 => Prop::True,
            1 => Prop::or(open),
            _ if least > open.len() => Prop::False,
            _ if least == open.len() => Prop::and(open),
            _ => Prop::Card(u32::try_from(least).unwrap_or(u32::MAX), open),
        }
    }
}

/// Whether the variable occurs in the term.
pub fn term_mentions(term: &Term, var: VarId) -> bool {
    match term {
        Term::Var(other) => *other == var,
        Term::Attribute(_, of) => term_mentions(of, var),
        Term::Element(_) | Term::Quantity(_) => false,
    }
}

fn single(mut parts: Vec<Prop>, empty: Prop, join: fn(Vec<Prop>) -> Prop) -> Prop {
    match parts.len() {
        0 => empty,
        1 => parts.swap_remove(0),
        _ => join(parts),
    }
}

/// So many parts are sooner compared with each other than put into a table.
const FEW: usize = 8;

/// The parts in order, each once.
fn unique(mut parts: Vec<Prop>) -> Vec<Prop> {
    if parts.len() <= FEW {
        for at in (1..parts.len()).rev() {
            if parts[..at].contains(&parts[at]) {
                parts.remove(at);
            }
        }
        return parts;
    }
    let mut seen = QuickSet::default();
    let repeated: Vec<bool> = parts.iter().map(|part| !seen.insert(part)).collect();
    if !repeated.contains(&true) {
        return parts;
    }
    parts.into_iter().zip(repeated).filter(|(_, again)| !again).map(|(part, _)| part).collect()
}
