//! `kitei scenario`: every example course, run by the reference meaning.

use clap::{ArgMatches, Command};

use super::exit::{Exit, Ran, Stop};
use super::load::{self, Target};
use super::surroundings::Format;
use super::{Context, Entry, arguments, find, output};
use crate::model::Scenario;
use crate::model::scenario::{self, ScenarioOutcome, ScenarioResult};
use crate::pipeline::Resolved;
use crate::problem::{Lang, Problem, Text};
use crate::report;

pub(super) const ENTRY: Entry = Entry { name: "scenario", formats: super::PLAIN, define, run };

fn define(lang: Lang) -> Command {
    let usage = Text {
        en: "kitei scenario [OPTIONS] [PATH] [NAME]",
        ja: "kitei scenario [オプション] [場所] [名前]",
    };
    let about = Text { en: "Run the examples of a regulation", ja: "規程の事例を実行する" };
    let name = arguments::positional(
        lang,
        "name",
        Text { en: "NAME", ja: "名前" },
        Text { en: "Only this scenario [default: all]", ja: "この事例だけ(省略するとすべて)" },
    );
    arguments::command(lang, "scenario", usage, about, [arguments::path(lang), name])
}

fn run(matches: &ArgMatches, context: &Context) -> Ran {
    let Target { path, name } = load::target(matches)?;
    let resolved = context.resolved(matches, load::regulation(&path)?)?;
    let results: Vec<(&Scenario, ScenarioResult)> = wanted(&resolved, name.as_deref())?
        .into_iter()
        .map(|s| (s, scenario::run(&resolved.model, s)))
        .collect();
    let worst = results.iter().map(|(_, r)| r.outcome).max().unwrap_or(ScenarioOutcome::Passed);
    let exit = match worst {
        ScenarioOutcome::Passed => Exit::Good,
        ScenarioOutcome::Failed => Exit::NotProved,
        ScenarioOutcome::Wrong => Exit::WrongInput,
    };
    let exit = exit.unless_wrong(&resolved.problems);
    if context.surroundings.format == Format::Json {
        output::results(&report::json::scenarios(
            &resolved,
            &results,
            context.surroundings.lang,
            exit.code(),
        ));
        return Ok(exit);
    }
    let errors = resolved.problems.iter().filter(|p| p.is_error());
    let problems: Vec<Problem> =
        errors.chain(results.iter().flat_map(|(_, r)| &r.problems)).cloned().collect();
    context.show_problems(&problems, &resolved.sources);
    output::results(&report::scenarios::results(&resolved.model, &results, context.surroundings.out));
    Ok(exit)
}

fn wanted<'a>(resolved: &'a Resolved, name: Option<&str>) -> Result<Vec<&'a Scenario>, Stop> {
    let all = &resolved.model.scenarios;
    let Some(name) = name else { return Ok(all.iter().collect()) };
    let names: Vec<&str> = all.iter().map(|s| s.name.as_str()).collect();
    let found = find::name(name, &names, Text { en: "scenario", ja: "事例" })?;
    Ok(all.iter().filter(|s| s.name == found).collect())
}
