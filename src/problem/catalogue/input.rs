//! What can be wrong with what the tool was given: arguments, files, directories, names; and the tool itself.

use crate::problem::{
    Entry,
    Severity::{Error, Warning},
    Text,
};

/// The command line could not be understood.
pub const WRONG_ARGUMENTS: Entry = Entry {
    code: "wrong_arguments",
    severity: Error,
    message: Text {
        en: "cannot understand the command line: {why}",
        ja: "コマンドの書き方が違います: {why}",
    },
    labels: &[],
    helps: &[
        (
            "see_help",
            Text {
                en: "`{command} --help` tells what can be written",
                ja: "書き方は {command} --help で見られます",
            },
        ),
        ("similar", Text { en: "did you mean {similar}?", ja: "{similar}ですか" }),
    ],
};

/// A path on the command line that is not there.
pub const MISSING_PATH: Entry = Entry {
    code: "missing_path",
    severity: Error,
    message: Text {
        en: "there is no file or directory {path}",
        ja: "{path}というファイルもディレクトリもありません",
    },
    labels: &[],
    helps: &[
        ("similar", Text { en: "did you mean {similar}?", ja: "{similar}ですか" }),
        (
            "give_path",
            Text {
                en: "give the directory that holds the regulation, or one of its files",
                ja: "規程のディレクトリか、その中のファイルを指定してください",
            },
        ),
        (
            "order",
            Text {
                en: "the path comes before the name: {words}", ja: "場所を名前より先に書きます: {words}"
            },
        ),
    ],
};

/// A file or directory that the system does not let us read.
pub const UNREADABLE: Entry = Entry {
    code: "unreadable",
    severity: Error,
    message: Text { en: "cannot read {path}: {why}", ja: "{path}を読めません: {why}" },
    labels: &[],
    helps: &[(
        "permission",
        Text {
            en: "ask for the right to read it, or copy it to a place where you have it",
            ja: "読み取りの権限を得るか、権限のある場所に写してください",
        },
    )],
};

/// A link that leads back to itself, so that the directory has no end.
pub const LINK_LOOP: Entry = Entry {
    code: "link_loop",
    severity: Error,
    message: Text {
        en: "the link {path} leads back to itself", ja: "リンク{path}が自分自身に戻っています"
    },
    labels: &[],
    helps: &[(
        "remove",
        Text {
            en: "remove the link, or let it point to a file outside",
            ja: "リンクを削除するか、外のファイルを指すようにしてください",
        },
    )],
};

/// A file too large to be a regulation.
pub const TOO_LARGE: Entry = Entry {
    code: "too_large",
    severity: Error,
    message: Text {
        en: "{path} is larger than {limit} MB, which no file of a regulation is",
        ja: "{path}は{limit}MBを超えています。規程のファイルとしては大きすぎます",
    },
    labels: &[],
    helps: &[(
        "split",
        Text {
            en: "split it into files by chapter; all files of a directory make one regulation",
            ja: "章ごとのファイルに分けてください。一つのディレクトリのファイル全体で一つの規程になります",
        },
    )],
};

/// A directory without anything to read.
pub const NO_RULES: Entry = Entry {
    code: "no_rules",
    severity: Error,
    message: Text { en: "{path} holds no rules", ja: "{path}に規程のファイルがありません" },
    labels: &[],
    helps: &[
        (
            "write",
            Text {
                en: "rules are read from files that end in .kitei, and from the ```kitei blocks of Markdown files",
                ja: "規程は「.kitei」で終わるファイルと、Markdownファイルの ```kitei の区画から読まれます",
            },
        ),
        ("similar", Text { en: "did you mean {similar}?", ja: "{similar}ですか" }),
    ],
};

/// A file that the system does not let us write.
pub const UNWRITABLE: Entry = Entry {
    code: "unwritable",
    severity: Error,
    message: Text { en: "cannot write {path}: {why}", ja: "{path}に書けません: {why}" },
    labels: &[],
    helps: &[
        (
            "unchanged",
            Text {
                en: "the file is as it was; make it writable and run the command again",
                ja: "ファイルは元のままです。書き込めるようにしてから、もう一度実行してください",
            },
        ),
        (
            "exists",
            Text {
                en: "give another name; what has been written there is never replaced by a new beginning",
                ja: "別の名前にしてください。すでに書かれたものを、作りたての一覧で置き換えることはありません",
            },
        ),
    ],
};

/// A document made from the rules that says something else than they do now.
pub const DOCUMENT_DRIFTED: Entry = Entry {
    code: "document_drifted",
    severity: Warning,
    message: Text {
        en: "the document {path} does not say what the rules say now",
        ja: "文書{path}の内容が、いまの規程と違います",
    },
    labels: &[],
    helps: &[(
        "write",
        Text {
            en: "run the command again without --check, and look at what has changed",
            ja: "--check を付けずにもう一度実行し、変わったところを見てください",
        },
    )],
};

/// A name given on the command line that the regulation does not have.
pub const NO_SUCH_NAME: Entry = Entry {
    code: "no_such_name",
    severity: Error,
    message: Text {
        en: "the regulation has no {what} {name}",
        ja: "この規程に{name}という{what}はありません",
    },
    labels: &[],
    helps: &[
        ("similar", Text { en: "did you mean {similar}?", ja: "{similar}ですか" }),
        ("choose", Text { en: "there are {names}", ja: "あるのは{names}です" }),
        ("none", Text { en: "the regulation has none at all", ja: "この規程には一つもありません" }),
    ],
};

/// The sibling program that holds the solver is not there.
pub const NO_PROVER: Entry = Entry {
    code: "no_prover",
    severity: Error,
    message: Text {
        en: "cannot prove: the program {path} cannot be started ({why})",
        ja: "証明できません: プログラム{path}を起動できません({why})",
    },
    labels: &[],
    helps: &[(
        "install",
        Text {
            en: "kitei-prove must stand beside kitei; `make verify` builds both",
            ja: "kitei-prove を kitei と同じ場所に置いてください。make verify で両方が作られます",
        },
    )],
};

/// The program that was to ask every question again is not there.
pub const NO_SECOND_SOLVER: Entry = Entry {
    code: "no_second_solver",
    severity: Error,
    message: Text {
        en: "cannot ask a second solver: the program {program} cannot be started ({why})",
        ja: "二つ目のソルバーに尋ねられません: プログラム{program}を起動できません({why})",
    },
    labels: &[],
    helps: &[(
        "install",
        Text {
            en: "install it where programs are looked for (on Debian: apt-get install cvc5), or leave --second-solver out",
            ja: "プログラムの探される場所に入れるか(Debianでは apt-get install cvc5)、--second-solver を外してください",
        },
    )],
};

/// The library behind the proofs is not one that can be relied on.
pub const WRONG_SOLVER: Entry = Entry {
    code: "wrong_solver",
    severity: Error,
    message: Text { en: "cannot prove: {why}", ja: "証明できません: {why}" },
    labels: &[],
    helps: &[],
};

/// The prover broke off. Nothing it said before counts.
pub const PROVER_FAILED: Entry = Entry {
    code: "prover_failed",
    severity: Error,
    message: Text { en: "the prover failed: {why}", ja: "証明の途中で失敗しました: {why}" },
    labels: &[],
    helps: &[(
        "report",
        Text {
            en: "this is a fault of kitei and not of the regulation; please report it with the files",
            ja: "規程ではなく kitei の誤りです。ファイルを添えて報告してください",
        },
    )],
};

/// Every entry of this stage.
pub const ALL: &[&Entry] = &[
    &WRONG_ARGUMENTS,
    &MISSING_PATH,
    &UNREADABLE,
    &LINK_LOOP,
    &TOO_LARGE,
    &NO_RULES,
    &UNWRITABLE,
    &DOCUMENT_DRIFTED,
    &NO_SUCH_NAME,
    &NO_PROVER,
    &NO_SECOND_SOLVER,
    &WRONG_SOLVER,
    &PROVER_FAILED,
];
