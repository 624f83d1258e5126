//! Problems in JSON: the sentences made, places as lines and columns.

use serde::Serialize;

use crate::problem::{Label, Lang, Problem, Severity};
use crate::source::{Sources, Span};

/// One problem.
#[derive(Debug, Serialize)]
pub struct Told {
    code: &'static str,
    severity: &'static str,
    message: String,
    spans: Vec<Place>,
    help: Option<String>,
}

/// A place that matters; the first of a problem is the main one.
#[derive(Debug, Serialize)]
pub struct Place {
    file: String,
    start: Position,
    end: Position,
    label: Option<String>,
}

/// Line and column count from 1, columns in characters; the offset counts bytes from 0.
#[derive(Debug, Serialize)]
pub struct Position {
    line: usize,
    column: usize,
    offset: u32,
}

/// Every problem, in order.
pub fn told(problems: &[Problem], sources: &Sources, lang: Lang) -> Vec<Told> {
    problems.iter().map(|p| one(p, sources, lang)).collect()
}

/// One problem.
pub fn one(problem: &Problem, sources: &Sources, lang: Lang) -> Told {
    let spans = problem.labels.iter().map(|label| labelled(problem, label, sources, lang)).collect();
    Told {
        code: problem.entry.code,
        severity: match problem.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        },
        message: problem.message(lang),
        spans,
        help: problem.help_text(lang),
    }
}

fn labelled(problem: &Problem, label: &Label, sources: &Sources, lang: Lang) -> Place {
    Place { label: problem.label_text(label, lang), ..place(label.span, sources) }
}

/// A place without words.
pub fn place(span: Span, sources: &Sources) -> Place {
    let file = sources.get(span.file);
    let at = |offset: u32| {
        let (line, column) = file.position(offset);
        Position { line, column, offset }
    };
    Place { file: file.path.clone(), start: at(span.start), end: at(span.end), label: None }
}
