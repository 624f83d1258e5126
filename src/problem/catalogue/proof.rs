//! What can be wrong with a regulation's claims as a whole.

use crate::problem::{Entry, Severity::Error, Text};

/// The assumptions that a claim names (under some readings) contradict each other or the regulation.
pub const NO_LAWFUL_WORLD: Entry = Entry {
    code: "no_lawful_world",
    severity: Error,
    message: Text {
        en: "no lawful world meets the assumptions of {claim}",
        ja: "{claim}の仮定を満たす適法な状態はありません",
    },
    labels: &[
        ("claim", Text { en: "nothing can be proved here", ja: "これでは何も証明できません" }),
        ("contradicts", Text { en: "this takes part in the contradiction", ja: "矛盾の一部です" }),
    ],
    helps: &[(
        "readings",
        Text { en: "under the readings {readings}", ja: "次の解釈の場合です: {readings}" },
    )],
};

/// Every entry of this stage.
pub const ALL: &[&Entry] = &[&NO_LAWFUL_WORLD];
