//! Who may do an act, and why somebody may not, in JSON.

use serde::Serialize;

use super::claim::{Reading, Sentence, articles, readings, sentences};
use super::course::{self, Course};
use crate::model::{Model, NormId, ProvisionId, ReadingChoice};
use crate::problem::Lang;
use crate::proof::{self, Answer, Decision, Settled, Standing, Unused, Verdict, Way, Ways};
use crate::report::verdict;
use crate::report::ways::tell;

/// Everything found out about one question.
#[derive(Debug, Serialize)]
pub struct Told {
    question: String,
    ways: Vec<ToldWay>,
    unused: Vec<ToldUnused>,
    nobody: Option<Outcome>,
    complete: bool,
    standings: Vec<ToldStanding>,
}

/// One way in which somebody may.
#[derive(Debug, Serialize)]
struct ToldWay {
    norm: String,
    articles: Vec<String>,
    may: String,
    conditions: Vec<Sentence>,
    /// Each with when it would apply; none may.
    bans: Vec<Sentence>,
    outcome: Outcome,
}

/// A norm by which nobody may.
#[derive(Debug, Serialize)]
struct ToldUnused {
    norm: String,
    articles: Vec<String>,
    outcome: Outcome,
}

/// Whether it ever comes about, and how.
#[derive(Debug, Serialize)]
struct Outcome {
    verdict: &'static str,
    reason: Option<&'static str>,
    articles: Vec<String>,
    cases: Vec<Case>,
    story: Vec<Sentence>,
    course: Option<Course>,
}

/// The same under a least combination of readings.
#[derive(Debug, Serialize)]
struct Case {
    readings: Vec<Reading>,
    verdict: &'static str,
    articles: Vec<String>,
}

/// Whether those asked about may, under one combination of readings.
#[derive(Debug, Serialize)]
struct ToldStanding {
    readings: Vec<Reading>,
    may: &'static str,
    articles: Vec<String>,
    refusal: Option<Vec<Sentence>>,
    change: Option<Vec<Sentence>>,
    allowed: Option<Vec<Sentence>>,
}

/// What was found out.
pub fn told(question: &str, ways: &Ways, lang: Lang) -> Told {
    let teller = Teller { ways, model: &ways.model, lang };
    Told {
        question: question.to_string(),
        ways: ways.ways.iter().map(|way| teller.way(way)).collect(),
        unused: ways.unused.iter().map(|unused| teller.unused(unused)).collect(),
        nobody: ways.nobody.as_ref().map(|answer| teller.outcome(None, answer)),
        complete: ways.complete,
        standings: ways.standings.iter().map(|standing| teller.standing(standing)).collect(),
    }
}

struct Teller<'a> {
    ways: &'a Ways,
    model: &'a Model,
    lang: Lang,
}

impl Teller<'_> {
    fn name(&self, norm: NormId) -> String {
        self.model.norms[norm.index()].name.clone()
    }

    fn articles(&self, provisions: &[ProvisionId]) -> Vec<String> {
        articles(self.model, provisions)
    }

    fn readings(&self, choices: &[ReadingChoice]) -> Vec<Reading> {
        readings(self.model, choices)
    }

    fn way(&self, way: &Way) -> ToldWay {
        ToldWay {
            norm: self.name(way.norm),
            articles: self.articles(&tell::articles(self.model, way.norm, Some(&way.permit))),
            may: tell::may(self.model, way, self.lang),
            conditions: sentences(self.model, tell::conditions(self.model, way, self.lang)),
            bans: sentences(self.model, tell::bans(self.model, way, self.lang)),
            outcome: self.outcome(Some(way.norm), &way.answer),
        }
    }

    fn unused(&self, unused: &Unused) -> ToldUnused {
        ToldUnused {
            norm: self.name(unused.norm),
            articles: self.articles(&tell::articles(self.model, unused.norm, None)),
            outcome: self.outcome(Some(unused.norm), &unused.answer),
        }
    }

    fn outcome(&self, norm: Option<NormId>, answer: &Answer) -> Outcome {
        let cases = match &answer.verdict {
            Verdict::TurnsOnReading(cases) => proof::settled(self.model, cases),
            _ => Vec::new(),
        };
        let case = |Settled { readings, case, .. }: &Settled| Case {
            readings: self.readings(readings),
            verdict: verdict::shown(&case.verdict).key,
            articles: self.articles(&case.articles),
        };
        let shown = answer.witness.as_deref();
        Outcome {
            verdict: verdict::shown(&answer.verdict).key,
            reason: match answer.verdict {
                Verdict::Undecided(reason) => Some(verdict::reason_key(reason)),
                _ => None,
            },
            articles: self.articles(&answer.articles),
            cases: cases.iter().map(case).collect(),
            story: shown.map_or_else(Vec::new, |shown| {
                sentences(self.model, tell::story(self.ways, norm, shown, self.lang))
            }),
            course: shown.and_then(|shown| course::course(self.model, shown, self.lang)),
        }
    }

    fn standing(&self, standing: &Standing) -> ToldStanding {
        let refusal = standing.refusal.as_ref();
        let change = refusal.and_then(|refusal| Some((refusal, refusal.change.as_ref()?)));
        ToldStanding {
            readings: self.readings(&standing.readings),
            may: match standing.decision {
                Decision::Always => "always",
                Decision::Never => "never",
                Decision::Sometimes => "sometimes",
                Decision::Moot => "moot",
                Decision::Undecided(_) => "undecided",
            },
            articles: self.articles(&standing.articles),
            refusal: refusal
                .map(|refusal| sentences(self.model, tell::refusal(self.model, refusal, self.lang))),
            allowed: refusal
                .and_then(|refusal| refusal.allowed.as_ref())
                .map(|shown| sentences(self.model, tell::allowed(self.model, shown, self.lang))),
            change: change.map(|(refusal, change)| {
                sentences(self.model, tell::change(self.model, refusal, change, self.lang))
            }),
        }
    }
}
