//! Courses as Mermaid sequence diagrams: people with their posts, acts as messages, changes as notes.

use super::claims;
use super::verdict;
use super::witness::{Teller, conclusion};
use super::{words, wrap};
use crate::model::{Model, ProvisionId, RelationKind, Value};
use crate::problem::{Lang, Text};
use crate::proof::{self, Answer, Deed, Event, Fact, Report, Settled, Verdict, Witness};

/// So many posts fit into the box of a person.
const BOXED: usize = 2;

/// A line of a note, of Mermaid's letters and its usual distance between people.
const COLUMNS: usize = 36;

/// A Markdown page with a diagram for every course of a report, under the names of their claims.
pub fn page(model: &Model, report: &Report, lang: Lang) -> String {
    let pages: String = report.answers.iter().map(|answer| answered(model, answer, lang)).collect();
    if pages.is_empty() {
        let none = Text {
            en: "No claim was answered by a course of events.\n",
            ja: "経過で答えた検証はありません。\n",
        };
        return none.get(lang).to_string();
    }
    pages
}

fn answered(model: &Model, answer: &Answer, lang: Lang) -> String {
    let claim = &model.claims[answer.claim.index()];
    let name = claims::name(model, claim, &answer.instance);
    let own = answer.witness.as_deref().map(|witness| {
        let word = verdict::shown(&answer.verdict).word.get(lang);
        section(model, &format!("{name}: {word}"), answer, witness, lang)
    });
    let settled = match &answer.verdict {
        Verdict::TurnsOnReading(cases) => proof::settled(model, cases),
        _ => Vec::new(),
    };
    let under = settled.iter().filter_map(|Settled { case, readings, .. }| {
        let witness = case.witness.as_deref()?;
        let readings: Vec<String> = readings.iter().map(|r| words::reading(model, *r)).collect();
        let word = verdict::shown(&case.verdict).word.get(lang);
        let title = format!("{name}, {}: {word}", words::list(&readings, lang));
        Some(section(model, &title, answer, witness, lang))
    });
    own.into_iter().chain(under).collect()
}

fn section(model: &Model, title: &str, answer: &Answer, witness: &Witness, lang: Lang) -> String {
    if witness.events.is_empty() {
        return String::new();
    }
    format!("## {title}\n\n```mermaid\n{}```\n\n", diagram(model, answer, witness, lang))
}

/// The course of one witness of an answer.
pub fn diagram(model: &Model, answer: &Answer, witness: &Witness, lang: Lang) -> String {
    let drawing = Drawing { model, teller: Teller::new(model, witness, lang), lang, witness };
    let mut out = String::from("sequenceDiagram\n");
    let people: Vec<Value> = drawing.people();
    for person in &people {
        out.push_str(&drawing.participant(*person));
    }
    people.iter().for_each(|person| out.push_str(&drawing.other_posts(*person)));
    out.push_str(&drawing.beginning(&people));
    for (index, event) in witness.events.iter().enumerate() {
        out.push_str(&drawing.event(index + 1, event, &people));
    }
    for deed in &witness.deeds {
        let texts: Vec<String> = drawing.teller.power(deed, true).into_iter().map(|line| line.text).collect();
        if let Some(first) = texts.first() {
            out.push_str(&format!("    Note over {}: {}\n", id(deed.person), broken(first)));
        }
    }
    let claim = &model.claims[answer.claim.index()];
    let wrong = conclusion::lines(&drawing.teller, claim, &answer.instance, witness);
    let wrong = wrong.into_iter().filter(|line| line.depth == 0).map(|line| line.text);
    out.push_str(&drawing.note(&people, wrong.collect()));
    out
}

struct Drawing<'a> {
    model: &'a Model,
    teller: Teller<'a>,
    lang: Lang,
    witness: &'a Witness,
}

impl Drawing<'_> {
    /// Everybody who acts, is acted upon, or holds a post that matters, in order.
    fn people(&self) -> Vec<Value> {
        let mut all: Vec<Value> = Vec::new();
        let started = self.witness.facts.iter().flat_map(|fact| &fact.args);
        let mut add = |value: &Value| {
            if matches!(value, Value::Person(_)) {
                all.push(*value);
            }
        };
        started.for_each(&mut add);
        for event in &self.witness.events {
            event.facts().iter().flat_map(|(fact, _)| &fact.args).for_each(&mut add);
            if let Event::Act { deed, .. } = event {
                add(&deed.person);
                deed.args.iter().for_each(&mut add);
            }
        }
        self.witness.deeds.iter().for_each(|deed| add(&deed.person));
        all.sort_unstable();
        all.dedup();
        all
    }

    /// A person under his name and the posts he holds at first.
    fn participant(&self, person: Value) -> String {
        let mut shown = vec![self.teller.value(person, crate::model::Sort::Person)];
        shown.extend(self.posts(person).into_iter().filter(|_| self.fit(person)));
        let shown: Vec<String> = shown.iter().map(|text| escape(text)).collect();
        format!("    participant {} as {}\n", id(person), shown.join("<br/>"))
    }

    /// His posts, if they do not fit into the box, which has three lines.
    fn other_posts(&self, person: Value) -> String {
        if self.fit(person) { String::new() } else { self.note(&[person], self.posts(person)) }
    }

    fn fit(&self, person: Value) -> bool {
        self.posts(person).len() <= BOXED
    }

    fn posts(&self, person: Value) -> Vec<String> {
        let name = self.teller.value(person, crate::model::Sort::Person);
        let posts = self.witness.facts.iter().filter_map(|fact| self.teller.post(fact.relation, &fact.args));
        posts.filter(|(who, _)| *who == name).map(|(_, what)| what).collect()
    }

    /// What is the case at first beside the posts.
    fn beginning(&self, people: &[Value]) -> String {
        let bare = |fact: &&Fact| {
            matches!(self.model.relations[fact.relation.index()].kind, RelationKind::Fact { .. })
        };
        let facts = self.witness.facts.iter().filter(bare);
        let texts: Vec<String> =
            facts.map(|fact| self.teller.atom(fact.relation, &fact.args, true)).collect();
        self.note(people, texts)
    }

    fn event(&self, number: usize, event: &Event, people: &[Value]) -> String {
        match event {
            Event::Change { facts } => {
                let meanwhile = Text { en: "meanwhile", ja: "その間に" }.get(self.lang);
                let texts = self.teller.changes(facts, true);
                let head = vec![format!("{number}. {meanwhile}")];
                self.note(people, [head, texts].concat())
            }
            Event::Act { deed, facts } => {
                let message = self.message(number, deed);
                let changes = self.teller.changes(facts, false);
                let whom = [concerned(deed).unwrap_or(deed.person)];
                format!("{message}{}", self.note(&whom, changes))
            }
            Event::Wording { day, amendments } => {
                let told = self.teller.wording(*day, amendments);
                self.note(people, vec![format!("{number}. {told}")])
            }
        }
    }

    /// An act as a message to the person whom it concerns, or to oneself.
    fn message(&self, number: usize, deed: &Deed) -> String {
        let to = concerned(deed).unwrap_or(deed.person);
        let act = broken(&self.teller.act(deed.act, &deed.args));
        let norm = deed.trace.granted_by().map(|permit| self.teller.norm(permit.norm));
        let articles = self.articles(&norm.unwrap_or_default());
        format!("    {}->>{}: {number}. {act}{articles}\n", id(deed.person), id(to))
    }

    fn articles(&self, articles: &[ProvisionId]) -> String {
        if articles.is_empty() {
            return String::new();
        }
        format!("<br/>({})", escape(&words::articles(self.model, articles, self.lang)))
    }

    /// A note over these people; nothing if there is nothing to note.
    fn note(&self, people: &[Value], texts: Vec<String>) -> String {
        let ends = match people {
            [] => return String::new(),
            [only] => id(*only),
            [first, .., last] => format!("{},{}", id(*first), id(*last)),
        };
        if texts.is_empty() {
            return String::new();
        }
        let lines: Vec<String> = texts.iter().map(|text| broken(text)).collect();
        format!("    Note over {ends}: {}\n", lines.join("<br/>"))
    }
}

/// The first person but the actor of whom the act speaks.
fn concerned(deed: &Deed) -> Option<Value> {
    let person = |value: &&Value| matches!(value, Value::Person(_)) && **value != deed.person;
    deed.args.iter().find(person).copied()
}

fn id(person: Value) -> String {
    match person {
        Value::Person(number) => format!("p{number}"),
        Value::Element(_) | Value::Quantity(_) => "other".to_string(),
    }
}

/// The text in lines that a note is wide enough for.
fn broken(text: &str) -> String {
    let lines = wrap::fill(text, COLUMNS, "");
    lines.lines().map(escape).collect::<Vec<_>>().join("<br/>")
}

/// What Mermaid would read as its own, by number.
fn escape(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '#' | ';' | '<' | '>' | '"' | '%' => out.push_str(&format!("#{};", u32::from(c))),
            '\n' => out.push(' '),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_mermaid_are_escaped() {
        assert_eq!(escape("a; b # <c>"), "a#59; b #35; #60;c#62;");
        assert_eq!(escape("許可(A、レベル3)"), "許可(A、レベル3)");
    }
}
