//! Every fenced block of the documents runs, and what is generated in them is up to date.
//!
//! Blocks are marked after their language. ```` ```kitei ```` blocks say `check` (no errors), `verify` (no errors,
//! everything proved or expected) or `error CODE` (that code, and no other error), and may say `file=PATH` (the block
//! is that file), `add=PATH` (it goes on at the end of that file) or `with=PATH` (it is read after that file).
//! A ```` ```text ```` block may say `file=PATH` too.
//! Files with a folder in their path are checked with all of the folder. ```` ```console ```` blocks hold command
//! lines and their exact output, run among the files defined before.
//! `KITEI_UPDATE_DOCS=1` writes the outputs and the generated parts anew.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)] // a test that panics has failed, and says where

#[path = "docs/blocks.rs"]
mod blocks;
#[path = "docs/console.rs"]
mod console;
#[path = "support/files.rs"]
mod files;
#[path = "docs/generated.rs"]
mod generated;
#[path = "docs/rules.rs"]
mod rules;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use blocks::Block;
use rules::Files;

/// Languages of blocks that show something that cannot be run here.
const SHOWN_ONLY: &[&str] = &["text", "sh", "json", "toml", "dot", "mermaid", "markdown"];

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

pub fn updating() -> bool {
    std::env::var_os("KITEI_UPDATE_DOCS").is_some_and(|v| v == "1")
}

/// Held while documents are written, since several tests write into one.
pub fn writing() -> Option<MutexGuard<'static, ()>> {
    static WRITING: Mutex<()> = Mutex::new(());
    updating().then(|| WRITING.lock().unwrap_or_else(PoisonError::into_inner))
}

/// Runs every block of one document, in order; what went wrong, each with path and line.
fn run(document: &Path) -> Vec<String> {
    let _writing = writing();
    let text = fs::read_to_string(document).unwrap();
    let name = document.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
    let mut files = Files::default();
    let mut wrong = Vec::new();
    let mut outputs = Vec::new();
    for block in blocks::find(&text) {
        let result = match block.language.as_str() {
            "kitei" => files.take(&block).and_then(|()| rules::judge(&files, &block)),
            "console" => console::run(&files, &block, name.ends_with(".ja.md")).and_then(|fresh| {
                let same = fresh == block.text;
                outputs.push((block.range.clone(), fresh.clone()));
                if same || updating() { Ok(()) } else { Err(console::difference(&block.text, &fresh)) }
            }),
            "text" if block.value("file").is_some() => files.take(&block),
            shown if SHOWN_ONLY.contains(&shown) => Ok(()),
            other => Err(format!("blocks of `{other}` are not known to the test")),
        };
        if let Err(why) = result {
            wrong.push(format!("{name}:{}: {why}", block.line));
        }
    }
    if updating() {
        blocks::replace(document, &text, &outputs);
    }
    wrong
}

fn assert_runs(documents: impl IntoIterator<Item = PathBuf>) {
    let wrong: Vec<String> = documents.into_iter().flat_map(|d| run(&d)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn the_english_guide_runs() {
    assert_runs([root().join("docs/guide.md")]);
}

#[test]
fn the_japanese_guide_runs() {
    assert_runs([root().join("docs/guide.ja.md")]);
}

#[test]
fn the_reference_runs() {
    assert_runs([root().join("docs/language.md")]);
}

#[test]
fn the_pages_of_problems_run() {
    assert_runs(files::below("docs/problems", "md"));
}

#[test]
fn every_other_document_runs() {
    let own = ["guide.md", "guide.ja.md", "language.md"];
    let other = |p: &PathBuf| p.parent() == Some(&root().join("docs")) && !own.iter().any(|o| p.ends_with(o));
    let others = files::below("docs", "md").into_iter().filter(other);
    assert_runs(others.chain(["CHANGELOG.md", "README.md"].map(|name| root().join(name))));
}

/// A block without its mark would be shown and never run.
#[test]
fn blocks_are_found_with_their_marks() {
    let found: Vec<Block> =
        blocks::find("a\n```kitei check file=a.kitei\nx\n\n```\n````markdown\n```kitei\n```\n````\n");
    assert_eq!(found.len(), 2);
    assert_eq!((found[0].line, found[0].text.as_str()), (2, "x\n\n"));
    assert_eq!(found[0].marks, ["check", "file=a.kitei"]);
    assert_eq!(found[1].text, "```kitei\n```\n");
}
