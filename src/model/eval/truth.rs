//! Kleene's three truth values.

/// Truth in one world. `Unknown` only through an attribute or cell that the text leaves open and the world does not
/// fill (or through what a partial [`View`](super::View) has not decided).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Truth {
    True,
    False,
    Unknown,
}

use Truth::{False, True, Unknown};

impl Truth {
    /// Certainly so.
    pub fn is_true(self) -> bool {
        self == True
    }

    /// Certainly not so.
    pub fn is_false(self) -> bool {
        self == False
    }

    /// True unless a member is not: false as soon as one is, else unknown as soon as one is.
    pub fn all(members: impl IntoIterator<Item = Truth>) -> Truth {
        let mut result = True;
        for member in members {
            match member {
                False => return False,
                Unknown => result = Unknown,
                True => {}
            }
        }
        result
    }

    /// False unless a member is not: true as soon as one is, else unknown as soon as one is.
    pub fn any(members: impl IntoIterator<Item = Truth>) -> Truth {
        let mut result = False;
        for member in members {
            match member {
                True => return True,
                Unknown => result = Unknown,
                False => {}
            }
        }
        result
    }

    /// Both; the other side is not looked at when this one is false.
    #[must_use]
    pub fn and(self, other: impl FnOnce() -> Truth) -> Truth {
        match self {
            False => False,
            True => other(),
            Unknown if other().is_false() => False,
            Unknown => Unknown,
        }
    }
}

impl std::ops::Not for Truth {
    type Output = Truth;

    fn not(self) -> Truth {
        match self {
            True => False,
            False => True,
            Unknown => Unknown,
        }
    }
}

impl From<bool> for Truth {
    fn from(value: bool) -> Self {
        if value { True } else { False }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kleenes_tables() {
        assert_eq!(Truth::all([True, Unknown, False]), False);
        assert_eq!(Truth::all([True, Unknown]), Unknown);
        assert_eq!(Truth::all([]), True);
        assert_eq!(Truth::any([False, Unknown, True]), True);
        assert_eq!(Truth::any([False, Unknown]), Unknown);
        assert_eq!(Truth::any([]), False);
        assert_eq!(!Unknown, Unknown);
        for a in [True, False, Unknown] {
            for b in [True, False, Unknown] {
                assert_eq!(a.and(|| b), Truth::all([a, b]));
                assert_eq!(!a.and(|| b), Truth::any([!a, !b]));
            }
        }
    }
}
