//! Words → ranges, one per declaration: by the words that begin one, and the braces between. The same cut serves the
//! runs of the fast way and the recovery.

use std::ops::Range;

use super::lexer::Words;
use crate::syntax::keywords::Keyword;
use crate::syntax::tree::TokenKind;

/// What may stand one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// Declarations.
    Items,
    /// Declarations and `set` (a reading's option).
    OptionItems,
    /// The changes of an amendment.
    Changes,
}

/// Cuts `range` into pieces. Each begins with its word, except perhaps the first, which is then junk.
pub fn pieces(words: &Words, range: Range<usize>, content: Content) -> Vec<Range<usize>> {
    let mut starts = Vec::new();
    let mut braces = Braces::default();
    for index in range.clone() {
        braces.recover(words, index, &range);
        if braces.open.is_empty() && begins(words, index, &range, content) {
            starts.push(index);
        }
        braces.step(words, index, &range);
    }
    if starts.first() != Some(&range.start) && !range.is_empty() {
        starts.insert(0, range.start);
    }
    starts.push(range.end);
    starts.windows(2).map(|pair| pair[0]..pair[1]).collect()
}

/// The keyword at `index`.
pub fn keyword(words: &Words, index: usize) -> Option<Keyword> {
    match words.tokens.get(index)?.kind {
        TokenKind::Keyword(keyword) => Some(keyword),
        _ => None,
    }
}

fn before(words: &Words, index: usize, range: &Range<usize>) -> Option<TokenKind> {
    (index > range.start).then(|| words.tokens[index - 1].kind)
}

/// Whether a piece begins here.
fn begins(words: &Words, index: usize, range: &Range<usize>, content: Content) -> bool {
    let Some(word) = keyword(words, index) else { return false };
    let first = match content {
        Content::Items => word.is_starter(),
        Content::OptionItems => word.is_starter() || word == Keyword::Set,
        Content::Changes => word.is_change(),
    };
    first && !continues(words, index, range, content)
}

/// Whether the word before asks for this one, so that it begins nothing.
fn continues(words: &Words, index: usize, range: &Range<usize>, content: Content) -> bool {
    match before(words, index, range) {
        Some(TokenKind::Keyword(Keyword::Open)) => keyword(words, index) == Some(Keyword::Kind),
        Some(TokenKind::Keyword(before)) if before.is_change() => content != Content::OptionItems,
        Some(TokenKind::Keyword(before)) => {
            !words.fresh(index) && before.is_reserved() && asks_for_more(before)
        }
        Some(TokenKind::Punctuation(c)) => !words.fresh(index) && matches!(c, ',' | '(' | ':' | '.'),
        Some(TokenKind::Comparison) => !words.fresh(index),
        _ => false,
    }
}

/// Words that do not end a declaration.
fn asks_for_more(word: Keyword) -> bool {
    use Keyword as K;
    !matches!(
        word,
        K::NotAfter
            | K::Done
            | K::Only
            | K::May
            | K::MayNot
            | K::Did
            | K::Does
            | K::Must
            | K::Has
            | K::HasOnly
    )
}

/// What an open brace holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Brace {
    Provision,
    Amendment,
    /// `replace … {`, readings and their options.
    Items,
    /// Elements, rows.
    List,
}

/// The braces open at a word, and the declaration each belongs to.
#[derive(Debug, Default)]
struct Braces {
    open: Vec<Brace>,
    /// The declaration whose brace would open next.
    head: Option<Keyword>,
}

impl Braces {
    fn step(&mut self, words: &Words, index: usize, range: &Range<usize>) {
        match words.tokens[index].kind {
            TokenKind::Punctuation('{') => self.open.push(self.brace()),
            TokenKind::Punctuation('}') => {
                self.open.pop();
            }
            TokenKind::Keyword(word) if word.is_starter() || word.is_change() => {
                let changed =
                    matches!(before(words, index, range), Some(TokenKind::Keyword(Keyword::Replace)));
                if !changed && self.open.last() != Some(&Brace::List) {
                    self.head = Some(word);
                }
            }
            _ => {}
        }
    }

    fn brace(&self) -> Brace {
        match self.head {
            Some(Keyword::Provision) => Brace::Provision,
            Some(Keyword::Amendment) => Brace::Amendment,
            Some(Keyword::Replace | Keyword::Reading) => Brace::Items,
            Some(Keyword::Kind | Keyword::Table) => Brace::List,
            _ if self.open.is_empty() => Brace::List,
            _ => Brace::Items,
        }
    }

    /// Closes braces that were forgotten: a declaration begins on a fresh line where none can.
    fn recover(&mut self, words: &Words, index: usize, range: &Range<usize>) {
        let Some(word) = keyword(words, index) else { return };
        if self.open.is_empty() || !words.fresh(index) || !(word.is_starter() || word.is_change()) {
            return;
        }
        if matches!(before(words, index, range), Some(TokenKind::Keyword(k)) if k.is_change() || k == Keyword::Open)
        {
            return;
        }
        let named = words.tokens.get(index + 1).is_some_and(|next| {
            matches!(
                next.kind,
                TokenKind::Name
                    | TokenKind::Quoted
                    | TokenKind::Citation
                    | TokenKind::Keyword(Keyword::Only | Keyword::Kind)
            )
        });
        if named && self.open.last() == Some(&Brace::List) {
            self.open.pop();
        }
        let outer = match word {
            Keyword::Provision => self.open.iter().rposition(|&b| b == Brace::Provision),
            Keyword::Amendment | Keyword::Regulation | Keyword::Kitei | Keyword::Approve if named => Some(0),
            _ if word.is_change() && word != Keyword::Set => {
                self.open.iter().rposition(|&b| b == Brace::Amendment).map(|at| at + 1)
            }
            _ => None,
        };
        if let Some(depth) = outer.filter(|&depth| depth < self.open.len()) {
            self.open.truncate(depth);
        }
        if word == Keyword::Provision && self.open.last() == Some(&Brace::Amendment) {
            self.open.clear();
        }
    }
}
