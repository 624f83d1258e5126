//! The line that closes a run: how much was read, and how it went.

use super::{Paint, Style};
use crate::model::Model;
use crate::pipeline::Resolved;
use crate::problem::{Lang, Problem, Severity, Text};
use crate::syntax::calendar::Date;

/// The regulation's name and number, and the date for which it is asked.
pub fn title(resolved: &Resolved, today: Date, style: Style) -> String {
    let model = &resolved.model;
    let number = model.number.as_ref().map_or(String::new(), |n| format!(" {n}"));
    let date = match (style.lang, resolved.day.filter(|day| *day != today)) {
        (Lang::En, None) => format!("(today is {})", today.0),
        (Lang::En, Some(day)) => format!("(wording of {}; today is {})", day.0, today.0),
        (Lang::Ja, None) => format!("({}現在)", today.japanese()),
        (Lang::Ja, Some(day)) => format!("({}の本文、{}現在)", day.japanese(), today.japanese()),
    };
    let unnamed = Text { en: "a regulation without a name", ja: "名のない規程" };
    let name = if model.name.is_empty() { style.say(unnamed) } else { &model.name };
    format!("{}{number} {}\n\n", style.paint(Paint::Strong, name), style.paint(Paint::Faint, &date))
}

/// After `check`: what was read, and the number of problems.
pub fn checked(resolved: &Resolved, style: Style) -> String {
    let files = resolved.trees.len();
    let provisions = resolved.model.provisions.len();
    let norms = resolved.model.norms.iter().filter(|n| n.sugar.is_none()).count();
    let read = match style.lang {
        Lang::En => {
            format!("{}, {}, {}", many(files, "file"), many(provisions, "provision"), many(norms, "norm"))
        }
        Lang::Ja => format!("{files}ファイル: 条項{provisions}、規範{norms}"),
    };
    format!("{read}; {}\n", problems(&resolved.problems, style))
}

/// After `check --text`: how many provisions have the wording of the text.
pub fn compared(model: &Model, same: usize, style: Style) -> String {
    let all = model.provisions.len();
    match style.lang {
        Lang::En => format!("the wording of {same} of {} is that of the text\n", many(all, "provision")),
        Lang::Ja => format!("条項{all}のうち{same}の文言が条文と一致します\n"),
    }
}

fn many(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

/// How many problems of each severity there are.
pub fn problems(problems: &[Problem], style: Style) -> String {
    let count = |severity| problems.iter().filter(|p| p.severity == severity).count();
    let words = [
        (Severity::Error, Paint::Bad, "error", "errors", "誤り"),
        (Severity::Warning, Paint::Doubt, "warning", "warnings", "注意"),
        (Severity::Note, Paint::Note, "note", "notes", "参考"),
    ];
    let parts = words.into_iter().filter_map(|(severity, paint, one, many, ja)| {
        let number = count(severity);
        let text = match style.lang {
            Lang::En => format!("{number} {}", if number == 1 { one } else { many }),
            Lang::Ja => format!("{ja}{number}件"),
        };
        (number > 0).then(|| style.paint(paint, &text))
    });
    let parts: Vec<_> = parts.collect();
    match (parts.is_empty(), style.lang) {
        (true, Lang::En) => style.paint(Paint::Good, "no mistakes"),
        (true, Lang::Ja) => style.paint(Paint::Good, "誤りはありません"),
        (false, Lang::En) => parts.join(", "),
        (false, Lang::Ja) => parts.join("、"),
    }
}
