//! `kitei completions SHELL`: what the shell needs to complete commands and options.

use clap::builder::EnumValueParser;
use clap::{ArgMatches, Command};
use clap_complete::Shell;

use super::exit::{Exit, Ran};
use super::{Context, Entry, arguments, definition, output};
use crate::problem::{Lang, Text};

pub(super) const ENTRY: Entry = Entry { name: "completions", formats: super::PLAIN, define, run };

fn define(lang: Lang) -> Command {
    let usage = Text {
        en: "kitei completions bash|zsh|fish|elvish|powershell",
        ja: "kitei completions bash|zsh|fish|elvish|powershell",
    };
    let about =
        Text { en: "Print completions for a shell", ja: "シェルの補完の設定を表示する" };
    let value = Text { en: "SHELL", ja: "シェル" };
    let help = Text { en: "The shell that will read them", ja: "設定を読むシェル" };
    let shell =
        arguments::positional(lang, "shell", value, help).value_parser(EnumValueParser::<Shell>::new());
    let own = [shell.required(true).hide_possible_values(true)];
    arguments::command(lang, "completions", usage, about, own)
}

fn run(matches: &ArgMatches, context: &Context) -> Ran {
    let mut script = Vec::new();
    if let Some(shell) = matches.get_one::<Shell>("shell") {
        clap_complete::generate(*shell, &mut definition(context.surroundings.lang), "kitei", &mut script);
    }
    output::results(&String::from_utf8_lossy(&script));
    Ok(Exit::Good)
}
