//! The verdicts that one world at a time can give, by definition (language.md, section 6).

use kitei::model::eval::Env;
use kitei::model::{Assuming, Claim, ClaimKind, Formula, Model, ReadingChoice, ReadingId, Value};

use super::partial::{Filling, Partial, Question, tuples};
use super::search::{Aim, Bound, Found};

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
    /// `possible`: shown under some fillings of the gaps, impossible under the others.
    Silent,
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
    pub fn find(&self, formula: &Formula, start: bool, filling: Option<&Filling>, bound: Bound) -> Found {
        let assumed = &self.claim.assuming.assumptions;
        let assumed = assumed.iter().map(|a| self.model.assumptions[a.index()].formula.clone());
        let goal = Formula::and(assumed.chain([formula.clone()]));
        let env = Env::of(&self.claim.instances, &self.instance);
        let (model, readings) = (self.model, &self.readings[..]);
        Aim { model, readings, start, env: &env, goal: &goal, filling }.find(bound)
    }

    /// The verdict of the static engine.
    pub fn verdict(&self, bound: Bound) -> Verdict {
        match self.find(&Formula::True, true, None, bound) {
            Found::Nothing => Verdict::Contradictory,
            Found::World(_) if self.claim.kind == ClaimKind::Possible => self.possible(bound),
            Found::World(_) => self.claimed(bound),
            Found::GaveUp | Found::Gap(_) => Verdict::GaveUp,
        }
    }

    fn claimed(&self, bound: Bound) -> Verdict {
        let find = |formula, start| self.find(formula, start, None, bound);
        match find(&self.claim.bad, true) {
            Found::World(world) => match find(&self.claim.good, false) {
                Found::GaveUp => Verdict::GaveUp,
                good => Verdict::Violated { people: world.domain.people, always: good == Found::Nothing },
            },
            Found::Nothing => match find(&self.claim.bad, false) {
                Found::World(_) => Verdict::Undecided,
                Found::Nothing => self.never_bad(bound),
                _ => Verdict::GaveUp,
            },
            _ => Verdict::GaveUp,
        }
    }

    fn never_bad(&self, bound: Bound) -> Verdict {
        match self.find(&self.claim.premise, true, None, bound) {
            Found::World(world) => Verdict::Proved { people: world.domain.people },
            Found::Nothing => match self.find(&self.claim.premise, false, None, bound) {
                Found::World(_) => Verdict::Undecided,
                Found::Nothing => Verdict::Vacuous,
                _ => Verdict::GaveUp,
            },
            _ => Verdict::GaveUp,
        }
    }

    /// What is possible must be so however the gaps of the text are filled; if only some fillings make it possible and
    /// the others impossible, the text is silent.
    fn possible(&self, bound: Bound) -> Verdict {
        let mut verdicts = Vec::new();
        let mut open = vec![Filling::new()];
        while let Some(filling) = open.pop() {
            match self.possible_with(&filling, bound) {
                Ok(verdict) => verdicts.push(verdict),
                Err(gap) => open.extend(self.fillings(&filling, &gap)),
            }
        }
        together(&verdicts)
    }

    fn possible_with(&self, filling: &Filling, bound: Bound) -> Result<Verdict, Question> {
        for (start, verdict) in [(true, None), (false, Some(Verdict::Undecided))] {
            match self.find(&self.claim.good, start, Some(filling), bound) {
                Found::World(world) => {
                    return Ok(verdict.unwrap_or(Verdict::Proved { people: world.domain.people }));
                }
                Found::GaveUp => return Ok(Verdict::GaveUp),
                Found::Gap(gap) => return Err(gap),
                Found::Nothing => {}
            }
        }
        Ok(Verdict::Refuted)
    }

    fn fillings(&self, filling: &Filling, gap: &Question) -> Vec<Filling> {
        let domain = kitei::model::Domain::new(self.model, 1, 0, Vec::new());
        let answers = Partial::new(self.model, domain, self.readings.clone(), true).answers_to(gap);
        answers.into_iter().map(|answer| [&filling[..], &[(gap.clone(), answer)]].concat()).collect()
    }
}

/// The verdict of `possible` from those of all fillings.
fn together(verdicts: &[Verdict]) -> Verdict {
    let proved = verdicts.iter().filter_map(|verdict| match verdict {
        Verdict::Proved { people } => Some(*people),
        _ => None,
    });
    let any = |verdict: &Verdict| verdicts.contains(verdict);
    match (proved.clone().min(), proved.count() == verdicts.len()) {
        _ if any(&Verdict::GaveUp) => Verdict::GaveUp,
        (Some(people), true) => Verdict::Proved { people },
        _ if verdicts.iter().all(|verdict| *verdict == Verdict::Refuted) => Verdict::Refuted,
        _ if any(&Verdict::Undecided) => Verdict::Undecided,
        _ => Verdict::Silent,
    }
}
