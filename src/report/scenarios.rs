//! The result of `scenario` for people: one line per example.

use super::style::{Paint, Style};
use super::words;
use crate::model::scenario::{ScenarioOutcome, ScenarioResult};
use crate::model::{Model, Scenario};
use crate::problem::{Lang, Text};

/// Every example with how it came out, then how many of each there are.
pub fn results(model: &Model, results: &[(&Scenario, ScenarioResult)], style: Style) -> String {
    let lines: String =
        results.iter().map(|(scenario, result)| line(model, scenario, result, style)).collect();
    let count = |outcome| results.iter().filter(|(_, r)| r.outcome == outcome).count();
    let all = [ScenarioOutcome::Passed, ScenarioOutcome::Failed, ScenarioOutcome::Wrong];
    let parts = all.into_iter().filter(|o| count(*o) > 0).map(|o| {
        let (_, word, paint) = shown(o);
        let text = match style.lang {
            Lang::En => format!("{} {}", count(o), word.en),
            Lang::Ja => format!("{}{}", word.ja, count(o)),
        };
        style.paint(paint, &text)
    });
    let parts: Vec<String> = parts.collect();
    format!("{lines}\n{}\n", words::list(&parts, style.lang))
}

fn line(model: &Model, scenario: &Scenario, result: &ScenarioResult, style: Style) -> String {
    let (mark, word, paint) = shown(result.outcome);
    let mark = match (style.ascii, result.outcome) {
        (false, _) => mark,
        (true, ScenarioOutcome::Passed) => "+",
        (true, _) => "x",
    };
    let head = style.paint(paint, &format!("{mark} {}", style.say(word)));
    let readings: Vec<String> = result.turns_on.iter().map(|c| words::reading(model, *c)).collect();
    let note = match (readings.is_empty(), style.lang) {
        (true, _) => String::new(),
        (false, Lang::En) => format!("  [as read: {}]", words::list(&readings, style.lang)),
        (false, Lang::Ja) => format!("  [採った解釈: {}]", words::list(&readings, style.lang)),
    };
    format!("{head} {}{}\n", scenario.name, style.paint(Paint::Faint, &note))
}

/// Mark, word and colour of an outcome.
pub fn shown(outcome: ScenarioOutcome) -> (&'static str, Text, Paint) {
    match outcome {
        ScenarioOutcome::Passed => ("✓", Text { en: "as said", ja: "事例どおり" }, Paint::Good),
        ScenarioOutcome::Failed => ("✗", Text { en: "not as said", ja: "事例と異なる" }, Paint::Bad),
        ScenarioOutcome::Wrong => ("✗", Text { en: "wrong start", ja: "事例に誤り" }, Paint::Bad),
    }
}
