//! The lines of a plain text: where each stands, and which are only there because a text was once on paper.

use unicode_normalization::UnicodeNormalization;

/// A line that is not empty.
#[derive(Debug, Clone, Copy)]
pub struct Line<'a> {
    /// Without blanks around it.
    pub text: &'a str,
    /// Its first byte in the source.
    pub start: usize,
    /// Whether an empty line stands before it.
    pub apart: bool,
}

/// The lines of a text; breaks of any system, and page breaks.
pub fn lines(text: &str) -> Vec<Line<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut apart = true;
    let mut returned = false;
    for raw in text.split_inclusive(['\n', '\r', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}']) {
        let start = at + (raw.len() - raw.trim_start_matches(is_blank).len());
        let text = raw.trim_matches(is_blank);
        at += raw.len();
        // The second half of a line break is no empty line.
        let half = raw == "\n" && returned;
        returned = raw.ends_with('\r');
        if !text.is_empty() {
            found.push(Line { text, start, apart });
            apart = false;
        } else if !half && raw != "\u{C}" {
            apart = true;
        }
    }
    found
}

/// White space of any kind, and marks that are invisible.
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{FEFF}' | '\u{200B}' | '\u{2060}')
}

/// The text without its blanks, in NFKC: what a short line says, however it was spread.
pub fn squeezed(text: &str) -> String {
    text.nfkc().filter(|c| !is_blank(*c)).collect()
}

/// `- 3 -`, `3/12`, `P.3`, `3ページ`: a number of a page that cannot be anything else.
pub fn is_page_number(text: &str) -> bool {
    if text.len() > 30 {
        return false;
    }
    let line = squeezed(text);
    let dash = |c: char| matches!(c, '-' | '−' | '‐' | '–' | '—' | '―' | 'ー' | '~' | '〜');
    let digits = |s: &str| !s.is_empty() && s.len() <= 4 && s.chars().all(|c| c.is_ascii_digit());
    let bare = line.trim_matches(dash);
    let of = line.split_once('/').is_some_and(|(n, all)| digits(n) && digits(all.trim_end_matches("ページ")));
    let worded = |before: &str, after: &str| {
        line.strip_prefix(before).and_then(|rest| rest.strip_suffix(after)).is_some_and(digits)
    };
    line.starts_with(dash) && line.ends_with(dash) && digits(bare)
        || of
        || [("P.", ""), ("p.", ""), ("P", ""), ("p", ""), ("", "ページ"), ("", "頁")]
            .iter()
            .any(|(b, a)| worded(b, a))
}

/// Only digits, as many as a page number has.
pub fn is_bare_number(text: &str) -> bool {
    let line = squeezed(text);
    (1..=4).contains(&line.len()) && line.chars().all(|c| c.is_ascii_digit())
}

/// `（平成27訓令甲8・一部改正）`: what an editor notes at the end of an article.
pub fn is_editors_note(text: &str) -> bool {
    let line = squeezed(text);
    let Some(inner) = line.strip_prefix('(').and_then(|l| l.strip_suffix(')')) else { return false };
    let says = ["改正", "追加", "全改", "繰上", "繰下", "旧第"].iter().any(|word| inner.contains(word));
    says && inner.contains(|c: char| c.is_ascii_digit())
        && inner.contains(['令', '規', '例', '法', '示', '程'])
        || inner.ends_with("一部改正")
}

/// Whether a line that begins so goes on with the sentence before it: `第5条の規定により`.
pub fn reads_on(text: &str) -> bool {
    let words = [
        "まで",
        "及び",
        "又は",
        "若しくは",
        "並びに",
        "から",
        "かつ",
        "以下",
        "以上",
        "前段",
        "後段",
        "中「",
    ];
    let particle = |c: char| "のにをはがとでもやへ、，,。.第各".contains(c);
    text.starts_with(particle) || words.iter().any(|word| text.starts_with(word))
}

/// Whether a sentence, a heading or a list may have ended with this line.
pub fn closes(text: &str) -> bool {
    text.ends_with("削除") || text.ends_with(['。', '．', '」', '』', '）', ')', '】', '〕', '｡', ':', '：'])
}
