//! `kitei verify rules/shinto` of single worlds against a program that links libz3 and checks one trivial query (itself, called
//! again). Wanted: under 3 times for the static claims.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)] // a bench that cannot run says why

mod common;

use std::path::PathBuf;

const RUNS: usize = 31;

fn main() {
    if std::env::args().nth(1).as_deref() == Some("--trivial") {
        let solver = z3::Solver::new();
        solver.assert(z3::ast::Bool::new_const("p"));
        println!("{:?}", solver.check());
        return;
    }
    let me = std::env::current_exe().expect("this program");
    let kitei = PathBuf::from(env!("CARGO_BIN_EXE_kitei"));
    let base = common::time(&me, &["--trivial"], &[0], RUNS);
    let ours = common::time(&kitei, &["verify", "rules/shinto", "--without-courses"], &[0, 1], RUNS);
    common::ratio("verify / one trivial query", &base, &ours);
}
