//! A text held against rules: which provisions have changed since they were encoded, which are new, which are gone.

use rustc_hash::{FxHashMap, FxHashSet};

use super::digest::normal;
use super::document::{Document, Kind};
use super::parts::{Part, parts};
use crate::model::{Model, Provision};
use crate::problem::Problem;
use crate::problem::catalogue::import as entries;

/// Fewer hexadecimal digits than this say too little.
const SHORTEST: usize = 8;

/// What the comparison came to.
#[derive(Debug, Default)]
pub struct Comparison {
    pub problems: Vec<Problem>,
    /// How many provisions have the digest of their wording.
    pub same: usize,
    /// Whether the rules are those of the text.
    pub differs: bool,
}

/// Holds the provisions of a regulation against its text.
pub fn compare(model: &Model, document: &Document) -> Comparison {
    let parts: Vec<Part> =
        parts(document).into_iter().filter(|part| part.kind != Kind::Heading && !part.repeated).collect();
    let mut by_key: FxHashMap<String, usize> = FxHashMap::default();
    for (at, part) in parts.iter().enumerate() {
        by_key.entry(key(&part.path)).or_insert(at);
    }
    let mut run = Run {
        parts: &parts,
        by_key,
        listed: FxHashSet::default(),
        found: Comparison::default(),
        silent: Vec::new(),
    };
    let places: Vec<Option<usize>> = model.provisions.iter().map(|p| run.place(p)).collect();
    run.listed = places.iter().flatten().copied().collect();
    for (provision, place) in model.provisions.iter().zip(places) {
        match place {
            Some(at) => run.one(provision, at),
            None => run.missing(provision),
        }
    }
    run.unlisted();
    run.without_digest();
    run.found
}

struct Run<'a> {
    parts: &'a [Part],
    by_key: FxHashMap<String, usize>,
    /// Parts that some provision stands for.
    listed: FxHashSet<usize>,
    found: Comparison,
    /// Provisions without a digest.
    silent: Vec<&'a Provision>,
}

impl<'a> Run<'a> {
    /// The part that a provision stands for. The only paragraph of an article may be named or not.
    fn place(&self, provision: &Provision) -> Option<usize> {
        let path = &provision.path;
        let found = |path: &[String]| self.by_key.get(&key(path)).copied();
        let without = || {
            let at = path.iter().position(|step| step == "第1項")?;
            found(&[&path[..at], &path[at + 1..]].concat())
        };
        let with = || {
            let at = path.iter().position(|step| step.contains('号') && step.starts_with('第'))?;
            found(&[&path[..at], &["第1項".to_string()], &path[at..]].concat())
        };
        found(path).or_else(without).or_else(with)
    }

    /// The digest that a provision's line should have: of all below it too, if nothing below it is listed.
    fn expected(&self, at: usize) -> Option<&'a str> {
        let part = &self.parts[at];
        if self.is_split(at) { part.own.as_deref() } else { part.whole.as_deref() }
    }

    fn one(&mut self, provision: &'a Provision, at: usize) {
        let Some(expected) = self.expected(at) else { return };
        let Some(written) = &provision.digest else { return self.silent.push(provision) };
        let digits = written.strip_prefix("sha256:").unwrap_or(written).to_ascii_lowercase();
        let readable = digits.len() >= SHORTEST && digits.chars().all(|c| c.is_ascii_hexdigit());
        let length = digits.len().min(expected.len());
        if readable && digits[..length] == expected[..length] {
            self.found.same += 1;
            return;
        }
        let number = provision.number();
        let problem =
            Problem::new(&entries::WORDING_CHANGED).plain("number", number).plain("digest", expected);
        let (here, help) = if readable { ("encoded", "review") } else { ("form", "form") };
        self.add(problem.label(provision.span, here).label(self.parts[at].span, "text").help(help));
    }

    /// A provision that the text does not have. What rules tell apart within an annex is the encoder's own.
    fn missing(&mut self, provision: &Provision) {
        let within =
            |part: &Part| part.kind == Kind::Annex && key(&provision.path).starts_with(&key(&part.path));
        if self.parts.iter().any(within) {
            return;
        }
        let problem = Problem::new(&entries::NOT_IN_TEXT).plain("number", provision.number());
        self.add(problem.at(provision.span).help("gone"));
    }

    /// Parts of the text that no provision stands for, unless one stands for all of what is around them.
    fn unlisted(&mut self) {
        let covered = |at: usize| {
            let path = &self.parts[at].path;
            let above = |other: &usize| {
                self.parts[*other].path.len() < path.len() && path.starts_with(&self.parts[*other].path)
            };
            self.listed.iter().any(|other| above(other) && !self.is_split(*other))
        };
        let missing = |at: &usize| !self.listed.contains(at) && !covered(*at) && self.needs_line(*at);
        let new: Vec<usize> = (0..self.parts.len()).filter(missing).collect();
        for at in new {
            let part = &self.parts[at];
            let problem =
                Problem::new(&entries::NOT_LISTED).plain("number", part.number()).label(part.span, "text");
            self.add(problem.plain("digest", part.own.as_deref().unwrap_or_default()).help("list"));
        }
    }

    fn is_split(&self, at: usize) -> bool {
        let path = &self.parts[at].path;
        let below = |other: &usize| {
            self.parts[*other].path.len() > path.len() && self.parts[*other].path.starts_with(path)
        };
        self.listed.iter().any(below)
    }

    /// A title whose parts are all listed says nothing of its own.
    fn needs_line(&self, at: usize) -> bool {
        let part = &self.parts[at];
        part.own.is_some() && !part.bare && !(part.kind == Kind::Article && self.is_split(at))
    }

    fn without_digest(&mut self) {
        let Some(first) = self.silent.first() else { return };
        let problem = Problem::new(&entries::NO_DIGEST).number("count", self.silent.len());
        self.found.problems.push(problem.label(first.span, "first").help("import"));
    }

    fn add(&mut self, problem: Problem) {
        self.found.differs = true;
        self.found.problems.push(problem);
    }
}

/// A number in one form, however its signs and digits are written.
fn key(path: &[String]) -> String {
    normal(&path.concat())
}
