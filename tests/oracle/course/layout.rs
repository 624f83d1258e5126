//! A state as one number: each question that is asked has a few bits for its answer.

use std::collections::{BTreeMap, BTreeSet};

use kitei::model::{Changeability, Model};

use super::GaveUp;
use super::cone::{Change, Cone, Deed, changeability, is_dynamic};
use super::grow::{Path, did};
use crate::oracle::partial::{Answer, Filling, Partial, Question};

/// Which bits must have which values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cube {
    pub mask: u128,
    pub value: u128,
}

impl Cube {
    /// Every state.
    pub const ALL: Cube = Cube { mask: 0, value: 0 };

    /// Whether the state has these values.
    pub fn holds(self, state: u128) -> bool {
        state & self.mask == self.value
    }

    /// Whether some state has the values of both.
    pub fn meets(self, other: Cube) -> bool {
        (self.value ^ other.value) & self.mask & other.mask == 0
    }

    /// What it demands of these bits.
    #[must_use]
    pub fn only(self, bits: u128) -> Cube {
        Cube { mask: self.mask & bits, value: self.value & bits }
    }
}

/// How the answer to a question may change in a course.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    /// By acts.
    Dynamic,
    /// Between acts.
    Free,
    /// Between acts, if people are transferred.
    Office,
    /// Never.
    Constant,
}

struct Field {
    class: Class,
    shift: u32,
    bits: u128,
    answers: Vec<Answer>,
}

/// Where the answer to each question stands.
pub struct Layout {
    fields: BTreeMap<Question, Field>,
}

impl Layout {
    /// Room for everything that the cone asks.
    pub fn new(cone: &Cone) -> Result<Self, GaveUp> {
        let partial = Partial::new(cone.model, cone.domain.clone(), Vec::new(), false);
        let mut fields = BTreeMap::new();
        let mut shift = 0;
        for question in asked(cone) {
            let answers = partial.answers_to(&question);
            let width = answers.len().next_power_of_two().trailing_zeros();
            if shift + width > u128::BITS {
                return Err(GaveUp::Bits);
            }
            // No bits at all for what has only one answer.
            let bits = if width == 0 { 0 } else { (u128::MAX >> (u128::BITS - width)) << shift };
            let class = class(cone.model, &question);
            fields
                .insert(question, Field { class, shift: if width == 0 { 0 } else { shift }, bits, answers });
            shift += width;
        }
        Ok(Self { fields })
    }

    /// One answer to one question.
    pub fn cube(&self, question: &Question, answer: Answer) -> Cube {
        let field = &self.fields[question];
        let position = field.answers.iter().position(|a| *a == answer).expect("an answer to its question");
        Cube { mask: field.bits, value: (position as u128) << field.shift }
    }

    /// All answers of a path.
    pub fn path<T>(&self, path: &Path<T>) -> Cube {
        let all = path.answers.iter().map(|(question, answer)| self.cube(question, *answer));
        all.fold(Cube::ALL, |all, one| Cube { mask: all.mask | one.mask, value: all.value | one.value })
    }

    /// The bits of what is earned or done.
    pub fn dynamic(&self) -> u128 {
        self.bits(|class| class == Class::Dynamic)
    }

    fn bits(&self, of: impl Fn(Class) -> bool) -> u128 {
        self.fields.values().filter(|field| of(field.class)).fold(0, |bits, field| bits | field.bits)
    }

    /// Every way to answer what is constant throughout a course; offices are, if nobody is transferred.
    pub fn frames(&self, no_transfers: bool, most: usize) -> Result<Vec<Cube>, GaveUp> {
        let constant = |class| class == Class::Constant || (no_transfers && class == Class::Office);
        let mask = self.bits(constant);
        let mut all = vec![0_u128];
        for field in self.fields.values().filter(|field| constant(field.class)) {
            if all.len() * field.answers.len() > most {
                return Err(GaveUp::Frames);
            }
            let options = 0..field.answers.len() as u128;
            all = all.iter().flat_map(|f| options.clone().map(move |o| f | o << field.shift)).collect();
        }
        Ok(all.into_iter().map(|value| Cube { mask, value }).collect())
    }

    /// How a frame fills the gaps of the text.
    pub fn filling(&self, model: &Model, frame: Cube) -> Filling {
        let gaps = self.fields.iter().filter(|(question, _)| question.is_gap(model));
        let filled = gaps.map(|(question, field)| {
            let position = (frame.value & field.bits) >> field.shift;
            (question.clone(), field.answers[usize::try_from(position).expect("few answers")])
        });
        filled.collect()
    }

    /// What the deed does to a state: the bits it clears, then those it sets. All `ends` come before all `gives`.
    pub fn effect(&self, cone: &Cone, deed: &Deed, changes: &[Change]) -> (u128, u128) {
        let bits = |gives: bool| {
            let of = changes.iter().filter(move |change| change.gives == gives);
            let touched = |question: &&Question| of.clone().any(|change| change.touches(question));
            let touched: Vec<&Question> = cone.remembered.iter().filter(touched).collect();
            touched.into_iter().fold(0, |bits, question| bits | self.fields[question].bits)
        };
        let done = did(&cone.whoever, deed.act, deed.actor, &deed.args);
        let history = self.fields.get(&done).map_or(0, |field| field.bits);
        (bits(false), bits(true) | history)
    }
}

fn asked(cone: &Cone) -> BTreeSet<Question> {
    let formulas = [&cone.lawful, &cone.premise, &cone.bad, &cone.good].into_iter().flatten();
    let formulas = formulas.flat_map(|path| &path.answers);
    let deeds = cone.deeds.iter().flat_map(|possible| &*possible.paths).flat_map(|path| &path.answers);
    let questions = formulas.chain(deeds).map(|(question, _)| question);
    questions.chain(&cone.remembered).cloned().collect()
}

fn class(model: &Model, question: &Question) -> Class {
    match question {
        _ if is_dynamic(model, question) => Class::Dynamic,
        Question::Holder(..) => Class::Office,
        Question::Fact(relation, _)
            if changeability(model, *relation) == Some(Changeability::Circumstance) =>
        {
            Class::Free
        }
        _ => Class::Constant,
    }
}
