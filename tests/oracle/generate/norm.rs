//! Random norms and readings.

use std::fmt::Write;

use super::formula::{Place, Scope, call, formula, instance, who};
use super::rng::Rng;
use super::vocabulary::{ActWord, S, Words, warden};

/// Two to six norms, and perhaps a reading with one more in each option.
pub fn norms(rng: &mut Rng, words: &mut Words) -> String {
    let mut text = String::new();
    let ban = rng.percent(35);
    for act in &words.acts {
        let count = rng.weighted(&[(1, 0), (6, 1), (4, 2)]);
        for _ in 0..count {
            text.push_str(&norm(rng, words, act, ban));
        }
    }
    if ban {
        let act = rng.pick(&words.acts);
        text.push_str(&one(rng, words, act, "forbid ban: ", false));
    }
    words.reading = rng.percent(60);
    if words.reading {
        let one = option(rng, words);
        let other = option(rng, words);
        let _ = writeln!(text, "reading doubt {{\n  strict default {{ {one} }}\n  loose {{ {other} }}\n}}");
    }
    text
}

/// One to three things that one option says and the other does not.
fn option(rng: &mut Rng, words: &Words) -> String {
    (0..=rng.below(3)).map(|_| said(rng, words)).collect::<Vec<_>>().join(" ")
}

fn said(rng: &mut Rng, words: &Words) -> String {
    match rng.below(6) {
        0 => format!("set west.level {}", rng.pick(&["1", "2", "3"])),
        1 if words.has("listed") => format!("set listed(east, write) {}", rng.pick(&["○", "×"])),
        2..4 if words.has("warden") => warden(rng, words),
        _ => {
            let act = rng.pick(&words.acts);
            norm(rng, words, act, false)
        }
    }
}

fn norm(rng: &mut Rng, words: &Words, act: &ActWord, ban: bool) -> String {
    let verb = rng.weighted(&[(12, "permit "), (2, "permit only "), (4, "forbid "), (3, "duty ")]);
    one(rng, words, act, verb, ban)
}

/// One norm. Its parameters are variables, now and then an element or `_`.
fn one(rng: &mut Rng, words: &Words, act: &ActWord, verb: &str, ban: bool) -> String {
    let mut scope = Scope::new(Place::Norm, &[]);
    let args: Vec<String> = act.params.iter().map(|sort| parameter(rng, &mut scope, *sort)).collect();
    let mut text = format!("{verb}{}", call(act.name, &args));
    if rng.percent(40) {
        let actor = scope.fresh(S::Person).unwrap_or_else(|| "s".to_string());
        let _ = write!(text, " to {actor} when {}", formula(rng, words, &mut scope, 1));
    } else {
        let _ = write!(text, " to {}", who(rng, words, &mut scope));
        if rng.percent(40) {
            let _ = write!(text, " when {}", formula(rng, words, &mut scope, 1));
        }
    }
    if rng.percent(20) {
        let _ = write!(text, " unless {}", formula(rng, words, &mut scope, 1));
    }
    if verb.starts_with("permit") {
        if rng.percent(12) {
            scope.vars.retain(|(name, _)| args.contains(name));
            let (other, args) =
                instance(rng, words, &mut Scope { place: Place::Claim, vars: scope.vars.clone() });
            let _ = write!(text, " by another than {}", call(other, &args));
        }
        if ban && rng.percent(40) {
            text.push_str(" despite ban");
        }
    }
    text.push('\n');
    text
}

fn parameter(rng: &mut Rng, scope: &mut Scope, sort: S) -> String {
    match rng.below(10) {
        0 => "_".to_string(),
        1 if !sort.elements().is_empty() => rng.pick(sort.elements()).to_string(),
        1 if sort == S::Number => "10".to_string(),
        _ => scope.fresh(sort).unwrap_or_else(|| "_".to_string()),
    }
}
