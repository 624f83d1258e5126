//! Bytes → text: UTF-8, with or without a byte order mark. Another encoding is named, not guessed around.

use std::fmt::Write;

use crate::problem::Problem;
use crate::problem::catalogue::syntax as entries;

/// The text of a file; `path` is only shown.
pub fn decode<'a>(path: &str, bytes: &'a [u8]) -> Result<&'a str, Problem> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) if !is_iso_2022(bytes) && !is_utf16(bytes) => Ok(text),
        Ok(_) => Err(named(path, bytes)),
        Err(error) => Err(invalid(path, bytes, error.valid_up_to())),
    }
}

fn invalid(path: &str, bytes: &[u8], at: usize) -> Problem {
    if is_utf16(bytes) || is_euc_jp(&bytes[at..]) || is_shift_jis(&bytes[at..]) {
        return named(path, bytes);
    }
    let line = bytes[..at].iter().filter(|&&b| b == b'\n').count() + 1;
    let mut shown = String::new();
    for byte in bytes[at..].iter().take(3) {
        // Writing to a string cannot fail.
        let _ = write!(shown, "{byte:02X} ");
    }
    let problem = Problem::new(&entries::NOT_UTF8).plain("path", path);
    problem.number("line", line).plain("bytes", shown.trim_end()).help("save")
}

fn named(path: &str, bytes: &[u8]) -> Problem {
    let encoding = if is_utf16(bytes) {
        "UTF-16"
    } else if is_iso_2022(bytes) {
        "ISO-2022-JP"
    } else if is_euc_jp(bytes) {
        "EUC-JP"
    } else {
        "Shift_JIS"
    };
    Problem::new(&entries::ENCODING).plain("path", path).plain("encoding", encoding).help("save")
}

/// An escape to a set of two-byte characters.
fn is_iso_2022(bytes: &[u8]) -> bool {
    bytes.contains(&0x1B) && bytes.windows(2).any(|pair| pair == b"\x1b$")
}

/// A byte order mark of UTF-16, or every other byte of the beginning is zero.
fn is_utf16(bytes: &[u8]) -> bool {
    let marked = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    let head = &bytes[..bytes.len().min(64)];
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|&&b| b == 0).count();
    marked || head.len() >= 8 && zeros(0).max(zeros(1)) * 4 >= head.len()
}

/// Whether bytes read as EUC-JP: high bytes come in pairs, mostly of kana and common kanji.
fn is_euc_jp(bytes: &[u8]) -> bool {
    pairs(bytes, |lead| (0xA1..=0xFE).contains(&lead) || lead == 0x8E, |trail| (0xA1..=0xFE).contains(&trail))
}

/// Whether bytes read as Shift_JIS: lead bytes 81–9F, E0–FC with a trail byte, and half-width kana alone.
fn is_shift_jis(bytes: &[u8]) -> bool {
    let lead = |b| (0x81..=0x9F).contains(&b) || (0xE0..=0xFC).contains(&b);
    pairs(bytes, lead, |trail| (0x40..=0xFC).contains(&trail) && trail != 0x7F)
}

fn pairs(bytes: &[u8], lead: impl Fn(u8) -> bool, trail: impl Fn(u8) -> bool) -> bool {
    let mut index = 0;
    let mut found = false;
    while let Some(&byte) = bytes.get(index) {
        if byte < 0x80 || (0xA1..=0xDF).contains(&byte) && !lead(byte) {
            index += 1;
        } else if lead(byte) && bytes.get(index + 1).is_some_and(|&b| trail(b)) {
            found = true;
            index += 2;
        } else {
            return false;
        }
    }
    found
}
