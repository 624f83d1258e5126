//! A document before it has looks: headings, paragraphs, lists, tables, folded parts. Markdown and HTML draw the same
//! one, so that neither says more than the other.

pub mod html;
pub mod markdown;

use super::style::Paint;
use super::witness::Line;
use super::words;
use crate::model::Model;
use crate::problem::Lang;

/// A whole document.
#[derive(Debug, Clone)]
pub struct Page {
    pub lang: Lang,
    pub title: String,
    pub blocks: Vec<Block>,
}

/// One part of it.
#[derive(Debug, Clone)]
pub enum Block {
    /// Of a section (level 2) or what is below one (3 and 4).
    Heading(u8, Vec<Span>),
    Paragraph(Vec<Span>),
    List(Vec<Item>),
    Table(Table),
    /// What opens when its summary is pressed; printed open.
    Folded(Vec<Span>, Vec<Block>),
    /// Text as it stands, with its line breaks and columns.
    Verbatim(String),
}

/// A line of a list with what stands below it. Numbers are told, not counted: a course goes on after what explains it.
#[derive(Debug, Clone)]
pub struct Item {
    pub number: Option<usize>,
    pub text: Vec<Span>,
    pub below: Vec<Item>,
}

/// Heads of columns, and rows of as many cells.
#[derive(Debug, Clone)]
pub struct Table {
    pub heads: Vec<String>,
    pub rows: Vec<Vec<Vec<Span>>>,
}

/// Words of one look. What they say comes from users and is escaped by whoever draws it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Span {
    Plain(String),
    Strong(String),
    Faint(String),
    /// Coloured where there are colours.
    Painted(Paint, String),
    /// A word that somebody could type.
    Code(String),
    /// What differs from the other side.
    Underlined(String),
    /// What follows begins a line.
    Break,
}

impl Span {
    /// The words alone.
    pub fn text(&self) -> &str {
        match self {
            Self::Plain(text)
            | Self::Strong(text)
            | Self::Faint(text)
            | Self::Painted(_, text)
            | Self::Code(text)
            | Self::Underlined(text) => text,
            Self::Break => "",
        }
    }
}

impl Item {
    /// A line with nothing below it.
    pub fn new(text: Vec<Span>) -> Self {
        Self { number: None, text, below: Vec::new() }
    }
}

/// A paragraph of plain words.
pub fn plain(text: impl Into<String>) -> Block {
    Block::Paragraph(vec![Span::Plain(text.into())])
}

/// The lines of a story, those that explain others below them.
pub fn story(model: &Model, lines: &[Line], lang: Lang) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    for line in lines {
        let mut text = vec![Span::Plain(line.text.clone())];
        if !line.articles.is_empty() {
            text.push(Span::Faint(bracketed(&words::articles(model, &line.articles, lang), lang)));
        }
        let item = Item { number: line.step, text, below: Vec::new() };
        add(&mut items, item, line.depth);
    }
    items
}

fn add(items: &mut Vec<Item>, item: Item, depth: usize) {
    match items.last_mut() {
        Some(above) if depth > 0 => add(&mut above.below, item, depth - 1),
        _ => items.push(item),
    }
}

/// ` (…)` or `(…)`, as the language has it.
pub fn bracketed(text: &str, lang: Lang) -> String {
    if lang == Lang::Ja { format!("({text})") } else { format!(" ({text})") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(depth: usize, text: &str) -> Line {
        Line { step: None, depth, text: text.into(), articles: Vec::new() }
    }

    #[test]
    fn what_explains_stands_below_what_it_explains() {
        let lines = [line(0, "a"), line(1, "b"), line(2, "c"), line(1, "d"), line(0, "e")];
        let items = story(&Model::default(), &lines, Lang::En);
        assert_eq!(items.len(), 2);
        assert_eq!(items[0].below.len(), 2);
        assert_eq!(items[0].below[0].below[0].text, [Span::Plain("c".into())]);
    }
}
