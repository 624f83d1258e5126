//! What can be wrong with names and citations.

use crate::problem::{Entry, Severity::Error, Severity::Warning, Text};

/// A name that nothing declares, where a declared one must stand.
pub const UNDECLARED: Entry = Entry {
    code: "undeclared",
    severity: Error,
    message: Text { en: "no {what} {name}", ja: "{name}という{what}はありません" },
    labels: &[],
    helps: &[
        ("similar", Text { en: "did you mean {similar}?", ja: "{similar}ですか" }),
        (
            "other",
            Text {
                en: "{name} is declared as {other}", ja: "{name}は{other}として宣言されています"
            },
        ),
    ],
};

/// A declared name with a particle or another word of the language stuck to it.
pub const STUCK_NAME: Entry = Entry {
    code: "stuck_name",
    severity: Error,
    message: Text { en: "no {what} {name}", ja: "{name}という名前はありません" },
    labels: &[],
    helps: &[
        (
            "drop",
            Text {
                en: "{rest} is declared, put a space or drop {particle}",
                ja: "{rest}の後の「{particle}」を除くか、間に空白を入れてください",
            },
        ),
        (
            "apart",
            Text {
                en: "put blanks between the words: {apart}",
                ja: "言葉の間に空白を入れて、{apart}と書きます",
            },
        ),
    ],
};

/// An argument that is neither an element of the kind nor a variable.
pub const UNDECLARED_ELEMENT: Entry = Entry {
    code: "undeclared_element",
    severity: Error,
    message: Text { en: "{name} is no {kind}", ja: "{name}という{kind}はありません" },
    labels: &[],
    helps: &[
        (
            "similar_parameter",
            Text {
                en: "did you mean {similar}? (a variable is one character or a parameter's name: {parameters})",
                ja: "{similar}ですか。任意の{kind}なら{parameter}か{any}と書きます",
            },
        ),
        (
            "similar",
            Text {
                en: "did you mean {similar}? (a variable is one character, {any} is any)",
                ja: "{similar}ですか。任意の{kind}なら一文字の名前か{any}と書きます",
            },
        ),
        (
            "parameter",
            Text {
                en: "a variable is one character or a parameter's name: {parameters}",
                ja: "任意の{kind}なら{parameter}か{any}と書きます",
            },
        ),
        ("element", Text { en: "did you mean {similar}?", ja: "{similar}ですか" }),
        (
            "given",
            Text {
                en: "name it under `given`; what `given` does not name is one character",
                ja: "「前提」でその名前を使ってください。「前提」にない人や物の名前は一文字です",
            },
        ),
        (
            "variable",
            Text {
                en: "a variable is one character, {any} is any",
                ja: "任意の{kind}なら一文字の名前か{any}と書きます",
            },
        ),
    ],
};

/// One name for two things of the same category.
pub const DECLARED_TWICE: Entry = Entry {
    code: "declared_twice",
    severity: Error,
    message: Text {
        en: "{what} {name} is declared twice", ja: "{what}{name}が二度宣言されています"
    },
    labels: &[
        ("again", Text { en: "again here", ja: "ここでもう一度" }),
        ("first", Text { en: "first here", ja: "最初はここ" }),
    ],
    helps: &[
        ("rename", Text { en: "give one of them another name", ja: "どちらかの名前を変えてください" }),
        (
            "relations",
            Text {
                en: "facts, roles, offices, tables and definitions share their names, since a formula does not say which it means",
                ja: "事実・役割・職・表・定義の名前は共通です。式の中ではどれを指すか区別できません",
            },
        ),
    ],
};

/// Two declared names that look the same and are not.
pub const LOOK_ALIKE: Entry = Entry {
    code: "look_alike",
    severity: Warning,
    message: Text {
        en: "{name} and {other} look alike, but are different names",
        ja: "{name}と{other}は見た目が似ていますが、別の名前です",
    },
    labels: &[
        ("this", Text { en: "here {chars}", ja: "ここでは{chars}" }),
        ("other", Text { en: "and here {chars}", ja: "こちらは{chars}" }),
    ],
    helps: &[(
        "same",
        Text {
            en: "if they are meant to be the same, write both with the same characters",
            ja: "同じものなら、同じ文字で書いてください",
        },
    )],
};

/// A declared name that every reader would take for a variable.
pub const ONE_CHARACTER_NAME: Entry = Entry {
    code: "one_character_name",
    severity: Error,
    message: Text {
        en: "{name} is one character (digits after it do not count), which means a variable",
        ja: "{name}は（後ろの数字を除くと）一文字なので、変数と読まれます",
    },
    labels: &[],
    helps: &[(
        "longer",
        Text {
            en: "give the {what} a longer name",
            ja: "{what}には、数字を除いて二文字以上の名前を付けてください",
        },
    )],
};

/// A parameter or bound name that is also declared as an element.
pub const SHADOWED_NAME: Entry = Entry {
    code: "shadowed_name",
    severity: Error,
    message: Text {
        en: "{name} is declared as an element, so it cannot be a variable here",
        ja: "{name}は要素として宣言されているので、ここで変数にはできません",
    },
    labels: &[("declared", Text { en: "declared here", ja: "宣言はここ" })],
    helps: &[("rename", Text { en: "give the variable another name", ja: "変数の名前を変えてください" })],
};

/// A name bound again where it already stands for something.
pub const REBOUND: Entry = Entry {
    code: "rebound",
    severity: Error,
    message: Text {
        en: "{name} already stands for something here",
        ja: "{name}はここではすでに使われています",
    },
    labels: &[("first", Text { en: "first here", ja: "最初はここ" })],
    helps: &[("rename", Text { en: "bind another name", ja: "別の名前にしてください" })],
};

/// An element's name that belongs to several kinds where nothing tells which.
pub const AMBIGUOUS_ELEMENT: Entry = Entry {
    code: "ambiguous_element",
    severity: Error,
    message: Text {
        en: "{name} belongs to several kinds: {kinds}",
        ja: "{name}は複数の種類にあります（{kinds}）",
    },
    labels: &[],
    helps: &[(
        "position",
        Text {
            en: "compare it with a parameter or a bound name of the kind that is meant",
            ja: "どの種類のものか分かるように、引数か「すべての」「ある」で種類を示した名前と比べてください",
        },
    )],
};

/// A citation of a provision that the regulation does not list.
pub const UNKNOWN_PROVISION: Entry = Entry {
    code: "unknown_provision",
    severity: Error,
    message: Text { en: "no {name}", ja: "{number}はありません{around_ja}" },
    labels: &[],
    helps: &[
        (
            "inside",
            Text {
                en: "{parent} has {range_en} (relative `前項`: write the full number; bracketed suffix: quote it)",
                ja: "「前項」「同条」は番号で書きます",
            },
        ),
        ("inside_english", Text { en: "{parent} has {range_en}", ja: "番号を確かめてください" }),
        (
            "top_english",
            Text {
                en: "the regulation lists {range_en} (another law: quote its name)",
                ja: "この規程にあるのは{range_ja}です。他の法令は「」で囲みます",
            },
        ),
        (
            "parts",
            Text {
                en: "only its parts {range_en} are listed; cite one of them, or add a `provision` line for {name}",
                ja: "その下の{range_ja}だけがあります。そのどれかを引くか、「条項 {number}」を加えてください",
            },
        ),
        (
            "leaf",
            Text {
                en: "{parent} is listed without paragraphs or items; add a `provision` line for {name}",
                ja: "{parent}に項・号の「条項」はありません。「条項 {number}」を加えてください",
            },
        ),
        (
            "top",
            Text {
                en: "the regulation lists {range_en} (relative `前項`: write the full number; another law: quote its name)",
                ja: "この規程にあるのは{range_ja}です。「前項」「同条」は番号で書き、他の法令は「」で囲みます",
            },
        ),
        (
            "none",
            Text {
                en: "no provision is listed; add `provision {number}` before it is cited",
                ja: "条項が一つもありません。「条項 {number}」を加えてください",
            },
        ),
    ],
};

/// A citation of another law that is not declared.
pub const UNDECLARED_INSTRUMENT: Entry = Entry {
    code: "undeclared_instrument",
    severity: Error,
    message: Text { en: "no instrument {name}", ja: "{name}という法令は宣言されていません" },
    labels: &[],
    helps: &[
        (
            "declare",
            Text {
                en: "add `instrument 「{plain}」 informative`",
                ja: "「法令 「{plain}」 規範なし」を加えてください",
            },
        ),
        ("similar", Text { en: "did you mean {similar}?", ja: "{similar}ですか" }),
    ],
};

/// Every entry of this part.
pub const ALL: &[&Entry] = &[
    &UNDECLARED,
    &STUCK_NAME,
    &UNDECLARED_ELEMENT,
    &DECLARED_TWICE,
    &LOOK_ALIKE,
    &ONE_CHARACTER_NAME,
    &SHADOWED_NAME,
    &REBOUND,
    &AMBIGUOUS_ELEMENT,
    &UNKNOWN_PROVISION,
    &UNDECLARED_INSTRUMENT,
];
