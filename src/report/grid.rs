//! A sheet for the terminal: aligned by display width, headings broken so that the table fits the screen.

use comfy_table::{Cell, CellAlignment, Table, presets};

use super::sheet::Sheet;
use super::style::{Paint, Style};
use super::wrap;

/// A heading is broken into pieces at least this wide.
const NARROWEST: usize = 4;

/// The sheet with title and notes.
pub fn draw(sheet: &Sheet, style: Style) -> String {
    let mut table = Table::new();
    table.load_style(if style.ascii { presets::ASCII_FULL_CONDENSED } else { presets::UTF8_FULL_CONDENSED });
    let columns = heading_width(sheet, style.width);
    let mut head = vec![Cell::new(&sheet.corner)];
    head.extend(sheet.columns.iter().map(|c| centred(&pieces(c, columns))));
    table.set_header(head);
    for (name, cells) in &sheet.rows {
        let mut row = vec![Cell::new(name)];
        row.extend(cells.iter().map(|c| centred(c)));
        table.add_row(row);
    }
    let notes: String = sheet.notes.iter().map(|n| note(n, style)).collect();
    format!("{}\n{table}\n{notes}", style.paint(Paint::Strong, &sheet.title))
}

fn note(text: &str, style: Style) -> String {
    format!("{}\n", wrap::fill(text, style.width, "  "))
}

fn centred(text: &str) -> Cell {
    Cell::new(text).set_alignment(CellAlignment::Center)
}

/// The widest pieces of headings with which the table fits.
fn heading_width(sheet: &Sheet, screen: usize) -> usize {
    let names = sheet.rows.iter().map(|(name, _)| wrap::width(name));
    let first = names.chain([wrap::width(&sheet.corner)]).max().unwrap_or(0) + 4;
    let column = |limit: usize, i: usize| {
        let cells = sheet.rows.iter().filter_map(|(_, cells)| cells.get(i)).map(|c| wrap::width(c));
        wrap::width(&sheet.columns[i]).min(limit).max(cells.max().unwrap_or(0)) + 3
    };
    let total = |limit: usize| first + (0..sheet.columns.len()).map(|i| column(limit, i)).sum::<usize>();
    let widest = sheet.columns.iter().map(|c| wrap::width(c)).max().unwrap_or(NARROWEST);
    (NARROWEST..=widest.max(NARROWEST)).rev().find(|limit| total(*limit) <= screen).unwrap_or(NARROWEST)
}

/// `text` in lines of equal length, none wider than `columns`.
fn pieces(text: &str, columns: usize) -> String {
    let lines = wrap::width(text).div_ceil(columns.max(2));
    let each = wrap::width(text).div_ceil(lines.max(1)).min(columns);
    let (mut out, mut used) = (String::new(), 0);
    for c in text.chars() {
        let width = wrap::width(c.encode_utf8(&mut [0; 4]));
        if used > 0 && used + width > each.max(2) + (each % 2) {
            out.push('\n');
            used = 0;
        }
        out.push(c);
        used += width;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_is_broken_evenly() {
        assert_eq!(pieces("本人確認情報検索", 10), "本人確認\n情報検索");
        assert_eq!(pieces("転入転出", 10), "転入転出");
    }

    #[test]
    fn rows_are_equally_wide_on_the_screen() {
        let row = |name: &str, cells: [&str; 2]| (name.to_string(), cells.map(String::from).to_vec());
        let sheet = Sheet {
            title: "表".into(),
            corner: "操作者ID".into(),
            columns: vec!["本人確認".into(), "ｶﾅ".into()],
            rows: vec![row("窓口", ["○", "×"]), row("A", ["△1", "?"])],
            notes: vec![],
        };
        let drawn = draw(&sheet, Style::plain(crate::problem::Lang::Ja));
        let widths: Vec<_> = drawn.lines().skip(1).map(wrap::width).collect();
        assert!(widths.iter().all(|w| *w == widths[0]), "{drawn}");
    }
}
