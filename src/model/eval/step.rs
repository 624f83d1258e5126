//! Courses of events: the first world, acts and changes (language.md, section 6).

use super::{Breach, Env, Evaluator, Truth, lawful};
use crate::model::{
    Act, ActId, Assuming, Changeability, Effect, Model, RelationId, RelationKind, Value, World,
};
use crate::source::Span;

/// Why an act does not happen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The person may not do it, or whether he may is unknown; [`why_may`](super::why_may) tells more.
    NotAllowed(Truth),
    /// Whether this effect happens, or on what, turns on a gap of the text.
    UnknownEffect(Span),
    /// No lawful world has its effect.
    Blocked(Vec<Breach>),
}

/// Why one world does not follow another by a change of circumstances.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChangeFault {
    /// Only an act changes this fact.
    Earned(RelationId, Vec<Value>),
    /// Nothing changes this fact.
    Fixed(RelationId, Vec<Value>),
    /// Offices do not change hands under the assumption `no transfers`.
    Transfer(RelationId, Vec<Value>),
    /// The history, the people and members there are, the gaps' values or the chosen readings differ.
    Frame,
    /// The world after it is not lawful.
    Unlawful(Vec<Breach>),
}

/// Whether a course may begin here: nothing has been earned and nothing has been done.
pub fn initial(model: &Model, world: &World) -> bool {
    let earned = |relation| changeability(model, relation) == Some(Changeability::Earned);
    world.history.is_empty() && !world.facts.iter().any(|(relation, _)| earned(*relation))
}

/// The world after the person has done the act. The world before it is lawful.
pub fn step(
    model: &Model,
    world: &World,
    assuming: &Assuming,
    person: Value,
    act: ActId,
    args: &[Value],
) -> Result<World, Refusal> {
    let allowed = Evaluator::new(model, world).may(person, act, args);
    if !allowed.is_true() {
        return Err(Refusal::NotAllowed(allowed));
    }
    let mut after = world.clone();
    perform(model, world, &mut after, person, act, args)?;
    after.history.insert((act, person, args.to_vec()));
    // Whether a world is lawful does not turn on what was done.
    if after.facts == world.facts {
        return Ok(after);
    }
    match lawful(model, &after, assuming) {
        breaches if breaches.is_empty() => Ok(after),
        breaches => Err(Refusal::Blocked(breaches)),
    }
}

/// Whether `after` follows `before` by a change: circumstances change, nothing earned or fixed does.
pub fn change(model: &Model, before: &World, after: &World, assuming: &Assuming) -> Result<(), ChangeFault> {
    for (relation, args) in before.facts.symmetric_difference(&after.facts) {
        may_change(model, *relation, args, assuming)?;
    }
    let frame = |world: &World| World { facts: before.facts.clone(), ..world.clone() };
    if frame(before) != frame(after) {
        return Err(ChangeFault::Frame);
    }
    match lawful(model, after, assuming) {
        breaches if breaches.is_empty() => Ok(()),
        breaches => Err(ChangeFault::Unlawful(breaches)),
    }
}

/// Whether a change may touch this fact.
pub(crate) fn may_change(
    model: &Model,
    relation: RelationId,
    args: &[Value],
    assuming: &Assuming,
) -> Result<(), ChangeFault> {
    let office = matches!(model.relations[relation.index()].kind, RelationKind::Office { .. });
    match changeability(model, relation) {
        Some(Changeability::Earned) => Err(ChangeFault::Earned(relation, args.to_vec())),
        Some(Changeability::Circumstance) if office && assuming.no_transfers => {
            Err(ChangeFault::Transfer(relation, args.to_vec()))
        }
        Some(Changeability::Circumstance) => Ok(()),
        Some(Changeability::Fixed) | None => Err(ChangeFault::Fixed(relation, args.to_vec())),
    }
}

/// How a relation that worlds hold facts of may change; none for what is defined or constant.
fn changeability(model: &Model, relation: RelationId) -> Option<Changeability> {
    match model.relations[relation.index()].kind {
        RelationKind::Fact { change, .. } => Some(change),
        RelationKind::Office { .. } => Some(Changeability::Circumstance),
        _ => None,
    }
}

/// Brings about the effects whose `when` holds in the world before: first what ends, then what begins.
fn perform(
    model: &Model,
    before: &World,
    after: &mut World,
    person: Value,
    act: ActId,
    args: &[Value],
) -> Result<(), Refusal> {
    let act = &model.acts[act.index()];
    let env = Env::of(&act.params, args).with(act.actor, person);
    for (effect, pattern) in happening(model, before, act, &env, false)? {
        after.facts.retain(|(relation, held)| *relation != effect.relation || !matches(&pattern, held));
    }
    for (effect, pattern) in happening(model, before, act, &env, true)? {
        // `_` in `gives` is refused by resolution.
        let args: Option<Vec<Value>> = pattern.into_iter().collect();
        after.set(effect.relation, args.ok_or(Refusal::UnknownEffect(effect.span))?, true);
    }
    Ok(())
}

type Pattern = Vec<Option<Value>>;

/// The effects of one sort that happen, with their arguments (none for any).
fn happening<'a>(
    model: &Model,
    before: &World,
    act: &'a Act,
    env: &Env,
    gives: bool,
) -> Result<Vec<(&'a Effect, Pattern)>, Refusal> {
    let evaluator = Evaluator::new(model, before);
    let mut result = Vec::new();
    for effect in act.effects.iter().filter(|effect| effect.gives == gives) {
        let unknown = Refusal::UnknownEffect(effect.span);
        match evaluator.truth_in(&mut env.clone(), &effect.when) {
            Truth::False => {}
            Truth::Unknown => return Err(unknown),
            Truth::True => {
                let value = |arg: &Option<_>| match arg {
                    None => Some(None),
                    Some(term) => evaluator.value(env, term).map(Some),
                };
                let pattern: Option<Pattern> = effect.args.iter().map(value).collect();
                result.push((effect, pattern.ok_or(unknown)?));
            }
        }
    }
    Ok(result)
}

fn matches(pattern: &[Option<Value>], args: &[Value]) -> bool {
    pattern.iter().zip(args).all(|(wanted, arg)| wanted.is_none_or(|wanted| wanted == *arg))
}
