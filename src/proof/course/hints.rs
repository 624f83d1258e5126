//! What was found about the same question under other readings: tried first, since it mostly holds again.
//!
//! Nothing is believed: a course counts once the evaluator has replayed it, invariants once they are certified.

use std::collections::BTreeMap;

use super::found::Found;
use super::invariant::Invariant;
use crate::model::ElementId;

/// Which formula of a claim is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// What the claim excludes.
    Bad,
    /// What it is about.
    Premise,
    /// What it says is possible.
    Good,
}

/// An instance of a claim, one of its formulas, and by how many people it is to come about.
pub type Topic = (Vec<ElementId>, Part, Option<u32>);

/// What was found about each topic of one claim.
pub type Memory = BTreeMap<Topic, Hints>;

/// What was found about one question, with whether offices could change hands.
#[derive(Debug, Clone, Default)]
pub struct Hints {
    pub courses: Vec<(bool, Found)>,
    pub proofs: Vec<(bool, Vec<Invariant>)>,
}

impl Hints {
    /// The courses, for a question under further conditions: they may meet those too.
    #[must_use]
    pub fn courses_only(&self) -> Self {
        Self { courses: self.courses.clone(), proofs: Vec::new() }
    }

    /// Keeps a course, if it is not known yet.
    pub fn course(&mut self, transfers: bool, found: Found) {
        if !self.courses.iter().any(|(_, known)| *known == found) {
            self.courses.push((transfers, found));
        }
    }
}
