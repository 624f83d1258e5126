//! A sheet as a Markdown table, aligned in the source too.

use super::page::markdown::escape;
use super::sheet::Sheet;
use super::wrap;

/// The sheet with its title as a heading and its notes as a list.
pub fn draw(sheet: &Sheet) -> String {
    let heads = std::iter::once(&sheet.corner).chain(&sheet.columns);
    let mut lines: Vec<Vec<String>> = vec![heads.map(|h| escape(h)).collect()];
    for (name, cells) in &sheet.rows {
        lines.push(std::iter::once(name).chain(cells).map(|c| escape(c)).collect());
    }
    let columns = lines[0].len();
    let widths: Vec<usize> = (0..columns)
        .map(|i| lines.iter().filter_map(|l| l.get(i)).map(|c| wrap::width(c)).max().unwrap_or(0).max(3))
        .collect();
    let rule: Vec<String> = widths.iter().enumerate().map(|(i, w)| rule(i, *w)).collect();
    lines.insert(1, rule);
    let body: String = lines.iter().map(|cells| line(cells, &widths)).collect();
    let notes: String = sheet.notes.iter().map(|n| format!("- {}\n", escape(n))).collect();
    format!("### {}\n\n{body}\n{notes}", escape(&sheet.title))
}

fn rule(index: usize, width: usize) -> String {
    if index == 0 { "-".repeat(width) } else { format!(":{}:", "-".repeat(width - 2)) }
}

fn line(cells: &[String], widths: &[usize]) -> String {
    let padded: Vec<String> = cells.iter().zip(widths).map(|(c, w)| wrap::pad(c, *w)).collect();
    format!("| {} |\n", padded.join(" | "))
}
