//! The variables at hand: parameters, bound names, and undeclared one-character names.

use super::names::key;
use crate::model::{Sort, VarId};
use crate::source::Span;

/// What kind of text a formula stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Norms, roles, effects: no `may`, `must`, `due`.
    Rule,
    /// Definitions: anything, but those that speak of `may`, `must`, `due` serve checks only.
    Definition,
    /// Premises.
    Assumption,
    /// Claims and published tables.
    Check,
    /// Scenarios: also `does`.
    Scenario,
}

/// How a variable came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Came {
    /// A parameter of the act, role or definition at hand.
    Parameter,
    /// By `every`, `some`, `no` or a count.
    Bound,
    /// By being used.
    Free,
}

/// One variable at hand.
#[derive(Debug, Clone)]
pub struct Known {
    key: Box<str>,
    pub name: String,
    pub id: VarId,
    /// `None` until a position tells.
    pub sort: Option<Sort>,
    /// Where the sort was first told, else where the variable first stands.
    pub place: Span,
    pub came: Came,
}

/// The variables at hand, innermost last.
#[derive(Debug, Clone)]
pub struct Scope {
    pub level: Level,
    /// Whom `actor` means.
    pub actor: Option<VarId>,
    /// Whether any undeclared name may stand for a person or thing (the start of a scenario).
    pub any_name: bool,
    vars: Vec<Known>,
}

impl Scope {
    /// No variables yet.
    pub fn new(level: Level) -> Self {
        Self { level, actor: None, any_name: false, vars: Vec::new() }
    }

    /// Adds a variable.
    pub fn add(&mut self, name: &str, id: VarId, sort: Option<Sort>, place: Span, came: Came) {
        let key = key(name).into();
        self.vars.push(Known { key, name: name.to_string(), id, sort, place, came });
    }

    /// The innermost variable of this name.
    pub fn get(&self, name: &str) -> Option<&Known> {
        if self.vars.is_empty() {
            return None;
        }
        let key = key(name);
        self.vars.iter().rev().find(|v| *v.key == *key)
    }

    /// Tells the sort of the innermost variable of this name, if it is not known; true if that was news.
    pub fn tell(&mut self, name: &str, sort: Sort, place: Span) -> bool {
        let key = key(name);
        match self.vars.iter_mut().rev().find(|v| *v.key == *key) {
            Some(var) if var.sort.is_none() => {
                var.sort = Some(sort);
                var.place = place;
                true
            }
            _ => false,
        }
    }

    /// How many variables there are, to go back to with [`Scope::leave`].
    pub fn depth(&self) -> usize {
        self.vars.len()
    }

    /// Drops the variables added since, and returns them.
    pub fn leave(&mut self, depth: usize) -> Vec<Known> {
        self.vars.split_off(depth)
    }

    /// The variables added since.
    pub fn since(&self, depth: usize) -> &[Known] {
        &self.vars[depth..]
    }

    /// Whether some variable's sort is not known yet.
    pub fn is_unsure(&self) -> bool {
        self.vars.iter().any(|v| v.sort.is_none())
    }

    /// Names and sorts of the parameters at hand, for messages.
    pub fn parameters(&self) -> Vec<(String, Option<Sort>)> {
        let params = self.vars.iter().filter(|v| v.came == Came::Parameter);
        params.map(|v| (v.name.clone(), v.sort)).collect()
    }
}
