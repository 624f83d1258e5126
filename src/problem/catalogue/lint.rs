//! What a regulation that can be read may still lack. Each of these can be accepted with `allow`.

use crate::problem::{Entry, Severity::Note, Severity::Warning, Text};

/// A role that no clause fills, for anybody or for some element.
pub const UNFILLED_ROLE: Entry = Entry {
    code: "unfilled_role",
    severity: Warning,
    message: Text { en: "nobody can ever be {name}", ja: "{name}には誰も就けません" },
    labels: &[
        ("used", Text { en: "used here", ja: "ここで使われています" }),
        ("namer", Text { en: "only {namer} can name them", ja: "指定できるのは{namer}だけです" }),
    ],
    helps: &[
        (
            "never",
            Text {
                en: "say who it is with `is`, or who names them with `named by`; if the text is silent: `allow unfilled_role {plain} because \"…\"`",
                ja: "「とは」で誰かを定めるか、「指定者」で指定する者を書きます。原文に定めがなければ「容認 unfilled_role {plain} 理由 \"…\"」と書きます",
            },
        ),
        (
            "element",
            Text {
                en: "its clauses fill it for other elements only; add one, or `allow unfilled_role {plain} because \"…\"`",
                ja: "他の要素についてだけ定めがあります。定めを加えるか、「容認 unfilled_role {plain} 理由 \"…\"」と書きます",
            },
        ),
        (
            "namer",
            Text {
                en: "whoever names must be somebody: fill {namer}",
                ja: "指定する者がいなければ誰も指定できません。{namer}に就く者を定めてください",
            },
        ),
    ],
};

/// A role that nobody fills if a text is read in one of its ways.
pub const UNFILLED_IF_READ_SO: Entry = Entry {
    code: "unfilled_if_read_so",
    severity: Note,
    message: Text {
        en: "nobody can ever be {name} if {reading} is read as {option}",
        ja: "{reading}を{option}と読むと、{name}には誰も就けません",
    },
    labels: &[("option", Text { en: "under this option", ja: "この選択肢による場合" })],
    helps: &[(
        "gap",
        Text {
            en: "what needs the role cannot be done then; if that is what this reading says, `allow unfilled_if_read_so {plain} because \"…\"`",
            ja: "その場合、この役割を要することはできません。その読み方のとおりなら「容認 unfilled_if_read_so {plain} 理由 \"…\"」と書きます",
        },
    )],
};

/// Roles that only each other's holders can name.
pub const CIRCULAR_APPOINTMENT: Entry = Entry {
    code: "circular_appointment",
    severity: Warning,
    message: Text {
        en: "nobody can be the first to be named: {cycle}",
        ja: "最初に指定される人がいません（{cycle}）",
    },
    labels: &[("member", Text { en: "{name} is named here", ja: "{name}の指定はここ" })],
    helps: &[(
        "first",
        Text {
            en: "say with `is` who one of them is, or let somebody outside of the circle name one",
            ja: "どれか一つを「とは」で定めるか、輪の外の者に指定させてください",
        },
    )],
};

/// A condition of naming that speaks of somebody, whoever that be.
pub const NAMING_OF_SOMEBODY: Entry = Entry {
    code: "naming_of_somebody",
    severity: Warning,
    message: Text {
        en: "`when` of the role {name} speaks of somebody ({var}), not of who is named",
        ja: "役割{name}の要件は、指定される者ではなく、誰か（{var}）のことを言っています",
    },
    labels: &[],
    helps: &[(
        "person",
        Text {
            en: "who is named is {person}; if anybody at all is meant, write `some person …`, or `allow naming_of_somebody {plain} because \"…\"`",
            ja: "指定される者は{person}と書きます。誰でもよいなら「ある 者 …」と書くか、「容認 naming_of_somebody {plain} 理由 \"…\"」と書きます",
        },
    )],
};

/// A declaration that no norm, role, act or check uses.
pub const UNUSED_DECLARATION: Entry = Entry {
    code: "unused_declaration",
    severity: Warning,
    message: Text {
        en: "nothing uses the {what} {name}", ja: "{what}{name}はどこでも使われていません"
    },
    labels: &[],
    helps: &[
        ("use", Text { en: "use it, or leave it out", ja: "使うか、宣言を除いてください" }),
        (
            "empty",
            Text {
                en: "no option says anything; give one a clause, or leave the reading out",
                ja: "どの選択肢にも内容がありません。内容を書くか、解釈を除いてください",
            },
        ),
    ],
};

/// An act that no permit or duty names.
pub const UNPERMITTED_ACT: Entry = Entry {
    code: "unpermitted_act",
    severity: Warning,
    message: Text {
        en: "no norm permits {name}, so nobody may do it",
        ja: "{name}を許す規範がないので、誰も行えません",
    },
    labels: &[],
    helps: &[(
        "permit",
        Text {
            en: "write a permit or a duty; what no norm permits is not permitted",
            ja: "許容か義務を書いてください。どの規範も許していないことはできません",
        },
    )],
};

/// A prohibition of an act that nothing permits.
pub const IDLE_BAN: Entry = Entry {
    code: "idle_ban",
    severity: Note,
    message: Text {
        en: "{name} forbids what nobody may do anyway",
        ja: "{name}は、もともと誰にも許されていないことを禁じています",
    },
    labels: &[],
    helps: &[(
        "permit",
        Text {
            en: "no norm permits {act}; the ban changes nothing",
            ja: "{act}を許す規範がないので、この禁止は何も変えません",
        },
    )],
};

/// An earned fact that no act takes away.
pub const FACT_NEVER_ENDED: Entry = Entry {
    code: "fact_never_ended",
    severity: Note,
    message: Text {
        en: "no act ends {name}: once given, it lasts for ever",
        ja: "{name}を消滅させる行為がなく、一度生じるとずっと続きます",
    },
    labels: &[("given", Text { en: "given here", ja: "ここで発生" })],
    helps: &[(
        "end",
        Text {
            en: "declare the act that ends it, or accept it with `allow`",
            ja: "消滅させる行為を宣言するか、「容認」で認めてください",
        },
    )],
};

/// A record class that no act produces.
pub const RECORD_NEVER_MADE: Entry = Entry {
    code: "record_never_made",
    severity: Warning,
    message: Text {
        en: "no act leaves the record {name}", ja: "記録{name}を残す行為がありません"
    },
    labels: &[],
    helps: &[(
        "records",
        Text {
            en: "write `records {plain}` on the act that leaves it",
            ja: "それを残す行為に「記録先 {plain}」と書きます",
        },
    )],
};

/// A record that an act leaves, without a value for one of its attributes.
pub const RECORD_ATTRIBUTE_UNKNOWN: Entry = Entry {
    code: "record_attribute_unknown",
    severity: Warning,
    message: Text {
        en: "{attribute} of the record {name} is not given",
        ja: "記録{name}の{attribute}が書かれていません",
    },
    labels: &[("recorded", Text { en: "the record is left here", ja: "記録はここで残されます" })],
    helps: &[(
        "value",
        Text {
            en: "write it where the text says it; if the text is silent, `allow record_attribute_unknown {plain} because \"…\"`",
            ja: "原文に定めがあれば書きます。なければ「容認 record_attribute_unknown {plain} 理由 \"…\"」と書きます",
        },
    )],
};

/// An act without a record, beside another that changes the same facts and leaves one.
pub const UNRECORDED_ACT: Entry = Entry {
    code: "unrecorded_act",
    severity: Note,
    message: Text {
        en: "{name} leaves no record where {other} does",
        ja: "{other}は記録を残しますが、{name}は残しません",
    },
    labels: &[("other", Text { en: "this one does", ja: "こちらは記録を残します" })],
    helps: &[(
        "records",
        Text {
            en: "both change {facts}; write `records`, or accept it with `allow`",
            ja: "どちらも{facts}を変えます。「記録先」を書くか、「容認」で認めてください",
        },
    )],
};

/// A provision without declarations and without a mark.
pub const PROVISION_NOT_ENCODED: Entry = Entry {
    code: "provision_not_encoded",
    severity: Warning,
    message: Text { en: "{number} is not encoded", ja: "{number}に対応する宣言がありません" },
    labels: &[],
    helps: &[
        (
            "mark",
            Text {
                en: "write its declarations in braces, or mark it `informative because \"…\"` or `open-textured because \"…\"`",
                ja: "波括弧の中に宣言を書くか、「規範なし 理由 \"…\"」か「評価を要する 理由 \"…\"」と書きます",
            },
        ),
        (
            "reason",
            Text {
                en: "say why it has no declarations: `because \"…\"`",
                ja: "宣言がない理由を「理由 \"…\"」で書きます",
            },
        ),
        (
            "items",
            Text {
                en: "of its items {missing} are left", ja: "号などのうち{missing}が残っています"
            },
        ),
    ],
};

/// A permit that turns on an unknown attribute or cell.
pub const PERMIT_ON_UNKNOWN: Entry = Entry {
    code: "permit_on_unknown",
    severity: Note,
    message: Text {
        en: "whether {name} applies cannot be said: {what} is not given",
        ja: "{what}が書かれていないので、{name}が当てはまるかどうか言えません",
    },
    labels: &[("unknown", Text { en: "not given here", ja: "ここに書かれていません" })],
    helps: &[(
        "value",
        Text {
            en: "checks must hold whatever it is; write it where the text says it",
            ja: "どの値でも成り立つかどうかを検証します。原文に定めがあれば書いてください",
        },
    )],
};

/// A duty put on a role that nobody can hold.
pub const DUTY_WITHOUT_BEARER: Entry = Entry {
    code: "duty_without_bearer",
    severity: Warning,
    message: Text {
        en: "nobody can ever bear the duty {name}", ja: "義務{name}を負う人がいません"
    },
    labels: &[("bearer", Text { en: "nobody can be {bearer}", ja: "{bearer}には誰も就けません" })],
    helps: &[(
        "fill",
        Text {
            en: "fill {bearer}, or put the duty on somebody else",
            ja: "{bearer}に就く者を定めるか、義務を負う者を変えてください",
        },
    )],
};

/// A duty whose own act cannot make its trigger false.
pub const DUTY_NEVER_ENDS: Entry = Entry {
    code: "duty_never_ends",
    severity: Note,
    message: Text {
        en: "doing {act} does not end the duty {name}",
        ja: "{act}をしても義務{name}はなくなりません",
    },
    labels: &[(
        "act",
        Text {
            en: "the act changes nothing that the duty depends on",
            ja: "この行為は、義務の要件に何も影響しません",
        },
    )],
    helps: &[(
        "end",
        Text {
            en: "let the act end a fact of the trigger, or say `not {plain} done` in it",
            ja: "要件の事実を行為で消滅させるか、要件に「{plain} された でない」と書きます",
        },
    )],
};

/// An `allow` line that accepts nothing.
pub const STALE_ALLOW: Entry = Entry {
    code: "stale_allow",
    severity: Warning,
    message: Text {
        en: "nothing here needs `allow {code}` any more",
        ja: "「容認 {code}」はもう必要ありません",
    },
    labels: &[],
    helps: &[("drop", Text { en: "leave the line out", ja: "この行を除いてください" })],
};

/// Every entry of this part.
pub const ALL: &[&Entry] = &[
    &UNFILLED_ROLE,
    &UNFILLED_IF_READ_SO,
    &CIRCULAR_APPOINTMENT,
    &NAMING_OF_SOMEBODY,
    &UNUSED_DECLARATION,
    &UNPERMITTED_ACT,
    &IDLE_BAN,
    &FACT_NEVER_ENDED,
    &RECORD_NEVER_MADE,
    &RECORD_ATTRIBUTE_UNKNOWN,
    &UNRECORDED_ACT,
    &PROVISION_NOT_ENCODED,
    &PERMIT_ON_UNKNOWN,
    &DUTY_WITHOUT_BEARER,
    &DUTY_NEVER_ENDS,
    &STALE_ALLOW,
];

/// The checks that need no property: those that need no solver, and those that do.
pub fn every() -> impl Iterator<Item = &'static Entry> {
    ALL.iter().chain(super::audit::ALL).copied()
}
