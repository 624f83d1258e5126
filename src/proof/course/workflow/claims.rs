//! What formulas say of witnesses, as plain truth values: who is whom, who did what, who holds what.
//!
//! Of what it does not understand nothing is said: formulas are monotone, so that leaving a part away weakens the whole.

use std::collections::BTreeMap;

use super::super::super::prop::{Prop, Symbol};
use super::super::super::question::is_earned;
use super::super::super::solver::Bool;
use super::events::{Events, Named};
use crate::model::{Model, RelationKind, Sort, Term, VarId};
use crate::syntax::tree::Comparison;

/// An argument of a fact about witnesses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Thing {
    Witness(usize),
    Named(Named),
}

/// A fact, or office, of witnesses and named things.
pub type About = (Symbol, Vec<Thing>);

/// What the variables of a formula stand for, and when it is asked.
#[derive(Debug, Clone, Default)]
pub struct Frame {
    pub env: Vec<(VarId, Term)>,
    pub people: Vec<(VarId, usize)>,
    /// Right before this act was first done; none: in the last world.
    pub before: Option<usize>,
}

/// The truth values met so far.
pub struct Claims<'e> {
    model: &'e Model,
    pub events: &'e Events,
    done: Vec<Bool>,
    did: Vec<Vec<Bool>>,
    same: Vec<Vec<Bool>>,
    before: Vec<Vec<Bool>>,
    pub facts: BTreeMap<About, Bool>,
    /// Those of one witness only, by witness.
    of_one: Vec<Vec<About>>,
}

impl<'e> Claims<'e> {
    /// Nothing said yet. With `few`, examples have as few people as is easy, else as many.
    pub fn new(model: &'e Model, events: &'e Events, few: bool) -> Self {
        let count = events.all.len();
        let done: Vec<Bool> = (0..count).map(|act| Bool::named(&format!("done {act}"))).collect();
        let grid = |cell: &dyn Fn(usize, usize) -> Bool| -> Vec<Vec<Bool>> {
            (0..count).map(|one| (0..count).map(|other| cell(one, other)).collect()).collect()
        };
        let did = grid(&|who, act| {
            if who == act { done[act].clone() } else { Bool::named(&format!("did {who} {act}")) }
        });
        // False is tried first.
        let alike = |one: usize, other: usize| {
            if few {
                Bool::named(&format!("apart {one} {other}")).negated()
            } else {
                Bool::named(&format!("same {one} {other}"))
            }
        };
        let same = grid(&|one, other| match one.cmp(&other) {
            std::cmp::Ordering::Equal => Bool::constant(true),
            std::cmp::Ordering::Less => alike(one, other),
            std::cmp::Ordering::Greater => alike(other, one),
        });
        let before = grid(&|one, other| match one.cmp(&other) {
            std::cmp::Ordering::Equal => Bool::constant(false),
            std::cmp::Ordering::Less => Bool::named(&format!("late {one} {other}")).negated(),
            std::cmp::Ordering::Greater => Bool::named(&format!("late {other} {one}")),
        });
        Self {
            model,
            events,
            done,
            did,
            same,
            before,
            facts: BTreeMap::new(),
            of_one: vec![Vec::new(); count],
        }
    }

    /// How many acts, and so witnesses, there are.
    pub fn count(&self) -> usize {
        self.done.len()
    }

    /// That the act is done.
    pub fn done(&self, act: usize) -> Bool {
        self.done[act].clone()
    }

    /// That the witness of one act did another.
    pub fn did(&self, witness: usize, act: usize) -> Bool {
        self.did[witness][act].clone()
    }

    /// That two witnesses are one person.
    pub fn same(&self, one: usize, other: usize) -> Bool {
        self.same[one][other].clone()
    }

    /// That one act is first done before another.
    pub fn before(&self, one: usize, other: usize) -> Bool {
        self.before[one][other].clone()
    }

    /// That a fact holds.
    pub fn fact(&mut self, about: About) -> Bool {
        if let Some(known) = self.facts.get(&about) {
            return known.clone();
        }
        let fact = Bool::named(&format!("fact {}", self.facts.len()));
        if let Some((_, witness)) = witness(&about)
            && let Some(of_one) = self.of_one.get_mut(witness)
        {
            of_one.push(about.clone());
        }
        self.facts.insert(about, fact.clone());
        fact
    }

    /// The facts met so far that are of this witness only.
    pub fn of_one(&self, witness: usize) -> Vec<About> {
        self.of_one.get(witness).cloned().unwrap_or_default()
    }

    /// A formula, or something weaker.
    pub fn write(&mut self, prop: &Prop, frame: &Frame) -> Bool {
        match prop {
            Prop::False => Bool::constant(false),
            Prop::And(parts) => Bool::all(&self.all(parts, frame)),
            Prop::Or(parts) => Bool::any(&self.all(parts, frame)),
            Prop::Card(least, parts) => at_least(*least as usize, &self.all(parts, frame)),
            Prop::AtLeast(_, _, body) => self.write(body, frame),
            Prop::AllBut(0, var, body) => self.of_chosen(*var, body, frame),
            Prop::Fact(positive, symbol, args) => self.atom(*positive, *symbol, args, frame),
            Prop::Compare(op, one, other) => self.compared(*op, one, other, frame),
            _ => Bool::constant(true),
        }
    }

    fn all(&mut self, parts: &[Prop], frame: &Frame) -> Vec<Bool> {
        parts.iter().map(|part| self.write(part, frame)).collect()
    }

    /// What is said of every member, said of those that the goal chooses.
    fn of_chosen(&mut self, var: VarId, body: &Prop, frame: &Frame) -> Bool {
        let sort = self.model.vars[var.index()].sort;
        if sort == Sort::Person {
            return Bool::constant(true);
        }
        let events = self.events;
        let chosen = events.chosen.iter().filter(|one| self.model.vars[one.index()].sort == sort);
        let chosen: Vec<VarId> = chosen.copied().collect();
        let parts = chosen.into_iter().map(|one| {
            let mut inner = frame.clone();
            inner.env.push((var, Term::Var(one)));
            self.write(body, &inner)
        });
        Bool::all(&parts.collect::<Vec<_>>())
    }

    fn atom(&mut self, positive: bool, symbol: Symbol, args: &[Term], frame: &Frame) -> Bool {
        let known = match (symbol, frame.before) {
            (Symbol::Done(act), None) => self.events.place(act, args, &frame.env).map(|act| self.done(act)),
            (Symbol::Done(act), Some(now)) => {
                let act = self.events.place(act, args, &frame.env);
                act.map(|act| Bool::all(&[self.done(act), self.before(act, now)]))
            }
            (Symbol::Did(act), now) => {
                let who = args.first().and_then(|who| self.witness(who, frame));
                let act = self.events.place(act, args.get(1..).unwrap_or_default(), &frame.env);
                match (who, act, now) {
                    (Some(who), Some(act), None) => Some(self.did(who, act)),
                    (Some(who), Some(act), Some(now)) if who == now => {
                        Some(Bool::all(&[self.same(who, act), self.done(act), self.before(act, now)]))
                    }
                    _ => None,
                }
            }
            (Symbol::Relation(relation), _) => {
                let table = matches!(self.model.relations[relation.index()].kind, RelationKind::Table(_));
                let things = self.things(args, frame).filter(|_| !table && !is_earned(self.model, symbol));
                things.map(|things| self.fact((symbol, things)))
            }
            (Symbol::Free(_), _) => None,
        };
        known.map_or(Bool::constant(true), |known| known.signed(positive))
    }

    /// What the arguments are; none if one of them is nothing that is told apart.
    pub fn things(&self, args: &[Term], frame: &Frame) -> Option<Vec<Thing>> {
        let thing = |arg: &Term| {
            if let Some(witness) = self.witness(arg, frame) {
                return Some(Thing::Witness(witness));
            }
            let named = self.events.named(std::slice::from_ref(arg), &frame.env)?;
            named.first().copied().map(Thing::Named)
        };
        args.iter().map(thing).collect()
    }

    fn witness(&self, term: &Term, frame: &Frame) -> Option<usize> {
        let Term::Var(var) = term else { return None };
        frame.people.iter().find(|(person, _)| person == var).map(|(_, witness)| *witness)
    }

    fn compared(&self, op: Comparison, one: &Term, other: &Term, frame: &Frame) -> Bool {
        let same = match (self.witness(one, frame), self.witness(other, frame)) {
            (Some(one), Some(other)) => self.same(one, other),
            _ => return Bool::constant(true),
        };
        match op {
            Comparison::Eq => same,
            Comparison::Ne => same.negated(),
            _ => Bool::constant(true),
        }
    }
}

/// The only witness of whom a fact is, and where.
pub fn witness(about: &About) -> Option<(usize, usize)> {
    let mut all = about.1.iter().enumerate().filter_map(|(at, thing)| match thing {
        Thing::Witness(witness) => Some((at, *witness)),
        Thing::Named(_) => None,
    });
    all.next().filter(|_| all.next().is_none())
}

/// That so many hold, counted on the side on which there is less to count.
fn at_least(least: usize, parts: &[Bool]) -> Bool {
    if least <= parts.len() / 2 + 1 || least > parts.len() {
        return Bool::at_least(least, parts);
    }
    let others: Vec<Bool> = parts.iter().map(Bool::negated).collect();
    Bool::at_least(parts.len() - least + 1, &others).negated()
}
