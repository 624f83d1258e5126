//! `kitei graph`: who names whom, who may do what, as a drawing.

use clap::{ArgMatches, Command};

use super::exit::{Exit, Ran};
use super::load::{self, given_path};
use super::surroundings::Format;
use super::{Context, Entry, arguments, output};
use crate::problem::{Lang, Text};
use crate::report::graph::{self, View};
use crate::report::json;

pub(super) const ENTRY: Entry = Entry { name: "graph", formats: super::PLAIN, define, run };

fn define(lang: Lang) -> Command {
    let usage = Text { en: "kitei graph [OPTIONS] [PATH]", ja: "kitei graph [オプション] [場所]" };
    let about = Text {
        en: "Draw who names whom and who may do what",
        ja: "誰が誰を指定し、誰が何をできるかを図にする",
    };
    let dot = Text {
        en: "For Graphviz (this is the default)", ja: "Graphviz 用に書く(省略したときと同じ)"
    };
    let mermaid = Text { en: "For Mermaid", ja: "Mermaid 用に書く" };
    let view = Text {
        en: "What to draw [default: appointments]",
        ja: "描くもの(省略すると appointments: 任命)",
    };
    let own = [
        arguments::path(lang),
        arguments::flag(lang, "dot", dot),
        arguments::flag(lang, "mermaid", mermaid).conflicts_with("dot"),
        arguments::choice(lang, "view", "appointments|acts|all", view),
    ];
    arguments::command(lang, "graph", usage, about, own)
}

fn run(matches: &ArgMatches, context: &Context) -> Ran {
    let resolved = context.resolved(matches, load::regulation(given_path(matches))?)?;
    let lang = context.surroundings.lang;
    let exit = Exit::Good.unless_wrong(&resolved.problems);
    let errors: Vec<_> = resolved.problems.iter().filter(|p| p.is_error()).cloned().collect();
    let view = match matches.get_one::<String>("view").map(String::as_str) {
        Some("acts") => View::Acts,
        Some("all") => View::All,
        _ => View::Appointments,
    };
    let drawing = graph::view(&resolved.model, view, lang);
    if context.surroundings.format == Format::Json {
        output::results(&json::graph(&resolved, &drawing, lang, exit.code()));
        return Ok(exit);
    }
    context.show_problems(&errors, &resolved.sources);
    output::results(&if matches.get_flag("mermaid") {
        graph::mermaid(&drawing, lang)
    } else {
        graph::dot(&drawing, &resolved.model.name)
    });
    Ok(exit)
}
