//! Sorts as written, and how they are named in messages.

use super::resolver::{Broken, Param, Resolved, Resolver};
use crate::model::units::{DAY, MONTH};
use crate::model::{KindId, Quantity, RelationKind, Sort};
use crate::problem::catalogue::{model as entries, words};
use crate::problem::{Arg, Lang, Problem, Text};
use crate::source::Span;
use crate::syntax::calendar::Duration;
use crate::syntax::tree;

/// A duration as a scalar.
pub fn scalar(duration: Duration) -> Quantity {
    duration.months.saturating_mul(MONTH).saturating_add(duration.days.saturating_mul(DAY))
}

impl Resolver<'_> {
    /// The sort of a parameter or binder.
    pub fn sort(&mut self, sort: &tree::Sort) -> Resolved<Sort> {
        match sort {
            tree::Sort::Person(_) => Ok(Sort::Person),
            tree::Sort::Number(_) => Ok(Sort::Number),
            tree::Sort::Duration(_) => Ok(Sort::Duration),
            tree::Sort::Kind(name) => self.kind_named(name).map(Sort::Kind),
        }
    }

    /// The kind of a name.
    pub fn kind_named(&mut self, name: &tree::Name) -> Resolved<KindId> {
        match self.names.kinds.get(&name.text) {
            Some(kind) => Ok(kind),
            None => Err(self.undeclared(name, words::KIND)),
        }
    }

    /// A sort in words.
    pub fn sort_word(&self, sort: Sort) -> Arg {
        match sort {
            Sort::Person => Arg::Word(words::PERSON),
            Sort::Number => Arg::Word(words::NUMBER),
            Sort::Duration => Arg::Word(words::DURATION),
            Sort::Kind(kind) => Arg::Plain(self.model.kinds[kind.index()].name.clone()),
        }
    }

    /// The name of a parameter that was written without one: its kind's.
    pub fn sort_name(&self, sort: Sort) -> String {
        self.sort_in(sort, Lang::En)
    }

    /// A sort in the words of one language.
    pub fn sort_in(&self, sort: Sort, lang: Lang) -> String {
        match self.sort_word(sort) {
            Arg::Word(word) => word.get(lang).to_string(),
            Arg::Plain(name) => name,
            _ => String::new(),
        }
    }

    /// The sorts of parameters as written; `numbers` says whether they may be numbers.
    pub fn params(&mut self, params: &[tree::Param], numbers: bool) -> Resolved<Vec<Param>> {
        let all: Vec<Resolved<Param>> = params.iter().map(|p| self.param(p, numbers)).collect();
        all.into_iter().collect()
    }

    fn param(&mut self, param: &tree::Param, numbers: bool) -> Resolved<Param> {
        let sort = self.sort(&param.sort)?;
        let quantity = matches!(sort, Sort::Duration) || (matches!(sort, Sort::Number) && !numbers);
        if quantity {
            let word = self.sort_word(sort);
            return Err(
                self.report(Problem::new(&entries::QUANTITY_PARAMETER).at(param.span).arg("sort", word))
            );
        }
        let name = match &param.name {
            Some(name) => self.parameter_name(name, sort)?,
            None => self.sort_name(sort),
        };
        Ok(Param { name, sort, span: param.span })
    }

    /// A parameter's own name, which must not be an element of its kind as well.
    fn parameter_name(&mut self, name: &tree::Name, sort: Sort) -> Resolved<String> {
        if let Sort::Kind(kind) = sort
            && let Some(element) = self.names.element_of(&name.text, kind)
        {
            let declared = self.model.kinds[kind.index()].elements[element.index as usize].origin.span;
            return Err(self.shadowed(name, declared));
        }
        Ok(name.text.clone())
    }

    /// Refuses a variable that is also an element.
    pub fn shadowed(&mut self, name: &tree::Name, declared: Option<Span>) -> Broken {
        let mut problem = Problem::new(&crate::problem::catalogue::names::SHADOWED_NAME).at(name.span);
        if let Some(span) = declared {
            problem = problem.label(span, "declared");
        }
        self.report(problem.name("name", &name.text).help("rename"))
    }

    /// What a relation is, in words.
    pub fn relation_word(&self, relation: crate::model::RelationId) -> Text {
        match self.model.relations[relation.index()].kind {
            RelationKind::Fact { .. } => words::FACT,
            RelationKind::Office { .. } => words::OFFICE,
            RelationKind::Role(_) => words::ROLE,
            RelationKind::Table(_) => words::TABLE,
            RelationKind::Define { .. } => words::DEFINITION,
        }
    }
}
