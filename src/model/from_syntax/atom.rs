//! Atoms: facts, tables, definitions, roles as statements, `has`, deeds.

use super::resolver::{Broken, Resolved, Resolver};
use super::scope::{Level, Scope};
use crate::model::{ActId, Formula, RelationId, RelationKind, Sort, Term};
use crate::problem::catalogue::{model as entries, words};
use crate::problem::{Arg, Problem};
use crate::source::Span;
use crate::syntax::keywords::Keyword;
use crate::syntax::tree::{self, Comparison, Node, Ref, Subject, Verb};

/// The formula before one in the same connective, and the connective.
pub type Before<'f> = (&'f tree::Formula, super::formula::Join);

impl Resolver<'_> {
    /// A relation as a statement. `before` is the formula that stands before it in the same connective.
    pub fn apply(&mut self, r: &Ref, before: Option<Before>, scope: &mut Scope) -> Resolved<Formula> {
        let Some(relation) = self.names.relations.get(&r.name.text) else {
            return Err(self.not_a_relation(r, before, scope));
        };
        let sorts = self.model.relations[relation.index()].params.clone();
        let args = r.args.as_deref().unwrap_or_default();
        if args.len() == sorts.len() {
            let args = self.args(args, &sorts, scope)?;
            self.note_use(relation, r.span, scope)?;
            return Ok(Formula::exists(args.fresh, Formula::Atom(relation, args.terms)));
        }
        let about_person = self.is_about_person(relation);
        if about_person && (r.args.is_none() || args.len() + 1 == sorts.len()) {
            return Err(self.role_as_statement(r, relation, before));
        }
        Err(self.wrong_arity(r, &sorts, args.len()))
    }

    fn not_a_relation(&mut self, r: &Ref, before: Option<Before>, scope: &Scope) -> Broken {
        let act = self.names.acts.get(&r.name.text).is_some();
        let variable = r.args.is_none()
            && (scope.get(&r.name.text).is_some() || !self.names.elements_named(&r.name.text).is_empty());
        if act {
            let problem = Problem::new(&entries::ACT_AS_STATEMENT).at(r.span).name("name", &r.name.text);
            let problem = problem.plain("plain", self.text(r.span));
            return self.report(problem.help("verb"));
        }
        if variable {
            let problem = Problem::new(&entries::NAME_AS_STATEMENT).at(r.span).name("name", &r.name.text);
            let help = if before.is_some() { "repeat" } else { "complete" };
            return self.report(problem.help(help));
        }
        self.undeclared(&r.name, words::RELATION)
    }

    /// Whether a relation's first parameter is a person, so that WHO may name it.
    pub fn is_about_person(&self, relation: RelationId) -> bool {
        let relation = &self.model.relations[relation.index()];
        relation.params.first() == Some(&Sort::Person) && !matches!(relation.kind, RelationKind::Table(_))
    }

    /// E4: a role, office or fact of a person where a statement must stand.
    fn role_as_statement(&mut self, r: &Ref, relation: RelationId, before: Option<Before>) -> Broken {
        let written = self.text(r.span).to_string();
        let problem = Problem::new(&entries::ROLE_AS_STATEMENT)
            .at(r.span)
            .name("name", &r.name.text)
            .arg("what", Arg::Word(self.relation_word(relation)))
            .plain("written", &written);
        let Some((tree::Formula { node: Node::Is { subject, who }, .. }, (and, ja))) = before else {
            return self.report(problem.help("is"));
        };
        let (subject, first) = (self.text(subject.span()), self.text(who.span));
        let en = format!("{subject} is ({first} {and} {written})");
        let ja = format!("{subject} は （{first} {ja} {written}）");
        self.report(problem.plain("en", en).plain("ja", ja).help("brackets"))
    }

    /// `p has F(x)`, `p has only F(x)`.
    pub fn has(&mut self, what: &Ref, only: bool, subject: &Term, scope: &mut Scope) -> Resolved<Formula> {
        let (relation, args) = self.person_relation(what, subject, scope)?;
        let atom = Formula::Atom(relation, args.terms.clone());
        if !only {
            return Ok(Formula::exists(args.fresh, atom));
        }
        // No other value of the arguments: every one that holds is the same one.
        let sorts = self.model.relations[relation.index()].params.clone();
        let others: Vec<_> = sorts[1..].iter().map(|&sort| self.var("_", sort)).collect();
        let terms = std::iter::once(subject.clone()).chain(others.iter().map(|v| Term::Var(*v))).collect();
        let same = others.iter().zip(&args.terms[1..]);
        let same = same.map(|(v, term)| Formula::Compare(Comparison::Eq, Term::Var(*v), term.clone()));
        let other = Formula::or([Formula::Atom(relation, terms).negate(), Formula::and(same)]);
        Ok(Formula::exists(args.fresh, Formula::and([atom, Formula::for_all(others, other)])))
    }

    /// The act of a reference, and its arguments; an omitted list is `_` for each.
    pub fn act_args(&mut self, r: &Ref, scope: &mut Scope) -> Resolved<(ActId, super::term::Args)> {
        let act = self.act_named(&r.name)?;
        let sorts: Vec<Sort> = self.act_params[act.index()].iter().map(|p| p.sort).collect();
        let any;
        let args = if let Some(args) = &r.args {
            args
        } else {
            any = vec![tree::Term::Any(r.span); sorts.len()];
            &any
        };
        if args.len() != sorts.len() {
            return Err(self.wrong_arity(r, &sorts, args.len()));
        }
        Ok((act, self.args(args, &sorts, scope)?))
    }

    /// The act of a name.
    pub fn act_named(&mut self, name: &tree::Name) -> Resolved<ActId> {
        match self.names.acts.get(&name.text) {
            Some(act) => Ok(act),
            None => Err(self.undeclared(name, words::ACT)),
        }
    }

    /// `p may A(x)` and its like.
    pub fn deed(
        &mut self,
        subject: &Subject,
        verb: Verb,
        act: &Ref,
        span: Span,
        scope: &mut Scope,
    ) -> Resolved<Formula> {
        match verb {
            Verb::May | Verb::MayNot => self.checks_only(Keyword::May, span, scope)?,
            Verb::Must => self.checks_only(Keyword::Must, span, scope)?,
            Verb::Does => return Err(self.report(Problem::new(&entries::DOES_OUTSIDE).at(span).help("did"))),
            Verb::Did => self.history(span, scope)?,
        }
        let subject = match subject {
            Subject::Term(term) => term,
            Subject::Anyone(_) => return self.anyone(verb, act, scope),
        };
        let person = self.person(subject, scope);
        let (act, args) = self.act_args(act, scope)?;
        let (person, close) = person?;
        let atom = Formula::exists(args.fresh, deed_atom(verb, person, act, args.terms));
        Ok(if verb == Verb::MayNot { close(atom).negate() } else { close(atom) })
    }

    /// `anyone may A`: everybody may; `anyone may not A`: nobody may; `anyone did A`: somebody did.
    fn anyone(&mut self, verb: Verb, act: &Ref, scope: &mut Scope) -> Resolved<Formula> {
        let (act, args) = self.act_args(act, scope)?;
        let var = self.var("_", Sort::Person);
        let atom = Formula::exists(args.fresh, deed_atom(verb, Term::Var(var), act, args.terms));
        Ok(match verb {
            Verb::Did | Verb::Does => Formula::exists(vec![var], atom),
            Verb::MayNot => Formula::exists(vec![var], atom).negate(),
            Verb::May | Verb::Must => Formula::for_all(vec![var], atom),
        })
    }

    /// `A(x) done`.
    pub fn done(&mut self, act: &Ref, scope: &mut Scope) -> Resolved<Formula> {
        self.history(act.span, scope)?;
        let (act, args) = self.act_args(act, scope)?;
        Ok(Formula::exists(args.fresh, Formula::Done(act, args.terms)))
    }

    /// `due A(x)`.
    pub fn due(&mut self, act: &Ref, span: Span, scope: &mut Scope) -> Resolved<Formula> {
        self.checks_only(Keyword::Due, span, scope)?;
        let (act, args) = self.act_args(act, scope)?;
        Ok(Formula::exists(args.fresh, Formula::Due(act, args.terms)))
    }

    /// `A(x) records R`.
    pub fn records_atom(
        &mut self,
        act: &Ref,
        record: &tree::Term,
        span: Span,
        scope: &mut Scope,
    ) -> Resolved<Formula> {
        self.checks_only(Keyword::Records, span, scope)?;
        let (act, args) = self.act_args(act, scope)?;
        let (record, _) = self.term(record, None, scope)?;
        Ok(Formula::exists(args.fresh, Formula::Records(act, args.terms, record)))
    }

    fn history(&mut self, span: Span, scope: &Scope) -> Resolved<()> {
        if scope.level == Level::Assumption {
            return Err(self.report(Problem::new(&entries::ASSUMES_COURSE).at(span).help("state")));
        }
        Ok(())
    }

    /// Refuses WHO that does not name something about persons.
    pub fn not_about_person(&mut self, r: &Ref, relation: RelationId) -> Broken {
        let word = Arg::Word(self.relation_word(relation));
        let problem = Problem::new(&entries::NOT_ABOUT_PERSON).at(r.span).name("name", &r.name.text);
        self.report(problem.arg("what", word).help("first"))
    }
}

fn deed_atom(verb: Verb, person: Term, act: ActId, args: Vec<Term>) -> Formula {
    match verb {
        Verb::May | Verb::MayNot => Formula::May(person, act, args),
        Verb::Must => Formula::Must(person, act, args),
        Verb::Did | Verb::Does => Formula::Did(person, act, args),
    }
}
