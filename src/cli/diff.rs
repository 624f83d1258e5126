//! `kitei diff`: what a change of the rules means: who may do more or less, and which guarantees hold no longer.

use std::path::{Path, PathBuf};
use std::process::Command as Process;

use clap::{ArgMatches, Command};

use super::exit::{Exit, Ran, Stop};
use super::verify::{failed, limits};
use super::{Context, Entry, arguments, hand_over, load, output, progress, read, surroundings};
use crate::pipeline::{Loaded, Parsed, diff};
use crate::problem::catalogue::input;
use crate::problem::{Lang, Problem, Text};
use crate::report;
use crate::syntax::calendar::Date;

pub(super) const ENTRY: Entry = Entry { name: "diff", formats: "text", define, run };

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
    ];
    arguments::command(lang, "diff", usage, about, own)
}

fn run(matches: &ArgMatches, context: &Context) -> Ran {
    let Some(prover) = context.prover else { return hand_over::to_prover(&context.args) };
    let path = load::given_path(matches);
    let [before, after] =
        ["before", "after"].map(|name| matches.get_one::<String>(name).cloned().unwrap_or_default());
    let usual = match context.date(matches, "at")? {
        Some(day) => day,
        None => context.today(matches)?,
    };
    let lang = context.surroundings.lang;
    let (old, new) = (wording(&before, path, usual, lang)?, wording(&after, path, usual, lang)?);
    let renamed = if old.1 < new.1 { new.0.renamings(old.1, new.1) } else { Vec::new() };
    let old_parsed = old.0.at(old.1).renamed(&renamed);
    let (old, new) = (old_parsed.resolve(), new.0.at(new.1).resolve());
    for resolved in [&old, &new] {
        if Exit::Good.unless_wrong(&resolved.problems) != Exit::Good {
            return Ok(context.tell_errors(resolved));
        }
    }
    let options = limits::of(matches);
    let compared = progress::watch(context.surroundings, || diff::diff(&old, &new, prover, &options));
    let compared = compared.map_err(|failure| failed(&failure))?;
    let sides = report::diff::Sides {
        before: &before,
        after: &after,
        renamed: &renamed,
        old: &old.model,
        new: &new.model,
    };
    output::results(&report::diff::account(&sides, &compared, context.surroundings.out));
    let worse = matches.get_flag("gate") && compared.is_worse();
    Ok(if worse { Exit::NotProved } else { Exit::Good })
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
    Ok((revision(spec, path, lang)?.parse(), usual))
}

/// The regulation at `path` as a git revision has it; the repository is the one in which it lies.
fn revision(spec: &str, path: &Path, lang: Lang) -> Result<Loaded, Stop> {
    let (folder, only) = if path.is_file() {
        let parent = path.parent().filter(|it| !it.as_os_str().is_empty());
        (parent.unwrap_or(Path::new(".")), path.file_name())
    } else {
        (path, None)
    };
    let git = |words: &[&str]| -> Result<Vec<u8>, Stop> {
        let output = Process::new("git").arg("-C").arg(folder).args(words).output();
        match output {
            Ok(output) if output.status.success() => Ok(output.stdout),
            _ => Err(no_wording(spec, lang).into()),
        }
    };
    // A revision that begins like an option is none.
    if spec.starts_with('-') {
        return Err(no_wording(spec, lang).into());
    }
    let listed = git(&["ls-tree", "-r", "-z", "--name-only", spec])?;
    let mut loaded = Loaded::default();
    let names = listed.split(|byte| *byte == 0).map(|name| String::from_utf8_lossy(name).into_owned());
    let mut settings = None;
    for name in names.filter(|name| !name.is_empty()) {
        let file = Path::new(&name);
        let wanted = only.is_none_or(|only| file.as_os_str() == only);
        if name == "kitei.toml" {
            settings = Some(name);
        } else if wanted && read::holds_rules(file) {
            let bytes = git(&["show", &format!("{spec}:./{name}")])?;
            read::add(&mut loaded, file, format!("{spec}:{name}"), &bytes);
        }
    }
    if let Some(name) = settings {
        loaded.add_settings(format!("{spec}:{name}"), &git(&["show", &format!("{spec}:./{name}")])?);
    }
    if loaded.sources.iter().next().is_none() && loaded.problems.is_empty() {
        return Err(Problem::new(&input::NO_RULES).name("path", spec).help("write").into());
    }
    Ok(loaded)
}

fn no_wording(spec: &str, lang: Lang) -> Problem {
    let why = match lang {
        Lang::En => format!("{spec} is no file, no date, and no git revision that holds these rules"),
        Lang::Ja => format!("{spec} は、ファイルでも日付でも、この規程のある git の版でもありません"),
    };
    Problem::new(&input::WRONG_ARGUMENTS).plain("why", why).plain("command", "kitei diff").help("see_help")
}
