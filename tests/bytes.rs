//! The same regulation and the same question give the same bytes: run after run, whatever the seed, on one thread and on
//! several. (The seed is the solver's; every run has hash tables of its own, with seeds of their own.)

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)] // a test that panics has failed, and says where

use kitei::pipeline::judge;
use kitei::problem::Lang;
use kitei::proof::Options;
use kitei::report;
use kitei::syntax::calendar::gregorian;

#[path = "support/prover.rs"]
mod prover;
#[path = "support/rules.rs"]
mod rules;

use prover::PROVER;

/// So many runs of each question, with these seeds and these numbers of threads in turn.
const RUNS: u32 = 10;
const SEEDS: u32 = 5;

/// Proofs by worlds and by invariants, courses short and long, readings, gaps, absences: with all there is to say.
const VILLAGE: &[&str] =
    &["検索の前に要件がある", "どの業務にもできる者がいうる", "必要なときは受託者を調べる"];
const HOSPITAL: &[&str] =
    &["one_director", "wards_are_protected", "only_the_assigned_read", "controlled_drugs_are_registered"];

/// The JSON of a run.
fn told(folder: &str, options: &Options) -> String {
    let verified = rules::regulation(folder).verify(PROVER, options);
    assert!(verified.report.failure.is_none(), "{:?}", verified.report.failure);
    assert!(verified.report.answers.len() >= options.claims.len());
    let model = &verified.resolved.model;
    let today = gregorian(2026, 11, 23).expect("a day");
    let judgement = judge::judge(model, &verified.report, today, report::verdict::word);
    report::json::verified(&verified, &judgement, today, Lang::Ja, 0)
}

/// Every run tells the same, with what can be asked besides the verdicts if that is wanted.
fn same_bytes(folder: &str, claims: &[&str], besides: bool) {
    let options = Options {
        claims: claims.iter().map(ToString::to_string).collect(),
        absences: besides,
        stakes: besides,
        assumptions: besides,
        ..Options::default()
    };
    let known = rules::model_of(folder).claims;
    let is_known = |name: &&str| known.iter().any(|claim| claim.name == **name);
    assert!(claims.iter().all(is_known), "some of these claims are not there: {claims:?}");
    let mut first: Option<String> = None;
    for run in 0..RUNS {
        let (seed, threads) = (run % SEEDS, 1 + run % 2);
        let told = told(folder, &Options { seed, threads: Some(threads as usize), ..options.clone() });
        match &first {
            None => first = Some(told),
            Some(first) => assert!(*first == told, "run {run} (seed {seed}, {threads} threads) differs"),
        }
    }
}

#[test]
fn the_village_is_told_in_the_same_bytes() {
    same_bytes("rules/shinto", VILLAGE, false);
}

#[test]
fn the_hospital_is_told_in_the_same_bytes() {
    same_bytes("rules/hospital", HOSPITAL, true);
}
