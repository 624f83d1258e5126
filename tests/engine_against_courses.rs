//! Random small regulations: the engine's verdicts over courses of events are those of explicit search, with courses
//! as short.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)] // a test that panics has failed, and says where

mod oracle;

use kitei::proof::{Options, Verdict, verify};
use oracle::compare::{Tally, agreed};
use oracle::course::compare::{disagreements, judge, options};
use oracle::course::{self, Limits, invariants, sizes};

/// How many regulations are tried; each has four claims, most of them several instances.
const REGULATIONS: u64 = 300;

/// With every so many of them the engine proves in two ways, which is slow, and compares.
const CROSS_CHECKED: u64 = 10;

#[test]
fn the_engine_agrees_with_explicit_search() {
    let parts = oracle::parallel::in_parallel(REGULATIONS, compared);
    common(&agreed(parts));
}

/// What both say of the regulation of a seed, and everything in which they disagree.
fn compared(seed: u64) -> (Tally, Vec<String>) {
    let model = course::model(seed);
    let judged = judge(&model, Limits::default());
    let options = Options { cross_check: seed.is_multiple_of(CROSS_CHECKED), ..options() };
    let report = verify(&model, &options);
    let mut tally = Tally::new();
    let mut found = disagreements(&model, &judged, &report, &options, &mut tally);
    let (checked, broken) = invariants::broken(&model, &report, Limits::default(), &sizes(&model, 3, 1));
    found.extend(broken);
    tally.insert("invariants", checked.hold);
    tally.insert("proofs not replayed", checked.gave_up);
    let text = course::generate::regulation(seed);
    (tally, found.into_iter().map(|why| format!("seed {seed}: {why}\n{text}")).collect())
}

/// What claims share spares work and changes nothing: each is answered alone as with the others.
#[test]
fn what_claims_share_changes_no_answer() {
    let mut shared = 0;
    for seed in 0..16 {
        let model = course::model(seed);
        let together = verify(&model, &options());
        for (index, claim) in model.claims.iter().enumerate() {
            let alone = verify(&model, &Options { claims: vec![claim.name.clone()], ..options() });
            let same: Vec<_> = together.answers.iter().filter(|a| a.claim.index() == index).collect();
            assert_eq!(same.len(), alone.answers.len());
            for (one, other) in same.into_iter().zip(&alone.answers) {
                assert_eq!(one.verdict, other.verdict, "seed {seed}: {}", claim.name);
                assert_eq!(one.invariants, other.invariants, "seed {seed}: {}", claim.name);
                assert_eq!(one.guards, other.guards, "seed {seed}: {}", claim.name);
                assert_eq!(one.witness, other.witness, "seed {seed}: {}", claim.name);
                shared += usize::from(!one.invariants.is_empty());
            }
        }
    }
    assert!(shared >= 10, "only {shared} proofs by invariants");
}

/// What makes one level impossible makes the other possible: neither act is refuted by itself.
#[test]
fn what_refutes_holds_however_a_gap_is_filled() {
    let text = "kitei 1
        kind Zone (level: number) { east } act first act second
        permit first to anyone when east.level ≥ 2
        permit second to anyone when east.level < 2
        property both: possible first done and second done";
    let model = oracle::resolved(text, "by hand");
    let report = verify(&model, &options());
    assert_eq!(report.answers[0].verdict, Verdict::Refuted);
    let (checked, broken) = invariants::broken(&model, &report, Limits::default(), &sizes(&model, 2, 0));
    assert_eq!(broken, Vec::<String>::new());
    assert!(checked.hold > 0 && checked.gave_up == 0, "{checked:?}");
}

/// Each verdict is at least one in twenty; next to nothing is left undecided or uncompared.
fn common(tally: &Tally) {
    let of = |names: &[&str]| names.iter().filter_map(|name| tally.get(name)).sum::<usize>();
    let turning = of(&["turning"]);
    let (held, left) = (of(&["invariants"]), of(&["proofs not replayed"]));
    assert!(held >= 600 && left * 20 <= held, "{held} invariants held, {left} proofs were not replayed");
    let all: usize = tally.values().sum::<usize>() - turning - held - left;
    assert!(turning * 20 >= all, "on a reading turn only {turning} of {all}");
    let two = ["violated by 2 acts", "violated by 3 or more", "always violated by more"];
    let one = [&two[..], &["violated by 1 act", "always violated by 1 act"]].concat();
    let always = ["always violated", "always violated by 1 act", "always violated by more"];
    let proved = ["proved", "proved without transfers"];
    let silent = ["silent", "silent, though violated"];
    let verdicts: [&[&str]; 8] =
        [&always, &silent, &proved, &["vacuous"], &["possible"], &["refuted"], &one, &two];
    for verdict in verdicts {
        let count = of(verdict);
        assert!(count * 20 >= all, "{verdict:?}: only {count} of {all}");
    }
    for left in [
        "undecided",
        "engine met its limit",
        "too large",
        "oracle gave up",
        "premise beyond the oracle",
        "silent in small worlds",
    ] {
        let count = of(&[left]);
        assert!(count * 33 <= all, "{left}: {count} of {all}");
    }
}
