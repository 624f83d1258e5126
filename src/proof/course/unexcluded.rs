//! A world that no proof by induction excludes: all survivors of the candidates hold in it, and it is as the goal wants.
//!
//! Whether any course leads there is not known. The evaluator has confirmed what is said of it.

use super::super::prop::{Prop, Symbol};
use super::super::search::{Found, Search, least_world};
use super::super::session::Session;
use super::super::witness::{self, Past, Witness};
use super::invariant::{Invariant, for_all, named};
use super::reach::Goal;
use super::system::{Cell, System};
use crate::model::{ActId, Formula, Term};

/// The least such world; none if there is none of the sizes tried, or the evaluator does not confirm it.
pub fn world(
    session: &mut Session,
    system: &System,
    survivors: &[Invariant],
    goal: &Goal,
) -> Option<Witness> {
    let parts = survivors.iter().map(|invariant| invariant.prop.clone());
    let parts = parts.chain(remembered(system)).chain([system.always.clone(), goal.prop.clone()]);
    let people = system.cast.people.iter().take(goal.actors.unwrap_or(0) as usize);
    let prop = people.fold(Prop::and(parts), |body, var| Prop::at_least(1, *var, body));
    let Ok(Search::Found(found)) = least_world(session, system.constants, &prop) else { return None };
    let witness = witness::anyhow(system.constants, &found, &goal.shown, &together(survivors)?)?;
    Some(Witness { past: past(system, &found), ..witness })
}

/// That of what is done somebody did each: the evaluator knows what is done from who did it.
fn remembered(system: &System) -> Vec<Prop> {
    let by_somebody = |cell: &Cell| {
        let Symbol::Done(act) = cell.symbol else { return None };
        let (done, actor) = (named(system, cell, 0), system.cast.past(act).actor);
        let Prop::Fact(_, _, args) = &done.fact else { return None };
        let did = Prop::Fact(true, Symbol::Did(act), [&[Term::Var(actor)], &args[..]].concat());
        let somebody = Prop::at_least(1, actor, did);
        Some(for_all(&done.vars, Prop::or([done.fact.negated(), somebody])))
    };
    let done_by = |cell: &Cell| {
        let Symbol::Did(act) = cell.symbol else { return None };
        let done = Cell { symbol: Symbol::Done(act), elements: cell.elements.get(1..)?.to_vec() };
        if !system.cells.contains(&done) {
            return None;
        }
        let did = named(system, cell, 0);
        let Prop::Fact(_, _, args) = &did.fact else { return None };
        let done = Prop::Fact(true, Symbol::Done(act), args.get(1..)?.to_vec());
        Some(for_all(&did.vars, Prop::or([did.fact.negated(), done])))
    };
    let all = system.cells.iter();
    all.filter_map(|cell| by_somebody(cell).or_else(|| done_by(cell))).collect()
}

/// What has been done in the world; by whom, where that matters.
fn past(system: &System, found: &Found) -> Vec<Past> {
    let asked = |act: ActId| system.cells.iter().any(|cell| cell.symbol == Symbol::Did(act));
    let true_facts = found.facts.iter().filter(|(_, holds)| **holds);
    let past = true_facts.filter_map(|((symbol, args), _)| match symbol {
        Symbol::Did(act) if asked(*act) => {
            let (person, args) = args.split_first()?;
            Some(Past { act: *act, person: Some(*person), args: args.to_vec() })
        }
        Symbol::Done(act) if !asked(*act) => Some(Past { act: *act, person: None, args: args.clone() }),
        _ => None,
    });
    past.collect()
}

/// All of them in one formula; none if one is too long to be read. Those who act are some people.
fn together(invariants: &[Invariant]) -> Option<Formula> {
    let mut people: Vec<_> = invariants.iter().flat_map(Invariant::people).collect();
    people.sort_unstable();
    people.dedup();
    let all = invariants.iter().map(Invariant::formula).collect::<Option<Vec<_>>>()?;
    Some(Formula::exists(people, Formula::and(all)))
}
