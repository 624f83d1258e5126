//! Every question about the claims of the village's regulation that no course of events decides (a subset of its claims:
//! courses take minutes), from our own text of it: read back by z3, and asked of cvc5.
//!
//! cvc5 must be there (`make test` fetches it); a machine without it fails here and skips nothing.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)] // a test that panics has failed, and says where

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const VILLAGE: &str = "rules/shinto";

/// `PATH` with the folder into which `make test` may have put cvc5.
fn programs() -> std::ffi::OsString {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join(".z3/cvc5/bin");
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::join_paths(std::iter::once(own).chain(std::env::split_paths(&path))).expect("a path")
}

fn verify(words: &[&str], path: &std::ffi::OsStr) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kitei"));
    let claims = include_str!("data/static-claims.txt").lines().flat_map(|claim| ["--claim", claim]);
    command
        .args(["verify", VILLAGE, "--lang", "en"])
        .args(claims)
        .args(words)
        .current_dir(env!("CARGO_MANIFEST_DIR"));
    let output = command.env("PATH", path).output().expect("kitei runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

fn emitted(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).expect("a folder");
    let mut all: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    all.sort();
    all
}

#[test]
fn what_is_emitted_is_read_back_by_z3_with_the_same_answer() {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path().join("new/questions");
    let words = ["--cross-check", "--emit-smt2", folder.to_str().expect("UTF-8")];
    let (code, first, err) = verify(&words, &programs());
    assert_eq!(code, Some(0), "{err}");
    let files = emitted(&folder);
    assert!(files.len() > 300, "{}", files.len());
    let (mut quantified, mut numbers) = (0, 0);
    for path in &files {
        let text = fs::read_to_string(path).expect("readable");
        let answer = text.lines().next().expect("a line");
        quantified += usize::from(text.contains("forall"));
        numbers += usize::from(text.contains("LIA"));
        let solver = z3::Solver::new();
        solver.from_string(text.as_str());
        let told = match solver.check() {
            z3::SatResult::Sat => "; sat",
            z3::SatResult::Unsat => "; unsat",
            z3::SatResult::Unknown => "; unknown",
        };
        assert!(told == answer || "; unknown" == told, "{}: {answer}, read back: {told}", path.display());
        assert!(text.ends_with("(check-sat)\n"), "{}", path.display());
    }
    assert!(quantified > 50 && numbers > 20, "{quantified} with quantifiers, {numbers} with numbers");
    // The same questions, the same files, the same answers.
    let (_, second, _) = verify(&words, &programs());
    assert_eq!(first, second);
    assert_eq!(emitted(&folder), files);
}

#[test]
fn cvc5_confirms_the_answers_of_a_subset_the_claims_that_no_course_decides() {
    let (code, _, err) = verify(&["--cross-check", "--second-solver", "cvc5"], &programs());
    assert_eq!(code, Some(0), "{err}");
    let line = err.lines().find(|line| line.starts_with("cvc5 confirmed")).expect("a count");
    println!("{line}");
    let mut counts = line.split(|c: char| !c.is_ascii_digit()).filter_map(|word| word.parse::<u32>().ok());
    // The 5 of its name comes first.
    let (confirmed, open) = (counts.nth(1).expect("a count"), counts.next().expect("a count"));
    assert!(confirmed > 300 && open * 10 < confirmed, "{line}");
}

/// A cvc5 that says the contrary of anything.
#[cfg(unix)]
#[test]
fn a_second_solver_that_disagrees_stops_everything() {
    use std::os::unix::fs::PermissionsExt;
    for (says, told) in [("sat", "disagree"), ("unsat", "disagree"), ("nonsense", "nonsense")] {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("cvc5");
        fs::write(&path, format!("#!/bin/sh\ncat > /dev/null\necho {says}\n")).expect("written");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("executable");
        let usual = std::env::var_os("PATH").unwrap_or_default();
        let places = std::iter::once(dir.path().to_path_buf()).chain(std::env::split_paths(&usual));
        let (code, out, err) =
            verify(&["--second-solver", "cvc5"], &std::env::join_paths(places).expect("a path"));
        assert_eq!(code, Some(3), "{err}");
        assert!(out.is_empty() && err.contains("prover_failed") && err.contains(told), "{says}: {err}");
    }
}

#[test]
fn without_the_second_solver_nothing_is_claimed() {
    let dir = tempfile::tempdir().expect("a folder");
    let (code, out, err) = verify(&["--second-solver", "cvc5"], dir.path().as_os_str());
    assert_eq!(code, Some(3), "{err}");
    assert!(out.is_empty() && err.contains("no_second_solver"), "{err}");
}
