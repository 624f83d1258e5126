//! How each token is spelt: one form of punctuation, digits, signs and marks; keywords in the wanted language.

use super::gaps::Piece;
use crate::problem::Lang;
use crate::syntax::keywords::Keyword;
use crate::syntax::tree::{CellMark, TokenKind};

/// Spells every piece. `lang`: keywords in that language; `style`: the language of the punctuation.
pub fn spell(pieces: &mut [Piece], lang: Option<Lang>, style: Lang) {
    for index in 0..pieces.len() {
        let count =
            index.checked_sub(1).map(|before| &pieces[before]).filter(|p| p.kind == TokenKind::Number);
        let spelt = match (pieces[index].kind, count) {
            (TokenKind::Keyword(Keyword::PersonSort), Some(count)) => {
                Some(person(&pieces[index].text, lang, count.text != "1"))
            }
            (kind, _) => spelling(kind, &pieces[index].text, lang, style),
        };
        if let Some(spelt) = spelt {
            pieces[index].text = spelt;
        }
    }
}

/// The text of a token, if it is not the one it has.
fn spelling(kind: TokenKind, written: &str, lang: Option<Lang>, style: Lang) -> Option<String> {
    Some(match kind {
        TokenKind::Keyword(Keyword::WithPersons) => with_persons(written, lang),
        TokenKind::Keyword(keyword) => {
            keyword.spelling(lang.unwrap_or_else(|| language(written))).to_string()
        }
        TokenKind::Number | TokenKind::Date => ascii_digits(written),
        TokenKind::Duration => duration(written, lang),
        TokenKind::Text => {
            let marks = ['"', '＂', '“', '”', '„'];
            format!("\"{}\"", written.trim_start_matches(marks).trim_end_matches(marks))
        }
        TokenKind::Citation => citation(written),
        TokenKind::Punctuation(',') if style == Lang::Ja => "、".to_string(),
        TokenKind::Punctuation(c) => c.to_string(),
        TokenKind::Comparison => comparison(written)?.to_string(),
        TokenKind::Cell => cell(written)?.to_string(),
        TokenKind::Name | TokenKind::Quoted | TokenKind::Junk => return None,
    })
}

/// The language a word is spelt in.
fn language(written: &str) -> Lang {
    if written.is_ascii() { Lang::En } else { Lang::Ja }
}

/// `person` after a number.
fn person(written: &str, lang: Option<Lang>, many: bool) -> String {
    let lang = lang.unwrap_or_else(|| language(written));
    let plural = lang == Lang::En && many;
    if plural { "persons".to_string() } else { Keyword::PersonSort.spelling(lang).to_string() }
}

/// `with 2 persons`, `2人で`
fn with_persons(written: &str, lang: Option<Lang>) -> String {
    let number: String = ascii_digits(written).chars().filter(char::is_ascii_digit).collect();
    match lang.unwrap_or_else(|| if written.starts_with("with") { Lang::En } else { Lang::Ja }) {
        Lang::En if number == "1" => format!("with {number} person"),
        Lang::En => format!("with {number} persons"),
        Lang::Ja => format!("{number}人で"),
    }
}

fn ascii_digits(written: &str) -> String {
    written
        .chars()
        .map(|c| match c {
            '０'..='９' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            '－' => '-',
            _ => c,
        })
        .collect()
}

const UNITS: [(&str, &str, &str); 3] =
    [("year", "years", "年"), ("month", "months", "か月"), ("day", "days", "日")];

/// The same numbers and units in the wanted language.
fn duration(written: &str, lang: Option<Lang>) -> String {
    let japanese = lang.unwrap_or_else(|| language(written)) == Lang::Ja;
    let written = ascii_digits(written);
    let mut parts = Vec::new();
    let mut rest = written.as_str();
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let end = rest[at..].find(|c: char| !c.is_ascii_digit()).map_or(rest.len(), |end| at + end);
        let (number, after) = (&rest[at..end], rest[end..].trim_start());
        let unit = UNITS.iter().find(|unit| after.starts_with(unit.0) || unit_begins(after, unit.2));
        let Some(unit) = unit else { return written.clone() };
        parts.push(match (japanese, number) {
            (true, _) => format!("{number}{}", unit.2),
            (false, "1") => format!("1 {}", unit.0),
            (false, _) => format!("{number} {}", unit.1),
        });
        rest = &rest[end..];
    }
    parts.join(if japanese { "" } else { " " })
}

fn unit_begins(after: &str, unit: &str) -> bool {
    match unit {
        "か月" => {
            ["か月", "ヶ月", "カ月", "ヵ月", "箇月", "月間"].iter().any(|form| after.starts_with(form))
        }
        _ => after.starts_with(unit),
    }
}

/// `@` without blanks after it.
fn citation(written: &str) -> String {
    match written.strip_prefix(['@', '＠']) {
        Some(rest) => format!("@{}", rest.trim_start()),
        None => written.to_string(),
    }
}

fn comparison(written: &str) -> Option<&'static str> {
    use crate::syntax::tree::Comparison as C;
    Some(match crate::syntax::from_text::sign(written)? {
        C::Eq => "=",
        C::Ne => "≠",
        C::Lt => "<",
        C::Le => "≤",
        C::Gt => ">",
        C::Ge => "≥",
    })
}

fn cell(written: &str) -> Option<&'static str> {
    match crate::syntax::from_text::mark(written) {
        CellMark::Yes => Some("○"),
        CellMark::No => Some("×"),
        CellMark::Unknown => Some("?"),
        CellMark::Other(_) => None,
    }
}
