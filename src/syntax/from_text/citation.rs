//! Citations: `@第13条第5項第1号`, `@第3条第1号ア(イ)`, `@別紙1`, `@Art.13(5)(1)`, `@「住民基本台帳法第30条」`, cut into steps.

use super::chars::{char_at, continues_name, digit, run_end, twin};
use super::number;

/// A citation as scanned; the lexer gives it its span.
#[derive(Debug, Default)]
pub struct Scanned {
    pub path: Vec<String>,
    pub instrument: Option<String>,
    /// Whether it was written as `Art.13(5)(1)`.
    pub english: bool,
    pub end: usize,
    pub fault: Option<Fault>,
}

/// What is wrong with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Nothing that could be a citation stands here.
    Missing,
    /// `前項`, `同条`: bytes of the word.
    Relative(usize, usize),
    /// `附則(平成16年訓令甲第4号)` without 「」: bytes of all of it.
    Bracket(usize, usize),
    /// 「 without 」 on its line.
    Unclosed,
}

const RELATIVE: [&str; 14] = [
    "前条", "前項", "前号", "前各", "次条", "次項", "次号", "同条", "同項", "同号", "本条", "本項", "本号",
    "当該",
];
const COUNTERS: [char; 9] = ['編', '章', '節', '款', '目', '条', '項', '号', '類'];
const JOINED: [&str; 4] = ["別表", "様式", "別記", "別図"];
const OWN: [&str; 5] = ["附則", "別紙", "別表", "様式", "第"];

/// Reads the citation at `at` (after `@`). In the place of a provision's number, a quoted one is this regulation's own.
pub fn scan(text: &str, at: usize, provision: bool) -> Scanned {
    let mut found = Scanned { end: at, ..Scanned::default() };
    if text[at..].starts_with('「') {
        quoted(text, at, provision, &mut found);
    } else if text[at..].starts_with(|c: char| c.is_ascii_alphabetic()) {
        english(text, at, &mut found);
    } else {
        japanese(text, at, &mut found);
    }
    let nothing = found.path.is_empty() && found.instrument.is_none();
    if nothing && found.fault.is_none() {
        found.fault = Some(Fault::Missing);
    }
    found
}

fn quoted(text: &str, at: usize, provision: bool, found: &mut Scanned) {
    let inner = at + '「'.len_utf8();
    let close = text[inner..].find(['」', '\n']).map(|i| inner + i);
    let Some(close) = close.filter(|&i| text[i..].starts_with('」')) else {
        let line = run_end(text, inner, |c| c != '\n');
        found.end = at + text[at..line].trim_end().len();
        found.fault = Some(Fault::Unclosed);
        return;
    };
    let content = &text[inner..close];
    if provision || OWN.iter().any(|own| content.starts_with(own)) {
        found.path.push(super::lexer::normal(content));
    } else {
        found.instrument = Some(super::lexer::normal(content));
    }
    found.end = close + '」'.len_utf8();
    if char_at(text, found.end).is_some_and(continues_name) {
        japanese(text, found.end, found);
    }
}

/// The steps of a run of name characters, and of what stands below an item in brackets.
fn japanese(text: &str, at: usize, found: &mut Scanned) {
    run(text, at, found);
    while found.fault.is_none()
        && found.path.last().is_some_and(|step| may_have_parts(step))
        && let Some((group, next)) = bracketed(text, found.end).filter(|(group, _)| is_part(group))
    {
        found.path.push(format!("({})", ascii_digits(group)));
        found.end = next;
        if char_at(text, next).is_some_and(continues_name) {
            run(text, next, found);
        }
    }
}

/// An article, a paragraph, an item, a subitem by its letter, or a part in brackets: below these a bracket holds the number of a part.
fn may_have_parts(step: &str) -> bool {
    step.contains(['条', '項', '号'])
        || step.ends_with(|c: char| c == ')' || is_kana(c) || c.is_ascii_lowercase())
}

/// `1`, `2の2`, `ア`, `a`, `iv`
fn is_part(group: &str) -> bool {
    let number =
        group.starts_with(|c| digit(c).is_some()) && group.chars().all(|c| digit(c).is_some() || c == 'の');
    let letter = group.chars().count() == 1 && group.chars().all(|c| is_kana(c) || c.is_ascii_lowercase());
    number || letter || group.chars().all(|c| matches!(c, 'i' | 'v' | 'x'))
}

fn is_kana(c: char) -> bool {
    ('ア'..='ン').contains(&c)
}

fn ascii_digits(text: &str) -> String {
    text.chars().map(|c| if digit(c).is_some() { twin(c) } else { c }).collect()
}

/// The steps of one run of name characters.
fn run(text: &str, at: usize, found: &mut Scanned) {
    let end = super::chars::name_end(text, at);
    found.end = end;
    let mut pos = at;
    while pos < end {
        if let Some(word) = RELATIVE.iter().find(|word| text[pos..end].starts_with(**word)) {
            found.fault = Some(Fault::Relative(pos, pos + word.len()));
            found.path.clear();
            return;
        }
        let (step, next) = step(text, pos, end);
        found.path.push(step);
        pos = next;
    }
    let bracket = char_at(text, end).is_some_and(|c| twin(c) == '(');
    if bracket && found.path.last().is_some_and(|step| step == "附則") {
        let close = run_end(text, end, |c| twin(c) != ')' && c != '\n');
        let close = close + char_at(text, close).filter(|&c| twin(c) == ')').map_or(0, char::len_utf8);
        found.fault = Some(Fault::Bracket(at, close));
        found.path = vec![super::lexer::normal(&text[at..close])];
        found.end = close;
    }
}

/// One step from `at`, its digits made ASCII, and the byte after it.
fn step(text: &str, at: usize, end: usize) -> (String, usize) {
    if let Some(found) = ordinal(text, at, end) {
        return found;
    }
    let word = run_end(text, at, |c| c != '第' && digit(c).is_none()).min(end);
    let word = word.max(at + char_at(text, at).map_or(1, char::len_utf8)).min(end);
    let name = &text[at..word];
    if JOINED.contains(&name)
        && let Some((rest, next)) = ordinal(text, word, end)
    {
        return (format!("{name}{rest}"), next);
    }
    let (mut step, mut pos) = (name.to_string(), word);
    if let (Some(n), stop) = number::integer(text, pos)
        && stop > pos
    {
        step.push_str(&n.to_string());
        pos = stop;
    }
    pos = branches(text, pos, end, &mut step);
    (step, pos)
}

/// `第13条`, `第3条の2`, or `第1` without a counter.
fn ordinal(text: &str, at: usize, end: usize) -> Option<(String, usize)> {
    let rest = text[at..end].strip_prefix('第')?;
    let from = end - rest.len();
    let (value, mut pos) = any_number(text, from)?;
    let mut step = format!("第{value}");
    if let Some(counter) = char_at(text, pos).filter(|c| pos < end && COUNTERS.contains(c)) {
        step.push(counter);
        pos += counter.len_utf8();
    }
    pos = branches(text, pos, end, &mut step);
    Some((step, pos))
}

/// `の2の3` after a step.
fn branches(text: &str, mut pos: usize, end: usize, step: &mut String) -> usize {
    while pos < end && text[pos..].starts_with('の') {
        let Some((value, next)) = any_number(text, pos + 'の'.len_utf8()) else { break };
        step.push_str(&format!("の{value}"));
        pos = next;
    }
    pos
}

fn any_number(text: &str, at: usize) -> Option<(i64, usize)> {
    let (value, end) = number::integer(text, at);
    if end > at { Some((value?, end)) } else { number::kanji(text, at) }
}

/// `Art.13(5)(1)`, `Article 13`, `Annex 1`, `Suppl.(2)`; reads as the same steps as the Japanese form.
fn english(text: &str, at: usize, found: &mut Scanned) {
    let word_end = run_end(text, at, |c| c.is_ascii_alphabetic());
    let dot = run_end(text, word_end, |c| c == '.');
    let (value, mut pos) = number::integer(text, run_end(text, dot, |c| c == ' '));
    let step = match (text[at..word_end].to_ascii_lowercase().as_str(), value) {
        ("art" | "article", Some(n)) if n > 0 => format!("第{n}条"),
        ("annex", Some(n)) if n > 0 => format!("別紙{n}"),
        ("annex", _) => "別紙".to_string(),
        ("suppl" | "supplement", _) => "附則".to_string(),
        _ => {
            found.end = run_end(text, at, |c| continues_name(c) || c == '.' || c == '-');
            found.fault = Some(Fault::Missing);
            return;
        }
    };
    if value.is_none_or(|n| n == 0) {
        pos = dot;
    }
    found.path.push(step);
    found.english = true;
    let mut counters = ["項", "号"].iter();
    while let Some((group, next)) = bracketed(text, pos) {
        found.path.push(match (number::integer(group, 0), counters.next()) {
            ((Some(n), end), Some(counter)) if end == group.len() => format!("第{n}{counter}"),
            _ => format!("({group})"),
        });
        pos = next;
    }
    found.end = pos;
}

/// `(5)` touching what stands before.
fn bracketed(text: &str, at: usize) -> Option<(&str, usize)> {
    let open = char_at(text, at).filter(|&c| twin(c) == '(')?;
    let from = at + open.len_utf8();
    let end = run_end(text, from, continues_name);
    let close = char_at(text, end).filter(|&c| end > from && twin(c) == ')')?;
    Some((&text[from..end], end + close.len_utf8()))
}
