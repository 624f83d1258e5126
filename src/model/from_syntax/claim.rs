//! Claims as premise, bad and good (language.md, sections 5 and 6).

use std::collections::BTreeMap;

use super::collect::Placed;
use super::resolver::{Broken, Resolved, Resolver};
use super::scope::{Level, Scope};
use crate::model::{Claim, ClaimId, ClaimKind, Formula, Missing, Sort, VarId};
use crate::problem::catalogue::words;
use crate::syntax::tree::{self, Binder, Node, Quantifier};

/// The three formulas of a claim before its variables are closed.
pub struct Question {
    pub kind: ClaimKind,
    pub premise: Formula,
    pub bad: Formula,
    pub good: Formula,
    /// The variables of closed kinds, free in all three.
    pub instances: Vec<VarId>,
    pub persons: Option<u32>,
}

impl Resolver<'_> {
    /// Resolves all properties.
    pub fn claims(&mut self, properties: &[Placed<tree::Property>]) {
        for placed in properties {
            let property = placed.item;
            match self.claim(placed) {
                Ok(claim) => {
                    let id = ClaimId::from_index(self.model.claims.len());
                    if self.declare(words::PROPERTY, &property.name, |names| &mut names.claims, id) {
                        self.model.claims.push(claim);
                    }
                }
                Err(Broken) => self.hole(property.span, Some(&property.name.text), Missing::Claim),
            }
        }
    }

    fn claim(&mut self, placed: &Placed<tree::Property>) -> Resolved<Claim> {
        let property = placed.item;
        let origin = self.origin(&placed.place, &property.tail, property.span);
        let assuming = self.assuming(&property.assuming);
        let question = match &property.claim {
            tree::Claim::Always(formula) => self.always(formula),
            tree::Claim::Never(formula) => self.never(formula),
            tree::Claim::Possible { persons, formula } => self.possible(*persons, formula),
            tree::Claim::Separate(a, b) => self.separate(a, b),
            tree::Claim::Only { who, act } => self.only(who, act),
            tree::Claim::Needs { act, formula } => self.needs(act, formula),
        };
        let (question, assuming) = (question?, assuming?);
        self.whole(&question, &property.name)?;
        Ok(Claim {
            name: property.name.text.clone(),
            kind: question.kind,
            instances: question.instances,
            premise: question.premise,
            bad: question.bad,
            good: question.good,
            persons: question.persons,
            assuming,
            origin,
        })
    }

    /// `always every p…: A implies B`, `always φ`; `always no p…: φ` is `never`.
    fn always(&mut self, formula: &tree::Formula) -> Resolved<Question> {
        let mut scope = Scope::new(Level::Check);
        if let Node::Quantified { quantifier: Quantifier::No, binders, body } = &formula.node {
            return self.never_some(&[binders], body, scope);
        }
        let (binders, body) = strip(formula, Quantifier::Every);
        let vars = self.outer(&binders, body, &mut scope)?;
        let (premise, good) = match &body.node {
            Node::Implies(a, b) => {
                let (a, b) = (self.formula(a, &mut scope), self.formula(b, &mut scope));
                (a?, b?)
            }
            _ => (Formula::True, self.formula(body, &mut scope)?),
        };
        let (instances, bound) = self.split(&vars);
        let bad = Formula::and([premise.clone(), good.clone().negate()]);
        let good = Formula::and([premise.clone(), good]);
        let bound = |f: Formula| Formula::exists_used(&bound, f);
        let (premise, bad, good) = (bound(premise), bound(bad), bound(good));
        Ok(self.question(ClaimKind::Always, premise, bad, good, instances))
    }

    /// `never some p…: C₁ and … and Cₙ`
    fn never(&mut self, formula: &tree::Formula) -> Resolved<Question> {
        let (binders, body) = strip(formula, Quantifier::Some);
        self.never_some(&binders, body, Scope::new(Level::Check))
    }

    fn never_some(
        &mut self,
        binders: &[&Vec<Binder>],
        body: &tree::Formula,
        mut scope: Scope,
    ) -> Resolved<Question> {
        let vars = self.outer(binders, body, &mut scope)?;
        let conjuncts = match self.formula(body, &mut scope)? {
            Formula::And(parts) => parts,
            other => vec![other],
        };
        let (instances, bound) = self.split(&vars);
        let bad = Formula::exists_used(&bound, Formula::and(conjuncts.clone()));
        let premise = self.renamed_apart(&conjuncts, &bound);
        let good = Formula::and([premise.clone(), bad.clone().negate()]);
        Ok(self.question(ClaimKind::Never, premise, bad, good, instances))
    }

    /// Each conjunct with persons of its own; with things of its own too, if no person stands in two of them. If
    /// that changes nothing, the question always arises: otherwise the premise would be the very thing that must
    /// never be.
    fn renamed_apart(&mut self, conjuncts: &[Formula], bound: &[VarId]) -> Formula {
        let is_person = |v: &VarId| self.model.vars[v.index()].sort == Sort::Person;
        let (people, things): (Vec<VarId>, Vec<VarId>) = bound.iter().copied().partition(is_person);
        let free: Vec<Vec<VarId>> = conjuncts.iter().map(Formula::free_vars).collect();
        let shared = |v: &VarId| free.iter().filter(|f| f.contains(v)).count() > 1;
        let (own, common) = if people.iter().any(shared) {
            (people, things)
        } else if things.iter().any(shared) {
            (bound.to_vec(), Vec::new())
        } else {
            return Formula::True;
        };
        let parts: Vec<Formula> = conjuncts.iter().map(|c| Formula::exists_used(&own, c.clone())).collect();
        let copies: Vec<Formula> = parts.iter().map(|part| self.copy(part)).collect();
        Formula::exists_used(&common, Formula::and(copies))
    }

    fn possible(&mut self, persons: Option<i64>, formula: &tree::Formula) -> Resolved<Question> {
        let mut scope = Scope::new(Level::Check);
        self.introduce(&mut scope, |r, s| r.introduce_formula(formula, s));
        let body = self.formula(formula, &mut scope)?;
        let body = Formula::exists_used(&body.free_vars(), body);
        let good = self.copy(&body);
        Ok(Question {
            kind: ClaimKind::Possible,
            premise: body,
            bad: Formula::False,
            good,
            instances: Vec::new(),
            persons: persons.map(|n| u32::try_from(n).unwrap_or(0)),
        })
    }

    /// Binds the outermost quantifiers and introduces what is free; all of them, in order.
    fn outer(
        &mut self,
        binders: &[&Vec<Binder>],
        body: &tree::Formula,
        scope: &mut Scope,
    ) -> Resolved<Vec<VarId>> {
        let mut vars = Vec::new();
        let mut broken = false;
        for list in binders {
            match self.bind(list, scope) {
                Ok(bound) => vars.extend(bound),
                Err(Broken) => broken = true,
            }
        }
        let depth = scope.depth();
        self.introduce(scope, |r, s| r.introduce_formula(body, s));
        vars.extend(scope.since(depth).iter().map(|v| v.id));
        if broken { Err(Broken) } else { Ok(vars) }
    }

    /// Variables of closed kinds, for each of whose values the claim is reported, and the others.
    pub fn split(&self, vars: &[VarId]) -> (Vec<VarId>, Vec<VarId>) {
        vars.iter().copied().partition(|v| match self.model.vars[v.index()].sort {
            Sort::Kind(kind) => !self.model.kinds[kind.index()].open,
            _ => false,
        })
    }

    /// Three formulas with bound variables of their own; an instance variable that none of them uses is dropped.
    pub fn question(
        &mut self,
        kind: ClaimKind,
        premise: Formula,
        bad: Formula,
        good: Formula,
        mut instances: Vec<VarId>,
    ) -> Question {
        let used: Vec<VarId> = [&premise, &bad, &good].into_iter().flat_map(Formula::free_vars).collect();
        instances.retain(|v| used.contains(v));
        let [bad, good] = [bad, good].map(|f| f.copied(&mut BTreeMap::new(), &mut self.model.vars));
        Question { kind, premise, bad, good, instances, persons: None }
    }
}

/// The outermost quantifiers of one kind, and what they hold for.
fn strip(formula: &tree::Formula, which: Quantifier) -> (Vec<&Vec<Binder>>, &tree::Formula) {
    let mut binders = Vec::new();
    let mut at = formula;
    while let Node::Quantified { quantifier, binders: more, body } = &at.node
        && *quantifier == which
    {
        binders.push(more);
        at = body;
    }
    (binders, at)
}
