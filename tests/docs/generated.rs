//! Parts of the documents that are made from the program: the table of words, the commands, the excerpt of the README.

use std::fs;
use std::process::Command;

use kitei::problem::catalogue::{audit, lint};
use kitei::problem::{Lang, Severity};
use kitei::syntax::keywords::Keyword;

use crate::{blocks, root, updating, writing};

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

#[test]
fn the_tables_of_checks_are_complete() {
    between("docs/language.md", "checks", &checks(Lang::En));
    between("docs/guide.md", "lints", &checks(Lang::En));
    between("docs/guide.ja.md", "lints", &checks(Lang::Ja));
}

/// Every check that needs no property: its usual level, which command finds it, and what it says.
fn checks(lang: Lang) -> String {
    let mut table = match lang {
        Lang::En => "\n| check | level | found by | message |\n|---|---|---|---|\n".to_string(),
        Lang::Ja => "\n| 点検 | 水準 | 見つける命令 | 内容 |\n|---|---|---|---|\n".to_string(),
    };
    for entry in lint::every() {
        let level = if entry.severity == Severity::Note { "note" } else { "warn" };
        let proved = audit::ALL.iter().any(|other| other.code == entry.code);
        let command = if proved { "`verify`" } else { "`check`" };
        let message = entry.outline(lang);
        let code = entry.code;
        table.push_str(&format!("| [`{code}`](problems/{code}.md) | {level} | {command} | {message} |\n"));
    }
    table + "\n"
}

/// Words with a number inside are shown with one.
fn shown(spelling: &str) -> String {
    match spelling {
        "with persons" => "with N persons".to_string(),
        "人で" => "N人で".to_string(),
        other => other.to_string(),
    }
}

/// Claims about the village whose answers the README shows: one of each sort.
const SHOWN: &[&str] =
    &["統括責任者は一人", "システム管理者とセキュリティ責任者は別人", "三役は別人", "入退室管理者がいる"];

#[test]
fn the_readme_shows_real_answers() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kitei"));
    command.current_dir(root()).args(["verify", "rules/shinto", "--lang", "en", "--color", "never"]);
    command.env("COLUMNS", "100");
    for claim in SHOWN {
        command.args(["--claim", claim]);
    }
    let output = String::from_utf8(command.output().unwrap().stdout).unwrap();
    let mut parts = output.split("\n\n");
    let answers = parts.nth(1).expect("the answers, after the heading").trim_end();
    between("README.md", "excerpt", &format!("\n```text\n{answers}\n```\n\n"));
}

/// Compares, or writes, what stands between `<!-- NAME -->` and `<!-- end NAME -->`.
fn between(document: &str, name: &str, fresh: &str) {
    let _writing = writing();
    let path = root().join(document);
    let text = fs::read_to_string(&path).unwrap();
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- end {name} -->"));
    let start = text.find(&open).expect("the opening mark") + open.len();
    let end = text.find(&close).expect("the closing mark");
    if updating() {
        blocks::replace(&path, &text, &[(start..end, fresh.to_string())]);
    } else {
        assert!(
            text[start..end] == *fresh,
            "{document}: `{name}` is out of date (KITEI_UPDATE_DOCS=1 writes it anew)"
        );
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
