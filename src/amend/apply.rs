//! One change after the other, made to the trees.

use super::declared::{Match, declared, matches};
use super::event::Event;
use super::provision::{each_item, each_list, find, is_within};
use super::{set, told};
use crate::model::from_syntax::key;
use crate::problem::Problem;
use crate::source::{Sources, Span};
use crate::syntax::calendar::Date;
use crate::syntax::keywords::Keyword;
use crate::syntax::tree::{Change, Citation, Item, Name, Ref, Target, Tree};

/// The wording as far as it has come.
pub struct Working<'s> {
    pub sources: &'s Sources,
    pub trees: Vec<Tree>,
    pub problems: Vec<Problem>,
    /// What was taken out, and where that is said.
    pub gone: Vec<Gone>,
    /// What was changed on which day, by which amendment.
    changed: Vec<(Date, String, Span, String)>,
}

/// Something that is in the wording no more.
#[derive(Debug, Clone)]
pub struct Gone {
    /// The name or the number, in the form in which names are compared.
    pub what: String,
    pub by: String,
    pub span: Span,
    /// What it is called since then, if it has only another name.
    pub to: Option<String>,
}

impl<'s> Working<'s> {
    /// Nothing changed yet.
    pub fn new(sources: &'s Sources, trees: Vec<Tree>) -> Self {
        Self { sources, trees, problems: Vec::new(), gone: Vec::new(), changed: Vec::new() }
    }

    /// Makes a change; what cannot be made is told, and nothing happens.
    pub fn apply(&mut self, event: &Event) {
        let span = event.change.span();
        match &event.change {
            Change::Replace { target, items, .. } => {
                self.once(event, &what(target), span);
                match target {
                    Target::Provision(cite) => self.replace_provision(event, cite, items),
                    Target::Declaration { category, name, span } => {
                        self.exchange(event, *category, name, *span, items);
                    }
                }
            }
            Change::Repeal { target, .. } => {
                self.once(event, &what(target), span);
                match target {
                    Target::Provision(cite) => self.repeal_provision(event, cite),
                    Target::Declaration { category, name, span } => {
                        self.exchange(event, *category, name, *span, &[]);
                    }
                }
            }
            Change::Add { item, .. } => self.add(event, item),
            Change::SetCell(cell) => {
                let args: Vec<&str> = cell.target.args.iter().flatten().filter_map(told::argument).collect();
                self.once(event, &format!("{}({})", key(&cell.target.name.text), args.join(",")), span);
                if let Err(problem) = set::cell(&mut self.trees, cell) {
                    self.problems.push(*problem);
                }
            }
            Change::SetAttribute(value) => {
                let subject = format!("{}.{}", key(&value.element.text), key(&value.attribute.text));
                self.once(event, &subject, span);
                if let Err(problem) = set::attribute(&mut self.trees, value) {
                    self.problems.push(*problem);
                }
            }
            Change::Rename { from, to, .. } => self.rename(event, from, to),
            // Has moved the others; and what could not be read is told already.
            Change::Keep { .. } | Change::Hole(_) => {}
        }
    }

    /// Two amendments of one thing on one day contradict each other, or depend on an order that nobody has said.
    fn once(&mut self, event: &Event, subject: &str, span: Span) {
        let (Some(day), name) = (event.date, &event.of.name.text) else { return };
        let mut before = self.changed.iter();
        let other = before.find(|(date, what, _, by)| *date == day && what == subject && by != name);
        if let Some((.., first, by)) = other {
            self.problems.push(told::twice(name, day, span, *first, by));
        }
        self.changed.push((day, subject.to_string(), span, name.clone()));
    }

    /// Remembers what is in the wording no more.
    fn took_out(&mut self, event: &Event, what: String, to: Option<&Name>) {
        let (by, to) = (event.of.name.text.clone(), to.map(|name| name.text.clone()));
        self.gone.push(Gone { what, by, span: event.change.span(), to });
    }

    /// Remembers everything that these items declare and the others do not.
    fn took_out_all(&mut self, event: &Event, old: &[Item], new: &[Item]) {
        let kept = declared(new);
        declared(old).into_iter().filter(|name| !kept.contains(name)).for_each(|name| {
            self.took_out(event, name, None);
        });
    }

    fn replace_provision(&mut self, event: &Event, cite: &Citation, items: &[Item]) {
        let Some(provision) = find(&mut self.trees, &cite.path) else {
            return self.missing_provision(event, cite);
        };
        let old = provision.block.take().unwrap_or_default();
        // What stands in parts of it has its home there.
        let (parts, gone): (Vec<Item>, Vec<Item>) =
            old.into_iter().partition(|item| matches!(item, Item::Provision(_)));
        let block: Vec<Item> = items.iter().cloned().chain(parts).collect();
        provision.mark = None;
        provision.digest = None;
        provision.block = Some(block);
        self.took_out_all(event, &gone, items);
    }

    fn repeal_provision(&mut self, event: &Event, cite: &Citation) {
        let mut gone: Vec<Item> = Vec::new();
        each_list(&mut self.trees, &mut |items| {
            gone.extend(items.extract_if(
                ..,
                |item| matches!(item, Item::Provision(it) if is_within(&it.number.path, &cite.path)),
            ));
        });
        if gone.is_empty() {
            return self.missing_provision(event, cite);
        }
        self.took_out(event, cite.number(), None);
        self.took_out_all(event, &gone, &[]);
    }

    /// Puts items in the place of a declaration; none: takes it out.
    fn exchange(&mut self, event: &Event, category: Keyword, name: &Ref, at: Span, items: &[Item]) {
        let mut fitting: Vec<(Match, Span)> = Vec::new();
        each_item(&self.trees, &mut |item| match matches(item, category, name) {
            Match::Not => {}
            found => fitting.push((found, item.span())),
        });
        // A name of its own goes before the name of the act.
        if fitting.iter().any(|(found, _)| *found == Match::Named) {
            fitting.retain(|(found, _)| *found == Match::Named);
        }
        let places: Vec<Span> = fitting.iter().map(|(_, span)| *span).collect();
        let is_norm = matches!(category, Keyword::Permit | Keyword::Forbid | Keyword::Duty);
        if is_norm && places.len() > 1 {
            let verb = if items.is_empty() { "repeal" } else { "replace" };
            self.problems.push(told::ambiguous(self, verb, at, category, name, &places));
            return;
        }
        if places.is_empty() {
            self.problems.push(told::missing(self, event, category, name, at));
            return;
        }
        let mut new = Some(items.to_vec());
        let mut gone: Vec<Item> = Vec::new();
        each_list(&mut self.trees, &mut |list| {
            let mut index = 0;
            while index < list.len() {
                if !places.contains(&list[index].span()) {
                    index += 1;
                    continue;
                }
                let left = without(&list[index], category, name);
                gone.push(list[index].clone());
                let put: Vec<Item> = left.into_iter().chain(new.take().unwrap_or_default()).collect();
                let count = put.len();
                list.splice(index..=index, put);
                index += count;
            }
        });
        if items.is_empty() && !is_norm {
            self.took_out(event, key(&name.name.text).into_owned(), None);
        }
        // Of several offices in a line the others are left.
        if category != Keyword::Office {
            self.took_out_all(event, &gone, items);
        }
    }

    /// Adds a declaration at the end of the file of the amendment.
    fn add(&mut self, event: &Event, item: &Item) {
        let file = event.of.span.file;
        let Some(tree) = self.trees.iter_mut().find(|tree| tree.file == file) else { return };
        tree.items.push(item.clone());
    }

    fn rename(&mut self, event: &Event, from: &Name, to: &Name) {
        if super::rename(&mut self.trees, from, to) {
            self.took_out(event, key(&from.text).into_owned(), Some(to));
        } else {
            self.problems.push(told::unnamed(self, event, from));
        }
    }

    fn missing_provision(&mut self, event: &Event, cite: &Citation) {
        self.problems.push(told::missing_provision(self, event, cite));
    }
}

/// What is left of a declaration of several when one of them is taken out.
fn without(item: &Item, category: Keyword, name: &Ref) -> Option<Item> {
    let Item::Office(office) = item else { return None };
    if category != Keyword::Office {
        return None;
    }
    let mut office = office.clone();
    office.entries.retain(|entry| key(&entry.name.text) != key(&name.name.text));
    (!office.entries.is_empty()).then_some(Item::Office(office))
}

/// By what two changes of one thing are known.
fn what(target: &Target) -> String {
    match target {
        Target::Provision(cite) => cite.number(),
        Target::Declaration { category, name, .. } => format!("{category:?} {}", key(&name.name.text)),
    }
}
