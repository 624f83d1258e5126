//! Whether some small world makes a formula true.

use kitei::model::eval::{Env, Evaluator, Truth, quantities};
use kitei::model::{Domain, Formula, Model, World};

use super::partial::Partial;

/// How far to look.
#[derive(Debug, Clone, Copy)]
pub struct Bound {
    pub people: u32,
    /// Unnamed members of each open kind.
    pub extra: u32,
    /// Evaluations per size of world.
    pub nodes: u32,
}

impl Default for Bound {
    fn default() -> Self {
        Self { people: 3, extra: 2, nodes: 20_000 }
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
}

impl Found {
    /// How many people the world has.
    pub fn people(&self) -> Option<u32> {
        match self {
            Found::World(world) => Some(world.domain.people),
            _ => None,
        }
    }
}

/// The smallest world under `readings` that makes `goal` true where `env` binds its free variables; only starts of
/// courses if `start`.
pub fn find(model: &Model, readings: &[u32], start: bool, bound: Bound, env: &Env, goal: &Formula) -> Found {
    let open = model.kinds.iter().any(|kind| kind.open);
    let extras = if open { bound.extra } else { 0 };
    let mut gave_up = false;
    for people in 1..=bound.people {
        for extra in 0..=extras {
            let domain = Domain::new(model, people, extra, quantities(model));
            let mut search = Search {
                model,
                partial: Partial::new(model, domain, readings.to_vec(), start),
                env: env.clone(),
                goal,
                nodes: bound.nodes,
            };
            match search.run() {
                Some(true) => return Found::World(Box::new(search.partial.complete())),
                Some(false) => {}
                None => gave_up = true,
            }
        }
    }
    if gave_up { Found::GaveUp } else { Found::Nothing }
}

struct Search<'m> {
    model: &'m Model,
    partial: Partial<'m>,
    env: Env,
    goal: &'m Formula,
    nodes: u32,
}

impl Search<'_> {
    /// Decides questions until the goal is true (then the partial world stays as it is); none when out of nodes.
    fn run(&mut self) -> Option<bool> {
        self.nodes = self.nodes.checked_sub(1)?;
        self.partial.take_asked();
        match Evaluator::new(self.model, &self.partial).truth_in(&mut self.env, self.goal) {
            Truth::True => return Some(true),
            Truth::False => return Some(false),
            Truth::Unknown => {}
        }
        let question = self.partial.take_asked().expect("what is unknown turns on a question");
        for answer in self.partial.answers_to(&question) {
            self.partial.answer(question.clone(), answer);
            match self.run() {
                Some(false) => {}
                decided => return decided,
            }
        }
        self.partial.reopen(&question);
        Some(false)
    }
}
