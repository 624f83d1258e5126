//! Declarations out of words: many in one call of the grammar while all goes well, one by one where it does not.
//!
//! A declaration that cannot be read becomes a hole; if it has a block, what stands in the block is read on its own.

use std::ops::Range;

use super::build::{self, Builder};
use super::grammar::Rule;
use super::lexer::Words;
use super::nodes::{self, Failure, Node};
use super::split::{self, Content, keyword, pieces};
use super::{grid, nesting, problems, resume, unexpected};
use crate::source::Span;
use crate::syntax::keywords::Keyword;
use crate::syntax::tree::{
    CellMark, Change, Hole, Item, Name, OptionItem, Provision, ReadingOption, TokenKind,
};

/// So many words go through the grammar in one call, give or take a declaration.
const RUN: usize = 300;

/// So many mistakes of one declaration are told at once.
const MISTAKES: usize = 20;

/// Reads one file.
pub struct Reader<'a> {
    text: &'a str,
    pub words: Words,
}

impl<'a> Reader<'a> {
    /// A reader of `text`, cut into `words`.
    pub fn new(text: &'a str, words: Words) -> Self {
        Self { text, words }
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
        if small && nesting::too_deep(&self.words, all.clone()).is_none() {
            if let Ok(nodes) = self.parse(Rule::items, all) {
                let builder = self.builder(&nodes);
                let built: Vec<Option<Item>> = builder.roots().map(|id| builder.item(id)).collect();
                if built.iter().all(Option::is_some) {
                    return items.extend(built.into_iter().flatten());
                }
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

    /// One declaration, in whichever way it can be read.
    fn piece(&mut self, range: Range<usize>, items: &mut Vec<Item>) {
        let block = self.has_items(&range) && range.len() > RUN;
        let failure = match self.checked(Rule::only_item, range.clone(), block) {
            Ok(nodes) => {
                let builder = self.builder(&nodes);
                if let Some(item) = builder.roots().next().and_then(|id| builder.item(id)) {
                    return items.push(item);
                }
                None
            }
            Err(failure) => failure,
        };
        match keyword(&self.words, range.start) {
            Some(Keyword::Provision) if self.block(&range).is_some() => self.provision(range, items),
            Some(Keyword::Reading) if self.block(&range).is_some() => self.reading(range, items),
            Some(Keyword::Amendment) if self.block(&range).is_some() => self.amendment(range, items),
            _ => {
                self.report_all(failure, &range);
                items.push(Item::Hole(self.hole(&range)));
            }
        }
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
        if let Some(failure) = failure {
            if let Some(problem) = unexpected::problem(self.text, &self.words, &failure, range) {
                self.words.problems.push(problem);
            }
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

    /// The words inside the first block of `range`, and the index after its closing brace. An open end is reported.
    fn block(&self, range: &Range<usize>) -> Option<(Range<usize>, usize, bool)> {
        let brace = |index: &usize, c| self.words.tokens[*index].kind == TokenKind::Punctuation(c);
        let open = range.clone().find(|index| brace(index, '{'))?;
        let mut depth = 0;
        for index in open..range.end {
            depth += usize::from(brace(&index, '{'));
            if brace(&index, '}') {
                depth -= 1;
                if depth == 0 {
                    return Some((open + 1..index, index + 1, true));
                }
            }
        }
        Some((open + 1..range.end, range.end, false))
    }

    /// The block of `range`, its missing brace or the words after it reported.
    fn open_block(&mut self, range: &Range<usize>) -> (Range<usize>, Range<usize>) {
        let Some((inner, end, closed)) = self.block(range) else {
            return (range.clone(), range.end..range.end);
        };
        if !closed {
            let problem =
                problems::unclosed_brace(self.words.tokens[inner.start - 1].span, self.span(range).after());
            self.words.problems.push(problem);
        } else if end < range.end {
            let failure = Failure { token: end, expected: vec![Rule::item] };
            self.report(Some(failure), &(end..range.end));
        }
        (range.start..inner.start - 1, inner)
    }

    fn provision(&mut self, range: Range<usize>, items: &mut Vec<Item>) {
        let span = self.span(&range);
        let (head, inner) = self.open_block(&range);
        let provision = self.head(Rule::only_provision_head, &head, |b| b.provision(0));
        let mut block = Vec::new();
        block.extend(self.items(inner));
        match provision {
            Some(provision) => {
                items.push(Item::Provision(Provision { span, block: Some(block), ..provision }))
            }
            None => {
                let hole = self.hole(&head);
                items.push(Item::Hole(hole));
                items.extend(block);
            }
        }
    }

    /// Reads a head; its failure is reported.
    fn head<T>(
        &mut self,
        rule: Rule,
        range: &Range<usize>,
        build: impl FnOnce(Builder<'_>) -> Option<T>,
    ) -> Option<T> {
        match self.parse(rule, range.clone()) {
            Ok(nodes) => build(self.builder(&nodes)),
            Err(failure) => {
                self.report(Some(failure), range);
                None
            }
        }
    }

    fn reading(&mut self, range: Range<usize>, items: &mut Vec<Item>) {
        let span = self.span(&range);
        let (head, inner) = self.open_block(&range);
        let reading = self.head(Rule::only_reading_head, &head, |b| b.reading(0));
        let mut options = Vec::new();
        let mut rest = inner;
        let mut whole = true;
        while !rest.is_empty() {
            let Some((content, end, closed)) = self.block(&rest) else {
                self.head(Rule::only_option_head, &rest, |_| Some(()));
                whole = false;
                break;
            };
            match self.option(rest.start..end, content, closed) {
                Some(option) => options.push(option),
                None => whole = false,
            }
            rest.start = end;
        }
        match reading.filter(|_| whole) {
            Some(mut reading) => {
                reading.span = span;
                reading.options = options;
                items.push(Item::Reading(reading));
            }
            None => items.push(Item::Hole(self.hole(&range))),
        }
    }

    fn option(&mut self, range: Range<usize>, content: Range<usize>, closed: bool) -> Option<ReadingOption> {
        if !closed {
            let open = self.words.tokens[content.start - 1].span;
            let problem = problems::unclosed_brace(open, self.span(&range).after());
            self.words.problems.push(problem);
        }
        let head = range.start..content.start - 1;
        let option = self.head(Rule::only_option_head, &head, |b| b.option(0));
        let mut items = Vec::new();
        for piece in split::pieces(&self.words, content, Content::OptionItems) {
            if keyword(&self.words, piece.start) == Some(Keyword::Set) {
                let set = self.checked(Rule::only_set, piece.clone(), false);
                items.push(self.option_set(set, &piece));
            } else {
                let mut read = Vec::new();
                self.piece(piece, &mut read);
                items.extend(read.into_iter().map(OptionItem::Item));
            }
        }
        option.map(|option| ReadingOption { span: self.span(&range), items, ..option })
    }

    fn option_set(&mut self, set: Result<Vec<Node>, Option<Failure>>, piece: &Range<usize>) -> OptionItem {
        let built = match set {
            Ok(nodes) => {
                let builder = self.builder(&nodes);
                builder.roots().next().and_then(|id| builder.option_item(id))
            }
            Err(failure) => {
                self.report(failure, piece);
                None
            }
        };
        built.unwrap_or_else(|| OptionItem::Item(Item::Hole(self.hole(piece))))
    }

    fn amendment(&mut self, range: Range<usize>, items: &mut Vec<Item>) {
        let span = self.span(&range);
        let (head, inner) = self.open_block(&range);
        let amendment = self.head(Rule::only_amendment_head, &head, |b| b.amendment(0));
        let mut changes = Vec::new();
        for piece in split::pieces(&self.words, inner, Content::Changes) {
            let change = self.one_change(piece);
            changes.push(change);
        }
        match amendment {
            Some(mut amendment) => {
                amendment.span = span;
                amendment.changes = changes;
                items.push(Item::Amendment(amendment));
            }
            None => items.push(Item::Hole(self.hole(&range))),
        }
    }

    fn one_change(&mut self, piece: Range<usize>) -> Change {
        let failure = match self.checked(Rule::only_change, piece.clone(), piece.len() > RUN) {
            Ok(nodes) => {
                let builder = self.builder(&nodes);
                match builder.roots().next().and_then(|id| builder.change(id)) {
                    Some(change) => return change,
                    None => None,
                }
            }
            Err(failure) => failure,
        };
        let span = self.span(&piece);
        match keyword(&self.words, piece.start) {
            Some(Keyword::Replace) if self.block(&piece).is_some() => {
                let (head, inner) = self.open_block(&piece);
                let target = self.head(Rule::only_replace_head, &head, |b| b.target_of(0));
                let items = self.items(inner);
                match target {
                    Some(target) => Change::Replace { span, target, items },
                    None => Change::Hole(self.hole(&piece)),
                }
            }
            Some(Keyword::Add) if piece.len() > 1 => {
                let mut items = Vec::new();
                self.piece(piece.start + 1..piece.end, &mut items);
                match items.into_iter().next() {
                    Some(item) => Change::Add { span, item: Box::new(item) },
                    None => Change::Hole(self.hole(&piece)),
                }
            }
            _ => {
                self.report(failure, &piece);
                Change::Hole(self.hole(&piece))
            }
        }
    }
}
