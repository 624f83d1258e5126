//! Provisions of a tree, wherever they stand.

use crate::syntax::tree::{Item, Provision, Tree};

/// Whether a number is that of a provision, or of a part of it.
pub fn is_within(path: &[String], whole: &[String]) -> bool {
    !whole.is_empty() && path.starts_with(whole)
}

/// Work with every list of items: of a file, and of each provision's block.
pub fn each_list(trees: &mut [Tree], work: &mut impl FnMut(&mut Vec<Item>)) {
    fn walk(items: &mut Vec<Item>, work: &mut impl FnMut(&mut Vec<Item>)) {
        work(items);
        for item in items {
            if let Item::Provision(provision) = item
                && let Some(block) = &mut provision.block
            {
                walk(block, work);
            }
        }
    }
    trees.iter_mut().for_each(|tree| walk(&mut tree.items, work));
}

/// Every item, outermost first.
pub fn each_item<'t>(trees: &'t [Tree], work: &mut impl FnMut(&'t Item)) {
    fn walk<'t>(items: &'t [Item], work: &mut impl FnMut(&'t Item)) {
        for item in items {
            work(item);
            if let Item::Provision(provision) = item {
                walk(provision.block.as_deref().unwrap_or_default(), work);
            }
        }
    }
    trees.iter().for_each(|tree| walk(&tree.items, work));
}

/// The provision of this number.
pub fn find<'t>(trees: &'t mut [Tree], path: &[String]) -> Option<&'t mut Provision> {
    fn walk<'t>(items: &'t mut [Item], path: &[String]) -> Option<&'t mut Provision> {
        items.iter_mut().find_map(|item| match item {
            Item::Provision(provision) => {
                if provision.number.path == path {
                    return Some(provision);
                }
                walk(provision.block.as_deref_mut().unwrap_or_default(), path)
            }
            _ => None,
        })
    }
    trees.iter_mut().find_map(|tree| walk(&mut tree.items, path))
}
