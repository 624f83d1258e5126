//! What can be wrong with the settings of a regulation (`kitei.toml`).

use crate::problem::{Entry, Severity::Error, Text};

/// The settings are no TOML.
pub const BROKEN_SETTINGS: Entry = Entry {
    code: "broken_settings",
    severity: Error,
    message: Text { en: "the settings cannot be read", ja: "設定を読めません" },
    labels: &[],
    helps: &[(
        "toml",
        Text {
            en: "kitei.toml is written in TOML: {why}", ja: "kitei.toml は TOML で書きます（{why}）"
        },
    )],
};

/// A key that means nothing.
pub const UNKNOWN_SETTING: Entry = Entry {
    code: "unknown_setting",
    severity: Error,
    message: Text { en: "there is no setting {name}", ja: "{name}という設定はありません" },
    labels: &[],
    helps: &[(
        "lints",
        Text {
            en: "kitei.toml has one table, `[lints]`, with the levels of checks; a level in braces has `level` and `because`",
            ja: "kitei.toml に書けるのは、点検の水準を定める表 [lints] だけです。波括弧の中には level と because を書きます",
        },
    )],
};

/// A level for a check that does not exist.
pub const UNKNOWN_LINT: Entry = Entry {
    code: "unknown_lint",
    severity: Error,
    message: Text { en: "there is no check {name}", ja: "{name}という点検はありません" },
    labels: &[],
    helps: &[("similar", Text { en: "did you mean {similar}?", ja: "{similar}のことですか" })],
};

/// A word that is no level.
pub const UNKNOWN_LEVEL: Entry = Entry {
    code: "unknown_level",
    severity: Error,
    message: Text { en: "this is no level", ja: "これは水準ではありません" },
    labels: &[],
    helps: &[("choose", Text { en: "write one of {levels}", ja: "{levels}のどれかを書きます" })],
};

/// A check that is allowed everywhere without a reason.
pub const LEVEL_WITHOUT_REASON: Entry = Entry {
    code: "level_without_reason",
    severity: Error,
    message: Text {
        en: "{name} is allowed everywhere, and no reason is given",
        ja: "{name}をすべて容認する理由がありません",
    },
    labels: &[],
    helps: &[("because", Text { en: "write `{example}`", ja: "`{example}` と書きます" })],
};

/// Every entry of this part.
pub const ALL: &[&Entry] =
    &[&BROKEN_SETTINGS, &UNKNOWN_SETTING, &UNKNOWN_LINT, &UNKNOWN_LEVEL, &LEVEL_WITHOUT_REASON];
