//! Which check notices a mutant first.

use super::baseline::{self, Baseline, Said};
use super::{Fate, Notice, same};
use crate::model::{ClaimId, ElementId, Model, Mutant};
use crate::pipeline::cones;
use crate::proof::{Failure, Verdict};

impl Baseline<'_> {
    /// What becomes of the mutant, before waivers.
    pub fn judge(&self, mutant: &Mutant) -> Result<Fate, Failure> {
        let model = self.model.mutated(mutant);
        if let Some(notice) = self.quickly(mutant, &model) {
            return Ok(Fate::Noticed(notice));
        }
        let concerned = |id: &ClaimId| cones::meets(&mutant.touched, &self.claim_cones[id.index()]);
        let claims: Vec<ClaimId> = self.order.iter().copied().filter(concerned).collect();
        for claim in &claims {
            if let Some(notice) = self.in_one_world(&model, *claim)? {
                return Ok(Fate::Noticed(notice));
            }
        }
        if same::is_same(self.model, &model, mutant, self.prover, self.options, false)? {
            return Ok(Fate::Equivalent { courses: false });
        }
        if !self.options.courses {
            return Ok(Fate::Survives { undecided: 0 });
        }
        let mut undecided = 0;
        for claim in claims {
            match self.over_courses(&model, claim)? {
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
        let example =
            |index: &usize| baseline::example(model, &model.scenarios[*index]) != self.examples[*index];
        if let Some(index) = (0..model.scenarios.len()).find(example) {
            return Some(Notice::Scenario(index));
        }
        let table = |index: &usize| {
            cones::meets(&mutant.touched, &self.table_cones[*index])
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
    fn in_one_world(&self, model: &Model, id: ClaimId) -> Result<Option<Notice>, Failure> {
        let before = &self.still[id.index()];
        if !before.iter().any(|said| is_answer(&said.verdict)) {
            return Ok(None);
        }
        let Some((after, _)) = baseline::claim(model, self.prover, self.options, id.index(), false)? else {
            return Ok(Some(Notice::NoWorld(id)));
        };
        let Some(at) = difference(before, &after) else { return Ok(None) };
        let notice = |instance, courses| Some(Notice::Claim { claim: id, instance, courses });
        if grade(&before[at].verdict) != grade(&after[at].verdict) {
            return Ok(notice(after[at].instance.clone(), false));
        }
        // How a claim is broken may look otherwise once courses are looked at.
        match self.over_courses(model, id)? {
            Ok(found) => Ok(found),
            Err(Undecided) => Ok(None),
        }
    }

    /// Whether the claim has another answer.
    fn over_courses(&self, model: &Model, id: ClaimId) -> Result<Result<Option<Notice>, Undecided>, Failure> {
        let before = &self.moving[id.index()];
        if !before.iter().any(|said| is_answer(&said.verdict)) {
            return Ok(Ok(None));
        }
        let courses = self.options.courses;
        let Some((after, _)) = baseline::claim(model, self.prover, self.options, id.index(), courses)? else {
            return Ok(Ok(Some(Notice::NoWorld(id))));
        };
        let instance: Option<Vec<ElementId>> =
            difference(before, &after).map(|at| after[at].instance.clone());
        let open = |(before, after): (&Said, &Said)| is_answer(&before.verdict) && !is_answer(&after.verdict);
        Ok(match instance {
            Some(instance) => Ok(Some(Notice::Claim { claim: id, instance, courses })),
            None if before.iter().zip(&after).any(open) => Err(Undecided),
            None => Ok(None),
        })
    }
}

/// The limits were too narrow to tell.
struct Undecided;

/// The first instance whose two answers are answers, and not the same.
fn difference(before: &[Said], after: &[Said]) -> Option<usize> {
    let both = |one: &Said, two: &Said| is_answer(&one.verdict) && is_answer(&two.verdict);
    before.iter().zip(after).position(|(before, after)| both(before, after) && before != after)
}

fn is_answer(verdict: &Verdict) -> bool {
    match verdict {
        Verdict::TurnsOnReading(cases) => cases.iter().all(|case| is_answer(&case.verdict)),
        Verdict::Undecided(_) => false,
        _ => true,
    }
}

/// What of an answer in single worlds no look at courses can change: how a claim is broken is not part of it.
fn grade(verdict: &Verdict) -> Vec<u8> {
    match verdict {
        Verdict::Proved | Verdict::ProvedAssuming | Verdict::ProvedWithoutTransfers => vec![0],
        Verdict::Violated | Verdict::ViolatedAlways | Verdict::Silent => vec![1],
        Verdict::Vacuous => vec![2],
        Verdict::Refuted => vec![3],
        Verdict::Undecided(_) => vec![4],
        Verdict::TurnsOnReading(cases) => {
            std::iter::once(5).chain(cases.iter().flat_map(|case| grade(&case.verdict))).collect()
        }
    }
}
