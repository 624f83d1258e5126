//! Whether something holds always, never or sometimes, in lawful worlds: the cells of tables.

use super::constants::{Chosen, Constants};
use super::expand::Expander;
use super::fold::Env;
use super::guard::{self, Guard};
use super::options::Options;
use super::prop::Prop;
use super::question::Question;
use super::rests::Rests;
use super::session::{Session, Trouble};
use super::verdict::Reason;
use crate::model::{ElementId, Formula, Model, ProvisionId, VarId};

/// What is to be decided, for any values of `free` (people, members of open kinds, numbers).
pub struct Asking<'a> {
    /// Variables that `premise` and `good` share and nothing binds.
    pub free: &'a [VarId],
    /// The cases that count.
    pub premise: &'a Formula,
    /// What is asked of them.
    pub good: &'a Formula,
    /// Variables of closed kinds, and what they stand for.
    pub bindings: (&'a [VarId], &'a [ElementId]),
    /// An option for every reading.
    pub readings: &'a [u32],
}

/// The answer, with the provisions it rests on (of `Sometimes`: none).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    pub decision: Decision,
    pub articles: Vec<ProvisionId>,
    pub guards: Vec<Guard>,
}

/// In which of the cases that count it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    Always,
    Never,
    Sometimes,
    /// No case counts: no lawful world, whatever was earned and done, meets the premise.
    Moot,
    Undecided(Reason),
}

/// Decides one thing after the other, with one solver, which it starts when folding is not enough.
pub struct Decider<'a> {
    session: Session<'a>,
    constants: Chosen<'a>,
}

impl<'a> Decider<'a> {
    /// A decider for one model.
    pub fn new(model: &'a Model, options: &'a Options) -> Self {
        Self { session: Session::new(model, options), constants: Chosen::new(model) }
    }

    /// Always: premise and not good is unsatisfiable. Never: premise and good is.
    ///
    /// With `articles` also what the answer rests on, which may need the solver where the answer does not.
    pub fn decide(&mut self, asking: &Asking, articles: bool) -> Decided {
        let constants = self.constants.under(asking.readings);
        match self.decided(&constants, asking, articles) {
            Ok(decided) => decided,
            Err(reason) => bare(Decision::Undecided(reason)),
        }
    }

    /// How many questions were put to the solver.
    pub fn checks(&self) -> u32 {
        self.session.checks()
    }

    fn decided(&mut self, constants: &Constants, asking: &Asking, articles: bool) -> Result<Decided, Reason> {
        let good = asking.good.clone();
        let bad = some(asking, Formula::and([asking.premise.clone(), good.clone().negate()]));
        let fine = some(asking, Formula::and([asking.premise.clone(), good]));
        let decision =
            match (self.possible(constants, asking, &bad)?, self.possible(constants, asking, &fine)?) {
                (true, true) => return Ok(bare(Decision::Sometimes)),
                (false, true) => Decision::Always,
                (true, false) => Decision::Never,
                (false, false) => Decision::Moot,
            };
        if !articles {
            return Ok(bare(decision));
        }
        let impossible = match decision {
            Decision::Always => bad,
            Decision::Never => fine,
            _ => some(asking, asking.premise.clone()),
        };
        let env = Env::of(asking.bindings.0, asking.bindings.1);
        let expanded = expand(constants, &impossible)?;
        let guards = Rests::new(constants, expanded).on(&mut self.session, &env).unwrap_or_default();
        Ok(Decided { decision, articles: guard::articles(constants.model, &guards), guards })
    }

    fn possible(
        &mut self,
        constants: &Constants,
        asking: &Asking,
        formula: &Formula,
    ) -> Result<bool, Reason> {
        let question = Question::new(constants, expand(constants, formula)?);
        let env = Env::of(asking.bindings.0, asking.bindings.1);
        let asked = question.ask(&env).ok_or(Reason::TooLarge)?;
        self.session.satisfiable(constants, &asked.prop).map_err(|trouble| match trouble {
            Trouble::Limit | Trouble::Disagreement => Reason::Limit,
        })
    }
}

fn expand(constants: &Constants, formula: &Formula) -> Result<Prop, Reason> {
    Expander::new(constants.model, &constants.readings).expand(formula).ok_or(Reason::TooLarge)
}

fn some(asking: &Asking, formula: Formula) -> Formula {
    Formula::exists(asking.free.to_vec(), formula)
}

fn bare(decision: Decision) -> Decided {
    Decided { decision, articles: Vec::new(), guards: Vec::new() }
}
