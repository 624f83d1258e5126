//! Tokens with what stands before each: comments and line breaks.

use crate::source::Span;
use crate::syntax::tree::{TokenKind, Tree};

/// A comment, and how it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    pub text: String,
    /// On a line of its own.
    pub own_line: bool,
    /// With a blank line before it.
    pub blank_before: bool,
}

/// What stands before a token.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gap {
    pub comments: Vec<Comment>,
    /// The token begins a line.
    pub fresh: bool,
    /// A blank line stands before it (after the comments).
    pub blank: bool,
}

/// A token to print.
#[derive(Debug, Clone)]
pub struct Piece {
    /// The token's place in the tree's list; `None` for one that word order put in.
    pub token: Option<usize>,
    pub kind: TokenKind,
    pub text: String,
    pub gap: Gap,
    /// Whether it touched the token before it.
    pub touches: bool,
    /// Where it stood, in bytes.
    pub start: u32,
}

/// Every token of `tree` as it stands; what could not be read is one piece.
pub fn pieces(text: &str, tree: &Tree) -> Vec<Piece> {
    let holes = super::starts::holes(&tree.items);
    let mut holes = holes.iter().peekable();
    let mut comments = tree.comments.iter().peekable();
    let mut end = 0;
    let mut pieces: Vec<Piece> = Vec::with_capacity(tree.tokens.len());
    for (index, token) in tree.tokens.iter().enumerate() {
        if (token.span.start as usize) < end {
            continue;
        }
        let mut own = Vec::new();
        while let Some(comment) = comments.next_if(|comment| comment.start < token.span.start) {
            own.push(*comment);
        }
        while holes.next_if(|hole| hole.start < token.span.start).is_some() {}
        let hole = holes.next_if(|hole| hole.start == token.span.start);
        let span = hole.copied().unwrap_or(token.span);
        while comments.next_if(|comment| hole.is_some() && comment.start < span.end).is_some() {}
        let kind = if hole.is_some() { TokenKind::Junk } else { token.kind };
        let gap = gap(text, end, span.range().start, &own);
        let touches = end == span.range().start && index > 0;
        end = span.range().end;
        let text = text[span.range()].to_string();
        pieces.push(Piece { token: Some(index), kind, text, gap, touches, start: span.start });
    }
    pieces
}

/// What stands after the last token.
pub fn after(text: &str, tree: &Tree) -> Gap {
    let last = tree.tokens.last().map_or(0, |token| token.span.end);
    let end = tree.items.last().map_or(last, |item| item.span().end.max(last));
    let own: Vec<Span> = tree.comments.iter().filter(|comment| comment.start >= end).copied().collect();
    gap(text, end as usize, text.len(), &own)
}

fn gap(text: &str, start: usize, end: usize, comments: &[Span]) -> Gap {
    let mut gap = Gap::default();
    let mut at = start;
    for comment in comments {
        let lines = breaks(&text[at..comment.range().start]);
        let written = text[comment.range()].trim_end().to_string();
        let own_line = lines > 0 || start == 0 && at == 0;
        gap.comments.push(Comment { text: written, own_line, blank_before: lines > 1 && at > 0 });
        at = comment.range().end;
    }
    let lines = breaks(&text[at..end]);
    gap.fresh = lines > 0 || !comments.is_empty() || start == 0;
    gap.blank = lines > 1 && at > 0;
    gap
}

fn breaks(text: &str) -> usize {
    text.bytes().filter(|&b| b == b'\n').count()
}
