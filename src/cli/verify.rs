//! `kitei verify`: every claim proved, refuted, or shown to fail by a world told in the regulation's words.

mod gate;
pub(super) mod limits;
mod period;
mod watch;

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::exit::{Exit, Ran, Stop};
use super::load::{self, given_path};
use super::outputs::{self, Outputs};
use super::{Context, Entry, arguments, find, hand_over, output, progress, read};
use crate::pipeline::judge::{self, Judgement};
use crate::pipeline::{Resolved, Verified};
use crate::problem::catalogue::input;
use crate::problem::{Lang, Problem, Text};
use crate::proof::{Failure, Options, Watch};
use crate::report::outcome::{Finding, Outcome};
use crate::report::{self, Style};
use crate::syntax::calendar::Date;
use gate::Gate;
use watch::{Each, Emit, Second, Tally};

pub(super) const ENTRY: Entry = Entry { name: "verify", formats: super::REPORTS, define, run };

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
    let mermaid = Text {
        en: "Draw the courses of events, as a Markdown page with Mermaid sequence diagrams",
        ja: "経過を、Mermaid のシーケンス図を含む Markdown で書く",
    };
    let [cross, emit, second] = doubts(lang);
    let timings = arguments::flag(lang, "timings", timings);
    let [acts, people, effort, still] = limits::options(lang);
    let claim = claim.action(ArgAction::Append);
    let mermaid = arguments::flag(lang, "mermaid", mermaid).conflicts_with_all(["output", "format"]);
    let [gate, stakes, assumptions, absences, audit, clean] = asked_besides(lang);
    let [from, to, afresh] = period::options(lang);
    let own = [
        arguments::path(lang),
        claim,
        mermaid,
        timings,
        acts,
        people,
        effort,
        still,
        gate,
        stakes,
        assumptions,
        absences,
        audit,
        clean,
        from,
        to,
        afresh,
        cross,
        emit,
        second,
        outputs::option(lang),
    ];
    arguments::command(lang, "verify", usage, about, own)
}

/// What is found out besides verdicts.
fn asked_besides(lang: Lang) -> [Arg; 6] {
    let absences = Text {
        en: "Of what is possible, find out whose absence makes it impossible",
        ja: "できることについて、だれが不在だとできなくなるかを調べる",
    };
    let gate = Text {
        en: "Fail unless everything is proved or explained, findings and scenarios included",
        ja: "指摘や事例も含めて、すべてが成り立つか説明されていなければ失敗とする",
    };
    let stakes = Text {
        en: "Of what is proved, find out which provisions are at stake",
        ja: "成り立つことについて、どの条項が変わると揺らぐかを調べる",
    };
    let assumptions = Text {
        en: "Of what is violated, find out which declared assumptions would make it hold",
        ja: "違反について、どの仮定を置けば成り立つかを調べる",
    };
    let audit = Text {
        en: "Leave out the checks that need no property",
        ja: "検証として書かれていない点検をしない",
    };
    let clean = Text {
        en: "After an amendment, leave out what may have come about under the wording before it",
        ja: "改正の後について、前の本文の下で生じたことは考えない",
    };
    [
        arguments::flag(lang, "gate", gate),
        arguments::flag(lang, "at-stake", stakes),
        arguments::flag(lang, "assumptions", assumptions),
        arguments::flag(lang, "absences", absences),
        arguments::flag(lang, "no-audit", audit),
        arguments::flag(lang, "clean-start", clean),
    ]
}

/// For those who do not take the prover's word.
fn doubts(lang: Lang) -> [Arg; 3] {
    let cross = Text {
        en: "Prove in two ways wherever there are two, and compare",
        ja: "二通りの証明ができるものは両方を行なって比べる",
    };
    let emit = Text {
        en: "Write every question to the solver into this folder, as SMT-LIB 2",
        ja: "ソルバーへの問いをすべて SMT-LIB 2 でこのディレクトリに書く",
    };
    let second = Text {
        en: "Ask this solver every question again, and stop if it answers differently",
        ja: "すべての問いをこのソルバーにも尋ね、答えが違えば止まる",
    };
    [
        arguments::flag(lang, "cross-check", cross),
        arguments::option(lang, "emit-smt2", Text { en: "DIR", ja: "ディレクトリ" }, emit)
            .value_parser(clap::value_parser!(PathBuf)),
        arguments::choice(lang, "second-solver", "cvc5", second),
    ]
}

fn run(matches: &ArgMatches, context: &Context) -> Ran {
    let outputs = Outputs::of(matches, context)?;
    attempt(matches, context, &outputs).or_else(|stop| outputs.stopped("verify", stop, context))
}

fn attempt(matches: &ArgMatches, context: &Context, outputs: &Outputs) -> Ran {
    let Some(prover) = context.prover else { return hand_over::to_prover(&context.args) };
    let doubts = Doubts::of(matches)?;
    let options = Options {
        absences: matches.get_flag("absences"),
        stakes: matches.get_flag("at-stake"),
        assumptions: matches.get_flag("assumptions"),
        cross_check: matches.get_flag("cross-check"),
        watch: doubts.watch(),
        ..limits::of(matches)
    };
    if period::is_asked(matches) {
        let exit = period::run(matches, context, outputs, (prover, options))?;
        doubts.tell(context);
        return Ok(exit);
    }
    let mut clock = Clock::new(matches.get_flag("timings"));
    let loaded = load::regulation(given_path(matches))?;
    clock.note(Text { en: "read", ja: "読込" });
    let parsed = loaded.parse();
    let day = context.day(matches)?;
    let before = if matches.get_flag("clean-start") { Vec::new() } else { parsed.before(day) };
    let resolved = parsed.at(day).resolve();
    clock.note(Text { en: "resolve", ja: "解決" });
    let today = context.today(matches)?;
    let options = Options { claims: claims(matches, &resolved)?, ..options };
    let verified = progress::watch(context.surroundings, || resolved.verify(prover, &options));
    clock.note(Text { en: "prove", ja: "証明" });
    let verified = if options.claims.is_empty() && !matches.get_flag("no-audit") {
        let verified = progress::watch(context.surroundings, || verified.audited(prover, &options));
        clock.note(Text { en: "audit", ja: "点検" });
        verified
    } else {
        verified
    };
    let verified = if before.is_empty() {
        verified
    } else {
        let verified = progress::watch(context.surroundings, || verified.across(&before, prover, &options));
        clock.note(Text { en: "across the date", ja: "施行日をまたぐ経過" });
        verified
    };
    if let Some(failure) = &verified.report.failure {
        return Err(failed(failure));
    }
    let judgement = judge::judge(&verified.resolved.model, &verified.report, today, report::verdict::word);
    let gate = matches.get_flag("gate").then(|| Gate::new(&verified, &judgement));
    let exit = exit(&verified, &judgement, gate.as_ref());
    // Of rules that could not be read there is nothing to say.
    let gate = gate.filter(|_| exit != Exit::WrongInput);
    if matches.get_flag("mermaid") {
        draw(context, &verified);
    } else {
        let shown = Shown { verified: &verified, judgement: &judgement, gate: gate.as_ref(), today };
        shown.show(context, outputs, &clock, exit)?;
    }
    doubts.tell(context);
    Ok(exit)
}

/// Who else sees the questions.
struct Doubts {
    emit: Option<Arc<Emit>>,
    second: Option<Arc<Second>>,
}

impl Doubts {
    fn of(matches: &ArgMatches) -> Result<Self, Stop> {
        let dir = matches.get_one::<PathBuf>("emit-smt2");
        if let Some(dir) = dir {
            fs::create_dir_all(dir).map_err(|error| {
                let problem = Problem::new(&input::UNWRITABLE).name("path", read::shown(dir));
                problem.arg("why", read::why(&error))
            })?;
        }
        let emit = dir.map(|dir| Arc::new(Emit { dir: dir.clone() }));
        let second = matches.contains_id("second-solver").then(Second::start).transpose();
        let second = second.map_err(|error| {
            let problem = Problem::new(&input::NO_SECOND_SOLVER).name("program", Second::PROGRAM);
            Stop::tool(problem.arg("why", read::why(&error)).help("install"))
        })?;
        Ok(Self { emit, second: second.map(Arc::new) })
    }

    fn watch(&self) -> Option<Arc<dyn Watch>> {
        let emit = self.emit.iter().map(|emit| Arc::clone(emit) as Arc<dyn Watch>);
        let second = self.second.iter().map(|second| Arc::clone(second) as Arc<dyn Watch>);
        let mut all: Vec<_> = emit.chain(second).collect();
        if all.len() < 2 { all.pop() } else { Some(Arc::new(Each(all))) }
    }

    /// How the second solver answered.
    fn tell(&self, context: &Context) {
        let Some(second) = &self.second else { return };
        let Tally { confirmed, open, unanswered } = second.tally();
        let program = Second::PROGRAM;
        output::remarks(&match context.surroundings.lang {
            Lang::En => format!(
                "{program} confirmed {confirmed} answers of the solver, gave up on {open}, and was not asked {unanswered}\n"
            ),
            Lang::Ja => format!(
                "{program}: ソルバーの答えのうち確認{confirmed}件、決められなかったもの{open}件、尋ねなかったもの{unanswered}件\n"
            ),
        });
    }
}

/// The courses as drawings, and whatever is wrong with the regulation.
fn draw(context: &Context, verified: &Verified) {
    let problems: Vec<_> = verified.resolved.problems.iter().filter(|p| p.is_error()).cloned().collect();
    context.show_problems(&problems, &verified.resolved.sources);
    let (model, lang) = (verified.model(), context.surroundings.lang);
    output::results(&report::sequence::page(model, &verified.report, lang));
}

/// A run, to be shown.
struct Shown<'a> {
    verified: &'a Verified,
    judgement: &'a Judgement,
    gate: Option<&'a Gate>,
    today: Date,
}

impl Shown<'_> {
    fn show(&self, context: &Context, outputs: &Outputs, clock: &Clock, exit: Exit) -> Result<(), Stop> {
        let Self { verified, judgement, gate, today } = *self;
        let lang = context.surroundings.lang;
        let findings = self.findings();
        let mut outcome = Outcome::verified(verified, judgement, findings, today, lang, exit.code());
        outcome.gate = gate.map(|gate| gate.told(lang));
        let problems = self.problems();
        let text = |style| {
            let problems = report::text::digest(&problems, &verified.resolved.sources, style);
            (problems, self.text(clock, style))
        };
        let json = || report::json::verified(verified, judgement, today, lang, exit.code());
        outputs.write(&outcome, text, json, context)
    }

    fn text(&self, clock: &Clock, style: Style) -> String {
        let Self { verified, judgement, gate, today } = *self;
        let model = verified.model();
        let mut text = report::summary::title(&verified.resolved, today, style);
        text.push_str(&report::claims::answers(model, &verified.report, judgement, style));
        text.push('\n');
        text.push_str(&report::claims::conclusion(verified, judgement, style));
        text.push('\n');
        if let Some(gate) = gate {
            text.push_str(&gate.told(style.lang));
            text.push('\n');
        }
        if clock.on {
            text.push_str(&report::claims::efforts(model, &verified.report, style));
            text.push_str(&clock.told(style.lang));
        }
        text
    }

    /// Everything found, and what of it makes the run fail.
    fn findings(&self) -> Vec<Finding<'_>> {
        let Self { verified, judgement, gate, .. } = *self;
        let held = |problem: &Problem| gate.is_some() && gate::is_finding(problem);
        let fails = |problem: &Problem| problem.is_error() || problem.is_raised() || held(problem);
        let told = |problem| Finding { problem, fails: fails(problem) };
        let wrong = |problem| Finding { problem, fails: true };
        let known = verified.resolved.problems.iter().map(told);
        let scenarios = gate.iter().flat_map(|gate| &gate.scenarios).map(wrong);
        let unmet = judgement.problems.iter().map(wrong);
        known
            .chain(scenarios)
            .chain(verified.report.problems.iter().map(wrong))
            .chain(unmet)
            .chain(verified.findings.iter().map(told))
            .collect()
    }

    /// What is wrong, and with a gate what is left to be explained.
    fn problems(&self) -> Vec<Problem> {
        let Self { verified, judgement, gate, .. } = *self;
        let always = |problem: &&Problem| problem.is_error() || problem.is_raised() && gate.is_none();
        let known = verified.resolved.problems.iter().filter(always);
        let held = gate.iter().flat_map(|gate| gate.findings.iter().chain(&gate.scenarios));
        known
            .chain(held)
            .chain(&verified.report.problems)
            .chain(&judgement.problems)
            .chain(&verified.findings)
            .cloned()
            .collect()
    }
}

fn exit(verified: &Verified, judgement: &Judgement, gate: Option<&Gate>) -> Exit {
    let begun =
        if judgement.is_good() && gate.is_none_or(Gate::is_open) { Exit::Good } else { Exit::NotProved };
    let (known, findings) = (&verified.resolved.problems, &verified.findings);
    let begun = begun.unless_raised(known).unless_raised(findings);
    begun.unless_wrong(known).unless_wrong(&verified.report.problems)
}

/// The claims asked for; every one of them must exist.
fn claims(matches: &ArgMatches, resolved: &Resolved) -> Result<Vec<String>, Stop> {
    let wanted: Vec<&String> = matches.get_many::<String>("claim").unwrap_or_default().collect();
    let names: Vec<&str> = resolved.model.claims.iter().map(|c| c.name.as_str()).collect();
    let what = Text { en: "claim", ja: "検証" };
    wanted.into_iter().map(|name| Ok(find::name(name, &names, what)?.to_string())).collect()
}

/// What is said when the prover fails.
pub(super) fn failed(failure: &Failure) -> Stop {
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
