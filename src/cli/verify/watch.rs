//! What becomes of the questions of a run: each written to a file, each put to another solver as well.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};

use sha2::{Digest, Sha256};

use crate::proof::{Objection, Outcome, Query, Watch};

/// The other solver's own steps for one question; what takes more is left undecided by it.
const STEPS: u32 = 2_000_000;

/// Writes every question into a folder, as SMT-LIB 2.
#[derive(Debug)]
pub struct Emit {
    pub dir: PathBuf,
}

/// Asks cvc5 every question again. Counts how it answers.
#[derive(Debug, Default)]
pub struct Second {
    seen: Mutex<Seen>,
}

#[derive(Debug, Default)]
struct Seen {
    /// Digests of the questions asked so far.
    asked: BTreeSet<String>,
    tally: Tally,
}

/// How a second solver took the questions that it was asked, each counted once.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    pub confirmed: usize,
    /// Given up by it.
    pub open: usize,
    /// Given up by the first solver; there was nothing to compare with.
    pub unanswered: usize,
}

/// Several at once.
#[derive(Debug)]
pub struct Each(pub Vec<std::sync::Arc<dyn Watch>>);

impl Watch for Each {
    fn saw(&self, query: &Query) -> Result<(), Objection> {
        self.0.iter().try_for_each(|watch| watch.saw(query))
    }
}

impl Watch for Emit {
    /// The name is the beginning of the text's digest: the same question has the same file in every run.
    fn saw(&self, query: &Query) -> Result<(), Objection> {
        let text = query.smtlib();
        let path = self.dir.join(format!("{}.smt2", name(&text)));
        let whole = format!("; {}\n{text}", word(query.outcome));
        let written = tempfile::NamedTempFile::new_in(&self.dir).and_then(|mut file| {
            file.write_all(whole.as_bytes())?;
            file.persist(&path).map_err(|error| error.error)?;
            Ok(())
        });
        written.map_err(|error| Objection::Failed(format!("{}: {error}", path.display())))
    }
}

impl Second {
    /// The command that is run for each question, without its options. It is looked for where programs are.
    pub const PROGRAM: &'static str = "cvc5";

    /// Whether the program can be started.
    pub fn start() -> std::io::Result<Self> {
        let mut version = Command::new(Self::PROGRAM);
        version.arg("--version").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        version.status().map(|_| Self::default())
    }

    /// How it has answered so far.
    pub fn tally(&self) -> Tally {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).tally
    }

    /// First as it comes, then as a search for a finite world: "satisfiable" is found by the one or the other.
    fn ask(text: &str) -> std::io::Result<String> {
        let said = Self::ask_with(text, None)?;
        if said == "unknown" { Self::ask_with(text, Some("--finite-model-find")) } else { Ok(said) }
    }

    fn ask_with(text: &str, option: Option<&str>) -> std::io::Result<String> {
        let mut command = Command::new(Self::PROGRAM);
        command.args(["--lang=smt2", "--quiet", &format!("--rlimit-per={STEPS}")]).args(option).arg("-");
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
        if let Some(mut input) = child.stdin.take() {
            input.write_all(text.as_bytes())?;
        }
        let output = child.wait_with_output()?;
        let said = String::from_utf8_lossy(&output.stdout).trim().to_string();
        if ["sat", "unsat", "unknown"].contains(&said.as_str()) {
            return Ok(said);
        }
        let why = format!("{said} {}", String::from_utf8_lossy(&output.stderr).trim());
        Err(std::io::Error::other(why))
    }
}

impl Watch for Second {
    fn saw(&self, query: &Query) -> Result<(), Objection> {
        let text = query.smtlib();
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if !seen.asked.insert(name(&text)) {
            return Ok(());
        }
        if query.outcome == Outcome::Unknown {
            seen.tally.unanswered += 1;
            return Ok(());
        }
        let said = Self::ask(&text)
            .map_err(|error| Objection::Failed(format!("{} cannot answer: {error}", Self::PROGRAM)))?;
        if said == "unknown" {
            seen.tally.open += 1;
        } else if said == word(query.outcome) {
            seen.tally.confirmed += 1;
        } else {
            return Err(Objection::Disagreement);
        }
        Ok(())
    }
}

/// The beginning of the text's SHA-256, in hexadecimal digits.
fn name(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().take(10).map(|byte| format!("{byte:02x}")).collect()
}

/// The answer as SMT-LIB says it.
fn word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Satisfiable => "sat",
        Outcome::Unsatisfiable => "unsat",
        Outcome::Unknown => "unknown",
    }
}
