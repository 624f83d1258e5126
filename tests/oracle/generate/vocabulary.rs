//! The vocabulary of a random regulation: kinds, facts, offices, tables, acts, roles, definitions.

use std::fmt::Write;

use super::formula::{Place, Scope, formula, who};
use super::rng::Rng;

/// The sort of an argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum S {
    Person,
    Zone,
    Task,
    Case,
    Number,
}

impl S {
    /// Its name in the language.
    pub fn word(self) -> &'static str {
        match self {
            S::Person => "person",
            S::Zone => "Zone",
            S::Task => "Task",
            S::Case => "Case",
            S::Number => "number",
        }
    }

    /// Names for variables.
    pub fn letters(self) -> &'static [&'static str] {
        match self {
            S::Person => &["p", "q", "r", "s"],
            S::Zone => &["z", "w", "y"],
            S::Task => &["t", "u"],
            S::Case => &["c", "d"],
            S::Number => &["n", "m"],
        }
    }

    /// Its named elements.
    pub fn elements(self) -> &'static [&'static str] {
        match self {
            S::Zone => &["east", "west"],
            S::Task => &["read", "write"],
            S::Case => &["first"],
            S::Person | S::Number => &[],
        }
    }
}

/// What a relation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    Office,
    Role,
    Circumstance,
    Earned,
    Table,
    Define,
}

/// A relation and the sorts of its arguments, the person first.
#[derive(Debug, Clone)]
pub struct Word {
    pub name: &'static str,
    pub sorts: Vec<S>,
    pub class: Class,
}

/// An act and its parameters.
#[derive(Debug, Clone)]
pub struct ActWord {
    pub name: &'static str,
    pub params: Vec<S>,
}

/// What has been declared.
#[derive(Debug, Clone, Default)]
#[allow(clippy::struct_excessive_bools)] // one flag for each thing that there may be
pub struct Words {
    pub relations: Vec<Word>,
    pub acts: Vec<ActWord>,
    pub tasks: bool,
    pub cases: bool,
    pub records: bool,
    pub assumption: bool,
    pub reading: bool,
    /// Whether tasks have a place, and cases an amount.
    pub attributes: bool,
    /// Whether the levels of both zones are told.
    pub levels: bool,
}

impl Words {
    fn relation(&mut self, name: &'static str, sorts: &[S], class: Class) {
        self.relations.push(Word { name, sorts: sorts.to_vec(), class });
    }

    fn act(&mut self, name: &'static str, params: &[S]) {
        self.acts.push(ActWord { name, params: params.to_vec() });
    }

    /// Whether a relation of this name is declared.
    pub fn has(&self, name: &str) -> bool {
        self.relations.iter().any(|word| word.name == name)
    }
}

/// The declarations, in an order that lets each use those before it.
pub fn declare(rng: &mut Rng, words: &mut Words) -> String {
    let mut text = String::from("kitei 1\n");
    kinds(rng, words, &mut text);
    circumstances(rng, words, &mut text);
    acts(rng, words, &mut text);
    roles(rng, words, &mut text);
    assumption(rng, words, &mut text);
    text
}

fn kinds(rng: &mut Rng, words: &mut Words, text: &mut String) {
    let mut level = |value: usize| if rng.percent(50) { format!(" (level {value})") } else { String::new() };
    let (east, west) = (level(1), level(3));
    words.levels = !east.is_empty() && !west.is_empty();
    let _ = writeln!(text, "kind Zone (level: number) {{ east{east}, west{west} }}");
    words.attributes = rng.percent(40);
    words.tasks = rng.percent(35);
    if words.tasks {
        let place = if words.attributes { (" (place: Zone)", " (place east)") } else { ("", "") };
        let _ = writeln!(text, "kind Task{} {{ read{}, write }}", place.0, place.1);
        if rng.percent(70) {
            table(rng, words, text);
        }
    }
    words.cases = rng.percent(35);
    if words.cases {
        let amount = if words.attributes { (" (amount: number)", " (amount 15)") } else { ("", "") };
        let _ = writeln!(text, "open kind Case{} {{ first{} }}", amount.0, amount.1);
    }
    words.records = rng.percent(25);
    if words.records {
        text.push_str("kind Record { journal }\n");
    }
}

fn table(rng: &mut Rng, words: &mut Words, text: &mut String) {
    words.relation("listed", &[S::Zone, S::Task], Class::Table);
    if rng.percent(30) {
        let _ = writeln!(
            text,
            "table listed(Zone, Task) {{ east: read west: {} }}",
            rng.pick(&["read", "write"])
        );
        return;
    }
    let cells: Vec<_> = (0..4).map(|_| *rng.pick(&["○", "○", "×", "×", "?"])).collect();
    let _ = writeln!(
        text,
        "table listed(Zone, Task) {{\n       read write\n  east {} {}\n  west {} {}\n}}",
        cells[0], cells[1], cells[2], cells[3]
    );
}

fn circumstances(rng: &mut Rng, words: &mut Words, text: &mut String) {
    let vacant = |rng: &mut Rng| if rng.percent(30) { " may be vacant" } else { "" };
    if rng.percent(70) {
        words.relation("chief", &[S::Person], Class::Office);
        let _ = writeln!(text, "office chief{}", vacant(rng));
    }
    if rng.percent(40) || !words.has("chief") {
        words.relation("head", &[S::Person, S::Zone], Class::Office);
        let _ = writeln!(text, "office head(Zone){}", vacant(rng));
    }
    if words.cases && rng.percent(30) {
        words.relation("owner", &[S::Person, S::Case], Class::Office);
        text.push_str("office owner(Case)\n");
    }
    let facts: [(&str, &[S], &str, usize); 5] = [
        ("member", &[S::Person], "fact member(person)", 70),
        ("trusted", &[S::Person], "fact trusted(person) fixed", 35),
        ("sealed", &[S::Zone], "fact sealed(Zone)", 35),
        ("knows", &[S::Person, S::Person], "fact knows(person, person)", 20),
        ("fit", &[S::Person, S::Zone], "fact fit(person, Zone) open-textured", 25),
    ];
    for (name, sorts, line, chance) in facts {
        if rng.percent(chance) {
            words.relation(name, sorts, Class::Circumstance);
            let _ = writeln!(text, "{line}");
        }
    }
}

fn acts(rng: &mut Rng, words: &mut Words, text: &mut String) {
    if rng.percent(60) {
        words.relation("cleared", &[S::Person, S::Zone], Class::Earned);
        words.act("grant", &[S::Person, S::Zone]);
        let when = if rng.percent(25) { " when z.level ≥ 2" } else { "" };
        let _ = writeln!(
            text,
            "fact cleared(person, Zone)\nact grant(q: person, z: Zone) gives cleared(q, z){when}"
        );
        if rng.percent(40) {
            words.act("revoke", &[S::Person, S::Zone]);
            let all = rng.pick(&["z", "_"]);
            let _ = writeln!(text, "act revoke(q: person, z: Zone) ends cleared(q, {all})");
        }
    }
    if rng.percent(60) || words.acts.is_empty() {
        words.act("enter", &[S::Zone]);
        let records = if words.records { " records journal when z.level ≥ 2" } else { "" };
        let _ = writeln!(text, "act enter(z: Zone){records}");
    }
    if rng.percent(30) {
        words.act("pay", &[S::Number]);
        text.push_str("act pay(n: number)\n");
    }
    if words.tasks && rng.percent(60) {
        words.act("handle", &[S::Task, S::Zone]);
        text.push_str("act handle(t: Task, z: Zone)\n");
    }
    if words.cases {
        words.act("file", &[S::Case]);
        text.push_str("act file(c: Case)\n");
        if rng.percent(60) {
            words.act("sign", &[S::Case]);
            words.relation("signed", &[S::Case], Class::Earned);
            text.push_str("fact signed(Case)\nact sign(c: Case) gives signed(c)\n");
        }
    }
}

fn roles(rng: &mut Rng, words: &mut Words, text: &mut String) {
    if rng.percent(60) {
        let clauses = rng.weighted(&[(1, 0), (5, 1), (3, 2)]);
        let mut lines = String::from("role warden(Zone)\n");
        for _ in 0..clauses {
            lines.push_str(&warden(rng, words));
        }
        text.push_str(&lines);
        words.relation("warden", &[S::Person, S::Zone], Class::Role);
    }
    if rng.percent(30) {
        let by = who(rng, words, &mut Scope::new(Place::Norm, &[]));
        let _ = writeln!(text, "role clerk named by {by}");
        words.relation("clerk", &[S::Person], Class::Role);
        words.act("「name clerk」", &[S::Person]);
    }
    if rng.percent(30) {
        let mut scope = Scope::new(Place::Define, &[("p", S::Person)]);
        let body = formula(rng, words, &mut scope, 2);
        let _ = writeln!(text, "define senior(p: person) is {body}");
        words.relation("senior", &[S::Person], Class::Define);
    }
}

/// One clause of the role `warden`, for one zone or for each.
pub fn warden(rng: &mut Rng, words: &Words) -> String {
    let own = rng.percent(50);
    let (argument, vars): (&str, &[(&str, S)]) =
        if own { ("z", &[("z", S::Zone)]) } else { (S::Zone.elements()[rng.below(2)], &[]) };
    let mut scope = Scope::new(Place::Role, vars);
    let is = who(rng, words, &mut scope);
    let when = match rng.below(10) {
        0..3 => format!(" when {}", formula(rng, words, &mut scope, 1)),
        3 => format!(" unless {}", formula(rng, words, &mut scope, 1)),
        _ => String::new(),
    };
    format!("role warden({argument}) is {is}{when}\n")
}

fn assumption(rng: &mut Rng, words: &mut Words, text: &mut String) {
    words.assumption = rng.percent(35);
    if words.assumption {
        let mut scope = Scope::new(Place::Assumption, &[]);
        let body = formula(rng, words, &mut scope, 2);
        let _ = writeln!(text, "assume calm: {body} because \"an invented premise\"");
    }
}
