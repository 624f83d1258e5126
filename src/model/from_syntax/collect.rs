//! The declarations of all files by category, each with the provision and the options it stands in.
//!
//! Provisions and readings get their ids here, because everything else stands inside of them.

use super::resolver::{Place, Resolver};
use crate::model::{Missing, Origin, ProvisionId, Reading, ReadingChoice, ReadingId, ReadingOption};
use crate::problem::catalogue::{model, words};
use crate::problem::{Arg, Problem, Text};
use crate::source::Span;
use crate::syntax::keywords::Keyword;
use crate::syntax::tree::{self, Item, OptionItem, Tree};

/// A declaration and where it stands.
pub struct Placed<'t, T> {
    pub item: &'t T,
    pub place: Place,
}

/// Everything a regulation declares, in source order within each category.
#[derive(Default)]
pub struct Collected<'t> {
    pub regulations: Vec<&'t tree::Regulation>,
    pub instruments: Vec<&'t tree::Instrument>,
    pub kinds: Vec<Placed<'t, tree::Kind>>,
    pub offices: Vec<Placed<'t, tree::Office>>,
    pub roles: Vec<Placed<'t, tree::Role>>,
    pub facts: Vec<Placed<'t, tree::Fact>>,
    pub tables: Vec<Placed<'t, tree::Table>>,
    pub acts: Vec<Placed<'t, tree::Act>>,
    pub defines: Vec<Placed<'t, tree::Define>>,
    pub assumes: Vec<Placed<'t, tree::Assume>>,
    pub readings: Vec<Placed<'t, tree::Reading>>,
    pub cells: Vec<Placed<'t, tree::SetCell>>,
    pub attributes: Vec<Placed<'t, tree::SetAttribute>>,
    pub norms: Vec<Placed<'t, tree::Norm>>,
    pub properties: Vec<Placed<'t, tree::Property>>,
    pub expects: Vec<Placed<'t, tree::Expect>>,
    pub allows: Vec<Placed<'t, tree::Allow>>,
    pub scenarios: Vec<Placed<'t, tree::Scenario>>,
    pub publishes: Vec<Placed<'t, tree::Publish>>,
    pub amendments: Vec<Placed<'t, tree::Amendment>>,
    pub approves: Vec<Placed<'t, tree::Approve>>,
    pub holes: Vec<&'t tree::Hole>,
    /// How many provisions have been passed.
    provisions: usize,
}

impl Resolver<'_> {
    /// Sorts the items of all trees; provisions and readings are entered into the model.
    pub fn collect<'t>(&mut self, trees: &'t [Tree]) -> Collected<'t> {
        for tree in trees {
            self.number_provisions(&tree.items);
        }
        let mut out = Collected::default();
        for tree in trees {
            self.collect_items(&tree.items, &Place::default(), &mut out);
        }
        out
    }

    /// Provisions first, so that what cites one may stand before it.
    fn number_provisions(&mut self, items: &[Item]) {
        for item in items {
            if let Item::Provision(p) = item {
                self.provision(p);
                self.number_provisions(p.block.as_deref().unwrap_or_default());
            }
        }
    }

    fn collect_items<'t>(&mut self, items: &'t [Item], place: &Place, out: &mut Collected<'t>) {
        for item in items {
            self.collect_item(item, place, out);
        }
    }

    fn collect_item<'t>(&mut self, item: &'t Item, place: &Place, out: &mut Collected<'t>) {
        macro_rules! put {
            ($list:ident, $item:expr) => {
                out.$list.push(Placed { item: $item, place: place.clone() })
            };
        }
        match item {
            Item::Regulation(r) => out.regulations.push(r),
            // Versions were checked when the files were read.
            Item::Version(_) | Item::Amends(_) => {}
            Item::Instrument(i) => out.instruments.push(i),
            Item::Provision(p) => self.collect_provision(p, place, out),
            Item::Kind(k) => put!(kinds, k),
            Item::Office(o) => put!(offices, o),
            Item::Role(r) => put!(roles, r),
            Item::Fact(f) => put!(facts, f),
            Item::Table(t) => put!(tables, t),
            Item::Act(a) => put!(acts, a),
            Item::Define(d) => put!(defines, d),
            Item::Assume(a) => put!(assumes, a),
            Item::Reading(r) => self.collect_reading(r, place, out),
            Item::Norm(n) => put!(norms, n),
            Item::Property(p) => put!(properties, p),
            Item::Expect(e) => put!(expects, e),
            Item::Allow(a) => put!(allows, a),
            Item::Scenario(s) => put!(scenarios, s),
            Item::Amendment(a) => put!(amendments, a),
            Item::Approve(a) => put!(approves, a),
            Item::Publish(p) => put!(publishes, p),
            Item::Hole(h) => out.holes.push(h),
        }
    }

    fn collect_provision<'t>(&mut self, p: &'t tree::Provision, place: &Place, out: &mut Collected<'t>) {
        // The same walk in the same order as `number_provisions`.
        let home = ProvisionId::from_index(out.provisions);
        out.provisions += 1;
        let inner = Place { home: Some(home), readings: place.readings.clone() };
        if let Some(block) = &p.block {
            self.collect_items(block, &inner, out);
        }
    }

    fn collect_reading<'t>(&mut self, r: &'t tree::Reading, place: &Place, out: &mut Collected<'t>) {
        let id = ReadingId::from_index(self.model.readings.len());
        self.declare(words::READING, &r.name, |names| &mut names.readings, id);
        let options =
            r.options.iter().map(|o| ReadingOption { name: o.name.text.clone(), origin: Origin::default() });
        let reading = Reading {
            name: r.name.text.clone(),
            options: options.collect(),
            default: self.default_option(r),
            origin: Origin::default(),
        };
        self.model.readings.push(reading);
        self.doubled_options(r);
        out.readings.push(Placed { item: r, place: place.clone() });
        for (index, option) in r.options.iter().enumerate() {
            let mut inner = self.option_home(r, option, place);
            let option_index = u32::try_from(index).unwrap_or(u32::MAX);
            inner.readings.push(ReadingChoice { reading: id, option: option_index });
            self.collect_option(option, &inner, out);
        }
    }

    fn collect_option<'t>(
        &mut self,
        option: &'t tree::ReadingOption,
        place: &Place,
        out: &mut Collected<'t>,
    ) {
        for item in &option.items {
            match item {
                OptionItem::Cell(cell) => out.cells.push(Placed { item: cell, place: place.clone() }),
                OptionItem::Attribute(set) => out.attributes.push(Placed { item: set, place: place.clone() }),
                OptionItem::Item(
                    item @ (Item::Norm(_) | Item::Role(_) | Item::Define(_) | Item::Hole(_)),
                ) => {
                    self.collect_item(item, place, out);
                }
                OptionItem::Item(other) => self.not_in_option(other, option),
            }
        }
    }

    fn not_in_option(&mut self, item: &Item, option: &tree::ReadingOption) {
        let (word, span, name) = describe(item);
        self.report(
            Problem::new(&model::VOCABULARY_IN_OPTION)
                .at(span)
                .arg("what", Arg::Word(word))
                .name("option", &option.name.text)
                .help("outside"),
        );
        self.hole(span, name, Missing::Declaration);
    }

    fn default_option(&mut self, r: &tree::Reading) -> u32 {
        let marked: Vec<usize> = (0..r.options.len()).filter(|&i| r.options[i].default).collect();
        if let [first, second, ..] = marked[..] {
            let problem = Problem::new(&model::READING_DEFAULT)
                .label(r.options[second].name.span, "again")
                .label(r.options[first].name.span, "first");
            self.report(problem.name("name", &r.name.text).help("one"));
        }
        if marked.is_empty() {
            let problem = Problem::new(&model::READING_DEFAULT).at(r.name.span);
            self.report(problem.name("name", &r.name.text).help("mark"));
        }
        marked.first().map_or(0, |&i| u32::try_from(i).unwrap_or(0))
    }

    fn doubled_options(&mut self, r: &tree::Reading) {
        let mut seen = super::names::Namespace::default();
        for option in &r.options {
            if let Err(first) = seen.add(&option.name.text, (), option.name.span) {
                self.twice(words::OPTION, &option.name, first, "rename");
            }
        }
    }

    /// Enters what could not be read, so that references to it break quietly.
    pub fn unread(&mut self, holes: &[&tree::Hole]) {
        for hole in holes {
            let what = match hole.keyword {
                Some(Keyword::Property) => Missing::Claim,
                Some(Keyword::Scenario) => Missing::Scenario,
                Some(Keyword::Publish) => Missing::Publication,
                _ => Missing::Declaration,
            };
            self.hole(hole.span, hole.name.as_ref().map(|n| n.text.as_str()), what);
        }
    }

    /// What could not be read leaves something unsaid: about one name, or about anything.
    pub fn taint_unread(&mut self, holes: &[&tree::Hole]) {
        for hole in holes {
            let name = hole.name.as_ref().map(|n| n.text.as_str());
            if let Some(relation) = name.and_then(|n| self.names.relations.get(n)) {
                self.taint.relations.insert(relation);
            }
            self.taint.everything |= match hole.keyword {
                Some(
                    Keyword::Property
                    | Keyword::Scenario
                    | Keyword::Publish
                    | Keyword::Expect
                    | Keyword::Allow
                    | Keyword::Assume
                    | Keyword::Amendment
                    | Keyword::Approve
                    | Keyword::Regulation
                    | Keyword::Instrument
                    | Keyword::Kitei,
                ) => false,
                // A name that nothing else declares breaks every reference to it; that is enough.
                Some(
                    Keyword::Role
                    | Keyword::Define
                    | Keyword::Act
                    | Keyword::Office
                    | Keyword::Fact
                    | Keyword::Kind
                    | Keyword::Open
                    | Keyword::Table,
                ) => name.is_none(),
                _ => true,
            };
        }
    }
}

/// What an item is, where, and its name.
fn describe(item: &Item) -> (Text, Span, Option<&str>) {
    match item {
        Item::Kind(i) => (words::KIND, i.span, Some(&i.name.text)),
        Item::Office(i) => (words::OFFICE, i.span, i.entries.first().map(|e| e.name.text.as_str())),
        Item::Fact(i) => (words::FACT, i.span, Some(&i.name.text)),
        Item::Table(i) => (words::TABLE, i.span, Some(&i.name.text)),
        Item::Act(i) => (words::ACT, i.span, Some(&i.name.text)),
        Item::Assume(i) => (words::ASSUMPTION, i.span, Some(&i.name.text)),
        Item::Reading(i) => (words::READING, i.span, Some(&i.name.text)),
        Item::Provision(i) => (words::PROVISION, i.span, None),
        Item::Instrument(i) => (words::INSTRUMENT, i.span, Some(&i.name.text)),
        Item::Property(i) => (words::PROPERTY, i.span, Some(&i.name.text)),
        Item::Scenario(i) => (words::SCENARIO, i.span, Some(&i.name.text)),
        Item::Publish(i) => (words::PUBLICATION, i.span, Some(&i.name.text)),
        Item::Amendment(i) => (words::AMENDMENT, i.span, Some(&i.name.text)),
        Item::Regulation(i) => (words::REGULATION, i.span, Some(&i.name.text)),
        Item::Role(i) => (words::ROLE, i.span, Some(&i.head.name.text)),
        Item::Define(i) => (words::DEFINITION, i.span, Some(&i.name.text)),
        Item::Norm(i) => (words::NORM, i.span, i.name.as_ref().map(|n| n.text.as_str())),
        Item::Expect(i) => (words::PROPERTY, i.span, None),
        Item::Allow(i) => (words::CHECK, i.span, None),
        Item::Approve(i) => (words::AMENDMENT, i.span, None),
        Item::Version(i) => (words::REGULATION, i.span, None),
        Item::Amends(i) => (words::REGULATION, i.span, None),
        Item::Hole(i) => (words::NAME, i.span, i.name.as_ref().map(|n| n.text.as_str())),
    }
}
