//! What a proof rests on: a least set of guards without which it would fail.

use super::constants::Constants;
use super::fold::Env;
use super::guard::{self, Guard};
use super::guards;
use super::hash::QuickMap;
use super::prop::{Prop, Symbol};
use super::question::Question;
use super::session::Session;
use crate::model::{RelationId, RelationKind, Term};

/// The search for what answers rest on that come from the unsatisfiability of one formula, for any of its instances.
///
/// Done by doing without one table after the other, and then without one other guard after the other, in declaration
/// order; what is off is unknown, not false.
pub struct Rests<'a> {
    constants: &'a Constants<'a>,
    /// Expanded, with guards.
    formula: Prop,
    tables: Vec<RelationId>,
    /// Questions that have been made, by the tables of which nothing is known. None: too much to be written down.
    plain: QuickMap<Vec<RelationId>, Option<Question<'a>>>,
    guarded: QuickMap<Vec<RelationId>, Option<Question<'a>>>,
}

impl<'a> Rests<'a> {
    /// For a formula that is expanded and has its guards.
    pub fn new(constants: &'a Constants<'a>, formula: Prop) -> Self {
        let tables = guards::tables(&formula);
        Self { constants, formula, tables, plain: QuickMap::default(), guarded: QuickMap::default() }
    }

    /// A least set of guards that keeps the instance unsatisfiable; none if the solver gives up.
    pub fn on(&mut self, session: &mut Session, env: &Env) -> Option<Vec<Guard>> {
        let mut without = Vec::new();
        for table in self.tables.clone() {
            without.push(table);
            if !self.fails_without(session, &without, env) {
                without.pop();
            }
        }
        let kept = self.tables.iter().filter(|table| !without.contains(table));
        let kept: Vec<Guard> = kept.map(|table| Guard::Table(*table)).collect();
        let question = self.guarded.entry(without).or_insert_with_key(|without| {
            Some(Question::guarded(
                self.constants,
                guards::without_tables(self.constants, &self.formula, without)?,
            ))
        });
        let asked = question.as_ref()?.ask(env)?;
        let model = self.constants.model;
        let guards = guard::in_order(model, mentioned(self.constants, &asked.prop));
        let needed = session.needed(self.constants, &asked.prop, &guards)?;
        Some(guard::in_order(model, needed.into_iter().chain(kept)))
    }

    /// Whether the instance stays unsatisfiable with nothing known of these tables.
    fn fails_without(&mut self, session: &mut Session, without: &[RelationId], env: &Env) -> bool {
        let question = self.plain.entry(without.to_vec()).or_insert_with_key(|without| {
            Some(Question::new(
                self.constants,
                guards::without_tables(self.constants, &self.formula, without)?,
            ))
        });
        let asked = question.as_ref().and_then(|question| question.ask(env));
        asked.is_some_and(|asked| session.satisfiable(self.constants, &asked.prop) == Ok(false))
    }
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
