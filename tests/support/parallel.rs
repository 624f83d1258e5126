//! Independent work on all cores.

#![allow(clippy::expect_used, clippy::unwrap_used)] // what is wrong here is wrong with a test

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
