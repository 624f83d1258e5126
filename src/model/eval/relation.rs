//! Atoms: facts, offices, roles, tables and definitions.

use super::{Env, Evaluator, Truth, View};
use crate::model::{Origin, RelationId, RelationKind, Role, Table, Value};

impl<V: View> Evaluator<'_, V> {
    /// The truth of a relation for these values.
    pub fn atom(&self, relation: RelationId, args: &[Value]) -> Truth {
        match &self.model.relations[relation.index()].kind {
            RelationKind::Fact { .. } | RelationKind::Office { .. } => self.view.fact(relation, args),
            RelationKind::Role(role) => self.role(role, args),
            RelationKind::Table(table) => self.table(relation, table, args),
            RelationKind::Define { params, body } => self.truth_in(&mut Env::of(params, args), body),
        }
    }

    /// Whether a declaration stands: under options of readings only if all of them are chosen.
    pub fn stands(&self, origin: &Origin) -> bool {
        origin.readings.iter().all(|choice| self.view.reads(*choice))
    }

    /// Some clause that stands is true.
    fn role(&self, role: &Role, args: &[Value]) -> Truth {
        let standing = role.clauses.iter().filter(|clause| self.stands(&clause.origin));
        let mut env = Env::of(&role.params, args);
        Truth::any(standing.map(|clause| self.truth_in(&mut env, &clause.body)))
    }

    /// The cell as written, or as the last chosen option sets it; `?` is what the world fills in.
    fn table(&self, relation: RelationId, table: &Table, args: &[Value]) -> Truth {
        let [Value::Element(row), Value::Element(column)] = args else { return Truth::Unknown };
        let (row, column) = (row.index, column.index);
        let chosen = |cell: &&crate::model::TableCell| {
            (cell.row, cell.column) == (row, column) && self.view.reads(cell.choice)
        };
        let told = match table.by_reading.iter().rev().find(chosen) {
            Some(cell) => cell.value,
            None if table.unknown[row as usize].contains(column as usize) => None,
            None => Some(table.yes[row as usize].contains(column as usize)),
        };
        told.map_or_else(|| self.view.cell(relation, row, column), Truth::from)
    }
}
