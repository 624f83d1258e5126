//! What a formula says of what only acts change. Formulas are monotone, so that leaving a part away weakens the whole.

use super::super::prop::{Prop, Symbol, term_mentions};
use super::super::propagate::propagate;
use super::super::question::is_earned;
use super::system::System;
use super::timeline::{Rate, rate};
use crate::model::VarId;

/// The formula without what it says of circumstances.
pub fn stable(system: &System, transfers: bool, prop: &Prop) -> Prop {
    let model = system.constants.model;
    let weaker = prop.map(&mut |atom| match atom {
        Prop::Fact(_, symbol, _) if rate(model, *symbol, transfers) == Rate::Circumstance => Prop::True,
        other => other.clone(),
    });
    propagate(system.constants, weaker)
}

/// The formula without what it says of things that acts may undo: that something is not so yet, or still is though it
/// can end.
pub fn lasting(system: &System, prop: &Prop) -> Prop {
    let model = system.constants.model;
    let ends = |symbol: Symbol| {
        let mut effects = system.deeds.iter().flat_map(|deed| &deed.effects);
        effects.any(|(cell, effect)| cell.symbol == symbol && effect.ends != Prop::False)
    };
    let weaker = prop.map(&mut |atom| match atom {
        Prop::Fact(holds, symbol, _) if is_earned(model, *symbol) && (!holds || ends(*symbol)) => Prop::True,
        other => other.clone(),
    });
    propagate(system.constants, weaker)
}

/// "Some" over these variables, without what the formula says of them: nothing is chosen any more.
pub fn only_of(prop: &Prop, without: &[VarId]) -> Prop {
    match prop {
        Prop::AtLeast(_, var, body) if without.contains(var) => only_of(
            &body.map(&mut |atom| if mentions(atom, *var) { Prop::True } else { atom.clone() }),
            without,
        ),
        Prop::And(parts) => Prop::and(parts.iter().map(|part| only_of(part, without)).collect::<Vec<_>>()),
        Prop::Or(parts) => Prop::or(parts.iter().map(|part| only_of(part, without)).collect::<Vec<_>>()),
        other => other.clone(),
    }
}

fn mentions(atom: &Prop, var: VarId) -> bool {
    match atom {
        Prop::Fact(_, _, args) => args.iter().any(|arg| term_mentions(arg, var)),
        Prop::Cell(_, _, one, other) | Prop::Compare(_, one, other) => {
            term_mentions(one, var) || term_mentions(other, var)
        }
        _ => false,
    }
}
