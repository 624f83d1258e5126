//! The parts of a provision as they are written: its head, declarations, elements of a kind, rows of a table.

use crate::model::from_syntax::key;
use crate::problem::Lang;
use crate::source::{FileId, Sources, Span};
use crate::syntax::keywords::Keyword;
use crate::syntax::tree::{
    Cell, CellMark, Element, Item, Kind, Mark, Name, Provision, Table, TableBody, names_mut,
};
use crate::syntax::{self, quoted};

/// Something that is compared with what has the same key on the other side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    pub key: String,
    /// So many columns to the right of the provision.
    pub indent: usize,
    pub text: String,
    /// Of a row of a grid: the columns with their marks.
    pub cells: Vec<(String, String)>,
}

impl Part {
    /// By the names that things have on the other side.
    #[must_use]
    pub fn renamed(mut self, names: &[(Name, Name)]) -> Self {
        let of = |word: &str| {
            let found = names.iter().find(|(from, _)| key(&from.text) == word);
            found.map_or(word.to_string(), |(_, to)| key(&to.text).into_owned())
        };
        self.key = self.key.split('\n').map(of).collect::<Vec<_>>().join("\n");
        self
    }

    fn new(key: String, indent: usize, text: String) -> Self {
        Self { key, indent, text, cells: Vec::new() }
    }
}

/// Number and labels of a provision.
pub fn head(provision: &Provision, lang: Lang) -> Part {
    let mark = provision.mark.map(|(mark, _)| match mark {
        Mark::Informative => Keyword::Informative.spelling(lang).to_string(),
        Mark::OpenTextured => Keyword::OpenTextured.spelling(lang).to_string(),
    });
    let because = Keyword::Because.spelling(lang);
    let because = provision.because.iter().map(|text| format!("{because} \"{}\"", text.text));
    let texts = provision.texts.iter().map(|text| format!("\"{}\"", text.text));
    let words = std::iter::once(provision.number.number()).chain(texts).chain(mark).chain(because);
    Part::new(String::new(), 0, words.collect::<Vec<_>>().join(" "))
}

/// The parts of a declaration; none of what says nothing of rights and duties.
pub fn parts(sources: &Sources, item: &Item, lang: Lang) -> Vec<Part> {
    match item {
        Item::Kind(kind) => of_kind(sources, item, kind, lang),
        Item::Table(table) => of_table(sources, item, table, lang),
        other => {
            let Some(key) = own_key(other) else { return Vec::new() };
            vec![Part::new(key, 1, laid_out(&written(sources, other, other.span()), lang))]
        }
    }
}

/// What kind of declaration it is, and its name.
fn own_key(item: &Item) -> Option<String> {
    let of = |word: &str, name: &Name| Some(format!("{word}\n{}", key(&name.text)));
    match item {
        Item::Office(it) => of("office", &it.entries.first()?.name),
        Item::Role(it) => of("role", &it.head.name),
        Item::Fact(it) => of("fact", &it.name),
        Item::Act(it) => of("act", &it.name),
        Item::Define(it) => of("define", &it.name),
        Item::Assume(it) => of("assume", &it.name),
        Item::Reading(it) => of("reading", &it.name),
        Item::Norm(it) => of(&format!("{:?}", it.verb), it.name.as_ref().unwrap_or(&it.act.name)),
        _ => None,
    }
}

/// The text of an item, with the names that it has now, each further line as far to the right as beside the first.
fn written(sources: &Sources, item: &Item, span: Span) -> String {
    let source = sources.text(span);
    let mut patches: Vec<(usize, usize, String)> = Vec::new();
    let mut copy = [item.clone()];
    names_mut(&mut copy, &mut |name| {
        let inside =
            name.span.file == span.file && name.span.start >= span.start && name.span.end <= span.end;
        if !inside || name.span.start == name.span.end {
            return;
        }
        let now = sources.text(name.span);
        if key(now.trim_start_matches('「').trim_end_matches('」')) != key(&name.text) {
            let at = |offset: u32| (offset - span.start) as usize;
            patches.push((at(name.span.start), at(name.span.end), quoted(&name.text)));
        }
    });
    patches.sort();
    patches.dedup();
    let mut text = source.to_string();
    for (start, end, name) in patches.into_iter().rev() {
        text.replace_range(start..end, &name);
    }
    let file = sources.get(span.file);
    let before = file.line(file.line_of(span.start));
    let indent = before.len() - before.trim_start().len();
    let lines = text.lines().enumerate().map(|(index, line)| {
        let blank = line.len() - line.trim_start().len();
        if index == 0 { line } else { &line[blank.min(indent)..] }
    });
    lines.map(str::trim_end).collect::<Vec<_>>().join("\n")
}

/// A declaration in the words of the language, so that another way to write the same is no difference.
fn laid_out(text: &str, lang: Lang) -> String {
    let (tree, problems) = syntax::parse(FileId(0), text);
    if problems.is_empty() {
        syntax::format_as(text, &tree, lang).trim_end().to_string()
    } else {
        text.to_string()
    }
}

/// The text up to the block of an item, which begins with this word.
fn opening(sources: &Sources, item: &Item, end: Option<Span>, word: &str) -> String {
    let span = item.span();
    let end = end.filter(|end| end.file == span.file && end.start > span.start && end.start < span.end);
    let head = Span { end: end.map_or(span.end, |end| end.start), ..span };
    let text = written(sources, item, head);
    let text = text.split('{').next().unwrap_or_default().trim_end();
    let rest = text.split_once(char::is_whitespace).map_or("", |(_, rest)| rest.trim_start());
    format!("{word} {rest}")
}

fn of_kind(sources: &Sources, item: &Item, kind: &Kind, lang: Lang) -> Vec<Part> {
    let own = format!("kind\n{}", key(&kind.name.text));
    let first = kind.elements.iter().flatten().next();
    let head = opening(sources, item, first.map(|it| it.span), Keyword::Kind.spelling(lang));
    let mut parts = vec![Part::new(own.clone(), 1, head)];
    for element in kind.elements.iter().flatten() {
        let key = format!("{own}\n{}", key(&element.name.text));
        parts.push(Part::new(key, 2, element_text(sources, element)));
    }
    parts
}

fn element_text(sources: &Sources, element: &Element) -> String {
    let values = element.attributes.iter();
    let values = values.map(|(name, value)| format!("{} {}", quoted(&name.text), sources.text(value.span())));
    let values: Vec<String> = values.collect();
    let name = quoted(&element.name.text);
    if values.is_empty() { name } else { format!("{name} ({})", values.join(", ")) }
}

fn of_table(sources: &Sources, item: &Item, table: &Table, lang: Lang) -> Vec<Part> {
    let own = format!("table\n{}", key(&table.name.text));
    let body = match &table.body {
        TableBody::List(rows) => rows.first().map(|(name, _)| name.span),
        TableBody::Grid { span, .. } => Some(*span),
    };
    let head = opening(sources, item, body, Keyword::Table.spelling(lang));
    let mut parts = vec![Part::new(own.clone(), 1, head)];
    let row = |name: &Name| format!("{own}\n{}", key(&name.text));
    match &table.body {
        TableBody::List(rows) => {
            for (name, columns) in rows {
                let columns: Vec<String> = columns.iter().map(|name| quoted(&name.text)).collect();
                let text = format!("{}: {}", quoted(&name.text), columns.join(", "));
                parts.push(Part::new(row(name), 2, text));
            }
        }
        TableBody::Grid { columns, rows, .. } => {
            for line in rows {
                let marks = columns.iter().zip(&line.cells);
                let cells = marks.map(|(column, cell)| (quoted(&column.text), mark(cell))).collect();
                let text = quoted(&line.name.text);
                parts.push(Part { cells, ..Part::new(row(&line.name), 2, text) });
            }
        }
    }
    parts
}

fn mark(cell: &Cell) -> String {
    match &cell.mark {
        CellMark::Yes => "○".to_string(),
        CellMark::No => "×".to_string(),
        CellMark::Unknown => "?".to_string(),
        CellMark::Other(text) => text.clone(),
    }
}
