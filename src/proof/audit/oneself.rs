//! Permissions that people can give themselves.

use std::collections::BTreeSet;

use super::Audit;
use super::ask::How;
use super::held::Outcome;
use crate::model::{ActId, Formula, Model, RelationId, RelationKind, Sort, Term};
use crate::problem::Problem;
use crate::problem::catalogue::audit as entries;
use crate::proof::verdict::Failure;
use crate::syntax::tree::NormVerb;

impl Audit<'_> {
    /// Found iff in some world of some course somebody may do, to himself, an act that gives the person to whom it is
    /// done a fact on which some norm lets people act.
    ///
    /// An act that has nobody to whom it is done, and gives something to whoever does it, is meant to.
    pub(super) fn self_given(&mut self) -> Result<(), Failure> {
        let wanted = enabling(self.model);
        for index in 0..self.model.acts.len() {
            let act = ActId::from_index(index);
            let effects = &self.model.acts[index].effects;
            let given = |i: usize| wanted.contains(&effects[i].relation) && effects[i].gives;
            for effect in (0..effects.len()).filter(|i| given(*i)) {
                self.given_to_oneself(act, effect)?;
            }
        }
        Ok(())
    }

    fn given_to_oneself(&mut self, act: ActId, effect: usize) -> Result<(), Failure> {
        let (model, norms) = (self.model, self.norms);
        let declared = &model.acts[act.index()];
        let fact = &declared.effects[effect];
        let Some(Some(Term::Var(beneficiary))) = fact.args.first() else { return Ok(()) };
        let Some(place) = declared.params.iter().position(|param| param == beneficiary) else {
            return Ok(());
        };
        if model.vars[beneficiary.index()].sort != Sort::Person {
            return Ok(());
        }
        let case = norms.case(act);
        let mut args = case.args();
        args[place] = case.who();
        let may = Formula::May(case.who(), act, args.clone());
        let vars = std::iter::once(case.actor).chain(case.params.iter().copied());
        let vars = vars.enumerate().filter(|(i, _)| *i != place + 1).map(|(_, var)| var).collect();
        let both = Formula::and([may, norms.effect(act, effect, &case.who(), &args)]);
        let cases = self.ask(Formula::exists(vars, both), &[], self.how(act, How::SHOWN))?;
        let relation = &model.relations[fact.relation.index()];
        let mut problem = Problem::new(&entries::PERMISSION_TO_ONESELF).name("name", &declared.name);
        if let Some(span) = declared.origin.span {
            problem = problem.at(span);
        }
        problem = problem.label(fact.span, "fact");
        // Naming oneself gives a role, whose fact has no name of its own.
        let given = declared.naming_of.map_or(&relation.name, |role| &model.relations[role.index()].name);
        let problem = problem.name("fact", given).plain("how", cases.shown()).help("another");
        self.add(problem, cases.held(Outcome::is_possible), vec![declared.name.clone(), given.clone()]);
        Ok(())
    }
}

/// The relations that can help somebody to act: those that a permit asks for, and those without which a ban applies.
fn enabling(model: &Model) -> BTreeSet<RelationId> {
    let mut walk = Enabling { model, seen: BTreeSet::new() };
    for norm in &model.norms {
        match norm.verb {
            NormVerb::Permit => walk.formula(&norm.condition, true),
            NormVerb::Forbid => walk.formula(&norm.condition, false),
            NormVerb::Duty => {}
        }
    }
    walk.seen.into_iter().filter(|(_, positive)| *positive).map(|(relation, _)| relation).collect()
}

struct Enabling<'a> {
    model: &'a Model,
    /// What is asked for, and whether that it holds or that it does not helps.
    seen: BTreeSet<(RelationId, bool)>,
}

impl Enabling<'_> {
    fn formula(&mut self, formula: &Formula, positive: bool) {
        match formula {
            Formula::Not(body) => self.formula(body, !positive),
            Formula::Atom(relation, _) => self.relation(*relation, positive),
            Formula::Count(_, _, _, body) => {
                self.formula(body, true);
                self.formula(body, false);
            }
            other => other.parts().iter().for_each(|part| self.formula(part, positive)),
        }
    }

    fn relation(&mut self, relation: RelationId, positive: bool) {
        if !self.seen.insert((relation, positive)) {
            return;
        }
        match &self.model.relations[relation.index()].kind {
            RelationKind::Define { body, .. } => self.formula(body, positive),
            RelationKind::Role(role) => {
                role.clauses.iter().for_each(|clause| self.formula(&clause.body, positive));
            }
            _ => {}
        }
    }
}
