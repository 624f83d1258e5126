//! Provisions → rules to begin with: one line each, with captions and digests, and without a sentence of the text.

use super::document::{Document, Kind};
use super::parts::{Part, parts};
use crate::problem::Lang;
use crate::source::FileId;
use crate::syntax::{self, quoted};

/// The rules, laid out, with keywords of `lang`.
pub fn skeleton(document: &Document, lang: Lang) -> String {
    let mut out = String::from("kitei 1\n");
    if let Some(name) = &document.name {
        out.push_str(&format!("\nregulation {}\n", quoted(name)));
        if let Some(number) = &document.number {
            out.push_str(&format!("  number {}\n", quoted(number)));
        }
    }
    let mut top = "";
    let parts = parts(document);
    for part in parts.iter().filter(|part| !part.repeated && !part.bare) {
        if part.kind == Kind::Heading {
            out.push_str(&format!("\n// {}\n", part.number()));
            continue;
        }
        let first = part.path.first().map_or("", String::as_str);
        if first != top {
            out.push('\n');
            top = first;
        }
        out.push_str(&line(part, lang));
    }
    let (tree, _) = syntax::parse(FileId(0), &out);
    syntax::format_as(&out, &tree, lang)
}

fn line(part: &Part, lang: Lang) -> String {
    let mut out = format!("provision {}", written(&part.path));
    if let Some(caption) = &part.caption {
        out.push_str(&format!(" \"{}\"", plain(caption)));
    }
    if part.deleted {
        let why = if lang == Lang::Ja { "削除されている" } else { "deleted" };
        out.push_str(&format!(" informative because \"{why}\""));
    }
    if let Some(digest) = &part.own {
        out.push_str(&format!(" digest \"{digest}\""));
    }
    out.push('\n');
    out
}

/// A number as it may stand after `provision`: a first step that is no word stands between 「 and 」.
fn written(path: &[String]) -> String {
    let Some((first, below)) = path.split_first() else { return String::new() };
    // A bracket after 附則 would be taken for its amendment.
    if below.first().is_some_and(|step| step.starts_with('(')) && first.starts_with("附則") {
        return format!("「{}」", path.concat());
    }
    quoted(first) + &below.concat()
}

/// What may stand in a text.
fn plain(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control())
        .map(|c| if matches!(c, '"' | '“' | '”' | '＂') { '\'' } else { c })
        .collect()
}
