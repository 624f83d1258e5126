//! `kitei import`: the text of a regulation → rules to begin with, one `provision` line each, with digests.

use std::io::Read;
use std::path::{Path, PathBuf};

use clap::{ArgMatches, Command};

use super::exit::{Exit, Ran, Stop};
use super::surroundings::Format;
use super::{Context, Entry, arguments, output, read, write};
use crate::import::{self, Document};
use crate::problem::catalogue::input;
use crate::problem::{Lang, Problem, Text};
use crate::report;
use crate::source::{SourceFile, Sources};
use crate::syntax;

pub(super) const ENTRY: Entry = Entry { name: "import", formats: super::PLAIN, define, run };

fn define(lang: Lang) -> Command {
    let usage = Text { en: "kitei import [OPTIONS] TEXT", ja: "kitei import [オプション] 条文" };
    let about = Text {
        en: "List the provisions of a regulation's text, to begin a rule file with",
        ja: "条文から条項の一覧を作る(規程のファイルの初めになる)",
    };
    let text = arguments::positional(
        lang,
        "text",
        Text { en: "TEXT", ja: "条文" },
        Text {
            en: "A plain text, or Japanese law standard XML; - for standard input",
            ja: "条文のテキスト、または法令標準XML。「-」は標準入力から",
        },
    );
    let text = text.required(true).value_parser(clap::value_parser!(PathBuf));
    let into = Text {
        en: "Write to a new file instead of standard output",
        ja: "標準出力の代わりに、新しいファイルに書く",
    };
    let output = arguments::option(lang, "output", Text { en: "FILE", ja: "ファイル" }, into);
    let output = output.value_parser(clap::value_parser!(PathBuf));
    arguments::command(lang, "import", usage, about, [text, output])
}

fn run(matches: &ArgMatches, context: &Context) -> Ran {
    let path = matches.get_one::<PathBuf>("text").map_or(Path::new("-"), PathBuf::as_path);
    let mut sources = Sources::default();
    let (document, problems) = document(path, &mut sources)?;
    let lang = context.surroundings.lang;
    let exit = Exit::Good.unless_wrong(&problems);
    let rules = import::skeleton(&document, lang);
    let into = matches.get_one::<PathBuf>("output").filter(|_| exit == Exit::Good);
    if let Some(into) = into {
        write::create(into, &rules)?;
    }
    if context.surroundings.format == Format::Json {
        output::results(&report::json::imported(&document, &rules, &problems, &sources, lang, exit.code()));
        return Ok(exit);
    }
    context.show_problems(&problems, &sources);
    if exit == Exit::Good && into.is_none() {
        output::results(&rules);
    }
    Ok(exit)
}

/// Reads the text at `path`, and keeps it among the sources so that problems can show it.
pub fn document(path: &Path, sources: &mut Sources) -> Result<(Document, Vec<Problem>), Stop> {
    let shown = read::shown(path);
    let bytes = if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        let read = std::io::stdin().lock().read_to_end(&mut bytes);
        read.map_err(|error| {
            Problem::new(&input::UNREADABLE).name("path", "-").arg("why", read::why(&error))
        })?;
        bytes
    } else {
        read::read(path)?
    };
    let text = syntax::decode(&shown, &bytes)?;
    let file = sources.add(SourceFile::new(shown.clone(), text));
    Ok(import::read(file, &shown, text))
}
