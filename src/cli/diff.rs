//! `kitei diff`: what a change of the rules means: who may do more or less, and which guarantees hold no longer.

use std::path::{Path, PathBuf};

use clap::{ArgMatches, Command};

use super::exit::{Exit, Ran, Stop};
use super::outputs::{self, Outputs};
use super::surroundings::{self, Format, Surroundings};
use super::verify::{failed, limits};
use super::{Context, Entry, arguments, hand_over, load, output, progress, read, usage, write};
use crate::amend::sides::{self, Written};
use crate::pipeline::{Parsed, diff};
use crate::problem::catalogue::input;
use crate::problem::{Lang, Problem, Text};
use crate::report::diff::{Comparison, Sides};
use crate::report::page::{html, markdown};
use crate::report::{self, Style};
use crate::syntax::calendar::Date;
use crate::syntax::tree::Tree;

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
    let sides = Text {
        en: "Write both wordings side by side, what differs underlined, as Markdown or HTML; nothing is proved",
        ja: "新旧対照表を書く。変わる部分に下線を引く。形式は markdown か html。証明はしない",
    };
    let [acts, people, effort, still] = limits::options(lang);
    let own = [
        before.required(true).display_order(0),
        after.required(true).display_order(1),
        arguments::path(lang),
        arguments::flag(lang, "gate", gate).conflicts_with("side-by-side"),
        arguments::flag(lang, "side-by-side", sides),
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
    // Nothing is read before it is handed over.
    let text_only = matches.get_flag("side-by-side");
    if context.prover.is_none() && !text_only {
        return hand_over::to_prover(&context.args);
    }
    let path = load::given_path(matches);
    let [before, after] =
        ["before", "after"].map(|name| matches.get_one::<String>(name).cloned().unwrap_or_default());
    let today = context.today(matches)?;
    let usual = context.date(matches, "at")?.unwrap_or(today);
    let lang = context.surroundings.lang;
    let (old, new) = (wording(&before, path, usual, lang)?, wording(&after, path, usual, lang)?);
    let mut renamed = if old.1 < new.1 { new.0.renamings(old.1, new.1) } else { Vec::new() };
    let (old, new) = (old.0.at(old.1), new.0.at(new.1));
    let written = text_only.then(|| old.trees.clone());
    let old = old.renamed(&renamed);
    let formerly = new.formerly(&old);
    let (old, new) = (old.renamed(&formerly).resolve(), new.resolve());
    renamed.extend(formerly);
    for resolved in [&old, &new] {
        if Exit::Good.unless_wrong(&resolved.problems) != Exit::Good {
            return outputs.wrong("diff", resolved, context);
        }
    }
    let sides = Sides { before: &before, after: &after, renamed: &renamed, old: &old, new: &new };
    let (None, Some(prover)) = (&written, context.prover) else {
        return side_by_side(matches, context, &sides, &written.unwrap_or_default());
    };
    let options = limits::of(matches);
    let compared = progress::watch(context.surroundings, || diff::diff(&old, &new, prover, &options, today));
    let compared = compared.map_err(|failure| failed(&failure))?;
    let gate = matches.get_flag("gate");
    let begun = if gate && compared.is_worse() { Exit::NotProved } else { Exit::Good };
    let exit = compared.problems.iter().fold(begun, |exit, problems| exit.unless_wrong(problems));
    let comparison = Comparison::new(&sides, &compared, lang, (gate, exit.code()));
    let text = |style| (problems(&comparison, style), report::diff::account(&comparison, style));
    outputs.write(&comparison, text, || report::json::compared(&comparison, today), context)?;
    Ok(exit)
}

/// Both wordings side by side as a page; `written` is the old one with the names that it has itself.
fn side_by_side(matches: &ArgMatches, context: &Context, all: &Sides, written: &[Tree]) -> Ran {
    let Surroundings { lang, format, .. } = context.surroundings;
    let old = Written { sources: &all.old.sources, trees: written };
    let new = Written { sources: &all.new.sources, trees: &all.new.trees };
    let rows = sides::rows(old, new, all.renamed);
    let page = report::sides::page(&all.new.model.name, (all.before, all.after), &rows, lang);
    let wanted = matches.contains_id("format").then_some(format);
    let draw = |format: Format| match format {
        Format::Text | Format::Markdown => Some(markdown::draw(&page)),
        Format::Html => Some(html::draw(&page)),
        Format::Json | Format::Sarif | Format::Junit => None,
    };
    let refused = || {
        let given = matches.get_one::<String>("format").map_or("", String::as_str);
        Stop::from(usage::no_format(given, "diff --side-by-side", "markdown|html", lang))
    };
    let files: Vec<&PathBuf> = matches.get_many("output").unwrap_or_default().collect();
    if files.is_empty() {
        output::results(&draw(format).ok_or_else(refused)?);
    }
    for path in files {
        let no_ending = || Stop::from(usage::no_ending(&read::shown(path), lang));
        let format = wanted.or_else(|| outputs::ending(path)).ok_or_else(no_ending)?;
        let text = match draw(format) {
            Some(text) => text,
            None if wanted.is_some() => return Err(refused()),
            None => return Err(no_ending()),
        };
        write::put(path, &text)?;
    }
    Ok(Exit::Good)
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
