//! Roles that are filled as long as a text is read in one way, and not if it is read in another.

use super::Lint;
use crate::model::{ElementId, Origin, ReadingChoice, ReadingId, Relation, RelationKind, RoleClause};
use crate::problem::Problem;
use crate::problem::catalogue::lint as entries;

impl Lint<'_> {
    /// For each reading that some clause of a role depends on, the options under which the role, or an element of it,
    /// has no clause left.
    pub(super) fn roles_in_readings(&mut self) {
        for relation in &self.model.relations {
            let RelationKind::Role(role) = &relation.kind else { continue };
            let mut readings: Vec<ReadingId> =
                role.clauses.iter().flat_map(|c| &c.origin.readings).map(|choice| choice.reading).collect();
            readings.sort_unstable();
            readings.dedup();
            let all: Vec<&RoleClause> = role.clauses.iter().collect();
            let always = self.unfilled_instances(relation, role, &all);
            for reading in readings {
                let options = self.model.readings[reading.index()].options.len();
                for option in (0..options).filter_map(|option| u32::try_from(option).ok()) {
                    let choice = ReadingChoice { reading, option };
                    let left: Vec<&RoleClause> =
                        all.iter().copied().filter(|clause| can_stand(&clause.origin, choice)).collect();
                    if left.is_empty() {
                        self.unfilled_if(relation, None, choice);
                        continue;
                    }
                    for instance in self.unfilled_instances(relation, role, &left) {
                        if !always.contains(&instance) {
                            self.unfilled_if(relation, Some(&instance), choice);
                        }
                    }
                }
            }
        }
    }

    fn unfilled_if(
        &mut self,
        relation: &Relation,
        instance: Option<&[Option<ElementId>]>,
        choice: ReadingChoice,
    ) {
        let name = match instance {
            Some(instance) => self.instance_name(relation, instance),
            None => relation.name.clone(),
        };
        let reading = &self.model.readings[choice.reading.index()];
        let option = &reading.options[choice.option as usize];
        let mut problem = Problem::new(&entries::UNFILLED_IF_READ_SO);
        if let Some(span) = relation.origin.span {
            problem = problem.at(span);
        }
        if let Some(span) = option.origin.span.or(reading.origin.span) {
            problem = problem.label(span, "option");
        }
        let problem = problem.name("name", &name).name("reading", &reading.name).name("option", &option.name);
        let problem = problem.plain("plain", &name).help("gap");
        self.add(problem, [name, relation.name.clone(), reading.name.clone()]);
    }
}

/// Whether what has this origin can stand under this choice.
fn can_stand(origin: &Origin, choice: ReadingChoice) -> bool {
    origin.readings.iter().all(|own| own.reading != choice.reading || own.option == choice.option)
}
