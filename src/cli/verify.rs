//! `kitei verify`: every claim proved, refuted, or shown to fail by a world told in the regulation's words.

use std::time::Instant;

use clap::{ArgAction, ArgMatches, Command};

use super::exit::{Exit, Ran, Stop};
use super::load::{self, given_path};
use super::surroundings::Format;
use super::{Context, Entry, arguments, find, hand_over, output, progress};
use crate::pipeline::judge::{self, Judgement};
use crate::pipeline::{Resolved, Verified};
use crate::problem::catalogue::input;
use crate::problem::{Lang, Problem, Text};
use crate::proof::{Failure, Options};
use crate::report;
use crate::syntax::calendar::Date;

pub(super) const ENTRY: Entry = Entry { name: "verify", define, run };

fn define(lang: Lang) -> Command {
    let usage = Text { en: "kitei verify [OPTIONS] [PATH]", ja: "kitei verify [オプション] [場所]" };
    let about = Text {
        en: "Prove every claim about a regulation, or show how it fails",
        ja: "規程についての検証をすべて行ない、成り立たないものは反例を示す",
    };
    let claim = arguments::option(
        lang,
        "claim",
        Text { en: "NAME", ja: "名前" },
        Text {
            en: "Only this claim (may be given several times)",
            ja: "この検証だけを行なう(何度でも書ける)",
        },
    );
    let timings =
        Text { en: "Tell how long each stage took", ja: "段階ごとにかかった時間を示す" };
    let own =
        [arguments::path(lang), claim.action(ArgAction::Append), arguments::flag(lang, "timings", timings)];
    arguments::command(lang, "verify", usage, about, own)
}

fn run(matches: &ArgMatches, context: &Context) -> Ran {
    let Some(prover) = context.prover else { return hand_over::to_prover(&context.args) };
    let mut clock = Clock::new(matches.get_flag("timings"));
    let loaded = load::regulation(given_path(matches))?;
    clock.note(Text { en: "read", ja: "読込" });
    let resolved = loaded.parse().resolve();
    clock.note(Text { en: "resolve", ja: "解決" });
    let options = Options { claims: claims(matches, &resolved)?, ..Options::default() };
    let verified = progress::watch(context.surroundings, || resolved.verify(prover, &options));
    clock.note(Text { en: "prove", ja: "証明" });
    if let Some(failure) = &verified.report.failure {
        return Err(failed(failure));
    }
    let today = context.today(matches)?;
    let judgement = judge::judge(&verified.resolved.model, &verified.report, today, report::verdict::word);
    let exit = exit(&verified, &judgement);
    show(context, &verified, &judgement, today, &clock, exit);
    Ok(exit)
}

fn show(
    context: &Context,
    verified: &Verified,
    judgement: &Judgement,
    today: Date,
    clock: &Clock,
    exit: Exit,
) {
    let style = context.surroundings.out;
    if context.surroundings.format == Format::Json {
        return output::results(&report::json::verified(verified, judgement, today, style.lang, exit.code()));
    }
    let known = verified.resolved.problems.iter().filter(|p| p.is_error());
    let problems: Vec<_> =
        known.chain(&verified.report.problems).chain(&judgement.problems).cloned().collect();
    context.show_problems(&problems, &verified.resolved.sources);
    let model = &verified.resolved.model;
    let mut text = report::summary::title(model, today, style);
    text.push_str(&report::claims::answers(model, &verified.report, judgement, style));
    text.push('\n');
    text.push_str(&report::claims::tally(&verified.report, judgement, style));
    text.push('\n');
    if clock.on {
        text.push_str(&report::claims::efforts(model, &verified.report, style));
        text.push_str(&clock.told(style.lang));
    }
    output::results(&text);
}

fn exit(verified: &Verified, judgement: &Judgement) -> Exit {
    let begun = if judgement.is_good() { Exit::Good } else { Exit::NotProved };
    begun.unless_wrong(&verified.resolved.problems).unless_wrong(&verified.report.problems)
}

/// The claims asked for; every one of them must exist.
fn claims(matches: &ArgMatches, resolved: &Resolved) -> Result<Vec<String>, Stop> {
    let wanted: Vec<&String> = matches.get_many::<String>("claim").unwrap_or_default().collect();
    let names: Vec<&str> = resolved.model.claims.iter().map(|c| c.name.as_str()).collect();
    let what = Text { en: "claim", ja: "検証" };
    wanted.into_iter().map(|name| Ok(find::name(name, &names, what)?.to_string())).collect()
}

fn failed(failure: &Failure) -> Stop {
    Stop::tool(Problem::new(&input::PROVER_FAILED).plain("why", failure.to_string()).help("report"))
}

/// How long each stage took, if anybody wants to know.
struct Clock {
    on: bool,
    last: Instant,
    stages: Vec<(Text, f64)>,
}

impl Clock {
    fn new(on: bool) -> Self {
        Self { on, last: Instant::now(), stages: Vec::new() }
    }

    fn note(&mut self, stage: Text) {
        self.stages.push((stage, self.last.elapsed().as_secs_f64() * 1000.0));
        self.last = Instant::now();
    }

    fn told(&self, lang: Lang) -> String {
        let stages: Vec<_> =
            self.stages.iter().map(|(s, ms)| format!("{} {ms:.1} ms", s.get(lang))).collect();
        format!("{}\n", stages.join(", "))
    }
}
