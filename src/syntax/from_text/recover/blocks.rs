//! Declarations with blocks, when they cannot be read in one go: the head and each part of the block on its own.

use std::ops::Range;

use super::{RUN, Reader};
use crate::syntax::from_text::build::Builder;
use crate::syntax::from_text::grammar::Rule;
use crate::syntax::from_text::nodes::{Failure, Node};
use crate::syntax::from_text::problems;
use crate::syntax::from_text::split::{self, Content, keyword};
use crate::syntax::keywords::Keyword;
use crate::syntax::tree::{Change, Item, OptionItem, Provision, ReadingOption, TokenKind};

impl Reader<'_> {
    /// The words inside the first block of `range`, and the index after its closing brace. An open end is reported.
    pub(super) fn block(&self, range: &Range<usize>) -> Option<(Range<usize>, usize, bool)> {
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

    pub(super) fn provision(&mut self, range: Range<usize>, items: &mut Vec<Item>) {
        let span = self.span(&range);
        let (head, inner) = self.open_block(&range);
        let provision = self.head(Rule::only_provision_head, &head, |b| b.provision(0));
        let mut block = Vec::new();
        block.extend(self.items(inner));
        if let Some(provision) = provision {
            items.push(Item::Provision(Provision { span, block: Some(block), ..provision }));
        } else {
            let hole = self.hole(&head);
            items.push(Item::Hole(hole));
            items.extend(block);
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

    pub(super) fn reading(&mut self, range: Range<usize>, items: &mut Vec<Item>) {
        let span = self.span(&range);
        let (head, inner) = self.open_block(&range);
        let reading = self.head(Rule::only_reading_head, &head, |b| b.reading(0));
        let mut options = Vec::new();
        let mut rest = inner;
        let mut whole = true;
        while !rest.is_empty() {
            let Some((content, end, closed)) = self.block(&rest) else {
                if self.head(Rule::only_option_head, &rest, |_| Some(())).is_some() {
                    let failure = Failure { token: rest.end, expected: vec![Rule::open_brace] };
                    self.report(Some(failure), &rest);
                }
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
                let set = self.mended(Rule::only_set, &piece, false);
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

    pub(super) fn amendment(&mut self, range: Range<usize>, items: &mut Vec<Item>) {
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
