//! The bodies of definitions, one formula each whatever the readings.

use rustc_hash::FxHashSet;

use super::collect::Placed;
use super::guard::{close, provisions};
use super::resolver::{Broken, Place, Resolved, Resolver};
use super::scope::{Came, Level, Scope};
use crate::model::{Formula, Missing, RelationId, RelationKind, Sort, VarId};
use crate::problem::catalogue::{model as entries, words};
use crate::problem::{Arg, Problem};
use crate::syntax::tree;

/// One written body of a definition.
struct Body {
    place: Place,
    formula: Formula,
}

impl Resolver<'_> {
    /// Resolves all bodies; a definition that options of readings change is put together from them.
    pub fn define_bodies(&mut self, defines: &[Placed<tree::Define>]) {
        let mut bodies: indexmap::IndexMap<RelationId, Vec<Body>> = indexmap::IndexMap::new();
        for placed in defines {
            let Some(relation) = self.names.relations.get(&placed.item.name.text) else { continue };
            if !matches!(self.model.relations[relation.index()].kind, RelationKind::Define { .. }) {
                continue;
            }
            let before = self.problems.len();
            if let Ok(formula) = self.define_body(placed, relation) {
                let body = Body { place: placed.place.clone(), formula };
                self.add_body(bodies.entry(relation).or_default(), body, placed.item);
            } else {
                self.hole(placed.item.span, None, Missing::Declaration);
                let body = Body { place: placed.place.clone(), formula: Formula::False };
                self.add_body(bodies.entry(relation).or_default(), body, placed.item);
            }
            if self.problems[before..].iter().any(Problem::is_error) {
                self.taint.relations.insert(relation);
            }
        }
        for (relation, list) in bodies {
            let whole = self.under_readings(relation, list);
            if let RelationKind::Define { body, .. } = &mut self.model.relations[relation.index()].kind {
                *body = whole;
            }
        }
    }

    fn add_body(&mut self, list: &mut Vec<Body>, body: Body, define: &tree::Define) {
        // The second one without a reading was refused as declared twice when the heads were entered.
        if list.iter().any(|b| b.place.readings == body.place.readings) {
            if !body.place.readings.is_empty() {
                self.twice(words::DEFINITION, &define.name, define.name.span, "rename");
            }
            return;
        }
        list.push(body);
    }

    fn define_body(&mut self, placed: &Placed<tree::Define>, relation: RelationId) -> Resolved<Formula> {
        let define = placed.item;
        let params = self.params(&define.params, true)?;
        let sorts: Vec<Sort> = params.iter().map(|p| p.sort).collect();
        if sorts != self.model.relations[relation.index()].params {
            let first = self.model.relations[relation.index()].origin.span.unwrap_or(define.name.span);
            let problem =
                Problem::new(&entries::DEFINE_HEADS).label(define.name.span, "here").label(first, "first");
            return Err(self.report(problem.name("name", &define.name.text).help("same")));
        }
        let vars: Vec<VarId> = match &self.model.relations[relation.index()].kind {
            RelationKind::Define { params, .. } => params.clone(),
            _ => return Err(Broken),
        };
        let mut scope = Scope::new(Level::Definition);
        for (param, var) in params.iter().zip(&vars) {
            scope.add(&param.name, *var, Some(param.sort), param.span, Came::Parameter);
        }
        let origin = self.origin(&placed.place, &define.tail, define.span);
        self.introduce(&mut scope, |r, s| r.introduce_formula(&define.body, s));
        let mut parts = Vec::new();
        self.conjuncts(&define.body, &provisions(&origin), &mut scope, &mut parts)?;
        let outer: FxHashSet<VarId> = vars.into_iter().collect();
        Ok(close(parts, |v| !outer.contains(&v)))
    }

    /// The definition outside of readings holds where no option that changes it is chosen.
    fn under_readings(&mut self, relation: RelationId, bodies: Vec<Body>) -> Formula {
        if let [Body { place, .. }] = &bodies[..]
            && place.readings.is_empty()
        {
            return bodies.into_iter().map(|b| b.formula).next().unwrap_or(Formula::False);
        }
        let chosen = |place: &Place| Formula::and(place.readings.iter().map(|c| Formula::Reading(*c)));
        let others: Vec<Formula> =
            bodies.iter().filter(|b| !b.place.readings.is_empty()).map(|b| chosen(&b.place)).collect();
        if bodies.iter().all(|b| !b.place.readings.is_empty()) {
            self.every_option(relation, &bodies);
        }
        Formula::or(bodies.into_iter().map(|b| {
            let when = if b.place.readings.is_empty() {
                Formula::and(others.iter().cloned().map(Formula::negate))
            } else {
                chosen(&b.place)
            };
            Formula::and([when, b.formula])
        }))
    }

    /// A definition that stands in options alone must stand in every option of its reading.
    fn every_option(&mut self, relation: RelationId, bodies: &[Body]) {
        let Some(first) = bodies.first().and_then(|b| b.place.readings.last()).copied() else { return };
        let reading = &self.model.readings[first.reading.index()];
        let has = |option: usize| {
            bodies.iter().any(|b| {
                b.place.readings.iter().any(|c| c.reading == first.reading && c.option as usize == option)
            })
        };
        let missing: Vec<String> = (0..reading.options.len())
            .filter(|&o| !has(o))
            .map(|o| reading.options[o].name.clone())
            .collect();
        if missing.is_empty() {
            return;
        }
        let relation_of = &self.model.relations[relation.index()];
        let problem = Problem::new(&entries::UNDEFINED_OPTION).name("name", &relation_of.name);
        let problem = problem.name("reading", &reading.name).arg("options", Arg::Names(missing));
        let problem = relation_of.origin.span.map_or(problem.clone(), |span| problem.at(span));
        self.report(problem.help("outside"));
        self.taint.relations.insert(relation);
    }
}
