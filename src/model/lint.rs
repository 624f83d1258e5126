//! Built-in checks that need no solver: what a regulation that can be read may still lack.
//!
//! Each check is one file with one function that adds what it finds. `allow` lines silence findings by code and
//! name; one that silences nothing is a finding itself.

mod act;
mod duty;
mod fill;
mod levels;
mod naming;
mod norm;
mod provision;
mod record;
mod role;
mod role_in_reading;
mod unused;

use super::from_syntax::key;
use super::{Allow, Model, PolicyGraph};
use crate::problem::catalogue::lint as entries;
use crate::problem::{Entry, Problem};

pub use levels::Levels;
pub use norm::names_of;
pub use provision::encoded;

/// What the checks read, and what they found.
struct Lint<'m> {
    model: &'m Model,
    graph: PolicyGraph,
    found: Vec<Found>,
}

/// One finding, and the names by which an `allow` line may speak of it.
#[derive(Debug, Clone)]
pub struct Found {
    pub problem: Problem,
    pub targets: Vec<String>,
}

/// Every finding that no `allow` line accepts, in the order of the text. To be asked of regulations without errors:
/// what seems to be missing may otherwise stand where something is wrong.
pub fn lint(model: &Model) -> Vec<Problem> {
    let mut lint = Lint { model, graph: PolicyGraph::new(model), found: Vec::new() };
    lint.roles();
    lint.roles_in_readings();
    lint.namings();
    lint.unused();
    lint.acts();
    lint.records();
    lint.provisions();
    lint.norms();
    lint.duties();
    accepted(model, lint.found, entries::ALL)
}

impl Lint<'_> {
    /// Adds a finding about one or more names.
    fn add(&mut self, problem: Problem, targets: impl IntoIterator<Item = String>) {
        self.found.push(Found { problem, targets: targets.into_iter().collect() });
    }
}

/// What no `allow` line accepts, and the `allow` lines for checks of this part that accept nothing; in the order of the
/// text.
pub fn accepted(model: &Model, found: Vec<Found>, part: &[&Entry]) -> Vec<Problem> {
    let allows = &model.allows;
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
    let asked = |allow: &Allow| part.iter().any(|entry| entry.code == allow.code);
    let stale = allows.iter().zip(used).filter(|(allow, used)| !used && asked(allow));
    problems.extend(stale.map(|(allow, _)| {
        Problem::new(&entries::STALE_ALLOW).at(allow.span).plain("code", &allow.code).help("drop")
    }));
    problems.sort_by_key(|p| p.labels.first().map(|l| l.span));
    problems
}

/// A name without blanks, as it is compared.
fn plain(name: &str) -> String {
    key(name).chars().filter(|c| !c.is_whitespace()).collect()
}
