//! What a claim is about must still come about in the amended regulation: to abolish it is no repair.

use super::literal::Words;
use crate::model::{
    ActId, Changeability, Claim, Formula, Model, RelationId, RelationKind, Sort, Term, VarId,
};
use crate::pipeline::Prover;
use crate::proof::{Failure, Options, Verdict};

/// Acts that somebody may do, roles that somebody has, facts that come to hold.
pub struct Still {
    things: Vec<Thing>,
    /// Which of them come about before any edit, once that has been asked.
    before: Option<Vec<bool>>,
}

#[derive(Debug, Clone, Copy)]
enum Thing {
    Act(ActId),
    Relation(RelationId),
}

impl Still {
    /// What a claim speaks of.
    pub fn new(model: &Model, spoken: &Words) -> Self {
        let comes = |id: &&RelationId| match model.relations[id.index()].kind {
            RelationKind::Role(_) => true,
            RelationKind::Fact { change, .. } => change == Changeability::Earned,
            _ => false,
        };
        let relations = spoken.relations.iter().filter(comes).map(|id| Thing::Relation(*id));
        let things = spoken.acts.iter().map(|id| Thing::Act(*id)).chain(relations).collect();
        Self { things, before: None }
    }

    /// Whether something that comes about in the regulation never does in the amended one, which has the same
    /// vocabulary.
    pub fn is_lost(
        &mut self,
        model: &Model,
        amended: &Model,
        prover: Prover,
        options: &Options,
    ) -> Result<bool, Failure> {
        let before = match self.before.take() {
            Some(before) => before,
            None => self.possible(model, prover, options)?,
        };
        let after = self.possible(amended, prover, options)?;
        let lost = before.iter().zip(&after).any(|(before, after)| *before && !after);
        self.before = Some(before);
        Ok(lost)
    }

    /// Of each thing, whether it is not proved that it never comes about.
    fn possible(&self, model: &Model, prover: Prover, options: &Options) -> Result<Vec<bool>, Failure> {
        if self.things.is_empty() {
            return Ok(Vec::new());
        }
        let mut asking = model.clone();
        asking.claims.clear();
        asking.expects.clear();
        for (index, thing) in self.things.iter().enumerate() {
            let formula = thing.formula(&mut asking);
            asking.claims.push(Claim::possible(index.to_string(), formula));
        }
        let report = (prover.verify)(&asking, &Options { claims: Vec::new(), ..options.clone() });
        if let Some(failure) = report.failure {
            return Err(failure);
        }
        let never = |index: usize| {
            let of_this = report.answers.iter().filter(|answer| answer.claim.index() == index);
            of_this.clone().count() > 0 && of_this.clone().all(|answer| answer.verdict == Verdict::Refuted)
        };
        Ok((0..self.things.len()).map(|index| !never(index)).collect())
    }
}

impl Thing {
    /// That it comes about, for anybody and anything.
    fn formula(self, model: &mut Model) -> Formula {
        let sorts: Vec<Sort> = match self {
            Thing::Act(id) => {
                let params = model.acts[id.index()].params.iter();
                std::iter::once(Sort::Person).chain(params.map(|var| model.vars[var.index()].sort)).collect()
            }
            Thing::Relation(id) => model.relations[id.index()].params.clone(),
        };
        let vars: Vec<VarId> = sorts.into_iter().map(|sort| model.fresh(sort)).collect();
        let mut args: Vec<Term> = vars.iter().map(|var| Term::Var(*var)).collect();
        let body = match self {
            Thing::Act(id) => {
                let actor = args.remove(0);
                Formula::May(actor, id, args)
            }
            Thing::Relation(id) => Formula::Atom(id, args),
        };
        Formula::exists(vars, body)
    }
}
