//! Durations that some calendar would order otherwise are never compared: a month is 28 to 31 days.
//!
//! What may meet in a comparison: the values of one attribute, the constants it is compared with, and those of
//! every attribute it is compared with.

use rustc_hash::FxHashMap;

use super::resolver::Resolver;
use super::sorts::scalar;
use crate::model::{AttributeId, Term};
use crate::problem::Problem;
use crate::problem::catalogue::model::CALENDAR;
use crate::source::Span;
use crate::syntax::calendar::Duration;
use crate::syntax::tree;

/// Every duration written, by the attributes it may be compared with.
#[derive(Debug, Default)]
pub struct Durations {
    values: Vec<(AttributeId, Duration, Span)>,
    constants: Vec<(AttributeId, Duration, Span)>,
    /// Two constants compared with each other.
    pairs: Vec<[(Duration, Span); 2]>,
    equal: Vec<(AttributeId, AttributeId)>,
}

impl Durations {
    /// Notes the value of an attribute.
    pub fn value(&mut self, attribute: AttributeId, duration: Duration, span: Span) {
        self.values.push((attribute, duration, span));
    }
}

/// A side of a comparison.
enum Side {
    Constant(Duration, Span),
    Attribute(AttributeId),
    Neither,
}

impl Resolver<'_> {
    /// Notes a comparison.
    pub fn durations_compared(&mut self, left: &tree::Term, l: &Term, right: &tree::Term, r: &Term) {
        match (side(left, l), side(right, r)) {
            (Side::Constant(a, at), Side::Constant(b, bt)) => self.durations.pairs.push([(a, at), (b, bt)]),
            (Side::Constant(d, span), Side::Attribute(a)) | (Side::Attribute(a), Side::Constant(d, span)) => {
                self.durations.constants.push((a, d, span));
            }
            (Side::Attribute(a), Side::Attribute(b)) => self.durations.equal.push((a, b)),
            _ => {}
        }
    }

    /// Refuses every pair that could meet and whose order depends on the calendar.
    pub fn calendars(&mut self) {
        let durations = std::mem::take(&mut self.durations);
        for [(a, at), (b, bt)] in &durations.pairs {
            self.calendar_pair((*a, *at), (*b, *bt));
        }
        let compared: Vec<AttributeId> = durations
            .constants
            .iter()
            .map(|(a, ..)| *a)
            .chain(durations.equal.iter().flat_map(|(a, b)| [*a, *b]))
            .collect();
        let class = classes(&compared, &durations.equal);
        let mut members: FxHashMap<AttributeId, Vec<(Duration, Span)>> = FxHashMap::default();
        for (attribute, duration, span) in durations.constants.iter().chain(&durations.values) {
            if let Some(class) = class.get(attribute) {
                members.entry(*class).or_default().push((*duration, *span));
            }
        }
        let mut classes: Vec<_> = members.into_iter().collect();
        classes.sort_by_key(|(class, _)| *class);
        for (_, members) in classes {
            self.calendar_class(members);
        }
    }

    /// Only durations within a few days of each other can change places.
    fn calendar_class(&mut self, mut members: Vec<(Duration, Span)>) {
        members.sort_by_key(|(d, span)| (scalar(*d), d.months, *span));
        members.dedup_by_key(|(d, _)| *d);
        for (i, a) in members.iter().enumerate() {
            let near = members[i + 1..].iter().take_while(|b| scalar(b.0) - scalar(a.0) <= NEAR);
            for b in near {
                self.calendar_pair(*a, *b);
            }
        }
    }

    fn calendar_pair(&mut self, (a, at): (Duration, Span), (b, bt): (Duration, Span)) {
        if comparable(a, b) {
            return;
        }
        let (first, second) = (at.min(bt), at.max(bt));
        let (one, other) = (self.text(first).to_string(), self.text(second).to_string());
        let problem = Problem::new(&CALENDAR).label(second, "here").label(first, "first");
        self.report(problem.name("one", one).name("other", other).help("unit"));
    }
}

/// Further apart than any calendar moves a duration: 2.5 days for months against days, and some air.
const NEAR: i64 = 8_000_000;

fn side(written: &tree::Term, term: &Term) -> Side {
    match (written, term) {
        (tree::Term::Duration(d, span), _) => Side::Constant(*d, *span),
        (_, Term::Attribute(a, _)) => Side::Attribute(*a),
        _ => Side::Neither,
    }
}

/// The least attribute of each class of attributes that are compared with each other.
fn classes(
    compared: &[AttributeId],
    equal: &[(AttributeId, AttributeId)],
) -> FxHashMap<AttributeId, AttributeId> {
    let mut class: FxHashMap<AttributeId, AttributeId> = compared.iter().map(|a| (*a, *a)).collect();
    for (a, b) in equal {
        let (one, other) = (class[a].min(class[b]), class[a].max(class[b]));
        for value in class.values_mut().filter(|v| **v == other) {
            *value = one;
        }
    }
    class
}

/// Whether every calendar orders two durations the same way.
pub fn comparable(a: Duration, b: Duration) -> bool {
    let (less, more) = if a.months <= b.months { (a, b) } else { (b, a) };
    let days = less.days - more.days;
    let (shortest, longest) = month_days(more.months - less.months);
    (shortest == longest) || days < shortest || days > longest
}

/// The least and the greatest number of days in this many months, anywhere in the Gregorian calendar.
fn month_days(months: i64) -> (i64, i64) {
    const CYCLE: i64 = 4_800;
    const CYCLE_DAYS: i64 = 146_097;
    let (cycles, rest) = (months / CYCLE, months % CYCLE);
    let Ok(rest) = usize::try_from(rest) else { return (0, 0) };
    let starts = month_starts();
    let lengths = (0..4_800).map(|start| starts[start + rest] - starts[start]);
    let (shortest, longest) = lengths.fold((i64::MAX, 0), |(lo, hi), n| (lo.min(n), hi.max(n)));
    (cycles * CYCLE_DAYS + shortest, cycles * CYCLE_DAYS + longest)
}

/// Days before each month of two cycles of 400 years, from January of a year divisible by 400.
fn month_starts() -> Vec<i64> {
    const DAYS: [i64; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let mut starts = vec![0];
    let mut total = 0;
    for year in 0..800 {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        for (month, days) in DAYS.iter().enumerate() {
            total += days + i64::from(leap && month == 1);
            starts.push(total);
        }
    }
    starts
}
