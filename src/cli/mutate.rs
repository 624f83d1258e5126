//! `kitei mutate`: what could be changed in the rules without any property, scenario or table coming out otherwise.

use clap::{ArgMatches, Command};

use super::exit::{Exit, Ran};
use super::load::{self, given_path};
use super::surroundings::Format;
use super::verify::failed;
use super::{Context, Entry, arguments, find, hand_over, output, progress};
use crate::pipeline::mutation::{self, Asked, Mutation};
use crate::problem::{Lang, Problem, Text};
use crate::proof::Options;
use crate::report;

pub(super) const ENTRY: Entry = Entry { name: "mutate", formats: super::PLAIN, define, run };

fn define(lang: Lang) -> Command {
    let usage = Text { en: "kitei mutate [OPTIONS] [PATH]", ja: "kitei mutate [オプション] [場所]" };
    let about = Text {
        en: "Find what could be changed in the rules without anything noticing",
        ja: "変えても検証、事例、表のどれも気付かない定めを探す",
    };
    let threshold = Text {
        en: "So many in a hundred may go unnoticed [default: 0]",
        ja: "気付かれない変更を百件に何件まで認めるか(省略すると0)",
    };
    let allow = Text {
        en: "So many may go unnoticed [default: 0]",
        ja: "気付かれない変更を何件まで認めるか(省略すると0)",
    };
    let only = Text {
        en: "Only changes with these words in their name",
        ja: "名にこの語を含む変更だけを調べる",
    };
    let acts = Text {
        en: "Acts of the longest course of events searched for [default: 6]",
        ja: "探す経過の行為の数の上限(省略すると6)",
    };
    let still = Text { en: "Look at single worlds only", ja: "一つ一つの場面だけを調べる" };
    let own = [
        arguments::path(lang),
        arguments::count(lang, "threshold", threshold, 0..=100).conflicts_with("allow"),
        arguments::count(lang, "allow", allow, 0..=1_000_000),
        arguments::option(lang, "only", Text { en: "NAME", ja: "名前" }, only),
        arguments::count(lang, "max-acts", acts, 0..=1000),
        arguments::flag(lang, "without-courses", still),
    ];
    arguments::command(lang, "mutate", usage, about, own)
}

fn run(matches: &ArgMatches, context: &Context) -> Ran {
    let Some(prover) = context.prover else { return hand_over::to_prover(&context.args) };
    let resolved = context.resolved(matches, load::regulation(given_path(matches))?)?;
    let today = context.today(matches)?;
    let wrong = Exit::Good.unless_wrong(&resolved.problems);
    if wrong != Exit::Good {
        let errors: Vec<Problem> = resolved.problems.iter().filter(|p| p.is_error()).cloned().collect();
        if context.surroundings.format == Format::Json {
            let lang = context.surroundings.lang;
            output::results(&report::json::stopped(&errors, &resolved.sources, lang, wrong.code()));
        } else {
            context.show_problems(&errors, &resolved.sources);
        }
        return Ok(wrong);
    }
    let asked = asked(matches);
    let found = progress::watch(context.surroundings, || mutation::run(&resolved, prover, &asked, today));
    let mutation = found.map_err(|failure| failed(&failure))?;
    if let (true, Some(words)) = (mutation.judged.is_empty(), &asked.only) {
        let mutants = resolved.model.mutants();
        let names: Vec<&str> = mutants.iter().map(|mutant| mutant.name.as_str()).collect();
        return Err(find::unknown(words, &names, Text { en: "change", ja: "変更" }).into());
    }
    let exit = exit(matches, &mutation);
    let style = context.surroundings.out;
    if context.surroundings.format == Format::Json {
        let survivors = mutation.survivors().map(|s| mutation::survivor(&resolved.model, &s.mutant));
        let problems: Vec<Problem> = survivors.chain(mutation.problems.iter().cloned()).collect();
        let text = report::json::mutated(&resolved, &mutation, &problems, today, style.lang, exit.code());
        output::results(&text);
        return Ok(exit);
    }
    context.show_problems(&mutation.problems, &resolved.sources);
    let title = report::summary::title(&resolved, today, style);
    output::results(&format!("{title}{}", report::mutation::account(&resolved, &mutation, style)));
    Ok(exit)
}

fn asked(matches: &ArgMatches) -> Asked {
    let usual = Asked::usual();
    let acts = matches.get_one::<u32>("max-acts").copied().unwrap_or(usual.options.acts);
    let courses = !matches.get_flag("without-courses");
    let options = Options { courses, acts, ..usual.options };
    Asked { options, only: matches.get_one::<String>("only").cloned() }
}

/// Good if no more go unnoticed than was said, and every waiver is in order.
fn exit(matches: &ArgMatches, mutation: &Mutation) -> Exit {
    let number = |name: &str| matches.get_one::<u32>(name).map(|n| *n as usize);
    let most = match (number("threshold"), number("allow")) {
        (Some(percent), _) => mutation.judged.len() * percent / 100,
        (None, Some(most)) => most,
        (None, None) => 0,
    };
    let good = mutation.survivors().count() <= most && mutation.problems.is_empty();
    let begun = if good { Exit::Good } else { Exit::NotProved };
    begun.unless_wrong(&mutation.problems)
}
