//! How deep brackets, quantifiers, negations and implications stand in each other: checked before the grammar runs,
//! so that neither it nor anything after it can run out of stack.

use super::lexer::Words;
use crate::syntax::keywords::Keyword;
use crate::syntax::tree::TokenKind;

/// Nothing may be nested deeper.
pub const LIMIT: usize = 64;

/// The first word of `range` that is nested too deep.
pub fn too_deep(words: &Words, range: std::ops::Range<usize>) -> Option<usize> {
    // Per open bracket: how many operators stand open in it that reach to the right.
    let mut open: Vec<usize> = vec![0];
    let mut total = 0;
    for index in range.clone() {
        match words.tokens[index].kind {
            TokenKind::Punctuation('(' | '{') => {
                open.push(0);
                total += 1;
            }
            TokenKind::Punctuation(')' | '}') if open.len() > 1 => {
                total -= 1 + open.pop().unwrap_or(0);
            }
            TokenKind::Keyword(keyword) if reaches_right(keyword) => {
                *open.last_mut()? += 1;
                total += 1;
            }
            _ if index > range.start && ends_formula(words, index) => {
                let last = open.last_mut()?;
                total -= std::mem::take(last);
            }
            _ => {}
        }
        if total > LIMIT {
            return Some(index);
        }
    }
    None
}

fn reaches_right(keyword: Keyword) -> bool {
    use Keyword as K;
    matches!(
        keyword,
        K::Not | K::Every | K::Some | K::No | K::AtMost | K::AtLeast | K::Exactly | K::Implies | K::NotAfter
    )
}

/// Whether no formula can go on from the word before to this one: one must have ended between.
fn ends_formula(words: &Words, index: usize) -> bool {
    use Keyword as K;
    let closes = |kind| match kind {
        TokenKind::Name | TokenKind::Quoted | TokenKind::Number | TokenKind::Duration | TokenKind::Date => {
            true
        }
        TokenKind::Punctuation(c) => matches!(c, ')' | '}' | '_'),
        _ => false,
    };
    match words.tokens[index].kind {
        TokenKind::Name | TokenKind::Quoted => words.fresh(index) && closes(words.tokens[index - 1].kind),
        TokenKind::Keyword(keyword) => {
            keyword.is_starter() || matches!(keyword, K::When | K::Unless | K::To | K::Now | K::Given)
        }
        _ => false,
    }
}
