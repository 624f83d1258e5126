//! What becomes of the claims: only those are verified again that can have another answer.

use std::collections::BTreeSet;

use crate::amend::joint::Joint;
use crate::model::Model;
use crate::pipeline::compared::{self, Choices, answers, are_same, key};
use crate::pipeline::judge::{self, Standing};
use crate::pipeline::{Prover, cones};
use crate::problem::Problem;
use crate::proof::{Answer, Failure, Options, Verdict};
use crate::syntax::calendar::Date;

/// The answer to one instance of a claim, before and after; not the same.
#[derive(Debug)]
pub struct Answered {
    pub claim: String,
    pub instance: Vec<String>,
    /// None: the old wording has no such claim or instance.
    pub before: Option<Verdict>,
    pub after: Option<Verdict>,
    /// Whether the claim itself says something else.
    pub reworded: bool,
    pub turn: Turn,
    /// The new answer with its course, articles and readings.
    pub answer: Option<Answer>,
    /// Whether the new wording says with a reason that it is so, or it is proved; none without a new answer.
    pub standing: Standing,
}

impl Answered {
    /// Whether it is worse, and the new wording does not say so itself with a reason.
    pub fn is_held_against(&self) -> bool {
        self.turn == Turn::Worse && !matches!(self.standing, Standing::Expected(_))
    }
}

/// The answer to one instance of a claim, the same before and after.
#[derive(Debug)]
pub struct Kept {
    pub claim: String,
    pub instance: Vec<String>,
    /// In the new wording.
    pub verdict: Verdict,
}

/// Whether it is better or worse than before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turn {
    Worse,
    Otherwise,
    Better,
}

/// What becomes of all claims.
pub struct Comparison {
    /// Every instance with another answer.
    pub answers: Vec<Answered>,
    pub kept: Vec<Kept>,
    /// Every answer of the new wording that was asked for, in order.
    pub after: Vec<Answer>,
    /// How many claims were verified, of how many.
    pub asked: (usize, usize),
    /// What is wrong with claims of the old wording, and of the new.
    pub problems: [Vec<Problem>; 2],
}

/// Every instance with another answer; and how many claims were verified, of how many.
pub fn compared(
    joint: &Joint,
    (old, new): (&Model, &Model),
    prover: Prover,
    options: &Options,
    today: Date,
) -> Result<Comparison, Failure> {
    let reworded = joint.reworded(old, new);
    let names = cones::concerned(joint, &reworded, (old, new));
    let of = |model: &Model| -> Vec<String> {
        let own = model.claims.iter().map(|claim| &claim.name);
        own.filter(|name| names.contains(*name)).cloned().collect()
    };
    let before = answers(old, prover, of(old), options)?;
    let after = answers(new, prover, of(new), options)?;
    let total: BTreeSet<&str> =
        old.claims.iter().chain(&new.claims).map(|claim| claim.name.as_str()).collect();
    let (mut found, mut kept) = (Vec::new(), Vec::new());
    let mut known: BTreeSet<(String, Vec<String>)> = BTreeSet::new();
    for answer in &after.answers {
        let key = key(new, answer);
        let earlier = before.answers.iter().find(|other| compared::key(old, other) == key);
        known.insert(key.clone());
        if earlier.is_some_and(|earlier| are_same((old, &earlier.verdict), (new, &answer.verdict))) {
            let (claim, instance) = key;
            kept.push(Kept { claim, instance, verdict: answer.verdict.bare() });
            continue;
        }
        let turn = match earlier {
            Some(earlier) => turn((old, &earlier.verdict), (new, &answer.verdict)),
            // A new claim that does not hold is a new violation.
            None if answer.verdict.is_green() => Turn::Otherwise,
            None => Turn::Worse,
        };
        let reworded = reworded.contains(&key.0);
        let (claim, instance) = key;
        found.push(Answered {
            claim,
            instance,
            before: earlier.map(|earlier| earlier.verdict.bare()),
            after: Some(answer.verdict.bare()),
            reworded,
            turn,
            standing: judge::standing(new, answer, today),
            answer: Some(answer.clone()),
        });
    }
    let gone = before.answers.into_iter().filter(|answer| !known.contains(&key(old, answer)));
    found.extend(gone.map(|answer| self::gone(old, new, &answer, &reworded)));
    found.sort_by_key(|answered| answered.turn);
    let problems = [before.problems, after.problems];
    let asked = (names.len(), total.len());
    Ok(Comparison { answers: found, kept, after: after.answers, asked, problems })
}

/// An answer that the new wording does not have.
fn gone(old: &Model, new: &Model, answer: &Answer, reworded: &BTreeSet<String>) -> Answered {
    let key = key(old, answer);
    let turn = if answer.verdict.is_green() && !is_moot(&key, new) { Turn::Worse } else { Turn::Otherwise };
    let (claim, instance) = key;
    Answered {
        reworded: reworded.contains(&claim),
        claim,
        instance,
        before: Some(answer.verdict.bare()),
        after: None,
        turn,
        answer: None,
        standing: Standing::Open,
    }
}

/// Whether the claim is still there, and something that the instance is about is not.
fn is_moot((claim, instance): &(String, Vec<String>), new: &Model) -> bool {
    let known = |name: &String| {
        new.kinds.iter().any(|kind| kind.elements.iter().any(|element| element.name == *name))
    };
    new.claims.iter().any(|other| other.name == *claim) && !instance.iter().all(known)
}

/// How far a verdict is from a proof.
fn distance(verdict: &Verdict) -> u8 {
    match verdict {
        Verdict::Proved => 0,
        Verdict::ProvedAssuming => 1,
        Verdict::ProvedWithoutTransfers => 2,
        Verdict::TurnsOnReading(_) => 3,
        Verdict::Silent => 4,
        Verdict::Undecided(_) => 5,
        Verdict::Vacuous => 6,
        Verdict::Violated => 7,
        Verdict::ViolatedAlways | Verdict::Refuted => 8,
    }
}

/// Whether an answer is better or worse, under any combination of readings that both of them allow. What was broken and
/// now never arises, or was known and is now open, is not better.
fn turn(before: (&Model, &Verdict), after: (&Model, &Verdict)) -> Turn {
    let (one, two) = (compared::cases(before.0, before.1), compared::cases(after.0, after.1));
    let pairs = one.iter().flat_map(|(choices, verdict)| {
        let meet = two.iter().filter(move |(others, _)| agree(choices, others));
        meet.map(move |(_, other)| plain_turn(verdict, other))
    });
    let turns: Vec<Turn> = pairs.collect();
    let all = turns.iter().copied();
    match (all.clone().min(), all.max()) {
        (Some(Turn::Worse), _) => Turn::Worse,
        (Some(_), Some(Turn::Better)) => Turn::Better,
        _ => Turn::Otherwise,
    }
}

/// Whether both can be chosen.
fn agree(one: &Choices, other: &Choices) -> bool {
    one.iter().all(|(reading, option)| other.iter().all(|(same, chosen)| same != reading || chosen == option))
}

fn plain_turn(before: &Verdict, after: &Verdict) -> Turn {
    match distance(before).cmp(&distance(after)) {
        std::cmp::Ordering::Less => Turn::Worse,
        std::cmp::Ordering::Equal => Turn::Otherwise,
        std::cmp::Ordering::Greater => match after {
            Verdict::Vacuous | Verdict::Undecided(_) => Turn::Otherwise,
            _ => Turn::Better,
        },
    }
}
