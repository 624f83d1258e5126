//! What stands before a paragraph or an item: `２`, `②`, `(1)`, `一`, `ア`, `(ア)`, `ａ`, `(ii)`.

use unicode_normalization::UnicodeNormalization;

use super::line::is_blank;
use super::numeral::{Numeral, branches, number};

/// How a mark is written. A series goes on in the way in which it began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    Arabic,
    Circled,
    Kanji,
    Bracket,
    BracketKanji,
    Kana,
    Iroha,
    Latin,
    Roman,
    BracketKana,
    BracketIroha,
    BracketLatin,
    BracketRoman,
}

impl Style {
    /// Whether it counts with numbers.
    pub fn is_number(self) -> bool {
        matches!(self, Style::Arabic | Style::Circled | Style::Kanji | Style::Bracket | Style::BracketKanji)
    }
}

/// A mark at the start of a line.
#[derive(Debug, Clone)]
pub struct Mark<'a> {
    /// What it may be: `(i)` is the ninth letter and the first Roman number.
    pub senses: Vec<(Style, Numeral)>,
    /// As a step below an item: `(1)`, `ア`, `(ii)`.
    pub step: String,
    /// What stands after it.
    pub rest: &'a str,
    /// Whether a blank stands between them.
    pub apart: bool,
}

const GOJUON: &str =
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン";
const IROHA: &str =
    "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン";

/// The mark at the start of a line, if one is there.
pub fn mark(line: &str) -> Option<Mark<'_>> {
    let first = line.chars().next()?;
    if let Some((value, bracket)) = enclosed(first) {
        let style = if bracket { Style::Bracket } else { Style::Circled };
        let (more, rest) = branches(&line[first.len_utf8()..]);
        let numeral = Numeral { value, branches: more };
        return Some(done(vec![(style, numeral.clone())], numbered(&numeral), rest));
    }
    if matches!(first, '(' | '（') {
        return bracketed(line);
    }
    if let Some((value, rest)) = number(line) {
        let style = if first.is_numeric() && !"〇一二三四五六七八九十百千".contains(first) {
            Style::Arabic
        } else {
            Style::Kanji
        };
        let (more, rest) = branches(rest);
        let numeral = Numeral { value, branches: more };
        return Some(done(vec![(style, numeral.clone())], numbered(&numeral), rest));
    }
    let (letter, rest) = letters(line, 1)?;
    let senses = senses(&letter, false);
    let mark = done(senses, letter, rest);
    // A letter that goes on is a word.
    (!mark.senses.is_empty() && mark.apart).then_some(mark)
}

fn bracketed(line: &str) -> Option<Mark<'_>> {
    let inner = &line[line.chars().next()?.len_utf8()..];
    let close = |rest: &str| rest.chars().next().filter(|c| matches!(c, ')' | '）')).map(char::len_utf8);
    if let Some((value, rest)) = number(inner) {
        let style = if inner.starts_with(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c)) {
            Style::Bracket
        } else {
            Style::BracketKanji
        };
        let (within, rest) = branches(rest);
        let rest = &rest[close(rest)?..];
        let (behind, rest) = branches(rest);
        let numeral = Numeral { value, branches: [within, behind].concat() };
        return Some(done(vec![(style, numeral.clone())], numbered(&numeral), rest));
    }
    let (letter, rest) = letters(inner, 4)?;
    let rest = &rest[close(rest)?..];
    let senses = senses(&letter, true);
    (!senses.is_empty()).then(|| done(senses, format!("({letter})"), rest))
}

fn numbered(numeral: &Numeral) -> String {
    format!("({}{})", numeral.value, numeral.tail())
}

fn done(senses: Vec<(Style, Numeral)>, step: String, rest: &str) -> Mark<'_> {
    // 1．text, ア．text
    let dotted = rest.strip_prefix(['．', '.']).filter(|r| !r.starts_with(|c: char| c.is_numeric()));
    let after = dotted.unwrap_or(rest);
    let apart = dotted.is_some() || after.is_empty() || after.starts_with(is_blank);
    Mark { senses, step, rest: after.trim_start_matches(is_blank), apart }
}

/// Up to `most` letters of one alphabet in NFKC, and what stands after them.
fn letters(text: &str, most: usize) -> Option<(String, &str)> {
    let plain = |c: char| -> String { c.nfkc().collect() };
    let latin = |c: char| plain(c).chars().all(|c| c.is_ascii_lowercase());
    let first = text.chars().next()?;
    let count = if latin(first) { text.chars().take(most).take_while(|c| latin(*c)).count() } else { 1 };
    let end = text.char_indices().nth(count).map_or(text.len(), |(at, _)| at);
    Some((text[..end].nfkc().collect(), &text[end..]))
}

/// What a letter, or several, may count.
fn senses(letters: &str, bracket: bool) -> Vec<(Style, Numeral)> {
    let style = |plain, bracketed| if bracket { bracketed } else { plain };
    let mut found = Vec::new();
    let place = |order: &str| {
        order.chars().position(|c| letters.chars().eq([c])).and_then(|at| i64::try_from(at + 1).ok())
    };
    let mut add = |style, value: Option<i64>| found.extend(value.map(|value| (style, Numeral::plain(value))));
    add(style(Style::Kana, Style::BracketKana), place(GOJUON));
    add(style(Style::Iroha, Style::BracketIroha), place(IROHA));
    add(style(Style::Latin, Style::BracketLatin), place("abcdefghijklmnopqrstuvwxyz"));
    add(style(Style::Roman, Style::BracketRoman), roman(letters));
    found
}

/// i, ii, … xxxix
fn roman(letters: &str) -> Option<i64> {
    let ones = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    let tens = letters.len() - letters.trim_start_matches('x').len();
    let one = ones.iter().position(|one| *one == &letters[tens..])?;
    let value = i64::try_from(tens * 10 + one).ok()?;
    (tens < 4 && value > 0).then_some(value)
}

/// ① to ⑳ and ㉑ to ㊿ (not in brackets), ⑴ to ⒇ (in brackets).
fn enclosed(c: char) -> Option<(i64, bool)> {
    let from = |first: char, value: i64| i64::from(u32::from(c)) - i64::from(u32::from(first)) + value;
    match c {
        '①'..='⑳' => Some((from('①', 1), false)),
        '㉑'..='㉟' => Some((from('㉑', 21), false)),
        '㊱'..='㊿' => Some((from('㊱', 36), false)),
        '⑴'..='⒇' => Some((from('⑴', 1), true)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Option<(Style, i64, String, bool)> {
        let mark = mark(line)?;
        Some((mark.senses[0].0, mark.senses[0].1.value, mark.step, mark.apart))
    }

    #[test]
    fn marks_of_every_style() {
        assert_eq!(read("２　項"), Some((Style::Arabic, 2, "(2)".into(), true)));
        assert_eq!(read("②項"), Some((Style::Circled, 2, "(2)".into(), false)));
        assert_eq!(read("十一　号"), Some((Style::Kanji, 11, "(11)".into(), true)));
        assert_eq!(read("三の二　号"), Some((Style::Kanji, 3, "(3の2)".into(), true)));
        assert_eq!(read("（３の２）号"), Some((Style::Bracket, 3, "(3の2)".into(), false)));
        assert_eq!(read("⑴ 号"), Some((Style::Bracket, 1, "(1)".into(), true)));
        assert_eq!(read("ｱ ｲ"), Some((Style::Kana, 1, "ア".into(), true)));
        assert_eq!(read("（ｱ）細"), Some((Style::BracketKana, 1, "(ア)".into(), false)));
        assert_eq!(read("ａ　細"), Some((Style::Latin, 1, "a".into(), true)));
        assert_eq!(read("（趣旨）"), None);
        assert_eq!(read("アクセス"), None);
        assert_eq!(mark("(ii) x").map(|m| m.senses), Some(vec![(Style::BracketRoman, Numeral::plain(2))]));
    }
}
