//! What the lexer, the grids and the recovery have to say, as problems of the catalogue.

use super::citation::Fault;
use crate::problem::catalogue::syntax as entries;
use crate::problem::{Arg, Problem};
use crate::source::{FileId, Span};
use crate::syntax::calendar::DateError;
use crate::syntax::tree::{GridRow, Name};

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

/// `}` that closes nothing.
pub fn stray_brace(span: Span) -> Problem {
    Problem::new(&entries::STRAY_BRACE).at(span)
}

/// `{` without `}`.
pub fn unclosed_brace(open: Span, end: Span) -> Problem {
    Problem::new(&entries::UNCLOSED_BRACE).label(open, "open").label(end, "end")
}

/// A row with too few or too many cells: `place` is where one is missing or too many.
pub fn grid_row(row: &GridRow, columns: &[Name], place: Span, missing: Option<&Name>) -> Problem {
    let problem = Problem::new(&entries::GRID_ROW).name("row", &row.name.text);
    let problem = problem.number("cells", row.cells.len()).number("columns", columns.len());
    let problem = match missing {
        Some(column) => {
            problem.label_with(place, "missing", vec![("column", Arg::Name(column.text.clone()))])
        }
        None => problem.label(place, "extra"),
    };
    let header = columns.first().map(|first| first.span.to(columns[columns.len() - 1].span));
    header.into_iter().fold(problem, |problem, header| problem.label(header, "header"))
}
