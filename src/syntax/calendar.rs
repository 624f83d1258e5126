//! Dates in both calendars and durations, as values.

use std::fmt;

/// A day, as a civil date of the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(pub jiff::civil::Date);

/// A duration in calendar units: `7年` is 84 months and 0 days. Years are 12 months; a week is not a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Duration {
    pub months: i64,
    pub days: i64,
}

/// Why a date is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateError {
    /// No such day in any calendar (13月, 2月30日), or a year out of range.
    NoSuchDay,
    /// The day exists, but not in that era; the era's first and last day.
    OutsideEra(Era, Date, Option<Date>),
}

/// The eras since the civil calendar of 1873. 明治 is counted from its first day of 1868.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Era {
    Meiji,
    Taisho,
    Showa,
    Heisei,
    Reiwa,
}

/// The day of the Gregorian calendar.
pub fn gregorian(year: i64, month: i64, day: i64) -> Result<Date, DateError> {
    let narrow = || {
        let (year, month, day) = (year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?);
        jiff::civil::Date::new(year, month, day).ok()
    };
    narrow().map(Date).ok_or(DateError::NoSuchDay)
}

impl Era {
    /// All of them, oldest first.
    pub const ALL: [Era; 5] = [Era::Meiji, Era::Taisho, Era::Showa, Era::Heisei, Era::Reiwa];

    /// Its name as written in dates.
    pub fn name(self) -> &'static str {
        match self {
            Era::Meiji => "明治",
            Era::Taisho => "大正",
            Era::Showa => "昭和",
            Era::Heisei => "平成",
            Era::Reiwa => "令和",
        }
    }

    /// Its first day (proclamation).
    pub fn first(self) -> Date {
        Date(match self {
            Era::Meiji => jiff::civil::date(1868, 10, 23),
            Era::Taisho => jiff::civil::date(1912, 7, 30),
            Era::Showa => jiff::civil::date(1926, 12, 25),
            Era::Heisei => jiff::civil::date(1989, 1, 8),
            Era::Reiwa => jiff::civil::date(2019, 5, 1),
        })
    }

    /// Its last day; `None` for the present one. The day an era changes is counted to the new one.
    pub fn last(self) -> Option<Date> {
        let next = Era::ALL.iter().find(|era| era.first() > self.first())?;
        next.first().0.yesterday().ok().map(Date)
    }

    /// The day of this era, or why there is none.
    pub fn date(self, year: i64, month: i64, day: i64) -> Result<Date, DateError> {
        let first_year = i64::from(self.first().0.year());
        let date = gregorian(year.saturating_add(first_year - 1), month, day)?;
        let inside = year >= 1 && date >= self.first() && self.last().is_none_or(|last| date <= last);
        if inside { Ok(date) } else { Err(DateError::OutsideEra(self, self.first(), self.last())) }
    }

    /// The era of a day, and its year in it.
    pub fn of(date: Date) -> Option<(Era, i64)> {
        let era = *Era::ALL.iter().rev().find(|era| era.first() <= date)?;
        Some((era, i64::from(date.0.year()) - i64::from(era.first().0.year()) + 1))
    }
}

impl Date {
    /// The day after; the last day that there is stays.
    #[must_use]
    pub fn next(self) -> Self {
        self.0.tomorrow().map_or(self, Date)
    }

    /// The day before it; itself if there is none.
    #[must_use]
    pub fn previous(self) -> Self {
        self.0.yesterday().map_or(self, Date)
    }

    /// `平成14年11月1日`; the Gregorian form where there is no era.
    pub fn japanese(self) -> String {
        let (month, day) = (self.0.month(), self.0.day());
        match Era::of(self) {
            Some((era, 1)) => format!("{}元年{month}月{day}日", era.name()),
            Some((era, year)) => format!("{}{year}年{month}月{day}日", era.name()),
            None => format!("{}年{month}月{day}日", self.0.year()),
        }
    }
}

impl fmt::Display for Date {
    /// `2002-11-01`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day())
    }
}

impl Duration {
    /// Days of the shortest and of the longest such stretch in any calendar.
    pub fn days_range(self) -> (i64, i64) {
        let (low, high) = months_in_days(self.months);
        (low.saturating_add(self.days), high.saturating_add(self.days))
    }

    /// How two durations compare, if every calendar agrees.
    pub fn compare(self, other: Duration) -> Option<std::cmp::Ordering> {
        let difference = Duration { months: self.months - other.months, days: self.days - other.days };
        if difference.months == 0 {
            return Some(difference.days.cmp(&0));
        }
        if difference.days == 0 || difference.months.signum() == difference.days.signum() {
            return Some(difference.months.cmp(&0));
        }
        let (low, high) = months_in_days(difference.months.abs());
        let days = difference.days.abs();
        let size = match () {
            () if days < low => 1,
            () if days > high => -1,
            () => return None,
        };
        Some((size * difference.months.signum()).cmp(&0))
    }

    /// `7年`, `1年6か月`, `10日`
    pub fn japanese(self) -> String {
        self.join("", [("年", "年"), ("か月", "か月"), ("日", "日")], "")
    }

    fn join(self, gap: &str, units: [(&str, &str); 3], between: &str) -> String {
        let amounts = [self.months / 12, self.months % 12, self.days];
        let smallest = if self.months == 0 { 2 } else { 3 };
        let parts = amounts
            .iter()
            .zip(units)
            .enumerate()
            .filter(|(i, (n, _))| **n != 0 || (*i == 2 && smallest == 2));
        let shown =
            parts.map(|(_, (n, (one, many)))| format!("{n}{gap}{}", if *n == 1 { one } else { many }));
        shown.collect::<Vec<_>>().join(between)
    }
}

/// Bounds on the days that so many months (≥ 0) can last, wherever they begin.
fn months_in_days(months: i64) -> (i64, i64) {
    const SHORTEST: [i64; 12] = [0, 28, 59, 89, 120, 150, 181, 212, 242, 273, 303, 334];
    const LONGEST: [i64; 12] = [0, 31, 62, 92, 123, 153, 184, 215, 245, 276, 306, 337];
    let (years, rest) = (months / 12, usize::try_from(months % 12).unwrap_or(0));
    // Of any n years in a row, at least (n - 8) / 4 hold a leap day (1896 to 1904 had none), at most n / 4 + 1.
    let least = ((years - 8) / 4).max(0) - (years / 100);
    let most = if years == 0 { 0 } else { (years + 3) / 4 };
    (years * 365 + SHORTEST[rest] + least.max(0), years * 365 + LONGEST[rest] + most)
}

impl fmt::Display for Duration {
    /// `7 years`, `1 year 6 months`, `10 days`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.join(" ", [("year", "years"), ("month", "months"), ("day", "days")], " "))
    }
}
