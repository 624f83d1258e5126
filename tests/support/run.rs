//! Runs the programs as a user would, in surroundings that are the same everywhere.

use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// What a run came to.
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// `kitei` with these words, in this directory.
pub fn kitei_in(dir: &Path, words: &[&str]) -> Run {
    finished(&command(dir, words).output().expect("kitei runs"))
}

/// `kitei` with these words, in the root of the house.
pub fn kitei(words: &[&str]) -> Run {
    kitei_in(Path::new(env!("CARGO_MANIFEST_DIR")), words)
}

/// `kitei` with these words, a text on its standard input.
pub fn kitei_reading(words: &[&str], input: &str) -> Run {
    let mut command = command(Path::new(env!("CARGO_MANIFEST_DIR")), words);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("kitei starts");
    std::io::Write::write_all(&mut child.stdin.take().expect("a pipe"), input.as_bytes()).expect("it reads");
    finished(&child.wait_with_output().expect("it ends"))
}

/// The command itself, for tests that do more with it.
pub fn command(dir: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kitei"));
    command.args(words).current_dir(dir);
    for name in ["LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "COLUMNS", "TERM"] {
        command.env_remove(name);
    }
    command.env("COLUMNS", "80");
    command
}

fn finished(output: &Output) -> Run {
    Run {
        code: output.status.code().expect("no signal"),
        out: String::from_utf8(output.stdout.clone()).expect("UTF-8"),
        err: String::from_utf8(output.stderr.clone()).expect("UTF-8"),
    }
}

impl Run {
    /// The JSON document it printed, which the schema must accept.
    pub fn json(&self) -> Value {
        let value: Value = serde_json::from_str(&self.out).expect("JSON");
        let mut schemas = boon::Schemas::new();
        let mut compiler = boon::Compiler::new();
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schema/kitei-1.json");
        let schema = compiler.compile(path, &mut schemas).expect("a schema");
        if let Err(why) = schemas.validate(&value, schema) {
            panic!("the schema does not accept it: {why:#}");
        }
        assert_eq!(value["exit"], self.code, "the document tells the exit code");
        value
    }
}
