//! What becomes of the claims: only those are verified again that can have another answer.

use std::collections::BTreeSet;

use crate::amend::joint::Joint;
use crate::model::graph::{Cone, Node};
use crate::model::{ClaimId, Model, PolicyGraph};
use crate::pipeline::compared::answers;
use crate::pipeline::{Prover, cones};
use crate::proof::{Answer, Case, Failure, Options, Verdict};

/// The answer to one instance of a claim, before and after; not the same.
#[derive(Debug)]
pub struct Answered {
    pub claim: String,
    pub instance: Vec<String>,
    /// None: the old wording has no such claim or instance.
    pub before: Option<Verdict>,
    pub after: Option<Verdict>,
    /// Whether the claim itself says something else.
    pub reworded: bool,
    pub turn: Turn,
    /// The new answer with its course, articles and readings.
    pub answer: Option<Answer>,
}

/// Whether it is better or worse than before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turn {
    Worse,
    Otherwise,
    Better,
}

/// Every instance with another answer; and how many claims were verified, of how many.
pub fn compared(
    joint: &Joint,
    (old, new): (&Model, &Model),
    prover: Prover,
    options: &Options,
) -> Result<(Vec<Answered>, (usize, usize)), Failure> {
    let reworded = joint.reworded(old, new);
    let names = concerned(joint, &reworded, old, new);
    let of = |model: &Model| -> Vec<String> {
        let own = model.claims.iter().map(|claim| &claim.name);
        own.filter(|name| names.contains(*name)).cloned().collect()
    };
    let before = answers(old, prover, of(old), options)?;
    let after = answers(new, prover, of(new), options)?;
    let total: BTreeSet<&str> =
        old.claims.iter().chain(&new.claims).map(|claim| claim.name.as_str()).collect();
    let mut found = Vec::new();
    let mut known: BTreeSet<(String, Vec<String>)> = BTreeSet::new();
    for answer in after {
        let key = key(new, &answer);
        let earlier =
            before.iter().find(|other| self::key(old, other) == key).map(|other| other.verdict.bare());
        let later = answer.verdict.bare();
        known.insert(key.clone());
        if earlier.as_ref() == Some(&later) {
            continue;
        }
        let turn = turn(earlier.as_ref(), Some(&later));
        let reworded = reworded.contains(&key.0);
        let (claim, instance) = key;
        found.push(Answered {
            claim,
            instance,
            before: earlier,
            after: Some(later),
            reworded,
            turn,
            answer: Some(answer),
        });
    }
    for answer in before {
        let key = key(old, &answer);
        if known.contains(&key) {
            continue;
        }
        let verdict = answer.verdict.bare();
        let turn = turn(Some(&verdict), None);
        let (claim, instance) = key;
        found.push(Answered {
            claim,
            instance,
            before: Some(verdict),
            after: None,
            reworded: true,
            turn,
            answer: None,
        });
    }
    found.sort_by_key(|answered| answered.turn);
    Ok((found, (names.len(), total.len())))
}

/// The claims whose answers can differ: what they say, or something on which they depend, is not the same.
fn concerned(joint: &Joint, reworded: &BTreeSet<String>, old: &Model, new: &Model) -> BTreeSet<String> {
    let mut names = reworded.clone();
    for (model, changed) in [(old, &joint.changed.old), (new, &joint.changed.new)] {
        let graph = PolicyGraph::new(model);
        for (index, claim) in model.claims.iter().enumerate() {
            if touches(&cones::of_claim(&graph, model, ClaimId::from_index(index)), changed) {
                names.insert(claim.name.clone());
            }
        }
    }
    names
}

fn touches(cone: &Cone, changed: &BTreeSet<Node>) -> bool {
    changed.iter().any(|node| match node {
        Node::Relation(id) => cone.relations.contains(id),
        Node::Act(id) => cone.acts.contains(id),
        Node::Norm(id) => cone.norms.contains(id),
        _ => false,
    })
}

/// The claim and its instance, by name.
fn key(model: &Model, answer: &Answer) -> (String, Vec<String>) {
    let element =
        |id: &crate::model::ElementId| model.kinds[id.kind.index()].elements[id.index as usize].name.clone();
    (model.claims[answer.claim.index()].name.clone(), answer.instance.iter().map(element).collect())
}

/// How far a verdict is from a proof.
fn distance(verdict: &Verdict) -> u8 {
    match verdict {
        Verdict::Proved => 0,
        Verdict::ProvedAssuming => 1,
        Verdict::ProvedWithoutTransfers => 2,
        Verdict::TurnsOnReading(_) => 3,
        Verdict::Silent => 4,
        Verdict::Undecided(_) => 5,
        Verdict::Vacuous => 6,
        Verdict::Violated => 7,
        Verdict::ViolatedAlways | Verdict::Refuted => 8,
    }
}

fn turn(before: Option<&Verdict>, after: Option<&Verdict>) -> Turn {
    let (Some(before), Some(after)) = (before, after) else {
        // A new claim that does not hold is a new violation; one that is dropped is told of.
        return match (before, after) {
            (None, Some(after)) if !after.is_green() => Turn::Worse,
            (Some(before), None) if before.is_green() => Turn::Worse,
            _ => Turn::Otherwise,
        };
    };
    if let (Verdict::TurnsOnReading(one), Verdict::TurnsOnReading(two)) = (before, after) {
        let far = |cases: &[Case]| cases.iter().map(|case| distance(&case.verdict)).collect::<Vec<_>>();
        let (one, two) = (far(one), far(two));
        let pairs = || one.iter().zip(&two);
        return match (one.len() == two.len(), pairs().any(|(a, b)| a < b), pairs().any(|(a, b)| a > b)) {
            (true, false, true) => Turn::Better,
            (true, false, false) => Turn::Otherwise,
            _ => Turn::Worse,
        };
    }
    match distance(before).cmp(&distance(after)) {
        std::cmp::Ordering::Less => Turn::Worse,
        std::cmp::Ordering::Equal => Turn::Otherwise,
        std::cmp::Ordering::Greater => Turn::Better,
    }
}
