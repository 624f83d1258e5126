//! What is said of changes that cannot be made.

use std::collections::BTreeSet;

use super::apply::{Gone, Working};
use super::declared::{names, word};
use super::event::Event;
use super::provision::each_item;
use crate::model::from_syntax::{closest, key};
use crate::problem::catalogue::{amend as entries, model, names as undeclared, words};
use crate::problem::{Arg, Problem, Text};
use crate::source::Span;
use crate::syntax::calendar::Date;
use crate::syntax::keywords::Keyword;
use crate::syntax::tree::{Citation, Item, Name, Ref, Term};

/// A day in both calendars, for both languages.
pub fn with_day(problem: Problem, keys: (&'static str, &'static str), day: Date) -> Problem {
    problem.plain(keys.0, day.to_string()).plain(keys.1, day.japanese())
}

/// The word of an argument that is one.
pub fn argument(term: &Term) -> Option<&str> {
    match term {
        Term::Name(name) => Some(&name.text),
        _ => None,
    }
}

/// Two amendments of one thing on one day.
pub fn twice(name: &str, day: Date, span: Span, first: Span, by: &str) -> Problem {
    let problem = Problem::new(&entries::AMENDED_TWICE).label(span, "again").label(first, "first");
    with_day(problem.name("name", name).name("other", by), ("day", "day_ja"), day).help("one")
}

/// A declaration that is not there (any more).
pub fn missing(working: &Working, event: &Event, category: Keyword, name: &Ref, at: Span) -> Problem {
    let what = word(category);
    let mut known = BTreeSet::new();
    each_item(&working.trees, &mut |item| known.extend(names(category, item)));
    let similar = closest(&name.name.text, known.iter().map(AsRef::as_ref));
    absent(working, event, at, &name.name.text, &key(&name.name.text), what, similar)
}

/// A provision that is not there (any more).
pub fn missing_provision(working: &Working, event: &Event, cite: &Citation) -> Problem {
    let number = cite.number();
    let mut known = Vec::new();
    each_item(&working.trees, &mut |item| {
        if let Item::Provision(provision) = item {
            known.push(provision.number.number());
        }
    });
    let similar = closest(&number, known.iter().map(String::as_str));
    absent(working, event, cite.span, &number, &number, words::PROVISION, similar)
}

/// A name that is to be changed, and that nothing has.
pub fn unnamed(working: &Working, event: &Event, name: &Name) -> Problem {
    absent(working, event, name.span, &name.text, &key(&name.text), words::NAME, None)
}

fn absent(
    working: &Working,
    event: &Event,
    at: Span,
    name: &str,
    compared: &str,
    what: Text,
    similar: Option<&str>,
) -> Problem {
    let gone = working.gone.iter().rev().find(|gone| gone.what == compared);
    if let Some(gone) = gone {
        let problem = Problem::new(&entries::AMENDS_WHAT_IS_GONE).label(at, "here").label(gone.span, "gone");
        let problem = problem.name("name", name).arg("what", Arg::Word(what));
        return problem.name("amendment", &event.of.name.text).name("by", &gone.by).help("newer");
    }
    let problem = Problem::new(&undeclared::UNDECLARED).at(at);
    let problem = problem.name("name", name).arg("what", Arg::Word(what));
    match similar {
        Some(similar) => problem.name("similar", similar).help("similar"),
        None => problem,
    }
}

/// A norm meant by its act, of which there are several (E7).
pub fn ambiguous(
    working: &Working,
    verb: &'static str,
    at: Span,
    category: Keyword,
    name: &Ref,
    fitting: &[Span],
) -> Problem {
    let what = word(category);
    let places = places(working, fitting);
    let lines = |ls: &[usize]| ls.iter().map(ToString::to_string).collect::<Vec<_>>();
    let en = places.iter().map(|(home, ls)| match home {
        Some(home) => format!("{home}, line {}", lines(ls).join(", ")),
        None => format!("line {}", lines(ls).join(", ")),
    });
    let ja = places.iter().map(|(home, ls)| match home {
        Some(home) => format!("{home}の{}行目", lines(ls).join("・")),
        None => format!("{}行目", lines(ls).join("・")),
    });
    let home = places.iter().find_map(|(home, _)| home.clone());
    let mut problem = Problem::new(&model::AMBIGUOUS_TARGET).label(at, "here");
    for span in fitting {
        problem = problem.label(*span, "norm");
    }
    let problem = problem
        .name("phrase", format!("{verb} {} {}", what.en, name.name.text))
        .name("name", &name.name.text)
        .arg("what", Arg::Word(what))
        .number("count", fitting.len())
        .plain("places_en", en.collect::<Vec<_>>().join("; "))
        .plain("places_ja", ja.collect::<Vec<_>>().join("、"))
        .name("home", format!("@{}", home.as_deref().unwrap_or_default()));
    problem.help(if home.is_some() { "home" } else { "label" })
}

/// The lines of these places, by the provision in which they stand.
fn places(working: &Working, spans: &[Span]) -> Vec<(Option<String>, Vec<usize>)> {
    let mut all: Vec<(Option<String>, Vec<usize>)> = Vec::new();
    for span in spans {
        let mut home = None;
        each_item(&working.trees, &mut |item| {
            if let Item::Provision(provision) = item
                && provision.block.iter().flatten().any(|inner| inner.span() == *span)
            {
                home = Some(provision.number.number());
            }
        });
        let line = working.sources.get(span.file).position(span.start).0;
        match all.iter_mut().find(|(known, _)| *known == home) {
            Some((_, lines)) => lines.push(line),
            None => all.push((home, vec![line])),
        }
    }
    all
}

/// Problems with names that are not there, those told as taken away that an amendment has taken out of the wording.
pub fn blamed(problems: Vec<Problem>, gone: &[Gone]) -> Vec<Problem> {
    problems.into_iter().map(|problem| taken_away(&problem, gone).unwrap_or(problem)).collect()
}

fn taken_away(problem: &Problem, gone: &[Gone]) -> Option<Problem> {
    let arg = |wanted: &str| problem.args.iter().find(|(key, _)| *key == wanted).map(|(_, value)| value);
    let what = match problem.entry.code {
        code if code == undeclared::UNDECLARED.code => arg("what")?.clone(),
        code if code == undeclared::UNKNOWN_PROVISION.code => Arg::Word(words::PROVISION),
        code if code == undeclared::UNDECLARED_ELEMENT.code => Arg::Word(words::ELEMENT),
        _ => return None,
    };
    let Arg::Name(name) = arg("name")? else { return None };
    let gone = gone.iter().rev().find(|gone| gone.what == key(name))?;
    let here = problem.labels.first()?.span;
    let told = Problem::new(&entries::TAKEN_AWAY).label(here, "here").label(gone.span, "gone");
    let told = told.name("name", name).arg("what", what).name("by", &gone.by);
    Some(match &gone.to {
        Some(to) => told.name("to", to).help("renamed"),
        None => told.help("amend"),
    })
}
