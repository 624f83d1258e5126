//! Which assumptions that the regulation declares would mend a violated claim: the least sets of them.

use super::claim::{Posed, Stop};
use super::lawful;
use super::session::Session;
use super::verdict::{Case, Verdict};
use crate::model::{AssumptionId, Claim, ElementId};

/// Premises that a claim does not name, and could.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Premises {
    pub assumptions: Vec<AssumptionId>,
    pub no_transfers: bool,
}

/// More assumptions than this are not combined: each is tried alone, and all of them together.
const MOST: usize = 6;

/// Adds to a violation which least sets of assumptions would make the claim hold, and not in vain.
pub fn added(posed: &Posed, session: &mut Session, instance: &[ElementId], case: Case) -> Result<Case, Stop> {
    if !matches!(case.verdict, Verdict::Violated | Verdict::ViolatedAlways | Verdict::Silent) {
        return Ok(case);
    }
    let sets = sets(posed);
    let (mut least, mut violated): (Vec<Premises>, Vec<Premises>) = (Vec::new(), Vec::new());
    // A course that meets all of them meets each: mostly the largest set settles it.
    let (largest, others) = sets.split_last().map_or((None, &[][..]), |(last, rest)| (Some(last), rest));
    for premises in largest.into_iter().chain(others) {
        let known = violated.iter().any(|violated| premises.is_within(violated))
            || least.iter().any(|known| known.is_within(premises));
        match if known { None } else { verdict(posed, session, instance, premises)? } {
            Some(Verdict::Violated) => violated.push(premises.clone()),
            Some(Verdict::ProvedAssuming) => least.push(premises.clone()),
            _ => {}
        }
    }
    // The largest comes first, and may not be a least one.
    let all = in_order(least);
    let spared = |set: &Premises| all.iter().any(|known| known != set && known.is_within(set));
    let least = all.iter().filter(|set| !spared(set)).cloned().collect();
    Ok(Case { assumptions: Some(least), ..case })
}

impl Premises {
    fn is_within(&self, other: &Self) -> bool {
        (!self.no_transfers || other.no_transfers)
            && self.assumptions.iter().all(|id| other.assumptions.contains(id))
    }

    fn with(&self, other: &Self) -> Self {
        let mut assumptions = [&self.assumptions[..], &other.assumptions].concat();
        assumptions.sort_unstable();
        assumptions.dedup();
        Self { assumptions, no_transfers: self.no_transfers || other.no_transfers }
    }

    fn size(&self) -> usize {
        self.assumptions.len() + usize::from(self.no_transfers)
    }
}

/// The least sets that mend it under every reading, from those under each; none where that was not asked.
pub fn under_all_readings<'c>(cases: impl Iterator<Item = Option<&'c [Premises]>>) -> Option<Vec<Premises>> {
    let all: Vec<&[Premises]> = cases.collect::<Option<_>>()?;
    let mut sets: Vec<Premises> = vec![Premises { assumptions: Vec::new(), no_transfers: false }];
    for case in all {
        let both = sets.iter().flat_map(|one| case.iter().map(|other| one.with(other)));
        sets = in_order(both.collect());
        let mut least: Vec<Premises> = Vec::new();
        for set in sets {
            if !least.iter().any(|known| known.is_within(&set)) {
                least.push(set);
            }
        }
        sets = least;
    }
    Some(sets)
}

/// Every set of premises that the claim does not name, the small ones first, then in declaration order.
fn sets(posed: &Posed) -> Vec<Premises> {
    let named = &posed.claim.assuming;
    let all = (0..posed.constants.model.assumptions.len()).map(AssumptionId::from_index);
    let all: Vec<AssumptionId> = all.filter(|id| !named.assumptions.contains(id)).collect();
    let transfers: &[bool] = if named.no_transfers { &[false] } else { &[false, true] };
    let mut subsets: Vec<Vec<AssumptionId>> = vec![Vec::new()];
    if all.len() <= MOST {
        for id in &all {
            let with: Vec<_> = subsets.iter().map(|set| [&set[..], &[*id]].concat()).collect();
            subsets.extend(with);
        }
    } else {
        subsets.extend(all.iter().map(|id| vec![*id]));
        subsets.push(all);
    }
    let both = subsets.into_iter().flat_map(|assumptions| {
        let with = move |no_transfers: &bool| Premises {
            assumptions: assumptions.clone(),
            no_transfers: *no_transfers,
        };
        transfers.iter().map(with)
    });
    in_order(both.filter(|set| set.size() > 0).collect())
}

/// The small ones first, then in declaration order.
fn in_order(mut sets: Vec<Premises>) -> Vec<Premises> {
    sets.sort_by(|a, b| a.size().cmp(&b.size()).then_with(|| a.cmp(b)));
    sets
}

/// The claim's verdict under these premises as well; none if no world meets them, or that is too much to be written down.
fn verdict(
    posed: &Posed,
    session: &mut Session,
    instance: &[ElementId],
    premises: &Premises,
) -> Result<Option<Verdict>, Stop> {
    let mut assuming = posed.claim.assuming.clone();
    assuming.assumptions.extend(&premises.assumptions);
    assuming.no_transfers |= premises.no_transfers;
    let claim = Claim { assuming, ..posed.claim.clone() };
    let choices = posed.choices.clone();
    let known = posed.supposing();
    let Some(other) = Posed::new(posed.constants, &claim, choices, posed.cast(), known) else {
        return Ok(None);
    };
    if lawful::contradiction(session, &other).is_some() {
        return Ok(None);
    }
    other.ungraded().case_of(session, instance).map(|case| Some(case.verdict))
}
