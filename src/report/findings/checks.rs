//! What the built-in checks found: explained by the authors of the rules, or not yet.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::{Writer, say};
use crate::model::Allow;
use crate::problem::{Text, catalogue};
use crate::report::page::{self, Block, Item, Span, bracketed};
use crate::report::words;

const LEAD: Text = Text {
    en: "kitei looks for these in every regulation. The authors explain them as follows.",
    ja: "kitei がどの規程についても調べることです。それぞれに、書いた者の説明を添えます。",
};
const UNEXPLAINED: Text = Text { en: "Not explained yet", ja: "まだ説明のないもの" };

impl Writer<'_> {
    /// Everything that was found, by what it is.
    pub(super) fn checks(&self) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut codes: IndexMap<&str, Vec<&Allow>> = IndexMap::new();
        for allow in &self.model.allows {
            codes.entry(allow.code.as_str()).or_default().push(allow);
        }
        for (code, allows) in codes {
            let what = catalogue::find(code).map_or(code.to_string(), |entry| entry.outline(self.lang));
            let head = format!("{what}{}", bracketed(&allows.len().to_string(), self.lang));
            blocks.push(Block::Heading(3, vec![Span::Plain(head)]));
            blocks.push(Block::List(self.reasons(&allows)));
        }
        blocks.extend(self.unexplained());
        if blocks.is_empty() {
            return blocks;
        }
        let head = Block::Heading(2, vec![Span::Plain(self.say(say::CHECKS).into())]);
        [head, page::plain(self.say(LEAD))].into_iter().chain(blocks).collect()
    }

    /// The names to which a reason applies, and the reason once.
    fn reasons(&self, allows: &[&Allow]) -> Vec<Item> {
        let mut reasons: IndexMap<String, Vec<String>> = IndexMap::new();
        for allow in allows {
            let target = allow.target.clone().unwrap_or_else(|| self.say(say::WHOLE).to_string());
            let reason = format!("{}{}", allow.reason, self.until(allow.until));
            reasons.entry(reason).or_default().push(target);
        }
        let line = |(reason, targets): (String, Vec<String>)| {
            let names = Span::Strong(words::list(&targets, self.lang));
            Item::new(vec![names, Span::Plain(format!(": {reason}"))])
        };
        reasons.into_iter().map(line).collect()
    }

    /// What nobody has explained, in the words of the check.
    fn unexplained(&self) -> Vec<Block> {
        let mut seen = BTreeSet::new();
        let lines: Vec<Item> = self
            .outcome
            .findings
            .iter()
            .map(|finding| finding.problem.message(self.lang))
            .filter(|message| seen.insert(message.clone()))
            .map(|message| Item::new(vec![Span::Plain(message)]))
            .collect();
        if lines.is_empty() {
            return Vec::new();
        }
        vec![Block::Heading(3, vec![Span::Plain(self.say(UNEXPLAINED).into())]), Block::List(lines)]
    }
}
