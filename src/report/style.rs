//! How a report looks: language, colours, width; and the few styles there are.

use super::wrap;
use crate::problem::{Lang, Severity, Text};

/// What the reader's screen allows and the reader wants.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    pub lang: Lang,
    pub color: bool,
    /// Only ASCII in frames and marks.
    pub ascii: bool,
    /// Columns of the screen.
    pub width: usize,
}

/// What a piece of text is, which decides its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    Good,
    Bad,
    Doubt,
    Note,
    Strong,
    Faint,
}

impl Style {
    /// No colours, 80 columns: for files, tests and pipes.
    pub fn plain(lang: Lang) -> Self {
        Self { lang, color: false, ascii: false, width: 80 }
    }

    /// `text` in the colour of `paint`, if there are colours.
    pub fn paint(self, paint: Paint, text: &str) -> String {
        if !self.color || text.is_empty() {
            return text.to_string();
        }
        let code = match paint {
            Paint::Good => "32",
            Paint::Bad => "1;31",
            Paint::Doubt => "33",
            Paint::Note => "36",
            Paint::Strong => "1",
            Paint::Faint => "2",
        };
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    }

    /// The text in the style's language.
    pub fn say(self, text: Text) -> &'static str {
        text.get(self.lang)
    }

    /// The first lines of a problem: its severity, code and message.
    pub(super) fn problem_head(self, severity: Severity, code: &str, message: &str) -> String {
        let (word, paint) = match severity {
            Severity::Error => (Text { en: "error", ja: "誤り" }, Paint::Bad),
            Severity::Warning => (Text { en: "warning", ja: "注意" }, Paint::Doubt),
            Severity::Note => (Text { en: "note", ja: "参考" }, Paint::Note),
        };
        let head = format!("{}[{code}]:", self.say(word));
        let indent = wrap::width(&head) + 1;
        let body = wrap::fill(message, self.width.saturating_sub(indent), "  ");
        format!("{} {}\n", self.paint(paint, &head), self.paint(Paint::Strong, &body))
    }

    /// `  help: …`, wrapped and indented.
    pub(super) fn help_block(self, help: &str) -> String {
        let word = self.say(Text { en: "help:", ja: "対処:" });
        let indent = " ".repeat(wrap::width(word) + 3);
        let body = wrap::fill(help, self.width.saturating_sub(indent.len()), &indent);
        format!("  {} {body}\n", self.paint(Paint::Note, word))
    }
}
