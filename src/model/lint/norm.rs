//! Bans of what nobody may do, and permits that turn on something unknown.

use super::Lint;
use crate::model::{Formula, Model, Norm, RelationKind, Term};
use crate::problem::Problem;
use crate::problem::catalogue::lint as entries;
use crate::source::Span;
use crate::syntax::tree::NormVerb;

impl Lint<'_> {
    pub(super) fn norms(&mut self) {
        let permitted = self.permitted();
        let model = self.model;
        for norm in model.norms.iter().filter(|n| n.sugar.is_none()) {
            match norm.verb {
                NormVerb::Forbid if !permitted.contains(&norm.act) => self.idle_ban(norm),
                NormVerb::Permit => self.unknowns(norm),
                NormVerb::Forbid | NormVerb::Duty => {}
            }
        }
    }

    /// The names by which an `allow` line may speak of a norm.
    pub(super) fn targets(&self, norm: &Norm) -> Vec<String> {
        names_of(self.model, norm)
    }

    fn idle_ban(&mut self, norm: &Norm) {
        let mut problem = Problem::new(&entries::IDLE_BAN).name("name", &norm.name);
        if let Some(span) = norm.origin.span {
            problem = problem.at(span);
        }
        let act = &self.model.acts[norm.act.index()].name;
        let targets = self.targets(norm);
        self.add(problem.name("act", act).help("permit"), targets);
    }

    /// Attributes without a value and `?` cells that decide whether a permit applies.
    fn unknowns(&mut self, norm: &Norm) {
        let mut found: Vec<(String, Option<Span>)> = Vec::new();
        norm.condition.visit(&mut |f| {
            if let Formula::Atom(relation, args) = f {
                found.extend(self.unknown_cell(*relation, args));
            }
            f.terms().for_each(|term| found.extend(self.unknown_value(term)));
        });
        found.dedup();
        for (what, place) in found {
            let mut problem = Problem::new(&entries::PERMIT_ON_UNKNOWN).name("name", &norm.name);
            if let Some(span) = norm.origin.span {
                problem = problem.at(span);
            }
            if let Some(span) = place {
                problem = problem.label(span, "unknown");
            }
            let mut targets = self.targets(norm);
            targets.push(what.clone());
            self.add(problem.name("what", what).help("value"), targets);
        }
    }

    fn unknown_value(&self, term: &Term) -> Option<(String, Option<Span>)> {
        let Term::Attribute(attribute, of) = term else { return None };
        let kind = &self.model.kinds[attribute.kind.index()];
        let element = match **of {
            Term::Element(e) => kind.elements.get(e.index as usize).filter(|e| lacks(e, attribute.index)),
            _ => kind.elements.iter().find(|e| lacks(e, attribute.index)),
        }?;
        let name = &kind.attributes[attribute.index as usize].name;
        Some((format!("{}.{name}", element.name), element.origin.span))
    }

    fn unknown_cell(
        &self,
        relation: crate::model::RelationId,
        args: &[Term],
    ) -> Option<(String, Option<Span>)> {
        let relation = &self.model.relations[relation.index()];
        let RelationKind::Table(table) = &relation.kind else { return None };
        let asked = |term: Option<&Term>, i: usize| match term {
            Some(Term::Element(e)) => e.index as usize == i,
            _ => true,
        };
        let rows = &self.model.kinds[table.rows.index()].elements;
        let columns = &self.model.kinds[table.columns.index()].elements;
        let cells = table.unknown.iter().enumerate().filter(|(row, _)| asked(args.first(), *row));
        let mut cells = cells.flat_map(|(row, bits)| bits.ones().map(move |column| (row, column)));
        let (row, column) = cells.find(|(_, column)| asked(args.get(1), *column))?;
        let name = format!("{}({}, {})", relation.name, rows[row].name, columns[column].name);
        Some((name, relation.origin.span))
    }
}

/// The names by which an `allow` line may speak of a norm: its own, its provision's, and its act's.
pub fn names_of(model: &Model, norm: &Norm) -> Vec<String> {
    let home = norm.origin.home.map(|h| model.provisions[h.index()].number());
    let act = model.acts[norm.act.index()].name.clone();
    [Some(norm.name.clone()), home, Some(act)].into_iter().flatten().collect()
}

fn lacks(element: &crate::model::Element, attribute: u32) -> bool {
    element.values.get(attribute as usize).is_some_and(|v| v.value.is_none() && v.by_reading.is_empty())
}
