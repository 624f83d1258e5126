//! The pages of the problems, which `docs/problems/` holds, one per code.

use crate::problem::{Lang, catalogue};

include!(concat!(env!("OUT_DIR"), "/problem_pages.rs"));

/// What begins the Japanese part of a page.
const JAPANESE: &str = "\n## 日本語\n";

/// The page of a code in one language; empty of what is no code.
pub fn page(code: &str, lang: Lang) -> String {
    find(code, lang).unwrap_or_default()
}

/// The page of a problem in the reader's language; of one without a page, what the catalogue says.
pub fn find(code: &str, lang: Lang) -> Option<String> {
    let entry = catalogue::find(code)?;
    let page = PAGES.iter().find(|(name, _)| *name == entry.code);
    page.map(|(_, text)| part(text, lang)).or_else(|| {
        let helps: String = entry.helps.iter().map(|(_, text)| format!("- {}\n", text.get(lang))).collect();
        Some(format!("# {}\n\n{}\n\n{helps}", entry.code, entry.message.get(lang)))
    })
}

/// The part of a page in one language. The examples stand in the English part, and belong to both.
fn part(page: &str, lang: Lang) -> String {
    let Some((english, japanese)) = page.split_once(JAPANESE) else { return page.to_string() };
    if lang == Lang::En {
        return format!("{}\n", english.trim_end());
    }
    let title = english.lines().next().unwrap_or_default();
    let examples = english.find("```").map_or("", |start| &english[start..]);
    format!("{title}\n\n{}\n\n{}\n", japanese.trim(), examples.trim_end())
}
