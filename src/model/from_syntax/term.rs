//! Terms and argument lists, with their sorts checked.

use super::resolver::{Broken, Resolved, Resolver};
use super::scope::{Level, Scope};
use super::sorts::scalar;
use crate::model::{Sort, Term, VarId};
use crate::problem::catalogue::model as entries;
use crate::problem::{Lang, Problem};
use crate::source::Span;
use crate::syntax::tree::{self, Name};

/// Arguments, and the variables that stand for `_` among them.
pub struct Args {
    pub terms: Vec<Term>,
    pub fresh: Vec<VarId>,
}

impl Resolver<'_> {
    /// The arguments of a reference against the sorts of the parameters.
    pub fn args(&mut self, args: &[tree::Term], sorts: &[Sort], scope: &mut Scope) -> Resolved<Args> {
        let mut out = Args { terms: Vec::with_capacity(args.len()), fresh: Vec::new() };
        let mut broken = false;
        for (arg, &sort) in args.iter().zip(sorts) {
            if matches!(arg, tree::Term::Any(_)) {
                let var = self.var("_", sort);
                out.fresh.push(var);
                out.terms.push(Term::Var(var));
                continue;
            }
            match self.term(arg, Some(sort), scope) {
                Ok((term, _)) => out.terms.push(term),
                Err(Broken) => broken = true,
            }
        }
        if broken { Err(Broken) } else { Ok(out) }
    }

    /// One term; where `wanted` is known it has this sort.
    pub fn term(&mut self, term: &tree::Term, wanted: Option<Sort>, scope: &Scope) -> Resolved<(Term, Sort)> {
        let (term, sort) = match term {
            tree::Term::Any(span) => return Err(self.report(Problem::new(&entries::ANY_NOT_HERE).at(*span))),
            tree::Term::Date(_, span) => {
                return Err(self.report(Problem::new(&entries::DATE_NOT_HERE).at(*span)));
            }
            tree::Term::Number(n, _) => (Term::Quantity(*n), Sort::Number),
            tree::Term::Duration(d, _) => (Term::Quantity(scalar(*d)), Sort::Duration),
            tree::Term::Actor(span) => (Term::Var(self.actor(*span, scope)?), Sort::Person),
            tree::Term::Attribute { of, attribute, span } => {
                return self.attribute(of, attribute, *span, wanted, scope);
            }
            tree::Term::Name(name) => return self.name_term(name, wanted, scope),
        }
        .into_checked(self, term.span(), wanted)?;
        Ok((term, sort))
    }

    fn actor(&mut self, span: Span, scope: &Scope) -> Resolved<VarId> {
        if let Some(actor) = scope.actor {
            Ok(actor)
        } else {
            let help = if scope.level == Level::Check { "check" } else { "rule" };
            Err(self.report(Problem::new(&entries::NO_ACTOR).at(span).help(help)))
        }
    }

    fn name_term(&mut self, name: &Name, wanted: Option<Sort>, scope: &Scope) -> Resolved<(Term, Sort)> {
        if let Some(var) = scope.get(&name.text) {
            let (id, sort, place) = (var.id, var.sort, var.place);
            return self.variable(name, (id, sort, place), wanted);
        }
        if let Some(Sort::Kind(kind)) = wanted
            && let Some(element) = self.names.element_of(&name.text, kind)
        {
            return Ok((Term::Element(element), Sort::Kind(kind)));
        }
        let elements = self.names.elements_named(&name.text).to_vec();
        match (wanted, &elements[..]) {
            (None, [element]) => Ok((Term::Element(*element), Sort::Kind(element.kind))),
            (None, [_, ..]) => Err(self.ambiguous_element(name, &elements)),
            (Some(sort), [element, ..]) => {
                Err(self.wrong_sort(name.span, Sort::Kind(element.kind), sort, None))
            }
            (Some(sort), []) => Err(self.not_a(name, sort, scope)),
            (None, []) => Err(self.undeclared(name, crate::problem::catalogue::words::NAME)),
        }
    }

    /// A name that is no element of the sort and no variable.
    fn not_a(&mut self, name: &Name, sort: Sort, scope: &Scope) -> Broken {
        self.undeclared_element(name, sort, Some(scope))
    }

    /// A variable by its id, its sort and where that was told.
    fn variable(
        &mut self,
        name: &Name,
        (var, known, place): (VarId, Option<Sort>, Span),
        wanted: Option<Sort>,
    ) -> Resolved<(Term, Sort)> {
        match (known, wanted) {
            (Some(sort), Some(wanted)) if sort != wanted => {
                Err(self.wrong_sort(name.span, sort, wanted, Some(place)))
            }
            (Some(sort), _) | (None, Some(sort)) => {
                self.model.vars[var.index()].sort = sort;
                Ok((Term::Var(var), sort))
            }
            (None, None) => {
                let problem = Problem::new(&entries::UNKNOWN_SORT).at(name.span).name("name", &name.text);
                let problem = problem.plain("plain", &name.text);
                Err(self.report(problem.help("bind")))
            }
        }
    }

    /// A term of one sort where another is needed; `first` is where a variable got its sort.
    pub fn wrong_sort(&mut self, span: Span, found: Sort, wanted: Sort, first: Option<Span>) -> Broken {
        let text = self.text(span).to_string();
        let (found, wanted) = (self.sort_word(found), self.sort_word(wanted));
        let mut problem =
            Problem::new(&entries::WRONG_SORT).label_with(span, "here", vec![("wanted", wanted.clone())]);
        if let Some(first) = first.filter(|f| *f != span) {
            problem = problem.label_with(first, "first", vec![("found", found.clone())]);
        }
        self.report(problem.name("name", text).arg("found", found).arg("wanted", wanted))
    }

    fn attribute(
        &mut self,
        of: &tree::Term,
        attribute: &Name,
        span: Span,
        wanted: Option<Sort>,
        scope: &Scope,
    ) -> Resolved<(Term, Sort)> {
        let (inner, kind) = self.attribute_owner(of, attribute, scope)?;
        let id = self.attribute_of(kind, attribute)?;
        let sort = self.model.kinds[kind.index()].attributes[id.index as usize].sort;
        (Term::Attribute(id, Box::new(inner)), sort).into_checked(self, span, wanted)
    }

    /// The thing whose attribute is meant, and its kind.
    fn attribute_owner(
        &mut self,
        of: &tree::Term,
        attribute: &Name,
        scope: &Scope,
    ) -> Resolved<(Term, crate::model::KindId)> {
        if let tree::Term::Name(name) = of
            && scope.get(&name.text).is_none()
            && self.names.elements_named(&name.text).len() > 1
        {
            let element = self.element_with(name, attribute)?;
            return Ok((Term::Element(element), element.kind));
        }
        match self.term(of, None, scope)? {
            (term, Sort::Kind(kind)) => Ok((term, kind)),
            (_, sort) => {
                let word = self.sort_word(sort);
                let problem = Problem::new(&entries::NO_ATTRIBUTES).at(attribute.span).arg("sort", word);
                Err(self.report(problem.name("name", &attribute.text)))
            }
        }
    }

    /// Refuses a reference whose number of arguments is wrong.
    pub fn wrong_arity(&mut self, r: &tree::Ref, sorts: &[Sort], found: usize) -> Broken {
        let words = |lang| sorts.iter().map(|s| self.sort_in(*s, lang)).collect::<Vec<_>>();
        let (en, ja) = (words(Lang::En).join(", "), words(Lang::Ja).join("、"));
        let problem = Problem::new(&entries::WRONG_ARITY).at(r.span).name("name", &r.name.text);
        let problem = problem.number("wanted", sorts.len()).number("found", found);
        let help = if sorts.is_empty() { "none" } else { "list" };
        self.report(problem.plain("sorts", en).plain("sorts_ja", ja).help(help))
    }
}

trait IntoChecked: Sized {
    fn into_checked(self, resolver: &mut Resolver, span: Span, wanted: Option<Sort>) -> Resolved<Self>;
}

impl IntoChecked for (Term, Sort) {
    /// The term, if its sort is the one wanted.
    fn into_checked(self, resolver: &mut Resolver, span: Span, wanted: Option<Sort>) -> Resolved<Self> {
        match wanted {
            Some(wanted) if wanted != self.1 => Err(resolver.wrong_sort(span, self.1, wanted, None)),
            _ => Ok(self),
        }
    }
}
