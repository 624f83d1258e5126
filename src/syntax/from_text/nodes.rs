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
    let base = words.offsets[range.start] as usize;
    let form = &words.form[base..words.offsets[range.end] as usize];
    let pairs = Grammar::parse(rule, form).map_err(|error| failure(words, base, &error))?;
    let mut nodes: Vec<Node> = Vec::with_capacity(pairs.len() * 4);
    let mut open = Vec::new();
    let token = |pos: usize| words.token_at[base + pos];
    let next = |nodes: &Vec<Node>| u32::try_from(nodes.len()).unwrap_or(u32::MAX);
    for event in pairs.tokens() {
        match event {
            pest::Token::Start { rule: Rule::EOI, .. } | pest::Token::End { rule: Rule::EOI, .. } => {}
            pest::Token::Start { rule, pos } => {
                open.push(nodes.len());
                let first = token(pos.pos());
                nodes.push(Node { rule, first, end: first, next: 0 });
            }
            pest::Token::End { pos, .. } => {
                let Some(index) = open.pop() else { continue };
                let next = next(&nodes);
                nodes[index].end = token(pos.pos());
                nodes[index].next = next;
            }
        }
    }
    Ok(nodes)
}

fn failure(words: &Words, base: usize, error: &Error<Rule>) -> Failure {
    let (InputLocation::Pos(at) | InputLocation::Span((at, _))) = error.location;
    let expected = match &error.variant {
        ErrorVariant::ParsingError { positives, .. } => positives.clone(),
        ErrorVariant::CustomError { .. } => Vec::new(),
    };
    Failure { token: words.token_at[base + at] as usize, expected }
}
