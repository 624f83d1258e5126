//! Every `tests/cases/<stage>/<symptom>.kitei` goes through the pipeline as far as its stage says; what comes out is
//! compared with the snapshot beside it. A new case is a new file, and never a line of Rust.
//!
//! A line `//@ file NAME` in a case begins another file of the same regulation.
//! Stages: syntax, format, model, meaning, proof, audit, scenario, table, mutation (see `support/stages.rs`).
//! `INSTA_UPDATE=always cargo test --test cases` writes snapshots; `CASE=word` runs only the cases whose path has it.

#![allow(clippy::expect_used, clippy::panic)] // a test that panics has failed, and says where

#[path = "support/files.rs"]
mod files;
#[path = "support/outline.rs"]
mod outline;
#[path = "support/prover.rs"]
mod prover;
#[path = "support/stages.rs"]
mod stages;
#[path = "support/summary.rs"]
mod summary;

use std::fs;
use std::path::Path;

use kitei::pipeline::Loaded;

/// The files of one case, under names that say nothing about this machine.
fn load(path: &Path) -> Loaded {
    let text = fs::read_to_string(path).expect("a case in UTF-8");
    let own_name = path.file_name().expect("a file").to_string_lossy().into_owned();
    let mut files = vec![(own_name, String::new())];
    for line in text.split_inclusive('\n') {
        if let Some(name) = line.strip_prefix("//@ file ") {
            files.push((name.trim().to_string(), String::new()));
        } else if let Some((_, last)) = files.last_mut() {
            last.push_str(line);
        }
    }
    files.iter().filter(|(_, text)| !text.is_empty()).fold(Loaded::default(), |mut all, (name, text)| {
        if name == "kitei.toml" {
            all.add_settings(name.clone(), text.as_bytes());
            return all;
        }
        all.with(name, text)
    })
}

fn run(path: &Path) {
    let stage = path.parent().and_then(Path::file_name).expect("a stage").to_string_lossy().into_owned();
    let output = stages::run(&stage, load(path));
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(path.parent().expect("a folder"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
    settings.bind(|| insta::assert_snapshot!(name, output));
}

#[test]
fn every_case_is_as_its_snapshot_says() {
    let only = std::env::var("CASE").unwrap_or_default();
    let mut failed = Vec::new();
    for path in
        files::below("tests/cases", "kitei").into_iter().filter(|p| p.to_string_lossy().contains(&only))
    {
        if std::panic::catch_unwind(|| run(&path)).is_err() {
            failed.push(path.to_string_lossy().into_owned());
        }
    }
    assert!(failed.is_empty(), "{} cases differ from their snapshots:\n{}", failed.len(), failed.join("\n"));
}
