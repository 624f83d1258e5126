//! What a case of each stage prints.

use std::fmt::Write;

use kitei::pipeline::{Loaded, Parsed, Resolved};
use kitei::problem::{Lang, Problem};
use kitei::report::{Style, text};
use kitei::source::Sources;

use super::{outline, summary};

/// Narrow and of fixed width, so that snapshots are the same on every screen.
const WIDTH: usize = 80;

/// The output of a case of `stage`.
pub fn run(stage: &str, loaded: Loaded) -> String {
    match stage {
        "syntax" => syntax(&loaded.parse()),
        "model" => model(&loaded.parse().resolve()),
        other => panic!("there is no stage `{other}`: see tests/support/stages.rs"),
    }
}

/// Problems of reading, and what was understood.
fn syntax(parsed: &Parsed) -> String {
    let mut out = problems(&parsed.problems, &parsed.sources);
    for tree in &parsed.trees {
        writeln!(out, "== {} ==", parsed.sources.get(tree.file).path).expect("memory");
        out.push_str(&outline::items(&tree.items, &parsed.sources));
    }
    out
}

/// Problems of meaning; of a regulation without any, what it means.
fn model(resolved: &Resolved) -> String {
    if resolved.problems.is_empty() {
        return summary::model(&resolved.model);
    }
    problems(&resolved.problems, &resolved.sources)
}

/// The same problems in both languages.
fn problems(problems: &[Problem], sources: &Sources) -> String {
    if problems.is_empty() {
        return String::new();
    }
    let told = |lang| {
        let style = Style { width: WIDTH, ..Style::plain(lang) };
        text::problems(problems, sources, style)
    };
    format!("== en ==\n{}== ja ==\n{}", told(Lang::En), told(Lang::Ja))
}
