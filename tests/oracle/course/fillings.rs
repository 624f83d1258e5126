//! What is possible in a text with gaps: the engine's answer held against the oracle's for every way to fill them.

use kitei::model::eval::constants;
use kitei::model::{Model, Value};
use kitei::proof::{Event, Reason, Verdict, Witness};

use super::Size;
use super::compare::{Outcome, has_transfers, size};
use super::verdict::{Answer, Filled};
use crate::oracle::partial::{Answer as Is, Question};
use crate::oracle::verdict::Case;

/// The answers to one case of `possible` that turns on gaps.
pub struct Fillings<'a> {
    pub case: &'a Case<'a>,
    pub answers: &'a [(Size, Answer)],
    /// The same over all sizes, for every way to fill all gaps.
    pub filled: &'a [Filled],
    /// Whether there is an answer for every size.
    pub complete: bool,
}

impl Fillings<'_> {
    /// Possible: under each filling. Refuted: under none. Silent: under some.
    pub fn outcome(&self, verdict: &Verdict, witness: Option<&Witness>) -> Outcome {
        let least: Vec<Option<u32>> = self.filled.iter().map(|filled| self.good(filled)).collect();
        let reached = least.iter().flatten().count();
        let (name, right) = match verdict {
            Verdict::Proved | Verdict::ProvedAssuming => ("possible", reached == least.len()),
            Verdict::Refuted if reached == 0 => return Ok("refuted"),
            Verdict::Silent if reached < least.len() => ("silent", reached > 0),
            // Courses of some filling are neither found nor excluded.
            Verdict::Undecided(Reason::NoCourse { acts, .. }) => {
                let far = least.iter().any(|least| least.is_none_or(|least| least > *acts));
                return if far {
                    Ok("undecided")
                } else {
                    Err(format!("{verdict:?}, the oracle: {least:?}"))
                };
            }
            Verdict::Undecided(Reason::Limit) => return Ok("engine met its limit"),
            Verdict::Undecided(Reason::TooLarge) => return Ok("too large"),
            _ => ("", false),
        };
        match (right, name) {
            (false, "") => Err(format!("{verdict:?}, the oracle: {least:?}")),
            (false, _) if self.complete => Err(format!("{verdict:?}, the oracle: {least:?}")),
            (false, _) => Ok("oracle gave up"),
            (true, _) => {
                witness.filter(|_| name == "possible").map_or(Ok(()), |witness| self.shortest(witness))?;
                Ok(name)
            }
        }
    }

    fn good(&self, filled: &Filled) -> Option<u32> {
        if self.case.claim.assuming.no_transfers { filled.constant.good } else { filled.free.good }
    }

    /// The course is a shortest one for the filling that it was found under; or, if it turns on no gap, long enough for
    /// every filling.
    fn shortest(&self, witness: &Witness) -> Result<(), String> {
        let model = self.case.model;
        let acts = witness.events.iter().filter(|event| matches!(event, Event::Act { .. })).count();
        let transfers = has_transfers(model, witness);
        let own = size(model, witness);
        let Some((_, answer)) = self.answers.iter().find(|(size, _)| *size == own) else { return Ok(()) };
        let fitting = answer.filled.iter().filter(|filled| fits(model, filled, witness));
        let least = fitting.map(|filled| if transfers { filled.free.good } else { filled.constant.good });
        let least: Vec<Option<usize>> = least.map(|least| least.map(|acts| acts as usize)).collect();
        let any = least.contains(&Some(acts));
        let all = least.iter().all(|least| least.is_some_and(|least| least <= acts));
        if any || all { Ok(()) } else { Err(format!("good after {acts} acts, the oracle: {least:?}")) }
    }
}

/// Whether the world does not fill any gap otherwise: numbers that all comparisons treat alike are alike.
fn fits(model: &Model, filled: &Filled, witness: &Witness) -> bool {
    let numbers = constants(model);
    let alike = |one: Value, other: Value| match (one, other) {
        (Value::Quantity(one), Value::Quantity(other)) => numbers.iter().all(|n| one.cmp(n) == other.cmp(n)),
        (one, other) => one == other,
    };
    filled.filling.iter().all(|(gap, answer)| match (gap, answer) {
        (Question::Attribute(attribute, element), Is::Is(Some(value))) => {
            let own = witness.world.attributes.get(&(*attribute, *element));
            own.is_none_or(|own| alike(*own, *value))
        }
        (Question::Cell(table, row, column), Is::Yes(value)) => {
            let own = witness.world.cells.get(&(*table, *row, *column));
            own.is_none_or(|own| own == value)
        }
        _ => true,
    })
}
