//! Every edit that is tried, in the order of the text, each with its name.

use std::collections::{BTreeMap, BTreeSet};

use super::conjunct::{Conjunct, alternatives, conjuncts};
use super::{Edit, Mutant, Of, Place, Touched, value};
use crate::model::units;
use crate::model::{
    AttributeId, ElementId, Formula, KindId, Model, Norm, NormId, Origin, ProvisionId, ReadingChoice,
    RelationId, RelationKind, Role, Sort, Sugar, Table, Value,
};
use crate::source::Span;
use crate::syntax::tree::NormVerb;

/// Every mutant of the model.
pub fn mutants(model: &Model) -> Vec<Mutant> {
    let mut all = All { model, found: Vec::new() };
    all.norms();
    for (index, relation) in model.relations.iter().enumerate() {
        let id = RelationId::from_index(index);
        match &relation.kind {
            RelationKind::Role(role) => all.role(id, role),
            RelationKind::Define { body, .. } => {
                let about = About::relation(id, &relation.name, &relation.origin);
                all.conjuncts(&about, &Of::Define(id), body);
            }
            RelationKind::Table(table) => all.table(id, table),
            RelationKind::Fact { .. } | RelationKind::Office { .. } => {}
        }
    }
    all.values();
    let mut found = all.found;
    found.sort_by_key(|mutant| mutant.span);
    number(&mut found);
    found
}

/// What mutants have in common.
struct About {
    name: String,
    span: Option<Span>,
    provisions: Vec<ProvisionId>,
    verb: Option<NormVerb>,
    touched: Touched,
}

impl About {
    fn relation(id: RelationId, name: &str, origin: &Origin) -> Self {
        let touched = Touched { relations: BTreeSet::from([id]), ..Touched::default() };
        let (span, provisions) = (origin.span, provisions(origin));
        Self { name: name.to_string(), span, provisions, verb: None, touched }
    }
}

fn provisions(origin: &Origin) -> Vec<ProvisionId> {
    origin.home.iter().chain(&origin.cites).copied().collect()
}

struct All<'m> {
    model: &'m Model,
    found: Vec<Mutant>,
}

impl All<'_> {
    fn add(&mut self, about: &About, name: String, edit: Edit) {
        self.found.push(Mutant {
            name,
            edit,
            span: about.span,
            provisions: about.provisions.clone(),
            verb: about.verb,
            touched: about.touched.clone(),
        });
    }

    fn norms(&mut self) {
        let model = self.model;
        let mut done: BTreeSet<NormId> = BTreeSet::new();
        for (index, norm) in model.norms.iter().enumerate() {
            let id = NormId::from_index(index);
            if matches!(norm.sugar, Some(Sugar::AnotherThan(_))) || !done.insert(id) {
                continue;
            }
            let own = together(model, id, norm);
            done.extend(own.iter().copied());
            self.norm(&own, norm);
        }
    }

    /// One written norm: `own` are the permits or the one norm it stands for, without its prohibitions.
    fn norm(&mut self, own: &[NormId], norm: &Norm) {
        let model = self.model;
        let is_own = |other: &Norm| matches!(other.sugar, Some(Sugar::AnotherThan(id)) if own.contains(&id));
        let bans: Vec<NormId> = (0..model.norms.len())
            .filter(|index| is_own(&model.norms[*index]))
            .map(NormId::from_index)
            .collect();
        let whole: Vec<NormId> = own.iter().chain(&bans).copied().collect();
        let acts = whole.iter().map(|id| model.norms[id.index()].act).collect();
        let about = About {
            name: norm.name.clone(),
            span: norm.origin.span,
            provisions: provisions(&norm.origin),
            verb: Some(norm.verb),
            touched: Touched { acts, ..Touched::default() },
        };
        let name = &norm.name;
        self.add(&about, format!("drop {name}"), Edit::Norm(whole.clone()));
        if norm.closes.is_some() {
            self.add(&about, format!("open {name}"), Edit::Open(own[0]));
        }
        for forbid in &norm.despite {
            let other = &model.norms[forbid.index()].name;
            self.add(&about, format!("drop {name} despite {other}"), Edit::Despite(own[0], *forbid));
        }
        // Each `by another than` is two prohibitions, one after the other.
        for (index, pair) in bans.chunks(2).enumerate() {
            let name = format!("drop {name} another {}", index + 1);
            self.add(&about, name, Edit::Another(pair.to_vec()));
        }
        self.conjuncts(&about, &Of::Norms(whole), &norm.condition);
    }

    fn role(&mut self, id: RelationId, role: &Role) {
        let relation = &self.model.relations[id.index()];
        let named = role.naming.map(|naming| naming.relation);
        let mut number = 0;
        for (index, clause) in role.clauses.iter().enumerate() {
            // The naming is edited where it is permitted.
            if matches!(&clause.body, Formula::Atom(relation, _) if Some(*relation) == named) {
                continue;
            }
            number += 1;
            let name = format!("{} clause {number}", relation.name);
            let about = About::relation(id, &name, &clause.origin);
            self.add(&about, format!("drop {name}"), Edit::Clause(id, index));
            self.conjuncts(&about, &Of::Clause(id, index), &clause.body);
        }
    }

    /// Every conjunct dropped, every alternative of one.
    fn conjuncts(&mut self, about: &About, of: &Of, condition: &Formula) {
        let all = conjuncts(self.model, condition);
        let mut position = 0;
        for conjunct in &all {
            let place = Place { of: of.clone(), span: conjunct.cited.span };
            let about = About {
                name: about.name.clone(),
                span: Some(conjunct.cited.span),
                provisions: conjunct.cited.provisions.clone(),
                verb: about.verb,
                touched: about.touched.clone(),
            };
            let which = if conjunct.is_who() {
                self.add(&about, format!("anyone {}", about.name), Edit::Anyone(place.clone()));
                "who".to_string()
            } else {
                position += 1;
                let which = self.which(conjunct, &all, position);
                self.add(&about, format!("drop {} {which}", about.name), Edit::Conjunct(place.clone()));
                which
            };
            for index in 0..alternatives(conjunct.body) {
                let name = format!("drop {} {which} or {}", about.name, index + 1);
                self.add(&about, name, Edit::Alternative(place.clone(), index));
            }
        }
    }

    /// A conjunct by the provision that it alone cites, else by its position.
    fn which(&self, conjunct: &Conjunct, all: &[Conjunct], position: usize) -> String {
        let cites = &conjunct.cited.provisions;
        let alone = all.iter().filter(|other| other.cited.provisions == *cites).count() == 1;
        match (cites.as_slice(), alone && all.len() > 1) {
            ([only], true) => format!("@{}", self.model.provisions[only.index()].number()),
            _ => format!("#{position}"),
        }
    }

    fn table(&mut self, id: RelationId, table: &Table) {
        let model = self.model;
        let relation = &model.relations[id.index()];
        let about = About::relation(id, &relation.name, &relation.origin);
        let element =
            |kind, index: usize| ElementId { kind, index: u32::try_from(index).unwrap_or(u32::MAX) };
        for row in 0..table.yes.len() {
            for column in 0..table.yes[row].len() {
                let (at, to) = (element(table.rows, row), element(table.columns, column));
                let now = (!table.unknown[row][column]).then(|| table.yes[row][column]);
                self.cell(&about, id, (at, to), now, None);
                for cell in &table.by_reading {
                    if (cell.row, cell.column) == (at.index, to.index) {
                        self.cell(&about, id, (at, to), cell.value, Some(cell.choice));
                    }
                }
            }
        }
    }

    fn values(&mut self) {
        for (kind, declared) in self.model.kinds.iter().enumerate() {
            let kind = KindId::from_index(kind);
            for (attribute, of) in (0..).zip(&declared.attributes) {
                let attribute = AttributeId { kind, index: attribute };
                let touched = value::touched(self.model, attribute);
                for (index, element) in (0..).zip(&declared.elements) {
                    let origin = if provisions(&element.origin).is_empty() {
                        &declared.origin
                    } else {
                        &element.origin
                    };
                    let about = About {
                        name: format!("{}.{}", element.name, of.name),
                        span: element.origin.span,
                        provisions: provisions(origin),
                        verb: None,
                        touched: touched.clone(),
                    };
                    self.value(&about, attribute, ElementId { kind, index });
                }
            }
        }
    }

    /// One value: dropped, and every other one; also where readings set it.
    fn value(&mut self, about: &About, attribute: AttributeId, element: ElementId) {
        let model = self.model;
        let said = &model.kinds[element.kind.index()].elements[element.index as usize];
        let Some(value) = said.values.get(attribute.index as usize) else { return };
        if value.value.is_some() {
            let edit = Edit::Value { attribute, element, to: None, under: None };
            self.add(about, format!("drop {}", about.name), edit);
        }
        let set = value.by_reading.iter().map(|(choice, value)| (Some(*value), Some(*choice)));
        for (now, under) in std::iter::once((value.value, None)).chain(set) {
            for to in value::others(model, attribute, now) {
                let name = format!("{} {}{}", about.name, shown(model, attribute, to), reading(model, under));
                self.add(about, name, Edit::Value { attribute, element, to: Some(to), under });
            }
        }
    }

    fn cell(
        &mut self,
        about: &About,
        table: RelationId,
        (row, column): (ElementId, ElementId),
        now: Option<bool>,
        under: Option<ReadingChoice>,
    ) {
        let model = self.model;
        let named = |id: ElementId| &model.kinds[id.kind.index()].elements[id.index as usize].name;
        let reading = reading(model, under);
        for yes in [true, false].into_iter().filter(|yes| now != Some(*yes)) {
            let mark = if yes { "○" } else { "×" };
            let name = format!("{}({}, {}) {mark}{reading}", about.name, named(row), named(column));
            self.add(about, name, Edit::Cell { table, row, column, yes, under });
        }
    }
}

/// Under which option, as mutants are named.
fn reading(model: &Model, under: Option<ReadingChoice>) -> String {
    under.map_or(String::new(), |choice| {
        let reading = &model.readings[choice.reading.index()];
        format!(" [{} = {}]", reading.name, reading.options[choice.option as usize].name)
    })
}

/// A value as mutants are named: durations in whole units, in English as everything in their names.
fn shown(model: &Model, attribute: AttributeId, value: Value) -> String {
    let sort = model.kinds[attribute.kind.index()].attributes[attribute.index as usize].sort;
    match value {
        Value::Element(id) => model.kinds[id.kind.index()].elements[id.index as usize].name.clone(),
        Value::Quantity(number) => match units::unit(number).filter(|_| sort == Sort::Duration) {
            Some((size, unit)) => format!("{} {}", number / size, unit.en),
            None => number.to_string(),
        },
        Value::Person(_) => String::new(),
    }
}

/// The norm, and of a naming also the permit to dismiss, which the same words gave.
fn together(model: &Model, id: NormId, norm: &Norm) -> Vec<NormId> {
    let same = |other: &Norm| {
        norm.sugar == Some(Sugar::NamedBy)
            && other.sugar == norm.sugar
            && other.origin.span == norm.origin.span
            && other.name != norm.name
    };
    let others = (id.index() + 1..model.norms.len()).filter(|index| same(&model.norms[*index]));
    std::iter::once(id).chain(others.map(NormId::from_index)).collect()
}

/// Names that several mutants have get a number.
fn number(found: &mut [Mutant]) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for mutant in found {
        let count = seen.entry(mutant.name.clone()).or_default();
        *count += 1;
        if *count > 1 {
            mutant.name = format!("{} ({count})", mutant.name);
        }
    }
}
