//! Rules in a document: which files they make, and whether they are as the document says.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use kitei::model::scenario;
use kitei::pipeline::Loaded;
use kitei::problem::{Lang, Problem, Severity};
use kitei::syntax::calendar::gregorian;

use crate::blocks::Block;

/// The files that a document has defined so far, in reading order.
#[derive(Default)]
pub struct Files(BTreeMap<String, String>);

/// A file of a regulation: path and text.
type File = (String, String);

impl Files {
    pub fn all(&self) -> impl Iterator<Item = (&String, &String)> {
        self.0.iter()
    }

    /// Writes the block into the file that it names, if any.
    pub fn take(&mut self, block: &Block) -> Result<(), String> {
        if let Some(path) = block.value("file") {
            self.0.insert(path.to_string(), block.text.clone());
        }
        if let Some(path) = block.value("add") {
            let file = self.0.get_mut(path).ok_or(format!("there is no file {path} before this block"))?;
            file.push('\n');
            file.push_str(&block.text);
        }
        Ok(())
    }

    /// The regulation that a block belongs to: its folder, its file, or itself after the file it comes `with`.
    fn regulation(&self, block: &Block) -> Result<Vec<File>, String> {
        if let Some(path) = block.value("file").or(block.value("add")) {
            let folder = path.split_once('/').map(|(folder, _)| format!("{folder}/"));
            let inside = |p: &&String| folder.as_ref().map_or(p.as_str() == path, |f| p.starts_with(f));
            return Ok(self.0.keys().filter(inside).map(|p| (p.clone(), self.0[p].clone())).collect());
        }
        let before = match block.value("with") {
            Some(path) => self.0.get(path).ok_or(format!("there is no file {path} before this block"))?,
            None if block.text.trim_start().starts_with("kitei ") => "",
            None => "kitei 1\n",
        };
        Ok(vec![("block.kitei".to_string(), format!("{before}\n{}", block.text))])
    }
}

/// Whether the block is as its marks say.
pub fn judge(files: &Files, block: &Block) -> Result<(), String> {
    let regulation = files.regulation(block)?;
    let expected = block.marks.iter().position(|m| m == "error").map(|at| block.marks.get(at + 1));
    match expected {
        Some(None) => Err("`error` needs a code".to_string()),
        Some(Some(code)) => has_problem(&regulation, code),
        None if block.has("verify") => is_good(&regulation).and_then(|()| is_proved(&regulation)),
        None if block.has("check") => is_good(&regulation),
        None => Err("the block does not say `check`, `verify` or `error CODE`".to_string()),
    }
}

/// What `kitei check` and, if that finds no error, `kitei scenario` have to say.
fn problems(regulation: &[File]) -> Vec<Problem> {
    let loaded = regulation.iter().fold(Loaded::default(), |all, (path, text)| all.with(path, text));
    let today = gregorian(2026, 1, 1).expect("a day");
    let resolved = loaded.parse().at(today).resolve();
    let mut problems = resolved.problems;
    if !problems.iter().any(Problem::is_error) {
        let results = resolved.model.scenarios.iter().map(|s| scenario::run(&resolved.model, s));
        problems.extend(results.flat_map(|result| result.problems));
    }
    problems
}

fn told(problems: &[Problem]) -> String {
    let one = |p: &Problem| {
        let help = p.help_text(Lang::En).map_or(String::new(), |h| format!("\n    {h}"));
        format!("  {}: {}{help}", p.entry.code, p.message(Lang::En))
    };
    problems.iter().map(one).collect::<Vec<_>>().join("\n")
}

fn is_good(regulation: &[File]) -> Result<(), String> {
    let mut problems = problems(regulation);
    problems.retain(|p| p.severity == Severity::Error);
    if problems.is_empty() { Ok(()) } else { Err(format!("there are errors:\n{}", told(&problems))) }
}

fn has_problem(regulation: &[File], code: &str) -> Result<(), String> {
    let problems = problems(regulation);
    let wrong = problems.iter().any(|p| p.severity == Severity::Error && p.entry.code != code);
    if problems.iter().any(|p| p.entry.code == code) && !wrong {
        return Ok(());
    }
    // What only a proof brings to light.
    let said = verify(regulation, &["--format", "json"]).1;
    if !wrong && said.contains(&format!("\"code\": \"{code}\"")) {
        return Ok(());
    }
    Err(format!("expected the problem `{code}` and no other error; there are\n{}", told(&problems)))
}

fn is_proved(regulation: &[File]) -> Result<(), String> {
    match verify(regulation, &[]) {
        (true, _) => Ok(()),
        (false, said) => Err(format!("kitei verify is not satisfied:\n{said}")),
    }
}

/// Whether `kitei verify` is satisfied, and what it says. Proofs need the solver, and so the program.
fn verify(regulation: &[File], options: &[&str]) -> (bool, String) {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in regulation {
        fs::write(folder.path().join(path.replace('/', "-")), text).unwrap();
    }
    let kitei = Command::new(env!("CARGO_BIN_EXE_kitei"))
        .args(["verify", "--lang", "en", "--today", "2026-11-22", "."])
        .args(options)
        .current_dir(folder.path())
        .output()
        .unwrap();
    let said = [kitei.stdout, kitei.stderr].concat();
    (kitei.status.success(), String::from_utf8_lossy(&said).into_owned())
}
