//! Dates in both calendars and durations, as values.

/// A day, as a civil date of the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(pub jiff::civil::Date);

/// A duration in calendar units: `7年` is 84 months and 0 days. Years are 12 months; a week is not a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Duration {
    pub months: i64,
    pub days: i64,
}
