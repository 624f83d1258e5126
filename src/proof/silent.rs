//! Whether the text is merely silent: whether one way to fill what it leaves open would mend a violated claim.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::claim::{Posed, Stop};
use super::constants::Constants;
use super::course::Part;
use super::filling::{Filling, filled, fillings};
use super::fold::Env;
use super::gap;
use super::session::Session;
use super::verdict::Verdict;
use crate::model::ElementId;

/// The first way to fill the gaps on which the claim can turn under which it is proved; none if there is none, or there
/// are too many ways.
pub fn mended(
    posed: &Posed,
    session: &mut Session,
    env: &Env,
    instance: &[ElementId],
) -> Result<Option<Filling>, Stop> {
    let constants = posed.constants;
    let mut gaps: BTreeSet<_> = gap::unmentioned(constants.model, posed.claim);
    for part in [Part::Bad, Part::Premise] {
        for prop in posed.spoken_of(part, env)? {
            gap::of(constants, &prop, &mut gaps);
        }
    }
    if gaps.is_empty() {
        return Ok(None);
    }
    for filling in fillings(constants, gaps).unwrap_or_default() {
        let model = filled(constants.model, &filling);
        let constants = Constants::new(&model, constants.readings.clone());
        let choices = posed.choices.clone();
        let Some(whole) = Posed::new(&constants, posed.claim, choices, posed.cast(), Rc::default()) else {
            return Ok(None);
        };
        let mut own = Session::new(&model, session.options);
        let answer = whole.ungraded().case_of(&mut own, instance);
        session.absorb(&own);
        if matches!(answer?.verdict, Verdict::Proved | Verdict::ProvedAssuming) {
            return Ok(Some(filling));
        }
    }
    Ok(None)
}
