//! What can be wrong with the writing: files, encodings, tokens, grids.

use crate::problem::{Entry, Severity::Error, Text};

/// A place where no declaration, clause or formula of the language can be read.
pub const UNEXPECTED: Entry = Entry {
    code: "unexpected",
    severity: Error,
    message: Text { en: "cannot read {found} here", ja: "ここに{found}は書けません" },
    labels: &[("here", Text { en: "expected {expected}", ja: "{expected}が必要です" })],
    helps: &[],
};

/// Every entry of this stage.
pub const ALL: &[&Entry] = &[&UNEXPECTED];
