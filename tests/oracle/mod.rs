//! The oracle: verdicts by explicit enumeration of small worlds, with the reference evaluator and no solver.
//!
//! A world is decided question by question, only as far as the formula asks ([`partial`]); each leaf of that tree
//! stands for every world that agrees with it. [`verdict`] asks the questions by which language.md, section 6,
//! defines the verdicts. [`generate`] writes random small regulations, [`compare`] holds the engine against all this.

// Each test crate uses a part; and what is wrong here is wrong with a test.
#![allow(dead_code, clippy::expect_used, clippy::unwrap_used)]

pub mod compare;
pub mod course;
pub mod generate;
pub mod partial;
pub mod plain;
pub mod search;
pub mod verdict;

use kitei::model::Model;
use kitei::model::from_syntax::resolve;
use kitei::pipeline::Loaded;

/// The regulation of a seed, resolved.
pub fn model(seed: u64) -> Model {
    resolved(&generate::regulation(seed), &format!("seed {seed}"))
}

/// A regulation without mistakes, resolved; `name` says which, if there is one.
pub fn resolved(text: &str, name: &str) -> Model {
    let parsed = Loaded::default().with("random.kitei", text).parse();
    let (model, problems) = resolve(&parsed.sources, &parsed.trees);
    let wrong = parsed.problems.iter().chain(&problems).find(|problem| problem.is_error());
    let said = wrong.map(|problem| problem.message(kitei::problem::Lang::En));
    assert_eq!(said, None, "{name}:\n{text}");
    model
}

/// What `work` makes of every seed below `count`, in order, on all cores.
pub fn in_parallel<T: Send>(count: u64, work: impl Fn(u64) -> T + Sync) -> Vec<T> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from) as u64;
    let work = &work;
    let mut all: Vec<(u64, T)> = std::thread::scope(|scope| {
        // A debug build's frames are large, and both enumeration and solver go deep.
        let thread = || std::thread::Builder::new().stack_size(64 << 20);
        let start = |first| {
            thread().spawn_scoped(scope, move || share(first, count, threads, work)).expect("a thread")
        };
        let running: Vec<_> = (0..threads).map(start).collect();
        running.into_iter().flat_map(|thread| thread.join().expect("no thread fails")).collect()
    });
    all.sort_by_key(|(seed, _)| *seed);
    all.into_iter().map(|(_, made)| made).collect()
}

fn share<T>(first: u64, count: u64, threads: u64, work: &impl Fn(u64) -> T) -> Vec<(u64, T)> {
    (first..count).step_by(usize::try_from(threads).unwrap()).map(|seed| (seed, work(seed))).collect()
}
