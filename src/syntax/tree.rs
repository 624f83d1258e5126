//! The tree of one file: every token with its span, and the declarations built on them.
//!
//! Nothing is resolved here: names are words, references may be wrong. A declaration that could not be read is
//! an [`Item::Hole`]; the rest of the file stands. Comments and blank lines live in the gaps between tokens.

pub mod change;
pub mod check;
pub mod declaration;
pub mod formula;
mod names;

pub use change::*;
pub use check::*;
pub use declaration::*;
pub use formula::*;
pub use names::names_mut;

use crate::source::{FileId, Span};
use crate::syntax::keywords::Keyword;

/// One file as written. `tokens` are in source order and cover every byte that is not white space or comment.
#[derive(Debug, Clone)]
pub struct Tree {
    pub file: FileId,
    pub tokens: Vec<Token>,
    pub comments: Vec<Span>,
    pub items: Vec<Item>,
}

/// A token: what it is, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    pub kind: TokenKind,
    pub span: Span,
}

/// What a token is. Punctuation is recorded by its ASCII twin, however it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    Keyword(Keyword),
    Name,
    Quoted,
    Number,
    Duration,
    Date,
    Text,
    Citation,
    Cell,
    Punctuation(char),
    Comparison,
    /// Text skipped by recovery.
    Junk,
}

/// A name as written: without 「」, in NFC; compared elsewhere under NFKC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    pub text: String,
    pub span: Span,
    /// Whether it stood between 「」.
    pub quoted: bool,
}

/// A quoted text: a label or a reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    pub text: String,
    pub span: Span,
}

/// A citation. `path` holds the steps of a citation into this regulation: `第13条第5項第1号` is
/// `["第13条", "第5項", "第1号"]`, `Art.13(5)(1)` reads as the same; digits are ASCII. `instrument` is set for another
/// law (`path` then holds the steps after its name). Both empty: unreadable, and reported already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    pub path: Vec<String>,
    pub instrument: Option<String>,
    /// Whether it was written as `Art.13(5)(1)`.
    pub english: bool,
    pub span: Span,
}

impl Citation {
    /// The number in one piece, in the form in which it was written.
    pub fn number(&self) -> String {
        number(&self.path, self.english)
    }
}

/// Steps of a number in one piece: `第13条第5項第1号`, or `Art.13(5)(1)`; steps without an English form stay.
pub fn number(path: &[String], english: bool) -> String {
    if !english {
        return path.concat();
    }
    let inside = |step: &str, before: &str, after: &str| {
        Some(step.strip_prefix(before)?.strip_suffix(after)?.to_string())
    };
    let step = |step: &String| {
        let article = inside(step, "第", "条").map(|n| format!("Art.{n}"));
        let part = || inside(step, "第", "項").or_else(|| inside(step, "第", "号")).map(|n| format!("({n})"));
        let annex = || inside(step, "別紙", "").map(|n| format!("Annex {n}").trim_end().to_string());
        let supplement = || inside(step, "附則", "").map(|n| format!("Suppl.{n}"));
        article.or_else(part).or_else(annex).or_else(supplement).unwrap_or_else(|| step.clone())
    };
    path.iter().map(step).collect()
}

/// Citations, labels and old names (`formerly NAME`) that close a declaration, each in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tail {
    pub cites: Vec<Citation>,
    pub texts: Vec<Text>,
    pub formerly: Vec<Name>,
}

/// A declaration, with the span of all of it.
#[derive(Debug, Clone)]
pub enum Item {
    /// `kitei 1`
    Version(Version),
    Regulation(Regulation),
    /// `amends ../shinto`
    Amends(Amends),
    Instrument(Instrument),
    Provision(Provision),
    Kind(Kind),
    Office(Office),
    Role(Role),
    Fact(Fact),
    Table(Table),
    Act(Act),
    Define(Define),
    Assume(Assume),
    Reading(Reading),
    Norm(Norm),
    Property(Property),
    Expect(Expect),
    Allow(Allow),
    Scenario(Scenario),
    Amendment(Amendment),
    Approve(Approve),
    Publish(Publish),
    /// Something here could not be read; `name` when it could be guessed, so that claims on it can say so.
    Hole(Hole),
}

/// See [`Item::Hole`]. `keyword` is the starter, if one was recognised.
#[derive(Debug, Clone)]
pub struct Hole {
    pub span: Span,
    pub keyword: Option<Keyword>,
    pub name: Option<Name>,
}

impl Item {
    /// Where it stands.
    pub fn span(&self) -> Span {
        match self {
            Item::Version(it) => it.span,
            Item::Regulation(it) => it.span,
            Item::Amends(it) => it.span,
            Item::Instrument(it) => it.span,
            Item::Provision(it) => it.span,
            Item::Kind(it) => it.span,
            Item::Office(it) => it.span,
            Item::Role(it) => it.span,
            Item::Fact(it) => it.span,
            Item::Table(it) => it.span,
            Item::Act(it) => it.span,
            Item::Define(it) => it.span,
            Item::Assume(it) => it.span,
            Item::Reading(it) => it.span,
            Item::Norm(it) => it.span,
            Item::Property(it) => it.span,
            Item::Expect(it) => it.span,
            Item::Allow(it) => it.span,
            Item::Scenario(it) => it.span,
            Item::Amendment(it) => it.span,
            Item::Approve(it) => it.span,
            Item::Publish(it) => it.span,
            Item::Hole(it) => it.span,
        }
    }
}
