//! Whether some small world makes a formula true.

use kitei::model::eval::{Env, Evaluator, Truth, constants, regions};
use kitei::model::{Domain, Formula, Model, World};

use super::partial::{Filling, Partial, Question};

/// How far to look.
#[derive(Debug, Clone, Copy)]
pub struct Bound {
    pub people: u32,
    /// Unnamed members of each open kind.
    pub extra: u32,
    /// Evaluations for one question, all sizes of worlds together.
    pub nodes: u32,
}

impl Default for Bound {
    fn default() -> Self {
        Self { people: 3, extra: 2, nodes: 3_000 }
    }
}

/// What a search found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// The first world in the order of sizes: people before members.
    World(Box<World>),
    /// No world within the bound.
    Nothing,
    /// The bound on evaluations was met before.
    GaveUp,
    /// It turns on this gap of the text, which was to be filled beforehand and is not.
    Gap(Question),
}

/// What worlds are looked for.
#[derive(Clone, Copy)]
pub struct Aim<'a> {
    pub model: &'a Model,
    pub readings: &'a [u32],
    /// Only starts of courses: nothing earned, nothing done.
    pub start: bool,
    pub env: &'a Env,
    pub goal: &'a Formula,
    /// How gaps of the text are filled; `None`: as suits best.
    pub filling: Option<&'a Filling>,
}

impl Aim<'_> {
    /// The smallest world that makes the goal true.
    pub fn find(self, bound: Bound) -> Found {
        let open = self.model.kinds.iter().any(|kind| kind.open);
        let mut nodes = bound.nodes;
        for people in 1..=bound.people {
            for extra in 0..=(if open { bound.extra } else { 0 }) {
                match self.find_in(people, extra, &mut nodes) {
                    Found::Nothing => {}
                    decided => return decided,
                }
            }
        }
        Found::Nothing
    }

    fn find_in(self, people: u32, extra: u32, nodes: &mut u32) -> Found {
        // Two numbers of each region, since different numbers may have the same.
        let numbers = regions(&constants(self.model), 2);
        let domain = Domain::new(self.model, people, extra, numbers);
        let mut partial = Partial::new(self.model, domain, self.readings.to_vec(), self.start);
        partial.fill(self.filling);
        let mut search = Search { aim: self, partial, env: self.env.clone(), nodes };
        match search.run() {
            Ok(true) => Found::World(Box::new(search.partial.complete())),
            Ok(false) => Found::Nothing,
            Err(stop) => stop,
        }
    }
}

struct Search<'m, 'n> {
    aim: Aim<'m>,
    partial: Partial<'m>,
    env: Env,
    nodes: &'n mut u32,
}

impl Search<'_, '_> {
    /// Decides questions until the goal is true (then the partial world stays as it is).
    fn run(&mut self) -> Result<bool, Found> {
        *self.nodes = self.nodes.checked_sub(1).ok_or(Found::GaveUp)?;
        self.partial.take_asked();
        match Evaluator::new(self.aim.model, &self.partial).truth_in(&mut self.env, self.aim.goal) {
            Truth::True => return Ok(true),
            Truth::False => return Ok(false),
            Truth::Unknown => {}
        }
        let question = self.partial.take_asked().expect("what is unknown turns on a question");
        if self.aim.filling.is_some() && question.is_gap(self.aim.model) {
            return Err(Found::Gap(question));
        }
        for answer in self.partial.answers_to(&question) {
            self.partial.answer(question.clone(), answer);
            if self.run()? {
                return Ok(true);
            }
        }
        self.partial.reopen(&question);
        Ok(false)
    }
}
