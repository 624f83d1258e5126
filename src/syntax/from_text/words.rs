//! The reserved and local words, by spelling, with the one form in which the grammar reads each.

use std::sync::LazyLock;

use super::chars;
use crate::problem::Lang;
use crate::syntax::keywords::Keyword;

/// A keyword found in the text.
#[derive(Debug, Clone, Copy)]
pub struct Found {
    pub keyword: Keyword,
    /// How the grammar writes it.
    pub form: &'static str,
    /// The byte after it.
    pub end: usize,
}

struct Word {
    first: &'static str,
    /// The words that must follow (`in` needs `force`).
    rest: Vec<&'static str>,
    keyword: Keyword,
    form: &'static str,
}

/// Words by `slot`, those of one slot with the longest first.
static TABLE: LazyLock<Vec<Vec<Word>>> = LazyLock::new(table);

const SLOTS: usize = 1024;

/// Where a word is looked up: its length and three of its bytes tell nearly all of them apart.
fn slot(word: &str) -> usize {
    let bytes = word.as_bytes();
    let byte = |index: usize| usize::from(bytes.get(index).copied().unwrap_or(0));
    let last = byte(bytes.len().wrapping_sub(1));
    (bytes.len() * 5 + byte(1) * 67 + byte(2) * 19 + last * 131) % SLOTS
}

fn table() -> Vec<Vec<Word>> {
    let mut table: Vec<Vec<Word>> = (0..SLOTS).map(|_| Vec::new()).collect();
    for &keyword in Keyword::ALL {
        for lang in [Lang::En, Lang::Ja] {
            add(&mut table, keyword, keyword.spelling(lang), form(keyword, lang));
        }
    }
    add(&mut table, Keyword::PersonSort, "persons", Keyword::PersonSort.form());
    for words in &mut table {
        words.sort_by_key(|word| std::cmp::Reverse(word.rest.len()));
    }
    table
}

fn add(table: &mut [Vec<Word>], keyword: Keyword, spelling: &'static str, form: &'static str) {
    let mut parts = spelling.split(' ');
    let first = parts.next().unwrap_or_default();
    let rest: Vec<_> = parts.collect();
    let words = &mut table[slot(first)];
    // The first of two keywords with one spelling wins; the grammar knows both by that form.
    if !words.iter().any(|w| w.first == first && w.rest == rest) {
        words.push(Word { first, rest, keyword, form });
    }
}

/// How the grammar writes a keyword: English, except where Japanese puts another word elsewhere.
fn form(keyword: Keyword, lang: Lang) -> &'static str {
    match (keyword, lang) {
        (Keyword::NumberSort, Lang::Ja) => "'数'",
        (Keyword::Number, Lang::Ja) => "'番号'",
        (Keyword::Is, Lang::Ja) => "とは ",
        (Keyword::Topic, Lang::Ja) => "は ",
        (Keyword::Subject, Lang::Ja) => "が ",
        (Keyword::NotAfter, Lang::Ja) => "でない ",
        (Keyword::Has, Lang::Ja) => "を持つ ",
        (Keyword::HasOnly, Lang::Ja) => "のみを持つ ",
        (Keyword::May, Lang::Ja) => "できる ",
        (Keyword::MayNot, Lang::Ja) => "できない ",
        (Keyword::Did, Lang::Ja) => "した ",
        (Keyword::Does, Lang::Ja) => "する ",
        (Keyword::Must, Lang::Ja) => "べき ",
        (Keyword::Done, Lang::Ja) => "された ",
        (Keyword::RenameTo, Lang::Ja) => "'から'",
        _ => keyword.form(),
    }
}

/// The keyword that the name-like run `text[start..end]` begins, if it is one.
pub fn find(text: &str, start: usize, end: usize) -> Option<Found> {
    let run = &text[start..end];
    let mut words = TABLE[slot(run)].iter().filter(|word| word.first == run);
    words.find_map(|word| {
        let end = follow(text, end, &word.rest)?;
        Some(Found { keyword: word.keyword, form: word.form, end })
    })
}

/// The byte after `rest`, each preceded by white space.
fn follow(text: &str, mut end: usize, rest: &[&str]) -> Option<usize> {
    for word in rest {
        let next = chars::run_end(text, end, chars::is_blank);
        let stop = chars::name_end(text, next);
        if next == end || &text[next..stop] != *word {
            return None;
        }
        end = stop;
    }
    Some(end)
}
