//! What the prover finds in a regulation without being asked. Nothing here is an error; `allow` accepts each with a
//! reason.

use crate::problem::{Entry, Keyed, Severity::Note, Severity::Warning, Text};

/// The option of a reading without which the finding would not hold.
const READING: Keyed = (
    "reading",
    Text { en: "only as it is read here: {reading}", ja: "このように読む場合に限る: {reading}" },
);

/// An act that some norm lets people do and nobody can ever do.
pub const ACT_NEVER_POSSIBLE: Entry = Entry {
    code: "act_never_possible",
    severity: Warning,
    message: Text {
        en: "nobody can ever do {name}, although a norm speaks of who may or must",
        ja: "{name}を許し、または命じる規範があるのに、これを行える人は決して現れません",
    },
    labels: &[
        (
            "norm",
            Text {
                en: "in no course of events this lets anybody act",
                ja: "どんな経過でも、これで行える人はいません",
            },
        ),
        READING,
    ],
    helps: &[(
        "condition",
        Text {
            en: "proved for any number of people: mend the condition, or fill the role that it needs; if the text is so, `allow act_never_possible {plain} because \"…\"`",
            ja: "何人いても行えないことの証明があります。要件を直すか、必要な役割に就く者を定めてください。原文がそうなら「容認 act_never_possible {plain} 理由 \"…\"」と書きます",
        },
    )],
};

/// A permit whose condition never holds.
pub const PERMIT_NEVER_APPLIES: Entry = Entry {
    code: "permit_never_applies",
    severity: Warning,
    message: Text {
        en: "{name} never applies to anybody", ja: "{name}が当てはまる人は決して現れません"
    },
    labels: &[READING],
    helps: &[(
        "condition",
        Text {
            en: "proved for any number of people and every course of events; mend its condition, or leave it out; if the text is so, `allow permit_never_applies {plain} because \"…\"`",
            ja: "何人いても、どんな経過でもそうなることの証明があります。要件を直すか、除いてください。原文がそうなら「容認 permit_never_applies {plain} 理由 \"…\"」と書きます",
        },
    )],
};

/// A norm that another makes superfluous.
pub const NORM_IMPLIED: Entry = Entry {
    code: "norm_implied",
    severity: Note,
    message: Text {
        en: "{name} says nothing that {other} does not say",
        ja: "{name}の言うことは、すべて{other}に含まれています",
    },
    labels: &[
        (
            "other",
            Text {
                en: "this applies wherever the other does",
                ja: "もう一方が当てはまるところでは必ず当てはまります",
            },
        ),
        READING,
    ],
    helps: &[(
        "drop",
        Text {
            en: "without it nothing would change; look whether it was meant to say more, or `allow norm_implied {plain} because \"…\"`",
            ja: "これがなくても何も変わりません。もっと広いことを言うつもりだったのではないか確かめてください。意図どおりなら「容認 norm_implied {plain} 理由 \"…\"」と書きます",
        },
    )],
};

/// A permit and a ban that apply to the same person at the same time.
pub const PERMIT_MEETS_BAN: Entry = Entry {
    code: "permit_meets_ban",
    severity: Note,
    message: Text {
        en: "{name} forbids what {permits} permits",
        ja: "{name}は、{permits}が許すことを禁じています",
    },
    labels: &[("permit", Text { en: "permitted here", ja: "ここで許されています" }), READING],
    helps: &[(
        "wins",
        Text {
            en: "the ban wins, unless the permit names it in `despite`; for example: {how}",
            ja: "許容に「にかかわらず」がなければ、禁止が優先します。例えば: {how}",
        },
    )],
};

/// A ban that takes nothing away from anybody.
pub const BAN_WITHOUT_EFFECT: Entry = Entry {
    code: "ban_without_effect",
    severity: Note,
    message: Text {
        en: "{name} forbids nothing that anybody may do",
        ja: "{name}の禁じることは、もともと誰にも許されていません",
    },
    labels: &[READING],
    helps: &[(
        "nobody",
        Text {
            en: "proved: nobody to whom it applies may do {act} by any other norm; look whether it was meant to reach further",
            ja: "これが当てはまる人に{act}を許す規範がないことの証明があります。もっと広く禁じるつもりだったのではないか確かめてください",
        },
    )],
};

/// A duty that falls due while nobody must answer it.
pub const DUTY_DUE_TO_NOBODY: Entry = Entry {
    code: "duty_due_to_nobody",
    severity: Note,
    message: Text {
        en: "{name} can be due while there is nobody to answer it",
        ja: "{name}は、負う人がいない間に生じることがあります",
    },
    labels: &[READING],
    helps: &[(
        "deputy",
        Text {
            en: "for example: {how}; say who answers it meanwhile",
            ja: "例えば: {how}。その間は誰が負うのかを定めてください",
        },
    )],
};

/// Somebody must do what he may not.
pub const DUTY_BEARER_MAY_NOT: Entry = Entry {
    code: "duty_bearer_may_not",
    severity: Warning,
    message: Text {
        en: "who bears {name} may not always do it",
        ja: "{name}を負う人が、それを行ってはならないことがあります",
    },
    labels: &[READING],
    helps: &[(
        "permit",
        Text {
            en: "for example: {how}; permit {act} to whoever must do it, or let the duty begin later",
            ja: "例えば: {how}。義務を負う者に{act}を許すか、義務の生じる要件を狭めてください",
        },
    )],
};

/// A fact that lets people act, and that they can give themselves.
pub const PERMISSION_TO_ONESELF: Entry = Entry {
    code: "permission_to_oneself",
    severity: Warning,
    message: Text {
        en: "{name} can be done to oneself, and so {fact} be given to oneself",
        ja: "{name}は自分に対しても行え、{fact}を自分に与えることができます",
    },
    labels: &[("fact", Text { en: "given here", ja: "ここで与えられます" }), READING],
    helps: &[(
        "another",
        Text {
            en: "for example: {how}; if that is not meant, forbid it to whoever is to receive it",
            ja: "例えば: {how}。そのつもりでなければ、受ける本人が行うことを禁じてください",
        },
    )],
};

/// A post without whose holder many acts cannot be done.
pub const ONE_POST: Entry = Entry {
    code: "one_post",
    severity: Note,
    message: Text {
        en: "unless {name} acts, {count} of {all} acts can never be done by anybody",
        ja: "{name}が何もしなければ、{all}の行為のうち{count}はいつまでも誰にも行えません",
    },
    labels: &[],
    helps: &[(
        "deputy",
        Text {
            en: "among them {acts} (under the default readings); think of a deputy",
            ja: "{acts}など（既定の解釈による）。代理を定めることを考えてください",
        },
    )],
};

/// Every entry of this part.
pub const ALL: &[&Entry] = &[
    &ACT_NEVER_POSSIBLE,
    &PERMIT_NEVER_APPLIES,
    &NORM_IMPLIED,
    &PERMIT_MEETS_BAN,
    &BAN_WITHOUT_EFFECT,
    &DUTY_DUE_TO_NOBODY,
    &DUTY_BEARER_MAY_NOT,
    &PERMISSION_TO_ONESELF,
    &ONE_POST,
];
