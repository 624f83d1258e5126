//! `kitei check rules/shinto` against a small Rust process that reads the same files (itself, called again).
//! Neither loads the solver. Wanted: under 3 times.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)] // a bench that cannot run says why

mod common;

use std::path::{Path, PathBuf};

const RULES: &str = "rules/shinto";
const RUNS: usize = 101;

fn main() {
    if std::env::args().nth(1).as_deref() == Some("--read") {
        let bytes = read(Path::new(RULES));
        println!("{bytes} bytes");
        return;
    }
    let me = std::env::current_exe().expect("this program");
    let kitei = PathBuf::from(env!("CARGO_BIN_EXE_kitei"));
    let base = common::time(&me, &["--read"], &[0], RUNS);
    let ours = common::time(&kitei, &["check", RULES], &[0], RUNS);
    common::ratio("check / reading the files", &base, &ours);
}

/// Reads every file below a folder and counts its bytes.
fn read(dir: &Path) -> usize {
    let entries = std::fs::read_dir(dir).expect("the rules");
    entries
        .map(|e| e.expect("an entry").path())
        .map(|p| if p.is_dir() { read(&p) } else { std::fs::read(&p).expect("readable").len() })
        .sum()
}
