//! A page as one HTML file that needs nothing else: no network, no script. It follows the reader's light or dark
//! screen, and prints with everything open.

use super::{Block, Item, Page, Span, Table};
use crate::problem::Lang;
use crate::report::style::Paint;

/// The looks, for screen and paper.
const STYLE: &str = include_str!("page.css");

/// Neither scripts nor anything from elsewhere: what a hostile name could slip in would not run.
const SAFE: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// The whole page.
pub fn draw(page: &Page) -> String {
    let lang = if page.lang == Lang::Ja { "ja" } else { "en" };
    let title = escape(&page.title);
    let body = blocks(&page.blocks);
    format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{SAFE}\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n\
         <body>\n<main>\n<h1>{title}</h1>\n{body}</main>\n</body>\n</html>\n"
    )
}

fn blocks(all: &[Block]) -> String {
    all.iter().map(block).collect()
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading(level, text) => format!("<h{level}>{}</h{level}>\n", spans(text)),
        Block::Paragraph(text) => format!("<p>{}</p>\n", spans(text)),
        Block::List(items) => list(items),
        Block::Table(all) => table(all),
        Block::Folded(summary, inner) => format!(
            "<details>\n<summary>{}</summary>\n<div>\n{}</div>\n</details>\n",
            spans(summary),
            blocks(inner)
        ),
        Block::Verbatim(text) => format!("<pre>{}</pre>\n", kept(text.trim_end_matches('\n'))),
    }
}

/// Lines with and without numbers make lists of their own.
fn list(items: &[Item]) -> String {
    let apart = |a: &Item, b: &Item| a.number.is_some() == b.number.is_some();
    let one = |run: &[Item]| {
        let kind = if run.first().is_some_and(|item| item.number.is_some()) { "ol" } else { "ul" };
        let lines: String = run.iter().map(item).collect();
        format!("<{kind}>\n{lines}</{kind}>\n")
    };
    items.chunk_by(apart).map(one).collect()
}

fn item(item: &Item) -> String {
    let number = item.number.map_or(String::new(), |number| format!(" value=\"{number}\""));
    let below = if item.below.is_empty() { String::new() } else { format!("\n{}", list(&item.below)) };
    format!("<li{number}>{}{below}</li>\n", spans(&item.text))
}

fn table(table: &Table) -> String {
    let heads: String = table.heads.iter().map(|head| format!("<th>{}</th>", escape(head))).collect();
    let row = |cells: &Vec<Vec<Span>>| {
        let cells: String = cells.iter().map(|cell| format!("<td>{}</td>", spans(cell))).collect();
        format!("<tr>{cells}</tr>\n")
    };
    let rows: String = table.rows.iter().map(row).collect();
    format!("<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n")
}

/// Words with their looks.
pub fn spans(text: &[Span]) -> String {
    text.iter().map(span).collect()
}

fn span(span: &Span) -> String {
    let text = escape(span.text());
    match span {
        Span::Plain(_) => text,
        Span::Strong(_) => format!("<b>{text}</b>"),
        Span::Faint(_) => format!("<small>{text}</small>"),
        Span::Painted(paint, _) => format!("<span class=\"{}\">{text}</span>", class(*paint)),
        Span::Code(_) => format!("<code>{text}</code>"),
        Span::Underlined(_) => format!("<u>{text}</u>"),
        Span::Break => "<br>".to_string(),
    }
}

fn class(paint: Paint) -> &'static str {
    match paint {
        Paint::Good => "good",
        Paint::Bad => "bad",
        Paint::Doubt => "doubt",
        Paint::Note => "note",
        Paint::Strong => "strong",
        Paint::Faint => "faint",
    }
}

/// What HTML would read as its own; line breaks become spaces.
pub fn escape(text: &str) -> String {
    kept(text).replace(['\n', '\r', '\t'], " ")
}

/// The same with line breaks as they are.
fn kept(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\r' | '\t' => out.push(c),
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_users_wrote_is_no_html() {
        let text = [Span::Strong("<script>alert('a&b')</script>\u{0}".into())];
        assert_eq!(spans(&text), "<b>&lt;script&gt;alert(&#39;a&amp;b&#39;)&lt;/script&gt;\u{fffd}</b>");
    }
}
