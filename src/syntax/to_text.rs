//! Tree → text in the one layout: the author's line breaks, one way of spacing and indenting, aligned grids, every
//! comment where it stood. With a language, keywords and word order are of that language; the tree stays the same.
//!
//! It works on tokens: what is not understood (a hole) is printed as it was written.

mod gaps;
mod grid;
mod layout;
mod order;
mod starts;
mod visit;
mod words;

use super::tree::{TokenKind, Tree};
use crate::problem::Lang;

/// The text of `tree`, laid out, in the languages it was written in.
pub fn format(text: &str, tree: &Tree) -> String {
    print(text, tree, None)
}

/// The text of `tree`, laid out, in the words and the word order of `lang`.
pub fn format_as(text: &str, tree: &Tree, lang: Lang) -> String {
    print(text, tree, Some(lang))
}

fn print(text: &str, tree: &Tree, lang: Option<Lang>) -> String {
    let mut pieces = gaps::pieces(text, tree);
    let mut after = gaps::after(text, tree);
    let style = lang.unwrap_or_else(|| main_language(text, tree));
    words::spell(&mut pieces, lang, style);
    order::join(&mut pieces);
    if let Some(lang) = lang {
        let edits = order::edits(tree, lang);
        pieces = edits.apply(pieces, &mut after);
        order::join(&mut pieces);
    }
    layout::print(&pieces, &starts::levels(tree), style, after)
}

/// The language most of the keywords are in: it decides how commas look.
pub fn main_language(text: &str, tree: &Tree) -> Lang {
    let keywords = tree.tokens.iter().filter(|token| matches!(token.kind, TokenKind::Keyword(_)));
    let (mut english, mut japanese) = (0, 0);
    for token in keywords {
        let ascii = text[token.span.range()].starts_with(|c: char| c.is_ascii_alphabetic());
        *if ascii { &mut english } else { &mut japanese } += 1;
    }
    if japanese > english { Lang::Ja } else { Lang::En }
}
