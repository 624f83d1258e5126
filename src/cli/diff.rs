//! `kitei diff`: what a change of the rules means: who may do more or less, and which guarantees hold no longer.

use std::path::{Path, PathBuf};

use clap::{ArgMatches, Command};

use super::exit::{Exit, Ran, Stop};
use super::outputs::{self, Outputs};
use super::verify::{failed, limits};
use super::{Context, Entry, arguments, hand_over, load, progress, surroundings};
use crate::pipeline::{Parsed, Resolved, diff};
use crate::problem::catalogue::input;
use crate::problem::{Lang, Problem, Text};
use crate::report::diff::{Comparison, Sides};
use crate::report::outcome::Outcome;
use crate::report::{self, Style};
use crate::syntax::calendar::Date;

pub(super) const ENTRY: Entry = Entry { name: "diff", formats: super::REPORTS, define, run };

fn define(lang: Lang) -> Command {
    let usage = Text {
        en: "kitei diff [OPTIONS] BEFORE AFTER [PATH]",
        ja: "kitei diff [オプション] 前 後 [場所]",
    };
    let about = Text {
        en: "Compare two wordings by what they mean",
        ja: "二つの時点・二つの規程を、文言ではなく意味で比べる",
    };
    let before = arguments::positional(
        lang,
        "before",
        Text { en: "BEFORE", ja: "前" },
        Text {
            en: "A date, a directory or file, or a git revision",
            ja: "日付、ディレクトリかファイル、または git の版",
        },
    );
    let after = arguments::positional(
        lang,
        "after",
        Text { en: "AFTER", ja: "後" },
        Text { en: "Likewise", ja: "同じ" },
    );
    let gate = Text {
        en: "Fail if somebody may do more than before, or a guarantee is weaker",
        ja: "前よりできることが増える者がいるか、保証が弱まるなら失敗とする",
    };
    let [acts, people, effort, still] = limits::options(lang);
    let own = [
        before.required(true).display_order(0),
        after.required(true).display_order(1),
        arguments::path(lang),
        arguments::flag(lang, "gate", gate),
        acts,
        people,
        effort,
        still,
        outputs::option(lang),
    ];
    arguments::command(lang, "diff", usage, about, own)
}

fn run(matches: &ArgMatches, context: &Context) -> Ran {
    let outputs = Outputs::of(matches, context)?;
    attempt(matches, context, &outputs).or_else(|stop| outputs.stopped("diff", stop, context))
}

fn attempt(matches: &ArgMatches, context: &Context, outputs: &Outputs) -> Ran {
    let Some(prover) = context.prover else { return hand_over::to_prover(&context.args) };
    let path = load::given_path(matches);
    let [before, after] =
        ["before", "after"].map(|name| matches.get_one::<String>(name).cloned().unwrap_or_default());
    let today = context.today(matches)?;
    let usual = context.date(matches, "at")?.unwrap_or(today);
    let lang = context.surroundings.lang;
    let (old, new) = (wording(&before, path, usual, lang)?, wording(&after, path, usual, lang)?);
    let renamed = if old.1 < new.1 { new.0.renamings(old.1, new.1) } else { Vec::new() };
    let old_parsed = old.0.at(old.1).renamed(&renamed);
    let (old, new) = (old_parsed.resolve(), new.0.at(new.1).resolve());
    for resolved in [&old, &new] {
        if Exit::Good.unless_wrong(&resolved.problems) != Exit::Good {
            return wrong(resolved, context, outputs);
        }
    }
    let options = limits::of(matches);
    let compared = progress::watch(context.surroundings, || diff::diff(&old, &new, prover, &options, today));
    let compared = compared.map_err(|failure| failed(&failure))?;
    let gate = matches.get_flag("gate");
    let begun = if gate && compared.is_worse() { Exit::NotProved } else { Exit::Good };
    let exit = compared.problems.iter().fold(begun, |exit, problems| exit.unless_wrong(problems));
    let sides = Sides { before: &before, after: &after, renamed: &renamed, old: &old, new: &new };
    let comparison = Comparison::new(&sides, &compared, lang, (gate, exit.code()));
    let text = |style| (problems(&comparison, style), report::diff::account(&comparison, style));
    outputs.write(&comparison, text, || report::json::compared(&comparison, today), context)?;
    Ok(exit)
}

/// What a comparison comes to if one of the wordings is wrong.
fn wrong(resolved: &Resolved, context: &Context, outputs: &Outputs) -> Ran {
    let errors: Vec<Problem> = resolved.problems.iter().filter(|p| p.is_error()).cloned().collect();
    let (lang, code) = (context.surroundings.lang, Exit::WrongInput.code());
    let outcome = Outcome::stopped("diff", &errors, &resolved.sources, lang, code);
    let text = |style| (report::text::digest(&errors, &resolved.sources, style), String::new());
    let json = || report::json::stopped(&errors, &resolved.sources, lang, code);
    outputs.write(&outcome, text, json, context)?;
    Ok(Exit::WrongInput)
}

/// What is wrong with the claims of each wording, below what the wording is called.
fn problems(comparison: &Comparison, style: Style) -> String {
    let Sides { before, after, old, new, .. } = comparison.sides;
    let sides = [(before, old), (after, new)].into_iter().zip(&comparison.diff.problems);
    let told = sides.filter(|(_, problems)| !problems.is_empty()).map(|((side, resolved), problems)| {
        format!("{side}:\n{}", report::text::digest(problems, &resolved.sources, style))
    });
    told.collect()
}

/// What is meant: a path, a day of the regulation at `path`, or a revision of that.
fn wording(spec: &str, path: &Path, usual: Date, lang: Lang) -> Result<(Parsed, Date), Stop> {
    let given = PathBuf::from(spec);
    if given.exists() {
        return Ok((load::regulation(&given)?.parse(), usual));
    }
    if let Some(day) = surroundings::date(spec) {
        return Ok((load::regulation(path)?.parse(), day));
    }
    let loaded = load::revision::regulation(spec, path).ok_or_else(|| no_wording(spec, lang))?;
    Ok((loaded?.parse(), usual))
}

fn no_wording(spec: &str, lang: Lang) -> Problem {
    let why = match lang {
        Lang::En => format!("{spec} is no file, no date, and no git revision that holds these rules"),
        Lang::Ja => format!("{spec} は、ファイルでも日付でも、この規程のある git の版でもありません"),
    };
    Problem::new(&input::WRONG_ARGUMENTS).plain("why", why).plain("command", "kitei diff").help("see_help")
}
