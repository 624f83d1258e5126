//! What was found about the same question under other readings or assumptions: tried first, since it mostly holds again.
//!
//! Nothing is believed: a course counts once the evaluator has replayed it, invariants once they are certified.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

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
#[derive(Debug, Default)]
pub struct Memory {
    topics: BTreeMap<Topic, Hints>,
    supposing: Option<Rc<RefCell<Memory>>>,
}

impl Memory {
    /// What is known of a topic.
    pub fn get(&self, topic: &Topic) -> Option<&Hints> {
        self.topics.get(topic)
    }

    /// The same, to be added to.
    pub fn of_topic(&mut self, topic: Topic) -> &mut Hints {
        self.topics.entry(topic).or_default()
    }

    /// What is known of the same claim with more assumptions than it names: all that is known of the claim, and what
    /// was found since.
    ///
    /// That stays apart: what is shown of the claim must not depend on whether anything else was asked.
    pub fn supposing(&mut self) -> Rc<RefCell<Memory>> {
        let supposing = Rc::clone(self.supposing.get_or_insert_default());
        let mut known = supposing.borrow_mut();
        for (topic, hints) in &self.topics {
            known.of_topic(topic.clone()).absorb(hints);
        }
        drop(known);
        supposing
    }
}

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

    /// Keeps what others have found, as far as it is not known yet.
    fn absorb(&mut self, other: &Self) {
        for (transfers, found) in &other.courses {
            if !self.courses.iter().any(|(_, known)| known == found) {
                self.courses.push((*transfers, found.clone()));
            }
        }
        for proof in &other.proofs {
            if !self.proofs.contains(proof) {
                self.proofs.push(proof.clone());
            }
        }
    }
}
