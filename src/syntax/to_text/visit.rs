//! Every formula and every claim of a file.

use super::starts::each_item;
use crate::syntax::tree::{Claim, Columns, Condition, Formula, Item, Node};

/// Every formula, those inside others too.
pub fn formulas(items: &[Item], visit: &mut impl FnMut(&Formula)) {
    each_item(items, &mut |item| {
        for formula in outer(item) {
            inside(formula, visit);
        }
    });
}

/// Every claim.
pub fn claims(items: &[Item], visit: &mut impl FnMut(&Claim)) {
    each_item(items, &mut |item| {
        if let Item::Property(property) = item {
            visit(&property.claim);
        }
    });
}

fn inside(formula: &Formula, visit: &mut impl FnMut(&Formula)) {
    visit(formula);
    match &formula.node {
        Node::And(parts) | Node::Or(parts) => parts.iter().for_each(|part| inside(part, visit)),
        Node::Implies(left, right) => {
            inside(left, visit);
            inside(right, visit);
        }
        Node::Not(inner) | Node::Quantified { body: inner, .. } => inside(inner, visit),
        _ => {}
    }
}

/// The formulas that are in no other.
fn outer(item: &Item) -> Vec<&Formula> {
    match item {
        Item::Role(role) => of(&role.when),
        Item::Act(act) => act.effects.iter().flat_map(|effect| of(&effect.when)).collect(),
        Item::Define(define) => vec![&define.body],
        Item::Assume(assume) => vec![&assume.formula],
        Item::Norm(norm) => of(&norm.conditions),
        Item::Property(property) => of_claim(&property.claim).into_iter().collect(),
        Item::Scenario(scenario) => {
            scenario.given.iter().chain(scenario.steps.iter().map(|step| &step.formula)).collect()
        }
        Item::Publish(publish) => match &publish.columns {
            Columns::Elements { cell, .. } => vec![cell],
            Columns::Named(columns) => columns.iter().map(|(_, formula)| formula).collect(),
        },
        _ => Vec::new(),
    }
}

fn of(conditions: &[Condition]) -> Vec<&Formula> {
    conditions.iter().map(|condition| &condition.formula).collect()
}

fn of_claim(claim: &Claim) -> Option<&Formula> {
    match claim {
        Claim::Always(formula)
        | Claim::Never(formula)
        | Claim::Possible { formula, .. }
        | Claim::Needs { formula, .. } => Some(formula),
        Claim::Separate(..) | Claim::Only { .. } => None,
    }
}
