//! A course that crosses the day, replayed in each wording by itself: nobody sees it otherwise.

use super::Before;
use crate::amend::succession::Succession;
use crate::model::eval::{self, Env, Evaluator};
use crate::model::{ActId, Assuming, ClaimId, ElementId, Model, Value, World};
use crate::proof::{Deed, Event, Failure, Verdict, Witness};

/// What the course is said to show.
pub struct Shown<'a> {
    pub claim: ClaimId,
    pub instance: &'a [ElementId],
    pub verdict: &'a Verdict,
}

/// Fails unless the old wording confirms every step before the day, and the new one every step after it.
pub fn confirmed(
    before: &[Before],
    new: &Model,
    succession: &Succession,
    witness: &Witness,
    shown: &Shown,
) -> Result<(), Failure> {
    let replay = Replay { before, new, succession, shown };
    replay.course(witness).map_err(|why| {
        let claim = new.claims[shown.claim.index()].name.clone();
        Failure::Replay { claim, why: format!("across days: {why}") }
    })
}

struct Replay<'a> {
    before: &'a [Before],
    new: &'a Model,
    succession: &'a Succession,
    shown: &'a Shown<'a>,
}

impl Replay<'_> {
    fn course(&self, witness: &Witness) -> Result<(), String> {
        let mut world = witness.first();
        self.succession.turns.iter().for_each(|turn| world.set(turn.in_force, Vec::new(), false));
        // How many days have passed.
        let mut now = 0;
        if !eval::initial(self.model(now), &self.of(&world, now)) {
            return Err("something has been earned or done at the start".to_string());
        }
        self.lawful(&world, now)?;
        for (index, event) in witness.events.iter().enumerate() {
            let wrong = |why: String| format!("step {}: {why}", index + 1);
            let mut after = world.clone();
            event
                .facts()
                .iter()
                .for_each(|(fact, holds)| after.set(fact.relation, fact.args.clone(), *holds));
            match event {
                Event::Wording { .. } => {
                    let turn =
                        self.succession.turns.get(now).ok_or_else(|| wrong("no such day".to_string()))?;
                    after.set(turn.in_force, Vec::new(), true);
                    now += 1;
                    self.lawful(&after, now).map_err(wrong)?;
                }
                Event::Change { .. } => {
                    let (one, two) = (self.of(&world, now), self.of(&after, now));
                    eval::change(self.model(now), &one, &two, &self.assuming(now))
                        .map_err(|why| wrong(format!("{why:?}")))?;
                }
                Event::Act { deed, .. } => {
                    after.history.insert((deed.act, deed.person, deed.args.clone()));
                    self.act(&world, &after, now, deed).map_err(wrong)?;
                }
            }
            world = after;
        }
        if now < self.before.len() {
            return Err("the last wording never comes into force".to_string());
        }
        let end = self.of(&world, now);
        if end.facts != self.of(&witness.world, now).facts {
            return Err("the last world is another one".to_string());
        }
        self.shows(&end)
    }

    /// The wording after so many days.
    fn model(&self, now: usize) -> &Model {
        self.before.get(now).map_or(self.new, |before| &before.resolved.model)
    }

    /// The world as that wording sees it.
    fn of(&self, world: &World, now: usize) -> World {
        let plain = self.succession.plain(world);
        match (self.succession.joint(now), self.succession.joint(0)) {
            (Some(joint), _) => joint.in_old(&plain, self.model(now)),
            (None, Some(joint)) => joint.in_new(&plain, self.new),
            (None, None) => plain,
        }
    }

    /// Earlier wordings know nothing of the last one's assumptions.
    fn assuming(&self, now: usize) -> Assuming {
        let own = &self.new.claims[self.shown.claim.index()].assuming;
        if now == self.before.len() {
            own.clone()
        } else {
            Assuming { no_transfers: own.no_transfers, ..Assuming::default() }
        }
    }

    fn lawful(&self, world: &World, now: usize) -> Result<(), String> {
        let breaches = eval::lawful(self.model(now), &self.of(world, now), &self.assuming(now));
        if breaches.is_empty() { Ok(()) } else { Err(format!("the world is not lawful ({breaches:?})")) }
    }

    /// Whether the wording of that time lets him do the act, and what it brings about is what is told.
    fn act(&self, world: &World, after: &World, now: usize, deed: &Deed) -> Result<(), String> {
        let shared = self.succession.act(deed.act);
        let args = &deed.args;
        let known = shared.and_then(|shared| {
            if let Some(joint) = self.succession.joint(now) {
                let own = joint.old.acts.iter().position(|id| *id == shared).map(ActId::from_index);
                return own.zip(joint.args_in_old(world, args, self.model(now)));
            }
            let own = (shared.index() < self.new.acts.len()).then_some(shared);
            own.zip(self.succession.joint(0)?.args_in_new(world, args, self.new))
        });
        let Some((own, args)) = known else { return Err("the wording knows no such act".to_string()) };
        let (model, before) = (self.model(now), self.of(world, now));
        let done = eval::step(model, &before, &self.assuming(now), deed.person, own, &args)
            .map_err(|why| format!("the act is not possible ({why:?})"))?;
        let told = self.of(after, now);
        let same = done.facts == told.facts && done.history == told.history;
        if same { Ok(()) } else { Err("the act brings about something else".to_string()) }
    }

    /// Whether the claim, as the new wording has it, comes out as told in the last world.
    fn shows(&self, end: &World) -> Result<(), String> {
        let claim = &self.new.claims[self.shown.claim.index()];
        let formula = super::shown(claim, self.shown.verdict);
        let values: Vec<Value> = self.shown.instance.iter().copied().map(Value::Element).collect();
        let mut env = Env::of(&claim.instances, &values);
        let truth = Evaluator::new(self.new, end).truth_in(&mut env, formula);
        if truth.is_true() {
            Ok(())
        } else {
            Err(format!("in the last world the claim's formula is {truth:?}"))
        }
    }
}
