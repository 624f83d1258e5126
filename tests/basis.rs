//! What an answer stands or falls with, on random small regulations: cores, provisions at stake, assumptions that mend.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)] // a test that panics has failed, and says where

mod oracle;

use std::fmt::Write;

use kitei::model::{ClaimId, Formula, Model, ProvisionId};
use kitei::proof::{Answer, Options, Verdict, verify};
use oracle::course::compare::options;
use oracle::course::{Limits, Oracle, generate, sizes};
use oracle::verdict::Case;

/// How many regulations are looked at.
const REGULATIONS: u64 = 24;

/// What was looked at.
#[derive(Debug, Default)]
struct Seen {
    proofs: usize,
    spared: usize,
    at_stake: usize,
    broken: usize,
    sets: usize,
}

/// The regulation of a seed, each norm in an article of its own.
fn articled(seed: u64) -> Model {
    let mut text = String::new();
    let mut article = 0;
    for line in generate::regulation(seed).lines() {
        let norm = ["permit ", "forbid ", "duty "].iter().any(|verb| line.starts_with(verb));
        if norm {
            article += 1;
            writeln!(text, "provision 第{article}条 \"{article}\" {{ {line} }}").expect("written");
        } else {
            writeln!(text, "{line}").expect("written");
        }
    }
    oracle::resolved(&text, &format!("seed {seed}"))
}

#[test]
fn what_is_not_at_stake_can_say_anything() {
    let parts = oracle::parallel::in_parallel(REGULATIONS, |seed| {
        let model = articled(seed);
        let options = Options { articles: true, stakes: true, assumptions: true, ..options() };
        let report = verify(&model, &options);
        assert!(report.failure.is_none(), "seed {seed}: {:?}", report.failure);
        let mut seen = Seen::default();
        for answer in report.answers.iter().filter(|_| model.readings.is_empty()) {
            stakes(&model, answer, seed, &mut seen);
            assumptions(&model, answer, seed, &mut seen);
        }
        seen
    });
    let sum = |of: fn(&Seen) -> usize| parts.iter().map(of).sum::<usize>();
    let (proofs, spared) = (sum(|seen| seen.proofs), sum(|seen| seen.spared));
    let (at_stake, broken) = (sum(|seen| seen.at_stake), sum(|seen| seen.broken));
    println!("{proofs} proofs, {spared} spared, {at_stake} at stake, {broken} broken");
    assert!(proofs >= 20 && spared >= 60, "{proofs} proofs, {spared} provisions that are not at stake");
    assert!(at_stake >= 15 && broken * 4 >= at_stake, "{broken} of {at_stake} at stake were seen to matter");
}

/// What is enough alone is told alone; two that are enough only together are told together.
#[test]
fn the_least_sets_of_assumptions_are_found() {
    let text = "kitei 1
        office head office clerk office porter
        act unlock act lock
        permit unlock to head
        permit lock to (clerk or porter)
        assume head_is_no_clerk: no person p: p is head and p is clerk
        assume head_is_no_porter: no person p: p is head and p is porter
        property together: never some person p: p may unlock and p may lock
        property alone: never some person p: p may unlock and p is clerk
        property nothing: never some person p: p may lock and p is clerk";
    let model = oracle::resolved(text, "by hand");
    let report = verify(&model, &Options { assumptions: true, ..options() });
    let names = |answer: &Answer| -> Vec<Vec<String>> {
        let sets = answer.assumptions.as_ref().expect("sets of assumptions");
        let name = |id: &kitei::model::AssumptionId| model.assumptions[id.index()].name.clone();
        sets.iter().map(|set| set.assumptions.iter().map(name).collect()).collect()
    };
    let [together, alone, nothing] = &report.answers[..] else { panic!("three answers") };
    assert_eq!(names(together), [["head_is_no_clerk", "head_is_no_porter"]]);
    assert_eq!(names(alone), [["head_is_no_clerk"]]);
    assert_eq!(names(nothing), Vec::<Vec<String>>::new());
    let mut seen = Seen::default();
    report.answers.iter().for_each(|answer| assumptions(&model, answer, 0, &mut seen));
    assert_eq!(seen.sets, 2);
}

/// Whatever a provision that is not at stake says, the answer does not change for the worse.
fn stakes(model: &Model, answer: &Answer, seed: u64, seen: &mut Seen) {
    let Some(at_stake) = &answer.at_stake else { return };
    assert!(at_stake.iter().all(|provision| answer.articles.contains(provision)), "seed {seed}");
    seen.proofs += 1;
    let name = &model.claims[answer.claim.index()].name;
    for index in 0..model.provisions.len() {
        let provision = ProvisionId::from_index(index);
        let kept = [Formula::True, Formula::False].into_iter().all(|content| {
            let edited = saying(model, provision, &content);
            still(&edited, answer)
        });
        if at_stake.contains(&provision) {
            seen.at_stake += 1;
            seen.broken += usize::from(!kept);
        } else {
            seen.spared += 1;
            assert!(kept, "seed {seed}: {name} {:?} is broken by {index}, not at stake", answer.instance);
        }
    }
}

/// The norms of a provision apply always, or never.
fn saying(model: &Model, provision: ProvisionId, content: &Formula) -> Model {
    let mut edited = model.clone();
    for norm in edited.norms.iter_mut().filter(|norm| norm.origin.home == Some(provision)) {
        norm.condition = content.clone();
        norm.trigger = norm.trigger.as_ref().map(|_| content.clone());
        norm.closes = norm.closes.as_ref().map(|_| content.clone());
    }
    edited
}

/// Whether what was never so before is never so in the other regulation.
fn still(edited: &Model, answer: &Answer) -> bool {
    let claim = edited.claims[answer.claim.index()].name.clone();
    let report = verify(edited, &Options { claims: vec![claim], ..options() });
    let other = report.answers.iter().find(|other| other.instance == answer.instance);
    let Some(other) = other else { return true };
    match (&answer.verdict, &other.verdict) {
        (Verdict::Refuted, verdict) => !matches!(verdict, Verdict::Proved | Verdict::ProvedAssuming),
        // The premise may come about now, and whatever follows.
        (Verdict::Vacuous, verdict) => matches!(verdict, Verdict::Vacuous | Verdict::Undecided(_)),
        (Verdict::ProvedWithoutTransfers, Verdict::Violated | Verdict::ViolatedAlways | Verdict::Silent) => {
            oracle::course::compare::has_transfers(edited, other.witness.as_ref().expect("a course"))
        }
        (_, verdict) => !matches!(verdict, Verdict::Violated | Verdict::ViolatedAlways | Verdict::Silent),
    }
}

/// Under each set of assumptions explicit search finds nothing bad; without any one of them the engine does not prove it.
fn assumptions(model: &Model, answer: &Answer, seed: u64, seen: &mut Seen) {
    let Some(sets) = &answer.assumptions else { return };
    for set in sets {
        seen.sets += 1;
        let mut edited = model.clone();
        let assuming = &mut edited.claims[answer.claim.index()].assuming;
        assuming.assumptions.extend(&set.assumptions);
        assuming.no_transfers |= set.no_transfers;
        assert!(!bad(&edited, answer.claim, answer), "seed {seed}: {set:?} does not mend it");
        let size = set.assumptions.len() + usize::from(set.no_transfers);
        for left_out in 0..size {
            let mut fewer = model.clone();
            let assuming = &mut fewer.claims[answer.claim.index()].assuming;
            let kept = set.assumptions.iter().enumerate().filter(|(index, _)| *index != left_out);
            assuming.assumptions.extend(kept.map(|(_, id)| *id));
            assuming.no_transfers |= set.no_transfers && left_out != set.assumptions.len();
            let claim = fewer.claims[answer.claim.index()].name.clone();
            let report = verify(&fewer, &Options { claims: vec![claim], ..options() });
            let other = report.answers.iter().find(|other| other.instance == answer.instance);
            let proved = other.is_some_and(|other| other.verdict.is_green());
            assert!(!proved, "seed {seed}: {set:?} is not least");
        }
    }
}

/// Whether explicit search reaches a bad world.
fn bad(model: &Model, claim: ClaimId, answer: &Answer) -> bool {
    let claim = &model.claims[claim.index()];
    let instance = answer.instance.iter().copied().map(kitei::model::Value::Element).collect();
    let case = Case { model, claim, instance, readings: Vec::new() };
    let oracle = Oracle::new(Limits::default());
    let mut answers = sizes(model, 2, 1).into_iter().filter_map(|size| oracle.answer(&case, size).ok());
    answers.any(|answer| answer.own().bad.is_some())
}
