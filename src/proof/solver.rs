//! The only file that names z3.

/// The oldest libz3 that answers what was asked: with an older one the numbers of its enumerations
/// differ from those the binding was made for, and answers are wrong in silence.
const OLDEST: (u32, u32, u32) = (4, 13, 3);

/// The version of the libz3 that was loaded.
pub fn version() -> (u32, u32, u32) {
    parse(z3::full_version())
}

/// Refuses a libz3 that is too old, in one line that says what to do.
pub fn check_version() -> Result<(), String> {
    refuse(version())
}

fn refuse(found: (u32, u32, u32)) -> Result<(), String> {
    if found >= OLDEST {
        return Ok(());
    }
    let (major, minor, patch) = found;
    Err(format!(
        "libz3 {major}.{minor}.{patch} is too old and would answer wrongly: build with the pinned one \
         (make verify) or with one of version 4.13.3 or newer (make verify Z3=/path/to/its/lib)"
    ))
}

/// `Z3 5.3.3.0 …` → (5, 3, 3); what cannot be read counts as 0, and so as too old.
fn parse(full: &str) -> (u32, u32, u32) {
    let dotted = full.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    let mut parts = dotted.unwrap_or_default().split('.').map(|part| part.parse().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    (next(), next(), next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_loaded_libz3_is_accepted() {
        assert_eq!(check_version(), Ok(()), "{}", z3::full_version());
        assert!(version() >= OLDEST);
    }

    #[test]
    fn an_old_libz3_is_refused() {
        assert_eq!(parse("Z3 4.8.12.0"), (4, 8, 12));
        assert!(refuse((4, 8, 12)).is_err());
        assert!(refuse(parse("no number")).is_err());
        assert!(refuse((4, 13, 3)).is_ok());
    }
}
