//! What is wrong in a world (or right, of `possible`): the parts of the claim that its facts and deeds do not tell.

use super::{Line, Teller};
use crate::model::{Claim, ClaimKind, ElementId, Formula, Sort, Value, VarId};
use crate::problem::Text;
use crate::proof::Witness;
use crate::report::formula::FormulaText;

/// The conjuncts of the claim's bad case that have not been told, with the names of this world in them.
pub fn lines(teller: &Teller<'_>, claim: &Claim, instance: &[ElementId], witness: &Witness) -> Vec<Line> {
    let formula = if claim.kind == ClaimKind::Possible { &claim.good } else { &claim.bad };
    let mut text = FormulaText::new(teller.model, teller.lang);
    for (var, value) in &witness.bindings {
        text.name(*var, teller.value(*value, Sort::Number));
    }
    for (var, element) in claim.instances.iter().zip(instance) {
        text.name(*var, teller.value(Value::Element(*element), Sort::Kind(element.kind)));
    }
    let mut left = Vec::new();
    untold(formula, &witness.bindings.iter().map(|(var, _)| *var).collect::<Vec<_>>(), &mut left);
    let but = match claim.kind {
        ClaimKind::Possible => Text { en: "so: ", ja: "だから、" },
        _ => Text { en: "and yet: ", ja: "ところが、" },
    };
    let but = but.get(teller.lang);
    let line = |formula: &&Formula| Line {
        depth: 0,
        text: format!("{but}{}", text.show(formula)),
        articles: Vec::new(),
    };
    left.iter().map(line).collect()
}

/// Conjuncts that are neither facts nor deeds.
fn untold<'a>(formula: &'a Formula, bound: &[VarId], left: &mut Vec<&'a Formula>) {
    match formula {
        Formula::And(parts) => parts.iter().for_each(|part| untold(part, bound, left)),
        Formula::Cited(_, body) => untold(body, bound, left),
        Formula::Exists(vars, body) if vars.iter().all(|v| bound.contains(v)) => untold(body, bound, left),
        Formula::Atom(..) | Formula::May(..) | Formula::True | Formula::Reading(_) => {}
        other => left.push(other),
    }
}
