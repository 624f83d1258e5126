//! Values of variables.

use crate::model::{Value, VarId};

/// What the variables of a formula stand for; the last binding of a variable counts.
#[derive(Debug, Clone, Default)]
pub struct Env(Vec<(VarId, Value)>);

impl Env {
    /// Nothing bound: for closed formulas.
    pub fn new() -> Self {
        Self::default()
    }

    /// `vars` stand for `values`, in order.
    pub fn of(vars: &[VarId], values: &[Value]) -> Self {
        Self(vars.iter().copied().zip(values.iter().copied()).collect())
    }

    /// The value of a variable, if it has one.
    pub fn get(&self, var: VarId) -> Option<Value> {
        self.0.iter().rev().find(|(bound, _)| *bound == var).map(|(_, value)| *value)
    }

    /// Binds a variable until the matching [`Env::pop`].
    pub fn push(&mut self, var: VarId, value: Value) {
        self.0.push((var, value));
    }

    /// Undoes the last [`Env::push`].
    pub fn pop(&mut self) {
        self.0.pop();
    }

    /// Binds several variables.
    pub fn extend(&mut self, bindings: &[(VarId, Value)]) {
        self.0.extend_from_slice(bindings);
    }

    /// How many bindings there are.
    pub fn depth(&self) -> usize {
        self.0.len()
    }

    /// Undoes all bindings but the oldest `depth`.
    pub fn truncate(&mut self, depth: usize) {
        self.0.truncate(depth);
    }

    /// `self` with one more variable bound.
    #[must_use]
    pub fn with(mut self, var: VarId, value: Value) -> Self {
        self.push(var, value);
        self
    }

    /// All bindings, oldest first.
    pub fn bindings(&self) -> &[(VarId, Value)] {
        &self.0
    }
}
