//! What can be wrong with the writing: files, encodings, words, grids.

use crate::problem::{Entry, Keyed, Severity::Error, Text};

const SIMILAR: Keyed = ("similar", Text { en: "did you mean {similar}?", ja: "{similar}ですか" });

const STARTERS: Keyed = (
    "starters",
    Text {
        en: "a declaration begins with a word such as `kind`, `office`, `role`, `fact`, `act`, `permit`, `forbid`, `duty`, `property` or `scenario`",
        ja: "宣言は「種類」「職」「役割」「事実」「行為」「許容」「禁止」「義務」「検証」「事例」などの語で始めます",
    },
);

/// A place where no declaration, clause or formula of the language can be read.
pub const UNEXPECTED: Entry = Entry {
    code: "unexpected",
    severity: Error,
    message: Text { en: "cannot read {found} here", ja: "ここに{found}は書けません" },
    labels: &[
        ("here", Text { en: "expected {expected}", ja: "{expected}が必要です" }),
        ("open", Text { en: "this bracket is open", ja: "この括弧が閉じていません" }),
    ],
    helps: &[
        SIMILAR,
        (
            "cite_last",
            Text {
                en: "citations and labels close a declaration: put them after its last clause",
                ja: "条項の番号と見出しは、宣言の最後に書きます",
            },
        ),
        (
            "at_sign",
            Text {
                en: "a citation begins with `@`: `@{plain}`",
                ja: "条項の番号には「@」を付けて「@{plain}」と書きます",
            },
        ),
        (
            "no_full_stop",
            Text {
                en: "nothing closes a declaration: leave it out", ja: "宣言の終わりに句点は要りません"
            },
        ),
        STARTERS,
    ],
};

/// The same, where nothing can be said of what was expected.
pub const UNREADABLE_TEXT: Entry = Entry {
    code: "unreadable_text",
    severity: Error,
    message: Text { en: "cannot read {found} here", ja: "ここに{found}は書けません" },
    labels: &[(
        "here",
        Text {
            en: "nothing of the language begins like this", ja: "このように始まる書き方はありません"
        },
    )],
    helps: &[SIMILAR, STARTERS],
};

/// A word of the language used as a name.
pub const RESERVED_WORD: Entry = Entry {
    code: "reserved_word",
    severity: Error,
    message: Text { en: "{word} is a word of the language", ja: "{word}は予約語です" },
    labels: &[],
    helps: &[(
        "quote",
        Text {
            en: "write 「{plain}」", ja: "名前にするときは「{plain}」とかぎ括弧で囲みます"
        },
    )],
};

/// A word of the language with a name stuck to it.
pub const NO_BLANK: Entry = Entry {
    code: "no_blank",
    severity: Error,
    message: Text {
        en: "no blank stands between {first} and {second}",
        ja: "{first}と{second}の間に空白がありません",
    },
    labels: &[],
    helps: &[("blank", Text { en: "write `{apart}`", ja: "「{apart}」と書いてください" })],
};

/// A blank between a name and the bracket of its arguments.
pub const BRACKET_APART: Entry = Entry {
    code: "bracket_apart",
    severity: Error,
    message: Text {
        en: "a blank stands between {name} and its bracket",
        ja: "{name}と括弧の間に空白があります",
    },
    labels: &[],
    helps: &[("join", Text { en: "write `{joined}(…)`", ja: "「{joined}(…)」と続けて書いてください" })],
};

/// Several roles or offices without brackets.
pub const BARE_ALTERNATIVES: Entry = Entry {
    code: "bare_alternatives",
    severity: Error,
    message: Text {
        en: "several roles or offices need brackets", ja: "複数の役割や職は括弧で囲みます"
    },
    labels: &[],
    helps: &[("brackets", Text { en: "write `({who})`", ja: "「({who})」と書いてください" })],
};

/// A row whose cells are not as many as the columns.
pub const GRID_ROW: Entry = Entry {
    code: "grid_row",
    severity: Error,
    message: Text {
        en: "row {row} has {cells} cells, the table has {columns} columns",
        ja: "{row}の行は{cells}欄、列は{columns}です",
    },
    labels: &[
        (
            "missing",
            Text {
                en: "the cell of {column} seems to be missing", ja: "{column}の欄が抜けているようです"
            },
        ),
        ("extra", Text { en: "too many", ja: "多すぎます" }),
        ("header", Text { en: "the columns", ja: "列" }),
    ],
    helps: &[("blank", Text { en: "put a blank before the cell", ja: "欄の前に空白を入れてください" })],
};

/// A sign in a grid or after `set` that is none of ○ × ?.
pub const NOT_A_CELL: Entry = Entry {
    code: "not_a_cell",
    severity: Error,
    message: Text { en: "{found} is no cell", ja: "{found}は欄に書けません" },
    labels: &[],
    helps: &[(
        "condition",
        Text {
            en: "a cell is ○, × or ?; a conditional yes is a permit with `when`",
            ja: "欄は○、×、?のいずれかです。条件付きの可は「許容 … 要件 …」で書きます",
        },
    )],
};

/// 「 without 」 on its line.
pub const UNCLOSED_QUOTE: Entry = Entry {
    code: "unclosed_quote",
    severity: Error,
    message: Text { en: "「 is not closed", ja: "「が閉じていません" },
    labels: &[("here", Text { en: "no 」 follows on this line", ja: "この行に」がありません" })],
    helps: &[],
};

/// A text without its closing quotation mark on its line.
pub const UNCLOSED_TEXT: Entry = Entry {
    code: "unclosed_text",
    severity: Error,
    message: Text { en: "the text is not closed", ja: "文が閉じていません" },
    labels: &[(
        "here",
        Text {
            en: "no closing quotation mark follows on this line",
            ja: "この行に終わりの引用符がありません",
        },
    )],
    helps: &[],
};

/// A word with signs or a leading digit, used as a name.
pub const NEEDS_QUOTES: Entry = Entry {
    code: "needs_quotes",
    severity: Error,
    message: Text {
        en: "{found} is no name without 「」",
        ja: "{found}は、かぎ括弧なしでは名前になりません",
    },
    labels: &[],
    helps: &[("quote", Text { en: "write 「…」 around it", ja: "「」で囲んでください" })],
};

/// An integer beyond what is counted here.
pub const NUMBER_TOO_LARGE: Entry = Entry {
    code: "number_too_large",
    severity: Error,
    message: Text { en: "the number is too large", ja: "数が大きすぎます" },
    labels: &[],
    helps: &[],
};

/// A day that no calendar has.
pub const NO_SUCH_DAY: Entry = Entry {
    code: "no_such_day",
    severity: Error,
    message: Text { en: "there is no day {date}", ja: "{date}という日はありません" },
    labels: &[],
    helps: &[],
};

/// A day outside the era it is written in.
pub const OUTSIDE_ERA: Entry = Entry {
    code: "outside_era",
    severity: Error,
    message: Text { en: "{date} is outside {era}", ja: "{date}は{era}の期間にありません" },
    labels: &[],
    helps: &[
        (
            "closed",
            Text { en: "{era} lasted from {first} to {last}", ja: "{era}は{first}から{last}までです" },
        ),
        ("open", Text { en: "{era} began on {first}", ja: "{era}は{first}からです" }),
    ],
};

/// `@` without anything that could be cited.
pub const NO_CITATION: Entry = Entry {
    code: "no_citation",
    severity: Error,
    message: Text { en: "this cites no provision", ja: "条項の番号がありません" },
    labels: &[],
    helps: &[(
        "forms",
        Text {
            en: "write `@第13条第5項第1号`, `@別紙1`, `@Art.13(5)(1)` or `@「another instrument」`",
            ja: "「@第13条第5項第1号」「@別紙1」「@附則第2項」、他の法令なら「@「住民基本台帳法第30条」」と書きます",
        },
    )],
};

/// 前項, 同条.
pub const RELATIVE_CITATION: Entry = Entry {
    code: "relative_citation",
    severity: Error,
    message: Text {
        en: "{word} is a relative citation", ja: "{word}は、置かれた場所で指すものが変わります"
    },
    labels: &[],
    helps: &[("number", Text { en: "write the full number", ja: "「前項」「同条」は番号で書きます" })],
};

/// 附則(…) without 「」.
pub const BRACKET_IN_CITATION: Entry = Entry {
    code: "bracket_in_citation",
    severity: Error,
    message: Text { en: "{found} needs 「」", ja: "{found}は、かぎ括弧で囲みます" },
    labels: &[],
    helps: &[("quote", Text { en: "quote it", ja: "「」で囲んでください" })],
};

/// Brackets, quantifiers or negations too deep in each other.
pub const NESTING: Entry = Entry {
    code: "nesting",
    severity: Error,
    message: Text {
        en: "nested deeper than {limit} levels", ja: "入れ子が{limit}段を超えています"
    },
    labels: &[],
    helps: &[(
        "define",
        Text {
            en: "give a part a name with `define`", ja: "一部を「定義」で名付けてください"
        },
    )],
};

/// `{` without `}`.
pub const UNCLOSED_BRACE: Entry = Entry {
    code: "unclosed_brace",
    severity: Error,
    message: Text { en: "the block is not closed", ja: "ブロックが閉じていません" },
    labels: &[
        ("open", Text { en: "opened here", ja: "ここで始まっています" }),
        ("end", Text { en: "`}` is missing", ja: "「}」がありません" }),
    ],
    helps: &[],
};

/// `}` that closes nothing.
pub const STRAY_BRACE: Entry = Entry {
    code: "stray_brace",
    severity: Error,
    message: Text {
        en: "this brace closes nothing", ja: "この「}」に対応する「{」がありません"
    },
    labels: &[],
    helps: &[],
};

/// A version of the language that this program does not know.
pub const UNKNOWN_VERSION: Entry = Entry {
    code: "unknown_version",
    severity: Error,
    message: Text {
        en: "this is version {version} of the language, and this program reads version {current}",
        ja: "この規程は言語の版{version}で書かれていますが、このプログラムが読めるのは版{current}です",
    },
    labels: &[],
    helps: &[(
        "newer",
        Text {
            en: "use a newer kitei, or write `kitei 1`",
            ja: "新しいkiteiを使うか、「kitei 1」と書いてください",
        },
    )],
};

/// A regulation whose first line is not `kitei 1`.
pub const MISSING_VERSION: Entry = Entry {
    code: "missing_version",
    severity: Error,
    message: Text {
        en: "the regulation does not say which version of the language it is written in",
        ja: "どの版の言語で書かれているかがありません",
    },
    labels: &[],
    helps: &[(
        "write",
        Text {
            en: "write `kitei 1` as its first line", ja: "最初の行に「kitei 1」と書いてください"
        },
    )],
};

const SAVE: Text =
    Text { en: "save the file as UTF-8", ja: "ファイルをUTF-8で保存してください" };

/// A file in Shift_JIS, EUC-JP, ISO-2022-JP or UTF-16.
pub const ENCODING: Entry = Entry {
    code: "encoding",
    severity: Error,
    message: Text {
        en: "{path} is written in {encoding}, not in UTF-8",
        ja: "{path}はUTF-8ではなく{encoding}で書かれています",
    },
    labels: &[],
    helps: &[("save", SAVE)],
};

/// Bytes that are in no encoding known here.
pub const NOT_UTF8: Entry = Entry {
    code: "not_utf8",
    severity: Error,
    message: Text {
        en: "{path} is not UTF-8: line {line} has the bytes {bytes}",
        ja: "{path}はUTF-8ではありません: {line}行目に {bytes} というバイトがあります",
    },
    labels: &[],
    helps: &[("save", SAVE)],
};

/// Every entry of this stage.
pub const ALL: &[&Entry] = &[
    &UNEXPECTED,
    &UNREADABLE_TEXT,
    &RESERVED_WORD,
    &NO_BLANK,
    &BRACKET_APART,
    &BARE_ALTERNATIVES,
    &GRID_ROW,
    &NOT_A_CELL,
    &UNCLOSED_QUOTE,
    &UNCLOSED_TEXT,
    &NEEDS_QUOTES,
    &NUMBER_TOO_LARGE,
    &NO_SUCH_DAY,
    &OUTSIDE_ERA,
    &NO_CITATION,
    &RELATIVE_CITATION,
    &BRACKET_IN_CITATION,
    &NESTING,
    &UNCLOSED_BRACE,
    &STRAY_BRACE,
    &UNKNOWN_VERSION,
    &MISSING_VERSION,
    &ENCODING,
    &NOT_UTF8,
];
