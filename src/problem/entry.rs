//! One entry of the catalogue, and how its templates are filled.

use super::{Arg, Lang, Severity};

/// One text in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text {
    pub en: &'static str,
    pub ja: &'static str,
}

impl Text {
    /// The text in `lang`.
    pub fn get(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.en,
            Lang::Ja => self.ja,
        }
    }
}

/// A text with the key by which a problem chooses it.
pub type Keyed = (&'static str, Text);

/// A kind of problem: stable code, usual severity, and all its texts.
#[derive(Debug)]
pub struct Entry {
    /// Without the `kitei::` prefix, in snake case; `docs/problems/<code>.md` is its page.
    pub code: &'static str,
    pub severity: Severity,
    /// Lower case, no full stop.
    pub message: Text,
    pub labels: &'static [Keyed],
    pub helps: &'static [Keyed],
}

impl Entry {
    /// The label text of a key.
    pub fn label(&self, key: &str) -> Option<Text> {
        find(self.labels, key)
    }

    /// The message with dots in its places.
    pub fn outline(&self, lang: Lang) -> String {
        outline(self.message.get(lang))
    }

    /// The help text of a key.
    pub fn help(&self, key: &str) -> Option<Text> {
        find(self.helps, key)
    }
}

/// A template with dots in its places.
pub fn outline(template: &str) -> String {
    let mut parts = template.split('{');
    let first = parts.next().unwrap_or_default().to_string();
    parts.fold(first, |out, part| out + "…" + part.split_once('}').map_or(part, |(_, rest)| rest))
}

fn find(texts: &[Keyed], key: &str) -> Option<Text> {
    texts.iter().find(|(k, _)| *k == key).map(|(_, t)| *t)
}

/// Fills `{name}` places from `args`, then from `outer`; an unknown place stays as written (a test forbids it).
pub(super) fn fill(
    template: &str,
    args: &[(&'static str, Arg)],
    outer: &[(&'static str, Arg)],
    lang: Lang,
) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        let Some(close) = rest[open..].find('}') else {
            // A brace that is meant as one.
            rest = &rest[open..];
            break;
        };
        let key = &rest[open + 1..open + close];
        match args.iter().chain(outer).find(|(k, _)| *k == key) {
            Some((_, arg)) => {
                let shown = show(arg, lang);
                correct_article(&mut out, &shown, lang);
                out.push_str(&shown);
            }
            None => out.push_str(&rest[open..=open + close]),
        }
        rest = &rest[open + close + 1..];
    }
    out.push_str(rest);
    out
}

/// `a office` becomes `an office`.
fn correct_article(out: &mut String, next: &str, lang: Lang) {
    let article = out == "a " || out.ends_with(" a ");
    if lang == Lang::En && article && next.starts_with(['a', 'e', 'i', 'o']) {
        out.truncate(out.len() - 1);
        out.push_str("n ");
    }
}

fn show(arg: &Arg, lang: Lang) -> String {
    match arg {
        Arg::Name(name) => quote(name, lang),
        Arg::Names(names) => {
            let separator = if lang == Lang::Ja { "、" } else { ", " };
            names.iter().map(|n| quote(n, lang)).collect::<Vec<_>>().join(separator)
        }
        Arg::Number(n) => n.to_string(),
        Arg::Plain(text) => text.clone(),
        Arg::Word(text) => text.get(lang).to_string(),
        Arg::Words(words) => alternatives(words, lang),
    }
}

/// `a, b or c`, `a、b又はc`
fn alternatives(words: &[Text], lang: Lang) -> String {
    let (comma, or) = if lang == Lang::Ja { ("、", "または") } else { (", ", " or ") };
    let words: Vec<&str> = words.iter().map(|word| word.get(lang)).collect();
    match words.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{}{or}{last}", rest.join(comma)),
        _ => words.concat(),
    }
}

fn quote(name: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("`{name}`"),
        Lang::Ja => format!("「{name}」"),
    }
}
