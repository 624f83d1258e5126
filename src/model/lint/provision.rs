//! Provisions of which the regulation says nothing.

use rustc_hash::FxHashMap;

use super::Lint;
use crate::model::{Model, Origin, RelationKind};
use crate::problem::catalogue::lint as entries;
use crate::problem::{Arg, Problem};

/// For each provision whether it is the home of some declaration (checks do not count).
pub fn encoded(model: &Model) -> Vec<bool> {
    let mut home = vec![false; model.provisions.len()];
    let mut see = |origin: &Origin| {
        if let Some(id) = origin.home {
            home[id.index()] = true;
        }
    };
    for kind in &model.kinds {
        see(&kind.origin);
        kind.elements.iter().for_each(|e| see(&e.origin));
    }
    for relation in &model.relations {
        see(&relation.origin);
        if let RelationKind::Role(role) = &relation.kind {
            role.clauses.iter().for_each(|c| see(&c.origin));
        }
    }
    model.acts.iter().for_each(|a| see(&a.origin));
    model.norms.iter().for_each(|n| see(&n.origin));
    model.assumptions.iter().for_each(|a| see(&a.origin));
    for reading in &model.readings {
        see(&reading.origin);
        reading.options.iter().for_each(|o| see(&o.origin));
    }
    home
}

impl Lint<'_> {
    pub(super) fn provisions(&mut self) {
        let model = self.model;
        let own = encoded(model);
        let said: Vec<bool> =
            model.provisions.iter().zip(own).map(|(p, own)| own || p.mark.is_some()).collect();
        let items = self.items();
        for (i, provision) in model.provisions.iter().enumerate() {
            let left: Vec<usize> = items[i].iter().copied().filter(|&item| !said[item]).collect();
            let covered = !items[i].is_empty() && left.is_empty();
            if provision.mark.is_some() && provision.because.is_none() {
                self.not_encoded(i, &[], "reason");
            } else if !said[i] && !covered {
                let help = if items[i].is_empty() { "mark" } else { "items" };
                self.not_encoded(i, &left, help);
            }
        }
    }

    /// Of each provision the paragraphs and items below it that have none below them.
    fn items(&self) -> Vec<Vec<usize>> {
        let provisions = &self.model.provisions;
        let by_path: FxHashMap<&[String], usize> =
            provisions.iter().enumerate().map(|(i, p)| (p.path.as_slice(), i)).collect();
        let mut has_items = vec![false; provisions.len()];
        let parents = |i: usize| {
            let path = &provisions[i].path;
            (1..path.len()).filter_map(|n| by_path.get(&path[..n]).copied()).collect::<Vec<_>>()
        };
        for i in 0..provisions.len() {
            parents(i).into_iter().for_each(|p| has_items[p] = true);
        }
        let mut items = vec![Vec::new(); provisions.len()];
        for i in (0..provisions.len()).filter(|&i| !has_items[i]) {
            parents(i).into_iter().for_each(|p| items[p].push(i));
        }
        items
    }

    fn not_encoded(&mut self, at: usize, left: &[usize], help: &'static str) {
        let provision = &self.model.provisions[at];
        let number = provision.number();
        let missing = left.iter().map(|&i| self.model.provisions[i].number()).collect();
        let problem =
            Problem::new(&entries::PROVISION_NOT_ENCODED).at(provision.span).plain("number", &number);
        self.add(problem.arg("missing", Arg::Names(missing)).help(help), [number]);
    }
}
