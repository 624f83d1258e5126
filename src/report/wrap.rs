//! Lines of at most so many columns, for text with and without spaces between its words.
//!
//! Between full-width characters a line may break anywhere but before closing and after opening punctuation.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns that `text` takes on a screen.
pub fn width(text: &str) -> usize {
    text.width()
}

/// `text` and as many spaces as make it `columns` wide.
pub fn pad(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// `text` in lines of at most `columns` columns; all lines but the first start with `indent`. Line breaks in the
/// text stay, and lines that start with a space (drawn grids) are left alone.
pub fn fill(text: &str, columns: usize, indent: &str) -> String {
    let lines: Vec<String> = text.lines().map(|l| fill_line(l, columns.max(20), indent)).collect();
    lines.join(&format!("\n{indent}"))
}

fn fill_line(line: &str, columns: usize, indent: &str) -> String {
    if line.starts_with(' ') || width(line) <= columns {
        return line.to_string();
    }
    let (mut out, mut used) = (String::new(), 0);
    for phrase in pieces(line, ends_phrase) {
        // A phrase goes to the next line as a whole, unless that would leave much of this one empty.
        let whole = used + width(phrase.trim_end()) <= columns
            || (width(phrase) <= columns && used * 5 >= columns * 3);
        let parts = if whole { vec![phrase] } else { pieces(phrase, may_break) };
        for part in parts {
            let solid = part.trim_end();
            if used > 0 && used + width(solid) > columns {
                out.truncate(out.trim_end().len());
                out.push('\n');
                out.push_str(indent);
                used = 0;
            }
            out.push_str(part);
            used += width(part);
        }
    }
    out
}

/// The pieces between which a line may break, spaces at their ends.
fn pieces(line: &str, breaks: fn(char, char) -> bool) -> Vec<&str> {
    let (mut pieces, mut start) = (Vec::new(), 0);
    let mut before = ' ';
    for (at, c) in line.char_indices() {
        if at > start && breaks(before, c) {
            pieces.push(&line[start..at]);
            start = at;
        }
        before = c;
    }
    pieces.push(&line[start..]);
    pieces
}

/// After a space or a comma: where a reader would pause.
fn ends_phrase(before: char, after: char) -> bool {
    may_break(before, after) && (before == ' ' || "、。".contains(before))
}

fn may_break(before: char, after: char) -> bool {
    const OPENING: &str = "「『(([〔【`";
    const CLOSING: &str = "」』))]〕】、。,.:;:・ー々っゃゅょァィゥェォッャュョ`";
    if before == ' ' {
        return after != ' ';
    }
    let wide = |c: char| c.width() == Some(2);
    (wide(before) || wide(after)) && after != ' ' && !OPENING.contains(before) && !CLOSING.contains(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn japanese_breaks_between_characters_but_not_before_a_comma() {
        let text = "アクセス責任者は課ごとに置かれています、どの課のですか";
        for line in fill(text, 20, "").lines() {
            assert!(width(line) <= 22, "{line}");
            assert!(!line.starts_with('、'));
        }
    }

    #[test]
    fn english_breaks_at_spaces() {
        assert_eq!(fill("the quick brown fox jumps over", 20, "  "), "the quick brown fox\n  jumps over");
    }

    #[test]
    fn a_drawn_grid_stays_as_it_is() {
        let grid = "   a b c d e f g h i j k l m n";
        assert_eq!(fill(grid, 10, ""), grid);
    }
}
