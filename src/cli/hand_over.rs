//! What proves is another program, `kitei-prove`, beside this one: this one then never loads the solver.

use std::ffi::OsString;
use std::io;
use std::path::PathBuf;
use std::process::Command;

use super::exit::{Exit, Stop};
use super::read;
use crate::problem::Problem;
use crate::problem::catalogue::input;

/// Runs the same command line in the sibling program; on Unix in place of this one.
pub fn to_prover(args: &[OsString]) -> Result<Exit, Stop> {
    let sibling = sibling().map_err(|e| missing(&PathBuf::from("kitei-prove"), &e))?;
    let mut command = Command::new(&sibling);
    command.args(args.iter().skip(1));
    start(command).map_err(|e| missing(&sibling, &e))
}

fn sibling() -> io::Result<PathBuf> {
    let own = std::env::current_exe()?.canonicalize()?;
    Ok(own.with_file_name(format!("kitei-prove{}", std::env::consts::EXE_SUFFIX)))
}

#[cfg(unix)]
fn start(mut command: Command) -> io::Result<Exit> {
    use std::os::unix::process::CommandExt;
    Err(command.exec())
}

#[cfg(not(unix))]
fn start(mut command: Command) -> io::Result<Exit> {
    Ok(match command.status()?.code() {
        Some(0) => Exit::Good,
        Some(1) => Exit::NotProved,
        Some(2) => Exit::WrongInput,
        _ => Exit::ToolFailed,
    })
}

fn missing(program: &std::path::Path, error: &io::Error) -> Stop {
    let problem = Problem::new(&input::NO_PROVER).name("path", read::shown(program));
    Stop::tool(problem.arg("why", read::why(error)).help("install"))
}
