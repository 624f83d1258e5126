//! Which lines begin a paragraph (項), an item (号) or what stands below one.

use super::{Place, Reader, Series};
use crate::import::document::{Kind, Node};
use crate::import::head;
use crate::import::line::{Line, reads_on};
use crate::import::mark::{self, Mark, Style};
use crate::import::numeral::Numeral;
use crate::source::Span;

/// A number that is further ahead than this is no number of a part.
const FURTHEST: i64 = 20;
/// What follows a number of things, not the number of a paragraph.
const COUNTED: &str =
    "年月日時分秒人名件条項号章節款類級種つ個箇か回階番部台円割歳点週度倍枚冊通者以、。,/~〜-:%％";
/// Words that announce a list.
const ANNOUNCES: [&str; 7] = ["次の", "次に", "各号", "とおり", "下記", "左の", "以下の"];

/// What a mark may begin.
enum Begins {
    Paragraph(Numeral),
    /// At this depth below the paragraph; the last number of the series, if it goes on.
    Item(usize, Style, Numeral, Option<Numeral>),
}

impl<'a> Reader<'a> {
    /// A paragraph or an item, if the line begins one.
    pub(super) fn items(&mut self, line: Line<'a>) -> bool {
        if self.place == Place::Front || self.place == Place::Main && !self.in_article {
            return false;
        }
        let Some(mark) = mark::mark(line.text) else { return false };
        if !self.may_begin(&mark) {
            return false;
        }
        let span = self.head_span(line, mark.rest);
        let found = self.continued(&mark).or_else(|| self.paragraph(&mark)).or_else(|| self.begun(&mark));
        let Some(begins) = found.or_else(|| self.out_of_order(&mark)) else {
            self.doubt_of_text(&mark, span);
            return false;
        };
        self.tell(&begins, span);
        self.open_all(begins, &mark, span, line);
        true
    }

    /// The number of the next paragraph, alone on its line before the text.
    pub(super) fn is_number_apart(&self, mark: &Mark<'_>) -> bool {
        let expected = mark.senses.iter().any(|(_, n)| *n == Numeral::plain(self.paragraph + 1));
        let text = self.next().is_some_and(|next| {
            next.text.ends_with('。') && head::article(next.text).is_none() && mark::mark(next.text).is_none()
        });
        expected && text && self.closed
    }

    /// Whether what stands around the mark allows it to be one.
    fn may_begin(&self, mark: &Mark<'_>) -> bool {
        let plain = mark.senses.iter().any(|(style, _)| matches!(style, Style::Arabic | Style::Kanji));
        let listed = !self.series.is_empty();
        let first = mark.senses.first().map(|(_, numeral)| numeral.clone());
        if first.is_some_and(|first| head::several(first, mark.rest).is_some()) {
            return true;
        }
        if mark.apart {
            return self.closed || listed || !reads_on(mark.rest);
        }
        let kanji = mark.senses.iter().any(|(style, _)| *style == Style::Kanji);
        let counts = mark.rest.starts_with(|c: char| COUNTED.contains(c) || c.is_ascii_alphanumeric());
        !kanji && (self.closed || listed) && !reads_on(mark.rest) && !(plain && counts)
    }

    /// The next item of a series that is open, the innermost first.
    fn continued(&self, mark: &Mark<'_>) -> Option<Begins> {
        for (depth, series) in self.series.iter().enumerate().rev() {
            for (style, numeral) in &mark.senses {
                if *style == series.style && numeral.follows(&series.last) {
                    return Some(Begins::Item(depth, *style, numeral.clone(), Some(series.last.clone())));
                }
            }
        }
        None
    }

    /// The next paragraph.
    fn paragraph(&self, mark: &Mark<'_>) -> Option<Begins> {
        let (style, numeral) = mark.senses.first()?;
        let next = *numeral == Numeral::plain(self.paragraph + 1);
        let sure = self.closed || !self.series.is_empty() || mark.apart;
        let counts = matches!(style, Style::Arabic | Style::Circled);
        (counts && next && sure).then(|| Begins::Paragraph(numeral.clone()))
    }

    /// The first item of a new series, inside the innermost that is open.
    fn begun(&self, mark: &Mark<'_>) -> Option<Begins> {
        let first = mark.senses.iter().find(|(style, n)| {
            *n == Numeral::plain(1) && self.series.iter().all(|series| series.style != *style)
        });
        let (style, numeral) = first?;
        let letter = !style.is_number() && !mark.apart && self.series.is_empty();
        (!letter).then(|| Begins::Item(self.series.len(), *style, numeral.clone(), None))
    }

    /// A number that is not the next, where only a part of that kind can be meant.
    fn out_of_order(&self, mark: &Mark<'_>) -> Option<Begins> {
        if !mark.apart || mark.rest.chars().count() < 2 {
            return None;
        }
        for (depth, series) in self.series.iter().enumerate().rev() {
            let same = mark.senses.iter().find(|(style, _)| *style == series.style && style.is_number());
            let near = same.filter(|(_, n)| n.value - series.last.value <= FURTHEST);
            // Items end without a full stop, so that no sentence seems to have ended.
            let sure =
                |(style, n): &&(Style, Numeral)| self.closed || *style == Style::Bracket && *n >= series.last;
            if let Some((style, numeral)) = near.filter(sure) {
                return Some(Begins::Item(depth, *style, numeral.clone(), Some(series.last.clone())));
            }
        }
        if !self.closed {
            return None;
        }
        let (style, numeral) = mark.senses.first()?;
        let ahead = numeral.value - self.paragraph;
        let long = mark.rest.chars().count() >= 10;
        let counts = matches!(style, Style::Arabic | Style::Circled) && numeral.branches.is_empty();
        if counts && long && (0..=FURTHEST).contains(&ahead) && numeral.value > 0 {
            return Some(Begins::Paragraph(numeral.clone()));
        }
        let bracket = matches!(style, Style::Bracket | Style::Kanji) && self.series.is_empty();
        (bracket && numeral.value <= FURTHEST).then(|| Begins::Item(0, *style, numeral.clone(), None))
    }

    /// Gaps, repetitions and doubts.
    fn tell(&mut self, begins: &Begins, span: Span) {
        match begins {
            Begins::Paragraph(numeral) => {
                let number = format!("第{}項", numeral.value);
                if numeral.value == self.paragraph {
                    self.warn_twice(span, &number);
                } else if numeral.value != self.paragraph + 1 {
                    let last =
                        if self.paragraph == 0 { String::new() } else { format!("第{}項", self.paragraph) };
                    self.note_gap(span, &number, &last);
                } else if !self.closed && self.series.is_empty() {
                    self.note_doubt(span, &number, "heading");
                }
            }
            Begins::Item(depth, style, numeral, last) => {
                let item = *depth == 0 && style.is_number();
                let (before, after) = if item { ("第", "号") } else { ("", "") };
                let show = |n: &Numeral| format!("{before}{}{after}{}", n.value, n.tail());
                match last {
                    Some(last) if numeral <= last => self.warn_twice(span, &show(numeral)),
                    Some(last) if !numeral.follows(last) => self.note_gap(span, &show(numeral), &show(last)),
                    None if *numeral != Numeral::plain(1) => self.note_gap(span, &show(numeral), ""),
                    _ => self.doubt(begins, span),
                }
            }
        }
    }

    /// A plain number inside a paragraph may be an item or the next paragraph.
    fn doubt(&mut self, begins: &Begins, span: Span) {
        let Begins::Item(_, Style::Arabic, numeral, last) = begins else { return };
        let announced = self.open().is_some_and(|node| ANNOUNCES.iter().any(|word| node.text.contains(word)));
        let paragraph = numeral.value == self.paragraph + 1;
        if paragraph || last.is_none() && !announced {
            self.note_doubt(span, &format!("第{}号", numeral.value), "item");
        }
    }

    /// A number that stands like one of a part, and fits nowhere.
    fn doubt_of_text(&mut self, mark: &Mark<'_>, span: Span) {
        let number = mark.senses.first().filter(|(style, _)| style.is_number()).map(|(_, numeral)| numeral);
        if let Some(numeral) = number.filter(|_| mark.apart && !mark.rest.is_empty() && !reads_on(mark.rest))
        {
            let shown = format!("{}{}", numeral.value, numeral.tail());
            self.note_doubt(span, &shown, "text");
        }
    }

    fn open_all(&mut self, begins: Begins, mark: &Mark<'a>, span: Span, line: Line<'a>) {
        match begins {
            Begins::Paragraph(numeral) => self.open_paragraph(numeral.value, true, span),
            Begins::Item(depth, style, numeral, last) => {
                if self.paragraph == 0 {
                    self.open_paragraph(1, false, span);
                }
                self.series.truncate(depth);
                let several = style.is_number().then(|| head::several(numeral.clone(), mark.rest)).flatten();
                let numbers = several.clone().unwrap_or_else(|| vec![numeral]);
                for numeral in &numbers {
                    let level = self.paragraph_level() + 1 + depth;
                    self.push(level, Node::new(Kind::Item, step(depth, style, numeral, mark), span));
                    if several.is_some() {
                        self.text("削除", line);
                    }
                }
                let newest = numbers.last().cloned().into_iter().chain(last).max();
                self.series.extend(newest.map(|last| Series { style, last }));
                if several.is_some() {
                    return;
                }
            }
        }
        // (1) ア … : the first part below it on the same line
        let inner =
            Line { text: mark.rest, start: line.start + (line.text.len() - mark.rest.len()), apart: true };
        if mark.rest.is_empty() {
            return;
        }
        self.closed = true;
        let nested = mark::mark(mark.rest).is_some_and(|m| m.apart && self.begun(&m).is_some());
        if !(nested && self.items(inner)) {
            self.text(mark.rest, inner);
        }
    }
}

/// The step of an item: 第1号 below a paragraph, (1) or ア below an item.
fn step(depth: usize, style: Style, numeral: &Numeral, mark: &Mark<'_>) -> String {
    if depth == 0 && style.is_number() {
        return format!("第{}号{}", numeral.value, numeral.tail());
    }
    if style.is_number() { format!("({}{})", numeral.value, numeral.tail()) } else { mark.step.clone() }
}
