//! `kitei why`: whether somebody may do an act always, sometimes or never; what a refusal turns on, what would change it.

use clap::{ArgMatches, Command};

use super::exit::Ran;
use super::verify::limits;
use super::{Context, Entry, arguments, hand_over, who};
use crate::pipeline::Question;
use crate::problem::{Lang, Text};

pub(super) const ENTRY: Entry = Entry { name: "why", formats: super::PLAIN, define, run };

fn define(lang: Lang) -> Command {
    let usage = Text {
        en: "kitei why [OPTIONS] [PATH] 'WHO may ACT(ARGUMENTS)'",
        ja: "kitei why [オプション] [場所] '誰 は 行為(引数) できる'",
    };
    let about = Text {
        en: "Tell whether somebody may do an act, why, and what a refusal turns on",
        ja: "ある者にある行為ができるか、そのわけと、できないときに何が変わればよいかを示す",
    };
    let question = arguments::positional(
        lang,
        "name",
        Text { en: "QUESTION", ja: "問い" },
        Text {
            en: "An office, role or fact (or a letter, for anybody), `may`, and an act",
            ja: "職、役割または事実(誰でもよければ一文字)、「は」、行為、「できる」",
        },
    );
    let [acts, people, effort, still] = limits::options(lang);
    let own = [arguments::path(lang), question, acts, people, effort, still];
    arguments::command(lang, "why", usage, about, own)
}

fn run(matches: &ArgMatches, context: &Context) -> Ran {
    let Some(prover) = context.prover else { return hand_over::to_prover(&context.args) };
    who::asked(matches, context, prover, |words| Question::Why(words))
}
