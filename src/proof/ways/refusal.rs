//! Whether those of whom a question speaks may always, sometimes or never; the least refusal, and what would change it.

use super::super::claim::Stop;
use super::super::constants::Constants;
use super::super::decide::Decision;
use super::super::fold::Env as Folded;
use super::super::guard;
use super::super::rests::Rests;
use super::super::verdict::Reason;
use super::super::witness::{self, Deed, Witness};
use super::pattern::Pattern;
use super::{Found, Seeking, called_a};
use crate::model::World as Facts;
use crate::model::eval::{self, Env, Evaluator, Ground, Literal, Truth};
use crate::model::{
    Assuming, Formula, ProvisionId, ReadingChoice, RelationId, RelationKind, Sort, Term, Value, VarId,
};
use crate::proof::worlds::{World, expanded};

/// No more ways to choose who else is concerned are tried for one change.
const CHOICES: usize = 256;

/// No more bans than this are lifted for one change.
const BANS: usize = 8;

/// Whether they may, under one combination of the readings that matter.
#[derive(Debug)]
pub struct Standing {
    pub readings: Vec<ReadingChoice>,
    /// In which lawful worlds, whatever has been earned and done.
    pub decision: Decision,
    /// What that rests on; nothing of `Sometimes`.
    pub articles: Vec<ProvisionId>,
    pub refusal: Option<Refusal>,
}

/// The least lawful world in which they may not.
#[derive(Debug)]
pub struct Refusal {
    pub shown: Witness,
    /// What may not be done, and why not.
    pub deed: Deed,
    /// What would have to be different for it to be allowed, as the evaluator confirms; none if none was found.
    pub change: Option<Change>,
    /// Where no change was found: the least world in which they may.
    pub allowed: Option<Witness>,
}

/// A few facts that make the difference.
#[derive(Debug)]
pub struct Change {
    pub literals: Vec<Literal>,
    /// What people are called, among them those who come in with the change.
    pub names: Vec<String>,
}

impl Seeking<'_> {
    /// Whether they may, and what the least refusal looks like.
    pub fn standing(
        &mut self,
        constants: &Constants,
        readings: Vec<ReadingChoice>,
        found: &[Found],
    ) -> Result<Standing, Stop> {
        let (subject, may) = (self.asked.subject.clone(), self.asked.may_somehow());
        let own = self.asked.subject_vars();
        let some = |body: Formula| Formula::exists_used(&own, body);
        let refused = some(Formula::and([subject.clone(), may.clone().negate()]));
        let allowed = some(Formula::and([subject.clone(), may]));
        let answers =
            (self.worlds.possible(constants, &refused)?, self.worlds.possible(constants, &allowed)?);
        let (decision, impossible) = match answers {
            (Some(true), Some(true)) => (Decision::Sometimes, None),
            (Some(false), Some(true)) => (Decision::Always, Some(&refused)),
            (Some(true), Some(false)) => (Decision::Never, Some(&allowed)),
            (Some(false), Some(false)) => (Decision::Moot, Some(&allowed)),
            _ => (Decision::Undecided(Reason::Limit), None),
        };
        let articles = impossible.map_or_else(Vec::new, |formula| self.articles(constants, formula));
        let wanted = answers.0 == Some(true);
        let world = if wanted { self.worlds.world(constants, &refused)? } else { World::Open };
        let refusal = match world {
            World::Shown(shown) => match self.refusal(*shown, found) {
                Some(refusal) if refusal.change.is_none() && decision == Decision::Sometimes => {
                    Some(Refusal { allowed: self.allowed(constants, &allowed)?, ..refusal })
                }
                refusal => refusal,
            },
            World::Nowhere | World::Open => None,
        };
        Ok(Standing { readings, decision, articles, refusal })
    }

    /// What it rests on that no world satisfies the formula.
    fn articles(&mut self, constants: &Constants, formula: &Formula) -> Vec<ProvisionId> {
        let Some(prop) = expanded(constants, formula) else { return Vec::new() };
        let guards = Rests::new(constants, prop).on(&mut self.worlds.session, &Folded::default());
        guard::articles(self.model, &guards.unwrap_or_default())
    }

    /// The least world in which they may; whoever may is called A there.
    fn allowed(&mut self, constants: &Constants, formula: &Formula) -> Result<Option<Witness>, Stop> {
        let World::Shown(mut shown) = self.worlds.world(constants, formula)? else { return Ok(None) };
        called_a(&mut shown);
        Ok(Some(*shown))
    }

    fn refusal(&self, shown: Witness, found: &[Found]) -> Option<Refusal> {
        let person = value(&shown, &self.asked.who)?;
        let mut args = Vec::new();
        for (position, term) in self.asked.args.iter().enumerate() {
            args.push(value(&shown, term).or_else(|| self.usual(&shown, position, found))?);
        }
        let trace = eval::why_may(self.model, &shown.world, person, self.asked.act, &args);
        if !trace.truth.is_false() {
            return None;
        }
        let deed = Deed { person, act: self.asked.act, args, trace };
        let changing = Changing { seeking: self, shown: &shown, deed: &deed };
        let change = changing.least(found);
        Some(Refusal { change, allowed: None, deed, shown })
    }

    /// An argument that the question leaves open: as in the first way, if it exists in this world.
    fn usual(&self, shown: &Witness, position: usize, found: &[Found]) -> Option<Value> {
        let act = &self.model.acts[self.asked.act.index()];
        let sort = self.model.vars[act.params.get(position)?.index()].sort;
        let values = shown.world.domain.values(sort);
        let known = found.iter().filter_map(|found| found.shown.deeds.first()?.args.get(position));
        let known = known.copied().find(|value| values.contains(value));
        known.or_else(|| values.first().copied())
    }
}

fn value(shown: &Witness, term: &Term) -> Option<Value> {
    match term {
        Term::Var(var) => shown.bindings.iter().find(|(known, _)| known == var).map(|(_, value)| *value),
        Term::Element(element) => Some(Value::Element(*element)),
        Term::Quantity(quantity) => Some(Value::Quantity(*quantity)),
        Term::Attribute(..) => None,
    }
}

/// Looks for the least change that makes the refused act allowed.
struct Changing<'a> {
    seeking: &'a Seeking<'a>,
    shown: &'a Witness,
    deed: &'a Deed,
}

impl Changing<'_> {
    fn least(&self, found: &[Found]) -> Option<Change> {
        let changes = found.iter().flat_map(|found| self.by(found));
        let least = changes.min_by_key(Vec::len)?;
        let people = least.iter().flat_map(people).map(|person| person + 1).max().unwrap_or(0);
        let people = people.max(self.shown.world.domain.people);
        Some(Change { literals: least, names: (0..people).map(witness::name).collect() })
    }

    /// The changes that make this way be given, for each choice of who else is concerned.
    fn by(&self, found: &Found) -> Vec<Vec<Literal>> {
        let world = self.with_newcomers(&found.pattern);
        let mut known: Vec<(VarId, Value)> = self.shown.bindings.clone();
        let asked = std::iter::once(&self.seeking.asked.who).chain(&self.seeking.asked.args);
        let values = std::iter::once(self.deed.person).chain(self.deed.args.iter().copied());
        for (term, value) in asked.zip(values) {
            if let Term::Var(var) = term {
                known.retain(|(other, _)| other != var);
                known.push((*var, value));
            }
        }
        let mut choices = vec![known];
        for var in &found.pattern.others {
            let values = world.domain.values(self.seeking.model.vars[var.index()].sort);
            let with = |known: &Vec<(VarId, Value)>, value: &Value| [&known[..], &[(*var, *value)]].concat();
            choices =
                choices.iter().flat_map(|known| values.iter().map(move |value| with(known, value))).collect();
            choices.truncate(CHOICES);
        }
        choices.iter().filter_map(|known| self.given(found, world.clone(), known)).collect()
    }

    /// The world of the refusal with somebody new for each other person of the pattern.
    fn with_newcomers(&self, pattern: &Pattern) -> Facts {
        let mut world = self.shown.world.clone();
        let mut domain = (*world.domain).clone();
        for var in &pattern.others {
            match self.seeking.model.vars[var.index()].sort {
                Sort::Person => domain.people += 1,
                Sort::Kind(kind) => domain.members[kind.index()] += 1,
                Sort::Number | Sort::Duration => {}
            }
        }
        world.domain = std::sync::Arc::new(domain);
        witness::fill_offices(self.seeking.model, &mut world);
        world
    }

    /// What changes if all of the pattern is given; none if he may not do it even so.
    fn given(&self, found: &Found, mut world: Facts, known: &[(VarId, Value)]) -> Option<Vec<Literal>> {
        let mut literals = Vec::new();
        let env = known.iter().fold(Env::new(), |env, (var, value)| env.with(*var, *value));
        for (part, holds) in &found.pattern.parts {
            let ground = {
                let evaluator = Evaluator::new(self.seeking.model, &world);
                match part {
                    Formula::Atom(relation, args) => Ground::Atom {
                        relation: *relation,
                        args: evaluator.values(&env, args)?,
                        clause: None,
                    },
                    Formula::Did(who, act, args) => {
                        Ground::Did(*act, evaluator.value(&env, who)?, evaluator.values(&env, args)?)
                    }
                    Formula::Done(act, args) => Ground::Done(*act, evaluator.values(&env, args)?),
                    _ => return None,
                }
            };
            self.set(&mut world, ground, *holds, &mut literals);
        }
        for _ in 0..BANS {
            if !self.lift_ban(found, &mut world, &mut literals) {
                break;
            }
        }
        self.confirmed(&world, &env).then_some(literals)
    }

    /// Makes a fact or deed true or false, and tells of it if it is different.
    fn set(&self, world: &mut Facts, ground: Ground, holds: bool, literals: &mut Vec<Literal>) {
        let changed = match &ground {
            Ground::Atom { relation, args, .. } => {
                let changed = world.holds(*relation, args) != holds;
                if changed && holds {
                    self.succeed(world, *relation, args);
                }
                world.set(*relation, args.clone(), holds);
                changed
            }
            Ground::Did(act, person, args) => {
                let deed = (*act, *person, args.clone());
                if holds { world.history.insert(deed) } else { world.history.remove(&deed) }
            }
            Ground::Done(act, args) => {
                let done = |(other, _, with): &&(_, Value, Vec<Value>)| other == act && with == args;
                let known: Vec<_> = world.history.iter().filter(done).cloned().collect();
                if holds && known.is_empty() {
                    world.history.insert((*act, Value::Person(0), args.clone()));
                }
                if !holds {
                    known.iter().for_each(|deed| _ = world.history.remove(deed));
                }
                known.is_empty() == holds
            }
            Ground::Reading(_) => false,
        };
        if changed {
            literals.push(Literal { ground, holds: if holds { Truth::True } else { Truth::False } });
        }
    }

    /// Whoever held the office holds it no more.
    fn succeed(&self, world: &mut Facts, relation: RelationId, args: &[Value]) {
        if !matches!(self.seeking.model.relations[relation.index()].kind, RelationKind::Office { .. }) {
            return;
        }
        world.facts.retain(|(other, held)| *other != relation || held.get(1..) != args.get(1..));
    }

    /// Changes a plain fact on which a ban rests that stops the norm; whether there was one.
    fn lift_ban(&self, found: &Found, world: &mut Facts, literals: &mut Vec<Literal>) -> bool {
        let model = self.seeking.model;
        let trace = eval::why_may(model, world, self.deed.person, self.deed.act, &self.deed.args);
        let permit = trace.permits.iter().find(|permit| permit.norm == found.norm);
        let stopping = permit.map_or(&[][..], |permit| &permit.stopped_by[..]);
        let plain = |literal: &&Literal| match &literal.ground {
            Ground::Atom { relation, .. } => {
                let fact = matches!(model.relations[relation.index()].kind, RelationKind::Fact { .. });
                fact && !literals.iter().any(|known| known.ground == literal.ground)
            }
            _ => false,
        };
        let bans = trace.forbids.iter().filter(|ban| stopping.contains(&ban.norm));
        let literal = bans.flat_map(|ban| &ban.reason.literals).find(plain).cloned();
        let Some(Literal { ground, holds }) = literal else { return false };
        self.set(world, ground, !holds.is_true(), literals);
        true
    }

    /// Whether the changed world is lawful, the person is still as asked, and may do it.
    fn confirmed(&self, world: &Facts, env: &Env) -> bool {
        let Seeking { model, asked, .. } = self.seeking;
        let named = |var: &VarId| asked.who == Term::Var(*var) || asked.args.contains(&Term::Var(*var));
        let others: Vec<VarId> = asked.subject_vars().into_iter().filter(|var| !named(var)).collect();
        let subject = Formula::exists_used(&others, asked.subject.clone());
        let evaluator = Evaluator::new(model, world);
        evaluator.truth_in(&mut env.clone(), &subject).is_true()
            && evaluator.may(self.deed.person, self.deed.act, &self.deed.args).is_true()
            && eval::lawful(model, world, &Assuming::default()).is_empty()
    }
}

/// The people of whom a literal speaks, by number.
fn people(literal: &Literal) -> Vec<u32> {
    let (first, args): (Option<&Value>, &[Value]) = match &literal.ground {
        Ground::Atom { args, .. } | Ground::Done(_, args) => (None, args),
        Ground::Did(_, person, args) => (Some(person), args),
        Ground::Reading(_) => (None, &[]),
    };
    let number = |value: &Value| match value {
        Value::Person(number) => Some(*number),
        _ => None,
    };
    first.into_iter().chain(args).filter_map(number).collect()
}
