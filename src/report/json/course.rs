//! Courses and invariants in JSON.

use serde::Serialize;

use super::claim::articles;
use crate::model::{Model, Sort};
use crate::problem::Lang;
use crate::proof::{Deed, Event, Fact, Invariant, Witness};
use crate::report::invariant;
use crate::report::witness::Teller;

/// How a world comes about: what is the case at first, and what happens then.
#[derive(Debug, Serialize)]
pub struct Course {
    start: Vec<ToldFact>,
    steps: Vec<Step>,
}

/// One fact or post, with the articles that speak of it.
#[derive(Debug, Serialize)]
pub struct ToldFact {
    name: String,
    args: Vec<String>,
    text: String,
    articles: Vec<String>,
}

/// One step: an act of somebody, a change of circumstances, or another wording that comes into force.
#[derive(Debug, Serialize)]
pub struct Step {
    kind: &'static str,
    person: Option<String>,
    act: Option<String>,
    args: Vec<String>,
    /// The norm that permits it.
    norm: Option<String>,
    articles: Vec<String>,
    gained: Vec<ToldFact>,
    lost: Vec<ToldFact>,
    /// Of a step `wording`: the day on which the amendments named as its act come into force.
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<String>,
}

/// What holds in every world of every course and makes a proof.
#[derive(Debug, Serialize)]
pub struct ToldInvariant {
    formula: Option<String>,
    family: &'static str,
    articles: Vec<String>,
}

/// The course of a witness; none if its world is there at the start.
pub fn course(model: &Model, witness: &Witness, lang: Lang) -> Option<Course> {
    if witness.events.is_empty() {
        return None;
    }
    let telling = Telling { model, teller: Teller::new(model, witness, lang) };
    let start = witness.facts.iter().map(|fact| telling.fact(fact)).collect();
    Some(Course { start, steps: witness.events.iter().map(|event| telling.step(event)).collect() })
}

/// Invariants in sentences of the language.
pub fn invariants(model: &Model, invariants: &[Invariant], lang: Lang) -> Vec<ToldInvariant> {
    let told = invariant::told(model, invariants, lang).into_iter();
    let one = |told: invariant::Told| ToldInvariant {
        formula: told.formula,
        family: told.family,
        articles: articles(model, &told.articles),
    };
    told.map(one).collect()
}

struct Telling<'a> {
    model: &'a Model,
    teller: Teller<'a>,
}

impl Telling<'_> {
    fn fact(&self, fact: &Fact) -> ToldFact {
        let relation = &self.model.relations[fact.relation.index()];
        let args = fact.args.iter().zip(&relation.params);
        ToldFact {
            name: relation.name.clone(),
            args: args.map(|(value, sort)| self.teller.value(*value, *sort)).collect(),
            text: self.teller.atom(fact.relation, &fact.args, true),
            articles: articles(self.model, &fact.provisions),
        }
    }

    fn step(&self, event: &Event) -> Step {
        let changed = |now: bool| event.facts().iter().filter(move |(_, holds)| *holds == now);
        let told = |now: bool| changed(now).map(|(fact, _)| self.fact(fact)).collect();
        let change = Step {
            kind: "change",
            person: None,
            act: None,
            args: Vec::new(),
            norm: None,
            articles: Vec::new(),
            gained: told(true),
            lost: told(false),
            day: None,
        };
        match event {
            Event::Change { .. } => change,
            Event::Act { deed, .. } => self.act(deed, change),
            Event::Wording { day, amendments } => Step {
                kind: "wording",
                act: Some(amendments.join(", ")).filter(|names| !names.is_empty()),
                day: Some(day.0.to_string()),
                ..change
            },
        }
    }

    fn act(&self, deed: &Deed, step: Step) -> Step {
        let act = &self.model.acts[deed.act.index()];
        let sorts = act.params.iter().map(|var| self.model.vars[var.index()].sort);
        let permit = deed.trace.granted_by().map(|permit| permit.norm);
        Step {
            kind: "act",
            person: Some(self.teller.value(deed.person, Sort::Person)),
            act: Some(act.name.clone()),
            args: deed.args.iter().zip(sorts).map(|(value, sort)| self.teller.value(*value, sort)).collect(),
            norm: permit.map(|norm| self.model.norms[norm.index()].name.clone()),
            articles: permit.map_or_else(Vec::new, |norm| articles(self.model, &self.teller.norm(norm))),
            ..step
        }
    }
}
