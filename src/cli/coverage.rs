//! `kitei coverage`: provisions without a declaration, declarations without a provision.

use clap::{ArgMatches, Command};

use super::exit::{Exit, Ran};
use super::load::{self, given_path};
use super::surroundings::Format;
use super::{Context, Entry, arguments, output};
use crate::problem::{Lang, Text};
use crate::report;
use crate::table::coverage;

pub(super) const ENTRY: Entry = Entry { name: "coverage", formats: super::PLAIN, define, run };

fn define(lang: Lang) -> Command {
    let usage =
        Text { en: "kitei coverage [OPTIONS] [PATH]", ja: "kitei coverage [オプション] [場所]" };
    let about = Text {
        en: "Account for every provision of the text, and for every declaration",
        ja: "条文のどの条項が書かれているか、どの宣言に条項がないかを示す",
    };
    arguments::command(lang, "coverage", usage, about, [arguments::path(lang)])
}

fn run(matches: &ArgMatches, context: &Context) -> Ran {
    let resolved = context.resolved(matches, load::regulation(given_path(matches))?)?;
    let coverage = coverage::coverage(&resolved.model);
    let exit = if coverage.is_complete() { Exit::Good } else { Exit::NotProved };
    let exit = exit.unless_wrong(&resolved.problems);
    let style = context.surroundings.out;
    if context.surroundings.format == Format::Json {
        output::results(&report::json::coverage(&resolved, &coverage, style.lang, exit.code()));
        return Ok(exit);
    }
    let errors: Vec<_> = resolved.problems.iter().filter(|p| p.is_error()).cloned().collect();
    context.show_problems(&errors, &resolved.sources);
    output::results(&report::coverage::account(&resolved.model, &coverage, style));
    Ok(exit)
}
