//! The output for programs: one JSON document per run, described by `docs/schema/kitei-1.json`.
//!
//! Every document has the same head (version, command, exit code, regulation, problems); each command adds its own
//! part. Fields are never removed or given another meaning without a new version.

mod claim;
mod course;
mod coverage;
mod diff;
mod impact;
mod import;
mod mutation;
mod period;
mod problem;
mod repair;
mod table;
mod ways;

use serde::Serialize;

use crate::model::scenario::ScenarioResult;
use crate::model::{Model, Scenario};
use crate::pipeline::impact::{Impact, Matrix};
use crate::pipeline::judge::Judgement;
use crate::pipeline::mutation::Mutation;
use crate::pipeline::period::Wording;
use crate::pipeline::repair::{Repairs, effects::Effects};
use crate::pipeline::{Resolved, Verified};
use crate::problem::{Lang, Problem};
use crate::proof::Ways;
use crate::report::diff::Comparison;
use crate::report::graph::Drawing;
use crate::report::period::Account;
use crate::source::Sources;
use crate::syntax::calendar::Date;
use crate::table::Table;
use crate::table::coverage::Coverage;

/// The version of the format.
const VERSION: u32 = 1;

/// What every document says.
#[derive(Debug, Serialize)]
struct Document<'a, Part: Serialize> {
    kitei: u32,
    command: &'a str,
    exit: u8,
    regulation: Option<Regulation<'a>>,
    problems: Vec<problem::Told>,
    #[serde(flatten)]
    part: Part,
}

/// Which regulation it is about.
#[derive(Debug, Serialize)]
struct Regulation<'a> {
    name: &'a str,
    number: Option<&'a str>,
    in_force: Option<String>,
}

/// The part of `verify`.
#[derive(Debug, Serialize)]
#[allow(clippy::struct_field_names)] // the names are those of the document
struct Claims {
    today: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    across: Option<Across>,
    claims: Vec<claim::Told>,
}

/// The part of `verify` about a period.
#[derive(Debug, Serialize)]
struct Periodic {
    today: String,
    period: period::Told,
}

/// That courses may begin under earlier wordings.
#[derive(Debug, Serialize)]
struct Across {
    days: Vec<Day>,
    claims: usize,
}

/// A day on which the wording changes.
#[derive(Debug, Serialize)]
struct Day {
    day: String,
    amendments: Vec<String>,
}

/// The part of `table`.
#[derive(Debug, Serialize)]
struct Tables<'a> {
    tables: Vec<table::ToldTable<'a>>,
}

/// The part of `scenario`.
#[derive(Debug, Serialize)]
struct Scenarios<'a> {
    scenarios: Vec<table::ToldScenario<'a>>,
}

/// The part of `coverage`.
#[derive(Debug, Serialize)]
struct Covered {
    coverage: coverage::Told,
}

/// The part of `mutate`.
#[derive(Debug, Serialize)]
struct Mutated {
    today: String,
    mutation: mutation::Told,
}

/// The part of `impact` about one provision.
#[derive(Debug, Serialize)]
struct Impacted {
    impact: impact::Told,
}

/// The part of `impact` about all of them.
#[derive(Debug, Serialize)]
struct Crossed {
    matrix: impact::ToldMatrix,
}

/// The part of `who` and `why`.
#[derive(Debug, Serialize)]
struct Answered {
    answer: ways::Told,
}

/// The part of `diff`.
#[derive(Debug, Serialize)]
struct Compared {
    today: String,
    comparison: diff::Told,
}

/// The part of `repair`.
#[derive(Debug, Serialize)]
struct Repaired {
    repair: repair::Told,
}

/// The part of `graph`.
#[derive(Debug, Serialize)]
struct Drawn<'a> {
    graph: Graph<'a>,
}

/// Boxes, and arrows between them by position.
#[derive(Debug, Serialize)]
struct Graph<'a> {
    nodes: Vec<Box<'a>>,
    arrows: Vec<Arrow>,
}

/// One box.
#[derive(Debug, Serialize)]
struct Box<'a> {
    name: &'a str,
    shape: &'static str,
}

/// One arrow.
#[derive(Debug, Serialize)]
struct Arrow {
    from: usize,
    to: usize,
    label: String,
    condition: bool,
}

/// The part of `import`.
#[derive(Debug, Serialize)]
struct Imported<'a> {
    rules: &'a str,
    provisions: Vec<import::Told>,
}

/// The part of `fmt`.
#[derive(Debug, Serialize)]
struct Files<'a> {
    files: Vec<File<'a>>,
}

/// One file.
#[derive(Debug, Serialize)]
struct File<'a> {
    file: &'a str,
    changed: bool,
}

/// A command without a part of its own.
#[derive(Debug, Serialize)]
struct Nothing {}

/// The document of `check`.
pub fn checked(resolved: &Resolved, lang: Lang, exit: u8) -> String {
    document("check", resolved, lang, exit, Nothing {})
}

/// The document of `table`.
pub fn tables(resolved: &Resolved, tables: &[Table], lang: Lang, exit: u8) -> String {
    let tables = tables.iter().map(|t| table::table(&resolved.model, t, lang)).collect();
    document("table", resolved, lang, exit, Tables { tables })
}

/// The document of `scenario`.
pub fn scenarios(
    resolved: &Resolved,
    results: &[(&Scenario, ScenarioResult)],
    lang: Lang,
    exit: u8,
) -> String {
    let one = |result| table::scenario(&resolved.model, result, &resolved.sources, lang);
    document("scenario", resolved, lang, exit, Scenarios { scenarios: results.iter().map(one).collect() })
}

/// The document of `coverage`.
pub fn coverage(resolved: &Resolved, coverage: &Coverage, lang: Lang, exit: u8) -> String {
    let told = coverage::told(&resolved.model, coverage, &resolved.sources);
    document("coverage", resolved, lang, exit, Covered { coverage: told })
}

/// The document of `mutate`.
pub fn mutated(
    resolved: &Resolved,
    mutation: &Mutation,
    problems: &[Problem],
    today: Date,
    lang: Lang,
    exit: u8,
) -> String {
    let told = mutation::told(&resolved.model, mutation, &resolved.sources);
    let part = Mutated { today: today.0.to_string(), mutation: told };
    let regulation = Some(regulation(&resolved.model));
    let problems = problem::told(problems, &resolved.sources, lang);
    print(&Document { kitei: VERSION, command: "mutate", exit, regulation, problems, part })
}

/// The document of `impact` about one provision.
pub fn impact(verified: &Verified, impact: &Impact, lang: Lang, exit: u8) -> String {
    proved("impact", verified, lang, exit, Impacted { impact: impact::told(verified, impact) })
}

/// The document of `impact` about every provision.
pub fn matrix(verified: &Verified, matrix: &Matrix, lang: Lang, exit: u8) -> String {
    proved("impact", verified, lang, exit, Crossed { matrix: impact::matrix(verified, matrix) })
}

/// The document of `repair`.
pub fn repaired(
    resolved: &Resolved,
    repairs: &Repairs,
    effects: Option<&[Effects]>,
    lang: Lang,
    exit: u8,
) -> String {
    let part = Repaired { repair: repair::told(&resolved.model, repairs, effects, lang) };
    let problems = problem::told(&repairs.now.problems, &resolved.sources, lang);
    let regulation = Some(regulation(&resolved.model));
    print(&Document { kitei: VERSION, command: "repair", exit, regulation, problems, part })
}

/// The document of `diff`. The problems of the old wording stand before those of the new.
pub fn compared(comparison: &Comparison, today: Date) -> String {
    let sides = comparison.sides;
    let both = [sides.old, sides.new].into_iter().zip(&comparison.diff.problems);
    let problems =
        both.flat_map(|(side, found)| problem::told(found, &side.sources, comparison.lang)).collect();
    let part = Compared { today: today.0.to_string(), comparison: diff::told(comparison) };
    let (regulation, exit) = (Some(regulation(&sides.new.model)), comparison.exit);
    print(&Document { kitei: VERSION, command: "diff", exit, regulation, problems, part })
}

/// The document of `verify` about a period.
pub fn period(account: &Account, today: Date) -> String {
    let told =
        |(wording, found): (&Wording, &Problem)| problem::one(found, &wording.resolved.sources, account.lang);
    let problems = account.problems().map(told).collect();
    let last = account.period.wordings.last();
    let regulation = last.map(|wording| regulation(&wording.resolved.model));
    let part = Periodic { today: today.0.to_string(), period: period::told(account) };
    print(&Document { kitei: VERSION, command: "verify", exit: account.exit, regulation, problems, part })
}

/// The document of `graph`.
pub fn graph(resolved: &Resolved, drawing: &Drawing, lang: Lang, exit: u8) -> String {
    let nodes = drawing.nodes.iter().map(|(name, shape)| Box { name, shape: shape.key() }).collect();
    let arrow = |(from, to, label, condition): &(usize, usize, String, bool)| Arrow {
        from: *from,
        to: *to,
        label: label.clone(),
        condition: *condition,
    };
    let arrows = drawing.arrows.iter().map(arrow).collect();
    document("graph", resolved, lang, exit, Drawn { graph: Graph { nodes, arrows } })
}

/// The document of `fmt`: every file, and whether it was (or should be) changed.
pub fn laid_out(files: &[(&str, bool)], exit: u8) -> String {
    let files = files.iter().map(|(file, changed)| File { file, changed: *changed }).collect();
    let part = Files { files };
    print(&Document { kitei: VERSION, command: "fmt", exit, regulation: None, problems: Vec::new(), part })
}

/// The document of `import`: the rules to begin with, and every provision they list.
pub fn imported(
    text: &crate::import::Document,
    rules: &str,
    problems: &[Problem],
    sources: &Sources,
    lang: Lang,
    exit: u8,
) -> String {
    let regulation =
        text.name.as_deref().map(|name| Regulation { name, number: text.number.as_deref(), in_force: None });
    let part = Imported { rules, provisions: import::told(text, sources) };
    let problems = problem::told(problems, sources, lang);
    print(&Document { kitei: VERSION, command: "import", exit, regulation, problems, part })
}

/// The document of a command that could not begin.
pub fn stopped(problems: &[Problem], sources: &Sources, lang: Lang, exit: u8) -> String {
    let problems = problem::told(problems, sources, lang);
    print(&Document { kitei: VERSION, command: "", exit, regulation: None, problems, part: Nothing {} })
}

/// The document of `who` or `why`.
pub fn asked(
    command: &str,
    question: &str,
    resolved: &Resolved,
    found: &Ways,
    lang: Lang,
    exit: u8,
) -> String {
    let problems = problem::told(&found.problems, &resolved.sources, lang);
    let part = Answered { answer: ways::told(question, found, lang) };
    let regulation = Some(regulation(&resolved.model));
    print(&Document { kitei: VERSION, command, exit, regulation, problems, part })
}

/// The document of `verify`.
pub fn verified(verified: &Verified, judgement: &Judgement, today: Date, lang: Lang, exit: u8) -> String {
    let resolved = &verified.resolved;
    let found = verified.report.problems.iter().chain(&judgement.problems).chain(&verified.findings);
    let mut problems = problem::told(&resolved.problems, &resolved.sources, lang);
    problems.extend(found.map(|p| problem::one(p, &resolved.sources, lang)));
    let across = verified.across.as_ref().map(|across| Across {
        days: across
            .days
            .iter()
            .map(|it| Day { day: it.day.0.to_string(), amendments: it.amendments.clone() })
            .collect(),
        claims: across.concerned,
    });
    let claims = claim::told(verified, judgement, lang);
    let part = Claims { today: today.0.to_string(), across, claims };
    let regulation = Some(regulation(&resolved.model));
    print(&Document { kitei: VERSION, command: "verify", exit, regulation, problems, part })
}

/// A document with what went wrong in a proof.
fn proved<Part: Serialize>(command: &str, verified: &Verified, lang: Lang, exit: u8, part: Part) -> String {
    let resolved = &verified.resolved;
    let mut problems = problem::told(&resolved.problems, &resolved.sources, lang);
    problems.extend(problem::told(&verified.report.problems, &resolved.sources, lang));
    let regulation = Some(regulation(&resolved.model));
    print(&Document { kitei: VERSION, command, exit, regulation, problems, part })
}

fn document<Part: Serialize>(command: &str, resolved: &Resolved, lang: Lang, exit: u8, part: Part) -> String {
    let problems = problem::told(&resolved.problems, &resolved.sources, lang);
    let regulation = Some(regulation(&resolved.model));
    print(&Document { kitei: VERSION, command, exit, regulation, problems, part })
}

fn regulation(model: &Model) -> Regulation<'_> {
    Regulation {
        name: &model.name,
        number: model.number.as_deref(),
        in_force: model.in_force.map(|date| date.0.to_string()),
    }
}

fn print(value: &impl Serialize) -> String {
    // Only maps with keys that are no strings and floats that are no numbers cannot be written; there are none.
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}
