//! What each part of an answer costs: processor time for all claims of a regulation, one kind of answer after the other, and
//! the claims that take most of it. One thread, so that the counts are the same on every machine.
//!
//! `cargo bench --bench answers -- rules/hospital` measures another regulation than the village's.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)] // a bench that cannot run says why

#[path = "../tests/support/rules.rs"]
#[allow(dead_code)] // a part of it is used here
mod rules;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use kitei::model::{Claim, Model};
use kitei::proof::{Options, verify};

/// So many of the dearest claims are named.
const NAMED: usize = 8;

type Change = fn(&mut Options);

/// Each kind of answer, and what asks for it besides those before.
const PARTS: [(&str, Change); 7] = [
    ("verdicts in single worlds", |_| {}),
    ("verdicts over courses of events", |options| options.courses = true),
    ("always violated, silent", |options| options.graded = true),
    ("least sets of articles (cores)", |options| options.articles = true),
    ("what is at stake", |options| options.stakes = true),
    ("assumptions that would mend", |options| options.assumptions = true),
    ("whose absence matters", |options| options.absences = true),
];

fn main() {
    let folder = std::env::args().skip(1).find(|word| !word.starts_with("--"));
    let folder = folder.unwrap_or_else(|| "rules/shinto".to_string());
    let model = rules::model_of(&folder);
    let mut options = Options {
        courses: false,
        graded: false,
        articles: false,
        threads: Some(1),
        cross_check: false,
        ..Options::default()
    };
    let mut times: Vec<(&str, Duration, BTreeMap<String, Duration>)> = Vec::new();
    for (name, change) in PARTS {
        change(&mut options);
        let (all, each) = measured(&model, &options);
        times.push((name, all, each));
    }
    let whole = times.last().expect("the last part").1;
    println!(
        "{folder}: {} claims, {:.1} s of processor time for everything",
        model.claims.len(),
        whole.as_secs_f64()
    );
    let nothing = BTreeMap::new();
    let mut before = (Duration::ZERO, &nothing);
    for (name, all, each) in &times {
        let own = all.saturating_sub(before.0);
        println!(
            "{name}: {:.1} s, {:.0}%",
            own.as_secs_f64(),
            100.0 * own.as_secs_f64() / whole.as_secs_f64()
        );
        let more = |claim: &String, time: &Duration| {
            time.saturating_sub(before.1.get(claim).copied().unwrap_or_default())
        };
        let mut dear: Vec<(Duration, &String)> =
            each.iter().map(|(claim, time)| (more(claim, time), claim)).collect();
        dear.sort_by(|a, b| b.cmp(a));
        for (time, claim) in dear.into_iter().take(NAMED).filter(|(time, _)| *time * 50 > whole) {
            println!("  {claim}: {:.1} s", time.as_secs_f64());
        }
        before = (*all, each);
    }
}

/// The time for all claims, and for each; of all that they share only the first has its part.
fn measured(model: &Model, options: &Options) -> (Duration, BTreeMap<String, Duration>) {
    let shared = Options { fixpoints: Some(kitei::proof::Fixpoints::default()), ..options.clone() };
    let begun = processor();
    let each = model.claims.iter().map(|claim: &Claim| {
        let options = Options { claims: vec![claim.name.clone()], ..shared.clone() };
        let begun = processor();
        let report = verify(model, &options);
        assert!(report.failure.is_none(), "{:?}", report.failure);
        (claim.name.clone(), processor().saturating_sub(begun))
    });
    let each: BTreeMap<String, Duration> = each.collect();
    (processor().saturating_sub(begun), each)
}

/// The processor time of this thread, where the system tells it; else what a clock says.
fn processor() -> Duration {
    static BEGUN: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    let begun = BEGUN.get_or_init(Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = told.as_deref().and_then(|told| told.split(' ').next()?.parse().ok());
    nanos.map_or_else(|| begun.elapsed(), Duration::from_nanos)
}
