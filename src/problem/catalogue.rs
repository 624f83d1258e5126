//! The catalogue: every entry, stage by stage. `all()` is what the docs test, `kitei explain` and the reports read.

pub mod amend;
pub mod audit;
pub mod import;
pub mod input;
pub mod lint;
pub mod model;
pub mod mutation;
pub mod names;
pub mod proof;
pub mod scenario;
pub mod settings;
pub mod syntax;
pub mod verdict;
pub mod words;

use super::Entry;

/// Every entry in the order of the stages.
pub fn all() -> impl Iterator<Item = &'static Entry> {
    let model = [names::ALL, model::VOCABULARY, model::FORMULAS, model::CHECKS, lint::ALL, audit::ALL];
    let all = [input::ALL, settings::ALL, import::ALL, syntax::ALL].into_iter().chain(model).chain([
        amend::ALL,
        scenario::ALL,
        proof::ALL,
        verdict::ALL,
        mutation::ALL,
    ]);
    all.flatten().copied()
}

/// The entry of a code, with or without the `kitei::` prefix.
pub fn find(code: &str) -> Option<&'static Entry> {
    let bare = code.strip_prefix("kitei::").unwrap_or(code);
    all().find(|e| e.code == bare)
}
