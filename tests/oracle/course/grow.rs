//! On what a formula or an act turns: every way to answer the questions that the evaluator asks.

use std::collections::BTreeSet;

use kitei::model::eval::{Evaluator, Truth, View};
use kitei::model::{ActId, AttributeId, Domain, ReadingChoice, RelationId, Value};

use super::GaveUp;
use crate::oracle::partial::{Answer, Partial, Question};

/// Answers to questions, and what follows from them, whatever the answers to others.
#[derive(Debug, Clone)]
pub struct Path<T> {
    pub answers: Vec<(Question, Answer)>,
    pub then: T,
}

/// A partly decided world, in which acts of `whoever` are remembered without the person who did them.
pub struct Partly<'m> {
    pub partial: Partial<'m>,
    pub whoever: BTreeSet<ActId>,
}

/// The question whether somebody did the act: where nobody asks who, the first person stands for everybody.
pub fn did(whoever: &BTreeSet<ActId>, act: ActId, actor: Value, args: &[Value]) -> Question {
    let actor = if whoever.contains(&act) { Value::Person(0) } else { actor };
    Question::Did(act, actor, args.to_vec())
}

impl View for Partly<'_> {
    fn domain(&self) -> &Domain {
        self.partial.domain()
    }

    fn fact(&self, relation: RelationId, args: &[Value]) -> Truth {
        self.partial.fact(relation, args)
    }

    fn did(&self, act: ActId, actor: Value, args: &[Value]) -> Truth {
        let Question::Did(act, actor, args) = did(&self.whoever, act, actor, args) else { unreachable!() };
        self.partial.did(act, actor, &args)
    }

    fn attribute(&self, attribute: AttributeId, element: u32) -> Option<Value> {
        self.partial.attribute(attribute, element)
    }

    fn cell(&self, table: RelationId, row: u32, column: u32) -> Truth {
        self.partial.cell(table, row, column)
    }

    fn reads(&self, choice: ReadingChoice) -> bool {
        self.partial.reads(choice)
    }
}

/// What a world lets be decided: `Err` if it turns on something not yet decided, `Ok(None)` for what is of no interest.
pub type Decision<'a, 'm, T> = dyn Fn(&Evaluator<'_, Partly<'m>>) -> Result<Option<T>, Undecided> + 'a;

/// The partly decided world does not tell.
#[derive(Debug)]
pub struct Undecided;

/// Every path to a decision of interest.
pub fn paths<'m, T>(
    world: &mut Partly<'m>,
    model: &'m kitei::model::Model,
    nodes: &mut u32,
    decide: &Decision<'_, 'm, T>,
) -> Result<Vec<Path<T>>, GaveUp> {
    let mut growing = Growing { world, model, nodes, decide, found: Vec::new(), taken: Vec::new() };
    growing.grow()?;
    Ok(growing.found)
}

struct Growing<'a, 'b, 'm, T> {
    world: &'a mut Partly<'m>,
    model: &'m kitei::model::Model,
    nodes: &'a mut u32,
    decide: &'a Decision<'b, 'm, T>,
    found: Vec<Path<T>>,
    taken: Vec<(Question, Answer)>,
}

impl<T> Growing<'_, '_, '_, T> {
    fn grow(&mut self) -> Result<(), GaveUp> {
        *self.nodes = self.nodes.checked_sub(1).ok_or(GaveUp::Nodes)?;
        self.world.partial.take_asked();
        match (self.decide)(&Evaluator::new(self.model, self.world)) {
            Ok(Some(then)) => self.found.push(Path { answers: self.taken.clone(), then }),
            Ok(None) => {}
            Err(Undecided) => {
                let question = self.world.partial.take_asked().expect("what is unknown turns on a question");
                for answer in self.world.partial.answers_to(&question) {
                    self.world.partial.answer(question.clone(), answer);
                    self.taken.push((question.clone(), answer));
                    self.grow()?;
                    self.taken.pop();
                }
                self.world.partial.reopen(&question);
            }
        }
        Ok(())
    }
}

/// The truth of something, of which only the true cases are of interest.
pub fn if_true(truth: Truth) -> Result<Option<()>, Undecided> {
    match truth {
        Truth::True => Ok(Some(())),
        Truth::False => Ok(None),
        Truth::Unknown => Err(Undecided),
    }
}
