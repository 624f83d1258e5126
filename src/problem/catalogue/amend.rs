//! What can be wrong with amendments.

use crate::problem::{Entry, Severity::Error, Severity::Warning, Text};

/// An amendment in force before it is promulgated.
pub const BEFORE_PROMULGATION: Entry = Entry {
    code: "before_promulgation",
    severity: Error,
    message: Text {
        en: "{name} is in force on {day}, before it is promulgated ({promulgated})",
        ja: "{name}の施行日({day_ja})が公布日({promulgated_ja})より前です",
    },
    labels: &[],
    helps: &[(
        "later",
        Text {
            en: "give a day in force that is not before the day of promulgation",
            ja: "施行日は公布日以後の日にします",
        },
    )],
};

/// A transitional clause that ends before the amendment begins.
pub const KEPT_TOO_SHORT: Entry = Entry {
    code: "kept_too_short",
    severity: Error,
    message: Text {
        en: "{name} keeps this until {until}, before it is itself in force",
        ja: "{name}がこれを維持するのは{until_ja}までですが、改正の施行日より前です",
    },
    labels: &[],
    helps: &[(
        "later",
        Text {
            en: "the old wording can be kept from the day in force on; give a later day",
            ja: "従前の例によるのは施行日からです。施行日以後の日にします",
        },
    )],
};

/// A transitional clause about what the amendment does not change.
pub const KEPT_UNCHANGED: Entry = Entry {
    code: "kept_unchanged",
    severity: Error,
    message: Text {
        en: "{name} keeps this for a while, but does not change it",
        ja: "{name}はこれを維持するとしていますが、改正していません",
    },
    labels: &[],
    helps: &[(
        "change",
        Text {
            en: "name what the same amendment replaces, repeals or sets",
            ja: "同じ改正が置換・廃止・設定するものを挙げます",
        },
    )],
};

/// Two amendments change one thing on the same day.
pub const AMENDED_TWICE: Entry = Entry {
    code: "amended_twice",
    severity: Error,
    message: Text {
        en: "{name} and {other} change the same thing on the same day ({day})",
        ja: "{name}と{other}が同じ日({day_ja})に同じものを改めます",
    },
    labels: &[
        ("again", Text { en: "again here", ja: "ここでもう一度" }),
        ("first", Text { en: "first here", ja: "最初はここ" }),
    ],
    helps: &[(
        "one",
        Text {
            en: "put both changes into one amendment, or give them different days",
            ja: "一つの改正にまとめるか、施行日を分けます",
        },
    )],
};

/// A change of what an earlier amendment has taken out.
pub const AMENDS_WHAT_IS_GONE: Entry = Entry {
    code: "amends_what_is_gone",
    severity: Error,
    message: Text {
        en: "{amendment} changes the {what} {name}, which {by} has taken out",
        ja: "{amendment}が改める{what}{name}は、{by}で無くなっています",
    },
    labels: &[
        ("here", Text { en: "there is no such thing any more", ja: "もうありません" }),
        ("gone", Text { en: "taken out here", ja: "ここで無くなりました" }),
    ],
    helps: &[(
        "newer",
        Text {
            en: "name what stands in its place since then, or leave this change out",
            ja: "その後の規定を挙げるか、この改正を除きます",
        },
    )],
};

/// An amendment of an amendment that has taken effect by then.
pub const AMENDS_WHAT_IS_IN_FORCE: Entry = Entry {
    code: "amends_what_is_in_force",
    severity: Error,
    message: Text {
        en: "{amendment} changes the amendment {name}, which is in force since {day}",
        ja: "{amendment}が改める改正{name}は、{day_ja}に施行されています",
    },
    labels: &[
        (
            "here",
            Text {
                en: "it has taken effect by then", ja: "この時点で、もう効力が生じています"
            },
        ),
        ("old", Text { en: "this amendment", ja: "この改正" }),
    ],
    helps: &[(
        "itself",
        Text {
            en: "change what it has brought: the provisions and declarations themselves",
            ja: "改正によって改められた規定のほうを改めます",
        },
    )],
};

/// Something is named that an amendment has taken out of the wording.
pub const TAKEN_AWAY: Entry = Entry {
    code: "taken_away",
    severity: Error,
    message: Text {
        en: "no {what} {name} any more: {by} has taken it out",
        ja: "{what}{name}は、{by}で無くなっています",
    },
    labels: &[
        ("here", Text { en: "still named here", ja: "ここではまだ使われています" }),
        ("gone", Text { en: "taken out here", ja: "ここで無くなりました" }),
    ],
    helps: &[
        (
            "renamed",
            Text {
                en: "write {to}, as it is called since then", ja: "新しい名前の{to}と書きます"
            },
        ),
        (
            "amend",
            Text {
                en: "let {by} change this place too, naming what stands in its place, or leave {name} in the wording",
                ja: "{by}でこの箇所も改めて代わりのものを挙げるか、{name}を残します",
            },
        ),
    ],
};

/// A draft that would be its own ground.
pub const AMENDS_ITSELF: Entry = Entry {
    code: "amends_itself",
    severity: Error,
    message: Text {
        en: "this draft cannot amend {path}, which holds the draft itself or amends it in turn",
        ja: "{path}は改正対象にできません。この改正案を含むか、逆にこの改正案を改正対象にしています",
    },
    labels: &[],
    helps: &[(
        "outside",
        Text {
            en: "put the draft into a directory beside what it amends, and name only what can be read without it",
            ja: "改正案は改正対象の隣のディレクトリに置き、改正案がなくても読めるものだけを改正対象にします",
        },
    )],
};

/// The same regulation amended twice by one draft.
pub const AMENDS_TWICE: Entry = Entry {
    code: "amends_twice",
    severity: Error,
    message: Text {
        en: "the draft says twice that it amends {path}",
        ja: "同じ改正対象{path}を二度書いています",
    },
    labels: &[
        ("again", Text { en: "said again", ja: "ここでもう一度" }),
        ("first", Text { en: "said first", ja: "最初はここ" }),
    ],
    helps: &[(
        "one",
        Text {
            en: "once is enough for all files of the directory; leave one of them out",
            ja: "一つのディレクトリに一度書けば足ります。片方を除いてください",
        },
    )],
};

/// A day before an amendment that stands in the wording already.
pub const WORDING_NOT_KNOWN: Entry = Entry {
    code: "wording_not_known",
    severity: Warning,
    message: Text {
        en: "the wording of {at} is not known: {name}, in force since {day}, stands in it already",
        ja: "{at_ja}の本文はわかりません。{day_ja}施行の{name}が反映済みだからです",
    },
    labels: &[],
    helps: &[(
        "write",
        Text {
            en: "what is told is of the wording with it; to look further back, write the older wording and the amendment's changes",
            ja: "結果は反映後の本文によります。前の本文を見るには、改正前の本文と改正の内容を書きます",
        },
    )],
};

/// Every entry of this stage.
pub const ALL: &[&Entry] = &[
    &BEFORE_PROMULGATION,
    &KEPT_TOO_SHORT,
    &KEPT_UNCHANGED,
    &AMENDED_TWICE,
    &AMENDS_WHAT_IS_GONE,
    &AMENDS_WHAT_IS_IN_FORCE,
    &TAKEN_AWAY,
    &AMENDS_ITSELF,
    &AMENDS_TWICE,
    &WORDING_NOT_KNOWN,
];
