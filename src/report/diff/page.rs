//! A comparison of two wordings as a page: how much of each first, then tables, what stands behind them folded away.

use super::super::page::{self, Block, Item, Page, Span, Table, bracketed, markdown};
use super::super::style::{Paint, Style};
use super::super::{outcome, sheet, text, verdict, words};
use super::entry::{Entry, Kind};
use super::{Act, Comparison, Guarantee, OPEN, REWRITTEN};
use crate::model::ProvisionId;
use crate::pipeline::diff::Turn;
use crate::problem::Text;

/// So many characters a comment may have on the places where changes are proposed.
const COMMENT: usize = 65_000;

const SHORTER: Text = Text {
    en: "What stands behind each line is left out here; `kitei diff --format html` tells it.",
    ja: "ここでは詳しい内容を省いています。kitei diff --format html で見られます。",
};

/// The comparison as a page.
pub fn page(comparison: &Comparison) -> Page {
    draw(comparison, true)
}

/// The comparison as Markdown. What is folded away is left out if the page would be too long for a comment.
pub fn comment(comparison: &Comparison) -> String {
    let whole = markdown::draw(&draw(comparison, true));
    if whole.chars().count() <= COMMENT {
        return whole;
    }
    markdown::draw(&draw(comparison, false))
}

/// Who may do what, and which published cells change, without headings.
pub fn access(comparison: &Comparison) -> Vec<Block> {
    let writer = Writer { all: comparison, style: Style::plain(comparison.lang) };
    writer.access(true).into_iter().chain(writer.cells().into_iter().skip(1)).collect()
}

/// The guarantees that turn so, as lines, each with what it is for.
pub fn turning(comparison: &Comparison, turn: Turn) -> Vec<Item> {
    Writer { all: comparison, style: Style::plain(comparison.lang) }.rows_of(turn)
}

fn draw(comparison: &Comparison, whole: bool) -> Page {
    let writer = Writer { all: comparison, style: Style::plain(comparison.lang) };
    let mut blocks = vec![writer.summary()];
    blocks.extend(comparison.gate().map(page::plain));
    if !whole {
        blocks.push(page::plain(comparison.say(SHORTER)));
    }
    blocks.extend(comparison.renamed().into_iter().map(page::plain));
    blocks.extend(writer.problems());
    blocks.extend(writer.guarantees(whole));
    blocks.extend(writer.acts(whole));
    blocks.extend(writer.cells());
    blocks.extend(writer.declared());
    blocks.extend(writer.stale());
    Page { lang: comparison.lang, title: format!("kitei diff {}", comparison.title()), blocks }
}

struct Writer<'a> {
    all: &'a Comparison<'a>,
    style: Style,
}

impl Writer<'_> {
    fn say(&self, en: &'static str, ja: &'static str) -> &'static str {
        self.all.say(Text { en, ja })
    }

    fn heading(&self, en: &'static str, ja: &'static str) -> Block {
        Block::Heading(2, vec![Span::Plain(self.say(en, ja).to_string())])
    }

    fn heads<const N: usize>(&self, heads: [(&'static str, &'static str); N]) -> Vec<String> {
        heads.into_iter().map(|(en, ja)| self.say(en, ja).to_string()).collect()
    }

    fn summary(&self) -> Block {
        let summary = self.all.summary();
        if self.all.diff.is_same() {
            return Block::Paragraph(vec![Span::Painted(Paint::Good, format!("✓ {summary}"))]);
        }
        let (mark, paint) = if self.all.diff.is_worse() { ("✗", Paint::Bad) } else { ("✓", Paint::Good) };
        Block::Paragraph(vec![Span::Painted(paint, mark.to_string()), Span::Plain(format!(" {summary}"))])
    }

    /// What is wrong with the claims of a wording.
    fn problems(&self) -> Vec<Block> {
        let sides = [(self.all.sides.before, self.all.sides.old), (self.all.sides.after, self.all.sides.new)];
        let mut blocks = Vec::new();
        for ((side, resolved), problems) in sides.into_iter().zip(&self.all.diff.problems) {
            if !problems.is_empty() {
                blocks.push(Block::Heading(2, vec![Span::Plain(side.to_string())]));
                blocks.push(Block::Verbatim(text::problems(problems, &resolved.sources, self.style)));
            }
        }
        blocks
    }

    fn guarantees(&self, whole: bool) -> Vec<Block> {
        let mut blocks = vec![self.heading("Guarantees", "保証"), page::plain(self.all.asked())];
        if self.all.guarantees.is_empty() {
            blocks.push(page::plain(self.say("No answer is another one.", "答えの変わるものはない。")));
            return blocks;
        }
        let heads = self.heads([
            ("", ""),
            ("property", "検証"),
            ("before", "前"),
            ("after", "後"),
            ("articles", "条項"),
        ]);
        let rows = self.all.guarantees.iter().map(|guarantee| self.row(guarantee)).collect();
        blocks.push(Block::Table(Table { heads, rows }));
        let told =
            |guarantee: &&Guarantee| guarantee.answered.turn == Turn::Worse && !guarantee.parts.is_empty();
        for guarantee in self.all.guarantees.iter().filter(told).filter(|_| whole) {
            let head = vec![
                Span::Plain(self.all.say(guarantee.word()).to_string() + " "),
                Span::Strong(guarantee.name.clone()),
            ];
            let model = &self.all.sides.new.model;
            blocks.push(Block::Folded(head, outcome::parts(model, &guarantee.parts, self.all.lang)));
        }
        blocks
    }

    fn row(&self, guarantee: &Guarantee) -> Vec<Vec<Span>> {
        let paint = match guarantee.answered.turn {
            Turn::Worse if guarantee.accepted.is_none() => Paint::Bad,
            Turn::Better => Paint::Good,
            _ => Paint::Note,
        };
        let verdict = |shown: &Option<verdict::Shown>| match shown {
            Some(shown) => {
                let word = format!("{} {}", shown.mark(self.style), self.all.say(shown.word));
                vec![Span::Painted(shown.paint, word)]
            }
            None => vec![Span::Faint(self.say("none", "なし").to_string())],
        };
        let mut name = vec![Span::Strong(guarantee.name.clone())];
        name.extend(self.reworded(guarantee));
        name.extend(guarantee.accepted.as_ref().map(|why| Span::Plain(format!(" – {why}"))));
        let articles = guarantee.answered.answer.as_ref().map_or(&[][..], |answer| &answer.articles);
        let articles = words::articles(&self.all.sides.new.model, articles, self.all.lang);
        vec![
            vec![Span::Painted(paint, self.all.say(guarantee.word()).to_string())],
            name,
            verdict(&guarantee.before),
            verdict(&guarantee.after),
            vec![Span::Faint(articles)],
        ]
    }

    fn acts(&self, whole: bool) -> Vec<Block> {
        let mut blocks = vec![self.heading("Who may do what", "誰が何をできるか")];
        blocks.extend(self.access(whole));
        blocks
    }

    /// That the property itself is another one.
    fn reworded(&self, guarantee: &Guarantee) -> Option<Span> {
        let told = self.say("the property itself says something else", "検証そのものの内容が違う");
        guarantee.answered.reworded.then(|| Span::Faint(bracketed(told, self.all.lang)))
    }

    fn access(&self, whole: bool) -> Vec<Block> {
        if self.all.acts.is_empty() {
            let same = self.say("The norms of every act are the same.", "どの行為についても、規範は同じ。");
            return vec![page::plain(same)];
        }
        let heads = self.heads([
            ("act", "行為"),
            ("gained", "新たにできる"),
            ("gained, and accepted", "新たにできる(承認済み)"),
            ("lost", "できなくなる"),
            ("", ""),
        ]);
        let rows = self.all.acts.iter().map(|act| self.counted(act)).collect();
        let mut blocks = vec![Block::Table(Table { heads, rows })];
        for act in self.all.acts.iter().filter(|act| whole && !act.change.is_same()) {
            let mut inner: Vec<Block> =
                vec![Block::List(act.entries.iter().map(|entry| self.entry(entry)).collect())];
            for (word, lines) in act.duties(&self.all.diff.model, self.all.lang) {
                inner.push(page::plain(self.all.say(word)));
                inner.push(Block::List(page::story(&self.all.diff.model, &lines, self.all.lang)));
            }
            blocks.push(Block::Folded(vec![Span::Strong(act.name.to_string())], inner));
        }
        blocks
    }

    /// How often somebody gains and loses an act.
    fn counted(&self, act: &Act) -> Vec<Vec<Span>> {
        let count = |kind: Kind, paint: Paint| {
            let open = if act.open().contains(&kind) { "+?" } else { "" };
            match act.of(kind).count() {
                0 if open.is_empty() => vec![Span::Faint("0".to_string())],
                number => vec![Span::Painted(paint, format!("{number}{open}"))],
            }
        };
        let mut notes: Vec<String> = Vec::new();
        if act.change.is_same() {
            notes.push(self.all.say(REWRITTEN).to_string());
        }
        let duties = act.duties(&self.all.diff.model, self.all.lang);
        notes.extend(duties.iter().map(|(word, _)| self.all.say(*word).trim_end_matches(':').to_string()));
        if !act.open().is_empty() {
            notes.push(self.all.say(OPEN).to_string());
        }
        vec![
            vec![Span::Strong(act.name.to_string())],
            count(Kind::Gained, Paint::Bad),
            count(Kind::Accepted, Paint::Note),
            count(Kind::Lost, Paint::Note),
            vec![Span::Plain(words::list(&notes, self.all.lang))],
        ]
    }

    /// One difference, its conditions and the norms that decide below it.
    fn entry(&self, entry: &Entry) -> Item {
        let paint = if entry.kind == Kind::Gained { Paint::Bad } else { Paint::Note };
        let mut head = vec![Span::Painted(paint, self.all.say(entry.kind.word()).to_string())];
        if let Some(approval) = self.all.approval(entry) {
            head.push(Span::Plain(format!(" {} – {}", approval.written, approval.reason)));
        }
        head.push(Span::Plain(": ".to_string()));
        head.push(Span::Strong(entry.may.clone()));
        let line = |text: &String| Item::new(vec![Span::Plain(text.clone())]);
        let deciding = |(text, articles): (String, Vec<ProvisionId>)| {
            let told = words::articles(&self.all.diff.model, &articles, self.all.lang);
            let faint = (!told.is_empty()).then(|| Span::Faint(bracketed(&told, self.all.lang)));
            Item::new(std::iter::once(Span::Plain(text)).chain(faint).collect())
        };
        let notes = entry.notes(&self.all.diff.model, self.all.lang);
        let below = entry
            .conditions
            .iter()
            .map(line)
            .chain(entry.deciding(self.all.lang).into_iter().map(deciding))
            .chain(notes.iter().map(line));
        Item { number: None, text: head, below: below.collect() }
    }

    fn cells(&self) -> Vec<Block> {
        if self.all.diff.cells.is_empty() {
            return Vec::new();
        }
        let heads =
            self.heads([("table", "表"), ("row", "行"), ("column", "列"), ("before", "前"), ("after", "後")]);
        let plain = |text: &str| vec![Span::Plain(text.to_string())];
        let rows = self.all.diff.cells.iter().map(|cell| {
            let (before, after) = (sheet::mark(cell.before, self.style), sheet::mark(cell.after, self.style));
            vec![plain(&cell.table), plain(&cell.row), plain(&cell.column), plain(before), plain(after)]
        });
        let table = Block::Table(Table { heads, rows: rows.collect() });
        vec![self.heading("Published tables", "公表する表"), table]
    }

    fn rows_of(&self, turn: Turn) -> Vec<Item> {
        let all = self.all.guarantees.iter().filter(|it| it.answered.turn == turn);
        all.map(|guarantee| {
            let word = |shown: Option<verdict::Shown>| match shown {
                Some(shown) => Span::Painted(shown.paint, self.all.say(shown.word).to_string()),
                None => Span::Faint(self.say("none", "なし").to_string()),
            };
            let mut text = vec![Span::Strong(guarantee.name.clone()), Span::Plain(": ".to_string())];
            text.extend([word(guarantee.before), Span::Plain(" → ".to_string()), word(guarantee.after)]);
            text.extend(self.reworded(guarantee));
            let models = [&self.all.sides.new.model, &self.all.sides.old.model];
            let mut claims = models.iter().flat_map(|model| &model.claims);
            let claim = claims.find(|claim| claim.name == guarantee.answered.claim);
            let wish = claim.and_then(|claim| claim.origin.text.clone());
            let below = wish.map(|why| Item::new(vec![Span::Faint(why)])).into_iter().collect();
            Item { number: None, text, below }
        })
        .collect()
    }

    fn declared(&self) -> Vec<Block> {
        if self.all.declared.is_empty() {
            return Vec::new();
        }
        let list = words::list(&self.all.declared, self.all.lang);
        vec![self.heading("Declarations that differ", "内容の違う宣言"), page::plain(list)]
    }

    fn stale(&self) -> Vec<Block> {
        if self.all.diff.stale.is_empty() {
            return Vec::new();
        }
        let line = |approval: &crate::model::Approval| {
            Item::new(vec![
                Span::Plain(format!("{}: ", approval.amendment)),
                Span::Code(approval.written.clone()),
            ])
        };
        let list = Block::List(self.all.stale().map(line).collect());
        vec![self.heading("Approvals that accept nothing", "何も認めていない「承認済」"), list]
    }
}
