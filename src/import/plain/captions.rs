//! Captions, before an article or after its number, on one line or wrapped.

use super::{Place, Reader};
use crate::import::head;
use crate::import::line::{Line, reads_on};
use crate::import::mark;

/// Over how many lines a caption is wrapped at most.
const WRAPPED: usize = 3;

impl<'a> Reader<'a> {
    /// A line that is the caption of what follows, or of the article whose number stood alone before it.
    pub(super) fn caption(&mut self, line: Line<'a>) -> bool {
        if !line.text.starts_with(['（', '(', '【', '〔']) {
            return false;
        }
        let Some((caption, used)) = self.whole_caption(line) else { return false };
        let next = self.lines.get(self.at + used + 1).copied();
        if self.is_bare_article() {
            if let Some(node) = self.open() {
                node.caption = Some(caption);
            }
        } else if next.is_some_and(|next| self.takes_caption(next)) {
            self.caption = Some(caption);
        } else {
            return false;
        }
        self.at += used;
        true
    }

    /// The caption that begins on this line, and over how many more lines it is wrapped.
    fn whole_caption(&self, line: Line<'_>) -> Option<(String, usize)> {
        let mut text = line.text.to_string();
        let mut used = 0;
        while used + 1 < WRAPPED && head::leading_caption(&text).is_none() {
            text.push_str(self.lines.get(self.at + used + 1)?.text);
            used += 1;
        }
        Some((head::caption(&text)?, used))
    }

    /// Whether a caption of several lines begins here, and an article after it.
    pub(super) fn is_wrapped_caption(&self) -> bool {
        let Some(line) = self.lines.get(self.at).filter(|l| l.text.starts_with(['（', '(', '【', '〔']))
        else {
            return false;
        };
        let Some((_, used)) = self.whole_caption(*line) else { return false };
        let next = self.lines.get(self.at + used + 1);
        next.is_some_and(|next| head::article(next.text).is_some_and(|h| h.apart))
    }

    /// Whether the article that is open has nothing but its number yet.
    fn is_bare_article(&mut self) -> bool {
        let bare = self.in_article && self.paragraph == 0;
        bare && self.open().is_some_and(|node| node.caption.is_none())
    }

    /// Whether a caption may stand before this line.
    fn takes_caption(&self, next: Line<'_>) -> bool {
        let article = head::article(next.text).is_some_and(|h| h.apart || !reads_on(h.rest));
        let numbered = mark::mark(next.text)
            .is_some_and(|m| m.apart && m.senses.iter().any(|(style, _)| style.is_number()));
        article || self.place == Place::Supplement && (numbered || self.paragraph == 0)
    }
}
