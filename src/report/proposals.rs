//! Proposed amendments as a document for those who decide on them: of each, what it mends, what it breaks, who may do
//! more and who less, and what was begun before its day and goes on.

use super::account;
use super::claims;
use super::diff::{self, Comparison, Sides};
use super::outcome;
use super::page::{self, Block, Item, Page, Span, Table};
use super::style::Paint;
use super::verdict;
use crate::pipeline::diff::Turn;
use crate::pipeline::judge::Standing;
use crate::pipeline::proposal::Proposal;
use crate::problem::{Lang, Text};
use crate::proof::{Answer, Verdict};

const ORIGIN: Text = Text {
    en: "Written by `kitei proposals` from the rules; nothing in it was typed by hand. Every answer is proved, or shown by a course of events that was replayed in both wordings.",
    ja: "規則から kitei proposals が書いたもので、手で書いたところはありません。どの答えも、証明したものか、両方の本文で再現を確かめた経過によるものです。",
};
const READ: Text = Text {
    en: "“Mends” and “breaks” say what becomes of the properties written down for the regulation; “gained” and “lost”, who may do what, condition by condition; “goes on”, which properties hold only for what begins after the amendment.",
    ja: "「直すもの」と「壊すもの」は、規程について書かれた検証の答えがどう変わるかです。「新たにできる」と「できなくなる」は、誰が何をできるかを条件ごとに数えたものです。「前から続くもの」は、改正後に始まることについてだけ成り立つ検証です。",
};

/// The document about drafts of one regulation.
pub fn page(name: &str, proposals: &[Proposal], lang: Lang) -> Page {
    let title = match lang {
        Lang::En => format!("Proposed amendments of {name}, and what they would do"),
        Lang::Ja => format!("{name}の改正案と、その効果"),
    };
    let mut blocks = vec![page::plain(ORIGIN.get(lang)), page::plain(READ.get(lang))];
    let sides: Vec<Sides> = proposals.iter().map(sides).collect();
    let all = proposals.iter().zip(&sides);
    let writers: Vec<Writer> = all
        .map(|(proposal, sides)| Writer {
            proposal,
            all: Comparison::new(sides, &proposal.diff, lang, (false, 0)),
            lang,
        })
        .collect();
    blocks.push(overview(&writers, lang));
    writers.iter().for_each(|writer| blocks.extend(writer.chapter()));
    Page { lang, title, blocks }
}

/// How much of each there is, draft by draft.
fn overview(writers: &[Writer], lang: Lang) -> Block {
    let heads = [
        Text { en: "proposal", ja: "改正案" },
        Text { en: "mends", ja: "直すもの" },
        Text { en: "breaks", ja: "壊すもの" },
        Text { en: "becomes vacuous", ja: "空虚になるもの" },
        Text { en: "gained", ja: "新たにできる" },
        Text { en: "lost", ja: "できなくなる" },
        Text { en: "goes on", ja: "前から続くもの" },
    ];
    let row = |writer: &Writer| {
        let counts = writer.all.counts();
        let guarantees = writer.all.guarantees.iter();
        let vacuous = guarantees.filter(|it| it.answered.after == Some(Verdict::Vacuous)).count();
        let number = |paint: Paint, count: usize| match count {
            0 => vec![Span::Faint("0".to_string())],
            count => vec![Span::Painted(paint, count.to_string())],
        };
        vec![
            vec![Span::Plain(writer.title())],
            number(Paint::Good, counts.stronger),
            number(Paint::Bad, counts.weaker + counts.accepted_weaker),
            number(Paint::Doubt, vacuous),
            number(Paint::Note, counts.gained + counts.accepted),
            number(Paint::Note, counts.lost),
            number(Paint::Doubt, writer.proposal.left().count()),
        ]
    };
    let rows = writers.iter().map(row).collect();
    Block::Table(Table { heads: heads.iter().map(|text| text.get(lang).to_string()).collect(), rows })
}

/// What is compared.
fn sides(proposal: &Proposal) -> Sides<'_> {
    let Proposal { place, old, renamed, verified, .. } = proposal;
    Sides { before: &old.model.name, after: place, renamed, old, new: &verified.resolved }
}

struct Writer<'a> {
    proposal: &'a Proposal,
    all: Comparison<'a>,
    lang: Lang,
}

impl Writer<'_> {
    fn say(&self, en: &'static str, ja: &'static str) -> &'static str {
        Text { en, ja }.get(self.lang)
    }

    /// The labels of its amendments, or what they are called.
    fn title(&self) -> String {
        let own: Vec<String> =
            self.proposal.amendments().map(|it| it.text.clone().unwrap_or_else(|| it.name.clone())).collect();
        if own.is_empty() { self.proposal.place.clone() } else { own.join(" + ") }
    }

    fn chapter(&self) -> Vec<Block> {
        let all = &self.all;
        let mut blocks = vec![Block::Heading(2, vec![Span::Plain(self.title())]), self.about()];
        blocks.extend(all.renamed().into_iter().map(page::plain));
        if self.proposal.diff.is_same() {
            blocks.push(page::plain(all.say(diff::SAME)));
            return blocks;
        }
        blocks.push(page::plain(all.asked()));
        let parts = [
            (Turn::Better, "What it mends", "直すもの"),
            (Turn::Worse, "What it breaks", "壊すもの"),
            (Turn::Otherwise, "Other answers that change", "そのほか答えの変わるもの"),
        ];
        for (turn, en, ja) in parts {
            let lines = diff::turning(all, turn);
            if !lines.is_empty() {
                blocks.push(self.heading(en, ja));
                blocks.push(Block::List(lines));
            }
            if turn == Turn::Worse {
                blocks.extend(self.courses());
            }
        }
        if all.guarantees.is_empty() {
            blocks.push(page::plain(
                self.say("No answer to any property is another one.", "どの検証の答えも変わらない。"),
            ));
        }
        blocks.push(self.heading("Who may do what", "誰が何をできるか"));
        blocks.extend(diff::access(all));
        blocks.extend(self.left());
        blocks
    }

    /// Where it lies, what comes into force when.
    fn about(&self) -> Block {
        let Proposal { place, day, .. } = self.proposal;
        let names: Vec<String> = self.proposal.amendments().map(|it| it.name.clone()).collect();
        let day = if self.lang == Lang::Ja { day.japanese() } else { day.0.to_string() };
        let told = match self.lang {
            Lang::En => format!(", {day}, in "),
            Lang::Ja => format!("、{day}、"),
        };
        Block::Paragraph(vec![Span::Plain(names.join(", ") + &told), Span::Code(place.clone())])
    }

    fn heading(&self, en: &'static str, ja: &'static str) -> Block {
        Block::Heading(3, vec![Span::Plain(self.say(en, ja).to_string())])
    }

    /// How what it breaks comes about.
    fn courses(&self) -> Vec<Block> {
        let worse =
            self.all.guarantees.iter().filter(|it| it.answered.turn == Turn::Worse && !it.parts.is_empty());
        let model = &self.proposal.verified.resolved.model;
        worse
            .map(|it| {
                let inner = outcome::parts(model, &it.parts, self.lang);
                Block::Folded(vec![Span::Strong(it.name.clone())], inner)
            })
            .collect()
    }

    /// What began before the day and goes on.
    fn left(&self) -> Vec<Block> {
        let all: Vec<&Answer> = self.proposal.left().collect();
        if all.is_empty() {
            return Vec::new();
        }
        let mut blocks = vec![self.heading("What goes on from before", "前から続くもの")];
        blocks.push(Block::List(all.iter().map(|answer| self.line(answer)).collect()));
        let model = self.proposal.verified.model();
        for answer in all.iter().filter(|answer| !answer.verdict.is_green()) {
            let parts = account::parts(model, answer, Standing::Open, self.lang);
            let inner = outcome::parts(model, &parts, self.lang);
            blocks.push(Block::Folded(vec![Span::Strong(self.name(answer))], inner));
        }
        blocks
    }

    fn line(&self, answer: &Answer) -> Item {
        let word = |verdict: &Verdict| {
            let shown = verdict::shown(verdict);
            Span::Painted(shown.paint, shown.word.get(self.lang).to_string())
        };
        let clean = answer.clean_start.as_ref().unwrap_or(&answer.verdict);
        let begins = self.say("for what begins after it", "改正後に始まることについて");
        let text = vec![
            Span::Strong(self.name(answer)),
            Span::Plain(": ".to_string()),
            word(&answer.verdict),
            Span::Plain(self.say("; ", "。").to_string()),
            Span::Plain(format!("{begins}: ")),
            word(clean),
        ];
        let wish = self.proposal.wish(answer.claim);
        let below = wish.map(|why| Item::new(vec![Span::Faint(why.to_string())])).into_iter().collect();
        Item { number: None, text, below }
    }

    fn name(&self, answer: &Answer) -> String {
        let model = self.proposal.verified.model();
        claims::name(model, &model.claims[answer.claim.index()], &answer.instance)
    }
}
