//! `kitei proposals`: what each of several drafts would do to a regulation, as a document for those who decide.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{ArgMatches, Command};

use super::exit::{Exit, Ran, Stop};
use super::verify::{failed, limits};
use super::{Context, Entry, arguments, documents, hand_over, load, progress, read};
use crate::pipeline::proposal::{Proposal, Unexamined};
use crate::problem::{Lang, Text};
use crate::report;

pub(super) const ENTRY: Entry = Entry { name: "proposals", formats: super::PAGES, define, run };

fn define(lang: Lang) -> Command {
    let usage = Text {
        en: "kitei proposals [OPTIONS] BASE DRAFT...",
        ja: "kitei proposals [オプション] もとの規程 改正案...",
    };
    let about = Text {
        en: "Write down what each proposed amendment would do, as a document",
        ja: "改正案のそれぞれが何をもたらすかを、文書にする",
    };
    let base = arguments::positional(
        lang,
        "base",
        Text { en: "BASE", ja: "もとの規程" },
        Text { en: "The regulation that is to be amended", ja: "改正される規程" },
    );
    let drafts = arguments::positional(
        lang,
        "drafts",
        Text { en: "DRAFT", ja: "改正案" },
        Text {
            en: "A draft that amends it, or a directory of such drafts",
            ja: "それを改正対象とする改正案、または改正案を集めたディレクトリ",
        },
    );
    let [acts, people, effort, still] = limits::options(lang);
    let [output, check] = documents::options(lang);
    let path = || clap::value_parser!(PathBuf);
    let own = [
        base.required(true).display_order(0).value_parser(path()),
        drafts.required(true).num_args(1..).value_parser(path()),
        output,
        check,
        acts,
        people,
        effort,
        still,
    ];
    arguments::command(lang, "proposals", usage, about, own)
}

fn run(matches: &ArgMatches, context: &Context) -> Ran {
    let Some(prover) = context.prover else { return hand_over::to_prover(&context.args) };
    let paths = |name: &str| matches.get_many::<PathBuf>(name).unwrap_or_default();
    let base: &Path = paths("base").next().map_or(Path::new("."), PathBuf::as_path);
    let (at, today, options) = (context.date(matches, "at")?, context.today(matches)?, limits::of(matches));
    let base = load::regulation(base)?.parse();
    let mut proposals = Vec::new();
    for draft in paths("drafts").flat_map(|path| drafts(path)) {
        let both = (base.clone(), load::regulation(&draft)?.parse());
        let examined = progress::watch(context.surroundings, || {
            Proposal::examined(read::shown(&draft), both, at, prover, (&options, today))
        });
        match examined {
            Ok(proposal) => proposals.push(proposal),
            Err(Unexamined::Wrong(resolved)) => return Ok(context.tell_errors(&resolved)),
            Err(Unexamined::Failed(failure)) => return Err::<Exit, Stop>(failed(&failure)),
        }
    }
    // Single amendments come first, by their days; then what combines several.
    proposals.sort_by_key(|proposal| (proposal.amendments().count() > 1, proposal.day));
    let mut exit = Exit::Good;
    for proposal in &proposals {
        let wrong =
            [&proposal.diff.problems[0], &proposal.diff.problems[1], &proposal.verified.report.problems];
        for problems in wrong {
            context.show_problems(problems, &proposal.verified.resolved.sources);
            exit = exit.unless_wrong(problems);
        }
    }
    let name = proposals.first().map_or(String::new(), |it| it.old.model.name.clone());
    documents::put(matches, context, exit, |lang| report::proposals::page(&name, &proposals, lang))
}

/// The draft at a path; of a directory that only holds directories, each of those.
fn drafts(path: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(path) else { return vec![path.to_path_buf()] };
    let all: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    if all.iter().any(|file| file.extension().is_some_and(|ending| ending == "kitei")) {
        return vec![path.to_path_buf()];
    }
    let mut folders: Vec<PathBuf> = all.into_iter().filter(|entry| entry.is_dir()).collect();
    folders.sort();
    if folders.is_empty() { vec![path.to_path_buf()] } else { folders }
}
