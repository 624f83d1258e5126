//! One formula of a claim, asked about: in any world, in a world at the start, and what an answer rests on.

use std::cell::{OnceCell, RefCell};

use super::claim::Stop;
use super::constants::Constants;
use super::fold::Env;
use super::guard::Guard;
use super::hash::QuickSet;
use super::prop::Prop;
use super::question::{Asked, Form, Question};
use super::rests::Rests;
use super::session::Session;
use crate::model::Formula;

/// A formula of a claim under one combination of readings.
pub struct Inquiry<'a> {
    constants: &'a Constants<'a>,
    /// For the evaluator.
    pub formula: &'a Formula,
    /// With its guards, its instance variables left free, and with the assumptions in force.
    pub expanded: Prop,
    questions: OnceCell<(Question<'a>, Question<'a>)>,
    rests: RefCell<Rests<'a>>,
    /// Forms at the start that the evaluator has confirmed for some instance.
    pub shown: RefCell<QuickSet<Form>>,
}

impl<'a> Inquiry<'a> {
    /// Nothing asked yet. `expanded` is the formula with its guards.
    pub fn new(constants: &'a Constants<'a>, formula: &'a Formula, expanded: Prop) -> Self {
        let rests = RefCell::new(Rests::new(constants, expanded.clone()));
        Self { constants, formula, expanded, questions: OnceCell::new(), rests, shown: RefCell::default() }
    }

    /// Whether it can be true in any world.
    pub fn anywhere(&self) -> &Question<'a> {
        &self.questions().0
    }

    /// Whether it can be true in a world at the start.
    pub fn at_first(&self) -> &Question<'a> {
        &self.questions().1
    }

    /// The instance, in any world.
    pub fn ask(&self, env: &Env) -> Result<Asked, Stop> {
        self.anywhere().ask(env).ok_or(Stop::TooLarge)
    }

    /// A least set of guards because of which the instance is true in no world; none if the solver gives up.
    pub fn rests(&self, session: &mut Session, env: &Env) -> Option<Vec<Guard>> {
        self.rests.borrow_mut().on(session, env)
    }

    fn questions(&self) -> &(Question<'a>, Question<'a>) {
        self.questions.get_or_init(|| {
            let question = Question::new(self.constants, self.expanded.clone());
            let first = question.initially();
            (question, first)
        })
    }
}
