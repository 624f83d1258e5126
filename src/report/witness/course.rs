//! A course told step by step: who does what and why he may, what changes in the meantime, what is different then.

use super::{Line, Teller};
use crate::model::eval::{Ground, Literal};
use crate::model::{RelationKind, Sort, Value};
use crate::problem::{Lang, Text};
use crate::proof::{Deed, Event, Fact};
use crate::report::words;
use crate::syntax::calendar::Date;

impl Teller<'_> {
    /// Every event as a numbered step.
    pub(super) fn steps(&self, events: &[Event]) -> Vec<Line> {
        let mut lines = Vec::new();
        for (index, event) in events.iter().enumerate() {
            let told = match event {
                Event::Change { facts } => vec![self.meanwhile(facts)],
                Event::Act { deed, facts } => self.done(deed, facts),
                Event::Wording { day, amendments } => {
                    let text = self.wording(*day, amendments);
                    vec![Line { step: None, depth: 0, text, articles: Vec::new() }]
                }
            };
            let numbered = told.into_iter().enumerate().map(|(position, line)| {
                let step = (position == 0).then_some(index + 1);
                Line { step, ..line }
            });
            lines.extend(numbered);
        }
        lines
    }

    fn meanwhile(&self, facts: &[(Fact, bool)]) -> Line {
        let meanwhile = self.say(Text { en: "meanwhile: ", ja: "その間に、" });
        let changes = words::list(&self.changes(facts, true), self.lang);
        let articles = self.articles_of(facts.iter().map(|(fact, _)| fact));
        Line { step: None, depth: 0, text: format!("{meanwhile}{changes}"), articles }
    }

    fn done(&self, deed: &Deed, facts: &[(Fact, bool)]) -> Vec<Line> {
        let permit = deed.trace.granted_by();
        let articles = permit.map_or_else(Vec::new, |permit| self.norm(permit.norm));
        let mut lines = vec![Line { step: None, depth: 0, text: self.does(deed), articles }];
        if let Some(permit) = permit {
            let untold = |literal: &&Literal| self.is_derived(literal) && !is_history(literal);
            let roles = permit.reason.literals.iter().filter(untold);
            lines.extend(roles.map(|literal| self.role(deed, literal)));
        }
        let changes = self.changes(facts, false);
        if !changes.is_empty() {
            let now = self.say(Text { en: "now: ", ja: "これにより、" });
            let text = format!("{now}{}", words::list(&changes, self.lang));
            lines.push(Line { step: None, depth: 1, text, articles: Vec::new() });
        }
        lines
    }

    /// That another wording is in force from this day on.
    pub fn wording(&self, day: Date, amendments: &[String]) -> String {
        let names = words::list(amendments, self.lang);
        match (self.lang, amendments) {
            (Lang::En, []) => format!("{}: the wording changes", day.0),
            (Lang::Ja, []) => format!("{}、本文が変わる", day.japanese()),
            (Lang::En, [_]) => format!("{}: {names} comes into force", day.0),
            (Lang::En, _) => format!("{}: {names} come into force", day.0),
            (Lang::Ja, _) => format!("{}、{names} が施行される", day.japanese()),
        }
    }

    /// `A does X`
    pub fn does(&self, deed: &Deed) -> String {
        let (person, act) = (self.value(deed.person, Sort::Person), self.act(deed.act, &deed.args));
        match self.lang {
            Lang::En => format!("{person} does {act}"),
            Lang::Ja => format!("{person} が {act} する"),
        }
    }

    /// What is different: how it comes about, or what is so from then on. An office that changes hands is told once.
    pub fn changes(&self, facts: &[(Fact, bool)], becoming: bool) -> Vec<String> {
        let mut told = Vec::new();
        for (fact, holds) in facts {
            match self.other_holder(fact, *holds, facts) {
                Some(other) if !holds => told.push(self.passes(fact, other)),
                Some(_) => {}
                None => told.push(self.change(fact, *holds, becoming)),
            }
        }
        told
    }

    /// Of an office that somebody gets: who had it; of one that he loses: who gets it.
    fn other_holder(&self, fact: &Fact, holds: bool, facts: &[(Fact, bool)]) -> Option<Value> {
        let office = matches!(self.model.relations[fact.relation.index()].kind, RelationKind::Office { .. });
        let same = |(other, held): &&(Fact, bool)| {
            *held != holds && other.relation == fact.relation && other.args.get(1..) == fact.args.get(1..)
        };
        let other = facts.iter().filter(|_| office).find(same)?;
        other.0.args.first().copied()
    }

    fn passes(&self, fact: &Fact, to: Value) -> String {
        let Some((from, office)) = self.post(fact.relation, &fact.args) else {
            return self.change(fact, false, true);
        };
        let to = self.value(to, Sort::Person);
        match self.lang {
            Lang::En => format!("{office} passes from {from} to {to}"),
            Lang::Ja => format!("{office} が {from} から {to} に代わる"),
        }
    }

    fn change(&self, fact: &Fact, holds: bool, becoming: bool) -> String {
        let post = self.post(fact.relation, &fact.args);
        match (post, self.lang, holds) {
            (Some((who, what)), Lang::En, true) if !becoming => format!("{who} is {what}"),
            (Some((who, what)), Lang::Ja, true) if !becoming => format!("{who} は {what}"),
            (Some((who, what)), Lang::En, true) => format!("{who} becomes {what}"),
            (Some((who, what)), Lang::En, false) => format!("{who} is no longer {what}"),
            (Some((who, what)), Lang::Ja, true) => format!("{who} が {what} になる"),
            (Some((who, what)), Lang::Ja, false) => format!("{who} が {what} でなくなる"),
            (None, _, true) => self.atom(fact.relation, &fact.args, true),
            (None, Lang::En, false) => format!("no longer {}", self.atom(fact.relation, &fact.args, true)),
            (None, Lang::Ja, false) => format!("{} でなくなる", self.atom(fact.relation, &fact.args, true)),
        }
    }
}

/// Deeds of the past that hold: a step has told them.
pub(super) fn is_history(literal: &Literal) -> bool {
    literal.holds.is_true() && matches!(literal.ground, Ground::Did(..) | Ground::Done(..))
}
