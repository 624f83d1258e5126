//! The proof, for every number of people, that some formulas hold in every world of every course.

use super::super::constants::Constants;
use super::super::prop::Prop;
use super::super::propagate::propagate;
use super::super::question::is_earned;
use super::super::session::{Session, Trouble};
use super::super::substitute::substitute_all;
use super::invariant::Invariant;
use super::system::{Deed, System, cell};
use super::timeline::{Rate, rate};
use crate::model::{Term, VarId};

/// Whether these formulas hold at the start, are kept by every act, and exclude the goal.
///
/// No change of circumstances touches them, since they speak of nothing that changes so: that is checked as well.
pub fn certified(
    session: &mut Session,
    system: &System,
    invariants: &[Invariant],
    goal: &Prop,
    transfers: bool,
    actors: Option<u32>,
) -> Result<bool, Trouble> {
    let named = &system.cast.people[..actors.unwrap_or(0) as usize];
    let mut excluded = |prop: Prop| -> Result<bool, Trouble> {
        let closed = named.iter().fold(prop, |body, var| Prop::at_least(1, *var, body));
        Ok(!session.satisfiable(system.constants, &propagate(system.constants, closed))?)
    };
    if invariants.iter().any(|invariant| !is_stable(system, transfers, &invariant.prop)) {
        return Ok(false);
    }
    for invariant in invariants {
        if !excluded(Prop::and([initially(system, &invariant.prop).negated(), system.always.clone()]))? {
            return Ok(false);
        }
    }
    let all = Prop::and(invariants.iter().map(|invariant| invariant.prop.clone()));
    let before = Prop::and([all, system.always.clone()]);
    for deed in &system.deeds {
        let broken = invariants.iter().filter_map(|invariant| broken(system, deed, &invariant.prop));
        let broken = Prop::or(broken.collect::<Vec<_>>());
        if broken == Prop::False {
            continue;
        }
        let step = Prop::and([deed.guard.clone(), broken]);
        let mut vars: Vec<VarId> = system.open_params(deed).into_iter().map(|(var, _)| var).collect();
        vars.push(system.actor(deed));
        let step = vars.iter().fold(step, |body, var| Prop::at_least(1, *var, body));
        if !excluded(Prop::and([before.clone(), step]))? {
            return Ok(false);
        }
    }
    excluded(Prop::and([before, goal.clone()]))
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

fn initially(system: &System, prop: &Prop) -> Prop {
    prop.map(&mut |atom| match atom {
        Prop::Fact(positive, symbol, _) if is_earned(system.constants.model, *symbol) => {
            Prop::constant(!positive)
        }
        other => other.clone(),
    })
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
