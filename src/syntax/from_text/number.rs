//! Numbers, durations and dates, from the digits (or the era) on.

use super::chars::{char_at, continues_name, digit, is_blank, run_end, twin};
use crate::syntax::calendar::{self, Date, DateError, Duration};

/// What begins with a digit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numeral {
    Integer(Option<i64>),
    Duration(Duration),
    Date(Result<Date, DateError>),
    /// `2人で`: for so many persons.
    Persons(Option<i64>),
}

/// Reads the numeral at `at`, which is a digit; returns it and the byte after it.
pub fn scan(text: &str, at: usize) -> (Numeral, usize) {
    let (value, end) = integer(text, at);
    if let Some((date, end)) = iso_date(text, at, end).or_else(|| kanji_date(text, value, end)) {
        return (Numeral::Date(date), end);
    }
    if let Some(stop) = word(text, end, "人で") {
        return (Numeral::Persons(value), stop);
    }
    if let Some((duration, end)) = duration(text, at) {
        return (Numeral::Duration(duration), end);
    }
    (Numeral::Integer(value), end)
}

/// The integer at `at` and the byte after it; `None` when it does not fit.
pub fn integer(text: &str, at: usize) -> (Option<i64>, usize) {
    let end = run_end(text, at, |c| digit(c).is_some());
    let mut digits = text[at..end].chars().filter_map(digit);
    let value = digits.try_fold(0_i64, |n, d| n.checked_mul(10)?.checked_add(d));
    (value, end)
}

/// The byte after `expected` at `at`, if it stands there as a whole word.
fn word(text: &str, at: usize, expected: &str) -> Option<usize> {
    let end = at + expected.len();
    (text.get(at..end)? == expected && !char_at(text, end).is_some_and(continues_name)).then_some(end)
}

/// `2002-11-01`, where `end` closes the year.
fn iso_date(text: &str, at: usize, end: usize) -> Option<(Result<Date, DateError>, usize)> {
    let part = |from: usize, digits: usize| {
        let hyphen = char_at(text, from).filter(|&c| twin(c) == '-')?;
        let (value, stop) = integer(text, from + hyphen.len_utf8());
        let count = text[from + hyphen.len_utf8()..stop].chars().count();
        (count == digits).then_some((value?, stop))
    };
    let (year, _) = integer(text, at);
    if text[at..end].chars().count() != 4 {
        return None;
    }
    let (month, end) = part(end, 2)?;
    let (day, end) = part(end, 2)?;
    Some((calendar::gregorian(year?, month, day), end))
}

/// `2002年11月1日`, where `end` closes the year.
fn kanji_date(text: &str, year: Option<i64>, end: usize) -> Option<(Result<Date, DateError>, usize)> {
    let end = text[end..].starts_with('年').then_some(end + '年'.len_utf8())?;
    let (month, end) = count(text, end, '月')?;
    let (day, end) = count(text, end, '日')?;
    if char_at(text, end).is_some_and(continues_name) {
        return None;
    }
    Some((calendar::gregorian(year?, month, day), end))
}

/// `平成14年11月1日`, `平成元年…`, `平成十四年…` at `at`, if a whole word there is such a date.
pub fn era_date(text: &str, at: usize) -> Option<(Result<Date, DateError>, usize)> {
    let era = calendar::Era::ALL.iter().find(|era| text[at..].starts_with(era.name()))?;
    let mut end = at + era.name().len();
    let year = if text[end..].starts_with("元年") {
        end += "元年".len();
        1
    } else {
        let (year, stop) = count(text, end, '年')?;
        end = stop;
        year
    };
    let (month, end) = count(text, end, '月')?;
    let (day, end) = count(text, end, '日')?;
    if char_at(text, end).is_some_and(continues_name) {
        return None;
    }
    Some((era.date(year, month, day), end))
}

/// A number in digits or kanji and the counter after it.
fn count(text: &str, at: usize, counter: char) -> Option<(i64, usize)> {
    let (value, end) = if let Some(found) = kanji(text, at) {
        found
    } else {
        let (value, end) = integer(text, at);
        (value?, end)
    };
    (end > at && text[end..].starts_with(counter)).then_some((value, end + counter.len_utf8()))
}

/// A kanji number up to 9999: 十四, 二十一, 百五.
pub fn kanji(text: &str, at: usize) -> Option<(i64, usize)> {
    let (mut total, mut ones, mut end) = (0, None, at);
    for c in text[at..].chars() {
        if let Some(d) = "〇一二三四五六七八九".chars().position(|k| k == c) {
            ones = Some(ones.unwrap_or(0) * 10 + i64::try_from(d).unwrap_or(0));
        } else if let Some(unit) = [('十', 10), ('百', 100), ('千', 1000)].iter().find(|(k, _)| *k == c) {
            total += ones.take().unwrap_or(1) * unit.1;
        } else {
            break;
        }
        end += c.len_utf8();
        if end - at > 30 {
            return None;
        }
    }
    (end > at).then_some((total + ones.unwrap_or(0), end))
}

const UNITS: [(&str, i64, i64); 10] = [
    ("年間", 12, 0),
    ("年", 12, 0),
    ("か月", 1, 0),
    ("ヶ月", 1, 0),
    ("カ月", 1, 0),
    ("ヵ月", 1, 0),
    ("箇月", 1, 0),
    ("月間", 1, 0),
    ("日間", 0, 1),
    ("日", 0, 1),
];

const ENGLISH_UNITS: [(&str, i64, i64); 6] =
    [("years", 12, 0), ("year", 12, 0), ("months", 1, 0), ("month", 1, 0), ("days", 0, 1), ("day", 0, 1)];

/// One or more numbers with units: `7年`, `1年6か月`, `7 years`, `1 year 6 months`.
fn duration(text: &str, at: usize) -> Option<(Duration, usize)> {
    let mut total = Duration { months: 0, days: 0 };
    let mut end = at;
    let mut finest = i64::MAX;
    while let Some((months, days, stop)) = part(text, end) {
        let unit = if days.0 > 0 { 0 } else { months.0 };
        if unit >= finest {
            break;
        }
        finest = unit;
        total.months += months.1;
        total.days += days.1;
        end = stop;
    }
    (end > at).then_some((total, end))
}

type Scaled = (i64, i64);

/// One number with its unit: for months and days, the unit's scale and the amount.
fn part(text: &str, at: usize) -> Option<(Scaled, Scaled, usize)> {
    let at = run_end(text, at, is_blank);
    let (value, end) = integer(text, at);
    if end == at {
        return None;
    }
    let value = value.filter(|v| *v < 1_000_000)?;
    for (unit, months, days) in UNITS {
        let stop = end + unit.len();
        let free = char_at(text, stop).is_none_or(|c| !continues_name(c) || digit(c).is_some());
        if text[end..].starts_with(unit) && free {
            return Some(((months, months * value), (days, days * value), stop));
        }
    }
    let end = run_end(text, end, is_blank);
    let unit = ENGLISH_UNITS.iter().find_map(|u| word(text, end, u.0).map(|stop| (u, stop)));
    unit.map(|(u, stop)| ((u.1, u.1 * value), (u.2, u.2 * value), stop))
}
