//! What a way comes to: the facts on which it rests, of the one who may, of the act's arguments and of somebody else.

use super::Asked;
use crate::model::eval::{Ground, PermitTrace};
use crate::model::{Formula, Model, RelationKind, Sort, Term, Value, VarId};

/// So many other people, and so many other members of each open kind, can be told apart in one pattern.
const OTHERS: usize = 6;

/// Facts and deeds that hold or do not, over the variables of what is asked and some of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    pub others: Vec<VarId>,
    pub parts: Vec<(Formula, bool)>,
}

/// Variables for those whom the question does not name. Each pattern binds its own, so that all can share them.
#[derive(Debug, Clone)]
pub struct Pool {
    people: Vec<VarId>,
    members: Vec<(Sort, VarId)>,
}

impl Pool {
    /// Adds the variables to the model.
    pub fn new(model: &mut Model) -> Self {
        let people = (0..OTHERS).map(|_| model.fresh(Sort::Person)).collect();
        let open = model.kinds.iter().enumerate().filter(|(_, kind)| kind.open);
        let open: Vec<Sort> =
            open.map(|(index, _)| Sort::Kind(crate::model::KindId::from_index(index))).collect();
        let each = |sort: &Sort| std::iter::repeat_n(*sort, OTHERS);
        let sorts: Vec<Sort> = open.iter().flat_map(each).collect();
        let members = sorts.into_iter().map(|sort| (sort, model.fresh(sort))).collect();
        Self { people, members }
    }
}

impl Pattern {
    /// The facts on which the permit rests in this world, where the variables of the question have these values.
    pub fn of(
        model: &Model,
        asked: &Asked,
        pool: &Pool,
        bindings: &[(VarId, Value)],
        permit: &PermitTrace,
    ) -> Self {
        let mut naming = Naming { model, asked, pool, known: bindings.to_vec(), others: Vec::new() };
        let mut parts = Vec::new();
        for literal in &permit.reason.literals {
            let holds = literal.holds.is_true();
            if !holds && !literal.holds.is_false() {
                continue;
            }
            let part = match &literal.ground {
                Ground::Atom { relation, args, .. } if is_base(model, *relation) => {
                    naming.all(args).map(|args| Formula::Atom(*relation, args))
                }
                Ground::Did(act, person, args) => naming
                    .term(*person)
                    .and_then(|who| naming.all(args).map(|args| Formula::Did(who, *act, args))),
                Ground::Done(act, args) => naming.all(args).map(|args| Formula::Done(*act, args)),
                Ground::Atom { .. } | Ground::Reading(_) => None,
            };
            parts.extend(part.map(|part| (part, holds)));
        }
        let used: Vec<VarId> = parts.iter().flat_map(|(part, _)| part.free_vars()).collect();
        let others = naming.others.into_iter().filter(|var| used.contains(var)).collect();
        Self { others, parts }
    }

    /// That all of it holds, for some others.
    pub fn formula(&self) -> Formula {
        let part = |(part, holds): &(Formula, bool)| {
            if *holds { part.clone() } else { part.clone().negate() }
        };
        Formula::exists(self.others.clone(), Formula::and(self.parts.iter().map(part)))
    }

    /// Whether every case of `narrower` is a case of this.
    pub fn covers(&self, narrower: &Pattern) -> bool {
        matches(&self.parts, &mut Vec::new(), &self.others, narrower)
    }
}

/// Whether the parts are among those of the other pattern, for some terms in place of the variables of our own.
fn matches(parts: &[(Formula, bool)], map: &mut Vec<(VarId, Term)>, own: &[VarId], within: &Pattern) -> bool {
    let Some(((part, holds), rest)) = parts.split_first() else { return true };
    within.parts.iter().filter(|(_, other)| other == holds).any(|(candidate, _)| {
        let depth = map.len();
        let found = same(part, candidate, map, own) && matches(rest, map, own, within);
        if !found {
            map.truncate(depth);
        }
        found
    })
}

fn same(part: &Formula, candidate: &Formula, map: &mut Vec<(VarId, Term)>, own: &[VarId]) -> bool {
    let head = match (part, candidate) {
        (Formula::Atom(a, _), Formula::Atom(b, _)) => a == b,
        (Formula::Did(_, a, _), Formula::Did(_, b, _)) | (Formula::Done(a, _), Formula::Done(b, _)) => a == b,
        _ => false,
    };
    head && part.terms().count() == candidate.terms().count()
        && part.terms().zip(candidate.terms()).all(|(one, other)| match one {
            Term::Var(var) if own.contains(var) => {
                let known = map.iter().find(|(known, _)| known == var).map(|(_, term)| term == other);
                known.unwrap_or_else(|| {
                    map.push((*var, other.clone()));
                    true
                })
            }
            _ => one == other,
        })
}

fn is_base(model: &Model, relation: crate::model::RelationId) -> bool {
    matches!(model.relations[relation.index()].kind, RelationKind::Fact { .. } | RelationKind::Office { .. })
}

/// Names for the values of one world.
struct Naming<'a> {
    model: &'a Model,
    asked: &'a Asked,
    pool: &'a Pool,
    known: Vec<(VarId, Value)>,
    others: Vec<VarId>,
}

impl Naming<'_> {
    fn all(&mut self, values: &[Value]) -> Option<Vec<Term>> {
        values.iter().map(|value| self.term(*value)).collect()
    }

    /// The person or an argument of the question, else the thing itself, else somebody; none if there are too many.
    fn term(&mut self, value: Value) -> Option<Term> {
        let asked = std::iter::once(&self.asked.who).chain(&self.asked.args);
        let asked: Vec<VarId> = asked
            .filter_map(|term| match term {
                Term::Var(var) => Some(*var),
                _ => None,
            })
            .collect();
        let bound = |var: &VarId| self.known.contains(&(*var, value));
        if let Some(var) = asked.into_iter().find(bound) {
            return Some(Term::Var(var));
        }
        let sort = match value {
            Value::Quantity(quantity) => return Some(Term::Quantity(quantity)),
            Value::Element(element) if self.is_named(element) => return Some(Term::Element(element)),
            Value::Element(element) => Sort::Kind(element.kind),
            Value::Person(_) => Sort::Person,
        };
        if let Some(var) = self.others.iter().copied().find(bound) {
            return Some(Term::Var(var));
        }
        let people = self.pool.people.iter().map(|var| (Sort::Person, *var));
        let free = people
            .chain(self.pool.members.iter().copied())
            .find(|(of, var)| *of == sort && !self.others.contains(var));
        let (_, var) = free?;
        self.others.push(var);
        self.known.push((var, value));
        Some(Term::Var(var))
    }

    fn is_named(&self, element: crate::model::ElementId) -> bool {
        (element.index as usize) < self.model.kinds[element.kind.index()].elements.len()
    }
}
