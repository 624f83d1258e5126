//! A word at which nothing of the language can go on: what to say of it. The plain answer names the word and what was
//! expected; mistakes that are made often have an answer of their own.

use std::ops::Range;

use super::grammar::Rule;
use super::lexer::Words;
use super::nodes::Failure;
use super::{expected, split};
use crate::problem::catalogue::syntax as entries;
use crate::problem::{Arg, Lang, Problem, Text};
use crate::source::Span;
use crate::syntax::everyday;
use crate::syntax::keywords::Keyword;
use crate::syntax::tree::{Token, TokenKind};

/// Where the grammar stopped.
struct Place<'a> {
    text: &'a str,
    words: &'a Words,
    failure: &'a Failure,
    range: &'a Range<usize>,
}

/// The problem of a failure in `range`; `None` when something was said of that word already.
pub fn problem(text: &str, words: &Words, failure: &Failure, range: &Range<usize>) -> Option<Problem> {
    let place = Place { text, words, failure, range };
    if let Some(token) = place.found() {
        let said = |problem: &Problem| problem.labels.iter().any(|label| label.span == token.span);
        if words.problems.iter().rev().take(64).any(said) {
            return None;
        }
    }
    let special = place.found().and_then(|token| {
        place
            .bracket_apart(token)
            .or_else(|| place.bare_alternatives(token))
            .or_else(|| place.reserved(token))
            .or_else(|| place.stuck(token))
    });
    Some(special.unwrap_or_else(|| place.plain()))
}

impl Place<'_> {
    /// The word itself, if it stands inside the declaration.
    fn found(&self) -> Option<&Token> {
        self.words.tokens.get(self.failure.token).filter(|_| self.failure.token < self.range.end)
    }

    fn before(&self) -> Option<&Token> {
        (self.failure.token > self.range.start).then(|| &self.words.tokens[self.failure.token - 1])
    }

    fn next(&self) -> Option<&Token> {
        self.words.tokens.get(self.failure.token + 1)
    }

    fn written(&self, span: Span) -> &str {
        &self.text[span.range()]
    }

    fn is_name(&self, token: &Token) -> bool {
        match token.kind {
            TokenKind::Name | TokenKind::Quoted => true,
            TokenKind::Keyword(keyword) => !keyword.is_reserved(),
            _ => false,
        }
    }

    /// `鍵 (p, z)`
    fn bracket_apart(&self, token: &Token) -> Option<Problem> {
        let name = self.before().filter(|before| self.is_name(before))?;
        if token.kind != TokenKind::Punctuation('(') || name.span.end == token.span.start {
            return None;
        }
        let gap = Span { start: name.span.end, end: token.span.start, ..name.span };
        let problem = Problem::new(&entries::BRACKET_APART).at(gap).name("name", self.written(name.span));
        Some(problem.plain("joined", self.written(name.span)).help("join"))
    }

    /// `to A or B` without brackets.
    fn bare_alternatives(&self, token: &Token) -> Option<Problem> {
        if !matches!(token.kind, TokenKind::Keyword(Keyword::And | Keyword::Or)) {
            return None;
        }
        let start = self.who_start()?;
        let end = self.who_end();
        let span = self.words.tokens[start].span.to(self.words.tokens[end].span);
        let problem = Problem::new(&entries::BARE_ALTERNATIVES).at(span);
        Some(problem.plain("who", self.written(span)).help("brackets"))
    }

    /// The first word of the WHO before the failure, if one stands there.
    fn who_start(&self) -> Option<usize> {
        let asks = |index: usize| {
            let word = split::keyword(self.words, index);
            matches!(word, Some(Keyword::To | Keyword::NamedBy | Keyword::Is | Keyword::Topic))
        };
        let mut index = self.failure.token;
        let mut depth = 0_usize;
        while index > self.range.start + 1 {
            index -= 1;
            match self.words.tokens[index].kind {
                TokenKind::Punctuation(')') => depth += 1,
                TokenKind::Punctuation('(') => depth = depth.checked_sub(1)?,
                _ if depth > 0 => {}
                TokenKind::Name | TokenKind::Quoted if asks(index - 1) => return Some(index),
                TokenKind::Name | TokenKind::Quoted => {}
                _ => return None,
            }
        }
        None
    }

    /// The last word of the alternatives from the failure on.
    fn who_end(&self) -> usize {
        let mut depth = 0_usize;
        let mut end = self.failure.token;
        for index in self.failure.token..self.range.end {
            match self.words.tokens[index].kind {
                TokenKind::Punctuation('(') => depth += 1,
                TokenKind::Punctuation(')') if depth == 0 => break,
                TokenKind::Punctuation(')') => depth -= 1,
                TokenKind::Name | TokenKind::Quoted => {}
                TokenKind::Keyword(Keyword::And | Keyword::Or | Keyword::Not) => continue,
                _ if depth > 0 => {}
                _ => break,
            }
            end = index;
        }
        end
    }

    /// A word of the language where a name is wanted.
    fn reserved(&self, token: &Token) -> Option<Problem> {
        let TokenKind::Keyword(keyword) = token.kind else { return None };
        if !keyword.is_reserved() || !expected::name(&self.failure.expected) {
            return None;
        }
        let as_name = self.next().is_none_or(|next| match next.kind {
            TokenKind::Punctuation(c) => c != '{' && c != '_',
            TokenKind::Comparison | TokenKind::Text | TokenKind::Citation => true,
            TokenKind::Keyword(_) => keyword.is_starter(),
            _ => false,
        });
        let word = self.written(token.span);
        let problem = Problem::new(&entries::RESERVED_WORD).at(token.span).name("word", word);
        as_name.then(|| problem.plain("plain", word).help("quote"))
    }

    /// `許容入室(室)`: no blank after a word of the language; or a word that is nearly one.
    fn stuck(&self, token: &Token) -> Option<Problem> {
        if token.kind != TokenKind::Name {
            return None;
        }
        let written = self.written(token.span);
        let begun = |word: &&str| begins(written, word);
        let word = spellings().filter(|word| word.chars().count() > 1).filter(begun).max_by_key(|w| w.len());
        if let Some(word) = word {
            return Some(no_blank(token.span, word, &written[word.len()..]));
        }
        let starter = || self.starts().then(|| everyday::starter_for(written)).flatten();
        if let Some(similar) = everyday::word_for(written).or_else(starter).or_else(|| similar(written)) {
            return Some(self.plain().name("similar", similar).help("similar"));
        }
        self.swallowed()
    }

    /// `責任者とは`: the name before has a word of the language at its end.
    fn swallowed(&self) -> Option<Problem> {
        let name = self.before().filter(|before| before.kind == TokenKind::Name)?;
        let written = self.written(name.span);
        let ends = LAST_WORDS
            .iter()
            .map(|keyword| keyword.spelling(Lang::Ja))
            .filter(|word| written.ends_with(word));
        let word = ends.max_by_key(|word| word.len()).filter(|word| word.len() < written.len())?;
        Some(no_blank(name.span, &written[..written.len() - word.len()], word))
    }

    /// The word, and what could have stood there.
    fn plain(&self) -> Problem {
        if let Some(open) = self.found().is_none().then(|| self.open('{', '}')).flatten() {
            return super::problems::unclosed_brace(open, self.end());
        }
        let closes = self.failure.expected.contains(&Rule::close_bracket);
        let open = self.open('(', ')').filter(|_| closes);
        let later = self.found().is_none() || self.words.fresh(self.failure.token);
        let expected = match open {
            Some(_) if later => expected::words(&[Rule::close_bracket]),
            _ => expected::words(&self.failure.expected),
        };
        let entry = if expected.is_empty() { &entries::UNREADABLE_TEXT } else { &entries::UNEXPECTED };
        let problem = Problem::new(entry).arg("found", self.shown()).arg("expected", Arg::Words(expected));
        let place = self.found().map_or_else(|| self.end(), |token| token.span);
        let problem = problem.label(place, "here");
        match open {
            Some(open) => problem.label(open, "open"),
            None => self.advice(problem),
        }
    }

    /// Whether a declaration could begin there.
    fn starts(&self) -> bool {
        self.failure.expected.contains(&Rule::norm) || self.failure.token == self.range.start
    }

    /// What to write instead, where that can be told from the word.
    fn advice(&self, problem: Problem) -> Problem {
        let Some(token) = self.found() else { return problem };
        let written = self.written(token.span);
        let clause = matches!(
            token.kind,
            TokenKind::Keyword(
                Keyword::When
                    | Keyword::Unless
                    | Keyword::ByAnotherThan
                    | Keyword::Despite
                    | Keyword::To
                    | Keyword::Is
            )
        );
        let tail = |token: &Token| matches!(token.kind, TokenKind::Citation | TokenKind::Text);
        if clause && self.before().is_some_and(tail) {
            problem.help("cite_last")
        } else if token.kind == TokenKind::Name && written.starts_with(['第', '別', '附']) {
            problem.plain("plain", written).help("at_sign")
        } else if written.starts_with(['。', '；', ';']) {
            problem.help("no_full_stop")
        } else if let Some(word) = SIGNS.iter().find(|(sign, _)| *sign == written).map(|(_, word)| *word) {
            problem.name("similar", word).help("similar")
        } else if self.starts() && token.kind == TokenKind::Name {
            problem.help("starters")
        } else {
            problem
        }
    }

    /// Just after the declaration, which lacks something.
    fn end(&self) -> Span {
        self.words.tokens[self.range.end.max(1) - 1].span.after()
    }

    fn shown(&self) -> Arg {
        let Some(token) = self.words.tokens.get(self.failure.token) else {
            return Arg::Word(Text { en: "the end of the file", ja: "ファイルの終わり" });
        };
        let written = self.written(token.span);
        let short: String = written.chars().take(24).collect();
        Arg::Name(if short.len() < written.len() { format!("{short}…") } else { short })
    }

    /// The innermost bracket still open.
    fn open(&self, opens: char, closes: char) -> Option<Span> {
        let mut open = Vec::new();
        for token in &self.words.tokens[self.range.start..self.failure.token.min(self.range.end)] {
            match token.kind {
                TokenKind::Punctuation(c) if c == opens => open.push(token.span),
                TokenKind::Punctuation(c) if c == closes => {
                    open.pop();
                }
                _ => {}
            }
        }
        open.pop()
    }
}

/// Signs of other languages.
const SIGNS: [(&str, &str); 8] = [
    ("&&", "and"),
    ("&", "and"),
    ("||", "or"),
    ("|", "or"),
    ("!", "not"),
    ("->", "implies"),
    ("=>", "≥"),
    ("=<", "≤"),
];

/// Every spelling of every word of the language.
fn spellings() -> impl Iterator<Item = &'static str> {
    Keyword::ALL.iter().flat_map(|k| [k.spelling(Lang::En), k.spelling(Lang::Ja)])
}

/// The word of the language that this one nearly is.
fn similar(written: &str) -> Option<&'static str> {
    let length = written.chars().count();
    if !(2..=20).contains(&length) {
        return None;
    }
    let distance = |word: &&str| strsim::damerau_levenshtein(word, written);
    let near =
        |word: &&str| word.chars().next() == written.chars().next() && distance(word) <= length.div_ceil(5);
    spellings().filter(|word| word.chars().count() > 1).filter(near).min_by_key(distance)
}

/// Words that often stand after a name.
const LAST_WORDS: [Keyword; 18] = [
    Keyword::Is,
    Keyword::Topic,
    Keyword::Subject,
    Keyword::Has,
    Keyword::HasOnly,
    Keyword::May,
    Keyword::MayNot,
    Keyword::Did,
    Keyword::Does,
    Keyword::Must,
    Keyword::Done,
    Keyword::NotAfter,
    Keyword::And,
    Keyword::Or,
    Keyword::Implies,
    Keyword::To,
    Keyword::When,
    Keyword::Unless,
];

/// Whether a word of the language stands at the beginning, with something of another script stuck to it if it is
/// English (`permitted` is a word of its own).
fn begins(written: &str, word: &str) -> bool {
    let rest = written.strip_prefix(word).filter(|rest| !rest.is_empty());
    rest.is_some_and(|rest| {
        !word.is_ascii() || !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
    })
}

fn no_blank(span: Span, first: &str, second: &str) -> Problem {
    let problem = Problem::new(&entries::NO_BLANK).at(span).name("first", first).name("second", second);
    problem.plain("apart", format!("{first} {second}")).help("blank")
}
