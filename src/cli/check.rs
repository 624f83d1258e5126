//! `kitei check`: reads and resolves a regulation, and tells every mistake. Proves nothing.

use clap::{ArgMatches, Command};

use super::exit::{Exit, Ran};
use super::load::{self, given_path};
use super::surroundings::Format;
use super::{Context, Entry, arguments, output};
use crate::pipeline::judge;
use crate::problem::{Lang, Text};
use crate::report;

pub(super) const ENTRY: Entry = Entry { name: "check", define, run };

fn define(lang: Lang) -> Command {
    let usage = Text { en: "kitei check [OPTIONS] [PATH]", ja: "kitei check [オプション] [場所]" };
    let about = Text {
        en: "Read a regulation and tell every mistake in it",
        ja: "規程を読み、書き誤りをすべて挙げる",
    };
    arguments::command(lang, "check", usage, about, [arguments::path(lang)])
}

fn run(matches: &ArgMatches, context: &Context) -> Ran {
    let mut resolved = load::regulation(given_path(matches))?.parse().resolve();
    let mut exit = Exit::Good;
    // The clock is asked only where a term depends on it.
    if resolved.model.allows.iter().any(|allow| allow.until.is_some()) {
        let passed = judge::expired(&resolved.model, context.today(matches)?);
        exit = if passed.is_empty() { exit } else { Exit::NotProved };
        resolved.problems.extend(passed);
    }
    let exit = exit.unless_wrong(&resolved.problems).unless_raised(&resolved.problems);
    match context.surroundings.format {
        Format::Json => {
            output::results(&report::json::checked(&resolved, context.surroundings.lang, exit.code()));
        }
        Format::Text => {
            context.show_problems(&resolved.problems, &resolved.sources);
            output::results(&report::summary::checked(&resolved, context.surroundings.out));
        }
    }
    // The program ends here, and the system takes back at once what would be taken apart piece by piece.
    std::mem::forget(resolved);
    Ok(exit)
}
