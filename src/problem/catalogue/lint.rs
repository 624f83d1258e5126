//! What a regulation that can be read may still lack. Each of these can be accepted with `allow`.

use crate::problem::{Entry, Severity::Note, Severity::Warning, Text};

/// A role that no clause fills, for anybody or for some of its elements.
pub const UNFILLED_ROLE: Entry = Entry {
    code: "unfilled_role",
    severity: Warning,
    message: Text { en: "nobody can ever be {name}", ja: "{name}には誰も就けません" },
    labels: &[("used", Text { en: "used here", ja: "ここで使われています" })],
    helps: &[
        (
            "never",
            Text {
                en: "say who it is with `is`, or who names them with `named by`; if the text is silent, `allow unfilled_role {plain} because \"…\"`",
                ja: "「とは」で誰かを定めるか、「指定者」で指定する者を書きます。原文に定めがなければ「容認 unfilled_role {plain} 理由 \"…\"」と書きます",
            },
        ),
        (
            "element",
            Text {
                en: "the clauses fill it for other elements only; add one, or accept it with `allow`",
                ja: "他の要素についてだけ定めがあります。定めを加えるか、「容認」で認めてください",
            },
        ),
    ],
};

/// Every entry of this part.
pub const ALL: &[&Entry] = &[&UNFILLED_ROLE];
const _: crate::problem::Severity = Note;
