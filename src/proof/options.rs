//! How hard to try. Counts only, never time, so that answers do not depend on the machine.

use std::sync::Arc;

use super::course::Fixpoints;
use super::fault::Fault;
use super::query::Watch;

/// What to verify, and within which limits.
#[derive(Debug, Clone)]
#[allow(clippy::struct_excessive_bools)] // each is a switch of the command line
pub struct Options {
    /// Only claims of these names; all if empty.
    pub claims: Vec<String>,
    /// The solver's own steps for one question.
    pub effort: u32,
    /// Whether every answer of one way of proving is compared with the other's, where there are two.
    pub cross_check: bool,
    /// What decides plain truth values.
    pub plain: Plain,
    /// The solver's seed; answers must not depend on it.
    pub seed: u32,
    /// Combinations of readings tried for one claim.
    pub combinations: usize,
    /// People tried in search of a world where no bound is known.
    pub people: u32,
    /// Unnamed members of each open kind tried in search of a world where no bound is known.
    pub members: u32,
    /// Whether to look at courses of events; if not, what depends on them is undecided.
    pub courses: bool,
    /// Whether to look for invariants of all courses; if not, little that never happens is proved.
    pub invariants: bool,
    /// Acts of the longest course searched for.
    pub acts: u32,
    /// A goal that needs so many acts at least is looked at as a workflow first.
    pub workflow: usize,
    /// Whether to find out what proofs rest on.
    pub articles: bool,
    /// Whether to look at violations more closely: is it always so, is the text merely silent?
    pub graded: bool,
    /// Whether to find out, of proofs, which provisions are at stake.
    pub stakes: bool,
    /// Whether to find out, of violations, which assumptions would mend them.
    pub assumptions: bool,
    /// Whether to find out, of what is possible, whose absence makes it impossible.
    pub absences: bool,
    /// How many threads answer claims; as many as there are cores if not given. Answers do not depend on it.
    pub threads: Option<usize>,
    /// What several runs over the same model share, so that they work it out once. Answers do not depend on it.
    pub fixpoints: Option<Fixpoints>,
    /// Sees every question that is put to a solver.
    pub watch: Option<Arc<dyn Watch>>,
    /// A bug on purpose (tests only).
    pub fault: Option<Fault>,
}

/// What decides plain truth values; the answers are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plain {
    /// The SAT solver of this process.
    Sat,
    /// z3 (for tests that compare the two).
    Z3,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            claims: Vec::new(),
            effort: 4_000_000,
            cross_check: true,
            plain: Plain::Sat,
            seed: 0,
            combinations: 256,
            people: 6,
            members: 3,
            courses: true,
            invariants: true,
            acts: 12,
            workflow: 8,
            articles: true,
            graded: true,
            stakes: false,
            assumptions: false,
            absences: false,
            threads: None,
            fixpoints: None,
            watch: None,
            fault: None,
        }
    }
}
