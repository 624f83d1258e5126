//! The shape of a grid: every row must have as many cells as there are columns. Where one is missing is guessed from
//! how the row is laid out under its header.

use unicode_width::UnicodeWidthStr;

use super::grid::Grid;
use super::problems;
use crate::problem::Problem;
use crate::source::Span;
use crate::syntax::tree::{GridRow, Name};

/// Wider grids are not looked at that closely.
const WIDEST: usize = 1_000;

/// The rows whose cells are not as many as the columns.
pub fn check(text: &str, grid: &Grid) -> Vec<Problem> {
    let wrong = grid.rows.iter().filter(|row| row.cells.len() != grid.columns.len());
    wrong.take(20).map(|row| problem(text, grid, row)).collect()
}

fn problem(text: &str, grid: &Grid, row: &GridRow) -> Problem {
    if row.cells.len() > grid.columns.len() {
        let first = row.cells[grid.columns.len()].span;
        let extra = first.to(row.cells[row.cells.len() - 1].span);
        return problems::grid_row(row, &grid.columns, extra, None);
    }
    let swallowed = row.name.text.ends_with(['〇', '○', '◯', '×', '?', '？']) && !row.name.quoted;
    let index = if swallowed { 0 } else { gap(text, grid, row) };
    let problem = problems::grid_row(row, &grid.columns, place(row, index), grid.columns.get(index));
    if swallowed { problem.help("blank") } else { problem }
}

/// Where the cell of column `index` should stand: between its neighbours.
fn place(row: &GridRow, index: usize) -> Span {
    let before = index.checked_sub(1).and_then(|i| row.cells.get(i)).map_or(row.name.span, |cell| cell.span);
    match row.cells.get(index) {
        Some(after) => Span { start: before.end, end: after.span.start, ..before },
        None => before.after(),
    }
}

/// The first column that has no cell under it: the cells keep their order, each goes to the nearest column free.
fn gap(text: &str, grid: &Grid, row: &GridRow) -> usize {
    if grid.columns.len() > WIDEST {
        return row.cells.len();
    }
    let columns: Vec<usize> = grid.columns.iter().map(|name: &Name| middle(text, name.span)).collect();
    let cells: Vec<usize> = row.cells.iter().map(|cell| middle(text, cell.span)).collect();
    let missing = columns.len() - cells.len();
    let mut column = 0;
    for (index, &cell) in cells.iter().enumerate() {
        let last = index + missing;
        let candidates = &columns[column..=last];
        let nearest = candidates.iter().enumerate().min_by_key(|(_, c)| c.abs_diff(cell));
        let chosen = column + nearest.map_or(0, |(offset, _)| offset);
        if chosen > column {
            return column;
        }
        column += 1;
    }
    column
}

/// The display column of the middle of a span, doubled.
fn middle(text: &str, span: Span) -> usize {
    let line = text[..span.range().start].rfind('\n').map_or(0, |newline| newline + 1);
    let start = text[line..span.range().start].width_cjk();
    2 * start + text[span.range()].width_cjk()
}
