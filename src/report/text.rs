//! Problems as people read them: message, places with the text around them (drawn by miette), help.

use std::fmt;

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode};

use super::excerpt::Excerpts;
use super::style::{Paint, Style};
use crate::problem::{Lang, Problem, Severity};
use crate::source::Sources;

/// The places of a problem, in the shape that miette asks for.
struct Places<'a> {
    severity: Severity,
    labels: Vec<LabeledSpan>,
    excerpts: &'a Excerpts<'a>,
}

/// Errors and warnings in full, then each note in a line: notes are many in a real regulation, and none is urgent.
pub fn digest(problems: &[Problem], sources: &Sources, style: Style) -> String {
    let (notes, grave): (Vec<_>, Vec<_>) =
        problems.iter().cloned().partition(|p| p.severity == Severity::Note);
    let mut out = self::problems(&grave, sources, style);
    notes.iter().for_each(|note| out.push_str(&line(note, sources, style)));
    if !notes.is_empty() {
        out.push('\n');
    }
    out
}

/// `FILE:LINE:COLUMN: note[code]: message`
fn line(problem: &Problem, sources: &Sources, style: Style) -> String {
    let place = problem.labels.first().map_or(String::new(), |label| {
        let file = sources.get(label.span.file);
        let (line, column) = file.position(label.span.start);
        style.paint(Paint::Faint, &format!("{}:{line}:{column}: ", file.path))
    });
    let head = style.problem_head(problem.severity, problem.entry.code, &problem.message(style.lang));
    format!("{place}{head}")
}

/// Every problem, one after the other, each followed by an empty line.
pub fn problems(problems: &[Problem], sources: &Sources, style: Style) -> String {
    let excerpts = Excerpts::new(sources);
    let handler = handler(style);
    let mut out = String::new();
    for problem in problems {
        one(problem, &excerpts, &handler, style, &mut out);
    }
    out
}

fn one(
    problem: &Problem,
    excerpts: &Excerpts<'_>,
    handler: &GraphicalReportHandler,
    style: Style,
    out: &mut String,
) {
    out.push_str(&style.problem_head(problem.severity, problem.entry.code, &problem.message(style.lang)));
    let places = Places::new(problem, excerpts, style.lang);
    let mut drawn = String::new();
    // Writing into a string cannot fail. The first line is miette's own head, which ours replaces.
    let _ = handler.render_report(&mut drawn, &places);
    out.push_str(drawn.split_once('\n').map_or("", |(_, rest)| rest));
    if let Some(help) = problem.help_text(style.lang) {
        out.push_str(&style.help_block(&help));
    }
    out.push('\n');
}

fn handler(style: Style) -> GraphicalReportHandler {
    let theme = match (style.color, style.ascii) {
        (true, false) => GraphicalTheme::unicode(),
        (false, false) => GraphicalTheme::unicode_nocolor(),
        (_, true) => GraphicalTheme::none(),
    };
    GraphicalReportHandler::new_themed(theme).with_width(style.width).with_context_lines(1).with_links(false)
}

impl<'a> Places<'a> {
    fn new(problem: &Problem, excerpts: &'a Excerpts<'a>, lang: Lang) -> Self {
        let labels = problem.labels.iter().enumerate().filter_map(|(i, label)| {
            let place = excerpts.place(label.span)?;
            let text = problem.label_text(label, lang);
            Some(if i == 0 {
                LabeledSpan::new_primary_with_span(text, place)
            } else {
                LabeledSpan::new_with_span(text, place)
            })
        });
        Self { severity: problem.severity, labels: labels.collect(), excerpts }
    }
}

impl fmt::Debug for Places<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("places")
    }
}

impl fmt::Display for Places<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("places")
    }
}

impl std::error::Error for Places<'_> {}

impl Diagnostic for Places<'_> {
    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Note => miette::Severity::Advice,
        })
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        (!self.labels.is_empty()).then_some(self.excerpts as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        (!self.labels.is_empty()).then(|| Box::new(self.labels.iter().cloned()) as Box<_>)
    }
}
