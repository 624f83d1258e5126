//! What pest found, as a flat list in reading order: each node knows its words and where its next sibling is.

use pest::Parser;
use pest::error::{Error, ErrorVariant, InputLocation};

use super::grammar::{Grammar, Rule};
use super::lexer::Words;

/// A rule that matched the words `first..end`.
#[derive(Debug, Clone, Copy)]
pub struct Node {
    pub rule: Rule,
    pub first: u32,
    pub end: u32,
    /// The index after its last descendant.
    pub next: u32,
}

/// Where and why nothing could be read.
#[derive(Debug)]
pub struct Failure {
    /// The word at which no rule could go on (may be one past the last of the range).
    pub token: usize,
    /// The rules that could have stood there.
    pub expected: Vec<Rule>,
}

/// Reads the words `range` as `rule`.
pub fn parse(words: &Words, rule: Rule, range: std::ops::Range<usize>) -> Result<Vec<Node>, Failure> {
    let base = words.marks[range.start].offset as usize;
    let form = &words.form[base..words.marks[range.end].offset as usize];
    let pairs = Grammar::parse(rule, form).map_err(|error| failure(words, base, &error))?;
    let mut reader = Reader {
        words,
        base,
        word: range.start,
        nodes: Vec::with_capacity(range.len() * 3),
        open: Vec::new(),
    };
    pairs.tokens().for_each(|event| reader.event(&event));
    Ok(reader.nodes)
}

/// Follows pest's tokens, which come in the order of the text.
struct Reader<'a> {
    words: &'a Words,
    base: usize,
    /// The word at which the last token stood.
    word: usize,
    nodes: Vec<Node>,
    /// The nodes that are not closed.
    open: Vec<usize>,
}

impl Reader<'_> {
    fn event(&mut self, event: &pest::Token<'_, Rule>) {
        match event {
            pest::Token::Start { rule: Rule::EOI, .. } | pest::Token::End { rule: Rule::EOI, .. } => {}
            pest::Token::Start { rule, pos } => {
                let first = self.word_at(pos.pos());
                self.open.push(self.nodes.len());
                self.nodes.push(Node { rule: *rule, first, end: first, next: 0 });
            }
            pest::Token::End { pos, .. } => {
                let (end, next) = (self.word_at(pos.pos()), narrow(self.nodes.len()));
                if let Some(index) = self.open.pop() {
                    self.nodes[index].end = end;
                    self.nodes[index].next = next;
                }
            }
        }
    }

    fn word_at(&mut self, pos: usize) -> u32 {
        while (self.words.marks[self.word].offset as usize) < self.base + pos {
            self.word += 1;
        }
        narrow(self.word)
    }
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn failure(words: &Words, base: usize, error: &Error<Rule>) -> Failure {
    let (InputLocation::Pos(at) | InputLocation::Span((at, _))) = error.location;
    let expected = match &error.variant {
        ErrorVariant::ParsingError { positives, .. } => positives.clone(),
        ErrorVariant::CustomError { .. } => Vec::new(),
    };
    Failure { token: words.token_at(base + at), expected }
}
