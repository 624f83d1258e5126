//! How far a formula is from holding.

use super::{Env, Evaluator, Truth, View};
use crate::model::{Formula, Value, VarId};

impl<V: View> Evaluator<'_, V> {
    /// The values of `vars` for which the body lacks least, the first of equals; none if there are no values.
    pub(super) fn nearest(&self, env: &mut Env, vars: &[VarId], body: &Formula) -> Vec<(VarId, Value)> {
        let mut best: Option<(usize, Vec<(VarId, Value)>)> = None;
        let outer = env.bindings().len();
        self.exists(env, vars, &mut |env| {
            let distance = self.distance(env, body);
            if best.as_ref().is_none_or(|(least, _)| distance < *least) {
                best = Some((distance, env.bindings()[outer..].to_vec()));
            }
            Truth::from(distance == 0)
        });
        best.map(|(_, bindings)| bindings).unwrap_or_default()
    }

    /// How many conjuncts do not hold, over the best choice of disjuncts and values; none if the formula is true.
    pub(super) fn distance(&self, env: &mut Env, formula: &Formula) -> usize {
        match formula {
            Formula::Cited(_, body) => self.distance(env, body),
            Formula::And(parts) => parts.iter().map(|part| self.distance(env, part)).sum(),
            Formula::Or(parts) => parts.iter().map(|part| self.distance(env, part)).min().unwrap_or(1),
            Formula::Exists(vars, body) => {
                let mut least = None;
                self.exists(env, vars, &mut |env| {
                    let distance = self.distance(env, body);
                    least = Some(least.map_or(distance, |least: usize| least.min(distance)));
                    Truth::from(distance == 0)
                });
                least.unwrap_or(1)
            }
            other => usize::from(!self.truth_in(env, other).is_true()),
        }
    }
}
