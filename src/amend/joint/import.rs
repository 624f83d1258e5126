//! Formulas of the old wording as formulas of the joint model.

use std::collections::{BTreeMap, BTreeSet};

use super::alike::alike;
use super::{Changed, Joint, Old, Pair};
use crate::model::graph::Node;
use crate::model::{
    ActId, AttributeId, CitedId, Claim, ElementId, Formula, KindId, Model, Origin, ProvisionId,
    ReadingChoice, ReadingId, Sort, Term, Value, VarId,
};
use crate::syntax::tree::Comparison;

/// Variables of the old wording, and what they are in the joint model.
pub type Vars = BTreeMap<VarId, VarId>;

/// The joint model as far as it is made.
pub struct Import<'a> {
    pub old: &'a Model,
    pub new: &'a Model,
    pub model: Model,
    pub to: Old,
    pub changed: Changed,
    pub pairs: Vec<Pair>,
    /// What is lawful in the old wording only, and in the new only.
    pub lawful: [Vec<Formula>; 2],
    /// Of each kind whose elements differ: those of the old wording, and those of the new.
    pub members: BTreeMap<KindId, [BTreeSet<u32>; 2]>,
    /// Whether one wording is in force after the other. Then what changes otherwise than before has a place of its own,
    /// and an act that brings about something else has a twin.
    pub in_turn: bool,
}

/// Of which wording something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Old,
    New,
}

impl<'a> Import<'a> {
    /// The new wording, and nothing of the old one yet.
    pub fn new(old: &'a Model, new: &'a Model) -> Self {
        let mut model = new.clone();
        model.claims.clear();
        model.expects.clear();
        model.allows.clear();
        model.scenarios.clear();
        model.publications.clear();
        let (to, changed) = (Old::default(), Changed::default());
        Self {
            old,
            new,
            model,
            to,
            changed,
            pairs: Vec::new(),
            lawful: Default::default(),
            members: BTreeMap::new(),
            in_turn: false,
        }
    }

    /// To translate what the old wording says into words of the new one, whatever they mean there.
    pub fn again(joint: &Joint, old: &'a Model, new: &'a Model) -> Self {
        let mut again = Self::new(old, new);
        again.model = joint.model.clone();
        again.to = joint.old.clone();
        again.to.relations.clone_from(&joint.old.named);
        again.to.twins.clone_from(&joint.old.acts);
        again.find_members();
        again
    }

    /// The joint model.
    pub fn finish(self) -> Joint {
        let lawful = self.lawful.map(Formula::and);
        Joint { model: self.model, old: self.to, pairs: self.pairs, lawful, changed: self.changed }
    }

    /// Marks what does not stand in the other wording as it stands here.
    pub fn mark(&mut self, old: Option<Node>, new: Option<Node>) {
        self.changed.old.extend(old);
        self.changed.new.extend(new);
    }

    /// A sort of the old wording.
    pub fn sort(&self, sort: Sort) -> Sort {
        match sort {
            Sort::Kind(kind) => Sort::Kind(self.to.kinds[kind.index()]),
            other => other,
        }
    }

    pub fn element(&self, element: ElementId) -> ElementId {
        let named = self.to.elements[element.kind.index()].get(element.index as usize);
        named.copied().unwrap_or(ElementId { kind: self.to.kinds[element.kind.index()], ..element })
    }

    pub fn value(&self, value: Value) -> Value {
        match value {
            Value::Element(element) => Value::Element(self.element(element)),
            other => other,
        }
    }

    pub fn choice(&self, choice: ReadingChoice) -> ReadingChoice {
        ReadingChoice { reading: self.to.readings[choice.reading.index()], ..choice }
    }

    pub fn origin(&self, origin: &Origin) -> Origin {
        let provision = |id: &ProvisionId| self.to.provisions[id.index()];
        Origin {
            home: origin.home.as_ref().map(provision),
            cites: origin.cites.iter().map(provision).collect(),
            readings: origin.readings.iter().map(|choice| self.choice(*choice)).collect(),
            ..origin.clone()
        }
    }

    /// A variable of its own for one of the old wording.
    pub fn var(&mut self, var: VarId, vars: &mut Vars) -> VarId {
        let written = &self.old.vars[var.index()];
        let copy = crate::model::Var { name: written.name.clone(), sort: self.sort(written.sort) };
        self.model.vars.push(copy);
        let id = VarId::from_index(self.model.vars.len() - 1);
        vars.insert(var, id);
        id
    }

    pub fn vars(&mut self, list: &[VarId], vars: &mut Vars) -> Vec<VarId> {
        list.iter().map(|var| self.var(*var, vars)).collect()
    }

    pub fn term(&self, term: &Term, vars: &Vars) -> Term {
        match term {
            Term::Var(var) => Term::Var(vars.get(var).copied().unwrap_or(*var)),
            Term::Element(element) => Term::Element(self.element(*element)),
            Term::Quantity(quantity) => Term::Quantity(*quantity),
            Term::Attribute(attribute, of) => {
                let kind = self.to.kinds[attribute.kind.index()];
                let index = self.to.attributes[attribute.kind.index()][attribute.index as usize];
                Term::Attribute(AttributeId { kind, index }, Box::new(self.term(of, vars)))
            }
        }
    }

    pub fn terms(&self, terms: &[Term], vars: &Vars) -> Vec<Term> {
        terms.iter().map(|term| self.term(term, vars)).collect()
    }

    /// A formula of the old wording. What it says of who may or must is asked of the old norms.
    pub fn formula(&mut self, formula: &Formula, vars: &mut Vars) -> Formula {
        match formula {
            Formula::True | Formula::False => formula.clone(),
            Formula::Atom(id, args) => Formula::Atom(self.to.relations[id.index()], self.terms(args, vars)),
            Formula::Compare(op, one, two) => {
                Formula::Compare(*op, self.term(one, vars), self.term(two, vars))
            }
            Formula::Not(body) => Formula::Not(Box::new(self.formula(body, vars))),
            Formula::And(parts) => Formula::And(self.formulas(parts, vars)),
            Formula::Or(parts) => Formula::Or(self.formulas(parts, vars)),
            Formula::ForAll(bound, body) => {
                let bound = self.vars(bound, vars);
                let (guard, body) = (self.guards(&bound, Side::Old), self.formula(body, vars));
                Formula::for_all(bound, implies(guard, body))
            }
            Formula::Exists(bound, body) => {
                let bound = self.vars(bound, vars);
                let (guard, body) = (self.guards(&bound, Side::Old), self.formula(body, vars));
                Formula::exists(bound, both(guard, body))
            }
            Formula::Count(op, number, var, body) => {
                let var = self.var(*var, vars);
                let (guard, body) = (self.guards(&[var], Side::Old), self.formula(body, vars));
                Formula::Count(*op, *number, var, Box::new(both(guard, body)))
            }
            Formula::May(who, act, args) => {
                Formula::May(self.term(who, vars), self.twin_of(*act), self.terms(args, vars))
            }
            Formula::Must(who, act, args) => {
                Formula::Must(self.term(who, vars), self.twin_of(*act), self.terms(args, vars))
            }
            Formula::Due(act, args) => Formula::Due(self.twin_of(*act), self.terms(args, vars)),
            Formula::Did(who, act, args) => {
                Formula::Did(self.term(who, vars), self.act(*act), self.terms(args, vars))
            }
            Formula::Done(act, args) => Formula::Done(self.act(*act), self.terms(args, vars)),
            Formula::Records(act, args, record) => {
                Formula::Records(self.act(*act), self.terms(args, vars), self.term(record, vars))
            }
            Formula::Reading(choice) => Formula::Reading(self.choice(*choice)),
            Formula::Cited(id, body) => Formula::Cited(self.cited(*id), Box::new(self.formula(body, vars))),
        }
    }

    fn formulas(&mut self, parts: &[Formula], vars: &mut Vars) -> Vec<Formula> {
        parts.iter().map(|part| self.formula(part, vars)).collect()
    }

    fn act(&self, act: ActId) -> ActId {
        self.to.acts[act.index()]
    }

    fn twin_of(&self, act: ActId) -> ActId {
        self.to.twins.get(act.index()).copied().unwrap_or(self.to.acts[act.index()])
    }

    fn cited(&self, id: CitedId) -> CitedId {
        self.to.cited[id.index()]
    }

    /// That these variables stand for what this wording knows, where the wordings know different elements.
    pub fn guards(&self, vars: &[VarId], side: Side) -> Formula {
        Formula::and(vars.iter().map(|var| {
            let Sort::Kind(kind) = self.model.vars[var.index()].sort else { return Formula::True };
            let Some(members) = self.members.get(&kind) else { return Formula::True };
            let known = &members[usize::from(side == Side::New)];
            Formula::or(known.iter().map(|index| {
                let element = Term::Element(ElementId { kind, index: *index });
                Formula::Compare(Comparison::Eq, Term::Var(*var), element)
            }))
        }))
    }

    /// A formula of the new wording, about what that knows.
    pub fn guarded(&self, formula: &Formula) -> Formula {
        if self.members.is_empty() {
            return formula.clone();
        }
        let again = |body: &Formula| self.guarded(body);
        match formula {
            Formula::Not(body) => Formula::Not(Box::new(again(body))),
            Formula::And(parts) => Formula::And(parts.iter().map(again).collect()),
            Formula::Or(parts) => Formula::Or(parts.iter().map(again).collect()),
            Formula::ForAll(vars, body) => {
                Formula::for_all(vars.clone(), implies(self.guards(vars, Side::New), again(body)))
            }
            Formula::Exists(vars, body) => {
                Formula::exists(vars.clone(), both(self.guards(vars, Side::New), again(body)))
            }
            Formula::Count(op, number, var, body) => {
                let body = both(self.guards(&[*var], Side::New), again(body));
                Formula::Count(*op, *number, *var, Box::new(body))
            }
            Formula::Cited(id, body) => Formula::Cited(*id, Box::new(again(body))),
            other => other.clone(),
        }
    }

    /// Whether a formula of the old wording says the same as one of the new; `params` are the free variables of both.
    pub fn same(&mut self, old: (&[VarId], &Formula), new: (&[VarId], &Formula)) -> bool {
        if !super::same_sorts(self, old.0, new.0) {
            return false;
        }
        let kept = self.model.vars.len();
        let mut vars = Vars::new();
        let params = self.vars(old.0, &mut vars);
        let translated = both(self.guards(&params, Side::Old), self.formula(old.1, &mut vars));
        let known = both(self.guards(new.0, Side::New), self.guarded(new.1));
        let mut map: BTreeMap<VarId, VarId> = params.into_iter().zip(new.0.iter().copied()).collect();
        let same = alike(&translated, &known, &mut map);
        self.model.vars.truncate(kept);
        same
    }

    /// Whether a claim says the same in both wordings.
    pub fn same_claim(&mut self, old: &Claim, new: &Claim) -> bool {
        let assumption = |model: &Model, claim: &Claim| -> Vec<String> {
            claim.assuming.assumptions.iter().map(|id| model.assumptions[id.index()].name.clone()).collect()
        };
        let readings: Vec<ReadingChoice> =
            old.assuming.readings.iter().map(|choice| self.choice(*choice)).collect();
        let plain = old.kind == new.kind
            && old.persons == new.persons
            && old.assuming.no_transfers == new.assuming.no_transfers
            && readings == new.assuming.readings
            && assumption(self.old, old) == assumption(self.new, new);
        let premises = old.assuming.assumptions.iter().zip(&new.assuming.assumptions);
        let premises: Vec<_> = premises.collect();
        let (before, after) = (self.old, self.new);
        plain
            && premises.into_iter().all(|(one, two)| {
                let one = &before.assumptions[one.index()].formula;
                self.same((&[], one), (&[], &after.assumptions[two.index()].formula))
            })
            && [(&old.premise, &new.premise), (&old.bad, &new.bad), (&old.good, &new.good)]
                .into_iter()
                .all(|(one, two)| self.same((&old.instances, one), (&new.instances, two)))
    }
}

/// The old reading of the same name with the same options.
pub fn reading_of(old: &Model, new: &Model, id: usize) -> Option<ReadingId> {
    let one = &old.readings[id];
    let names = |reading: &crate::model::Reading| -> Vec<String> {
        reading.options.iter().map(|option| option.name.clone()).collect()
    };
    let found = new.readings.iter().position(|two| two.name == one.name && names(two) == names(one));
    found.map(ReadingId::from_index)
}

pub fn both(guard: Formula, body: Formula) -> Formula {
    if guard == Formula::True { body } else { Formula::And(vec![guard, body]) }
}

fn implies(guard: Formula, body: Formula) -> Formula {
    if guard == Formula::True { body } else { Formula::Or(vec![guard.negate(), body]) }
}
