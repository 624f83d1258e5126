//! Invariants as formulas of the model, for people and programs to read.

use std::collections::BTreeSet;

use super::super::prop::{Prop, Symbol};
use super::cast::cast;
use super::invariant::Invariant;
use crate::model::{Formula, Model, Term, VarId};
use crate::syntax::tree::Comparison;

/// More alternatives than this are not written out for one "at least so many of these".
const ALTERNATIVES: usize = 64;

/// The model with the variables that invariants use. Nothing else in it is different.
pub fn with_own_variables(model: &Model) -> Model {
    cast(model).0
}

impl Invariant {
    /// The same as a formula over [`with_own_variables`]; none if it is too long to be read.
    pub fn formula(&self) -> Option<Formula> {
        formula(&self.prop)
    }

    /// The people of whom it speaks by name: those who act, where their number is limited. Nothing in the formula binds
    /// their variables.
    pub fn people(&self) -> Vec<VarId> {
        let mut vars = BTreeSet::new();
        self.prop.walk(&mut |part| match part {
            Prop::Fact(_, _, args) => args.iter().for_each(|term| var_of(term, &mut vars)),
            Prop::Compare(_, left, right) => {
                [left, right].into_iter().for_each(|term| var_of(term, &mut vars));
            }
            _ => {}
        });
        vars.into_iter().filter(|var| self.prop.mentions(*var)).collect()
    }
}

fn var_of(term: &Term, vars: &mut BTreeSet<VarId>) {
    match term {
        Term::Var(var) => _ = vars.insert(*var),
        Term::Attribute(_, of) => var_of(of, vars),
        Term::Element(_) | Term::Quantity(_) => {}
    }
}

fn formula(prop: &Prop) -> Option<Formula> {
    Some(match prop {
        Prop::True => Formula::True,
        Prop::False => Formula::False,
        Prop::Fact(positive, symbol, args) => signed(*positive, fact(*symbol, args)?),
        Prop::Cell(positive, table, row, column) => {
            signed(*positive, Formula::Atom(*table, vec![row.clone(), column.clone()]))
        }
        Prop::Compare(comparison, left, right) => Formula::Compare(*comparison, left.clone(), right.clone()),
        // A variable of a closed kind, which is written out before invariants are thought of.
        Prop::Among(..) | Prop::Switch(..) => return None,
        Prop::And(parts) => Formula::and(all(parts)?),
        Prop::Or(parts) => alternatives(all(parts)?),
        Prop::AtLeast(1, var, body) => some(*var, formula(body)?),
        Prop::AtLeast(least, var, body) => {
            Formula::Count(Comparison::Ge, *least, *var, Box::new(formula(body)?))
        }
        Prop::AllBut(0, var, body) => every(*var, formula(body)?),
        Prop::AllBut(most, var, body) => {
            Formula::Count(Comparison::Le, *most, *var, Box::new(formula(body)?.negate()))
        }
        Prop::Card(least, parts) => choices(*least as usize, &all(parts)?)?,
        Prop::Guarded(guarded) => formula(&guarded.body)?,
    })
}

fn all(parts: &[Prop]) -> Option<Vec<Formula>> {
    parts.iter().map(formula).collect()
}

/// Of things of which none may hold beside the others: that they are not all the case.
fn alternatives(parts: Vec<Formula>) -> Formula {
    let denied: Option<Vec<Formula>> = parts
        .iter()
        .map(|part| match part {
            Formula::Not(inner) => Some((**inner).clone()),
            _ => None,
        })
        .collect();
    match denied {
        Some(denied) if denied.len() > 1 => Formula::and(denied).negate(),
        _ => Formula::or(parts),
    }
}

fn signed(positive: bool, atom: Formula) -> Formula {
    if positive { atom } else { atom.negate() }
}

fn fact(symbol: Symbol, args: &[Term]) -> Option<Formula> {
    match symbol {
        Symbol::Relation(relation) => Some(Formula::Atom(relation, args.to_vec())),
        Symbol::Did(act) => {
            let (actor, args) = args.split_first()?;
            Some(Formula::Did(actor.clone(), act, args.to_vec()))
        }
        Symbol::Done(act) => Some(Formula::Done(act, args.to_vec())),
        Symbol::Free(_) => None,
    }
}

/// "Every" over one more variable, in one formula with those below it; "no" if the body is denied.
fn every(var: VarId, body: Formula) -> Formula {
    match body {
        Formula::Not(body) => some(var, *body).negate(),
        Formula::ForAll(vars, body) => Formula::ForAll([&[var], &vars[..]].concat(), body),
        body => Formula::ForAll(vec![var], Box::new(body)),
    }
}

/// "Some" over one more variable, in one formula with those below it.
fn some(var: VarId, body: Formula) -> Formula {
    match body {
        Formula::Exists(vars, body) => Formula::Exists([&[var], &vars[..]].concat(), body),
        body => Formula::Exists(vec![var], Box::new(body)),
    }
}

/// That at least so many of the parts hold.
fn choices(least: usize, parts: &[Formula]) -> Option<Formula> {
    let mut sets: Vec<Vec<Formula>> = vec![Vec::new()];
    for (index, part) in parts.iter().enumerate() {
        let left = parts.len() - index;
        let longer: Vec<Vec<Formula>> = sets
            .iter()
            .filter(|set| set.len() < least)
            .map(|set| [&set[..], std::slice::from_ref(part)].concat())
            .collect();
        // A set that needs every part that is left cannot do without this one.
        sets.retain(|set| set.len() + left > least);
        sets.extend(longer);
        if sets.len() > ALTERNATIVES {
            return None;
        }
    }
    Some(Formula::or(sets.into_iter().filter(|set| set.len() == least).map(Formula::and)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::RelationId;

    fn atoms(count: usize) -> Vec<Formula> {
        (0..count).map(|index| Formula::Atom(RelationId::from_index(index), Vec::new())).collect()
    }

    #[test]
    fn two_of_three_are_three_pairs() {
        let parts = atoms(3);
        let pair = |one: usize, other: usize| Formula::and([parts[one].clone(), parts[other].clone()]);
        let Some(Formula::Or(pairs)) = choices(2, &parts) else { panic!("alternatives") };
        assert_eq!(pairs.len(), 3);
        assert!([pair(0, 1), pair(0, 2), pair(1, 2)].iter().all(|wanted| pairs.contains(wanted)));
    }

    #[test]
    fn too_many_alternatives_are_not_written_out() {
        assert_eq!(choices(5, &atoms(20)), None);
    }
}
