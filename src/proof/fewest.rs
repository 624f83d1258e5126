//! By how few people something can be done: found by trying with fewer, and proved least where that is refuted.

use super::claim::Stop;
use super::course::Reach;
use super::session::Session;
use super::verdict::Fewest;

/// So many more people than asked for are tried where those do not suffice.
const MORE: u32 = 4;

/// How few suffice under every reading: where that differs, the most, of which it is not said that fewer do not.
pub fn under_all_readings(cases: impl Iterator<Item = Option<Fewest>>) -> Option<Fewest> {
    let all: Vec<Fewest> = cases.collect::<Option<_>>()?;
    let most = *all.iter().max_by_key(|fewest| fewest.persons)?;
    let same = all.iter().all(|fewest| *fewest == most);
    Some(Fewest { least: most.least && same, ..most })
}

/// How few suffice, if so many do.
pub fn below(
    session: &mut Session,
    mut persons: u32,
    with: impl Fn(&mut Session, u32) -> Result<Reach, Stop>,
) -> Result<Fewest, Stop> {
    while let Some(fewer) = persons.checked_sub(1) {
        match with(session, fewer)? {
            Reach::Course(witness) | Reach::NeverConstant(_, Ok(witness)) => {
                persons = witness.actors().min(fewer);
            }
            Reach::Never(_) => return Ok(Fewest { persons, least: true }),
            Reach::NeverConstant(_, Err(_)) | Reach::Unknown { .. } => {
                return Ok(Fewest { persons, least: false });
            }
        }
    }
    Ok(Fewest { persons, least: true })
}

/// How few suffice, if so many are proved not to; none if a few more do not suffice either.
pub fn above(
    session: &mut Session,
    persons: u32,
    with: impl Fn(&mut Session, u32) -> Result<Reach, Stop>,
) -> Result<Option<Fewest>, Stop> {
    let mut least = true;
    for more in persons + 1..=persons + MORE {
        match with(session, more)? {
            Reach::Course(_) | Reach::NeverConstant(_, Ok(_)) => {
                return Ok(Some(Fewest { persons: more, least }));
            }
            Reach::Never(_) => {}
            Reach::NeverConstant(_, Err(_)) | Reach::Unknown { .. } => least = false,
        }
    }
    Ok(None)
}
