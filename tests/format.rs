//! The formatter loses nothing: the same tree, the same comments, laid out once and for all, in either language.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)] // a test that panics has failed, and says where

#[path = "support/files.rs"]
mod files;

use std::fs;
use std::sync::LazyLock;

use kitei::problem::Lang;
use kitei::source::FileId;
use kitei::syntax::keywords::Keyword;
use kitei::syntax::tree::TokenKind;
use kitei::syntax::{format, format_as, parse, shape};
use proptest::prelude::*;

/// Texts without mistakes: the rules, and the good cases.
static SAMPLES: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let all = files::below("rules", "kitei").into_iter().chain(files::below("tests/cases", "kitei"));
    let texts = all.map(|path| (path.display().to_string(), fs::read_to_string(&path).expect("UTF-8")));
    texts.filter(|(_, text)| parse(FileId(0), text).1.is_empty()).collect()
});

fn shape_of(text: &str) -> String {
    let (tree, problems) = parse(FileId(0), text);
    assert!(
        problems.is_empty(),
        "{:?}\n{text}",
        problems.iter().map(|p| p.message(Lang::En)).collect::<Vec<_>>()
    );
    shape(&tree)
}

fn formatted(text: &str) -> String {
    format(text, &parse(FileId(0), text).0)
}

fn formatted_as(text: &str, lang: Lang) -> String {
    format_as(text, &parse(FileId(0), text).0, lang)
}

fn comments(text: &str) -> Vec<String> {
    let tree = parse(FileId(0), text).0;
    tree.comments.iter().map(|span| text[span.range()].to_string()).collect()
}

fn assert_same(name: &str, what: &str, left: &str, right: &str) {
    if left != right {
        let at = left.bytes().zip(right.bytes()).take_while(|(a, b)| a == b).count();
        let from = (0..=at.saturating_sub(120)).rev().find(|&i| left.is_char_boundary(i)).unwrap_or(0);
        let show = |s: &str| s.get(from..).unwrap_or_default().chars().take(200).collect::<String>();
        panic!("{name}: {what}\n--- left\n{}\n--- right\n{}", show(left), show(right));
    }
}

#[test]
fn layout_keeps_the_tree_and_the_comments_and_is_final() {
    for (name, text) in SAMPLES.iter() {
        let once = formatted(text);
        assert_same(name, "another tree", &shape_of(text), &shape_of(&once));
        assert_same(name, "not final", &once, &formatted(&once));
        assert_eq!(comments(text), comments(&once), "{name}: comments");
    }
}

#[test]
fn a_comment_before_the_last_word_is_kept_where_word_order_leaves_the_word_out() {
    let text = "property 甲: 非常時 // なぜか\n でない // 二つ目\n // 終わり\n";
    let english = formatted_as(text, Lang::En);
    assert!(english.contains("not 非常時"), "{english}");
    assert_eq!(comments(text), comments(&english));
    assert_eq!(comments(text), comments(&formatted_as(&english, Lang::Ja)));
}

#[test]
fn languages_keep_the_tree_and_come_back() {
    for (name, text) in SAMPLES.iter() {
        let english = formatted_as(text, Lang::En);
        let japanese = formatted_as(&english, Lang::Ja);
        assert_same(name, "another tree in English", &shape_of(text), &shape_of(&english));
        assert_same(name, "another tree in Japanese", &shape_of(text), &shape_of(&japanese));
        assert_same(name, "not the same English", &english, &formatted_as(&japanese, Lang::En));
        assert_same(name, "Japanese is not final", &japanese, &formatted_as(&japanese, Lang::Ja));
        assert_eq!(comments(text).len(), comments(&japanese).len(), "{name}: comments");
    }
}

/// A sample with other white space and more comments between its words, where that changes nothing.
fn disturbed(text: &str, choices: &[u8]) -> String {
    let tree = parse(FileId(0), text).0;
    let mut out = String::new();
    let mut end = 0;
    let (mut table, mut opened) = (false, false);
    for (index, token) in tree.tokens.iter().enumerate() {
        let range = token.span.range();
        let gap = &text[end..range.start];
        let kind = token.kind;
        table = match kind {
            TokenKind::Keyword(Keyword::Table) => true,
            TokenKind::Punctuation('}') => false,
            _ => table,
        };
        let opens = matches!(kind, TokenKind::Keyword(k) if k.is_starter() && !k.is_reserved());
        // The words that open a regulation stand at the start of a line, with what they name.
        let free = !gap.is_empty() && !gap.contains("//") && !table && !opens && !opened;
        opened = opens;
        let choice = choices.get(index % choices.len().max(1)).copied().unwrap_or(0);
        out.push_str(match choice {
            0 if free => " ",
            1 if free => "\n",
            2 if free => "\n\n   \n",
            3 if free => "\u{3000}\t",
            4 if free => " // なぜか\n",
            5 if free => "\n\n// own line\n  // 二つ目\n\n",
            _ => gap,
        });
        out.push_str(&text[range.clone()]);
        end = range.end;
    }
    out + &text[end..]
}

/// Formulas as an author might write them, in either order.
fn formula() -> impl Strategy<Value = String> {
    let atoms = prop::sample::select(vec![
        "許可(p, z)",
        "鍵(p、レベル1)",
        "緊急時",
        "p is 課長(総務課)",
        "p is not 課長(_)",
        "p は 課長(総務課)",
        "p は (副村長 または 課長(総務課)) でない",
        "p is (副村長 or not 課長(総務課))",
        "p has 操作者ID(i)",
        "p は 操作者ID(i) を持つ",
        "p has only 操作者ID(i)",
        "p は i のみを持つ",
        "p may 入室(z)",
        "p は 入室(z) できない",
        "p did 入室(z)",
        "p が 入室(z) した",
        "p must 入室(z)",
        "p は 入室(z) べき",
        "anyone may 入室(z)",
        "何人も は 入室(z) できる",
        "何人も 入室(z) できない",
        "入室(z) done",
        "入室(z) された",
        "due 入室(z)",
        "要処理 入室(z)",
        "z.級 ≥ 2",
        "r.保存 ＝ 7年",
        "r.保存 <= 1 year 6 months",
        "入室 records 入退室管理簿",
        "３ ≦ z.級",
    ]);
    atoms.prop_map(String::from).prop_recursive(5, 40, 3, |inner| {
        let pair = (inner.clone(), inner.clone());
        prop_oneof![
            (pair.clone(), prop::sample::select(vec!["and", "or", "implies", "かつ", "または", "ならば"]))
                .prop_map(|((a, b), word)| format!("({a}) {word} {b}")),
            pair.prop_map(|(a, b)| format!("{a} @第1条第2項 and {b}")),
            inner.clone().prop_map(|a| format!("not ({a})")),
            inner.clone().prop_map(|a| format!("(非 {a})")),
            inner.clone().prop_map(|a| format!("({a}) でない でない")),
            inner.clone().prop_map(|a| format!("(every person p, 区域 z, y: {a})")),
            inner.prop_map(|a| format!("(多くとも ２ 者 p： {a})")),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn white_space_and_comments_change_no_tree(
        pick in any::<prop::sample::Index>(),
        choices in prop::collection::vec(0_u8..12, 1..200),
    ) {
        let (name, text) = pick.get(SAMPLES.as_slice());
        let other = disturbed(text, &choices);
        assert_same(name, "disturbed", &shape_of(text), &shape_of(&other));
        let once = formatted(&other);
        assert_same(name, "another tree", &shape_of(text), &shape_of(&once));
        assert_same(name, "not final", &once, &formatted(&once));
        prop_assert_eq!(comments(&other), comments(&once));
        let english = formatted_as(&other, Lang::En);
        let japanese = formatted_as(&english, Lang::Ja);
        assert_same(name, "another tree in Japanese", &shape_of(text), &shape_of(&japanese));
        assert_same(name, "not the same English", &english, &formatted_as(&japanese, Lang::En));
        prop_assert_eq!(comments(&other).len(), comments(&japanese).len());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn formulas_keep_their_meaning_in_both_orders(formula in formula()) {
        let text = format!("define 甲(p: person) is {formula}\nscenario 乙\n  now {formula}\n  非常時\n");
        let english = formatted_as(&text, Lang::En);
        let japanese = formatted_as(&text, Lang::Ja);
        assert_same(&text, "another tree in English", &shape_of(&text), &shape_of(&english));
        assert_same(&text, "another tree in Japanese", &shape_of(&text), &shape_of(&japanese));
        assert_same(&text, "not final", &japanese, &formatted_as(&japanese, Lang::Ja));
        let back = formatted_as(&formatted_as(&english, Lang::Ja), Lang::En);
        assert_same(&text, "not the same English", &english, &back);
        prop_assert!(!english.contains(['、', 'は']) && !japanese.contains(" is "));
    }
}
