//! What a regulation guarantees and what it does not, as a document for those who answer for it: in the order of its
//! articles, in labels instead of names, in sentences instead of verdicts.

mod checks;
mod entry;
mod mending;
mod say;

use indexmap::IndexMap;

use super::outcome::{Outcome, Told};
use super::page::{self, Block, Item, Page, Span, Table, bracketed};
use super::words;
use crate::model::{Model, ProvisionId};
use crate::pipeline::judge::Standing;
use crate::pipeline::repair::Repairs;
use crate::problem::{Lang, Text};
use crate::proof::Verdict;
use crate::syntax::calendar::Date;

/// The parts of the document, in order.
const SECTIONS: [Section; 6] =
    [Section::Holds, Section::Fails, Section::Turns, Section::Open, Section::Never, Section::Unknown];

/// Where an answer belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Section {
    /// It is as its author wants it to be.
    Holds,
    /// It is not, or not always.
    Fails,
    /// That depends on how the text is read.
    Turns,
    /// The text does not say.
    Open,
    /// It never comes about at all.
    Never,
    /// Nobody knows yet.
    Unknown,
}

impl Section {
    fn of(told: &Told<'_>) -> Self {
        match told.answer.verdict {
            // Whoever expects a proof, and gives a reason for it, wished for something else.
            Verdict::Proved | Verdict::ProvedAssuming if told.standing == Standing::Green => Section::Holds,
            Verdict::Proved
            | Verdict::ProvedAssuming
            | Verdict::ProvedWithoutTransfers
            | Verdict::Violated
            | Verdict::ViolatedAlways => Section::Fails,
            Verdict::TurnsOnReading(_) => Section::Turns,
            Verdict::Silent => Section::Open,
            Verdict::Vacuous | Verdict::Refuted => Section::Never,
            Verdict::Undecided(_) => Section::Unknown,
        }
    }
}

/// The document about a verified regulation, in the wording of the day `at` if one was asked for.
///
/// `repairs` are what a short search found for claims that do not hold; nothing is said of them if there are none.
pub fn page(outcome: &Outcome<'_>, model: &Model, at: Option<Date>, repairs: &[Repairs]) -> Page {
    let writer = Writer { outcome, model, lang: outcome.lang, repairs };
    let mut blocks = writer.beginning(at);
    blocks.push(writer.summary());
    for section in SECTIONS {
        blocks.extend(writer.section(section));
    }
    blocks.extend(writer.checks());
    Page { lang: outcome.lang, title: writer.title(), blocks }
}

struct Writer<'a> {
    outcome: &'a Outcome<'a>,
    model: &'a Model,
    lang: Lang,
    repairs: &'a [Repairs],
}

/// A claim with those of its instances that belong into one section.
struct Group<'a> {
    answers: Vec<&'a Told<'a>>,
}

impl Writer<'_> {
    fn say(&self, text: Text) -> &'static str {
        text.get(self.lang)
    }

    fn title(&self) -> String {
        let number = self.model.number.as_ref().map_or(String::new(), |n| bracketed(n, self.lang));
        let name = if self.model.name.is_empty() { self.say(say::UNNAMED) } else { &self.model.name };
        match self.lang {
            Lang::En => format!("What {name}{number} guarantees, and what it does not"),
            Lang::Ja => format!("{name}{number}が保証すること、しないこと"),
        }
    }

    /// How to read the document, and which wording it is about.
    fn beginning(&self, at: Option<Date>) -> Vec<Block> {
        let wording = match (at, self.model.in_force, self.lang) {
            (Some(day), _, Lang::En) => Some(format!("It is about the wording of {}.", day.0)),
            (Some(day), _, Lang::Ja) => Some(format!("{}の本文についてのものです。", day.japanese())),
            (None, Some(day), Lang::En) => Some(format!("It is about the wording in force since {}.", day.0)),
            (None, Some(day), Lang::Ja) => Some(format!("{}施行の本文についてのものです。", day.japanese())),
            (None, None, _) => None,
        };
        let first = [Some(self.say(say::ORIGIN).to_string()), wording];
        let space = if self.lang == Lang::En { " " } else { "" };
        let first: Vec<String> = first.into_iter().flatten().collect();
        let mending = (!self.repairs.is_empty()).then(|| page::plain(self.say(say::MENDING)));
        [page::plain(first.join(space)), page::plain(self.say(say::READ))]
            .into_iter()
            .chain(mending)
            .collect()
    }

    /// How much there is of each part.
    fn summary(&self) -> Block {
        let heads = [say::ABOUT, say::WISHES, say::CASES].map(|text| self.say(text).to_string());
        let row = |section: Section| {
            let groups = self.groups(section);
            let cases: usize = groups.iter().map(|group| group.answers.len()).sum();
            (cases > 0).then(|| {
                vec![
                    vec![Span::Plain(self.say(say::heading(section)).to_string())],
                    vec![Span::Plain(groups.len().to_string())],
                    vec![Span::Plain(cases.to_string())],
                ]
            })
        };
        let mut rows: Vec<_> = SECTIONS.into_iter().filter_map(row).collect();
        let found = self.model.allows.len() + self.outcome.findings.len();
        if found > 0 {
            let cells = [self.say(say::CHECKS).to_string(), String::new(), found.to_string()];
            rows.push(cells.into_iter().map(|cell| vec![Span::Plain(cell)]).collect());
        }
        Block::Table(Table { heads: heads.into(), rows })
    }

    /// The claims of a section in the order of the articles.
    fn groups(&self, section: Section) -> Vec<Group<'_>> {
        let mut claims: IndexMap<usize, Vec<&Told<'_>>> = IndexMap::new();
        for told in self.outcome.answers.iter().filter(|told| Section::of(told) == section) {
            claims.entry(told.answer.claim.index()).or_default().push(told);
        }
        let mut groups: Vec<Group<'_>> = claims.into_values().map(|answers| Group { answers }).collect();
        // Claims about no article come last; those about the same one stay in the order in which they are written.
        groups.sort_by_key(|group| self.home(group).map_or(usize::MAX, ProvisionId::index));
        groups
    }

    /// The provision that a claim is about: the first that it names, else the first that its answer rests on.
    fn home(&self, group: &Group<'_>) -> Option<ProvisionId> {
        let first = group.answers.first()?;
        let origin = &first.claim.origin;
        let named = origin.home.iter().chain(&origin.cites).copied().min_by_key(|id| id.index());
        named.or_else(|| first.answer.articles.first().copied())
    }

    fn section(&self, section: Section) -> Vec<Block> {
        let groups = self.groups(section);
        if groups.is_empty() {
            return Vec::new();
        }
        let mut blocks = vec![Block::Heading(2, vec![Span::Plain(self.say(say::heading(section)).into())])];
        blocks.extend(say::lead(section).map(|text| page::plain(self.say(text))));
        if section == Section::Turns {
            blocks.push(self.readings());
        }
        for part in groups.chunk_by(|a, b| self.article(a) == self.article(b)) {
            let article = part.first().and_then(|group| self.article(group));
            blocks.push(Block::Heading(3, vec![Span::Plain(self.titled(article.as_deref()))]));
            if section == Section::Holds {
                blocks.push(Block::List(part.iter().map(|group| self.line(group)).collect()));
            } else {
                part.iter().for_each(|group| blocks.extend(self.told(group)));
            }
        }
        blocks
    }

    /// The first step of the number of a claim's provision: its article.
    fn article(&self, group: &Group<'_>) -> Option<Vec<String>> {
        let provision = &self.model.provisions[self.home(group)?.index()];
        Some(provision.path.iter().take(1).cloned().collect())
    }

    /// An article with its title.
    fn titled(&self, article: Option<&[String]>) -> String {
        let Some(article) = article else { return self.say(say::WHOLE).to_string() };
        let own = self.model.provisions.iter().find(|p| p.path == article);
        let number = own.map_or_else(|| article.concat(), crate::model::Provision::number);
        let title = own.and_then(|p| p.text.as_deref()).unwrap_or_default();
        format!("{number} {title}").trim_end().to_string()
    }

    /// Which readings there are, of which provision.
    fn readings(&self) -> Block {
        let heads = [say::READING, say::PLACE, say::OPTIONS].map(|text| self.say(text).to_string());
        let row = |reading: &crate::model::Reading| {
            let homes: Vec<_> = reading.origin.home.iter().chain(&reading.origin.cites).copied().collect();
            let options: Vec<String> = reading.options.iter().map(|o| entry::option(o, self.lang)).collect();
            vec![
                vec![Span::Plain(reading.origin.text.clone().unwrap_or_else(|| reading.name.clone()))],
                vec![Span::Plain(words::articles(self.model, &homes, self.lang))],
                vec![Span::Plain(options.join(self.say(say::OR)))],
            ]
        };
        let rows = self.model.readings.iter().map(row).collect();
        Block::Table(Table { heads: heads.into(), rows })
    }

    /// What holds, in a line: the wish, and the articles on which it rests.
    fn line(&self, group: &Group<'_>) -> Item {
        let mut text = self.wish(group);
        let articles: std::collections::BTreeSet<ProvisionId> =
            group.answers.iter().flat_map(|told| told.answer.articles.iter().copied()).collect();
        let articles: Vec<ProvisionId> = articles.into_iter().collect();
        if !articles.is_empty() {
            let list = words::articles(self.model, &articles, self.lang);
            text.push(Span::Plain(bracketed(&list, self.lang)));
        }
        Item { number: None, text, below: self.premises(group) }
    }
}
