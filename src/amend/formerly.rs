//! Names that declarations say they had (`formerly`): of two wordings that nothing connects but these.

use std::collections::BTreeSet;

use super::declared::declared;
use super::provision::each_item;
use crate::model::from_syntax::key;
use crate::syntax::tree::{Item, Name, Tail, Tree};

/// What is called otherwise in a later wording, by what it says itself: the old name and the new. Only where the earlier
/// wording has the old name and not the new one, and the later has the old name for nothing else.
pub fn formerly(earlier: &[Tree], later: &[Tree]) -> Vec<(Name, Name)> {
    let names = |trees: &[Tree]| -> BTreeSet<String> {
        trees.iter().flat_map(|tree| declared(&tree.items)).collect()
    };
    let (before, after) = (names(earlier), names(later));
    let mut found: Vec<(Name, Name)> = Vec::new();
    each_item(later, &mut |item| {
        let Some((name, tail)) = closed(item) else { return };
        if before.contains(&*key(&name.text)) {
            return;
        }
        let was = |old: &&Name| {
            let old = &*key(&old.text);
            before.contains(old) && !after.contains(old)
        };
        if let Some(old) = tail.formerly.iter().find(was)
            && found.iter().all(|(known, new)| key(&known.text) != key(&old.text) && new.text != name.text)
        {
            found.push((old.clone(), name.clone()));
        }
    });
    found
}

/// What has one name, and what closes it.
fn closed(item: &Item) -> Option<(&Name, &Tail)> {
    Some(match item {
        Item::Role(it) => (&it.head.name, &it.tail),
        Item::Fact(it) => (&it.name, &it.tail),
        Item::Kind(it) => (&it.name, &it.tail),
        Item::Table(it) => (&it.name, &it.tail),
        Item::Act(it) => (&it.name, &it.tail),
        Item::Define(it) => (&it.name, &it.tail),
        Item::Assume(it) => (&it.name, &it.tail),
        Item::Property(it) => (&it.name, &it.tail),
        Item::Scenario(it) => (&it.name, &it.tail),
        Item::Reading(it) => (&it.name, &it.tail),
        Item::Publish(it) => (&it.name, &it.tail),
        Item::Norm(it) => (it.name.as_ref()?, &it.tail),
        Item::Office(it) => match &it.entries[..] {
            [only] => (&only.name, &it.tail),
            _ => return None,
        },
        _ => return None,
    })
}
