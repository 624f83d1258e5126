//! From the model's formulas to plain ones: roles, definitions and norms are put in the place of their names.
//!
//! Assumes a resolved model: no cycles, variables unique, so that a body needs no renaming.

use super::fault::{self, Fault};
use super::guard::Guard;
use super::prop::{Guarded, Prop, Symbol};
use crate::model::{
    Formula, Model, NormId, Origin, ReadingChoice, RelationId, RelationKind, Role, Term, VarId,
};
use crate::syntax::tree::Comparison;

mod history;
mod norm;

/// More parts than this are not written down.
const BUDGET: usize = 400_000;

/// Puts bodies in place of names, under one choice for every reading.
pub struct Expander<'a> {
    pub(super) model: &'a Model,
    readings: &'a [u32],
    size: usize,
    /// A bug on purpose: prohibitions are not looked at.
    pub without_forbids: bool,
}

/// What the parameters of a body stand for.
#[derive(Debug, Clone, Default)]
pub(super) struct Binding(Vec<(VarId, Term)>);

impl Binding {
    pub(super) fn of(vars: &[VarId], terms: &[Term]) -> Self {
        Self(vars.iter().copied().zip(terms.iter().cloned()).collect())
    }

    pub(super) fn with(mut self, var: VarId, term: Term) -> Self {
        self.0.push((var, term));
        self
    }

    /// The term with the parameters replaced.
    pub(super) fn term(&self, term: &Term) -> Term {
        match term {
            Term::Var(var) => {
                self.0.iter().find(|(v, _)| v == var).map_or_else(|| term.clone(), |(_, t)| t.clone())
            }
            Term::Attribute(attribute, of) => Term::Attribute(*attribute, Box::new(self.term(of))),
            Term::Element(_) | Term::Quantity(_) => term.clone(),
        }
    }

    pub(super) fn terms(&self, terms: &[Term]) -> Vec<Term> {
        terms.iter().map(|term| self.term(term)).collect()
    }
}

impl<'a> Expander<'a> {
    /// An expander under these options, one per reading of the model.
    pub fn new(model: &'a Model, readings: &'a [u32]) -> Self {
        Self { model, readings, size: 0, without_forbids: false }
    }

    /// The formula, its instance variables left free; none if it is too large to be written down.
    pub fn expand(&mut self, formula: &Formula) -> Option<Prop> {
        self.size = 0;
        let prop = self.formula(formula, true, &Binding::default());
        let prop = Prop::and([prop.clone(), history::axioms(self.model, &prop)]);
        (self.size <= BUDGET).then_some(prop)
    }

    /// The formula, of which nothing is said but what it says itself; for what people may do and what acts change.
    pub fn formula_alone(&mut self, formula: &Formula) -> Option<Prop> {
        self.size = 0;
        let prop = self.formula(formula, true, &Binding::default());
        (self.size <= BUDGET).then_some(prop)
    }

    /// The formula or its negation.
    pub(super) fn formula(&mut self, formula: &Formula, positive: bool, binding: &Binding) -> Prop {
        self.size += 1;
        if self.size > BUDGET {
            return Prop::False;
        }
        match formula {
            Formula::True => Prop::constant(positive),
            Formula::False => Prop::constant(!positive),
            Formula::Not(body) => self.formula(body, !positive, binding),
            Formula::And(parts) => self.join(parts, positive, positive, binding),
            Formula::Or(parts) => self.join(parts, !positive, positive, binding),
            Formula::Exists(vars, body) => match history::done_by_somebody(vars, body) {
                Some((act, args)) => self.formula(&Formula::Done(act, args.to_vec()), positive, binding),
                None => self.quantified(vars, body, positive, positive, binding),
            },
            Formula::ForAll(vars, body) => self.quantified(vars, body, !positive, positive, binding),
            Formula::Count(op, bound, var, body) => self.count(*op, *bound, *var, body, positive, binding),
            Formula::Compare(op, left, right) => {
                let op = if positive { *op } else { opposite(*op) };
                Prop::Compare(op, binding.term(left), binding.term(right))
            }
            Formula::Atom(relation, args) => self.atom(*relation, &binding.terms(args), positive),
            Formula::Reading(choice) => Prop::constant(self.reads(*choice) == positive),
            Formula::Cited(cited, body) => self.guarded(Guard::Cited(*cited), body, positive, binding),
            Formula::Did(..) | Formula::Done(..) if fault::on(Fault::NoHistory) => Prop::constant(!positive),
            Formula::Did(who, act, args) => {
                let mut all = vec![binding.term(who)];
                all.extend(binding.terms(args));
                Prop::Fact(positive, Symbol::Did(*act), all)
            }
            Formula::Done(act, args) => Prop::Fact(positive, Symbol::Done(*act), binding.terms(args)),
            Formula::May(who, act, args) => {
                self.may(&binding.term(who), *act, &binding.terms(args), positive)
            }
            Formula::Must(who, act, args) => {
                self.must(&binding.term(who), *act, &binding.terms(args), positive)
            }
            Formula::Due(act, args) => self.due(*act, &binding.terms(args), positive),
            Formula::Records(act, args, record) => {
                self.records(*act, &binding.terms(args), &binding.term(record), positive)
            }
        }
    }

    /// All of the parts (`all`) or some of them.
    fn join(&mut self, parts: &[Formula], all: bool, positive: bool, binding: &Binding) -> Prop {
        let parts: Vec<Prop> = parts.iter().map(|part| self.formula(part, positive, binding)).collect();
        if all { Prop::and(parts) } else { Prop::or(parts) }
    }

    fn quantified(
        &mut self,
        vars: &[VarId],
        body: &Formula,
        some: bool,
        positive: bool,
        binding: &Binding,
    ) -> Prop {
        let body = self.formula(body, positive, binding);
        vars.iter().rev().fold(body, |body, var| {
            if some { Prop::at_least(1, *var, body) } else { Prop::all_but(0, *var, body) }
        })
    }

    /// The number of values of `var` that satisfy the body, compared with `bound`.
    fn count(
        &mut self,
        op: Comparison,
        bound: u32,
        var: VarId,
        body: &Formula,
        positive: bool,
        b: &Binding,
    ) -> Prop {
        let op = if positive { op } else { opposite(op) };
        match op {
            Comparison::Ge => self.least(bound, var, body, b),
            Comparison::Gt => self.least(bound.saturating_add(1), var, body, b),
            Comparison::Le => self.most(Some(bound), var, body, b),
            Comparison::Lt => self.most(bound.checked_sub(1), var, body, b),
            Comparison::Eq => {
                Prop::and([self.least(bound, var, body, b), self.most(Some(bound), var, body, b)])
            }
            Comparison::Ne => Prop::or([
                self.least(bound.saturating_add(1), var, body, b),
                self.most(bound.checked_sub(1), var, body, b),
            ]),
        }
    }

    fn least(&mut self, bound: u32, var: VarId, body: &Formula, binding: &Binding) -> Prop {
        let body = self.formula(body, true, binding);
        Prop::at_least(bound, var, body)
    }

    /// At most so many; `None` is fewer than none.
    fn most(&mut self, bound: Option<u32>, var: VarId, body: &Formula, binding: &Binding) -> Prop {
        let Some(bound) = bound else { return Prop::False };
        let bound = if fault::on(Fault::CountOffByOne) { bound + 1 } else { bound };
        let body = self.formula(body, false, binding);
        Prop::all_but(bound, var, body)
    }

    fn atom(&mut self, relation: RelationId, args: &[Term], positive: bool) -> Prop {
        match &self.model.relations[relation.index()].kind {
            RelationKind::Fact { .. } | RelationKind::Office { .. } => {
                Prop::Fact(positive, Symbol::Relation(relation), args.to_vec())
            }
            RelationKind::Table(_) => match args {
                [row, column] => Prop::Cell(positive, relation, row.clone(), column.clone()),
                _ => Prop::False,
            },
            RelationKind::Define { params, body } => self.formula(body, positive, &Binding::of(params, args)),
            RelationKind::Role(role) => self.role(relation, role, args, positive),
        }
    }

    /// Some clause that stands holds.
    fn role(&mut self, relation: RelationId, role: &Role, args: &[Term], positive: bool) -> Prop {
        let binding = Binding::of(&role.params, args);
        let mut parts = Vec::new();
        for (index, clause) in role.clauses.iter().enumerate() {
            if self.stands(&clause.origin) {
                let guard = Guard::Clause(relation, u32::try_from(index).unwrap_or(u32::MAX));
                parts.push(self.rests_on(guard, &clause.body, positive, &binding));
            }
        }
        if positive { Prop::or(parts) } else { Prop::and(parts) }
    }

    /// The formula, guarded as a whole unless all of it is guarded already.
    pub(super) fn rests_on(
        &mut self,
        guard: Guard,
        body: &Formula,
        positive: bool,
        binding: &Binding,
    ) -> Prop {
        if is_cited(body) {
            self.formula(body, positive, binding)
        } else {
            self.guarded(guard, body, positive, binding)
        }
    }

    pub(super) fn guarded(
        &mut self,
        guard: Guard,
        body: &Formula,
        positive: bool,
        binding: &Binding,
    ) -> Prop {
        let mut free = Vec::new();
        free_vars(body, &mut Vec::new(), &mut free);
        let args = free.into_iter().map(|var| binding.term(&Term::Var(var))).collect();
        let body = self.formula(body, positive, binding);
        Prop::Guarded(Box::new(Guarded { guard, positive, args, body }))
    }

    /// Whether a declaration stands: under options of readings only if all of them are chosen.
    pub(super) fn stands(&self, origin: &Origin) -> bool {
        fault::on(Fault::IgnoreReadings) || origin.readings.iter().all(|choice| self.reads(*choice))
    }

    fn reads(&self, choice: ReadingChoice) -> bool {
        self.readings.get(choice.reading.index()) == Some(&choice.option)
    }

    /// The norms of an act that exist under the readings.
    pub(super) fn norms(&self, act: crate::model::ActId, verb: crate::syntax::tree::NormVerb) -> Vec<NormId> {
        let all = self.model.norms.iter().enumerate();
        all.filter(|(_, norm)| norm.act == act && norm.verb == verb && self.stands(&norm.origin))
            .map(|(index, _)| NormId::from_index(index))
            .collect()
    }
}

/// The comparison that holds iff the given one does not.
pub fn opposite(op: Comparison) -> Comparison {
    match op {
        Comparison::Eq => Comparison::Ne,
        Comparison::Ne => Comparison::Eq,
        Comparison::Lt => Comparison::Ge,
        Comparison::Ge => Comparison::Lt,
        Comparison::Le => Comparison::Gt,
        Comparison::Gt => Comparison::Le,
    }
}

/// Whether every part of the formula is in the charge of some citation.
fn is_cited(formula: &Formula) -> bool {
    match formula {
        Formula::Cited(..) => true,
        Formula::And(parts) => parts.iter().all(is_cited),
        Formula::Exists(_, body) => is_cited(body),
        _ => false,
    }
}

/// The free variables in order of appearance.
fn free_vars(formula: &Formula, bound: &mut Vec<VarId>, found: &mut Vec<VarId>) {
    match formula {
        Formula::True | Formula::False | Formula::Reading(_) => {}
        Formula::Not(body) | Formula::Cited(_, body) => free_vars(body, bound, found),
        Formula::And(parts) | Formula::Or(parts) => parts.iter().for_each(|p| free_vars(p, bound, found)),
        Formula::ForAll(vars, body) | Formula::Exists(vars, body) => {
            bound.extend(vars);
            free_vars(body, bound, found);
            bound.truncate(bound.len() - vars.len());
        }
        Formula::Count(_, _, var, body) => {
            bound.push(*var);
            free_vars(body, bound, found);
            bound.pop();
        }
        Formula::Compare(_, left, right) => [left, right].into_iter().for_each(|t| free_in(t, bound, found)),
        Formula::Atom(_, args) | Formula::Due(_, args) | Formula::Done(_, args) => {
            args.iter().for_each(|term| free_in(term, bound, found));
        }
        Formula::May(first, _, args)
        | Formula::Must(first, _, args)
        | Formula::Did(first, _, args)
        | Formula::Records(_, args, first) => {
            std::iter::once(first).chain(args).for_each(|term| free_in(term, bound, found));
        }
    }
}

fn free_in(term: &Term, bound: &[VarId], found: &mut Vec<VarId>) {
    match term {
        Term::Var(var) if !bound.contains(var) && !found.contains(var) => found.push(*var),
        Term::Attribute(_, of) => free_in(of, bound, found),
        _ => {}
    }
}
