//! Random small regulations: the engine's verdicts are those of explicit enumeration, with witnesses as small.

mod oracle;

use oracle::compare::{Tally, agreed, disagreements, judge};
use oracle::search::Bound;

/// How many regulations are tried; each has six claims, most of them several instances.
const REGULATIONS: u64 = 500;

#[test]
fn the_engine_agrees_with_enumeration() {
    let parts = oracle::parallel::in_parallel(REGULATIONS, |seed| {
        let model = oracle::model(seed);
        let judged = judge(&model, Bound::default());
        let options = kitei::proof::Options { courses: false, ..kitei::proof::Options::default() };
        let report = kitei::proof::verify(&model, &options);
        let mut tally = Tally::new();
        let found = disagreements(&model, &judged, &report, &mut tally);
        let text = oracle::generate::regulation(seed);
        (tally, found.into_iter().map(|why| format!("seed {seed}: {why}\n{text}")).collect::<Vec<_>>())
    });
    common(&agreed(parts));
}

/// Each verdict is at least one in twenty; next to nothing is left uncompared.
fn common(tally: &Tally) {
    let all: usize = tally.values().sum();
    let verdicts =
        ["proved", "violated", "vacuous", "possible", "refuted", "silent", "undecided", "turns on a reading"];
    for verdict in verdicts {
        let count = tally.get(verdict).copied().unwrap_or(0);
        assert!(count * 20 >= all, "{verdict}: only {count} of {all}");
    }
    for skipped in ["engine gave up", "oracle gave up", "beyond the oracle"] {
        let count = tally.get(skipped).copied().unwrap_or(0);
        assert!(count * 50 <= all, "{skipped}: {count} of {all}");
    }
}

#[test]
fn the_lazy_enumeration_is_an_enumeration() {
    // Every world of one person, one by one, against the worlds decided question by question.
    for seed in 0..40 {
        oracle::plain::compare(&oracle::model(seed));
    }
}
