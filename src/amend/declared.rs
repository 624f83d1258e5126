//! Which declarations are meant by a category and a name.

use std::borrow::Cow;

use crate::model::from_syntax::key;
use crate::problem::Text;
use crate::problem::catalogue::words;
use crate::syntax::keywords::Keyword;
use crate::syntax::tree::{Item, Name, NormVerb, Ref};

/// How a declaration is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Match {
    Not,
    /// By its own name, or as one of the lines of a role.
    Named,
    /// A norm without a name of its own, or with another, by its act.
    ByAct,
}

/// Whether a declaration is meant by this category and name.
pub fn matches(item: &Item, category: Keyword, wanted: &Ref) -> Match {
    let wanted = key(&wanted.name.text);
    if let Item::Norm(norm) = item
        && verb(category) == Some(norm.verb)
        && norm.name.as_ref().is_none_or(|name| key(&name.text) != wanted)
    {
        return if key(&norm.act.name.text) == wanted { Match::ByAct } else { Match::Not };
    }
    if names(category, item).contains(&wanted) { Match::Named } else { Match::Not }
}

/// The name of a declaration of this category, but for offices and norms, which may have several.
fn name_of(category: Keyword, item: &Item) -> Option<&Name> {
    Some(match (category, item) {
        (Keyword::Role, Item::Role(it)) => &it.head.name,
        (Keyword::Fact, Item::Fact(it)) => &it.name,
        (Keyword::Kind, Item::Kind(it)) => &it.name,
        (Keyword::Table, Item::Table(it)) => &it.name,
        (Keyword::Act, Item::Act(it)) => &it.name,
        (Keyword::Define, Item::Define(it)) => &it.name,
        (Keyword::Assume, Item::Assume(it)) => &it.name,
        (Keyword::Property, Item::Property(it)) => &it.name,
        (Keyword::Scenario, Item::Scenario(it)) => &it.name,
        (Keyword::Reading, Item::Reading(it)) => &it.name,
        (Keyword::Publish, Item::Publish(it)) => &it.name,
        (Keyword::Amendment, Item::Amendment(it)) => &it.name,
        _ => return None,
    })
}

/// Every name of this category that an item declares, in the form in which names are compared.
pub fn names(category: Keyword, item: &Item) -> Vec<Cow<'_, str>> {
    match item {
        Item::Office(office) if category == Keyword::Office => {
            office.entries.iter().map(|entry| key(&entry.name.text)).collect()
        }
        Item::Norm(norm) if verb(category) == Some(norm.verb) => {
            norm.name.iter().chain([&norm.act.name]).map(|name| key(&name.text)).collect()
        }
        _ => name_of(category, item).map(|name| key(&name.text)).into_iter().collect(),
    }
}

/// Everything that items declare, and the numbers of provisions, in the form in which names are compared.
pub fn declared(items: &[Item]) -> Vec<String> {
    let mut all = Vec::new();
    for item in items {
        match item {
            Item::Provision(it) => {
                all.push(it.number.number());
                all.extend(declared(it.block.as_deref().unwrap_or_default()));
            }
            Item::Kind(it) => {
                let elements = it.elements.iter().flatten().map(|element| &element.name);
                all.extend(
                    std::iter::once(&it.name).chain(elements).map(|name| key(&name.text).into_owned()),
                );
            }
            Item::Office(it) => all.extend(it.entries.iter().map(|one| key(&one.name.text).into_owned())),
            Item::Norm(it) => all.extend(it.name.iter().map(|name| key(&name.text).into_owned())),
            other => {
                all.extend(NAMED.iter().filter_map(|category| {
                    name_of(*category, other).map(|name| key(&name.text).into_owned())
                }));
            }
        }
    }
    all
}

/// Categories of what has one name.
const NAMED: [Keyword; 11] = [
    Keyword::Role,
    Keyword::Fact,
    Keyword::Table,
    Keyword::Act,
    Keyword::Define,
    Keyword::Assume,
    Keyword::Property,
    Keyword::Scenario,
    Keyword::Reading,
    Keyword::Publish,
    Keyword::Amendment,
];

/// What the category is called.
pub fn word(category: Keyword) -> Text {
    match category {
        Keyword::Permit => words::PERMIT,
        Keyword::Forbid => words::FORBID,
        Keyword::Duty => words::DUTY,
        Keyword::Role => words::ROLE,
        Keyword::Office => words::OFFICE,
        Keyword::Fact => words::FACT,
        Keyword::Kind => words::KIND,
        Keyword::Table => words::TABLE,
        Keyword::Act => words::ACT,
        Keyword::Define => words::DEFINITION,
        Keyword::Assume => words::ASSUMPTION,
        Keyword::Property => words::PROPERTY,
        Keyword::Scenario => words::SCENARIO,
        Keyword::Reading => words::READING,
        Keyword::Publish => words::PUBLICATION,
        Keyword::Amendment => words::AMENDMENT,
        _ => words::NAME,
    }
}

fn verb(category: Keyword) -> Option<NormVerb> {
    match category {
        Keyword::Permit => Some(NormVerb::Permit),
        Keyword::Forbid => Some(NormVerb::Forbid),
        Keyword::Duty => Some(NormVerb::Duty),
        _ => None,
    }
}
