//! Formulas and terms.

use super::{Env, Evaluator, Truth, View};
use crate::model::{AttributeId, Formula, Term, Value, VarId};
use crate::syntax::tree::Comparison;

impl<V: View> Evaluator<'_, V> {
    /// The truth of a formula without free variables.
    pub fn truth(&self, formula: &Formula) -> Truth {
        self.truth_in(&mut Env::new(), formula)
    }

    /// The truth of a formula whose free variables `env` binds; `env` is the same again afterwards.
    pub fn truth_in(&self, env: &mut Env, formula: &Formula) -> Truth {
        match formula {
            Formula::True => Truth::True,
            Formula::False => Truth::False,
            Formula::Not(body) => !self.truth_in(env, body),
            Formula::And(parts) => Truth::all(parts.iter().map(|part| self.truth_in(env, part))),
            Formula::Or(parts) => Truth::any(parts.iter().map(|part| self.truth_in(env, part))),
            Formula::ForAll(vars, body) => !self.exists_in(env, vars, body, false),
            Formula::Exists(vars, body) => self.exists_in(env, vars, body, true),
            Formula::Count(op, bound, var, body) => self.count(env, *op, *bound, *var, body),
            Formula::Compare(op, left, right) => match (self.value(env, left), self.value(env, right)) {
                (Some(left), Some(right)) => compares(*op, &left, &right).into(),
                _ => Truth::Unknown,
            },
            Formula::Reading(choice) => self.view.reads(*choice).into(),
            Formula::Cited(_, body) => self.truth_in(env, body),
            Formula::Atom(relation, args) => self.with(env, args, |args| self.atom(*relation, args)),
            Formula::Due(act, args) => self.with(env, args, |args| self.due(*act, args)),
            Formula::Done(act, args) => self.with(env, args, |args| self.done(*act, args)),
            Formula::May(who, act, args) => self.deed(env, who, args, |who, args| self.may(who, *act, args)),
            Formula::Must(who, act, args) => {
                self.deed(env, who, args, |who, args| self.must(who, *act, args))
            }
            Formula::Did(who, act, args) => {
                self.deed(env, who, args, |who, args| self.view.did(*act, who, args))
            }
            Formula::Records(act, args, record) => {
                self.deed(env, record, args, |record, args| self.records(*act, args, record))
            }
        }
    }

    /// The value of a term; none where the text is silent.
    pub fn value(&self, env: &Env, term: &Term) -> Option<Value> {
        match term {
            Term::Var(var) => env.get(*var),
            Term::Element(element) => Some(Value::Element(*element)),
            Term::Quantity(quantity) => Some(Value::Quantity(*quantity)),
            Term::Attribute(attribute, of) => self.attribute(*attribute, self.value(env, of)?),
        }
    }

    /// The values of terms; none if one of them has none.
    pub fn values(&self, env: &Env, terms: &[Term]) -> Option<Vec<Value>> {
        terms.iter().map(|term| self.value(env, term)).collect()
    }

    /// What the text says, or the last chosen option that sets it; where both are silent, what the world fills in.
    fn attribute(&self, attribute: AttributeId, of: Value) -> Option<Value> {
        let Value::Element(element) = of else { return None };
        let named = self.model.kinds[element.kind.index()].elements.get(element.index as usize);
        let written = named.and_then(|e| e.values.get(attribute.index as usize));
        let by_reading =
            written.and_then(|w| w.by_reading.iter().rfind(|(choice, _)| self.view.reads(*choice)));
        by_reading
            .map(|(_, value)| *value)
            .or_else(|| written.and_then(|w| w.value))
            .or_else(|| self.view.attribute(attribute, element.index))
    }

    fn with(&self, env: &Env, args: &[Term], then: impl FnOnce(&[Value]) -> Truth) -> Truth {
        self.values(env, args).map_or(Truth::Unknown, |args| then(&args))
    }

    fn deed(
        &self,
        env: &Env,
        first: &Term,
        args: &[Term],
        then: impl FnOnce(Value, &[Value]) -> Truth,
    ) -> Truth {
        let Some(first) = self.value(env, first) else { return Truth::Unknown };
        self.with(env, args, |args| then(first, args))
    }

    /// Whether `holds` for some values of `vars`.
    pub(super) fn exists(
        &self,
        env: &mut Env,
        vars: &[VarId],
        holds: &mut dyn FnMut(&mut Env) -> Truth,
    ) -> Truth {
        let Some((var, rest)) = vars.split_first() else { return holds(env) };
        Truth::any(self.range(*var).into_iter().map(|value| {
            env.push(*var, value);
            let truth = self.exists(env, rest, holds);
            env.pop();
            truth
        }))
    }

    /// What a variable ranges over.
    pub(super) fn range(&self, var: VarId) -> Vec<Value> {
        self.view.domain().values(self.model.vars[var.index()].sort)
    }

    /// Certain if every number of values that the unknown ones allow compares alike.
    fn count(&self, env: &mut Env, op: Comparison, bound: u32, var: VarId, body: &Formula) -> Truth {
        let (mut surely, mut perhaps) = (0_u32, 0_u32);
        for value in self.range(var) {
            env.push(var, value);
            let truth = self.truth_in(env, body);
            env.pop();
            surely += u32::from(truth.is_true());
            perhaps += u32::from(!truth.is_false());
        }
        let answers = (surely..=perhaps).map(|count| compares(op, &count, &bound));
        let (yes, no): (Vec<_>, Vec<_>) = answers.partition(|answer| *answer);
        match (yes.is_empty(), no.is_empty()) {
            (_, true) => Truth::True,
            (true, _) => Truth::False,
            _ => Truth::Unknown,
        }
    }
}

/// The comparison of two known values of one sort.
pub(super) fn compares<T: Ord>(op: Comparison, left: &T, right: &T) -> bool {
    match op {
        Comparison::Eq => left == right,
        Comparison::Ne => left != right,
        Comparison::Lt => left < right,
        Comparison::Le => left <= right,
        Comparison::Gt => left > right,
        Comparison::Ge => left >= right,
    }
}
