//! `kitei repair`: the least amendments that would make a claim hold, each proved, and what else they would change.

use clap::{ArgMatches, Command};

use super::exit::{Exit, Ran};
use super::load::{self, Target};
use super::surroundings::Format;
use super::verify::{failed, limits};
use super::{Context, Entry, arguments, find, hand_over, output, progress};
use crate::model::{Claim, ClaimId, ElementId, Model, Sort};
use crate::pipeline::repair::{self, Asked, Limits, Repairs, effects};
use crate::problem::catalogue::input;
use crate::problem::{Lang, Problem, Text};
use crate::report;

pub(super) const ENTRY: Entry = Entry { name: "repair", formats: super::PLAIN, define, run };

fn define(lang: Lang) -> Command {
    let usage = Text {
        en: "kitei repair [OPTIONS] [PATH] PROPERTY",
        ja: "kitei repair [オプション] [場所] 検証の名",
    };
    let about = Text {
        en: "Propose the least amendments that would make a property hold",
        ja: "検証が成り立つようにする、最小限の改正の案を示す",
    };
    let property = arguments::positional(
        lang,
        "name",
        Text { en: "PROPERTY", ja: "検証" },
        Text {
            en: "Its name, with its elements in brackets if only that instance is meant",
            ja: "検証の名(一つの場合だけなら、名の後に要素を括弧で書く)",
        },
    );
    let alone = Text {
        en: "Do not find out what else each amendment would change",
        ja: "それぞれの改正でほかに何が変わるかを調べない",
    };
    let [acts, people, effort, still] = limits::options(lang);
    let alone = arguments::flag(lang, "alone", alone);
    let own = [arguments::path(lang), property, alone, acts, people, effort, still];
    arguments::command(lang, "repair", usage, about, own)
}

fn run(matches: &ArgMatches, context: &Context) -> Ran {
    let Some(prover) = context.prover else { return hand_over::to_prover(&context.args) };
    let Target { path, name } = load::target(matches)?;
    let name = name.ok_or_else(|| {
        let problem = Problem::new(&input::WRONG_ARGUMENTS).plain("why", "kitei repair PATH PROPERTY");
        problem.plain("command", "kitei repair").help("see_help")
    })?;
    let resolved = context.resolved(matches, load::regulation(&path)?)?;
    if Exit::Good.unless_wrong(&resolved.problems) != Exit::Good {
        return Ok(context.tell_errors(&resolved));
    }
    let (claim, instance) = asked(&resolved.model, &name)?;
    let asked = Asked { claim, instance, options: limits::of(matches), limits: Limits::default() };
    let found = progress::watch(context.surroundings, || repair::offered(&resolved, prover, &asked));
    let repairs = found.map_err(|failure| failed(&failure))?;
    let compare = || effects::of(&resolved, prover, claim, &repairs.offered, &asked.options);
    let effects = (!matches.get_flag("alone")).then(|| progress::watch(context.surroundings, compare));
    let effects = effects.transpose().map_err(|failure| failed(&failure))?;
    let exit = exit(&repairs);
    let style = context.surroundings.out;
    if context.surroundings.format == Format::Json {
        let told = report::json::repaired(&resolved, &repairs, effects.as_deref(), style.lang, exit.code());
        output::results(&told);
        return Ok(exit);
    }
    context.show_problems(&repairs.now.problems, &resolved.sources);
    output::results(&report::repair::account(&resolved.model, &repairs, effects.as_deref(), style));
    Ok(exit)
}

/// Good if there is a repair, or nothing to be repaired.
fn exit(repairs: &Repairs) -> Exit {
    let good = repairs.wanted.is_empty() || !repairs.offered.is_empty();
    let begun = if good { Exit::Good } else { Exit::NotProved };
    begun.unless_wrong(&repairs.now.problems)
}

/// The claim of this name, and the instance if the name has elements behind it.
fn asked(model: &Model, name: &str) -> Result<(ClaimId, Option<Vec<ElementId>>), Problem> {
    let names: Vec<&str> = model.claims.iter().map(|claim| claim.name.as_str()).collect();
    let what = Text { en: "property", ja: "検証" };
    let id = |name: &str| {
        let position = names.iter().position(|other| *other == name).unwrap_or_default();
        ClaimId::from_index(position)
    };
    let whole = find::name(name, &names, what);
    if let (Err(_), Some((head, elements))) = (&whole, bracketed(name))
        && let Ok(found) = find::name(head, &names, what)
        && let Some(instance) = instance(model, &model.claims[id(found).index()], elements)
    {
        return Ok((id(found), Some(instance)));
    }
    whole.map(|found| (id(found), None))
}

/// `NAME(a, b)`: the name, and what stands between the last brackets.
fn bracketed(name: &str) -> Option<(&str, &str)> {
    let inner = name.trim_end().strip_suffix([')', '）'])?;
    inner.rsplit_once(['(', '（'])
}

/// The elements of these names, one for each variable of the claim's instances.
fn instance(model: &Model, claim: &Claim, elements: &str) -> Option<Vec<ElementId>> {
    let names: Vec<&str> = elements.split([',', '、']).map(str::trim).collect();
    if names.len() != claim.instances.len() {
        return None;
    }
    let pairs = claim.instances.iter().zip(names);
    pairs
        .map(|(var, name)| {
            let Sort::Kind(kind) = model.vars[var.index()].sort else { return None };
            let all = &model.kinds[kind.index()].elements;
            let index = all.iter().position(|element| find::folded(&element.name) == find::folded(name))?;
            Some(ElementId { kind, index: u32::try_from(index).unwrap_or(u32::MAX) })
        })
        .collect()
}
