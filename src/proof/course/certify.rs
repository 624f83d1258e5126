//! The proof, for every number of people, that some formulas hold in every world of every course.

use super::super::constants::Constants;
use super::super::fault::{self, Fault};
use super::super::prop::Prop;
use super::super::propagate::propagate;
use super::super::question::initially;
use super::super::session::{Session, Trouble};
use super::super::substitute::substitute_all;
use super::invariant::Invariant;
use super::search::Wanted;
use super::system::{Deed, System, cell, cells_of};
use super::timeline::{Rate, rate};
use crate::model::{Term, VarId};

/// Whether these formulas hold at the start, are kept by every act, and exclude the goal.
///
/// No change of circumstances touches them, since they speak of nothing that changes so: that is checked as well.
pub fn certified(
    session: &mut Session,
    system: &System,
    invariants: &[Invariant],
    wanted: &Wanted,
) -> Result<bool, Trouble> {
    if fault::on(Fault::CertificateSkipped) {
        return Ok(true);
    }
    let Some(obligations) = obligations(system, invariants, wanted) else { return Ok(false) };
    for prop in obligations {
        if session.satisfiable(system.constants, &prop)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// What no world may satisfy, for the formulas to hold at the start, to be kept by every act, and to exclude the goal.
/// None if they speak of what changes otherwise.
pub fn obligations(system: &System, invariants: &[Invariant], wanted: &Wanted) -> Option<Vec<Prop>> {
    let &Wanted { goal, transfers, actors, .. } = wanted;
    let named = &system.cast.people[..actors.unwrap_or(0) as usize];
    let closed = |prop: Prop| {
        let prop = named.iter().fold(prop, |body, var| Prop::at_least(1, *var, body));
        propagate(system.constants, prop)
    };
    let spoken = invariants.iter().map(|invariant| &invariant.prop).chain([goal]);
    if spoken.into_iter().any(|prop| !is_followed(system, prop))
        || invariants.iter().any(|invariant| !is_stable(system, transfers, &invariant.prop))
    {
        return None;
    }
    let mut all = Vec::new();
    for invariant in invariants.iter().filter(|_| !fault::on(Fault::StartUnchecked)) {
        let not_at_first = initially(system.constants.model, &invariant.prop).negated();
        all.push(closed(Prop::and([not_at_first, system.always.clone()])));
    }
    let held = Prop::and(invariants.iter().map(|invariant| invariant.prop.clone()));
    let before = Prop::and([held, system.always.clone()]);
    let unchecked = usize::from(fault::on(Fault::LastDeedUnchecked));
    for deed in system.deeds.iter().rev().skip(unchecked) {
        let broken = invariants.iter().filter_map(|invariant| broken(system, deed, &invariant.prop));
        let broken = Prop::or(broken.collect::<Vec<_>>());
        if broken == Prop::False {
            continue;
        }
        let step = Prop::and([deed.guard.clone(), broken]);
        let mut vars: Vec<VarId> = system.open_params(deed).into_iter().map(|(var, _)| var).collect();
        vars.push(system.actor(deed));
        let step = vars.iter().fold(step, |body, var| Prop::at_least(1, *var, body));
        all.push(closed(Prop::and([before.clone(), step])));
    }
    all.push(closed(Prop::and([before, goal.clone()])));
    Some(all)
}

/// Whether the system has every deed that changes what the formula speaks of.
fn is_followed(system: &System, prop: &Prop) -> bool {
    cells_of(system.constants, prop).is_subset(&system.cells)
}

fn is_stable(system: &System, transfers: bool, prop: &Prop) -> bool {
    let mut stable = true;
    prop.walk(&mut |part| {
        if let Prop::Fact(_, symbol, _) = part {
            stable &= rate(system.constants.model, *symbol, transfers) != Rate::Circumstance;
        }
    });
    stable
}

/// That the formula does not hold after the deed, said of the world before it; none if the deed does not touch it.
fn broken(system: &System, deed: &Deed, prop: &Prop) -> Option<Prop> {
    let mut touched = false;
    let after = prop.map(&mut |atom| {
        let changed = after(system, deed, atom);
        touched |= changed.is_some();
        changed.unwrap_or_else(|| atom.clone())
    });
    touched.then(|| after.negated())
}

/// What an atom says after the deed, in terms of the world before it; none if the deed does not change it.
fn after(system: &System, deed: &Deed, atom: &Prop) -> Option<Prop> {
    let Prop::Fact(positive, symbol, args) = atom else { return None };
    if fault::on(Fault::EffectsDropped) {
        return None;
    }
    let effect = deed.effects.get(&cell(system.constants, *symbol, args))?;
    let pairs = targets(system.constants, system, *symbol, args);
    let gives = substitute_all(&effect.gives, &pairs);
    let ends = substitute_all(&effect.ends, &pairs);
    let held = Prop::Fact(true, *symbol, args.clone());
    let holds = Prop::or([gives, Prop::and([held, ends.negated()])]);
    Some(if *positive { holds } else { holds.negated() })
}

/// What an effect's variables for the symbol's arguments stand for.
fn targets(
    constants: &Constants,
    system: &System,
    symbol: super::super::prop::Symbol,
    args: &[Term],
) -> Vec<(VarId, Term)> {
    let elements = cell(constants, symbol, args).elements;
    let vars = system.targets(symbol);
    let all = vars.into_iter().zip(args.iter().cloned()).zip(elements);
    all.filter(|(_, element)| element.is_none()).map(|(pair, _)| pair).collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::prop::Symbol;
    use super::super::super::testing::with_system;
    use super::super::invariant::Family;
    use super::*;
    use crate::model::{ActId, RelationId};
    use crate::proof::Options;

    /// Whether it is certified that these facts never hold (or, if so said, always).
    fn accepted(facts: &[(bool, Symbol)], goal: (bool, Symbol), fault: Option<Fault>) -> bool {
        let text = "kitei 1 fact ready fact key fact busy act begin gives ready act hand gives key
            permit begin to anyone
            permit hand to anyone when key
            property p: never ready and key and busy";
        let fact = |(positive, symbol): (bool, Symbol)| Prop::Fact(positive, symbol, Vec::new());
        with_system(text, |system, _| {
            let invariant = |part| Invariant { prop: fact(part), family: Family::Claim, acts: Vec::new() };
            let invariants: Vec<Invariant> = facts.iter().copied().map(invariant).collect();
            let options = Options { fault, ..Options::default() };
            let mut session = Session::new(system.constants.model, &options);
            let goal = fact(goal);
            let wanted = Wanted { goal: &goal, transfers: true, actors: None, any: false };
            let answer = certified(&mut session, system, &invariants, &wanted);
            fault::set(None);
            answer.unwrap()
        })
    }

    #[test]
    fn what_does_not_hold_is_no_proof() {
        let [ready, key, busy] = [0, 1, 2].map(|index| Symbol::Relation(RelationId::from_index(index)));
        assert!(accepted(&[(false, key)], (true, key), None));
        // Nothing excludes it.
        assert!(!accepted(&[], (true, key), None));
        // Not at the start.
        assert!(!accepted(&[(true, key)], (false, key), None));
        assert!(accepted(&[(true, key)], (false, key), Some(Fault::StartUnchecked)));
        // Not after an act.
        assert!(!accepted(&[(false, ready)], (true, ready), None));
        // Circumstances change.
        assert!(!accepted(&[(false, busy)], (true, busy), None));
        // Nobody follows who has begun.
        let begun = Symbol::Done(ActId::from_index(0));
        assert!(!accepted(&[(false, begun)], (true, begun), None));
    }
}
