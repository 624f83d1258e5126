//! `kitei findings`: what a regulation guarantees and what it does not, as a document for those who answer for it.

use std::path::{Path, PathBuf};

use clap::{ArgAction, ArgMatches, Command};

use super::exit::{Exit, Ran};
use super::load::{self, given_path};
use super::surroundings::{self, Format};
use super::verify::{failed, limits};
use super::{Context, Entry, arguments, hand_over, output, progress, read, write};
use crate::pipeline::judge;
use crate::problem::catalogue::input;
use crate::problem::{Lang, Problem, Text};
use crate::report::outcome::{Finding, Outcome};
use crate::report::page::{html, markdown};
use crate::report::{self, verdict};

pub(super) const ENTRY: Entry = Entry { name: "findings", formats: super::PAGES, define, run };

fn define(lang: Lang) -> Command {
    let usage =
        Text { en: "kitei findings [OPTIONS] [PATH]", ja: "kitei findings [オプション] [場所]" };
    let about = Text {
        en: "Write down what a regulation guarantees and what it does not, as a document",
        ja: "規程が保証することとしないことを、文書にする",
    };
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
    let check = arguments::flag(lang, "check", check).requires("output");
    let [acts, people, effort, still] = limits::options(lang);
    let own = [arguments::path(lang), output, check, acts, people, effort, still];
    arguments::command(lang, "findings", usage, about, own)
}

fn run(matches: &ArgMatches, context: &Context) -> Ran {
    let resolved = context.resolved(matches, load::regulation(given_path(matches))?)?;
    if Exit::Good.unless_wrong(&resolved.problems) != Exit::Good {
        return Ok(context.tell_errors(&resolved));
    }
    let Some(prover) = context.prover else { return hand_over::to_prover(&context.args) };
    let options = limits::of(matches);
    let verified =
        progress::watch(context.surroundings, || resolved.verify(prover, &options).audited(prover, &options));
    if let Some(failure) = &verified.report.failure {
        return Err(failed(failure));
    }
    context.show_problems(&verified.report.problems, &verified.resolved.sources);
    let exit = Exit::Good.unless_wrong(&verified.report.problems);
    let today = context.today(matches)?;
    let judgement = judge::judge(&verified.resolved.model, &verified.report, today, verdict::word);
    let found = verified.resolved.problems.iter().chain(&judgement.problems).chain(&verified.findings);
    let at = context.date(matches, "at")?;
    let document = |lang| {
        let findings = found.clone().map(|problem| Finding { problem, fails: false }).collect();
        let outcome = Outcome::verified(&verified, &judgement, findings, today, lang, exit.code());
        let page = report::findings::page(&outcome, &verified.resolved.model, at);
        match context.surroundings.format {
            Format::Html => html::draw(&page),
            _ => markdown::draw(&page),
        }
    };
    let files: Vec<&PathBuf> = matches.get_many("output").unwrap_or_default().collect();
    if files.is_empty() {
        output::results(&document(context.surroundings.lang));
    }
    let mut told = exit;
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
