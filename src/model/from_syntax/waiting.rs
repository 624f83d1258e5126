//! What stands in a provision `in force from unknown` binds nobody until a date is given: it stays, named and
//! counted, but never applies.

use super::resolver::Resolver;
use crate::model::{Formula, Origin, Provision, RelationKind};

impl Resolver<'_> {
    /// Norms and role clauses of provisions that wait for their date are as if their condition never held.
    pub fn waiting(&mut self) {
        let provisions = &self.model.provisions;
        let dateless: Vec<&Provision> =
            provisions.iter().filter(|p| matches!(p.in_force, Some(None))).collect();
        if dateless.is_empty() {
            return;
        }
        let waiting: Vec<bool> = provisions.iter().map(|p| waits(&dateless, p)).collect();
        let waits = |origin: &Origin| origin.home.is_some_and(|home| waiting[home.index()]);
        for norm in &mut self.model.norms {
            if waits(&norm.origin) {
                norm.condition = Formula::False;
                norm.trigger = norm.trigger.as_ref().map(|_| Formula::False);
                norm.closes = norm.closes.as_ref().map(|_| Formula::False);
            }
        }
        for relation in &mut self.model.relations {
            if let RelationKind::Role(role) = &mut relation.kind {
                role.clauses.iter_mut().filter(|c| waits(&c.origin)).for_each(|c| c.body = Formula::False);
            }
        }
    }
}

/// Whether this provision, or one that it is a part of, waits for its date.
fn waits(dateless: &[&Provision], provision: &Provision) -> bool {
    dateless.iter().any(|p| provision.path.starts_with(&p.path))
}
