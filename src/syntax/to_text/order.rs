//! The word order of a language: the verb after its subject (English) or last (Japanese), `not` before or でない after.
//!
//! A change of order is a few edits: a token spelt otherwise, left out, or put in beside another.

use std::collections::HashMap;

use super::gaps::{Comment, Gap, Piece};
use super::visit;
use crate::problem::Lang;
use crate::source::Span;
use crate::syntax::keywords::Keyword;
use crate::syntax::tree::{Claim, Formula, Node, Ref, Subject, TokenKind, Tree};

/// What is done to the tokens of a file.
#[derive(Debug, Default)]
pub struct Edits {
    /// Another spelling; empty: left out.
    spell: HashMap<usize, String>,
    before: HashMap<usize, Vec<Keyword>>,
    after: HashMap<usize, Vec<Keyword>>,
    lang: Lang,
}

/// The edits that bring `tree` into the order of `lang`.
pub fn edits(tree: &Tree, lang: Lang) -> Edits {
    let mut order = Order { tree, lang, edits: Edits { lang, ..Edits::default() } };
    visit::formulas(&tree.items, &mut |formula| order.formula(formula));
    visit::claims(&tree.items, &mut |claim| order.claim(claim));
    order.edits
}

struct Order<'a> {
    tree: &'a Tree,
    lang: Lang,
    edits: Edits,
}

impl Order<'_> {
    /// The token that begins at or after a byte.
    fn token(&self, at: u32) -> usize {
        self.tree.tokens.partition_point(|token| token.span.start < at)
    }

    fn first(&self, span: Span) -> usize {
        self.token(span.start)
    }

    fn last(&self, span: Span) -> usize {
        self.token(span.end).saturating_sub(1)
    }

    fn keyword(&self, token: usize) -> Option<Keyword> {
        match self.tree.tokens.get(token)?.kind {
            TokenKind::Keyword(keyword) => Some(keyword),
            _ => None,
        }
    }

    fn spell(&mut self, token: usize, words: &[Keyword]) {
        let spelt: Vec<&str> = words.iter().map(|word| word.spelling(self.lang)).collect();
        self.edits.spell.insert(token, spelt.join(" "));
    }

    fn drop(&mut self, token: usize) {
        self.edits.spell.insert(token, String::new());
    }

    fn after(&mut self, token: usize, word: Keyword) {
        self.edits.after.entry(token).or_default().push(word);
    }

    fn formula(&mut self, formula: &Formula) {
        match &formula.node {
            Node::Not(inner) => self.not(formula, inner),
            Node::Is { subject, .. } => self.is(subject.span()),
            Node::Has { subject, what, .. } => self.verb(subject.span(), what),
            Node::Deed { subject: Subject::Term(subject), act, .. } => self.verb(subject.span(), act),
            Node::Deed { subject: Subject::Anyone(span), act, .. } => self.universal(*span, act),
            _ => {}
        }
    }

    /// `p is R`, `p は R`; what is said of `p is not R` is said in [`Self::not`].
    fn is(&mut self, subject: Span) {
        let verb = self.last(subject) + 1;
        let word = if self.lang == Lang::En { Keyword::Is } else { Keyword::Topic };
        if !self.edits.spell.contains_key(&verb) {
            self.spell(verb, &[word]);
        }
    }

    /// `p may A`, `p は A できる`
    fn verb(&mut self, subject: Span, what: &Ref) {
        let (second, last) = (self.last(subject) + 1, self.last(what.span));
        let particle = matches!(self.keyword(second), Some(Keyword::Topic | Keyword::Subject));
        match (self.lang, particle) {
            (Lang::En, true) => {
                if let Some(verb) = self.keyword(last + 1) {
                    self.spell(second, &[verb]);
                    self.drop(last + 1);
                }
            }
            (Lang::Ja, false) => {
                if let Some(verb) = self.keyword(second) {
                    let done = matches!(verb, Keyword::Did | Keyword::Does);
                    self.spell(second, &[if done { Keyword::Subject } else { Keyword::Topic }]);
                    self.after(last, verb);
                }
            }
            _ => {}
        }
    }

    /// `anyone may A`, `何人も A できる`
    fn universal(&mut self, anyone: Span, act: &Ref) {
        let (second, first, last) = (self.last(anyone) + 1, self.first(act.span), self.last(act.span));
        let particle = matches!(self.keyword(second), Some(Keyword::Topic | Keyword::Subject));
        let japanese = particle || second == first;
        match (self.lang, japanese) {
            (Lang::En, true) => {
                let Some(verb) = self.keyword(last + 1) else { return };
                if particle {
                    self.drop(second);
                }
                self.edits.before.entry(first).or_default().push(verb);
                self.drop(last + 1);
            }
            (Lang::Ja, false) => {
                let Some(verb) = self.keyword(second) else { return };
                self.drop(second);
                self.after(last, verb);
            }
            (Lang::Ja, true) if particle => self.drop(second),
            _ => {}
        }
    }

    /// The first and last token of a formula, without the brackets around all of it.
    fn bare(&self, formula: &Formula) -> (usize, usize) {
        let (mut first, mut last) = (self.first(formula.span), self.last(formula.span));
        while first < last && self.bracketed(first, last) {
            (first, last) = (first + 1, last - 1);
        }
        (first, last)
    }

    fn bracketed(&self, first: usize, last: usize) -> bool {
        let is = |token: usize, sign| self.tree.tokens[token].kind == TokenKind::Punctuation(sign);
        is(first, '(') && is(last, ')')
    }

    /// `not φ`, `φ でない`, `p is not R`, `非 φ`
    fn not(&mut self, outer: &Formula, inner: &Formula) {
        let (first, last) = self.bare(outer);
        let (inner_first, inner_last) = (self.first(inner.span), self.last(inner.span));
        let (prefix, postfix) = (first < inner_first, last > inner_last);
        let group = self.bracketed(inner_first, inner_last);
        let plain = group || matches!(inner.node, Node::Apply(_));
        match (self.lang, &inner.node) {
            (Lang::En, Node::Is { subject, .. }) if postfix && !group => {
                let verb = self.last(subject.span()) + 1;
                self.spell(verb, &[Keyword::Is, Keyword::Not]);
                self.drop(last);
            }
            (Lang::En, _) if postfix => {
                self.drop(last);
                self.edits.before.entry(first).or_default().push(Keyword::Not);
            }
            (Lang::Ja, Node::Is { subject, who }) if !prefix && !postfix => {
                self.drop(self.last(subject.span()) + 2);
                self.after(self.last(who.span), Keyword::NotAfter);
            }
            (Lang::Ja, _) if prefix && plain => {
                self.drop(first);
                self.after(self.last(inner.span), Keyword::NotAfter);
            }
            _ => {}
        }
    }

    /// `only R may A`, `のみ R が A できる`
    fn claim(&mut self, claim: &Claim) {
        let Claim::Only { who, act } = claim else { return };
        let (second, last) = (self.last(who.span) + 1, self.last(act.span));
        match (self.lang, self.keyword(second)) {
            (Lang::En, Some(Keyword::Topic | Keyword::Subject)) => {
                self.spell(second, &[Keyword::May]);
                self.drop(last + 1);
            }
            (Lang::Ja, Some(Keyword::May)) => {
                self.spell(second, &[Keyword::Subject]);
                self.after(last, Keyword::May);
            }
            _ => {}
        }
    }
}

impl Edits {
    /// The pieces after the edits; what stood before words left out at the end stands in `after`.
    pub fn apply(mut self, pieces: Vec<Piece>, after: &mut Gap) -> Vec<Piece> {
        let mut out = Vec::with_capacity(pieces.len());
        let mut carried = Gap::default();
        let mut begun = None;
        for mut piece in pieces {
            carry(&mut piece.gap, &mut carried);
            let Some(token) = piece.token.filter(|_| piece.kind != TokenKind::Junk) else {
                out.push(piece);
                continue;
            };
            piece.start = begun.take().unwrap_or(piece.start);
            for word in self.before.remove(&token).unwrap_or_default() {
                let gap = std::mem::take(&mut piece.gap);
                piece.touches = false;
                out.push(self.inserted(word, gap, piece.start));
            }
            match self.spell.remove(&token) {
                Some(spelt) if spelt.is_empty() => {
                    carried = std::mem::take(&mut piece.gap);
                    // What follows a `not` left out begins where it began.
                    begun = (piece.kind == TokenKind::Keyword(Keyword::Not)).then_some(piece.start);
                }
                Some(spelt) => out.push(Piece { text: spelt, ..piece }),
                None => out.push(piece),
            }
            for word in self.after.remove(&token).unwrap_or_default() {
                let word = self.inserted(word, Gap::default(), u32::MAX);
                out.push(word);
            }
        }
        carry(after, &mut carried);
        out
    }

    fn inserted(&self, word: Keyword, gap: Gap, start: u32) -> Piece {
        let text = word.spelling(self.lang).to_string();
        Piece { token: None, kind: TokenKind::Keyword(word), text, gap, touches: false, start }
    }
}

/// Sets words on one line that the other language may leave out or put together: `not` and what it negates,
/// `is not`, the verb of `anyone`. Comments between them go before.
pub fn join(pieces: &mut [Piece]) {
    for index in (1..pieces.len()).rev() {
        let word = |back: usize| match pieces.get(index.wrapping_sub(back)).map(|piece| piece.kind) {
            Some(TokenKind::Keyword(word)) => Some(word),
            _ => None,
        };
        let joined = match (word(2), word(1), word(0)) {
            (_, Some(Keyword::Not), _) | (_, Some(Keyword::Is), Some(Keyword::Not)) => true,
            (Some(Keyword::Anyone), verb, _) => verb.is_some_and(Keyword::is_verb),
            _ if pieces[index - 1].text == "is not" => true,
            _ => false,
        };
        if joined {
            let gap = std::mem::take(&mut pieces[index].gap);
            let before = &mut pieces[index - 1].gap;
            before.fresh |= !gap.comments.is_empty();
            before.comments.extend(gap.comments);
            settle(&mut before.comments);
        }
    }
}

/// A comment after another stands on a line of its own.
fn settle(comments: &mut [Comment]) {
    for comment in comments.iter_mut().skip(1) {
        comment.own_line = true;
    }
}

/// The comments and line break of a token left out stand before the next.
fn carry(gap: &mut Gap, carried: &mut Gap) {
    let before = std::mem::take(carried);
    if before != Gap::default() {
        gap.comments.splice(0..0, before.comments);
        settle(&mut gap.comments);
        gap.fresh |= before.fresh;
        gap.blank |= before.blank;
    }
}
