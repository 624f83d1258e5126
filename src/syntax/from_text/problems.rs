//! What the lexer, the grids and the recovery have to say, as problems of the catalogue.

use std::ops::Range;

use super::citation::Fault;
use super::expected;
use super::lexer::Words;
use super::nodes::Failure;
use crate::problem::catalogue::syntax as entries;
use crate::problem::{Arg, Problem, Text};
use crate::source::{FileId, Span};
use crate::syntax::calendar::DateError;

/// A sign in a grid that is no cell.
pub fn not_a_cell(span: Span, written: &str) -> Problem {
    Problem::new(&entries::NOT_A_CELL).at(span).name("found", written).help("condition")
}

/// 「 without 」.
pub fn unclosed_quote(span: Span) -> Problem {
    Problem::new(&entries::UNCLOSED_QUOTE).label(span, "here")
}

/// A quotation mark without its twin on the line.
pub fn unclosed_text(span: Span) -> Problem {
    Problem::new(&entries::UNCLOSED_TEXT).label(span, "here")
}

/// A name that must stand in 「」.
pub fn needs_quotes(span: Span, written: &str) -> Problem {
    Problem::new(&entries::NEEDS_QUOTES).at(span).name("found", written).help("quote")
}

/// An integer that does not fit.
pub fn number_too_large(span: Span) -> Problem {
    Problem::new(&entries::NUMBER_TOO_LARGE).at(span)
}

/// A date that is none.
pub fn date(span: Span, written: &str, error: DateError) -> Problem {
    match error {
        DateError::NoSuchDay => Problem::new(&entries::NO_SUCH_DAY).at(span).name("date", written),
        DateError::OutsideEra(era, first, last) => {
            let problem = Problem::new(&entries::OUTSIDE_ERA).at(span).name("date", written);
            let problem = problem.plain("era", era.name()).plain("first", first.japanese());
            match last {
                Some(last) => problem.plain("last", last.japanese()).help("closed"),
                None => problem.help("open"),
            }
        }
    }
}

/// What is wrong with the citation `start..end`.
pub fn citation(file: FileId, text: &str, start: usize, end: usize, fault: Fault) -> Problem {
    let span = |from, to| Span::new(file, from, to);
    match fault {
        Fault::Missing => {
            Problem::new(&entries::NO_CITATION).at(span(start, end.max(start + 1))).help("forms")
        }
        Fault::Relative(from, to) => Problem::new(&entries::RELATIVE_CITATION)
            .at(span(from, to))
            .name("word", &text[from..to])
            .help("number"),
        Fault::Bracket(from, to) => Problem::new(&entries::BRACKET_IN_CITATION)
            .at(span(from, to))
            .name("found", &text[from..to])
            .help("quote"),
        Fault::Unclosed => unclosed_quote(span(start, end)),
    }
}

/// Too deep.
pub fn nesting(span: Span, limit: usize) -> Problem {
    Problem::new(&entries::NESTING).at(span).number("limit", limit).help("define")
}

/// `{` without `}`.
pub fn unclosed_brace(open: Span, end: Span) -> Problem {
    Problem::new(&entries::UNCLOSED_BRACE).label(open, "open").label(end, "end")
}

/// A word at which nothing of the language can go on; `None` when something was said of it already.
pub fn unexpected(text: &str, words: &Words, failure: &Failure, range: &Range<usize>) -> Option<Problem> {
    let token = words.tokens.get(failure.token);
    let inside = failure.token < range.end;
    let last = words.tokens[range.end.max(1) - 1].span;
    let span = token.filter(|_| inside).map_or(last.after(), |token| token.span);
    if inside && words.problems.iter().any(|p| p.labels.iter().any(|l| l.span == span)) {
        return None;
    }
    let found = token
        .map_or(Arg::Word(Text { en: "the end of the file", ja: "ファイルの終わり" }), |token| {
            Arg::Name(text[token.span.range()].to_string())
        });
    let expected = expected::words(&failure.expected);
    let problem =
        Problem::new(&entries::UNEXPECTED).arg("found", found).arg("expected", Arg::Words(expected));
    Some(problem.label(span, "here"))
}
