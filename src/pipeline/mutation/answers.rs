//! Answers to the same claim, before and after a change: whether a reader is told something else.
//!
//! Which readings an answer lists is no part of it: two answers differ if under some combination of readings they come to
//! different verdicts, however many readings either of them tells apart. Nor is it with which words a gap could be filled.

use crate::model::{ElementId, ReadingChoice};
use crate::proof::{Answer, Verdict};

/// The answer to one instance of a claim, as far as it counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub instance: Vec<ElementId>,
    /// One for each combination of readings that is told apart; together they cover all of them.
    cases: Vec<Under>,
}

/// The verdict under every combination of readings in which these options are chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Under {
    readings: Vec<ReadingChoice>,
    verdict: Verdict,
}

/// How closely two verdicts are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closely {
    /// Only what neither a look at courses nor more effort can change: how a claim is broken, or proved, does not count.
    Grade,
    Verdict,
}

impl Said {
    /// The verdicts alone: no articles, no worlds.
    pub fn of(answer: Answer) -> Self {
        let cases = match answer.verdict {
            Verdict::TurnsOnReading(cases) => cases
                .into_iter()
                .map(|case| Under { readings: case.readings, verdict: case.verdict })
                .collect(),
            verdict => vec![Under { readings: Vec::new(), verdict }],
        };
        Self { instance: answer.instance, cases }
    }

    /// Whether something is answered, under some readings at least.
    pub fn is_answer(&self) -> bool {
        self.cases.iter().any(|case| grade(&case.verdict).is_some())
    }

    /// Whether both are answers under some combination of readings, and not the same. `undecided` is no answer.
    pub fn differs(&self, other: &Said, closely: Closely) -> bool {
        self.together(other).any(|(one, two)| match (grade(one), grade(two)) {
            (Some(first), Some(second)) => first != second || closely == Closely::Verdict && one != two,
            _ => false,
        })
    }

    /// Of answers in single worlds: whether those over courses of events may differ though these do not. What is proved
    /// of all worlds, or of none, is not asked of courses.
    pub fn is_open(&self, other: &Said) -> bool {
        let settled = |verdict: &Verdict| {
            matches!(grade(verdict), Some(Grade::Proved | Grade::Vacuous | Grade::Refuted))
        };
        self.together(other).any(|(one, two)| !settled(one) || !settled(two))
    }

    /// Whether there is no answer where the other has one.
    pub fn is_lost(&self, other: &Said) -> bool {
        self.together(other).any(|(one, two)| grade(one).is_none() && grade(two).is_some())
    }

    /// The verdicts of both under the combinations of readings that there are.
    fn together<'a>(&'a self, other: &'a Said) -> impl Iterator<Item = (&'a Verdict, &'a Verdict)> {
        let of = move |one: &'a Under| {
            let both = other.cases.iter().filter(|two| are_compatible(&one.readings, &two.readings));
            both.map(|two| (&one.verdict, &two.verdict))
        };
        self.cases.iter().flat_map(of)
    }
}

/// Whether no reading has two options.
fn are_compatible(one: &[ReadingChoice], other: &[ReadingChoice]) -> bool {
    one.iter().all(|choice| other.iter().all(|it| it.reading != choice.reading || it.option == choice.option))
}

/// What of an answer no look at courses and no more effort can change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Grade {
    Proved,
    Broken,
    Vacuous,
    Refuted,
}

/// None of what is no answer.
fn grade(verdict: &Verdict) -> Option<Grade> {
    match verdict {
        Verdict::Proved | Verdict::ProvedAssuming | Verdict::ProvedWithoutTransfers => Some(Grade::Proved),
        Verdict::Violated | Verdict::ViolatedAlways | Verdict::Silent => Some(Grade::Broken),
        Verdict::Vacuous => Some(Grade::Vacuous),
        Verdict::Refuted => Some(Grade::Refuted),
        Verdict::Undecided(_) | Verdict::TurnsOnReading(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ClaimId, ReadingId};
    use crate::proof::{Case, Effort, Reason};

    fn said(cases: &[(&[(usize, u32)], Verdict)]) -> Said {
        let choice = |(reading, option): &(usize, u32)| ReadingChoice {
            reading: ReadingId::from_index(*reading),
            option: *option,
        };
        let case = |(readings, verdict): &(&[(usize, u32)], Verdict)| {
            Case::bare(readings.iter().map(choice).collect(), verdict.clone())
        };
        let verdict = match cases {
            [(_, only)] => only.clone(),
            _ => Verdict::TurnsOnReading(cases.iter().map(case).collect()),
        };
        let case = Case::bare(Vec::new(), verdict);
        Said::of(Answer::of(ClaimId::from_index(0), Vec::new(), case, Effort::default()))
    }

    const OPEN: Verdict = Verdict::Undecided(Reason::Limit);

    #[test]
    fn readings_that_change_no_verdict_do_not_count() {
        use Verdict::{Proved, Violated};
        let short = said(&[(&[(0, 0)], Proved), (&[(0, 1)], Violated)]);
        let long = said(&[
            (&[(0, 0), (1, 0)], Proved),
            (&[(0, 0), (1, 1)], Proved),
            (&[(0, 1), (1, 0)], Violated),
            (&[(0, 1), (1, 1)], Violated),
        ]);
        let other = said(&[(&[(1, 0)], Proved), (&[(1, 1)], Violated)]);
        for closely in [Closely::Grade, Closely::Verdict] {
            assert!(!short.differs(&long, closely) && !long.differs(&short, closely));
            // Under the second option of the one and the first of the other.
            assert!(short.differs(&other, closely) && other.differs(&long, closely));
            assert!(short.differs(&said(&[(&[], Proved)]), closely));
        }
    }

    #[test]
    fn only_answers_differ() {
        use Verdict::{Proved, Silent, Violated, ViolatedAlways};
        let half = said(&[(&[(0, 0)], Proved), (&[(0, 1)], OPEN)]);
        let other = said(&[(&[(0, 0)], OPEN), (&[(0, 1)], Violated)]);
        assert!(!half.differs(&other, Closely::Verdict));
        assert!(half.differs(&said(&[(&[], Violated)]), Closely::Grade));
        assert!(half.is_answer() && !said(&[(&[], OPEN)]).is_answer());
        assert!(half.is_lost(&said(&[(&[], Proved)])) && !said(&[(&[], Proved)]).is_lost(&half));
        for (one, two) in [(Violated, Silent), (ViolatedAlways, Violated)] {
            let (one, two) = (said(&[(&[], one)]), said(&[(&[], two)]));
            assert!(!one.differs(&two, Closely::Grade) && one.differs(&two, Closely::Verdict));
            assert!(one.is_open(&two));
        }
        assert!(!said(&[(&[], Proved)]).is_open(&said(&[(&[], Proved)])));
    }
}
