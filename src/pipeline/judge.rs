//! What answers mean for the run: green, expected as they are, or neither. Known findings have a reason and a term.

use std::collections::BTreeSet;

use crate::model::{Allow, Expect, Model};
use crate::problem::catalogue::verdict as entries;
use crate::problem::{Arg, Problem, Text};
use crate::proof::{Answer, Case, Reason, Report, Verdict};
use crate::source::Span;
use crate::syntax::calendar::Date;
use crate::syntax::tree::VerdictWord;

/// How an answer stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Proved.
    Green,
    /// A known finding, within its term; the index of its `expect`.
    Expected(usize),
    /// Neither.
    Open,
}

/// Every answer's standing, in order, and what is wrong with the expectations.
#[derive(Debug, Clone, Default)]
pub struct Judgement {
    pub standings: Vec<Standing>,
    pub problems: Vec<Problem>,
}

impl Judgement {
    /// Whether nothing is open and every expectation is met.
    pub fn is_good(&self) -> bool {
        self.problems.is_empty() && !self.standings.contains(&Standing::Open)
    }
}

/// Compares the answers with what the model expects of them, on the day `today`.
pub fn judge(model: &Model, report: &Report, today: Date, say: fn(VerdictWord) -> Text) -> Judgement {
    let judgement = Judgement { problems: expired(model, today), ..Judgement::default() };
    let mut judge = Judge { model, today, say, unmet: BTreeSet::new(), judgement };
    for answer in &report.answers {
        let standing = judge.answer(answer);
        judge.judgement.standings.push(standing);
    }
    judge.judgement
}

/// How one answer stands, on the day `today`.
pub fn standing(model: &Model, answer: &Answer, today: Date) -> Standing {
    let (say, unmet) = (|_| Text { en: "", ja: "" }, BTreeSet::new());
    Judge { model, today, say, unmet, judgement: Judgement::default() }.answer(answer)
}

/// Findings accepted by `allow` whose term has passed on the day `today`.
pub fn expired(model: &Model, today: Date) -> Vec<Problem> {
    expired_of(model.allows.iter(), today)
}

/// The same of these lines alone.
pub fn expired_of<'a>(allows: impl Iterator<Item = &'a Allow>, today: Date) -> Vec<Problem> {
    let term = |allow: &Allow| allow.until.filter(|until| *until < today).map(|until| (allow.span, until));
    let passed = allows.filter_map(|allow| Some((term(allow)?, &allow.reason)));
    passed.map(|((span, until), reason)| term_passed(span, until, today, reason)).collect()
}

fn term_passed(span: Span, until: Date, today: Date, reason: &str) -> Problem {
    Problem::new(&entries::TERM_PASSED)
        .plain("until", until.0.to_string())
        .plain("today", today.0.to_string())
        .label_with(span, "until", vec![("reason", Arg::Plain(reason.to_string()))])
        .help("mend")
}

struct Judge<'a> {
    model: &'a Model,
    today: Date,
    say: fn(VerdictWord) -> Text,
    /// Expectations reported already: one that speaks of all instances is told once.
    unmet: BTreeSet<usize>,
    judgement: Judgement,
}

impl Judge<'_> {
    fn answer(&mut self, answer: &Answer) -> Standing {
        let of_this =
            |e: &Expect| e.claim == answer.claim && (e.instance.is_empty() || e.instance == answer.instance);
        let (mut expected, mut failed) = (Vec::new(), false);
        for (index, expect) in self.model.expects.iter().enumerate().filter(|(_, e)| of_this(e)) {
            if !matches(answer, expect) {
                failed = true;
                self.unmet(index, expect, answer);
            } else if expect.until.is_some_and(|until| until < self.today) {
                failed = true;
                self.expired(index, expect);
            } else {
                expected.push(index);
            }
        }
        let lines: Vec<&Expect> = expected.iter().map(|index| &self.model.expects[*index]).collect();
        match expected.first() {
            Some(index) if !failed && is_covered(&answer.verdict, &lines) => Standing::Expected(*index),
            _ if answer.verdict.is_green() => Standing::Green,
            _ => Standing::Open,
        }
    }

    fn unmet(&mut self, index: usize, expect: &Expect, answer: &Answer) {
        // What is not verified at all says nothing about the expectation.
        if answer.verdict == Verdict::Undecided(Reason::Hole) || !self.unmet.insert(index) {
            return;
        }
        let claim = &self.model.claims[answer.claim.index()];
        let found = found(&answer.verdict, expect);
        let help = if found == VerdictWord::Proved { "remove" } else { "look" };
        let problem = Problem::new(&entries::EXPECTATION_UNMET)
            .name("claim", claim.name.clone())
            .arg("expected", Arg::Word((self.say)(expect.verdict)))
            .arg("found", Arg::Word((self.say)(found)))
            .label(expect.span, "expected")
            .help(help);
        let problem = match claim.origin.span {
            Some(span) => problem.label(span, "claim"),
            None => problem,
        };
        self.judgement.problems.push(problem);
    }

    fn expired(&mut self, index: usize, expect: &Expect) {
        let Some(until) = expect.until.filter(|_| self.unmet.insert(index)) else { return };
        self.judgement.problems.push(term_passed(expect.span, until, self.today, &expect.reason));
    }
}

/// Whether the answer is what the expectation says, under the readings that it names.
fn matches(answer: &Answer, expect: &Expect) -> bool {
    found(&answer.verdict, expect) == expect.verdict
}

/// The verdict that the expectation is about: that under the readings it names, if it does not turn on others.
fn found(verdict: &Verdict, expect: &Expect) -> VerdictWord {
    match verdict {
        Verdict::TurnsOnReading(cases) if !expect.readings.is_empty() => {
            let meant = cases.iter().filter(|case| case.readings.iter().all(|r| agrees(expect, *r)));
            let mut words: Vec<VerdictWord> = meant.map(|case| word(&case.verdict)).collect();
            words.dedup();
            if let [only] = words[..] { only } else { VerdictWord::TurnsOnReading }
        }
        other => word(other),
    }
}

/// Whether what does not hold is known under every reading: a line that names a reading says nothing of the others.
fn is_covered(verdict: &Verdict, lines: &[&Expect]) -> bool {
    let Verdict::TurnsOnReading(cases) = verdict else { return true };
    let known = |case: &Case| lines.iter().any(|line| case.readings.iter().all(|r| agrees(line, *r)));
    cases.iter().all(|case| case.verdict.is_green() || known(case))
}

/// Whether the choice is one that the expectation makes, or about a reading that it leaves open.
fn agrees(expect: &Expect, choice: crate::model::ReadingChoice) -> bool {
    expect.readings.iter().all(|e| e.reading != choice.reading || e.option == choice.option)
}

/// The word for a verdict in the language itself.
pub fn word(verdict: &Verdict) -> VerdictWord {
    match verdict {
        Verdict::Proved | Verdict::ProvedAssuming | Verdict::ProvedWithoutTransfers => VerdictWord::Proved,
        Verdict::Violated => VerdictWord::Violated,
        Verdict::ViolatedAlways => VerdictWord::ViolatedAlways,
        Verdict::Vacuous => VerdictWord::Vacuous,
        Verdict::Silent => VerdictWord::Silent,
        Verdict::TurnsOnReading(_) => VerdictWord::TurnsOnReading,
        Verdict::Refuted => VerdictWord::Refuted,
        Verdict::Undecided(_) => VerdictWord::Undecided,
    }
}
