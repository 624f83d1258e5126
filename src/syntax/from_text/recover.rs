//! Declarations out of words: many in one call of the grammar while all goes well, one by one where it does not.
//!
//! A declaration that cannot be read becomes a hole; if it has a block, what stands in the block is read on its own.

mod blocks;

use std::ops::Range;

use super::build::{self, Builder};
use super::grammar::Rule;
use super::lexer::Words;
use super::nodes::{self, Failure, Node};
use super::split::{Content, keyword, pieces};
use super::{grid, nesting, problems, resume, unexpected};
use crate::source::Span;
use crate::syntax::keywords::Keyword;
use crate::syntax::tree::{CellMark, Hole, Item, Name, TokenKind};

/// So many words go through the grammar in one call, give or take a declaration.
const RUN: usize = 300;

/// Blocks of declarations may stand in each other so deep: an amendment that adds a provision with a reading has three.
const BLOCKS: usize = 8;

/// So many mistakes of one declaration are told at once.
const MISTAKES: usize = 20;

/// Reads one file.
pub struct Reader<'a> {
    text: &'a str,
    pub words: Words,
    /// The blocks being read.
    blocks: usize,
}

impl<'a> Reader<'a> {
    /// A reader of `text`, cut into `words`.
    pub fn new(text: &'a str, words: Words) -> Self {
        Self { text, words, blocks: 0 }
    }

    /// All declarations of the file.
    pub fn file(&mut self) -> Vec<Item> {
        self.items(0..self.words.tokens.len())
    }

    /// The declarations in `range`: run by run.
    fn items(&mut self, range: Range<usize>) -> Vec<Item> {
        let pieces = pieces(&self.words, range, Content::Items);
        let mut items = Vec::new();
        let mut rest = pieces.as_slice();
        while let Some(first) = rest.first() {
            let count = rest.iter().take_while(|piece| piece.end - first.start <= RUN).count().max(1);
            let (run, after) = rest.split_at(count);
            rest = after;
            self.run(run, &mut items);
        }
        items
    }

    fn run(&mut self, pieces: &[Range<usize>], items: &mut Vec<Item>) {
        let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else { return };
        let all = first.start..last.end;
        let small = all.len() <= RUN || pieces.len() == 1 && !self.has_items(first);
        if small
            && nesting::too_deep(&self.words, all.clone()).is_none()
            && let Ok(nodes) = self.parse(Rule::items, all)
        {
            let builder = self.builder(&nodes);
            let built: Vec<Option<Item>> = builder.roots().map(|id| builder.item(id)).collect();
            if built.iter().all(Option::is_some) {
                return items.extend(built.into_iter().flatten());
            }
        }
        for piece in pieces {
            self.piece(piece.clone(), items);
        }
    }

    /// Whether the declaration at `range` has a block of declarations.
    fn has_items(&self, range: &Range<usize>) -> bool {
        matches!(
            keyword(&self.words, range.start),
            Some(Keyword::Provision | Keyword::Reading | Keyword::Amendment)
        )
    }

    fn parse(&mut self, rule: Rule, range: Range<usize>) -> Result<Vec<Node>, Failure> {
        let nodes = nodes::parse(&self.words, rule, range)?;
        build::settle(&mut self.words, &nodes);
        for node in nodes.iter().filter(|node| node.rule == Rule::cell) {
            self.check_cell(node.first as usize);
        }
        Ok(nodes)
    }

    /// Reports a cell after `set` that is none.
    fn check_cell(&mut self, token: usize) {
        let span = self.words.tokens[token].span;
        let written = &self.text[span.range()];
        if matches!(grid::mark(written), CellMark::Other(_)) {
            self.words.problems.push(problems::not_a_cell(span, written));
        }
    }

    fn builder<'b>(&'b self, nodes: &'b [Node]) -> Builder<'b> {
        Builder { text: self.text, words: &self.words, nodes }
    }

    /// Declarations out of `range`, which should hold one.
    fn piece(&mut self, range: Range<usize>, items: &mut Vec<Item>) {
        let mut rest = range;
        while !rest.is_empty() {
            let end = if keyword(&self.words, rest.start).is_some_and(Keyword::is_starter) {
                self.declaration(&rest, items)
            } else {
                self.junk(&rest, items)
            };
            rest.start = end.max(rest.start + 1);
        }
    }

    /// The declaration at the start of `range`, in whichever way it can be read; returns where it ends.
    fn declaration(&mut self, range: &Range<usize>, items: &mut Vec<Item>) -> usize {
        let block = self.has_items(range) && self.block(range).is_some();
        let failure = match self.mended(Rule::only_item, range, block && range.len() > RUN) {
            Ok(nodes) => {
                items.extend(self.first_item(&nodes));
                return range.end;
            }
            Err(failure) => failure,
        };
        if !block {
            return self.broken(failure, range, items);
        }
        if self.blocks == BLOCKS {
            let problem = problems::nesting(self.words.tokens[range.start].span, BLOCKS);
            self.words.problems.push(problem);
            items.push(Item::Hole(self.hole(range)));
            return range.end;
        }
        self.blocks += 1;
        match keyword(&self.words, range.start) {
            Some(Keyword::Reading) => self.reading(range.clone(), items),
            Some(Keyword::Amendment) => self.amendment(range.clone(), items),
            _ => self.provision(range.clone(), items),
        }
        self.blocks -= 1;
        range.end
    }

    fn first_item(&self, nodes: &[Node]) -> Option<Item> {
        let builder = self.builder(nodes);
        builder.roots().next().and_then(|id| builder.item(id))
    }

    /// A declaration that stays broken: what stands before the mistake may still be one of its own.
    fn broken(&mut self, failure: Option<Failure>, range: &Range<usize>, items: &mut Vec<Item>) -> usize {
        let cut =
            failure.as_ref().map(|failure| failure.token).filter(|&token| self.stands_apart(token, range));
        let Some(cut) = cut else {
            self.report_all(failure, range);
            items.push(Item::Hole(self.hole(range)));
            return range.end;
        };
        if let Ok(nodes) = self.parse(Rule::only_item, range.start..cut) {
            items.extend(self.first_item(&nodes));
        } else {
            self.report_all(failure, range);
            items.push(Item::Hole(self.hole(&(range.start..cut))));
        }
        cut
    }

    /// Whether `token` is no part of the declaration `range` although no keyword says so: a stray brace, or a line
    /// that is not indented.
    fn stands_apart(&self, token: usize, range: &Range<usize>) -> bool {
        let inside = range.contains(&token) && token > range.start;
        let brace = || self.words.tokens[token].kind == TokenKind::Punctuation('}');
        inside && (brace() || self.words.fresh(token) && self.indent(token) <= self.indent(range.start))
    }

    /// How far a token stands from the start of its line, in bytes.
    fn indent(&self, token: usize) -> usize {
        let start = self.words.tokens[token].span.range().start;
        start - self.text[..start].rfind('\n').map_or(0, |newline| newline + 1)
    }

    /// Words that begin no declaration, up to the next line that is not indented; returns where they end.
    fn junk(&mut self, range: &Range<usize>, items: &mut Vec<Item>) -> usize {
        let brace = self.words.tokens[range.start].kind == TokenKind::Punctuation('}');
        let next = |index: &usize| self.stands_apart(*index, range);
        let end = if brace {
            range.start + 1
        } else {
            (range.start + 1..range.end).find(next).unwrap_or(range.end)
        };
        let junk = range.start..end;
        if brace {
            self.words.problems.push(problems::stray_brace(self.words.tokens[range.start].span));
        } else {
            let failure = self.parse(Rule::only_item, junk.clone()).err();
            self.report(failure, &junk);
        }
        items.push(Item::Hole(self.hole(&junk)));
        end
    }

    /// Reads `range` as `rule`; mistakes that leave no doubt of what was meant are reported and mended on the way.
    fn mended(&mut self, rule: Rule, range: &Range<usize>, skip: bool) -> Result<Vec<Node>, Option<Failure>> {
        for _ in 0..MISTAKES {
            let failure = match self.checked(rule, range.clone(), skip) {
                Err(Some(failure)) => failure,
                other => return other,
            };
            let problem = unexpected::problem(self.text, &self.words, &failure, range);
            match problem.filter(|problem| self.words.mend(failure.token, problem.entry.code)) {
                Some(problem) => self.words.problems.push(problem),
                None => return Err(Some(failure)),
            }
        }
        Err(None)
    }

    /// Reports a failure, and what can be found wrong after it in the same declaration.
    fn report_all(&mut self, failure: Option<Failure>, range: &Range<usize>) {
        let mut failure = failure;
        for _ in 0..MISTAKES {
            let Some(found) = failure else { return };
            let rest = resume::after(&self.words, found.token, range);
            self.report(Some(found), range);
            let Some((rule, rest)) = rest else { return };
            failure = self.parse(rule, rest).err();
        }
    }

    /// Reads `range` as `rule` unless it is nested too deep (reported here: `Err(None)`) or `skip` says not to.
    fn checked(&mut self, rule: Rule, range: Range<usize>, skip: bool) -> Result<Vec<Node>, Option<Failure>> {
        if skip {
            return Err(None);
        }
        if let Some(index) = nesting::too_deep(&self.words, range.clone()) {
            if !self.has_items(&range) {
                let problem = problems::nesting(self.words.tokens[index].span, nesting::LIMIT);
                self.words.problems.push(problem);
            }
            return Err(None);
        }
        self.parse(rule, range).map_err(Some)
    }

    fn report(&mut self, failure: Option<Failure>, range: &Range<usize>) {
        if let Some(failure) = failure
            && let Some(problem) = unexpected::problem(self.text, &self.words, &failure, range)
        {
            self.words.problems.push(problem);
        }
    }

    fn span(&self, range: &Range<usize>) -> Span {
        let first = self.words.tokens[range.start].span;
        first.to(self.words.tokens[range.end.max(range.start + 1) - 1].span)
    }

    /// What is left of a declaration that cannot be read.
    fn hole(&mut self, range: &Range<usize>) -> Hole {
        let starter = keyword(&self.words, range.start).filter(|k| k.is_starter() || k.is_change());
        let name = range.clone().skip(1).take(3).find_map(|index| self.word_name(index));
        if starter.is_none() {
            for token in &mut self.words.tokens[range.clone()] {
                token.kind = TokenKind::Junk;
            }
        }
        Hole { span: self.span(range), keyword: starter, name }
    }

    fn word_name(&self, index: usize) -> Option<Name> {
        let token = self.words.tokens.get(index)?;
        let written = &self.text[token.span.range()];
        match token.kind {
            TokenKind::Name => {
                Some(Name { text: super::lexer::normal(written), span: token.span, quoted: false })
            }
            TokenKind::Quoted => {
                let inner = written.trim_start_matches('「').trim_end_matches('」');
                Some(Name { text: super::lexer::normal(inner), span: token.span, quoted: true })
            }
            _ => None,
        }
    }
}
