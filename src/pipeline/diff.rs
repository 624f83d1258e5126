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
use crate::model::from_syntax::key;
use crate::model::graph::Node;
use crate::model::{ActId, Model};
use crate::problem::Problem;
use crate::proof::{Answer, Differences, Failure, Options};
use crate::syntax::calendar::Date;
use access::Access;

pub use answers::{Answered, Kept, Turn};

/// Everything that differs.
#[derive(Debug)]
pub struct Diff {
    /// Both wordings side by side, with the variables of the differences.
    pub model: Model,
    /// Acts that somebody may or must do under one wording and not under the other, or whose norms merely differ.
    pub acts: Vec<ActChange>,
    /// Instances of claims whose answer is another one, or that are in one wording only.
    pub answers: Vec<Answered>,
    /// Instances of claims that were compared, and whose answer is the same.
    pub kept: Vec<Kept>,
    /// Every answer of the new wording that was asked for, in order.
    pub after: Vec<Answer>,
    /// Of the claims: how many were verified in both wordings, of how many in all.
    pub asked: (usize, usize),
    /// What is wrong with claims of the old wording, and of the new: no world is lawful that meets what they assume.
    pub problems: [Vec<Problem>; 2],
    pub cells: Vec<CellChanged>,
    pub changed: Changed,
    /// Approvals of what comes into force here that accept nothing of what is gained, by position.
    pub stale: Vec<usize>,
    /// Whether nothing differs but who may and must do what; of other declarations that differ, nothing is proved.
    only_norms: bool,
}

/// Who may do an act, before and after.
#[derive(Debug)]
pub struct ActChange {
    pub act: ActId,
    /// Of what is gained, what no approval accepts.
    pub gained: Differences,
    pub lost: Differences,
    /// What is gained and accepted, approval by approval; what several accept is with the first.
    pub accepted: Vec<Accepted>,
}

/// What is gained and accepted by an approval.
#[derive(Debug)]
pub struct Accepted {
    /// Which of the model's approvals.
    pub approval: usize,
    pub differences: Differences,
}

impl ActChange {
    /// Whether it is proved that everybody may and must do the same.
    pub fn is_same(&self) -> bool {
        let same = |side: &Differences| side.found.is_empty() && side.duty.is_none() && side.complete;
        same(&self.gained) && same(&self.lost) && self.accepted.is_empty()
    }
}

impl Diff {
    /// Whether it is shown that nothing differs in meaning.
    pub fn is_same(&self) -> bool {
        self.only_norms
            && self.problems.iter().all(Vec::is_empty)
            && self.answers.is_empty()
            && self.cells.is_empty()
            && self.acts.iter().all(ActChange::is_same)
    }

    /// Whether something is worse than before that nobody has accepted: somebody may do more, or a guarantee is lost.
    pub fn is_worse(&self) -> bool {
        self.answers.iter().any(Answered::is_held_against)
            || self.acts.iter().any(|act| !act.gained.found.is_empty() || !act.gained.complete)
    }
}

/// Compares two wordings that resolve without errors. Terms of known findings are held against `today`.
pub fn diff(
    old: &Resolved,
    new: &Resolved,
    prover: Prover,
    options: &Options,
    today: Date,
) -> Result<Diff, Failure> {
    let joint = Joint::of(&old.model, &new.model);
    let approvals = approvals(old, new);
    let access =
        Access { joint: &joint, old: &old.model, new: &new.model, approvals: &approvals, prover, options };
    let (model, acts, mut stale) = access.compared()?;
    stale.retain(|index| is_whole(old, new, &new.model.approvals[*index].amendment));
    let answers::Comparison { answers, kept, after, asked, problems } =
        answers::compared(&joint, (&old.model, &new.model), prover, options, today)?;
    let cells = cells(&old.model, &new.model, prover);
    let only_norms = only_norms(&joint);
    Ok(Diff {
        model,
        acts,
        answers,
        kept,
        after,
        asked,
        problems,
        cells,
        changed: joint.changed,
        stale,
        only_norms,
    })
}

/// Whether the amendment of this name is in the wording.
fn in_force(resolved: &Resolved, name: &str) -> bool {
    resolved.model.amendments.iter().any(|it| key(&it.name) == key(name) && it.incorporated)
}

/// Whether all that an amendment brings comes between the two: what an approval accepts may come at another time.
fn is_whole(old: &Resolved, new: &Resolved, name: &str) -> bool {
    let mut own = new.model.amendments.iter().filter(|it| key(&it.name) == key(name));
    let waits = own.any(|it| it.later.iter().any(|day| new.day.is_none_or(|new| *day > new)));
    !in_force(old, name) && !waits
}

/// The approvals of the new wording that count: those of amendments of which something takes effect between the two.
fn approvals(old: &Resolved, new: &Resolved) -> Vec<usize> {
    let between =
        |day: &Date| old.day.is_some_and(|old| old < *day) && new.day.is_some_and(|new| *day <= new);
    let later = |name: &str| {
        let mut own = new.model.amendments.iter().filter(|it| key(&it.name) == key(name));
        own.any(|it| it.later.iter().any(between))
    };
    let counts = |name: &str| in_force(new, name) && (!in_force(old, name) || later(name));
    let all = new.model.approvals.iter().enumerate();
    all.filter(|(_, approval)| counts(&approval.amendment)).map(|(index, _)| index).collect()
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
