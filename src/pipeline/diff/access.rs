//! Who may do what under one wording and not under the other, replayed in each wording by itself.

use super::ActChange;
use crate::amend::joint::Joint;
use crate::model::eval::Evaluator;
use crate::model::{ActId, Model, Value, World};
use crate::pipeline::Prover;
use crate::proof::{Compared, Difference, Failure, Options, Witness};

/// Every act whose norms differ, and the model of which the differences speak.
pub fn compared(
    joint: &Joint,
    (old, new): (&Model, &Model),
    prover: Prover,
    options: &Options,
) -> Result<(Model, Vec<ActChange>), Failure> {
    let [before, after] = &joint.lawful;
    let pairs: Vec<Compared> = joint
        .pairs
        .iter()
        .flat_map(|pair| {
            let gained = Compared { lets: pair.new, refuses: pair.old, lawful: after.clone() };
            [gained, Compared { lets: pair.old, refuses: pair.new, lawful: before.clone() }]
        })
        .collect();
    let (model, found) = (prover.differences)(&joint.model, &pairs, options)?;
    let mut sides = found.into_iter();
    let mut acts = Vec::new();
    for pair in &joint.pairs {
        let (Some(gained), Some(lost)) = (sides.next(), sides.next()) else { break };
        for (side, now) in [(&gained, true), (&lost, false)] {
            for difference in &side.found {
                if !is_replayed(joint, (old, new), pair.act, difference, now) {
                    let claim = joint.model.acts[pair.act.index()].name.clone();
                    let why = "the wordings do not differ in the world found".to_string();
                    return Err(Failure::Replay { claim, why });
                }
            }
        }
        acts.push(ActChange { act: pair.act, gained, lost });
    }
    Ok((model, acts))
}

/// Whether each wording by itself says of the world found what the joint model says.
fn is_replayed(
    joint: &Joint,
    (old, new): (&Model, &Model),
    act: ActId,
    difference: &Difference,
    gained: bool,
) -> bool {
    let shown: &Witness = &difference.shown;
    let value = |var| shown.bindings.iter().find(|(known, _)| *known == var).map(|(_, value)| *value);
    let Some(values) = difference.vars.iter().map(|var| value(*var)).collect::<Option<Vec<Value>>>() else {
        return false;
    };
    let Some((person, args)) = values.split_first() else { return false };
    let in_new = (act.index() < new.acts.len()).then_some(act);
    let in_old = joint.old.acts.iter().position(|id| *id == act).map(ActId::from_index);
    let after = in_new.is_some_and(|act| {
        let (world, args) = (joint.in_new(&shown.world, new), joint.args_in_new(&shown.world, args, new));
        may(new, &world, *person, act, args.as_deref())
    });
    let before = in_old.is_some_and(|act| {
        let (world, args) = (joint.in_old(&shown.world, old), joint.args_in_old(&shown.world, args, old));
        may(old, &world, *person, act, args.as_deref())
    });
    after == gained && before != gained
}

fn may(model: &Model, world: &World, person: Value, act: ActId, args: Option<&[Value]>) -> bool {
    // What the wording does not know, it lets nobody do.
    args.is_some_and(|args| Evaluator::new(model, world).may(person, act, args).is_true())
}
