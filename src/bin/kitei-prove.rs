//! `kitei`, with libz3: the commands that prove are handed over to this program.

use std::process::ExitCode;

/// The exit code for a failure of the tool itself, never of the regulation.
const TOOL_FAILED: u8 = 3;

fn main() -> ExitCode {
    if let Err(why) = kitei::proof::solver::check_version() {
        eprintln!("kitei: {why}");
        return ExitCode::from(TOOL_FAILED);
    }
    ExitCode::SUCCESS
}
