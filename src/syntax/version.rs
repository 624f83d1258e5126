//! The version of the language, which the first line of a regulation names.

use super::keywords::Keyword;
use super::tree::{Item, Tree, Version};
use crate::problem::Problem;
use crate::problem::catalogue::syntax as entries;

/// The version this program reads.
pub const CURRENT: i64 = 1;

/// What is wrong with the versions that the files of one regulation (in reading order) name.
pub fn check_version(trees: &[Tree]) -> Vec<Problem> {
    let mut problems: Vec<Problem> = trees.iter().flat_map(named).filter_map(unknown).collect();
    let first = trees.iter().find(|tree| !tree.tokens.is_empty());
    if let Some(tree) = first.filter(|tree| !opens(tree)) {
        let span = tree.tokens[0].span;
        problems.push(Problem::new(&entries::MISSING_VERSION).at(span).help("write"));
    }
    problems
}

fn named(tree: &Tree) -> impl Iterator<Item = &Version> {
    tree.items.iter().filter_map(|item| match item {
        Item::Version(version) => Some(version),
        _ => None,
    })
}

fn unknown(version: &Version) -> Option<Problem> {
    let problem = Problem::new(&entries::UNKNOWN_VERSION).at(version.span).number("version", version.number);
    (version.number != CURRENT).then(|| problem.number("current", CURRENT).help("newer"))
}

fn opens(tree: &Tree) -> bool {
    match tree.items.first() {
        Some(Item::Version(_)) => true,
        Some(Item::Hole(hole)) => hole.keyword == Some(Keyword::Kitei),
        _ => false,
    }
}
