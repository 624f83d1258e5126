//! Whose absence makes impossible what a claim asks for.

use std::collections::BTreeSet;

use super::claim::{Posed, Stop};
use super::course::{Part, Post, Reach};
use super::fold::Env;
use super::guard;
use super::verdict::{Absence, Without};

/// What is so under every reading, from what is so under each.
pub fn under_all_readings<'c>(cases: impl Iterator<Item = &'c [Absence]> + Clone) -> Vec<Absence> {
    let posts: BTreeSet<&Post> = cases.clone().flatten().map(|absence| &absence.post).collect();
    let of = |post: &Post| {
        let mut all = cases.clone().map(|case| {
            let known = case.iter().find(|absence| absence.post == *post);
            // Where other posts were asked about, this one does not matter; else nothing was asked.
            let other = if case.is_empty() { &Without::Open } else { &Without::Spared };
            known.map_or(other, |absence| &absence.outcome)
        });
        let first = all.next().cloned().unwrap_or(Without::Open);
        all.fold(first, |one, other| match (one, other) {
            (Without::Needed(one), Without::Needed(other)) => {
                let both: BTreeSet<_> = one.into_iter().chain(other.iter().copied()).collect();
                Without::Needed(both.into_iter().collect())
            }
            (Without::Spared, Without::Spared) => Without::Spared,
            (Without::Open, _) | (_, Without::Open) => Without::Open,
            _ => Without::Turns,
        })
    };
    posts.into_iter().map(|post| Absence { post: post.clone(), outcome: of(post) }).collect()
}

/// For each post that decides who may do what: whether it can still be done while its holder does nothing.
pub fn of_each(
    posed: &Posed,
    env: &Env,
    mut without: impl FnMut(&Post) -> Result<Reach, Stop>,
) -> Result<Vec<Absence>, Stop> {
    let posts = posed.posts(Part::Good, env)?;
    let each = posts.into_iter().map(|post| {
        let outcome = match without(&post)? {
            Reach::Course(_) | Reach::NeverConstant(_, Ok(_)) => Without::Spared,
            Reach::Never(proof) => {
                let model = posed.constants.model;
                let guards = guard::in_order(model, proof.guards(posed.constants));
                Without::Needed(guard::articles(model, &guards))
            }
            Reach::NeverConstant(_, Err(_)) | Reach::Unknown { .. } => Without::Open,
        };
        Ok(Absence { post, outcome })
    });
    each.collect()
}
