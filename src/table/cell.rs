//! One cell: situation, question, answer.

use std::collections::BTreeSet;

use super::fold::{Folded, is_silent};
use super::known::{Known, uncited};
use super::{Cell, Decide, Mark};
use crate::model::{Formula, Model, ReadingChoice, Term, VarId};

/// The answer of a cell's formula for these values of its row's and column's variables.
pub fn answer(
    model: &Model,
    formula: &Formula,
    values: Vec<(VarId, Term)>,
    decide: &mut Option<Decide<'_>>,
    readings: &mut BTreeSet<ReadingChoice>,
) -> Cell {
    let mut known = Known::new(model, values);
    let (situation, question) = split(formula);
    let given = known.fold(&situation, &mut Vec::new());
    known.suppose(&given.rest);
    let mut folded = known.fold(&question, &mut Vec::new());
    if given.value() == Some(false) {
        folded = Folded::decided(false, given.because.clone());
    }
    let mark = mark(&known, &given.rest, &folded.rest, decide);
    readings.extend(known.consulted());
    let articles: BTreeSet<_> = folded.because.iter().chain(&given.because).copied().collect();
    let open = matches!(mark, Mark::Depends | Mark::Unknown);
    let conditions = if open { alternatives(folded.rest) } else { Vec::new() };
    Cell { mark, articles: articles.into_iter().collect(), conditions }
}

fn mark(known: &Known<'_>, given: &Formula, rest: &Formula, decide: &mut Option<Decide<'_>>) -> Mark {
    match rest {
        Formula::True => Mark::Yes,
        Formula::False => Mark::No,
        _ if is_silent(known, rest) => Mark::Unknown,
        _ => decide.as_mut().map_or(Mark::Depends, |decide| decide(given, rest)),
    }
}

/// The situation and the question. Variables of the outer `some` stay free in both where the two are apart: the
/// question is asked of whoever is in the situation.
fn split(formula: &Formula) -> (Formula, Formula) {
    let whole = || (Formula::True, formula.clone());
    let Formula::Exists(vars, body) = uncited(formula) else { return whole() };
    let parts = match uncited(body) {
        Formula::And(parts) => parts.as_slice(),
        _ => return whole(),
    };
    let (question, situation): (Vec<_>, Vec<_>) = parts.iter().cloned().partition(asks);
    if question.is_empty() || situation.is_empty() {
        return whole();
    }
    let asked = vars.iter().filter(|v| !situation.iter().any(|s| mentions(s, **v))).copied().collect();
    (Formula::and(situation), Formula::exists(asked, Formula::and(question)))
}

/// Whether norms have a say in it.
fn asks(formula: &Formula) -> bool {
    let mut found = false;
    formula.visit(&mut |part| {
        found |=
            matches!(part, Formula::May(..) | Formula::Must(..) | Formula::Due(..) | Formula::Records(..));
    });
    found
}

fn mentions(formula: &Formula, var: VarId) -> bool {
    let mut found = false;
    formula.visit(&mut |part| found |= part.terms().any(|t| t.var() == Some(var)));
    found
}

/// The ways in which what is left can come true, but for those that ask all that another asks, and more.
fn alternatives(rest: Formula) -> Vec<Formula> {
    let Formula::Or(parts) = rest else { return vec![rest] };
    let asked: Vec<Vec<&Formula>> = parts.iter().map(asked_by).collect();
    let includes = |more: &[&Formula], less: &[&Formula]| less.iter().all(|c| more.contains(c));
    let idle = |i: usize, own: &[&Formula]| {
        asked
            .iter()
            .enumerate()
            .any(|(j, other)| i != j && includes(own, other) && (j < i || !includes(other, own)))
    };
    let kept = asked.iter().enumerate().map(|(i, own)| !idle(i, own)).collect::<Vec<_>>();
    parts.iter().zip(kept).filter(|(_, kept)| *kept).map(|(part, _)| part.clone()).collect()
}

/// The conjuncts of an alternative, without their citations.
fn asked_by(part: &Formula) -> Vec<&Formula> {
    match uncited(part) {
        Formula::And(parts) => parts.iter().flat_map(asked_by).collect(),
        other => vec![other],
    }
}
