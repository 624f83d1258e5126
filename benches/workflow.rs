//! How long it takes to find who does what in a workflow, or which rules conflict: by steps and potential performers.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)] // a bench that cannot run says why

mod common;
#[path = "../tests/oracle/generate/rng.rs"]
#[allow(dead_code)] // the tests use the rest
mod rng;
#[path = "../tests/support/workflow.rs"]
#[allow(dead_code)] // the tests use the rest
mod workflow;

use std::path::PathBuf;

use rng::Rng;
use workflow::{Conflict, workflow};

const RUNS: usize = 3;

fn main() {
    let kitei = PathBuf::from(env!("CARGO_BIN_EXE_kitei"));
    let dir = tempfile::tempdir().expect("a folder for the regulations");
    for steps in [20, 40, 60] {
        for performers in [100, 300] {
            for conflict in [Conflict::None, Conflict::Chain, Conflict::Crowd] {
                let file = dir.path().join("workflow.kitei");
                std::fs::write(&file, workflow(steps, performers, conflict, 1)).expect("written");
                let code = i32::from(conflict != Conflict::None);
                let args = ["verify", file.to_str().expect("a path in UTF-8")];
                let times = common::time(&kitei, &args, &[code], RUNS);
                println!(
                    "{steps} steps, {performers} performers, {}: least {}, median {}",
                    match conflict {
                        Conflict::None => "possible",
                        Conflict::Chain => "a chain in conflict",
                        Conflict::Crowd => "too few performers",
                    },
                    common::ms(times[0]),
                    common::ms(times[RUNS / 2])
                );
            }
        }
    }
}
