//! Walks over formulas and terms: what they mention, their free variables, copies with variables of their own.

use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

use super::{
    ActId, AttributeId, Claim, Columns, ElementId, Formula, Model, Norm, RelationId, RelationKind, Step,
    Term, Var, VarId,
};

impl Term {
    /// The variable at the bottom, if there is one.
    pub fn var(&self) -> Option<VarId> {
        match self {
            Term::Var(v) => Some(*v),
            Term::Attribute(_, of) => of.var(),
            Term::Element(_) | Term::Quantity(_) => None,
        }
    }

    /// The element at the bottom, if there is one.
    pub fn element(&self) -> Option<ElementId> {
        match self {
            Term::Element(e) => Some(*e),
            Term::Attribute(_, of) => of.element(),
            Term::Var(_) | Term::Quantity(_) => None,
        }
    }

    fn renamed(&self, map: &BTreeMap<VarId, VarId>) -> Term {
        match self {
            Term::Var(v) => Term::Var(map.get(v).copied().unwrap_or(*v)),
            Term::Attribute(a, of) => Term::Attribute(*a, Box::new(of.renamed(map))),
            other => other.clone(),
        }
    }
}

impl Term {
    /// It, and the terms of whose attribute it asks, outermost first.
    pub fn inward(&self) -> impl Iterator<Item = &Term> {
        std::iter::successors(
            Some(self),
            |term| if let Term::Attribute(_, of) = term { Some(&**of) } else { None },
        )
    }

    /// The attributes that it asks for.
    pub fn attributes(&self) -> impl Iterator<Item = AttributeId> {
        self.inward().filter_map(|term| if let Term::Attribute(id, _) = term { Some(*id) } else { None })
    }

    /// The term with another one in place of one, wherever that stands in it.
    #[must_use]
    pub fn with_term(&self, old: &Term, new: &Term) -> Term {
        match self {
            term if term == old => new.clone(),
            Term::Attribute(id, of) => Term::Attribute(*id, Box::new(of.with_term(old, new))),
            other => other.clone(),
        }
    }

    /// Whether it asks for this attribute of anything.
    pub fn asks_for(&self, attribute: AttributeId) -> bool {
        self.attributes().any(|id| id == attribute)
    }
}

impl Formula {
    /// Whether it asks for this attribute of anything.
    pub fn asks_for(&self, attribute: AttributeId) -> bool {
        let mut found = false;
        self.visit(&mut |part| found |= part.terms().any(|term| term.asks_for(attribute)));
        found
    }

    /// Calls `see` for this formula and every one inside, outermost first.
    pub fn visit<'a>(&'a self, see: &mut impl FnMut(&'a Formula)) {
        see(self);
        for part in self.parts() {
            part.visit(see);
        }
    }

    /// The formulas directly inside.
    pub fn parts(&self) -> &[Formula] {
        match self {
            Formula::And(parts) | Formula::Or(parts) => parts,
            Formula::Not(body)
            | Formula::ForAll(_, body)
            | Formula::Exists(_, body)
            | Formula::Count(_, _, _, body)
            | Formula::Cited(_, body) => std::slice::from_ref(body),
            _ => &[],
        }
    }

    /// The same, to be changed.
    pub fn parts_mut(&mut self) -> &mut [Formula] {
        match self {
            Formula::And(parts) | Formula::Or(parts) => parts,
            Formula::Not(body)
            | Formula::ForAll(_, body)
            | Formula::Exists(_, body)
            | Formula::Count(_, _, _, body)
            | Formula::Cited(_, body) => std::slice::from_mut(body),
            _ => &mut [],
        }
    }

    /// The relation that this node itself speaks of.
    pub fn relation(&self) -> Option<RelationId> {
        match self {
            Formula::Atom(relation, _) => Some(*relation),
            _ => None,
        }
    }

    /// The act that this node itself speaks of.
    pub fn act(&self) -> Option<ActId> {
        match self {
            Formula::May(_, act, _)
            | Formula::Must(_, act, _)
            | Formula::Did(_, act, _)
            | Formula::Due(act, _)
            | Formula::Done(act, _)
            | Formula::Records(act, _, _) => Some(*act),
            _ => None,
        }
    }

    /// The terms of this node itself, not of those inside.
    pub fn terms(&self) -> impl Iterator<Item = &Term> {
        let (first, args, last): (Option<&Term>, &[Term], Option<&Term>) = match self {
            Formula::Atom(_, args) | Formula::Due(_, args) | Formula::Done(_, args) => (None, args, None),
            Formula::Compare(_, left, right) => (Some(left), &[], Some(right)),
            Formula::May(who, _, args) | Formula::Must(who, _, args) | Formula::Did(who, _, args) => {
                (Some(who), args, None)
            }
            Formula::Records(_, args, record) => (None, args, Some(record)),
            _ => (None, &[], None),
        };
        first.into_iter().chain(args).chain(last)
    }

    /// The same, to be changed.
    pub fn terms_mut(&mut self) -> impl Iterator<Item = &mut Term> {
        let (first, args, last): (Option<&mut Term>, &mut [Term], Option<&mut Term>) = match self {
            Formula::Atom(_, args) | Formula::Due(_, args) | Formula::Done(_, args) => (None, args, None),
            Formula::Compare(_, left, right) => (Some(left), &mut [], Some(right)),
            Formula::May(who, _, args) | Formula::Must(who, _, args) | Formula::Did(who, _, args) => {
                (Some(who), args, None)
            }
            Formula::Records(_, args, record) => (None, args, Some(record)),
            _ => (None, &mut [], None),
        };
        first.into_iter().chain(args).chain(last)
    }

    /// This node with another term in place of one; what is inside stays.
    #[must_use]
    pub fn with_term(&self, old: &Term, new: &Term) -> Formula {
        let mut copy = self.clone();
        copy.terms_mut().for_each(|term| *term = term.with_term(old, new));
        copy
    }

    /// The variables bound by this node itself.
    pub fn binds(&self) -> &[VarId] {
        match self {
            Formula::ForAll(vars, _) | Formula::Exists(vars, _) => vars,
            Formula::Count(_, _, var, _) => std::slice::from_ref(var),
            _ => &[],
        }
    }

    /// Its free variables, in the order of their first use.
    pub fn free_vars(&self) -> Vec<VarId> {
        let mut bound = FxHashSet::default();
        let mut seen = FxHashSet::default();
        let mut used = Vec::new();
        self.visit(&mut |f| {
            bound.extend(f.binds().iter().copied());
            used.extend(f.terms().filter_map(Term::var).filter(|v| seen.insert(*v)));
        });
        // Variables are unique in the model, so what is bound somewhere inside is free nowhere.
        used.retain(|v| !bound.contains(v));
        used
    }

    /// A copy with bound variables of its own, and free ones replaced as `map` says.
    #[must_use]
    pub fn copied(&self, map: &mut BTreeMap<VarId, VarId>, vars: &mut Vec<Var>) -> Formula {
        for &var in self.binds() {
            map.insert(var, fresh_like(var, vars));
        }
        let all =
            |args: &[Term], map: &BTreeMap<_, _>| args.iter().map(|t| t.renamed(map)).collect::<Vec<_>>();
        let rename =
            |ids: &[VarId], map: &BTreeMap<VarId, VarId>| ids.iter().map(|v| map[v]).collect::<Vec<_>>();
        match self {
            Formula::Atom(r, args) => Formula::Atom(*r, all(args, map)),
            Formula::Compare(op, l, r) => Formula::Compare(*op, l.renamed(map), r.renamed(map)),
            Formula::Not(body) => Formula::Not(Box::new(body.copied(map, vars))),
            Formula::And(parts) => Formula::And(parts.iter().map(|p| p.copied(map, vars)).collect()),
            Formula::Or(parts) => Formula::Or(parts.iter().map(|p| p.copied(map, vars)).collect()),
            Formula::ForAll(ids, body) => Formula::ForAll(rename(ids, map), Box::new(body.copied(map, vars))),
            Formula::Exists(ids, body) => Formula::Exists(rename(ids, map), Box::new(body.copied(map, vars))),
            Formula::Count(op, n, id, body) => {
                Formula::Count(*op, *n, map[id], Box::new(body.copied(map, vars)))
            }
            Formula::May(who, act, args) => Formula::May(who.renamed(map), *act, all(args, map)),
            Formula::Must(who, act, args) => Formula::Must(who.renamed(map), *act, all(args, map)),
            Formula::Did(who, act, args) => Formula::Did(who.renamed(map), *act, all(args, map)),
            Formula::Due(act, args) => Formula::Due(*act, all(args, map)),
            Formula::Done(act, args) => Formula::Done(*act, all(args, map)),
            Formula::Records(act, args, record) => {
                Formula::Records(*act, all(args, map), record.renamed(map))
            }
            Formula::Cited(id, body) => Formula::Cited(*id, Box::new(body.copied(map, vars))),
            Formula::True | Formula::False | Formula::Reading(_) => self.clone(),
        }
    }
}

impl Model {
    /// Every formula of the regulation.
    pub fn formulas(&self) -> impl Iterator<Item = &Formula> {
        self.rules().chain(self.checks())
    }

    /// The formulas of definitions, roles, acts, norms and assumptions.
    pub fn rules(&self) -> impl Iterator<Item = &Formula> {
        let bodies = self.relations.iter().flat_map(|r| match &r.kind {
            RelationKind::Role(role) => role.clauses.iter().map(|c| &c.body).collect(),
            RelationKind::Define { body, .. } => vec![body],
            _ => Vec::new(),
        });
        let effects = self.acts.iter().flat_map(|a| a.effects.iter().map(|e| &e.when));
        let records = self.acts.iter().flat_map(|a| a.records.iter().map(|r| &r.when));
        let norms = self.norms.iter().flat_map(Norm::formulas);
        bodies.chain(effects).chain(records).chain(norms).chain(self.assumptions.iter().map(|a| &a.formula))
    }

    /// The formulas of definitions, roles, acts, norms, assumptions and claims, to be changed.
    pub fn formulas_mut(&mut self) -> impl Iterator<Item = &mut Formula> {
        let bodies = self.relations.iter_mut().flat_map(|r| match &mut r.kind {
            RelationKind::Role(role) => role.clauses.iter_mut().map(|c| &mut c.body).collect(),
            RelationKind::Define { body, .. } => vec![body],
            _ => Vec::new(),
        });
        let acts = self.acts.iter_mut().flat_map(|a| {
            let effects = a.effects.iter_mut().map(|e| &mut e.when);
            effects.chain(a.records.iter_mut().map(|r| &mut r.when))
        });
        let norms = self.norms.iter_mut().flat_map(|norm| {
            [Some(&mut norm.condition), norm.trigger.as_mut(), norm.closes.as_mut()].into_iter().flatten()
        });
        let assumed = self.assumptions.iter_mut().map(|a| &mut a.formula);
        let claims = self.claims.iter_mut().flat_map(Claim::formulas_mut);
        bodies.chain(acts).chain(norms).chain(assumed).chain(claims)
    }

    /// The formulas of claims, scenarios and published tables.
    fn checks(&self) -> impl Iterator<Item = &Formula> {
        let claims = self.claims.iter().flat_map(|c| [&c.premise, &c.bad, &c.good]);
        let given = self.scenarios.iter().flat_map(|s| s.given.iter().map(|g| &g.formula));
        let steps = self.scenarios.iter().flat_map(|s| &s.steps).filter_map(|step| match step {
            Step::Now { formula, .. } | Step::Check { formula, .. } => Some(formula),
            Step::Does { .. } => None,
        });
        let cells = self.publications.iter().flat_map(|p| match &p.columns {
            Columns::Elements { cell, .. } => vec![cell],
            Columns::Named(columns) => columns.iter().map(|(_, cell)| cell).collect(),
        });
        claims.chain(given).chain(steps).chain(cells)
    }
}

fn fresh_like(var: VarId, vars: &mut Vec<Var>) -> VarId {
    let copy = vars[var.index()].clone();
    vars.push(copy);
    VarId::from_index(vars.len() - 1)
}
