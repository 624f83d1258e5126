//! `kitei man [COMMAND]`: the manual page, in roff, from the same definition as the help.

use clap::{ArgMatches, Command};
use clap_mangen::Man;

use super::exit::{Exit, Ran};
use super::{COMMANDS, Context, Entry, arguments, definition, output};
use crate::problem::catalogue::input;
use crate::problem::{Lang, Problem, Text};

pub(super) const ENTRY: Entry = Entry { name: "man", formats: super::PLAIN, define, run };

fn define(lang: Lang) -> Command {
    let usage = Text { en: "kitei man [COMMAND]", ja: "kitei man [コマンド]" };
    let about = Text { en: "Print the manual page", ja: "マニュアルページを表示する" };
    let value = Text { en: "COMMAND", ja: "コマンド" };
    let help = Text { en: "The page of one command", ja: "一つのコマンドのページ" };
    arguments::command(lang, "man", usage, about, [arguments::positional(lang, "command", value, help)])
}

fn run(matches: &ArgMatches, context: &Context) -> Ran {
    let whole = definition(context.surroundings.lang);
    let page = match matches.get_one::<String>("command") {
        None => whole,
        Some(name) => {
            let found = whole.find_subcommand(name).cloned();
            found.ok_or_else(|| unknown(name))?
        }
    };
    let mut roff = Vec::new();
    // Writing into memory cannot fail.
    let _ = Man::new(page).render(&mut roff);
    output::results(&String::from_utf8_lossy(&roff));
    Ok(Exit::Good)
}

fn unknown(name: &str) -> Problem {
    let names: Vec<_> = COMMANDS.iter().map(|c| c.name).collect();
    let why = format!("{name} ≠ {}", names.join(" | "));
    Problem::new(&input::WRONG_ARGUMENTS).plain("why", why).plain("command", "kitei man").help("see_help")
}
