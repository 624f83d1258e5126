//! What can be told of the text of a regulation: how it was read, and where rules and text differ.

use crate::problem::{Entry, Severity::Error, Severity::Note, Severity::Warning, Text};

/// A text in which no article begins.
pub const NO_ARTICLES: Entry = Entry {
    code: "no_articles",
    severity: Error,
    message: Text {
        en: "{path} is not the text of a regulation: no article begins in it",
        ja: "{path}は規程の条文ではありません。条が一つもありません",
    },
    labels: &[],
    helps: &[
        (
            "articles",
            Text {
                en: "an article begins on a line of its own, with its number and a blank: 第1条 …",
                ja: "条は行の初めに「第1条」と番号を書き、空白をあけて始めます",
            },
        ),
        (
            "xml",
            Text {
                en: "of XML, only the Japanese law standard XML (Law, LawBody, MainProvision) is read",
                ja: "XMLで読めるのは法令標準XML(Law、LawBody、MainProvision)だけです",
            },
        ),
    ],
};

/// A text that begins like XML and is none.
pub const BROKEN_XML: Entry = Entry {
    code: "broken_xml",
    severity: Error,
    message: Text {
        en: "{path} begins like XML, but line {line} is wrong: {why}",
        ja: "{path}はXMLのようですが、{line}行目が正しくありません: {why}",
    },
    labels: &[],
    helps: &[(
        "export",
        Text {
            en: "export the text again; a plain text must not begin with <",
            ja: "もう一度書き出してください。ただの文章なら、初めに「<」を置かないでください",
        },
    )],
};

/// A number that is not the next.
pub const NUMBER_GAP: Entry = Entry {
    code: "number_gap",
    severity: Note,
    message: Text {
        en: "{number} is not the next number", ja: "{number}は次の番号ではありません"
    },
    labels: &[
        ("after", Text { en: "it comes after {last}", ja: "{last}の次にあります" }),
        ("starts", Text { en: "nothing comes before it", ja: "前に何もありません" }),
    ],
    helps: &[
        (
            "after",
            Text {
                en: "look whether something is missing in the text, or has been repealed without a trace",
                ja: "条文に抜けがないか、跡を残さず削除されたのかを確かめてください",
            },
        ),
        (
            "starts",
            Text {
                en: "look whether the beginning is missing in the text",
                ja: "条文の初めが抜けていないかを確かめてください",
            },
        ),
    ],
};

/// A number that stands twice in one place.
pub const NUMBER_TWICE: Entry = Entry {
    code: "number_twice",
    severity: Warning,
    message: Text {
        en: "{number} stands here again, or out of order",
        ja: "{number}が二度あるか、順序が違います",
    },
    labels: &[("again", Text { en: "a second one gets no line", ja: "二つ目には行を作りません" })],
    helps: &[(
        "look",
        Text {
            en: "leave one version in the text: the one that is in force",
            ja: "条文には、施行されている方だけを残してください",
        },
    )],
};

/// A line that can be read in two ways.
pub const UNCLEAR_HEADING: Entry = Entry {
    code: "unclear_heading",
    severity: Note,
    message: Text {
        en: "it is not certain whether {number} begins here",
        ja: "ここから{number}が始まるのかどうか、はっきりしません",
    },
    labels: &[
        ("heading", Text { en: "taken for its beginning", ja: "始まるものとして読みました" }),
        ("text", Text { en: "taken for a citation", ja: "引用として読みました" }),
        (
            "item",
            Text {
                en: "taken for an item, not for a paragraph", ja: "項ではなく号として読みました"
            },
        ),
        (
            "supplement",
            Text {
                en: "this 附則 does not say of which amendment it is",
                ja: "どの改正の附則かがありません",
            },
        ),
    ],
    helps: &[
        (
            "heading",
            Text {
                en: "if it only goes on with the sentence, join the two lines in the text",
                ja: "前の行の続きなら、条文の二つの行をつないでください",
            },
        ),
        (
            "text",
            Text {
                en: "if it begins there, write a blank after the number in the text",
                ja: "そこから始まるのなら、条文の番号の後に空白を入れてください",
            },
        ),
        (
            "item",
            Text {
                en: "if paragraphs are meant, write (1), (2) before items and 2, 3 before paragraphs",
                ja: "項のつもりなら、号には(1)、(2)を、項には2、3を付けてください",
            },
        ),
        (
            "supplement",
            Text {
                en: "write its number behind it in the text: 附則（令和5年規則第3号）",
                ja: "条文に、附則（令和5年規則第3号）のように改正の番号を書いてください",
            },
        ),
    ],
};

/// Lines that no provision holds.
pub const LINES_LEFT_OUT: Entry = Entry {
    code: "lines_left_out",
    severity: Note,
    message: Text {
        en: "lines of the text that belong to no provision: {count}",
        ja: "どの条項にも入らない行が{count}行あります",
    },
    labels: &[("first", Text { en: "the first of them", ja: "その最初の行" })],
    helps: &[(
        "look",
        Text {
            en: "look whether they are only a preamble, page numbers or headings",
            ja: "前文、ページ番号、見出しだけかどうかを確かめてください",
        },
    )],
};

/// A wording that is not the one that was encoded.
pub const WORDING_CHANGED: Entry = Entry {
    code: "wording_changed",
    severity: Warning,
    message: Text {
        en: "the wording of {number} is not the one that was encoded",
        ja: "{number}の文言が、書き下したときのものと違います",
    },
    labels: &[
        ("encoded", Text { en: "encoded from another wording", ja: "別の文言から書き下されています" }),
        ("form", Text { en: "this digest is none", ja: "要約値になっていません" }),
        ("text", Text { en: "the text now", ja: "いまの条文" }),
    ],
    helps: &[
        (
            "review",
            Text {
                en: "look whether the rules still say what the text says, then write digest \"{digest}\"",
                ja: "規則がいまの条文どおりかを確かめてから、要約値 \"{digest}\" と書いてください",
            },
        ),
        (
            "form",
            Text {
                en: "write at least eight hexadecimal digits: digest \"{digest}\"",
                ja: "十六進数8桁以上で 要約値 \"{digest}\" と書いてください",
            },
        ),
    ],
};

/// A provision of the rules that the text does not have.
pub const NOT_IN_TEXT: Entry = Entry {
    code: "not_in_text",
    severity: Warning,
    message: Text { en: "the text has no {number}", ja: "条文に{number}がありません" },
    labels: &[],
    helps: &[(
        "gone",
        Text {
            en: "if it has been repealed, its rules go too; if its number has changed, give it the new one",
            ja: "削除されたのなら規則も除き、番号が変わったのなら新しい番号にしてください",
        },
    )],
};

/// A provision of the text that the rules do not have.
pub const NOT_LISTED: Entry = Entry {
    code: "not_listed",
    severity: Warning,
    message: Text {
        en: "no provision stands for {number} of the text",
        ja: "条文の{number}に当たる条項がありません",
    },
    labels: &[("text", Text { en: "it is here", ja: "ここにあります" })],
    helps: &[(
        "list",
        Text {
            en: "write it down: provision {number} digest \"{digest}\"",
            ja: "条項 {number} 要約値 \"{digest}\" と書き、その内容を書き下してください",
        },
    )],
};

/// Provisions whose wording nobody can compare.
pub const NO_DIGEST: Entry = Entry {
    code: "no_digest",
    severity: Note,
    message: Text {
        en: "provisions without a digest, whose wording is not compared: {count}",
        ja: "要約値がなく、文言を比べられない条項が{count}件あります",
    },
    labels: &[("first", Text { en: "the first of them", ja: "その最初のもの" })],
    helps: &[(
        "import",
        Text {
            en: "`kitei import` prints the digest of every provision of a text; copy it behind the provision",
            ja: "kitei import が条文のすべての条項の要約値を表示します。条項の後に写してください",
        },
    )],
};

/// Every entry of this stage.
pub const ALL: &[&Entry] = &[
    &NO_ARTICLES,
    &BROKEN_XML,
    &NUMBER_GAP,
    &NUMBER_TWICE,
    &UNCLEAR_HEADING,
    &LINES_LEFT_OUT,
    &WORDING_CHANGED,
    &NOT_IN_TEXT,
    &NOT_LISTED,
    &NO_DIGEST,
];
