//! Plain text → document, line by line. A line opens a part, or goes on with the one that is open.
//!
//! Extracted texts are wrapped anywhere, so a line may begin with a number that is only cited there. What a line is
//! follows from the number expected next, from what stands behind the number, and from whether a sentence is open;
//! where that leaves a doubt, a note tells how the line was read.

mod annexes;
mod articles;
mod captions;
mod front;
mod items;

use super::document::{Document, Kind, Node};
use super::line::{self, Line};
use super::mark::{self, Style};
use super::numeral::Numeral;
use crate::problem::catalogue::import as entries;
use crate::problem::{Outcome, Problem};
use crate::source::{FileId, Span};

/// Reads a plain text.
pub fn read(file: FileId, text: &str) -> Outcome<Document> {
    let mut reader = Reader::new(file, line::lines(text));
    reader.front();
    while let Some(line) = reader.lines.get(reader.at).copied() {
        reader.line(line);
        reader.at += 1;
    }
    reader.tell_left_out();
    (reader.document, reader.problems)
}

/// A series of items that is open.
#[derive(Debug, Clone)]
struct Series {
    style: Style,
    last: Numeral,
}

/// Where the text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Before the first article.
    Front,
    Main,
    Supplement,
    Annex,
}

struct Reader<'a> {
    file: FileId,
    lines: Vec<Line<'a>>,
    at: usize,
    document: Document,
    problems: Vec<Problem>,
    place: Place,
    /// How many parts are open, one inside the other, from the last of the document on.
    depth: usize,
    /// The last article of the place.
    article: Option<Numeral>,
    counter: &'static str,
    /// Whether an article is open.
    in_article: bool,
    /// The number of the paragraph that is open, 0 before the first.
    paragraph: i64,
    series: Vec<Series>,
    /// Whether a sentence may have ended before this line.
    closed: bool,
    caption: Option<String>,
    left_out: Vec<Span>,
}

impl<'a> Reader<'a> {
    fn new(file: FileId, lines: Vec<Line<'a>>) -> Self {
        Self {
            file,
            lines,
            at: 0,
            document: Document::default(),
            problems: Vec::new(),
            place: Place::Front,
            depth: 0,
            article: None,
            counter: "条",
            in_article: false,
            paragraph: 0,
            series: Vec::new(),
            closed: true,
            caption: None,
            left_out: Vec::new(),
        }
    }

    fn line(&mut self, line: Line<'a>) {
        self.closed |= line.apart;
        if line::is_page_number(line.text) || self.is_running_title(line) || line::is_editors_note(line.text)
        {
            return;
        }
        if self.is_stray_number(line) {
            return self.left_out.push(self.span(line));
        }
        let opened = self.supplement(line)
            || self.annex(line)
            || self.place != Place::Annex
                && (self.chapter(line) || self.caption(line) || self.articles(line) || self.items(line));
        if opened {
            self.closed = true;
        } else {
            self.text(line.text, line);
        }
        self.closed =
            line::closes(line.text) || (opened && self.open().is_some_and(|node| node.text.is_empty()));
    }

    /// A line that goes on with what is open.
    fn text(&mut self, text: &str, line: Line<'a>) {
        if self.place == Place::Front || self.place == Place::Main && !self.in_article {
            return self.left_out.push(self.span(line));
        }
        if text.is_empty() {
            return;
        }
        if self.paragraph == 0 && self.place != Place::Annex {
            self.open_paragraph(1, false, self.span(line));
        }
        if let Some(node) = self.open() {
            node.text.push_str(text);
        }
    }

    /// A number alone on its line that is not the next paragraph's: most likely that of a page.
    fn is_stray_number(&self, line: Line<'a>) -> bool {
        let places = matches!(self.place, Place::Main | Place::Supplement);
        places
            && line::is_bare_number(line.text)
            && !mark::mark(line.text).is_some_and(|m| self.is_number_apart(&m))
    }

    /// The name of the regulation at the head of a page.
    fn is_running_title(&self, line: Line<'_>) -> bool {
        let name = self.document.name.as_deref();
        self.place != Place::Front
            && name.is_some_and(|name| line::squeezed(line.text) == line::squeezed(name))
    }

    /// The innermost part that is open.
    fn open(&mut self) -> Option<&mut Node> {
        let mut node = self.document.nodes.last_mut()?;
        for _ in 1..self.depth {
            node = node.children.last_mut()?;
        }
        (self.depth > 0).then_some(node)
    }

    /// Opens a part inside `level` others; what is open there is closed.
    fn push(&mut self, level: usize, mut node: Node) {
        self.depth = level;
        let siblings = match self.open() {
            Some(parent) => &mut parent.children,
            None => &mut self.document.nodes,
        };
        node.repeated = siblings.iter().any(|s| s.kind == node.kind && s.step == node.step);
        siblings.push(node);
        self.depth = level + 1;
    }

    /// How many parts stand around an article: a 附則 or none.
    fn article_level(&self) -> usize {
        usize::from(self.place == Place::Supplement)
    }

    fn paragraph_level(&self) -> usize {
        self.article_level() + usize::from(self.in_article)
    }

    fn open_paragraph(&mut self, number: i64, numbered: bool, span: Span) {
        let mut node = Node::new(Kind::Paragraph, format!("第{number}項"), span);
        node.numbered = numbered;
        node.caption = if self.in_article { None } else { self.caption.take() };
        self.push(self.paragraph_level(), node);
        self.paragraph = number;
        self.series.clear();
    }

    fn span(&self, line: Line<'_>) -> Span {
        Span::new(self.file, line.start, line.start + line.text.len())
    }

    /// The span of what stands before `rest` on a line.
    fn head_span(&self, line: Line<'_>, rest: &str) -> Span {
        let head = line.text.strip_suffix(rest).unwrap_or(line.text);
        Span::new(self.file, line.start, line.start + head.trim_end_matches(line::is_blank).len())
    }

    /// The next line that is not there because of paper, from the one after the current on.
    fn next(&self) -> Option<Line<'a>> {
        let rest = self.lines.get(self.at + 1..)?;
        rest.iter().copied().find(|l| !line::is_page_number(l.text) && !self.is_running_title(*l))
    }

    /// A note that the number of a part is not the one that should follow.
    fn note_gap(&mut self, span: Span, number: &str, last: &str) {
        let key = if last.is_empty() { "starts" } else { "after" };
        let problem = Problem::new(&entries::NUMBER_GAP).plain("number", number).plain("last", last);
        self.problems.push(problem.label(span, key).help(key));
    }

    fn warn_twice(&mut self, span: Span, number: &str) {
        self.problems.push(
            Problem::new(&entries::NUMBER_TWICE).plain("number", number).label(span, "again").help("look"),
        );
    }

    /// A note of how a line was read that could be read in another way.
    fn note_doubt(&mut self, span: Span, number: &str, read: &'static str) {
        let problem = Problem::new(&entries::UNCLEAR_HEADING).plain("number", number);
        self.problems.push(problem.label(span, read).help(read));
    }

    fn tell_left_out(&mut self) {
        let Some(first) = self.left_out.first() else { return };
        let problem = Problem::new(&entries::LINES_LEFT_OUT).number("count", self.left_out.len());
        self.problems.push(problem.label(*first, "first").help("look"));
    }
}
