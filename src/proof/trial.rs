//! The search for a least set of guards, by doing without one after the other.

use super::constants::Constants;
use super::fault;
use super::guard::Guard;
use super::prop::Prop;
use super::propagate::propagate;
use super::quantified::{quantified, switch};
use super::solver::{Bool, Outcome, Solver};

/// The search for guards that can be done without.
pub struct Trial<'a> {
    constants: &'a Constants<'a>,
    prop: &'a Prop,
    guards: &'a [Guard],
    solver: &'a Solver,
    /// The formula over enough people, if their number is known; else it is asked with its quantifiers.
    written: Option<Bool>,
    /// The guards' switches, once the formula has been put to the solver.
    switches: Option<Vec<Bool>>,
    /// A set that the solver has found to be enough.
    enough: Option<Vec<usize>>,
}

impl<'a> Trial<'a> {
    /// `written`, if given, must be the formula with its switches, for as many people as are enough.
    pub fn new(
        constants: &'a Constants<'a>,
        prop: &'a Prop,
        guards: &'a [Guard],
        solver: &'a Solver,
        written: Option<Bool>,
    ) -> Self {
        Self { constants, prop, guards, solver, written, switches: None, enough: None }
    }

    /// Lets the solver forget what it was asked.
    pub fn end(self) {
        if self.switches.is_some() {
            self.solver.forget();
        }
    }

    /// The positions of a least set of guards that is unsatisfiable together with the formula.
    pub fn least(&mut self) -> Option<Vec<usize>> {
        let mut kept: Vec<usize> = (0..self.guards.len()).collect();
        if !self.suffices(&kept) {
            return None;
        }
        if fault::on(fault::Fault::CoreUnminimised) {
            return Some(kept);
        }
        for index in 0..self.guards.len() {
            let without: Vec<usize> = kept.iter().copied().filter(|other| *other != index).collect();
            // A set without it that is known to suffice is part of this one, which is larger.
            let known = self.enough.as_ref().is_some_and(|enough| !enough.contains(&index));
            if known || self.suffices(&without) {
                kept = without;
            }
        }
        Some(kept)
    }

    /// Whether the formula is unsatisfiable with all the guards on.
    pub fn suffices_all(&mut self) -> bool {
        self.suffices(&(0..self.guards.len()).collect::<Vec<_>>())
    }

    /// Whether the formula is unsatisfiable with these guards on and nothing said of the others.
    fn suffices(&mut self, on: &[usize]) -> bool {
        // What is written out is decided sooner than it is looked at.
        (self.written.is_none() && self.is_said(on)) || self.is_proved(on)
    }

    /// The formula contradicts itself outright, whatever holds of offices and of values that are looked up.
    fn is_said(&self, on: &[usize]) -> bool {
        let is_on = |guard: &Guard| on.iter().any(|index| self.guards[*index] == *guard);
        let prop = self.prop.map(&mut |atom| match atom {
            Prop::Switch(wanted, guard) => Prop::constant(*wanted == is_on(guard)),
            other => other.clone(),
        });
        propagate(self.constants, prop) == Prop::False
    }

    fn is_proved(&mut self, on: &[usize]) -> bool {
        let (constants, prop, guards, solver) = (self.constants, self.prop, self.guards, self.solver);
        let written = &self.written;
        let switches = self.switches.get_or_insert_with(|| {
            solver.remember();
            match written {
                Some(written) => solver.assert(written),
                None => solver.assert(&quantified(constants, prop, true)),
            }
            guards.iter().map(|guard| switch(*guard)).collect()
        });
        let assumed: Vec<Bool> = on.iter().map(|index| switches[*index].clone()).collect();
        if solver.check(&assumed) != Outcome::Unsatisfiable {
            return false;
        }
        let core = solver.core(&assumed);
        self.enough = Some(on.iter().copied().filter(|index| core.contains(&switches[*index])).collect());
        true
    }
}
