//! Names on the command line: compared as the language compares them, with a suggestion when there is none.

use unicode_normalization::UnicodeNormalization;

use crate::problem::catalogue::input;
use crate::problem::{Arg, Problem, Text};

/// More names than this are not listed.
const LISTED: usize = 12;

/// The one of `names` that is `wanted`.
pub fn name<'a>(wanted: &str, names: &[&'a str], what: Text) -> Result<&'a str, Problem> {
    let key = folded(wanted);
    let verbatim = names.iter().find(|n| **n == wanted);
    verbatim
        .or_else(|| names.iter().find(|n| folded(n) == key))
        .copied()
        .ok_or_else(|| unknown(wanted, names, what))
}

/// `wanted` is not among `names`.
pub fn unknown(wanted: &str, names: &[&str], what: Text) -> Problem {
    let problem = Problem::new(&input::NO_SUCH_NAME).arg("what", Arg::Word(what)).name("name", wanted);
    let key = folded(wanted);
    let scored = names.iter().map(|n| (strsim::jaro_winkler(&key, &folded(n)), *n));
    let best = scored.filter(|(score, _)| *score > 0.75).max_by(|a, b| a.0.total_cmp(&b.0));
    match best {
        Some((_, similar)) => problem.name("similar", similar).help("similar"),
        None if names.is_empty() => problem.help("none"),
        None if names.len() <= LISTED => {
            problem.arg("names", Arg::Names(names.iter().map(ToString::to_string).collect())).help("choose")
        }
        None => problem,
    }
}

/// NFKC without 「」, as names are compared.
pub fn folded(name: &str) -> String {
    name.trim_matches(['「', '」']).nfkc().collect()
}
