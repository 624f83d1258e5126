//! On which readings an answer turns: the least combinations of their options that settle it, however the text is read
//! otherwise.

use std::collections::{BTreeMap, BTreeSet};

use super::verdict::{Case, Verdict};
use super::{absence, fewest, guard, mending};
use crate::model::{Model, ReadingChoice};

/// A least combination of options: wherever all of them are taken, the same is the case; if any one of them is left open,
/// it no longer always is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Least {
    /// In declaration order.
    pub readings: Vec<ReadingChoice>,
    /// The positions of the whole combinations that contain it, in order.
    pub covers: Vec<usize>,
}

/// The answer under a least combination of readings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// In declaration order.
    pub readings: Vec<ReadingChoice>,
    /// What holds under all that contain it; its own readings are the whole combination under which its worlds were found.
    pub case: Case,
    /// Which of the other readings must be taken so for the same worlds to show it, as far as is known.
    pub besides: Vec<ReadingChoice>,
}

/// The least combinations that settle what is the case, if this is known of some whole combinations of the same readings.
/// The short ones come first, then those of readings and options declared first; together they cover everything
/// that is known. One is left out where the others cover what it covers.
pub fn least<T: PartialEq>(model: &Model, table: &[(&[ReadingChoice], T)]) -> Vec<Least> {
    let mut all: Vec<Least> = Vec::new();
    for (first, (_, value)) in table.iter().enumerate() {
        if table[..first].iter().all(|(_, known)| known != value) {
            let same = table.iter().enumerate().filter(|(_, (_, other))| other == value);
            all.extend(cover(model, same.map(|(at, (readings, _))| (*readings, at)).collect()));
        }
    }
    all.sort_by(|a, b| order(&a.readings).cmp(&order(&b.readings)));
    all
}

/// The answer under each least combination of readings that settles it.
pub fn settled(model: &Model, cases: &[Case]) -> Vec<Settled> {
    let table: Vec<(&[ReadingChoice], &Verdict)> =
        cases.iter().map(|case| (&case.readings[..], &case.verdict)).collect();
    let settled = |least: Least| {
        let own: Vec<&Case> = least.covers.iter().map(|at| &cases[*at]).collect();
        let besides = besides(model, &own, &least.readings);
        Some(Settled { readings: least.readings, case: together(model, &own)?, besides })
    };
    least(model, &table).into_iter().filter_map(settled).collect()
}

/// The readings besides these that decide whether what shows the first of the cases shows it.
fn besides(model: &Model, cases: &[&Case], settled: &[ReadingChoice]) -> Vec<ReadingChoice> {
    let Some(first) = cases.first() else { return Vec::new() };
    let alike = |case: &Case| {
        let worlds = [(&first.witness, &case.witness), (&first.unexcluded, &case.unexcluded)];
        worlds.into_iter().all(|(one, other)| match (one, other) {
            (Some(one), Some(other)) => one.tells_the_same(other),
            (one, other) => one.is_none() && other.is_none(),
        })
    };
    let table: Vec<(&[ReadingChoice], bool)> =
        cases.iter().map(|case| (&case.readings[..], alike(case))).collect();
    let enough = least(model, &table).into_iter().find(|least| least.covers.contains(&0));
    let enough = enough.map(|least| least.readings).unwrap_or_default();
    enough.into_iter().filter(|choice| !settled.contains(choice)).collect()
}

/// One answer from those under several combinations that have the same verdict; the first shows it. None from none.
pub fn together(model: &Model, cases: &[&Case]) -> Option<Case> {
    let first = *cases.first()?;
    let guards = guard::in_order(model, cases.iter().flat_map(|case| case.guards.iter().copied()));
    let at_stake: Option<Vec<_>> = cases.iter().map(|case| case.at_stake.clone()).collect();
    Some(Case {
        articles: guard::articles(model, &guards),
        guards,
        at_stake: at_stake.map(|all| BTreeSet::from_iter(all.concat()).into_iter().collect()),
        assumptions: mending::under_all_readings(cases.iter().map(|case| case.assumptions.as_deref())),
        fewest: fewest::under_all_readings(cases.iter().map(|case| case.fewest)),
        absences: absence::under_all_readings(cases.iter().map(|case| &case.absences[..])),
        ..first.clone()
    })
}

/// The short ones first.
fn order(readings: &[ReadingChoice]) -> (usize, &[ReadingChoice]) {
    (readings.len(), readings)
}

/// The least combinations all of whose completions are among these, without those that others make superfluous.
fn cover(model: &Model, wholes: BTreeMap<&[ReadingChoice], usize>) -> Vec<Least> {
    let mut primes: Vec<Least> = primes(model, &wholes)
        .into_iter()
        .map(|readings| {
            let within = |whole: &[ReadingChoice]| readings.iter().all(|choice| whole.contains(choice));
            let covers = wholes.iter().filter(|(whole, _)| within(whole)).map(|(_, at)| *at);
            let covers: BTreeSet<usize> = covers.collect();
            Least { readings, covers: covers.into_iter().collect() }
        })
        .collect();
    primes.sort_by(|a, b| order(&a.readings).cmp(&order(&b.readings)));
    let mut times: BTreeMap<usize, usize> = BTreeMap::new();
    primes.iter().flat_map(|prime| &prime.covers).for_each(|at| *times.entry(*at).or_default() += 1);
    for index in (0..primes.len()).rev() {
        if primes[index].covers.iter().all(|at| times.get(at).is_some_and(|times| *times > 1)) {
            let spared = primes.remove(index);
            spared.covers.iter().for_each(|at| *times.entry(*at).or_default() -= 1);
        }
    }
    primes
}

/// Every least combination all of whose completions are among these: level by level, a choice is left out where every
/// option of its reading is there.
fn primes(model: &Model, wholes: &BTreeMap<&[ReadingChoice], usize>) -> Vec<Vec<ReadingChoice>> {
    let mut primes = Vec::new();
    let mut level: BTreeSet<Vec<ReadingChoice>> = wholes.keys().map(|whole| whole.to_vec()).collect();
    while !level.is_empty() {
        let mut next = BTreeSet::new();
        for readings in &level {
            let shorter = (0..readings.len()).filter(|at| is_open(model, &level, readings, *at));
            let shorter: Vec<Vec<ReadingChoice>> = shorter
                .map(|at| readings.iter().enumerate().filter(|(it, _)| *it != at).map(|(_, c)| *c).collect())
                .collect();
            if shorter.is_empty() {
                primes.push(readings.clone());
            }
            next.extend(shorter);
        }
        level = next;
    }
    primes
}

/// Whether the combination is there with every option of the reading at this position.
fn is_open(
    model: &Model,
    level: &BTreeSet<Vec<ReadingChoice>>,
    readings: &[ReadingChoice],
    at: usize,
) -> bool {
    let reading = readings[at].reading;
    let options = u32::try_from(model.readings[reading.index()].options.len()).unwrap_or(u32::MAX);
    let mut other = readings.to_vec();
    (0..options).all(|option| {
        other[at] = ReadingChoice { reading, option };
        level.contains(&other)
    })
}
