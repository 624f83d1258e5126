//! Who may do what, and the chain of norms and roles behind it.

use super::course::is_history;
use super::{Line, Teller};
use crate::model::eval::{Ground, Literal, PermitTrace, Reason, Truth};
use crate::model::{RelationKind, Sort};
use crate::problem::{Lang, Text};
use crate::proof::{Deed, Past};
use crate::report::words;
use crate::syntax::keywords::Keyword;

impl Teller<'_> {
    /// That somebody may (or may not) do it, and why.
    pub fn power(&self, deed: &Deed, after: bool) -> Vec<Line> {
        let person = self.value(deed.person, Sort::Person);
        let act = self.act(deed.act, &deed.args);
        let now = if after { self.say(Text { en: "now ", ja: "こうして " }) } else { "" };
        let may = |verb: Keyword| {
            let verb_word = verb.spelling(self.lang);
            match self.lang {
                Lang::En => format!("{now}{person} {verb_word} {act}"),
                Lang::Ja => format!("{now}{person} は {act} {verb_word}"),
            }
        };
        match deed.trace.granted_by() {
            Some(permit) => {
                let head =
                    Line { step: None, depth: 0, text: may(Keyword::May), articles: self.norm(permit.norm) };
                let mut lines = vec![head];
                lines.extend(self.because(deed, permit));
                lines
            }
            None => vec![Line { step: None, depth: 0, text: may(Keyword::MayNot), articles: Vec::new() }],
        }
    }

    /// The roles by which a permit applies; bare facts have been told already.
    pub(super) fn because(&self, deed: &Deed, permit: &PermitTrace) -> Vec<Line> {
        let derived = permit.reason.literals.iter().filter(|literal| self.is_derived(literal));
        derived.map(|literal| self.role(deed, literal)).collect()
    }

    /// What the person acts as, or another thing on which it rests that he may.
    pub(super) fn role(&self, deed: &Deed, literal: &Literal) -> Line {
        let line = self.ground(literal, 1);
        match &literal.ground {
            Ground::Atom { relation, args, .. }
                if literal.holds.is_true() && args.first() == Some(&deed.person) =>
            {
                let Some((_, what)) = self.post(*relation, args) else { return line };
                let text = match self.lang {
                    Lang::En => format!("as {what}"),
                    Lang::Ja => format!("{what} として"),
                };
                Line { text, ..line }
            }
            _ => line,
        }
    }

    pub(super) fn is_derived(&self, literal: &Literal) -> bool {
        match &literal.ground {
            Ground::Atom { relation, .. } => !matches!(
                self.model.relations[relation.index()].kind,
                RelationKind::Fact { .. } | RelationKind::Office { .. }
            ),
            _ => true,
        }
    }

    pub(super) fn reason(&self, reason: &Reason, depth: usize) -> Vec<Line> {
        let derived = reason.literals.iter().filter(|literal| self.is_derived(literal));
        derived.map(|literal| self.ground(literal, depth)).collect()
    }

    /// The same but for what has been done, which has been told; and, unless `all` is wanted, what has not been done.
    pub(super) fn untold(&self, reason: &Reason, all: bool) -> Vec<Line> {
        let past = |ground: &Ground| matches!(ground, Ground::Did(..) | Ground::Done(..));
        let told = |literal: &Literal| is_history(literal) || !all && past(&literal.ground);
        let literals = reason.literals.iter();
        let untold = literals.filter(|literal| self.is_derived(literal) && !told(literal));
        untold.map(|literal| self.ground(literal, 0)).collect()
    }

    /// What has been done, and by whom, where that matters.
    pub(super) fn past(&self, past: &Past) -> Line {
        let ground = match past.person {
            Some(person) => Ground::Did(past.act, person, past.args.clone()),
            None => Ground::Done(past.act, past.args.clone()),
        };
        self.ground(&Literal { ground, holds: Truth::True }, 0)
    }

    /// One thing on which something rests.
    pub(super) fn ground(&self, literal: &Literal, depth: usize) -> Line {
        let holds = literal.holds.is_true();
        let (text, articles) = match &literal.ground {
            Ground::Atom { relation, args, clause } => {
                (self.atom(*relation, args, holds), self.relation_articles(*relation, *clause))
            }
            Ground::Did(act, person, args) => {
                let (person, act) = (self.value(*person, Sort::Person), self.act(*act, args));
                let said = match (self.lang, holds) {
                    (Lang::En, true) => format!("{person} has done {act}"),
                    (Lang::En, false) => format!("{person} has not done {act}"),
                    (Lang::Ja, true) => format!("{person} が {act} した"),
                    (Lang::Ja, false) => format!("{person} は {act} していない"),
                };
                (said, Vec::new())
            }
            Ground::Done(act, args) => {
                let act = self.act(*act, args);
                let said = match (self.lang, holds) {
                    (Lang::En, true) => format!("{act} has been done"),
                    (Lang::En, false) => format!("{act} has not been done"),
                    (Lang::Ja, true) => format!("{act} がされた"),
                    (Lang::Ja, false) => format!("{act} はされていない"),
                };
                (said, Vec::new())
            }
            Ground::Reading(choice) => (words::reading(self.model, *choice), Vec::new()),
        };
        Line { step: None, depth, text, articles }
    }
}
