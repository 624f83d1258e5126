//! The answers over a period, in JSON.

use serde::Serialize;

use crate::pipeline::judge::Standing;
use crate::report::period::{Account, Turned};
use crate::report::{account, verdict};

/// The whole period.
#[derive(Debug, Serialize)]
pub struct Told {
    from: String,
    to: String,
    wordings: Vec<Wording>,
    properties: Vec<Property>,
    turns: Vec<Turn>,
}

/// From when a wording is in force, and by which amendments.
#[derive(Debug, Serialize)]
struct Wording {
    from: String,
    amendments: Vec<String>,
}

/// An instance of a claim, and its answer in each wording; null where there is none.
#[derive(Debug, Serialize)]
struct Property {
    claim: String,
    instance: Vec<String>,
    answers: Vec<Option<Answered>>,
}

#[derive(Debug, Serialize)]
struct Answered {
    verdict: &'static str,
    /// Whether it is a known finding.
    expected: bool,
}

/// An answer that is another one from some day on, and why.
#[derive(Debug, Serialize)]
struct Turn {
    claim: String,
    instance: Vec<String>,
    day: String,
    amendments: Vec<String>,
    before: &'static str,
    after: &'static str,
    reworded: bool,
    /// The provisions that changed, and on which the answer turns.
    because: Vec<String>,
    /// From what to what, and why, in a sentence.
    sentence: String,
    told: Vec<String>,
}

/// The period for programs.
pub fn told(all: &Account) -> Told {
    let period = all.period;
    let wording = |it: &crate::pipeline::period::Wording| Wording {
        from: it.day.0.to_string(),
        amendments: it.amendments.clone(),
    };
    let property = |key: &crate::pipeline::period::Key| Property {
        claim: key.0.clone(),
        instance: key.1.clone(),
        answers: period
            .wordings
            .iter()
            .map(|it| {
                let known = it.answers.get(key)?;
                let verdict = verdict::shown(&known.answer.verdict).key;
                Some(Answered { verdict, expected: matches!(known.standing, Standing::Expected(_)) })
            })
            .collect(),
    };
    Told {
        from: period.from.0.to_string(),
        to: period.to.0.to_string(),
        wordings: period.wordings.iter().map(wording).collect(),
        properties: period.keys.iter().map(property).collect(),
        turns: all.turns.iter().map(|turned| turn(all, turned)).collect(),
    }
}

fn turn(all: &Account, turned: &Turned) -> Turn {
    let (claim, instance) = turned.flip.key.clone();
    Turn {
        claim,
        instance,
        day: turned.wording.day.0.to_string(),
        amendments: turned.wording.amendments.clone(),
        before: turned.before.key,
        after: turned.after.key,
        reworded: turned.flip.cause.reworded,
        because: turned.flip.cause.provisions.clone(),
        sentence: turned.sentence.clone(),
        told: account::lines(turned.wording.model(), &turned.parts, all.lang),
    }
}
