//! Which readings matter to a claim, and their combinations.

use std::collections::BTreeSet;

use super::fault::{self, Fault};
use crate::model::{
    ActId, Assuming, AttributeId, Claim, Formula, Model, Origin, ReadingChoice, ReadingId, RelationId,
    RelationKind, Term,
};

/// The readings on which a claim can turn: those in the cone of what it speaks of, without those it assumes.
pub fn relevant(model: &Model, claim: &Claim) -> Vec<ReadingId> {
    let mut cone =
        Cone { model, readings: BTreeSet::new(), relations: BTreeSet::new(), acts: BTreeSet::new() };
    for formula in [&claim.premise, &claim.bad, &claim.good] {
        cone.formula(formula);
    }
    for assumption in &claim.assuming.assumptions {
        let assumption = &model.assumptions[assumption.index()];
        cone.origin(&assumption.origin);
        cone.formula(&assumption.formula);
    }
    let fixed: BTreeSet<ReadingId> = claim.assuming.readings.iter().map(|choice| choice.reading).collect();
    cone.readings.into_iter().filter(|reading| !fixed.contains(reading)).collect()
}

/// All combinations of options of these readings, in order; none if there are more than `most`.
pub fn combinations(model: &Model, readings: &[ReadingId], most: usize) -> Option<Vec<Vec<ReadingChoice>>> {
    let mut all: Vec<Vec<ReadingChoice>> = vec![Vec::new()];
    for reading in readings {
        let options = u32::try_from(model.readings[reading.index()].options.len()).unwrap_or(u32::MAX);
        if all.len().saturating_mul(options as usize) > most {
            return None;
        }
        let choices = (0..options).map(|option| ReadingChoice { reading: *reading, option });
        let choices: Vec<ReadingChoice> = choices.collect();
        all = all
            .iter()
            .flat_map(|chosen| choices.iter().map(move |choice| [&chosen[..], &[*choice]].concat()))
            .collect();
    }
    Some(all)
}

/// An option for every reading: the given ones, those assumed, and the default of the rest.
pub fn options(model: &Model, assuming: &Assuming, chosen: &[ReadingChoice]) -> Vec<u32> {
    let mut options: Vec<u32> = model.readings.iter().map(|reading| reading.default).collect();
    for choice in assuming.readings.iter().chain(chosen) {
        options[choice.reading.index()] = choice.option;
    }
    options
}

/// Everything that formulas depend on.
struct Cone<'a> {
    model: &'a Model,
    readings: BTreeSet<ReadingId>,
    relations: BTreeSet<RelationId>,
    acts: BTreeSet<ActId>,
}

impl Cone<'_> {
    fn origin(&mut self, origin: &Origin) {
        self.readings.extend(origin.readings.iter().map(|choice| choice.reading));
    }

    fn formula(&mut self, formula: &Formula) {
        match formula {
            Formula::True | Formula::False => {}
            Formula::Reading(choice) => {
                self.readings.insert(choice.reading);
            }
            Formula::Not(body)
            | Formula::ForAll(_, body)
            | Formula::Exists(_, body)
            | Formula::Count(_, _, _, body)
            | Formula::Cited(_, body) => self.formula(body),
            Formula::And(parts) | Formula::Or(parts) => parts.iter().for_each(|part| self.formula(part)),
            Formula::Compare(_, left, right) => {
                self.term(left);
                self.term(right);
            }
            Formula::Atom(relation, args) => {
                args.iter().for_each(|term| self.term(term));
                self.relation(*relation);
            }
            Formula::May(first, act, args)
            | Formula::Must(first, act, args)
            | Formula::Records(act, args, first) => {
                std::iter::once(first).chain(args).for_each(|term| self.term(term));
                self.act(*act);
            }
            Formula::Due(act, args) => {
                args.iter().for_each(|term| self.term(term));
                self.act(*act);
            }
            Formula::Did(_, act, args) | Formula::Done(act, args) => {
                args.iter().for_each(|term| self.term(term));
                self.act(*act);
            }
        }
    }

    fn term(&mut self, term: &Term) {
        if let Term::Attribute(attribute, of) = term {
            self.attribute(*attribute);
            self.term(of);
        }
    }

    fn attribute(&mut self, attribute: AttributeId) {
        for element in &self.model.kinds[attribute.kind.index()].elements {
            if let Some(value) = element.values.get(attribute.index as usize) {
                self.readings.extend(value.by_reading.iter().map(|(choice, _)| choice.reading));
            }
        }
    }

    fn relation(&mut self, id: RelationId) {
        if !self.relations.insert(id) {
            return;
        }
        let relation = &self.model.relations[id.index()];
        self.origin(&relation.origin);
        match &relation.kind {
            RelationKind::Fact { .. } if fault::on(Fault::ActReadingsIgnored) => {}
            RelationKind::Fact { .. } => self.changers(id),
            RelationKind::Office { .. } => {}
            RelationKind::Table(table) => {
                self.readings.extend(table.by_reading.iter().map(|cell| cell.choice.reading));
            }
            RelationKind::Define { body, .. } => self.formula(body),
            RelationKind::Role(role) => {
                for clause in &role.clauses {
                    self.origin(&clause.origin);
                    self.formula(&clause.body);
                }
            }
        }
    }

    /// The acts that bring a fact about or end it.
    fn changers(&mut self, relation: RelationId) {
        for (index, act) in self.model.acts.iter().enumerate() {
            let mut changes = false;
            for effect in act.effects.iter().filter(|effect| effect.relation == relation) {
                self.formula(&effect.when);
                effect.args.iter().flatten().for_each(|term| self.term(term));
                changes = true;
            }
            if changes {
                self.act(ActId::from_index(index));
            }
        }
    }

    fn act(&mut self, id: ActId) {
        if !self.acts.insert(id) {
            return;
        }
        for norm in self.model.norms.iter().filter(|norm| norm.act == id) {
            self.origin(&norm.origin);
            for formula in
                [Some(&norm.condition), norm.trigger.as_ref(), norm.closes.as_ref()].into_iter().flatten()
            {
                self.formula(formula);
            }
        }
        for record in &self.model.acts[id.index()].records {
            self.formula(&record.when);
        }
    }
}
