//! `kitei check`: reads and resolves a regulation, and tells every mistake. Proves nothing.

use std::path::{Path, PathBuf};

use clap::{ArgMatches, Command};

use super::exit::{Exit, Ran, Stop};
use super::load::{self, given_path};
use super::surroundings::Format;
use super::{Context, Entry, arguments, import, output};
use crate::import::{self as text, Comparison};
use crate::pipeline::{Resolved, judge};
use crate::problem::{Lang, Problem, Text};
use crate::report;

pub(super) const ENTRY: Entry = Entry { name: "check", define, run };

fn define(lang: Lang) -> Command {
    let usage = Text { en: "kitei check [OPTIONS] [PATH]", ja: "kitei check [オプション] [場所]" };
    let about = Text {
        en: "Read a regulation and tell every mistake in it",
        ja: "規程を読み、書き誤りをすべて挙げる",
    };
    let against = Text {
        en: "Tell which provisions' wording has changed since it was encoded, by their digests",
        ja: "条文と要約値を比べ、書き下した後に文言の変わった条項を挙げる",
    };
    let text = arguments::option(lang, "text", Text { en: "FILE", ja: "ファイル" }, against);
    let text = text.value_parser(clap::value_parser!(PathBuf));
    arguments::command(lang, "check", usage, about, [arguments::path(lang), text])
}

fn run(matches: &ArgMatches, context: &Context) -> Ran {
    let mut resolved = context.resolved(matches, load::regulation(given_path(matches))?)?;
    let mut exit = Exit::Good;
    // The clock is asked only where a term depends on it.
    if resolved.model.allows.iter().any(|allow| allow.until.is_some()) {
        let passed = judge::expired(&resolved.model, context.today(matches)?);
        exit = if passed.is_empty() { exit } else { Exit::NotProved };
        resolved.problems.extend(passed);
    }
    let mut same = None;
    if let Some(path) = matches.get_one::<PathBuf>("text") {
        let comparison = against(path, &mut resolved)?;
        exit = if comparison.differs { Exit::NotProved } else { exit };
        same = Some(comparison.same);
    }
    let exit = exit.unless_wrong(&resolved.problems).unless_raised(&resolved.problems);
    match context.surroundings.format {
        Format::Json => {
            output::results(&report::json::checked(&resolved, context.surroundings.lang, exit.code()));
        }
        Format::Text => {
            context.show_problems(&resolved.problems, &resolved.sources);
            let style = context.surroundings.out;
            output::results(&report::summary::checked(&resolved, style));
            output::results(
                &same.map_or(String::new(), |n| report::summary::compared(&resolved.model, n, style)),
            );
        }
    }
    // The program ends here, and the system takes back at once what would be taken apart piece by piece.
    std::mem::forget(resolved);
    Ok(exit)
}

/// Holds the rules against the text at `path`; what it says of places in the text comes after what it says of rules.
fn against(path: &Path, resolved: &mut Resolved) -> Result<Comparison, Stop> {
    let (document, problems) = import::document(path, &mut resolved.sources)?;
    let readable = !problems.iter().any(Problem::is_error);
    resolved.problems.extend(problems);
    if !readable {
        return Ok(Comparison::default());
    }
    let mut comparison = text::compare(&resolved.model, &document);
    resolved.problems.append(&mut comparison.problems);
    Ok(comparison)
}
