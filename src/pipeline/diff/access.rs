//! Who may do what under one wording and not under the other, replayed in each wording by itself.

use super::{Accepted, ActChange};
use crate::amend::joint::{Joint, Pair};
use crate::model::eval::{Env, Evaluator};
use crate::model::{
    ActId, Approval, Formula, Model, Origin, Relation, RelationId, RelationKind, Term, Value, VarId, World,
};
use crate::pipeline::Prover;
use crate::proof::{Compared, Difference, Differences, Failure, Options, Witness};

/// What is asked of who may do what.
pub struct Access<'a> {
    pub joint: &'a Joint,
    pub old: &'a Model,
    pub new: &'a Model,
    /// Of the joint model's approvals, those that count.
    pub approvals: &'a [usize],
    pub prover: Prover,
    pub options: &'a Options,
}

/// The joint model with each approval as a relation of whom and of what it speaks.
struct Approving {
    model: Model,
    relations: Vec<(usize, RelationId)>,
}

impl Approving {
    fn new(access: &Access) -> Self {
        let mut model = access.joint.model.clone();
        let mut relations = Vec::new();
        for index in access.approvals {
            let Approval { actor, params, condition, .. } = &access.joint.model.approvals[*index];
            let params: Vec<VarId> = std::iter::once(*actor).chain(params.iter().copied()).collect();
            let sorts = params.iter().map(|var| model.vars[var.index()].sort).collect();
            let kind = RelationKind::Define { params, body: condition.clone() };
            let (name, origin) = (String::new(), Origin::default());
            model.relations.push(Relation { name, params: sorts, kind, origin });
            relations.push((*index, RelationId::from_index(model.relations.len() - 1)));
        }
        Self { model, relations }
    }

    /// The approvals that speak of an act.
    fn of(&self, act: ActId) -> Vec<(usize, RelationId)> {
        let own = self.relations.iter().copied();
        own.filter(|(index, _)| self.model.approvals[*index].act == act).collect()
    }
}

impl Access<'_> {
    /// Every act whose norms differ, and the model of which the differences speak; and the approvals that accept nothing.
    pub fn compared(&self) -> Result<(Model, Vec<ActChange>, Vec<usize>), Failure> {
        let approving = Approving::new(self);
        let pairs = self.joint.pairs.iter().flat_map(|pair| self.asked(pair, &approving)).collect::<Vec<_>>();
        let (model, found) = (self.prover.differences)(&approving.model, &pairs, self.options)?;
        let mut sides = found.into_iter().zip(&pairs);
        let mut acts = Vec::new();
        for pair in &self.joint.pairs {
            let (Some((gained, asked)), Some((lost, back))) = (sides.next(), sides.next()) else { break };
            self.replayed(&model, pair.act, &gained, asked, true)?;
            self.replayed(&model, pair.act, &lost, back, false)?;
            let mut accepted = Vec::new();
            for ((approval, _), (differences, asked)) in approving.of(pair.act).into_iter().zip(&mut sides) {
                self.replayed(&model, pair.act, &differences, asked, true)?;
                accepted.push(Accepted { approval, differences });
            }
            acts.push(ActChange { act: pair.act, gained, lost, accepted });
        }
        let stale = self.stale(&acts, &approving)?;
        acts.iter_mut().for_each(|act| {
            act.accepted.retain(|it| !it.differences.found.is_empty() || !it.differences.complete);
        });
        Ok((model, acts, stale))
    }

    /// Who gains outside all approvals, who loses, and who gains within each approval and outside those before it.
    fn asked(&self, pair: &Pair, approving: &Approving) -> Vec<Compared> {
        let [before, after] = &self.joint.lawful;
        let own: Vec<RelationId> = approving.of(pair.act).into_iter().map(|(_, relation)| relation).collect();
        let gained = Compared {
            lets: pair.new,
            refuses: pair.old,
            lawful: after.clone(),
            within: None,
            outside: own.clone(),
        };
        let lost = Compared {
            lets: pair.old,
            refuses: pair.new,
            lawful: before.clone(),
            within: None,
            outside: Vec::new(),
        };
        let accepted = own.iter().enumerate().map(|(index, relation)| Compared {
            within: Some(*relation),
            outside: own[..index].to_vec(),
            ..gained.clone()
        });
        [gained.clone(), lost].into_iter().chain(accepted).collect()
    }

    /// The approvals that speak of nothing that is gained, though another may have gone before.
    fn stale(&self, acts: &[ActChange], approving: &Approving) -> Result<Vec<usize>, Failure> {
        let accepts = |approval: usize| {
            let mut all = acts.iter().flat_map(|act| &act.accepted);
            all.any(|it| {
                it.approval == approval && !(it.differences.found.is_empty() && it.differences.complete)
            })
        };
        let silent: Vec<(usize, RelationId)> =
            approving.relations.iter().copied().filter(|(approval, _)| !accepts(*approval)).collect();
        let mut stale = Vec::new();
        for (approval, relation) in silent {
            let act = approving.model.approvals[approval].act;
            let pair = self.joint.pairs.iter().find(|pair| pair.act == act);
            let shared = pair.filter(|_| approving.of(act).len() > 1).map(|pair| Compared {
                within: Some(relation),
                outside: Vec::new(),
                ..self.asked(pair, approving).swap_remove(0)
            });
            let found = match shared {
                Some(asked) => (self.prover.differences)(&approving.model, &[asked], self.options)?.1,
                None => Vec::new(),
            };
            if found.iter().all(|differences| differences.found.is_empty() && differences.complete) {
                stale.push(approval);
            }
        }
        Ok(stale)
    }

    /// Every world found is one of the difference in each wording by itself, and within what was asked.
    fn replayed(
        &self,
        model: &Model,
        act: ActId,
        side: &Differences,
        asked: &Compared,
        gained: bool,
    ) -> Result<(), Failure> {
        for difference in &side.found {
            let as_asked = is_within(model, difference, asked);
            if !as_asked || !is_replayed(self.joint, (self.old, self.new), act, difference, gained) {
                let claim = self.joint.model.acts[act.index()].name.clone();
                let why = "the wordings do not differ in the world found".to_string();
                return Err(Failure::Replay { claim, why });
            }
        }
        Ok(())
    }
}

/// The person and the arguments of whom a difference speaks in the world that shows it.
fn values(difference: &Difference) -> Option<Vec<Value>> {
    let known = &difference.shown.bindings;
    let value = |var| known.iter().find(|(known, _)| *known == var).map(|(_, value)| *value);
    difference.vars.iter().map(|var| value(*var)).collect()
}

/// Whether the world shown is in the one relation and in none of the others.
fn is_within(model: &Model, difference: &Difference, asked: &Compared) -> bool {
    let Some(values) = values(difference) else { return false };
    let evaluator = Evaluator::new(model, &difference.shown.world);
    let env = difference.vars.iter().zip(values).fold(Env::new(), |env, (var, value)| env.with(*var, value));
    let holds = |relation: &RelationId| {
        let formula = Formula::Atom(*relation, difference.vars.iter().copied().map(Term::Var).collect());
        evaluator.truth_in(&mut env.clone(), &formula)
    };
    asked.within.iter().all(|relation| holds(relation).is_true())
        && asked.outside.iter().all(|relation| holds(relation).is_false())
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
    let Some(values) = values(difference) else { return false };
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
