//! What a proof rests on: a least set of guards without which it would fail.

use super::constants::Constants;
use super::fold::Env;
use super::guard::{self, Guard};
use super::guards;
use super::prop::{Prop, Symbol};
use super::question::Question;
use super::session::Session;
use crate::model::{RelationKind, Term};

/// Of everything that an unsatisfiable formula (expanded, with guards) depends on, a least set that keeps it so.
///
/// Found by doing without one table after the other, and then without one other guard after the other, in declaration
/// order; what is off is unknown, not false.
pub fn rests_on(
    session: &mut Session,
    constants: &Constants,
    expanded: &Prop,
    env: &Env,
) -> Option<Vec<Guard>> {
    let (expanded, tables) = without_needless_tables(session, constants, expanded, env);
    let asked = Question::guarded(constants, expanded).ask(env)?;
    let guards = guard::in_order(constants.model, mentioned(constants, &asked.prop));
    let needed = session.needed(constants, &asked.prop, &guards)?;
    Some(guard::in_order(constants.model, needed.into_iter().chain(tables)))
}

/// The formula with as few tables as keep it unsatisfiable, and these.
fn without_needless_tables(
    session: &mut Session,
    constants: &Constants,
    expanded: &Prop,
    env: &Env,
) -> (Prop, Vec<Guard>) {
    let mut formula = expanded.clone();
    let mut kept = Vec::new();
    for table in guards::tables(expanded) {
        let without = guards::without_table(constants, &formula, table);
        let asked = without.clone().and_then(|without| Question::new(constants, without).ask(env));
        match (without, asked) {
            (Some(without), Some(asked)) if session.satisfiable(constants, &asked.prop) == Ok(false) => {
                formula = without;
            }
            _ => kept.push(Guard::Table(table)),
        }
    }
    (formula, kept)
}

/// Every guard of which a formula speaks.
pub fn mentioned(constants: &Constants, prop: &Prop) -> Vec<Guard> {
    let mut guards = Vec::new();
    prop.walk(&mut |part| match part {
        Prop::Switch(_, guard) => guards.push(*guard),
        Prop::Fact(_, Symbol::Relation(relation), _) => {
            if matches!(constants.model.relations[relation.index()].kind, RelationKind::Office { .. }) {
                guards.push(Guard::Office(*relation));
            }
        }
        Prop::Compare(_, left, right) => {
            for term in [left, right] {
                known_values(constants, term, &mut guards);
            }
        }
        _ => {}
    });
    guards
}

/// The attributes of named members of open kinds are told to the solver one by one.
fn known_values(constants: &Constants, term: &Term, guards: &mut Vec<Guard>) {
    if let Term::Attribute(attribute, _) = term
        && constants.model.kinds[attribute.kind.index()].open
    {
        let size = u32::try_from(constants.len(attribute.kind)).unwrap_or(u32::MAX);
        let known = (0..size).filter(|element| constants.value(*attribute, *element).is_some());
        guards.extend(known.map(|element| Guard::Value(*attribute, element)));
    }
}
