//! The answers over a period, as every format sees them: the wordings, a row for every claim, and each answer that turns
//! with the day, the amendment and the provisions on which it turns.

mod page;
mod text;

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::account::{self, Part};
use super::verdict::{self, Shown};
use super::{Paint, Style, claims, words};
use crate::model::{ClaimId, ElementId, Model};
use crate::pipeline::judge::Standing;
use crate::pipeline::period::{Cause, Flip, Key, Period, Wording};
use crate::problem::{Lang, Problem, Text};
use crate::proof::Answer;
use crate::syntax::calendar::Date;

pub use page::page;
pub use text::{account, problems};

/// A period, in words.
pub struct Account<'a> {
    pub period: &'a Period,
    pub lang: Lang,
    pub exit: u8,
    /// Name and number of the regulation, and the period.
    pub title: String,
    pub rows: Vec<Row>,
    pub turns: Vec<Turned<'a>>,
}

/// Instances of one claim that come out alike in every wording.
pub struct Row {
    pub name: String,
    /// By wording; none where there is no such claim or instance.
    pub cells: Vec<Option<Shown>>,
}

/// An answer that is another one from some day on.
pub struct Turned<'a> {
    pub flip: &'a Flip,
    pub wording: &'a Wording,
    pub name: String,
    pub before: Shown,
    pub after: Shown,
    pub standing: Standing,
    pub answer: &'a Answer,
    /// From what to what on which days, and why.
    pub sentence: String,
    /// What is told of the answer after it.
    pub parts: Vec<Part>,
}

/// What is wrong if an answer is neither proved nor expected.
pub struct Fault<'a> {
    pub wording: &'a Wording,
    pub name: String,
    pub shown: Shown,
    pub answer: &'a Answer,
}

impl<'a> Account<'a> {
    /// In the words of a language.
    pub fn new(period: &'a Period, lang: Lang, exit: u8) -> Self {
        let turns = period.flips.iter().filter_map(|flip| turned(period, flip, lang)).collect();
        Self { period, lang, exit, title: title(period, lang), rows: rows(period, lang), turns }
    }

    /// The text in the language of the run.
    pub fn say(&self, text: Text) -> &'static str {
        text.get(self.lang)
    }

    /// When a wording begins, and by what.
    pub fn wording(&self, wording: &Wording) -> String {
        let day = day(wording.day, self.lang);
        if wording.amendments.is_empty() { day } else { format!("{day}  {}", amendments(wording, self.lang)) }
    }

    /// How it went, in a line.
    pub fn summary(&self) -> String {
        let (wordings, turns) = (self.period.wordings.len(), self.turns.len());
        let open: usize = self.period.wordings.iter().map(|it| faults(it).count()).sum();
        let rest = match (self.lang, open) {
            (Lang::En, 0) => "every answer is proved or expected".to_string(),
            (Lang::En, count) => format!("not proved and not expected: {count}"),
            (Lang::Ja, 0) => "どの答えも成り立つか、既知".to_string(),
            (Lang::Ja, count) => format!("成り立たず、既知でもないもの{count}件"),
        };
        match self.lang {
            Lang::En => format!(
                "{wordings} wording{}, {turns} answer{} turn{}; {rest}",
                if wordings == 1 { "" } else { "s" },
                if turns == 1 { "" } else { "s" },
                if turns == 1 { "s" } else { "" }
            ),
            Lang::Ja => format!("本文{wordings}、変わる答え{turns}件。{rest}"),
        }
    }

    /// What is wrong with claims of any wording.
    pub fn problems(&self) -> impl Iterator<Item = (&'a Wording, &'a Problem)> {
        self.period.wordings.iter().flat_map(|it| it.problems.iter().map(move |problem| (it, problem)))
    }

    /// Marks that are used, and what they mean.
    fn legend(&self, style: Style) -> String {
        let mut words: IndexMap<&str, Vec<&str>> = IndexMap::new();
        for shown in self.rows.iter().flat_map(|row| row.cells.iter().flatten()) {
            let list = words.entry(shown.mark(style)).or_default();
            let word = style.say(shown.word);
            if !list.contains(&word) {
                list.push(word);
            }
        }
        let or = self.say(Text { en: " or ", ja: "・" });
        let all: Vec<String> = words.iter().map(|(mark, list)| format!("{mark} {}", list.join(or))).collect();
        words::list(&all, self.lang)
    }

    /// How many claims were asked in each wording but the first.
    pub fn asked(&self) -> String {
        let told = self.period.wordings.iter().map(|it| {
            let (asked, all) = it.asked;
            match self.lang {
                Lang::En => format!("{}: {asked} of {all}", day(it.day, self.lang)),
                Lang::Ja => format!("{}: {all}のうち{asked}", day(it.day, self.lang)),
            }
        });
        let told = words::list(&told.collect::<Vec<_>>(), self.lang);
        match self.lang {
            Lang::En => format!("properties verified by wording: {told}"),
            Lang::Ja => format!("本文ごとに検証したもの: {told}"),
        }
    }
}

/// The answers of a wording that are neither proved nor expected, in order.
pub fn faults(wording: &Wording) -> impl Iterator<Item = Fault<'_>> {
    let model = wording.model();
    let open = wording.answers.values().filter(|known| known.standing == Standing::Open);
    open.map(move |known| Fault {
        wording,
        name: name(model, &known.answer),
        shown: verdict::shown(&known.answer.verdict),
        answer: &known.answer,
    })
}

/// A day in the calendar of the language.
pub fn day(day: Date, lang: Lang) -> String {
    if lang == Lang::Ja { day.japanese() } else { day.0.to_string() }
}

/// The claim with its instance.
pub fn name(model: &Model, answer: &Answer) -> String {
    claims::name(model, &model.claims[answer.claim.index()], &answer.instance)
}

fn amendments(wording: &Wording, lang: Lang) -> String {
    words::list(&wording.amendments, lang)
}

fn title(period: &Period, lang: Lang) -> String {
    let model = period.wordings.last().map(|wording| &wording.resolved.model);
    let name = model.map_or(String::new(), |model| {
        let number = model.number.as_ref().map_or(String::new(), |number| format!(" {number}"));
        format!("{}{number}", model.name)
    });
    let (from, to) = (day(period.from, lang), day(period.to, lang));
    match lang {
        Lang::En => format!("{name} from {from} to {to}").trim().to_string(),
        Lang::Ja => format!("{name} {from}から{to}まで").trim().to_string(),
    }
}

/// The wording, the claim and the verdicts that instances have in common, and the instances.
type Group<'a> = (usize, ClaimId, Vec<Option<&'static str>>, Vec<Option<Shown>>, Vec<&'a [ElementId]>);

fn rows(period: &Period, lang: Lang) -> Vec<Row> {
    let mut groups: Vec<Group> = Vec::new();
    for key in &period.keys {
        let cells: Vec<Option<Shown>> = period.wordings.iter().map(|wording| cell(wording, key)).collect();
        let keys: Vec<Option<&str>> = cells.iter().map(|cell| cell.map(|shown| shown.key)).collect();
        let last = period.wordings.iter().rposition(|wording| wording.answers.contains_key(key));
        let Some((last, known)) = last.and_then(|at| Some((at, period.wordings[at].answers.get(key)?)))
        else {
            continue;
        };
        let claim = known.answer.claim;
        let alike = |group: &&mut Group| (group.0, group.1) == (last, claim) && group.2 == keys;
        match groups.iter_mut().find(alike) {
            Some(group) => group.4.push(&known.answer.instance),
            None => groups.push((last, claim, keys, cells, vec![&known.answer.instance])),
        }
    }
    let row = |(at, claim, _, cells, instances): Group| {
        let model = period.wordings[at].model();
        Row { name: claims::names(model, &model.claims[claim.index()], &instances, lang), cells }
    };
    groups.into_iter().map(row).collect()
}

fn cell(wording: &Wording, key: &Key) -> Option<Shown> {
    wording.answers.get(key).map(|known| verdict::shown(&known.answer.verdict))
}

fn turned<'a>(period: &'a Period, flip: &'a Flip, lang: Lang) -> Option<Turned<'a>> {
    let (earlier, wording) = (period.wordings.get(flip.at.checked_sub(1)?)?, period.wordings.get(flip.at)?);
    let (before, known) = (cell(earlier, &flip.key)?, wording.answers.get(&flip.key)?);
    let (after, model) = (verdict::shown(&known.answer.verdict), wording.model());
    let told = |shown: Shown| shown.word.get(lang);
    let (one, two) = (day(wording.day.previous(), lang), day(wording.day, lang));
    let because = because(wording, &flip.cause, lang);
    let sentence = match lang {
        Lang::En => format!("{} on {one}, {} on {two}, because {because}", told(before), told(after)),
        Lang::Ja => format!("{one}は{}、{two}は{}。{because}", told(before), told(after)),
    };
    Some(Turned {
        flip,
        wording,
        name: name(model, &known.answer),
        before,
        after,
        standing: known.standing,
        answer: &known.answer,
        sentence,
        parts: account::parts(model, &known.answer, known.standing, lang),
    })
}

/// By what an answer turns.
fn because(wording: &Wording, cause: &Cause, lang: Lang) -> String {
    let by = if wording.amendments.is_empty() { None } else { Some(amendments(wording, lang)) };
    let provisions = words::list(&cause.provisions, lang);
    let what = match (lang, cause.provisions.is_empty(), cause.reworded) {
        (_, false, _) => provisions,
        (Lang::En, true, true) => "the property itself".to_string(),
        (Lang::Ja, true, true) => "検証そのもの".to_string(),
        (Lang::En, true, false) => "what came about before it".to_string(),
        (Lang::Ja, true, false) => "それまでに生じたことの意味".to_string(),
    };
    match (lang, by) {
        (Lang::En, Some(by)) => format!("{by} changed {what}"),
        (Lang::En, None) => format!("{what} says something else from then on"),
        (Lang::Ja, Some(by)) => format!("{by}が{what}を変えたため"),
        (Lang::Ja, None) => format!("この日から{what}が変わるため"),
    }
}

/// The mark of a cell with its looks, and its word.
fn marked(cell: Option<Shown>, style: Style) -> (Paint, String) {
    cell.map_or((Paint::Faint, "-".to_string()), |shown| (shown.paint, shown.mark(style).to_string()))
}

/// The days, each once, on which something turns.
fn days(turns: &[Turned]) -> Vec<usize> {
    turns.iter().map(|turned| turned.flip.at).collect::<BTreeSet<_>>().into_iter().collect()
}
