//! What a case of each stage prints.

use std::fmt::Write;

use kitei::model::{lint, scenario};
use kitei::pipeline::{Loaded, Parsed, Resolved, judge, mutation};
use kitei::problem::{Lang, Problem, catalogue};
use kitei::proof;
use kitei::report::{self, Style, claims, grid, sheet, text, verdict};
use kitei::source::Sources;
use kitei::syntax::calendar::{self, Date};
use kitei::table;

use super::prover::PROVER;
use super::{outline, summary};

/// Narrow and of fixed width, so that snapshots are the same on every screen.
const WIDTH: usize = 80;

/// The output of a case of `stage`.
pub fn run(stage: &str, loaded: Loaded) -> String {
    match stage {
        "syntax" => syntax(&loaded.parse()),
        "format" => format(&loaded.parse()),
        "model" => {
            let resolved = resolved(loaded);
            problems(&resolved.problems, &resolved.sources)
        }
        "meaning" => meaning(&resolved(loaded)),
        "proof" => proof(&resolved(loaded)),
        "audit" => audit(&resolved(loaded)),
        "scenario" => scenarios(&resolved(loaded)),
        "table" => tables(&resolved(loaded)),
        "mutation" => mutants(&resolved(loaded)),
        other => panic!("there is no stage `{other}`: see tests/support/stages.rs"),
    }
}

/// The wording of the day on which every case is looked at.
fn resolved(loaded: Loaded) -> Resolved {
    loaded.parse().at(today()).resolve()
}

/// The first day of 2026.
fn today() -> Date {
    calendar::gregorian(2026, 1, 1).expect("a day")
}

/// Problems of reading, and what was understood.
fn syntax(parsed: &Parsed) -> String {
    let mut out = problems(&parsed.problems, &parsed.sources);
    for tree in &parsed.trees {
        writeln!(out, "== {} ==", parsed.sources.get(tree.file).path).expect("memory");
        out.push_str(&outline::items(&tree.items, &parsed.sources));
    }
    out
}

/// Problems of reading, then the first file laid out: as it is written, and in each language.
fn format(parsed: &Parsed) -> String {
    let mut out = problems(&parsed.problems, &parsed.sources);
    for (title, lang) in
        [("as written", None), ("in English", Some(Lang::En)), ("in Japanese", Some(Lang::Ja))]
    {
        writeln!(out, "== {title} ==\n{}", parsed.laid_out(lang).expect("a file")).expect("memory");
    }
    out
}

/// What a regulation means, after its errors if it has any.
fn meaning(resolved: &Resolved) -> String {
    let errors: Vec<Problem> = resolved.problems.iter().filter(|p| p.is_error()).cloned().collect();
    problems(&errors, &resolved.sources) + &summary::model(&resolved.model)
}

/// The same, then every claim's answer.
fn proof(resolved: &Resolved) -> String {
    let report = proof::verify(&resolved.model, &proof::Options::default());
    let judgement = judge::judge(&resolved.model, &report, today(), verdict::word);
    let mut all = resolved.problems.clone();
    all.extend(report.problems.iter().chain(&judgement.problems).cloned());
    let mut out = problems(&all, &resolved.sources);
    for lang in [Lang::En, Lang::Ja] {
        let answers = claims::answers(&resolved.model, &report, &judgement, style(lang));
        let tally = claims::tally(&report, &judgement, style(lang));
        writeln!(out, "== {} ==\n{answers}\n{tally}", name(lang)).expect("memory");
    }
    out
}

/// What the prover finds without being asked, after the errors if there are any.
fn audit(resolved: &Resolved) -> String {
    let found = proof::audit(&resolved.model, &proof::Options::default()).expect("no failure");
    let mut all: Vec<Problem> = resolved.problems.iter().filter(|p| p.is_error()).cloned().collect();
    let found = lint::accepted(&resolved.model, found, catalogue::audit::ALL);
    all.extend(resolved.levels.applied(found));
    problems(&all, &resolved.sources)
}

/// The same problems, then those of each scenario.
fn scenarios(resolved: &Resolved) -> String {
    let mut out = problems(&resolved.problems, &resolved.sources);
    for one in &resolved.model.scenarios {
        let result = scenario::run(&resolved.model, one);
        writeln!(out, "== {}: {:?} ==", one.name, result.outcome).expect("memory");
        out.push_str(&problems(&result.problems, &resolved.sources));
    }
    out
}

/// Every published table, drawn.
fn tables(resolved: &Resolved) -> String {
    let mut out = problems(&resolved.problems, &resolved.sources);
    for publication in &resolved.model.publications {
        let table = table::compute(&resolved.model, publication, None);
        for lang in [Lang::En, Lang::Ja] {
            let sheet = sheet::sheet(&resolved.model, &table, true, style(lang));
            writeln!(out, "== {} ==\n{}", name(lang), grid::draw(&sheet, style(lang))).expect("memory");
        }
    }
    out
}

/// What nobody would notice.
fn mutants(resolved: &Resolved) -> String {
    let found = mutation::run(resolved, PROVER, &mutation::Asked::usual(), today()).expect("no failure");
    let mut out = problems(&resolved.problems, &resolved.sources);
    out.push_str(&problems(&found.problems, &resolved.sources));
    for lang in [Lang::En, Lang::Ja] {
        let account = report::mutation::account(resolved, &found, style(lang));
        writeln!(out, "== {} ==\n{account}", name(lang)).expect("memory");
    }
    out
}

fn style(lang: Lang) -> Style {
    Style { width: WIDTH, ..Style::plain(lang) }
}

fn name(lang: Lang) -> &'static str {
    if lang == Lang::Ja { "ja" } else { "en" }
}

/// The same problems in both languages.
fn problems(problems: &[Problem], sources: &Sources) -> String {
    if problems.is_empty() {
        return String::new();
    }
    let told = |lang| text::problems(problems, sources, style(lang));
    format!("== en ==\n{}== ja ==\n{}", told(Lang::En), told(Lang::Ja))
}
