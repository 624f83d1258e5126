//! A world, or a course of events that leads to one, told in the regulation's words: who holds which post, what is the
//! case, what happens step by step, and what they may therefore do.

pub mod conclusion;
mod course;
mod deed;
mod facts;

use super::formula::show_duration;
use super::words;
use crate::model::eval::Literal;
use crate::model::{
    ActId, CitedId, Claim, ElementId, Model, NormId, ProvisionId, Relation, RelationId, RelationKind, Sort,
    Value,
};
use crate::problem::{Lang, Text};
use crate::proof::Witness;

/// One line of the story, with the provisions it comes from, and how deep it stands below the line that it explains.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Of the first line of a step of a course: which one it is, from 1.
    pub step: Option<usize>,
    pub depth: usize,
    pub text: String,
    pub articles: Vec<ProvisionId>,
}

/// Tells worlds of one model.
pub struct Teller<'a> {
    model: &'a Model,
    lang: Lang,
    names: &'a [String],
}

/// The story of a witness: the facts at first, then each step of the course that leads from them, then each deed with
/// the chain of norms behind it, then what is wrong with that.
pub fn story(
    model: &Model,
    claim: &Claim,
    instance: &[ElementId],
    witness: &Witness,
    lang: Lang,
) -> Vec<Line> {
    let teller = Teller::new(model, witness, lang);
    let mut lines = teller.beginning(witness);
    lines.extend(teller.gaps(witness));
    lines.extend(teller.steps(&witness.events));
    if witness.deeds.is_empty() && witness.events.is_empty() {
        lines.extend(teller.reason(&witness.reason, 0));
    }
    for deed in &witness.deeds {
        lines.extend(teller.power(deed, !witness.events.is_empty()));
    }
    lines.extend(conclusion::lines(&teller, claim, instance, witness));
    lines
}

/// The story of a world that no proof excludes: its facts, what has been done, each deed with the chain of norms behind
/// it, then (unless only the premise holds in it) what is wrong with that.
pub fn unexcluded(
    model: &Model,
    claim: &Claim,
    instance: &[ElementId],
    witness: &Witness,
    premise: bool,
    lang: Lang,
) -> Vec<Line> {
    let teller = Teller::new(model, witness, lang);
    let mut lines = teller.beginning(witness);
    lines.extend(teller.gaps(witness));
    lines.extend(witness.past.iter().map(|past| teller.past(past)));
    if witness.deeds.is_empty() {
        lines.extend(teller.untold(&witness.reason, premise));
    }
    for deed in &witness.deeds {
        lines.extend(teller.power(deed, false));
    }
    if !premise {
        lines.extend(conclusion::lines(&teller, claim, instance, witness));
    }
    lines
}

impl<'a> Teller<'a> {
    /// Tells the world of a witness, with the names that people have in it.
    pub fn new(model: &'a Model, witness: &'a Witness, lang: Lang) -> Self {
        Self { model, lang, names: &witness.names }
    }
}

impl Teller<'_> {
    fn say(&self, text: Text) -> &'static str {
        text.get(self.lang)
    }

    /// A fact, office, role or cell about these values, as a scenario would write it.
    pub fn atom(&self, id: RelationId, args: &[Value], holds: bool) -> String {
        let relation = &self.model.relations[id.index()];
        let Some((who, what)) = self.post(id, args) else {
            return self.denied(self.call(&relation.name, args, &relation.params), holds);
        };
        match (self.lang, holds) {
            (Lang::En, true) => format!("{who} is {what}"),
            (Lang::En, false) => format!("{who} is not {what}"),
            (Lang::Ja, true) => format!("{who} は {what}"),
            (Lang::Ja, false) => format!("{who} は {what} でない"),
        }
    }

    /// Of an office, a role, or the naming to one: who, and what he is.
    pub fn post(&self, id: RelationId, args: &[Value]) -> Option<(String, String)> {
        let own = &self.model.relations[id.index()];
        let named = |relation: &&Relation| match &relation.kind {
            RelationKind::Role(role) => role.naming.is_some_and(|naming| naming.relation == id),
            _ => false,
        };
        let relation = match own.kind {
            RelationKind::Role(_) | RelationKind::Office { .. } => own,
            _ => self.model.relations.iter().find(named)?,
        };
        let (first, rest) = args.split_first()?;
        let sorts = relation.params.get(1..).unwrap_or_default();
        Some((self.value(*first, Sort::Person), self.call(&relation.name, rest, sorts)))
    }

    fn denied(&self, text: String, holds: bool) -> String {
        match (holds, self.lang) {
            (true, _) => text,
            (false, Lang::En) => format!("not {text}"),
            (false, Lang::Ja) => format!("{text} でない"),
        }
    }

    /// An act with its arguments.
    pub fn act(&self, id: ActId, args: &[Value]) -> String {
        let act = &self.model.acts[id.index()];
        let sorts: Vec<Sort> = act.params.iter().map(|v| self.model.vars[v.index()].sort).collect();
        self.call(&act.name, args, &sorts)
    }

    fn call(&self, name: &str, args: &[Value], sorts: &[Sort]) -> String {
        let shown: Vec<_> = args.iter().zip(sorts).map(|(a, s)| self.value(*a, *s)).collect();
        if shown.is_empty() {
            name.to_string()
        } else {
            format!("{name}({})", words::list(&shown, self.lang))
        }
    }

    /// What a value is called.
    pub fn value(&self, value: Value, sort: Sort) -> String {
        match value {
            Value::Person(number) => {
                self.names.get(number as usize).cloned().unwrap_or_else(|| format!("#{number}"))
            }
            Value::Element(element) => {
                let kind = &self.model.kinds[element.kind.index()];
                let named = kind.elements.get(element.index as usize).map(|e| e.name.clone());
                let unnamed = || format!("{}{}", kind.name, element.index as usize - kind.elements.len() + 1);
                named.unwrap_or_else(unnamed)
            }
            Value::Quantity(quantity) if sort == Sort::Duration => show_duration(quantity, self.lang),
            Value::Quantity(quantity) => quantity.to_string(),
        }
    }

    /// One thing on which something rests, with its articles; a post or fact as in the beginning of a story.
    pub fn line(&self, literal: &Literal, depth: usize) -> Line {
        self.ground(literal, depth)
    }

    /// The facts of a world, and what the text leaves open in it.
    pub fn world(&self, witness: &Witness) -> Vec<Line> {
        self.beginning(witness).into_iter().chain(self.gaps(witness)).collect()
    }

    /// What somebody is called.
    pub fn person(&self, person: Value) -> String {
        self.value(person, Sort::Person)
    }

    /// What a norm is called.
    pub fn norm_name(&self, id: NormId) -> &str {
        &self.model.norms[id.index()].name
    }

    /// The provisions of a norm.
    pub fn norm(&self, id: NormId) -> Vec<ProvisionId> {
        let origin = &self.model.norms[id.index()].origin;
        origin.home.iter().chain(&origin.cites).copied().collect()
    }

    fn relation_articles(&self, id: RelationId, clause: Option<usize>) -> Vec<ProvisionId> {
        let relation = &self.model.relations[id.index()];
        let origin = match (&relation.kind, clause) {
            (RelationKind::Role(role), Some(index)) => role.clauses.get(index).map(|c| &c.origin),
            _ => None,
        };
        let origin = origin.unwrap_or(&relation.origin);
        origin.home.iter().chain(&origin.cites).copied().collect()
    }
}

/// The provisions of cited conjuncts, in declaration order, each once.
pub fn cited(model: &Model, ids: &[CitedId]) -> Vec<ProvisionId> {
    let all: std::collections::BTreeSet<_> =
        ids.iter().flat_map(|id| model.cited[id.index()].provisions.iter().copied()).collect();
    all.into_iter().collect()
}
