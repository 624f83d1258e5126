//! What the search found, and the verdict that follows (language.md, section 6).

use std::collections::BTreeMap;

use kitei::model::ClaimKind;

use super::Size;
use crate::oracle::partial::{Filling, Question};

/// The least numbers of acts after which something is reached; none if it never is, by any course.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reach {
    /// Whether there is a lawful world to start from.
    pub lawful: bool,
    pub premise: Option<u32>,
    /// Premise and not good. Never for `possible`.
    pub bad: Option<u32>,
    /// Premise and good. For `possible`: the formula.
    pub good: Option<u32>,
}

impl Reach {
    /// What is reached in any case.
    pub fn over(all: impl Iterator<Item = Reach>) -> Reach {
        all.fold(Reach::default(), |all, one| Reach {
            lawful: all.lawful || one.lawful,
            premise: least(all.premise, one.premise),
            bad: least(all.bad, one.bad),
            good: least(all.good, one.good),
        })
    }

    /// Something is reached after so many acts: the premise, a bad, a good world.
    pub fn found(&mut self, acts: u32, found: [bool; 3]) {
        for (known, found) in [&mut self.premise, &mut self.bad, &mut self.good].into_iter().zip(found) {
            if found {
                *known = Some(known.map_or(acts, |known| known.min(acts)));
            }
        }
    }

    /// Whether more acts than these cannot make any number less; what is known to be never reached does not count.
    pub fn nothing_left(&self, acts: u32, never: [bool; 3]) -> bool {
        let known = [self.premise, self.bad, self.good].into_iter().zip(never);
        known.into_iter().all(|(known, never)| never || known.is_some_and(|known| known <= acts))
    }
}

/// What is reached when the gaps of the text are filled in one way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    pub filling: Filling,
    pub free: Reach,
    pub constant: Reach,
}

/// What the oracle found in worlds of one size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub kind: ClaimKind,
    /// Whether the claim assumes it.
    pub no_transfers: bool,
    /// Over all courses.
    pub free: Reach,
    /// Over the courses in which no office changes hands.
    pub constant: Reach,
    /// The same for every way to fill the gaps of the text on which it turns.
    pub filled: Vec<Filled>,
}

/// What holds in worlds of the sizes looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// There is no lawful world.
    Contradictory,
    Proved,
    /// The claim assumes `no transfers`, and with transfers it is broken.
    ProvedAssumingNoTransfers,
    /// The least number of acts; with constant staffing, if there is such a course. `always`: never good.
    Violated {
        acts: u32,
        constant: Option<u32>,
        always: bool,
    },
    Vacuous,
    /// Of `possible`: the least number of acts; with constant staffing, if there is such a course.
    Possible {
        acts: u32,
        constant: Option<u32>,
    },
    Refuted,
    /// Of `possible`: so under some fillings of the gaps, and not under others.
    Silent,
}

impl Answer {
    /// What a course of the claim reaches: without transfers if it assumes so.
    pub fn own(&self) -> &Reach {
        own(self.no_transfers, &self.free, &self.constant)
    }

    /// The verdict for this size.
    pub fn verdict(&self) -> Verdict {
        let own = self.own();
        let Reach { lawful, premise, bad, good } = *own;
        match (self.kind, bad, good) {
            _ if !lawful => Verdict::Contradictory,
            (ClaimKind::Possible, _, None) => Verdict::Refuted,
            (ClaimKind::Possible, _, Some(acts)) => Verdict::Possible { acts, constant: self.constant.good },
            (_, Some(acts), _) => {
                Verdict::Violated { acts, constant: self.constant.bad, always: good.is_none() }
            }
            _ if premise.is_none() => Verdict::Vacuous,
            _ if self.free.bad.is_some() => Verdict::ProvedAssumingNoTransfers,
            _ => Verdict::Proved,
        }
    }
}

/// The verdict over several sizes: what is reached in any is reached.
pub fn over_sizes(answers: &[(Size, Answer)]) -> Option<Verdict> {
    let (_, first) = answers.first()?;
    let over = |of: fn(&Answer) -> Reach| Reach::over(answers.iter().map(|(_, answer)| of(answer)));
    let filled = by_filling(answers);
    let reached = |filled: &Filled| own(first.no_transfers, &filled.free, &filled.constant).good.is_some();
    let some = filled.iter().any(reached);
    if first.kind == ClaimKind::Possible && some && !filled.iter().all(reached) {
        return Some(Verdict::Silent);
    }
    let (free, constant) = (over(|answer| answer.free), over(|answer| answer.constant));
    Some(Answer { free, constant, filled, ..*first }.verdict())
}

/// What is reached over several sizes, for every way to fill all the gaps on which it turns in any of them.
pub fn by_filling(answers: &[(Size, Answer)]) -> Vec<Filled> {
    let mut fillings: BTreeMap<Vec<Question>, Vec<&Filling>> = BTreeMap::new();
    for filled in answers.iter().flat_map(|(_, answer)| &answer.filled) {
        let gaps = filled.filling.iter().map(|(gap, _)| gap.clone()).collect();
        let known = fillings.entry(gaps).or_default();
        if !known.contains(&&filled.filling) {
            known.push(&filled.filling);
        }
    }
    // Sizes may turn on different gaps: every combination in which they agree.
    let all = fillings.into_values().fold(vec![Filling::new()], |all, some| {
        let joined = |one: &Filling| some.iter().filter_map(|other| join(one, other)).collect::<Vec<_>>();
        all.iter().flat_map(joined).collect()
    });
    let over = |filling: &Filling, of: fn(&Filled) -> Reach| {
        let fitting = answers.iter().flat_map(|(_, answer)| &answer.filled);
        Reach::over(fitting.filter(|filled| join(filling, &filled.filling).is_some()).map(of))
    };
    let one = |filling: Filling| Filled {
        free: over(&filling, |filled| filled.free),
        constant: over(&filling, |filled| filled.constant),
        filling,
    };
    all.into_iter().map(one).collect()
}

/// Both fillings; none if they fill a gap in different ways.
fn join(one: &Filling, other: &Filling) -> Option<Filling> {
    let mut both = one.clone();
    for (gap, answer) in other {
        match one.iter().find(|(known, _)| known == gap) {
            Some((_, known)) if known != answer => return None,
            Some(_) => {}
            None => both.push((gap.clone(), *answer)),
        }
    }
    Some(both)
}

fn own<'r>(no_transfers: bool, free: &'r Reach, constant: &'r Reach) -> &'r Reach {
    if no_transfers { constant } else { free }
}

fn least(one: Option<u32>, other: Option<u32>) -> Option<u32> {
    one.into_iter().chain(other).min()
}
