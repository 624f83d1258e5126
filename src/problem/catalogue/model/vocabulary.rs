//! What can be wrong with vocabulary: kinds, tables, readings, roles, effects.

use crate::problem::{Entry, Severity::Error, Text};

/// A closed kind without elements.
pub const EMPTY_KIND: Entry = Entry {
    code: "empty_kind",
    severity: Error,
    message: Text { en: "kind {name} has no elements", ja: "種類{name}に要素がありません" },
    labels: &[],
    helps: &[(
        "open",
        Text {
            en: "list its elements in braces, or write `open kind` if there may be any number of them",
            ja: "波括弧の中に要素を並べるか、いくつあるか決まっていなければ「不特定 種類」と書きます",
        },
    )],
};

/// An attribute given by its sort alone.
pub const NAMELESS_ATTRIBUTE: Entry = Entry {
    code: "nameless_attribute",
    severity: Error,
    message: Text {
        en: "this attribute of {kind} has no name", ja: "{kind}のこの属性には名前がありません"
    },
    labels: &[],
    helps: &[(
        "name",
        Text {
            en: "write the name before the sort: `級: number`",
            ja: "「級: 数」のように、型の前に名前を書きます",
        },
    )],
};

/// An attribute of a sort whose values are no constants.
pub const ATTRIBUTE_SORT: Entry = Entry {
    code: "attribute_sort",
    severity: Error,
    message: Text {
        en: "attribute {name} cannot be a {sort}", ja: "属性{name}に{sort}は使えません"
    },
    labels: &[],
    helps: &[(
        "sorts",
        Text {
            en: "an attribute is a number, a duration, or an element of another kind that lists all its elements; what may change is a fact",
            ja: "属性にできるのは、数・期間・要素をすべて挙げた別の種類です。変わりうるものは事実にします",
        },
    )],
};

/// An attribute that the kind does not declare.
pub const UNKNOWN_ATTRIBUTE: Entry = Entry {
    code: "unknown_attribute",
    severity: Error,
    message: Text {
        en: "{kind} has no attribute {name}", ja: "{kind}に{name}という属性はありません"
    },
    labels: &[],
    helps: &[
        ("similar", Text { en: "did you mean {similar}?", ja: "{similar}ですか" }),
        ("has", Text { en: "it has {attributes}", ja: "あるのは{attributes}です" }),
    ],
};

/// A value of another sort than the place asks for.
pub const WRONG_VALUE: Entry = Entry {
    code: "wrong_value",
    severity: Error,
    message: Text { en: "{name} is no {sort}", ja: "{name}は{sort}ではありません" },
    labels: &[],
    helps: &[],
};

/// A number or duration as a parameter of something that must have finitely many instances.
pub const QUANTITY_PARAMETER: Entry = Entry {
    code: "quantity_parameter",
    severity: Error,
    message: Text {
        en: "a {sort} cannot be a parameter here", ja: "ここでは{sort}を引数にできません"
    },
    labels: &[],
    helps: &[],
};

/// A table that is not a relation of two closed kinds.
pub const TABLE_KINDS: Entry = Entry {
    code: "table_kinds",
    severity: Error,
    message: Text {
        en: "table {name} does not have two kinds that list all their elements",
        ja: "表{name}の行と列が、要素をすべて挙げた二つの種類になっていません",
    },
    labels: &[],
    helps: &[(
        "two",
        Text {
            en: "a table has a kind for its rows and a kind for its columns; for an open kind write a fact",
            ja: "表の行と列には、要素をすべて挙げた種類を一つずつ書きます。不特定の種類なら事実にします",
        },
    )],
};

/// A grid without a row or column for some element.
pub const GRID_INCOMPLETE: Entry = Entry {
    code: "grid_incomplete",
    severity: Error,
    message: Text {
        en: "table {table} lacks the {what} {missing}",
        ja: "表{table}に{missing}の{what}がありません",
    },
    labels: &[
        ("grid", Text { en: "the grid", ja: "この表" }),
        ("table", Text { en: "declared here", ja: "宣言はここ" }),
    ],
    helps: &[(
        "add",
        Text {
            en: "add it; write ? where the source does not tell",
            ja: "加えてください。原典から分からない欄は ? と書きます",
        },
    )],
};

/// A cell that is not named by one row and one column.
pub const SET_CELL: Entry = Entry {
    code: "set_cell",
    severity: Error,
    message: Text {
        en: "a cell of {name} is set by its row and its column",
        ja: "{name}の欄は行と列で指定します",
    },
    labels: &[],
    helps: &[(
        "one",
        Text {
            en: "write `set {plain}(row, column) ○`, with one element each",
            ja: "「定める {plain}（行、列） ○」のように、要素を一つずつ書きます",
        },
    )],
};

/// New vocabulary inside one way to read.
pub const VOCABULARY_IN_OPTION: Entry = Entry {
    code: "vocabulary_in_option",
    severity: Error,
    message: Text {
        en: "an option of a reading cannot declare a new {what}",
        ja: "解釈の選択肢の中で新しい{what}は宣言できません",
    },
    labels: &[],
    helps: &[(
        "outside",
        Text {
            en: "declare it outside of the reading; an option holds norms, clauses of declared roles, definitions, cells and attribute values",
            ja: "解釈の外で宣言してください。選択肢に書けるのは規範、宣言済みの役割の定め、定義、表の欄、属性の値です",
        },
    )],
};

/// A reading without a default, or with several.
pub const READING_DEFAULT: Entry = Entry {
    code: "reading_default",
    severity: Error,
    message: Text {
        en: "reading {name} does not have exactly one default",
        ja: "解釈{name}の既定がちょうど一つになっていません",
    },
    labels: &[
        ("again", Text { en: "a second default", ja: "二つ目の既定" }),
        ("first", Text { en: "the first", ja: "最初の既定" }),
    ],
    helps: &[
        (
            "one",
            Text {
                en: "keep one `default`; scenarios and tables use it",
                ja: "「既定」は一つだけにします。事例と表がそれを使います",
            },
        ),
        (
            "mark",
            Text {
                en: "write `default` after the name of the option that scenarios and tables use",
                ja: "事例と表で使う選択肢の名前の後に「既定」と書きます",
            },
        ),
    ],
};

/// A definition that some option of a reading lacks.
pub const UNDEFINED_OPTION: Entry = Entry {
    code: "undefined_option",
    severity: Error,
    message: Text {
        en: "{name} is not defined under {options} of {reading}",
        ja: "{reading}を{options}と読む場合の{name}の定義がありません",
    },
    labels: &[],
    helps: &[(
        "outside",
        Text {
            en: "define it in every option, or outside of the reading for all that do not",
            ja: "すべての選択肢で定義するか、解釈の外で定義してください",
        },
    )],
};

/// Lines of one role with different numbers of parameters.
pub const ROLE_HEADS: Entry = Entry {
    code: "role_heads",
    severity: Error,
    message: Text {
        en: "the lines of role {name} differ in the number of parameters: {wanted} and {found}",
        ja: "{name}の引数の数が行によって違います（{wanted}と{found}）",
    },
    labels: &[
        ("here", Text { en: "here {found}", ja: "ここでは{found}" }),
        ("first", Text { en: "here {wanted}", ja: "こちらでは{wanted}" }),
    ],
    helps: &[(
        "same",
        Text {
            en: "give every line the same parameters; `_` is any",
            ja: "どの行にも同じ数の引数を書きます。何でもよければ「_」です",
        },
    )],
};

/// A number or attribute in the head of a role.
pub const ROLE_ARGUMENT: Entry = Entry {
    code: "role_argument",
    severity: Error,
    message: Text {
        en: "an argument of a role's head is an element, a variable or `_`",
        ja: "役割の見出しの引数は、要素・変数・「_」のどれかです",
    },
    labels: &[],
    helps: &[("constant", Text { en: "say it with `when`", ja: "「要件」で書いてください" })],
};

/// A role line with `when` but without `is` or `named by`.
pub const ROLE_CONDITION: Entry = Entry {
    code: "role_condition",
    severity: Error,
    message: Text {
        en: "role {name} has a condition, but nobody to whom it applies",
        ja: "役割{name}に要件がありますが、誰についての要件か書かれていません",
    },
    labels: &[],
    helps: &[(
        "is",
        Text {
            en: "write `is` or `named by` before `when`",
            ja: "「要件」の前に「とは」か「指定者」を書きます",
        },
    )],
};

/// A definition whose options disagree about its parameters.
pub const DEFINE_HEADS: Entry = Entry {
    code: "define_heads",
    severity: Error,
    message: Text {
        en: "{name} has other parameters here than where it is first defined",
        ja: "{name}の引数が最初の定義と違います",
    },
    labels: &[
        ("here", Text { en: "here", ja: "ここ" }),
        ("first", Text { en: "first here", ja: "最初はここ" }),
    ],
    helps: &[(
        "same",
        Text {
            en: "give it the same parameters in every option",
            ja: "どの選択肢でも同じ引数にしてください",
        },
    )],
};

/// Definitions or roles that depend on themselves.
pub const CYCLE: Entry = Entry {
    code: "cycle",
    severity: Error,
    message: Text {
        en: "{name} depends on itself: {cycle}",
        ja: "{name}の定めが自分自身に戻ります（{cycle}）",
    },
    labels: &[("member", Text { en: "{name} is said here", ja: "{name}の定めはここ" })],
    helps: &[(
        "break",
        Text {
            en: "say one of them without the others", ja: "どれか一つを、他に頼らずに定めてください"
        },
    )],
};

/// An act that changes something other than a fact.
pub const CHANGES_WHAT: Entry = Entry {
    code: "changes_what",
    severity: Error,
    message: Text {
        en: "{name} is a {what}, which no act can give or end",
        ja: "{name}は{what}なので、行為で発生も消滅もさせられません",
    },
    labels: &[],
    helps: &[(
        "fact",
        Text {
            en: "declare a fact for what changes; a person is put in a role by `named by`",
            ja: "変わるものは事実として宣言します。役割に人を就けるのは「指定者」です",
        },
    )],
};

/// A fixed fact that an act gives.
pub const GIVES_FIXED: Entry = Entry {
    code: "gives_fixed",
    severity: Error,
    message: Text {
        en: "fact {name} is fixed, but an act gives it",
        ja: "事実{name}は不変ですが、発生させる行為があります",
    },
    labels: &[
        ("here", Text { en: "given here", ja: "ここで発生" }),
        ("fixed", Text { en: "declared here", ja: "宣言はここ" }),
    ],
    helps: &[(
        "drop",
        Text {
            en: "leave out `fixed`, or the effect", ja: "「不変」か「発生」のどちらかを除いてください"
        },
    )],
};

/// An act that ends what no act gives.
pub const ENDS_NEVER_GIVEN: Entry = Entry {
    code: "ends_never_given",
    severity: Error,
    message: Text {
        en: "{name} is ended here, but no act gives it",
        ja: "{name}はここで消滅しますが、発生させる行為がありません",
    },
    labels: &[],
    helps: &[(
        "give",
        Text {
            en: "declare the act that gives it; without one it is a circumstance, which acts do not change",
            ja: "発生させる行為を宣言してください。なければ{name}は行為では変わらない事情です",
        },
    )],
};

/// An effect that gives something to nobody in particular.
pub const GIVES_ANY: Entry = Entry {
    code: "gives_any",
    severity: Error,
    message: Text {
        en: "`_` cannot be given: to whom, or what?",
        ja: "「_」に対して発生させることはできません",
    },
    labels: &[],
    helps: &[(
        "parameter",
        Text {
            en: "name a parameter of the act, or an element", ja: "行為の引数か要素を書きます"
        },
    )],
};

/// A variable in an effect that is no parameter of the act.
pub const EFFECT_VARIABLE: Entry = Entry {
    code: "effect_variable",
    severity: Error,
    message: Text {
        en: "{name} is not a parameter of this act", ja: "{name}はこの行為の引数ではありません"
    },
    labels: &[],
    helps: &[(
        "parameter",
        Text {
            en: "an effect speaks of the act's parameters, {parameters}, of `actor` and of elements",
            ja: "効果に書けるのは、この行為の引数（{parameters}）、行為者、要素です",
        },
    )],
};

/// Durations that some calendar would order otherwise.
pub const CALENDAR: Entry = Entry {
    code: "calendar",
    severity: Error,
    message: Text {
        en: "{one} and {other} are compared, but which is longer depends on the calendar",
        ja: "{one}と{other}が比べられますが、どちらが長いかは暦によって変わります",
    },
    labels: &[
        ("here", Text { en: "compared here", ja: "ここで比較" }),
        ("first", Text { en: "with this", ja: "こちらと" }),
    ],
    helps: &[("unit", Text { en: "give both in the same unit", ja: "同じ単位で書いてください" })],
};

/// Every entry of this part.
pub const VOCABULARY: &[&Entry] = &[
    &EMPTY_KIND,
    &NAMELESS_ATTRIBUTE,
    &ATTRIBUTE_SORT,
    &UNKNOWN_ATTRIBUTE,
    &WRONG_VALUE,
    &QUANTITY_PARAMETER,
    &TABLE_KINDS,
    &GRID_INCOMPLETE,
    &SET_CELL,
    &VOCABULARY_IN_OPTION,
    &READING_DEFAULT,
    &UNDEFINED_OPTION,
    &ROLE_HEADS,
    &ROLE_ARGUMENT,
    &ROLE_CONDITION,
    &DEFINE_HEADS,
    &CYCLE,
    &CHANGES_WHAT,
    &GIVES_FIXED,
    &ENDS_NEVER_GIVEN,
    &GIVES_ANY,
    &EFFECT_VARIABLE,
    &CALENDAR,
];
