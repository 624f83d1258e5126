//! What an amendment means: two wordings compared by their meaning, not by their text.
//!
//! Who may do what under the one and not under the other, in every lawful world; what becomes of every claim; which
//! cells of published tables change; which declarations differ. Every world shown was replayed in both wordings.

mod access;
mod answers;

use std::collections::BTreeSet;

use super::compared::{CellChanged, cells};
use super::{Prover, Resolved};
use crate::amend::joint::{Changed, Joint};
use crate::model::graph::Node;
use crate::model::{ActId, Model};
use crate::proof::{Differences, Failure, Options};

pub use answers::{Answered, Turn};

/// Everything that differs.
#[derive(Debug)]
pub struct Diff {
    /// Both wordings side by side, with the variables of the differences.
    pub model: Model,
    /// Acts that somebody may or must do under one wording and not under the other, or whose norms merely differ.
    pub acts: Vec<ActChange>,
    /// Instances of claims whose answer is another one, or that are in one wording only.
    pub answers: Vec<Answered>,
    /// Of the claims: how many were verified in both wordings, of how many in all.
    pub asked: (usize, usize),
    pub cells: Vec<CellChanged>,
    pub changed: Changed,
    /// Whether nothing differs but who may and must do what; of other declarations that differ, nothing is proved.
    only_norms: bool,
}

/// Who may do an act, before and after.
#[derive(Debug)]
pub struct ActChange {
    pub act: ActId,
    pub gained: Differences,
    pub lost: Differences,
}

impl ActChange {
    /// Whether it is proved that everybody may and must do the same.
    pub fn is_same(&self) -> bool {
        let same = |side: &Differences| side.found.is_empty() && side.duty.is_none() && side.complete;
        same(&self.gained) && same(&self.lost)
    }
}

impl Diff {
    /// Whether it is shown that nothing differs in meaning.
    pub fn is_same(&self) -> bool {
        self.only_norms
            && self.answers.is_empty()
            && self.cells.is_empty()
            && self.acts.iter().all(ActChange::is_same)
    }

    /// Whether something is worse than before: somebody may do more, or a guarantee is lost.
    pub fn is_worse(&self) -> bool {
        self.answers.iter().any(|answered| answered.turn == Turn::Worse)
            || self.acts.iter().any(|act| !act.gained.found.is_empty() || !act.gained.complete)
    }
}

/// Compares two wordings that resolve without errors.
pub fn diff(old: &Resolved, new: &Resolved, prover: Prover, options: &Options) -> Result<Diff, Failure> {
    let joint = Joint::of(&old.model, &new.model);
    let (model, acts) = access::compared(&joint, (&old.model, &new.model), prover, options)?;
    let (answers, asked) = answers::compared(&joint, (&old.model, &new.model), prover, options)?;
    let cells = cells(&old.model, &new.model, prover);
    let only_norms = only_norms(&joint);
    Ok(Diff { model, acts, answers, asked, cells, changed: joint.changed, only_norms })
}

fn only_norms(joint: &Joint) -> bool {
    let compared: BTreeSet<ActId> = joint.pairs.iter().map(|pair| pair.act).collect();
    let norms = |node: &Node, act: fn(&Joint, ActId) -> ActId| match node {
        Node::Act(id) => compared.contains(&act(joint, *id)),
        _ => false,
    };
    let (old, new) = (&joint.changed.old, &joint.changed.new);
    !joint.changed.effects
        && old.iter().all(|node| norms(node, |joint, id| joint.old.acts[id.index()]))
        && new.iter().all(|node| norms(node, |_, id| id))
}
