//! Parts that many declarations share: names, references, parameters, tails, dates.

use super::{Builder, Id};
use crate::source::Span;
use crate::syntax::calendar::Date;
use crate::syntax::from_text::grammar::Rule;
use crate::syntax::from_text::lexer::normal;
use crate::syntax::tree::{Citation, InForce, Name, Param, Ref, Sort, Tail, Term, Text};

impl Builder<'_> {
    /// A name.
    pub fn name(self, id: Id) -> Name {
        let (written, span) = (self.written(id), self.span(id));
        match written.strip_prefix('「') {
            Some(inner) => {
                let inner = inner.strip_suffix('」').unwrap_or(inner);
                Name { text: normal(inner), span, quoted: true }
            }
            None => Name { text: normal(written), span, quoted: false },
        }
    }

    /// The first name among a node's children.
    pub fn name_of(self, id: Id) -> Option<Name> {
        self.one(id, Rule::name).map(|kid| self.name(kid))
    }

    /// All names among a node's children.
    pub fn names(self, id: Id) -> Vec<Name> {
        self.all(id, Rule::name).map(|kid| self.name(kid)).collect()
    }

    /// A text without its quotation marks.
    pub fn text(self, id: Id) -> Text {
        let written = self.written(id);
        let marks = ['"', '＂', '“', '”', '„'];
        let inner = written.strip_prefix(marks).unwrap_or(written);
        Text { text: inner.strip_suffix(marks).unwrap_or(inner).to_string(), span: self.span(id) }
    }

    /// The text in the first child of this rule: `because "…"`.
    pub fn text_in(self, id: Id, rule: Rule) -> Option<Text> {
        let inner = self.one(id, rule)?;
        self.one(inner, Rule::text).map(|kid| self.text(kid))
    }

    /// A citation.
    pub fn citation(self, id: Id) -> Citation {
        self.words.citations[self.value(id)].clone()
    }

    /// A date with its place.
    pub fn date(self, id: Id) -> (Date, Span) {
        (self.words.dates[self.value(id)], self.span(id))
    }

    /// The date in the first child of this rule: `until DATE`.
    pub fn date_in(self, id: Id, rule: Rule) -> Option<(Date, Span)> {
        let inner = self.one(id, rule)?;
        self.one(inner, Rule::date).map(|kid| self.date(kid))
    }

    /// `in force DATE`, `in force from unknown`
    pub fn in_force(self, id: Id) -> Option<InForce> {
        let kid = self.one(id, Rule::in_force)?;
        let date = self.one(kid, Rule::date).map(|date| self.date(date).0);
        Some(InForce { span: self.span(kid), date })
    }

    /// The citations, labels and old names among a node's children.
    pub fn tail(self, id: Id) -> Tail {
        let mut tail = Tail::default();
        for kid in self.kids(id) {
            match self.rule(kid) {
                Rule::citation => tail.cites.push(self.citation(kid)),
                Rule::text => tail.texts.push(self.text(kid)),
                Rule::formerly => tail.formerly.extend(self.name_of(kid)),
                _ => {}
            }
        }
        tail
    }

    /// An integer.
    pub fn integer(self, id: Id) -> i64 {
        self.words.integers[self.value(id)]
    }

    /// A name with or without arguments.
    pub fn reference(self, id: Id) -> Option<Ref> {
        let args = self.one(id, Rule::arguments).map(|kid| self.arguments(kid));
        Some(Ref { span: self.span(id), name: self.name_of(id)?, args })
    }

    /// The arguments in brackets.
    pub fn arguments(self, id: Id) -> Vec<Term> {
        self.all(id, Rule::term).filter_map(|kid| self.term(kid)).collect()
    }

    /// The first reference among a node's children.
    pub fn reference_of(self, id: Id) -> Option<Ref> {
        self.one(id, Rule::reference).and_then(|kid| self.reference(kid))
    }

    /// All references among a node's children.
    pub fn references(self, id: Id) -> Vec<Ref> {
        self.all(id, Rule::reference).filter_map(|kid| self.reference(kid)).collect()
    }

    /// A term.
    pub fn term(self, id: Id) -> Option<Term> {
        let first = self.kids(id).next()?;
        let mut term = self.simple_term(first)?;
        for kid in self.kids(id).skip(1) {
            term = self.attribute(term, kid);
        }
        Some(term)
    }

    /// `.保存` after a term.
    pub fn attribute(self, of: Term, id: Id) -> Term {
        let span = of.span().to(self.span(id));
        Term::Attribute { of: Box::new(of), attribute: self.name(id), span }
    }

    /// A term of one word.
    pub fn simple_term(self, id: Id) -> Option<Term> {
        let span = self.span(id);
        Some(match self.rule(id) {
            Rule::any => Term::Any(span),
            Rule::actor_ => Term::Actor(span),
            Rule::name => Term::Name(self.name(id)),
            Rule::integer => Term::Number(self.integer(id), span),
            Rule::duration => Term::Duration(self.words.durations[self.value(id)], span),
            Rule::date => Term::Date(self.date(id).0, span),
            _ => return None,
        })
    }

    /// The sort of a parameter or variable.
    pub fn sort(self, id: Id) -> Option<Sort> {
        let kid = self.kids(id).next()?;
        let span = self.span(kid);
        Some(match self.rule(kid) {
            Rule::person_ => Sort::Person(span),
            Rule::number_sort_ => Sort::Number(span),
            Rule::duration_ => Sort::Duration(span),
            _ => Sort::Kind(self.name(kid)),
        })
    }

    /// The parameters in brackets, if there are any.
    pub fn params(self, id: Id) -> Vec<Param> {
        let list = self.one(id, Rule::parameters);
        list.into_iter()
            .flat_map(|list| self.all(list, Rule::parameter))
            .filter_map(|p| self.param(p))
            .collect()
    }

    /// One parameter.
    pub fn param(self, id: Id) -> Option<Param> {
        let sort = self.sort(self.one(id, Rule::sort)?)?;
        Some(Param { span: self.span(id), name: self.name_of(id), sort })
    }
}
