//! A computed table as words: headings, cells with their footnote marks, footnotes. Grid and Markdown draw the same sheet.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::formula::FormulaText;
use super::style::Style;
use super::words;
use crate::model::{Formula, Model, ProvisionId};
use crate::problem::{Lang, Text};
use crate::table::{Cell, Mark, Table};

/// What is drawn.
#[derive(Debug, Clone)]
pub struct Sheet {
    pub title: String,
    /// What the rows are.
    pub corner: String,
    pub columns: Vec<String>,
    pub rows: Vec<(String, Vec<String>)>,
    /// What the marks mean, the conditions, the articles, the readings.
    pub notes: Vec<String>,
}

/// The sheet of a table, with the articles that decide each cell if wished.
pub fn sheet(model: &Model, table: &Table, articles: bool, style: Style) -> Sheet {
    let sets: BTreeSet<&[ProvisionId]> =
        table.cells.iter().flatten().map(|c| c.articles.as_slice()).collect();
    let one_set = sets.len() == 1;
    let mut notes = Notes { model, style, one_set, conditions: IndexMap::new(), articles: IndexMap::new() };
    let rows = table.rows.iter().zip(&table.cells).map(|(name, cells)| {
        let shown = cells.iter().map(|cell| notes.cell(cell, articles)).collect();
        (name.clone(), shown)
    });
    let rows = rows.collect();
    let mut lines = vec![legend(table, style)];
    lines.extend(notes.lines());
    lines.extend(sets.first().filter(|_| articles && one_set).map(|set| notes.whole(set)));
    lines.extend(readings(model, table, style));
    let title = match &table.title {
        Some(text) => format!("{} ({text})", table.name),
        None => table.name.clone(),
    };
    Sheet { title, corner: table.row_kinds.join("・"), columns: table.columns.clone(), rows, notes: lines }
}

struct Notes<'a> {
    model: &'a Model,
    style: Style,
    /// Whether the same articles decide every cell.
    one_set: bool,
    /// What a cell turns on, and its number.
    conditions: IndexMap<String, usize>,
    /// Articles, and their letter.
    articles: IndexMap<Vec<ProvisionId>, String>,
}

impl Notes<'_> {
    fn cell(&mut self, cell: &Cell, with_articles: bool) -> String {
        let mut text = mark(cell.mark, self.style).to_string();
        if !cell.conditions.is_empty() {
            let condition = self.condition(&cell.conditions);
            let next = self.conditions.len() + 1;
            text.push_str(&self.conditions.entry(condition).or_insert(next).to_string());
        }
        if with_articles && !self.one_set && !cell.articles.is_empty() {
            let next = letter(self.articles.len());
            text.push(' ');
            text.push_str(self.articles.entry(cell.articles.clone()).or_insert(next));
        }
        text
    }

    fn whole(&self, articles: &[ProvisionId]) -> String {
        let numbers = words::articles(self.model, articles, self.style.lang);
        match self.style.lang {
            Lang::En => format!("every cell by {numbers}"),
            Lang::Ja => format!("どの欄も{numbers}による"),
        }
    }

    fn condition(&self, alternatives: &[Formula]) -> String {
        let mut text = FormulaText::new(self.model, self.style.lang);
        let shown: Vec<String> = alternatives.iter().map(|f| text.show(f)).collect();
        shown.join(self.style.say(Text { en: ", or ", ja: "、または " }))
    }

    fn lines(&self) -> Vec<String> {
        let conditions = self.conditions.iter().map(|(condition, number)| {
            let when = self.style.say(Text { en: "if", ja: "次のとき:" });
            format!("{number} {when} {condition}")
        });
        let articles = self.articles.iter().map(|(articles, letter)| {
            format!("{letter} {}", words::articles(self.model, articles, self.style.lang))
        });
        conditions.chain(articles).collect()
    }
}

/// The mark of a cell, in ASCII if the style wants that.
pub fn mark(mark: Mark, style: Style) -> &'static str {
    match (mark, style.ascii) {
        (Mark::Yes, false) => "○",
        (Mark::No, false) => "×",
        (Mark::Depends, false) => "△",
        (Mark::Yes, true) => "o",
        (Mark::No, true) => "x",
        (Mark::Depends, true) => "*",
        (Mark::Unknown, _) => "?",
    }
}

fn legend(table: &Table, style: Style) -> String {
    let meaning = |m| match m {
        Mark::Yes => Text { en: "yes", ja: "可(あり)" },
        Mark::No => Text { en: "no", ja: "不可(なし)" },
        Mark::Depends => Text { en: "on conditions", ja: "条件による" },
        Mark::Unknown => Text { en: "the text does not tell", ja: "条文からはわからない" },
    };
    let count = |m| table.cells.iter().flatten().filter(|c| c.mark == m).count();
    let all = [Mark::Yes, Mark::No, Mark::Depends, Mark::Unknown];
    let used = all.into_iter().filter(|m| count(*m) > 0);
    let shown: Vec<_> =
        used.map(|m| format!("{} {}: {}", mark(m, style), style.say(meaning(m)), count(m))).collect();
    shown.join(style.say(Text { en: ", ", ja: "、" }))
}

fn readings(model: &Model, table: &Table, style: Style) -> Option<String> {
    if table.readings.is_empty() {
        return None;
    }
    let shown: Vec<_> = table.readings.iter().map(|c| words::reading(model, *c)).collect();
    Some(match style.lang {
        Lang::En => format!("read as: {}", shown.join(", ")),
        Lang::Ja => format!("採った解釈: {}", shown.join("、")),
    })
}

/// a, b, … z, aa, ab …
fn letter(index: usize) -> String {
    let last = char::from(b'a' + u8::try_from(index % 26).unwrap_or(0));
    if index < 26 { last.to_string() } else { format!("{}{last}", letter(index / 26 - 1)) }
}
