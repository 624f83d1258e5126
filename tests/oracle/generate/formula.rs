//! Random formulas and WHO, of the right sorts for their place.

use super::rng::Rng;
use super::vocabulary::{Class, S, Word, Words};

/// Where a formula stands: what it may speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In a norm: free variables are "for some".
    Norm,
    /// In a role: as in a definition, and no role or definition, so that nothing turns in a circle.
    Role,
    /// In a definition: neither earned facts nor history, so that every claim stays small.
    Define,
    /// Nothing earned, no history.
    Assumption,
    /// Also `may`, `must`, `due`.
    Claim,
}

/// The variables at hand.
#[derive(Debug, Clone)]
pub struct Scope {
    pub place: Place,
    pub vars: Vec<(String, S)>,
}

impl Scope {
    /// A place with these variables.
    pub fn new(place: Place, vars: &[(&str, S)]) -> Self {
        Self { place, vars: vars.iter().map(|(name, sort)| ((*name).to_string(), *sort)).collect() }
    }

    /// Adds a variable of a sort under a name not yet taken; none if all are.
    pub fn fresh(&mut self, sort: S) -> Option<String> {
        let free = |letter: &&&str| !self.vars.iter().any(|(name, _)| name == **letter);
        let name = (*sort.letters().iter().find(free)?).to_string();
        self.vars.push((name.clone(), sort));
        Some(name)
    }

    /// Adds a variable that a quantifier binds: its name is never that of a parameter.
    fn bound(&mut self, sort: S) -> Option<String> {
        let letters = match sort {
            S::Person => ["a", "b", "e"],
            S::Case => ["f", "g", "h"],
            _ => ["v", "x", "k"],
        };
        let free = |letter: &&&str| !self.vars.iter().any(|(name, _)| name == **letter);
        let name = (*letters.iter().find(free)?).to_string();
        self.vars.push((name.clone(), sort));
        Some(name)
    }

    fn of(&self, sort: S) -> Vec<&str> {
        self.vars.iter().filter(|(_, s)| *s == sort).map(|(name, _)| name.as_str()).collect()
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
        7..9 => format!("not {}", formula(rng, words, scope, 0)),
        9 => format!("({} implies {})", formula(rng, words, scope, down), formula(rng, words, scope, down)),
        10..13 => quantified(rng, words, scope, down),
        _ => atom(rng, words, scope),
    }
}

fn quantified(rng: &mut Rng, words: &Words, scope: &mut Scope, depth: usize) -> String {
    let before = scope.vars.len();
    let sort = rng.weighted(&[(5, S::Person), (3, S::Zone), (usize::from(words.cases) * 2, S::Case)]);
    let Some(var) = scope.bound(sort) else { return atom(rng, words, scope) };
    let counts = ["at most 1", "at least 2", "exactly 1"];
    let quantifier = match rng.below(10) {
        0..5 => "some",
        5..7 => "every",
        7..9 => "no",
        _ => rng.pick(&counts),
    };
    let body = formula(rng, words, scope, depth);
    scope.vars.truncate(before);
    format!("({quantifier} {} {var}: {body})", sort.word())
}

/// One atom; `1 = 1`-like truths where nothing else fits.
pub fn atom(rng: &mut Rng, words: &Words, scope: &mut Scope) -> String {
    let special = match scope.place {
        Place::Norm => rng.weighted(&[(14, Some(0)), (2, Some(1)), (2, Some(2))]),
        Place::Claim => {
            rng.weighted(&[(11, Some(0)), (5, Some(3)), (1, Some(1)), (1, Some(4)), (1, Some(2))])
        }
        Place::Role | Place::Define | Place::Assumption => rng.weighted(&[(10, Some(0)), (2, Some(2))]),
    };
    let made = match special {
        Some(1) => Some(history(rng, words, scope)),
        Some(2) => compare(rng, words, scope),
        Some(3) => deed(rng, words, scope),
        Some(4) => Some(due(rng, words, scope)),
        _ => None,
    };
    made.or_else(|| relation(rng, words, scope)).unwrap_or_else(|| "east = east".to_string())
}

fn relation(rng: &mut Rng, words: &Words, scope: &mut Scope) -> Option<String> {
    let lasting = matches!(scope.place, Place::Role | Place::Define | Place::Assumption);
    let role = scope.place == Place::Role;
    let fits = |word: &&Word| {
        let earned = word.class == Class::Earned || word.name == "clerk";
        let person =
            word.sorts[0] != S::Person || !scope.of(S::Person).is_empty() || scope.place == Place::Norm;
        person && !(lasting && earned) && !(role && matches!(word.class, Class::Role | Class::Define))
    };
    let fitting: Vec<&Word> = words.relations.iter().filter(fits).collect();
    if fitting.is_empty() {
        return None;
    }
    let word = *rng.pick(&fitting);
    let args = arguments(rng, words, scope, &word.sorts);
    Some(match (word.sorts[0], word.class) {
        (S::Person, Class::Office | Class::Role) if args[0] != "_" => {
            format!("{} is {}", args[0], call(word.name, &args[1..]))
        }
        (S::Person, Class::Circumstance | Class::Earned) if args[0] != "_" && rng.percent(50) => {
            let only = if word.sorts.len() == 2 && args[1] != "_" && rng.percent(25) { "only " } else { "" };
            format!("{} has {only}{}", args[0], call(word.name, &args[1..]))
        }
        _ => call(word.name, &args),
    })
}

fn history(rng: &mut Rng, words: &Words, scope: &mut Scope) -> String {
    let (act, args) = instance(rng, words, scope);
    let person = argument(rng, words, scope, S::Person);
    let call = call(act, &args);
    if rng.percent(50) || person == "_" { format!("{call} done") } else { format!("{person} did {call}") }
}

fn deed(rng: &mut Rng, words: &Words, scope: &mut Scope) -> Option<String> {
    let (act, args) = instance(rng, words, scope);
    let person = Some(argument(rng, words, scope, S::Person)).filter(|person| person != "_")?;
    let verb = rng.weighted(&[(6, "may"), (2, "may not"), (1, "must")]);
    Some(format!("{person} {verb} {}", call(act, &args)))
}

fn due(rng: &mut Rng, words: &Words, scope: &mut Scope) -> String {
    let (act, args) = instance(rng, words, scope);
    if words.records && act == "enter" && rng.percent(50) {
        return format!("{} records journal", call(act, &args));
    }
    format!("due {}", call(act, &args))
}

/// An act with arguments that are at hand.
pub fn instance(rng: &mut Rng, words: &Words, scope: &mut Scope) -> (&'static str, Vec<String>) {
    let act = rng.pick(&words.acts);
    (act.name, arguments(rng, words, scope, &act.params))
}

fn arguments(rng: &mut Rng, words: &Words, scope: &mut Scope, sorts: &[S]) -> Vec<String> {
    sorts.iter().map(|sort| argument(rng, words, scope, *sort)).collect()
}

/// A variable in scope, an element, `_`, or (in a norm) now and then a new variable.
fn argument(rng: &mut Rng, words: &Words, scope: &mut Scope, sort: S) -> String {
    if scope.place == Place::Norm
        && sort != S::Number
        && rng.percent(10)
        && let Some(var) = scope.fresh(sort)
    {
        return var;
    }
    let tasks = scope.of(S::Task);
    if sort == S::Zone && words.attributes && !tasks.is_empty() && rng.percent(40) {
        return format!("{}.place", rng.pick(&tasks));
    }
    let vars = scope.of(sort);
    if !vars.is_empty() && rng.percent(80) {
        return (*rng.pick(&vars)).to_string();
    }
    if sort == S::Number {
        return rng.pick(&["5", "10", "20", "_"]).to_string();
    }
    if !sort.elements().is_empty() && rng.percent(75) {
        return rng.pick(sort.elements()).to_string();
    }
    "_".to_string()
}

fn compare(rng: &mut Rng, words: &Words, scope: &mut Scope) -> Option<String> {
    let sign = *rng.pick(&["=", "≠", "<", "≥"]);
    let cases = usize::from(words.cases && words.attributes) * 2;
    let sort = rng.weighted(&[(3, S::Zone), (2, S::Person), (2, S::Number), (cases, S::Case)]);
    let vars = scope.of(sort);
    let var = (!vars.is_empty()).then(|| (*rng.pick(&vars)).to_string());
    match sort {
        S::Number => {
            let bounds = if words.levels { ["10", "20", "east.level"] } else { ["10", "20", "10"] };
            var.map(|n| format!("{n} {sign} {}", rng.pick(&bounds)))
        }
        S::Case => var.map(|c| format!("{c}.amount {sign} {}", rng.pick(&["10", "first.amount"]))),
        S::Person => {
            let other = rng.pick(&vars.iter().copied().chain(["p"]).collect::<Vec<_>>()).to_string();
            var.filter(|p| *p != other && vars.contains(&other.as_str()))
                .map(|p| format!("{p} {} {other}", rng.pick(&["=", "≠"])))
        }
        _ => {
            let zone = var.unwrap_or_else(|| rng.pick(S::Zone.elements()).to_string());
            Some(match rng.below(4) {
                0 => format!("{zone} {} east", rng.pick(&["=", "≠"])),
                1 => format!("{zone}.level {sign} west.level"),
                _ => format!("{zone}.level {sign} 2"),
            })
        }
    }
}

/// WHO: a role, office or fact about persons, two of them in brackets, or anyone.
pub fn who(rng: &mut Rng, words: &Words, scope: &mut Scope) -> String {
    match rng.below(12) {
        0 if scope.place == Place::Norm => "anyone".to_string(),
        1..3 => format!("({} or {})", one(rng, words, scope), one(rng, words, scope)),
        3 => format!("({} and not {})", one(rng, words, scope), one(rng, words, scope)),
        _ => one(rng, words, scope),
    }
}

fn one(rng: &mut Rng, words: &Words, scope: &mut Scope) -> String {
    let lasting = matches!(scope.place, Place::Role | Place::Define);
    let fits = |word: &&Word| {
        let earned = word.class == Class::Earned || word.name == "clerk";
        let person = word.sorts[0] == S::Person && word.class != Class::Define;
        person && word.name != "knows" && !(lasting && (earned || word.name == "warden"))
    };
    let fitting: Vec<&Word> = words.relations.iter().filter(fits).collect();
    let word = *rng.pick(&fitting);
    let args = arguments(rng, words, scope, &word.sorts[1..]);
    call(word.name, &args)
}

/// A name with its arguments.
pub fn call(name: &str, args: &[String]) -> String {
    if args.is_empty() { name.to_string() } else { format!("{name}({})", args.join(", ")) }
}
