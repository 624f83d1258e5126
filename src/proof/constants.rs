//! What the text fixes: cells of tables and values of attributes, under one choice for every reading.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use fixedbitset::FixedBitSet;

use super::fault::{self, Fault};
use super::prop::Prop;
use crate::model::eval;
use crate::model::{
    AttributeId, ElementId, KindId, Model, Quantity, ReadingChoice, RelationId, RelationKind, Sort, Table,
    Term, Value, VarId,
};

/// The constants of a model under one choice for every reading.
pub struct Constants<'a> {
    pub model: &'a Model,
    pub readings: Vec<u32>,
    grids: RefCell<HashMap<RelationId, Rc<Grid>>>,
    numbers: OnceCell<BTreeSet<Quantity>>,
}

/// The constants of one model under every choice asked for so far.
pub struct Chosen<'a> {
    model: &'a Model,
    known: HashMap<Vec<u32>, Rc<Constants<'a>>>,
}

impl<'a> Chosen<'a> {
    /// Nothing asked for yet.
    pub fn new(model: &'a Model) -> Self {
        Self { model, known: HashMap::new() }
    }

    /// The constants under these options.
    pub fn under(&mut self, options: &[u32]) -> Rc<Constants<'a>> {
        if let Some(known) = self.known.get(options) {
            return Rc::clone(known);
        }
        let constants = Rc::new(Constants::new(self.model, options.to_vec()));
        self.known.insert(options.to_vec(), Rc::clone(&constants));
        constants
    }
}

/// A table as rows and as columns of bits.
#[derive(Debug)]
pub struct Grid {
    pub rows: Vec<FixedBitSet>,
    pub columns: Vec<FixedBitSet>,
    /// Cells that the source does not tell; empty when it tells all.
    pub unknown: Vec<FixedBitSet>,
    pub row_kind: KindId,
    pub column_kind: KindId,
}

/// The value of a closed term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Known {
    Element(ElementId),
    Quantity(Quantity),
}

impl<'a> Constants<'a> {
    /// The constants of `model` under these options.
    pub fn new(model: &'a Model, readings: Vec<u32>) -> Self {
        Self { model, readings, grids: RefCell::default(), numbers: OnceCell::new() }
    }

    /// Numbers of which one is enough for each way to compare: `each` of them in every gap between the constants.
    pub fn quantities(&self, each: u32) -> Vec<Quantity> {
        let numbers = self.numbers.get_or_init(|| eval::constants(self.model));
        eval::regions(numbers, Quantity::from(each))
    }

    /// A table as bits.
    pub fn grid(&self, relation: RelationId) -> Option<Rc<Grid>> {
        if let Some(grid) = self.grids.borrow().get(&relation) {
            return Some(Rc::clone(grid));
        }
        let RelationKind::Table(table) = &self.model.relations[relation.index()].kind else { return None };
        let grid = Rc::new(self.read(table));
        self.grids.borrow_mut().insert(relation, Rc::clone(&grid));
        Some(grid)
    }

    fn read(&self, table: &Table) -> Grid {
        let (mut rows, mut unknown) = (table.yes.clone(), table.unknown.clone());
        for cell in table.by_reading.iter().filter(|cell| self.reads(cell.choice)) {
            let (row, column) = (cell.row as usize, cell.column as usize);
            rows[row].set(column, cell.value == Some(true));
            unknown[row].set(column, cell.value.is_none());
        }
        if fault::on(Fault::UnknownCellIsNo) || unknown.iter().all(FixedBitSet::is_clear) {
            unknown = Vec::new();
        }
        let columns = self.model.kinds[table.columns.index()].elements.len();
        let columns = transposed(&rows, columns);
        Grid { rows, columns, unknown, row_kind: table.rows, column_kind: table.columns }
    }

    /// Whether the option is the one chosen.
    pub fn reads(&self, choice: ReadingChoice) -> bool {
        self.readings.get(choice.reading.index()) == Some(&choice.option)
    }

    /// What the text says of an attribute; none where it is silent.
    pub fn value(&self, attribute: AttributeId, element: u32) -> Option<Known> {
        let kind = &self.model.kinds[attribute.kind.index()];
        let written = kind.elements.get(element as usize)?.values.get(attribute.index as usize);
        let chosen = written.and_then(|w| w.by_reading.iter().rfind(|(choice, _)| self.reads(*choice)));
        let value = chosen.map(|(_, value)| *value).or_else(|| written.and_then(|w| w.value));
        match value {
            Some(Value::Element(element)) => Some(Known::Element(element)),
            Some(Value::Quantity(quantity)) => Some(Known::Quantity(quantity)),
            Some(Value::Person(_)) => None,
            None if fault::on(Fault::UnknownValueIsZero) => Some(match self.attribute_sort(attribute) {
                Sort::Kind(kind) => Known::Element(ElementId { kind, index: 0 }),
                _ => Known::Quantity(0),
            }),
            None => None,
        }
    }

    /// The sort of an attribute's values.
    pub fn attribute_sort(&self, attribute: AttributeId) -> Sort {
        self.model.kinds[attribute.kind.index()].attributes[attribute.index as usize].sort
    }

    /// The sort of a term.
    pub fn sort(&self, term: &Term) -> Sort {
        match term {
            Term::Var(var) => self.model.vars[var.index()].sort,
            Term::Element(element) => Sort::Kind(element.kind),
            Term::Quantity(_) => Sort::Number,
            Term::Attribute(attribute, _) => self.attribute_sort(*attribute),
        }
    }

    /// The closed kind over which a variable ranges, if it does.
    pub fn closed(&self, var: VarId) -> Option<KindId> {
        self.closed_sort(self.model.vars[var.index()].sort)
    }

    /// The kind of a sort whose values are all known.
    pub fn closed_sort(&self, sort: Sort) -> Option<KindId> {
        match sort {
            Sort::Kind(kind) if !self.model.kinds[kind.index()].open || fault::on(Fault::OpenIsClosed) => {
                Some(kind)
            }
            _ => None,
        }
    }

    /// Whether there is surely a value for the variable. An open kind without named members may be empty.
    pub fn inhabited(&self, var: VarId) -> bool {
        match self.model.vars[var.index()].sort {
            Sort::Kind(kind) => self.len(kind) > 0,
            _ => true,
        }
    }

    /// [`Prop::AtLeast`], decided where the body is and there are values enough.
    pub fn at_least(&self, least: u32, var: VarId, body: Prop) -> Prop {
        if least == 1 && body == Prop::True && self.inhabited(var) {
            return Prop::True;
        }
        Prop::at_least(least, var, body)
    }

    /// [`Prop::AllBut`], decided where the body is and there are values enough.
    pub fn all_but(&self, most: u32, var: VarId, body: Prop) -> Prop {
        if most == 0 && body == Prop::False && self.inhabited(var) {
            return Prop::False;
        }
        Prop::all_but(most, var, body)
    }

    /// The number of elements of a kind (named ones, if it is open).
    pub fn len(&self, kind: KindId) -> usize {
        self.model.kinds[kind.index()].elements.len()
    }
}

impl Grid {
    /// The cell; none where the source does not tell.
    pub fn cell(&self, row: u32, column: u32) -> Option<bool> {
        let (row, column) = (row as usize, column as usize);
        if self.unknown.get(row).is_some_and(|bits| bits.contains(column)) {
            return None;
        }
        Some(self.rows[row].contains(column))
    }
}

fn transposed(rows: &[FixedBitSet], columns: usize) -> Vec<FixedBitSet> {
    let mut result = vec![FixedBitSet::with_capacity(rows.len()); columns];
    for (index, row) in rows.iter().enumerate() {
        row.ones().for_each(|column| result[column].insert(index));
    }
    result
}
