//! What would mend a claim, below its answers: the least changes, each with its words folded away.

use super::{Group, Writer, say};
use crate::pipeline::repair::{Repair, Repairs};
use crate::problem::Lang;
use crate::report::page::{self, Block, Span};
use crate::report::repair::sentence;
use crate::report::words;

impl Writer<'_> {
    /// What would make a claim hold where it does not, told with the first of its answers that do not.
    pub(super) fn mending(&self, group: &Group<'_>) -> Vec<Block> {
        let Some(first) = group.answers.first() else { return Vec::new() };
        let of_this = |repairs: &&Repairs| repairs.claim == first.answer.claim;
        let Some(repairs) = self.repairs.iter().find(of_this) else { return Vec::new() };
        let instance = repairs.wanted.first().map(|at| &repairs.now.answers[*at].instance);
        if group.answers.iter().all(|told| Some(&told.answer.instance) != instance) {
            return Vec::new();
        }
        if repairs.offered.is_empty() {
            return vec![page::plain(self.nothing(repairs, &first.claim.name))];
        }
        let head = page::plain(self.say(say::MENDS));
        std::iter::once(head).chain(repairs.offered.iter().map(|repair| self.repair(repair))).collect()
    }

    /// What is changed where, in a sentence for each edit; the words of the change are folded away.
    fn repair(&self, repair: &Repair) -> Block {
        let edits: Vec<String> = repair
            .edits
            .iter()
            .map(|edit| {
                let what = sentence::sentence(edit, self.lang);
                let articles = words::articles(self.model, &edit.articles, self.lang);
                match (self.lang, articles.is_empty()) {
                    (_, true) => what,
                    (Lang::En, false) => format!("change {articles}: {what}"),
                    (Lang::Ja, false) => format!("{articles}を改める。{what}"),
                }
            })
            .collect();
        let separator = if self.lang == Lang::En { "; and " } else { "。あわせて、" };
        Block::Folded(vec![Span::Plain(edits.join(separator))], vec![Block::Verbatim(changes(&repair.text))])
    }

    /// That none was found, and how far the search went.
    fn nothing(&self, repairs: &Repairs, claim: &str) -> String {
        let tried = repairs.tally.tried;
        if tried == 0 {
            return self.say(say::NO_CHANGE).to_string();
        }
        match (self.lang, repairs.tally.limited) {
            (Lang::En, false) => format!(
                "No single change would mend it, of {tried} that were tried; `kitei repair {claim}` also tries two at once."
            ),
            (Lang::En, true) => format!(
                "The first {tried} changes that were tried would not mend it; `kitei repair {claim}` goes on."
            ),
            (Lang::Ja, false) => {
                format!(
                    "一か所だけの改正{tried}件を試しましたが、どれでも成り立ちません。kitei repair {claim} は二か所の組も試します。"
                )
            }
            (Lang::Ja, true) => {
                format!(
                    "はじめの{tried}件の改正を試しましたが、どれでも成り立ちません。kitei repair {claim} はその先も試します。"
                )
            }
        }
    }
}

/// What an amendment changes, without its name and its day: the document does not depend on when it was made.
fn changes(amendment: &str) -> String {
    let inner: Vec<&str> = amendment.lines().filter_map(|line| line.strip_prefix("  ")).collect();
    format!("{}\n", inner.join("\n"))
}
