//! A course of given length over given people, as plain truth values.

use std::collections::BTreeSet;

use super::super::fault::{self, Fault};
use super::super::ground::Ground;
use super::super::prop::{Prop, Symbol};
use super::super::session::Trouble;
use super::super::solver::Solver;
use super::super::term::Bool;
use super::order::inversions;
use super::step::Step;
use super::system::{Cell, Deed, System, cells_of};
use super::timeline::{Momentary, Rate, Start, Timeline, rate};
use crate::model::{Domain, RelationId, RelationKind, Sort, Value};

/// More than this many truth values for facts are not written down.
const BUDGET: usize = 400_000;

/// A course that is made longer act by act.
pub struct Unrolling<'a> {
    pub system: &'a System<'a>,
    pub ground: Ground<'a>,
    pub steps: Vec<Step>,
    start: Start,
    transfers: bool,
    /// What has been said of offices.
    offices: BTreeSet<(u32, RelationId, Vec<Value>)>,
    gaps: usize,
    /// Moments of which it has been said that they are lawful.
    lawful: u32,
    /// True while independent acts must stand in order.
    pub ordered: Bool,
}

impl<'a> Unrolling<'a> {
    /// A course without acts. With transfers, offices change hands on the way.
    pub fn new(system: &'a System<'a>, domain: &'a Domain, start: Start, transfers: bool) -> Self {
        let mut ground = Ground::new(system.constants, domain, false);
        ground.timeline = Some(Timeline::new(start, transfers));
        Self {
            system,
            ground,
            steps: Vec::new(),
            start,
            transfers,
            offices: BTreeSet::new(),
            gaps: 0,
            lawful: 0,
            ordered: Bool::named("ordered"),
        }
    }

    /// The formula after `moment` acts.
    pub fn write(&mut self, prop: &Prop, moment: u32) -> Result<Bool, Trouble> {
        self.line().now = moment;
        self.ground.write(prop).ok_or(Trouble::Limit)
    }

    fn line(&mut self) -> &mut Timeline {
        self.ground.timeline.get_or_insert_with(|| Timeline::new(Start::Initial, true))
    }

    /// One more act: somebody does what he may do.
    pub fn extend(&mut self, solver: &Solver) -> Result<(), Trouble> {
        let moment = u32::try_from(self.steps.len()).unwrap_or(u32::MAX);
        let step = Step::new(self.system, &self.ground, moment);
        // From any world at all it is also asked what holds there already, whether or not anybody may do anything.
        let idle = self.start == Start::Anyhow && !fault::on(Fault::NeverIdle);
        step.chosen(&self.ground, idle).iter().for_each(|part| solver.assert(part));
        for (deed, chosen) in self.system.deeds.iter().zip(&step.deeds) {
            let filled = step.arguments(self.system, deed);
            let filled: Vec<Bool> =
                filled.iter().map(|(_, slot)| Bool::any(&super::step::truths(slot))).collect();
            step.bind(self.system, deed, &mut self.ground);
            let guard = if fault::on(Fault::ActorUnchecked) {
                Prop::at_least(1, self.system.actor(deed), deed.guard.clone())
            } else {
                deed.guard.clone()
            };
            let guard = self.write(&guard, moment);
            step.release(self.system, deed, &mut self.ground);
            let guard = if fault::on(Fault::GuardUnasserted) { Bool::constant(true) } else { guard? };
            let needs = Bool::all(&[Bool::all(&filled), guard]);
            solver.assert(&Bool::any(&[chosen.negated(), needs]));
        }
        if let Some(last) = self.steps.last() {
            for (one, next) in inversions(self.system) {
                let both = [last.deeds[one].negated(), step.deeds[next].negated(), self.ordered.negated()];
                solver.assert(&Bool::any(&both));
            }
        }
        self.steps.push(step);
        Ok(())
    }

    /// Says what earned facts mean that have been asked about, and what is lawful.
    pub fn settle(&mut self, solver: &Solver) -> Result<(), Trouble> {
        loop {
            let moments = u32::try_from(self.steps.len()).unwrap_or(u32::MAX);
            while self.lawful <= moments {
                self.always(solver, self.lawful)?;
                self.lawful += 1;
            }
            if let Some(fact) = self.line().undefined.pop() {
                let meaning = self.meaning(&fact)?;
                let atom = self.line().atoms.get(&fact).cloned().unwrap_or(Bool::constant(false));
                solver.assert(&atom.iff(&meaning));
            } else if !self.axioms(solver) {
                return Ok(());
            }
            if self.line().atoms.len() > BUDGET {
                return Err(Trouble::Limit);
            }
        }
    }

    /// The assumptions in force, in the world at this moment and in the one right after the act before it.
    fn always(&mut self, solver: &Solver, moment: u32) -> Result<(), Trouble> {
        if self.system.always == Prop::True {
            return Ok(());
        }
        let now = self.write(&self.system.always, moment)?;
        solver.assert(&now);
        if moment > 0 && !cells_of(self.system.constants, &self.system.always).is_empty() {
            self.line().ahead = 1;
            let after = self.write(&self.system.always, moment - 1);
            self.line().ahead = 0;
            solver.assert(&after?);
        }
        Ok(())
    }

    /// That an earned fact holds after an act: the act gives it, or it held before and the act does not end it.
    fn meaning(&mut self, (moment, symbol, args): &Momentary) -> Result<Bool, Trouble> {
        let before = moment - 1;
        let index = before as usize;
        if index >= self.steps.len() {
            return Err(Trouble::Limit);
        }
        let cell = self.cell(*symbol, args);
        let (mut gives, mut ends) = (Vec::new(), Vec::new());
        let system = self.system;
        for (number, deed) in system.deeds.iter().enumerate() {
            let Some(effect) = deed.effects.get(&cell) else { continue };
            let chosen = self.steps[index].deeds[number].clone();
            for (prop, to) in [(&effect.gives, &mut gives), (&effect.ends, &mut ends)] {
                if *prop != Prop::False {
                    let happens = self.happens(deed, index, prop, *symbol, args)?;
                    to.push(Bool::all(&[chosen.clone(), happens]));
                }
            }
        }
        self.line().now = before;
        let held = self.ground.atom(*symbol, args.clone());
        let held = match symbol {
            Symbol::Relation(_) if fault::on(Fault::FrameForgotten) => {
                Bool::named(&format!("free {moment} {args:?}"))
            }
            Symbol::Did(_) | Symbol::Done(_) if fault::on(Fault::HistoryForgotten) => Bool::constant(false),
            _ => held,
        };
        if fault::on(Fault::GivesBeforeEnds) {
            gives.push(held);
            return Ok(Bool::all(&[Bool::any(&gives), Bool::any(&ends).negated()]));
        }
        let kept = Bool::all(&[held, Bool::any(&ends).negated()]);
        gives.push(kept);
        Ok(Bool::any(&gives))
    }

    /// An effect on these arguments by the act after `index` others.
    fn happens(
        &mut self,
        deed: &Deed,
        index: usize,
        prop: &Prop,
        symbol: Symbol,
        args: &[Value],
    ) -> Result<Bool, Trouble> {
        let targets = self.system.targets(symbol);
        let step = std::mem::take(&mut self.steps);
        step[index].bind(self.system, deed, &mut self.ground);
        for (var, value) in targets.iter().zip(args) {
            self.ground.bind(*var, super::super::ground::Meant::Value(*value));
        }
        let happens = self.write(prop, u32::try_from(index).unwrap_or(u32::MAX));
        targets.iter().zip(args).for_each(|_| self.ground.unbind());
        step[index].release(self.system, deed, &mut self.ground);
        self.steps = step;
        happens
    }

    fn cell(&self, symbol: Symbol, args: &[Value]) -> Cell {
        let closed = |value: &Value| match value {
            Value::Element(element) => {
                self.system.constants.closed_sort(Sort::Kind(element.kind)).map(|_| *element)
            }
            _ => None,
        };
        Cell { symbol, elements: args.iter().map(closed).collect() }
    }

    /// Says what has not been said yet of offices and gaps asked about. Whether there was anything to say.
    fn axioms(&mut self, solver: &Solver) -> bool {
        let mut new = Vec::new();
        for (office, params) in self.ground.offices() {
            new.push((0, office, params));
        }
        let model = self.system.constants.model;
        for (moment, symbol, args) in self.line().atoms.keys() {
            if let Symbol::Relation(relation) = symbol
                && matches!(model.relations[relation.index()].kind, RelationKind::Office { .. })
                && let Some(params) = args.get(1..)
            {
                new.push((*moment, *relation, params.to_vec()));
            }
        }
        let mut said = false;
        for key in new {
            if self.offices.insert(key.clone()) {
                self.line().now = key.0;
                let axiom = self.ground.office(key.1, &key.2);
                solver.assert(&axiom);
                said = true;
            }
        }
        if self.gaps < self.ground.gaps.len() {
            self.gaps = self.ground.gaps.len();
            let one_each = self.ground.one_value_each();
            solver.assert(&one_each);
            said = true;
        }
        said
    }

    /// The circumstances asked about, each with its truth value at every moment.
    pub fn circumstances(&mut self, solver: &Solver) -> Result<Vec<Vec<Bool>>, Trouble> {
        let moments = u32::try_from(self.steps.len()).unwrap_or(u32::MAX);
        loop {
            let model = self.system.constants.model;
            let transfers = self.transfers;
            let keys: BTreeSet<(Symbol, Vec<Value>)> = self
                .line()
                .atoms
                .keys()
                .filter(|(_, symbol, _)| rate(model, *symbol, transfers) == Rate::Circumstance)
                .map(|(_, symbol, args)| (*symbol, args.clone()))
                .collect();
            let before = self.line().atoms.len();
            let mut all = Vec::new();
            for (symbol, args) in keys {
                let mut row = Vec::new();
                for moment in 0..=moments {
                    self.line().now = moment;
                    row.push(self.ground.atom(symbol, args.clone()));
                }
                all.push(row);
            }
            self.settle(solver)?;
            if self.line().atoms.len() == before {
                return Ok(all);
            }
        }
    }
}
