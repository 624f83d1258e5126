//! Grids: rows and cells, cut by hand because only here line breaks count and any run of signs may be a cell.

use super::chars::{char_at, is_blank, run_end, twin};
use super::lexer::Lexer;
use super::problems;
use crate::source::Span;
use crate::syntax::keywords::Keyword;
use crate::syntax::tree::{Cell, CellMark, GridRow, Name, TokenKind};

/// A grid, before it becomes part of a table.
#[derive(Debug)]
pub struct Grid {
    pub columns: Vec<Name>,
    pub rows: Vec<GridRow>,
    pub span: Span,
}

/// Whether the table body at `at` (after its brace) is a grid: it has something in it, and no colon.
pub fn is_grid(text: &str, at: usize) -> bool {
    let mut pos = at;
    let mut anything = false;
    while let Some(c) = char_at(text, pos) {
        match twin(c) {
            '}' | '{' => return anything,
            ':' => return false,
            '「' => pos = run_end(text, pos, |c| c != '」' && c != '\n'),
            '/' if is_comment(text, pos) => {
                pos = run_end(text, pos, |c| c != '\n');
                continue;
            }
            _ if !is_blank(c) => anything = true,
            _ => {}
        }
        pos += char_at(text, pos).map_or(1, char::len_utf8);
    }
    anything
}

/// Whether a comment begins at `pos`.
pub fn is_comment(text: &str, pos: usize) -> bool {
    text[pos..].starts_with("//") || text[pos..].starts_with("／／")
}

/// What a sign in a cell says.
pub fn mark(run: &str) -> CellMark {
    match run {
        "○" | "◯" | "〇" | "o" | "O" | "ｏ" | "Ｏ" | "yes" | "可" => CellMark::Yes,
        "×" | "✕" | "✗" | "╳" | "x" | "X" | "ｘ" | "Ｘ" | "no" | "不可" => CellMark::No,
        "?" | "？" => CellMark::Unknown,
        other => CellMark::Other(other.to_string()),
    }
}

/// One line of a grid: the runs of signs in it.
type Line = Vec<(usize, usize)>;

impl Lexer<'_> {
    /// Reads lines up to the closing brace, as one word of the grammar.
    pub(super) fn grid(&mut self) {
        let mut grid = Grid { columns: Vec::new(), rows: Vec::new(), span: self.span(self.pos, self.pos) };
        let first = self.words.tokens.len();
        let mut open = true;
        while open {
            let (line, more) = self.line();
            open = more;
            if self.is_declaration(&line) {
                self.pos = line[0].0;
                // What is read again must not be recorded twice.
                let back = self.span(self.pos, self.pos).start;
                while self.words.comments.pop_if(|comment| comment.start >= back).is_some() {}
                break;
            }
            if !line.is_empty() {
                self.row(&line, &mut grid);
            }
        }
        if self.words.tokens.len() > first {
            let last = self.words.tokens.len() - 1;
            grid.span = self.words.tokens[first].span.to(self.words.tokens[last].span);
            self.words.problems.extend(super::shape::check(self.text, &grid));
            let value = self.words.grids.len();
            self.words.grid_word(first, value);
            self.words.grids.push(std::cell::RefCell::new(Some(grid)));
        }
    }

    /// Cuts one line into runs; false when the grid ends with it.
    fn line(&mut self) -> (Line, bool) {
        let mut runs = Line::new();
        loop {
            self.pos = run_end(self.text, self.pos, |c| c != '\n' && is_blank(c));
            match char_at(self.text, self.pos) {
                None => return (runs, false),
                Some('\n') => {
                    self.pos += 1;
                    self.fresh = true;
                    return (runs, true);
                }
                Some(c) if twin(c) == '}' => return (runs, false),
                Some(_) if is_comment(self.text, self.pos) => self.comment(),
                // Looked at before the rest of the line, which may be all of the file.
                Some(_) if runs.len() == 2 && self.is_declaration(&runs) => return (runs, false),
                Some(_) => runs.push(self.run()),
            }
        }
    }

    /// One run: a quoted name, or anything up to a blank or brace.
    fn run(&mut self) -> (usize, usize) {
        let start = self.pos;
        if self.text[start..].starts_with('「') {
            let close = run_end(self.text, start, |c| c != '」' && c != '\n');
            self.pos = close + if self.text[close..].starts_with('」') { '」'.len_utf8() } else { 0 };
        } else {
            self.pos = run_end(self.text, start, |c| !is_blank(c) && twin(c) != '}' && twin(c) != '{');
            if self.pos == start {
                self.pos += char_at(self.text, start).map_or(1, char::len_utf8);
            }
        }
        (start, self.pos)
    }

    /// Whether a line begins the next declaration: the brace was forgotten.
    fn is_declaration(&self, line: &[(usize, usize)]) -> bool {
        let [first, second, ..] = line else { return false };
        let found = super::words::find(self.text, first.0, first.1);
        let starter = found.is_some_and(|f| f.keyword.is_starter() || f.keyword == Keyword::Only);
        starter && matches!(mark(&self.text[second.0..second.1]), CellMark::Other(_))
    }

    fn row(&mut self, line: &[(usize, usize)], grid: &mut Grid) {
        if grid.columns.is_empty() {
            grid.columns = line.iter().map(|&run| self.grid_name(run)).collect();
            return;
        }
        let (name, cells) = (self.grid_name(line[0]), &line[1..]);
        let cells = cells.iter().map(|&run| self.cell(run)).collect();
        grid.rows.push(GridRow { name, cells });
    }

    fn cell(&mut self, (start, end): (usize, usize)) -> Cell {
        let mark = mark(&self.text[start..end]);
        let span = self.span(start, end);
        self.words.push_silent(TokenKind::Cell, span);
        if let CellMark::Other(written) = &mark {
            self.words.problems.push(problems::not_a_cell(span, written));
        }
        Cell { span, mark }
    }

    /// The name of a row or column: any run; what is no name must stand in 「」.
    fn grid_name(&mut self, (start, end): (usize, usize)) -> Name {
        let (text, span) = (&self.text[start..end], self.span(start, end));
        if let Some(inner) = text.strip_prefix('「') {
            let Some(inner) = inner.strip_suffix('」') else {
                self.words.problems.push(problems::unclosed_quote(span));
                self.words.push_silent(TokenKind::Quoted, span);
                return Name { text: super::lexer::normal(inner), span, quoted: true };
            };
            self.words.push_silent(TokenKind::Quoted, span);
            return Name { text: super::lexer::normal(inner), span, quoted: true };
        }
        let plain = super::chars::name_end(self.text, start) == end
            && char_at(self.text, start).is_some_and(super::chars::starts_name);
        if !plain {
            self.words.problems.push(problems::needs_quotes(span, text));
        }
        self.words.push_silent(TokenKind::Name, span);
        Name { text: super::lexer::normal(text), span, quoted: false }
    }
}
