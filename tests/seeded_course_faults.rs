//! Every bug seeded into the engine for courses of events is noticed, each on a regulation made for it; what the sound
//! engine says of that regulation is written beside it.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)] // a test that panics has failed, and says where

mod oracle;

use kitei::proof::{Event, Family, Fault, Options, Verdict, Witness, verify};

/// A bug, where it shows, and what is true there.
struct Seeded {
    fault: Fault,
    text: &'static str,
    people: u32,
    acts: u32,
    /// Decisions and conflicts allowed for one question.
    effort: u32,
    truth: &'static str,
}

/// More work than any of these regulations needs.
const EFFORT: u32 = 4_000_000;

const fn seeded(fault: Fault, truth: &'static str, text: &'static str) -> Seeded {
    Seeded { fault, text, people: 4, acts: 6, effort: EFFORT, truth }
}

/// A bug in the proofs that only this family of candidates makes.
const fn family(family: Family, truth: &'static str, text: &'static str) -> Seeded {
    seeded(Fault::Without(family), truth, text)
}

const CASES: &[Seeded] = &[
    seeded(
        Fault::FrameForgotten,
        "possible, 2 acts",
        "office chief fact cleared(person) fact key(person)
        act grant(q: person) gives cleared(q)
        act hand(q: person) gives key(q)
        permit grant(q) to chief
        permit hand(q) to chief when cleared(q)
        property p: possible some person p: key(p)",
    ),
    seeded(
        Fault::GivesBeforeEnds,
        "possible, 1 acts",
        "office chief fact cleared(person)
        act renew(q: person) gives cleared(q) ends cleared(_)
        permit renew(q) to chief
        property p: possible some person p: cleared(p)",
    ),
    seeded(
        Fault::HistoryForgotten,
        "possible, 2 acts",
        "office chief act begin act finish
        permit begin to chief
        permit finish to chief
        property p: possible begin done and finish done",
    ),
    seeded(
        Fault::ActorUnchecked,
        "ProvedAssuming",
        "office chief act begin
        permit begin to chief
        property p assuming no transfers: always every person p: p did begin implies p is chief",
    ),
    seeded(
        Fault::GuardUnasserted,
        "possible, 2 acts",
        "office chief act begin act finish
        permit begin to chief
        permit finish to chief when begin done
        property p: possible finish done",
    ),
    seeded(
        Fault::StepIgnoresForbids,
        "Refuted",
        "office chief fact key(person)
        act hand(q: person) gives key(q)
        permit hand(q) to anyone
        forbid hand(q) to p when p = q
        property p: possible some person p: p did hand(p)",
    ),
    seeded(
        Fault::CircumstancesFrozen,
        "possible, 2 acts",
        "office chief fact busy act begin act finish
        permit begin to chief when busy
        permit finish to chief when not busy and begin done
        property p: possible finish done",
    ),
    seeded(
        Fault::TransfersAnyway,
        "Refuted",
        "office chief act begin act finish
        permit begin to chief
        permit finish to p when p did begin and not p is chief
        property p assuming no transfers: possible finish done",
    ),
    seeded(
        Fault::FixedChanges,
        "Proved",
        "fact trusted(person) fixed act begin
        permit begin to trusted
        property p: always every person p: p did begin implies trusted(p)",
    ),
    seeded(
        Fault::CourseBeginsAnyhow,
        "Proved",
        "office chief fact cleared(person) fact key(person)
        act grant(q: person) gives cleared(q)
        act hand(q: person) gives key(q)
        permit grant(q) to chief
        permit hand(q) to chief when cleared(q)
        property p: always every person p: key(p) implies cleared(p)",
    ),
    // The search stops one act too early to see it, so that the proofs must.
    Seeded {
        fault: Fault::LastDeedUnchecked,
        people: 4,
        acts: 3,
        effort: EFFORT,
        truth: "Undecided(NoCourse { acts: 3, people: 4 })",
        text: "office chief act one act two act three act four
        permit one to chief
        permit two to chief when one done
        permit three to chief when two done
        permit four to chief when three done
        property p: never four done",
    },
    // With the wrong start nothing but the acts has to be looked at: once it is ready, nobody can do the last act.
    Seeded {
        fault: Fault::StartUnchecked,
        people: 4,
        acts: 3,
        effort: EFFORT,
        truth: "Undecided(NoCourse { acts: 3, people: 4 })",
        text: "office chief fact absent(person) fact ready
        act begin gives ready act one act two act three act four
        permit begin to chief
        permit one to chief
        permit two to chief when one done
        permit three to chief when two done
        permit four to chief when three done unless ready
        property p: never not ready and (four done or
            (every person p: absent(p)) and (some person q: not absent(q)))",
    },
    // The tenth act needs the nine before it; that nine are too few takes far more work than this if every order is tried.
    Seeded {
        fault: Fault::OrderOff,
        people: 3,
        acts: 9,
        effort: 1_500,
        truth: "Undecided(NoCourse { acts: 9, people: 3 })",
        text: "act one act two act three act four act five act six act seven act eight act nine act ten
        permit one to anyone permit two to anyone permit three to anyone permit four to anyone
        permit five to anyone permit six to anyone permit seven to anyone permit eight to anyone
        permit nine to anyone
        permit ten to anyone when one done and two done and three done and four done
            and five done and six done and seven done and eight done and nine done
        property p: never ten done",
    },
    // Three people are too few to see it as well.
    Seeded {
        fault: Fault::CertificateSkipped,
        people: 5,
        acts: 4,
        effort: EFFORT,
        truth: "Undecided(NoCourse { acts: 4, people: 5 })",
        text: FOUR_SWEAR,
    },
    Seeded {
        fault: Fault::EffectsDropped,
        people: 5,
        acts: 4,
        effort: EFFORT,
        truth: "Undecided(NoCourse { acts: 4, people: 5 })",
        text: FOUR_SWEAR,
    },
    Seeded {
        fault: Fault::LastActMissed,
        people: 2,
        acts: 2,
        effort: EFFORT,
        truth: "possible, 2 acts",
        text: "office chief act begin act finish
        permit begin to chief
        permit finish to chief when begin done
        property p: possible finish done",
    },
    seeded(
        Fault::DependentReordered,
        "possible, 2 acts",
        "office chief act finish act begin
        permit begin to chief
        permit finish to chief when begin done
        property p: possible finish done",
    ),
    Seeded {
        fault: Fault::OnePersonTooFew,
        people: 2,
        acts: 4,
        effort: EFFORT,
        truth: "possible, 2 acts",
        text: "act swear
        permit swear to anyone
        property p: possible some person p, person q: p ≠ q and p did swear and q did swear",
    },
    seeded(
        Fault::ActorsUnlimited,
        "Refuted",
        "open kind Case act file(c: Case) act sign(c: Case)
        permit file(c) to anyone
        permit sign(c) to anyone when file(c) done by another than file(c)
        property p: possible with 1 persons: some Case c: sign(c) done",
    ),
    seeded(
        Fault::StaffingIgnored,
        "violated, 3 acts",
        "office chief fact key(person) act begin act ask act hand(q: person) gives key(q)
        permit begin to chief
        permit ask to anyone when begin done
        permit hand(q) to p when p did begin and not p is chief
        permit hand(q) to anyone when ask done
        property p: never some person p: key(p)",
    ),
    seeded(
        Fault::CoursePremiseUnchecked,
        "Vacuous",
        "office chief fact key(person) act hand(q: person) gives key(q)
        property p: always every person p: key(p) implies p is chief",
    ),
    seeded(
        Fault::EverybodyPresent,
        "possible, 1 acts",
        "act swear
        permit swear to anyone
        property p: possible (every person p: p did swear)",
    ),
    seeded(
        Fault::LawUnchecked,
        "nothing lawful",
        "office chief act begin
        permit begin to chief
        assume nobody: no person p: p is chief because \"invented\"
        property p assuming nobody: never begin done",
    ),
    seeded(
        Fault::ActReadingsIgnored,
        "turns: Proved / violated, 1 acts",
        "provision 第1条 { office chief fact key(person) act hand(q: person) gives key(q)
        reading doubt @第1条 { narrow default { } wide { permit hand(q) to chief } }
        property p: never some person p: key(p) }",
    ),
    seeded(
        Fault::ActGapsIgnored,
        "Silent",
        "kind Zone (level: number) { east } office chief act begin
        permit begin to chief when east.level ≥ 2
        property p: possible begin done",
    ),
    seeded(
        Fault::OneNumberPerRegion,
        "violated, 3 acts",
        "act pay(n: number) act accept(n: number)
        permit pay(n) to anyone when n > 10
        permit accept(n) to anyone when pay(n) done by another than pay(n)
        property p: never some person p: p did pay(_) and p did accept(_)",
    ),
    seeded(
        Fault::ChosenHasNoAttributes,
        "possible, 1 acts",
        "open kind Case (amount: number) { first (amount 20) } office chief act sign(c: Case)
        permit sign(c) to chief when c.amount ≥ 10
        property p: possible sign(first) done",
    ),
    seeded(
        Fault::NeverIdle,
        "Vacuous",
        "office chief act begin
        permit begin to p when p is chief and not p is chief
        property p: never some person p: p did begin and p is chief",
    ),
    family(
        Family::History,
        "Refuted",
        "fact cleared(person) act grant(q: person) gives cleared(q) act enter
        permit grant(q) to anyone
        permit enter to p when cleared(p) by another than grant(_)
        property p: possible with 1 persons: enter done",
    ),
    family(
        Family::NeverEarned,
        "Refuted",
        "fact cleared(person) fact sworn(person)
        act grant(q: person) gives cleared(q) act swear gives sworn(actor)
        permit grant(q) to sworn
        permit swear to cleared
        property p: possible some person p: sworn(p) and p is cleared",
    ),
    family(
        Family::Guard,
        "Proved",
        "office chief fact cleared(person) fact key(person) fact badge(person)
        act grant(q: person) gives cleared(q)
        act hand(q: person) gives key(q)
        act mark(q: person) gives badge(q)
        permit grant(q) to chief
        permit hand(q) to chief when cleared(q)
        permit mark(q) to chief when key(q)
        property p: always every person p: badge(p) implies cleared(p)",
    ),
    family(
        Family::Done,
        "Proved",
        "office chief fact key(person)
        act hand(q: person) gives key(q) act take(q: person) ends key(q) act enter(q: person)
        permit hand(q) to anyone
        permit take(q) to chief
        permit enter(q) to chief when key(q)
        property p: always every person p: enter(p) done implies hand(p) done",
    ),
    family(
        Family::Lasting,
        "Proved",
        "open kind Case act file(c: Case) act sign(c: Case) act close(c: Case)
        permit file(c) to anyone
        permit sign(c) to anyone when file(c) done
        permit close(c) to anyone when sign(c) done
        property p: always every Case c: close(c) done implies file(c) done",
    ),
    family(
        Family::Apart,
        "Refuted",
        "office chief fact cleared(person) fact key(person) fact badge(person)
        act grant(q: person) gives cleared(q)
        act hand(q: person) gives key(q) ends badge(q)
        act mark(q: person) gives badge(q) ends key(q)
        permit grant(q) to chief permit hand(q) to chief permit mark(q) to chief
        property p: possible some person p: cleared(p) and key(p) and badge(p)",
    ),
    family(
        Family::Single,
        "Refuted",
        "kind Zone { east } office chief fact key(person, Zone)
        act pass(q: person, z: Zone) gives key(q, z) ends key(_, z) act enter(z: Zone)
        permit pass(q, z) to chief
        permit enter(z) to p when key(p, z) and key(q, z) and p ≠ q
        property p: possible enter(east) done",
    ),
    family(
        Family::Office,
        "Refuted",
        "office chief, head fact key(person) fact badge(person)
        act hand(q: person) gives key(q) act take(q: person) ends key(q)
        act mark(q: person) gives badge(q) act enter
        permit hand(q) to chief when q is head
        permit take(q) to chief
        permit mark(q) to chief when key(q)
        permit enter to p when badge(p) and not p is head
        property p assuming no transfers: possible enter done",
    ),
    // Any two of the three go together.
    family(
        Family::Claim,
        "Refuted",
        "office chief fact red(person) fact green(person) fact blue(person)
        act one(q: person) gives red(q) ends blue(q)
        act two(q: person) gives green(q) ends red(q)
        act three(q: person) gives blue(q) ends green(q)
        permit one(q) to chief permit two(q) to chief permit three(q) to chief
        property p: possible some person p: red(p) and green(p) and blue(p)",
    ),
];

/// A fifth act needs four who have sworn.
const FOUR_SWEAR: &str = "act swear act begin
    permit swear to anyone
    permit begin to anyone when a did swear and b did swear and c did swear and d did swear
        and a ≠ b and a ≠ c and a ≠ d and b ≠ c and b ≠ d and c ≠ d
    property p: never begin done";

#[test]
fn every_fault_is_caught() {
    let outcomes = oracle::parallel::in_parallel(CASES.len() as u64, |index| {
        let case = &CASES[usize::try_from(index).unwrap()];
        let (sound, faulty) = (told(case, None), told(case, Some(case.fault)));
        match sound == case.truth {
            false => Some(format!("{:?}: not {}, but {sound}", case.fault, case.truth)),
            true if sound == faulty => Some(format!("{:?}: not caught", case.fault)),
            true => None,
        }
    });
    let wrong: Vec<String> = outcomes.into_iter().flatten().collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_fault_has_a_case() {
    let without: Vec<&Fault> =
        Fault::COURSES.iter().filter(|fault| !CASES.iter().any(|case| case.fault == **fault)).collect();
    assert!(without.is_empty(), "{without:?}");
}

/// What is said of the first claim.
fn told(case: &Seeded, fault: Option<Fault>) -> String {
    let model = oracle::resolved(&format!("kitei 1\n{}", case.text), &format!("{:?}", case.fault));
    let options = Options {
        people: case.people,
        members: 2,
        acts: case.acts,
        effort: case.effort,
        articles: false,
        fault,
        ..Options::default()
    };
    let report = verify(&model, &options);
    if let Some(failure) = &report.failure {
        return format!("failed: {failure}");
    }
    if !report.problems.is_empty() {
        return "nothing lawful".to_string();
    }
    let answer = &report.answers[0];
    match &answer.verdict {
        Verdict::TurnsOnReading(cases) => {
            let all = cases.iter().map(|case| in_words(&case.verdict, case.witness.as_deref()));
            format!("turns: {}", all.collect::<Vec<_>>().join(" / "))
        }
        verdict => in_words(verdict, answer.witness.as_deref()),
    }
}

fn in_words(verdict: &Verdict, witness: Option<&Witness>) -> String {
    let acts = witness.map(|w| w.events.iter().filter(|e| matches!(e, Event::Act { .. })).count());
    match (verdict, acts) {
        (Verdict::Violated, Some(acts)) => format!("violated, {acts} acts"),
        (Verdict::Proved, Some(acts)) => format!("possible, {acts} acts"),
        (other, _) => format!("{other:?}"),
    }
}
