//! Checks that need no property and that only a proof answers: what is found in every regulation without being asked.
//!
//! Each check is one file with one function whose comment says what is found. A check asks whether a formula of its own
//! can come true, as an author's `possible` does, and tells a finding only where that is proved or shown by a world that
//! the evaluator has replayed; where neither is known, it says nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::constants::Chosen;
use super::course::{self, Cast};
use super::options::Options;
use super::session::Session;
use super::verdict::Failure;
use crate::model::lint::Found;
use crate::model::{ActId, Missing, Model, ReadingChoice};
use crate::problem::Problem;

mod act;
mod ask;
mod bearer;
mod held;
mod implied;
mod meet;
pub(super) mod norms;
mod oneself;
mod post;
mod tell;

use held::Held;
use norms::Norms;

/// Acts of the longest course looked for on behalf of a check.
const ACTS: u32 = 5;

/// People among whom a course is looked for on behalf of a check.
const PEOPLE: u32 = 4;

/// This part of the work allowed for a claim is allowed for a check.
const EASY: u32 = 8;

/// Everything that the checks find, in the order of the checks. Nothing of a regulation with parts that could not be
/// read, since what seems to be missing may stand there.
pub fn audit(model: &Model, options: &Options) -> Result<Vec<Found>, Failure> {
    if model.holes.iter().any(|hole| hole.what == Missing::Declaration) {
        return Ok(Vec::new());
    }
    let (model, norms) = norms::spelt_out(model);
    let (model, cast) = &course::cast(&model);
    let proving = &Options {
        acts: options.acts.min(ACTS),
        people: options.people.min(PEOPLE),
        effort: options.effort / EASY,
        ..options.clone()
    };
    let searching = &Options { invariants: false, ..proving.clone() };
    let mut audit = Audit {
        model,
        norms: &norms,
        cast,
        session: Session::new(model, searching),
        prover: Session::new(model, proving),
        constants: Chosen::new(model),
        found: Vec::new(),
        idle: BTreeMap::new(),
        unclear: BTreeSet::new(),
    };
    let done = audit.all();
    super::fault::set(None);
    done.map(|()| audit.found)
}

/// What the checks read, and what they have found so far.
struct Audit<'a> {
    model: &'a Model,
    norms: &'a Norms,
    cast: &'a Cast,
    session: Session<'a>,
    /// The same, for questions about courses that are worth a proof.
    prover: Session<'a>,
    constants: Chosen<'a>,
    found: Vec<Found>,
    /// The acts that nobody can ever do, with the readings under which that is so.
    idle: BTreeMap<ActId, Vec<Vec<ReadingChoice>>>,
    /// The acts of which it was not found out whether anybody can ever do them.
    unclear: BTreeSet<ActId>,
}

impl Audit<'_> {
    fn all(&mut self) -> Result<(), Failure> {
        self.idle_acts()?;
        self.idle_permits()?;
        self.implied()?;
        self.meetings()?;
        self.without_bearer()?;
        self.powerless_bearers()?;
        self.self_given()?;
        self.posts()?;
        match self.session.objection().or_else(|| self.prover.objection()) {
            None => Ok(()),
            Some(objection) => Err(Failure::objected(objection, ask::NAME)),
        }
    }

    /// Adds a finding, with the options of readings under which it holds if it does not hold under all.
    fn add(&mut self, mut problem: Problem, held: Held, targets: Vec<String>) {
        let choices = match held {
            Held::Nowhere => return,
            Held::Everywhere => Vec::new(),
            Held::Under(choices) => choices,
        };
        for choice in choices.iter().take(SHOWN) {
            let reading = &self.model.readings[choice.reading.index()];
            let option = &reading.options[choice.option as usize];
            if let Some(span) = option.origin.span.or(reading.origin.span) {
                let name = format!("{} = {}", reading.name, option.name);
                problem =
                    problem.label_with(span, "reading", vec![("reading", crate::problem::Arg::Plain(name))]);
            }
        }
        self.found.push(Found { problem, targets });
    }
}

/// No more places of one sort are underlined for one finding.
const SHOWN: usize = 3;
