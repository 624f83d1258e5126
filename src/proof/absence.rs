//! Whose absence makes impossible what a claim asks for.

use super::claim::{Posed, Stop};
use super::course::{Part, Post, Reach};
use super::fold::Env;
use super::guard;
use super::verdict::{Absence, Without};

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
