//! The answers over a period in JUnit's XML: a suite for every wording, a case for every instance of a claim.

use super::super::period::{Account, name};
use super::super::style::Style;
use super::super::{account, text, verdict};
use super::{Case, State, suites};
use crate::pipeline::judge::Standing;
use crate::pipeline::period::{Known, Wording};
use crate::problem::Problem;
use crate::proof::{Reason, Verdict};

/// The report of a period.
pub fn draw(all: &Account) -> String {
    let suite = |wording: &Wording| {
        let problems = wording.problems.iter().map(|it| problem(all, wording, it));
        let answers = wording.answers.iter().map(|(key, known)| answer(all, wording, &key.0, known));
        (all.wording(wording), problems.chain(answers).collect::<Vec<_>>())
    };
    let drawn: Vec<(String, Vec<Case>)> = all.period.wordings.iter().map(suite).collect();
    suites(
        "verify",
        drawn
            .iter()
            .map(|(name, _)| name.clone())
            .collect::<Vec<_>>()
            .iter()
            .map(String::as_str)
            .zip(drawn.into_iter().map(|(_, cases)| cases)),
    )
}

fn problem(all: &Account, wording: &Wording, problem: &Problem) -> Case {
    let message = problem.message(all.lang);
    let (found, style) = (std::slice::from_ref(problem), Style::plain(all.lang));
    Case {
        class: problem.entry.code.to_string(),
        name: message.clone(),
        state: State::Error,
        kind: problem.entry.code.to_string(),
        message,
        told: text::problems(found, &wording.resolved.sources, style),
    }
}

fn answer(all: &Account, wording: &Wording, claim: &str, known: &Known) -> Case {
    let (model, shown) = (wording.model(), verdict::shown(&known.answer.verdict));
    let message = all.say(shown.word).to_string();
    let state = match (known.standing, &known.answer.verdict) {
        (Standing::Green, _) => State::Passed,
        (Standing::Expected(index), _) => {
            let why = account::known(&wording.resolved.model.expects[index], all.lang);
            State::Skipped(format!("{message} – {why}"))
        }
        (Standing::Open, Verdict::Undecided(Reason::Hole)) => State::Error,
        (Standing::Open, _) => State::Failed,
    };
    Case {
        class: claim.to_string(),
        name: name(model, &known.answer),
        state,
        kind: shown.key.to_string(),
        told: message.clone(),
        message,
    }
}
