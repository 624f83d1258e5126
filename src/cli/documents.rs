//! Documents made from the rules: written to files in the language that their names tell, or compared with them.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches};

use super::exit::{Exit, Ran};
use super::{Context, arguments, output, read, surroundings, write};
use crate::problem::catalogue::input;
use crate::problem::{Lang, Problem, Text};
use crate::report::page::{Page, html, markdown};
use surroundings::Format;

/// The options that say where a document goes.
pub fn options(lang: Lang) -> [Arg; 2] {
    let into = Text {
        en: "Write to this file instead of standard output, in the language that its name tells (NAME.ja.md) or else in that of the output (may be given several times)",
        ja: "標準出力の代わりに、このファイルに書く。言語は名前(NAME.en.md など)が、なければ出力の言語が決める(何度でも書ける)",
    };
    let check = Text {
        en: "Change nothing; exit with 1 if the file says something else",
        ja: "書き換えずに比べ、ファイルの内容と違えば終了コード1を返す",
    };
    let output = arguments::option(lang, "output", Text { en: "FILE", ja: "ファイル" }, into);
    let output = output.value_parser(clap::value_parser!(PathBuf)).action(ArgAction::Append);
    [output, arguments::flag(lang, "check", check).requires("output")]
}

/// Writes the document, or compares it with what is there; `begun` is what the run comes to otherwise.
pub fn put(matches: &ArgMatches, context: &Context, begun: Exit, page: impl Fn(Lang) -> Page) -> Ran {
    let document = |lang| {
        let page = page(lang);
        match context.surroundings.format {
            Format::Html => html::draw(&page),
            _ => markdown::draw(&page),
        }
    };
    let files: Vec<&PathBuf> = matches.get_many("output").unwrap_or_default().collect();
    if files.is_empty() {
        output::results(&document(context.surroundings.lang));
    }
    let mut told = begun;
    for path in files {
        let text = document(language(path).unwrap_or(context.surroundings.lang));
        if matches.get_flag("check") {
            told = told.max(compared(path, &text, context)?);
        } else {
            write::put(path, &text)?;
        }
    }
    Ok(told)
}

/// The language that the name of a file tells: `NAME.ja.md`.
fn language(path: &Path) -> Option<Lang> {
    let ending = Path::new(path.file_stem()?).extension()?;
    surroundings::lang(ending.to_str()?)
}

/// Whether the file says what it should.
fn compared(path: &Path, text: &str, context: &Context) -> Ran {
    if read::read(path)? == text.as_bytes() {
        return Ok(Exit::Good);
    }
    let problem = Problem::new(&input::DOCUMENT_DRIFTED).name("path", read::shown(path)).help("write");
    context.tell(&[problem], Exit::NotProved);
    Ok(Exit::NotProved)
}
