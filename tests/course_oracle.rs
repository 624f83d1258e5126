//! The oracle for courses: its steps against the evaluator's, its search against a plain one, and how common each
//! verdict is on random regulations. (`course_known.rs` has hand-written regulations.)

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)] // a test that panics has failed, and says where

mod oracle;

use std::collections::BTreeMap;

use kitei::model::Model;
use oracle::course::cone::{Cone, Known};
use oracle::course::verdict::{Verdict, over_sizes};
use oracle::course::{self, Limits, Oracle, plain, steps};
use oracle::generate::rng::Rng;
use oracle::verdict::cases;

/// The text of the regulation goes with what went wrong on it.
fn on_seed<T>(seed: u64, work: impl Fn(&Model) -> T) -> T {
    let model = course::model(seed);
    let done = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| work(&model)));
    done.unwrap_or_else(|_| panic!("seed {seed}:\n{}", course::generate::regulation(seed)))
}

#[test]
fn its_steps_are_those_of_the_evaluator() {
    let compare = |seed: u64, model: &Model| {
        let mut rng = Rng::new(seed);
        let size = *rng.pick(&course::sizes(model, 2, 1));
        let case = cases(model, rng.pick(&model.claims)).swap_remove(0);
        let Ok(cone) = Cone::new(&case, size, &Limits::default(), &Known::default()) else { return 0 };
        (0..4).map(|_| steps::compare(&cone, &steps::random_world(&cone, &mut rng))).sum()
    };
    let done = oracle::parallel::in_parallel(60, |seed| on_seed(seed, |model| compare(seed, model)));
    let all: usize = done.iter().sum();
    assert!(all >= 200, "only {all} deeds were allowed");
}

#[test]
fn it_finds_what_a_plain_search_finds() {
    let compare = |model: &Model| {
        let cases = model.claims.iter().flat_map(|claim| cases(model, claim));
        let sizes = course::sizes(model, 2, 1);
        let compared = cases
            .flat_map(|case| sizes.iter().map(|size| plain::compare(&case, *size, 200)).collect::<Vec<_>>());
        compared.fold([0, 0], |[yes, no], compared| if compared { [yes + 1, no] } else { [yes, no + 1] })
    };
    let compared = oracle::parallel::in_parallel(60, |seed| on_seed(seed, compare));
    let [yes, no] = compared.iter().fold([0, 0], |all, one| [all[0] + one[0], all[1] + one[1]]);
    assert!(yes > no, "only {yes} of {} searches were compared", yes + no);
}

/// How many random regulations are asked.
const REGULATIONS: u64 = 150;

type Tally = BTreeMap<&'static str, usize>;

#[test]
fn every_verdict_is_common() {
    let parts = oracle::parallel::in_parallel(REGULATIONS, |seed| on_seed(seed, tally));
    let mut all = Tally::new();
    for (name, count) in parts.into_iter().flatten() {
        *all.entry(name).or_default() += count;
    }
    println!("{all:#?}");
    let of = |name: &str| all.get(name).copied().unwrap_or(0);
    let verdicts = ["proved", "proved assuming no transfers", "vacuous", "refuted", "possible"];
    let lengths = ["violated by 1 act", "violated by 2 acts", "violated by 3 or more"];
    let total: usize =
        verdicts.iter().chain(&lengths).chain(&["violated at once", "contradictory"]).map(|v| of(v)).sum();
    // A violation of at least two acts is one of at least one act.
    let (three, two) = (of(lengths[2]), of(lengths[2]) + of(lengths[1]));
    for (name, count) in verdicts.map(|v| (v, of(v))).into_iter().chain([
        ("violated, at least 1 act", two + of(lengths[0])),
        ("violated, at least 2 acts", two),
        ("violated, at least 3 acts", three),
    ]) {
        assert!(count * 20 >= total, "{name}: only {count} of {total}");
    }
    let (searches, gave_up) = (of("searches"), of("gave up"));
    assert!(gave_up * 20 <= searches, "gave up {gave_up} of {searches} searches");
    let unanswered = of("unanswered");
    assert!(unanswered * 50 <= total, "no answer at all to {unanswered} of {total}");
}

fn tally(model: &Model) -> Tally {
    let mut tally = Tally::new();
    let mut count = |name| *tally.entry(name).or_default() += 1;
    let oracle = Oracle::new(Limits::default());
    for case in model.claims.iter().flat_map(|claim| cases(model, claim)) {
        let mut answers = Vec::new();
        for size in course::sizes(model, 3, 2) {
            count("searches");
            match oracle.answer(&case, size) {
                Ok(answer) => answers.push((size, answer)),
                Err(_) => count("gave up"),
            }
        }
        count(over_sizes(&answers).map_or("unanswered", named));
    }
    tally
}

fn named(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Contradictory => "contradictory",
        Verdict::Proved => "proved",
        Verdict::ProvedAssumingNoTransfers => "proved assuming no transfers",
        Verdict::Violated { acts: 0, .. } => "violated at once",
        Verdict::Violated { acts: 1, .. } => "violated by 1 act",
        Verdict::Violated { acts: 2, .. } => "violated by 2 acts",
        Verdict::Violated { .. } => "violated by 3 or more",
        Verdict::Vacuous => "vacuous",
        Verdict::Possible { .. } => "possible",
        Verdict::Refuted => "refuted",
        Verdict::Silent => "silent",
    }
}

#[test]
fn every_construct_occurs() {
    let texts: Vec<String> = (0..REGULATIONS).map(course::generate::regulation).collect();
    let constructs = [
        "open kind ",
        "(amount: number)",
        "first (amount 20)",
        "east,",
        "west }",
        "table listed(",
        " ?",
        "reading doubt",
        "assuming doubt = loose",
        "set ",
        ".amount ",
        "kind Zone",
        "may be vacant",
        " fixed",
        "cleared(person, Zone)",
        "pay(n: number)",
        "assign(q: person, c: Case)",
        "named by",
        "role deputy is head when",
        "assume calm",
        "assuming calm",
        "assuming no transfers",
        "permit only ",
        "forbid ",
        "duty ",
        "despite ban",
        "by another than",
        " unless ",
        "at most ",
        "at least ",
        " did ",
        " done",
        " must ",
        "due ",
        " may ",
        "with 1 persons",
        "with 2 persons",
        "separate ",
        " needs ",
        "only ",
        "ends ",
        "gives key(q) ends key(_)",
        " when not busy",
    ];
    for construct in constructs {
        let count = texts.iter().filter(|text| text.contains(construct)).count();
        assert!(
            count * 100 >= texts.len() * 3,
            "`{construct}` occurs in {count} of {} regulations",
            texts.len()
        );
    }
}
