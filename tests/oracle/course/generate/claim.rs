//! Random claims about what courses reach.

use std::fmt::Write;

use super::formula::{Place, Scope, act_of, atom, call, earned, formula, history, late, who};
use super::vocabulary::{Class, S, Word, Words};
use crate::oracle::generate::rng::Rng;

/// Four claims.
pub fn claims(rng: &mut Rng, words: &Words) -> String {
    let mut text = String::new();
    for number in 0..4 {
        let (assuming, claim) = claim(rng, words);
        let _ = writeln!(text, "property claim{number}{assuming}: {claim}");
    }
    text
}

fn claim(rng: &mut Rng, words: &Words) -> (&'static str, String) {
    let assuming = match rng.below(10) {
        0..3 if words.assumption => " assuming calm",
        3 => " assuming no transfers",
        4 if words.reading => " assuming doubt = loose",
        _ => "",
    };
    if !words.gaps.is_empty() && rng.percent(28) {
        return (assuming, turning_on_a_gap(rng, words));
    }
    let claim = match rng.below(21) {
        0..3 => always(rng, words),
        3..6 => never(rng, words),
        6 => separate(rng, words),
        7 => only(rng, words),
        8 => needs(rng, words),
        9..13 | 20 => return (" assuming no transfers", staffed(rng, words)),
        13 => duty(rng, words),
        14..16 => few(rng, words),
        _ => {
            let persons = *rng.pick(&["", "", "", " with 1 persons:", " with 2 persons:"]);
            possible(rng, words, persons)
        }
    };
    (assuming, claim)
}

/// `person p, Case c`: a person, and one of each sort that there is, now and then.
fn binders(rng: &mut Rng, words: &Words) -> (String, Scope) {
    let mut scope = Scope::new(Place::Claim, &[("p", S::Person)]);
    if words.zones && rng.percent(40) {
        scope.vars.push(("z", S::Zone));
    }
    if rng.percent(20) {
        scope.vars.push(("q", S::Person));
    }
    if words.cases && rng.percent(70) {
        scope.vars.push(("c", S::Case));
    }
    let all = scope.vars.iter().map(|(name, sort)| format!("{} {name}", sort.word()));
    (all.collect::<Vec<_>>().join(", "), scope)
}

fn always(rng: &mut Rng, words: &Words) -> String {
    let (binders, mut scope) = binders(rng, words);
    let premise =
        if rng.percent(60) { earned(rng, words, &mut scope) } else { history(rng, words, &mut scope) };
    format!("always every {binders}: {premise} implies {}", formula(rng, words, &mut scope, 1))
}

fn never(rng: &mut Rng, words: &Words) -> String {
    let (binders, mut scope) = binders(rng, words);
    let first = history(rng, words, &mut scope);
    let other =
        if rng.percent(60) { history(rng, words, &mut scope) } else { earned(rng, words, &mut scope) };
    format!("never some {binders}: {first} and {other}")
}

fn separate(rng: &mut Rng, words: &Words) -> String {
    let mut scope = Scope::new(Place::Claim, &[("z", S::Zone), ("c", S::Case), ("q", S::Person)]);
    format!("separate {} from {}", some_act(rng, words, &mut scope), some_act(rng, words, &mut scope))
}

fn only(rng: &mut Rng, words: &Words) -> String {
    let mut scope = Scope::new(Place::Claim, &[]);
    let act = some_act(rng, words, &mut scope);
    format!("only {} may {act}", who(rng, words, &mut scope))
}

fn needs(rng: &mut Rng, words: &Words) -> String {
    let act = late(rng, words).clone();
    let vars: Vec<(&'static str, S)> = act.params.iter().map(|sort| (sort.letter(), *sort)).collect();
    let mut scope = Scope::new(Place::Rule, &vars);
    let args: Vec<String> = vars.iter().map(|(name, _)| (*name).to_string()).collect();
    format!("{} needs {}", call(act.name, &args), formula(rng, words, &mut scope, 1))
}

fn duty(rng: &mut Rng, words: &Words) -> String {
    let (binders, mut scope) = binders(rng, words);
    let act = some_act(rng, words, &mut scope);
    let premise = earned(rng, words, &mut scope);
    if rng.percent(50) {
        format!("always every {binders}: {premise} implies due {act}")
    } else {
        format!("always every {binders}: p must {act} implies p may {act}")
    }
}

fn possible(rng: &mut Rng, words: &Words, persons: &str) -> String {
    let (binders, mut scope) = binders(rng, words);
    let first =
        if rng.percent(50) { earned(rng, words, &mut scope) } else { history(rng, words, &mut scope) };
    let second = match rng.below(6) {
        0..2 => String::new(),
        2..4 => format!(" and {}", history(rng, words, &mut scope)),
        4 => format!(" and {}", earned(rng, words, &mut scope)),
        _ => format!(" and {}", atom(rng, words, &mut scope)),
    };
    format!("possible{persons} some {binders}: {first}{second}")
}

/// What an act brings about, and something that the text does not tell.
fn turning_on_a_gap(rng: &mut Rng, words: &Words) -> String {
    let (binders, mut scope) = binders(rng, words);
    let first =
        if rng.percent(50) { earned(rng, words, &mut scope) } else { history(rng, words, &mut scope) };
    format!("possible some {binders}: {first} and {}", rng.pick(&words.gaps))
}

/// Whether so few people can do all this.
fn few(rng: &mut Rng, words: &Words) -> String {
    let mut scope = Scope::new(Place::Claim, &[]);
    if words.cases {
        scope.vars.push(("c", S::Case));
    }
    let (one, other) = (some_act(rng, words, &mut scope), some_act(rng, words, &mut scope));
    let binder = if words.cases { "some Case c: " } else { "" };
    format!("possible with {} persons: {binder}{one} done and {other} done", rng.pick(&["1", "1", "2"]))
}

/// Who has come by something, or has done something, holds the office that this takes, unless he was transferred.
fn staffed(rng: &mut Rng, words: &Words) -> String {
    let mut scope = Scope::new(Place::Claim, &[]);
    let came_by = |word: &&Word| word.class == Class::Earned && word.sorts == [S::Person];
    let came_by: Vec<&Word> = words.relations.iter().filter(came_by).collect();
    let mut done = || format!("p did {}", some_act(rng, words, &mut scope));
    let (one, other) = (done(), done());
    let premise = match rng.below(4) {
        0..2 if !came_by.is_empty() => format!("{}(p)", rng.pick(&came_by).name),
        2 if words.has("head") => format!("{one} and {other}"),
        _ => one,
    };
    format!("always every person p: {premise} implies {}", offices(words))
}

fn offices(words: &Words) -> &'static str {
    if words.has("head") { "(p is chief or p is head)" } else { "p is chief" }
}

fn some_act(rng: &mut Rng, words: &Words, scope: &mut Scope) -> String {
    let act = late(rng, words).clone();
    act_of(rng, words, scope, &act)
}
