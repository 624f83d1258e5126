//! Norms: one condition over the actor and the act's parameters, and what a `permit only` closes.

use rustc_hash::FxHashSet;

use super::collect::Placed;
use super::guard::{Part, Source, close, provisions};
use super::resolver::{Broken, Param, Resolved, Resolver};
use super::scope::{Came, Level, Scope};
use crate::model::{ActId, Formula, Missing, Norm, NormId, Origin, RelationKind, Sort, Term, VarId};
use crate::problem::catalogue::words;
use crate::syntax::tree::{self, Comparison, NormVerb, Ref, Term as TreeTerm};

/// A norm's head: whom and what it is about.
pub struct Head {
    pub actor: VarId,
    pub params: Vec<VarId>,
    pub parts: Vec<Part>,
}

impl Resolver<'_> {
    /// Resolves all written norms, then what they refer to among themselves.
    pub fn norms(&mut self, norms: &[Placed<tree::Norm>]) {
        let mut entered = Vec::with_capacity(norms.len());
        for placed in norms {
            let before = self.problems.len();
            match self.norm(placed) {
                Ok(id) => entered.push((placed, id)),
                Err(Broken) => self.broken_norm(placed),
            }
            // A mistake in a clause that could be left out (a citation) leaves the norm, but not its meaning.
            if self.problems[before..].iter().any(crate::problem::Problem::is_error) {
                self.taint_act(&placed.item.act);
            }
        }
        for (placed, id) in &entered {
            self.despite(placed.item, *id);
        }
        for (placed, id) in entered {
            self.another(placed, id);
        }
    }

    fn broken_norm(&mut self, placed: &Placed<tree::Norm>) {
        self.hole(placed.item.span, placed.item.name.as_ref().map(|n| n.text.as_str()), Missing::Declaration);
        self.taint_act(&placed.item.act);
    }

    fn taint_act(&mut self, act: &Ref) {
        match self.names.acts.get(&act.name.text) {
            Some(act) => _ = self.taint.acts.insert(act),
            None => self.taint.everything = true,
        }
    }

    fn norm(&mut self, placed: &Placed<tree::Norm>) -> Resolved<NormId> {
        let norm = placed.item;
        let origin = self.origin(&placed.place, &norm.tail, norm.span);
        let inherited = provisions(&origin);
        let act = self.act_named(&norm.act.name)?;
        let mut scope = Scope::new(Level::Rule);
        let head = self.norm_head((act, &norm.act), norm.to.as_ref(), true, &inherited, &mut scope);
        self.introduce(&mut scope, |r, s| r.introduce_norm(norm, s));
        let conditions = self.conditions(&norm.conditions, &inherited, &mut scope);
        let who = self.who_part(norm.to.as_ref(), &inherited, &mut scope);
        let (head, conditions, who) = (head?, conditions?, who?);
        let outer: FxHashSet<VarId> = head.params.iter().copied().chain([head.actor]).collect();
        let local = |v: VarId| !outer.contains(&v);
        let rest: Vec<Part> = head.parts.into_iter().chain(conditions).collect();
        let closes = norm.only.then(|| self.closes(&rest, &head.params));
        let trigger = (norm.verb == NormVerb::Duty).then(|| close(rest.clone(), local));
        let trigger = trigger.map(|t| if who.is_some() { self.copy(&t) } else { t });
        let condition = close(who.into_iter().chain(rest).collect(), local);
        let id = self.enter_norm(Norm {
            name: self.norm_name(norm.name.as_ref().map(|n| n.text.as_str()), norm.verb, act, &origin),
            verb: norm.verb,
            act,
            actor: head.actor,
            params: head.params,
            condition,
            trigger,
            closes,
            despite: Vec::new(),
            absolute: false,
            sugar: None,
            origin,
        });
        if let Some(name) = &norm.name {
            self.declare(words::NORM, name, |names| &mut names.norms, id);
        }
        Ok(id)
    }

    /// Adds a norm to the model.
    pub fn enter_norm(&mut self, norm: Norm) -> NormId {
        self.model.norms.push(norm);
        NormId::from_index(self.model.norms.len() - 1)
    }

    /// Its label, or `provision/verb/act`.
    pub fn norm_name(&self, label: Option<&str>, verb: NormVerb, act: ActId, origin: &Origin) -> String {
        if let Some(label) = label {
            return label.to_string();
        }
        let verb = match verb {
            NormVerb::Permit => "permit",
            NormVerb::Forbid => "forbid",
            NormVerb::Duty => "duty",
        };
        let act = &self.model.acts[act.index()].name;
        match origin.home {
            Some(home) => format!("{}/{verb}/{act}", self.model.provisions[home.index()].number()),
            None => format!("{verb}/{act}"),
        }
    }

    /// A copy of a formula with bound variables of its own.
    pub fn copy(&mut self, formula: &Formula) -> Formula {
        formula.copied(&mut std::collections::BTreeMap::new(), &mut self.model.vars)
    }

    /// The actor, the parameters and the pattern of the arguments, entered into the scope. `at_hand`: the names of
    /// the act's own parameters mean its arguments, whatever stands in their places.
    pub fn norm_head(
        &mut self,
        (act, r): (ActId, &Ref),
        to: Option<&tree::Who>,
        at_hand: bool,
        inherited: &[crate::model::ProvisionId],
        scope: &mut Scope,
    ) -> Resolved<Head> {
        let params = self.act_params[act.index()].clone();
        let actor = self.actor_var(to, &params, scope);
        let vars: Vec<VarId> = params.iter().map(|p| self.var(&p.name, p.sort)).collect();
        let written = r.args.as_deref();
        if let Some(args) = written.filter(|args| args.len() != params.len()) {
            let sorts: Vec<Sort> = params.iter().map(|p| p.sort).collect();
            return Err(self.wrong_arity(r, &sorts, args.len()));
        }
        let mut constants = Vec::new();
        for (i, arg) in written.unwrap_or_default().iter().enumerate() {
            if !self.names_param(arg, &params[i], &params, vars[i], scope) {
                constants.push((i, arg));
            }
        }
        for (param, var) in params.iter().zip(&vars) {
            if at_hand && scope.get(&param.name).is_none() {
                scope.add(&param.name, *var, Some(param.sort), param.span, Came::Parameter);
            }
        }
        let mut parts = Vec::new();
        for (i, arg) in constants {
            let (term, _) = self.term(arg, Some(params[i].sort), scope)?;
            let same = Formula::Compare(Comparison::Eq, Term::Var(vars[i]), term);
            parts.push(self.part(Source::Pattern, same, &[], inherited, arg.span()));
        }
        Ok(Head { actor, params: vars, parts })
    }

    /// The variable of the person who acts; `to p` names it.
    fn actor_var(&mut self, to: Option<&tree::Who>, params: &[Param], scope: &mut Scope) -> VarId {
        let named = to.and_then(|who| self.actor_name(who, params));
        let actor = self.var(named.map_or("actor", |n| n.text.as_str()), Sort::Person);
        if let Some(name) = named {
            scope.add(&name.text, actor, Some(Sort::Person), name.span, Came::Parameter);
        }
        scope.actor = Some(actor);
        actor
    }

    /// The name that `to p` gives the actor: a variable, or the name of a parameter of the act.
    pub fn actor_name<'w>(&self, who: &'w tree::Who, params: &[Param]) -> Option<&'w tree::Name> {
        let tree::WhoNode::Ref(r) = &who.node else { return None };
        let declared = self.names.relations.get(&r.name.text).is_some();
        let own = || params.iter().any(|p| p.sort == Sort::Person && Self::same_name(&p.name, &r.name.text));
        let variable = !r.name.quoted && super::names::is_variable(&r.name.text);
        (r.args.is_none() && !declared && (variable || own())).then_some(&r.name)
    }

    /// Whether an argument of the act at hand is a variable that names its parameter (or `_`).
    fn names_param(
        &mut self,
        arg: &TreeTerm,
        param: &Param,
        params: &[Param],
        var: VarId,
        scope: &mut Scope,
    ) -> bool {
        let name = match arg {
            TreeTerm::Any(_) => return true,
            TreeTerm::Name(name) => name,
            _ => return false,
        };
        let element = match param.sort {
            Sort::Kind(kind) => self.names.element_of(&name.text, kind).is_some(),
            _ => false,
        };
        let parameter = params.iter().any(|p| Self::same_name(&p.name, &name.text));
        let variable = !name.quoted && super::names::is_variable(&name.text);
        if element || scope.get(&name.text).is_some() || !(variable || parameter) {
            return false;
        }
        self.model.vars[var.index()].name.clone_from(&name.text);
        scope.add(&name.text, var, Some(param.sort), name.span, Came::Parameter);
        true
    }

    fn introduce_norm(&mut self, norm: &tree::Norm, scope: &mut Scope) -> bool {
        let who = norm.to.as_ref().is_some_and(|w| self.introduce_who(w, scope));
        self.introduce_whens(&norm.conditions, scope) | who
    }

    /// WHO as a conjunct; none for `anyone` and for a name of the actor.
    pub fn who_part(
        &mut self,
        to: Option<&tree::Who>,
        inherited: &[crate::model::ProvisionId],
        scope: &mut Scope,
    ) -> Resolved<Option<Part>> {
        let (Some(who), Some(actor)) = (to, scope.actor) else { return Ok(None) };
        match self.who(who, &Term::Var(actor), scope)? {
            Formula::True => Ok(None),
            body => Ok(Some(self.part(Source::Who, body, &[], inherited, who.span))),
        }
    }

    /// What `permit only` closes: the pattern, and conjuncts of `when` over constants and parameters alone.
    fn closes(&self, parts: &[Part], params: &[VarId]) -> Formula {
        let narrows = |part: &&Part| match part.source {
            Source::Pattern => true,
            Source::When => {
                part.formula.free_vars().iter().all(|v| params.contains(v)) && self.is_constant(&part.formula)
            }
            Source::Who | Source::Unless => false,
        };
        Formula::and(parts.iter().filter(narrows).map(|p| p.formula.uncited()))
    }

    /// Whether a formula speaks of constants alone: tables, attributes, equality.
    fn is_constant(&self, formula: &Formula) -> bool {
        let mut constant = true;
        formula.visit(&mut |f| {
            constant &= match f {
                Formula::Atom(relation, _) => match &self.model.relations[relation.index()].kind {
                    RelationKind::Table(_) => true,
                    RelationKind::Define { body, .. } => self.is_constant(body),
                    _ => false,
                },
                Formula::May(..)
                | Formula::Must(..)
                | Formula::Due(..)
                | Formula::Did(..)
                | Formula::Done(..) => false,
                Formula::Compare(_, left, right) => {
                    let person =
                        |t: &Term| t.var().is_some_and(|v| self.model.vars[v.index()].sort == Sort::Person);
                    !person(left) && !person(right)
                }
                _ => true,
            };
        });
        constant
    }
}
