//! What would mend a claim: known repairs of small regulations, and on random ones, that what is offered holds by explicit
//! search, and that nothing is missed which explicit search finds among the single edits.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)] // a test that panics has failed, and says where

mod oracle;
#[path = "support/prover.rs"]
mod prover;
#[path = "repair/random.rs"]
mod random;
#[allow(dead_code)] // a part of it is used here
#[path = "support/run.rs"]
mod run;

use std::fs;

use kitei::model::ClaimId;
use kitei::pipeline::repair::{self, Asked, Kind, Repairs, effects};
use kitei::pipeline::{Loaded, Resolved};
use kitei::proof::{self, Options, Verdict};
use kitei::syntax::calendar::{Date, gregorian};
use prover::PROVER;
use run::kitei_in;

const LIBRARY: &str = "kitei 1
regulation town_library
kind room { stacks, strong_room, hall }
kind record (kept: duration) { loan_book }
office chief, archivist
role keeper(room)
role keeper(stacks) is chief
role keeper(strong_room) is archivist
role inspector
fact staff(person)
fact has_key(person, room)
open kind order
act lend(borrower: person, r: room) gives has_key(borrower, r)
act audit(r: room)
act inspect(r: room)
act report(about: person)
act enter(o: order)
act confirm(o: order)
table open_at(room, room) { stacks: hall }
provision Art.1 \"lending\" { permit lend(b, r) to keeper(r) }
provision Art.2 \"audit\" { permit audit(r) to archivist permit inspect(r) to inspector }
provision Art.3 \"orders\" { permit enter(o) to p when staff(p) permit confirm(o) to p when staff(p) and enter(o) done }
assume apart: no person p: p is chief and p is archivist because \"custom\"
property to_staff: lend(b, _) needs staff(b)
property not_to_oneself: never some person p: p may lend(p, _)
property inspections: possible some person p: p may inspect(hall)
property two_people: never some person p, order o: p did enter(o) and p did confirm(o)
property apart_in_the_strong_room: never some person p: p may lend(_, stacks) and p may audit(stacks)
property kept_long: always loan_book.kept ≥ 7 years
property hall_is_open: always open_at(hall, hall)
property reported: never some person p: staff(p) and not due report(p)
property staff_only: never some person p, order o: p may enter(o) and not staff(p)
";

fn today() -> Date {
    gregorian(2026, 11, 23).expect("a day")
}

fn resolved(text: &str) -> Resolved {
    let resolved = Loaded::default().with("a.kitei", text).parse().at(today()).resolve();
    let errors: Vec<_> = resolved.problems.iter().filter(|p| p.is_error()).collect();
    assert!(errors.is_empty(), "{errors:#?}\n{text}");
    resolved
}

fn claim(resolved: &Resolved, name: &str) -> ClaimId {
    let found = resolved.model.claims.iter().position(|claim| claim.name == name);
    ClaimId::from_index(found.expect("the claim"))
}

fn offered(resolved: &Resolved, name: &str, options: Options) -> Repairs {
    let asked =
        Asked { claim: claim(resolved, name), instance: None, options, limits: repair::Limits::default() };
    repair::offered(resolved, PROVER, &asked).expect("no failure")
}

/// What is offered for a property of the library: each with its kind and what is put in or taken out.
fn mended(name: &str) -> Vec<(Kind, String)> {
    let resolved = resolved(LIBRARY);
    let repairs = offered(&resolved, name, Options::default());
    let told = repairs.offered.iter().map(|repair| {
        // What is offered can be added to the rules as it stands, and mends the claim.
        let amended = crate::resolved(&format!("{LIBRARY}\n{}", repair.text));
        let options = Options { claims: vec![name.to_string()], ..Options::default() };
        let report = proof::verify(&amended.model, &options);
        assert!(report.answers.iter().all(|answer| answer.verdict.is_green()), "{}", repair.text);
        let [edit] = &repair.edits[..] else { panic!("one edit is enough: {}", repair.text) };
        (edit.kind, edit.with.as_ref().map_or_else(String::new, |said| said.en.clone()))
    });
    told.collect()
}

fn has(found: &[(Kind, String)], kind: Kind, with: &str) {
    assert!(found.contains(&(kind, with.to_string())), "{kind:?} {with}: {found:?}");
}

#[test]
fn a_permit_gets_the_condition_that_the_claim_asks_for() {
    let found = mended("to_staff");
    assert_eq!(found, [(Kind::Narrow, "staff(b)".to_string())]);
}

#[test]
fn nobody_does_it_to_himself() {
    let found = mended("not_to_oneself");
    has(&found, Kind::Narrow, "b ≠ actor");
    assert!(found.iter().all(|(kind, _)| *kind != Kind::Drop), "to abolish lending is no repair: {found:?}");
}

#[test]
fn a_role_that_nobody_fills_is_filled() {
    let found = mended("inspections");
    has(&found, Kind::Fill, "inspector: chief");
    has(&found, Kind::Fill, "inspector: archivist");
}

#[test]
fn two_people_are_made_of_one() {
    let found = mended("two_people");
    // To forbid the second act alone does not do: whoever confirms could enter once more.
    has(&found, Kind::Another, "enter(o)");
    assert!(found.iter().all(|(kind, _)| *kind == Kind::Another), "{found:?}");
}

#[test]
fn what_the_text_leaves_open_is_filled() {
    assert_eq!(mended("kept_long").first().map(|(kind, _)| *kind), Some(Kind::Value));
    has(&mended("hall_is_open"), Kind::Cell, "(hall, hall) ○");
}

#[test]
fn what_must_be_due_becomes_a_duty() {
    has(&mended("reported"), Kind::Oblige, "chief, when staff(q)");
}

#[test]
fn what_holds_needs_no_repair() {
    let resolved = resolved(LIBRARY);
    let repairs = offered(&resolved, "staff_only", Options::default());
    assert!(repairs.wanted.is_empty() && repairs.offered.is_empty());
    assert_eq!(repairs.now.answers[0].verdict, Verdict::Proved);
}

#[test]
fn an_assumption_that_would_do_is_no_repair() {
    let resolved = resolved(LIBRARY);
    let repairs = offered(&resolved, "apart_in_the_strong_room", Options::default());
    assert_eq!(repairs.assumptions.len(), 1);
    assert_eq!(repairs.assumptions[0].assumptions.len(), 1);
}

#[test]
fn what_else_changes_is_told() {
    let resolved = resolved(LIBRARY);
    let options = Options::default();
    let repairs = offered(&resolved, "not_to_oneself", options.clone());
    let claim = claim(&resolved, "not_to_oneself");
    let all = effects::of(&resolved, PROVER, claim, &repairs.offered, &options).expect("no failure");
    assert_eq!(all.len(), repairs.offered.len());
    for (repair, effects) in repairs.offered.iter().zip(&all) {
        // What is said to change does, and nothing else.
        let amended = crate::resolved(&format!("{LIBRARY}\n{}", repair.text));
        let (before, after) =
            (proof::verify(&resolved.model, &options), proof::verify(&amended.model, &options));
        let differing =
            before.answers.iter().zip(&after.answers).filter(|(one, other)| one.verdict != other.verdict);
        let differing: Vec<_> = differing.map(|(one, _)| one.claim).filter(|id| *id != claim).collect();
        let told: Vec<_> = effects.answers.iter().map(|changed| changed.claim).collect();
        assert_eq!(told, differing, "{}", repair.text);
    }
}

#[test]
fn the_same_is_offered_whatever_helps() {
    let resolved = resolved(LIBRARY);
    for name in ["to_staff", "inspections", "two_people"] {
        let one = offered(&resolved, name, Options { threads: Some(1), ..Options::default() });
        let two = offered(&resolved, name, Options { threads: Some(2), ..Options::default() });
        assert_eq!(one.offered, two.offered);
        assert_eq!(one.tally, two.tally);
    }
}

#[test]
fn the_command_tells_it_in_both_languages_and_for_programs() {
    let dir = tempfile::tempdir().expect("a folder");
    fs::write(dir.path().join("a.kitei"), LIBRARY).expect("written");
    let run = |words: &[&str]| kitei_in(dir.path(), &[&["repair", "--today", "2026-11-23"], words].concat());
    let english = run(&["--lang", "en", ".", "to_staff"]);
    assert_eq!(english.code, 0, "{}", english.err);
    assert!(english.out.contains("replace permit lend { permit lend(b, r) to keeper(r) when staff(b) }"));
    assert!(english.out.contains("narrow the permit of `lend`: only when `staff(b)`"), "{}", english.out);
    let japanese = run(&["--lang", "ja", ".", "to_staff"]);
    assert!(japanese.out.contains("「lend」の許容に要件を加える: staff(b)"), "{}", japanese.out);
    let json = run(&["--format", "json", ".", "to_staff"]).json();
    assert_eq!(json["repair"]["repairs"][0]["edits"][0]["kind"], "narrow");
    assert!(json["repair"]["repairs"][0]["effects"]["asked"].is_u64());
    let alone = run(&["--format", "json", "--alone", "to_staff"]).json();
    assert!(alone["repair"]["repairs"][0]["effects"].is_null());
    assert_eq!(run(&[".", "staff_only"]).code, 0);
    assert_eq!(run(&[".", "nothing_like_it"]).code, 2);
    assert_eq!(run(&["."]).code, 2);
}

#[test]
fn one_instance_may_be_meant() {
    let text = format!("{LIBRARY}property kept_apart: separate lend(_, r) from audit(r)\n");
    let resolved = resolved(&text);
    let id = claim(&resolved, "kept_apart");
    let all = offered(&resolved, "kept_apart", Options::default());
    let instance = all.now.answers[1].instance.clone();
    let asked = Asked {
        claim: id,
        instance: Some(instance),
        options: Options::default(),
        limits: repair::Limits::default(),
    };
    let one = repair::offered(&resolved, PROVER, &asked).expect("no failure");
    assert_eq!(one.wanted, [1], "the strong room alone");
    assert_eq!(all.wanted, [0, 1], "the hall is only vacuous");
}
