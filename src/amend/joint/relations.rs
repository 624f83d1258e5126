//! Facts, offices, roles, tables and definitions of the old wording: shared where they mean the same.

use std::collections::BTreeSet;

use fixedbitset::FixedBitSet;

use super::import::{Import, Side, Vars, both};
use crate::model::graph::Node;
use crate::model::{
    Act, ActId, Formula, Relation, RelationId, RelationKind, Role, RoleClause, Sort, Table, TableCell, Term,
    VarId,
};
use crate::syntax::tree::Comparison;

impl Import<'_> {
    /// Everything that formulas say of people and things.
    pub fn relations(&mut self) {
        self.guard_new();
        self.place_relations();
        self.to.named.clone_from(&self.to.relations);
        self.place_acts();
        let mut apart: BTreeSet<usize> =
            (0..self.old.relations.len()).filter(|index| self.is_own(*index)).collect();
        let mut first = true;
        loop {
            let candidates: Vec<usize> =
                (0..self.old.relations.len()).filter(|index| !apart.contains(index)).collect();
            let differ: Vec<usize> =
                candidates.into_iter().filter(|index| !self.is_same_relation(*index, first)).collect();
            if differ.is_empty() {
                break;
            }
            for index in differ {
                let shared = self.to.relations[index];
                self.mark(None, Some(Node::Relation(shared)));
                self.own(index);
                apart.insert(index);
            }
            first = false;
        }
        for index in &apart {
            self.mark(Some(Node::Relation(RelationId::from_index(*index))), None);
            self.fill(*index);
        }
        for index in 0..self.new.relations.len() {
            let id = RelationId::from_index(index);
            if !self.to.relations.contains(&id) {
                self.mark(None, Some(Node::Relation(id)));
            }
        }
    }

    /// What the new wording says, it says of what it knows.
    fn guard_new(&mut self) {
        if self.members.is_empty() {
            return;
        }
        for index in 0..self.new.relations.len() {
            let kind = match self.model.relations[index].kind.clone() {
                RelationKind::Role(mut role) => {
                    let guard = self.guards(&role.params, Side::New);
                    for clause in &mut role.clauses {
                        clause.body = both(guard.clone(), self.guarded(&clause.body));
                    }
                    RelationKind::Role(role)
                }
                RelationKind::Define { params, body } => {
                    let body = both(self.guards(&params, Side::New), self.guarded(&body));
                    RelationKind::Define { params, body }
                }
                other => other,
            };
            self.model.relations[index].kind = kind;
        }
        for index in 0..self.new.norms.len() {
            let mut norm = self.model.norms[index].clone();
            let guard = self.guards(&norm.params, Side::New);
            norm.condition = both(guard.clone(), self.guarded(&norm.condition));
            norm.trigger = norm.trigger.map(|trigger| both(guard.clone(), self.guarded(&trigger)));
            norm.closes = norm.closes.map(|closes| both(guard, self.guarded(&closes)));
            self.model.norms[index] = norm;
        }
        for index in 0..self.model.approvals.len() {
            let approval = self.model.approvals[index].clone();
            let condition = both(self.guards(&approval.params, Side::New), self.guarded(&approval.condition));
            self.model.approvals[index].condition = condition;
        }
    }

    fn place_relations(&mut self) {
        for (index, relation) in self.old.relations.iter().enumerate() {
            let sorts: Vec<Sort> = relation.params.iter().map(|sort| self.sort(*sort)).collect();
            let same = |other: &Relation| {
                other.name == relation.name
                    && other.params == sorts
                    && std::mem::discriminant(&other.kind) == std::mem::discriminant(&relation.kind)
            };
            if let Some(found) = self.new.relations.iter().position(same) {
                self.to.relations.push(RelationId::from_index(found));
            } else {
                self.to.relations.push(RelationId(0));
                self.own(index);
            }
        }
    }

    /// Gives the old relation a place of its own.
    fn own(&mut self, index: usize) {
        let relation = &self.old.relations[index];
        let params = relation.params.iter().map(|sort| self.sort(*sort)).collect();
        let origin = self.origin(&relation.origin);
        self.model.relations.push(Relation { params, origin, ..relation.clone() });
        self.to.relations[index] = RelationId::from_index(self.model.relations.len() - 1);
    }

    fn is_own(&self, index: usize) -> bool {
        self.to.relations[index].index() >= self.new.relations.len()
    }

    fn place_acts(&mut self) {
        for act in &self.old.acts {
            let sorts: Vec<Sort> =
                act.params.iter().map(|var| self.sort(self.old.vars[var.index()].sort)).collect();
            let same = |other: &Act| {
                let own = other.params.iter().map(|var| self.new.vars[var.index()].sort);
                other.name == act.name && own.eq(sorts.iter().copied())
            };
            let found = self.new.acts.iter().position(same);
            let id = found.unwrap_or_else(|| self.bare_act(act));
            self.to.acts.push(ActId::from_index(id));
        }
    }

    /// An act of the same name, without effects; its place.
    fn bare_act(&mut self, act: &Act) -> usize {
        let mut vars = Vars::new();
        let actor = self.var(act.actor, &mut vars);
        let params = self.vars(&act.params, &mut vars);
        self.model.acts.push(Act {
            name: act.name.clone(),
            actor,
            params,
            effects: Vec::new(),
            records: Vec::new(),
            naming_of: None,
            origin: self.origin(&act.origin),
        });
        self.model.acts.len() - 1
    }

    /// Whether the relation means the same, as far as is known of those on which it depends.
    fn is_same_relation(&mut self, index: usize, first: bool) -> bool {
        let (old, new) = (self.old, self.new);
        let shared = self.to.relations[index];
        let two = &new.relations[shared.index()];
        match (&old.relations[index].kind, &two.kind) {
            (
                RelationKind::Fact { change, open_textured },
                RelationKind::Fact { change: other, open_textured: open },
            ) => {
                if change != other || open_textured != open {
                    self.mark_shared(index);
                }
                change == other || !self.in_turn
            }
            (RelationKind::Office { may_be_vacant: one }, RelationKind::Office { may_be_vacant: two }) => {
                if one != two {
                    self.mark_shared(index);
                    if self.in_turn {
                        return false;
                    }
                    // Worlds that only one of them allows are told apart where it is asked.
                    self.model.relations[shared.index()].kind = RelationKind::Office { may_be_vacant: true };
                    let held = self.held(shared);
                    self.lawful[usize::from(*one)].push(held);
                }
                true
            }
            (RelationKind::Table(_), RelationKind::Table(_)) if !first => true,
            (RelationKind::Table(one), RelationKind::Table(_)) => {
                let one = self.table(one);
                matches!(&self.model.relations[shared.index()].kind, RelationKind::Table(two)
                    if one.yes == two.yes && one.unknown == two.unknown && same_cells(&one.by_reading, &two.by_reading))
            }
            (RelationKind::Role(one), RelationKind::Role(two)) => self.is_same_role(one, two),
            (RelationKind::Define { params: a, body: x }, RelationKind::Define { params: b, body: y }) => {
                self.same((a, x), (b, y))
            }
            _ => false,
        }
    }

    /// That the office has exactly one holder, everywhere.
    fn held(&mut self, office: RelationId) -> Formula {
        let sorts = self.model.relations[office.index()].params.clone();
        let vars: Vec<VarId> = sorts.into_iter().map(|sort| self.model.fresh(sort)).collect();
        let atom = Formula::Atom(office, vars.iter().copied().map(Term::Var).collect());
        let Some((person, rest)) = vars.split_first() else { return Formula::True };
        Formula::for_all(rest.to_vec(), Formula::Count(Comparison::Eq, 1, *person, Box::new(atom)))
    }

    fn mark_shared(&mut self, index: usize) {
        let old = Node::Relation(RelationId::from_index(index));
        self.mark(Some(old), Some(Node::Relation(self.to.relations[index])));
    }

    fn is_same_role(&mut self, one: &Role, two: &Role) -> bool {
        let mut left: Vec<&RoleClause> = two.clauses.iter().collect();
        for clause in &one.clauses {
            let readings: Vec<_> = clause.origin.readings.iter().map(|choice| self.choice(*choice)).collect();
            let found = left.iter().position(|other| {
                other.origin.readings == readings
                    && self.same((&one.params, &clause.body), (&two.params, &other.body))
            });
            let Some(found) = found else { return false };
            left.remove(found);
        }
        left.is_empty()
    }

    /// The body of a relation that stands beside the new wording.
    fn fill(&mut self, index: usize) {
        let old = self.old;
        let kind = match &old.relations[index].kind {
            RelationKind::Role(role) => {
                let mut vars = Vars::new();
                let params = self.vars(&role.params, &mut vars);
                let clauses = role
                    .clauses
                    .iter()
                    .map(|clause| RoleClause {
                        body: self.body(&params, &clause.body, &vars),
                        origin: self.origin(&clause.origin),
                    })
                    .collect();
                RelationKind::Role(Role { params, clauses, naming: None })
            }
            RelationKind::Define { params, body } => {
                let mut vars = Vars::new();
                let params = self.vars(params, &mut vars);
                let body = self.body(&params, body, &vars);
                RelationKind::Define { params, body }
            }
            RelationKind::Table(table) => RelationKind::Table(self.table(table)),
            other => other.clone(),
        };
        self.model.relations[self.to.relations[index].index()].kind = kind;
    }

    /// A body of the old wording, about what that knows.
    pub fn body(&mut self, params: &[VarId], body: &Formula, vars: &Vars) -> Formula {
        let translated = self.formula(body, &mut vars.clone());
        both(self.guards(params, Side::Old), translated)
    }

    /// A table of the old wording; × where only the new one knows the row or column.
    fn table(&self, table: &Table) -> Table {
        let (rows, columns) = (self.to.kinds[table.rows.index()], self.to.kinds[table.columns.index()]);
        let size = |kind: crate::model::KindId| self.model.kinds[kind.index()].elements.len();
        let place = |kind: crate::model::KindId, index: usize| {
            self.to.elements[kind.index()].get(index).map_or(index, |element| element.index as usize)
        };
        let moved = |cells: &[FixedBitSet]| {
            let mut all = vec![FixedBitSet::with_capacity(size(columns)); size(rows)];
            for (row, bits) in cells.iter().enumerate() {
                let at = place(table.rows, row);
                bits.ones().for_each(|column| all[at].insert(place(table.columns, column)));
            }
            all
        };
        let number = |index: usize| u32::try_from(index).unwrap_or(u32::MAX);
        let by_reading = table.by_reading.iter().map(|cell| TableCell {
            choice: self.choice(cell.choice),
            row: number(place(table.rows, cell.row as usize)),
            column: number(place(table.columns, cell.column as usize)),
            value: cell.value,
        });
        Table {
            rows,
            columns,
            yes: moved(&table.yes),
            unknown: moved(&table.unknown),
            by_reading: by_reading.collect(),
            list: table.list,
        }
    }
}

fn same_cells(one: &[TableCell], two: &[TableCell]) -> bool {
    let plain = |cell: &TableCell| (cell.choice, cell.row, cell.column, cell.value);
    one.iter().map(plain).eq(two.iter().map(plain))
}
