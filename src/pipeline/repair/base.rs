//! The regulation to be repaired: its texts as they are written, and what it is with one more amendment.

use std::collections::BTreeSet;

use crate::model::Model;
use crate::pipeline::{Parsed, Resolved, tree_of};
use crate::problem::{Lang, Problem};
use crate::source::{FileId, SourceFile, Sources, Span};
use crate::syntax::calendar::Date;
use crate::syntax::tree::{Item, Tree};
use crate::syntax::{self, quoted};

use super::edit::Edit;
use super::place::places;

/// The day of the wording, where nobody has asked for one and the regulation names none.
const ANY_DAY: Date = Date(jiff::civil::Date::constant(2000, 1, 1));

/// The regulation, and how to amend it.
pub struct Base<'r> {
    pub resolved: &'r Resolved,
    /// Its files as they were parsed, no amendment applied.
    written: Vec<Tree>,
    day: Date,
    /// What the amendment is called, in either language.
    name: [String; 2],
    vocabulary: Vec<String>,
}

impl<'r> Base<'r> {
    /// The regulation as it is resolved.
    pub fn new(resolved: &'r Resolved) -> Self {
        let of_rules = |id: FileId| resolved.trees.iter().any(|tree| tree.file == id);
        let files = resolved.sources.iter().filter(|(id, _)| of_rules(*id));
        let written = files.map(|(id, file)| tree_of(id, file).0).collect();
        let day = resolved.day.or(resolved.model.in_force).unwrap_or(ANY_DAY);
        let name = ["draft", "改正案"].map(|stem| unused(&resolved.trees, stem));
        Self { resolved, written, day, name, vocabulary: vocabulary(&resolved.model) }
    }

    /// The regulation with this amendment; none if it is none of this regulation.
    pub fn amended(&self, text: &str) -> Option<Resolved> {
        let amended = self.wording(text).resolve();
        (!amended.problems.iter().any(Problem::is_error)).then_some(amended)
    }

    /// The wording of the day with this amendment.
    fn wording(&self, text: &str) -> Parsed {
        let mut sources = self.resolved.sources.clone();
        let id = sources.add(SourceFile::new("amendment".to_string(), text));
        let (tree, problems) = syntax::parse(id, text);
        let trees = self.written.iter().cloned().chain([tree]).collect();
        let levels = self.resolved.levels.clone();
        let parsed = Parsed { sources, trees, day: None, gone: Vec::new(), problems, levels };
        parsed.at(self.day)
    }

    /// The declarations that are in the wording no more once what is named so is repealed; none if that is a mistake.
    pub fn takes_out(&self, target: &str) -> Vec<Span> {
        let wording = self.wording(&self.written_amendment(Lang::En, &format!("repeal {target}\n")));
        if wording.problems.iter().any(Problem::is_error) {
            return Vec::new();
        }
        let left: BTreeSet<Span> = places(&wording.trees).into_iter().collect();
        places(&self.resolved.trees).into_iter().filter(|place| !left.contains(place)).collect()
    }

    /// Whether worlds of the regulation are worlds of that one: the same things have the same ids.
    pub fn has_vocabulary_of(&self, model: &Model) -> bool {
        self.vocabulary == vocabulary(model)
    }

    /// The amendment that makes these edits, in the words of the file in which the first is made.
    pub fn amendment(&self, edits: &[&Edit]) -> String {
        let lang = edits.first().map_or(Lang::En, |edit| self.lang(edit.at));
        let changes: Vec<String> = edits.iter().map(|edit| format!("{}\n", edit.change)).collect();
        let text = self.written_amendment(lang, &changes.concat());
        let (tree, _) = syntax::parse(FileId(0), &text);
        syntax::format_as(&text, &tree, lang)
    }

    fn written_amendment(&self, lang: Lang, changes: &str) -> String {
        let [en, ja] = &self.name;
        let name = quoted(if lang == Lang::Ja { ja } else { en });
        format!("amendment {name} in force {} {{\n{changes}}}\n", self.day)
    }

    /// The language of the keywords of a file.
    fn lang(&self, at: Span) -> Lang {
        let tree = self.written.iter().find(|tree| tree.file == at.file);
        tree.map_or(Lang::En, |tree| syntax::main_language(&self.resolved.sources.get(at.file).text, tree))
    }

    /// The text of a place.
    pub fn text(&self, span: Span) -> &str {
        let sources: &Sources = &self.resolved.sources;
        sources.text(span)
    }
}

/// A name that no amendment has.
fn unused(trees: &[Tree], stem: &str) -> String {
    let items = trees.iter().flat_map(|tree| &tree.items);
    let taken: Vec<&str> = items
        .filter_map(|item| match item {
            Item::Amendment(amendment) => Some(amendment.name.text.as_str()),
            _ => None,
        })
        .collect();
    let names = std::iter::once(stem.to_string()).chain((2..).map(|number| format!("{stem}{number}")));
    names.into_iter().find(|name| !taken.contains(&name.as_str())).unwrap_or_default()
}

/// Everything that ids of a world stand for, in order.
fn vocabulary(model: &Model) -> Vec<String> {
    let kinds = model.kinds.iter().flat_map(|kind| {
        let attributes = kind.attributes.iter().map(|attribute| format!("{}.{}", kind.name, attribute.name));
        attributes.chain(kind.elements.iter().map(|element| format!("{}:{}", kind.name, element.name)))
    });
    let relations = model.relations.iter().map(|relation| format!("{}{:?}", relation.name, relation.params));
    let acts = model.acts.iter().map(|act| format!("{}/{}", act.name, act.params.len()));
    let readings = model
        .readings
        .iter()
        .flat_map(|reading| reading.options.iter().map(|option| format!("{}={}", reading.name, option.name)));
    kinds.chain(relations).chain(acts).chain(readings).collect()
}
