//! Words of everyday, of legal texts and of programs, and what this language says in their place.

use crate::problem::Lang;
use crate::syntax::keywords::Keyword;

const ENGLISH: &[(&str, Keyword)] = &[
    ("if", Keyword::When),
    ("where", Keyword::When),
    ("provided", Keyword::When),
    ("except", Keyword::Unless),
    ("can", Keyword::May),
    ("cannot", Keyword::MayNot),
    ("shall", Keyword::Must),
    ("all", Keyword::Every),
    ("each", Keyword::Every),
    ("any", Keyword::Every),
    ("exists", Keyword::Some),
    ("everyone", Keyword::Anyone),
    ("everybody", Keyword::Anyone),
    ("anybody", Keyword::Anyone),
    ("deny", Keyword::Forbid),
    ("prohibit", Keyword::Forbid),
    ("are", Keyword::Is),
    ("then", Keyword::Implies),
];

const JAPANESE: &[(&str, Keyword)] = &[
    ("又は", Keyword::Or),
    ("若しくは", Keyword::Or),
    ("もしくは", Keyword::Or),
    ("及び", Keyword::And),
    ("および", Keyword::And),
    ("並びに", Keyword::And),
    ("ならびに", Keyword::And),
    ("場合", Keyword::When),
    ("とき", Keyword::When),
    ("但し", Keyword::Unless),
    ("ただし", Keyword::Unless),
    ("除く", Keyword::Unless),
    ("全て", Keyword::Every),
    ("すべて", Keyword::Every),
    ("全ての", Keyword::Every),
    ("誰でも", Keyword::Anyone),
    ("だれでも", Keyword::Anyone),
    ("なら", Keyword::Implies),
    ("ではない", Keyword::NotAfter),
    ("ない", Keyword::NotAfter),
];

/// With what declarations begin elsewhere, and how one begins here.
const STARTERS: [(&[&str], Keyword); 15] = [
    (&["article", "section", "clause", "rule", "条", "条文", "規定", "本則"], Keyword::Provision),
    (&["type", "enum", "sort", "class", "種別", "区分", "分類"], Keyword::Kind),
    (&["種類不特定", "開種別", "未特定"], Keyword::Open),
    (&["post", "position", "役職", "職名", "職位", "官職"], Keyword::Office),
    (&["group", "役", "役目", "担当", "立場"], Keyword::Role),
    (&["predicate", "relation", "state", "状態", "事情"], Keyword::Fact),
    (&["matrix", "grid", "一覧", "対応表", "別表"], Keyword::Table),
    (&["action", "event", "operation", "動作", "操作", "手続"], Keyword::Act),
    (&["definition", "def", "let", "用語"], Keyword::Define),
    (&["assumption", "axiom", "仮説"], Keyword::Assume),
    (&["interpretation", "読み", "読み方"], Keyword::Reading),
    (&["grant", "許可", "認可", "権限", "可"], Keyword::Permit),
    (&["obligation", "oblige", "責務", "義務付け"], Keyword::Duty),
    (&["theorem", "invariant", "check", "assert", "検査", "性質", "確認"], Keyword::Property),
    (&["test", "example", "場面", "例", "試験"], Keyword::Scenario),
];

/// The word with which a declaration begins for which this one seems to be meant, in its own language.
pub fn starter_for(word: &str) -> Option<&'static str> {
    let (_, keyword) = STARTERS.iter().find(|(words, _)| words.contains(&word))?;
    Some(keyword.spelling(if word.is_ascii() { Lang::En } else { Lang::Ja }))
}

/// The word of the language for `word`, in its own language.
pub fn word_for(word: &str) -> Option<&'static str> {
    let find = |words: &[(&str, Keyword)], lang| {
        words.iter().find(|(w, _)| *w == word).map(|(_, keyword)| keyword.spelling(lang))
    };
    find(ENGLISH, Lang::En).or_else(|| find(JAPANESE, Lang::Ja))
}

/// Joining words of Japanese texts that may be stuck between two names, and what is written for them.
pub fn joints() -> impl Iterator<Item = (&'static str, &'static str)> {
    const OWN: [Keyword; 5] = [Keyword::Topic, Keyword::Subject, Keyword::And, Keyword::Or, Keyword::Implies];
    let own = OWN.iter().map(|keyword| keyword.spelling(Lang::Ja));
    let others = JAPANESE.iter().filter(|(_, keyword)| matches!(keyword, Keyword::And | Keyword::Or));
    own.map(|word| (word, word)).chain(others.map(|(word, keyword)| (*word, keyword.spelling(Lang::Ja))))
}
