//! Pieces → text: where lines begin, how far they are indented, where blanks stand.

use super::gaps::{Comment, Gap, Piece};
use super::grid;
use super::starts::Levels;
use crate::problem::Lang;
use crate::syntax::tree::TokenKind;

/// Columns per level.
const STEP: usize = 2;

/// Prints the pieces.
pub fn print(pieces: &[Piece], levels: &Levels, style: Lang, after: Gap) -> String {
    let mut page =
        Page { out: String::new(), levels, style, braces: vec![0], brackets: 0, level: 0, after_grid: false };
    let mut index = 0;
    while let Some(piece) = pieces.get(index) {
        index = if let Some(end) = grid::extent(pieces, index) {
            page.grid(&pieces[index..end], end)
        } else {
            page.piece(piece, index.checked_sub(1).map(|before| &pieces[before]));
            index + 1
        };
    }
    page.comments(&after, 0);
    page.end_line();
    page.out
}

struct Page<'a> {
    out: String,
    levels: &'a Levels,
    style: Lang,
    /// Per open brace (and the file): the level of the declaration that opened it.
    braces: Vec<usize>,
    brackets: usize,
    /// The level of the line that began last, without continuations.
    level: usize,
    /// A grid ended: what follows begins a line.
    after_grid: bool,
}

impl Page<'_> {
    fn piece(&mut self, piece: &Piece, before: Option<&Piece>) {
        let closes = piece.kind == TokenKind::Punctuation('}');
        let started = self.levels.get(&piece.start).copied();
        if piece.kind == TokenKind::Punctuation(')') {
            self.brackets = self.brackets.saturating_sub(1);
        }
        if closes {
            self.comments(&piece.gap, STEP * (self.braces.len() - 1));
            self.level = if self.braces.len() > 1 { self.braces.pop().unwrap_or(0) } else { 0 };
        }
        let depth = self.braces.len() - 1;
        let own = match started {
            Some(level) => level,
            None if closes => 0,
            None => self.level + 1,
        };
        let indent = STEP * (depth + own + self.brackets);
        if !closes {
            self.comments(&piece.gap, indent);
        }
        if let Some(level) = started {
            self.level = level;
        }
        self.place(piece, before, indent);
        match piece.kind {
            TokenKind::Punctuation('{') => {
                self.braces.push(self.level);
                self.level = 0;
            }
            TokenKind::Punctuation('(') => self.brackets += 1,
            _ => {}
        }
    }

    /// Writes a piece on the line or on a new one.
    fn place(&mut self, piece: &Piece, before: Option<&Piece>, indent: usize) {
        let after_grid = std::mem::take(&mut self.after_grid);
        if piece.gap.fresh || self.out.is_empty() || after_grid {
            self.fresh(indent, piece.gap.blank);
        } else if before.is_some_and(|before| self.apart(before, piece)) {
            self.out.push(' ');
        }
        self.out.push_str(&piece.text);
    }

    /// Begins a line.
    fn fresh(&mut self, indent: usize, blank: bool) {
        self.end_line();
        if blank && !self.out.is_empty() {
            self.out.push('\n');
        }
        self.out.extend(std::iter::repeat_n(' ', indent));
    }

    fn end_line(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    /// Writes the comments of a gap, those on their own lines at `indent`.
    fn comments(&mut self, gap: &Gap, indent: usize) {
        for Comment { text, own_line, blank_before } in &gap.comments {
            if *own_line || self.out.is_empty() {
                self.fresh(indent, *blank_before);
            } else {
                self.out.push_str("  ");
            }
            self.out.push_str(text);
        }
    }

    /// Whether a blank stands between two pieces on one line.
    fn apart(&self, before: &Piece, piece: &Piece) -> bool {
        let sign = |piece: &Piece| match piece.kind {
            TokenKind::Punctuation(c) => c,
            _ => ' ',
        };
        match (sign(before), sign(piece)) {
            ('(' | '.', _) | (_, ')' | ',' | ':' | '.') => false,
            (',', _) => self.style == Lang::En,
            (_, '(') => !piece.touches || !grid::namelike(before),
            _ => true,
        }
    }

    /// Writes a grid; returns the index after it.
    fn grid(&mut self, pieces: &[Piece], end: usize) -> usize {
        let indent = STEP * (self.braces.len() - 1);
        let lines = grid::lines(pieces);
        for (line, text) in lines {
            self.comments(&line.gap, indent);
            self.fresh(indent, line.gap.blank);
            self.out.push_str(text.trim_end());
        }
        self.after_grid = true;
        end
    }
}
