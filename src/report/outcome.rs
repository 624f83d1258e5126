//! What a run of `check` or `verify` came to, as every report for other programs and other places sees it: what was
//! found, what was answered, and which of it makes the run fail.

mod page;

use std::collections::BTreeSet;

use super::account::{self, Part};
use super::{Style, claims, summary, verdict};
use crate::model::{Claim, Model};
use crate::pipeline::judge::{Judgement, Standing};
use crate::pipeline::{Resolved, Verified};
use crate::problem::{Lang, Problem, Text};
use crate::proof::Answer;
use crate::source::Sources;
use crate::syntax::calendar::Date;

pub use page::{comment, page, parts};

/// A run, finished or not.
pub struct Outcome<'a> {
    /// `check` or `verify`.
    pub command: &'static str,
    pub lang: Lang,
    pub exit: u8,
    /// The regulation's name, number and day, in plain words; empty if the run could not begin.
    pub title: String,
    /// How it went, in a line.
    pub summary: String,
    /// Whether anything is left unexplained, if that was asked.
    pub gate: Option<String>,
    pub sources: &'a Sources,
    /// None if the run could not begin.
    pub model: Option<&'a Model>,
    pub findings: Vec<Finding<'a>>,
    pub answers: Vec<Told<'a>>,
}

/// Something found, and whether it makes the run fail.
pub struct Finding<'a> {
    pub problem: &'a Problem,
    pub fails: bool,
}

/// An answer, and everything there is to tell of it.
pub struct Told<'a> {
    pub claim: &'a Claim,
    pub answer: &'a Answer,
    pub standing: Standing,
    /// The claim with its instance.
    pub name: String,
    pub shown: verdict::Shown,
    /// Of `undecided`.
    pub reason: Option<String>,
    /// Of a known finding: until when, and why it is left as it is.
    pub known: Option<String>,
    pub parts: Vec<Part>,
}

impl Told<'_> {
    /// Whether it makes the run fail.
    pub fn fails(&self) -> bool {
        self.standing == Standing::Open
    }
}

impl<'a> Outcome<'a> {
    /// Of a command that could not begin its work.
    pub fn stopped(
        command: &'static str,
        problems: &'a [Problem],
        sources: &'a Sources,
        lang: Lang,
        exit: u8,
    ) -> Self {
        let nothing =
            Text { en: "the run could not be finished", ja: "実行を終えられませんでした" };
        Self {
            command,
            lang,
            exit,
            title: String::new(),
            summary: nothing.get(lang).to_string(),
            gate: None,
            sources,
            model: None,
            findings: problems.iter().map(|problem| Finding { problem, fails: true }).collect(),
            answers: Vec::new(),
        }
    }

    /// Of `check`. The codes are of findings that make it fail though they are no errors.
    pub fn checked(
        resolved: &'a Resolved,
        failing: &BTreeSet<&'static str>,
        today: Date,
        lang: Lang,
        exit: u8,
    ) -> Self {
        let style = Style::plain(lang);
        let finding = |problem: &'a Problem| Finding {
            problem,
            fails: problem.is_error() || problem.is_raised() || failing.contains(problem.entry.code),
        };
        Self {
            command: "check",
            lang,
            exit,
            title: summary::title(resolved, today, style).trim().to_string(),
            summary: summary::checked(resolved, style).trim().to_string(),
            gate: None,
            sources: &resolved.sources,
            model: Some(&resolved.model),
            findings: resolved.problems.iter().map(finding).collect(),
            answers: Vec::new(),
        }
    }

    /// Of `verify`, with these findings.
    pub fn verified(
        verified: &'a Verified,
        judgement: &Judgement,
        findings: Vec<Finding<'a>>,
        today: Date,
        lang: Lang,
        exit: u8,
    ) -> Self {
        let (style, resolved) = (Style::plain(lang), &verified.resolved);
        let model = verified.model();
        let told = |(answer, standing): (&'a Answer, &Standing)| Told {
            claim: &model.claims[answer.claim.index()],
            answer,
            standing: *standing,
            name: claims::name(model, &model.claims[answer.claim.index()], &answer.instance),
            shown: verdict::shown(&answer.verdict),
            reason: account::reason(&answer.verdict, lang),
            known: known(model, *standing, lang),
            parts: account::parts(model, answer, *standing, lang),
        };
        Self {
            command: "verify",
            lang,
            exit,
            title: summary::title(resolved, today, style).trim().to_string(),
            summary: claims::conclusion(verified, judgement, style),
            gate: None,
            sources: &resolved.sources,
            model: Some(model),
            findings,
            answers: verified.report.answers.iter().zip(&judgement.standings).map(told).collect(),
        }
    }

    /// Everything told of an answer, as plain lines.
    pub fn lines(&self, told: &Told<'_>) -> Vec<String> {
        self.model.map_or_else(Vec::new, |model| account::lines(model, &told.parts, self.lang))
    }

    /// The text in the language of the run.
    pub fn say(&self, text: Text) -> &'static str {
        text.get(self.lang)
    }
}

fn known(model: &Model, standing: Standing, lang: Lang) -> Option<String> {
    match standing {
        Standing::Expected(index) => Some(account::known(&model.expects[index], lang)),
        Standing::Green | Standing::Open => None,
    }
}
