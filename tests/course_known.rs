//! The oracle for courses on hand-written regulations whose answers are known.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)] // a test that panics has failed, and says where

mod oracle;

use oracle::course::verdict::{Answer, Verdict, over_sizes};
use oracle::course::{self, GaveUp, Limits, Size};
use oracle::verdict::cases;

/// The answer to the only instance of the only claim.
fn answer(text: &str, people: u32, extra: u32, limits: &Limits) -> Result<Answer, GaveUp> {
    let model = oracle::resolved(&format!("kitei 1\n{text}"), "by hand");
    let [case] = &cases(&model, &model.claims[0])[..] else { panic!("one instance") };
    course::answer(case, Size { people, extra }, limits)
}

fn verdict(text: &str, people: u32, extra: u32) -> Verdict {
    answer(text, people, extra, &Limits::default()).expect("small enough").verdict()
}

fn violated(acts: u32, constant: Option<u32>) -> Verdict {
    Verdict::Violated { acts, constant, always: false }
}

fn possible(acts: u32) -> Verdict {
    Verdict::Possible { acts, constant: Some(acts) }
}

/// A key only for those who have a permission, given by the chief.
const KEY: &str = "office chief
    fact cleared(person) fact key(person)
    act grant(q: person) gives cleared(q)
    act hand(q: person) gives key(q)
    permit grant(q) to chief
    permit hand(q) to chief when cleared(q)
    ";

#[test]
fn a_key_needs_a_permission() {
    assert_eq!(verdict(&format!("{KEY} property p: possible some person p: key(p)"), 1, 0), possible(2));
    let kept = "property p: always every person p: key(p) implies cleared(p)";
    assert_eq!(verdict(&format!("{KEY} {kept}"), 2, 0), Verdict::Proved);
    let revoked = "act revoke(q: person) ends cleared(q) permit revoke(q) to chief";
    assert_eq!(verdict(&format!("{KEY} {revoked} {kept}"), 2, 0), violated(3, Some(3)));
}

#[test]
fn ends_come_before_gives() {
    let renewed = "act renew(q: person) gives cleared(q) ends cleared(_), key(q) permit renew(q) to chief";
    let claim = "property p: never some person p: cleared(p) and not key(p) and hand(p) done";
    assert_eq!(verdict(&format!("{KEY} {renewed} {claim}"), 2, 0), violated(3, Some(3)));
    let others =
        "property p: possible some person p, person q: p ≠ q and cleared(p) and cleared(q) and renew(q) done";
    assert_eq!(verdict(&format!("{KEY} {renewed} {others}"), 2, 0), possible(2));
}

/// Filed by one, signed by another.
const FOUR_EYES: &str = "open kind Case office chief
    act file(c: Case) act sign(c: Case)
    permit file(c) to anyone
    permit sign(c) to anyone when file(c) done by another than file(c)
    ";

#[test]
fn four_eyes() {
    let both = "property p: never some person p, Case c: p did file(c) and p did sign(c)";
    assert_eq!(verdict(&format!("{FOUR_EYES} {both}"), 2, 1), Verdict::Proved);
    // One person cannot do it, and without a case there is nothing to do.
    assert_eq!(verdict(&format!("{FOUR_EYES} {both}"), 1, 1), Verdict::Vacuous);
    assert_eq!(verdict(&format!("{FOUR_EYES} {both}"), 2, 0), Verdict::Vacuous);
    let two_eyes = FOUR_EYES.replace("by another than file(c)", "");
    assert_eq!(verdict(&format!("{two_eyes} {both}"), 2, 1), violated(2, Some(2)));
}

#[test]
fn so_many_persons_are_enough() {
    let done = "some Case c: file(c) done and sign(c) done";
    let with = |persons: &str| format!("{FOUR_EYES} property p: possible {persons} {done}");
    assert_eq!(verdict(&with("with 1 persons:"), 3, 1), Verdict::Refuted);
    assert_eq!(verdict(&with("with 2 persons:"), 3, 1), possible(2));
    assert_eq!(verdict(&with(""), 1, 1), Verdict::Refuted);
    assert_eq!(verdict(&with(""), 2, 1), possible(2));
}

#[test]
fn members_are_counted() {
    let two = "property p: possible some Case c, Case d: c ≠ d and sign(c) done and sign(d) done";
    assert_eq!(verdict(&format!("{FOUR_EYES} {two}"), 2, 1), Verdict::Refuted);
    assert_eq!(verdict(&format!("{FOUR_EYES} {two}"), 2, 2), possible(4));
}

#[test]
fn a_leaver_keeps_his_key() {
    let text = "office chief fact left(person) fact key(person)
        act hand(q: person) gives key(q)
        act take(q: person) ends key(q)
        permit hand(q) to chief unless left(q)
        duty take(q) to chief when left(q) and key(q)
        ";
    let never = "property p: never some person p: left(p) and key(p)";
    assert_eq!(verdict(&format!("{text} {never}"), 2, 0), violated(1, Some(1)));
    let due = "property p: always every person p: left(p) and key(p) implies due take(p)";
    assert_eq!(verdict(&format!("{text} {due}"), 2, 0), Verdict::Proved);
    let must = "property p: always every person p: p must take(_) implies p may take(_)";
    assert_eq!(verdict(&format!("{text} {must}"), 2, 0), Verdict::Proved);
}

#[test]
fn naming_oneself() {
    let text = "office chief role clerk named by chief";
    let own = "property p: never some person p: p did 「name clerk」(p)";
    assert_eq!(verdict(&format!("{text} {own}"), 1, 0), violated(1, Some(1)));
    let banned = "forbid 「name clerk」(q) to p when p = q";
    assert_eq!(verdict(&format!("{text} {banned} {own}"), 2, 0), Verdict::Proved);
    // Named by one who was chief before him.
    let chief = "property p: never some person p: p is chief and p is clerk";
    assert_eq!(verdict(&format!("{text} {banned} {chief}"), 2, 0), violated(1, None));
    let dismissed = "property p: possible some person p: 「dismiss clerk」(p) done and p is clerk";
    assert_eq!(verdict(&format!("{text} {dismissed}"), 1, 0), possible(2));
}

#[test]
fn transfers() {
    let text = "office chief act begin act finish
        permit begin to chief
        permit finish to p when not p is chief";
    let both =
        |assuming| format!("{text} property p{assuming}: never some person p: p did begin and p did finish");
    assert_eq!(verdict(&both(""), 2, 0), violated(2, None));
    assert_eq!(verdict(&both(" assuming no transfers"), 2, 0), Verdict::ProvedAssumingNoTransfers);
    // The only person is chief for good.
    assert_eq!(verdict(&both(""), 1, 0), Verdict::Vacuous);
}

#[test]
fn a_course_without_transfers_may_be_longer() {
    let text = "office chief fact key(person) act begin act ask act hand(q: person) gives key(q)
        permit begin to chief
        permit ask to anyone when begin done
        permit hand(q) to p when p did begin and not p is chief
        permit hand(q) to anyone when ask done
        property p: never some person p: key(p)";
    assert_eq!(verdict(text, 2, 0), violated(2, Some(3)));
    assert_eq!(verdict(text, 1, 0), violated(3, Some(3)));
}

#[test]
fn other_circumstances_change_without_transfers() {
    let text = "office chief fact busy fact trusted(person) fixed act begin act finish
        permit begin to p when busy and trusted(p)
        permit finish to p when not busy and begin done
        ";
    let both = "property p assuming no transfers: possible begin done and finish done";
    assert_eq!(verdict(&format!("{text} {both}"), 1, 0), possible(2));
    let fixed = "property p: never some person p: p did begin and not trusted(p)";
    assert_eq!(verdict(&format!("{text} {fixed}"), 2, 0), Verdict::Proved);
}

#[test]
fn two_who_swear() {
    let text = "office chief act swear act begin
        permit swear to anyone
        permit begin to chief when at least 2 person a: a did swear
        property p: possible begin done";
    assert_eq!(verdict(text, 1, 0), Verdict::Refuted);
    assert_eq!(verdict(text, 2, 0), possible(3));
}

#[test]
fn assumptions_hold_throughout() {
    let text = "office chief, head act begin act finish
        assume apart: no person p: p is chief and p is head because \"invented\"
        assume nobody: no person p: p is chief because \"invented\"
        permit begin to chief
        permit finish to p when p is head and p did begin
        ";
    let with = |assuming: &str| format!("{text} property p{assuming}: possible finish done");
    assert_eq!(verdict(&with(""), 1, 0), possible(2));
    assert_eq!(verdict(&with(" assuming apart"), 2, 0), Verdict::Possible { acts: 2, constant: None });
    assert_eq!(verdict(&with(" assuming apart, no transfers"), 2, 0), Verdict::Refuted);
    // One person cannot hold both offices, and the office is never vacant.
    assert_eq!(verdict(&with(" assuming apart"), 1, 0), Verdict::Contradictory);
    assert_eq!(verdict(&with(" assuming nobody"), 2, 0), Verdict::Contradictory);
}

#[test]
fn never_good() {
    let text = "office chief act begin permit begin to chief
        property p: always every person p: p did begin implies not begin done";
    assert_eq!(verdict(text, 1, 0), Verdict::Violated { acts: 1, constant: Some(1), always: true });
}

#[test]
fn numbers() {
    let text = "office chief act pay(n: number) act accept(n: number)
        permit pay(n) to chief when n ≥ 10
        permit accept(n) to anyone when pay(n) done by another than pay(n)
        ";
    let both = "property p: never some person p, number n: p did pay(n) and p did accept(n)";
    let limits = Limits { nodes: 20_000, ..Limits::default() };
    let verdict = |text: String, people| answer(&text, people, 0, &limits).expect("small enough").verdict();
    assert_eq!(verdict(format!("{text} {both}"), 2), Verdict::Proved);
    // Two numbers of one region are not the same number.
    let two = "property p: never some person p: p did pay(_) and p did accept(_)";
    assert_eq!(verdict(format!("{text} {two}"), 2), violated(3, None));
    let less = "property p: possible some number n: n < 10 and pay(n) done";
    assert_eq!(verdict(format!("{text} {less}"), 1), Verdict::Refuted);
}

#[test]
fn what_the_text_leaves_open_is_filled_in_every_way() {
    let gap = "kind Zone (level: number) { east } office chief act begin act finish
        permit begin to chief when east.level ≥ 2
        permit finish to chief when east.level < 2 or begin done
        ";
    let over_gaps = |claim: &str| {
        let answer = answer(&format!("{gap} property p: {claim}"), 1, 0, &Limits::default());
        over_sizes(&[(Size { people: 1, extra: 0 }, answer.expect("small enough"))])
    };
    assert_eq!(over_gaps("possible begin done"), Some(Verdict::Silent));
    assert_eq!(over_gaps("possible finish done"), Some(possible(1)));
    assert_eq!(over_gaps("possible begin done and east.level < 2"), Some(Verdict::Refuted));
    // Of other claims a gap has whatever value is worst.
    assert_eq!(over_gaps("never begin done and finish done"), Some(violated(2, Some(2))));
}

#[test]
fn it_says_when_it_gives_up() {
    let key = format!("{KEY} property p: never some person p: key(p)");
    let limits = Limits::default();
    assert_eq!(answer(&key, 3, 0, &Limits { states: 3, ..limits }), Err(GaveUp::States));
    assert_eq!(answer(&key, 3, 0, &Limits { nodes: 3, ..limits }), Err(GaveUp::Nodes));
    assert_eq!(answer(&key, 3, 0, &Limits { frames: 2, ..limits }), Err(GaveUp::Frames));
}

#[test]
fn sizes_are_joined() {
    let both = "property p: never some person p, Case c: p did file(c) and p did sign(c)";
    let model = oracle::resolved(&format!("kitei 1\n{FOUR_EYES} {both}"), "by hand");
    let case = &cases(&model, &model.claims[0])[0];
    let sizes = course::sizes(&model, 2, 1);
    assert_eq!(sizes.len(), 4);
    let answer = |size| (size, course::answer(case, size, &Limits::default()).expect("small enough"));
    let answers: Vec<_> = sizes.into_iter().map(answer).collect();
    assert_eq!(over_sizes(&answers), Some(Verdict::Proved));
    assert_eq!(over_sizes(&answers[..3]), Some(Verdict::Vacuous));
    assert_eq!(over_sizes(&[]), None);
}
