//! From the text of a regulation to its provisions: the same whatever its notation, and never in silence where the
//! text can be read in two ways. The texts are invented (`tests/data/import/`).

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)] // a test that panics has failed, and says where

#[path = "support/run.rs"]
mod run;

use std::fs;
use std::path::Path;

use kitei::import::{self, Document, Kind, Part};
use kitei::pipeline::Loaded;
use kitei::problem::{Lang, Problem};
use kitei::source::FileId;
use kitei::syntax::decode;
use proptest::prelude::*;
use run::{kitei, kitei_in, kitei_reading};

const DATA: &str = "tests/data/import";

fn data(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(DATA).join(name)).expect("a text")
}

fn read(text: &str) -> (Document, Vec<Problem>) {
    import::read(FileId(0), "text", text)
}

/// Number, caption and digest of every provision.
fn listed(document: &Document) -> Vec<(String, Option<String>, Option<String>)> {
    let parts = import::parts(document).into_iter().filter(|p| p.kind != Kind::Heading);
    parts.map(|p| (p.number(), p.caption, p.own)).collect()
}

fn numbers(text: &str) -> Vec<String> {
    let parts = import::parts(&read(text).0);
    parts.iter().filter(|p| p.kind != Kind::Heading && !p.bare).map(Part::number).collect()
}

fn codes(text: &str) -> Vec<&'static str> {
    read(text).1.iter().map(|p| p.entry.code).collect()
}

fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("cases/import");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

/// What the command says in both languages.
fn told(name: &str, dir: &Path, words: &[&str], code: i32) {
    let mut text = String::new();
    for lang in ["en", "ja"] {
        let run = kitei_in(dir, &[words, &["--lang", lang]].concat());
        assert_eq!(run.code, code, "{}{}", run.out, run.err);
        text.push_str(&format!("== {lang} ==\n{}{}", run.out, run.err));
        let json = kitei_in(dir, &[words, &["--lang", lang, "--format", "json"]].concat()).json();
        assert!(!json["problems"].as_array().expect("problems").is_empty());
    }
    snapshot(name, &text);
}

#[test]
fn one_regulation_in_several_notations_is_the_same() {
    let (plain, problems) = read(&data("keys.txt"));
    assert!(problems.is_empty(), "{:?}", problems.iter().map(|p| p.message(Lang::En)).collect::<Vec<_>>());
    for name in ["keys-kanji.txt", "keys.xml"] {
        let (other, problems) = read(&data(name));
        assert!(
            problems.is_empty(),
            "{name}: {:?}",
            problems.iter().map(|p| p.message(Lang::En)).collect::<Vec<_>>()
        );
        assert_eq!((&plain.name, &plain.number), (&other.name, &other.number), "{name}");
        assert_eq!(listed(&plain), listed(&other), "{name}");
    }
}

#[test]
fn the_list_is_laid_out_and_can_be_checked() {
    for lang in ["ja", "en"] {
        let run = kitei(&["import", "tests/data/import/keys.txt", "--lang", lang]);
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        snapshot(&format!("keys_{lang}"), &run.out);
        let dir = tempfile::tempdir().expect("a folder");
        fs::write(dir.path().join("a.kitei"), &run.out).expect("written");
        assert_eq!(kitei_in(dir.path(), &["fmt", "--check"]).code, 0);
        let checked = kitei_in(dir.path(), &["check", "--format", "json"]).json();
        let all = checked["problems"].as_array().expect("problems");
        assert!(all.iter().all(|p| p["code"] == "provision_not_encoded"), "{all:?}");
    }
}

/// No sentence of the text is in what is made from it.
#[test]
fn no_sentence_is_copied() {
    for name in ["keys.txt", "keys-kanji.txt", "keys.xml", "odd.txt"] {
        let text = data(name);
        let rules = import::skeleton(&read(&text).0, Lang::Ja);
        for sentence in text.split(['\n', '。', '<', '>']).map(str::trim).filter(|s| s.chars().count() > 25)
        {
            assert!(!rules.contains(sentence), "{name}: {sentence}");
        }
    }
}

#[test]
fn oddities_are_told() {
    told("odd", Path::new(env!("CARGO_MANIFEST_DIR")).join(DATA).as_path(), &["import", "odd.txt"], 0);
}

#[test]
fn a_citation_at_the_start_of_a_line_is_no_heading() {
    let text = "第1条 課長は、\n第2条の規定により鍵を貸す。\n第2条 課長は、前条及び\n第3条 の鍵を\n第4条\nにより返す。\n第3条 終わり。\n";
    assert_eq!(numbers(text), ["第1条", "第2条", "第3条"]);
}

#[test]
fn numbers_of_every_kind_are_read() {
    let text = "第一条　一文。\n②　二文。次のとおりとする。\n一　号\n二　号\n二の二　号\nイ　細\nロ　細\n（１）　分\n（２）　分\n（ｉ）　微\n（ｉｉ）　微\n三　号\n第一条の二　枝。\n第一条の二の二　枝。\n第二条　終。";
    let expected = [
        "第1条",
        "第1条第1項",
        "第1条第2項",
        "第1条第2項第1号",
        "第1条第2項第2号",
        "第1条第2項第2号の2",
        "第1条第2項第2号の2イ",
        "第1条第2項第2号の2ロ",
        "第1条第2項第2号の2ロ(1)",
        "第1条第2項第2号の2ロ(2)",
        "第1条第2項第2号の2ロ(2)(i)",
        "第1条第2項第2号の2ロ(2)(ii)",
        "第1条第2項第3号",
        "第1条の2",
        "第1条の2の2",
        "第2条",
    ];
    assert_eq!(numbers(text), expected);
    assert!(codes(text).is_empty(), "{:?}", codes(text));
    let rules = import::skeleton(&read(text).0, Lang::En);
    let resolved = Loaded::default().with("a.kitei", &rules).parse().resolve();
    assert!(!resolved.problems.iter().any(Problem::is_error), "{rules}");
    let paths: Vec<String> = resolved.model.provisions.iter().map(|p| p.path.concat()).collect();
    assert_eq!(paths, expected);
}

#[test]
fn explicit_first_paragraphs_and_items_are_told_apart() {
    assert_eq!(
        numbers("第1条\n1 一項。\n2 二項。\n第2条 一項。\n2 二項。\n"),
        ["第1条", "第1条第1項", "第1条第2項", "第2条", "第2条第1項", "第2条第2項"]
    );
    let text = "第1条 次の者とする。\n1 課長\n2 係長\n第2条 終わり。\n";
    assert_eq!(numbers(text), ["第1条", "第1条第1号", "第1条第2号", "第2条"]);
    assert_eq!(codes(text), ["unclear_heading"]);
}

/// 要綱 often count without 条; captions are wrapped; tables of contents list articles.
#[test]
fn other_habits_of_writing_are_read() {
    let text = "青空町情報安全要綱\n目次\n第1 目的……1\n附則……3\n第1　目的\nこの要綱は、定める。\n第2　責任者\n１　一項。\n２　次の事務を行う。\n（１）鍵\n（２）記録\n附則\n令和5年1月1日から施行する。\n";
    assert_eq!(
        numbers(text),
        ["第1", "第2", "第2第1項", "第2第2項", "第2第2項第1号", "第2第2項第2号", "附則"]
    );
    assert!(codes(text).is_empty(), "{:?}", codes(text));
    let text = "○○村文書規則\n(目的及び適用の\n 範囲)\n第1条 文。\n(定義)\n第2条 文で、\n第1条の文。\n　（文書の管理に\n　関する特例）\n第3条 文。\n";
    let (document, problems) = read(text);
    assert!(problems.is_empty());
    assert_eq!(document.name.as_deref(), Some("○○村文書規則"));
    let captions: Vec<_> = import::parts(&document).into_iter().filter_map(|p| p.caption).collect();
    assert_eq!(captions, ["目的及び適用の範囲", "定義", "文書の管理に関する特例"]);
}

#[test]
fn several_can_be_repealed_at_once() {
    let text = "第1条 文。\n第2条から第4条まで　削除\n第5条、第6条及び第6条の2 削除\n第7条 次のとおり。\n(1) 号\n(2)から(4)まで 削除\n(5) 号\n2 削除\n";
    assert_eq!(
        numbers(text),
        [
            "第1条",
            "第2条",
            "第3条",
            "第4条",
            "第5条",
            "第6条",
            "第6条の2",
            "第7条",
            "第7条第1項",
            "第7条第1項第1号",
            "第7条第1項第2号",
            "第7条第1項第3号",
            "第7条第1項第4号",
            "第7条第1項第5号",
            "第7条第2項"
        ]
    );
    let deleted = import::parts(&read(text).0).into_iter().filter(|p| p.deleted).count();
    assert_eq!(deleted, 10);
}

#[test]
fn what_is_no_regulation_is_refused() {
    let dir = tempfile::tempdir().expect("a folder");
    fs::write(dir.path().join("letter.txt"), "拝啓\n\n春暖の候、お変わりありませんか。\n").expect("written");
    fs::write(dir.path().join("page.xml"), "<html><body>第1条 文</body></html>").expect("written");
    fs::write(dir.path().join("cut.xml"), "<Law><LawBody>").expect("written");
    fs::write(dir.path().join("empty.txt"), "\u{FEFF}\r\n").expect("written");
    fs::write(dir.path().join("old.txt"), [0x91, 0xe6, 0x82, 0x50, 0x8f, 0xf0, 0x0a]).expect("written");
    told("no_articles", dir.path(), &["import", "letter.txt"], 2);
    told("no_law", dir.path(), &["import", "page.xml"], 2);
    told("broken_xml", dir.path(), &["import", "cut.xml"], 2);
    told("empty", dir.path(), &["import", "empty.txt"], 2);
    told("shift_jis", dir.path(), &["import", "old.txt"], 2);
    assert_eq!(kitei_in(dir.path(), &["import"]).code, 2);
    assert_eq!(kitei_in(dir.path(), &["import", "nowhere.txt"]).code, 2);
}

#[test]
fn a_new_file_is_written_and_an_old_one_kept() {
    let dir = tempfile::tempdir().expect("a folder");
    fs::write(dir.path().join("keys.txt"), data("keys.txt")).expect("written");
    let words = ["import", "keys.txt", "--output", "rules.kitei", "--lang", "en"];
    let run = kitei_in(dir.path(), &words);
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, "", ""));
    let written = fs::read_to_string(dir.path().join("rules.kitei")).expect("a file");
    assert_eq!(written, kitei_reading(&["import", "-", "--lang", "en"], &data("keys.txt")).out);
    told("output_exists", dir.path(), &words[..4], 2);
    assert_eq!(fs::read_to_string(dir.path().join("rules.kitei")).expect("a file"), written);
    let json = kitei_in(dir.path(), &["import", "keys.txt", "--format", "json"]).json();
    assert_eq!(json["provisions"][0]["number"], "第1条");
    assert_eq!(json["provisions"][0]["place"]["start"]["line"], 14);
}

#[test]
fn law_xml_without_titles_is_read_by_its_numbers() {
    let sentence = "<ParagraphSentence><Sentence>文。</Sentence></ParagraphSentence>";
    let paragraph = |n: u32| format!("<Paragraph Num=\"{n}\">{sentence}</Paragraph>");
    let text = format!(
        "<DataRoot><ApplData><LawFullText><Law><LawBody><MainProvision><Article Num=\"1\">{}</Article>\
         <Article Num=\"1_2\">{}{}</Article></MainProvision>\
         <SupplProvision><Article Num=\"1\">{}</Article></SupplProvision>\
         <SupplProvision AmendLawNum=\"平成二年法律第三号\">{}</SupplProvision>\
         <SupplProvision AmendLawNum=\"平成二年法律第三号\">{}</SupplProvision>\
         <Appdx><RelatedArticleNum>（第一条関係）</RelatedArticleNum></Appdx>\
         </LawBody></Law></LawFullText></ApplData></DataRoot>",
        paragraph(1),
        paragraph(1),
        paragraph(2),
        paragraph(1),
        paragraph(1),
        paragraph(1),
    );
    let expected = [
        "第1条",
        "第1条の2",
        "第1条の2第1項",
        "第1条の2第2項",
        "附則第1条",
        "附則（平成2年法律第3号）",
        "附則（平成2年法律第3号）2",
        "付録",
    ];
    assert_eq!(numbers(&text), expected);
    assert_eq!(codes(&text), ["unclear_heading"]);
}

#[test]
fn no_nesting_breaks_it() {
    for depth in [200, 20_000] {
        let open = "<Law><LawBody><MainProvision>".to_string() + &"<Chapter>".repeat(depth);
        let close = "</Chapter>".repeat(depth) + "</MainProvision></LawBody></Law>";
        let _ = read(&(open + "<Article Num=\"1\"/>" + &close));
    }
    let _ = read(&("第1条 文。\n".to_string() + &"(".repeat(100_000)));
}

/// Rules made from the text, and a copy of the text in which something has changed since.
#[test]
fn what_has_changed_in_the_text_is_told() {
    let dir = tempfile::tempdir().expect("a folder");
    let text = data("keys.txt");
    fs::write(
        dir.path().join("a.kitei"),
        kitei(&["import", "tests/data/import/keys.txt", "--lang", "en"]).out,
    )
    .expect("written");
    fs::write(dir.path().join("old.txt"), &text).expect("written");
    let same = kitei_in(dir.path(), &["check", ".", "--text", "old.txt", "--lang", "en"]);
    assert_eq!(same.code, 0, "{}", same.err);
    for name in ["keys-kanji.txt", "keys.xml"] {
        fs::write(dir.path().join(name), data(name)).expect("written");
        assert_eq!(kitei_in(dir.path(), &["check", ".", "--text", name]).code, 0, "{name}");
    }
    let new = text
        .replace("図書室長とする", "副室長とする")
        .replace("(イ) 出張の期間\n", "")
        .replace("(3) その他", "(3) 新たな事項\n(4) その他");
    fs::write(dir.path().join("new.txt"), new).expect("written");
    let junit = kitei_in(dir.path(), &["check", ".", "--text", "new.txt", "--format", "junit"]);
    assert!(junit.out.contains("<failure type=\"wording_changed\""), "what differs fails: {}", junit.out);
    let json = kitei_in(dir.path(), &["check", ".", "--text", "new.txt", "--format", "json"]);
    let found = json.json()["problems"].as_array().expect("problems").clone();
    let of = |code: &str| found.iter().filter(|p| p["code"] == code).count();
    assert_eq!((json.code, of("wording_changed"), of("not_in_text"), of("not_listed")), (1, 2, 1, 1));
}

const RULES: &str = "kitei 1
regulation 鍵
provision 第1条 \"目的\" informative because \"目的\" digest \"sha256:0123456789abcdef\"
provision 第2条 \"貸与\" digest \"近い\" { office 課長 act 貸与 permit 貸与 to 課長 }
provision 第3条 \"記録\" informative because \"例\"
provision 第9条 \"廃止\" informative because \"例\"
provision 別表項番1 informative because \"例\"
";

#[test]
fn every_difference_has_its_message() {
    let dir = tempfile::tempdir().expect("a folder");
    fs::write(dir.path().join("a.kitei"), RULES).expect("written");
    let text = "鍵の規程\n第1条 鍵の目的を定める。\n第2条 課長が貸す。\n第3条 記録する。\n2 記録は残す。\n第4条 委任する。\n別表\n一覧\n";
    fs::write(dir.path().join("text.txt"), text).expect("written");
    told("differences", dir.path(), &["check", "a.kitei", "--text", "text.txt"], 1);
    fs::write(dir.path().join("letter.txt"), "拝啓").expect("written");
    assert_eq!(kitei_in(dir.path(), &["check", "a.kitei", "--text", "letter.txt"]).code, 2);
}

/// A line that stands for an article with all its items has the digest of all of it.
#[test]
fn one_line_may_stand_for_all_below_it() {
    let text = "第1条 次の者とする。\n(1) 課長\n(2) 係長\n";
    let whole = import::parts(&read(text).0)[0].whole.clone().expect("a digest");
    let rules = |digest: &str| {
        format!("kitei 1\nregulation 例\nprovision 第1条 informative because \"例\" digest \"{digest}\"\n")
    };
    let compare = |rules: &str, text: &str| {
        let resolved = Loaded::default().with("a.kitei", rules).parse().resolve();
        let comparison = import::compare(&resolved.model, &read(text).0);
        comparison.problems.iter().map(|p| p.entry.code).collect::<Vec<_>>()
    };
    assert!(compare(&rules(&whole), text).is_empty());
    assert_eq!(compare(&rules(&whole), &text.replace("係長", "主任")), ["wording_changed"]);
}

/// The text broken into lines of at most `width` characters; headings and captions stay whole.
fn wrapped(text: &str, width: usize) -> String {
    let annexes = text.find("別表第1(").expect("the annexes");
    let mut out = String::new();
    for line in text[..annexes].lines() {
        let chars: Vec<char> = line.chars().collect();
        let whole = line.starts_with('(') && line.ends_with(')')
            || line.starts_with("附 則")
            || line.contains(" 削除");
        let width = if whole || line.contains('章') { chars.len().max(1) } else { width };
        chars.chunks(width).for_each(|part| out.extend(part.iter().chain(&['\n'])));
        if line.is_empty() {
            out.push('\n');
        }
    }
    out + &text[annexes..]
}

fn full_width(c: char) -> char {
    match c {
        ' ' => '\u{3000}',
        '0'..='9' | '(' | ')' => char::from_u32(u32::from(c) + 0xFEE0).expect("its twin"),
        _ => c,
    }
}

/// Lines of which texts may consist, good and bad.
fn pieces() -> impl Strategy<Value = String> {
    let heads = prop::sample::select(vec![
        "第1条",
        "第2条 ",
        "第３条の２",
        "第十条（",
        "第1条から第9999条まで 削除",
        "（見出し）",
        "2 ",
        "②",
        "(1)",
        "（ア）",
        "ア ",
        "一 ",
        "附 則",
        "附則（平成3年規則第1号）",
        "別表第1",
        "様式",
        "目次",
        "第1章 ",
        "3",
        "- 4 -",
        "",
        "\u{C}",
        "第",
        "「」",
        "<Law>",
        "(((",
        "i ",
        "（ｉ）",
    ]);
    let tails = prop::sample::select(vec![
        "",
        "文。",
        "次の",
        "の規定",
        "削除",
        "）",
        "\"“”",
        "{",
        "　",
        "…… 3",
        "//",
        "\r",
    ]);
    prop::collection::vec((heads, tails), 0..30)
        .prop_map(|lines| lines.iter().map(|(head, tail)| format!("{head}{tail}\n")).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn wrapping_and_width_change_nothing(width in 12_usize..60, wide in any::<bool>(), returns in any::<bool>()) {
        let text = data("keys.txt");
        let mut other = wrapped(&text, width);
        if wide {
            other = other.chars().map(full_width).collect();
        }
        if returns {
            other = format!("\u{FEFF}{}", other.replace('\n', "\r\n"));
        }
        let bytes = decode("text", other.as_bytes()).expect("UTF-8");
        prop_assert_eq!(listed(&read(&text).0), listed(&read(bytes).0), "{}", other);
    }

    #[test]
    fn no_bytes_break_it(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (document, _) = read(&text);
        let _ = import::skeleton(&document, Lang::Ja);
        let _ = read(&format!("<Law><LawBody><MainProvision>{text}"));
    }

    #[test]
    fn any_text_gives_rules_that_can_be_read(text in pieces()) {
        let (document, problems) = read(&text);
        for problem in &problems {
            for label in &problem.labels {
                prop_assert!(text.get(label.span.range()).is_some(), "{:?} is no place in {text:?}", label.span);
            }
        }
        for lang in [Lang::En, Lang::Ja] {
            let rules = import::skeleton(&document, lang);
            let resolved = Loaded::default().with("a.kitei", &rules).parse().resolve();
            let wrong: Vec<_> = resolved.problems.iter().filter(|p| p.is_error()).map(|p| p.message(Lang::En)).collect();
            prop_assert!(wrong.is_empty(), "{text}\n---\n{rules}\n{wrong:?}");
            let comparison = import::compare(&resolved.model, &document);
            prop_assert!(!comparison.differs, "{text}\n---\n{rules}");
        }
    }
}
