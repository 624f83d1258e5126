//! The line that closes a run: how much was read, and how it went.

use super::{Paint, Style};
use crate::pipeline::Parsed;
use crate::problem::{Lang, Problem, Severity};

/// After `check`: what was read, and the number of problems.
pub fn checked(parsed: &Parsed, style: Style) -> String {
    let files = parsed.sources.iter().count();
    let read = match style.lang {
        Lang::En => files_en(files),
        Lang::Ja => format!("{files}ファイル"),
    };
    format!("{read}; {}\n", problems(&parsed.problems, style))
}

fn files_en(files: usize) -> String {
    if files == 1 { "1 file".into() } else { format!("{files} files") }
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
