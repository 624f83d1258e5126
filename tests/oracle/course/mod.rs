//! The oracle for courses of events: the least number of acts to a goal in a world of a given size, without solver.
//!
//! [`answer`] (or [`Oracle::answer`], for several questions of one regulation) takes a [`Case`] (a claim, one instance, one combination of readings; `verdict::cases` lists them), the
//! [`Size`] of the worlds and the [`Limits`] of the search. It walks every course of language.md, section 6, that
//! starts in a lawful world with nothing earned and nothing done, and says after how many acts at the least the
//! premise, a bad and a good world are reached: once over all courses, once over those in which no office changes
//! hands. [`Answer::verdict`] reads the verdict for that size from it; [`verdict::over_sizes`] joins those of several sizes.
//!
//! How: between two acts every circumstance may change, at no cost, to anything lawful. What a course must remember is
//! therefore only what is *earned* and *done*; the rest (the *frame*) is either constant throughout (fixed facts, gaps
//! of the text, and offices if there are no transfers) or free at every moment (the other circumstances). The reference evaluator
//! tells of every act on what it turns, and so does it of the claim ([`grow`]); [`layout`] puts what is asked into the
//! bits of one number; [`search`] walks breadth first, for one frame after the other. [`steps`] holds a step against
//! the evaluator's, [`plain`] the whole against a search over complete worlds; [`generate`] writes random regulations.

pub mod compare;
pub mod cone;
pub mod fillings;
pub mod generate;
pub mod grow;
pub mod invariants;
pub mod layout;
pub mod plain;
pub mod search;
pub mod split;
pub mod steps;
pub mod verdict;

use super::partial::Filling;
use super::verdict::Case;
use cone::{Cone, Known};
use verdict::{Answer, Filled, Reach};

/// How large the worlds are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Size {
    /// At least one.
    pub people: u32,
    /// Unnamed members of each open kind, besides the named ones.
    pub extra: u32,
}

/// When to give up.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Evaluations of one formula or act, to learn on what it turns.
    pub nodes: u32,
    /// States (what is earned and done) over all frames of one search.
    pub states: usize,
    /// Frames of one search.
    pub frames: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { nodes: 1_000, states: 20_000, frames: 1_000 }
    }
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum GaveUp {
    Nodes,
    States,
    Frames,
    /// More than fits into 128 bits is to be remembered.
    Bits,
}

/// An oracle of one regulation. What it learns of an act serves every later question.
pub struct Oracle {
    limits: Limits,
    known: Known,
}

impl Oracle {
    /// An oracle that gives up at these limits. It must be asked of one regulation only.
    pub fn new(limits: Limits) -> Self {
        Self { limits, known: Known::default() }
    }

    /// What is reached, and after how many acts, in worlds of this size.
    pub fn answer(&self, case: &Case, size: Size) -> Result<Answer, GaveUp> {
        let cone = Cone::new(case, size, &self.limits, &self.known)?;
        let constant = search::reach(&cone, true, &self.limits)?;
        let free = search::reach(&cone, false, &self.limits)?;
        let over = |by_filling: &[(Filling, Reach)]| Reach::over(by_filling.iter().map(|(_, reach)| *reach));
        let filled = constant.iter().zip(&free).map(|((filling, constant), (_, free))| Filled {
            filling: filling.clone(),
            free: *free,
            constant: *constant,
        });
        Ok(Answer {
            kind: case.claim.kind,
            no_transfers: case.claim.assuming.no_transfers,
            free: over(&free),
            constant: over(&constant),
            filled: filled.collect(),
        })
    }
}

/// The answer to a single question.
pub fn answer(case: &Case, size: Size, limits: &Limits) -> Result<Answer, GaveUp> {
    Oracle::new(*limits).answer(case, size)
}

/// Every size up to a number of people, and of unnamed members if there are open kinds; the smallest first.
pub fn sizes(model: &kitei::model::Model, people: u32, extra: u32) -> Vec<Size> {
    let extra = if model.kinds.iter().any(|kind| kind.open) { extra } else { 0 };
    (1..=people).flat_map(|people| (0..=extra).map(move |extra| Size { people, extra })).collect()
}

/// The regulation of a seed, resolved.
pub fn model(seed: u64) -> kitei::model::Model {
    super::resolved(&generate::regulation(seed), &format!("seed {seed}"))
}
