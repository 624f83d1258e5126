//! Grids, their columns aligned by display width: names to the left, cells under the middle of their header.

use unicode_width::UnicodeWidthStr;

use super::gaps::Piece;
use crate::syntax::tree::TokenKind;

/// Whether an argument bracket may touch this piece.
pub fn namelike(piece: &Piece) -> bool {
    match piece.kind {
        TokenKind::Name | TokenKind::Quoted => true,
        TokenKind::Keyword(keyword) => !keyword.is_reserved(),
        _ => false,
    }
}

/// If a grid begins at `index` (right after its brace), the index of its closing brace.
pub fn extent(pieces: &[Piece], index: usize) -> Option<usize> {
    let opens = index > 0 && pieces[index - 1].kind == TokenKind::Punctuation('{');
    if !opens {
        return None;
    }
    let inside = |piece: &Piece| matches!(piece.kind, TokenKind::Name | TokenKind::Quoted | TokenKind::Cell);
    let length = pieces[index..].iter().take_while(|piece| inside(piece)).count();
    let cells = pieces[index..index + length].iter().any(|piece| piece.kind == TokenKind::Cell);
    cells.then_some(index + length)
}

/// The first piece of each line, and the line laid out.
pub fn lines(pieces: &[Piece]) -> Vec<(&Piece, String)> {
    let rows = rows(pieces);
    let names =
        rows.iter().skip(1).filter_map(|row| row.first()).map(|name| name.text.width()).max().unwrap_or(0);
    let widths = widths(&rows);
    let lines = rows.iter().enumerate().map(|(index, row)| {
        let (name, cells) = match (index, row.split_first()) {
            (0, _) | (_, None) => ("", *row),
            (_, Some((name, cells))) => (name.text.as_str(), cells),
        };
        let mut line = pad(name, names, 0);
        for (cell, width) in cells.iter().zip(&widths) {
            line.push_str("  ");
            line.push_str(&pad(&cell.text, *width, (width - cell.text.width()) / 2));
        }
        (&row[0], line)
    });
    lines.collect()
}

/// The pieces line by line; each line has at least one.
fn rows(pieces: &[Piece]) -> Vec<&[Piece]> {
    let mut rows = Vec::new();
    let mut start = 0;
    for index in 1..=pieces.len() {
        if index == pieces.len() || pieces[index].gap.fresh {
            rows.push(&pieces[start..index]);
            start = index;
        }
    }
    rows
}

/// The width of each column, wide enough for rows that have too many cells as well.
fn widths(rows: &[&[Piece]]) -> Vec<usize> {
    let mut widths: Vec<usize> = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let cells = if index == 0 { row } else { row.get(1..).unwrap_or_default() };
        for (column, cell) in cells.iter().enumerate() {
            let width = cell.text.width();
            match widths.get_mut(column) {
                Some(widest) => *widest = width.max(*widest),
                None => widths.push(width),
            }
        }
    }
    widths
}

/// `text` with `left` blanks before it, filled up to `width`.
fn pad(text: &str, width: usize, left: usize) -> String {
    let right = width.saturating_sub(left + text.width());
    format!("{}{text}{}", " ".repeat(left), " ".repeat(right))
}
