//! Which lines begin an article or a chapter.

use super::{Place, Reader};
use crate::import::document::{Kind, Node};
use crate::import::head::{self, ArticleHead};
use crate::import::line::{Line, is_blank, reads_on};
use crate::import::numeral::Numeral;
use crate::source::Span;

/// What speaks for a line to be the head of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reading {
    Heading,
    /// It is taken for one, and could be a citation.
    Doubtful,
    Citation,
    /// It is taken for a citation, and could be a heading.
    DoubtfulCitation,
}

impl<'a> Reader<'a> {
    /// A chapter closes the article before it.
    pub(super) fn chapter(&mut self, line: Line<'a>) -> bool {
        let Some((_, all)) = head::chapter(line.text) else { return false };
        let goes_on = self.next().is_some_and(|next| reads_on(next.text));
        if self.place == Place::Supplement || !self.closed && self.series.is_empty() && goes_on {
            return false;
        }
        let span = self.span(line);
        self.place = Place::Main;
        self.push(0, Node::new(Kind::Heading, all, span));
        self.depth = 0;
        self.in_article = false;
        self.caption = None;
        true
    }

    /// An article, or several that are 削除.
    pub(super) fn articles(&mut self, line: Line<'a>) -> bool {
        // （趣旨）第1条 on one line
        let captioned =
            head::leading_caption(line.text).filter(|(_, rest)| head::article(rest).is_some_and(|h| h.apart));
        let text = captioned.as_ref().map_or(line.text, |(_, rest)| rest);
        let Some(found) = head::article(text) else { return false };
        let Some(first) = found.numbers.first().cloned() else { return false };
        if found.counter != self.counter
            && (self.article.is_some() || found.counter.is_empty() && first.value != 1)
        {
            return false;
        }
        let span = self.head_span(line, found.rest);
        let number = step(&first, found.counter);
        match self.reading(&found, &first) {
            Reading::Citation => return false,
            Reading::DoubtfulCitation => {
                self.note_doubt(span, &number, "text");
                return false;
            }
            Reading::Doubtful => self.note_doubt(span, &number, "heading"),
            Reading::Heading => {}
        }
        if let Some((caption, _)) = captioned {
            self.caption = Some(caption);
        }
        self.check_order(span, &first, found.counter);
        self.begin(&found, span, line);
        true
    }

    fn reading(&self, found: &ArticleHead<'_>, first: &Numeral) -> Reading {
        let expected = match &self.article {
            Some(last) => first.follows(last),
            None => *first == Numeral::plain(1),
        };
        let ready = self.closed || self.caption.is_some() || !self.in_article;
        if found.numbers.len() > 1 {
            return if ready || expected { Reading::Heading } else { Reading::Citation };
        }
        let behind = head::leading_caption(found.rest).filter(|_| self.caption.is_none());
        let goes_on = match &behind {
            Some((_, rest)) => reads_on(rest),
            None => reads_on(found.rest),
        };
        if found.apart {
            let next_reads_on = found.rest.is_empty() && self.next().is_some_and(|next| reads_on(next.text));
            return match (expected, ready, goes_on || next_reads_on) {
                (_, false, true) => Reading::Citation,
                (false, false, false) => Reading::DoubtfulCitation,
                (true, true, true) if self.caption.is_none() => Reading::Doubtful,
                _ => Reading::Heading,
            };
        }
        match (expected, ready, goes_on) {
            (true, _, false) if behind.is_some() => Reading::Heading,
            (true, true, false) => Reading::Doubtful,
            (true, true, true) if self.article.is_some() => Reading::DoubtfulCitation,
            (false, true, false) if behind.as_ref().is_some_and(|(_, rest)| rest.is_empty()) => {
                Reading::Doubtful
            }
            _ => Reading::Citation,
        }
    }

    fn check_order(&mut self, span: Span, first: &Numeral, counter: &str) {
        let number = step(first, counter);
        match self.article.clone() {
            None if *first != Numeral::plain(1) => self.note_gap(span, &number, ""),
            Some(last) if *first <= last => self.warn_twice(span, &number),
            Some(last) if !first.follows(&last) => self.note_gap(span, &number, &step(&last, counter)),
            _ => {}
        }
    }

    fn begin(&mut self, found: &ArticleHead<'a>, span: Span, line: Line<'a>) {
        if self.place == Place::Front {
            self.place = Place::Main;
        }
        self.counter = found.counter;
        self.in_article = true;
        let many = found.numbers.len() > 1;
        for numeral in &found.numbers {
            self.push(self.article_level(), Node::new(Kind::Article, step(numeral, found.counter), span));
            self.paragraph = 0;
            self.series.clear();
            if many {
                self.text(found.rest, line);
            }
        }
        if self.article.as_ref().is_none_or(|last| found.numbers.last().is_some_and(|n| n > last)) {
            self.article = found.numbers.last().cloned();
        }
        if many {
            return;
        }
        let above = self.caption.take();
        let (caption, rest) = match (above, head::leading_caption(found.rest)) {
            (Some(above), _) => (Some(above), found.rest),
            (None, Some((behind, rest))) if rest.is_empty() || !reads_on(rest) => (Some(behind), rest),
            // 第1 目的
            _ if found.counter.is_empty() && is_title(found.rest) => (Some(head::one_line(found.rest)), ""),
            _ => (None, found.rest),
        };
        if let Some(node) = self.open() {
            node.caption = caption;
        }
        // 第2条 1 … : the first paragraph on the same line
        let rest = rest.trim_start_matches(is_blank);
        let inner = Line { text: rest, start: line.start + (line.text.len() - rest.len()), apart: true };
        self.closed = true;
        if !rest.is_empty() && !self.items(inner) {
            self.text(rest, inner);
        }
    }
}

/// What stands behind a number without 条 is a title, unless it is a sentence.
fn is_title(text: &str) -> bool {
    !text.is_empty() && text.chars().count() <= 40 && !text.contains(['。', '、'])
}

/// The number as a step: `第3条の2`, and `第1` where nothing is counted.
fn step(numeral: &Numeral, counter: &str) -> String {
    format!("第{}{counter}{}", numeral.value, numeral.tail())
}
