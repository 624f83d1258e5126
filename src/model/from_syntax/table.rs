//! The cells of tables: lists and grids as rows of bits, and what readings set instead.

use rustc_hash::FxHashMap;

use fixedbitset::FixedBitSet;

use super::collect::Placed;
use super::heads::Entered;
use super::resolver::Resolver;
use crate::model::{ElementId, KindId, RelationId, RelationKind, Sort, Table, TableCell};
use crate::problem::catalogue::{model as entries, names, words};
use crate::problem::{Arg, Problem, Text};
use crate::source::Span;
use crate::syntax::tree::{self, Cell, CellMark, GridRow, Name, TableBody, Term};

const ROW: Text = Text { en: "row", ja: "行" };
const COLUMN: Text = Text { en: "column", ja: "列" };

impl Resolver<'_> {
    /// Reads the bodies of tables.
    pub fn table_bodies(&mut self, tables: &Entered<tree::Table, RelationId>) {
        for (placed, id) in tables {
            let RelationKind::Table(table) = &self.model.relations[id.index()].kind else { continue };
            let (rows, columns) = (table.rows, table.columns);
            let before = self.problems.len();
            let bits = match &placed.item.body {
                TableBody::List(list) => self.list(list, rows, columns),
                TableBody::Grid { columns: head, rows: lines, span } => {
                    self.grid(&placed.item.name, head, lines, *span, (rows, columns))
                }
            };
            if self.problems.len() > before || !is_whole(&placed.item.body) {
                self.taint.relations.insert(*id);
            }
            if let RelationKind::Table(table) = &mut self.model.relations[id.index()].kind {
                (table.yes, table.unknown) = bits;
            }
        }
    }

    fn size(&self, kind: KindId) -> usize {
        self.model.kinds[kind.index()].elements.len()
    }

    fn empty(&self, rows: KindId, columns: KindId) -> Vec<FixedBitSet> {
        vec![FixedBitSet::with_capacity(self.size(columns)); self.size(rows)]
    }

    fn list(&mut self, list: &[(Name, Vec<Name>)], rows: KindId, columns: KindId) -> Bits {
        let mut yes = self.empty(rows, columns);
        let unknown = yes.clone();
        let mut seen = FxHashMap::default();
        for (row, cells) in list {
            let Some(element) = self.member(row, rows) else { continue };
            if let Some(first) = seen.insert(element, row.span) {
                self.twice(ROW, row, first, "rename");
            }
            for cell in cells {
                let Some(column) = self.member(cell, columns) else { continue };
                if yes[element.index as usize].put(column.index as usize) {
                    self.twice_in_row(cell, cells);
                }
            }
        }
        (yes, unknown)
    }

    fn twice_in_row(&mut self, cell: &Name, cells: &[Name]) {
        let first = cells.iter().find(|c| c.text == cell.text).map_or(cell.span, |c| c.span);
        if first != cell.span {
            self.twice(COLUMN, cell, first, "rename");
        }
    }

    /// The element that a row or column names.
    fn member(&mut self, name: &Name, kind: KindId) -> Option<ElementId> {
        let found = self.names.element_of(&name.text, kind);
        if found.is_none() {
            self.undeclared_element(name, Sort::Kind(kind), None);
        }
        found
    }

    fn grid(
        &mut self,
        table: &Name,
        head: &[Name],
        lines: &[GridRow],
        span: Span,
        (rows, columns): (KindId, KindId),
    ) -> Bits {
        let mut yes = self.empty(rows, columns);
        let mut unknown = yes.clone();
        let order = self.members(COLUMN, head.iter(), columns);
        let places = self.members(ROW, lines.iter().map(|l| &l.name), rows);
        self.missing(COLUMN, &order, columns, table, span);
        self.missing(ROW, &places, rows, table, span);
        for (line, row) in lines.iter().zip(places) {
            for (cell, column) in line.cells.iter().zip(&order) {
                let (Some(row), Some(column), Some(mark)) = (row, column, mark(cell)) else { continue };
                let (row, column) = (row.index as usize, column.index as usize);
                yes[row].set(column, mark == Some(true));
                unknown[row].set(column, mark.is_none());
            }
        }
        (yes, unknown)
    }

    fn members<'n>(
        &mut self,
        what: Text,
        names: impl Iterator<Item = &'n Name>,
        kind: KindId,
    ) -> Vec<Option<ElementId>> {
        let mut seen = FxHashMap::default();
        let mut out = Vec::new();
        for name in names {
            let element = self.member(name, kind);
            if let Some(first) = element.and_then(|e| seen.insert(e, name.span)) {
                self.twice(what, name, first, "rename");
            }
            out.push(element);
        }
        out
    }

    fn missing(&mut self, what: Text, found: &[Option<ElementId>], kind: KindId, table: &Name, span: Span) {
        // A name that was not understood may be the one that is missing: its own problem is enough.
        if found.iter().any(Option::is_none) {
            return;
        }
        let mut there = FixedBitSet::with_capacity(self.size(kind));
        found.iter().flatten().for_each(|e| there.insert(e.index as usize));
        let elements = &self.model.kinds[kind.index()].elements;
        let missing: Vec<String> = there.zeroes().map(|i| elements[i].name.clone()).collect();
        if !missing.is_empty() {
            let problem =
                Problem::new(&entries::GRID_INCOMPLETE).label(span, "grid").label(table.span, "table");
            let problem = problem.name("table", &table.text).arg("what", Arg::Word(what));
            self.report(problem.arg("missing", Arg::Names(missing)).help("add"));
        }
    }

    /// Cells that options of readings set.
    pub fn cell_options(&mut self, cells: &[Placed<tree::SetCell>]) {
        for placed in cells {
            if let Some((table, cell)) = self.cell_option(placed)
                && let RelationKind::Table(table) = &mut self.model.relations[table.index()].kind
            {
                table.by_reading.push(cell);
            }
        }
    }

    fn cell_option(&mut self, placed: &Placed<tree::SetCell>) -> Option<(RelationId, TableCell)> {
        let set = placed.item;
        let choice = *placed.place.readings.last()?;
        let (table, row, column) = self.cell_target(set)?;
        let value = mark(&set.cell)?;
        Some((table, TableCell { choice, row, column, value }))
    }

    /// The table, row and column of `TABLE(row, column)`.
    pub fn cell_target(&mut self, set: &tree::SetCell) -> Option<(RelationId, u32, u32)> {
        let name = &set.target.name;
        let found = self.names.relations.get(&name.text);
        let Some(id) = found else {
            self.undeclared(name, words::TABLE);
            return None;
        };
        let RelationKind::Table(Table { rows, columns, .. }) = self.model.relations[id.index()].kind else {
            let problem = Problem::new(&names::UNDECLARED).at(name.span).arg("what", Arg::Word(words::TABLE));
            let other = Arg::Word(self.relation_word(id));
            self.report(problem.name("name", &name.text).arg("other", other).help("other"));
            return None;
        };
        if let Some([Term::Name(row), Term::Name(column)]) = set.target.args.as_deref() {
            let row = self.member(row, rows);
            let column = self.member(column, columns);
            Some((id, row?.index, column?.index))
        } else {
            let problem = Problem::new(&entries::SET_CELL).at(set.target.span);
            self.report(problem.name("name", &name.text).plain("plain", &name.text).help("one"));
            None
        }
    }
}

type Bits = (Vec<FixedBitSet>, Vec<FixedBitSet>);

/// What a cell says; `Some(None)` is `?`. What is no cell was refused when it was read.
fn mark(cell: &Cell) -> Option<Option<bool>> {
    match &cell.mark {
        CellMark::Yes => Some(Some(true)),
        CellMark::No => Some(Some(false)),
        CellMark::Unknown => Some(None),
        CellMark::Other(_) => None,
    }
}

/// Whether the rows of a grid have a cell, and nothing but a cell, for each column. (Refused when it was read.)
fn is_whole(body: &TableBody) -> bool {
    match body {
        TableBody::List(_) => true,
        TableBody::Grid { columns, rows, .. } => rows
            .iter()
            .all(|row| row.cells.len() == columns.len() && row.cells.iter().all(|cell| mark(cell).is_some())),
    }
}
