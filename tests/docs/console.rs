//! Command lines of a document, run in a folder of their own, with what they print.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::blocks::Block;
use crate::rules::Files;

/// The day on which the documents are read.
const TODAY: &str = "2026-11-22";

/// The block as it should be: each command line followed by its output.
pub fn run(files: &Files, block: &Block, japanese: bool) -> Result<String, String> {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files.all() {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let mut fresh = String::new();
    let mut code = 0;
    for line in block.text.lines().filter(|l| l.starts_with("$ ")) {
        fresh.push_str(line);
        fresh.push('\n');
        if line == "$ echo $?" {
            fresh.push_str(&format!("{code}\n"));
            continue;
        }
        let Some(arguments) = line.strip_prefix("$ kitei ") else {
            return Err(format!("`{line}` does not run kitei"));
        };
        let (output, exit) = kitei(folder.path(), arguments, japanese);
        code = exit;
        if code == 3 {
            return Err(format!("kitei {arguments} failed:\n{output}"));
        }
        fresh.push_str(output.trim_end());
        if !output.trim_end().is_empty() {
            fresh.push('\n');
        }
    }
    Ok(fresh)
}

/// What the command prints, as on a terminal, and its exit code.
fn kitei(folder: &Path, arguments: &str, japanese: bool) -> (String, i32) {
    let (mut reader, writer) = std::io::pipe().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_kitei"));
    command.args(words(arguments)).current_dir(folder);
    if !arguments.contains("--help") {
        command.args(["--today", TODAY]);
    }
    command.env_remove("LC_ALL").env_remove("LC_MESSAGES").env("NO_COLOR", "1").env("COLUMNS", "100");
    command.env("LANG", if japanese { "ja_JP.UTF-8" } else { "en_US.UTF-8" });
    command.stdin(Stdio::null()).stdout(writer.try_clone().unwrap()).stderr(writer);
    let mut child = command.spawn().unwrap();
    // The ends for writing that the command holds would keep the pipe open.
    drop(command);
    let mut output = String::new();
    reader.read_to_string(&mut output).unwrap();
    (output, child.wait().unwrap().code().unwrap_or(3))
}

/// The words of a command line; quotes hold words together.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut quote = None;
    for c in line.chars() {
        match quote {
            Some(q) if c == q => quote = None,
            None if c == '"' || c == '\'' => quote = Some(c),
            None if c == ' ' => words.push(std::mem::take(&mut word)),
            _ => word.push(c),
        }
    }
    words.push(word);
    words.retain(|w| !w.is_empty());
    words
}

/// The first line in which the document and the output differ, with what surrounds it.
pub fn difference(written: &str, fresh: &str) -> String {
    let (old, new): (Vec<_>, Vec<_>) = (written.lines().collect(), fresh.lines().collect());
    let at = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let line = |lines: &[&str]| lines.get(at).map_or("(the end)".to_string(), ToString::to_string);
    format!(
        "the output is another one (KITEI_UPDATE_DOCS=1 writes it anew); its line {}\n  document: {}\n  kitei:    {}",
        at + 1,
        line(&old),
        line(&new)
    )
}
