//! The effects and records of acts, and which facts are earned.

use super::heads::Entered;
use super::resolver::{Broken, Resolved, Resolver};
use super::scope::{Came, Level, Scope};
use crate::model::{
    ActId, Changeability, Effect, ElementId, Formula, Missing, Record, RelationId, RelationKind, Sort, Term,
};
use crate::problem::catalogue::{model as entries, names, words};
use crate::problem::{Arg, Problem};
use crate::syntax::tree::{self, EffectVerb, Ref};

impl Resolver<'_> {
    /// Marks every fact that some act gives as earned, before anything is said about it.
    pub fn earned_facts(&mut self, acts: &Entered<tree::Act, ActId>) {
        for (placed, _) in acts {
            for effect in placed.item.effects.iter().filter(|e| e.verb == EffectVerb::Gives) {
                for target in &effect.targets {
                    self.earn(target);
                }
            }
        }
    }

    fn earn(&mut self, target: &Ref) {
        let Some(relation) = self.names.relations.get(&target.name.text) else { return };
        let relation = &mut self.model.relations[relation.index()];
        let first = relation.origin.span;
        let RelationKind::Fact { change, .. } = &mut relation.kind else { return };
        if *change == Changeability::Fixed {
            let mut problem = Problem::new(&entries::GIVES_FIXED).label(target.span, "here");
            if let Some(first) = first {
                problem = problem.label(first, "fixed");
            }
            self.report(problem.name("name", &target.name.text).help("drop"));
        } else {
            *change = Changeability::Earned;
        }
    }

    /// Resolves effects and records.
    pub fn effects(&mut self, acts: &Entered<tree::Act, ActId>) {
        for (placed, id) in acts {
            for effect in &placed.item.effects {
                let before = self.problems.len();
                if self.effect(effect, *id).is_err() {
                    self.hole(effect.span, None, Missing::Declaration);
                }
                if self.problems[before..].iter().any(Problem::is_error) {
                    self.taint_effect(effect, *id);
                }
            }
        }
    }

    /// What an effect that was not understood would have changed is not known either.
    fn taint_effect(&mut self, effect: &tree::Effect, act: ActId) {
        self.taint.acts.insert(act);
        let named = effect.targets.iter().map(|t| self.names.relations.get(&t.name.text)).collect::<Vec<_>>();
        self.taint.relations.extend(named.iter().flatten());
        self.taint.everything |= effect.verb != EffectVerb::Records && named.iter().any(Option::is_none);
    }

    fn effect(&mut self, effect: &tree::Effect, act: ActId) -> Resolved<()> {
        let mut scope = self.act_scope(act);
        self.introduce(&mut scope, |r, s| r.introduce_whens(&effect.when, s));
        let known = scope.clone();
        let parts = self.conditions(&effect.when, &[], &mut scope)?;
        let outer: Vec<_> = self.model.acts[act.index()].params.clone();
        let actor = self.model.acts[act.index()].actor;
        let when = super::guard::close(parts, |v| v != actor && !outer.contains(&v));
        let mut broken = false;
        for target in &effect.targets {
            let built = match effect.verb {
                EffectVerb::Records => self.record(target, &when, act),
                EffectVerb::Gives | EffectVerb::Ends => self.change(effect, target, &when, act, &known),
            };
            broken |= built.is_err();
        }
        if broken { Err(Broken) } else { Ok(()) }
    }

    /// An act's own variables.
    fn act_scope(&self, act: ActId) -> Scope {
        let mut scope = Scope::new(Level::Rule);
        let params = self.act_params[act.index()].iter().zip(&self.model.acts[act.index()].params);
        for (param, var) in params {
            scope.add(&param.name, *var, Some(param.sort), param.span, Came::Parameter);
        }
        scope.actor = Some(self.model.acts[act.index()].actor);
        scope
    }

    fn change(
        &mut self,
        effect: &tree::Effect,
        target: &Ref,
        when: &Formula,
        act: ActId,
        scope: &Scope,
    ) -> Resolved<()> {
        let gives = effect.verb == EffectVerb::Gives;
        let relation = self.earned(target, gives)?;
        let sorts = self.model.relations[relation.index()].params.clone();
        let written = target.args.as_deref().unwrap_or_default();
        if written.len() != sorts.len() {
            return Err(self.wrong_arity(target, &sorts, written.len()));
        }
        let mut args = Vec::with_capacity(sorts.len());
        for (term, sort) in written.iter().zip(sorts) {
            args.push(self.effect_arg(term, sort, gives, act, scope)?);
        }
        let when = self.copy(when);
        let effect = Effect { gives, relation, args, when, span: target.span };
        self.model.acts[act.index()].effects.push(effect);
        Ok(())
    }

    fn effect_arg(
        &mut self,
        term: &tree::Term,
        sort: Sort,
        gives: bool,
        act: ActId,
        scope: &Scope,
    ) -> Resolved<Option<Term>> {
        if let tree::Term::Any(span) = term {
            if gives {
                return Err(self.report(Problem::new(&entries::GIVES_ANY).at(*span).help("parameter")));
            }
            return Ok(None);
        }
        // Only the act's own variables say what changes; one of the condition would be many.
        let own = self.act_scope(act);
        if let tree::Term::Name(name) = term
            && own.get(&name.text).is_none()
            && (scope.get(&name.text).is_some() || super::names::is_variable(&name.text))
            && self.names.elements_named(&name.text).is_empty()
        {
            let problem = Problem::new(&entries::EFFECT_VARIABLE).at(name.span).name("name", &name.text);
            let params = own.parameters().into_iter().map(|(n, _)| n).collect();
            return Err(self.report(problem.arg("parameters", Arg::Names(params)).help("parameter")));
        }
        Ok(Some(self.term(term, Some(sort), &own)?.0))
    }

    /// The fact that an effect changes.
    fn earned(&mut self, target: &Ref, gives: bool) -> Resolved<RelationId> {
        let Some(relation) = self.names.relations.get(&target.name.text) else {
            return Err(self.undeclared(&target.name, words::FACT));
        };
        match self.model.relations[relation.index()].kind {
            RelationKind::Fact { change: Changeability::Earned, .. } => Ok(relation),
            RelationKind::Fact { change: Changeability::Fixed, .. } if gives => Err(Broken),
            RelationKind::Fact { .. } => {
                let problem = Problem::new(&entries::ENDS_NEVER_GIVEN).at(target.span);
                Err(self.report(problem.name("name", &target.name.text).help("give")))
            }
            _ => {
                let word = Arg::Word(self.relation_word(relation));
                let problem = Problem::new(&entries::CHANGES_WHAT).at(target.span).arg("what", word);
                Err(self.report(problem.name("name", &target.name.text).help("fact")))
            }
        }
    }

    fn record(&mut self, target: &Ref, when: &Formula, act: ActId) -> Resolved<()> {
        let record = self.record_class(target)?;
        let when = self.copy(when);
        self.model.acts[act.index()].records.push(Record { record, when, span: target.span });
        Ok(())
    }

    /// The element that a record class is.
    fn record_class(&mut self, target: &Ref) -> Resolved<ElementId> {
        let name = &target.name;
        if target.args.is_some() {
            return Err(self.wrong_arity(target, &[], target.args.as_ref().map_or(0, Vec::len)));
        }
        match self.names.elements_named(&name.text) {
            [element] => Ok(*element),
            [] => {
                let problem = self.undeclared(name, words::ELEMENT);
                Err(problem)
            }
            several => {
                let several = several.to_vec();
                let kinds = several.iter().map(|e| self.model.kinds[e.kind.index()].name.clone()).collect();
                let problem = Problem::new(&names::AMBIGUOUS_ELEMENT).at(name.span).name("name", &name.text);
                Err(self.report(problem.arg("kinds", Arg::Names(kinds))))
            }
        }
    }
}
