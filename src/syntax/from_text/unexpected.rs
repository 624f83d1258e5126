//! A word at which nothing of the language can go on: what to say of it. The plain answer names the word and what was
//! expected; mistakes that are made often have an answer of their own.

use std::ops::Range;

use super::lexer::Words;
use super::nodes::Failure;
use super::{expected, split};
use crate::problem::catalogue::syntax as entries;
use crate::problem::{Arg, Lang, Problem, Text};
use crate::source::Span;
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
        let spellings = || {
            let both = |k: &Keyword| [k.spelling(Lang::En), k.spelling(Lang::Ja)];
            Keyword::ALL.iter().filter(|k| k.is_reserved()).flat_map(both)
        };
        let long = |word: &&str| word.chars().count() > 1;
        if let Some(word) =
            spellings().filter(long).filter(|word| written.starts_with(word)).max_by_key(|w| w.len())
        {
            let rest = &written[word.len()..];
            let problem =
                Problem::new(&entries::NO_BLANK).at(token.span).name("word", word).name("rest", rest);
            return Some(problem.plain("apart", format!("{word} {rest}")).help("blank"));
        }
        let near = |word: &&str| strsim::damerau_levenshtein(word, written) <= 1 + word.chars().count() / 5;
        let similar = spellings().filter(long).find(near)?;
        Some(self.plain().name("similar", similar).help("similar"))
    }

    /// The word, and what could have stood there.
    fn plain(&self) -> Problem {
        let expected = expected::words(&self.failure.expected);
        let entry = if expected.is_empty() { &entries::UNREADABLE_TEXT } else { &entries::UNEXPECTED };
        let problem = Problem::new(entry).arg("found", self.shown()).arg("expected", Arg::Words(expected));
        let place = self.found().map_or_else(|| self.end(), |token| token.span);
        let problem = problem.label(place, "here");
        match self.open_bracket() {
            Some(open) => problem.label(open, "open"),
            None if self
                .found()
                .is_some_and(|token| self.written(token.span).starts_with(['。', '；', ';'])) =>
            {
                problem.help("no_full_stop")
            }
            None => problem,
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

    /// The innermost bracket still open, if it could be closed here.
    fn open_bracket(&self) -> Option<Span> {
        let closes = self.failure.expected.contains(&super::grammar::Rule::close_bracket);
        let mut open = Vec::new();
        for token in &self.words.tokens[self.range.start..self.failure.token.min(self.range.end)] {
            match token.kind {
                TokenKind::Punctuation('(') => open.push(token.span),
                TokenKind::Punctuation(')') => {
                    open.pop();
                }
                _ => {}
            }
        }
        open.pop().filter(|_| closes)
    }
}
