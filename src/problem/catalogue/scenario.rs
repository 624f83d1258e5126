//! What can go wrong when a scenario is run: its start, its steps, its checks.

use crate::problem::{Entry, Keyed, Severity::Error, Text};

/// The start breaks an office axiom or an assumption in force.
pub const SCENARIO_START: Entry = Entry {
    code: "scenario_start",
    severity: Error,
    message: Text {
        en: "the start of {scenario} is not lawful",
        ja: "{scenario}の始まりの状態は、規程に合いません",
    },
    labels: BREACHES,
    helps: &[],
};

/// A `given` or `now` that does not say which facts make it so.
pub const SCENARIO_UNCLEAR: Entry = Entry {
    code: "scenario_unclear",
    severity: Error,
    message: Text {
        en: "this cannot be made to hold", ja: "これを成り立たせることができません"
    },
    labels: &[(
        "here",
        Text {
            en: "no fact, post or naming follows from this alone, or another line says the opposite",
            ja: "これだけではどの事実・職・指定か決まらないか、ほかの行と矛盾します",
        },
    )],
    helps: &[(
        "plain",
        Text {
            en: "say each fact and post on its own, with its holder and arguments",
            ja: "事実と職を一つずつ、その人と引数を挙げて書いてください",
        },
    )],
};

/// A `does` that the person may not do.
pub const SCENARIO_REFUSED: Entry = Entry {
    code: "scenario_refused",
    severity: Error,
    message: Text {
        en: "{person} may not do {act} here", ja: "ここで{person}は{act}をすることができません"
    },
    labels: WHY,
    helps: WHY_NOT_HELPS,
};

/// A step that turns on something the text does not tell.
pub const SCENARIO_UNKNOWN: Entry = Entry {
    code: "scenario_unknown",
    severity: Error,
    message: Text {
        en: "whether this step holds turns on something the text leaves open",
        ja: "この行の当否は、規程が定めていないことによって変わります",
    },
    labels: WHY,
    helps: WHY_NOT_HELPS,
};

/// A check that does not hold.
pub const SCENARIO_CHECK: Entry = Entry {
    code: "scenario_check",
    severity: Error,
    message: Text {
        en: "{scenario} fails: this does not hold", ja: "{scenario}：これは成り立ちません"
    },
    labels: WHY,
    helps: WHY_NOT_HELPS,
};

/// A `now` that is no change of circumstances.
pub const SCENARIO_NOW: Entry = Entry {
    code: "scenario_now",
    severity: Error,
    message: Text {
        en: "this is no change of circumstances", ja: "これは事情の変化ではありません"
    },
    labels: BREACHES,
    helps: &[
        (
            "earned",
            Text {
                en: "only acts give and end {fact}: write the act, as in `m does …`",
                ja: "{fact}は行為だけが生じさせ、消します。「m が … する」と行為を書いてください",
            },
        ),
        (
            "fixed",
            Text {
                en: "{fact} never changes: say it in `given`",
                ja: "{fact}は変わらないものです。「前提」に書いてください",
            },
        ),
        (
            "transfer",
            Text {
                en: "{fact} would be a transfer, and the scenario assumes `no transfers`",
                ja: "{fact}は異動ですが、この事例は異動なしを仮定しています",
            },
        ),
        (
            "unlawful",
            Text {
                en: "the change would not be lawful", ja: "変わった後の状態が規程に合いません"
            },
        ),
    ],
};

const BREACHES: &[Keyed] = &[
    ("here", Text { en: "here", ja: "ここ" }),
    ("vacant", Text { en: "nobody would be {office}", ja: "{office}がいなくなります" }),
    ("shared", Text { en: "{holders} would all be {office}", ja: "{holders}がいずれも{office}になります" }),
    ("assumption", Text { en: "this assumption would be false", ja: "この仮定が成り立ちません" }),
];

const WHY: &[Keyed] = &[
    ("here", Text { en: "at this moment", ja: "この時点" }),
    ("lacking", Text { en: "not so: {facts}", ja: "次が成り立ちません：{facts}" }),
    ("holding", Text { en: "it is so: {facts}", ja: "次が成り立っています：{facts}" }),
    (
        "lacks",
        Text {
            en: "the nearest permit asks for this", ja: "最も近い許容の、この条件を満たしていません"
        },
    ),
    (
        "closed",
        Text {
            en: "this reserves the act for its own cases", ja: "この規定が、その場合に限っています"
        },
    ),
    ("stopped", Text { en: "this forbids it", ja: "この規定が禁じています" }),
    ("granted", Text { en: "this permits it", ja: "この規定が許しています" }),
    ("open", Text { en: "this is not known", ja: "ここがわかりません" }),
    ("vacant", Text { en: "nobody would be {office}", ja: "{office}がいなくなります" }),
    ("shared", Text { en: "{holders} would all be {office}", ja: "{holders}がいずれも{office}になります" }),
    ("assumption", Text { en: "this assumption would be false", ja: "この仮定が成り立ちません" }),
    ("effect", Text { en: "this effect turns on it", ja: "この効果がそれによって変わります" }),
];

const WHY_NOT_HELPS: &[Keyed] = &[
    (
        "fill",
        Text {
            en: "give the attribute or cell a value, or write its values as options of a reading",
            ja: "属性や欄に値を書くか、値の違いを解釈の選択肢として書いてください",
        },
    ),
    ("no_permit", Text { en: "no norm permits {act}", ja: "{act}を許す規定がありません" }),
    (
        "blocked",
        Text {
            en: "{person} may do {act}, but its effect would not be lawful",
            ja: "{person}は{act}をしてよいのですが、その結果が規程に合いません",
        },
    ),
    (
        "unknown",
        Text {
            en: "what the text leaves open counts neither as may nor as may not",
            ja: "規程が定めていないことは、できるともできないとも数えません",
        },
    ),
];

/// Every entry of this stage.
pub const ALL: &[&Entry] = &[
    &SCENARIO_START,
    &SCENARIO_UNCLEAR,
    &SCENARIO_REFUSED,
    &SCENARIO_UNKNOWN,
    &SCENARIO_CHECK,
    &SCENARIO_NOW,
];
