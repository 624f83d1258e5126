//! Durations in the units in which people say them.

use super::Quantity;
use crate::problem::Text;

/// A mean day, in the unit of [`Quantity`].
pub const DAY: Quantity = 1_000_000;

/// A twelfth of the mean Gregorian year.
pub const MONTH: Quantity = 30_436_875;

/// Twelve months.
pub const YEAR: Quantity = 12 * MONTH;

/// The size of each unit and its name, the largest first.
const UNITS: [(Quantity, Text); 3] = [
    (YEAR, Text { en: "years", ja: "年" }),
    (MONTH, Text { en: "months", ja: "か月" }),
    (DAY, Text { en: "days", ja: "日" }),
];

/// The largest unit of which the duration is a whole number, with its name; none if there is none. Nothing is zero days.
pub fn unit(duration: Quantity) -> Option<(Quantity, Text)> {
    UNITS.into_iter().find(|(size, _)| duration % size == 0 && (duration != 0 || *size == DAY))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_unit_that_fits() {
        let of = |duration| unit(duration).map(|(size, name)| (duration / size, name.en));
        assert_eq!(of(7 * YEAR), Some((7, "years")));
        assert_eq!(of(36 * MONTH), Some((3, "years")));
        assert_eq!(of(18 * MONTH), Some((18, "months")));
        assert_eq!(of(10 * DAY), Some((10, "days")));
        assert_eq!(of(0), Some((0, "days")));
        assert_eq!(of(MONTH + DAY), None);
    }
}
