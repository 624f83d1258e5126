//! The result of `verify` for people: one line per answer, and under it why.

use super::style::{Paint, Style};
use super::witness::{self, Line};
use super::{verdict, words, wrap};
use crate::model::{Claim, ElementId, Model, ProvisionId};
use crate::pipeline::judge::{Judgement, Standing};
use crate::problem::{Lang, Text};
use crate::proof::{Answer, Report, Verdict, Witness};

/// Columns of the verdict's word, the widest of which stand in a column of their own.
const WORD: usize = 12;

/// Every answer with its story, in order.
pub fn answers(model: &Model, report: &Report, judgement: &Judgement, effort: bool, style: Style) -> String {
    let show = Show { model, style };
    let mut out = String::new();
    for (answer, standing) in report.answers.iter().zip(&judgement.standings) {
        out.push_str(&show.answer(answer, *standing, effort));
    }
    out
}

/// The name of a claim with its instance.
pub fn name(model: &Model, claim: &Claim, instance: &[ElementId]) -> String {
    if instance.is_empty() {
        return claim.name.clone();
    }
    let element = |e: &ElementId| model.kinds[e.kind.index()].elements[e.index as usize].name.clone();
    let elements: Vec<String> = instance.iter().map(element).collect();
    format!("{}({})", claim.name, elements.join(", "))
}

struct Show<'a> {
    model: &'a Model,
    style: Style,
}

impl Show<'_> {
    fn answer(&self, answer: &Answer, standing: Standing, effort: bool) -> String {
        let claim = &self.model.claims[answer.claim.index()];
        let mut out = self.head(
            &answer.verdict,
            standing,
            &name(self.model, claim, &answer.instance),
            &answer.articles,
        );
        let mut detail = |text: String| out.push_str(&self.detail(&text));
        if let Verdict::Undecided(reason) = answer.verdict {
            detail(self.style.say(verdict::reason(reason).1).to_string());
        }
        if answer.verdict == Verdict::ProvedAssuming {
            detail(self.assuming(claim));
        }
        if let Standing::Expected(index) = standing {
            detail(self.expected(index));
        }
        if effort {
            detail(self.effort(answer));
        }
        if let Verdict::TurnsOnReading(cases) = &answer.verdict {
            for case in cases {
                let shown = verdict::shown(&case.verdict);
                let readings: Vec<_> = case.readings.iter().map(|r| words::reading(self.model, *r)).collect();
                let word = self.style.say(shown.word);
                let articles = self.articles(&case.articles);
                let why = match case.verdict {
                    Verdict::Undecided(reason) => format!(" ({})", self.style.say(verdict::reason(reason).1)),
                    _ => articles,
                };
                let readings = words::list(&readings, self.style.lang);
                out.push_str(&self.detail(&format!("{readings}: {word}{why}")));
                out.push_str(&case.witness.as_deref().map_or(String::new(), |w| self.story(w, 2)));
            }
        }
        out.push_str(&answer.witness.as_deref().map_or(String::new(), |w| self.story(w, 1)));
        out
    }

    fn head(&self, verdict: &Verdict, standing: Standing, name: &str, articles: &[ProvisionId]) -> String {
        let style = self.style;
        let shown = verdict::shown(verdict);
        let paint = if matches!(standing, Standing::Expected(_)) { Paint::Note } else { shown.paint };
        let mark = style.paint(paint, shown.mark(style));
        let word = style.paint(paint, &wrap::pad(style.say(shown.word), WORD));
        let articles = style.paint(Paint::Faint, &self.articles(articles));
        format!("{mark} {word} {}{articles}\n", style.paint(Paint::Strong, name))
    }

    fn articles(&self, articles: &[ProvisionId]) -> String {
        if articles.is_empty() {
            return String::new();
        }
        format!("  [{}]", words::articles(self.model, articles, self.style.lang))
    }

    fn detail(&self, text: &str) -> String {
        let indent = " ".repeat(WORD + 3);
        format!("{indent}{}\n", wrap::fill(text, self.style.width.saturating_sub(indent.len()), &indent))
    }

    fn assuming(&self, claim: &Claim) -> String {
        let mut names: Vec<String> = claim
            .assuming
            .assumptions
            .iter()
            .map(|a| self.model.assumptions[a.index()].name.clone())
            .collect();
        names.extend(claim.assuming.readings.iter().map(|r| words::reading(self.model, *r)));
        if claim.assuming.no_transfers {
            names.push(self.style.say(Text { en: "no transfers", ja: "異動なし" }).to_string());
        }
        let word = self.style.say(Text { en: "assuming", ja: "仮定:" });
        format!("{word} {}", words::list(&names, self.style.lang))
    }

    fn expected(&self, index: usize) -> String {
        let expect = &self.model.expects[index];
        match (self.style.lang, expect.until) {
            (Lang::En, None) => format!("expected: {}", expect.reason),
            (Lang::En, Some(until)) => format!("expected until {until}: {}", expect.reason),
            (Lang::Ja, None) => format!("既知: {}", expect.reason),
            (Lang::Ja, Some(until)) => format!("既知({}まで): {}", until.japanese(), expect.reason),
        }
    }

    fn effort(&self, answer: &Answer) -> String {
        let checks = answer.effort.checks;
        match (self.style.lang, answer.effort.shared) {
            (Lang::En, false) => format!("{checks} questions to the solver"),
            (Lang::En, true) => format!("{checks} questions to the solver, the rest answered before"),
            (Lang::Ja, false) => format!("ソルバーへの問い{checks}回"),
            (Lang::Ja, true) => format!("ソルバーへの問い{checks}回(ほかは前の答えによる)"),
        }
    }

    fn story(&self, witness: &Witness, depth: usize) -> String {
        let lines = witness::story(self.model, witness, self.style.lang);
        lines.iter().map(|line| self.line(line, depth)).collect()
    }

    fn line(&self, line: &Line, depth: usize) -> String {
        let indent = " ".repeat(WORD + 1 + 2 * (depth + line.depth));
        let articles = if line.articles.is_empty() {
            String::new()
        } else {
            format!(" ({})", words::articles(self.model, &line.articles, self.style.lang))
        };
        format!("{indent}{}{}\n", line.text, self.style.paint(Paint::Faint, &articles))
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
    let parts: Vec<String> = counts
        .values()
        .map(|(shown, count, expected)| {
            let word = style.say(shown.word);
            let text = match (style.lang, expected) {
                (Lang::En, 0) => format!("{count} {word}"),
                (Lang::En, n) => format!("{count} {word} ({n} expected)"),
                (Lang::Ja, 0) => format!("{word}{count}"),
                (Lang::Ja, n) => format!("{word}{count}(うち既知{n})"),
            };
            style.paint(shown.paint, &text)
        })
        .collect();
    words::list(&parts, style.lang)
}
