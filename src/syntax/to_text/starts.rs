//! Which tokens may begin a line without being a continuation: declarations, elements, rows, options, changes, steps.

use std::collections::HashMap;

use crate::source::Span;
use crate::syntax::keywords::Keyword;
use crate::syntax::tree::{Amendment, Change, Item, OptionItem, Reading, TableBody, TokenKind, Tree};

/// Per byte at which such a token begins: how many steps it is indented beyond the braces around it.
pub type Levels = HashMap<u32, usize>;

/// The levels of a file.
pub fn levels(tree: &Tree) -> Levels {
    let mut levels = Levels::new();
    each_item(&tree.items, &mut |item| {
        levels.insert(item.span().start, 0);
        inner(item, &mut levels);
    });
    for token in tree.tokens.iter().filter(|token| token.kind == TokenKind::Keyword(Keyword::Given)) {
        levels.insert(token.span.start, 1);
    }
    levels
}

/// The lines inside one declaration.
fn inner(item: &Item, levels: &mut Levels) {
    match item {
        Item::Kind(kind) => {
            let elements = kind.elements.iter().flatten();
            levels.extend(elements.map(|element| (element.span.start, 0)));
        }
        Item::Table(table) => {
            if let TableBody::List(rows) = &table.body {
                levels.extend(rows.iter().map(|(name, _)| (name.span.start, 0)));
            }
        }
        Item::Reading(reading) => reading_lines(reading, levels),
        Item::Amendment(amendment) => amendment_lines(amendment, levels),
        Item::Scenario(scenario) => levels.extend(scenario.steps.iter().map(|step| (step.span.start, 1))),
        _ => {}
    }
}

fn reading_lines(reading: &Reading, levels: &mut Levels) {
    for option in &reading.options {
        levels.insert(option.span.start, 0);
        for item in &option.items {
            match item {
                OptionItem::Cell(set) => levels.insert(set.span.start, 0),
                OptionItem::Attribute(set) => levels.insert(set.span.start, 0),
                OptionItem::Item(_) => None,
            };
        }
    }
}

fn amendment_lines(amendment: &Amendment, levels: &mut Levels) {
    for change in &amendment.changes {
        levels.insert(change.span().start, 0);
    }
}

/// Every declaration, those in blocks too.
pub fn each_item(items: &[Item], visit: &mut impl FnMut(&Item)) {
    for item in items {
        visit(item);
        match item {
            Item::Provision(provision) => each_item(provision.block.as_deref().unwrap_or_default(), visit),
            Item::Reading(reading) => {
                for item in reading.options.iter().flat_map(|option| &option.items) {
                    if let OptionItem::Item(item) = item {
                        each_item(std::slice::from_ref(item), visit);
                    }
                }
            }
            Item::Amendment(amendment) => {
                for change in &amendment.changes {
                    match change {
                        Change::Replace { items, .. } => each_item(items, visit),
                        Change::Add { item, .. } => each_item(std::slice::from_ref(item), visit),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
}

/// The places of everything that could not be read, in order.
pub fn holes(items: &[Item]) -> Vec<Span> {
    let mut found = Vec::new();
    each_item(items, &mut |item| match item {
        Item::Hole(hole) => found.push(hole.span),
        Item::Amendment(amendment) => {
            let holes = amendment.changes.iter().filter(|change| matches!(change, Change::Hole(_)));
            found.extend(holes.map(Change::span));
        }
        _ => {}
    });
    found.sort_unstable();
    found
}
