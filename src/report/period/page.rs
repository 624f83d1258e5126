//! A period as a page: what turns first, then every answer in every wording.

use super::super::page::{self, Block, Item, Page, Span, Table};
use super::super::style::{Paint, Style};
use super::super::{outcome, text};
use super::{Account, day, faults, marked};
use crate::problem::Text;

/// The period as a page.
pub fn page(all: &Account) -> Page {
    let style = Style::plain(all.lang);
    let mut blocks = vec![summary(all)];
    for (wording, problem) in all.problems() {
        blocks.push(page::plain(all.wording(wording)));
        blocks.push(Block::Verbatim(text::problems(
            std::slice::from_ref(problem),
            &wording.resolved.sources,
            style,
        )));
    }
    blocks.extend(turns(all, style));
    blocks.extend(open(all));
    blocks.push(heading(all, Text { en: "Every wording", ja: "すべての本文" }));
    blocks.push(grid(all, style));
    blocks.push(page::plain(all.legend(style)));
    Page { lang: all.lang, title: format!("kitei verify {}", all.title), blocks }
}

fn heading(all: &Account, words: Text) -> Block {
    Block::Heading(2, vec![Span::Plain(all.say(words).to_string())])
}

fn summary(all: &Account) -> Block {
    let (mark, paint) = if all.exit == 0 { ("✓", Paint::Good) } else { ("✗", Paint::Bad) };
    let told = Span::Plain(format!(" {}", all.summary()));
    Block::Paragraph(vec![Span::Painted(paint, mark.to_string()), told])
}

fn turns(all: &Account, style: Style) -> Vec<Block> {
    let mut blocks = vec![heading(all, Text { en: "What turns", ja: "変わる答え" })];
    if all.turns.is_empty() {
        let nothing = Text { en: "No answer turns.", ja: "答えの変わるものはない。" };
        blocks.push(page::plain(all.say(nothing)));
    }
    for turned in &all.turns {
        let mark = Span::Painted(turned.after.paint, turned.after.mark(style).to_string());
        let name = Span::Strong(turned.name.clone());
        let told = Span::Plain(format!(": {}", turned.sentence));
        let head = vec![mark, Span::Plain(" ".to_string()), name, told];
        let inner = outcome::parts(turned.wording.model(), &turned.parts, all.lang);
        if turned.answer.verdict.is_green() || inner.is_empty() {
            blocks.push(Block::Paragraph(head));
        } else {
            blocks.push(Block::Folded(head, inner));
        }
    }
    blocks
}

fn open(all: &Account) -> Vec<Block> {
    let mut items = Vec::new();
    for wording in &all.period.wordings {
        let below: Vec<Item> = faults(wording)
            .map(|fault| {
                let word = Span::Painted(fault.shown.paint, all.say(fault.shown.word).to_string());
                Item::new(vec![Span::Strong(fault.name), Span::Plain(": ".to_string()), word])
            })
            .collect();
        if !below.is_empty() {
            let text = vec![Span::Plain(day(wording.day, all.lang))];
            items.push(Item { number: None, text, below });
        }
    }
    if items.is_empty() {
        return Vec::new();
    }
    let head = Text { en: "Not proved and not expected", ja: "成り立たず、既知でもないもの" };
    vec![heading(all, head), Block::List(items)]
}

/// A row for every claim, a column for every wording.
fn grid(all: &Account, style: Style) -> Block {
    let property = all.say(Text { en: "property", ja: "検証" }).to_string();
    let heads = std::iter::once(property).chain(all.period.wordings.iter().map(|it| all.wording(it)));
    let rows = all.rows.iter().map(|row| {
        let cells = row.cells.iter().map(|cell| {
            let (paint, mark) = marked(*cell, style);
            let word = cell.map_or(String::new(), |shown| format!(" {}", all.say(shown.word)));
            vec![Span::Painted(paint, format!("{mark}{word}"))]
        });
        std::iter::once(vec![Span::Strong(row.name.clone())]).chain(cells).collect()
    });
    Block::Table(Table { heads: heads.collect(), rows: rows.collect() })
}
