//! Answers in JSON.

use serde::Serialize;

use super::course::{self, Course, ToldInvariant};
use super::problem::{self, Place};
use crate::model::{Claim, ClaimKind, ElementId, Model, ProvisionId, ReadingChoice};
use crate::pipeline::Verified;
use crate::pipeline::judge::{Judgement, Standing};
use crate::problem::Lang;
use crate::proof::{
    self, Absence, Answer, Fewest, Filling, Premises, Reason, Settled, Verdict, Without, Witness,
};
use crate::report::{absence, basis, filling, verdict, witness};

/// One answer to one instance of a claim.
#[derive(Debug, Serialize)]
pub struct Told {
    name: String,
    kind: &'static str,
    instance: Vec<String>,
    verdict: &'static str,
    /// Over courses that begin after the last amendment, where that is another verdict.
    #[serde(skip_serializing_if = "Option::is_none")]
    clean_start: Option<&'static str>,
    /// Of `undecided`.
    reason: Option<&'static str>,
    limits: Option<Limits>,
    /// Whether it is a known finding within its term.
    expected: bool,
    articles: Vec<String>,
    assuming: Vec<String>,
    readings: Vec<Reading>,
    cases: Vec<ToldCase>,
    world: Option<World>,
    course: Option<Course>,
    /// Of `undecided`: a world that no proof excludes, and to which no course is known.
    unexcluded: Option<World>,
    /// Of `silent`: how the gaps of the text could be filled.
    filling: Vec<String>,
    /// Of a proof, if asked for: the provisions without any one of which there would be none.
    at_stake: Option<Vec<String>>,
    /// Of a violation, if asked for: the least sets of assumptions that would mend it.
    assumptions: Option<Vec<Vec<String>>>,
    invariants: Vec<ToldInvariant>,
    fewest: Option<ToldFewest>,
    absences: Vec<ToldAbsence>,
    place: Option<Place>,
}

/// The answer under a least combination of readings that settles it.
#[derive(Debug, Serialize)]
pub struct ToldCase {
    readings: Vec<Reading>,
    /// The whole combination under which its world or course was found.
    shown_under: Vec<Reading>,
    verdict: &'static str,
    reason: Option<&'static str>,
    limits: Option<Limits>,
    articles: Vec<String>,
    world: Option<World>,
    course: Option<Course>,
    unexcluded: Option<World>,
    /// Of `silent`: how the gaps of the text could be filled.
    filling: Vec<String>,
    /// Of a proof, if asked for: the provisions without any one of which there would be none.
    at_stake: Option<Vec<String>>,
    /// Of a violation, if asked for: the least sets of assumptions that would mend it.
    assumptions: Option<Vec<Vec<String>>>,
    invariants: Vec<ToldInvariant>,
    fewest: Option<ToldFewest>,
    absences: Vec<ToldAbsence>,
}

/// How few people suffice.
#[derive(Debug, Serialize)]
pub struct ToldFewest {
    persons: u32,
    /// Whether it is proved that fewer do not.
    least: bool,
}

/// Whether it can still be done while whoever holds a post does nothing.
#[derive(Debug, Serialize)]
pub struct ToldAbsence {
    post: String,
    /// Null: not decided, or it turns on a reading.
    possible: Option<bool>,
    articles: Vec<String>,
}

/// How far courses were searched.
#[derive(Debug, Serialize)]
pub struct Limits {
    acts: u32,
    people: u32,
}

/// A reading and the option taken.
#[derive(Debug, Serialize)]
pub struct Reading {
    reading: String,
    option: String,
}

/// A world that shows the answer, in sentences.
#[derive(Debug, Serialize)]
pub struct World {
    people: Vec<String>,
    story: Vec<Sentence>,
}

/// One sentence, how deep it stands below the one it explains, and the articles it comes from.
#[derive(Debug, Serialize)]
pub struct Sentence {
    depth: usize,
    text: String,
    articles: Vec<String>,
}

/// Every answer, in order.
pub fn told(verified: &Verified, judgement: &Judgement, lang: Lang) -> Vec<Told> {
    let teller = Teller { verified, model: verified.model(), lang };
    let answers = verified.report.answers.iter().zip(&judgement.standings);
    answers.map(|(answer, standing)| teller.answer(answer, *standing)).collect()
}

/// Articles by their numbers.
pub fn articles(model: &Model, provisions: &[ProvisionId]) -> Vec<String> {
    provisions.iter().map(|p| model.provisions[p.index()].number()).collect()
}

/// Readings by their names.
pub fn readings(model: &Model, choices: &[ReadingChoice]) -> Vec<Reading> {
    let one = |choice: &ReadingChoice| {
        let reading = &model.readings[choice.reading.index()];
        let option = reading.options.get(choice.option as usize).map_or(String::new(), |o| o.name.clone());
        Reading { reading: reading.name.clone(), option }
    };
    choices.iter().map(one).collect()
}

/// The names of elements.
pub fn elements(model: &Model, instance: &[ElementId]) -> Vec<String> {
    let name = |e: &ElementId| model.kinds[e.kind.index()].elements[e.index as usize].name.clone();
    instance.iter().map(name).collect()
}

/// Lines of a story.
pub fn sentences(model: &Model, lines: Vec<witness::Line>) -> Vec<Sentence> {
    let sentence = |line: witness::Line| Sentence {
        depth: line.depth,
        text: line.text,
        articles: articles(model, &line.articles),
    };
    lines.into_iter().map(sentence).collect()
}

struct Teller<'a> {
    verified: &'a Verified,
    model: &'a Model,
    lang: Lang,
}

impl Teller<'_> {
    fn answer(&self, answer: &Answer, standing: Standing) -> Told {
        let claim = &self.model.claims[answer.claim.index()];
        let mut assuming: Vec<String> = claim
            .assuming
            .assumptions
            .iter()
            .map(|a| self.model.assumptions[a.index()].name.clone())
            .collect();
        if claim.assuming.no_transfers || answer.verdict == Verdict::ProvedWithoutTransfers {
            assuming.push("no transfers".to_string());
        }
        Told {
            name: claim.name.clone(),
            kind: kind(claim.kind),
            instance: elements(self.model, &answer.instance),
            verdict: verdict::shown(&answer.verdict).key,
            clean_start: answer.clean_start.as_ref().map(|it| verdict::shown(it).key),
            reason: reason(&answer.verdict),
            limits: limits(&answer.verdict),
            expected: matches!(standing, Standing::Expected(_)),
            articles: articles(self.model, &answer.articles),
            assuming,
            readings: readings(self.model, &answer.readings),
            cases: match &answer.verdict {
                Verdict::TurnsOnReading(cases) => {
                    let settled = proof::settled(self.model, cases);
                    settled.iter().map(|under| self.case(claim, &answer.instance, under)).collect()
                }
                _ => Vec::new(),
            },
            world: answer.witness.as_deref().map(|w| self.world(claim, &answer.instance, w)),
            course: answer.witness.as_deref().and_then(|w| course::course(self.model, w, self.lang)),
            unexcluded: self.unexcluded(
                claim,
                &answer.instance,
                &answer.verdict,
                answer.unexcluded.as_deref(),
            ),
            filling: self.filling(answer.filling.as_ref()),
            at_stake: answer.at_stake.as_deref().map(|some| articles(self.model, some)),
            assumptions: self.premises(answer.assumptions.as_deref()),
            invariants: course::invariants(self.model, &answer.invariants, self.lang),
            fewest: answer.fewest.map(fewest),
            absences: absences(self.model, &answer.absences),
            place: claim.origin.span.map(|s| problem::place(s, &self.verified.resolved.sources)),
        }
    }

    fn case(&self, claim: &Claim, instance: &[ElementId], under: &Settled) -> ToldCase {
        let case = &under.case;
        ToldCase {
            readings: readings(self.model, &under.readings),
            shown_under: readings(self.model, &case.readings),
            verdict: verdict::shown(&case.verdict).key,
            reason: reason(&case.verdict),
            limits: limits(&case.verdict),
            articles: articles(self.model, &case.articles),
            world: case.witness.as_deref().map(|w| self.world(claim, instance, w)),
            course: case.witness.as_deref().and_then(|w| course::course(self.model, w, self.lang)),
            unexcluded: self.unexcluded(claim, instance, &case.verdict, case.unexcluded.as_deref()),
            filling: self.filling(case.filling.as_ref()),
            at_stake: case.at_stake.as_deref().map(|some| articles(self.model, some)),
            assumptions: self.premises(case.assumptions.as_deref()),
            invariants: course::invariants(self.model, &case.invariants, self.lang),
            fewest: case.fewest.map(fewest),
            absences: absences(self.model, &case.absences),
        }
    }

    fn premises(&self, sets: Option<&[Premises]>) -> Option<Vec<Vec<String>>> {
        sets.map(|sets| sets.iter().map(|set| basis::names(self.model, set, self.lang)).collect())
    }

    fn filling(&self, filling: Option<&Filling>) -> Vec<String> {
        filling.map_or_else(Vec::new, |filling| filling::phrases(self.model, filling, self.lang))
    }

    fn world(&self, claim: &Claim, instance: &[ElementId], witness: &Witness) -> World {
        self.told(witness, witness::story(self.model, claim, instance, witness, self.lang))
    }

    fn unexcluded(
        &self,
        claim: &Claim,
        instance: &[ElementId],
        verdict: &Verdict,
        world: Option<&Witness>,
    ) -> Option<World> {
        let (Some(world), Verdict::Undecided(reason)) = (world, verdict) else { return None };
        let premise = verdict::is_of_premise(*reason);
        let lines = witness::unexcluded(self.model, claim, instance, world, premise, self.lang);
        Some(self.told(world, lines))
    }

    fn told(&self, witness: &Witness, lines: Vec<witness::Line>) -> World {
        World { people: witness.names.clone(), story: sentences(self.model, lines) }
    }
}

fn fewest(found: Fewest) -> ToldFewest {
    ToldFewest { persons: found.persons, least: found.least }
}

fn absences(model: &Model, all: &[Absence]) -> Vec<ToldAbsence> {
    let told = all.iter().map(|absent| {
        let (possible, provisions) = match &absent.outcome {
            Without::Spared => (Some(true), &[][..]),
            Without::Needed(provisions) => (Some(false), &provisions[..]),
            Without::Turns | Without::Open => (None, &[][..]),
        };
        let post = absence::post(model, &absent.post);
        ToldAbsence { post, possible, articles: articles(model, provisions) }
    });
    told.collect()
}

fn reason(answer: &Verdict) -> Option<&'static str> {
    match answer {
        Verdict::Undecided(reason) => Some(verdict::reason_key(*reason)),
        _ => None,
    }
}

fn limits(answer: &Verdict) -> Option<Limits> {
    match answer {
        Verdict::Undecided(
            Reason::NoCourse { acts, people } | Reason::NoCourseToPremise { acts, people },
        ) => Some(Limits { acts: *acts, people: *people }),
        _ => None,
    }
}

/// How a claim was written, for programs.
pub fn kind(kind: ClaimKind) -> &'static str {
    match kind {
        ClaimKind::Always => "always",
        ClaimKind::Never => "never",
        ClaimKind::Possible => "possible",
        ClaimKind::Separate => "separate",
        ClaimKind::Only => "only",
        ClaimKind::Needs => "needs",
    }
}
