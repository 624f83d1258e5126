//! The closest declared name, by characters after NFKC.

use super::names::key;

/// The candidate most like `name`, if one is like enough; the first declared wins a draw.
pub fn closest<'n>(name: &str, candidates: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let name = key(name);
    let limit = (name.chars().count() / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let other = key(candidate);
        if name.chars().count().abs_diff(other.chars().count()) > limit {
            continue;
        }
        let distance = strsim::osa_distance(&name, &other);
        let whole = distance >= name.chars().count().max(other.chars().count());
        if distance <= limit && !whole && best.is_none_or(|(d, _)| distance < d) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}
