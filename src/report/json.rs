//! The output for programs: one JSON document per run, described by `docs/schema/kitei-1.json`.
//!
//! Every document has the same head (version, command, exit code, regulation, problems); each command adds its own
//! part. Fields are never removed or given another meaning without a new version.

mod problem;

use serde::Serialize;

use crate::pipeline::Parsed;
use crate::problem::{Lang, Problem};
use crate::source::Sources;

/// The version of the format.
const VERSION: u32 = 1;

/// What every document says.
#[derive(Debug, Serialize)]
struct Document<'a, Part: Serialize> {
    kitei: u32,
    command: &'a str,
    exit: u8,
    regulation: Option<Regulation<'a>>,
    problems: Vec<problem::Told>,
    #[serde(flatten)]
    part: Part,
}

/// Which regulation it is about.
#[derive(Debug, Serialize)]
struct Regulation<'a> {
    name: &'a str,
    number: Option<&'a str>,
    in_force: Option<String>,
}

/// A command without a part of its own.
#[derive(Debug, Serialize)]
struct Nothing {}

/// The document of `check`.
pub fn checked(parsed: &Parsed, lang: Lang, exit: u8) -> String {
    document("check", parsed, lang, exit, Nothing {})
}

/// The document of a command that could not begin.
pub fn stopped(problems: &[Problem], sources: &Sources, lang: Lang, exit: u8) -> String {
    let problems = problem::told(problems, sources, lang);
    print(&Document { kitei: VERSION, command: "", exit, regulation: None, problems, part: Nothing {} })
}

fn document<Part: Serialize>(command: &str, parsed: &Parsed, lang: Lang, exit: u8, part: Part) -> String {
    let problems = problem::told(&parsed.problems, &parsed.sources, lang);
    let regulation = None;
    print(&Document { kitei: VERSION, command, exit, regulation, problems, part })
}

fn print(value: &impl Serialize) -> String {
    // Only maps with keys that are no strings and floats that are no numbers cannot be written; there are none.
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}
