//! Whose absence makes something impossible: what `--absences` says is what is proved of the same regulation in which
//! every act is forbidden to whoever holds the post.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)] // a test that panics has failed, and says where

mod oracle;

use std::collections::BTreeMap;
use std::fmt::Write;

use kitei::model::Model;
use kitei::proof::{Options, Post, Verdict, Without, verify};
use kitei::report::absence;
use oracle::course;

/// How many random regulations are tried.
const REGULATIONS: u64 = 40;

type Tally = BTreeMap<&'static str, usize>;

fn options() -> Options {
    course::compare::options()
}

/// A random regulation, and of each of its acts the claim that it can be done.
fn regulation(seed: u64) -> String {
    let text = course::generate::regulation(seed);
    let acts = acts(&oracle::resolved(&text, "random"));
    let mut all = text;
    for (index, act) in acts.iter().enumerate() {
        writeln!(all, "property can{index}x: possible some person someone: someone did {act}").unwrap();
    }
    all
}

/// Every act as it is written with any arguments.
fn acts(model: &Model) -> Vec<String> {
    let any = |act: &kitei::model::Act| vec!["_"; act.params.len()].join(", ");
    let written = |act: &kitei::model::Act| match act.params.len() {
        0 => format!("「{}」", act.name),
        _ => format!("「{}」({})", act.name, any(act)),
    };
    model.acts.iter().map(written).collect()
}

/// The regulation in which nobody who holds the post may do anything.
fn without(text: &str, model: &Model, post: &Post) -> String {
    let mut all = text.to_string();
    for act in acts(model) {
        writeln!(all, "forbid {act} to {}", absence::post(model, post)).unwrap();
    }
    all
}

#[test]
fn an_absence_is_a_ban_on_every_act() {
    let parts = oracle::parallel::in_parallel(REGULATIONS, compared);
    let mut all = Tally::new();
    for (name, count) in parts.into_iter().flatten() {
        *all.entry(name).or_default() += count;
    }
    println!("{all:?}");
    let of = |name: &str| all.get(name).copied().unwrap_or(0);
    assert!(of("needed") >= 20 && of("spared") >= 20, "too few to tell anything: {all:?}");
    assert!(of("open") * 20 <= of("needed") + of("spared"), "too much is left open: {all:?}");
}

fn compared(seed: u64) -> Tally {
    let text = regulation(seed);
    let model = oracle::resolved(&text, "random");
    let mut tally = Tally::new();
    let mut banned: BTreeMap<Post, Vec<(usize, Verdict)>> = BTreeMap::new();
    let report = verify(&model, &Options { absences: true, ..options() });
    for answer in report.answers.iter().filter(|answer| answer.verdict == Verdict::Proved) {
        for found in &answer.absences {
            let verdicts = banned.entry(found.post.clone()).or_insert_with(|| {
                let text = without(&text, &model, &found.post);
                let report = verify(&oracle::resolved(&text, "with bans"), &options());
                report.answers.into_iter().map(|a| (a.claim.index(), a.verdict)).collect()
            });
            let claim = &model.claims[answer.claim.index()];
            let speaks_of_power = !claim.name.starts_with("can");
            let (_, verdict) = verdicts.iter().find(|(index, _)| *index == answer.claim.index()).unwrap();
            let name = match (&found.outcome, verdict) {
                _ if speaks_of_power => "speaks of power",
                (Without::Open, _) | (_, Verdict::Undecided(_)) => "open",
                (Without::Spared, Verdict::Proved) => "spared",
                (Without::Needed(_), Verdict::Refuted) => "needed",
                (Without::Turns, Verdict::TurnsOnReading(_)) => "turns on a reading",
                (outcome, verdict) => panic!(
                    "seed {seed}: {} while {} is absent: {outcome:?}, but {verdict:?} with bans\n{text}",
                    claim.name,
                    absence::post(&model, &found.post),
                ),
            };
            *tally.entry(name).or_default() += 1;
        }
    }
    tally
}
