//! A page as GitHub's Markdown. Whatever users wrote is shown as they wrote it: nothing of it is read as Markdown or
//! HTML, and nobody is called by a name with an `@`.

use super::{Block, Item, Page, Span, Table};

/// The whole page.
pub fn draw(page: &Page) -> String {
    format!("# {}\n\n{}", first(escape(&page.title)), blocks(&page.blocks))
}

fn blocks(all: &[Block]) -> String {
    all.iter().map(block).collect::<Vec<_>>().join("\n")
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading(level, text) => format!("{} {}\n", "#".repeat(usize::from(*level)), line(text)),
        Block::Paragraph(text) => format!("{}\n", line(text)),
        Block::List(items) => list(items, ""),
        Block::Table(all) => table(all),
        Block::Folded(summary, inner) => {
            let summary = super::html::spans(summary);
            let inner = blocks(inner);
            format!("<details><summary>{summary}</summary>\n\n{inner}\n</details>\n")
        }
        Block::Verbatim(text) => verbatim(text),
    }
}

/// Lines with and without numbers make lists of their own, apart from each other.
fn list(items: &[Item], indent: &str) -> String {
    let mut out = String::new();
    let mut numbered = None;
    for item in items {
        if numbered.is_some_and(|before: bool| before != item.number.is_some()) {
            out.push('\n');
        }
        numbered = Some(item.number.is_some());
        let mark = item.number.map_or("- ".to_string(), |number| format!("{number}. "));
        out.push_str(&format!("{indent}{mark}{}\n", line(&item.text)));
        out.push_str(&list(&item.below, &format!("{indent}{}", " ".repeat(mark.len()))));
    }
    out
}

fn table(table: &Table) -> String {
    let heads: Vec<String> = table.heads.iter().map(|head| escape(head)).collect();
    let rule = "|---".repeat(heads.len());
    let cells = |row: &Vec<Vec<Span>>| row.iter().map(|cell| spans(cell)).collect::<Vec<_>>().join(" | ");
    let rows: String = table.rows.iter().map(|row| format!("| {} |\n", cells(row))).collect();
    format!("| {} |\n{rule}|\n{rows}", heads.join(" | "))
}

/// A block that no line of the text can close.
fn verbatim(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}text\n{}\n{fence}\n", text.trim_end_matches('\n'))
}

/// Words at the beginning of a line.
fn line(text: &[Span]) -> String {
    first(spans(text))
}

fn spans(text: &[Span]) -> String {
    text.iter().map(span).collect()
}

fn span(span: &Span) -> String {
    let text = span.text();
    if *span == Span::Break {
        return "<br>".to_string();
    }
    // A mark stands at the words, not at the space before them.
    let words = text.trim();
    if words.is_empty() {
        return escape(text);
    }
    let start = &text[..text.len() - text.trim_start().len()];
    let end = &text[text.trim_end().len()..];
    let shown = match span {
        Span::Strong(_) => format!("<b>{}</b>", escape(words)),
        Span::Faint(_) => format!("<sub>{}</sub>", escape(words)),
        Span::Code(_) => format!("<code>{}</code>", escape(words)),
        Span::Underlined(_) => format!("<ins>{}</ins>", escape(words)),
        Span::Plain(_) | Span::Painted(..) | Span::Break => escape(words),
    };
    format!("{start}{shown}{end}")
}

/// What Markdown, HTML or GitHub would read as its own. Line breaks become spaces.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' => out.extend(['\\', c]),
            // An empty comment keeps it from calling a person, or from pointing to an issue or a page.
            '@' => out.push_str("@<!-- -->"),
            '#' if chars.peek().is_some_and(char::is_ascii_digit) => out.push_str("#<!-- -->"),
            ':' if chars.peek() == Some(&'/') => out.push_str(":<!-- -->"),
            '\n' | '\r' | '\t' => out.push(' '),
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

/// What would begin a list, a heading or a rule where a line begins.
fn first(line: String) -> String {
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let after = line[digits..].chars().next();
    match (digits, after) {
        (0, Some('-' | '+' | '#' | '=')) => format!("\\{line}"),
        (1.., Some('.' | ')')) => format!("{}\\{}", &line[..digits], &line[digits..]),
        _ => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(number: Option<usize>, text: &str, below: Vec<Item>) -> Item {
        Item { number, text: vec![Span::Plain(text.into())], below }
    }

    #[test]
    fn what_users_wrote_is_no_markdown() {
        assert_eq!(
            escape("<b> *a*|b @you #1 https://x"),
            "&lt;b&gt; \\*a\\*\\|b @<!-- -->you #<!-- -->1 https:<!-- -->//x"
        );
        assert_eq!(line(&[Span::Plain("1. 甲".into())]), "1\\. 甲");
        assert_eq!(line(&[Span::Plain("# 甲".into())]), "\\# 甲");
        assert_eq!(verbatim("a ``` b"), "````text\na ``` b\n````\n");
    }

    #[test]
    fn steps_go_on_after_what_explains_them() {
        let items = [
            item(None, "a", vec![]),
            item(Some(1), "b", vec![item(None, "c", vec![])]),
            item(Some(2), "d", vec![]),
        ];
        assert_eq!(list(&items, ""), "- a\n\n1. b\n   - c\n2. d\n");
    }
}
