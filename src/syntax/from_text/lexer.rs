//! Text → words: tokens with their spans, and the one form in which the grammar reads them.
//!
//! Assumes that the text passed the decoder. Never fails: what is no word becomes a junk token and a problem.

use std::cell::RefCell;

use unicode_normalization::{UnicodeNormalization, is_nfc_quick};

use super::chars::{char_at, digit, is_blank, name_end, run_end, starts_name, twin};
use super::grid::{self, Grid};
use super::number::{self, Numeral};
use super::{citation, problems, words};
use crate::problem::Problem;
use crate::source::{FileId, Span};
use crate::syntax::calendar::{Date, DateError, Duration};
use crate::syntax::keywords::Keyword;
use crate::syntax::tree::{Citation, Token, TokenKind};

/// A file cut into words.
#[derive(Debug, Default)]
pub struct Words {
    pub tokens: Vec<Token>,
    /// One per token, and one for the end.
    pub marks: Vec<Mark>,
    /// What the grammar reads.
    pub form: String,
    pub comments: Vec<Span>,
    pub integers: Vec<i64>,
    pub durations: Vec<Duration>,
    pub dates: Vec<Date>,
    pub citations: Vec<Citation>,
    /// Each is taken once, by the table it belongs to.
    pub grids: Vec<RefCell<Option<Grid>>>,
    pub problems: Vec<Problem>,
}

/// What is known of a token besides its kind and place.
#[derive(Debug, Clone, Copy, Default)]
pub struct Mark {
    /// Where it begins in `form`.
    pub offset: u32,
    /// The index of its value in the list of its kind.
    pub value: u32,
    /// Whether it is the first on its line.
    pub fresh: bool,
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

impl Words {
    /// A token that is a word of the grammar.
    fn push(&mut self, kind: TokenKind, span: Span, form: &str, value: usize, fresh: bool) {
        self.tokens.push(Token { kind, span });
        self.marks.push(Mark { offset: narrow(self.form.len()), value: narrow(value), fresh });
        self.form.push_str(form);
    }

    /// A token inside a grid.
    pub fn push_silent(&mut self, kind: TokenKind, span: Span) {
        self.push(kind, span, "", 0, false);
    }

    /// Makes the tokens from `first` on one word.
    pub fn grid_word(&mut self, first: usize, value: usize) {
        self.marks[first].value = narrow(value);
        self.form.push('G');
    }

    /// Makes a word what it was meant to be, if the mistake of this code leaves no doubt; the length stays.
    pub fn mend(&mut self, token: usize, code: &str) -> bool {
        let Some([mark, next]) = self.marks.get(token..token + 2) else { return false };
        let (start, end) = (mark.offset as usize, next.offset as usize);
        let meant = match code {
            "bracket_apart" => "(".to_string(),
            // Any word between '' is a name.
            "reserved_word" => format!("'{}'", "x".repeat((end - start).saturating_sub(2))),
            _ => return false,
        };
        let fits = meant.len() == end - start;
        if fits {
            self.form.replace_range(start..end, &meant);
        }
        fits
    }

    /// The token whose word holds or follows the byte `offset` of `form`.
    pub fn token_at(&self, offset: usize) -> usize {
        self.marks.partition_point(|mark| (mark.offset as usize) < offset)
    }

    /// Whether a token is the first on its line.
    pub fn fresh(&self, token: usize) -> bool {
        self.marks[token].fresh
    }
}

/// The text in NFC.
pub fn normal(text: &str) -> String {
    let plain = |c: char| {
        c < '\u{300}' || matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ー' | '々'..='〇' | '一'..='龥' | '！'..='～')
    };
    if text.chars().all(plain) || is_nfc_quick(text.chars()) == unicode_normalization::IsNormalized::Yes {
        return text.to_string();
    }
    text.nfc().collect()
}

/// Reads words from a text.
pub struct Lexer<'a> {
    pub(super) file: FileId,
    pub(super) text: &'a str,
    pub(super) pos: usize,
    pub(super) words: Words,
    /// A table's brace is the next to open.
    table: bool,
    /// A provision's number comes next.
    number: bool,
    /// No 」 stands from here to this byte, the end of its line: looked for only once.
    unquoted: Option<usize>,
    /// No token stands on this line so far.
    pub(super) fresh: bool,
}

/// Cuts `text` into words.
pub fn scan(file: FileId, text: &str) -> Words {
    let words = Words::default();
    let mut lexer =
        Lexer { file, text, pos: 0, words, table: false, number: false, unquoted: None, fresh: true };
    lexer.words.form.reserve(text.len() / 2);
    lexer.words.tokens.reserve(text.len() / 8);
    lexer.words.marks.reserve(text.len() / 8);
    while lexer.word() {}
    let offset = narrow(lexer.words.form.len());
    lexer.words.marks.push(Mark { offset, value: 0, fresh: true });
    lexer.words
}

impl Lexer<'_> {
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.file, start, end)
    }

    fn push(&mut self, kind: TokenKind, start: usize, form: &str, value: usize) {
        let span = self.span(start, self.pos);
        let fresh = std::mem::take(&mut self.fresh);
        self.words.push(kind, span, form, value, fresh);
    }

    /// Records a comment from `//` to the end of its line.
    pub(super) fn comment(&mut self) {
        let end = run_end(self.text, self.pos, |c| c != '\n');
        let kept = self.pos + self.text[self.pos..end].trim_end().len();
        self.words.comments.push(self.span(self.pos, kept));
        self.pos = end;
    }

    /// Goes to the next character that is not blank.
    fn skip_blank(&mut self) -> Option<char> {
        loop {
            let c = char_at(self.text, self.pos)?;
            match c {
                '\n' => self.fresh = true,
                '!'..='~' => return Some(c),
                _ if !is_blank(c) => return Some(c),
                _ => {}
            }
            self.pos += c.len_utf8();
        }
    }

    /// Reads one word; false at the end.
    fn word(&mut self) -> bool {
        let Some(c) = self.skip_blank() else { return false };
        if grid::is_comment(self.text, self.pos) {
            self.comment();
        } else if std::mem::take(&mut self.number) && (starts_name(c) || c == '「') {
            self.citation(self.pos, true);
        } else if starts_name(c) {
            self.name();
        } else if digit(c).is_some() {
            self.numeral();
        } else {
            self.sign(c);
        }
        true
    }

    /// A name, a keyword, or a date that begins with its era.
    fn name(&mut self) {
        let start = self.pos;
        if matches!(char_at(self.text, start), Some('明' | '大' | '昭' | '平' | '令'))
            && let Some((date, end)) = number::era_date(self.text, start)
        {
            self.pos = end;
            return self.date(start, date);
        }
        let end = name_end(self.text, start);
        if self.text[start..].starts_with("open-textured") && end == start + 4 {
            self.pos = name_end(self.text, end + 1);
            return self.push(
                TokenKind::Keyword(Keyword::OpenTextured),
                start,
                Keyword::OpenTextured.form(),
                0,
            );
        }
        if end == start + 4 && &self.text[start..end] == "with" && self.with_persons(start, end) {
            return;
        }
        match words::find(self.text, start, end) {
            Some(found) if self.is_keyword(start, found) => self.keyword(start, found),
            _ => {
                self.pos = end;
                self.push(TokenKind::Name, start, "N", 0);
            }
        }
    }

    /// The four words that open a regulation are keywords only at the start of a line, with something after them.
    fn is_keyword(&self, start: usize, found: words::Found) -> bool {
        use Keyword::{Amends, Instrument, Kitei, Regulation};
        if !matches!(found.keyword, Kitei | Regulation | Amends | Instrument) {
            return true;
        }
        let before = self.text[..start].trim_end_matches(|c| c != '\n' && is_blank(c));
        let after = run_end(self.text, found.end, |c| c != '\n' && is_blank(c));
        let next = char_at(self.text, after).is_some_and(|c| {
            starts_name(c) || digit(c).is_some() || matches!(twin(c), '「' | '"' | '“' | '.')
        });
        (before.is_empty() || before.ends_with('\n')) && after > found.end && next
    }

    fn keyword(&mut self, start: usize, found: words::Found) {
        let before = self.words.tokens.last().map(|t| t.kind);
        let changed = [Keyword::Replace, Keyword::Repeal, Keyword::Keep].map(|k| Some(TokenKind::Keyword(k)));
        if found.keyword.is_starter() {
            self.table = found.keyword == Keyword::Table && !changed.contains(&before);
        }
        self.pos = found.end;
        self.push(TokenKind::Keyword(found.keyword), start, found.form, 0);
        self.number = found.keyword == Keyword::Provision;
    }

    /// `with 2 persons` as one word.
    fn with_persons(&mut self, start: usize, end: usize) -> bool {
        let at = run_end(self.text, end, is_blank);
        let (value, stop) = number::integer(self.text, at);
        let unit = run_end(self.text, stop, is_blank);
        let close = name_end(self.text, unit);
        if at == end || stop == at || !matches!(&self.text[unit..close], "persons" | "person" | "people") {
            return false;
        }
        self.pos = close;
        self.persons(start, value);
        true
    }

    fn persons(&mut self, start: usize, value: Option<i64>) {
        let index = self.integer_value(start, value);
        self.push(TokenKind::Keyword(Keyword::WithPersons), start, Keyword::WithPersons.form(), index);
    }

    fn integer_value(&mut self, start: usize, value: Option<i64>) -> usize {
        if value.is_none() {
            let span = self.span(start, self.pos);
            self.words.problems.push(problems::number_too_large(span));
        }
        self.words.integers.push(value.unwrap_or(i64::MAX));
        self.words.integers.len() - 1
    }

    fn numeral(&mut self) {
        let start = self.pos;
        let (numeral, end) = number::scan(self.text, start);
        self.pos = end;
        match numeral {
            Numeral::Date(date) => self.date(start, date),
            Numeral::Persons(value) => self.persons(start, value),
            Numeral::Duration(duration) => {
                self.words.durations.push(duration);
                self.push(TokenKind::Duration, start, "L", self.words.durations.len() - 1);
            }
            Numeral::Integer(_) if char_at(self.text, end).is_some_and(starts_name) => {
                self.pos = name_end(self.text, end);
                let written = &self.text[start..self.pos];
                let problem = problems::needs_quotes(self.span(start, self.pos), written);
                self.words.problems.push(problem);
                self.push(TokenKind::Name, start, "N", 0);
            }
            Numeral::Integer(value) => {
                let index = self.integer_value(start, value);
                self.push(TokenKind::Number, start, "I", index);
            }
        }
    }

    fn date(&mut self, start: usize, date: Result<Date, DateError>) {
        let written = &self.text[start..self.pos];
        let date = date.unwrap_or_else(|error| {
            let problem = problems::date(self.span(start, self.pos), written, error);
            self.words.problems.push(problem);
            Date(jiff::civil::Date::ZERO)
        });
        self.words.dates.push(date);
        self.push(TokenKind::Date, start, "D", self.words.dates.len() - 1);
    }

    /// A citation from `start`: after its `@`, or a provision's number without one.
    fn citation(&mut self, start: usize, provision: bool) {
        let scanned = citation::scan(self.text, self.pos, provision);
        self.pos = scanned.end;
        if let Some(fault) = scanned.fault {
            let problem = problems::citation(self.file, self.text, start, scanned.end, fault);
            self.words.problems.push(problem);
        }
        let span = self.span(start, self.pos);
        let citation::Scanned { path, instrument, english, .. } = scanned;
        let value = Citation { path, instrument, english, span };
        self.words.citations.push(value);
        self.push(TokenKind::Citation, start, "C", self.words.citations.len() - 1);
    }

    fn sign(&mut self, c: char) {
        let start = self.pos;
        self.pos += c.len_utf8();
        match twin(c) {
            '@' => {
                self.pos = run_end(self.text, self.pos, |c| c != '\n' && is_blank(c));
                self.citation(start, false);
            }
            '「' => self.quoted(start),
            '"' | '“' | '”' | '„' => self.text_value(start),
            '_' => self.push(TokenKind::Punctuation('_'), start, "_", 0),
            '=' | '<' | '>' | '≠' | '≤' | '≥' | '≦' | '≧' | '!' => self.comparison(start),
            '(' => self.open_bracket(start),
            '{' => {
                self.push(TokenKind::Punctuation('{'), start, "{", 0);
                if std::mem::take(&mut self.table) && grid::is_grid(self.text, self.pos) {
                    self.grid();
                }
            }
            ')' => self.push(TokenKind::Punctuation(')'), start, ")", 0),
            '}' => self.push(TokenKind::Punctuation('}'), start, "}", 0),
            ',' => self.push(TokenKind::Punctuation(','), start, ",", 0),
            ':' => self.push(TokenKind::Punctuation(':'), start, ":", 0),
            '.' => self.push(TokenKind::Punctuation('.'), start, ".", 0),
            '○' | '◯' | '●' | '×' | '✕' | '✗' | '?' | '△' | '▲' | '◎' => {
                self.push(TokenKind::Cell, start, "O", 0);
            }
            _ => self.junk(start),
        }
    }

    /// Whether a bracket touches the name before it tells arguments from grouping.
    fn open_bracket(&mut self, start: usize) {
        let touches = self.words.tokens.last().is_some_and(|before| {
            let namelike = match before.kind {
                TokenKind::Name | TokenKind::Quoted => true,
                TokenKind::Keyword(keyword) => !keyword.is_reserved(),
                _ => false,
            };
            namelike && before.span.end as usize == start
        });
        self.push(TokenKind::Punctuation('('), start, if touches { "(" } else { "[" }, 0);
    }

    fn comparison(&mut self, start: usize) {
        if char_at(self.text, self.pos).is_some_and(|c| matches!(twin(c), '=' | '<' | '>')) {
            let first = char_at(self.text, start).map(twin);
            let second = char_at(self.text, self.pos);
            if matches!(first, Some('!' | '<' | '>' | '=')) {
                self.pos += second.map_or(0, char::len_utf8);
            }
        }
        if super::formula::sign(&self.text[start..self.pos]).is_none() {
            return self.junk(start);
        }
        self.push(TokenKind::Comparison, start, "=", 0);
    }

    /// `「…」` on one line.
    fn quoted(&mut self, start: usize) {
        let known = self.unquoted.filter(|end| *end >= self.pos);
        let close = known.unwrap_or_else(|| run_end(self.text, self.pos, |c| c != '」' && c != '\n'));
        if self.text[close..].starts_with('」') {
            self.pos = close + '」'.len_utf8();
        } else {
            self.unquoted = Some(close);
            self.pos = name_end(self.text, self.pos).max(self.pos);
            let problem = problems::unclosed_quote(self.span(start, self.pos));
            self.words.problems.push(problem);
        }
        self.push(TokenKind::Quoted, start, "N", 0);
    }

    /// `"…"` on one line, with whichever quotation marks the keyboard gives.
    fn text_value(&mut self, start: usize) {
        let closes = |c: char| matches!(c, '"' | '＂' | '”' | '“');
        let close = run_end(self.text, self.pos, |c| !closes(c) && c != '\n');
        if let Some(c) = char_at(self.text, close).filter(|&c| closes(c)) {
            self.pos = close + c.len_utf8();
        } else {
            self.pos = start + self.text[start..close].trim_end().len();
            let problem = problems::unclosed_text(self.span(start, self.pos));
            self.words.problems.push(problem);
        }
        self.push(TokenKind::Text, start, "T", 0);
    }

    /// Signs that are no word of the language, up to the next blank or name.
    fn junk(&mut self, start: usize) {
        let stops = |c: char| {
            is_blank(c) || starts_name(c) || digit(c).is_some() || "@「\"(){},:._".contains(twin(c))
        };
        self.pos = run_end(self.text, self.pos, |c| !stops(c));
        self.push(TokenKind::Junk, start, "!", 0);
    }
}
