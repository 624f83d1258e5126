//! What the program finds around it: language, terminal, clock. The only place that asks.

use std::ffi::OsString;
use std::io::IsTerminal;

use crate::problem::Lang;
use crate::report::Style;
use crate::syntax::calendar::Date;

/// Columns of a screen whose width is not known.
const USUAL_WIDTH: usize = 100;

/// For people, for programs, or for the places where others look at them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Text,
    Json,
    Markdown,
    Html,
    Sarif,
    Junit,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Color {
    Auto,
    Always,
    Never,
}

/// The choices that hold before and beside the command: language, format, looks.
#[derive(Debug, Clone, Copy)]
pub struct Surroundings {
    pub lang: Lang,
    pub format: Format,
    /// How results look, on standard output.
    pub out: Style,
    /// How problems look, on standard error.
    pub err: Style,
    /// Whether somebody watches standard error.
    pub watched: bool,
}

impl Surroundings {
    /// From the words of the command line as they stand (it may be wrong otherwise) and the environment.
    pub fn find(args: &[OsString]) -> Self {
        let lang = value(args, "lang").as_deref().and_then(lang).unwrap_or_else(locale);
        let color = match value(args, "color").as_deref() {
            Some("always") => Color::Always,
            Some("never") => Color::Never,
            _ if std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty()) => Color::Never,
            _ => Color::Auto,
        };
        let format = value(args, "format").as_deref().and_then(format).unwrap_or(Format::Text);
        let ascii = args.iter().any(|a| a == "--ascii");
        let watched = std::io::stderr().is_terminal();
        let style = |terminal: bool| Style {
            lang,
            color: color == Color::Always || (color == Color::Auto && terminal && not_dumb()),
            ascii,
            width: width(terminal),
        };
        Self { lang, format, out: style(std::io::stdout().is_terminal()), err: style(watched), watched }
    }
}

/// The value of `--name VALUE` or `--name=VALUE`.
fn value(args: &[OsString], name: &str) -> Option<String> {
    let words: Vec<&str> = args.iter().filter_map(|a| a.to_str()).collect();
    let long = format!("--{name}");
    words.iter().enumerate().find_map(|(i, word)| {
        let rest = word.strip_prefix(&long)?;
        if rest.is_empty() {
            return words.get(i + 1).map(ToString::to_string);
        }
        rest.strip_prefix('=').map(ToString::to_string)
    })
}

/// The language that `name` (a word, or a locale) stands for.
pub fn lang(name: &str) -> Option<Lang> {
    match name.split(['_', '.', '@', '-']).next() {
        Some("ja") => Some(Lang::Ja),
        Some("en" | "C" | "POSIX") => Some(Lang::En),
        _ => None,
    }
}

/// The format of a name.
fn format(name: &str) -> Option<Format> {
    Some(match name {
        "text" => Format::Text,
        "json" => Format::Json,
        "markdown" => Format::Markdown,
        "html" => Format::Html,
        "sarif" => Format::Sarif,
        "junit" => Format::Junit,
        _ => return None,
    })
}

fn locale() -> Lang {
    let set = |name| std::env::var(name).ok().filter(|v| !v.is_empty());
    let first = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set);
    first.as_deref().and_then(lang).unwrap_or_default()
}

fn not_dumb() -> bool {
    std::env::var_os("TERM").is_none_or(|t| t != "dumb")
}

fn width(terminal: bool) -> usize {
    let told = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok()).filter(|c| *c >= 40);
    let found = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    told.or_else(|| terminal.then(found).flatten()).unwrap_or(USUAL_WIDTH)
}

/// The date of today, in the time zone of this computer.
pub fn today() -> Date {
    Date(jiff::Zoned::now().date())
}

/// A date as people write it: `2026-11-22`.
pub fn date(given: &str) -> Option<Date> {
    given.trim().parse().ok().map(Date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_found_in_locales() {
        assert_eq!(lang("ja_JP.UTF-8"), Some(Lang::Ja));
        assert_eq!(lang("C"), Some(Lang::En));
        assert_eq!(lang("en-GB"), Some(Lang::En));
        assert_eq!(lang("fr_FR"), None);
    }

    #[test]
    fn options_are_found_in_both_spellings() {
        let args: Vec<OsString> = ["kitei", "check", "--lang", "ja", "--format=json"].map(Into::into).into();
        assert_eq!(value(&args, "lang").as_deref(), Some("ja"));
        assert_eq!(value(&args, "format").as_deref(), Some("json"));
        assert_eq!(value(&args, "color"), None);
    }
}
