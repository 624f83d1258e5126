//! What one answer rests on: the provisions of its proofs, and those that its worlds use.

use std::collections::BTreeSet;

use crate::model::{ClaimKind, Model, ProvisionId};
use crate::proof::{Answer, Verdict};

/// The provisions of an answer; of one that turns on a reading, those of each case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Basis {
    /// Enough for the proof.
    pub proof: BTreeSet<ProvisionId>,
    /// Used by the world that breaks the claim, or shows what is possible.
    pub witness: BTreeSet<ProvisionId>,
    /// Those without any one of which there would be no proof, if that was asked.
    pub at_stake: Option<BTreeSet<ProvisionId>>,
}

impl Basis {
    /// What the answer rests on.
    pub fn of(model: &Model, answer: &Answer) -> Self {
        let kind = model.claims[answer.claim.index()].kind;
        let mut basis = Self::default();
        match &answer.verdict {
            Verdict::TurnsOnReading(cases) => cases.iter().for_each(|case| {
                basis.add(kind, &case.verdict, &case.articles, case.at_stake.as_deref());
            }),
            verdict => basis.add(kind, verdict, &answer.articles, answer.at_stake.as_deref()),
        }
        basis
    }

    fn add(
        &mut self,
        kind: ClaimKind,
        verdict: &Verdict,
        articles: &[ProvisionId],
        at_stake: Option<&[ProvisionId]>,
    ) {
        let side = if is_proof(kind, verdict) { &mut self.proof } else { &mut self.witness };
        side.extend(articles);
        if let Some(at_stake) = at_stake {
            self.at_stake.get_or_insert_default().extend(at_stake);
        }
    }
}

/// Whether nothing shows the answer but a proof.
fn is_proof(kind: ClaimKind, verdict: &Verdict) -> bool {
    match verdict {
        Verdict::Proved | Verdict::ProvedAssuming | Verdict::ProvedWithoutTransfers => {
            kind != ClaimKind::Possible
        }
        Verdict::Refuted | Verdict::Vacuous => true,
        _ => false,
    }
}
