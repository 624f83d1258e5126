//! Built-in checks that need no solver: what a regulation that can be read may still lack.
//!
//! Each check is one file with one function that adds what it finds. `allow` lines silence findings by code and
//! name; one that silences nothing is a finding itself.

mod act;
mod duty;
mod fill;
mod naming;
mod norm;
mod provision;
mod record;
mod role;
mod unused;

use super::from_syntax::key;
use super::{Allow, Model, PolicyGraph};
use crate::problem::catalogue::lint as entries;
use crate::problem::{Entry, Problem};

pub use provision::encoded;

/// What the checks read, and what they found.
struct Lint<'m> {
    model: &'m Model,
    graph: PolicyGraph,
    found: Vec<Found>,
}

/// One finding, and the names by which an `allow` line may speak of it.
struct Found {
    problem: Problem,
    targets: Vec<String>,
}

/// Every finding that no `allow` line accepts, in the order of the text. To be asked of regulations without errors:
/// what seems to be missing may otherwise stand where something is wrong.
pub fn lint(model: &Model) -> Vec<Problem> {
    let mut lint = Lint { model, graph: PolicyGraph::new(model), found: Vec::new() };
    lint.roles();
    lint.namings();
    lint.unused();
    lint.acts();
    lint.records();
    lint.provisions();
    lint.norms();
    lint.duties();
    let mut problems = accepted(&model.allows, lint.found);
    problems.sort_by_key(|p| p.labels.first().map(|l| l.span));
    problems
}

impl Lint<'_> {
    /// Adds a finding about one or more names.
    fn add(&mut self, problem: Problem, targets: impl IntoIterator<Item = String>) {
        self.found.push(Found { problem, targets: targets.into_iter().collect() });
    }
}

/// Drops what is allowed; adds the `allow` lines that accept nothing.
fn accepted(allows: &[Allow], found: Vec<Found>) -> Vec<Problem> {
    let wanted: Vec<Option<String>> = allows.iter().map(|a| a.target.as_deref().map(plain)).collect();
    let mut used = vec![false; allows.len()];
    let mut problems = Vec::new();
    for finding in found {
        let mut open = true;
        let targets: Vec<String> = finding.targets.iter().map(|t| plain(t)).collect();
        for (i, allow) in allows.iter().enumerate() {
            let named = || wanted[i].as_ref().is_none_or(|wanted| targets.contains(wanted));
            if allow.code == finding.problem.entry.code && named() {
                used[i] = true;
                open = false;
            }
        }
        if open {
            problems.push(finding.problem);
        }
    }
    let stale = allows.iter().zip(used).filter(|(allow, used)| !used && is_structural(&allow.code));
    problems.extend(stale.map(|(allow, _)| {
        Problem::new(&entries::STALE_ALLOW).at(allow.span).plain("code", &allow.code).help("drop")
    }));
    problems
}

/// A name without blanks, as it is compared.
fn plain(name: &str) -> String {
    key(name).chars().filter(|c| !c.is_whitespace()).collect()
}

/// Whether a code is found here, and not by the prover.
fn is_structural(code: &str) -> bool {
    entries::STRUCTURAL.iter().any(|e: &&Entry| e.code == code)
}
