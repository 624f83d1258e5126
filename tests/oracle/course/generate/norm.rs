//! Random norms: chains of permits, and what stands in their way.

use std::fmt::Write;

use super::formula::{Place, Scope, act_of, argument, atom, call, formula, late, who};
use super::vocabulary::{ActWord, S, Words};
use crate::oracle::generate::rng::Rng;

/// The norms of every act.
pub fn norms(rng: &mut Rng, words: &mut Words) -> String {
    words.reading = rng.percent(30);
    let mut text = of_acts(rng, words);
    if words.reading {
        let (one, other) = (option(rng, words), option(rng, words));
        let _ = writeln!(text, "reading doubt {{\n  strict default {{ {one} }}\n  loose {{ {other} }}\n}}");
    }
    text
}

/// What one option of the reading says and the other does not.
fn option(rng: &mut Rng, words: &Words) -> String {
    let gap = words.gaps.first().and_then(|gap| gap.split_once(' '));
    match (rng.below(6), gap) {
        (0, _) => String::new(),
        (1..3, Some((level, "≥ 2"))) => format!("set {level} {}", rng.pick(&["1", "3"])),
        (1, _) if words.table => format!("set listed(east, night) {}", rng.pick(&["○", "×"])),
        (1..3, _) => {
            let act = late(rng, words).clone();
            plain(rng, words, &act, "forbid ").trim_end().to_string()
        }
        _ => {
            let position = rng.below(words.acts.len());
            let act = &words.acts[position];
            permit(rng, &words.before(position), act, None, false, false).trim_end().to_string()
        }
    }
}

fn of_acts(rng: &mut Rng, words: &Words) -> String {
    let mut text = String::new();
    let ban = rng.percent(30);
    if ban {
        let act = rng.pick(&words.acts).clone();
        let (head, mut scope) = head(rng, &act, true);
        let _ = writeln!(text, "forbid ban: {head} to p when {}", atom(rng, words, &mut scope));
    }
    for (index, act) in words.acts.iter().enumerate() {
        // The naming of a clerk is permitted by its role; an act that nobody may do makes claims vacuous.
        let count = match act.name {
            "「name clerk」" | "「dismiss clerk」" => 0,
            _ => rng.weighted(&[(2, 0), (16, 1), (4, 2)]),
        };
        let before = if index == 0 { None } else { Some(words.acts[rng.below(index)].clone()) };
        let only = rng.percent(10);
        for _ in 0..count {
            let known = if rng.percent(85) { words.before(index) } else { words.clone() };
            text.push_str(&permit(rng, &known, act, before.as_ref(), ban, only));
        }
        if rng.percent(15) {
            text.push_str(&plain(rng, words, act, "forbid "));
        }
        if rng.percent(12) {
            text.push_str(&plain(rng, words, act, "duty "));
        }
    }
    text
}

/// The act with variables (now and then an element) for its parameters, and the variables.
fn head(rng: &mut Rng, act: &ActWord, general: bool) -> (String, Scope) {
    let mut scope = Scope::new(Place::Rule, &[("p", S::Person)]);
    let args = act.params.iter().map(|sort| match sort {
        S::Zone if !general && rng.percent(25) => rng.pick(&["east", "west"]).to_string(),
        _ => {
            scope.vars.push((sort.letter(), *sort));
            sort.letter().to_string()
        }
    });
    let args: Vec<String> = args.collect();
    (call(act.name, &args), scope)
}

fn permit(
    rng: &mut Rng,
    words: &Words,
    act: &ActWord,
    before: Option<&ActWord>,
    ban: bool,
    only: bool,
) -> String {
    let (head, mut scope) = head(rng, act, false);
    let mut text = format!("permit {}{head}", if only { "only " } else { "" });
    let mut when = Vec::new();
    if let Some(before) = before.filter(|_| rng.percent(85)) {
        when.push(after(rng, words, &mut scope, before));
    }
    if rng.percent(45) {
        // The actor has a name.
        let _ = write!(text, " to p");
        let named = who(rng, words, &mut scope);
        when.push(if named == "anyone" {
            formula(rng, words, &mut scope, 1)
        } else {
            format!("p is {named}")
        });
    } else {
        scope.vars.retain(|(name, _)| *name != "p");
        let _ = write!(text, " to {}", who(rng, words, &mut scope));
    }
    if rng.percent(30) {
        when.push(formula(rng, words, &mut scope, 1));
    }
    if !when.is_empty() {
        let _ = write!(text, " when {}", when.join(" and "));
    }
    if rng.percent(10) {
        let _ = write!(text, " unless {}", atom(rng, words, &mut scope));
    }
    if rng.percent(25) {
        // Mostly than the one whose work it builds on.
        let other = match before {
            Some(before) if rng.percent(60) => before,
            _ if words.acts.is_empty() => act,
            _ => rng.pick(&words.acts),
        };
        let args: Vec<String> = other
            .params
            .iter()
            .map(|sort| argument(rng, words, &Scope { vars: params(&scope), ..scope }, *sort))
            .collect();
        let _ = write!(text, " by another than {}", call(other.name, &args));
    }
    if ban && rng.percent(40) {
        text.push_str(" despite ban");
    }
    text.push('\n');
    text
}

fn params(scope: &Scope) -> Vec<(&'static str, S)> {
    scope.vars.iter().filter(|(name, _)| *name != "p").copied().collect()
}

/// What an earlier act has brought about, or that it is done.
fn after(rng: &mut Rng, words: &Words, scope: &mut Scope, before: &ActWord) -> String {
    match before.gives {
        Some(name) if rng.percent(70) => {
            let word = words.relations.iter().find(|word| word.name == name).expect("what an act gives");
            let args: Vec<String> =
                word.sorts.iter().map(|sort| argument(rng, words, scope, *sort)).collect();
            call(name, &args)
        }
        _ => format!("{} done", act_of(rng, words, scope, before)),
    }
}

/// A forbid or a duty.
fn plain(rng: &mut Rng, words: &Words, act: &ActWord, verb: &str) -> String {
    let (head, mut scope) = head(rng, act, false);
    if rng.percent(50) {
        return format!("{verb}{head} to p when {}\n", formula(rng, words, &mut scope, 1));
    }
    scope.vars.retain(|(name, _)| *name != "p");
    let to = who(rng, words, &mut scope);
    format!("{verb}{head} to {to} when {}\n", formula(rng, words, &mut scope, 1))
}
