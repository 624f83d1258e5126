//! One post on which much rests.

use std::collections::BTreeSet;

use super::Audit;
use super::ask::How;
use super::held::Held;
use super::norms::grounds;
use crate::model::{ActId, ElementId, Formula, RelationId, RelationKind, Sort, Term};
use crate::problem::catalogue::audit as entries;
use crate::problem::{Arg, Problem};
use crate::proof::verdict::Failure;

/// Of a regulation with fewer acts than this, nothing is said.
const FEW: usize = 4;

/// More than one act in so many is many.
const MANY: usize = 3;

/// So many acts are named.
const NAMED: usize = 6;

/// An office, for fixed elements.
struct Post {
    office: RelationId,
    elements: Vec<ElementId>,
}

impl Audit<'_> {
    /// Found iff, under the default readings, more than a third of the acts that somebody can do can be done by nobody as long as
    /// whoever holds one post does nothing: none but he may do them, or they need what none but he can bring about.
    pub(super) fn posts(&mut self) -> Result<(), Failure> {
        let acts: Vec<ActId> = (0..self.model.acts.len()).map(ActId::from_index).collect();
        let acts: Vec<ActId> = acts.into_iter().filter(|act| !grounds(self.model, *act).is_empty()).collect();
        let idle = self.stuck(&acts, None)?;
        let acts: Vec<ActId> = acts.into_iter().filter(|act| !idle.contains(act)).collect();
        if acts.len() < FEW {
            return Ok(());
        }
        for post in self.all_posts() {
            let stuck = self.stuck(&acts, Some(&post))?;
            if stuck.len() * MANY > acts.len() {
                self.tell_post(&post, &stuck, acts.len());
            }
        }
        Ok(())
    }

    fn all_posts(&self) -> Vec<Post> {
        let mut all = Vec::new();
        for (index, relation) in self.model.relations.iter().enumerate() {
            if !matches!(relation.kind, RelationKind::Office { .. }) {
                continue;
            }
            let mut tuples: Vec<Vec<ElementId>> = vec![Vec::new()];
            for sort in &relation.params[1..] {
                let Sort::Kind(kind) = sort else { continue };
                let size = self.model.kinds[kind.index()].elements.len();
                let with = |tuple: &Vec<ElementId>, i: usize| {
                    let element = ElementId { kind: *kind, index: u32::try_from(i).unwrap_or(u32::MAX) };
                    [&tuple[..], &[element]].concat()
                };
                tuples = tuples.iter().flat_map(|tuple| (0..size).map(move |i| with(tuple, i))).collect();
            }
            let office = RelationId::from_index(index);
            all.extend(tuples.into_iter().map(|elements| Post { office, elements }));
        }
        all
    }

    /// The acts that nobody can do without the post, in rounds: what only such acts bring about never is.
    fn stuck(&mut self, acts: &[ActId], without: Option<&Post>) -> Result<BTreeSet<ActId>, Failure> {
        let mut stuck = BTreeSet::new();
        loop {
            let before = stuck.len();
            for act in acts {
                if !stuck.contains(act) && self.is_stuck(*act, without, &stuck)? {
                    stuck.insert(*act);
                }
            }
            if stuck.len() == before {
                return Ok(stuck);
            }
        }
    }

    fn is_stuck(
        &mut self,
        act: ActId,
        without: Option<&Post>,
        stuck: &BTreeSet<ActId>,
    ) -> Result<bool, Failure> {
        let case = self.norms.case(act);
        let mut parts = vec![Formula::May(case.who(), act, case.args())];
        if let Some(post) = without {
            let elements = post.elements.iter().copied().map(Term::Element);
            let args = std::iter::once(case.who()).chain(elements).collect();
            parts.push(Formula::Atom(post.office, args).negate());
        }
        let body = case.some(Formula::and(parts));
        let cone = self.cone(act);
        let absent = self.absent(&cone, stuck);
        let cases = self.ask_by_default(Formula::and(std::iter::once(body).chain(absent)))?;
        Ok(cases)
    }

    /// That nothing of this is so: what only stuck acts give, and that they were done.
    fn absent(&self, cone: &Cone, stuck: &BTreeSet<ActId>) -> Vec<Formula> {
        let mut all = Vec::new();
        for relation in &cone.relations {
            let mut givers = self.model.acts.iter().enumerate().filter(|(_, act)| {
                act.effects.iter().any(|effect| effect.gives && effect.relation == *relation)
            });
            let known = |index: usize| {
                let act = ActId::from_index(index);
                stuck.contains(&act) || grounds(self.model, act).is_empty()
            };
            let mut some = false;
            if givers.all(|(index, _)| {
                some = true;
                known(index)
            }) && some
            {
                let vars = self.norms.arguments(*relation).to_vec();
                let args = vars.iter().copied().map(Term::Var).collect();
                all.push(Formula::for_all(vars, Formula::Atom(*relation, args).negate()));
            }
        }
        for act in cone.acts.intersection(stuck) {
            let case = self.norms.case(*act);
            let done = Formula::Done(*act, case.args());
            all.push(Formula::exists(case.params.clone(), done).negate());
            all.push(case.some(Formula::Did(case.who(), *act, case.args())).negate());
        }
        all
    }

    /// Whether, under the default readings, no lawful world satisfies the formula.
    fn ask_by_default(&mut self, formula: Formula) -> Result<bool, Failure> {
        let given: Vec<_> = (0..self.model.readings.len())
            .map(|index| crate::model::ReadingChoice {
                reading: crate::model::ReadingId::from_index(index),
                option: self.model.readings[index].default,
            })
            .collect();
        let cases = self.ask(formula, &given, How::STILL)?;
        Ok(cases.list.iter().all(|(_, outcome)| outcome.is_never()))
    }

    fn tell_post(&mut self, post: &Post, stuck: &BTreeSet<ActId>, all: usize) {
        let relation = &self.model.relations[post.office.index()];
        let element =
            |e: &ElementId| self.model.kinds[e.kind.index()].elements[e.index as usize].name.clone();
        let elements: Vec<String> = post.elements.iter().map(element).collect();
        let name = if elements.is_empty() {
            relation.name.clone()
        } else {
            format!("{}({})", relation.name, elements.join(", "))
        };
        let mut names: Vec<String> =
            stuck.iter().map(|act| self.model.acts[act.index()].name.clone()).collect();
        names.truncate(NAMED);
        let mut problem = Problem::new(&entries::ONE_POST).name("name", &name);
        if let Some(span) = relation.origin.span {
            problem = problem.at(span);
        }
        let problem = problem.number("count", stuck.len()).number("all", all).arg("acts", Arg::Names(names));
        let targets = vec![name, relation.name.clone()];
        self.add(problem.help("deputy"), Held::Everywhere, targets);
    }

    /// The facts and past acts on which it turns who may do the act.
    fn cone(&self, act: ActId) -> Cone {
        let mut cone = Cone::default();
        for norm in self.model.norms.iter().filter(|norm| norm.act == act) {
            self.follow(&norm.condition, &mut cone);
        }
        cone
    }

    fn follow(&self, formula: &Formula, cone: &mut Cone) {
        formula.visit(&mut |part| match part {
            Formula::Atom(relation, _) if cone.relations.insert(*relation) => {
                match &self.model.relations[relation.index()].kind {
                    RelationKind::Define { body, .. } => self.follow(body, cone),
                    RelationKind::Role(role) => {
                        role.clauses.iter().for_each(|clause| self.follow(&clause.body, cone));
                    }
                    _ => {}
                }
            }
            Formula::Did(_, act, _) | Formula::Done(act, _) => _ = cone.acts.insert(*act),
            _ => {}
        });
    }
}

/// What a condition speaks of, directly or through roles and definitions.
#[derive(Default)]
struct Cone {
    relations: BTreeSet<RelationId>,
    acts: BTreeSet<ActId>,
}
