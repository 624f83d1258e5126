//! Two wordings side by side: which provisions have a row, what is marked in them, and the pages that show it.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)] // a test that panics has failed, and says where

#[allow(dead_code)] // a part of it is used here
#[path = "support/run.rs"]
mod run;
#[allow(dead_code)]
#[path = "support/told.rs"]
mod told;

use std::fs;

use kitei::amend::sides::{Line, Row, Written, rows};
use kitei::pipeline::{Loaded, Parsed};
use kitei::syntax::calendar::gregorian;
use run::kitei_in;

const BEFORE: &str = "kitei 1
regulation library
kind room (class: number) { stacks, vault (class 2) }
office chief, clerk
fact staff(person)
provision Art.1 \"what\" informative because \"it says what this is\"
provision Art.2 \"entry\" {
  act enter(r: room)
  permit enter(r) to p when staff(p)
}
provision Art.2(1) \"vault\" { forbid enter(vault) to p when not p is chief }
provision Art.3 \"a table\" {
  table open_at(room, room) {
              stacks vault
    stacks    ○      ×
    vault     ×      ○
  }
}
provision Art.4 \"of old\" { forbid enter(stacks) to clerk }
property guarded: only chief may enter(vault)
";

fn wording(text: &str, day: (i64, i64, i64)) -> Parsed {
    let day = gregorian(day.0, day.1, day.2).expect("a day");
    let parsed = Loaded::default().with("a.kitei", text).parse().at(day);
    assert!(parsed.problems.iter().all(|problem| !problem.is_error()), "{:#?}", parsed.problems);
    parsed
}

/// The rows as lines, with `[` and `]` around what differs.
fn shown(changes: &str) -> Vec<String> {
    let text = format!("{BEFORE}amendment order2 in force 2027-04-01 {{\n{changes}\n}}\n");
    let (old, new) = (wording(&text, (2027, 3, 31)), wording(&text, (2027, 4, 1)));
    let days = [(2027, 3, 31), (2027, 4, 1)].map(|(y, m, d)| gregorian(y, m, d).expect("a day"));
    let renamed = wording(&text, (2027, 3, 31)).renamings(days[0], days[1]);
    let of = |parsed: &'static Parsed| Written { sources: &parsed.sources, trees: &parsed.trees };
    let (old, new): (&'static Parsed, &'static Parsed) = (Box::leak(Box::new(old)), Box::leak(Box::new(new)));
    let side = |lines: &Option<Vec<Line>>| match lines {
        None => "none".to_string(),
        Some(lines) => lines.iter().map(line).collect::<Vec<_>>().join(" / "),
    };
    let row = |row: &Row| match row {
        Row::Same(first, last) => format!("{first}..{last}"),
        Row::Differs { old, new } => format!("{} <- {}", side(new), side(old)),
    };
    rows(of(old), of(new), &renamed).iter().map(row).collect()
}

fn line(line: &Line) -> String {
    match line {
        Line::Omitted => "…".to_string(),
        Line::Words(_, runs) => runs
            .iter()
            .map(|run| if run.differs { format!("[{}]", run.text) } else { run.text.clone() })
            .collect(),
    }
}

#[test]
fn what_is_the_same_has_no_rows_of_its_own() {
    assert_eq!(shown("keep @Art.1 until 2027-05-01\nreplace @Art.1 { }"), ["Art.1..Art.4"]);
}

#[test]
fn the_words_that_differ_are_marked_on_both_sides() {
    let rows = shown("replace @Art.2(1) { forbid enter(vault) to p when not p is chief and not p is clerk }");
    let head = "Art.2(1) \"vault\"";
    let rule = "forbid enter(vault) to p when not p is chief";
    assert_eq!(
        rows,
        [
            "Art.1..Art.2".to_string(),
            format!("{head} / {rule} [and not p is clerk] <- {head} / {rule}"),
            "Art.3..Art.4".to_string()
        ]
    );
}

#[test]
fn another_way_to_write_the_same_is_no_difference() {
    assert_eq!(shown("replace @Art.4 { 禁止  enter（stacks）   主体 clerk }").len(), 1);
}

#[test]
fn what_is_added_stands_where_its_number_says_and_what_is_repealed_where_it_stood() {
    let rows = shown("add provision Art.2(2) \"lending\" { permit enter(vault) to clerk }\nrepeal @Art.2(1)");
    let added = "[Art.2(2) \"lending\"] / [permit enter(vault) to clerk] <- none";
    let gone = "none <- [Art.2(1) \"vault\"] / [forbid enter(vault) to p when not p is chief]";
    assert_eq!(rows, ["Art.1..Art.2", gone, added, "Art.3..Art.4"].map(str::to_string).to_vec().as_slice());
}

#[test]
fn of_tables_and_kinds_the_cells_and_values_that_differ_are_shown() {
    let rows = shown("set open_at(stacks, vault) ○\nset vault.class 3");
    let all = rows.join("\n");
    assert!(all.contains("stacks: … vault [○] / … <- Art.3"), "{all}");
    assert!(all.contains("stacks: … vault [×] / …"), "{all}");
    assert!(all.contains("kind room (class: number) / … / vault (class [3]) <- kind room (class: number) / … / vault (class [2])"), "{all}");
}

#[test]
fn a_new_name_is_marked_wherever_it_stands() {
    let rows = shown("rename chief to director");
    let all = rows.join("\n");
    assert!(all.contains("office [director], clerk <- office [chief], clerk"), "{all}");
    assert!(all.contains("when not p is [director] <- "), "{all}");
    assert!(!all.contains("guarded"), "properties are not rules: {all}");
}

#[test]
fn the_page_is_written_as_markdown_and_html_in_both_languages() {
    let amendment = "amendment order2 in force 2027-04-01 {\n  replace @Art.2(1) { forbid enter(vault) to p when not p is clerk }\n  add provision Art.5 \"<b>x</b>\" { permit enter(r) to chief }\n  repeal @Art.4\n}\n";
    let text = format!("{BEFORE}{amendment}");
    let dir = told::folder(&[("a.kitei", text.as_bytes())]);
    let words = ["diff", "2027-03-31", "2027-04-01", "a.kitei", "--side-by-side"];
    let run = |more: &[&str]| kitei_in(dir.path(), &[&words, more].concat());
    let ja = run(&["--lang", "ja"]);
    assert_eq!(ja.code, 0, "{}", ja.err);
    for wanted in [
        "新旧対照表",
        "| 改正後: 2027-04-01 | 改正前: 2027-03-31 |",
        "（新設）",
        "（削る）",
        "（略）",
        "<ins>clerk</ins>",
    ] {
        assert!(ja.out.contains(wanted), "{wanted}\n{}", ja.out);
    }
    let en = run(&["--lang", "en", "--output", "s.html", "--output", "s.md"]);
    assert!(en.code == 0 && en.out.is_empty(), "{}{}", en.out, en.err);
    let html = fs::read_to_string(dir.path().join("s.html")).expect("a file");
    assert!(
        html.contains("<u>clerk</u>") && html.contains("<br>") && html.contains("After: 2027-04-01"),
        "{html}"
    );
    assert!(html.contains("&lt;b&gt;x&lt;/b&gt;") && !html.contains("<b>x"), "{html}");
    assert!(fs::read_to_string(dir.path().join("s.md")).expect("a file").contains("(repealed)"));
    for wrong in [&["--format", "json"][..], &["--output", "s.xml"], &["--gate"]] {
        let run = run(wrong);
        assert_eq!(run.code, 2, "{wrong:?} {}{}", run.out, run.err);
        assert!(!run.out.contains("Art.2(1)"), "{wrong:?} {}", run.out);
    }
    let same = kitei_in(
        dir.path(),
        &["diff", "2027-03-30", "2027-03-31", "a.kitei", "--side-by-side", "--lang", "en"],
    );
    assert!(same.code == 0 && same.out.contains("No provision reads otherwise."), "{}", same.out);
}
