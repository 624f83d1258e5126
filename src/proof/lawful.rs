//! Whether any world is lawful at all under the assumptions that a claim names. Nothing is proved where none is.

use super::claim::Posed;
use super::fault::{self, Fault};
use super::fold::Env;
use super::guard;
use super::prop::Prop;
use super::question::Question;
use super::rests::Rests;
use super::session::Session;
use crate::problem::Problem;
use crate::problem::catalogue::proof::NO_LAWFUL_WORLD;

/// The problem that no world meets the assumptions, with a least set of provisions that contradict each other.
///
/// The assumptions are unsatisfiable iff no lawful world meets them.
pub fn contradiction(session: &mut Session, posed: &Posed) -> Option<Problem> {
    let assumptions = posed.assumptions();
    if *assumptions == Prop::True || fault::on(Fault::LawUnchecked) {
        return None;
    }
    let asked = Question::new(posed.constants, assumptions.clone()).ask(&Env::default())?;
    // Where the solver gives up nothing is said here; no claim is proved then either, since its premise must be shown.
    if session.satisfiable(posed.constants, &asked.prop) != Ok(false) {
        return None;
    }
    let model = session.model;
    let least =
        Rests::new(posed.constants, assumptions.clone()).on(session, &Env::default()).unwrap_or_default();
    let articles: Vec<String> =
        guard::articles(model, &least).iter().map(|id| model.provisions[id.index()].number()).collect();
    let mut problem = Problem::new(&NO_LAWFUL_WORLD).name("claim", &posed.claim.name);
    for span in posed.claim.origin.span.into_iter().chain(least.iter().filter_map(|guard| guard.span(model)))
    {
        let key = if problem.labels.is_empty() { "claim" } else { "contradicts" };
        problem = problem.label(span, key);
    }
    let readings: Vec<String> = posed
        .choices
        .iter()
        .map(|choice| {
            let reading = &model.readings[choice.reading.index()];
            format!("{} = {}", reading.name, reading.options[choice.option as usize].name)
        })
        .collect();
    if !readings.is_empty() {
        problem = problem.plain("readings", readings.join(", ")).help("readings");
    }
    Some(problem.plain("articles", articles.join(", ")))
}
