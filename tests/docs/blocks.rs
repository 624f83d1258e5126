//! Fenced blocks of a Markdown text, and putting new texts into their places.

use std::fs;
use std::ops::Range;
use std::path::Path;

/// One fenced block.
pub struct Block {
    /// The line of its opening fence, counted from one.
    pub line: usize,
    pub language: String,
    /// What stands after the language.
    pub marks: Vec<String>,
    pub text: String,
    /// The bytes of `text` in the document.
    pub range: Range<usize>,
}

impl Block {
    /// The value of `key=value` among the marks.
    pub fn value(&self, key: &str) -> Option<&str> {
        self.marks.iter().find_map(|m| m.strip_prefix(key)?.strip_prefix('='))
    }

    pub fn has(&self, mark: &str) -> bool {
        self.marks.iter().any(|m| m == mark)
    }
}

/// Every fenced block that names a language. A block ends at a fence at least as long as its own.
pub fn find(text: &str) -> Vec<Block> {
    let mut found = Vec::new();
    let mut open: Option<(usize, Block)> = None;
    let mut at = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let ticks = line.len() - line.trim_start_matches('`').len();
        match open.take() {
            None if ticks >= 3 => {
                let mut words = line[ticks..].split_whitespace().map(str::to_string);
                let language = words.next().unwrap_or_default();
                let start = at + line.len();
                let block = Block {
                    line: number + 1,
                    language,
                    marks: words.collect(),
                    text: String::new(),
                    range: start..start,
                };
                open = Some((ticks, block));
            }
            Some((length, mut block)) if ticks >= length && line.trim_end().len() == ticks => {
                block.range.end = at;
                block.text = text[block.range.clone()].to_string();
                found.push(block);
            }
            still => open = still,
        }
        at += line.len();
    }
    found
}

/// Writes the document anew with other texts in these places, if any differs.
pub fn replace(document: &Path, text: &str, parts: &[(Range<usize>, String)]) {
    let mut fresh = String::new();
    let mut at = 0;
    for (range, part) in parts {
        fresh.push_str(&text[at..range.start]);
        fresh.push_str(part);
        at = range.end;
    }
    fresh.push_str(&text[at..]);
    if fresh != text {
        fs::write(document, fresh).unwrap();
    }
}
