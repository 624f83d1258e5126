//! A comparison of two wordings for people, on a screen.

use super::super::style::{Paint, Style};
use super::super::{account, sheet, words, wrap};
use super::entry::{Entry, Kind};
use super::{Act, Comparison, Guarantee, OPEN, REWRITTEN, SAME};
use crate::pipeline::diff::Turn;
use crate::table::Mark;

/// The whole account.
pub fn account(comparison: &Comparison, style: Style) -> String {
    let show = Show { all: comparison, style };
    let mut out = show.head();
    out.push_str(&show.guarantees());
    out.push_str(&show.acts());
    out.push_str(&show.cells());
    out.push_str(&show.declared());
    out.push_str(&show.stale());
    out.extend(comparison.gate().map(|gate| format!("\n{}", show.line(0, gate))));
    out
}

struct Show<'a> {
    all: &'a Comparison<'a>,
    style: Style,
}

impl Show<'_> {
    fn say(&self, en: &'static str, ja: &'static str) -> &'static str {
        self.all.say(crate::problem::Text { en, ja })
    }

    /// A line, wrapped, every further line of it as far to the right.
    fn line(&self, columns: usize, text: &str) -> String {
        let indent = " ".repeat(columns);
        format!("{indent}{}\n", wrap::fill(text, self.style.width.saturating_sub(columns), &indent))
    }

    fn title(&self, text: &str) -> String {
        format!("\n{}\n", self.style.paint(Paint::Strong, text))
    }

    fn head(&self) -> String {
        let mut out = self.line(0, &self.all.title());
        self.all.renamed().iter().for_each(|told| out.push_str(&self.line(0, told)));
        if self.all.diff.is_same() {
            out.push_str(&self.line(0, &self.style.paint(Paint::Good, self.all.say(SAME))));
        }
        out
    }

    fn guarantees(&self) -> String {
        let mut out = self.title(self.say("Guarantees", "保証"));
        out.push_str(&self.line(2, &self.all.asked()));
        if self.all.guarantees.is_empty() {
            out.push_str(&self.line(2, self.say("no answer is another one", "答えの変わるものはない")));
        }
        for guarantee in &self.all.guarantees {
            out.push_str(&self.guarantee(guarantee));
        }
        out
    }

    fn guarantee(&self, guarantee: &Guarantee) -> String {
        let paint = match guarantee.answered.turn {
            Turn::Worse if guarantee.accepted.is_some() => Paint::Note,
            Turn::Worse => Paint::Bad,
            Turn::Otherwise => Paint::Note,
            Turn::Better => Paint::Good,
        };
        let none = self.say("none", "なし");
        let word =
            |shown: &Option<super::verdict::Shown>| shown.map_or(none, |shown| self.style.say(shown.word));
        let mut text = format!(
            "{} {}: {} → {}",
            self.style.paint(paint, self.all.say(guarantee.word())),
            guarantee.name,
            word(&guarantee.before),
            word(&guarantee.after)
        );
        if guarantee.answered.reworded {
            text.push_str(
                self.say("  (the property itself says something else)", " (検証そのものの内容が違う)"),
            );
        }
        let mut out = self.line(2, &text);
        if guarantee.answered.turn == Turn::Worse {
            let model = &self.all.sides.new.model;
            for line in account::lines(model, &guarantee.parts, self.style.lang) {
                out.push_str(&self.line(6, &line));
            }
        }
        out
    }

    fn acts(&self) -> String {
        let mut out = self.title(self.say("Who may do what", "誰が何をできるか"));
        if self.all.acts.is_empty() {
            let same = self.say("the norms of every act are the same", "どの行為についても、規範は同じ");
            out.push_str(&self.line(2, same));
        }
        for act in &self.all.acts {
            out.push_str(&self.act(act));
        }
        out
    }

    fn act(&self, act: &Act) -> String {
        if act.change.is_same() {
            return self.line(2, &format!("{}: {}", act.name, self.all.say(REWRITTEN)));
        }
        let mut out = self.line(2, &self.style.paint(Paint::Strong, act.name));
        for entry in &act.entries {
            out.push_str(&self.entry(entry));
        }
        for (word, lines) in act.duties(&self.all.diff.model, self.style.lang) {
            out.push_str(&self.line(4, self.all.say(word)));
            lines.iter().for_each(|line| out.push_str(&self.line(6 + 2 * line.depth, &line.text)));
        }
        for kind in act.open() {
            let told = format!("{}: {}", self.all.say(kind.word()), self.all.say(OPEN));
            out.push_str(&self.line(4, &told));
        }
        out
    }

    /// One difference: its conditions, and which norms decide.
    fn entry(&self, entry: &Entry) -> String {
        let paint = if entry.kind == Kind::Gained { Paint::Bad } else { Paint::Note };
        let mut head = self.style.paint(paint, self.all.say(entry.kind.word()));
        if let Some(approval) = self.all.approval(entry) {
            head.push_str(&format!(": {} – {}", approval.written, approval.reason));
        }
        let mut out = self.line(4, &head) + &self.line(6, &entry.may);
        for condition in &entry.conditions {
            out.push_str(&self.line(8, &format!("・{condition}")));
        }
        for (text, articles) in entry.deciding(self.style.lang) {
            let articles = self.all.articles(&articles);
            let articles =
                if articles.is_empty() { articles } else { self.style.paint(Paint::Faint, &articles) };
            out.push_str(&self.line(8, &format!("{text}{articles}")));
        }
        let notes = entry.notes(&self.all.diff.model, self.style.lang);
        notes.iter().for_each(|line| out.push_str(&self.line(8, line)));
        out
    }

    fn cells(&self) -> String {
        if self.all.diff.cells.is_empty() {
            return String::new();
        }
        let mut out = self.title(self.say("Published tables", "公表する表"));
        for cell in &self.all.diff.cells {
            let mark = |mark: Mark| sheet::mark(mark, self.style);
            let place = format!("{}({}, {})", cell.table, cell.row, cell.column);
            out.push_str(&self.line(2, &format!("{place}: {} → {}", mark(cell.before), mark(cell.after))));
        }
        out
    }

    fn declared(&self) -> String {
        if self.all.declared.is_empty() {
            return String::new();
        }
        let title = self.title(self.say("Declarations that differ", "内容の違う宣言"));
        title + &self.line(2, &words::list(&self.all.declared, self.style.lang))
    }

    /// Approvals that accept nothing.
    fn stale(&self) -> String {
        if self.all.diff.stale.is_empty() {
            return String::new();
        }
        let mut out = self.title(self.say("Approvals that accept nothing", "何も認めていない「承認済」"));
        for approval in self.all.stale() {
            out.push_str(&self.line(2, &format!("{}: {}", approval.amendment, approval.written)));
        }
        out
    }
}
