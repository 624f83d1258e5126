//! Kinds, offices, facts, acts and roles of a random regulation.

use std::fmt::Write;

use super::formula::{Place, Scope, atom};
use crate::oracle::generate::rng::Rng;

/// The sort of an argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum S {
    Person,
    Zone,
    Case,
    Number,
}

impl S {
    /// Its name in the language.
    pub fn word(self) -> &'static str {
        match self {
            S::Person => "person",
            S::Zone => "Zone",
            S::Case => "Case",
            S::Number => "number",
        }
    }

    /// The name of a parameter.
    pub fn letter(self) -> &'static str {
        match self {
            S::Person => "q",
            S::Zone => "z",
            S::Case => "c",
            S::Number => "n",
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
}

/// A relation and the sorts of its arguments.
#[derive(Debug, Clone)]
pub struct Word {
    pub name: &'static str,
    pub sorts: Vec<S>,
    pub class: Class,
}

/// An act, its parameters, and which relation it gives.
#[derive(Debug, Clone)]
pub struct ActWord {
    pub name: &'static str,
    pub params: Vec<S>,
    pub gives: Option<&'static str>,
    pub ends: Option<&'static str>,
}

/// What has been declared.
#[derive(Debug, Clone, Default)]
#[allow(clippy::struct_excessive_bools)] // one flag for each thing that there may be
pub struct Words {
    pub relations: Vec<Word>,
    pub acts: Vec<ActWord>,
    pub zones: bool,
    pub cases: bool,
    pub first: bool,
    pub assumption: bool,
    /// Whether zones and hours have a table.
    pub table: bool,
    /// Whether cases have an amount.
    pub amounts: bool,
    /// Atoms that turn on a gap of the text.
    pub gaps: Vec<&'static str>,
    pub reading: bool,
}

impl Words {
    fn relation(&mut self, name: &'static str, sorts: &[S], class: Class) {
        self.relations.push(Word { name, sorts: sorts.to_vec(), class });
    }

    /// An act that gives (or ends) something.
    fn act(&mut self, name: &'static str, params: &[S], gives: Option<&'static str>) {
        self.acts.push(ActWord { name, params: params.to_vec(), gives, ends: None });
    }

    fn ending(&mut self, name: &'static str, params: &[S], ends: &'static str) {
        self.acts.push(ActWord { name, params: params.to_vec(), gives: None, ends: Some(ends) });
    }

    /// What can have come about before an act of this position: nothing earned but by earlier acts.
    pub fn before(&self, position: usize) -> Words {
        let acts = self.acts[..position].to_vec();
        let given = |word: &Word| acts.iter().any(|act| act.gives == Some(word.name));
        let known = |word: &&Word| match word.class {
            Class::Earned | Class::Role if word.name != "deputy" => given(word),
            _ => true,
        };
        let relations = self.relations.iter().filter(known).cloned().collect();
        Words { relations, acts, ..self.clone() }
    }

    /// Whether a relation of this name is declared.
    pub fn has(&self, name: &str) -> bool {
        self.relations.iter().any(|word| word.name == name)
    }

    /// The relations of a class.
    pub fn of(&self, class: Class) -> Vec<&Word> {
        self.relations.iter().filter(|word| word.class == class).collect()
    }
}

/// The declarations.
pub fn declare(rng: &mut Rng, words: &mut Words) -> String {
    let mut text = String::from("kitei 1\n");
    words.zones = rng.percent(35);
    if words.zones {
        zones(rng, words, &mut text);
    }
    words.cases = rng.percent(40);
    words.first = rng.percent(45);
    if words.cases {
        cases(rng, words, &mut text);
    }
    circumstances(rng, words, &mut text);
    acts(rng, words, &mut text);
    roles(rng, words, &mut text);
    words.assumption = words.has("head") && rng.percent(25);
    if words.assumption {
        let body = *rng.pick(&[
            "no person p: p is chief and p is head",
            "some person p: p is chief",
            "every person p: p is head implies p is chief",
        ]);
        let _ = writeln!(text, "assume calm: {body} because \"an invented premise\"");
    }
    text
}

/// Two zones, of which one may have no level, and perhaps a table of them.
fn zones(rng: &mut Rng, words: &mut Words, text: &mut String) {
    let (east, west) = match rng.below(10) {
        0..2 => ("", " (level 3)"),
        2..4 => (" (level 1)", ""),
        _ => (" (level 1)", " (level 3)"),
    };
    let _ = writeln!(text, "kind Zone (level: number) {{ east{east}, west{west} }}");
    if east.is_empty() {
        words.gaps.push("east.level ≥ 2");
    }
    if west.is_empty() {
        words.gaps.push("west.level ≥ 2");
    }
    words.table = rng.percent(40);
    if words.table {
        let cells: Vec<_> = (0..4).map(|_| *rng.pick(&["○", "○", "×", "?"])).collect();
        let _ = writeln!(
            text,
            "kind Hour {{ day, night }}\ntable listed(Zone, Hour) {{\n       day night\n  east {} {}\n  west {} {}\n}}",
            cells[0], cells[1], cells[2], cells[3]
        );
        let names = ["listed(east, day)", "listed(east, night)", "listed(west, day)", "listed(west, night)"];
        let unknown = names.iter().zip(cells).filter(|(_, cell)| *cell == "?");
        words.gaps.extend(unknown.map(|(name, _)| *name));
    }
}

/// Cases, which may have an amount; whether that of the first one is told.
fn cases(rng: &mut Rng, words: &mut Words, text: &mut String) {
    words.amounts = rng.percent(45);
    let amount = if words.amounts { " (amount: number)" } else { "" };
    let told = if words.amounts && rng.percent(50) { " (amount 20)" } else { "" };
    let first = if words.first { format!(" {{ first{told} }}") } else { String::new() };
    let _ = writeln!(text, "open kind Case{amount}{first}");
    if words.amounts && words.first && told.is_empty() {
        words.gaps.push("first.amount ≥ 10");
    }
}

fn circumstances(rng: &mut Rng, words: &mut Words, text: &mut String) {
    let vacant = |rng: &mut Rng| if rng.percent(25) { " may be vacant" } else { "" };
    words.relation("chief", &[S::Person], Class::Office);
    let _ = writeln!(text, "office chief{}", vacant(rng));
    if rng.percent(55) {
        words.relation("head", &[S::Person], Class::Office);
        let _ = writeln!(text, "office head{}", vacant(rng));
    } else if words.zones && rng.percent(50) {
        words.relation("guard", &[S::Person, S::Zone], Class::Office);
        let _ = writeln!(text, "office guard(Zone){}", vacant(rng));
    }
    let mut fact = |name, sorts: &[S], line: &str, chance| {
        if rng.percent(chance) {
            words.relation(name, sorts, Class::Circumstance);
            let _ = writeln!(text, "{line}");
        }
    };
    fact("member", &[S::Person], "fact member(person)", 30);
    fact("absent", &[S::Person], "fact absent(person)", 20);
    fact("trusted", &[S::Person], "fact trusted(person) fixed", 20);
    fact("busy", &[], "fact busy", 32);
}

/// Two to five acts.
fn acts(rng: &mut Rng, words: &mut Words, text: &mut String) {
    let zones = words.zones;
    let mut chance = |of: usize| rng.percent(of);
    if chance(55) {
        let two = zones && chance(50);
        let sorts: &[S] = if two { &[S::Person, S::Zone] } else { &[S::Person] };
        words.relation("cleared", sorts, Class::Earned);
        words.act("grant", sorts, Some("cleared"));
        text.push_str(if two {
            "fact cleared(person, Zone)\nact grant(q: person, z: Zone) gives cleared(q, z)\n"
        } else {
            "fact cleared(person)\nact grant(q: person) gives cleared(q)\n"
        });
        if chance(35) {
            words.ending("revoke", &[S::Person], "cleared");
            let args = if two { "(q, _)" } else { "(q)" };
            let _ = writeln!(text, "act revoke(q: person) ends cleared{args}");
        }
    }
    if chance(45) {
        words.relation("key", &[S::Person], Class::Earned);
        words.act("hand", &[S::Person], Some("key"));
        let busy = if words.has("busy") && chance(60) { " when not busy" } else { "" };
        let _ = writeln!(text, "fact key(person)\nact hand(q: person) gives key(q){busy}");
        if chance(30) {
            words.ending("take", &[S::Person], "key");
            text.push_str("act take(q: person) ends key(q)\n");
        } else if chance(35) {
            // The one key passes on.
            words.act("pass", &[S::Person], Some("key"));
            text.push_str("act pass(q: person) gives key(q) ends key(_)\n");
        }
    }
    if words.cases {
        words.act("file", &[S::Case], None);
        text.push_str("act file(c: Case)\n");
        words.relation("signed", &[S::Case], Class::Earned);
        words.act("sign", &[S::Case], Some("signed"));
        text.push_str("fact signed(Case)\nact sign(c: Case) gives signed(c)\n");
        if chance(25) {
            words.relation("assigned", &[S::Person, S::Case], Class::Earned);
            words.act("assign", &[S::Person, S::Case], Some("assigned"));
            text.push_str(
                "fact assigned(person, Case)\nact assign(q: person, c: Case) gives assigned(q, c)\n",
            );
        }
    }
    if chance(40) {
        words.relation("sworn", &[S::Person], Class::Earned);
        words.act("swear", &[], Some("sworn"));
        let member = if words.has("member") && chance(40) { " when member(actor)" } else { "" };
        let _ = writeln!(text, "fact sworn(person)\nact swear gives sworn(actor){member}");
    }
    if chance(35) {
        words.relation("ready", &[], Class::Earned);
        words.act("begin", &[], Some("ready"));
        text.push_str("fact ready\nact begin gives ready\n");
        if chance(40) {
            words.ending("finish", &[], "ready");
            text.push_str("act finish ends ready\n");
        }
    }
    if chance(5) {
        words.act("pay", &[S::Number], None);
        text.push_str("act pay(n: number)\n");
    }
    if chance(50) || words.acts.len() < 2 {
        let sorts: &[S] = if zones { &[S::Zone] } else { &[] };
        words.act("enter", sorts, None);
        text.push_str(if zones { "act enter(z: Zone)\n" } else { "act enter\n" });
    }
}

fn roles(rng: &mut Rng, words: &mut Words, text: &mut String) {
    if rng.percent(25) {
        let by = *rng.pick(&["chief", "chief", "(chief or clerk)"]);
        let when = if rng.percent(40) {
            format!(" when {}", atom(rng, words, &mut Scope::new(Place::Rule, &[])))
        } else {
            String::new()
        };
        let by = if by.contains("clerk") { "chief" } else { by };
        let _ = writeln!(text, "role clerk named by {by}{when}");
        words.relation("clerk", &[S::Person], Class::Role);
        words.act("「name clerk」", &[S::Person], Some("clerk"));
        words.ending("「dismiss clerk」", &[S::Person], "clerk");
    }
    if words.has("absent") && words.has("head") && rng.percent(70) {
        text.push_str("role deputy is head when some person q: q is chief and absent(q)\n");
        text.push_str("role deputy is chief\n");
        words.relation("deputy", &[S::Person], Class::Role);
    }
}
