//! Whether a formula of a check comes true in some world of some course, under each combination of readings.

use std::rc::Rc;

use super::super::claim::{Posed, Sought, Stop};
use super::super::course::{Part, Reach};
use super::super::fold::Env;
use super::super::readings;
use super::super::session::Trouble;
use super::super::verdict::Failure;
use super::Audit;
use super::held::{Cases, Outcome};
use super::tell::told;
use crate::model::{Claim, Formula, ReadingChoice};

/// More combinations of readings than this are not tried for one check; the default ones are then.
const COMBINATIONS: usize = 16;

/// The name of what is asked, for failures of the tool.
pub const NAME: &str = "audit";

/// Whether something never comes about is proved only where so many formulas matter to it at most.
const SMALL: usize = 60;

/// How far to go.
#[derive(Debug, Clone, Copy)]
pub struct How {
    /// Whether courses are looked at, where single worlds tell too little.
    pub courses: bool,
    /// Whether a world is wanted that shows it, and not only the knowledge that there is one.
    pub shown: bool,
}

impl How {
    /// Single worlds only.
    pub const STILL: How = How { courses: false, shown: false };
    /// Whether it can come about at all.
    pub const EVER: How = How { courses: true, shown: false };
    /// How it comes about.
    pub const SHOWN: How = How { courses: true, shown: true };
}

impl Audit<'_> {
    /// Whether the closed formula can come true, under each combination of the readings that matter to it and have these
    /// options.
    pub fn ask(&mut self, formula: Formula, given: &[ReadingChoice], how: How) -> Result<Cases, Failure> {
        let claim = Claim::possible(NAME.to_string(), formula);
        let mut relevant = readings::relevant(self.model, &claim);
        relevant.retain(|reading| given.iter().all(|choice| choice.reading != *reading));
        let combinations = readings::combinations(self.model, &relevant, COMBINATIONS);
        let complete = combinations.is_some();
        let usual = || {
            let default = |reading: &crate::model::ReadingId| ReadingChoice {
                reading: *reading,
                option: self.model.readings[reading.index()].default,
            };
            vec![relevant.iter().map(default).collect()]
        };
        let memory = Rc::default();
        let mut how = how;
        let mut cases = Cases { given: given.to_vec(), list: Vec::new(), complete };
        for choices in combinations.unwrap_or_else(usual) {
            let all: Vec<ReadingChoice> = given.iter().chain(&choices).copied().collect();
            let constants = self.constants.under(&readings::options(self.model, &claim.assuming, &all));
            let cast = how.courses.then_some(self.cast);
            let outcome = match Posed::new(&constants, &claim, all, cast, Rc::clone(&memory)) {
                Some(posed) => failed(self.outcome(&posed, how))?,
                None => Outcome::Open,
            };
            // What is too much under one combination is so under the others, mostly.
            how.courses &= outcome != Outcome::Open;
            cases.list.push((choices, outcome));
        }
        Ok(cases)
    }

    fn outcome(&mut self, posed: &Posed, how: How) -> Result<Outcome, Stop> {
        let env = Env::default();
        let any = posed.wanted.ask(&env)?;
        if !self.session.satisfiable(posed.constants, &any.prop)? {
            return Ok(Outcome::Never);
        }
        let first = posed.wanted.at_first().ask(&env).ok_or(Stop::TooLarge)?;
        if self.session.satisfiable(posed.constants, &first.prop)? {
            if !how.shown {
                return Ok(Outcome::Sometimes(String::new()));
            }
            let world = posed.shown(&mut self.session, &posed.wanted, &env, &[])?;
            if let Some(world) = world {
                return Ok(Outcome::Sometimes(told(self.model, &world)));
            }
        }
        if !how.courses {
            return Ok(Outcome::Open);
        }
        let small = posed.spoken_of(Part::Premise, &env)?.len() <= SMALL;
        let session = if small { &mut self.prover } else { &mut self.session };
        Ok(match posed.reach(session, &Sought::plain(Part::Premise), &env, &[])? {
            Reach::Course(course) | Reach::NeverConstant(_, Ok(course)) => {
                Outcome::Sometimes(told(self.model, &course))
            }
            Reach::Never(_) => Outcome::Never,
            Reach::NeverConstant(_, Err(_)) | Reach::Unknown { .. } => Outcome::Open,
        })
    }
}

/// What exceeds a limit stays open; anything else that goes wrong is a failure of the tool.
fn failed(outcome: Result<Outcome, Stop>) -> Result<Outcome, Failure> {
    match outcome {
        Err(Stop::Trouble(Trouble::Limit) | Stop::TooLarge) => Ok(Outcome::Open),
        outcome => outcome.map_err(|stop| stop.failure(NAME)),
    }
}
