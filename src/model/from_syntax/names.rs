//! Names as they are compared (NFKC), the namespaces of a regulation, and what counts as a variable.

use indexmap::IndexMap;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::borrow::Cow;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

use crate::model::{
    ActId, AssumptionId, ClaimId, ElementId, KindId, NormId, ProvisionId, PublicationId, ReadingId,
    RelationId, ScenarioId,
};
use crate::source::Span;

/// The form in which a name is compared.
pub fn key(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_settled) || is_nfkc_quick(text.chars()) == IsNormalized::Yes {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfkc().collect())
    }
}

/// What most names are made of: characters that NFKC leaves alone, whatever stands around them. Answers without a look
/// at the tables, which would take longer than all else that is done with a name.
pub fn is_settled(c: char) -> bool {
    matches!(c, '\0'..='\x7f' | '々'..='〇' | 'ぁ'..='ゖ' | 'ァ'..='ー' | '一'..='龥')
}

/// Whether a name is written as a variable: one character, then at most digits.
pub fn is_variable(text: &str) -> bool {
    let key = key(text);
    let mut chars = key.chars();
    chars.next().is_some_and(|c| !c.is_ascii_digit()) && chars.all(|c| c.is_ascii_digit() || is_selector(c))
}

/// Variation selectors belong to the character before them.
fn is_selector(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// Names of one category, in the order of their declarations.
#[derive(Debug)]
pub struct Namespace<T> {
    entries: IndexMap<Box<str>, Entry<T>, FxBuildHasher>,
}

/// What a name stands for, as it was declared, and where.
#[derive(Debug)]
pub struct Entry<T> {
    pub id: T,
    pub name: String,
    pub span: Span,
}

impl<T> Default for Namespace<T> {
    fn default() -> Self {
        Self { entries: IndexMap::default() }
    }
}

impl<T: Copy> Namespace<T> {
    /// What a name stands for.
    pub fn get(&self, name: &str) -> Option<T> {
        self.entries.get(&*key(name)).map(|e| e.id)
    }

    /// Adds a name; if it is taken, nothing changes and the place of the first is the answer.
    pub fn add(&mut self, name: &str, id: T, span: Span) -> Result<(), Span> {
        match self.entries.entry(key(name).into()) {
            indexmap::map::Entry::Occupied(taken) => Err(taken.get().span),
            indexmap::map::Entry::Vacant(free) => {
                free.insert(Entry { id, name: name.to_string(), span });
                Ok(())
            }
        }
    }

    /// All names, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Entry<T>> {
        self.entries.values()
    }

    /// All names as declared, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.values().map(|e| e.name.as_str())
    }
}

/// Every namespace of a regulation.
#[derive(Debug, Default)]
pub struct Names {
    pub kinds: Namespace<KindId>,
    /// An element's name may occur once in each kind.
    pub elements: FxHashMap<Box<str>, Vec<ElementId>>,
    /// The kind that has an attribute of this name; `None` if several have one.
    pub attributes: FxHashMap<Box<str>, Option<KindId>>,
    /// Facts, offices, roles, tables and definitions: one namespace, since a formula cannot tell them apart.
    pub relations: Namespace<RelationId>,
    pub acts: Namespace<ActId>,
    /// Labels of norms.
    pub norms: Namespace<NormId>,
    pub readings: Namespace<ReadingId>,
    pub assumptions: Namespace<AssumptionId>,
    pub claims: Namespace<ClaimId>,
    pub scenarios: Namespace<ScenarioId>,
    pub publications: Namespace<PublicationId>,
    pub instruments: Namespace<()>,
    pub amendments: Namespace<()>,
    /// By the whole number.
    pub provisions: Namespace<ProvisionId>,
}

impl Names {
    /// The elements of this name, in any kind.
    pub fn elements_named(&self, name: &str) -> &[ElementId] {
        self.elements.get(&*key(name)).map_or(&[], Vec::as_slice)
    }

    /// The element of this name in one kind.
    pub fn element_of(&self, name: &str, kind: KindId) -> Option<ElementId> {
        self.elements_named(name).iter().copied().find(|e| e.kind == kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settled_characters_are_left_alone() {
        let settled: Vec<char> = ('\0'..=char::MAX).filter(|c| is_settled(*c)).collect();
        assert!(settled.len() > 20_000);
        for c in settled {
            assert_eq!(is_nfkc_quick(std::iter::once(c)), IsNormalized::Yes, "{c}");
            assert_eq!(unicode_normalization::char::canonical_combining_class(c), 0, "{c}");
        }
    }
}
