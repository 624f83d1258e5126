//! Building blocks of the command line in two languages: clap's own English words are replaced where it has any.

use std::ops::RangeInclusive;

use clap::{Arg, ArgAction, Command, builder::PossibleValuesParser};

use crate::problem::{Lang, Text};

const OPTIONS: Text = Text { en: "Options", ja: "オプション" };
const ARGUMENTS: Text = Text { en: "Arguments", ja: "引数" };

/// A command with its description, usage line and own arguments.
pub fn command<const N: usize>(
    lang: Lang,
    name: &'static str,
    usage: Text,
    about: Text,
    own: [Arg; N],
) -> Command {
    let heading = Text { en: "Usage:", ja: "使い方:" }.get(lang);
    Command::new(name)
        .about(about.get(lang))
        .override_usage(usage.get(lang))
        .help_template(format!("{{about-with-newline}}\n{heading} {{usage}}\n\n{{all-args}}{{after-help}}"))
        .subcommand_help_heading(Text { en: "Commands", ja: "コマンド" }.get(lang))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .args(own)
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .action(ArgAction::Help)
                .help(Text { en: "Print this help", ja: "この説明を表示する" }.get(lang))
                .help_heading(OPTIONS.get(lang))
                .display_order(1000),
        )
}

/// `--name VALUE`
pub fn option(lang: Lang, name: &'static str, value: Text, help: Text) -> Arg {
    Arg::new(name).long(name).value_name(value.get(lang)).help(help.get(lang)).help_heading(OPTIONS.get(lang))
}

/// `--name one|two`, the values as they are shown.
pub fn choice(lang: Lang, name: &'static str, values: &'static str, help: Text) -> Arg {
    Arg::new(name)
        .long(name)
        .value_name(values)
        .value_parser(PossibleValuesParser::new(values.split('|')))
        .hide_possible_values(true)
        .help(help.get(lang))
        .help_heading(OPTIONS.get(lang))
}

/// `--name`
pub fn flag(lang: Lang, name: &'static str, help: Text) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(help.get(lang)).help_heading(OPTIONS.get(lang))
}

/// An argument without a name.
pub fn positional(lang: Lang, name: &'static str, value: Text, help: Text) -> Arg {
    let arg = Arg::new(name).value_name(value.get(lang)).help(help.get(lang));
    arg.help_heading(ARGUMENTS.get(lang)).display_order(2)
}

/// An option that is a number of this range.
pub fn count(lang: Lang, name: &'static str, help: Text, range: RangeInclusive<i64>) -> Arg {
    let number = Text { en: "N", ja: "数" };
    option(lang, name, number, help).value_parser(clap::value_parser!(u32).range(range))
}

/// The regulation to work on; the working directory if none is given.
pub fn path(lang: Lang) -> Arg {
    positional(
        lang,
        "path",
        Text { en: "PATH", ja: "場所" },
        Text {
            en: "The directory of the regulation, or one file [default: .]",
            ja: "規程のディレクトリ、または一つのファイル(省略すると今のディレクトリ)",
        },
    )
    .value_parser(clap::value_parser!(std::path::PathBuf))
    .display_order(1)
}

/// `--format`, with the formats that a command has; the first is the usual one.
pub fn format(lang: Lang, formats: &'static str) -> Arg {
    let first = formats.split('|').next().unwrap_or_default();
    let list = formats.replace('|', if lang == Lang::Ja { "、" } else { ", " });
    let help = match lang {
        Lang::En => format!("How results are written: {list} [default: {first}]"),
        Lang::Ja => format!("出力の形式: {list}(省略すると {first})"),
    };
    let value = Text { en: "FORMAT", ja: "形式" }.get(lang);
    choice(lang, "format", formats, Text { en: "", ja: "" }).value_name(value).help(help).display_order(900)
}

/// `--markdown`, an older way to write `--format markdown`.
pub fn markdown() -> Arg {
    Arg::new("markdown").long("markdown").action(ArgAction::SetTrue).hide(true).conflicts_with("format")
}

/// The options that every command has.
pub fn common(lang: Lang) -> [Arg; 5] {
    let words = Text {
        en: "Language of the output [default: from the locale]",
        ja: "出力の言語(省略するとロケールに従う)",
    };
    let color = Text { en: "Colours [default: auto]", ja: "色(省略すると auto)" };
    let today = Text {
        en: "The date of today, for terms of known findings [default: the clock]",
        ja: "今日とみなす日(期限の判定に使う。省略すると時計に従う)",
    };
    let at = Text {
        en: "The day whose wording is meant, with the amendments in force by then [default: today]",
        ja: "いつの本文か。その日までに施行された改正を含む(省略すると今日)",
    };
    let ascii = Text { en: "Draw frames and marks in ASCII", ja: "枠と記号をASCII文字で書く" };
    [
        choice(lang, "lang", "en|ja", words).global(true).display_order(901),
        choice(lang, "color", "auto|always|never", color).global(true).display_order(902),
        option(lang, "today", Text { en: "DATE", ja: "日付" }, today).global(true).display_order(903),
        option(lang, "at", Text { en: "DATE", ja: "日付" }, at).global(true).display_order(903),
        flag(lang, "ascii", ascii).global(true).display_order(904),
    ]
}
