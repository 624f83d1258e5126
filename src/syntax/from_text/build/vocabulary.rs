//! Vocabulary: provisions, kinds, offices, roles, facts, tables, acts, definitions, assumptions, readings.

use super::{Builder, Id};
use crate::syntax::from_text::grammar::Rule;
use crate::syntax::from_text::grid;
use crate::syntax::keywords::Keyword;
use crate::syntax::tree::{
    Act, Amends, Assume, Cell, Define, Effect, EffectVerb, Element, Fact, Instrument, Kind, Mark, Name,
    Office, OfficeEntry, OptionItem, Param, Provision, Reading, ReadingOption, Ref, Regulation, Role,
    SetAttribute, SetCell, Sort, Table, TableBody, Term, Version,
};

impl Builder<'_> {
    pub(super) fn version(self, id: Id) -> Version {
        let number = self.one(id, Rule::integer).map_or(0, |kid| self.integer(kid));
        Version { span: self.span(id), number }
    }

    pub(super) fn regulation(self, id: Id) -> Option<Regulation> {
        let number = self.one(id, Rule::number_clause).and_then(|kid| self.name_of(kid));
        let (name, in_force) = (self.name_of(id)?, self.in_force(id));
        Some(Regulation { span: self.span(id), name, number, in_force, tail: self.tail(id) })
    }

    pub(super) fn amends(self, id: Id) -> Option<Amends> {
        Some(Amends { span: self.span(id), path: self.text(self.one(id, Rule::text)?) })
    }

    pub(super) fn instrument(self, id: Id) -> Option<Instrument> {
        let because = self.text_in(id, Rule::because);
        Some(Instrument { span: self.span(id), name: self.name_of(id)?, because, tail: self.tail(id) })
    }

    /// A provision; also from the nodes of its head alone.
    pub fn provision(self, id: Id) -> Option<Provision> {
        let mark = self.kids(id).find_map(|kid| match self.rule(kid) {
            Rule::informative_ => Some((Mark::Informative, self.span(kid))),
            Rule::open_textured_ => Some((Mark::OpenTextured, self.span(kid))),
            _ => None,
        });
        Some(Provision {
            span: self.span(id),
            number: self.citation(self.one(id, Rule::citation)?),
            texts: self.all(id, Rule::text).map(|kid| self.text(kid)).collect(),
            in_force: self.in_force(id),
            mark,
            because: self.text_in(id, Rule::because),
            digest: self.text_in(id, Rule::digest),
            block: self.one(id, Rule::block).map(|block| self.items(block)),
        })
    }

    pub(super) fn kind(self, id: Id) -> Option<Kind> {
        let elements = self.one(id, Rule::elements);
        let elements = elements.map(|list| {
            self.all(list, Rule::element).filter_map(|kid| self.element(kid)).collect::<Vec<_>>()
        });
        Some(Kind {
            span: self.span(id),
            open: self.keyword(id) == Some(Keyword::Open),
            name: self.name_of(id)?,
            attributes: self.params(id),
            tail: self.tail(id),
            elements,
        })
    }

    fn element(self, id: Id) -> Option<Element> {
        let value = |kid| Some((self.name_of(kid)?, self.term(self.one(kid, Rule::term)?)?));
        let attributes = self.all(id, Rule::attribute_value).filter_map(value).collect();
        Some(Element { span: self.span(id), name: self.name_of(id)?, attributes, tail: self.tail(id) })
    }

    pub(super) fn office(self, id: Id) -> Office {
        let entry = |kid| {
            let may_be_vacant = self.has(kid, Rule::may_be_vacant_);
            Some(OfficeEntry { name: self.name_of(kid)?, params: self.params(kid), may_be_vacant })
        };
        let entries = self.all(id, Rule::office_entry).filter_map(entry).collect();
        Office { span: self.span(id), entries, tail: self.tail(id) }
    }

    pub(super) fn role(self, id: Id) -> Option<Role> {
        let who = |rule| self.one(id, rule).and_then(|kid| self.who(self.one(kid, Rule::who)?));
        let (head, params) = self.role_head(self.one(id, Rule::role_head)?)?;
        Some(Role {
            span: self.span(id),
            head,
            params,
            is: who(Rule::role_is),
            named_by: who(Rule::named_by),
            when: self.conditions(id),
            tail: self.tail(id),
        })
    }

    /// The head as a reference, and as parameters where every argument can be read as one.
    fn role_head(self, id: Id) -> Option<(Ref, Vec<Param>)> {
        let both: Vec<(Term, Option<Param>)> =
            self.all(id, Rule::role_argument).filter_map(|kid| self.role_argument(kid)).collect();
        let params: Option<Vec<Param>> = both.iter().map(|(_, param)| param.clone()).collect();
        let args = (!both.is_empty()).then(|| both.into_iter().map(|(term, _)| term).collect());
        Some((Ref { span: self.span(id), name: self.name_of(id)?, args }, params.unwrap_or_default()))
    }

    fn role_argument(self, id: Id) -> Option<(Term, Option<Param>)> {
        let kid = self.kids(id).next()?;
        let span = self.span(kid);
        let sorted = |sort| Some(Param { span, name: None, sort });
        let word = |text: &str| Term::Name(Name { text: text.to_string(), span, quoted: false });
        Some(match self.rule(kid) {
            Rule::parameter_named => {
                let param = self.param(kid)?;
                (Term::Name(param.name.clone()?), Some(param))
            }
            Rule::person_ => (word(self.written(kid)), sorted(Sort::Person(span))),
            Rule::number_sort_ => (word(self.written(kid)), sorted(Sort::Number(span))),
            Rule::duration_ => (word(self.written(kid)), sorted(Sort::Duration(span))),
            _ => match self.term(kid)? {
                Term::Name(name) => (Term::Name(name.clone()), sorted(Sort::Kind(name))),
                term => (term, None),
            },
        })
    }

    pub(super) fn fact(self, id: Id) -> Option<Fact> {
        Some(Fact {
            span: self.span(id),
            name: self.name_of(id)?,
            params: self.params(id),
            fixed: self.has(id, Rule::fixed_),
            open_textured: self.has(id, Rule::open_textured_),
            tail: self.tail(id),
        })
    }

    pub(super) fn table(self, id: Id) -> Option<Table> {
        let body = match self.one(id, Rule::grid) {
            Some(kid) => {
                let grid = self.words.grids.get(self.value(kid))?.take()?;
                TableBody::Grid { columns: grid.columns, rows: grid.rows, span: grid.span }
            }
            None => {
                TableBody::List(self.all(id, Rule::list_row).filter_map(|kid| self.list_row(kid)).collect())
            }
        };
        Some(Table {
            span: self.span(id),
            name: self.name_of(id)?,
            params: self.params(id),
            tail: self.tail(id),
            body,
        })
    }

    fn list_row(self, id: Id) -> Option<(Name, Vec<Name>)> {
        let mut names = self.names(id).into_iter();
        Some((names.next()?, names.collect()))
    }

    pub(super) fn act(self, id: Id) -> Option<Act> {
        let effects = self.all(id, Rule::effect).map(|kid| self.effect(kid)).collect();
        Some(Act {
            span: self.span(id),
            name: self.name_of(id)?,
            params: self.params(id),
            effects,
            tail: self.tail(id),
        })
    }

    fn effect(self, id: Id) -> Effect {
        let verb = match self.keyword(id) {
            Some(Keyword::Ends) => EffectVerb::Ends,
            Some(Keyword::Records) => EffectVerb::Records,
            _ => EffectVerb::Gives,
        };
        Effect { span: self.span(id), verb, targets: self.references(id), when: self.conditions(id) }
    }

    pub(super) fn define(self, id: Id) -> Option<Define> {
        let body = self.formula(self.one(id, Rule::formula)?)?;
        Some(Define {
            span: self.span(id),
            name: self.name_of(id)?,
            params: self.params(id),
            body,
            tail: self.tail(id),
        })
    }

    pub(super) fn assume(self, id: Id) -> Option<Assume> {
        Some(Assume {
            span: self.span(id),
            name: self.name_of(id)?,
            formula: self.formula(self.one(id, Rule::formula)?)?,
            because: self.text_in(id, Rule::because),
            tail: self.tail(id),
        })
    }

    /// A reading; also from the nodes of its head alone.
    pub fn reading(self, id: Id) -> Option<Reading> {
        let options = self.all(id, Rule::option).filter_map(|kid| self.option(kid)).collect();
        Some(Reading { span: self.span(id), name: self.name_of(id)?, tail: self.tail(id), options })
    }

    /// One option of a reading; also from the nodes of its head alone.
    pub fn option(self, id: Id) -> Option<ReadingOption> {
        let items = self.kids(id).filter_map(|kid| self.option_item(kid)).collect();
        Some(ReadingOption {
            span: self.span(id),
            name: self.name_of(id)?,
            default: self.has(id, Rule::default_),
            tail: self.tail(id),
            items,
        })
    }

    pub(super) fn option_set(self, id: Id) -> Option<OptionItem> {
        self.set_cell(id).map(OptionItem::Cell).or_else(|| self.set_attribute(id).map(OptionItem::Attribute))
    }

    pub(super) fn set_cell(self, id: Id) -> Option<SetCell> {
        let inner = self.one(id, Rule::set_cell)?;
        let cell = self.one(inner, Rule::cell)?;
        let cell = Cell { span: self.span(cell), mark: grid::mark(self.written(cell)) };
        Some(SetCell { span: self.span(id), target: self.reference_of(inner)?, cell })
    }

    pub(super) fn set_attribute(self, id: Id) -> Option<SetAttribute> {
        let inner = self.one(id, Rule::set_attribute)?;
        let mut names = self.names(inner).into_iter();
        let value = self.term(self.one(inner, Rule::term)?)?;
        Some(SetAttribute { span: self.span(id), element: names.next()?, attribute: names.next()?, value })
    }
}
