//! How grave each finding is: the level of its catalogue entry, unless the settings of the regulation say another.
//!
//! The settings are a `kitei.toml` beside the rules: `[lints]` with `name = "error"`, `"warn"` or `"note"`, or
//! `name = { level = "allow", because = "…" }`.

use rustc_hash::FxHashMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::model::from_syntax::closest;
use crate::problem::catalogue::{lint, settings as entries};
use crate::problem::{Arg, Problem, Severity};
use crate::source::{FileId, Span};

/// The words for levels.
const LEVELS: &[(&str, Option<Severity>)] = &[
    ("error", Some(Severity::Error)),
    ("warn", Some(Severity::Warning)),
    ("note", Some(Severity::Note)),
    ("allow", None),
];

/// The levels that differ from those of the catalogue; none is "not told at all".
#[derive(Debug, Clone, Default)]
pub struct Levels(FxHashMap<&'static str, Option<Severity>>);

impl Levels {
    /// The levels that the settings say, and what is wrong with these.
    pub fn read(file: FileId, text: &str) -> (Self, Vec<Problem>) {
        let mut reader = Reader { file, levels: Self::default(), problems: Vec::new() };
        match DeTable::parse(text) {
            Ok(table) => reader.settings(table.get_ref()),
            Err(error) => {
                let place = reader.span(&error.span().unwrap_or(0..0));
                let problem = Problem::new(&entries::BROKEN_SETTINGS).at(place);
                reader.problems.push(problem.plain("why", error.message()).help("toml"));
            }
        }
        (reader.levels, reader.problems)
    }

    /// The findings as grave as the settings say, without those that they allow.
    pub fn applied(&self, found: Vec<Problem>) -> Vec<Problem> {
        let graded = |problem: Problem| match self.0.get(problem.entry.code) {
            Some(level) => level.map(|severity| Problem { severity, ..problem }),
            None => Some(problem),
        };
        found.into_iter().filter_map(graded).collect()
    }
}

struct Reader {
    file: FileId,
    levels: Levels,
    problems: Vec<Problem>,
}

impl Reader {
    fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.file, range.start, range.end)
    }

    fn settings(&mut self, table: &DeTable) {
        for (key, value) in table {
            match value.get_ref() {
                DeValue::Table(lints) if key.get_ref() == "lints" => self.lints(lints),
                _ => self.unknown_setting(key),
            }
        }
    }

    fn lints(&mut self, table: &DeTable) {
        for (key, value) in table {
            let name: &str = key.get_ref();
            if let Some(entry) = lint::every().find(|entry| entry.code == name) {
                self.level(entry.code, value);
                continue;
            }
            let problem = Problem::new(&entries::UNKNOWN_LINT).at(self.span(&key.span())).name("name", name);
            self.problems.push(match closest(name, lint::every().map(|entry| entry.code)) {
                Some(similar) => problem.name("similar", similar).help("similar"),
                None => problem,
            });
        }
    }

    fn level(&mut self, code: &'static str, value: &Spanned<DeValue>) {
        let (level, because) = match value.get_ref() {
            DeValue::Table(table) => {
                for (key, _) in
                    table.iter().filter(|(key, _)| !["level", "because"].contains(&&**key.get_ref()))
                {
                    self.unknown_setting(key);
                }
                let Some(level) = table.get("level") else { return self.no_level(value) };
                (level, table.get("because").and_then(|reason| reason.get_ref().as_str()))
            }
            _ => (value, None),
        };
        let word = level.get_ref().as_str().unwrap_or_default();
        let Some((_, severity)) = LEVELS.iter().find(|(known, _)| *known == word) else {
            return self.no_level(level);
        };
        if severity.is_none() && because.is_none_or(|reason| reason.trim().is_empty()) {
            let problem = Problem::new(&entries::LEVEL_WITHOUT_REASON).at(self.span(&value.span()));
            let example = format!("{code} = {{ level = \"allow\", because = \"…\" }}");
            return self.problems.push(problem.name("name", code).plain("example", example).help("because"));
        }
        self.levels.0.insert(code, *severity);
    }

    fn no_level(&mut self, value: &Spanned<DeValue>) {
        let words = LEVELS.iter().map(|(word, _)| (*word).to_string()).collect();
        let problem = Problem::new(&entries::UNKNOWN_LEVEL).at(self.span(&value.span()));
        self.problems.push(problem.arg("levels", Arg::Names(words)).help("choose"));
    }

    fn unknown_setting(&mut self, key: &Spanned<std::borrow::Cow<str>>) {
        let problem = Problem::new(&entries::UNKNOWN_SETTING).at(self.span(&key.span()));
        self.problems.push(problem.name("name", key.get_ref().as_ref()).help("lints"));
    }
}
