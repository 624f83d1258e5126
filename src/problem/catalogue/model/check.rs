//! What can be wrong with checks, scenarios, published tables and amendments.

use crate::problem::{Entry, Severity::Error, Severity::Note, Text};

/// `expect … undecided`.
pub const EXPECTS_UNDECIDED: Entry = Entry {
    code: "expects_undecided",
    severity: Error,
    message: Text {
        en: "`undecided` cannot be expected", ja: "「未決」を既知とすることはできません"
    },
    labels: &[],
    helps: &[(
        "decide",
        Text {
            en: "leave the line out; an undecided claim stays open",
            ja: "この行を除いてください。未決の検証は未決のまま残ります",
        },
    )],
};

/// `expect` or `allow` without a reason.
pub const WITHOUT_REASON: Entry = Entry {
    code: "without_reason",
    severity: Error,
    message: Text { en: "`{word}` needs a reason", ja: "「{word}」には理由が必要です" },
    labels: &[],
    helps: &[
        (
            "reason",
            Text {
                en: "write the reason as text after the verdict",
                ja: "判定の後に理由を「\"…\"」で書きます",
            },
        ),
        ("because", Text { en: "write `because \"…\"`", ja: "「理由 \"…\"」と書きます" }),
    ],
};

/// A start or change of a scenario that is no list of facts.
pub const GIVEN_NOT_ATOM: Entry = Entry {
    code: "given_not_atom",
    severity: Error,
    message: Text { en: "this is no single fact", ja: "これは一つの事実ではありません" },
    labels: &[],
    helps: &[
        (
            "atom",
            Text {
                en: "`given` lists facts, offices and roles that hold, or do not hold, of named people and things",
                ja: "「前提」には、名前のある人や物について成り立つ（成り立たない）事実・職・役割を並べます",
            },
        ),
        (
            "now",
            Text {
                en: "`now` says which facts and offices hold, or no longer hold, of named people and things",
                ja: "「今」には、名前のある人や物について成り立つ（成り立たなくなる）事実・職を書きます",
            },
        ),
    ],
};

/// A change of something that only acts change.
pub const NOW_EARNED: Entry = Entry {
    code: "now_earned",
    severity: Error,
    message: Text {
        en: "{name} does not change by itself", ja: "{name}はひとりでには変わりません"
    },
    labels: &[],
    helps: &[(
        "does",
        Text {
            en: "let somebody do the act that changes it, or put it under `given`",
            ja: "変える行為を誰かにさせるか、「前提」に書いてください",
        },
    )],
};

/// `does` outside of a scenario's steps.
pub const DOES_OUTSIDE: Entry = Entry {
    code: "does_outside",
    severity: Error,
    message: Text {
        en: "`does` stands only in scenarios, as a line of its own",
        ja: "「する」は事例の中で、一つの行としてだけ書けます",
    },
    labels: &[],
    helps: &[(
        "did",
        Text {
            en: "here say `did`, or `may`", ja: "ここでは「した」か「できる」と書きます"
        },
    )],
};

/// A published table over people or numbers.
pub const NOT_LISTABLE: Entry = Entry {
    code: "not_listable",
    severity: Error,
    message: Text { en: "rows and columns cannot be a {sort}", ja: "行や列に{sort}は使えません" },
    labels: &[],
    helps: &[(
        "kind",
        Text {
            en: "use a kind, whose elements can be listed", ja: "要素を並べられる種類を使います"
        },
    )],
};

/// An amendment that is not in force yet.
pub const AMENDMENT_NOT_APPLIED: Entry = Entry {
    code: "amendment_not_applied",
    severity: Note,
    message: Text {
        en: "{name} is not in force yet: this is the wording without it",
        ja: "{name}はまだ施行されていないので、改正前の本文によります",
    },
    labels: &[],
    helps: &[
        (
            "later",
            Text {
                en: "`--at {day}` looks at the wording with it",
                ja: "`--at {day}`で改正後の本文を見ます",
            },
        ),
        (
            "unknown",
            Text {
                en: "it has no day in force; give it one to look at the wording with it",
                ja: "施行日がありません。改正後の本文を見るには施行日を書きます",
            },
        ),
    ],
};

/// A change whose target fits several norms (E7).
pub const AMBIGUOUS_TARGET: Entry = Entry {
    code: "ambiguous_target",
    severity: Error,
    message: Text {
        en: "{phrase} fits {count} norms ({places_en})",
        ja: "{name}の{what}は{count}つあります（{places_ja}）",
    },
    labels: &[
        ("here", Text { en: "which one?", ja: "どれですか" }),
        ("norm", Text { en: "this one?", ja: "これですか" }),
    ],
    helps: &[
        (
            "home",
            Text {
                en: "name one, or write {home}", ja: "一つに名前を付けるか、{home}と書きます"
            },
        ),
        ("label", Text { en: "name one", ja: "一つに名前を付けてください" }),
    ],
};

/// Checks that depend on a declaration with an error.
pub const NOT_VERIFIED: Entry = Entry {
    code: "not_verified",
    severity: Note,
    message: Text {
        en: "not judged, since something they depend on has errors: {names}{more} ({count} in all)",
        ja: "よりどころに誤りがあるため判定しません（{names}{more}、全{count}件）",
    },
    labels: &[],
    helps: &[("repair", Text { en: "repair the errors first", ja: "先に誤りを直してください" })],
};

/// Every entry of this part.
pub const CHECKS: &[&Entry] = &[
    &EXPECTS_UNDECIDED,
    &WITHOUT_REASON,
    &GIVEN_NOT_ATOM,
    &NOW_EARNED,
    &DOES_OUTSIDE,
    &NOT_LISTABLE,
    &AMENDMENT_NOT_APPLIED,
    &AMBIGUOUS_TARGET,
    &NOT_VERIFIED,
];
