//! The second walk over a formula: builds it over ids, checks every sort.

use super::resolver::{Broken, Resolved, Resolver};
use super::scope::{Came, Level, Scope};
use crate::model::{Formula, Term, VarId};
use crate::problem::catalogue::model as entries;
use crate::problem::{Arg, Lang, Problem, Text};
use crate::source::Span;
use crate::syntax::keywords::Keyword;
use crate::syntax::tree::{self, Binder, Comparison, Node, Quantifier};

/// A connective in both languages.
pub type Join = (&'static str, &'static str);

/// `and`
pub const AND: Join = ("and", "かつ");
const OR: Join = ("or", "または");

impl Resolver<'_> {
    /// A formula whose free variables are in scope.
    pub fn formula(&mut self, formula: &tree::Formula, scope: &mut Scope) -> Resolved<Formula> {
        let body = self.node(formula, scope)?;
        if formula.cites.is_empty() {
            return Ok(body);
        }
        Ok(self.cited(&formula.cites, &[], formula.span, body))
    }

    /// A formula without its own citations.
    pub fn node(&mut self, formula: &tree::Formula, scope: &mut Scope) -> Resolved<Formula> {
        match &formula.node {
            Node::And(parts) => self.all(parts, AND, scope).map(Formula::and),
            Node::Or(parts) => self.all(parts, OR, scope).map(Formula::or),
            Node::Implies(a, b) => {
                let (a, b) = (self.formula(a, scope), self.formula(b, scope));
                Ok(Formula::or([a?.negate(), b?]))
            }
            Node::Not(body) => Ok(self.formula(body, scope)?.negate()),
            Node::Quantified { quantifier, binders, body } => {
                self.quantified(*quantifier, binders, body, formula.span, scope)
            }
            Node::Compare { op, left, right } => self.compare(*op, left, right, formula.span, scope),
            Node::Apply(r) => self.apply(r, None, scope),
            Node::Is { subject, who } => {
                let subject = self.person(subject, scope)?;
                self.who(who, &subject.0, scope).map(|f| subject.1(f))
            }
            Node::Has { subject, only, what } => {
                let subject = self.person(subject, scope)?;
                self.has(what, *only, &subject.0, scope).map(|f| subject.1(f))
            }
            Node::Deed { subject, verb, act } => self.deed(subject, *verb, act, formula.span, scope),
            Node::Done(act) => self.done(act, scope),
            Node::Due(act) => self.due(act, formula.span, scope),
            Node::Records { act, record } => self.records_atom(act, record, formula.span, scope),
        }
    }

    /// The parts of a connective; every one is looked at, so that all mistakes are found.
    fn all(&mut self, parts: &[tree::Formula], join: Join, scope: &mut Scope) -> Resolved<Vec<Formula>> {
        let mut out = Vec::with_capacity(parts.len());
        let mut broken = false;
        for (i, part) in parts.iter().enumerate() {
            let built = match (&part.node, i.checked_sub(1).map(|before| (&parts[before], join))) {
                (Node::Apply(r), before) => self.apply(r, before, scope).map(|f| self.with_cites(part, f)),
                _ => self.formula(part, scope),
            };
            match built {
                Ok(formula) => out.push(formula),
                Err(Broken) => broken = true,
            }
        }
        if broken { Err(Broken) } else { Ok(out) }
    }

    fn with_cites(&mut self, part: &tree::Formula, body: Formula) -> Formula {
        if part.cites.is_empty() { body } else { self.cited(&part.cites, &[], part.span, body) }
    }

    /// A person as subject, and what closes the formula around it (`_` is somebody).
    pub fn person(
        &mut self,
        subject: &tree::Term,
        scope: &mut Scope,
    ) -> Resolved<(Term, impl Fn(Formula) -> Formula + use<>)> {
        let person = Some(crate::model::Sort::Person);
        let (term, fresh) = if matches!(subject, tree::Term::Any(_)) {
            let var = self.var("_", crate::model::Sort::Person);
            (Term::Var(var), vec![var])
        } else {
            (self.term(subject, person, scope)?.0, Vec::new())
        };
        Ok((term, move |body| Formula::exists(fresh.clone(), body)))
    }

    fn quantified(
        &mut self,
        quantifier: Quantifier,
        binders: &[Binder],
        body: &tree::Formula,
        span: Span,
        scope: &mut Scope,
    ) -> Resolved<Formula> {
        let depth = scope.depth();
        let vars = self.bind(binders, scope);
        let body = self.formula(body, scope);
        scope.leave(depth);
        let (vars, body) = (vars?, body?);
        let count = |op, n: i64| (op, u32::try_from(n).unwrap_or(0));
        let (op, n) = match quantifier {
            Quantifier::Every => return Ok(Formula::for_all(vars, body)),
            Quantifier::Some => return Ok(Formula::exists(vars, body)),
            Quantifier::No => return Ok(Formula::exists(vars, body).negate()),
            Quantifier::AtMost(n) => count(Comparison::Le, n),
            Quantifier::AtLeast(n) => count(Comparison::Ge, n),
            Quantifier::Exactly(n) => count(Comparison::Eq, n),
        };
        match vars[..] {
            [var] => Ok(Formula::Count(op, n, var, Box::new(body))),
            _ => Err(self.report(Problem::new(&entries::COUNT_ONE).at(span).help("nest"))),
        }
    }

    /// Binds the names of a quantifier.
    pub fn bind(&mut self, binders: &[Binder], scope: &mut Scope) -> Resolved<Vec<VarId>> {
        let mut vars = Vec::new();
        let mut broken = false;
        for binder in binders {
            if let Some(outer) = scope.get(&binder.name.text).map(|v| v.place) {
                self.rebound(&binder.name, outer);
                broken = true;
            }
            if let [element, ..] = self.names.elements_named(&binder.name.text) {
                let declared =
                    self.model.kinds[element.kind.index()].elements[element.index as usize].origin.span;
                self.shadowed(&binder.name, declared);
                broken = true;
            }
            let sort = self.sort(&binder.sort);
            broken |= sort.is_err();
            let sort = sort.ok();
            let var = self.var(&binder.name.text, sort.unwrap_or(crate::model::Sort::Person));
            scope.add(&binder.name.text, var, sort, binder.name.span, Came::Bound);
            vars.push(var);
        }
        if broken { Err(Broken) } else { Ok(vars) }
    }

    fn compare(
        &mut self,
        op: Comparison,
        left: &tree::Term,
        right: &tree::Term,
        span: Span,
        scope: &Scope,
    ) -> Resolved<Formula> {
        let (l, r) = (self.sort_of(left, scope), self.sort_of(right, scope));
        let a = self.term(left, l.or(r), scope);
        let b = self.term(right, if self.is_sure(right, scope) { None } else { l.or(r) }, scope);
        let ((a, a_sort), (b, b_sort)) = (a?, b?);
        if a_sort != b_sort {
            return Err(self.wrong_sort(right.span(), b_sort, a_sort, None));
        }
        self.comparable(op, a_sort, span)?;
        self.numbers_compared(&a, &b, span)?;
        self.durations_compared(left, &a, right, &b);
        Ok(Formula::Compare(op, a, b))
    }

    /// Whether a term tells its sort by itself, so that the other side should not.
    fn is_sure(&self, term: &tree::Term, scope: &Scope) -> bool {
        !matches!(term, tree::Term::Name(_)) && self.sort_of(term, scope).is_some()
    }

    fn comparable(&mut self, op: Comparison, sort: crate::model::Sort, span: Span) -> Resolved<()> {
        use crate::model::Sort;
        let equality = matches!(op, Comparison::Eq | Comparison::Ne);
        if equality || matches!(sort, Sort::Number | Sort::Duration) {
            return Ok(());
        }
        let word = self.sort_word(sort);
        Err(self.report(Problem::new(&entries::NO_ORDER).at(span).arg("sort", word).help("equal")))
    }

    /// A number that is no constant may be compared only with constants and attributes that the text gives.
    fn numbers_compared(&mut self, a: &Term, b: &Term, span: Span) -> Resolved<()> {
        let is_number = |t: &Term| matches!(t, Term::Var(v) if self.is_quantity(*v));
        let is_fine = |t: &Term| match t {
            Term::Quantity(_) => true,
            Term::Attribute(attribute, _) => self.is_known(*attribute),
            _ => false,
        };
        if (is_number(a) && !is_fine(b)) || (is_number(b) && !is_fine(a)) {
            return Err(self.report(Problem::new(&entries::NUMBER_COMPARED).at(span).help("constant")));
        }
        Ok(())
    }

    fn is_quantity(&self, var: VarId) -> bool {
        use crate::model::Sort;
        matches!(self.model.vars[var.index()].sort, Sort::Number | Sort::Duration)
    }

    /// Refuses `may`, `must` and `due` where they would make norms depend on norms.
    pub fn checks_only(&mut self, word: Keyword, span: Span, scope: &Scope) -> Resolved<()> {
        match scope.level {
            Level::Rule | Level::Assumption => {
                let help = if scope.level == Level::Rule { "rule" } else { "assumption" };
                Err(self
                    .report(Problem::new(&entries::CHECKS_ONLY).at(span).arg("word", spelt(word)).help(help)))
            }
            Level::Definition | Level::Check | Level::Scenario => Ok(()),
        }
    }
}

/// A word of the language in both spellings.
pub fn spelt(word: Keyword) -> Arg {
    Arg::Word(Text { en: word.spelling(Lang::En), ja: word.spelling(Lang::Ja) })
}
