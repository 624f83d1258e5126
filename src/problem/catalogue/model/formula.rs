//! What can be wrong with formulas, norms and assumptions.

use crate::problem::{Entry, Severity::Error, Text};

/// A role, office or fact where a statement about somebody must stand (E4).
pub const ROLE_AS_STATEMENT: Entry = Entry {
    code: "role_as_statement",
    severity: Error,
    message: Text {
        en: "{name} is a {what}, not a statement", ja: "{name}は{what}であって文ではありません"
    },
    labels: &[],
    helps: &[
        ("brackets", Text { en: "write `{en}`", ja: "「{ja}」と書きます" }),
        ("is", Text { en: "write `p is {written}`", ja: "「p は {written}」と書きます" }),
    ],
};

/// An act where a statement must stand.
pub const ACT_AS_STATEMENT: Entry = Entry {
    code: "act_as_statement",
    severity: Error,
    message: Text {
        en: "{name} is an act, not a statement", ja: "{name}は行為であって文ではありません"
    },
    labels: &[],
    helps: &[(
        "verb",
        Text {
            en: "say `p may {plain}`, `p did {plain}` or `{plain} done`",
            ja: "「p は {plain} できる」「p が {plain} した」「{plain} された」のどれかで書きます",
        },
    )],
};

/// A variable or element where a statement must stand.
pub const NAME_AS_STATEMENT: Entry = Entry {
    code: "name_as_statement",
    severity: Error,
    message: Text { en: "{name} alone is not a statement", ja: "{name}だけでは文になりません" },
    labels: &[],
    helps: &[
        (
            "repeat",
            Text {
                en: "repeat the whole comparison or statement after the connective",
                ja: "「かつ」「または」の後にも文を省かずに書いてください",
            },
        ),
        (
            "complete",
            Text {
                en: "say what holds of it", ja: "それについて何が成り立つかを書いてください"
            },
        ),
    ],
};

/// For a role, office or fact of something that is not given: the act's own, or any.
const WHOSE: &[(&str, Text)] = &[
    (
        "own",
        Text {
            en: "write {own_en} for the act's own, {any_en} for any",
            ja: "行為と同じ{kinds_ja}なら{own_ja}、どの{kinds_ja}でもよければ{any_ja}",
        },
    ),
    (
        "any",
        Text {
            en: "write {any_en} for any, or name one",
            ja: "どの{kinds_ja}でもよければ{any_ja}、決まっていればその名前を括弧に書きます",
        },
    ),
];

/// A role or office with parameters that are not given (E5).
pub const WHICH_ONE: Entry = Entry {
    code: "which_one",
    severity: Error,
    message: Text {
        en: "{name} is one per {kinds}: whose?",
        ja: "{name}は{kinds_ja}ごとに置かれています。どの{kinds_ja}のですか",
    },
    labels: &[],
    helps: WHOSE,
};

/// A fact of a person and something else that is not given.
pub const WHICH_FACT: Entry = Entry {
    code: "which_fact",
    severity: Error,
    message: Text {
        en: "{name} is about a person and a {kinds}: which {kinds}?",
        ja: "{name}は人と{kinds_ja}についての事実です。どの{kinds_ja}ですか",
    },
    labels: &[],
    helps: WHOSE,
};

/// A wrong number of arguments.
pub const WRONG_ARITY: Entry = Entry {
    code: "wrong_arity",
    severity: Error,
    message: Text {
        en: "wrong number of arguments for {name}: {found} instead of {wanted}",
        ja: "{name}の引数は{wanted}個ですが、ここには{found}個あります",
    },
    labels: &[],
    helps: &[
        ("list", Text { en: "they are {sorts}", ja: "順に{sorts_ja}です" }),
        ("none", Text { en: "leave out the brackets", ja: "括弧を除いてください" }),
    ],
};

/// A term of one sort where another is needed; for a variable, both places.
pub const WRONG_SORT: Entry = Entry {
    code: "wrong_sort",
    severity: Error,
    message: Text {
        en: "{name} is a {found}, not a {wanted}",
        ja: "{name}は{found}で、{wanted}ではありません",
    },
    labels: &[
        ("here", Text { en: "a {wanted} is needed here", ja: "ここには{wanted}が必要です" }),
        ("first", Text { en: "a {found} because of this", ja: "ここから{found}と分かります" }),
    ],
    helps: &[],
};

/// A variable whose sort no position tells.
pub const UNKNOWN_SORT: Entry = Entry {
    code: "unknown_sort",
    severity: Error,
    message: Text {
        en: "nothing tells what {name} stands for", ja: "{name}が何を指すか分かりません"
    },
    labels: &[],
    helps: &[
        (
            "bind",
            Text {
                en: "bind it: `some 区域 {plain}: …`",
                ja: "「ある 区域 {plain}: …」のように、何かを示して書きます",
            },
        ),
        (
            "head",
            Text {
                en: "write its kind in the head: `role X(k: 課)`",
                ja: "「役割 X（k: 課）」のように、見出しに種類を書きます",
            },
        ),
    ],
};

/// `actor` where nobody acts.
pub const NO_ACTOR: Entry = Entry {
    code: "no_actor",
    severity: Error,
    message: Text {
        en: "nobody acts here, so `actor` means nobody",
        ja: "ここには行為をする人がいないので「行為者」は使えません",
    },
    labels: &[],
    helps: &[
        (
            "check",
            Text {
                en: "bind a person: `every person p: …`",
                ja: "「すべての 者 p: …」のように人を示して書きます",
            },
        ),
        (
            "rule",
            Text {
                en: "`actor` is for norms and effects", ja: "「行為者」は規範と行為の効果の中で使います"
            },
        ),
    ],
};

/// `_` where one particular thing is needed.
pub const ANY_NOT_HERE: Entry = Entry {
    code: "any_not_here",
    severity: Error,
    message: Text { en: "`_` cannot stand here", ja: "ここに「_」は書けません" },
    labels: &[],
    helps: &[("does", Text { en: "say with what it is done", ja: "何についてするのかを書いてください" })],
};

/// A date in a formula: courses of events have an order, but no calendar.
pub const DATE_NOT_HERE: Entry = Entry {
    code: "date_not_here",
    severity: Error,
    message: Text {
        en: "a date cannot be compared in a formula", ja: "式の中で日付は比べられません"
    },
    labels: &[],
    helps: &[],
};

/// An attribute of a person or a number.
pub const NO_ATTRIBUTES: Entry = Entry {
    code: "no_attributes",
    severity: Error,
    message: Text { en: "a {sort} has no attribute {name}", ja: "{sort}に属性{name}はありません" },
    labels: &[],
    helps: &[],
};

/// Less or greater between things that have no order.
pub const NO_ORDER: Entry = Entry {
    code: "no_order",
    severity: Error,
    message: Text {
        en: "a {sort} can only be equal or not equal to another",
        ja: "{sort}は等しいかどうかしか比べられません",
    },
    labels: &[],
    helps: &[(
        "equal",
        Text {
            en: "use = or ≠, or compare a number of theirs",
            ja: "= か ≠ を使うか、数の属性を比べてください",
        },
    )],
};

/// A numeric parameter compared with something that is no constant.
pub const NUMBER_COMPARED: Entry = Entry {
    code: "number_compared",
    severity: Error,
    message: Text {
        en: "a number that the act brings can be compared only with constants and known attributes",
        ja: "行為が持ち込む数は、定数か値の決まった属性としか比べられません",
    },
    labels: &[],
    helps: &[(
        "constant",
        Text {
            en: "compare it with a number, or give the attribute a value for every element",
            ja: "数と比べるか、すべての要素に属性の値を書いてください",
        },
    )],
};

/// A count over several names.
pub const COUNT_ONE: Entry = Entry {
    code: "count_one",
    severity: Error,
    message: Text {
        en: "a count is of one thing at a time", ja: "一度に数えられるのは一つの名前だけです"
    },
    labels: &[],
    helps: &[(
        "nest",
        Text {
            en: "bind the others with `some` inside", ja: "他の名前は内側で「ある」を使って書きます"
        },
    )],
};

/// `may`, `must`, `due` or `records` inside a rule.
pub const CHECKS_ONLY: Entry = Entry {
    code: "checks_only",
    severity: Error,
    message: Text {
        en: "`{word}` is for checks and cannot stand here",
        ja: "「{word}」は検証のための言葉で、ここには書けません",
    },
    labels: &[],
    helps: &[
        (
            "rule",
            Text {
                en: "say the condition itself: facts, roles, tables, or what somebody did",
                ja: "事実・役割・表や、誰が何をしたかで条件そのものを書きます",
            },
        ),
        (
            "assumption",
            Text {
                en: "an assumption speaks of offices, facts and roles",
                ja: "仮定に書けるのは職・事実・役割です",
            },
        ),
    ],
};

/// A definition about powers, used by a norm, role or effect.
pub const CHECKS_ONLY_DEFINITION: Entry = Entry {
    code: "checks_only_definition",
    severity: Error,
    message: Text {
        en: "{name} speaks of what people may or must do, so no rule can use it",
        ja: "{name}は「できる」「べき」を含むので、規範や役割の中では使えません",
    },
    labels: &[],
    helps: &[(
        "checks",
        Text {
            en: "use it in checks; for a rule define the condition itself",
            ja: "検証の中で使ってください。規範には条件そのものを定義します",
        },
    )],
};

/// WHO that names nothing about persons.
pub const NOT_ABOUT_PERSON: Entry = Entry {
    code: "not_about_person",
    severity: Error,
    message: Text {
        en: "{name} is a {what} that does not begin with a person",
        ja: "{name}は人についての{what}ではありません",
    },
    labels: &[],
    helps: &[(
        "first",
        Text {
            en: "name a role, an office, or a fact whose first parameter is a person",
            ja: "役割・職か、最初の引数が人である事実を書きます",
        },
    )],
};

/// `despite` on a forbid or duty.
pub const DESPITE_PERMIT: Entry = Entry {
    code: "despite_permit",
    severity: Error,
    message: Text {
        en: "only a permit can set a prohibition aside", ja: "禁止を外せるのは許容だけです"
    },
    labels: &[],
    helps: &[("permit", Text { en: "write `despite` on the permit", ja: "「優先」は許容に書きます" })],
};

/// `despite` names a norm that is no forbid.
pub const DESPITE_WHAT: Entry = Entry {
    code: "despite_what",
    severity: Error,
    message: Text { en: "{name} is no prohibition", ja: "{name}は禁止ではありません" },
    labels: &[
        ("here", Text { en: "named here", ja: "ここで指定" }),
        ("norm", Text { en: "this norm", ja: "この規範" }),
    ],
    helps: &[(
        "forbid",
        Text {
            en: "`despite` names the forbid that gives way", ja: "「優先」には退く禁止の名前を書きます"
        },
    )],
};

/// `despite` names a provision that holds no or several forbids.
pub const DESPITE_MANY: Entry = Entry {
    code: "despite_many",
    severity: Error,
    message: Text {
        en: "{name} has {count} prohibitions, but `despite` needs one",
        ja: "{name}の{what}は{count}個ありますが、「優先」が指せるのは一つです",
    },
    labels: &[
        ("here", Text { en: "named here", ja: "ここで指定" }),
        ("norm", Text { en: "this one?", ja: "これですか" }),
    ],
    helps: &[
        (
            "label",
            Text {
                en: "give the forbid a label and name that",
                ja: "禁止に名前を付けて、その名前を書きます",
            },
        ),
        (
            "none",
            Text {
                en: "name a forbid by its label, or by a provision that holds exactly one",
                ja: "禁止の名前か、禁止がちょうど一つある条項を書きます",
            },
        ),
    ],
};

/// History in an assumption.
pub const ASSUMES_COURSE: Entry = Entry {
    code: "assumes_course",
    severity: Error,
    message: Text {
        en: "an assumption cannot speak of what was done",
        ja: "仮定で、誰かが何かをしたことは扱えません",
    },
    labels: &[],
    helps: &[(
        "state",
        Text {
            en: "say what holds, not how it came about", ja: "経緯ではなく状態を書いてください"
        },
    )],
};

/// An assumption about something that acts change: it would block them.
pub const ASSUMES_EARNED: Entry = Entry {
    code: "assumes_earned",
    severity: Error,
    message: Text {
        en: "an assumption cannot speak of {name}, which acts change",
        ja: "{name}は行為によって変わるので、仮定では扱えません",
    },
    labels: &[],
    helps: &[
        (
            "act",
            Text {
                en: "assume something about offices or circumstances, or limit the act by a norm",
                ja: "職や事情について仮定するか、行為を規範で制限してください",
            },
        ),
        (
            "role",
            Text {
                en: "it depends on a naming or on an earned fact",
                ja: "指定や、行為で生じる事実によって決まります",
            },
        ),
    ],
};

/// Every entry of this part.
pub const FORMULAS: &[&Entry] = &[
    &ROLE_AS_STATEMENT,
    &ACT_AS_STATEMENT,
    &NAME_AS_STATEMENT,
    &WHICH_ONE,
    &WHICH_FACT,
    &WRONG_ARITY,
    &WRONG_SORT,
    &UNKNOWN_SORT,
    &NO_ACTOR,
    &ANY_NOT_HERE,
    &DATE_NOT_HERE,
    &NO_ATTRIBUTES,
    &NO_ORDER,
    &NUMBER_COMPARED,
    &COUNT_ONE,
    &CHECKS_ONLY,
    &CHECKS_ONLY_DEFINITION,
    &NOT_ABOUT_PERSON,
    &DESPITE_PERMIT,
    &DESPITE_WHAT,
    &DESPITE_MANY,
    &ASSUMES_COURSE,
    &ASSUMES_EARNED,
];
