//! Whether a mutant means the same: both meanings are put side by side in one regulation, and their difference is a
//! claim like any other, for every world and every reading.

use std::collections::BTreeMap;

use crate::model::{
    Act, ActId, Assuming, AttributeId, Claim, ClaimKind, Edit, ElementId, Formula, Model, Mutant, Norm,
    NormId, Origin, RelationId, RelationKind, Sort, Term, VarId,
};
use crate::pipeline::Prover;
use crate::proof::{Failure, Options, Verdict};
use crate::syntax::tree::Comparison;

/// Whether it is proved that what the mutant touches means the same as before: in every lawful world, or (if that
/// is enough) in every world of every course of events. Courses are then the same too, step by step.
pub fn is_same(
    original: &Model,
    mutated: &Model,
    mutant: &Mutant,
    prover: Prover,
    options: &Options,
    courses: bool,
) -> Result<bool, Failure> {
    let mut sides = Sides { model: original.clone(), mutated, pairs: Vec::new() };
    if !sides.put(mutant) {
        return Ok(false);
    }
    let name = "=".to_string();
    let claim = sides.claim(name.clone());
    let mut model = sides.model;
    model.claims = vec![claim];
    model.expects.clear();
    let report = (prover.verify)(&model, &Options { claims: vec![name], courses, ..options.clone() });
    if let Some(failure) = report.failure {
        return Err(failure);
    }
    let proved = report.answers.iter().all(|answer| answer.verdict == Verdict::Proved);
    Ok(proved && report.problems.is_empty() && !report.answers.is_empty())
}

/// What is otherwise, beside what was.
#[derive(Debug, Clone, Copy)]
enum Other {
    /// A table, and the one in its place.
    Table(RelationId, RelationId),
    Value(Value),
}

/// An attribute that has another value of one element, and the attribute with that value.
#[derive(Debug, Clone, Copy)]
struct Value {
    attribute: AttributeId,
    twin: AttributeId,
    element: ElementId,
}

/// Both meanings in one model.
struct Sides<'m> {
    /// The original, with what is otherwise beside it under ids of its own.
    model: Model,
    mutated: &'m Model,
    /// What must be the same: the variables, the old formula, the new one.
    pairs: Vec<(Vec<VarId>, Formula, Formula)>,
}

impl Sides<'_> {
    /// Puts what is otherwise beside what was; false if that cannot be compared.
    fn put(&mut self, mutant: &Mutant) -> bool {
        match mutant.edit {
            Edit::Cell { table, .. } => return self.table(table),
            Edit::Value { attribute, element, .. } => return self.value(attribute, element),
            _ => {}
        }
        mutant.touched.acts.iter().for_each(|act| self.norms(*act, None));
        mutant.touched.relations.iter().for_each(|relation| self.relation(*relation, None));
        true
    }

    /// The norms on an act, on an act of their own.
    fn norms(&mut self, id: ActId, other: Option<Other>) {
        let act = &self.model.acts[id.index()];
        let bare = Act { effects: Vec::new(), records: Vec::new(), naming_of: None, ..act.clone() };
        let sorts: Vec<Sort> = act.params.iter().map(|var| self.model.vars[var.index()].sort).collect();
        self.model.acts.push(bare);
        let twin = ActId::from_index(self.model.acts.len() - 1);
        let own: Vec<usize> =
            (0..self.mutated.norms.len()).filter(|index| self.mutated.norms[*index].act == id).collect();
        let first = self.model.norms.len();
        for index in &own {
            let mut norm = self.copied(&self.mutated.norms[*index], twin, other);
            // What is overridden is among the copies, or does not matter here.
            let place = |id: &NormId| own.iter().position(|own| *own == id.index());
            norm.despite =
                norm.despite.iter().filter_map(place).map(|at| NormId::from_index(first + at)).collect();
            norm.sugar = None;
            self.model.norms.push(norm);
        }
        let actor = self.model.fresh(Sort::Person);
        let params: Vec<VarId> = sorts.into_iter().map(|sort| self.model.fresh(sort)).collect();
        let args: Vec<Term> = params.iter().map(|var| Term::Var(*var)).collect();
        let who = Term::Var(actor);
        let all: Vec<VarId> = std::iter::once(actor).chain(params.iter().copied()).collect();
        let may = |act| Formula::May(who.clone(), act, args.clone());
        let must = |act| Formula::Must(who.clone(), act, args.clone());
        let due = |act| Formula::Due(act, args.clone());
        let pairs =
            [(all.clone(), may(id), may(twin)), (all, must(id), must(twin)), (params, due(id), due(twin))];
        self.pairs.extend(pairs);
    }

    /// A role or definition, under a name of its own.
    fn relation(&mut self, id: RelationId, other: Option<Other>) {
        let mut twin = self.mutated.relations[id.index()].clone();
        match &mut twin.kind {
            RelationKind::Role(role) => {
                role.naming = None;
                for clause in &mut role.clauses {
                    clause.body = self.formula(&clause.body, &mut BTreeMap::new(), other);
                }
            }
            RelationKind::Define { body, .. } => *body = self.formula(body, &mut BTreeMap::new(), other),
            _ => {}
        }
        let sorts = twin.params.clone();
        self.model.relations.push(twin);
        let twin = RelationId::from_index(self.model.relations.len() - 1);
        let vars: Vec<VarId> = sorts.into_iter().map(|sort| self.model.fresh(sort)).collect();
        let args: Vec<Term> = vars.iter().map(|var| Term::Var(*var)).collect();
        self.pairs.push((vars, Formula::Atom(id, args.clone()), Formula::Atom(twin, args)));
    }

    /// A table beside the old one, and everything that asks it; false if it is asked where nothing can be compared.
    fn table(&mut self, id: RelationId) -> bool {
        let asks = |formula: &Formula| {
            let mut found = false;
            formula.visit(&mut |part| found |= part.relation() == Some(id));
            found
        };
        self.model.relations.push(self.mutated.relations[id.index()].clone());
        let twin = RelationId::from_index(self.model.relations.len() - 1);
        self.wherever(&asks, Other::Table(id, twin))
    }

    /// The value of an element under an attribute of its own, for everything that asks for it; false if it is asked for
    /// where nothing can be compared.
    fn value(&mut self, attribute: AttributeId, element: ElementId) -> bool {
        let effects = self.mutated.acts.iter().flat_map(|act| &act.effects);
        let asks = |formula: &Formula| formula.asks_for(attribute);
        // What is asked for the attribute of what has it itself would be two things at once.
        let twice = |formula: &Formula| {
            let mut found = false;
            formula.visit(&mut |part| {
                found |= part.terms().any(|term| term.attributes().filter(|id| *id == attribute).count() > 1);
            });
            found
        };
        if self.mutated.rules().any(twice) {
            return false;
        }
        if effects.flat_map(|effect| effect.args.iter().flatten()).any(|term| term.asks_for(attribute)) {
            return false;
        }
        let (at, index) = (attribute.kind.index(), attribute.index as usize);
        let kind = &mut self.model.kinds[at];
        kind.attributes.push(kind.attributes[index].clone());
        for (element, of) in kind.elements.iter_mut().zip(&self.mutated.kinds[at].elements) {
            element.values.push(of.values[index].clone());
        }
        let index = u32::try_from(kind.attributes.len() - 1).unwrap_or(u32::MAX);
        let twin = AttributeId { kind: attribute.kind, index };
        self.wherever(&asks, Other::Value(Value { attribute, twin, element }))
    }

    /// Everything that asks for what is otherwise, beside what asks for the old one; false if it is asked for where
    /// nothing can be compared.
    fn wherever(&mut self, asks: &impl Fn(&Formula) -> bool, other: Other) -> bool {
        if self.model.assumptions.iter().any(|assumption| asks(&assumption.formula)) {
            return false;
        }
        let model = self.mutated;
        for (index, relation) in model.relations.iter().enumerate() {
            let asked = match &relation.kind {
                RelationKind::Role(role) => role.clauses.iter().any(|clause| asks(&clause.body)),
                RelationKind::Define { body, .. } => asks(body),
                _ => false,
            };
            if asked {
                self.relation(RelationId::from_index(index), Some(other));
            }
        }
        for (index, act) in model.acts.iter().enumerate() {
            let act_id = ActId::from_index(index);
            let of_norm = |norm: &&Norm| norm.act == act_id;
            let conditions = |norm: &Norm| {
                let others = norm.closes.iter().chain(&norm.trigger);
                asks(&norm.condition) || others.into_iter().any(asks)
            };
            if model.norms.iter().filter(of_norm).any(conditions) {
                self.norms(act_id, Some(other));
            }
            let effects = act.effects.iter().map(|effect| &effect.when);
            for when in effects.chain(act.records.iter().map(|record| &record.when)).filter(|when| asks(when))
            {
                let new = self.formula(when, &mut BTreeMap::new(), Some(other));
                let free = when.free_vars();
                self.pairs.push((free, when.clone(), new));
            }
        }
        !self.pairs.is_empty()
    }

    /// A norm on another act, with variables of its own.
    fn copied(&mut self, norm: &Norm, act: ActId, other: Option<Other>) -> Norm {
        let mut map = BTreeMap::new();
        for var in norm.params.iter().chain([&norm.actor]) {
            map.insert(*var, self.fresh_like(*var));
        }
        let condition = self.formula(&norm.condition, &mut map, other);
        let trigger = norm.trigger.as_ref().map(|trigger| self.formula(trigger, &mut map, other));
        let closes = norm.closes.as_ref().map(|closes| self.formula(closes, &mut map, other));
        let params = norm.params.iter().map(|var| map[var]).collect();
        Norm { act, params, actor: map[&norm.actor], condition, trigger, closes, ..norm.clone() }
    }

    /// A copy with bound variables of its own, that asks for what is otherwise.
    fn formula(
        &mut self,
        formula: &Formula,
        map: &mut BTreeMap<VarId, VarId>,
        other: Option<Other>,
    ) -> Formula {
        let copy = formula.copied(map, &mut self.model.vars);
        match other {
            Some(other) => asking(copy, other),
            None => copy,
        }
    }

    fn fresh_like(&mut self, var: VarId) -> VarId {
        let sort = self.model.vars[var.index()].sort;
        self.model.fresh(sort)
    }

    /// That none of the pairs ever differs.
    fn claim(&mut self, name: String) -> Claim {
        let mut bad = Vec::new();
        for (vars, old, new) in std::mem::take(&mut self.pairs) {
            let differ = Formula::or([
                Formula::and([old.clone(), new.clone().negate()]),
                Formula::and([old.negate(), new]),
            ]);
            bad.push(Formula::exists(vars, differ));
        }
        let bad = Formula::or(bad).copied(&mut BTreeMap::new(), &mut self.model.vars);
        let good = bad.clone().negate().copied(&mut BTreeMap::new(), &mut self.model.vars);
        Claim {
            name,
            kind: ClaimKind::Always,
            instances: Vec::new(),
            premise: Formula::True,
            bad,
            good,
            persons: None,
            assuming: Assuming::default(),
            origin: Origin::default(),
        }
    }
}

/// The formula that asks for what is otherwise.
fn asking(formula: Formula, other: Other) -> Formula {
    let again = |body: Box<Formula>| Box::new(asking(*body, other));
    let each = |parts: Vec<Formula>| parts.into_iter().map(|part| asking(part, other)).collect();
    match formula {
        Formula::Not(body) => Formula::Not(again(body)),
        Formula::And(parts) => Formula::And(each(parts)),
        Formula::Or(parts) => Formula::Or(each(parts)),
        Formula::ForAll(vars, body) => Formula::ForAll(vars, again(body)),
        Formula::Exists(vars, body) => Formula::Exists(vars, again(body)),
        Formula::Count(op, number, var, body) => Formula::Count(op, number, var, again(body)),
        Formula::Cited(id, body) => Formula::Cited(id, again(body)),
        atom => match (other, atom) {
            (Other::Table(from, to), Formula::Atom(relation, args)) if relation == from => {
                Formula::Atom(to, args)
            }
            (Other::Value(value), atom) => valued(&atom, &holders(&atom, value.attribute), value),
            (_, atom) => atom,
        },
    }
}

/// The atom that asks of the element for another attribute: one alternative for each thing that may be the element.
fn valued(atom: &Formula, of: &[Term], asked: Value) -> Formula {
    let Some((first, rest)) = of.split_first() else { return atom.clone() };
    let term = |id| Term::Attribute(id, Box::new(first.clone()));
    let new = || valued(&atom.with_term(&term(asked.attribute), &term(asked.twin)), rest, asked);
    match first {
        Term::Element(id) if *id == asked.element => new(),
        Term::Element(_) => valued(atom, rest, asked),
        _ => {
            let is = Formula::Compare(Comparison::Eq, first.clone(), Term::Element(asked.element));
            let old = valued(atom, rest, asked);
            Formula::or([Formula::and([is.clone(), new()]), Formula::and([is.negate(), old])])
        }
    }
}

/// Of what the atom asks for the attribute, each once.
fn holders(atom: &Formula, attribute: AttributeId) -> Vec<Term> {
    let mut found = Vec::new();
    for term in atom.terms().flat_map(Term::inward) {
        if let Term::Attribute(id, of) = term
            && *id == attribute
            && !found.contains(&**of)
        {
            found.push((**of).clone());
        }
    }
    found
}
