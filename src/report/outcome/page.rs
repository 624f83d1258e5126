//! A run as a page, for a comment on a proposed change or for a browser: what fails first, with how it comes about
//! folded away; then what is known and what holds. No instance is left out.

use super::{Finding, Outcome, Told};
use crate::model::{Model, ProvisionId};
use crate::pipeline::judge::Standing;
use crate::problem::{Lang, Severity, Text};
use crate::report::account::{Part, Under};
use crate::report::page::{self, Block, Item, Page, Span, bracketed};
use crate::report::style::{Paint, Style};
use crate::report::{text, verdict, words};

const FAILS: Text = Text { en: "To be mended or explained", ja: "直すか説明するもの" };
const KNOWN: Text = Text { en: "Known and explained", ja: "わかっていて説明されているもの" };
const HOLDS: Text = Text { en: "Holds", ja: "成り立つもの" };
const REMARKS: Text = Text { en: "Other remarks", ja: "そのほかの指摘" };
const GOOD: Text = Text { en: "Nothing to mend.", ja: "直すものはありません。" };
const BAD: Text = Text {
    en: "Something is to be mended or explained.",
    ja: "直すか説明するものがあります。",
};

/// So many characters a comment may have on the places where changes are proposed.
const COMMENT: usize = 65_000;

const SHORTER: Text = Text {
    en: "Only the reasons are told here; `kitei verify --format html` tells how each comes about.",
    ja: "ここには理由だけを示します。それぞれの経過は kitei verify --format html で見られます。",
};

/// The run as a page.
pub fn page(outcome: &Outcome<'_>) -> Page {
    draw(outcome, true)
}

/// The run as Markdown. What is known is told without its stories if the page would be too long for a comment.
pub fn comment(outcome: &Outcome<'_>) -> String {
    let whole = page::markdown::draw(&draw(outcome, true));
    if whole.chars().count() <= COMMENT {
        return whole;
    }
    page::markdown::draw(&draw(outcome, false))
}

fn draw(outcome: &Outcome<'_>, stories: bool) -> Page {
    let writer = Writer { outcome, style: Style::plain(outcome.lang) };
    let mut blocks = vec![writer.summary()];
    blocks.extend(outcome.gate.as_ref().map(|gate| page::plain(gate.as_str())));
    blocks.extend(writer.failing());
    blocks.extend(writer.remarks());
    blocks.extend(writer.folded(KNOWN, stories, |told| matches!(told.standing, Standing::Expected(_))));
    blocks.extend(writer.folded(HOLDS, stories, |told| told.standing == Standing::Green));
    let title = format!("kitei {} {}", outcome.command, outcome.title);
    Page { lang: outcome.lang, title: title.trim().to_string(), blocks }
}

struct Writer<'a> {
    outcome: &'a Outcome<'a>,
    style: Style,
}

impl Writer<'_> {
    fn lang(&self) -> Lang {
        self.outcome.lang
    }

    /// Whether the run is good, and how it went.
    fn summary(&self) -> Block {
        let good = self.outcome.exit == 0;
        let (mark, text, paint) = if good { ("✓", GOOD, Paint::Good) } else { ("✗", BAD, Paint::Bad) };
        let head = format!("{mark} {}", self.outcome.say(text));
        Block::Paragraph(vec![Span::Painted(paint, head), Span::Plain(format!(" {}", self.outcome.summary))])
    }

    /// What makes the run fail: findings with the text around them, answers with their stories.
    fn failing(&self) -> Vec<Block> {
        let findings = self.outcome.findings.iter().filter(|finding| finding.fails);
        let answers = self.outcome.answers.iter().filter(|told| told.fails());
        let mut inner: Vec<Block> = findings.map(|finding| self.finding(finding)).collect();
        inner.extend(answers.map(|told| self.answer(told)));
        self.section(FAILS, inner)
    }

    fn section(&self, head: Text, inner: Vec<Block>) -> Vec<Block> {
        if inner.is_empty() {
            return inner;
        }
        let count = bracketed(&inner.len().to_string(), self.lang());
        let head = Block::Heading(2, vec![Span::Plain(format!("{}{count}", self.outcome.say(head)))]);
        std::iter::once(head).chain(inner).collect()
    }

    /// What is told besides, by how grave it is.
    fn remarks(&self) -> Vec<Block> {
        let others: Vec<_> = self.outcome.findings.iter().filter(|finding| !finding.fails).collect();
        if others.is_empty() {
            return Vec::new();
        }
        let lines = others.iter().map(|finding| Item::new(self.problem(finding))).collect();
        let count = bracketed(&others.len().to_string(), self.lang());
        let head = vec![Span::Strong(self.outcome.say(REMARKS).into()), Span::Plain(count)];
        vec![Block::Folded(head, vec![Block::List(lines)])]
    }

    /// Answers that stand so, all in one fold, each with or without its story.
    fn folded(&self, head: Text, stories: bool, stands: impl Fn(&Told<'_>) -> bool) -> Vec<Block> {
        let some: Vec<_> = self.outcome.answers.iter().filter(|told| stands(told)).collect();
        if some.is_empty() {
            return Vec::new();
        }
        let count = bracketed(&some.len().to_string(), self.lang());
        let head = vec![Span::Strong(self.outcome.say(head).into()), Span::Plain(count)];
        if stories {
            return vec![Block::Folded(head, some.into_iter().map(|told| self.answer(told)).collect())];
        }
        let line = |told: &Told<'_>| {
            let mut text = self.head(told);
            text.extend(told.known.iter().map(|known| Span::Plain(format!(" – {known}"))));
            Item::new(text)
        };
        let list = Block::List(some.into_iter().map(line).collect());
        vec![Block::Folded(head, vec![page::plain(self.outcome.say(SHORTER)), list])]
    }

    fn finding(&self, finding: &Finding<'_>) -> Block {
        let drawn = text::problems(std::slice::from_ref(finding.problem), self.outcome.sources, self.style);
        Block::Folded(self.problem(finding), vec![Block::Verbatim(drawn)])
    }

    /// `error: message code FILE:LINE:COLUMN`
    fn problem(&self, finding: &Finding<'_>) -> Vec<Span> {
        let problem = finding.problem;
        let (word, paint) = match problem.severity {
            Severity::Error => (Text { en: "error", ja: "誤り" }, Paint::Bad),
            Severity::Warning => (Text { en: "warning", ja: "注意" }, Paint::Doubt),
            Severity::Note => (Text { en: "note", ja: "参考" }, Paint::Note),
        };
        let mut text = vec![
            Span::Painted(paint, self.outcome.say(word).to_string()),
            Span::Plain(format!(" {} ", problem.message(self.lang()))),
            Span::Code(problem.entry.code.to_string()),
        ];
        text.extend(problem.labels.first().map(|label| {
            let file = self.outcome.sources.get(label.span.file);
            let (line, column) = file.position(label.span.start);
            Span::Faint(format!(" {}:{line}:{column}", file.path))
        }));
        text
    }

    /// An answer: folded if there is more to tell of it than its name.
    fn answer(&self, told: &Told<'_>) -> Block {
        let head = self.head(told);
        let inner = self.outcome.model.map_or_else(Vec::new, |model| parts(model, &told.parts, self.lang()));
        if inner.is_empty() { Block::Paragraph(head) } else { Block::Folded(head, inner) }
    }

    /// `mark verdict NAME (reason) (articles)`
    fn head(&self, told: &Told<'_>) -> Vec<Span> {
        let mut head = self.verdict(told.shown, told.standing);
        head.push(Span::Plain(" ".into()));
        head.push(Span::Strong(told.name.clone()));
        head.extend(told.reason.as_ref().map(|reason| Span::Plain(bracketed(reason, self.lang()))));
        head.extend(self.articles(&told.answer.articles));
        head
    }

    fn verdict(&self, shown: verdict::Shown, standing: Standing) -> Vec<Span> {
        let paint = if matches!(standing, Standing::Expected(_)) { Paint::Note } else { shown.paint };
        let word = format!("{} {}", shown.mark(self.style), self.outcome.say(shown.word));
        vec![Span::Painted(paint, word)]
    }

    fn articles(&self, articles: &[ProvisionId]) -> Option<Span> {
        let model = self.outcome.model.filter(|_| !articles.is_empty())?;
        Some(Span::Faint(bracketed(&words::articles(model, articles, self.lang()), self.lang())))
    }
}

/// What is told of an answer, as blocks.
pub fn parts(model: &Model, parts: &[Part], lang: Lang) -> Vec<Block> {
    parts.iter().flat_map(|part| one(model, part, lang)).collect()
}

fn one(model: &Model, part: &Part, lang: Lang) -> Vec<Block> {
    match part {
        Part::Wish(why) => {
            let word = Text { en: "wanted: ", ja: "ねらい: " }.get(lang);
            vec![Block::Paragraph(vec![Span::Faint(word.into()), Span::Plain(why.clone())])]
        }
        Part::Premise(note) | Part::Note(note) | Part::Filling(note) | Part::Known(note) => {
            vec![page::plain(note.as_str())]
        }
        Part::Case(case) => under(model, case, lang),
        Part::Story { head, lines } => {
            let head = head.map(page::plain);
            head.into_iter().chain([Block::List(page::story(model, lines, lang))]).collect()
        }
    }
}

fn under(model: &Model, case: &Under, lang: Lang) -> Vec<Block> {
    let mut head = vec![
        Span::Plain(format!("{}: ", case.readings)),
        Span::Painted(case.shown.paint, case.shown.word.get(lang).to_string()),
    ];
    head.extend(case.reason.as_ref().map(|reason| Span::Plain(bracketed(reason, lang))));
    if !case.articles.is_empty() {
        head.push(Span::Faint(bracketed(&words::articles(model, &case.articles, lang), lang)));
    }
    std::iter::once(Block::Heading(4, head)).chain(parts(model, &case.parts, lang)).collect()
}
