//! `kitei`, with libz3: the commands that prove are handed over to this program.

use std::process::ExitCode;

use kitei::pipeline::Prover;
use kitei::problem::Problem;
use kitei::problem::catalogue::input;
use kitei::{proof, table};

/// Proofs make and drop small formulas by the million, on several threads.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const PROVER: Prover = Prover {
    verify: proof::verify,
    audit: proof::audit,
    ways: proof::ways,
    differences: proof::differences,
    table: table::decided,
};

fn main() -> ExitCode {
    let args = std::env::args_os();
    match proof::solver::check_version() {
        Ok(()) => kitei::cli::run(args, Some(PROVER)),
        Err(why) => kitei::cli::refuse(args, Problem::new(&input::WRONG_SOLVER).plain("why", why)),
    }
}
