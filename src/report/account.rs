//! What there is to tell of an answer besides its verdict, in order and without looks: every format draws it its own way.

use super::verdict::Shown;
use super::witness::{self, Line};
use super::{absence, basis, filling, verdict, words};
use crate::model::{Claim, ElementId, Expect, Model, ProvisionId, ReadingChoice};
use crate::pipeline::judge::Standing;
use crate::problem::{Lang, Text};
use crate::proof::{self, Answer, Event, Filling, Settled, Verdict, Witness};

/// One thing to tell.
#[derive(Debug, Clone)]
pub enum Part {
    /// Why the author wants the claim to hold.
    Wish(String),
    /// What the proof takes for granted.
    Premise(String),
    /// A sentence.
    Note(String),
    /// How what the text leaves open could be filled.
    Filling(String),
    /// That it is known, until when, and why it is left as it is.
    Known(String),
    /// The answer under a least combination of readings.
    Case(Under),
    /// What happens, line by line, below a sentence that introduces it if there is one.
    Story { head: Option<&'static str>, lines: Vec<Line> },
}

/// The answer under a least combination of readings that settles it, and what there is to tell of it.
#[derive(Debug, Clone)]
pub struct Under {
    pub choices: Vec<ReadingChoice>,
    /// The same in words.
    pub readings: String,
    pub verdict: Verdict,
    pub shown: Shown,
    /// Of `undecided`.
    pub reason: Option<String>,
    pub articles: Vec<ProvisionId>,
    pub parts: Vec<Part>,
}

impl Part {
    /// The answer under a least combination of readings, if it is that.
    pub fn case(&self) -> Option<&Under> {
        if let Self::Case(case) = self { Some(case) } else { None }
    }
}

/// Everything there is to tell of an answer.
pub fn parts(model: &Model, answer: &Answer, standing: Standing, lang: Lang) -> Vec<Part> {
    let claim = &model.claims[answer.claim.index()];
    let teller = Teller { model, claim, instance: &answer.instance, lang };
    let mut parts = Vec::new();
    if !answer.verdict.is_green() {
        parts.extend(claim.origin.text.clone().map(Part::Wish));
    }
    parts.extend(teller.premise(answer).map(Part::Premise));
    parts.extend(clean_start(answer, lang).map(Part::Note));
    parts.extend(teller.notes(answer).into_iter().map(Part::Note));
    parts.extend(teller.filling(answer.filling.as_ref()));
    if let Standing::Expected(index) = standing {
        parts.push(Part::Known(known(&model.expects[index], lang)));
    }
    if let Verdict::TurnsOnReading(cases) = &answer.verdict {
        let settled = proof::settled(model, cases);
        parts.extend(settled.iter().map(|under| Part::Case(teller.case(under))));
    }
    if answer.verdict == Verdict::ProvedWithoutTransfers && answer.witness.is_some() {
        let otherwise =
            Text { en: "but when an office changes hands:", ja: "しかし、異動があると:" };
        parts.push(Part::Note(otherwise.get(lang).to_string()));
    }
    parts.extend(teller.stories(&answer.verdict, answer.witness.as_deref(), answer.unexcluded.as_deref()));
    parts
}

/// Why an undecided answer is none.
pub fn reason(verdict: &Verdict, lang: Lang) -> Option<String> {
    match verdict {
        Verdict::Undecided(reason) => Some(verdict::reason(*reason, lang)),
        _ => None,
    }
}

/// What the answer is if nothing was done before the last amendment.
fn clean_start(answer: &Answer, lang: Lang) -> Option<String> {
    let word = verdict::shown(answer.clean_start.as_ref()?).word.get(lang);
    let events = answer.witness.as_ref().map_or(&[][..], |witness| &witness.events);
    let day = events.iter().rposition(|event| matches!(event, Event::Wording { .. }));
    let begins = day.is_none_or(|day| events[..day].iter().any(|event| event.deed().is_some()));
    Some(match (lang, begins) {
        (Lang::En, true) => format!(
            "{word} for courses that begin after the amendment: what came about before it makes the difference"
        ),
        (Lang::Ja, true) => {
            format!("改正後に始まる経過だけなら「{word}」。改正前に生じたことで答えが変わる")
        }
        (Lang::En, false) => format!(
            "{word} for courses that begin after the amendment; whether also for those that begin before it is not decided"
        ),
        (Lang::Ja, false) => {
            format!("改正後に始まる経過だけなら「{word}」。改正前に始まる経過でもそうかは決まらない")
        }
    })
}

/// That a finding is known, until when, and why it is left as it is.
pub fn known(expect: &Expect, lang: Lang) -> String {
    let reason = &expect.reason;
    match (lang, expect.until) {
        (Lang::En, None) => format!("known: {reason}"),
        (Lang::En, Some(until)) => format!("known until {}: {reason}", until.0),
        (Lang::Ja, None) => format!("既知: {reason}"),
        (Lang::Ja, Some(until)) => format!("既知({}まで): {reason}", until.japanese()),
    }
}

/// Which other readings must be taken so for what shows the answer to show it.
fn example(model: &Model, under: &Settled, lang: Lang) -> Option<String> {
    let besides: Vec<String> = under.besides.iter().map(|choice| words::reading(model, *choice)).collect();
    let list = words::list(&besides, lang);
    (!besides.is_empty()).then(|| match lang {
        Lang::En => format!("for example, with {list}:"),
        Lang::Ja => format!("例えば {list} のとき:"),
    })
}

struct Teller<'a> {
    model: &'a Model,
    claim: &'a Claim,
    instance: &'a [ElementId],
    lang: Lang,
}

impl Teller<'_> {
    fn premise(&self, answer: &Answer) -> Option<String> {
        let without_transfers = answer.verdict == Verdict::ProvedWithoutTransfers;
        let assumed =
            answer.verdict == Verdict::ProvedAssuming || without_transfers && self.claim.assuming.names_any();
        assumed.then(|| self.assuming())
    }

    fn notes(&self, answer: &Answer) -> Vec<String> {
        let mut notes = Vec::new();
        notes.extend(answer.fewest.map(|fewest| verdict::fewest(fewest, self.lang)));
        notes.extend(absence::lines(self.model, &answer.absences, self.lang));
        let (at_stake, assumptions) = (answer.at_stake.as_deref(), answer.assumptions.as_deref());
        notes.extend(basis::lines(self.model, at_stake, assumptions, self.lang));
        notes
    }

    fn assuming(&self) -> String {
        let assuming = &self.claim.assuming;
        let named = assuming.assumptions.iter().map(|a| self.model.assumptions[a.index()].name.clone());
        let mut names: Vec<String> = named.collect();
        names.extend(assuming.readings.iter().map(|r| words::reading(self.model, *r)));
        if assuming.no_transfers {
            names.push(Text { en: "no transfers", ja: "異動なし" }.get(self.lang).to_string());
        }
        let word = Text { en: "assuming", ja: "仮定:" }.get(self.lang);
        format!("{word} {}", words::list(&names, self.lang))
    }

    fn case(&self, under: &Settled) -> Under {
        let case = &under.case;
        let readings: Vec<_> = under.readings.iter().map(|r| words::reading(self.model, *r)).collect();
        let mut notes = absence::lines(self.model, &case.absences, self.lang);
        let (at_stake, assumptions) = (case.at_stake.as_deref(), case.assumptions.as_deref());
        notes.extend(basis::lines(self.model, at_stake, assumptions, self.lang));
        let stories = self.stories(&case.verdict, case.witness.as_deref(), case.unexcluded.as_deref());
        Under {
            choices: under.readings.clone(),
            readings: words::list(&readings, self.lang),
            verdict: case.verdict.clone(),
            shown: verdict::shown(&case.verdict),
            reason: reason(&case.verdict, self.lang),
            articles: case.articles.clone(),
            parts: notes
                .into_iter()
                .map(Part::Note)
                .chain(self.filling(case.filling.as_ref()))
                .chain(example(self.model, under, self.lang).map(Part::Note))
                .chain(stories)
                .collect(),
        }
    }

    fn filling(&self, filling: Option<&Filling>) -> Option<Part> {
        filling.map(|filling| Part::Filling(filling::sentence(self.model, filling, self.lang)))
    }

    /// The world or course that shows the answer, and the world that no proof excludes.
    fn stories(
        &self,
        verdict: &Verdict,
        witness: Option<&Witness>,
        unexcluded: Option<&Witness>,
    ) -> Vec<Part> {
        let (model, claim, instance, lang) = (self.model, self.claim, self.instance, self.lang);
        let shown = witness.map(|witness| Part::Story {
            head: None,
            lines: witness::story(model, claim, instance, witness, lang),
        });
        let open = match (unexcluded, verdict) {
            (Some(world), Verdict::Undecided(reason)) => {
                let premise = verdict::is_of_premise(*reason);
                let lines = witness::unexcluded(model, claim, instance, world, premise, lang);
                Some(Part::Story { head: Some(verdict::unexcluded(*reason).get(lang)), lines })
            }
            _ => None,
        };
        shown.into_iter().chain(open).collect()
    }
}

/// Everything told of an answer as plain lines.
pub fn lines(model: &Model, parts: &[Part], lang: Lang) -> Vec<String> {
    let mut out = Vec::new();
    for part in parts {
        match part {
            Part::Wish(text)
            | Part::Premise(text)
            | Part::Note(text)
            | Part::Filling(text)
            | Part::Known(text) => out.push(text.clone()),
            Part::Case(case) => {
                let word = case.shown.word.get(lang);
                let reason = case.reason.as_ref().map_or(String::new(), |reason| format!(" – {reason}"));
                out.push(format!("{}: {word}{reason}", case.readings));
                out.extend(lines(model, &case.parts, lang));
            }
            Part::Story { head, lines } => {
                out.extend(head.map(str::to_string));
                out.extend(lines.iter().map(|told| line(model, told, lang)));
            }
        }
    }
    out
}

fn line(model: &Model, line: &Line, lang: Lang) -> String {
    let number = line.step.map_or(String::new(), |step| format!("{step}. "));
    let articles = if line.articles.is_empty() {
        String::new()
    } else {
        format!(" ({})", words::articles(model, &line.articles, lang))
    };
    format!("{}{number}{}{articles}", "  ".repeat(line.depth), line.text)
}
