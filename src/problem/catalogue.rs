//! The catalogue: every entry, stage by stage. `all()` is what the docs test, `kitei explain` and the reports read.

pub mod input;
pub mod proof;
pub mod scenario;
pub mod syntax;

use super::Entry;

/// Every entry in the order of the stages.
pub fn all() -> impl Iterator<Item = &'static Entry> {
    [input::ALL, syntax::ALL, scenario::ALL, proof::ALL].into_iter().flatten().copied()
}

/// The entry of a code, with or without the `kitei::` prefix.
pub fn find(code: &str) -> Option<&'static Entry> {
    let bare = code.strip_prefix("kitei::").unwrap_or(code);
    all().find(|e| e.code == bare)
}
