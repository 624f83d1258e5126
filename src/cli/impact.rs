//! `kitei impact`: what rests on a provision, or which answers rest on which.

use clap::{ArgMatches, Command};

use super::exit::{Exit, Ran, Stop};
use super::load::{self, Target};
use super::surroundings::Format;
use super::table::computed;
use super::verify::{failed, limits};
use super::{Context, Entry, arguments, find, hand_over, output, progress, usage};
use crate::model::{Model, Provision, ProvisionId};
use crate::pipeline::{Verified, impact};
use crate::problem::{Lang, Problem, Text};
use crate::proof::Options;
use crate::report;
use crate::syntax;
use crate::table::Table;

pub(super) const ENTRY: Entry = Entry { name: "impact", formats: super::TABLES, define, run };

fn define(lang: Lang) -> Command {
    let usage = Text {
        en: "kitei impact [OPTIONS] [PATH] [PROVISION]",
        ja: "kitei impact [オプション] [場所] [条項]",
    };
    let about = Text {
        en: "Tell what rests on a provision: declarations, answers, cells of tables, other provisions",
        ja: "ある条項に、どの規範・検証・表の欄・ほかの条項がよっているかを示す",
    };
    let provision = arguments::positional(
        lang,
        "name",
        Text { en: "PROVISION", ja: "条項" },
        Text {
            en: "Its number, as rules may cite it [default: a table of all properties and provisions]",
            ja: "条項の番号(省略すると、すべての検証と条項の表)",
        },
    );
    let stakes = Text {
        en: "Of what is proved, find out whether the provision is at stake",
        ja: "成り立つことについて、条項が変わると揺らぐかも調べる",
    };
    let [acts, people, effort, still] = limits::options(lang);
    let own = [
        arguments::path(lang),
        provision,
        arguments::flag(lang, "at-stake", stakes),
        arguments::markdown(),
        acts,
        people,
        effort,
        still,
    ];
    arguments::command(lang, "impact", usage, about, own)
}

fn run(matches: &ArgMatches, context: &Context) -> Ran {
    let Target { path, name } = load::target(matches)?;
    let resolved = context.resolved(matches, load::regulation(&path)?)?;
    if Exit::Good.unless_wrong(&resolved.problems) != Exit::Good {
        return Ok(context.tell_errors(&resolved));
    }
    let wanted = name.map(|name| wanted(&resolved.model, &name)).transpose()?;
    let markdown = context.surroundings.format == Format::Markdown || matches.get_flag("markdown");
    if wanted.is_some() && markdown {
        let command = "impact PROVISION";
        return Err(usage::no_format("markdown", command, super::PLAIN, context.surroundings.lang).into());
    }
    let Some(prover) = context.prover else { return hand_over::to_prover(&context.args) };
    let options = Options { stakes: matches.get_flag("at-stake"), ..limits::of(matches) };
    let verified = progress::watch(context.surroundings, || resolved.verify(prover, &options));
    if let Some(failure) = &verified.report.failure {
        return Err(failed(failure));
    }
    let exit = Exit::Good.unless_wrong(&verified.report.problems);
    let told = match wanted {
        Some(provision) => {
            // There is a prover, so none of them is left out.
            let model = &verified.resolved.model;
            let tables = computed(model, &model.publications, context).unwrap_or_default();
            one(context, &verified, provision, &tables, exit)
        }
        None => all(context, &verified, markdown, exit),
    };
    if context.surroundings.format != Format::Json {
        context.show_problems(&verified.report.problems, &verified.resolved.sources);
    }
    output::results(&told);
    Ok(exit)
}

/// What rests on one provision.
fn one(
    context: &Context,
    verified: &Verified,
    provision: ProvisionId,
    tables: &[Table],
    exit: Exit,
) -> String {
    let model = &verified.resolved.model;
    let impact = impact::of(model, provision, &verified.report, tables);
    let style = context.surroundings.out;
    if context.surroundings.format == Format::Json {
        return report::json::impact(verified, &impact, style.lang, exit.code());
    }
    report::impact::account(model, &verified.report, &impact, style)
}

/// Which answers rest on which provisions.
fn all(context: &Context, verified: &Verified, markdown: bool, exit: Exit) -> String {
    let model = &verified.resolved.model;
    let matrix = impact::matrix(model, &verified.report);
    let style = context.surroundings.out;
    if context.surroundings.format == Format::Json {
        return report::json::matrix(verified, &matrix, style.lang, exit.code());
    }
    let sheet = report::matrix::sheet(model, &verified.report, &matrix, style);
    if markdown {
        return report::markdown::draw(&sheet);
    }
    let pieces = report::matrix::pieces(&sheet, style);
    pieces.iter().map(|piece| report::grid::draw(piece, style)).collect::<Vec<_>>().join("\n")
}

/// The provision of this number, in any spelling.
fn wanted(model: &Model, number: &str) -> Result<ProvisionId, Stop> {
    let path = syntax::provision_path(&find::folded(number)).map(|path| path.concat());
    let of_path = |p: &Provision| path.as_ref().is_some_and(|path| *path == p.path.concat());
    let found = model.provisions.iter().position(of_path);
    let found = found.map_or_else(
        || {
            let numbers: Vec<String> = model.provisions.iter().map(Provision::number).collect();
            let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
            let name = find::name(number, &numbers, Text { en: "provision", ja: "条項" })?;
            Ok::<_, Problem>(numbers.iter().position(|n| *n == name).unwrap_or_default())
        },
        Ok,
    )?;
    Ok(ProvisionId::from_index(found))
}
