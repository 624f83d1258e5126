//! Which check notices a mutant first.

use super::answers::{Closely, Said};
use super::baseline::{self, Baseline, Limits};
use super::{Fate, Notice, same};
use crate::model::eval::quantities;
use crate::model::{ClaimId, ElementId, Model, Mutant};
use crate::proof::{Failure, Fixpoints};

impl Baseline<'_> {
    /// What becomes of the mutant, before waivers.
    pub fn judge(&self, mutant: &Mutant) -> Result<Fate, Failure> {
        let model = self.model.mutated(mutant);
        if let Some(notice) = self.quickly(mutant, &model) {
            return Ok(Fate::Noticed(notice));
        }
        let concerned = |id: &&ClaimId| self.claims_on[id.index()].meets(&mutant.touched);
        let mut open = Vec::new();
        for claim in self.order.iter().filter(concerned) {
            match self.in_single_worlds(&model, *claim)? {
                Found::Notice(notice) => return Ok(Fate::Noticed(notice)),
                Found::Nothing => {}
                Found::Open { likely } => open.push((*claim, likely)),
            }
        }
        if same::is_same(self.model, &model, mutant, self.prover, self.options, false)? {
            return Ok(Fate::Equivalent { courses: false });
        }
        if !self.options.courses {
            return Ok(Fate::Survives { undecided: 0 });
        }
        // Those whose claims are broken otherwise in single worlds are asked first.
        open.sort_by_key(|(_, likely)| !likely);
        let mut undecided = 0;
        let fixpoints = Fixpoints::default();
        for (claim, _) in open {
            match self.over_courses_of(&model, &fixpoints, claim)? {
                Ok(Some(notice)) => return Ok(Fate::Noticed(notice)),
                Ok(None) => {}
                Err(Undecided) => undecided += 1,
            }
        }
        if same::is_same(self.model, &model, mutant, self.prover, self.options, true)? {
            return Ok(Fate::Equivalent { courses: true });
        }
        Ok(Fate::Survives { undecided })
    }

    /// Scenarios, tables, and the checks that need no solver.
    fn quickly(&self, mutant: &Mutant, model: &Model) -> Option<Notice> {
        let numbers = quantities(model);
        let example = |index: &usize| {
            self.examples_on[*index].meets(&mutant.touched)
                && baseline::example(model, &model.scenarios[*index], &numbers) != self.examples[*index]
        };
        if let Some(index) = (0..model.scenarios.len()).find(example) {
            return Some(Notice::Scenario(index));
        }
        let table = |index: &usize| {
            self.tables_on[*index].meets(&mutant.touched)
                && baseline::cells(model, self.prover, &model.publications[*index]) != self.tables[*index]
        };
        if let Some(index) = (0..model.publications.len()).find(table) {
            return Some(Notice::Table(index));
        }
        let findings = baseline::findings(model);
        let new = findings.iter().find(|finding| !self.findings.contains(finding));
        let gone = || self.findings.iter().find(|finding| !findings.contains(finding));
        new.or_else(gone).map(|(code, _)| Notice::Check(code))
    }

    /// Whether the claim has another answer already in single worlds.
    fn in_single_worlds(&self, model: &Model, id: ClaimId) -> Result<Found, Failure> {
        let before = &self.still[id.index()];
        if before.is_empty() {
            return Ok(Found::Nothing);
        }
        if !before.iter().any(Said::is_answer) {
            // It may have one over courses.
            return Ok(Found::Open { likely: false });
        }
        let Some(after) = baseline::claim(model, self.prover, &self.single_worlds(), id)? else {
            return Ok(Found::Notice(Notice::NoWorld(id)));
        };
        let closely = if self.options.courses { Closely::Grade } else { Closely::Verdict };
        if let Some(instance) = difference(before, &after, closely) {
            return Ok(Found::Notice(Notice::Claim { claim: id, instance, courses: false }));
        }
        let pairs = || before.iter().zip(&after);
        let likely = difference(before, &after, Closely::Verdict).is_some();
        let open = pairs().any(|(before, after)| before.is_open(after));
        Ok(if open { Found::Open { likely } } else { Found::Nothing })
    }

    /// Whether the claim has another answer over courses of events.
    fn over_courses_of(
        &self,
        model: &Model,
        fixpoints: &Fixpoints,
        id: ClaimId,
    ) -> Result<Result<Option<Notice>, Undecided>, Failure> {
        let before = self.moving(id, Limits::Usual)?;
        if !before.iter().any(Said::is_answer) {
            return Ok(Ok(None));
        }
        let asked = |limits| baseline::claim(model, self.prover, &self.over_courses(fixpoints, limits), id);
        let Some(after) = asked(Limits::Usual)? else { return Ok(Ok(Some(Notice::NoWorld(id)))) };
        let mut instance = difference(before, &after, Closely::Grade);
        if instance.is_none() && difference(before, &after, Closely::Verdict).is_some() {
            // Whether a claim is always broken, or by transfers only, may be left open by narrow limits.
            let (before, after) = (self.moving(id, Limits::Wide)?, asked(Limits::Wide)?.unwrap_or_default());
            instance = difference(before, &after, Closely::Verdict);
        }
        Ok(match instance {
            Some(instance) => Ok(Some(Notice::Claim { claim: id, instance, courses: true })),
            None if before.iter().zip(&after).any(|(before, after)| after.is_lost(before)) => Err(Undecided),
            None => Ok(None),
        })
    }
}

/// What single worlds tell of a claim.
enum Found {
    Notice(Notice),
    Nothing,
    /// Courses of events may tell more; likely so if the claim is broken, but otherwise.
    Open {
        likely: bool,
    },
}

/// The limits were too narrow to tell.
struct Undecided;

/// The first instance with two different answers.
fn difference(before: &[Said], after: &[Said], closely: Closely) -> Option<Vec<ElementId>> {
    let mut both = before.iter().zip(after);
    both.find(|(before, after)| before.differs(after, closely)).map(|(before, _)| before.instance.clone())
}
