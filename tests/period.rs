//! Answers over a period: asking only what can have changed comes to the same, byte for byte, as asking everything in every
//! wording, and to the answers of each day by itself; and the command says on which day, by which amendment and which
//! provision an answer turns.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)] // a test that panics has failed, and says where

#[path = "support/parallel.rs"]
mod parallel;
#[path = "support/prover.rs"]
mod prover;
#[allow(dead_code)] // a part of it is used here
#[path = "oracle/generate/rng.rs"]
mod rng;
#[allow(dead_code)] // a part of it is used here
#[path = "support/run.rs"]
mod run;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

use kitei::pipeline::compared::{cases, key};
use kitei::pipeline::period::{Period, Wordings};
use kitei::pipeline::{Loaded, Parsed};
use kitei::problem::Lang;
use kitei::proof::{Options, Verdict};
use kitei::report::period::{self, Account};
use kitei::report::{Style, json};
use kitei::syntax::calendar::{Date, gregorian};
use parallel::in_parallel;
use prover::PROVER;
use rng::Rng;
use run::kitei_in;

const HEAD: &str = "kitei 1
regulation random in force 2020-04-01
kind room { archive, vault }
office chief, clerk
fact trained(person) fixed
fact staff(person)
fact key(person)
fact pass(person, room)
role keeper is chief
act lend(p: person) gives key(p)
act admit(p: person, r: room) gives pass(p, r)
act give_back ends key(actor)
act enter(r: room)
assume all_trained: every person p: staff(p) implies trained(p)
";

const CLAIMS: &str = "property trained_keys: always every person p: key(p) implies trained(p)
property keys_within: always every person p: key(p) implies staff(p) or trained(p)
property not_oneself: never some person p: p did lend(p)
property in_the_room: always every room r, person p: p may enter(r) implies trained(p)
property keepers_enter: always every room r, person p: p is keeper implies p may enter(r)
property somebody: possible some person p: key(p) and not trained(p)
property passes: always every room r, person p: pass(p, r) implies key(p) or trained(p)
property if_trained assuming all_trained: always every person p: key(p) implies trained(p)
";

const CONDITIONS: &[&str] = &[
    "trained(p)",
    "staff(p)",
    "trained(p) and staff(p)",
    "not key(p)",
    "key(p) or trained(p)",
    "p is clerk",
];

/// What can stand in a provision.
fn rule(random: &mut Rng) -> String {
    let condition = *random.pick(CONDITIONS);
    let who = *random.pick(&["chief", "clerk", "keeper", "q"]);
    let room = *random.pick(&["archive", "vault", "r"]);
    match random.below(9) {
        0 | 1 => format!("permit lend(p) to {who} when {condition}"),
        2 => format!("permit admit(p, {room}) to {who} when {condition}"),
        3 | 4 => format!("permit enter({room}) to p when {condition}"),
        5 => format!("permit enter({room}) to p when pass(p, {room})"),
        6 => format!("forbid lend(p) to p when {condition}"),
        7 => "permit give_back to p when key(p)".to_string(),
        _ => format!(
            "reading care {{\n  loose default {{ permit lend(p) to {who} }}\n  tight {{ permit lend(p) to {who} when {condition} }}\n}}"
        ),
    }
}

/// A regulation of six provisions, and up to four amendments on days of their own.
fn regulation(seed: u64) -> String {
    let mut random = Rng::new(seed + 17);
    let mut text = HEAD.to_string();
    let mut reading = false;
    let mut one = |random: &mut Rng| loop {
        let rule = rule(random);
        // One reading of a name.
        if !rule.starts_with("reading") || !std::mem::replace(&mut reading, true) {
            return rule;
        }
    };
    for article in 1..=6 {
        let rule = one(&mut random);
        writeln!(text, "provision Art.{article} {{\n  {rule}\n}}").expect("a text");
    }
    text.push_str(CLAIMS);
    for year in 0..2 + random.below(3) {
        let mut articles: Vec<usize> = (1..=6).collect();
        writeln!(text, "amendment 「Order {year}」 in force {}-04-01 {{", 2022 + year).expect("a text");
        for _ in 0..=random.below(2) {
            let article = articles.remove(random.below(articles.len()));
            let rule = one(&mut random);
            writeln!(text, "  replace @Art.{article} {{ {rule} }}").expect("a text");
        }
        if random.percent(25) {
            writeln!(text, "  replace role keeper {{ role keeper is clerk }}").expect("a text");
        }
        text.push_str("}\n");
    }
    text
}

fn parsed(text: &str) -> Parsed {
    Loaded::default().with("a.kitei", text).parse()
}

fn day(year: i64) -> Date {
    gregorian(year, 4, 1).expect("a day")
}

fn verified(text: &str, afresh: bool) -> Period {
    let wordings = Wordings::of(&parsed(text), (day(2021), day(2026)), false)
        .unwrap_or_else(|wrong| panic!("{:#?}\n{text}", wrong.problems));
    wordings.verified(PROVER, &Options::default(), (day(2026), afresh)).expect("no failure")
}

/// Everything that is told of a period.
fn told(period: &Period) -> String {
    let account = Account::new(period, Lang::En, 0);
    format!("{}{}", json::period(&account, day(2026)), period::account(&account, Style::plain(Lang::En)))
}

#[test]
fn what_is_not_asked_again_is_answered_alike_byte_for_byte() {
    let all = in_parallel(40, |seed| {
        let text = regulation(seed);
        let (sparing, whole) = (verified(&text, false), verified(&text, true));
        assert_eq!(told(&sparing), told(&whole), "seed {seed}\n{text}");
        let later = sparing.wordings.iter().skip(1);
        let spared: usize = later.map(|wording| wording.asked.1 - wording.asked.0).sum();
        assert!(whole.wordings.iter().all(|wording| wording.asked.0 == wording.asked.1));
        (spared, sparing.flips.len())
    });
    let spared: usize = all.iter().map(|it| it.0).sum();
    let flips: usize = all.iter().map(|it| it.1).sum();
    assert!(spared >= 80, "only {spared} questions were spared");
    assert!(flips >= 40, "only {flips} answers turn");
}

#[test]
fn every_day_has_the_answers_that_it_has_by_itself() {
    let tallies = in_parallel(12, |seed| {
        let text = regulation(100 + seed);
        let period = verified(&text, false);
        let mut tally = BTreeMap::<String, usize>::new();
        for wording in &period.wordings {
            let all = parsed(&text);
            let before = all.before(wording.day);
            let options = Options::default();
            let alone = all.at(wording.day).resolve().verify(PROVER, &options);
            let alone = alone.across(&before, PROVER, &options);
            assert_eq!(alone.report.failure, None, "{text}");
            let model = alone.model();
            assert_eq!(wording.answers.len(), alone.report.answers.len(), "{text}");
            for answer in &alone.report.answers {
                let key = key(model, answer);
                let known = &wording.answers[&key].answer.verdict;
                let at = || format!("seed {seed}, {key:?} on {}\n{text}", wording.day);
                assert_eq!(cases(wording.model(), known), cases(model, &answer.verdict), "{}", at());
                let name = match &answer.verdict {
                    Verdict::TurnsOnReading(_) => "turns".to_string(),
                    other => format!("{other:?}").split('(').next().unwrap_or_default().to_string(),
                };
                *tally.entry(name).or_default() += 1;
            }
        }
        tally
    });
    let mut tally = BTreeMap::<String, usize>::new();
    tallies.into_iter().flatten().for_each(|(name, count)| *tally.entry(name).or_default() += count);
    for name in ["Proved", "Violated", "Vacuous", "turns"] {
        assert!(tally.get(name).copied().unwrap_or(0) >= 5, "{name}: {tally:#?}");
    }
}

const LIBRARY: &str = "kitei 1
regulation 「The library」 in force 2020-04-01
office chief, clerk
fact trained(person) fixed
fact staff(person) fixed
fact key(person)
act lend(p: person) gives key(p)
provision Art.1 \"lending\" { permit lend(p) to chief when trained(p) }
provision Art.2 \"more lending\" { permit lend(p) to clerk when trained(p) and staff(p) }
property trained_keys: always every person p: key(p) implies trained(p)
property staff_only: always every person p: key(p) implies staff(p)
expect staff_only violated \"the chief may lend to guests\"
amendment 「Order 3」 promulgated 2024-03-01 in force 2024-04-01 {
  replace @Art.2 { permit lend(p) to clerk when staff(p) }
}
amendment 「Order 4」 promulgated 2026-03-01 in force 2026-04-01 {
  replace @Art.2 { permit lend(p) to clerk when staff(p) and trained(p) }
}
";

/// A folder that is gone when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn with(name: &str, text: &str) -> Self {
        let dir = std::env::temp_dir().join(format!("kitei-period-{name}-{}", std::process::id()));
        fs::create_dir_all(&dir).expect("a folder");
        fs::write(dir.join("a.kitei"), text).expect("a file");
        Self(dir)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

#[test]
fn the_command_says_when_and_why_an_answer_turns() {
    let folder = Folder::with("when", LIBRARY);
    let run = |words: &[&str]| kitei_in(&folder.0, &[&["verify", "a.kitei"], words].concat());
    let en = run(&["--from", "2023-01-01", "--to", "2027-01-01", "--lang", "en"]);
    assert_eq!(en.code, 1, "{}{}", en.out, en.err);
    let flat = en.out.split_whitespace().collect::<Vec<_>>().join(" ");
    let told = "trained_keys: proved on 2024-03-31, violated on 2024-04-01, because Order 3 changed Art.2";
    assert!(flat.contains(told), "{}", en.out);
    assert!(en.err.contains("2024-04-01: 2 of 2"), "{}", en.err);
    let ja = run(&["--from", "2023-01-01", "--to", "2027-01-01", "--lang", "ja"]).out;
    let flat: String = ja.split_whitespace().collect();
    assert!(flat.contains("令和6年3月31日は成立、令和6年4月1日は違反。Order3がArt.2を変えたため"), "{ja}");
    // Keys that were lent in between stay lent.
    let json = run(&["--to", "2027-01-01", "--format", "json"]).json();
    let turns = json["period"]["turns"].as_array().expect("a list");
    assert_eq!(turns.len(), 1, "{json:#}");
    assert_eq!(json["period"]["from"], "2020-04-01");
    assert_eq!(turns[0]["because"], serde_json::json!(["Art.2"]));
    let clean = run(&["--to", "2027-01-01", "--clean-start", "--format", "json"]).json();
    let turns = clean["period"]["turns"].as_array().expect("a list");
    let days: Vec<&str> = turns.iter().filter_map(|turn| turn["day"].as_str()).collect();
    assert_eq!(days, ["2024-04-01", "2026-04-01"]);
    // The wording before is good, since what is violated there is known.
    assert_eq!(run(&["--from", "2023-01-01", "--to", "2024-03-31"]).code, 0);
}

#[test]
fn a_period_that_cannot_be_is_told_of() {
    let folder = Folder::with("wrong", LIBRARY);
    let run = |words: &[&str]| kitei_in(&folder.0, &[&["verify", "a.kitei"], words].concat());
    for (words, told) in [
        (
            ["--from", "2027-01-01", "--to", "2026-01-01", "--lang", "en"],
            "ends (2026-01-01) before it begins",
        ),
        (["--from", "2027-01-01", "--to", "2026-01-01", "--lang", "ja"], "より前です"),
        (["--from", "soon", "--to", "2026-01-01", "--lang", "en"], "soon is no date"),
        (["--from", "2024-01-01", "--at", "2026-01-01", "--lang", "en"], "--"),
        (["--from", "2024-01-01", "--claim", "nobody", "--lang", "en"], "nobody"),
    ] {
        let run = run(&words);
        assert_eq!(run.code, 2, "{words:?}: {}{}", run.out, run.err);
        let flat = run.err.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains(told), "{words:?}: {}", run.err);
    }
}

/// Staff, of whom Art.2 speaks, may be anybody once it does not.
#[test]
fn a_claim_about_what_the_text_no_longer_mentions_is_asked_again() {
    let text = LIBRARY.replace("replace @Art.2 { permit lend(p) to clerk when staff(p) }", "repeal @Art.2");
    let text = text.split("amendment 「Order 4」").next().expect("a text");
    let text = text
        .replace("act lend(p: person) gives key(p)", "act lend(p: person) gives key(p)\nact enter")
        .replace(
            "provision Art.2 \"more lending\" { permit lend(p) to clerk when trained(p) and staff(p) }",
            "provision Art.2 { permit enter to p when staff(p) }",
        );
    let folder = Folder::with("silent", &text);
    let words = ["verify", "a.kitei", "--from", "2024-01-01", "--format", "json"];
    let json = kitei_in(&folder.0, &words).json();
    let turns = json["period"]["turns"].as_array().expect("a list");
    let of: Vec<_> = turns.iter().filter(|turn| turn["claim"] == "staff_only").collect();
    assert_eq!(of.len(), 1, "{json:#}");
    assert_eq!((&of[0]["before"], &of[0]["after"]), (&"violated".into(), &"silent".into()), "{json:#}");
    let words = ["diff", "2024-03-31", "2024-04-01", "a.kitei", "--lang", "en"];
    let told = kitei_in(&folder.0, &words).out;
    assert!(told.contains("staff_only: violated → silent"), "{told}");
}
