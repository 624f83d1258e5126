//! A term in the place of a variable.

use super::prop::{Guarded, Prop};
use crate::model::{Term, VarId};
use crate::syntax::tree::Comparison;

/// The formula with `term` in the place of the free `var`. No variable of `term` is bound inside.
pub fn substitute(prop: &Prop, var: VarId, term: &Term) -> Prop {
    substitute_all(prop, &[(var, term.clone())])
}

/// The formula with all these terms in the places of free variables, at once. No variable of theirs is bound inside.
pub fn substitute_all(prop: &Prop, pairs: &[(VarId, Term)]) -> Prop {
    if !pairs.iter().any(|(var, _)| prop.mentions(*var)) {
        return prop.clone();
    }
    let one = |old: &Term| in_term(old, pairs);
    let all = |old: &[Term]| old.iter().map(one).collect::<Vec<_>>();
    match prop {
        Prop::Fact(positive, symbol, args) => Prop::Fact(*positive, *symbol, all(args)),
        Prop::Cell(positive, table, row, column) => Prop::Cell(*positive, *table, one(row), one(column)),
        Prop::Compare(op, left, right) => compare(*op, one(left), one(right)),
        Prop::Among(var, set) => among(&one(&Term::Var(*var)), set, prop),
        Prop::And(parts) => Prop::and(parts.iter().map(|part| substitute_all(part, pairs))),
        Prop::Or(parts) => Prop::or(parts.iter().map(|part| substitute_all(part, pairs))),
        Prop::Card(least, parts) => {
            Prop::card(*least, parts.iter().map(|part| substitute_all(part, pairs)).collect())
        }
        Prop::AtLeast(least, bound, body) => Prop::at_least(*least, *bound, substitute_all(body, pairs)),
        Prop::AllBut(most, bound, body) => Prop::all_but(*most, *bound, substitute_all(body, pairs)),
        Prop::Guarded(inner) => {
            let body = substitute_all(&inner.body, pairs);
            Prop::Guarded(Box::new(Guarded { args: all(&inner.args), body, ..**inner }))
        }
        Prop::True | Prop::False | Prop::Switch(..) => prop.clone(),
    }
}

fn in_term(old: &Term, pairs: &[(VarId, Term)]) -> Term {
    match old {
        Term::Var(var) => {
            pairs.iter().find(|(v, _)| v == var).map_or_else(|| old.clone(), |(_, t)| t.clone())
        }
        Term::Attribute(attribute, of) => Term::Attribute(*attribute, Box::new(in_term(of, pairs))),
        Term::Element(_) | Term::Quantity(_) => old.clone(),
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
fn among(term: &Term, set: &std::sync::Arc<fixedbitset::FixedBitSet>, prop: &Prop) -> Prop {
    match term {
        Term::Var(var) => Prop::Among(*var, std::sync::Arc::clone(set)),
        Term::Element(element) => Prop::constant(set.contains(element.index as usize)),
        _ => prop.clone(),
    }
}
