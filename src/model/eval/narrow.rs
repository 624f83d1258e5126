//! Of what a variable ranges over, only the values for which a fact of the body is not false: the others decide nothing.

use super::{Env, Evaluator, Truth, View};
use crate::model::{Formula, RelationKind, Sort, Term, Value, VarId};

impl<V: View> Evaluator<'_, V> {
    /// Whether the body has this truth for some values of `vars`: true, or (not `wanted`) false.
    pub(super) fn exists_in(&self, env: &mut Env, vars: &[VarId], body: &Formula, wanted: bool) -> Truth {
        let Some((var, rest)) = vars.split_first() else {
            let truth = self.truth_in(env, body);
            return if wanted { truth } else { !truth };
        };
        let values = self.narrowed(env, vars, body, wanted).unwrap_or_else(|| self.range(*var));
        Truth::any(values.into_iter().map(|value| {
            env.push(*var, value);
            let truth = self.exists_in(env, rest, body, wanted);
            env.pop();
            truth
        }))
    }

    /// The first values of `vars` for which the body is true; none if it is true for none.
    pub fn first(&self, env: &mut Env, vars: &[VarId], body: &Formula) -> Option<Vec<(VarId, Value)>> {
        let Some((var, rest)) = vars.split_first() else {
            return self.truth_in(env, body).is_true().then(Vec::new);
        };
        let values = self.narrowed(env, vars, body, true).unwrap_or_else(|| self.range(*var));
        values.into_iter().find_map(|value| {
            env.push(*var, value);
            let found = self.first(env, rest, body);
            env.pop();
            found.map(|rest| std::iter::once((*var, value)).chain(rest).collect())
        })
    }

    /// The values of the first variable, in order, for which no fact decides that the body has not the wanted truth; none
    /// if no fact says anything of it. All of `vars` are still to be bound.
    fn narrowed(&self, env: &Env, vars: &[VarId], body: &Formula, wanted: bool) -> Option<Vec<Value>> {
        match body {
            Formula::Cited(_, body) => self.narrowed(env, vars, body, wanted),
            Formula::Not(body) => self.narrowed(env, vars, body, !wanted),
            Formula::And(parts) if wanted => parts.iter().find_map(|it| self.narrowed(env, vars, it, wanted)),
            Formula::Or(parts) if !wanted => parts.iter().find_map(|it| self.narrowed(env, vars, it, wanted)),
            Formula::Atom(relation, terms) if wanted => {
                let kind = &self.model.relations[relation.index()].kind;
                if !matches!(kind, RelationKind::Fact { .. } | RelationKind::Office { .. }) {
                    return None;
                }
                let var = *vars.first()?;
                // Numbers have an order of their own.
                if matches!(self.model.vars[var.index()].sort, Sort::Number | Sort::Duration) {
                    return None;
                }
                let place = terms.iter().position(|term| *term == Term::Var(var))?;
                let args =
                    terms.iter().map(|term| self.known(env, vars, term)).collect::<Option<Vec<_>>>()?;
                let values = self.view.standing(*relation, &args, place)?;
                Some(values.into_iter().filter(|value| self.is_in_range(var, *value)).collect())
            }
            _ => None,
        }
    }

    /// The value of a term, nothing of a variable still to be bound; none if it may have no value.
    fn known(&self, env: &Env, vars: &[VarId], term: &Term) -> Option<Option<Value>> {
        match term {
            Term::Var(var) if vars.contains(var) => Some(None),
            Term::Attribute(..) => None,
            other => self.value(env, other).map(Some),
        }
    }

    fn is_in_range(&self, var: VarId, value: Value) -> bool {
        let domain = self.view.domain();
        match (self.model.vars[var.index()].sort, value) {
            (Sort::Person, Value::Person(number)) => number < domain.people,
            (Sort::Kind(kind), Value::Element(element)) => {
                element.kind == kind && element.index < domain.members[kind.index()]
            }
            _ => false,
        }
    }
}
