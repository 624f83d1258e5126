//! The habits of the house, checked: layers look down, files and functions stay small, one file names the solver.
//! `docs/architecture.md` gives the reasons.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)] // a test that panics has failed, and says where

use std::fs;
use std::path::{Path, PathBuf};

/// From the ground up: each layer may use itself and those before it.
const LAYERS: &[&str] = &[
    "source", "problem", "syntax", "model", "import", "amend", "proof", "table", "pipeline", "report", "lsp",
    "cli",
];
const MAX_LINES: usize = 500;
const MAX_FUNCTION: usize = 60;
const MEDIAN_LINES: usize = 160;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files(dir: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> =
        fs::read_dir(dir).expect("a folder of the house").map(|e| e.expect("an entry").path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, ending, found);
        } else if path.to_string_lossy().ends_with(ending) {
            found.push(path);
        }
    }
}

/// Every Rust file of `src/` as (path from `src/`, text).
fn sources() -> Vec<(String, String)> {
    let src = root().join("src");
    let mut found = Vec::new();
    files(&src, ".rs", &mut found);
    assert!(found.len() > 20, "the house has been found");
    found
        .into_iter()
        .map(|p| {
            let name = p.strip_prefix(&src).expect("below src").to_string_lossy().replace('\\', "/");
            (name, fs::read_to_string(&p).expect("readable"))
        })
        .collect()
}

fn layer_of(path: &str) -> Option<usize> {
    let first = path.split('/').next()?.trim_end_matches(".rs");
    LAYERS.iter().position(|l| *l == first)
}

#[test]
fn layers_look_down_only() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let Some(own) = layer_of(&path) else { continue };
        for (number, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or("");
            for (used, name) in LAYERS.iter().enumerate() {
                if used > own && code.contains(&format!("crate::{name}")) {
                    wrong.push(format!("{path}:{}: uses `{name}`", number + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "a layer looks up:\n{}", wrong.join("\n"));
}

#[test]
fn one_file_names_the_solver() {
    let named: Vec<String> = sources()
        .into_iter()
        .filter(|(_, text)| text.lines().any(|l| l.split("//").next().unwrap_or("").contains("z3::")))
        .map(|(path, _)| path)
        .collect();
    assert_eq!(named, ["proof/solver.rs"]);
}

/// The numbers of Z3's operators differ from one version of libz3 to the next, and the binding knows one: with
/// 4.13.3 to 5.2, which are supported, the kind of a constant comes back as another. Nothing else depends on them.
#[test]
fn the_solver_is_never_asked_for_the_kind_of_an_operator() {
    for (path, text) in sources() {
        assert!(!text.contains("DeclKind") && !text.contains("decl().kind"), "{path} asks for it");
    }
}

#[test]
fn files_are_small_and_introduce_themselves() {
    let mut lines = Vec::new();
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let count = text.lines().count();
        if count > MAX_LINES {
            wrong.push(format!("{path}: {count} lines"));
        }
        if !text.starts_with("//!") {
            wrong.push(format!("{path}: does not say what it is (`//!`)"));
        }
        lines.push(count);
    }
    lines.sort_unstable();
    let median = lines[lines.len() / 2];
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(median <= MEDIAN_LINES, "half of the files have {median} lines or more");
}

#[test]
fn functions_are_short() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let lines: Vec<&str> = text.lines().collect();
        for (start, line) in lines.iter().enumerate() {
            let indent = line.len() - line.trim_start().len();
            if !is_function_head(line.trim_start()) {
                continue;
            }
            let close = format!("{}}}", " ".repeat(indent));
            let Some(length) = lines[start..].iter().position(|l| *l == close) else { continue };
            if length > MAX_FUNCTION {
                wrong.push(format!("{path}:{}: {length} lines", start + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "functions over {MAX_FUNCTION} lines:\n{}", wrong.join("\n"));
}

fn is_function_head(line: &str) -> bool {
    let bare = ["pub(crate) ", "pub(super) ", "pub ", "const "]
        .iter()
        .fold(line, |l, p| l.strip_prefix(p).unwrap_or(l));
    bare.starts_with("fn ") && !line.ends_with(';')
}

#[test]
fn nothing_unfinished_is_left() {
    for (path, text) in sources() {
        for word in ["todo!", "unimplemented!", "FIXME", "XXX", "dbg!"] {
            assert!(!text.contains(word), "{path} has {word}");
        }
    }
}

#[test]
fn the_architecture_page_fits_its_reader() {
    let page = fs::read_to_string(root().join("docs/architecture.md")).expect("docs/architecture.md");
    assert!(page.lines().count() < 200);
    for (name, _) in dependencies() {
        assert!(page.contains(&format!("`{name}`")), "docs/architecture.md does not justify `{name}`");
    }
}

/// Names under `[dependencies]` and `[dev-dependencies]`.
fn dependencies() -> Vec<(String, String)> {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("Cargo.toml");
    let mut inside = false;
    let mut found = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line == "[dependencies]" || line == "[dev-dependencies]";
        } else if inside
            && let Some((name, rest)) = line.split_once(" = ")
            && name != "kitei"
            && !name.starts_with('#')
        {
            found.push((name.to_string(), rest.to_string()));
        }
    }
    assert!(found.len() > 10);
    found
}
