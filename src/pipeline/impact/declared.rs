//! What is declared from a provision: there, elsewhere with a citation, or in a single condition.

use std::collections::BTreeSet;

use super::{How, Stated};
use crate::model::{CitedId, Formula, Model, Origin, ProvisionId, RelationKind};
use crate::problem::Text;
use crate::problem::catalogue::words;
use crate::table::coverage::{self, Declaration};

/// Every declaration that comes from the provision, in the order of the text.
pub fn from(model: &Model, provision: ProvisionId) -> Vec<Stated> {
    let mut found = Vec::new();
    let mut see = |declaration: Declaration, origin: &Origin| {
        let how = if origin.home == Some(provision) {
            How::Home
        } else if origin.cites.contains(&provision) {
            How::Cites
        } else {
            return;
        };
        found.push(Stated { declaration, how, home: origin.home });
    };
    coverage::each(model, &mut |declaration, origin, _| see(declaration, origin));
    checks(model, &mut see);
    conditions(model, provision, &mut found);
    found.sort_by_key(|stated| stated.declaration.span);
    found
}

/// What the author wants of the text, assumes beside it, and makes from it.
fn checks(model: &Model, see: &mut impl FnMut(Declaration, &Origin)) {
    let mut tell = |category, name: &str, origin: &Origin| {
        see(Declaration { category, name: name.to_string(), span: origin.span }, origin);
    };
    model.assumptions.iter().for_each(|a| tell(words::ASSUMPTION, &a.name, &a.origin));
    model.claims.iter().for_each(|c| tell(words::PROPERTY, &c.name, &c.origin));
    model.scenarios.iter().for_each(|s| tell(words::SCENARIO, &s.name, &s.origin));
    model.publications.iter().for_each(|p| tell(words::PUBLICATION, &p.name, &p.origin));
}

/// Conditions that cite the provision, of declarations that do not.
fn conditions(model: &Model, provision: ProvisionId, found: &mut Vec<Stated>) {
    let mut seen: BTreeSet<CitedId> = BTreeSet::new();
    let mut look = |category: Text, name: &str, origin: &Origin, formula: &Formula| {
        if is_from(origin, provision) {
            return;
        }
        formula.visit(&mut |part| {
            if let Formula::Cited(id, body) = part
                && model.cited[id.index()].provisions.contains(&provision)
                && seen.insert(*id)
            {
                let span = Some(model.cited[id.index()].span);
                let declaration = Declaration { category, name: name.to_string(), span };
                let how = How::Condition((**body).clone());
                found.push(Stated { declaration, how, home: origin.home });
            }
        });
    };
    for norm in model.norms.iter().filter(|norm| norm.sugar.is_none()) {
        let name = norm.name.rsplit('/').next().unwrap_or_default();
        norm.formulas().for_each(|f| look(coverage::of_verb(norm.verb), name, &norm.origin, f));
    }
    for relation in &model.relations {
        let category = coverage::category(&relation.kind);
        match &relation.kind {
            RelationKind::Role(role) => {
                role.clauses.iter().for_each(|c| look(category, &relation.name, &c.origin, &c.body));
            }
            RelationKind::Define { body, .. } => look(category, &relation.name, &relation.origin, body),
            _ => {}
        }
    }
}

/// Whether a declaration stands in the provision or cites it.
pub fn is_from(origin: &Origin, provision: ProvisionId) -> bool {
    origin.home == Some(provision) || origin.cites.contains(&provision)
}
