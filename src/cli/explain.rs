//! `kitei explain`: a declaration with all sugar gone, or the page of a problem.

use clap::{ArgMatches, Command};

use super::exit::{Exit, Ran};
use super::load::{self, given_path};
use super::{Context, Entry, arguments, find, hand_over, output, progress, verify};
use crate::problem::{Lang, Text};
use crate::proof::Options;
use crate::report;

pub(super) const ENTRY: Entry = Entry { name: "explain", formats: super::PLAIN, define, run };

fn define(lang: Lang) -> Command {
    let usage = Text {
        en: "kitei explain [OPTIONS] CODE\n       kitei explain [OPTIONS] [PATH] NAME",
        ja: "kitei explain [オプション] 問題の符号\n        kitei explain [オプション] [場所] 名前",
    };
    let about = Text {
        en: "Explain a problem by its code, or a declaration by its name",
        ja: "問題をその符号から、宣言をその名前から説明する",
    };
    let name = arguments::positional(
        lang,
        "name",
        Text { en: "NAME", ja: "名前" },
        Text {
            en: "A code, an article, or the name of any declaration; of a claim, also why it is proved",
            ja: "問題の符号、条項、または宣言の名前(検証は、成り立つわけも示す)",
        },
    );
    arguments::command(lang, "explain", usage, about, [arguments::path(lang), name])
}

fn run(matches: &ArgMatches, context: &Context) -> Ran {
    let given = (given_path(matches).to_string_lossy(), matches.get_one::<String>("name"));
    let word = given.1.map_or(&*given.0, String::as_str);
    if let Some(page) = report::manual::find(word, context.surroundings.lang) {
        output::results(&page);
        return Ok(Exit::Good);
    }
    let path = if given.1.is_some() { load::target(matches)?.path } else { ".".into() };
    let resolved = context.resolved(matches, load::regulation(&path)?)?;
    let names = report::explain::names(&resolved.model);
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let found = find::name(word, &names, Text { en: "declaration named", ja: "宣言" })?;
    let declared = report::explain::declarations(&resolved.model, found, context.surroundings.out);
    if !resolved.model.claims.iter().any(|claim| claim.name == found) {
        output::results(&declared);
        return Ok(Exit::Good);
    }
    let Some(prover) = context.prover else {
        // Without the prover the declaration can be explained all the same.
        return hand_over::to_prover(&context.args).or_else(|stop| {
            context.tell(&stop.problems, stop.exit);
            output::results(&declared);
            Ok(Exit::Good)
        });
    };
    let options = Options { claims: vec![found.to_string()], ..Options::default() };
    let verified = progress::watch(context.surroundings, || resolved.verify(prover, &options));
    if let Some(failure) = &verified.report.failure {
        return Err(verify::failed(failure));
    }
    let (model, style) = (&verified.resolved.model, context.surroundings.out);
    output::results(&format!("{declared}{}", report::invariant::proofs(model, &verified.report, style)));
    Ok(Exit::Good)
}
