//! Kinds with their elements and attributes, readings and provisions of the old wording.

use std::collections::BTreeSet;

use super::import::{Import, reading_of};
use crate::model::graph::Node;
use crate::model::{
    Attribute, AttributeValue, Cited, CitedId, Element, ElementId, Kind, KindId, Origin, ProvisionId,
    ReadingId, Value,
};

impl Import<'_> {
    /// Everything of which formulas speak but relations and acts.
    pub fn vocabulary(&mut self) {
        self.provisions();
        self.readings();
        self.kinds();
        self.elements();
        self.attributes();
        self.find_members();
    }

    fn provisions(&mut self) {
        let first = self.model.provisions.len();
        self.model.provisions.extend(self.old.provisions.iter().cloned());
        self.to.provisions =
            (0..self.old.provisions.len()).map(|index| ProvisionId::from_index(first + index)).collect();
        for cited in &self.old.cited {
            let provisions = cited.provisions.iter().map(|id| self.to.provisions[id.index()]).collect();
            self.model.cited.push(Cited { provisions, ..cited.clone() });
            self.to.cited.push(CitedId::from_index(self.model.cited.len() - 1));
        }
    }

    fn readings(&mut self) {
        for index in 0..self.old.readings.len() {
            let id = reading_of(self.old, self.new, index).unwrap_or_else(|| {
                self.model.readings.push(self.old.readings[index].clone());
                ReadingId::from_index(self.model.readings.len() - 1)
            });
            self.to.readings.push(id);
        }
    }

    fn kinds(&mut self) {
        for kind in &self.old.kinds {
            let same = |other: &Kind| other.name == kind.name && other.open == kind.open;
            let found = self.new.kinds.iter().position(same);
            let id = found.unwrap_or_else(|| {
                self.model.kinds.push(Kind { attributes: Vec::new(), elements: Vec::new(), ..kind.clone() });
                self.model.kinds.len() - 1
            });
            self.to.kinds.push(KindId::from_index(id));
        }
    }

    fn elements(&mut self) {
        for (index, kind) in self.old.kinds.iter().enumerate() {
            let id = self.to.kinds[index];
            let of = &mut self.model.kinds[id.index()];
            let mut places = Vec::new();
            for element in &kind.elements {
                let found = of.elements.iter().position(|other| other.name == element.name);
                let at = found.unwrap_or_else(|| {
                    let values = vec![AttributeValue::default(); of.attributes.len()];
                    of.elements.push(Element {
                        name: element.name.clone(),
                        values,
                        origin: Origin::default(),
                    });
                    of.elements.len() - 1
                });
                places.push(ElementId { kind: id, index: u32::try_from(at).unwrap_or(u32::MAX) });
            }
            self.to.elements.push(places);
        }
        self.grow_tables();
    }

    /// Tables of the new wording have × where only the old one knows the row or column.
    fn grow_tables(&mut self) {
        let sizes: Vec<usize> = self.model.kinds.iter().map(|kind| kind.elements.len()).collect();
        for relation in &mut self.model.relations {
            if let crate::model::RelationKind::Table(table) = &mut relation.kind {
                let (rows, columns) = (sizes[table.rows.index()], sizes[table.columns.index()]);
                for cells in [&mut table.yes, &mut table.unknown] {
                    cells.resize(rows, fixedbitset::FixedBitSet::with_capacity(columns));
                    cells.iter_mut().for_each(|row| row.grow(columns));
                }
            }
        }
    }

    fn attributes(&mut self) {
        for index in 0..self.old.kinds.len() {
            let id = self.to.kinds[index];
            let places: Vec<u32> = (0..self.old.kinds[index].attributes.len())
                .map(|attribute| self.attribute(index, id, attribute))
                .collect();
            self.to.attributes.push(places);
        }
    }

    /// The attribute with the same values for what both wordings know, else one of its own.
    fn attribute(&mut self, kind: usize, id: KindId, attribute: usize) -> u32 {
        let old = &self.old.kinds[kind];
        let sort = self.sort(old.attributes[attribute].sort);
        let name = old.attributes[attribute].name.clone();
        let values: Vec<(usize, AttributeValue)> = old
            .elements
            .iter()
            .enumerate()
            .filter_map(|(element, of)| {
                let place = self.to.elements[kind].get(element)?;
                Some((place.index as usize, self.attribute_value(of.values.get(attribute)?)))
            })
            .collect();
        let known = self.new.kinds.get(id.index()).map_or(0, |kind| kind.elements.len());
        let of = &self.model.kinds[id.index()];
        let same = |(at, candidate): (usize, &Attribute)| {
            candidate.name == name
                && candidate.sort == sort
                && values.iter().filter(|(element, _)| *element < known).all(|(element, value)| {
                    of.elements[*element].values.get(at).is_some_and(|other| is_same(value, other))
                })
        };
        let found = of.attributes.iter().enumerate().find(|one| same(*one)).map(|(at, _)| at);
        if found.is_none() {
            self.mark(Some(Node::Kind(KindId::from_index(kind))), None);
            self.mark(None, self.new.kinds.get(id.index()).map(|_| Node::Kind(id)));
        }
        let of = &mut self.model.kinds[id.index()];
        let at = found.unwrap_or_else(|| {
            of.attributes.push(Attribute { name, sort });
            of.elements.iter_mut().for_each(|element| element.values.push(AttributeValue::default()));
            of.attributes.len() - 1
        });
        for (element, value) in values {
            if found.is_none() || element >= known {
                of.elements[element].values[at] = value;
            }
        }
        u32::try_from(at).unwrap_or(u32::MAX)
    }

    fn attribute_value(&self, value: &AttributeValue) -> AttributeValue {
        AttributeValue {
            value: value.value.map(|value| self.value(value)),
            written: value.written.clone(),
            by_reading: value
                .by_reading
                .iter()
                .map(|(choice, value): &(_, Value)| (self.choice(*choice), self.value(*value)))
                .collect(),
        }
    }

    /// Of which closed kinds the two wordings know different elements.
    pub fn find_members(&mut self) {
        for (index, kind) in self.old.kinds.iter().enumerate() {
            let id = self.to.kinds[index];
            let Some(other) = self.new.kinds.get(id.index()).filter(|_| !kind.open) else { continue };
            let before: BTreeSet<u32> = self.to.elements[index].iter().map(|element| element.index).collect();
            let after: BTreeSet<u32> =
                (0..other.elements.len()).filter_map(|index| u32::try_from(index).ok()).collect();
            if before != after {
                self.members.insert(id, [before, after]);
                self.mark(Some(Node::Kind(KindId::from_index(index))), Some(Node::Kind(id)));
            }
        }
    }
}

fn is_same(one: &AttributeValue, other: &AttributeValue) -> bool {
    one.value == other.value && one.by_reading == other.by_reading
}
