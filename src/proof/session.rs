//! One solver, kept for all questions of a run, and the answers it has given.

use super::bound::{Bound, bound, is_complete};
use super::constants::Constants;
use super::course::Fixpoints;
use super::fault;
use super::ground::Ground;
use super::guard::Guard;
use super::hash::QuickMap;
use super::options::{Options, Plain};
use super::prop::Prop;
use super::quantified::{quantified, switch};
use super::query::Objection;
use super::question::{Form, form};
use super::solver::{Bool, Outcome, Solver};
use super::trial::Trial;
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
    /// What all questions about the same acts share.
    pub fixpoints: Fixpoints,
    checks: u32,
    objection: Option<Objection>,
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
            fixpoints: Fixpoints::default(),
            checks: 0,
            objection: None,
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

    /// Over enough people, where their number is known and small; else with quantifiers. Both for comparison.
    fn decide(&mut self, constants: &Constants, prop: &Prop) -> Result<bool, Trouble> {
        let enough = bound(constants, prop);
        let first = match enough.as_ref().filter(|bound| {
            small(bound) && is_complete(constants, prop) && bound.parts(constants, prop) <= PARTS
        }) {
            Some(bound) => self.over(constants, prop, bound),
            None => None,
        };
        if let (Some(answer), false) = (first, self.options.cross_check) {
            return Ok(answer);
        }
        let asked = match self.ask(&quantified(constants, prop, false)) {
            Outcome::Satisfiable => Some(true),
            Outcome::Unsatisfiable => Some(false),
            Outcome::Unknown => None,
        };
        let wanted = first.is_none() && (asked.is_none() || self.options.cross_check);
        let second = match enough.filter(affordable) {
            Some(bound) if wanted => self.over(constants, prop, &bound),
            _ => first,
        };
        match (asked, second) {
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
        self.propositional.get_or_insert_with(|| propositional_solver(options))
    }

    /// A solver for worlds and courses written out that has been asked nothing yet.
    pub fn own_solver(&self) -> Solver {
        propositional_solver(self.options)
    }

    /// Counts what such a solver has been asked since it had been asked so much.
    pub fn asked(&mut self, solver: &Solver, before: u32) {
        self.checks += solver.checks() - before;
        self.objection = self.objection.take().or_else(|| solver.objection());
    }

    /// Counts what another session was asked on the way.
    pub fn absorb(&mut self, other: &Session) {
        self.checks += other.checks;
        self.objection = self.objection.take().or_else(|| other.objection());
    }

    /// What whoever sees the questions objected to, if anything.
    pub fn objection(&self) -> Option<Objection> {
        let solvers = [&self.quantified, &self.propositional].into_iter().flatten();
        self.objection.clone().or_else(|| solvers.into_iter().find_map(Solver::objection))
    }

    /// Counts questions that were put to [`Session::propositional`].
    pub fn count(&mut self, asked: u32) {
        self.checks += asked;
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
        let kept = self.least(constants, prop, guards);
        let kept: Vec<Guard> = kept?.into_iter().map(|index| guards[index]).collect();
        self.resting.insert(form, kept.clone());
        Some(kept)
    }

    /// Whether the formula is unsatisfiable with these guards on, whatever the others stand for.
    #[allow(clippy::redundant_closure_for_method_calls)] // the method is of one lifetime only
    pub fn excluded(&mut self, constants: &Constants, prop: &Prop, on: &[Guard]) -> bool {
        let form = form(constants, prop);
        if *prop == Prop::False
            || self.resting.get(&form).is_some_and(|core| core.iter().all(|g| on.contains(g)))
        {
            return true;
        }
        self.tried(constants, prop, on, |trial| trial.suffices_all())
    }

    /// The positions of the guards that are needed.
    #[allow(clippy::redundant_closure_for_method_calls)] // the method is of one lifetime only
    fn least(&mut self, constants: &Constants, prop: &Prop, guards: &[Guard]) -> Option<Vec<usize>> {
        let kept = self.tried(constants, prop, guards, |trial| trial.least())?;
        if self.options.cross_check && !self.is_least(constants, prop, guards, &kept) {
            self.objection.get_or_insert(Objection::Disagreement);
        }
        Some(kept)
    }

    /// Puts the formula with its switches to a solver, and tries with these guards.
    fn tried<T>(
        &mut self,
        constants: &Constants,
        prop: &Prop,
        guards: &[Guard],
        work: impl FnOnce(&mut Trial) -> T,
    ) -> T {
        let enough = bound(constants, prop).filter(|bound| small(bound) && is_complete(constants, prop));
        let domain = enough.map(|bound| domain(constants, &bound));
        let written = domain.and_then(|domain| {
            let mut ground = Ground::new(constants, &domain, true);
            let order = ground.let_be_absent();
            let formula = ground.write(prop)?;
            Some(Bool::all(&[order, ground.lawful(), formula]))
        });
        let options = self.options;
        let solver = if written.is_some() {
            self.propositional.get_or_insert_with(|| propositional_solver(options))
        } else {
            self.quantified.get_or_insert_with(|| quantified_solver(options))
        };
        let before = solver.checks();
        let mut trial = Trial::new(constants, prop, guards, solver, written);
        let outcome = work(&mut trial);
        trial.end();
        self.checks += solver.checks() - before;
        outcome
    }

    /// Whether the prover with quantifiers does not deny that these guards suffice, and none of them can be spared.
    fn is_least(&mut self, constants: &Constants, prop: &Prop, guards: &[Guard], kept: &[usize]) -> bool {
        if fault::on(fault::Fault::CoreUnminimised) {
            return true;
        }
        let options = self.options;
        let solver = self.quantified.get_or_insert_with(|| quantified_solver(options));
        solver.remember();
        solver.assert(&quantified(constants, prop, true));
        let on = |spared: Option<usize>| -> Vec<Bool> {
            let kept = kept.iter().filter(|index| Some(**index) != spared);
            kept.filter_map(|index| guards.get(*index)).map(|guard| switch(*guard)).collect()
        };
        let right = solver.check(&on(None)) != Outcome::Satisfiable
            && kept.iter().all(|spared| solver.check(&on(Some(*spared))) != Outcome::Unsatisfiable);
        solver.forget();
        right
    }
}

fn quantified_solver(options: &Options) -> Solver {
    Solver::quantified(options.effort, options.seed).watched(options.watch.clone())
}

fn propositional_solver(options: &Options) -> Solver {
    let solver = match options.plain {
        Plain::Sat => Solver::propositional(options.effort),
        Plain::Z3 => Solver::propositional_by_z3(options.effort, options.seed),
    };
    solver.watched(options.watch.clone())
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

/// At most so many people (and members of each open kind) are written out where that is not the only way.
const SMALL: u32 = 12;

/// Formulas with more parts than this when written out are not written out for one answer where that is not the only way.
const PARTS: u64 = 3_000;

/// Whether writing a world of this size out is the shorter way.
fn small(bound: &Bound) -> bool {
    bound.people <= SMALL && bound.members.values().all(|size| *size <= SMALL) && bound.numbers <= 8
}
