//! What holds in every world of every course and makes a proof, in sentences of the language, with where it comes from.

use std::collections::BTreeSet;

use super::formula::FormulaText;
use super::{Paint, Style, verdict, words, wrap};
use crate::model::{ElementId, Model, ProvisionId};
use crate::problem::{Lang, Text};
use crate::proof::{self, Answer, Family, Invariant, Report, Verdict};

/// One invariant in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// A sentence of the language; none if it is too long to be read.
    pub formula: Option<String>,
    /// Why it was tried, for programs: stable, snake case.
    pub family: &'static str,
    /// Why it holds, in a few words.
    pub because: Text,
    /// The provisions of the norms that permit or forbid the acts behind it.
    pub articles: Vec<ProvisionId>,
}

/// The invariants in words.
pub fn told(model: &Model, invariants: &[Invariant], lang: Lang) -> Vec<Told> {
    if invariants.is_empty() {
        return Vec::new();
    }
    let own = proof::with_own_variables(model);
    let one = |invariant: &Invariant| {
        let mut text = FormulaText::new(&own, lang);
        let (family, because) = family(invariant.family);
        Told {
            formula: invariant.formula().map(|formula| text.show(&formula)),
            family,
            because,
            articles: articles(model, invariant),
        }
    };
    invariants.iter().map(one).collect()
}

fn articles(model: &Model, invariant: &Invariant) -> Vec<ProvisionId> {
    let norms = model.norms.iter().filter(|norm| invariant.acts.contains(&norm.act));
    let all: BTreeSet<ProvisionId> =
        norms.flat_map(|norm| norm.origin.home.iter().chain(&norm.origin.cites).copied()).collect();
    all.into_iter().collect()
}

/// A family for programs, and in a few words for people.
fn family(family: Family) -> (&'static str, Text) {
    match family {
        Family::History => (
            "history",
            Text {
                en: "what somebody did is done, and nothing is done by nobody",
                ja: "誰かがしたことは、されたことである",
            },
        ),
        Family::NeverEarned => {
            ("never_earned", Text { en: "no act ever brings it about", ja: "これを生じさせる行為がない" })
        }
        Family::Guard => (
            "guard",
            Text {
                en: "only an act that needs this brings it about",
                ja: "これを要件とする行為だけが生じさせる",
            },
        ),
        Family::Done => {
            ("done", Text { en: "only such an act brings it about", ja: "その行為だけが生じさせる" })
        }
        Family::Lasting => (
            "lasting",
            Text {
                en: "what the act needed or brought about is not undone",
                ja: "行為の要件や効果は、後で覆らない",
            },
        ),
        Family::Apart => (
            "apart",
            Text {
                en: "whoever has one is refused the other", ja: "一方があれば、他方は得られない"
            },
        ),
        Family::Single => ("single", Text { en: "there is never a second one", ja: "二人目は生じない" }),
        Family::Office => (
            "office",
            Text {
                en: "only the holder of the post, or only others, may do it",
                ja: "その職にある者だけ(または、ない者だけ)ができる",
            },
        ),
        Family::Claim => (
            "claim",
            Text {
                en: "no act breaks the claim itself", ja: "どの行為も、検証そのものを破らない"
            },
        ),
    }
}

/// For every proved answer that rests on courses: what it rests on. Answers with the same proof share it.
pub fn proofs(model: &Model, report: &Report, style: Style) -> String {
    let mut groups: Vec<(Vec<&Answer>, &Verdict, &[Invariant])> = Vec::new();
    for answer in &report.answers {
        let known = groups.iter_mut().find(|g| *g.1 == answer.verdict && g.2 == answer.invariants);
        match known {
            Some(group) => group.0.push(answer),
            None => groups.push((vec![answer], &answer.verdict, &answer.invariants)),
        }
    }
    let mut out = String::new();
    for (answers, verdict, invariants) in groups {
        let instances: Vec<String> = answers
            .iter()
            .filter(|answer| !answer.instance.is_empty())
            .map(|answer| elements(model, &answer.instance))
            .collect();
        out.push_str(&head(&instances, verdict, !invariants.is_empty(), style));
        out.push_str(&list(&told(model, invariants, style.lang), model, style, "    "));
        if let Verdict::TurnsOnReading(cases) = verdict {
            for case in cases {
                let readings: Vec<_> = case.readings.iter().map(|r| words::reading(model, *r)).collect();
                let rest = head(&readings, &case.verdict, !case.invariants.is_empty(), style);
                out.push_str(&format!("  {rest}"));
                out.push_str(&list(&told(model, &case.invariants, style.lang), model, style, "      "));
            }
        }
    }
    out
}

fn elements(model: &Model, instance: &[ElementId]) -> String {
    let element = |e: &ElementId| model.kinds[e.kind.index()].elements[e.index as usize].name.clone();
    instance.iter().map(element).collect::<Vec<_>>().join(", ")
}

/// `(archive, server) proved, because in every world of every course:`
fn head(of: &[String], verdict: &Verdict, because: bool, style: Style) -> String {
    let shown = verdict::shown(verdict);
    let word = style.paint(shown.paint, style.say(shown.word));
    let of = if of.is_empty() { String::new() } else { format!("{}: ", words::list(of, style.lang)) };
    let always = Text {
        en: ", because in every world of every course:",
        ja: "。どの経過のどの時点でも次が成り立つから:",
    };
    let always = if because { style.say(always) } else { "" };
    format!("  {of}{word}{always}\n")
}

fn list(told: &[Told], model: &Model, style: Style, indent: &str) -> String {
    let unread = Text { en: "(too long to be read)", ja: "(長すぎて読めない)" };
    let one = |told: &Told| {
        let formula = told.formula.as_deref().unwrap_or(style.say(unread));
        let articles = if told.articles.is_empty() {
            String::new()
        } else {
            format!(" ({})", words::articles(model, &told.articles, style.lang))
        };
        let because = style.paint(Paint::Faint, &format!("— {}{articles}", style.say(told.because)));
        let hang = format!("{indent}    ");
        let columns = style.width.saturating_sub(hang.len());
        let formula = wrap::fill(&format!("- {formula}"), columns, &hang);
        format!("{indent}{formula}\n{indent}  {}\n", wrap::fill(&because, columns, &hang))
    };
    told.iter().map(one).collect()
}
