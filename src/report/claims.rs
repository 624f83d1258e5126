//! The result of `verify` for people: one line per answer, and under it why.
//!
//! Instances of one claim that come out alike, with nothing more to tell of each, share a line.

use std::collections::BTreeSet;

use super::account::{self, Part, Under};
use super::style::{Paint, Style};
use super::witness::Line;
use super::{verdict, words, wrap};
use crate::model::{Claim, ElementId, Model, ProvisionId, Sort, VarId};
use crate::pipeline::Verified;
use crate::pipeline::across::{Across, Day};
use crate::pipeline::judge::{Judgement, Standing};
use crate::problem::{Lang, Problem, Text};
use crate::proof::{Answer, Report};

/// Every answer with its story, in order.
pub fn answers(model: &Model, report: &Report, judgement: &Judgement, style: Style) -> String {
    let widths = report.answers.iter().map(|a| wrap::width(style.say(verdict::shown(&a.verdict).word)));
    let show = Show { model, style, word: widths.max().unwrap_or(0) };
    let pairs: Vec<_> = report.answers.iter().zip(judgement.standings.iter().copied()).collect();
    pairs.chunk_by(alike).map(|group| show.group(group)).collect()
}

fn alike((a, standing_a): &(&Answer, Standing), (b, standing_b): &(&Answer, Standing)) -> bool {
    let told = |answer: &Answer| answer.witness.is_some() || answer.unexcluded.is_some();
    let told_apart = told(a) || told(b);
    let alike = a.at_stake == b.at_stake && a.assumptions == b.assumptions;
    a.claim == b.claim && a.verdict == b.verdict && standing_a == standing_b && alike && !told_apart
}

/// The name of a claim with its instance.
pub fn name(model: &Model, claim: &Claim, instance: &[ElementId]) -> String {
    if instance.is_empty() {
        claim.name.clone()
    } else {
        format!("{}({})", claim.name, elements(model, instance))
    }
}

/// The elements of an instance, with commas.
pub fn elements(model: &Model, instance: &[ElementId]) -> String {
    let element = |e: &ElementId| model.kinds[e.kind.index()].elements[e.index as usize].name.clone();
    instance.iter().map(element).collect::<Vec<_>>().join(", ")
}

/// A claim with those of its instances that come out alike.
pub fn names(model: &Model, claim: &Claim, alike: &[&[ElementId]], lang: Lang) -> String {
    match alike {
        [only] => name(model, claim, only),
        all if all.len() == instances(model, claim) => match lang {
            Lang::En => format!("{} (all {})", claim.name, all.len()),
            Lang::Ja => format!("{}({}件すべて)", claim.name, all.len()),
        },
        some => {
            let list: Vec<String> = some.iter().map(|instance| elements(model, instance)).collect();
            format!("{}({})", claim.name, words::list(&list, lang))
        }
    }
}

fn instances(model: &Model, claim: &Claim) -> usize {
    let size = |var: &VarId| match model.vars[var.index()].sort {
        Sort::Kind(kind) => model.kinds[kind.index()].elements.len(),
        _ => 1,
    };
    claim.instances.iter().map(size).product()
}

struct Show<'a> {
    model: &'a Model,
    style: Style,
    /// Columns of the widest verdict word.
    word: usize,
}

impl Show<'_> {
    fn group(&self, group: &[(&Answer, Standing)]) -> String {
        let Some((answer, standing)) = group.first() else { return String::new() };
        let claim = &self.model.claims[answer.claim.index()];
        let articles: BTreeSet<ProvisionId> =
            group.iter().flat_map(|(a, _)| a.articles.iter().copied()).collect();
        let articles: Vec<_> = articles.into_iter().collect();
        let alike: Vec<&[ElementId]> = group.iter().map(|(a, _)| a.instance.as_slice()).collect();
        let names = names(self.model, claim, &alike, self.style.lang);
        let mut out = self.head(answer, *standing, &names, &articles);
        for part in account::parts(self.model, answer, *standing, self.style.lang) {
            out.push_str(&self.part(&part, 0));
        }
        out
    }

    /// What is told of an answer; of a case (`depth` 1) further in.
    fn part(&self, part: &Part, depth: usize) -> String {
        match part {
            Part::Wish(why) => self.wish(why),
            Part::Premise(note) | Part::Note(note) | Part::Filling(note) | Part::Known(note) => {
                self.detail(&format!("{}{note}", "  ".repeat(depth)))
            }
            Part::Case(case) => self.case(case),
            Part::Story { head: None, lines } => self.lines(lines, depth + 1),
            Part::Story { head: Some(head), lines } => {
                let indent = " ".repeat(self.word + 5 + 2 * depth);
                let head = wrap::fill(head, self.style.width.saturating_sub(indent.len()), &indent);
                format!("{indent}{head}\n{}", self.lines(lines, depth + 2))
            }
        }
    }

    fn head(&self, answer: &Answer, standing: Standing, name: &str, articles: &[ProvisionId]) -> String {
        let style = self.style;
        let shown = verdict::shown(&answer.verdict);
        let paint = if matches!(standing, Standing::Expected(_)) { Paint::Note } else { shown.paint };
        let mark = style.paint(paint, shown.mark(style));
        let word = style.paint(paint, &wrap::pad(style.say(shown.word), self.word));
        let reason = self.bracketed(account::reason(&answer.verdict, style.lang));
        let articles = style.paint(Paint::Faint, &self.articles(articles));
        let indent = " ".repeat(self.word + 5);
        let line = format!("{name}{reason}{articles}");
        format!("{mark} {word} {}\n", wrap::fill(&line, style.width.saturating_sub(indent.len()), &indent))
    }

    fn bracketed(&self, text: Option<String>) -> String {
        let Some(text) = text else { return String::new() };
        if self.style.lang == Lang::Ja { format!("({text})") } else { format!(" ({text})") }
    }

    fn articles(&self, articles: &[ProvisionId]) -> String {
        if articles.is_empty() {
            return String::new();
        }
        format!("  [{}]", words::articles(self.model, articles, self.style.lang))
    }

    fn detail(&self, text: &str) -> String {
        let indent = " ".repeat(self.word + 5);
        format!("{indent}{}\n", wrap::fill(text, self.style.width.saturating_sub(indent.len()), &indent))
    }

    fn wish(&self, why: &str) -> String {
        let word = self.style.say(Text { en: "wanted:", ja: "ねらい:" });
        self.detail(&self.style.paint(Paint::Faint, &format!("{word} {why}")))
    }

    fn case(&self, case: &Under) -> String {
        let word = self.style.say(case.shown.word);
        let reason = self.bracketed(case.reason.clone());
        let word = self.style.paint(case.shown.paint, &format!("{word}{reason}"));
        let articles = self.style.paint(Paint::Faint, &self.articles(&case.articles));
        let line = self.detail(&format!("{}: {word}{articles}", case.readings));
        let parts: String = case.parts.iter().map(|part| self.part(part, 1)).collect();
        format!("{line}{parts}")
    }

    fn lines(&self, lines: &[Line], depth: usize) -> String {
        let mut out = String::new();
        // What explains a step stands below its text, not below its number.
        let mut number = String::new();
        for line in lines {
            if line.depth == 0 {
                number = line.step.map_or_else(String::new, |step| format!("{step}. "));
            }
            out.push_str(&self.line(line, depth, &number));
        }
        out
    }

    fn line(&self, line: &Line, depth: usize, number: &str) -> String {
        let beside = if line.step.is_some() { 0 } else { number.len() };
        let indent = " ".repeat(self.word + 3 + 2 * (depth + line.depth) + beside);
        let articles = if line.articles.is_empty() {
            String::new()
        } else {
            format!(" ({})", words::articles(self.model, &line.articles, self.style.lang))
        };
        let number = if line.step.is_some() { number } else { "" };
        let told = format!("{number}{}{}", line.text, self.style.paint(Paint::Faint, &articles));
        let hang = format!("{indent}{}", " ".repeat(number.len() + 2));
        format!("{indent}{}\n", wrap::fill(&told, self.style.width.saturating_sub(hang.len()), &hang))
    }
}

/// How a run went: its answers counted, or that there are none because of errors.
pub fn conclusion(verified: &Verified, judgement: &Judgement, style: Style) -> String {
    let wrong = |problem: &Problem| problem.is_error();
    let problems = verified.resolved.problems.iter().chain(&verified.report.problems);
    let unread = Text {
        en: "nothing could be verified: mend the errors first",
        ja: "検証できたものはありません。まず誤りを直してください",
    };
    if verified.report.answers.is_empty() && problems.into_iter().any(wrong) {
        return style.say(unread).to_string();
    }
    let told = tally(&verified.report, judgement, style);
    let across = verified.across.as_ref().filter(|across| across.concerned > 0);
    across.map_or(told.clone(), |across| {
        let crossing = crossing(across, style.lang);
        format!("{told}\n{}", wrap::fill(&crossing, style.width, ""))
    })
}

/// That courses may begin before the last amendment, and how many claims that concerns.
fn crossing(across: &Across, lang: Lang) -> String {
    let days: Vec<String> = across.days.iter().map(|it| turn(it, lang)).collect();
    let days = words::list(&days, lang);
    match (lang, across.concerned) {
        (Lang::En, 1) => format!(
            "1 property depends on what may have come about before {days}, which is looked at too; --clean-start leaves it out"
        ),
        (Lang::En, n) => format!(
            "{n} properties depend on what may have come about before {days}, which is looked at too; --clean-start leaves it out"
        ),
        (Lang::Ja, n) => {
            format!(
                "{n}件の検証は{days}より前に生じたことにも左右されるので、それも調べた(--clean-start で省く)"
            )
        }
    }
}

/// A day, and what comes into force on it.
fn turn(day: &Day, lang: Lang) -> String {
    let names = words::list(&day.amendments, lang);
    match (lang, day.amendments.is_empty()) {
        (Lang::En, true) => day.day.0.to_string(),
        (Lang::En, false) => format!("{} ({names})", day.day.0),
        (Lang::Ja, true) => day.day.japanese(),
        (Lang::Ja, false) => format!("{}({names})", day.day.japanese()),
    }
}

/// How many answers there are of each verdict, how many of them expected.
pub fn tally(report: &Report, judgement: &Judgement, style: Style) -> String {
    let mut counts: indexmap::IndexMap<&'static str, (verdict::Shown, usize, usize)> =
        indexmap::IndexMap::new();
    for (answer, standing) in report.answers.iter().zip(&judgement.standings) {
        let shown = verdict::shown(&answer.verdict);
        let entry = counts.entry(shown.key).or_insert((shown, 0, 0));
        entry.1 += 1;
        entry.2 += usize::from(matches!(standing, Standing::Expected(_)));
    }
    let one = |(shown, count, expected): &(verdict::Shown, usize, usize)| {
        let word = style.say(shown.word);
        let text = match (style.lang, expected) {
            (Lang::En, 0) => format!("{count} {word}"),
            (Lang::En, n) => format!("{count} {word} ({n} known)"),
            (Lang::Ja, 0) => format!("{word}{count}"),
            (Lang::Ja, n) => format!("{word}{count}(うち既知{n})"),
        };
        style.paint(shown.paint, &text)
    };
    let parts: Vec<String> = counts.values().map(one).collect();
    if parts.is_empty() {
        let nothing = Text {
            en: "there is no property to prove", ja: "確かめるべき「検証」がありません"
        };
        return style.say(nothing).to_string();
    }
    words::list(&parts, style.lang)
}

/// How many questions the solver was asked, claim by claim, the hardest first.
pub fn efforts(model: &Model, report: &Report, style: Style) -> String {
    let mut all: Vec<(u32, String)> = report
        .answers
        .iter()
        .filter(|a| a.effort.checks > 0)
        .map(|a| (a.effort.checks, name(model, &model.claims[a.claim.index()], &a.instance)))
        .collect();
    all.sort_by_key(|(checks, _)| std::cmp::Reverse(*checks));
    let total: u32 = all.iter().map(|(checks, _)| checks).sum();
    let head = match style.lang {
        Lang::En => format!("{total} questions to the solver"),
        Lang::Ja => format!("ソルバーへの問い{total}回"),
    };
    let lines: String =
        all.iter().take(10).map(|(checks, name)| format!("  {checks:>5}  {name}\n")).collect();
    format!("{head}\n{lines}")
}
