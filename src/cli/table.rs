//! `kitei table`: published tables, every cell computed from the meaning.

use clap::{ArgMatches, Command};

use super::exit::{Exit, Ran, Stop};
use super::load::{self, Target};
use super::surroundings::Format;
use super::{Context, Entry, arguments, find, hand_over, output, progress};
use crate::model::{Model, Publication};
use crate::pipeline::Resolved;
use crate::problem::{Lang, Text};
use crate::report;
use crate::table::{self, Table};

pub(super) const ENTRY: Entry = Entry { name: "table", formats: super::TABLES, define, run };

fn define(lang: Lang) -> Command {
    let usage = Text {
        en: "kitei table [OPTIONS] [PATH] [NAME]",
        ja: "kitei table [オプション] [場所] [名前]",
    };
    let about = Text {
        en: "Print the published tables, computed from the rules",
        ja: "公表する表を、規範から計算して表示する",
    };
    let name = arguments::positional(
        lang,
        "name",
        Text { en: "NAME", ja: "名前" },
        Text { en: "Only this table [default: all]", ja: "この表だけ(省略するとすべて)" },
    );
    let articles =
        Text { en: "Tell the articles that decide each cell", ja: "各欄を決める条文を示す" };
    let own =
        [arguments::path(lang), name, arguments::flag(lang, "articles", articles), arguments::markdown()];
    arguments::command(lang, "table", usage, about, own)
}

fn run(matches: &ArgMatches, context: &Context) -> Ran {
    let Target { path, name } = load::target(matches)?;
    let resolved = context.resolved(matches, load::regulation(&path)?)?;
    let exit = Exit::Good.unless_wrong(&resolved.problems);
    if exit != Exit::Good {
        context.show_problems(&resolved.problems, &resolved.sources);
        return Ok(exit);
    }
    let wanted = wanted(&resolved, name.as_deref())?;
    let Some(tables) = computed(&resolved.model, wanted, context) else {
        return hand_over::to_prover(&context.args);
    };
    let style = context.surroundings.out;
    if context.surroundings.format == Format::Json {
        output::results(&report::json::tables(&resolved, &tables, style.lang, exit.code()));
        return Ok(exit);
    }
    let draw = |table: &Table| {
        let sheet = report::sheet::sheet(&resolved.model, table, matches.get_flag("articles"), style);
        if context.surroundings.format == Format::Markdown || matches.get_flag("markdown") {
            report::markdown::draw(&sheet)
        } else {
            report::grid::draw(&sheet, style)
        }
    };
    output::results(&tables.iter().map(draw).collect::<Vec<_>>().join("\n"));
    Ok(exit)
}

/// The tables asked for.
fn wanted<'a>(resolved: &'a Resolved, name: Option<&str>) -> Result<Vec<&'a Publication>, Stop> {
    let all = &resolved.model.publications;
    let names: Vec<&str> = all.iter().map(|p| p.name.as_str()).collect();
    let what = Text { en: "published table", ja: "公表する表" };
    match name {
        Some(name) => {
            let found = find::name(name, &names, what)?;
            Ok(all.iter().filter(|p| p.name == found).collect())
        }
        None if all.is_empty() => Err(find::unknown("*", &names, what).into()),
        None => Ok(all.iter().collect()),
    }
}

/// Every table; `None` if one of them needs the solver and this program has none.
pub(super) fn computed<'a>(
    model: &Model,
    wanted: impl IntoIterator<Item = &'a Publication>,
    context: &Context,
) -> Option<Vec<Table>> {
    let decided = |wanted| {
        let prover = context.prover?;
        Some(progress::watch(context.surroundings, || (prover.table)(model, wanted)))
    };
    wanted.into_iter().map(|wanted| table::fold(model, wanted).or_else(|| decided(wanted))).collect()
}
