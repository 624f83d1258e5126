//! Why a formula has the truth it has: the conjuncts, clauses and facts on which it rests.

use super::{Env, Evaluator, Truth, View};
use crate::model::{ActId, CitedId, Formula, ReadingChoice, RelationId, RelationKind, Value, VarId};

/// One thing that a formula's truth rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ground {
    /// A fact, office, naming or cell. A role comes with the clause that makes it true (none: no clause does),
    /// followed by what the clause rests on; so does a definition, without a clause.
    Atom {
        relation: RelationId,
        args: Vec<Value>,
        clause: Option<usize>,
    },
    Did(ActId, Value, Vec<Value>),
    Done(ActId, Vec<Value>),
    Reading(ReadingChoice),
}

/// A ground, and whether it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Literal {
    pub ground: Ground,
    pub holds: Truth,
}

/// Why a formula has the truth it has. Of a true formula: what makes it true; of another: what it lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    pub truth: Truth,
    /// What its variables stand for: for `some` that holds, the first values that do; otherwise the nearest.
    pub bindings: Vec<(VarId, Value)>,
    /// Its conjuncts and clauses of this truth that carry citations, outermost first.
    pub cited: Vec<CitedId>,
    /// Facts and deeds, in the order of the formula. Of what holds for all values, none.
    pub literals: Vec<Literal>,
}

/// Why a formula has the truth it has where `env` binds its free variables.
pub fn explain<V: View>(evaluator: &Evaluator<'_, V>, env: &Env, formula: &Formula) -> Reason {
    let mut env = env.clone();
    let truth = evaluator.truth_in(&mut env, formula);
    let mut reason = Reason { truth, bindings: Vec::new(), cited: Vec::new(), literals: Vec::new() };
    evaluator.collect(&mut env, formula, true, &mut reason);
    reason
}

impl Reason {
    fn add(&mut self, ground: Option<Ground>, holds: Truth) {
        let literal = ground.map(|ground| Literal { ground, holds });
        self.literals.extend(literal.filter(|literal| !self.literals.contains(literal)));
    }
}

impl<V: View> Evaluator<'_, V> {
    /// Adds what the truth of `formula` rests on. `wanted` is false under a negation.
    fn collect(&self, env: &mut Env, formula: &Formula, wanted: bool, into: &mut Reason) {
        let truth = self.truth_in(env, formula);
        match formula {
            Formula::Cited(id, body) => {
                if !into.cited.contains(id) {
                    into.cited.push(*id);
                }
                self.collect(env, body, wanted, into);
            }
            Formula::Not(body) => self.collect(env, body, !wanted, into),
            Formula::And(parts) | Formula::Or(parts) => {
                let decided_by_one = matches!(formula, Formula::Or(_)) == truth.is_true();
                for part in self.deciding(env, parts, truth, decided_by_one && truth.is_true() == wanted) {
                    self.collect(env, part, wanted, into);
                }
            }
            Formula::Exists(vars, body) if wanted || !truth.is_false() => {
                // Of what is true the nearest values are the first that satisfy it.
                let first = if truth.is_true() { self.first(env, vars, body) } else { None };
                let nearest = first.unwrap_or_else(|| self.nearest(env, vars, body));
                let depth = env.depth();
                env.extend(&nearest);
                if nearest.len() == vars.len() {
                    self.collect(env, body, wanted, into);
                }
                env.truncate(depth);
                into.bindings.extend(nearest);
            }
            Formula::Atom(relation, args) => {
                if let Some(args) = self.values(env, args) {
                    self.collect_atom(*relation, args, truth, wanted, into);
                }
            }
            _ => into.add(self.deed_ground(env, formula), truth),
        }
    }

    /// The parts that share the truth of the whole; of those only the first if one is enough.
    fn deciding<'f>(&self, env: &mut Env, parts: &'f [Formula], truth: Truth, one: bool) -> Vec<&'f Formula> {
        let decides = parts.iter().filter(|part| self.truth_in(env, part) == truth);
        decides.take(if one { 1 } else { parts.len() }).collect()
    }

    fn collect_atom(
        &self,
        relation: RelationId,
        args: Vec<Value>,
        truth: Truth,
        wanted: bool,
        into: &mut Reason,
    ) {
        let (clause, body) = match &self.model.relations[relation.index()].kind {
            RelationKind::Role(role) => {
                let mut env = Env::of(&role.params, &args);
                let made = role.clauses.iter().position(|clause| {
                    self.stands(&clause.origin) && self.truth_in(&mut env, &clause.body).is_true()
                });
                (made, made.map(|index| (env, &role.clauses[index].body)))
            }
            RelationKind::Define { params, body } => (None, Some((Env::of(params, &args), body))),
            _ => (None, None),
        };
        into.add(Some(Ground::Atom { relation, args, clause }), truth);
        if let Some((mut env, body)) = body {
            self.collect(&mut env, body, wanted, into);
        }
    }

    fn deed_ground(&self, env: &Env, formula: &Formula) -> Option<Ground> {
        match formula {
            Formula::Did(who, act, args) => {
                Some(Ground::Did(*act, self.value(env, who)?, self.values(env, args)?))
            }
            Formula::Done(act, args) => Some(Ground::Done(*act, self.values(env, args)?)),
            Formula::Reading(choice) => Some(Ground::Reading(*choice)),
            _ => None,
        }
    }
}
