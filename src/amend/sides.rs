//! Two wordings side by side, provision by provision, as they are written: what is the same is left out, and of what is
//! not, the words that differ are marked.

mod parts;
mod words;

use std::collections::BTreeMap;

use crate::problem::Lang;
use crate::source::Sources;
use crate::syntax::main_language;
use crate::syntax::tree::{Item, Name, Provision, Tree};
use parts::{Part, head, parts};

/// Trees with the texts from which they come.
#[derive(Clone, Copy)]
pub struct Written<'a> {
    pub sources: &'a Sources,
    pub trees: &'a [Tree],
}

/// Some words of a line, and whether the other side has others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    pub text: String,
    pub differs: bool,
}

/// One line of a side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// What is the same on the other side.
    Omitted,
    /// So many columns to the right.
    Words(usize, Vec<Run>),
}

/// A provision (or a declaration in none), or a run of those that are the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// From the first to the last number; what has no number is not counted among them.
    Same(String, String),
    /// None: it is not there.
    Differs { old: Option<Vec<Line>>, new: Option<Vec<Line>> },
}

/// One thing that has a row.
struct Unit {
    /// The number; none of a declaration that stands in no provision.
    number: Option<String>,
    parts: Vec<Part>,
}

/// The rows in the order of the new wording; what is only in the old one stands where it stood there.
///
/// `renamed` is what the new wording calls otherwise: the old name and the new.
pub fn rows(old: Written, new: Written, renamed: &[(Name, Name)]) -> Vec<Row> {
    let lang = language(old);
    let (before, mut after) = (units(old, renamed, lang), units(new, &[], lang));
    after.put_in_place(&before);
    let mut rows: Vec<Row> = Vec::new();
    // What is gone stands behind what stood before it.
    let gone = |from: usize| {
        let after = &after;
        before.keys[from..].iter().take_while(move |key| !after.all.contains_key(*key))
    };
    rows.extend(gone(0).map(|key| row(before.all.get(key), None)));
    for key in &after.keys {
        add(&mut rows, row(before.all.get(key), after.all.get(key)), after.all.get(key));
        if let Some(at) = before.keys.iter().position(|known| known == key) {
            rows.extend(gone(at + 1).map(|key| row(before.all.get(key), None)));
        }
    }
    rows
}

/// Adds a row; of units that are the same one after the other the first and the last are told.
fn add(rows: &mut Vec<Row>, row: Row, unit: Option<&Unit>) {
    let Row::Same(..) = row else { return rows.push(row) };
    let Some(number) = unit.and_then(|unit| unit.number.clone()) else { return };
    match rows.last_mut() {
        Some(Row::Same(_, last)) => *last = number,
        _ => rows.push(Row::Same(number.clone(), number)),
    }
}

fn row(old: Option<&Unit>, new: Option<&Unit>) -> Row {
    match (old, new) {
        (Some(old), Some(new)) if old.parts == new.parts => Row::Same(String::new(), String::new()),
        (Some(old), Some(new)) => {
            let (old, new) = words::compared(&old.parts, &new.parts);
            Row::Differs { old: Some(old), new: Some(new) }
        }
        (old, new) => {
            let whole = |unit: &Unit| unit.parts.iter().flat_map(words::whole).collect();
            Row::Differs { old: old.map(whole), new: new.map(whole) }
        }
    }
}

/// All units by their keys.
struct Units {
    keys: Vec<String>,
    all: BTreeMap<String, Unit>,
    /// Of provisions: by what they are ordered.
    orders: BTreeMap<String, Order>,
}

/// What its first step is called without its numbers, and the numbers of each step.
type Order = (String, Vec<Vec<u32>>);

/// By what a number is ordered: 第5条の2第3項 stands behind 第5条第4項.
fn order(path: &[String]) -> Order {
    let numbers = |step: &String| {
        let digits = step.split(|c: char| !c.is_ascii_digit()).filter(|word| !word.is_empty());
        digits.map(|word| word.parse().unwrap_or(u32::MAX)).collect::<Vec<u32>>()
    };
    let first = path
        .first()
        .map_or(String::new(), |step| step.chars().filter(|c| !c.is_ascii_digit() && *c != 'の').collect());
    (first, path.iter().map(numbers).collect())
}

impl Units {
    /// Puts provisions that the other wording does not have where their numbers say: an amendment adds them at the end.
    fn put_in_place(&mut self, other: &Units) {
        let (own, new): (Vec<String>, Vec<String>) = std::mem::take(&mut self.keys)
            .into_iter()
            .partition(|key| other.all.contains_key(key) || !self.orders.contains_key(key));
        self.keys = own;
        for key in new {
            let order = &self.orders[&key];
            let before = |known: &String| {
                self.orders.get(known).filter(|other| other.0 == order.0 && other.1 < order.1)
            };
            let last = self.keys.iter().enumerate().filter_map(|(at, known)| Some((before(known)?, at)));
            let at = last.max().map_or(self.keys.len(), |(_, at)| at + 1);
            self.keys.insert(at, key);
        }
    }

    fn add(&mut self, key: String, number: Option<String>, parts: Vec<Part>) {
        // What is declared in several lines (a role) is one unit.
        if let Some(unit) = self.all.get_mut(&key) {
            unit.parts.extend(parts);
        } else {
            self.keys.push(key.clone());
            self.all.insert(key, Unit { number, parts });
        }
    }
}

/// The language in which most of the rules are written.
fn language(written: Written) -> Lang {
    let of = |tree: &&Tree| main_language(&written.sources.get(tree.file).text, tree) == Lang::Ja;
    let count = |trees: Vec<&Tree>| trees.iter().map(|tree| tree.items.len()).sum::<usize>();
    let (japanese, english): (Vec<&Tree>, Vec<&Tree>) = written.trees.iter().partition(of);
    if count(japanese) > count(english) { Lang::Ja } else { Lang::En }
}

fn units(written: Written, renamed: &[(Name, Name)], lang: Lang) -> Units {
    let parts = |item: &Item| {
        let own = parts(written.sources, item, lang).into_iter();
        own.map(|part| part.renamed(renamed)).collect::<Vec<Part>>()
    };
    let mut units = Units { keys: Vec::new(), all: BTreeMap::new(), orders: BTreeMap::new() };
    for tree in written.trees {
        for item in &tree.items {
            match item {
                Item::Provision(_) => provisions(item, lang, &parts, &mut units),
                other => {
                    let parts = parts(other);
                    if let Some(first) = parts.first() {
                        units.add(first.key.clone(), None, parts.clone());
                    }
                }
            }
        }
    }
    units
}

/// A provision and those in it.
fn provisions(item: &Item, lang: Lang, parts: &impl Fn(&Item) -> Vec<Part>, units: &mut Units) {
    let outer = std::slice::from_ref(item);
    let mut each = |provision: &Provision| {
        let number = provision.number.number();
        let mut all = vec![head(provision, lang)];
        let own = provision.block.iter().flatten().filter(|inner| !matches!(inner, Item::Provision(_)));
        all.extend(own.flat_map(parts));
        units.orders.insert(number.clone(), order(&provision.number.path));
        units.add(number.clone(), Some(number), all);
    };
    walk(outer, &mut each);
}

fn walk(items: &[Item], work: &mut impl FnMut(&Provision)) {
    for item in items {
        if let Item::Provision(provision) = item {
            work(provision);
            walk(provision.block.as_deref().unwrap_or_default(), work);
        }
    }
}
