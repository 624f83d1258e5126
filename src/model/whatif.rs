//! The same regulation, but for one thing: for questions about what the text could have said instead.
//!
//! Ids keep their meaning, so that claims, readings and answers can be compared with those of the original.

use super::{
    ActId, AttributeId, AttributeValue, ElementId, Formula, Model, Norm, Origin, RelationId, RelationKind,
    Value, VarId,
};
use crate::model::{Sort, Var};
use crate::syntax::tree::NormVerb;

impl Model {
    /// The element has this value, whatever readings say.
    pub fn set_value(&mut self, attribute: AttributeId, element: ElementId, value: Value) {
        let kind = &mut self.kinds[element.kind.index()];
        let known = kind.elements.get_mut(element.index as usize);
        if let Some(known) = known.and_then(|element| element.values.get_mut(attribute.index as usize)) {
            *known = AttributeValue { value: Some(value), ..AttributeValue::default() };
        }
    }

    /// The cell is ○ or ×, whatever readings say.
    pub fn set_cell(&mut self, table: RelationId, row: ElementId, column: ElementId, yes: bool) {
        let RelationKind::Table(table) = &mut self.relations[table.index()].kind else { return };
        table.by_reading.retain(|cell| (cell.row, cell.column) != (row.index, column.index));
        let (row, column) = (row.index as usize, column.index as usize);
        table.yes[row].set(column, yes);
        table.unknown[row].set(column, false);
    }

    /// Anybody may do the act, unless it is forbidden.
    pub fn permit_to_anyone(&mut self, act: ActId) {
        let declared = &self.acts[act.index()];
        self.norms.push(Norm {
            name: declared.name.clone(),
            verb: NormVerb::Permit,
            act,
            actor: declared.actor,
            params: declared.params.clone(),
            condition: Formula::True,
            trigger: None,
            closes: None,
            despite: Vec::new(),
            absolute: false,
            sugar: None,
            origin: Origin::default(),
        });
    }

    /// The fact holds of everything, or of nothing.
    pub fn set_fact(&mut self, fact: RelationId, holds: bool) {
        let sorts = self.relations[fact.index()].params.clone();
        let params = sorts.into_iter().map(|sort| self.fresh(sort)).collect();
        let body = if holds { Formula::True } else { Formula::False };
        self.relations[fact.index()].kind = RelationKind::Define { params, body };
    }

    /// A variable of its own, without a name.
    pub fn fresh(&mut self, sort: Sort) -> VarId {
        self.vars.push(Var { name: String::new(), sort });
        VarId::from_index(self.vars.len() - 1)
    }
}
