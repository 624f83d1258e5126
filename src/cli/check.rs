//! `kitei check`: reads and resolves a regulation, and tells every mistake. Proves nothing.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::{ArgMatches, Command};

use super::exit::{Exit, Ran, Stop};
use super::load::{self, given_path};
use super::outputs::{self, Outputs};
use super::{Context, Entry, arguments, import};
use crate::import::{self as text, Comparison};
use crate::pipeline::{Resolved, judge};
use crate::problem::catalogue::import as differences;
use crate::problem::{Entry as Kind, Lang, Problem, Text};
use crate::report;
use crate::report::outcome::Outcome;

pub(super) const ENTRY: Entry = Entry { name: "check", formats: super::REPORTS, define, run };

/// Where rules and text differ.
const DIFFERENCES: [&Kind; 3] =
    [&differences::WORDING_CHANGED, &differences::NOT_IN_TEXT, &differences::NOT_LISTED];

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
    arguments::command(lang, "check", usage, about, [arguments::path(lang), text, outputs::option(lang)])
}

fn run(matches: &ArgMatches, context: &Context) -> Ran {
    let outputs = Outputs::of(matches, context)?;
    attempt(matches, context, &outputs).or_else(|stop| outputs.stopped("check", stop, context))
}

fn attempt(matches: &ArgMatches, context: &Context, outputs: &Outputs) -> Ran {
    let mut resolved = context.resolved(matches, load::regulation(given_path(matches))?)?;
    let today = context.today(matches)?;
    let mut failing = BTreeSet::new();
    let passed = judge::expired(&resolved.model, today);
    failing.extend(passed.iter().map(|problem| problem.entry.code));
    resolved.problems.extend(passed);
    let mut same = None;
    if let Some(path) = matches.get_one::<PathBuf>("text") {
        let comparison = against(path, &mut resolved)?;
        if comparison.differs {
            failing.extend(DIFFERENCES.map(|entry| entry.code));
        }
        same = Some(comparison.same);
    }
    let exit = if failing.is_empty() { Exit::Good } else { Exit::NotProved };
    let exit = exit.unless_wrong(&resolved.problems).unless_raised(&resolved.problems);
    let lang = context.surroundings.lang;
    let outcome = Outcome::checked(&resolved, &failing, today, lang, exit.code());
    let text = |style| {
        let compared = same.map_or(String::new(), |n| report::summary::compared(&resolved.model, n, style));
        let problems = report::text::digest(&resolved.problems, &resolved.sources, style);
        (problems, format!("{}{compared}", report::summary::checked(&resolved, style)))
    };
    let json = || report::json::checked(&resolved, lang, exit.code());
    outputs.write(&outcome, text, json, context)?;
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
