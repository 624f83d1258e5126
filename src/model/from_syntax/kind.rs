//! Kinds, their elements and the constants of those.

use super::collect::Placed;
use super::resolver::{Broken, Resolved, Resolver};
use super::sorts::scalar;
use crate::model::{Attribute, AttributeId, AttributeValue, Element, ElementId, Kind, KindId, Sort, Value};
use crate::problem::catalogue::{model as entries, names, words};
use crate::problem::{Arg, Problem};
use crate::source::Span;
use crate::syntax::tree::{self, Name, Term};

impl Resolver<'_> {
    /// Enters all kinds with their elements, then the attributes, whose sorts may be kinds themselves.
    pub fn kinds(&mut self, kinds: &[Placed<tree::Kind>]) {
        let entered: Vec<Option<KindId>> = kinds.iter().map(|k| self.kind_head(k)).collect();
        for (kind, id) in kinds.iter().zip(&entered) {
            if let Some(id) = id {
                self.attributes(kind.item, *id);
            }
        }
        for (kind, id) in kinds.iter().zip(&entered) {
            if let Some(id) = id {
                self.elements_values(kind.item, *id);
            }
        }
    }

    fn kind_head(&mut self, placed: &Placed<tree::Kind>) -> Option<KindId> {
        let kind = placed.item;
        let id = KindId::from_index(self.model.kinds.len());
        let origin = self.origin(&placed.place, &kind.tail, kind.name.span);
        if !self.declare(words::KIND, &kind.name, |names| &mut names.kinds, id) {
            return None;
        }
        self.model.kinds.push(Kind {
            name: kind.name.text.clone(),
            open: kind.open,
            attributes: Vec::new(),
            elements: Vec::new(),
            origin,
        });
        let elements = kind.elements.as_deref().unwrap_or_default();
        for element in elements {
            self.element(placed, element, id);
        }
        if elements.is_empty() && !kind.open {
            let problem = Problem::new(&entries::EMPTY_KIND).at(kind.name.span);
            self.report(problem.name("name", &kind.name.text).help("open"));
        }
        Some(id)
    }

    fn element(&mut self, placed: &Placed<tree::Kind>, element: &tree::Element, kind: KindId) {
        if let Some(first) = self.names.element_of(&element.name.text, kind) {
            let first = self.model.kinds[kind.index()].elements[first.index as usize].origin.span;
            self.twice(words::ELEMENT, &element.name, first.unwrap_or(element.name.span), "rename");
            return;
        }
        self.refuse_variable(words::ELEMENT, &element.name);
        let mut origin = self.origin(&placed.place, &element.tail, element.name.span);
        origin.home = origin.home.or(self.model.kinds[kind.index()].origin.home);
        let elements = &mut self.model.kinds[kind.index()].elements;
        let id = ElementId { kind, index: u32::try_from(elements.len()).unwrap_or(u32::MAX) };
        elements.push(Element { name: element.name.text.clone(), values: Vec::new(), origin });
        let key = super::names::key(&element.name.text).into_owned();
        self.names.elements.entry(key.into()).or_default().push(id);
    }

    fn attributes(&mut self, kind: &tree::Kind, id: KindId) {
        for param in &kind.attributes {
            if let Ok(attribute) = self.declared_attribute(kind, param, id) {
                let key = super::names::key(&attribute.name).into_owned().into();
                self.names.attributes.entry(key).and_modify(|kind| *kind = None).or_insert(Some(id));
                self.model.kinds[id.index()].attributes.push(attribute);
            }
        }
    }

    fn declared_attribute(
        &mut self,
        kind: &tree::Kind,
        param: &tree::Param,
        id: KindId,
    ) -> Resolved<Attribute> {
        let Some(name) = &param.name else {
            let problem = Problem::new(&entries::NAMELESS_ATTRIBUTE).at(param.span);
            return Err(self.report(problem.name("kind", &kind.name.text).help("name")));
        };
        let known = |a: &tree::Param| {
            a.name.as_ref().is_some_and(|n| a.span.start < param.span.start && same(&n.text, &name.text))
        };
        if let Some(first) = kind.attributes.iter().find(|a| known(a)) {
            self.twice(words::ATTRIBUTE, name, first.span, "rename");
            return Err(Broken);
        }
        let sort = self.sort(&param.sort)?;
        let open = |kind: KindId| self.model.kinds[kind.index()].open || kind == id;
        let wrong = matches!(sort, Sort::Person) || matches!(sort, Sort::Kind(kind) if open(kind));
        if wrong {
            let word = self.sort_word(sort);
            let problem = Problem::new(&entries::ATTRIBUTE_SORT).at(param.span).arg("sort", word);
            return Err(self.report(problem.name("name", &name.text).help("sorts")));
        }
        Ok(Attribute { name: name.text.clone(), sort })
    }

    fn elements_values(&mut self, kind: &tree::Kind, id: KindId) {
        let count = self.model.kinds[id.index()].attributes.len();
        for element in &mut self.model.kinds[id.index()].elements {
            element.values.resize_with(count, AttributeValue::default);
        }
        for element in kind.elements.as_deref().unwrap_or_default() {
            for (name, term) in &element.attributes {
                self.element_value(&element.name, name, term, id);
            }
        }
    }

    fn element_value(&mut self, element: &Name, name: &Name, term: &Term, kind: KindId) {
        let Some(element) = self.names.element_of(&element.text, kind) else { return };
        let Ok(attribute) = self.attribute_of(kind, name) else { return };
        let Ok((value, written)) = self.constant(term, attribute) else { return };
        let slot = &mut self.model.kinds[kind.index()].elements[element.index as usize].values
            [attribute.index as usize];
        if slot.value.is_some() {
            let problem = Problem::new(&names::DECLARED_TWICE).label(name.span, "again");
            let problem = problem.arg("what", Arg::Word(words::ATTRIBUTE)).name("name", &name.text);
            self.report(problem);
            return;
        }
        slot.value = Some(value);
        slot.written = Some(written);
    }

    /// The attribute of this name of a kind.
    pub fn attribute_of(&mut self, kind: KindId, name: &Name) -> Resolved<AttributeId> {
        let attributes = &self.model.kinds[kind.index()].attributes;
        if let Some(index) = attributes.iter().position(|a| same(&a.name, &name.text)) {
            return Ok(AttributeId { kind, index: u32::try_from(index).unwrap_or(u32::MAX) });
        }
        let similar = super::suggest::closest(&name.text, attributes.iter().map(|a| a.name.as_str()));
        let kind_name = &self.model.kinds[kind.index()].name;
        let mut problem = Problem::new(&entries::UNKNOWN_ATTRIBUTE).at(name.span).name("name", &name.text);
        problem = problem.name("kind", kind_name);
        if let Some(similar) = similar {
            problem = problem.name("similar", similar).help("similar");
        } else if !attributes.is_empty() {
            let all = attributes.iter().map(|a| a.name.clone()).collect();
            problem = problem.arg("attributes", Arg::Names(all)).help("has");
        }
        Err(self.report(problem))
    }

    /// A constant as the value of an attribute, and as it was written.
    pub fn constant(&mut self, term: &Term, attribute: AttributeId) -> Resolved<(Value, String)> {
        let sort = self.model.kinds[attribute.kind.index()].attributes[attribute.index as usize].sort;
        let written = self.text(term.span()).to_string();
        let value = match (term, sort) {
            (Term::Number(n, _), Sort::Number) => Value::Quantity(*n),
            (Term::Duration(d, span), Sort::Duration) => {
                self.durations.value(attribute, *d, *span);
                Value::Quantity(scalar(*d))
            }
            (Term::Name(name), Sort::Kind(kind)) => match self.names.element_of(&name.text, kind) {
                Some(element) => Value::Element(element),
                None => return Err(self.undeclared_element(name, sort, None)),
            },
            _ => return Err(self.wrong_value(term.span(), sort)),
        };
        Ok((value, written))
    }

    fn wrong_value(&mut self, span: Span, sort: Sort) -> Broken {
        let word = self.sort_word(sort);
        let text = self.text(span).to_string();
        self.report(Problem::new(&entries::WRONG_VALUE).at(span).name("name", text).arg("sort", word))
    }

    /// The readings' own values of attributes.
    pub fn attribute_options(&mut self, sets: &[Placed<tree::SetAttribute>]) {
        for placed in sets {
            let set = placed.item;
            let Some(&choice) = placed.place.readings.last() else { continue };
            let Ok(element) = self.element_with(&set.element, &set.attribute) else { continue };
            let Ok(attribute) = self.attribute_of(element.kind, &set.attribute) else { continue };
            if let Ok((value, _)) = self.constant(&set.value, attribute) {
                let elements = &mut self.model.kinds[element.kind.index()].elements;
                elements[element.index as usize].values[attribute.index as usize]
                    .by_reading
                    .push((choice, value));
            }
        }
    }

    /// The element of this name in a kind that has this attribute.
    pub fn element_with(&mut self, name: &Name, attribute: &Name) -> Resolved<ElementId> {
        let has = |e: &&ElementId| {
            let attributes = &self.model.kinds[e.kind.index()].attributes;
            attributes.iter().any(|a| same(&a.name, &attribute.text))
        };
        let all = self.names.elements_named(&name.text);
        let fitting: Vec<ElementId> = all.iter().filter(has).copied().collect();
        match (fitting[..].first(), all.first()) {
            (Some(_), _) if fitting.len() > 1 => Err(self.ambiguous_element(name, &fitting)),
            (Some(element), _) => Ok(*element),
            (None, Some(other)) => Ok(*other),
            (None, None) => Err(self.undeclared(name, words::ELEMENT)),
        }
    }

    /// Refuses a name that several kinds have.
    pub fn ambiguous_element(&mut self, name: &Name, elements: &[ElementId]) -> Broken {
        let kinds = elements.iter().map(|e| self.model.kinds[e.kind.index()].name.clone()).collect();
        let problem = Problem::new(&names::AMBIGUOUS_ELEMENT).at(name.span).name("name", &name.text);
        self.report(problem.arg("kinds", Arg::Names(kinds)).help("position"))
    }

    /// Whether the text gives this attribute of every element of its kind.
    pub fn is_known(&self, attribute: AttributeId) -> bool {
        let kind = &self.model.kinds[attribute.kind.index()];
        !kind.open && kind.elements.iter().all(|e| e.values[attribute.index as usize].value.is_some())
    }
}

fn same(a: &str, b: &str) -> bool {
    super::names::key(a) == super::names::key(b)
}
