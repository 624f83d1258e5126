//! What a proof by invariants rests on: a least set of guards with which the same invariants are still a proof.
//!
//! What is off is unknown, not false: acts that the text forbids may be allowed then, and are looked at as well.

use super::super::claim::Stop;
use super::super::fold::Env;
use super::super::guard::{self, Guard};
use super::super::guards;
use super::super::prop::Prop;
use super::super::propagate::propagate;
use super::super::question::Question;
use super::super::rests::mentioned;
use super::super::session::Session;
use super::super::stake::Open;
use super::attempt::Attempt;
use super::certify::obligations;
use super::invariant::Invariant;
use super::reach::Goal;
use super::repertoire::{Guarding, Repertoire};
use super::system::System;
use crate::model::{ActId, RelationId};
use crate::proof::constants::Constants;

/// What was asked, with its guards.
#[derive(Debug, Clone, Copy)]
pub struct Sources<'s> {
    /// What the last world must satisfy, expanded.
    pub goal: &'s Prop,
    /// What the claim's instance variables are in it.
    pub env: &'s Env,
    /// What every world must meet, expanded.
    pub always: &'s Prop,
    /// The same as far as it has no guards and no closed kinds.
    pub besides: Option<&'s Prop>,
}

/// The search for what one proof rests on.
pub struct Core<'r, 'a> {
    /// The acts without any guards.
    pub plain: &'r Repertoire<'a>,
    pub goal: &'r Goal<'r>,
    pub transfers: bool,
    pub invariants: &'r [Invariant],
}

/// What is asked, with some guards off or with switches for them.
struct Written<'a> {
    system: System<'a>,
    goal: Prop,
}

impl<'a> Core<'_, 'a> {
    /// A least set, by doing without one table after the other, and then without one other guard after the other, in
    /// declaration order. None if that is too much to be written down, or the solver gives up.
    pub fn rests(&self, session: &mut Session) -> Option<Vec<Guard>> {
        let constants = self.plain.constants;
        let first = self.written(Guarding::Switched(Vec::new()))?;
        let tables = self.tables(&first)?;
        let mut without = Vec::new();
        for table in &tables {
            without.push(*table);
            if !self.holds_without(session, &without) {
                without.pop();
            }
        }
        let kept: Vec<Guard> = tables
            .iter()
            .filter(|table| !without.contains(table))
            .map(|table| Guard::Table(*table))
            .collect();
        let whole = Prop::or(self.obligations_but(first, without)?);
        let guards = guard::in_order(constants.model, mentioned(constants, &whole));
        let needed = session.needed(constants, &whole, &guards)?;
        Some(guard::in_order(constants.model, needed.into_iter().chain(kept)))
    }

    /// Whether no course leads there while a provision is open: by the same invariants, or by others.
    pub fn holds_while(&self, session: &mut Session, open: &Open) -> Result<bool, Stop> {
        let constants = self.plain.constants;
        let Some(first) = self.written(Guarding::Switched(Vec::new())) else { return Ok(false) };
        let Some(tables) = self.tables(&first) else { return Ok(false) };
        let tables = open.tables(tables);
        let Some(all) = self.obligations_but(first, tables.clone()) else { return Ok(false) };
        let whole = Prop::or(all);
        let mentioned = mentioned(constants, &whole);
        if session.excluded(constants, &whole, &open.others(mentioned.clone())) {
            return Ok(true);
        }
        // Without an office's axiom nothing is tried anew.
        if mentioned.iter().any(|guard| matches!(guard, Guard::Office(_)) && open.carries(*guard)) {
            return Ok(false);
        }
        let off = mentioned.into_iter().filter(|guard| open.carries(*guard)).collect();
        let Some(Written { system, goal }) = self.written(Guarding::Off(tables, off)) else {
            return Ok(false);
        };
        let goal = Goal { prop: &goal, always: &system.always, ..*self.goal };
        Attempt::new(session, &system, &goal).never(self.transfers)
    }

    /// The tables of which anything that matters speaks.
    fn tables(&self, written: &Written) -> Option<Vec<RelationId>> {
        let sources = &self.goal.sources;
        let mut tables = [guards::tables(sources.goal), guards::tables(sources.always)].concat();
        let mut acts: Vec<ActId> = written.system.deeds.iter().map(|deed| deed.act).collect();
        acts.dedup();
        for act in acts {
            tables.extend(guards::tables(&self.plain.expanded(act)?));
        }
        tables.sort_unstable();
        tables.dedup();
        Some(tables)
    }

    fn holds_without(&self, session: &mut Session, tables: &[RelationId]) -> bool {
        let written = self.written(Guarding::Without(tables.to_vec()));
        let Some(all) = written.and_then(|written| self.obligations(written)) else { return false };
        all.iter().all(|prop| session.satisfiable(self.plain.constants, prop) == Ok(false))
    }

    /// What must be impossible, for the invariants to be a proof, with nothing known of these tables; of none of them is
    /// what was written down first.
    fn obligations_but(&self, first: Written<'a>, tables: Vec<RelationId>) -> Option<Vec<Prop>> {
        if tables.is_empty() {
            return self.obligations(first);
        }
        self.obligations(self.written(Guarding::Switched(tables))?)
    }

    fn obligations(&self, written: Written<'a>) -> Option<Vec<Prop>> {
        let Written { mut system, goal } = written;
        if let Some(actors) = self.goal.actors {
            system = system.by_few(actors);
        }
        obligations(&system, self.invariants, &self.goal.wanted(&goal, self.transfers))
    }

    /// The acts that matter while guards may be off, and what the last world must satisfy.
    fn written(&self, guarding: Guarding) -> Option<Written<'a>> {
        let mut repertoire = self.plain.guarding(guarding);
        let (constants, sources) = (repertoire.constants, &self.goal.sources);
        let goal = repertoire.guarding.asked(constants, sources.goal, sources.env)?;
        let always = repertoire.guarding.asked(constants, sources.always, &Env::default())?;
        let always = Prop::and(std::iter::once(always).chain(sources.besides.cloned()));
        let spoken: Vec<&Prop> =
            self.invariants.iter().map(|invariant| &invariant.prop).chain([&goal]).collect();
        let cast = repertoire.cast;
        let mut system = System::of(&mut repertoire, cast, &spoken, &always)?;
        if let Some(post) = self.goal.absent {
            system = system.without(post);
        }
        Some(Written { system, goal })
    }
}

impl Guarding {
    /// The question whether the formula can be true.
    pub fn question<'a>(&self, constants: &'a Constants<'a>, prop: &Prop) -> Option<Question<'a>> {
        let without = |tables: &[RelationId]| guards::without_tables(constants, prop, tables);
        Some(match self {
            Guarding::Plain => Question::new(constants, prop.clone()),
            Guarding::Without(tables) => Question::new(constants, without(tables)?),
            Guarding::Switched(tables) | Guarding::Off(tables, _) => {
                Question::guarded(constants, without(tables)?)
            }
        })
    }

    /// What is left of a formula with switches, once it is known which are off.
    pub fn settled(&self, constants: &Constants, prop: Prop) -> Prop {
        let Guarding::Off(_, off) = self else { return prop };
        let settled = prop.map(&mut |atom| match atom {
            Prop::Switch(on, guard) => Prop::constant(*on != off.contains(guard)),
            other => other.clone(),
        });
        propagate(constants, settled)
    }

    /// The formula for these values of its free variables.
    fn asked(&self, constants: &Constants, prop: &Prop, env: &Env) -> Option<Prop> {
        let asked = self.question(constants, prop)?.ask_whole(env)?.prop;
        Some(self.settled(constants, asked))
    }
}
