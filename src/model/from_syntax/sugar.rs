//! `separate A from B`, `only R may A`, `A needs φ`.

use super::claim::Question;
use super::resolver::{Resolved, Resolver};
use super::scope::{Came, Level, Scope};
use super::term::Args;
use crate::model::{ActId, ClaimKind, Formula, Sort, Term, VarId};
use crate::syntax::tree::{self, Ref, Who};

impl Resolver<'_> {
    /// Premise: somebody may A and somebody may B. Bad: somebody may both.
    pub fn separate(&mut self, a: &Ref, b: &Ref) -> Resolved<Question> {
        let mut scope = Scope::new(Level::Check);
        self.introduce(&mut scope, |r, s| r.introduce_act(a, s) | r.introduce_act(b, s));
        let (a, b) = (self.act_args(a, &mut scope), self.act_args(b, &mut scope));
        let (a, b) = (a?, b?);
        let [p, q, both] = [(); 3].map(|()| self.var("p", Sort::Person));
        let premise =
            Formula::and([Formula::exists(vec![p], may(p, &a)), Formula::exists(vec![q], may(q, &b))]);
        let bad = Formula::exists(vec![both], Formula::and([may(both, &a), may(both, &b)]));
        let good = Formula::and([premise.clone(), bad.clone().negate()]);
        let (instances, shared) = self.named(&scope);
        let [premise, bad, good] = [premise, bad, good].map(|f| Formula::exists_used(&shared, f));
        Ok(self.question(ClaimKind::Separate, premise, bad, good, instances))
    }

    /// Premise: somebody may A. Bad: somebody may A who is not R.
    pub fn only(&mut self, who: &Who, act: &Ref) -> Resolved<Question> {
        let mut scope = Scope::new(Level::Check);
        self.introduce(&mut scope, |r, s| r.introduce_act(act, s) | r.introduce_who(who, s));
        let act = self.act_args(act, &mut scope);
        let person = self.var("p", Sort::Person);
        let of = self.who(who, &Term::Var(person), &mut scope);
        let (act, of) = (act?, of?);
        Ok(self.whoever_may(ClaimKind::Only, person, &act, of, &scope))
    }

    /// Premise: somebody may A. Bad: somebody may A while φ does not hold; `actor` in φ is that person.
    pub fn needs(&mut self, r: &Ref, formula: &tree::Formula) -> Resolved<Question> {
        let mut scope = Scope::new(Level::Check);
        let person = self.var("actor", Sort::Person);
        scope.actor = Some(person);
        let act = self.act_named(&r.name)?;
        let named = self.needed_params(act, r, formula);
        self.introduce(&mut scope, |r, s| r.introduce_act(&named, s));
        let depth = scope.depth();
        self.introduce(&mut scope, |r, s| r.introduce_formula(formula, s));
        let own: Vec<VarId> = scope.since(depth).iter().map(|v| v.id).collect();
        let act = self.act_args(&named, &mut scope);
        let needed = self.formula(formula, &mut scope);
        let (act, needed) = (act?, Formula::exists_used(&own, needed?));
        scope.leave(depth);
        Ok(self.whoever_may(ClaimKind::Needs, person, &act, needed, &scope))
    }

    /// An act without a list of arguments gets the names of those parameters that the formula speaks of.
    fn needed_params(&mut self, act: ActId, r: &Ref, formula: &tree::Formula) -> Ref {
        if r.args.is_some() || self.act_params[act.index()].is_empty() {
            return r.clone();
        }
        let mut probe = Scope::new(Level::Check);
        for param in &self.act_params[act.index()] {
            probe.add(&param.name, VarId(u32::MAX), None, param.span, Came::Parameter);
        }
        let garbage = self.model.vars.len();
        self.introduce_formula(formula, &mut probe);
        self.model.vars.truncate(garbage);
        let term = |param: &super::resolver::Param| {
            let used = probe.get(&param.name).is_some_and(|v| v.sort.is_some());
            if used {
                let name = tree::Name { text: param.name.clone(), span: r.span, quoted: false };
                tree::Term::Name(name)
            } else {
                tree::Term::Any(r.span)
            }
        };
        let args = self.act_params[act.index()].iter().map(term).collect();
        Ref { args: Some(args), ..r.clone() }
    }

    fn whoever_may(
        &mut self,
        kind: ClaimKind,
        person: VarId,
        act: &(ActId, Args),
        good: Formula,
        scope: &Scope,
    ) -> Question {
        let premise = may(person, act);
        let bad = Formula::and([premise.clone(), good.clone().negate()]);
        let good = Formula::and([premise.clone(), good]);
        let (instances, shared) = self.named(scope);
        let vars: Vec<VarId> = shared.into_iter().chain([person]).collect();
        let [premise, bad, good] = [premise, bad, good].map(|f| Formula::exists_used(&vars, f));
        self.question(kind, premise, bad, good, instances)
    }

    /// The named variables of the acts: instances of closed kinds, and the others.
    fn named(&self, scope: &Scope) -> (Vec<VarId>, Vec<VarId>) {
        let all: Vec<VarId> = scope.since(0).iter().map(|v| v.id).collect();
        self.split(&all)
    }
}

/// `p may A(x)`, somebody's for each `_`.
fn may(person: VarId, (act, args): &(ActId, Args)) -> Formula {
    Formula::exists(args.fresh.clone(), Formula::May(Term::Var(person), *act, args.terms.clone()))
}
