//! Random claims of every kind.

use std::fmt::Write;

use super::formula::{Place, Scope, atom, call, formula, instance, who};
use super::rng::Rng;
use super::vocabulary::{S, Words};

/// Five claims.
pub fn claims(rng: &mut Rng, words: &Words) -> String {
    let mut text = String::new();
    for number in 0..5 {
        let _ = writeln!(text, "property claim{number}{}: {}", assuming(rng, words), claim(rng, words));
    }
    text
}

fn assuming(rng: &mut Rng, words: &Words) -> &'static str {
    match rng.below(20) {
        0..8 if words.assumption => " assuming calm",
        8 if words.reading => " assuming doubt = loose",
        10 => " assuming no transfers",
        _ => "",
    }
}

fn claim(rng: &mut Rng, words: &Words) -> String {
    match rng.below(18) {
        0..2 => separate(rng, words),
        2..4 => only(rng, words),
        4..6 => needs(rng, words),
        6..8 => always(rng, words),
        8..10 => never(rng, words),
        10..14 => turns_on_gaps(rng, words),
        _ => {
            let persons = *rng.pick(&["", "", " with 1 persons:", " with 2 persons:"]);
            possible(rng, words, persons)
        }
    }
}

/// Something that constants decide, as far as the text tells them.
fn turns_on_gaps(rng: &mut Rng, words: &Words) -> String {
    let sign = rng.pick(&["=", "<", "≥"]);
    let level = match rng.below(4) {
        _ if words.tasks && words.attributes && rng.percent(40) => "write.place = east".to_string(),
        0 => format!("some Zone z: z.level {sign} {}", rng.pick(&["2", "9"])),
        1 => format!("east.level {sign} west.level"),
        _ => format!("{}.level {sign} {}", rng.pick(S::Zone.elements()), rng.pick(&["2", "3"])),
    };
    if words.has("listed") && rng.percent(50) {
        let cell = format!("listed({}, {})", rng.pick(S::Zone.elements()), rng.pick(S::Task.elements()));
        return format!("possible {cell} and ({level})");
    }
    let verb = rng.pick(&["possible", "possible", "possible", "possible", "always"]);
    format!("{verb} ({level})")
}

fn separate(rng: &mut Rng, words: &Words) -> String {
    let mut scope = Scope::new(Place::Claim, &[("z", S::Zone), ("c", S::Case), ("q", S::Person)]);
    let (one, first) = instance(rng, words, &mut scope);
    let (other, second) = instance(rng, words, &mut scope);
    format!("separate {} from {}", call(one, &first), call(other, &second))
}

fn only(rng: &mut Rng, words: &Words) -> String {
    let mut scope = Scope::new(Place::Claim, &[("z", S::Zone), ("c", S::Case), ("q", S::Person)]);
    let (act, args) = instance(rng, words, &mut scope);
    scope.vars.retain(|(name, _)| args.contains(name));
    format!("only {} may {}", who(rng, words, &mut scope), call(act, &args))
}

fn needs(rng: &mut Rng, words: &Words) -> String {
    let mut scope = Scope::new(Place::Claim, &[("z", S::Zone), ("c", S::Case), ("q", S::Person)]);
    let (act, args) = instance(rng, words, &mut scope);
    scope.vars.retain(|(name, _)| args.contains(name));
    scope.place = Place::Define;
    format!("{} needs {}", call(act, &args), formula(rng, words, &mut scope, 1))
}

/// `every person p, Zone z: … implies …`
fn always(rng: &mut Rng, words: &Words) -> String {
    let (binders, mut scope) = binders(rng, words);
    let premise = atom(rng, words, &mut scope);
    format!("always every {binders}: {premise} implies {}", formula(rng, words, &mut scope, 1))
}

fn never(rng: &mut Rng, words: &Words) -> String {
    let (binders, mut scope) = binders(rng, words);
    let first = atom(rng, words, &mut scope);
    format!("never some {binders}: {first} and {}", atom(rng, words, &mut scope))
}

fn possible(rng: &mut Rng, words: &Words, persons: &str) -> String {
    let (binders, mut scope) = binders(rng, words);
    let first = atom(rng, words, &mut scope);
    format!("possible{persons} some {binders}: {first} and {}", formula(rng, words, &mut scope, 1))
}

fn binders(rng: &mut Rng, words: &Words) -> (String, Scope) {
    let mut scope = Scope::new(Place::Claim, &[("p", S::Person)]);
    if rng.percent(60) {
        scope.vars.push(("z".to_string(), S::Zone));
    }
    if rng.percent(30) {
        scope.vars.push(("q".to_string(), S::Person));
    }
    if words.cases && rng.percent(60) {
        scope.vars.push(("c".to_string(), S::Case));
    }
    let all = scope.vars.iter().map(|(name, sort)| format!("{} {name}", sort.word()));
    (all.collect::<Vec<_>>().join(", "), scope)
}
