//! `kitei who`: who may do an act, under which least conditions, by which articles.

use clap::{ArgMatches, Command};

use super::exit::{Exit, Ran, Stop};
use super::load::{self, Target};
use super::surroundings::Format;
use super::verify::{self, limits};
use super::{Context, Entry, arguments, hand_over, output, progress};
use crate::pipeline::{Prover, Question, Unasked};
use crate::problem::catalogue::input;
use crate::problem::{Lang, Problem, Text};
use crate::report;

pub(super) const ENTRY: Entry = Entry { name: "who", formats: super::PLAIN, define, run };

fn define(lang: Lang) -> Command {
    let usage = Text {
        en: "kitei who [OPTIONS] [PATH] ACT(ARGUMENTS)",
        ja: "kitei who [オプション] [場所] 行為(引数)",
    };
    let about = Text {
        en: "Tell who may do an act, in which least cases, by which articles",
        ja: "行為ができるのは誰か、どの条項により、最小限どのような場合かを示す",
    };
    let act = arguments::positional(
        lang,
        "name",
        Text { en: "ACT", ja: "行為" },
        Text {
            en: "An act with its arguments, as in the rules; `_` for any",
            ja: "行為と引数。規程での書き方のとおり(「_」は何でもよい)",
        },
    );
    let [acts, people, effort, still] = limits::options(lang);
    let own = [arguments::path(lang), act, acts, people, effort, still];
    arguments::command(lang, "who", usage, about, own)
}

fn run(matches: &ArgMatches, context: &Context) -> Ran {
    let Some(prover) = context.prover else { return hand_over::to_prover(&context.args) };
    asked(matches, context, prover, |words| Question::Who(words))
}

/// Puts a question and prints the answer.
pub(super) fn asked(
    matches: &ArgMatches,
    context: &Context,
    prover: Prover,
    question: impl for<'a> Fn(&'a str) -> Question<'a>,
) -> Ran {
    let Target { path, name } = target(matches)?;
    let words = name.ok_or_else(|| missing(question("").command()))?;
    let question = question(&words);
    let (loaded, file) = load::regulation(&path)?.asking(&question);
    let resolved = context.resolved(matches, loaded)?;
    let lang = context.surroundings.lang;
    let asked = match resolved.asked(file) {
        Ok(asked) => asked,
        Err(Unasked::NotOneAct) => return Err(not_one_act(lang).into()),
        Err(Unasked::Wrong) => return Ok(context.tell_errors(&resolved)),
    };
    let why = matches!(question, Question::Why(_));
    let options = limits::of(matches);
    let found =
        progress::watch(context.surroundings, || (prover.ways)(&resolved.model, &asked, why, &options));
    let found = found.map_err(|failure| verify::failed(&failure))?;
    let exit = if report::ways::undecided(&found) { Exit::NotProved } else { Exit::Good };
    let exit = exit.unless_wrong(&found.problems);
    let (style, words) = (context.surroundings.out, question.words());
    if context.surroundings.format == Format::Json {
        let command = question.command();
        output::results(&report::json::asked(command, words, &resolved, &found, lang, exit.code()));
        return Ok(exit);
    }
    context.show_problems(&found.problems, &resolved.sources);
    let told = if why { report::ways::why } else { report::ways::who };
    output::results(&told(words, &found, style));
    Ok(exit)
}

/// The path and the question. A question alone is about the working directory, whatever characters it has.
fn target(matches: &ArgMatches) -> Result<Target, Stop> {
    let alone = matches.get_one::<String>("name").is_none();
    let path = load::given_path(matches);
    if alone && matches.contains_id("path") && !path.exists() {
        return Ok(Target { path: ".".into(), name: Some(path.to_string_lossy().into_owned()) });
    }
    load::target(matches)
}

fn missing(command: &str) -> Problem {
    let why = match command {
        "who" => "kitei who PATH 'ACT(x)'",
        _ => "kitei why PATH 'WHO may ACT(x)'",
    };
    let problem = Problem::new(&input::WRONG_ARGUMENTS).plain("why", why.to_string());
    problem.plain("command", format!("kitei {command}")).help("see_help")
}

fn not_one_act(lang: Lang) -> Problem {
    let why = match lang {
        Lang::En => "the question must be about one act of one person",
        Lang::Ja => "一人の一つの行為について尋ねてください",
    };
    Problem::new(&input::WRONG_ARGUMENTS).plain("why", why.to_string())
}
