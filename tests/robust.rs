//! No text makes the reader panic, hang or forget a word: random ones, cut off ones, huge ones.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)] // a test that panics has failed, and says where

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use kitei::problem::{Lang, Problem};
use kitei::source::FileId;
use kitei::syntax::tree::{Item, Tree};
use kitei::syntax::{decode, fenced_blocks, format, format_as, parse};
use proptest::prelude::*;

/// What would be a hang: linear reading takes seconds, anything worse hours. No measure of speed.
const HANG: Duration = Duration::from_mins(20);

fn rules(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/shinto").join(name);
    fs::read_to_string(path).expect("a file of the village")
}

/// Tokens and comments stand in order and leave out nothing but white space.
fn covers(text: &str, tree: &Tree) {
    let mut spans: Vec<_> =
        tree.tokens.iter().map(|token| token.span).chain(tree.comments.iter().copied()).collect();
    spans.sort();
    let mut end = 0;
    for span in spans {
        assert!(span.range().start >= end, "{span:?} overlaps in {text:?}");
        assert!(is_blank(&text[end..span.range().start]), "{:?} is lost", &text[end..span.range().start]);
        end = span.range().end;
    }
    assert!(is_blank(&text[end..]), "{:?} is lost", &text[end..]);
}

fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || c == '\u{feff}')
}

/// Reads, checks what must hold of every text, and makes every message.
fn read(text: &str) -> (Tree, Vec<Problem>) {
    let (tree, problems) = parse(FileId(0), text);
    covers(text, &tree);
    for problem in problems.iter().take(200) {
        for lang in [Lang::En, Lang::Ja] {
            let message = problem.message(lang) + &problem.help_text(lang).unwrap_or_default();
            let labels = problem.labels.iter().filter_map(|label| problem.label_text(label, lang));
            let said = labels.fold(message, |said, label| said + &label);
            assert!(!unfilled(&said) || unfilled(text), "{said}");
        }
        for label in &problem.labels {
            assert!(text.get(label.span.range()).is_some(), "{:?} is no place", label.span);
        }
    }
    assert!(
        !problems.is_empty() || !tree.items.iter().any(|item| matches!(item, Item::Hole(_))),
        "a silent hole"
    );
    (tree, problems)
}

/// Whether a place of a template is left: `{word}`.
fn unfilled(said: &str) -> bool {
    said.match_indices('{').any(|(at, _)| said[at + 1..].starts_with(|c: char| c.is_ascii_lowercase()))
}

fn timed(text: &str) -> (Tree, Vec<Problem>) {
    let start = Instant::now();
    let found = read(text);
    assert!(start.elapsed() < HANG, "{:?} for {} bytes", start.elapsed(), text.len());
    found
}

#[test]
fn every_beginning_of_a_file() {
    let text = rules("5-entry.kitei");
    for end in (0..text.len()).filter(|&end| text.is_char_boundary(end)) {
        read(&text[..end]);
    }
    let text = rules("9-properties.kitei");
    for end in (0..text.len()).step_by(211).filter(|&end| text.is_char_boundary(end)) {
        let (tree, _) = read(&text[..end]);
        format_as(&text[..end], &tree, Lang::Ja);
    }
}

#[test]
fn every_end_of_a_file() {
    let text = rules("8-annex1.kitei");
    for start in (0..text.len()).step_by(7).filter(|&start| text.is_char_boundary(start)) {
        read(&text[start..]);
    }
}

#[test]
fn ten_megabytes_of_brackets() {
    for sign in [
        "(",
        "[",
        "{",
        "「",
        "（",
        "not ",
        "kind a {",
        "provision 第1条 {",
        "define a is (",
        "table t(a, b) {",
    ] {
        let length = if sign == "(" { 10_000_000 } else { 1_000_000 };
        timed(&sign.repeat(length / sign.len()));
    }
}

#[test]
fn one_sign_over_and_over() {
    for sign in [
        "\"",
        "@",
        "@前項",
        "}",
        ")",
        "0",
        "７",
        "//",
        "。",
        ", ",
        "\u{0}",
        "as: ",
        "every p: ",
        "a\n",
        "x は ",
    ] {
        timed(&sign.repeat(200_000 / sign.len()));
    }
}

#[test]
fn a_hundred_thousand_declarations() {
    let facts: String = (0..100_000).map(|i| format!("fact 事実{i}(person, 区域) @第{i}条\n")).collect();
    let (tree, problems) = timed(&facts);
    assert_eq!((tree.items.len(), problems.len()), (100_000, 0));
    let (tree, problems) = timed(&format!("provision 第1条 {{\n{facts}}}\n"));
    assert_eq!((tree.items.len(), problems.len()), (1, 0));
    let norms: String = (0..100_000).map(|i| format!("permit 行為{i}(_) to p when\n")).collect();
    let (tree, problems) = timed(&norms);
    assert_eq!((tree.items.len(), problems.len()), (100_000, 100_000));
}

#[test]
fn a_megabyte_on_one_line() {
    let names: String = (0..100_000).map(|i| format!("要素{i}, ")).collect();
    let (tree, problems) = timed(&format!("kitei 1\nkind 種類名 {{ {names} }}\n"));
    assert_eq!((tree.items.len(), problems.len()), (2, 0));
    let facts = "許可(p) and ".repeat(60_000);
    timed(&format!("property 甲: always {facts} 許可(p)\n"));
    timed(&format!("fact a{} \"{}\"\n", "あ".repeat(300_000), "い".repeat(300_000)));
    timed(&"a ".repeat(500_000));
    timed(&format!("scenario 甲 given {}", "a may b(c), ".repeat(80_000)));
    timed(&format!("scenario 甲\n{}", "a may may b(c)\n".repeat(60_000)));
}

#[test]
fn a_grid_of_a_million_cells() {
    let columns: String = (0..1_000).map(|i| format!(" 列{i}")).collect();
    let row = " ○".repeat(1_000);
    let rows: String = (0..1_000).map(|i| format!("行{i}{row}\n")).collect();
    let (tree, problems) = timed(&format!("table t(a, b) {{\n{columns}\n{rows}}}\n"));
    assert_eq!((tree.items.len(), problems.len()), (1, 0));
}

#[test]
fn byte_order_mark_and_carriage_returns() {
    let text = rules("5-entry.kitei");
    let marked = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let plain = decode("a.kitei", marked.as_bytes()).expect("UTF-8");
    assert!(!plain.starts_with('\u{feff}'));
    let (tree, problems) = read(plain);
    assert!(problems.is_empty());
    assert_eq!(format(plain, &tree), format(&text, &read(&text).0));
}

#[test]
fn other_encodings_are_named() {
    let named = |bytes: &[u8]| decode("a.kitei", bytes).expect_err("no UTF-8").message(Lang::En);
    // 規程 in each encoding.
    assert!(named(b"\x8b\x4b\x92\xf6 1\n").contains("Shift_JIS"));
    assert!(named(b"\xb5\xac\xc4\xf8 1\n").contains("EUC-JP"));
    assert!(named(b"\x1b$B5,Dx\x1b(B 1\n").contains("ISO-2022-JP"));
    assert!(named(b"\xff\xfek\x00i\x00t\x00e\x00i\x00").contains("UTF-16"));
    assert!(named(b"k\x00i\x00t\x00e\x00i\x00 \x001\x00").contains("UTF-16"));
    assert!(named(b"kitei 1\nfact \x80\xff").contains("line 2"));
}

#[test]
fn markdown_keeps_every_place() {
    let text = "規程\n```kitei\nfact 許可(person)\n```\n~~~\nfact x\n~~~\n```` kitei check\nfact 鍵(person)\n```\n````\n";
    let rules = fenced_blocks(text).expect("blocks");
    assert_eq!(rules.len(), text.len());
    let (tree, _) = parse(FileId(0), &rules);
    let at = tree.items[0].span().range();
    assert_eq!(&text[at], "fact 許可(person)");
    assert!(fenced_blocks("# nothing\n").is_none());
}

/// Words of the language and of a regulation, in any order.
fn words() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "permit",
        "許容",
        "forbid",
        "only",
        "to",
        "主体",
        "when",
        "要件",
        "unless",
        "not",
        "非",
        "でない",
        "every",
        "person",
        "p",
        "は",
        "が",
        "を持つ",
        "できる",
        "is",
        "has",
        "may",
        "kind",
        "table",
        "表",
        "{",
        "}",
        "(",
        ")",
        "（",
        "、",
        ",",
        ":",
        "：",
        ".",
        "_",
        "入室",
        "「表」",
        "「",
        "\"…\"",
        "\"",
        "@第1条",
        "@",
        "@前項",
        "7年",
        "2002-11-01",
        "平成32年1月1日",
        "○",
        "\n",
        "\n\n",
        " ",
        "  ",
        "// 注",
        "provision",
        "第1条",
        "reading",
        "default",
        "amendment",
        "replace",
        "set",
        "scenario",
        "given",
        "now",
        "kitei",
        "1",
        "property",
        "always",
        "=",
        "≥",
        "publish",
        "rows",
        "cell",
        "附則(",
        "Art.1(",
        "open",
        "in force",
        "with 2 persons",
        "2人で",
        "\u{feff}",
        "\u{0}",
        "🗝",
        "か\u{3099}",
        "ﾊﾟ",
        "act",
        "gives",
        "actor",
    ]);
    prop::collection::vec((word, prop::bool::weighted(0.8)), 0..120).prop_map(|words| {
        words
            .iter()
            .map(|(word, blank)| if *blank { format!("{word} ") } else { (*word).to_string() })
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn any_words(text in words()) {
        let (tree, problems) = read(&text);
        let printed = format(&text, &tree);
        let words = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
        if problems.is_empty() {
            prop_assert!(read(&printed).1.is_empty(), "{printed}");
        }
        prop_assert!(words(&printed) >= words(&text) / 2);
        format_as(&text, &tree, Lang::Ja);
        format_as(&text, &tree, Lang::En);
    }

    #[test]
    fn any_text(text in any::<String>()) {
        read(&text);
        fenced_blocks(&text);
    }

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(text) = decode("a.kitei", &bytes) {
            read(text);
        }
    }

    #[test]
    fn a_file_with_a_hole_in_it(start in 0_usize..1000, length in 0_usize..100) {
        let text = rules("3-access.kitei");
        let at = |thousandths: usize| {
            let byte = thousandths * text.len() / 1000;
            (0..=byte.min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0)
        };
        let cut = format!("{}{}", &text[..at(start)], &text[at(start + length)..]);
        read(&cut);
    }
}
