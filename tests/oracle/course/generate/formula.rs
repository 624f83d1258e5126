//! Random formulas and WHO.

use super::vocabulary::{ActWord, Class, S, Word, Words};
use crate::oracle::generate::rng::Rng;

/// Where a formula stands: what it may speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In a norm or a role.
    Rule,
    /// In a claim: also `may`, `must`, `due`.
    Claim,
}

/// The variables at hand.
#[derive(Debug, Clone)]
pub struct Scope {
    pub place: Place,
    pub vars: Vec<(&'static str, S)>,
}

impl Scope {
    /// A place with these variables.
    pub fn new(place: Place, vars: &[(&'static str, S)]) -> Self {
        Self { place, vars: vars.to_vec() }
    }

    fn of(&self, sort: S) -> Vec<&'static str> {
        self.vars.iter().filter(|(_, s)| *s == sort).map(|(name, _)| *name).collect()
    }
}

/// A formula with at most `depth` connectives above its atoms.
pub fn formula(rng: &mut Rng, words: &Words, scope: &mut Scope, depth: usize) -> String {
    if depth == 0 {
        return atom(rng, words, scope);
    }
    let down = depth - 1;
    match rng.below(20) {
        0..4 => format!("({} and {})", formula(rng, words, scope, down), formula(rng, words, scope, down)),
        4..7 => format!("({} or {})", formula(rng, words, scope, down), formula(rng, words, scope, down)),
        7..9 => format!("not {}", atom(rng, words, scope)),
        9..11 => counted(rng, words, scope),
        _ => atom(rng, words, scope),
    }
}

/// A quantifier over people.
fn counted(rng: &mut Rng, words: &Words, scope: &mut Scope) -> String {
    let quantifier = *rng.pick(&["some", "no", "every", "at least 2", "at most 1"]);
    scope.vars.push(("a", S::Person));
    let direct: Vec<&ActWord> = words.acts.iter().filter(|act| !act.params.contains(&S::Person)).collect();
    let body = if rng.percent(50) && !direct.is_empty() {
        let act = *rng.pick(&direct);
        format!("a did {}", act_of(rng, words, scope, act))
    } else {
        about("a", rng, words, scope)
    };
    scope.vars.pop();
    format!("({quantifier} person a: {body})")
}

/// Something that holds of a person.
fn about(person: &str, rng: &mut Rng, words: &Words, scope: &mut Scope) -> String {
    let of_people: Vec<&Word> =
        words.relations.iter().filter(|word| word.sorts.first() == Some(&S::Person)).collect();
    let word = *rng.pick(&of_people);
    let mut args = vec![person.to_string()];
    args.extend(word.sorts[1..].iter().map(|sort| argument(rng, words, scope, *sort)));
    call(word.name, &args)
}

/// One atom.
pub fn atom(rng: &mut Rng, words: &Words, scope: &mut Scope) -> String {
    if words.acts.is_empty() {
        return circumstance(rng, words, scope);
    }
    let claim = usize::from(scope.place == Place::Claim);
    let told = usize::from(words.table || words.amounts || !words.gaps.is_empty());
    match rng.weighted(&[(5, 0), (4, 1), (4, 2), (1 + told, 3), (claim * 3, 4), (claim, 5)]) {
        1 => earned(rng, words, scope),
        2 => history(rng, words, scope),
        3 => compare(rng, words, scope),
        4 => deed(rng, words, scope),
        5 => {
            let act = late(rng, words).clone();
            format!("due {}", act_of(rng, words, scope, &act))
        }
        _ => circumstance(rng, words, scope),
    }
}

fn circumstance(rng: &mut Rng, words: &Words, scope: &mut Scope) -> String {
    let lasting = |word: &&Word| word.class != Class::Earned && word.name != "clerk";
    let word = *rng.pick(&words.relations.iter().filter(lasting).collect::<Vec<_>>());
    relation(rng, words, scope, word)
}

/// What somebody has earned.
pub fn earned(rng: &mut Rng, words: &Words, scope: &mut Scope) -> String {
    let words_earned = words.of(Class::Earned);
    if words_earned.is_empty() {
        return history(rng, words, scope);
    }
    let word = words_earned[rng.below(words_earned.len()).max(rng.below(words_earned.len()))];
    relation(rng, words, scope, word)
}

fn relation(rng: &mut Rng, words: &Words, scope: &mut Scope, word: &Word) -> String {
    let args: Vec<String> = word.sorts.iter().map(|sort| argument(rng, words, scope, *sort)).collect();
    if matches!(word.class, Class::Office | Class::Role) && args[0] != "_" {
        return format!("{} is {}", args[0], call(word.name, &args[1..]));
    }
    call(word.name, &args)
}

/// `A(x) done`, or `p did A(x)` where that is not too much to remember.
pub fn history(rng: &mut Rng, words: &Words, scope: &mut Scope) -> String {
    let act = late(rng, words).clone();
    let person = argument(rng, words, scope, S::Person);
    let many = act.params.len() + usize::from(act.params.contains(&S::Person)) > 1;
    let call = act_of(rng, words, scope, &act);
    if person == "_" || rng.percent(if many { 90 } else { 40 }) {
        format!("{call} done")
    } else {
        format!("{person} did {call}")
    }
}

fn deed(rng: &mut Rng, words: &Words, scope: &mut Scope) -> String {
    let act = late(rng, words).clone();
    let person = argument(rng, words, scope, S::Person);
    if person == "_" {
        return history(rng, words, scope);
    }
    let verb = rng.weighted(&[(6, "may"), (2, "may not"), (1, "must")]);
    format!("{person} {verb} {}", act_of(rng, words, scope, &act))
}

fn compare(rng: &mut Rng, words: &Words, scope: &mut Scope) -> String {
    let people = scope.of(S::Person);
    match (scope.of(S::Zone).first(), scope.of(S::Case).first()) {
        (Some(zone), _) if words.table && rng.percent(40) => {
            format!("listed({zone}, {})", rng.pick(&["day", "night"]))
        }
        (Some(zone), _) if rng.percent(60) => format!("{zone}.level ≥ 2"),
        (_, Some(case)) if words.amounts && rng.percent(70) => {
            format!("{case}.amount {} 10", rng.pick(&["≥", "<"]))
        }
        _ if !words.gaps.is_empty() && rng.percent(60) => rng.pick(&words.gaps).to_string(),
        _ => match (people[..].first(), people.get(1)) {
            (Some(one), Some(other)) => format!("{one} {} {other}", rng.pick(&["=", "≠", "≠"])),
            _ => circumstance(rng, words, scope),
        },
    }
}

/// An act, rather one of the last.
pub fn late<'w>(rng: &mut Rng, words: &'w Words) -> &'w ActWord {
    let count = words.acts.len();
    &words.acts[rng.below(count).max(rng.below(count))]
}

/// An act with arguments that are at hand.
pub fn act_of(rng: &mut Rng, words: &Words, scope: &mut Scope, act: &ActWord) -> String {
    let args: Vec<String> = act.params.iter().map(|sort| argument(rng, words, scope, *sort)).collect();
    call(act.name, &args)
}

/// A variable in scope, an element, a number, or `_`.
pub fn argument(rng: &mut Rng, words: &Words, scope: &Scope, sort: S) -> String {
    let vars = scope.of(sort);
    if !vars.is_empty() && rng.percent(88) {
        return (*rng.pick(&vars)).to_string();
    }
    match sort {
        S::Zone if rng.percent(60) => rng.pick(&["east", "west"]).to_string(),
        S::Case if words.first && rng.percent(60) => "first".to_string(),
        S::Number if rng.percent(50) => "10".to_string(),
        _ => "_".to_string(),
    }
}

/// WHO: a role, office or fact about persons, two of them in brackets, or anyone.
pub fn who(rng: &mut Rng, words: &Words, scope: &mut Scope) -> String {
    match rng.below(12) {
        0..2 if scope.place == Place::Rule => "anyone".to_string(),
        2..4 => format!("({} or {})", one(rng, words, scope), one(rng, words, scope)),
        4 => format!("({} and not {})", one(rng, words, scope), one(rng, words, scope)),
        _ => one(rng, words, scope),
    }
}

fn one(rng: &mut Rng, words: &Words, scope: &mut Scope) -> String {
    let person = |word: &&Word| word.sorts.first() == Some(&S::Person);
    let fitting: Vec<(usize, &Word)> = words
        .relations
        .iter()
        .filter(person)
        .map(|word| {
            (
                match word.class {
                    Class::Office | Class::Role => 6,
                    Class::Circumstance => 2,
                    Class::Earned => 1,
                },
                word,
            )
        })
        .collect();
    let word = rng.weighted(&fitting);
    let args: Vec<String> = word.sorts[1..].iter().map(|sort| argument(rng, words, scope, *sort)).collect();
    call(word.name, &args)
}

/// A name with its arguments.
pub fn call(name: &str, args: &[String]) -> String {
    if args.is_empty() { name.to_string() } else { format!("{name}({})", args.join(", ")) }
}
