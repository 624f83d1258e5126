//! Parts of the documents that are made from the program: the table of words, the commands, the excerpt of the README.

use std::fs;
use std::process::Command;

use kitei::problem::Lang;
use kitei::syntax::keywords::Keyword;

use crate::{blocks, root, updating};

#[test]
fn the_table_of_words_is_complete() {
    let mut table = "\n| English | 日本語 | reserved |\n|---|---|---|\n".to_string();
    for keyword in Keyword::ALL {
        let (en, ja) = (shown(keyword.spelling(Lang::En)), shown(keyword.spelling(Lang::Ja)));
        let mark = if keyword.is_reserved() { "yes" } else { "" };
        table.push_str(&format!("| `{en}` | `{ja}` | {mark} |\n"));
    }
    between("docs/language.md", "keywords", &format!("{table}\n"));
}

/// Words with a number inside are shown with one.
fn shown(spelling: &str) -> String {
    match spelling {
        "with persons" => "with N persons".to_string(),
        "人で" => "N人で".to_string(),
        other => other.to_string(),
    }
}

/// Compares, or writes, what stands between `<!-- NAME -->` and `<!-- end NAME -->`.
fn between(document: &str, name: &str, fresh: &str) {
    let path = root().join(document);
    let text = fs::read_to_string(&path).unwrap();
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- end {name} -->"));
    let start = text.find(&open).expect("the opening mark") + open.len();
    let end = text.find(&close).expect("the closing mark");
    if updating() {
        blocks::replace(&path, &text, &[(start..end, fresh.to_string())]);
    } else {
        assert!(text[start..end] == *fresh, "{document}: `{name}` is out of date (KITEI_UPDATE_DOCS=1 writes it anew)");
    }
}

/// The page of the command line shows every command; its blocks are compared like those of any document.
#[test]
fn every_command_is_on_its_page() {
    let page = fs::read_to_string(root().join("docs/cli.md")).unwrap();
    let help = Command::new(env!("CARGO_BIN_EXE_kitei")).args(["--help", "--lang", "en"]).output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let commands = help.lines().skip_while(|l| *l != "Commands:").skip(1).take_while(|l| l.starts_with("  "));
    let names: Vec<&str> = commands.filter_map(|l| l.strip_prefix("  ")?.split(' ').next()).collect();
    assert!(names.len() >= 8, "the commands have been found: {names:?}");
    for name in names.into_iter().filter(|n| !n.is_empty()) {
        assert!(page.contains(&format!("$ kitei {name} --help\n")), "docs/cli.md does not show {name}");
    }
}
