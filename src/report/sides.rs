//! Two wordings side by side, as councils are shown an amendment (新旧対照表): the new wording on the left, the old one on
//! the right, a row for each provision that differs, the words that differ underlined.

use super::page::{self, Block, Page, Span, Table};
use crate::amend::sides::{Line, Row};
use crate::problem::{Lang, Text};

const AFTER: Text = Text { en: "After", ja: "改正後" };
const BEFORE: Text = Text { en: "Before", ja: "改正前" };
const OMITTED: Text = Text { en: "(unchanged)", ja: "（略）" };
const ADDED: Text = Text { en: "(new)", ja: "（新設）" };
const REMOVED: Text = Text { en: "(repealed)", ja: "（削る）" };
const UNDERLINED: Text =
    Text { en: "What differs is underlined.", ja: "改正部分に下線を引いてあります。" };
const SAME: Text =
    Text { en: "No provision reads otherwise.", ja: "文言の変わる条項はありません。" };

/// The page. `before` and `after` are what is compared, as it was asked for.
pub fn page(name: &str, (before, after): (&str, &str), rows: &[Row], lang: Lang) -> Page {
    let title = match lang {
        Lang::En => format!("{name}, side by side"),
        Lang::Ja => format!("{name} 新旧対照表"),
    };
    let differs = rows.iter().any(|row| matches!(row, Row::Differs { .. }));
    if !differs {
        return Page { lang, title: title.trim().to_string(), blocks: vec![page::plain(SAME.get(lang))] };
    }
    let heads = vec![format!("{}: {after}", AFTER.get(lang)), format!("{}: {before}", BEFORE.get(lang))];
    let table = Table { heads, rows: rows.iter().map(|row| cells(row, lang)).collect() };
    let blocks = vec![page::plain(UNDERLINED.get(lang)), Block::Table(table)];
    Page { lang, title: title.trim().to_string(), blocks }
}

fn cells(row: &Row, lang: Lang) -> Vec<Vec<Span>> {
    match row {
        Row::Same(first, last) => {
            let words = match (first == last, lang) {
                (true, _) => first.clone(),
                (false, Lang::En) => format!("{first} to {last}"),
                (false, Lang::Ja) => format!("{first}から{last}まで"),
            };
            let cell = vec![Span::Plain(format!("{words} ")), Span::Faint(OMITTED.get(lang).to_string())];
            vec![cell.clone(), cell]
        }
        Row::Differs { old, new } => {
            let cell = |side: &Option<Vec<Line>>, none: Text| match side {
                Some(lines) => spans(lines, lang),
                None => vec![Span::Faint(none.get(lang).to_string())],
            };
            vec![cell(new, REMOVED), cell(old, ADDED)]
        }
    }
}

fn spans(lines: &[Line], lang: Lang) -> Vec<Span> {
    let mut spans = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            spans.push(Span::Break);
        }
        match line {
            Line::Omitted => {
                spans.push(Span::Plain("\u{a0}\u{a0}".to_string()));
                spans.push(Span::Faint(OMITTED.get(lang).to_string()));
            }
            Line::Words(columns, runs) => {
                if *columns > 0 {
                    spans.push(Span::Plain("\u{a0}".repeat(*columns)));
                }
                spans.extend(runs.iter().map(|run| {
                    let text = run.text.clone();
                    if run.differs { Span::Underlined(text) } else { Span::Plain(text) }
                }));
            }
        }
    }
    spans
}
