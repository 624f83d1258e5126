//! A term in the place of a variable.

use super::prop::{Guarded, Prop, term_mentions};
use crate::model::{Term, VarId};
use crate::syntax::tree::Comparison;

/// The formula with `term` in the place of the free `var`. No variable of `term` is bound inside.
pub fn substitute(prop: &Prop, var: VarId, term: &Term) -> Prop {
    if !prop.mentions(var) {
        return prop.clone();
    }
    let one = |old: &Term| in_term(old, var, term);
    let all = |old: &[Term]| old.iter().map(one).collect::<Vec<_>>();
    match prop {
        Prop::Fact(positive, symbol, args) => Prop::Fact(*positive, *symbol, all(args)),
        Prop::Cell(positive, table, row, column) => Prop::Cell(*positive, *table, one(row), one(column)),
        Prop::Compare(op, left, right) => compare(*op, one(left), one(right)),
        Prop::Among(_, set) => among(term, set, prop),
        Prop::And(parts) => Prop::and(parts.iter().map(|part| substitute(part, var, term))),
        Prop::Or(parts) => Prop::or(parts.iter().map(|part| substitute(part, var, term))),
        Prop::Card(least, parts) => {
            Prop::card(*least, parts.iter().map(|part| substitute(part, var, term)).collect())
        }
        Prop::AtLeast(least, bound, body) => Prop::at_least(*least, *bound, substitute(body, var, term)),
        Prop::AllBut(most, bound, body) => Prop::all_but(*most, *bound, substitute(body, var, term)),
        Prop::Guarded(inner) => {
            let body = substitute(&inner.body, var, term);
            Prop::Guarded(Box::new(Guarded { args: all(&inner.args), body, ..**inner }))
        }
        Prop::True | Prop::False | Prop::Switch(..) => prop.clone(),
    }
}

fn in_term(old: &Term, var: VarId, term: &Term) -> Term {
    match old {
        Term::Var(other) if *other == var => term.clone(),
        Term::Attribute(attribute, of) if term_mentions(of, var) => {
            Term::Attribute(*attribute, Box::new(in_term(of, var, term)))
        }
        _ => old.clone(),
    }
}

/// A comparison of a variable with itself is decided; others stay as they are.
fn compare(op: Comparison, left: Term, right: Term) -> Prop {
    if left == right && matches!(left, Term::Var(_)) {
        return Prop::constant(matches!(op, Comparison::Eq | Comparison::Le | Comparison::Ge));
    }
    Prop::Compare(op, left, right)
}

/// Sets are made after the last variable has been replaced by a term; elements and variables are what may come.
fn among(term: &Term, set: &std::rc::Rc<fixedbitset::FixedBitSet>, prop: &Prop) -> Prop {
    match term {
        Term::Var(var) => Prop::Among(*var, std::rc::Rc::clone(set)),
        Term::Element(element) => Prop::constant(set.contains(element.index as usize)),
        _ => prop.clone(),
    }
}
