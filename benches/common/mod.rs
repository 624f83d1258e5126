//! Times whole processes: the least and the median of several runs, because that is what an author waits for.

#![allow(dead_code)] // each bench uses a part

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The wall time of `runs` runs of a command, sorted. Panics when its exit code is not one of `codes`.
pub fn time(program: &Path, args: &[&str], codes: &[i32], runs: usize) -> Vec<Duration> {
    let mut times: Vec<Duration> = (0..runs).map(|_| once(program, args, codes)).collect();
    times.sort();
    times
}

fn once(program: &Path, args: &[&str], codes: &[i32]) -> Duration {
    let start = Instant::now();
    let status = Command::new(program)
        .args(args)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap_or_else(|e| panic!("{}: {e}", program.display()));
    let taken = start.elapsed();
    let code = status.code().unwrap_or(-1);
    assert!(codes.contains(&code), "{} {args:?} ended with {code}", program.display());
    taken
}

/// Milliseconds with two decimals.
pub fn ms(d: Duration) -> String {
    format!("{:.2} ms", d.as_secs_f64() * 1e3)
}

/// Prints two programs side by side, and how many times longer the second takes (least and median).
pub fn ratio(name: &str, base: &[Duration], ours: &[Duration]) {
    let of = |i: usize| ours[i].as_secs_f64() / base[i.min(base.len() - 1)].as_secs_f64();
    let (mid, mid_base) = (ours.len() / 2, base.len() / 2);
    println!(
        "{name}: least {} against {} = {:.2} times; median {} against {} = {:.2} times",
        ms(ours[0]),
        ms(base[0]),
        of(0),
        ms(ours[mid]),
        ms(base[mid_base]),
        ours[mid].as_secs_f64() / base[mid_base].as_secs_f64(),
    );
}
