//! What can be said of verdicts and of what was expected of them.

use crate::problem::{Entry, Severity::Warning, Text};

/// An `expect` whose verdict is no longer the one that comes out.
pub const EXPECTATION_UNMET: Entry = Entry {
    code: "expectation_unmet",
    severity: Warning,
    message: Text {
        en: "{claim}: expected {expected}, found {found}",
        ja: "{claim}は既知の「{expected}」ではなく「{found}」です",
    },
    labels: &[
        ("expected", Text { en: "expected here", ja: "ここに既知とあります" }),
        ("claim", Text { en: "the claim", ja: "この検証です" }),
    ],
    helps: &[
        (
            "remove",
            Text {
                en: "the finding is gone: take the `expect` away",
                ja: "指摘はなくなりました。「既知」の行を除いてください",
            },
        ),
        (
            "look",
            Text {
                en: "look at what has changed, then correct the rule or the `expect`",
                ja: "何が変わったかを確かめ、規程か「既知」の行を直してください",
            },
        ),
    ],
};

/// An `expect` or `allow` whose term has passed.
pub const TERM_PASSED: Entry = Entry {
    code: "term_passed",
    severity: Warning,
    message: Text {
        en: "the term of this finding passed on {until} (today is {today})",
        ja: "この指摘を認める期限{until}を過ぎています(今日は{today})",
    },
    labels: &[("until", Text { en: "accepted until then: {reason}", ja: "認めた理由: {reason}" })],
    helps: &[(
        "mend",
        Text {
            en: "mend what was found, or give a new term with its reason",
            ja: "指摘された点を改めるか、理由を付けて新しい期限を定めてください",
        },
    )],
};

/// Every entry of this stage.
pub const ALL: &[&Entry] = &[&EXPECTATION_UNMET, &TERM_PASSED];
