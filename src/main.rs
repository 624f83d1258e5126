//! argv in, exit code out. What proves is `kitei-prove`; nothing here names it, so that the solver is not loaded.

use std::process::ExitCode;

fn main() -> ExitCode {
    kitei::cli::run(std::env::args_os(), None)
}
