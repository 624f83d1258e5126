//! Rules in Markdown: the ```` ```kitei ```` blocks, beside the law they encode.

/// What a file in Markdown has of kitei: the text with everything outside its blocks made blank, so that every byte
/// keeps its place. `None` when there is no such block.
pub fn fenced_blocks(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut found = false;
    each_line(text, |line, kind| {
        found |= kind == Line::Opening;
        if kind == Line::Rules {
            out.push_str(line);
        } else {
            out.extend(line.bytes().map(|b| if b == b'\n' { '\n' } else { ' ' }));
        }
    });
    found.then_some(out)
}

/// The file with each of its blocks rewritten.
pub fn rewrite_blocks(text: &str, mut rewrite: impl FnMut(&str) -> String) -> String {
    let mut out = String::with_capacity(text.len());
    let mut block = String::new();
    each_line(text, |line, kind| {
        if kind == Line::Rules {
            block.push_str(line);
            return;
        }
        if !block.is_empty() {
            out.push_str(&rewrite(&std::mem::take(&mut block)));
        }
        out.push_str(line);
    });
    if !block.is_empty() {
        out.push_str(&rewrite(&block));
    }
    out
}

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    /// It opens a block of rules.
    Opening,
    /// Inside a block of rules.
    Rules,
    Other,
}

fn each_line(text: &str, mut visit: impl FnMut(&str, Line)) {
    // The fence that is open: its sign, its length, and whether the block is kitei.
    let mut open: Option<(char, usize, bool)> = None;
    for line in text.split_inclusive('\n') {
        let (sign, length, info) = fence(line);
        let kind = match open {
            Some((own, least, _)) if sign == own && length >= least && info.is_empty() => {
                open = None;
                Line::Other
            }
            Some((_, _, true)) => Line::Rules,
            Some(_) => Line::Other,
            None if length >= 3 => {
                let rules = info.split([' ', ',', '{']).next() == Some("kitei");
                open = Some((sign, length, rules));
                if rules { Line::Opening } else { Line::Other }
            }
            None => Line::Other,
        };
        visit(line, kind);
    }
}

/// The fence a line begins with: its sign, its length (0 when there is none) and what follows.
fn fence(line: &str) -> (char, usize, &str) {
    let inner = line.trim_start_matches(' ');
    let sign = inner.chars().next().filter(|c| matches!(c, '`' | '~')).unwrap_or(' ');
    let rest = inner.trim_start_matches(sign);
    let length = if line.len() - inner.len() > 3 || sign == ' ' { 0 } else { inner.len() - rest.len() };
    (sign, length, rest.trim())
}
