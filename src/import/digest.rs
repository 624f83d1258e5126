//! Wording → digest. What differs between two copies of one wording (line breaks, blanks, full and half width, the
//! way numbers are written, what encodings confuse) is brought into one form first.

use std::fmt::Write;

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use super::numeral;

/// How many bytes of the hash are written: enough that no two wordings meet by chance.
const BYTES: usize = 8;

/// The digest of a wording, in hexadecimal. Nothing is to be digested in an empty one.
pub fn digest(wording: &str) -> Option<String> {
    let normal = normal(wording);
    if normal.is_empty() {
        return None;
    }
    let mut out = String::new();
    for byte in Sha256::digest(normal.as_bytes()).iter().take(BYTES) {
        // Writing to a string cannot fail.
        let _ = write!(out, "{byte:02x}");
    }
    Some(out)
}

/// The one form of a wording: NFKC, without white space, numbers of provisions and dates in ASCII digits.
pub fn normal(wording: &str) -> String {
    let plain: String = wording.chars().map(unified).nfkc().filter(|c| !is_nothing(*c)).collect();
    numeral::in_digits(&plain)
}

/// Characters that a change of encoding turns into one another.
fn unified(c: char) -> char {
    match c {
        '〜' | '～' => '~',
        '−' | '－' => '-',
        '—' => '―',
        '‖' => '∥',
        '◯' => '○',
        _ => c,
    }
}

/// White space, control characters, and marks that only choose the form of a character.
fn is_nothing(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
        || matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_wording_has_one_digest() {
        let same = ["第十三条第２項の ﾚﾍﾞﾙ3（平成一四年）", "第13条第二項の\nレベル３(平成14年)"];
        assert_eq!(normal(same[0]), normal(same[1]));
        assert_eq!(digest(same[0]), digest(same[1]));
        assert_ne!(digest("貸与する。"), digest("貸与できる。"));
        assert_eq!(digest(" \u{3000}\n"), None);
    }

    #[test]
    fn what_encodings_confuse_is_one() {
        assert_eq!(normal("1〜3−4"), normal("１～３－４"));
        assert_eq!(normal("葛\u{E0100}"), normal("葛"));
    }
}
