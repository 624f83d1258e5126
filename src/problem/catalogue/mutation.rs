//! What can be said of changes that nobody would notice, and of their waivers.

use crate::problem::{Entry, Severity::Error, Severity::Warning, Text};

/// A change of the regulation that no property, scenario or table would notice.
pub const UNNOTICED_CHANGE: Entry = Entry {
    code: "unnoticed_change",
    severity: Warning,
    message: Text {
        en: "nobody would notice {name} ({articles})",
        ja: "{name}という変更には誰も気付きません({articles})",
    },
    labels: &[
        ("norm", Text { en: "if this were not there", ja: "これがなくなっても" }),
        (
            "another",
            Text {
                en: "if one person could do both", ja: "同じ者が両方を行なえるようになっても"
            },
        ),
        ("open", Text { en: "if the word `only` were gone", ja: "「のみ」がなくなっても" }),
        (
            "despite",
            Text {
                en: "if it no longer overrode the prohibition", ja: "この禁止に優先しなくなっても"
            },
        ),
        ("anyone", Text { en: "if it were anyone at all", ja: "「誰でも」になっても" }),
        ("conjunct", Text { en: "if this condition were gone", ja: "この条件がなくなっても" }),
        (
            "alternative",
            Text {
                en: "if alternative {number} of this were gone",
                ja: "この選択肢の{number}番目がなくなっても",
            },
        ),
        (
            "clause",
            Text {
                en: "if this clause of the role were gone", ja: "役割のこの定めがなくなっても"
            },
        ),
        (
            "cell",
            Text {
                en: "if the cell {row}, {column} were {mark}",
                ja: "「{row}」の「{column}」の欄が{mark}になっても",
            },
        ),
        (
            "value",
            Text {
                en: "if {attribute} of {element} were {value}",
                ja: "{element}の{attribute}が{value}になっても",
            },
        ),
        (
            "duration",
            Text {
                en: "if {attribute} of {element} were {number} {unit}",
                ja: "{element}の{attribute}が{number}{unit}になっても",
            },
        ),
        (
            "silent",
            Text {
                en: "if the text did not say {attribute} of {element}",
                ja: "{element}の{attribute}が定められていなくても",
            },
        ),
    ],
    helps: &[
        (
            "permit",
            Text {
                en: "write a scenario in which somebody does the act on this ground alone, or `property …: possible some person p: p may …`",
                ja: "この定めだけを根拠にその行為をする事例か、「検証 …: 可能 ある者 p: p は … できる」を書いてください",
            },
        ),
        (
            "forbid",
            Text {
                en: "write a scenario in which all but the prohibition speaks for the act, and the person `may not`",
                ja: "この禁止さえなければできる者が「できない」事例を書いてください",
            },
        ),
        (
            "duty",
            Text {
                en: "write a scenario in which the act becomes due, and one in which the person must do it",
                ja: "その義務が生じ、負うべき者が負う事例を書いてください",
            },
        ),
        (
            "only",
            Text {
                en: "write a scenario in which somebody whom another norm permits the act `may not` do it",
                ja: "他の定めでは許される者が「できない」事例を書いてください",
            },
        ),
        (
            "despite",
            Text {
                en: "write a scenario in which the prohibition applies and the person may do the act all the same",
                ja: "禁止に当たっても、この許容によってできる者の事例を書いてください",
            },
        ),
        (
            "another",
            Text {
                en: "write a scenario in which whoever did the one `may not` do the other, or a property `never some person p: p did … and p did …`",
                ja: "一方をした者が他方を「できない」事例か、「常にない ある者 p: p が … した かつ p が … した」という検証を書いてください",
            },
        ),
        (
            "narrow",
            Text {
                en: "write a scenario in which everything but this holds, and see that the answer is another one",
                ja: "これ以外のすべてが成り立ち、これだけが欠けるときに答えが変わる事例を書いてください",
            },
        ),
        (
            "alternative",
            Text {
                en: "write a scenario in which only this alternative holds",
                ja: "この選択肢だけが成り立つ事例を書いてください",
            },
        ),
        (
            "role",
            Text {
                en: "write a scenario with `p is ROLE`, or a property of who holds the role",
                ja: "この役割に誰が就くかを、事例か検証に書いてください",
            },
        ),
        (
            "table",
            Text {
                en: "publish a table that asks this cell, or write a scenario of it",
                ja: "この欄を用いる表を公表するか、事例を書いてください",
            },
        ),
        (
            "value",
            Text {
                en: "write a scenario or a property that says what the value is, or what turns on it",
                ja: "この値そのもの、またはこの値で変わる答えを、事例か検証に書いてください",
            },
        ),
    ],
};

/// More waivers than one in twenty mutants.
pub const TOO_MANY_WAIVERS: Entry = Entry {
    code: "too_many_waivers",
    severity: Error,
    message: Text {
        en: "{waivers} waivers for {mutants} changes: at most {most} are accepted",
        ja: "変更{mutants}件に対して容認が{waivers}件あります(認められるのは{most}件まで)",
    },
    labels: &[("first", Text { en: "the first one too many", ja: "ここから多すぎます" })],
    helps: &[(
        "check",
        Text {
            en: "write properties and scenarios that notice the changes instead",
            ja: "代わりに、変更に気付く検証や事例を書いてください",
        },
    )],
};

/// A waiver of something that is noticed, or that is no change at all.
pub const STALE_WAIVER: Entry = Entry {
    code: "stale_waiver",
    severity: Warning,
    message: Text { en: "this waiver is not needed: {why}", ja: "この容認は要りません({why})" },
    labels: &[],
    helps: &[
        ("drop", Text { en: "take the line away", ja: "この行を除いてください" }),
        (
            "name",
            Text {
                en: "name one change as `kitei mutate` does, between 「 and 」",
                ja: "`kitei mutate` が示す変更の名を一つ、「」に入れて書いてください",
            },
        ),
    ],
};

/// Every entry of this stage.
pub const ALL: &[&Entry] = &[&UNNOTICED_CHANGE, &TOO_MANY_WAIVERS, &STALE_WAIVER];
