//! Numbers that are enough: one for each region that the model's constants make.

use std::collections::BTreeSet;

use crate::model::{Formula, Model, Quantity, RelationKind, Term, Value};

/// What number variables range over: every constant, and one number in each gap between, below and above them.
///
/// A number parameter is compared with constants and known attributes only, so that two numbers of one region are
/// alike to every norm and every claim.
pub fn quantities(model: &Model) -> Vec<Quantity> {
    regions(&constants(model), 1)
}

/// The constants, and `each` numbers of every gap between, below and above them (all of a narrower gap).
pub fn regions(constants: &BTreeSet<Quantity>, each: Quantity) -> Vec<Quantity> {
    let (Some(least), Some(greatest)) = (constants.first(), constants.last()) else {
        return (0..each).collect();
    };
    let mut all = constants.clone();
    all.extend((1..=each).map(|n| least.saturating_sub(n)));
    for constant in constants {
        let next = constants.range(constant.saturating_add(1)..).next();
        let end = next.map_or(i64::MAX, |next| next - 1);
        all.extend((1..=each).map(|n| constant.saturating_add(n)).filter(|number| *number <= end));
    }
    all.extend([*greatest]);
    all.into_iter().collect()
}

/// Every number and duration that the model's text states.
pub fn constants(model: &Model) -> BTreeSet<Quantity> {
    let mut found = BTreeSet::new();
    let elements = model.kinds.iter().flat_map(|kind| &kind.elements);
    for value in elements.flat_map(|element| &element.values) {
        let values = value.value.iter().chain(value.by_reading.iter().map(|(_, value)| value));
        found.extend(values.filter_map(|value| match value {
            Value::Quantity(quantity) => Some(*quantity),
            _ => None,
        }));
    }
    for formula in formulas(model) {
        in_formula(formula, &mut found);
    }
    let effects = model.acts.iter().flat_map(|act| &act.effects);
    for term in effects.flat_map(|effect| effect.args.iter().flatten()) {
        in_term(term, &mut found);
    }
    found
}

/// Every formula of the model but those of scenarios and published tables.
fn formulas(model: &Model) -> Vec<&Formula> {
    let norms = model.norms.iter();
    let norms = norms.flat_map(|norm| [Some(&norm.condition), norm.trigger.as_ref(), norm.closes.as_ref()]);
    let claims = model.claims.iter().flat_map(|claim| [&claim.premise, &claim.bad, &claim.good]);
    let acts = model.acts.iter();
    let effects = acts.clone().flat_map(|act| act.effects.iter().map(|effect| &effect.when));
    let records = acts.flat_map(|act| act.records.iter().map(|record| &record.when));
    let relations = model.relations.iter().flat_map(|relation| match &relation.kind {
        RelationKind::Role(role) => role.clauses.iter().map(|clause| &clause.body).collect(),
        RelationKind::Define { body, .. } => vec![body],
        _ => Vec::new(),
    });
    let assumptions = model.assumptions.iter().map(|assumption| &assumption.formula);
    norms.flatten().chain(claims).chain(effects).chain(records).chain(relations).chain(assumptions).collect()
}

/// Collects the constants of a formula.
pub(crate) fn in_formula(formula: &Formula, found: &mut BTreeSet<Quantity>) {
    match formula {
        Formula::True | Formula::False | Formula::Reading(_) => {}
        Formula::Not(body)
        | Formula::ForAll(_, body)
        | Formula::Exists(_, body)
        | Formula::Count(_, _, _, body)
        | Formula::Cited(_, body) => in_formula(body, found),
        Formula::And(parts) | Formula::Or(parts) => parts.iter().for_each(|part| in_formula(part, found)),
        Formula::Compare(_, left, right) => [left, right].into_iter().for_each(|term| in_term(term, found)),
        Formula::Atom(_, args)
        | Formula::May(_, _, args)
        | Formula::Must(_, _, args)
        | Formula::Due(_, args)
        | Formula::Did(_, _, args)
        | Formula::Done(_, args)
        | Formula::Records(_, args, _) => args.iter().for_each(|term| in_term(term, found)),
    }
}

/// Collects the constant of a term.
pub(crate) fn in_term(term: &Term, found: &mut BTreeSet<Quantity>) {
    match term {
        Term::Quantity(quantity) => {
            found.insert(*quantity);
        }
        Term::Attribute(_, of) => in_term(of, found),
        Term::Var(_) | Term::Element(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_number_per_region() {
        assert_eq!(regions(&BTreeSet::new(), 1), [0]);
        assert_eq!(regions(&BTreeSet::from([5]), 1), [4, 5, 6]);
        assert_eq!(regions(&BTreeSet::from([5, 6, 9]), 1), [4, 5, 6, 7, 9, 10]);
        assert_eq!(regions(&BTreeSet::from([5, 7]), 2), [3, 4, 5, 6, 7, 8, 9]);
    }
}
