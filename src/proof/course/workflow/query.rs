//! Whether a last world is as wanted, as far as the witnesses of its acts tell.
//!
//! Its bonds are instantiated for witnesses; that equal people have done and hold the same, that an office has one
//! holder, and what every world must meet is said only where an example goes against it.

use std::collections::{BTreeMap, BTreeSet};

use super::super::super::fault::{self, Fault};
use super::super::super::guard::Guard;
use super::super::super::prop::{Prop, Symbol};
use super::super::super::session::Session;
use super::super::super::solver::{Bool, Outcome, Solver};
use super::super::reach::Goal;
use super::super::system::System;
use super::bonds::{Bond, Tie};
use super::claims::{About, Claims, Frame, Thing, witness};
use super::events::{Events, Named};
use super::laws::{Laws, Says};
use crate::model::{ElementId, RelationId, RelationKind};

/// More laws that count are only looked at where an example goes against one.
const COUNTED: usize = 100;

/// So many examples are corrected at most.
const ROUNDS: usize = 2_000;

/// What a query came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    Possible,
    Impossible,
    Unknown,
}

/// A question about witnesses, which grows as examples go wrong.
pub struct Query<'q> {
    pub system: &'q System<'q>,
    pub events: &'q Events,
    pub bonds: &'q [Bond],
    pub claims: Claims<'q>,
    solver: Solver,
    laws: Laws,
    /// What lasts of an act that a witness of another did has been said.
    told: BTreeSet<(usize, usize)>,
    /// Of these witnesses it has been said what it means that they are one person.
    alike: BTreeSet<(usize, usize)>,
    /// So many examples are corrected at most for one question.
    pub rounds: usize,
}

/// An example, person by person: each is called by the first witness who is that person.
pub struct Example {
    pub person: Vec<usize>,
    /// What is done, by whom.
    pub did: Vec<(usize, usize)>,
    pub facts: Vec<About>,
}

impl<'q> Query<'q> {
    /// Everything that is said at first; of which acts are to be done, as told by `only` (else all that the goal needs).
    pub fn new(
        session: &Session,
        system: &'q System<'q>,
        events: &'q Events,
        bonds: &'q [Bond],
        goal: &Goal,
        only: Option<&BTreeSet<usize>>,
    ) -> Option<Self> {
        let claims = Claims::new(system.constants.model, events, goal.actors.is_some());
        let solver = session.own_solver();
        let laws = Laws::of(system.constants, goal.always);
        let mut query = Self {
            system,
            events,
            bonds,
            claims,
            solver,
            laws,
            told: BTreeSet::new(),
            alike: BTreeSet::new(),
            rounds: ROUNDS,
        };
        let left_away = |part: &&Prop| match part {
            Prop::Fact(true, Symbol::Done(act), args) => {
                let place = events.place(*act, args, &[]);
                only.is_some_and(|only| place.is_none_or(|place| !only.contains(&place)))
            }
            _ => false,
        };
        for part in events.goal.iter().filter(|part| !left_away(part)).chain(&query.laws.general) {
            let says = query.claims.write(part, &Frame::default());
            query.solver.assert(&says);
        }
        query.meaning();
        for place in 0..bonds.len() {
            query.bond(place)?;
        }
        if let Some(most) = goal.actors.filter(|_| !fault::on(Fault::WitnessesUncounted)) {
            query.few(most as usize);
        }
        query.holders();
        query.everybody();
        Some(query)
    }

    /// Counts what the solver was asked.
    pub fn end(self, session: &mut Session) {
        session.asked(&self.solver, 0);
    }

    /// Takes something for granted from now on.
    pub fn assert(&self, says: &Bool) {
        self.solver.assert(says);
    }

    /// That a bond is in force.
    pub fn in_force(bond: usize) -> Bool {
        Bool::named(&format!("bond {bond}"))
    }

    /// That an office has only one holder.
    pub fn one_holder(office: RelationId) -> Bool {
        Bool::named(&format!("office {}", office.index()))
    }

    /// What may be taken for granted if nothing else is known but what these guards carry.
    pub fn carried(&self, on: &BTreeSet<Guard>) -> Vec<Bool> {
        let bonds = self.bonds.iter().enumerate().filter(|(_, bond)| bond.stands(on));
        let bonds = bonds.map(|(place, _)| Self::in_force(place));
        let offices = on.iter().filter_map(|guard| match guard {
            Guard::Office(office) => Some(Self::one_holder(*office)),
            _ => None,
        });
        bonds.chain(offices).collect()
    }

    /// Everything on which an answer may rest.
    pub fn guards(&self) -> BTreeSet<Guard> {
        let bonds = self.bonds.iter().flat_map(|bond| bond.support.iter().flatten().flatten());
        let relations = self.system.constants.model.relations.iter().enumerate();
        let offices = relations.filter(|(_, relation)| matches!(relation.kind, RelationKind::Office { .. }));
        let offices = offices.map(|(index, _)| Guard::Office(RelationId::from_index(index)));
        bonds.copied().chain(offices).collect()
    }

    /// With everything taken for granted.
    pub fn ask(&mut self) -> Answer {
        let assumed = self.carried(&self.guards());
        self.ask_with(&assumed)
    }

    /// With these taken for granted.
    pub fn ask_with(&mut self, assumed: &[Bool]) -> Answer {
        for _ in 0..self.rounds {
            match self.solver.check(assumed) {
                Outcome::Unsatisfiable => return Answer::Impossible,
                Outcome::Unknown => return Answer::Unknown,
                Outcome::Satisfiable => {}
            }
            let Some(example) = self.example() else { return Answer::Unknown };
            let mut more = self.unlike(&example);
            more.extend(self.unlawful(&example));
            if more.is_empty() {
                return Answer::Possible;
            }
            more.iter().for_each(|says| self.solver.assert(says));
        }
        Answer::Unknown
    }

    /// After [`Answer::Impossible`]: what of it was used.
    pub fn core(&self, assumed: &[Bool]) -> Vec<Bool> {
        self.solver.core(assumed)
    }

    /// The truth of these in the last example.
    pub fn truths(&self, formulas: &[Bool]) -> Option<Vec<bool>> {
        self.solver.truths(formulas)
    }

    /// What it means to be one person, and to have done something.
    fn meaning(&self) {
        let (count, claims) = (self.claims.count(), &self.claims);
        for one in 0..count {
            for other in (0..count).filter(|other| *other != one) {
                if fault::on(Fault::WitnessesDistinct) {
                    self.solver.assert(&claims.same(one, other).negated());
                }
                let did = claims.did(one, other);
                let as_other = [claims.same(one, other).negated(), claims.done(other).negated(), did.clone()];
                self.solver.assert(&Bool::any(&as_other));
                self.solver.assert(&Bool::any(&[did.negated(), claims.done(other)]));
                for third in other + 1..count {
                    if third != one {
                        let chain = [claims.same(one, other).negated(), claims.same(one, third).negated()];
                        self.solver.assert(&Bool::any(&[&chain[..], &[claims.same(other, third)]].concat()));
                    }
                }
            }
        }
    }

    /// What a bond says of the witnesses.
    fn bond(&mut self, place: usize) -> Option<()> {
        let (count, bonds) = (self.claims.count(), self.bonds);
        let off = Self::in_force(place).negated();
        match &bonds.get(place)?.tie {
            Tie::Lasting(..) if fault::on(Fault::BindingForgotten) => {}
            Tie::Lasting(act, _) => {
                let says = self.lasting(place, *act);
                self.solver.assert(&says);
            }
            Tie::AtMost { together, most, of } => {
                let together = &(*together || fault::on(Fault::LimitOfAll));
                let rows = if *together { 1 } else { count };
                for witness in 0..rows {
                    let row = of.iter().map(|act| {
                        if *together { self.claims.done(*act) } else { self.claims.did(witness, *act) }
                    });
                    let enough = Bool::at_least(most + 1, &row.collect::<Vec<_>>());
                    self.solver.assert(&Bool::any(&[off.clone(), enough.negated()]));
                }
            }
            Tie::Single(act) => {
                for witness in 0..count {
                    let did = self.claims.did(witness, *act).negated();
                    let same = self.claims.same(witness, *act);
                    self.solver.assert(&Bool::any(&[off.clone(), did, same]));
                }
            }
        }
        Some(())
    }

    /// What lasts of an act that the witness of some act did.
    fn lasting(&mut self, place: usize, witness: usize) -> Bool {
        let Some(Tie::Lasting(act, kept)) = self.bonds.get(place).map(|bond| &bond.tie) else {
            return Bool::constant(true);
        };
        let event = &self.events.all[*act];
        let frame = Frame { env: event.env.clone(), people: vec![(event.actor, witness)], before: None };
        let kept = self.claims.write(kept, &frame);
        let did = self.claims.did(witness, *act).negated();
        Bool::any(&[Self::in_force(place).negated(), did, kept])
    }

    /// Each office has one holder.
    fn holders(&mut self) {
        let mut offices: BTreeMap<(Symbol, &[Thing]), Vec<(usize, &Bool)>> = BTreeMap::new();
        for (about, holds) in &self.claims.facts {
            if let Some((0, who)) = witness(about)
                && is_office(self.system, about.0)
            {
                offices.entry((about.0, &about.1[1..])).or_default().push((who, holds));
            }
        }
        for ((symbol, _), holders) in offices {
            let Symbol::Relation(office) = symbol else { continue };
            for (index, (one, holds)) in holders.iter().enumerate() {
                for (other, too) in &holders[index + 1..] {
                    let same = self.claims.same(*one, *other);
                    let off = Self::one_holder(office).negated();
                    self.solver.assert(&Bool::any(&[off, holds.negated(), too.negated(), same]));
                }
            }
        }
    }

    /// What every world must meet of everybody, where that is counted and not too much.
    fn everybody(&mut self) {
        let count = self.claims.count();
        let counted = |law: &&super::laws::Law| matches!(law.says, Says::AtMost(..));
        if self.laws.all.iter().filter(counted).count() > COUNTED {
            return;
        }
        let mut says = Vec::new();
        for law in self.laws.all.iter().filter(counted) {
            let Says::AtMost(most, of) = &law.says else { continue };
            for witness in 0..count {
                let frame = Frame { people: vec![(law.var, witness)], ..Frame::default() };
                let facts = of.iter().filter_map(|(symbol, args)| {
                    let about = (*symbol, self.claims.things(args, &frame)?);
                    Some(self.claims.fact(about))
                });
                says.push(Bool::at_least(most + 1, &facts.collect::<Vec<_>>()).negated());
            }
        }
        says.iter().for_each(|says| self.solver.assert(says));
    }

    /// At most so many people act.
    fn few(&self, most: usize) {
        let claims = &self.claims;
        let mut firsts = Vec::new();
        for one in 0..claims.count() {
            let first = Bool::named(&format!("first {one}"));
            let mut parts = vec![claims.done(one).negated(), first.clone()];
            parts.extend((0..one).map(|other| Bool::all(&[claims.same(one, other), claims.done(other)])));
            self.solver.assert(&Bool::any(&parts));
            firsts.push(first);
        }
        if most < firsts.len() {
            self.solver.assert(&Bool::at_least(most + 1, &firsts).negated());
        }
    }

    /// The last example.
    pub fn example(&self) -> Option<Example> {
        let (count, claims) = (self.claims.count(), &self.claims);
        let same: Vec<Bool> =
            (0..count).flat_map(|one| (0..one).map(move |other| claims.same(one, other))).collect();
        let mut same = self.truths(&same)?.into_iter();
        let mut person = Vec::with_capacity(count);
        for one in 0..count {
            let row: Vec<bool> = same.by_ref().take(one).collect();
            let first = row.iter().position(|same| *same);
            person.push(first.and_then(|first| person.get(first).copied()).unwrap_or(one));
        }
        let pairs: Vec<(usize, usize)> =
            (0..count).flat_map(|one| (0..count).map(move |other| (one, other))).collect();
        let did: Vec<Bool> = pairs.iter().map(|(one, other)| claims.did(*one, *other)).collect();
        let did = pairs.into_iter().zip(self.truths(&did)?).filter(|(_, did)| *did).map(|(pair, _)| pair);
        let facts: Vec<Bool> = claims.facts.values().cloned().collect();
        let facts = claims.facts.keys().zip(self.truths(&facts)?).filter(|(_, holds)| *holds);
        Some(Example { person, did: did.collect(), facts: facts.map(|(about, _)| about.clone()).collect() })
    }

    /// Where one person has done or holds something under one name and not under another; what lasts of what was done.
    fn unlike(&mut self, example: &Example) -> Vec<Bool> {
        let mut more = Vec::new();
        let person = &example.person;
        for one in 0..person.len() {
            for other in (0..one).filter(|other| person[*other] == person[one]) {
                if self.alike.insert((one, other)) {
                    more.extend(self.one_person(one, other));
                    more.extend(self.one_person(other, one));
                }
            }
        }
        for &(one, act) in &example.did {
            if person[one] != person[act] && self.told.insert((one, act)) {
                let bonds = self.bonds.iter().enumerate();
                let lasting = bonds.filter(|(_, bond)| matches!(bond.tie, Tie::Lasting(of, _) if of == act));
                for place in lasting.map(|(place, _)| place).collect::<Vec<_>>() {
                    more.push(self.lasting(place, one));
                }
            }
        }
        more.extend(self.unlike_facts(example));
        more
    }

    /// What one witness did and holds, the other did and holds, if they are one person.
    fn one_person(&mut self, one: usize, other: usize) -> Vec<Bool> {
        let apart = self.claims.same(one, other).negated();
        let count = self.claims.count();
        let did = (0..count).map(|act| (self.claims.did(one, act), self.claims.did(other, act)));
        let mut pairs: Vec<(Bool, Bool)> = did.collect();
        for about in self.claims.of_one(one) {
            if let Some((at, _)) = witness(&about) {
                let alike = renamed(&about, at, other);
                pairs.push((self.claims.fact(about), self.claims.fact(alike)));
            }
        }
        let says = pairs.into_iter().map(|(held, holds)| Bool::any(&[apart.clone(), held.negated(), holds]));
        says.collect()
    }

    fn unlike_facts(&mut self, example: &Example) -> Vec<Bool> {
        let mut more = Vec::new();
        let holds: BTreeSet<&About> = example.facts.iter().collect();
        let mut holders: BTreeMap<(Symbol, Vec<Thing>), Vec<usize>> = BTreeMap::new();
        for about in &example.facts {
            let Some((at, one)) = witness(about) else { continue };
            for other in 0..example.person.len() {
                if other == one || example.person[other] != example.person[one] {
                    continue;
                }
                let alike = renamed(about, at, other);
                if !holds.contains(&alike) && self.claims.facts.contains_key(&alike) {
                    more.push(self.alike(about, alike, one, other));
                }
            }
            if at == 0 && is_office(self.system, about.0) {
                holders.entry((about.0, about.1[1..].to_vec())).or_default().push(one);
            }
        }
        for ((symbol, params), holders) in holders {
            let Symbol::Relation(office) = symbol else { continue };
            for (index, one) in holders.iter().enumerate() {
                for other in &holders[index + 1..] {
                    if example.person[*one] != example.person[*other] {
                        let mut says =
                            vec![Self::one_holder(office).negated(), self.claims.same(*one, *other)];
                        says.extend([one, other].map(|who| {
                            let about = (symbol, [&[Thing::Witness(*who)], &params[..]].concat());
                            self.claims.fact(about).negated()
                        }));
                        more.push(Bool::any(&says));
                    }
                }
            }
        }
        more
    }

    /// What holds of one witness holds of another who is the same person.
    fn alike(&mut self, about: &About, other: About, one: usize, two: usize) -> Bool {
        let held = self.claims.fact(about.clone()).negated();
        let holds = self.claims.fact(other);
        Bool::any(&[self.claims.same(one, two).negated(), held, holds])
    }

    /// Where a person breaks what every world must meet.
    fn unlawful(&mut self, example: &Example) -> Vec<Bool> {
        let mut more = Vec::new();
        let mut of_person: BTreeMap<usize, BTreeMap<About, usize>> = BTreeMap::new();
        for about in &example.facts {
            if let Some((at, who)) = witness(about) {
                let (person, first) = (example.person[who], example.person[who]);
                of_person.entry(person).or_default().entry(renamed(about, at, first)).or_insert(who);
            }
        }
        for (person, facts) in &of_person {
            let written: Vec<(Symbol, Vec<Option<ElementId>>)> =
                facts.keys().map(|about| (about.0, written(about))).collect();
            for place in self.laws.touched(written.iter().map(|(symbol, args)| (*symbol, &args[..]))) {
                more.extend(self.broken(place, *person, facts));
            }
        }
        more
    }

    /// What to say of a person who breaks this law, with what is known of him under all his names.
    fn broken(&mut self, place: usize, person: usize, facts: &BTreeMap<About, usize>) -> Vec<Bool> {
        let Some(law) = self.laws.all.get(place) else { return Vec::new() };
        let frame = Frame { people: vec![(law.var, person)], ..Frame::default() };
        let mut more = Vec::new();
        match &law.says {
            Says::AtMost(most, of) => {
                let abouts =
                    of.iter().filter_map(|(symbol, args)| Some((*symbol, self.claims.things(args, &frame)?)));
                let held: Vec<About> = abouts.filter(|about| facts.contains_key(about)).collect();
                if held.len() <= *most {
                    return more;
                }
                let all: Vec<Bool> = held.iter().map(|about| self.claims.fact(about.clone())).collect();
                more.push(Bool::at_least(most + 1, &all).negated());
                for about in held {
                    more.extend(self.known_as(about, person, facts));
                }
            }
            Says::Other(prop) => {
                if !self.told.insert((usize::MAX - place, person)) {
                    return more;
                }
                let before: BTreeSet<About> = self.claims.facts.keys().cloned().collect();
                more.push(self.claims.write(prop, &frame));
                let new: Vec<About> =
                    self.claims.facts.keys().filter(|about| !before.contains(about)).cloned().collect();
                for about in new {
                    more.extend(self.known_as(about, person, facts));
                }
            }
        }
        more
    }

    /// That a fact known of a person under another name holds under the first.
    fn known_as(&mut self, about: About, person: usize, facts: &BTreeMap<About, usize>) -> Option<Bool> {
        let known = *facts.get(&about).filter(|known| **known != person)?;
        let (at, _) = witness(&about)?;
        let other = renamed(&about, at, known);
        Some(self.alike(&other, about, known, person))
    }
}

fn renamed(about: &About, at: usize, witness: usize) -> About {
    let mut about = about.clone();
    about.1[at] = Thing::Witness(witness);
    about
}

fn written(about: &About) -> Vec<Option<ElementId>> {
    let element = |thing: &Thing| match thing {
        Thing::Named(Named::Element(element)) => Some(*element),
        _ => None,
    };
    about.1.iter().map(element).collect()
}

fn is_office(system: &System, symbol: Symbol) -> bool {
    let model = system.constants.model;
    matches!(symbol, Symbol::Relation(office)
        if matches!(model.relations[office.index()].kind, RelationKind::Office { .. }))
}
