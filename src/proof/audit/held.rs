//! Under which readings something was found.

use crate::model::ReadingChoice;

/// What is known of a formula under one combination of readings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Proved: in no world of any course.
    Never,
    /// In some world of some course; how it comes about, if that was asked.
    Sometimes(String),
    /// Neither was found out within the limits.
    Open,
}

impl Outcome {
    /// Whether it is proved that it never is.
    pub fn is_never(&self) -> bool {
        *self == Outcome::Never
    }

    /// Whether it can be.
    pub fn is_possible(&self) -> bool {
        matches!(self, Outcome::Sometimes(_))
    }
}

/// What is known under each combination of the readings that matter.
#[derive(Debug, Clone)]
pub struct Cases {
    /// Options without which the question does not arise.
    pub given: Vec<ReadingChoice>,
    pub list: Vec<(Vec<ReadingChoice>, Outcome)>,
    /// Whether all combinations were tried; if not, only the default one was.
    pub complete: bool,
}

/// Where a finding holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Held {
    Nowhere,
    Everywhere,
    /// As long as these options are chosen.
    Under(Vec<ReadingChoice>),
}

impl Cases {
    /// Where the outcome is as wanted.
    pub fn held(&self, wanted: impl Fn(&Outcome) -> bool) -> Held {
        let under = |choices: &[ReadingChoice]| {
            let all: Vec<ReadingChoice> = self.given.iter().chain(choices).copied().collect();
            if all.is_empty() { Held::Everywhere } else { Held::Under(all) }
        };
        let Some((first, _)) = self.list.iter().find(|(_, outcome)| wanted(outcome)) else {
            return Held::Nowhere;
        };
        if !self.complete {
            return under(first);
        }
        if self.list.iter().all(|(_, outcome)| wanted(outcome)) {
            return under(&[]);
        }
        let suffices = |choice: &ReadingChoice| {
            let with = self.list.iter().filter(|(choices, _)| choices.contains(choice));
            with.into_iter().all(|(_, outcome)| wanted(outcome))
        };
        let mut choices = self.list.iter().flat_map(|(choices, _)| choices);
        match choices.find(|choice| suffices(choice)) {
            Some(choice) => under(&[*choice]),
            None => under(first),
        }
    }

    /// The combinations under which it is proved that it never is.
    pub fn never(&self) -> Vec<Vec<ReadingChoice>> {
        let never = self.list.iter().filter(|(_, outcome)| outcome.is_never());
        never.map(|(choices, _)| self.given.iter().chain(choices).copied().collect()).collect()
    }

    /// The first account of how it comes about.
    pub fn shown(&self) -> String {
        let mut all = self.list.iter().filter_map(|(_, outcome)| match outcome {
            Outcome::Sometimes(how) => Some(how.clone()),
            _ => None,
        });
        all.next().unwrap_or_default()
    }

    /// The same without the combinations that agree with one of these.
    #[must_use]
    pub fn without(mut self, excluded: &[Vec<ReadingChoice>]) -> Self {
        let given = self.given.clone();
        self.list.retain(|(choices, _)| {
            let own: Vec<&ReadingChoice> = given.iter().chain(choices).collect();
            !excluded.iter().any(|other| agree(&own, other))
        });
        self
    }
}

/// Whether no reading is read differently.
fn agree(own: &[&ReadingChoice], other: &[ReadingChoice]) -> bool {
    own.iter().all(|a| other.iter().all(|b| a.reading != b.reading || a.option == b.option))
}
