//! Everything kitei can say about a regulation: code, severity, typed arguments, places. It renders nothing.
//!
//! A [`Problem`] names an [`Entry`] of the catalogue (`problem/*.rs`, one file per stage) and carries typed
//! arguments; sentences are made from the entry's templates at the edge, per language.
//! A template writes an argument as `{name}`; names the user wrote get backticks (English) or 「」 (Japanese).

pub mod catalogue;
mod entry;

pub use entry::{Entry, Keyed, Text, outline};

use crate::source::Span;

/// How grave a problem is. Errors make the exit code 2.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    Note,
    Warning,
    Error,
}

/// The language of messages, keywords and documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    #[default]
    En,
    Ja,
}

/// A typed argument of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arg {
    /// A word the user wrote or could write: shown in backticks or 「」.
    Name(String),
    /// Several such words, joined by commas or `、`.
    Names(Vec<String>),
    /// A count or ordinal.
    Number(i64),
    /// Plain words without marks: a citation, a path, a date, a rendered grid.
    Plain(String),
    /// A word of the catalogue's own vocabulary that differs per language (`kind` / 種類).
    Word(Text),
    /// Several such words, joined by commas and "or".
    Words(Vec<Text>),
}

/// A place that matters, with the key of its text in the entry's labels (`None`: only underlined).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    pub span: Span,
    pub text: Option<&'static str>,
    pub args: Vec<(&'static str, Arg)>,
}

/// One thing to tell the author. The first label is the main place.
#[derive(Debug, Clone)]
pub struct Problem {
    pub entry: &'static Entry,
    pub severity: Severity,
    pub args: Vec<(&'static str, Arg)>,
    pub labels: Vec<Label>,
    /// Key of the help text in the entry's `helps`; `None` when there is nothing to add.
    pub help: Option<&'static str>,
}

impl Problem {
    /// A problem of this catalogue entry with the entry's own severity, no places and no arguments yet.
    pub fn new(entry: &'static Entry) -> Self {
        Self { entry, severity: entry.severity, args: Vec::new(), labels: Vec::new(), help: None }
    }

    /// Underlines a place without words.
    #[must_use]
    pub fn at(mut self, span: Span) -> Self {
        self.labels.push(Label { span, text: None, args: Vec::new() });
        self
    }

    /// Underlines a place with the label text of this key.
    #[must_use]
    pub fn label(mut self, span: Span, key: &'static str) -> Self {
        self.labels.push(Label { span, text: Some(key), args: Vec::new() });
        self
    }

    /// Underlines a place with a label text that has arguments of its own.
    #[must_use]
    pub fn label_with(mut self, span: Span, key: &'static str, args: Vec<(&'static str, Arg)>) -> Self {
        self.labels.push(Label { span, text: Some(key), args });
        self
    }

    /// Chooses the help text of this key.
    #[must_use]
    pub fn help(mut self, key: &'static str) -> Self {
        self.help = Some(key);
        self
    }

    /// An argument of any type.
    #[must_use]
    pub fn arg(mut self, key: &'static str, value: Arg) -> Self {
        self.args.push((key, value));
        self
    }

    /// A name the user wrote or could write.
    #[must_use]
    pub fn name(self, key: &'static str, value: impl Into<String>) -> Self {
        self.arg(key, Arg::Name(value.into()))
    }

    /// Words shown as they are.
    #[must_use]
    pub fn plain(self, key: &'static str, value: impl Into<String>) -> Self {
        self.arg(key, Arg::Plain(value.into()))
    }

    /// A number.
    #[must_use]
    pub fn number(self, key: &'static str, value: impl TryInto<i64>) -> Self {
        self.arg(key, Arg::Number(value.try_into().unwrap_or(i64::MAX)))
    }

    /// Whether it makes the input wrong.
    pub fn is_error(&self) -> bool {
        self.entry.severity == Severity::Error
    }

    /// Whether it is a finding that the settings of the regulation call an error. The input is right all the same.
    pub fn is_raised(&self) -> bool {
        self.severity == Severity::Error && !self.is_error()
    }

    /// The message in `lang`, arguments filled in.
    pub fn message(&self, lang: Lang) -> String {
        entry::fill(self.entry.message.get(lang), &self.args, &[], lang)
    }

    /// The help in `lang`, if any.
    pub fn help_text(&self, lang: Lang) -> Option<String> {
        let template = self.entry.help(self.help?)?;
        Some(entry::fill(template.get(lang), &self.args, &[], lang))
    }

    /// The text of one of its labels in `lang`, if it has one.
    pub fn label_text(&self, label: &Label, lang: Lang) -> Option<String> {
        let template = self.entry.label(label.text?)?;
        Some(entry::fill(template.get(lang), &label.args, &self.args, lang))
    }
}

/// The value of a stage together with everything it found to say.
pub type Outcome<T> = (T, Vec<Problem>);
