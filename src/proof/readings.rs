//! Which readings matter to a claim, and their combinations.

use std::collections::BTreeSet;

use super::cone::Cone;
use crate::model::{Assuming, Claim, Model, ReadingChoice, ReadingId};

/// The readings on which a claim can turn: those in the cone of what it speaks of, without those it assumes.
pub fn relevant(model: &Model, claim: &Claim) -> Vec<ReadingId> {
    let cone = Cone::of(model, claim);
    let fixed: BTreeSet<ReadingId> = claim.assuming.readings.iter().map(|choice| choice.reading).collect();
    cone.readings.into_iter().filter(|reading| !fixed.contains(reading)).collect()
}

/// All combinations of options of these readings, in order; none if there are more than `most`.
pub fn combinations(model: &Model, readings: &[ReadingId], most: usize) -> Option<Vec<Vec<ReadingChoice>>> {
    let mut all: Vec<Vec<ReadingChoice>> = vec![Vec::new()];
    for reading in readings {
        let options = u32::try_from(model.readings[reading.index()].options.len()).unwrap_or(u32::MAX);
        if all.len().saturating_mul(options as usize) > most {
            return None;
        }
        let choices = (0..options).map(|option| ReadingChoice { reading: *reading, option });
        let choices: Vec<ReadingChoice> = choices.collect();
        all = all
            .iter()
            .flat_map(|chosen| choices.iter().map(move |choice| [&chosen[..], &[*choice]].concat()))
            .collect();
    }
    Some(all)
}

/// An option for every reading: the given ones, those assumed, and the default of the rest.
pub fn options(model: &Model, assuming: &Assuming, chosen: &[ReadingChoice]) -> Vec<u32> {
    let mut options: Vec<u32> = model.readings.iter().map(|reading| reading.default).collect();
    for choice in assuming.readings.iter().chain(chosen) {
        options[choice.reading.index()] = choice.option;
    }
    options
}
