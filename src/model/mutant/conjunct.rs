//! Conjuncts of a condition as they were written: found, dropped, and robbed of an alternative.

use crate::model::{Cited, CitedId, Formula, Model, Source};
use crate::source::Span;

/// A conjunct as it was written.
#[derive(Debug, Clone, Copy)]
pub struct Conjunct<'a> {
    pub cited: &'a Cited,
    pub body: &'a Formula,
}

impl Conjunct<'_> {
    /// Whether it says who.
    pub fn is_who(&self) -> bool {
        self.cited.source == Some(Source::Who)
    }
}

/// The conjuncts of a condition, in order.
pub fn conjuncts<'a>(model: &'a Model, condition: &'a Formula) -> Vec<Conjunct<'a>> {
    let mut found = Vec::new();
    collect(model, condition, &mut found);
    found
}

fn collect<'a>(model: &'a Model, formula: &'a Formula, found: &mut Vec<Conjunct<'a>>) {
    match formula {
        Formula::Cited(id, body) => found.push(Conjunct { cited: &model.cited[id.index()], body }),
        Formula::And(parts) | Formula::Or(parts) => {
            parts.iter().for_each(|part| collect(model, part, found));
        }
        Formula::Exists(_, body) => collect(model, body, found),
        _ => {}
    }
}

/// The condition with every conjunct that was written at this place replaced.
pub fn replaced(
    cited: &[Cited],
    condition: &Formula,
    at: Span,
    replace: &impl Fn(CitedId, &Formula) -> Formula,
) -> Formula {
    let again = |part: &Formula| replaced(cited, part, at, replace);
    match condition {
        Formula::Cited(id, body) if cited[id.index()].span == at => replace(*id, body),
        Formula::And(parts) => Formula::and(parts.iter().map(again)),
        Formula::Or(parts) => Formula::or(parts.iter().map(again)),
        Formula::Exists(vars, body) => {
            // A variable of which nothing is said any more must not ask for somebody to be there.
            Formula::exists_used(vars, again(body))
        }
        other => other.clone(),
    }
}

/// How many alternatives a conjunct has; what is read as "if" has none.
pub fn alternatives(body: &Formula) -> usize {
    match body {
        Formula::Or(parts) if !parts.iter().any(denies) => parts.len(),
        Formula::Not(body) | Formula::Exists(_, body) | Formula::Cited(_, body) => alternatives(body),
        _ => 0,
    }
}

fn denies(part: &Formula) -> bool {
    match part {
        Formula::Not(_) => true,
        Formula::Cited(_, body) => denies(body),
        _ => false,
    }
}

/// The conjunct without that alternative.
pub fn without_alternative(body: &Formula, index: usize) -> Formula {
    match body {
        Formula::Or(parts) => {
            Formula::or(parts.iter().enumerate().filter(|(i, _)| *i != index).map(|(_, part)| part.clone()))
        }
        Formula::Not(body) => without_alternative(body, index).negate(),
        Formula::Exists(vars, body) => Formula::exists_used(vars, without_alternative(body, index)),
        Formula::Cited(id, body) => Formula::Cited(*id, Box::new(without_alternative(body, index))),
        other => other.clone(),
    }
}
