//! The first walk over a formula: finds its variables and tells their sorts from the places they stand in.
//!
//! It reports nothing. What it cannot tell, the second walk (`formula.rs`) says.

use super::names::is_variable;
use super::resolver::Resolver;
use super::scope::{Came, Scope};
use crate::model::{ActId, KindId, RelationId, Sort, VarId};
use crate::syntax::tree::{self, Condition, Formula, Name, Node, Ref, Subject, Term, Who, WhoNode};

impl Resolver<'_> {
    /// Runs `walk` until it tells nothing new.
    pub fn introduce(&mut self, scope: &mut Scope, mut walk: impl FnMut(&mut Self, &mut Scope) -> bool) {
        while walk(self, scope) && scope.is_unsure() {}
    }

    /// The conditions' formulas; `unless` ones have variables of their own and are left out.
    pub fn introduce_whens(&mut self, conditions: &[Condition], scope: &mut Scope) -> bool {
        let whens = conditions.iter().filter(|c| !c.unless);
        whens.fold(false, |news, c| self.introduce_formula(&c.formula, scope) | news)
    }

    /// Everything in a formula; true if something new was told.
    pub fn introduce_formula(&mut self, formula: &Formula, scope: &mut Scope) -> bool {
        match &formula.node {
            Node::And(parts) | Node::Or(parts) => {
                parts.iter().fold(false, |news, part| self.introduce_formula(part, scope) | news)
            }
            Node::Implies(a, b) => self.introduce_formula(a, scope) | self.introduce_formula(b, scope),
            Node::Not(body) => self.introduce_formula(body, scope),
            Node::Quantified { binders, body, .. } => {
                let depth = scope.depth();
                for binder in binders {
                    let sort = self.quiet_sort(&binder.sort);
                    scope.add(&binder.name.text, VarId(u32::MAX), sort, binder.name.span, Came::Bound);
                }
                let news = self.introduce_formula(body, scope);
                // Free variables found inside stay; the bound ones go.
                let inner = scope.leave(depth);
                inner.into_iter().skip(binders.len()).for_each(|v| {
                    scope.add(&v.name, v.id, v.sort, v.place, v.came);
                });
                news
            }
            Node::Compare { left, right, .. } => self.introduce_compare(left, right, scope),
            Node::Apply(r) => self.introduce_ref(r, false, scope),
            Node::Is { subject, who } => {
                self.introduce_term(subject, Some(Sort::Person), scope) | self.introduce_who(who, scope)
            }
            Node::Has { subject, what, .. } => {
                self.introduce_term(subject, Some(Sort::Person), scope)
                    | self.introduce_ref(what, true, scope)
            }
            Node::Deed { subject, act, .. } => {
                let news = match subject {
                    Subject::Term(term) => self.introduce_term(term, Some(Sort::Person), scope),
                    Subject::Anyone(_) => false,
                };
                self.introduce_act(act, scope) | news
            }
            Node::Done(act) | Node::Due(act) | Node::Records { act, .. } => self.introduce_act(act, scope),
        }
    }

    /// WHO: arguments, and names that stand for persons themselves.
    pub fn introduce_who(&mut self, who: &Who, scope: &mut Scope) -> bool {
        match &who.node {
            WhoNode::Anyone => false,
            WhoNode::Ref(r) if self.is_person_name(r, scope) => {
                self.introduce_name(&r.name, Some(Sort::Person), scope)
            }
            WhoNode::Ref(r) => self.introduce_ref(r, true, scope),
            WhoNode::And(parts) | WhoNode::Or(parts) => {
                parts.iter().fold(false, |news, part| self.introduce_who(part, scope) | news)
            }
            WhoNode::Not(inner) => self.introduce_who(inner, scope),
        }
    }

    /// Whether a WHO names a person (a variable) and not a role.
    pub fn is_person_name(&self, r: &Ref, scope: &Scope) -> bool {
        let declared = self.names.relations.get(&r.name.text).is_some();
        r.args.is_none() && !declared && (self.is_free_name(&r.name) || scope.get(&r.name.text).is_some())
    }

    /// The arguments of a relation; `person` is put before them where a person is the subject.
    fn introduce_ref(&mut self, r: &Ref, person: bool, scope: &mut Scope) -> bool {
        let Some(relation) = self.names.relations.get(&r.name.text) else { return false };
        let sorts = self.sorts_of(relation, person);
        self.introduce_args(r, &sorts, scope)
    }

    /// The parameter sorts known so far, without the person where it is the subject.
    fn sorts_of(&self, relation: RelationId, person: bool) -> Vec<Option<Sort>> {
        let all = &self.signatures[relation.index()];
        all.get(usize::from(person)..).unwrap_or_default().to_vec()
    }

    /// The arguments of an act; names of its own parameters are variables.
    pub fn introduce_act(&mut self, r: &Ref, scope: &mut Scope) -> bool {
        let Some(act) = self.names.acts.get(&r.name.text) else { return false };
        let sorts: Vec<_> = self.act_params[act.index()].iter().map(|p| Some(p.sort)).collect();
        let mut news = false;
        for name in r.args.iter().flatten().filter_map(as_name) {
            if self.is_param_of(act, name) && scope.get(&name.text).is_none() {
                news |= self.introduce_free(name, None, scope);
            }
        }
        self.introduce_args(r, &sorts, scope) | news
    }

    fn is_param_of(&self, act: ActId, name: &Name) -> bool {
        let params = &self.act_params[act.index()];
        params.iter().any(|p| Self::same_name(&p.name, &name.text))
    }

    fn introduce_args(&mut self, r: &Ref, sorts: &[Option<Sort>], scope: &mut Scope) -> bool {
        let Some(args) = &r.args else { return false };
        let pairs = args.iter().zip(sorts.iter().copied().chain(std::iter::repeat(None)));
        pairs.fold(false, |news, (arg, sort)| self.introduce_term(arg, sort, scope) | news)
    }

    /// A term in a place of this sort.
    pub fn introduce_term(&mut self, term: &Term, sort: Option<Sort>, scope: &mut Scope) -> bool {
        match term {
            Term::Name(name) => self.introduce_name(name, sort, scope),
            Term::Attribute { of, attribute, .. } => {
                let sort = self.only_kind_with(&attribute.text).map(Sort::Kind);
                self.introduce_term(of, sort, scope)
            }
            _ => false,
        }
    }

    fn introduce_name(&mut self, name: &Name, sort: Option<Sort>, scope: &mut Scope) -> bool {
        if scope.get(&name.text).is_some() {
            return sort.is_some_and(|sort| scope.tell(&name.text, sort, name.span));
        }
        let open = |sort| match sort {
            Sort::Person => true,
            Sort::Kind(kind) => self.model.kinds[kind.index()].open,
            Sort::Number | Sort::Duration => false,
        };
        let element = match sort {
            Some(Sort::Kind(kind)) => self.names.element_of(&name.text, kind).is_some(),
            Some(_) => false,
            None => !self.names.elements_named(&name.text).is_empty(),
        };
        let free = self.is_free_name(name) || (scope.any_name && sort.is_some_and(open));
        !element && free && self.introduce_free(name, sort, scope)
    }

    fn introduce_free(&mut self, name: &Name, sort: Option<Sort>, scope: &mut Scope) -> bool {
        let id = self.var(&name.text, sort.unwrap_or(Sort::Person));
        scope.add(&name.text, id, sort, name.span, Came::Free);
        true
    }

    fn is_free_name(&self, name: &Name) -> bool {
        !name.quoted && is_variable(&name.text)
    }

    fn introduce_compare(&mut self, left: &Term, right: &Term, scope: &mut Scope) -> bool {
        let (l, r) = (self.sort_of(left, scope), self.sort_of(right, scope));
        self.introduce_term(left, r.or(l), scope) | self.introduce_term(right, l.or(r), scope)
    }

    /// The sort of a term as far as it can be told now.
    pub fn sort_of(&self, term: &Term, scope: &Scope) -> Option<Sort> {
        match term {
            Term::Any(_) | Term::Date(..) => None,
            Term::Actor(_) => Some(Sort::Person),
            Term::Number(..) => Some(Sort::Number),
            Term::Duration(..) => Some(Sort::Duration),
            Term::Name(name) => match (scope.get(&name.text), self.names.elements_named(&name.text)) {
                (Some(var), _) => var.sort,
                (None, [element]) => Some(Sort::Kind(element.kind)),
                _ => None,
            },
            Term::Attribute { of, attribute, .. } => {
                let kind = match self.sort_of(of, scope) {
                    Some(Sort::Kind(kind)) => kind,
                    _ => self.only_kind_with(&attribute.text)?,
                };
                let attributes = &self.model.kinds[kind.index()].attributes;
                Some(attributes.iter().find(|a| Self::same_name(&a.name, &attribute.text))?.sort)
            }
        }
    }

    /// The kind with an attribute of this name, if it is the only one.
    fn only_kind_with(&self, attribute: &str) -> Option<KindId> {
        self.names.attributes.get(&*super::names::key(attribute)).copied().flatten()
    }

    /// The sort of a binder, if it is one; the second walk reports what it is not.
    fn quiet_sort(&self, sort: &tree::Sort) -> Option<Sort> {
        match sort {
            tree::Sort::Person(_) => Some(Sort::Person),
            tree::Sort::Number(_) => Some(Sort::Number),
            tree::Sort::Duration(_) => Some(Sort::Duration),
            tree::Sort::Kind(name) => self.names.kinds.get(&name.text).map(Sort::Kind),
        }
    }
}

fn as_name(term: &Term) -> Option<&Name> {
    match term {
        Term::Name(name) => Some(name),
        _ => None,
    }
}
