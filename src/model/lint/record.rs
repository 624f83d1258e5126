//! Record classes that no act leaves, and those of which the text does not say how long they are kept.

use std::collections::{BTreeMap, BTreeSet};

use super::Lint;
use crate::model::{Element, ElementId, Kind, KindId};
use crate::problem::Problem;
use crate::problem::catalogue::lint as entries;
use crate::source::Span;

impl Lint<'_> {
    pub(super) fn records(&mut self) {
        let model = self.model;
        let mut left: BTreeMap<ElementId, Span> = BTreeMap::new();
        for record in model.acts.iter().flat_map(|a| &a.records) {
            left.entry(record.record).or_insert(record.span);
        }
        // A kind is one of records if acts record some of its elements.
        let kinds: BTreeSet<KindId> = left.keys().map(|e| e.kind).collect();
        for id in kinds {
            let kind = &model.kinds[id.index()];
            for (i, element) in kind.elements.iter().enumerate() {
                let element_id = ElementId { kind: id, index: u32::try_from(i).unwrap_or(u32::MAX) };
                match left.get(&element_id) {
                    Some(span) => self.unknown_attributes(kind, element, *span),
                    None => self.never_made(element),
                }
            }
        }
    }

    fn never_made(&mut self, element: &Element) {
        let mut problem = Problem::new(&entries::RECORD_NEVER_MADE).name("name", &element.name);
        if let Some(span) = element.origin.span {
            problem = problem.at(span);
        }
        self.add(problem.plain("plain", &element.name).help("records"), [element.name.clone()]);
    }

    fn unknown_attributes(&mut self, kind: &Kind, element: &Element, recorded: Span) {
        for (attribute, value) in kind.attributes.iter().zip(&element.values) {
            if value.value.is_some() || !value.by_reading.is_empty() {
                continue;
            }
            let mut problem = Problem::new(&entries::RECORD_ATTRIBUTE_UNKNOWN).name("name", &element.name);
            if let Some(span) = element.origin.span {
                problem = problem.at(span);
            }
            let problem = problem.name("attribute", &attribute.name).plain("plain", &element.name);
            self.add(problem.label(recorded, "recorded").help("value"), [element.name.clone()]);
        }
    }
}
