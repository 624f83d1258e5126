//! The verdicts that one world at a time can give, by definition (language.md, section 6).

use kitei::model::eval::Env;
use kitei::model::{Assuming, Claim, ClaimKind, Formula, Model, ReadingChoice, ReadingId, Value};

use super::partial::tuples;
use super::search::{Bound, Found, find};

/// What the oracle says of one instance of one claim under one combination of readings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// No lawful world at all.
    Contradictory,
    /// No world, whatever was earned and done, is bad; some start meets the premise. `possible`: some start shows it.
    Proved { people: u32 },
    /// No world at all meets the premise.
    Vacuous,
    /// Some start is bad; the fewest people. `always`: no world at all is good.
    Violated { people: u32, always: bool },
    /// No world at all shows what was said to be possible.
    Refuted,
    /// It needs a course of events.
    Undecided,
    /// The oracle met its own bound.
    GaveUp,
}

/// One question: an instance of a claim under a combination of readings.
#[derive(Debug, Clone)]
pub struct Case<'m> {
    pub model: &'m Model,
    pub claim: &'m Claim,
    pub instance: Vec<Value>,
    pub readings: Vec<u32>,
}

/// Every case of a claim, instances first.
pub fn cases<'m>(model: &'m Model, claim: &'m Claim) -> Vec<Case<'m>> {
    let sorts: Vec<_> = claim.instances.iter().map(|var| model.vars[var.index()].sort).collect();
    let domain = kitei::model::Domain::new(model, 1, 0, Vec::new());
    let mut all = Vec::new();
    for instance in tuples(&domain, &sorts) {
        for readings in combinations(model, &claim.assuming) {
            all.push(Case { model, claim, instance: instance.clone(), readings });
        }
    }
    all
}

/// Every combination of options that agrees with what is assumed.
pub fn combinations(model: &Model, assuming: &Assuming) -> Vec<Vec<u32>> {
    model.readings.iter().enumerate().fold(vec![Vec::new()], |all, (index, reading)| {
        let reading_id = ReadingId::from_index(index);
        let fits = |option: &u32| {
            let choice = ReadingChoice { reading: reading_id, option: *option };
            !assuming.readings.iter().any(|c| c.reading == reading_id && *c != choice)
        };
        let count = u32::try_from(reading.options.len()).unwrap();
        let options: Vec<u32> = (0..count).filter(fits).collect();
        all.iter().flat_map(|c| options.iter().map(|o| [&c[..], &[*o]].concat())).collect()
    })
}

impl Case<'_> {
    /// The smallest world in which a formula of the claim holds.
    pub fn find(&self, formula: &Formula, start: bool, bound: Bound) -> Found {
        let assumed = &self.claim.assuming.assumptions;
        let assumed = assumed.iter().map(|a| self.model.assumptions[a.index()].formula.clone());
        let goal = Formula::and(assumed.chain([formula.clone()]));
        let env = Env::of(&self.claim.instances, &self.instance);
        find(self.model, &self.readings, start, bound, &env, &goal)
    }

    /// The verdict of the static engine.
    pub fn verdict(&self, bound: Bound) -> Verdict {
        let lawful = self.find(&Formula::True, true, bound);
        match lawful {
            Found::Nothing => Verdict::Contradictory,
            Found::GaveUp => Verdict::GaveUp,
            Found::World(_) if self.claim.kind == ClaimKind::Possible => self.possible(bound),
            Found::World(_) => self.claimed(bound),
        }
    }

    fn possible(&self, bound: Bound) -> Verdict {
        match self.find(&self.claim.good, true, bound) {
            Found::World(world) => Verdict::Proved { people: world.domain.people },
            Found::GaveUp => Verdict::GaveUp,
            Found::Nothing => match self.find(&self.claim.good, false, bound) {
                Found::World(_) => Verdict::Undecided,
                Found::GaveUp => Verdict::GaveUp,
                Found::Nothing => Verdict::Refuted,
            },
        }
    }

    fn claimed(&self, bound: Bound) -> Verdict {
        match (self.find(&self.claim.bad, true, bound), self.find(&self.claim.bad, false, bound)) {
            (Found::World(world), _) => match self.find(&self.claim.good, false, bound) {
                Found::GaveUp => Verdict::GaveUp,
                good => Verdict::Violated { people: world.domain.people, always: good == Found::Nothing },
            },
            (Found::GaveUp, _) | (_, Found::GaveUp) => Verdict::GaveUp,
            (Found::Nothing, Found::World(_)) => Verdict::Undecided,
            (Found::Nothing, Found::Nothing) => self.never_bad(bound),
        }
    }

    fn never_bad(&self, bound: Bound) -> Verdict {
        match self.find(&self.claim.premise, true, bound) {
            Found::World(world) => Verdict::Proved { people: world.domain.people },
            Found::GaveUp => Verdict::GaveUp,
            Found::Nothing => match self.find(&self.claim.premise, false, bound) {
                Found::World(_) => Verdict::Undecided,
                Found::GaveUp => Verdict::GaveUp,
                Found::Nothing => Verdict::Vacuous,
            },
        }
    }
}
