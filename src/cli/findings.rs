//! `kitei findings`: what a regulation guarantees and what it does not, as a document for those who answer for it.

use clap::{ArgMatches, Command};

use super::exit::{Exit, Ran};
use super::load::{self, given_path};
use super::verify::{failed, limits};
use super::{Context, Entry, arguments, documents, hand_over, progress};
use crate::pipeline::judge;
use crate::pipeline::repair::brief;
use crate::problem::{Lang, Text};
use crate::report::outcome::{Finding, Outcome};
use crate::report::{self, verdict};

pub(super) const ENTRY: Entry = Entry { name: "findings", formats: super::PAGES, define, run };

fn define(lang: Lang) -> Command {
    let usage =
        Text { en: "kitei findings [OPTIONS] [PATH]", ja: "kitei findings [オプション] [場所]" };
    let about = Text {
        en: "Write down what a regulation guarantees and what it does not, as a document",
        ja: "規程が保証することとしないことを、文書にする",
    };
    let [output, check] = documents::options(lang);
    let [acts, people, effort, still] = limits::options(lang);
    let unmended = Text {
        en: "Do not look for what would mend what does not hold",
        ja: "成り立たないものの直し方を探さない",
    };
    let unmended = arguments::flag(lang, "without-repairs", unmended);
    let own = [arguments::path(lang), output, check, unmended, acts, people, effort, still];
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
    let mending =
        || brief::of_all(&verified.resolved, prover, &verified.report, &options).map_err(|it| failed(&it));
    let repairs = if matches.get_flag("without-repairs") {
        Vec::new()
    } else {
        progress::watch(context.surroundings, mending)?
    };
    documents::put(matches, context, exit, |lang| {
        let findings = found.clone().map(|problem| Finding { problem, fails: false }).collect();
        let outcome = Outcome::verified(&verified, &judgement, findings, today, lang, exit.code());
        report::findings::page(&outcome, &verified.resolved.model, at, &repairs)
    })
}
