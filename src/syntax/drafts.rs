//! What a text is a draft against.

use super::keywords::Keyword;
use super::parse;
use super::tree::{Amends, Item};
use crate::problem::Lang;
use crate::source::FileId;

/// What the rules of `file` say that they amend, in the order of the text.
pub fn drafts(file: FileId, text: &str) -> Vec<Amends> {
    // Few files say so, and to read each twice would cost time.
    if ![Lang::En, Lang::Ja].iter().any(|lang| text.contains(Keyword::Amends.spelling(*lang))) {
        return Vec::new();
    }
    let mut all = Vec::new();
    collect(parse(file, text).0.items, &mut all);
    all
}

fn collect(items: Vec<Item>, all: &mut Vec<Amends>) {
    for item in items {
        match item {
            Item::Amends(amends) => all.push(amends),
            Item::Provision(provision) => collect(provision.block.unwrap_or_default(), all),
            _ => {}
        }
    }
}
