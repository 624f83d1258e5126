//! What the search found, and the verdict that follows (language.md, section 6).

use kitei::model::ClaimKind;

use super::Size;

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

/// What the oracle found in worlds of one size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answer {
    pub kind: ClaimKind,
    /// Whether the claim assumes it.
    pub no_transfers: bool,
    /// Over all courses.
    pub free: Reach,
    /// Over the courses in which no office changes hands.
    pub constant: Reach,
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
}

impl Answer {
    /// What a course of the claim reaches: without transfers if it assumes so.
    pub fn own(&self) -> &Reach {
        if self.no_transfers { &self.constant } else { &self.free }
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
    let over = |of: fn(&Answer) -> Reach| {
        answers.iter().map(|(_, answer)| of(answer)).fold(Reach::default(), |all, one| Reach {
            lawful: all.lawful || one.lawful,
            premise: least(all.premise, one.premise),
            bad: least(all.bad, one.bad),
            good: least(all.good, one.good),
        })
    };
    let all = Answer { free: over(|answer| answer.free), constant: over(|answer| answer.constant), ..*first };
    Some(all.verdict())
}

fn least(one: Option<u32>, other: Option<u32>) -> Option<u32> {
    one.into_iter().chain(other).min()
}
