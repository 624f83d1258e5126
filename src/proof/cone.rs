//! What a claim depends on: readings, relations and acts, through norms, roles, definitions and effects.

use std::collections::BTreeSet;

use super::fault::{self, Fault};
use crate::model::{
    ActId, AttributeId, Claim, Formula, Model, Origin, ReadingId, RelationId, RelationKind, Term,
};

/// Everything that a claim depends on.
pub struct Cone<'a> {
    model: &'a Model,
    pub readings: BTreeSet<ReadingId>,
    pub relations: BTreeSet<RelationId>,
    pub acts: BTreeSet<ActId>,
}

impl<'a> Cone<'a> {
    /// What the claim's formulas and the assumptions that it names speak of, and what that depends on.
    pub fn of(model: &'a Model, claim: &Claim) -> Self {
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
        cone
    }

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
            norm.formulas().for_each(|formula| self.formula(formula));
        }
        for record in &self.model.acts[id.index()].records {
            self.formula(&record.when);
        }
    }
}
