//! Scenarios: the people and things they name, their start and their steps.

use super::collect::Placed;
use super::resolver::{Broken, Resolved, Resolver};
use super::scope::{Came, Level, Scope};
use crate::model::{
    Changeability, Formula, Given, Missing, RelationKind, Scenario, ScenarioId, Sort, Step, VarId,
};
use crate::problem::Problem;
use crate::problem::catalogue::{model as entries, words};
use crate::syntax::tree::{self, Node, Subject, Term, Verb};

impl Resolver<'_> {
    /// Resolves all scenarios.
    pub fn scenarios(&mut self, scenarios: &[Placed<tree::Scenario>]) {
        for placed in scenarios {
            let scenario = placed.item;
            match self.scenario(placed) {
                Ok(resolved) => {
                    let id = ScenarioId::from_index(self.model.scenarios.len());
                    if self.declare(words::SCENARIO, &scenario.name, |names| &mut names.scenarios, id) {
                        self.model.scenarios.push(resolved);
                    }
                }
                Err(Broken) => self.hole(scenario.span, Some(&scenario.name.text), Missing::Scenario),
            }
        }
    }

    fn scenario(&mut self, placed: &Placed<tree::Scenario>) -> Resolved<Scenario> {
        let scenario = placed.item;
        let origin = self.origin(&placed.place, &scenario.tail, scenario.span);
        let assuming = self.assuming(&scenario.assuming);
        let mut scope = Scope::new(Level::Scenario);
        scope.any_name = true;
        self.introduce(&mut scope, |r, s| {
            scenario.given.iter().fold(false, |news, f| r.introduce_formula(f, s) | news)
        });
        scope.any_name = false;
        self.introduce(&mut scope, |r, s| {
            scenario.steps.iter().fold(false, |news, step| r.introduce_formula(&step.formula, s) | news)
        });
        let mut given = Vec::new();
        let mut broken = false;
        for formula in &scenario.given {
            broken |= self.given(formula, &mut scope, &mut given).is_err();
        }
        let mut steps = Vec::new();
        for step in &scenario.steps {
            match self.step(step, &mut scope) {
                Ok(step) => steps.push(step),
                Err(Broken) => broken = true,
            }
        }
        let (people, members) = self.named_in(&scope);
        let assuming = assuming?;
        if broken {
            return Err(Broken);
        }
        let formulas = given.iter().map(|g| &g.formula).chain(steps.iter().filter_map(formula_of));
        let acts = steps.iter().filter_map(|s| match s {
            Step::Does { act, .. } => Some(*act),
            _ => None,
        });
        self.whole_scenario(formulas, acts, &scenario.name)?;
        Ok(Scenario { name: scenario.name.text.clone(), people, members, assuming, given, steps, origin })
    }

    /// The people and the members of open kinds that stand free.
    fn named_in(&self, scope: &Scope) -> (Vec<VarId>, Vec<VarId>) {
        let free = scope.since(0).iter().filter(|v| v.came == Came::Free).map(|v| v.id);
        free.partition(|v| self.model.vars[v.index()].sort == Sort::Person)
    }

    /// One fact of the start; a conjunction is several.
    fn given(&mut self, formula: &tree::Formula, scope: &mut Scope, out: &mut Vec<Given>) -> Resolved<()> {
        if let Node::And(parts) = &formula.node {
            let all: Vec<Resolved<()>> = parts.iter().map(|p| self.given(p, scope, out)).collect();
            return all.into_iter().collect();
        }
        let body = self.formula(formula, scope)?;
        let atom = match &body {
            Formula::Not(inner) => inner,
            other => other,
        };
        if !matches!(atom, Formula::Atom(..)) {
            return Err(self.report(Problem::new(&entries::GIVEN_NOT_ATOM).at(formula.span).help("atom")));
        }
        out.push(Given { formula: body, span: formula.span });
        Ok(())
    }

    fn step(&mut self, step: &tree::Step, scope: &mut Scope) -> Resolved<Step> {
        let span = step.span;
        match &step.formula.node {
            Node::Deed { subject: Subject::Term(person), verb: Verb::Does, act } if !step.now => {
                self.does(person, act, span, scope)
            }
            _ if step.now => {
                let formula = self.formula(&step.formula, scope)?;
                self.changes_circumstances(&formula, &step.formula)?;
                Ok(Step::Now { formula, span })
            }
            _ => Ok(Step::Check { formula: self.formula(&step.formula, scope)?, span }),
        }
    }

    fn does(
        &mut self,
        person: &Term,
        act: &tree::Ref,
        span: crate::source::Span,
        scope: &mut Scope,
    ) -> Resolved<Step> {
        let (person, _) = self.term(person, Some(Sort::Person), scope)?;
        let (act, args) = self.act_args(act, scope)?;
        if !args.fresh.is_empty() {
            return Err(self.report(Problem::new(&entries::ANY_NOT_HERE).at(span).help("does")));
        }
        Ok(Step::Does { person, act, args: args.terms, span })
    }

    /// `now` changes circumstances: what acts alone change cannot just happen.
    fn changes_circumstances(&mut self, formula: &Formula, written: &tree::Formula) -> Resolved<()> {
        let mut fixed = None;
        let mut odd = false;
        formula.visit(&mut |f| match f {
            Formula::Atom(relation, _) => {
                let kind = &self.model.relations[relation.index()].kind;
                let free = matches!(
                    kind,
                    RelationKind::Fact { change: Changeability::Circumstance, .. }
                        | RelationKind::Office { .. }
                );
                if !free {
                    fixed = Some(*relation);
                }
            }
            Formula::And(_) | Formula::Not(_) | Formula::True | Formula::Cited(..) => {}
            _ => odd = true,
        });
        if odd {
            return Err(self.report(Problem::new(&entries::GIVEN_NOT_ATOM).at(written.span).help("now")));
        }
        match fixed {
            Some(relation) => {
                let name = self.model.relations[relation.index()].name.clone();
                Err(self.report(
                    Problem::new(&entries::NOW_EARNED).at(written.span).name("name", name).help("does"),
                ))
            }
            None => Ok(()),
        }
    }
}

fn formula_of(step: &Step) -> Option<&Formula> {
    match step {
        Step::Now { formula, .. } | Step::Check { formula, .. } => Some(formula),
        Step::Does { .. } => None,
    }
}
