//! Whether two formulas of one model are the same but for the names of their variables and the articles they cite.

use std::collections::BTreeMap;

use crate::model::{Formula, Term, VarId};

/// Compares; `map` tells which free variables stand for each other.
pub fn alike(one: &Formula, two: &Formula, map: &mut BTreeMap<VarId, VarId>) -> bool {
    let each = |a: &[Formula], b: &[Formula], map: &mut BTreeMap<VarId, VarId>| {
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| alike(a, b, map))
    };
    match (one, two) {
        (Formula::Cited(_, body), other) => alike(body, other, map),
        (other, Formula::Cited(_, body)) => alike(other, body, map),
        (Formula::True, Formula::True) | (Formula::False, Formula::False) => true,
        (Formula::Atom(a, x), Formula::Atom(b, y)) => a == b && terms(x, y, map),
        (Formula::Due(a, x), Formula::Due(b, y)) | (Formula::Done(a, x), Formula::Done(b, y)) => {
            a == b && terms(x, y, map)
        }
        (Formula::Compare(op, a, b), Formula::Compare(other, c, d)) => {
            op == other && term(a, c, map) && term(b, d, map)
        }
        (Formula::Not(a), Formula::Not(b)) => alike(a, b, map),
        (Formula::And(a), Formula::And(b)) | (Formula::Or(a), Formula::Or(b)) => each(a, b, map),
        (Formula::ForAll(v, a), Formula::ForAll(w, b)) | (Formula::Exists(v, a), Formula::Exists(w, b)) => {
            binds(v, w, map) && alike(a, b, map)
        }
        (Formula::Count(op, n, var, one), Formula::Count(other, m, second, two)) => {
            op == other && n == m && binds(&[*var], &[*second], map) && alike(one, two, map)
        }
        (Formula::May(who, act, args), Formula::May(other, same, others))
        | (Formula::Must(who, act, args), Formula::Must(other, same, others))
        | (Formula::Did(who, act, args), Formula::Did(other, same, others)) => {
            act == same && term(who, other, map) && terms(args, others, map)
        }
        (Formula::Records(act, args, record), Formula::Records(same, others, other)) => {
            act == same && terms(args, others, map) && term(record, other, map)
        }
        (Formula::Reading(a), Formula::Reading(b)) => a == b,
        _ => false,
    }
}

/// Whether two terms are the same.
pub fn term(one: &Term, two: &Term, map: &BTreeMap<VarId, VarId>) -> bool {
    match (one, two) {
        (Term::Var(a), Term::Var(b)) => map.get(a).unwrap_or(a) == b,
        (Term::Attribute(a, x), Term::Attribute(b, y)) => a == b && term(x, y, map),
        (a, b) => a == b,
    }
}

fn terms(one: &[Term], two: &[Term], map: &BTreeMap<VarId, VarId>) -> bool {
    one.len() == two.len() && one.iter().zip(two).all(|(a, b)| term(a, b, map))
}

fn binds(one: &[VarId], two: &[VarId], map: &mut BTreeMap<VarId, VarId>) -> bool {
    map.extend(one.iter().copied().zip(two.iter().copied()));
    one.len() == two.len()
}
