//! Text → tree, by `grammar/kitei.pest`. Cannot fail: what cannot be read leaves a hole and a problem.
//!
//! The text is cut into words (`lexer`), runs of declarations go through the grammar (`nodes`), and what it found is
//! made a tree (`build`). Where the grammar fails, declarations are read one by one (`recover`).

mod build;
mod chars;
mod citation;
mod expected;
mod formula;
mod grammar;
mod grid;
mod lexer;
mod nesting;
mod nodes;
mod number;
mod problems;
mod recover;
mod resume;
mod shape;
mod split;
mod unexpected;
mod words;

pub use chars::continues_name;
pub(super) use formula::sign;
pub(super) use grid::mark;
pub use number::kanji as kanji_number;

/// The steps of a provision's number, in any spelling in which rules may cite it; none if the text is no such number.
pub fn provision_path(text: &str) -> Option<Vec<String>> {
    let number = text.trim().trim_start_matches(['@', '＠']);
    let scanned = citation::scan(number, 0, true);
    let whole = scanned.fault.is_none() && scanned.instrument.is_none() && scanned.end == number.len();
    whole.then_some(scanned.path)
}

use crate::problem::Problem;
use crate::source::FileId;
use crate::syntax::tree::Tree;

/// The grammar gives up after so many steps in one run.
const CALLS: usize = 1_000_000_000;

/// The tree of one file, and everything wrong with its writing.
pub fn parse(file: FileId, text: &str) -> (Tree, Vec<Problem>) {
    // A backstop: no run of declarations needs a thousandth of it. The setting is the process's, always the same.
    pest::set_call_limit(std::num::NonZeroUsize::new(CALLS));
    let mut reader = recover::Reader::new(text, lexer::scan(file, text));
    let items = reader.file();
    let words = reader.words;
    let mut problems = words.problems;
    problems.sort_by_key(|problem| problem.labels.first().map(|label| (label.span.start, label.span.end)));
    (Tree { file, tokens: words.tokens, comments: words.comments, items }, problems)
}
