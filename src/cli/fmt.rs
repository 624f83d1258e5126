//! `kitei fmt`: rewrites files in the one layout; loses nothing. A file that cannot be read as rules is left alone.

use std::io::Read;
use std::path::PathBuf;

use clap::{ArgAction, ArgMatches, Command};

use super::exit::{Exit, Ran};
use super::read::{self, Found};
use super::surroundings::{self, Format};
use super::{Context, Entry, arguments, output, write};
use crate::pipeline::{Loaded, Parsed};
use crate::problem::catalogue::input;
use crate::problem::{Lang, Problem, Text};
use crate::report;

pub(super) const ENTRY: Entry = Entry { name: "fmt", formats: super::PLAIN, define, run };

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

/// One file, and what it should be.
pub struct Laid {
    pub shown: String,
    pub path: PathBuf,
    pub text: String,
    pub changed: bool,
}

fn run(matches: &ArgMatches, context: &Context) -> Ran {
    let paths: Vec<&PathBuf> = matches.get_many("paths").unwrap_or_default().collect();
    let words = matches.get_one::<String>("lang").and_then(|name| surroundings::lang(name));
    if paths.iter().any(|p| p.as_os_str() == "-") {
        return standard(words, matches.get_flag("check"), context);
    }
    let here = PathBuf::from(".");
    let paths = if paths.is_empty() { vec![&here] } else { paths };
    let mut laid = Vec::new();
    let mut exit = Exit::Good;
    for path in paths {
        for found in read::regulation(path)? {
            match lay_out(&found, words) {
                Ok(file) => laid.extend(file),
                Err(parsed) => {
                    context.show_problems(&parsed.problems, &parsed.sources);
                    exit = Exit::WrongInput;
                }
            }
        }
    }
    let check = matches.get_flag("check");
    if check && laid.iter().any(|file| file.changed) {
        exit = exit.max(Exit::NotProved);
    }
    if !check {
        laid.iter()
            .filter(|file| file.changed)
            .try_for_each(|file| write::replace(&file.path, &file.text))?;
    }
    tell(&laid, check, context, exit);
    Ok(exit)
}

/// Standard input to standard output; with `check`, only whether they are the same.
fn standard(words: Option<Lang>, check: bool, context: &Context) -> Ran {
    let mut bytes = Vec::new();
    if let Err(error) = std::io::stdin().lock().read_to_end(&mut bytes) {
        let problem = Problem::new(&input::UNREADABLE).name("path", "-").arg("why", read::why(&error));
        return Err(problem.into());
    }
    let found = Found { shown: "-".into(), path: "-".into(), bytes };
    match lay_out(&found, words) {
        Ok(Some(file)) if check => Ok(if file.changed { Exit::NotProved } else { Exit::Good }),
        Ok(file) => {
            output::results(file.as_ref().map_or("", |f| f.text.as_str()));
            Ok(Exit::Good)
        }
        Err(parsed) => {
            context.show_problems(&parsed.problems, &parsed.sources);
            Ok(Exit::WrongInput)
        }
    }
}

/// The file laid out; none for Markdown without rules. A file with errors comes back with them.
fn lay_out(found: &Found, words: Option<Lang>) -> Result<Option<Laid>, Box<Parsed>> {
    let mut loaded = Loaded::default();
    read::add(&mut loaded, &found.path, found.shown.clone(), &found.bytes);
    let mut parsed = loaded.parse();
    // One file alone need not say which version of the language the whole is written in.
    parsed.problems.retain(|p| p.is_error() && p.entry.code != "missing_version");
    if !parsed.problems.is_empty() {
        return Err(Box::new(parsed));
    }
    Ok(parsed.laid_out(words).map(|text| Laid {
        shown: found.shown.clone(),
        path: found.path.clone(),
        changed: text.as_bytes() != found.bytes,
        text,
    }))
}

fn tell(laid: &[Laid], check: bool, context: &Context, exit: Exit) {
    let lang = context.surroundings.lang;
    if context.surroundings.format == Format::Json {
        let files: Vec<(&str, bool)> = laid.iter().map(|f| (f.shown.as_str(), f.changed)).collect();
        return output::results(&report::json::laid_out(&files, exit.code()));
    }
    let word = match (lang, check) {
        (Lang::En, true) => "not laid out:",
        (Lang::En, false) => "laid out:",
        (Lang::Ja, true) => "整っていません:",
        (Lang::Ja, false) => "整えました:",
    };
    let changed = laid.iter().filter(|f| f.changed);
    output::results(&changed.map(|f| format!("{word} {}\n", f.shown)).collect::<String>());
}
