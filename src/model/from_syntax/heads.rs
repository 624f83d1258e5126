//! The heads of facts, offices, tables, definitions and acts: names and the sorts of their parameters.

use super::collect::{Collected, Placed};
use super::resolver::{Param, Resolver};
use crate::model::{
    Act, ActId, Changeability, Formula, KindId, Missing, Origin, Relation, RelationId, RelationKind, Sort,
    Table,
};
use crate::problem::catalogue::{model as entries, words};
use crate::problem::{Problem, Text};
use crate::source::Span;
use crate::syntax::tree::{self, Name};

/// What could be entered of a list of declarations: the item and its id.
pub type Entered<'c, 't, T, I> = Vec<(&'c Placed<'t, T>, I)>;

impl Resolver<'_> {
    /// Enters facts, offices, tables and definitions; bodies follow.
    pub fn facts_and_offices(&mut self, all: &Collected) {
        for placed in &all.offices {
            for entry in &placed.item.entries {
                self.office(placed, entry);
            }
        }
        for placed in &all.facts {
            self.fact(placed);
        }
    }

    fn office(&mut self, placed: &Placed<tree::Office>, entry: &tree::OfficeEntry) {
        let Ok(params) = self.params(&entry.params, false) else {
            self.hole(placed.item.span, Some(&entry.name.text), Missing::Declaration);
            return;
        };
        if params.is_empty() {
            self.refuse_variable(words::OFFICE, &entry.name);
        }
        let mut sorts = vec![Sort::Person];
        sorts.extend(params.iter().map(|p| p.sort));
        let origin = self.origin(&placed.place, &placed.item.tail, entry.name.span);
        let kind = RelationKind::Office { may_be_vacant: entry.may_be_vacant };
        self.relation(words::OFFICE, &entry.name, sorts, kind, origin);
    }

    fn fact(&mut self, placed: &Placed<tree::Fact>) {
        let fact = placed.item;
        let Ok(params) = self.params(&fact.params, false) else {
            self.hole(fact.span, Some(&fact.name.text), Missing::Declaration);
            return;
        };
        let sorts: Vec<Sort> = params.iter().map(|p| p.sort).collect();
        if matches!(sorts[..], [Sort::Person]) {
            self.refuse_variable(words::FACT, &fact.name);
        }
        let change = if fact.fixed { Changeability::Fixed } else { Changeability::Circumstance };
        let kind = RelationKind::Fact { change, open_textured: fact.open_textured };
        let origin = self.origin(&placed.place, &fact.tail, fact.name.span);
        self.relation(words::FACT, &fact.name, sorts, kind, origin);
    }

    /// Enters a relation under its name.
    pub fn relation(
        &mut self,
        what: Text,
        name: &Name,
        params: Vec<Sort>,
        kind: RelationKind,
        origin: Origin,
    ) -> Option<RelationId> {
        let id = RelationId::from_index(self.model.relations.len());
        if !self.declare(what, name, |names| &mut names.relations, id) {
            return None;
        }
        self.signatures.push(params.iter().copied().map(Some).collect());
        self.model.relations.push(Relation { name: name.text.clone(), params, kind, origin });
        Some(id)
    }

    /// Enters the tables; their cells follow.
    pub fn table_heads<'c, 't>(
        &mut self,
        tables: &'c [Placed<'t, tree::Table>],
    ) -> Entered<'c, 't, tree::Table, RelationId> {
        tables.iter().filter_map(|placed| Some((placed, self.table_head(placed)?))).collect()
    }

    fn table_head(&mut self, placed: &Placed<tree::Table>) -> Option<RelationId> {
        let table = placed.item;
        let Some((rows, columns)) = self.table_kinds(table) else {
            self.hole(table.span, Some(&table.name.text), Missing::Declaration);
            return None;
        };
        let body = Table {
            rows,
            columns,
            yes: Vec::new(),
            unknown: Vec::new(),
            by_reading: Vec::new(),
            list: matches!(table.body, tree::TableBody::List(_)),
        };
        let origin = self.origin(&placed.place, &table.tail, table.name.span);
        let sorts = vec![Sort::Kind(rows), Sort::Kind(columns)];
        self.relation(words::TABLE, &table.name, sorts, RelationKind::Table(body), origin)
    }

    fn table_kinds(&mut self, table: &tree::Table) -> Option<(KindId, KindId)> {
        let params = self.params(&table.params, false).ok()?;
        let closed = |p: &Param| match p.sort {
            Sort::Kind(kind) if !self.model.kinds[kind.index()].open => Some(kind),
            _ => None,
        };
        let kinds: Vec<_> = params.iter().filter_map(closed).collect();
        if let ([rows, columns], 2) = (&kinds[..], params.len()) {
            return Some((*rows, *columns));
        }
        self.report(
            Problem::new(&entries::TABLE_KINDS)
                .at(table.name.span)
                .name("name", &table.name.text)
                .help("two"),
        );
        None
    }

    /// Enters the definitions outside of readings; bodies follow.
    pub fn define_heads(&mut self, defines: &[Placed<tree::Define>]) {
        for placed in defines {
            let again = !placed.place.readings.is_empty()
                && self.names.relations.get(&placed.item.name.text).is_some();
            if !again {
                self.define_head(placed);
            }
        }
    }

    fn define_head(&mut self, placed: &Placed<tree::Define>) {
        let define = placed.item;
        let Ok(params) = self.params(&define.params, true) else {
            self.hole(define.span, Some(&define.name.text), Missing::Declaration);
            return;
        };
        let sorts: Vec<Sort> = params.iter().map(|p| p.sort).collect();
        if matches!(sorts[..], [Sort::Person]) {
            self.refuse_variable(words::DEFINITION, &define.name);
        }
        let vars = params.iter().map(|p| self.var(&p.name, p.sort)).collect();
        let kind = RelationKind::Define { params: vars, body: Formula::False };
        let origin = self.origin(&placed.place, &define.tail, define.name.span);
        self.relation(words::DEFINITION, &define.name, sorts, kind, origin);
    }

    /// Enters the acts; effects follow.
    pub fn act_heads<'c, 't>(
        &mut self,
        acts: &'c [Placed<'t, tree::Act>],
    ) -> Entered<'c, 't, tree::Act, ActId> {
        acts.iter().filter_map(|placed| Some((placed, self.act_head(placed)?))).collect()
    }

    fn act_head(&mut self, placed: &Placed<tree::Act>) -> Option<ActId> {
        let act = placed.item;
        let Ok(params) = self.params(&act.params, true) else {
            self.hole(act.span, Some(&act.name.text), Missing::Declaration);
            return None;
        };
        self.doubled_parameters(&act.params);
        let origin = self.origin(&placed.place, &act.tail, act.name.span);
        self.act(&act.name, params, origin)
    }

    /// Enters an act under its name.
    pub fn act(&mut self, name: &Name, params: Vec<Param>, origin: Origin) -> Option<ActId> {
        let id = ActId::from_index(self.model.acts.len());
        if !self.declare(words::ACT, name, |names| &mut names.acts, id) {
            return None;
        }
        let actor = self.var("actor", Sort::Person);
        let vars = params.iter().map(|p| self.var(&p.name, p.sort)).collect();
        self.act_params.push(params);
        self.model.acts.push(Act {
            name: name.text.clone(),
            actor,
            params: vars,
            effects: Vec::new(),
            records: Vec::new(),
            naming_of: None,
            origin,
        });
        Some(id)
    }

    fn doubled_parameters(&mut self, params: &[tree::Param]) {
        for (i, param) in params.iter().enumerate() {
            let Some(name) = &param.name else { continue };
            let same =
                |other: &tree::Param| other.name.as_ref().filter(|n| n.text == name.text).map(|n| n.span);
            if let Some(first) = params[..i].iter().find_map(same) {
                self.rebound(name, first);
            }
        }
    }

    /// Refuses a name that stands for something already.
    pub fn rebound(&mut self, name: &Name, first: Span) {
        let problem =
            Problem::new(&crate::problem::catalogue::names::REBOUND).at(name.span).label(first, "first");
        self.report(problem.name("name", &name.text).help("rename"));
    }
}
