//! One solver, kept for all questions of a run, and the answers it has given.

use super::bound::{Bound, bound};
use super::constants::Constants;
use super::fault;
use super::ground::Ground;
use super::guard::Guard;
use super::hash::QuickMap;
use super::options::Options;
use super::prop::Prop;
use super::propagate::propagate;
use super::quantified::{quantified, switch};
use super::query::Objection;
use super::question::{Form, form};
use super::solver::{Bool, Outcome, Solver};
use crate::model::{Domain, Model};

/// Why a question has no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// The solver gave up.
    Limit,
    /// Two ways of proving gave different answers.
    Disagreement,
}

/// One solver and what it has been asked so far.
pub struct Session<'a> {
    pub model: &'a Model,
    pub options: &'a Options,
    quantified: Option<Solver>,
    propositional: Option<Solver>,
    known: QuickMap<Form, bool>,
    resting: QuickMap<Form, Vec<Guard>>,
    checks: u32,
}

impl<'a> Session<'a> {
    /// A session that has not started a solver yet.
    pub fn new(model: &'a Model, options: &'a Options) -> Self {
        fault::set(options.fault);
        Self {
            model,
            options,
            quantified: None,
            propositional: None,
            known: QuickMap::default(),
            resting: QuickMap::default(),
            checks: 0,
        }
    }

    /// How many questions have been put to the solver.
    pub fn checks(&self) -> u32 {
        self.checks
    }

    /// Whether some lawful world satisfies a formula without closed kinds and guards.
    pub fn satisfiable(&mut self, constants: &Constants, prop: &Prop) -> Result<bool, Trouble> {
        if let Some(known) = prop.known() {
            return Ok(known);
        }
        let form = form(constants, prop);
        if let Some(known) = self.known.get(&form) {
            return Ok(*known);
        }
        let answer = self.decide(constants, prop)?;
        self.known.insert(form, answer);
        Ok(answer)
    }

    /// With quantifiers first; over enough people if the solver gives up, and for comparison.
    fn decide(&mut self, constants: &Constants, prop: &Prop) -> Result<bool, Trouble> {
        let formula = quantified(constants, prop, false);
        let outcome = self.ask(&formula);
        let enough = bound(constants, prop).filter(affordable);
        let first = match outcome {
            Outcome::Satisfiable => Some(true),
            Outcome::Unsatisfiable => Some(false),
            Outcome::Unknown => None,
        };
        let wanted = first.is_none() || self.options.cross_check;
        let second = match enough {
            Some(bound) if wanted => self.over(constants, prop, &bound),
            _ => None,
        };
        match (first, second) {
            (Some(one), Some(two)) if one != two => Err(Trouble::Disagreement),
            (Some(answer), _) | (None, Some(answer)) => Ok(answer),
            (None, None) => Err(Trouble::Limit),
        }
    }

    fn ask(&mut self, formula: &Bool) -> Outcome {
        self.checks += 1;
        let options = self.options;
        let solver = self.quantified.get_or_insert_with(|| quantified_solver(options));
        solver.remember();
        solver.assert(formula);
        let outcome = solver.check(&[]);
        solver.forget();
        outcome
    }

    /// Whether a world of at most so many people and members satisfies the formula.
    fn over(&mut self, constants: &Constants, prop: &Prop, bound: &Bound) -> Option<bool> {
        let domain = domain(constants, bound);
        let mut ground = Ground::new(constants, &domain, false);
        let order = ground.let_be_absent();
        let formula = ground.write(prop)?;
        let lawful = ground.lawful();
        self.checks += 1;
        let solver = self.propositional();
        solver.remember();
        solver.assert(&Bool::all(&[order, lawful, formula]));
        let outcome = solver.check(&[]);
        solver.forget();
        match outcome {
            Outcome::Satisfiable => Some(true),
            Outcome::Unsatisfiable => Some(false),
            Outcome::Unknown => None,
        }
    }

    /// The solver for worlds written out.
    pub fn propositional(&mut self) -> &Solver {
        let options = self.options;
        self.propositional.get_or_insert_with(|| {
            Solver::propositional(options.effort, options.seed).watched(options.watch.clone())
        })
    }

    /// What whoever sees the questions objected to, if anything.
    pub fn objection(&self) -> Option<Objection> {
        [&self.quantified, &self.propositional].into_iter().flatten().find_map(Solver::objection)
    }

    /// Counts a question that was put to [`Session::propositional`].
    pub fn count(&mut self) {
        self.checks += 1;
    }

    /// Of the guards, in this order, a least set without which the formula becomes satisfiable.
    ///
    /// Found by trying to do without one after the other, so that it depends on nothing but which sets suffice.
    /// None if the formula is satisfiable with all guards on, or the solver gives up at the start.
    pub fn needed(&mut self, constants: &Constants, prop: &Prop, guards: &[Guard]) -> Option<Vec<Guard>> {
        if *prop == Prop::False {
            return Some(Vec::new());
        }
        let form = form(constants, prop);
        if let Some(known) = self.resting.get(&form) {
            return Some(known.clone());
        }
        let options = self.options;
        let solver = self.quantified.get_or_insert_with(|| quantified_solver(options));
        let before = solver.checks();
        let mut trial = Trial { constants, prop, guards, solver, switches: None, enough: None };
        let kept = trial.least();
        if trial.switches.is_some() {
            solver.forget();
        }
        self.checks += solver.checks() - before;
        let kept: Vec<Guard> = kept?.into_iter().map(|index| guards[index]).collect();
        self.resting.insert(form, kept.clone());
        Some(kept)
    }
}

fn quantified_solver(options: &Options) -> Solver {
    Solver::quantified(options.effort, options.seed).watched(options.watch.clone())
}

/// The search for guards that can be done without.
struct Trial<'a> {
    constants: &'a Constants<'a>,
    prop: &'a Prop,
    guards: &'a [Guard],
    solver: &'a Solver,
    /// The guards' switches, once the formula has been put to the solver.
    switches: Option<Vec<Bool>>,
    /// A set that the solver has found to be enough.
    enough: Option<Vec<usize>>,
}

impl Trial<'_> {
    /// The positions of a least set of guards that is unsatisfiable together with the formula.
    fn least(&mut self) -> Option<Vec<usize>> {
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

    /// Whether the formula is unsatisfiable with these guards on and nothing said of the others.
    fn suffices(&mut self, on: &[usize]) -> bool {
        self.is_said(on) || self.is_proved(on)
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
        let switches = self.switches.get_or_insert_with(|| {
            solver.remember();
            solver.assert(&quantified(constants, prop, true));
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

/// The domain of a bound.
fn domain(constants: &Constants, bound: &Bound) -> Domain {
    let quantities = constants.quantities(bound.numbers);
    let mut domain = Domain::new(constants.model, bound.people, 0, quantities);
    for (kind, size) in &bound.members {
        domain.members[*kind as usize] = *size;
    }
    domain
}

/// Whether writing a world of this size out is worth it.
fn affordable(bound: &Bound) -> bool {
    bound.people <= 40 && bound.members.values().all(|size| *size <= 40) && bound.numbers <= 8
}
