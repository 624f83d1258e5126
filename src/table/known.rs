//! What is known where a cell's question is asked: constants of the text, the default readings, and the row's situation.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{
    AttributeId, ElementId, Formula, Kind, Model, Origin, ProvisionId, ReadingChoice, RelationId, Sort,
    Table, Term, Value, VarId,
};

/// Answers questions about constants and about the situation.
pub struct Known<'a> {
    pub model: &'a Model,
    facts: BTreeMap<RelationId, Vec<(Vec<Term>, bool)>>,
    /// Values of the row's and the column's variables.
    values: Vec<(VarId, Term)>,
    /// Options of readings that were consulted.
    consulted: std::cell::RefCell<BTreeSet<ReadingChoice>>,
}

impl<'a> Known<'a> {
    /// Knows the text under its default readings, and these values of variables.
    pub fn new(model: &'a Model, values: Vec<(VarId, Term)>) -> Self {
        Self { model, facts: BTreeMap::new(), values, consulted: BTreeSet::new().into() }
    }

    /// Takes as given every fact that a conjunct of the situation states outright.
    pub fn suppose(&mut self, situation: &Formula) {
        match situation {
            Formula::And(parts) => parts.iter().for_each(|p| self.suppose(p)),
            Formula::Cited(_, body) => self.suppose(body),
            Formula::Atom(relation, args) => self.note(*relation, args, true),
            Formula::Not(body) => {
                if let Formula::Atom(relation, args) = uncited(body) {
                    self.note(*relation, args, false);
                }
            }
            _ => {}
        }
    }

    fn note(&mut self, relation: RelationId, args: &[Term], value: bool) {
        self.facts.entry(relation).or_default().push((args.to_vec(), value));
    }

    /// Whether the situation says so; the terms are compared as they stand.
    pub fn fact(&self, relation: RelationId, args: &[Term]) -> Option<bool> {
        let noted = self.facts.get(&relation)?;
        noted.iter().find(|(terms, _)| terms.as_slice() == args).map(|(_, value)| *value)
    }

    /// The variables of this sort in the facts of the situation, each once.
    pub fn supposed(&self, sort: Sort) -> BTreeSet<VarId> {
        let terms = self.facts.values().flatten().flat_map(|(terms, _)| terms);
        terms.filter_map(Term::var).filter(|v| self.model.vars[v.index()].sort == sort).collect()
    }

    /// The term with the row's and column's values put in, attributes read where the text states them.
    pub fn term(&self, term: &Term, env: &[(VarId, Term)]) -> Term {
        match term {
            Term::Var(var) => {
                let bound = env.iter().rev().chain(&self.values).find(|(v, _)| v == var);
                bound.map_or_else(|| term.clone(), |(_, t)| t.clone())
            }
            Term::Attribute(attribute, of) => {
                let of = self.term(of, env);
                match &of {
                    Term::Element(element) => self
                        .attribute(*attribute, *element)
                        .unwrap_or(Term::Attribute(*attribute, Box::new(of))),
                    _ => Term::Attribute(*attribute, Box::new(of)),
                }
            }
            Term::Element(_) | Term::Quantity(_) => term.clone(),
        }
    }

    fn attribute(&self, attribute: AttributeId, of: ElementId) -> Option<Term> {
        let kind = &self.model.kinds[of.kind.index()];
        let written = kind.elements.get(of.index as usize)?.values.get(attribute.index as usize)?;
        let chosen = written.by_reading.iter().rfind(|(choice, _)| self.reads(*choice));
        match chosen.map(|(_, value)| *value).or(written.value)? {
            Value::Element(element) => Some(Term::Element(element)),
            Value::Quantity(quantity) => Some(Term::Quantity(quantity)),
            Value::Person(_) => None,
        }
    }

    /// Whether the option is its reading's default.
    pub fn reads(&self, choice: ReadingChoice) -> bool {
        let default = self.model.readings[choice.reading.index()].default;
        self.consulted.borrow_mut().insert(ReadingChoice { option: default, ..choice });
        default == choice.option
    }

    /// The defaults on which answers have turned so far.
    pub fn consulted(&self) -> BTreeSet<ReadingChoice> {
        self.consulted.borrow().clone()
    }

    /// Whether a declaration stands under the default readings.
    pub fn stands(&self, origin: &Origin) -> bool {
        origin.readings.iter().all(|choice| self.reads(*choice))
    }

    /// The cell of a table; `None` where the source does not tell.
    pub fn cell(&self, table: &Table, row: u32, column: u32) -> Option<bool> {
        let here = |c: &&crate::model::TableCell| (c.row, c.column) == (row, column) && self.reads(c.choice);
        match table.by_reading.iter().rev().find(here) {
            Some(cell) => cell.value,
            None if table.unknown.get(row as usize)?.contains(column as usize) => None,
            None => Some(table.yes.get(row as usize)?.contains(column as usize)),
        }
    }

    /// The elements of a variable's kind, if the kind is closed.
    pub fn closed(&self, var: VarId) -> Option<Vec<Term>> {
        match self.model.vars[var.index()].sort {
            Sort::Kind(kind) => elements(&self.model.kinds[kind.index()], kind),
            Sort::Person | Sort::Number | Sort::Duration => None,
        }
    }
}

fn elements(kind: &Kind, id: crate::model::KindId) -> Option<Vec<Term>> {
    let count = u32::try_from(kind.elements.len()).ok()?;
    (!kind.open).then(|| (0..count).map(|index| Term::Element(ElementId { kind: id, index })).collect())
}

/// The provisions of a declaration: its home and what it cites.
pub fn provisions(origin: &Origin) -> impl Iterator<Item = ProvisionId> {
    origin.home.iter().chain(&origin.cites).copied()
}

/// The formula without its citation.
pub fn uncited(formula: &Formula) -> &Formula {
    match formula {
        Formula::Cited(_, body) => uncited(body),
        other => other,
    }
}
