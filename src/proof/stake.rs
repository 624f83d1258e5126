//! What is at stake: the provisions without which an answer would not be proved any more.
//!
//! A provision that is open leaves unknown what its clauses say; it does not take them away. Only provisions of a core
//! can be at stake: without any other, the core itself is a proof.

use super::claim::{Posed, Sought, Stop};
use super::course::Part;
use super::fold::Env;
use super::guard::{self, Guard};
use super::guards;
use super::inquiry::Inquiry;
use super::question::Question;
use super::rests::mentioned;
use super::session::Session;
use super::verdict::{Case, Verdict};
use crate::model::{ClaimKind, ElementId, Model, ProvisionId, RelationId};

/// Adds to a proof which of its provisions are at stake.
pub fn added(
    posed: &Posed,
    session: &mut Session,
    env: &Env,
    instance: &[ElementId],
    case: Case,
) -> Result<Case, Stop> {
    let part = match case.verdict {
        // What is possible is shown by a course, which rests on nothing else.
        _ if posed.claim.kind == ClaimKind::Possible && case.verdict != Verdict::Refuted => return Ok(case),
        Verdict::Proved | Verdict::ProvedAssuming | Verdict::ProvedWithoutTransfers => Part::Bad,
        Verdict::Refuted => Part::Good,
        Verdict::Vacuous => Part::Premise,
        _ => return Ok(case),
    };
    let inquiry = posed.part(part)?;
    let mut at_stake = Vec::new();
    for provision in case.articles.clone() {
        let open = Open { model: posed.constants.model, provision };
        let still = if case.invariants.is_empty() {
            still_impossible(posed, session, inquiry, env, &open)
        } else {
            let transfers = case.verdict != Verdict::ProvedWithoutTransfers;
            let sought = Sought { actors: posed.claim.persons, ..Sought::plain(part) };
            posed.never_without(session, &sought, env, instance, (&case.invariants, transfers), &open)?
        };
        if !still {
            at_stake.push(provision);
        }
    }
    Ok(Case { at_stake: Some(at_stake), ..case })
}

/// A provision of whose content nothing is known.
#[derive(Debug, Clone, Copy)]
pub struct Open<'a> {
    model: &'a Model,
    provision: ProvisionId,
}

impl Open<'_> {
    /// Whether the provision carries what the guard stands for.
    pub fn carries(&self, guard: Guard) -> bool {
        guard.provisions(self.model).contains(&self.provision)
    }

    /// Those of the tables that stand in it.
    pub fn tables(&self, tables: Vec<RelationId>) -> Vec<RelationId> {
        tables.into_iter().filter(|table| self.carries(Guard::Table(*table))).collect()
    }

    /// Those of the guards that do not stand in it, in declaration order.
    pub fn others(&self, guards: Vec<Guard>) -> Vec<Guard> {
        let others = guards.into_iter().filter(|guard| !self.carries(*guard));
        guard::in_order(self.model, others)
    }
}

/// Whether no world satisfies the instance while the provision is open.
fn still_impossible(posed: &Posed, session: &mut Session, inquiry: &Inquiry, env: &Env, open: &Open) -> bool {
    let constants = posed.constants;
    let tables = open.tables(guards::tables(&inquiry.expanded));
    let formula = guards::without_tables(constants, &inquiry.expanded, &tables);
    let asked = formula.and_then(|formula| Question::guarded(constants, formula).ask(env));
    asked.is_some_and(|asked| {
        let on = open.others(mentioned(constants, &asked.prop));
        session.excluded(constants, &asked.prop, &on)
    })
}
