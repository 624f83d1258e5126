//! Namings whose condition speaks of somebody, and not of the person who is named.

use super::Lint;
use crate::model::{Act, Formula, Norm, RelationKind, Sort, VarId};
use crate::problem::Problem;
use crate::problem::catalogue::lint as entries;

impl Lint<'_> {
    /// In `role R named by S when φ` the person who is named is a parameter of the act of naming; any other variable
    /// is "somebody, whoever that be", which is seldom meant.
    pub(super) fn namings(&mut self) {
        for relation in &self.model.relations {
            let RelationKind::Role(role) = &relation.kind else { continue };
            let Some(naming) = role.naming else { continue };
            let norms: Vec<&Norm> = self.naming_permits(role).collect();
            let Some((norm, var)) = norms.into_iter().find_map(|n| Some((n, self.somebody(n)?))) else {
                continue;
            };
            let act: &Act = &self.model.acts[naming.name.index()];
            let named = act.params.first().map(|v| self.model.vars[v.index()].name.clone());
            let mut problem = Problem::new(&entries::NAMING_OF_SOMEBODY);
            if let Some(span) = norm.origin.span {
                problem = problem.at(span);
            }
            let problem = problem
                .name("name", &relation.name)
                .name("var", &self.model.vars[var.index()].name)
                .name("person", named.unwrap_or_default())
                .plain("plain", &relation.name);
            self.add(problem.help("person"), [relation.name.clone()]);
        }
    }

    /// A person of whom the condition speaks by a variable that nothing ties to who is named or who names.
    fn somebody(&self, norm: &Norm) -> Option<VarId> {
        norm.sugar.filter(|s| *s == crate::model::Sugar::NamedBy)?;
        let tied = |v: &VarId| *v == norm.actor || norm.params.first() == Some(v);
        let groups = match &norm.condition {
            Formula::And(groups) => groups.as_slice(),
            other => std::slice::from_ref(other),
        };
        groups.iter().find_map(|group| match group {
            Formula::Exists(vars, _) if !group.free_vars().iter().any(tied) => {
                vars.iter().copied().find(|v| self.model.vars[v.index()].sort == Sort::Person)
            }
            _ => None,
        })
    }
}
