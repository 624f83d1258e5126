//! Two wordings compared by meaning: known differences, and on random pairs that what is told is what single worlds show.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)] // a test that panics has failed, and says where

#[path = "support/prover.rs"]
mod prover;
#[allow(dead_code)] // a part of it is used here
#[path = "support/run.rs"]
mod run;
#[allow(dead_code)]
#[path = "support/told.rs"]
mod told;

use std::collections::BTreeSet;
use std::fs;
use std::sync::Arc;

use kitei::amend::joint::Joint;
use kitei::model::eval::{Evaluator, lawful, why_may};
use kitei::model::{ActId, Assuming, Domain, Formula, Model, Sort, Value, World};
use kitei::pipeline::diff::{self, Diff, Turn};
use kitei::pipeline::{Loaded, Resolved};
use kitei::proof::{Difference, Differences, Options, Verdict};
use kitei::syntax::calendar::{Date, gregorian};
use prover::PROVER;
use run::kitei_in;

fn resolved(text: &str) -> Resolved {
    let resolved = Loaded::default().with("a.kitei", text).parse().at(day()).resolve();
    let errors: Vec<_> = resolved.problems.iter().filter(|p| p.is_error()).collect();
    assert!(errors.is_empty(), "{errors:#?}\n{text}");
    resolved
}

fn day() -> Date {
    gregorian(2026, 11, 23).expect("a day")
}

fn compared(old: &str, new: &str) -> Diff {
    diff::diff(&resolved(old), &resolved(new), PROVER, &Options::default(), day()).expect("a comparison")
}

const BEFORE: &str = "kitei 1
regulation library
kind room { stacks, vault }
office chief, clerk
fact staff(person)
act enter(r: room)
table open_at(room, room) { vault: stacks }
provision Art.1 \"entry\" { permit enter(r) to p when staff(p) }
provision Art.2 \"vault\" { forbid enter(vault) to p when not p is chief }
property guarded: only chief may enter(vault)
property staff_enters: possible some person p: p may enter(stacks)
";

#[test]
fn nothing_is_different_from_itself() {
    let diff = compared(BEFORE, BEFORE);
    assert!(diff.is_same() && diff.asked == (0, 2), "{diff:#?}");
}

#[test]
fn order_and_other_words_are_no_change() {
    let new = BEFORE.replace("when staff(p) }", "when staff(p) and (staff(p) or p is clerk) }");
    let diff = compared(BEFORE, &new);
    assert_eq!(diff.acts.len(), 1);
    assert!(diff.acts[0].is_same() && diff.answers.is_empty() && diff.is_same(), "{diff:#?}");
}

#[test]
fn a_lifted_ban_gives_access_and_breaks_its_guarantee() {
    let new = BEFORE.replace("when not p is chief }", "when not p is chief and not p is clerk }");
    let diff = compared(BEFORE, &new);
    let [act] = &diff.acts[..] else { panic!("{diff:#?}") };
    let [gained] = &act.gained.found[..] else { panic!("{diff:#?}") };
    assert!(act.lost.found.is_empty() && act.lost.complete && act.gained.complete);
    assert!(gained.exact && gained.against.is_some(), "{gained:#?}");
    let posts = gained.conditions.iter().filter(|(part, _)| matches!(part, Formula::Atom(..))).count();
    assert_eq!(posts, 3, "staff, clerk and not chief: {gained:#?}");
    let [answer] = &diff.answers[..] else { panic!("{diff:#?}") };
    assert_eq!((answer.claim.as_str(), answer.turn), ("guarded", Turn::Worse));
    assert_eq!((&answer.before, &answer.after), (&Some(Verdict::Proved), &Some(Verdict::Violated)));
    assert!(!answer.reworded && diff.is_worse() && diff.asked == (2, 2));
}

#[test]
fn a_new_room_is_entered_by_whoever_may_enter_rooms() {
    let new = BEFORE.replace("{ stacks, vault }", "{ stacks, vault, hall }");
    let diff = compared(BEFORE, &new);
    let [act] = &diff.acts[..] else { panic!("{diff:#?}") };
    let [gained] = &act.gained.found[..] else { panic!("{diff:#?}") };
    assert!(gained.exact && act.lost.found.is_empty(), "{gained:#?}");
    assert!(gained.conditions.iter().any(|(part, holds)| *holds && matches!(part, Formula::Compare(..))));
}

#[test]
fn another_effect_is_a_change_though_everybody_may_do_the_same() {
    let with = |effect: &str, condition: &str| {
        let acts = format!(
            "fact lit(room)\nfact dark(room)\nact switch(r: room) gives lit(r) gives dark(r)\nact enter(r: room) gives {effect}(r)\n"
        );
        BEFORE.replace("act enter(r: room)\n", &acts).replace("when staff(p) }", condition)
    };
    let same = with("lit", "when staff(p) }");
    assert!(compared(&with("lit", "when staff(p) or staff(p) }"), &same).is_same());
    let other = compared(&with("dark", "when staff(p) or staff(p) }"), &same);
    assert!(other.acts.iter().all(diff::ActChange::is_same) && !other.is_same(), "{other:#?}");
}

#[test]
fn an_act_that_is_gone_is_lost_for_all() {
    let extra = format!("{BEFORE}act leave\npermit leave to p when staff(p)\n");
    let diff = compared(&extra, BEFORE);
    let [act] = &diff.acts[..] else { panic!("{diff:#?}") };
    assert!(act.gained.found.is_empty() && act.lost.found.len() == 1);
    let back = compared(BEFORE, &extra);
    assert!(back.acts[0].lost.found.is_empty() && back.acts[0].gained.found.len() == 1);
}

#[test]
fn a_property_without_a_lawful_world_is_told_with_its_side() {
    let rest = "assume busy: some person p: staff(p)\nassume idle: no person p: staff(p)\nproperty odd assuming busy: only chief may enter(vault)\n";
    let odd = rest.replace("odd assuming busy", "odd assuming busy, idle");
    let files = [("a.kitei", format!("{BEFORE}{rest}")), ("b.kitei", format!("{BEFORE}{odd}"))];
    let bytes: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    let dir = told::folder(&bytes);
    assert_eq!(kitei_in(dir.path(), &["verify", "b.kitei", "--no-audit"]).code, 2);
    for (words, side) in [(["a.kitei", "b.kitei"], "b.kitei"), (["b.kitei", "a.kitei"], "b.kitei")] {
        let run = kitei_in(dir.path(), &["diff", words[0], words[1], "--lang", "en"]);
        assert_eq!(run.code, 2, "{}{}", run.out, run.err);
        assert!(run.err.starts_with(&format!("{side}:\n")), "{}", run.err);
        assert!(
            run.err.contains("no_lawful_world") && !run.out.contains("no change in meaning"),
            "{}",
            run.err
        );
    }
}

#[test]
fn a_revision_of_a_draft_is_read_with_what_it_amends() {
    let draft = "amends \"../rules\"\namendment order2 in force 2027-04-01 {\n  replace @Art.2 { forbid enter(vault) to p when not p is chief and not p is clerk }\n}\n";
    let dir =
        told::folder(&[("of/rules/a.kitei", BEFORE.as_bytes()), ("of/draft/b.kitei", draft.as_bytes())]);
    let git = |words: &[&str]| {
        let own = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
        let run = std::process::Command::new("git").current_dir(dir.path()).args(own).args(words).output();
        assert!(run.expect("git").status.success(), "{words:?}");
    };
    git(&["init", "-q", "."]);
    git(&["add", "."]);
    git(&["commit", "-q", "-m", "first"]);
    // The rules that are amended are those of the revision, not those of today.
    fs::write(dir.path().join("of/rules/a.kitei"), BEFORE.replace("when staff(p) }", "}")).expect("a file");
    let at = ["--lang", "en", "--at", "2027-04-01"];
    let run = |words: &[&str]| kitei_in(dir.path(), &[&["diff"], words, &at].concat());
    let same = run(&["HEAD", "HEAD", "of/draft"]);
    assert!(same.code == 0 && same.out.contains("no change in meaning (proved)"), "{}{}", same.out, same.err);
    let wider = run(&["HEAD", "of/draft", "of/draft"]);
    assert!(wider.code == 0 && wider.out.contains("gained") && !wider.out.contains("lost"), "{}", wider.out);
    let file = run(&["HEAD", "of/draft/b.kitei", "of/draft/b.kitei"]);
    assert_eq!((file.code, file.out.contains("gained")), (0, true), "{}{}", file.out, file.err);
    let inside = kitei_in(
        &dir.path().join("of/draft"),
        &["diff", "HEAD", "../rules", "--lang", "en", "--at", "2027-04-01"],
    );
    assert!(inside.code == 0 && inside.out.contains("lost"), "{}{}", inside.out, inside.err);
    let none = run(&["HEAD", "of/draft", "of/nowhere"]);
    assert_eq!(none.code, 2, "{}", none.out);
}

#[test]
fn the_command_takes_dates_files_and_tells_by_exit_code() {
    let dir = std::env::temp_dir().join(format!("kitei-diff-{}", std::process::id()));
    fs::create_dir_all(&dir).expect("a folder");
    let amendment = "amendment order2 in force 2027-04-01 {\n  rename chief to director\n  replace @Art.2 { forbid enter(vault) to p when not p is director and not p is clerk }\n}\n";
    fs::write(
        dir.join("a.kitei"),
        BEFORE.replace("regulation library\n", &format!("regulation library\n{amendment}")),
    )
    .expect("a file");
    fs::write(dir.join("b.kitei"), BEFORE).expect("a file");
    let told = kitei_in(&dir, &["diff", "2027-03-31", "2027-04-01", "a.kitei", "--lang", "en", "--gate"]);
    assert_eq!(told.code, 1, "{}{}", told.out, told.err);
    for words in ["chief is called director", "guarded: proved → violated", "gained", "staff(A)"] {
        assert!(told.out.contains(words), "{words}: {}", told.out);
    }
    let same = kitei_in(&dir, &["diff", "a.kitei", "b.kitei", "--lang", "en", "--gate"]);
    assert!(same.code == 0 && same.out.contains("no change in meaning (proved)"), "{}{}", same.out, same.err);
    let unknown = kitei_in(&dir, &["diff", "v9", "2027-04-01", "a.kitei", "--lang", "ja"]);
    assert!(unknown.code == 2 && unknown.err.contains("v9"), "{}", unknown.err);
    fs::remove_dir_all(&dir).expect("the folder");
}

#[test]
fn what_was_called_otherwise_elsewhere_is_known_again_by_what_it_says() {
    let dir = std::env::temp_dir().join(format!("kitei-formerly-{}", std::process::id()));
    fs::create_dir_all(&dir).expect("a folder");
    let renamed = BEFORE.replace("chief", "director").replace("guarded", "well_guarded");
    let told = |declared: bool| {
        let text = if declared {
            let text =
                renamed.replacen("office director, clerk", "office director formerly chief\noffice clerk", 1);
            text.replacen("may enter(vault)\n", "may enter(vault) formerly guarded\n", 1)
        } else {
            renamed.clone()
        };
        fs::write(dir.join("b.kitei"), text).expect("a file");
        kitei_in(&dir, &["diff", "a.kitei", "b.kitei", "--lang", "en", "--gate"])
    };
    fs::write(dir.join("a.kitei"), BEFORE).expect("a file");
    let same = told(true);
    assert!(same.out.contains("no change in meaning (proved)"), "{}{}", same.out, same.err);
    assert!(same.out.contains("chief is called director"), "{}", same.out);
    assert_eq!(same.code, 0);
    let other = told(false);
    assert!(!other.out.contains("no change in meaning"), "{}", other.out);
    fs::remove_dir_all(&dir).expect("the folder");
}

/// A property that turns on readings, which are declared in this order.
fn with_readings(readings: &[&str], rest: &str) -> String {
    let all: String = readings
        .iter()
        .map(|name| {
            let (wide, narrow) = ("staff(p)", "staff(p) and p is chief");
            format!(
                "reading {name} {{\n  narrow default \"n\" {{ permit {name}_enter to p when {narrow} }}\n  wide \"w\" {{ permit {name}_enter to p when {wide} }}\n}}\n"
            )
        })
        .collect();
    let acts = readings.iter().map(|name| format!("act {name}_enter\n")).collect::<String>();
    format!("{BEFORE}{acts}{all}{rest}")
}

#[test]
fn readings_are_compared_by_their_names() {
    let acts = "property both: never some person p: p may one_enter and p may two_enter and not p is chief\n";
    let (old, new) = (with_readings(&["one", "two"], acts), with_readings(&["two", "one"], acts));
    let diff = compared(&old, &new);
    assert!(diff.answers.is_empty(), "{:#?}", diff.answers);
    // The same property, verified since something on which it depends is written otherwise.
    let new = new.replace("when staff(p) }\n}", "when staff(p) or staff(p) and p is chief }\n}");
    let diff = compared(&old, &new);
    assert!(diff.answers.is_empty() && diff.asked.0 == 1, "{:?} {:#?}", diff.asked, diff.answers);
    // Under one reading more it is broken.
    let new = new.replace(
        "narrow default \"n\" { permit one_enter to p when staff(p) and p is chief }",
        "narrow default \"n\" { permit one_enter to p when staff(p) }",
    );
    let diff = compared(&old, &new);
    let turns: Vec<Turn> = diff.answers.iter().map(|answered| answered.turn).collect();
    assert_eq!(turns, [Turn::Worse], "{:#?}", diff.answers);
    let turns: Vec<Turn> = compared(&new, &old).answers.iter().map(|answered| answered.turn).collect();
    assert_eq!(turns, [Turn::Better]);
}

#[test]
fn what_never_arises_any_more_is_not_better() {
    let of = |condition: &str| {
        format!(
            "{BEFORE}act lock\npermit lock to p when {condition}\nproperty locked: always every person p: p did lock implies p is chief\n"
        )
    };
    let (broken, proved, never) = (of("staff(p)"), of("p is chief"), of("staff(p) and not staff(p)"));
    let turn = |old: &str, new: &str| {
        let diff = compared(old, new);
        let answered =
            diff.answers.iter().find(|it| it.claim == "locked").unwrap_or_else(|| panic!("{diff:#?}"));
        answered.turn
    };
    assert_eq!(turn(&broken, &never), Turn::Otherwise);
    assert_eq!(turn(&proved, &never), Turn::Worse);
    assert_eq!(turn(&never, &broken), Turn::Worse);
    assert_eq!(turn(&never, &proved), Turn::Better);
    assert_eq!(turn(&broken, &proved), Turn::Better);
}

/// A condition over one person and a room, from a number.
fn condition(seed: u64) -> &'static str {
    const ALL: [&str; 10] = [
        "staff(p)",
        "staff(p) and p is chief",
        "not trained(p)",
        "p is clerk or trained(p)",
        "open_at(r, vault)",
        "staff(p) and (some person q: trained(q) and q ≠ p)",
        "no person q: q is chief and trained(q)",
        "keeps(p, r)",
        "r = vault and keeps(p, stacks)",
        "every room s: keeps(p, s)",
    ];
    ALL[usize::try_from(seed % 10).unwrap()]
}

fn wording(seed: u64) -> String {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state >> 11
    };
    let vacant = ["", "may be vacant"][usize::try_from(next() % 2).unwrap()];
    let rooms =
        ["stacks, vault", "stacks, vault", "stacks, vault, hall"][usize::try_from(next() % 3).unwrap()];
    let cell = ["vault", "stacks"][usize::try_from(next() % 2).unwrap()];
    let mut text = format!(
        "kitei 1\nregulation r\nkind room {{ {rooms} }}\noffice chief\noffice clerk {vacant}\nfact staff(person)\nfact trained(person)\nfact keeps(person, room)\ntable open_at(room, room) {{ stacks: {cell} }}\nact enter(r: room)\n"
    );
    for norm in 0..=next() % 3 {
        let verb = if norm > 0 && next() % 2 == 0 { "forbid" } else { "permit" };
        text.push_str(&format!("{verb} enter(r) to p when {}\n", condition(next())));
    }
    text
}

/// Approvals of what comes into force, from a number: whom they accept in which room (any, if there is none).
fn approvals(seed: u64) -> Vec<(Option<u32>, &'static str)> {
    let all =
        [(None, "clerk"), (Some(1), "staff"), (Some(0), "anyone"), (None, "trained"), (Some(1), "anyone")];
    let at = |number: u64| all[usize::try_from(number % 5).unwrap()];
    match seed % 4 {
        0 => Vec::new(),
        1 => vec![at(seed / 4)],
        _ => vec![at(seed / 4), at(seed / 20)],
    }
}

/// The approvals as they are written.
fn written(approvals: &[(Option<u32>, &str)]) -> String {
    let mut text = String::from("amendment order1 in force 2026-01-01 incorporated\n");
    for (room, who) in approvals {
        let room = room.map_or("_", |room| ["stacks", "vault"][room as usize]);
        text.push_str(&format!("approve order1 grants enter({room}) to {who} because \"meant so\"\n"));
    }
    text
}

/// Whether one of the approvals accepts that this person enters this room.
fn is_accepted(
    approvals: &[(Option<u32>, &str)],
    model: &Model,
    world: &World,
    person: Value,
    room: Value,
) -> bool {
    let is = |who: &str| {
        let relation = model.relations.iter().position(|relation| relation.name == who);
        let relation = relation.map(kitei::model::RelationId::from_index);
        who == "anyone" || world.facts.contains(&(relation.expect("declared"), vec![person]))
    };
    let Value::Element(element) = room else { panic!("{room:?}") };
    approvals.iter().any(|(meant, who)| meant.is_none_or(|meant| meant == element.index) && is(who))
}

/// Every world of two people that is lawful in the joint model.
fn worlds(model: &Model) -> Vec<World> {
    let domain = Arc::new(Domain::new(model, 2, 0, Vec::new()));
    let mut atoms = Vec::new();
    for (index, relation) in model.relations.iter().enumerate() {
        let base = matches!(
            relation.kind,
            kitei::model::RelationKind::Fact { .. } | kitei::model::RelationKind::Office { .. }
        );
        if !base {
            continue;
        }
        let mut all: Vec<Vec<Value>> = vec![Vec::new()];
        for sort in &relation.params {
            all = all
                .iter()
                .flat_map(|args| {
                    domain.values(*sort).into_iter().map(|v| [&args[..], &[v]].concat()).collect::<Vec<_>>()
                })
                .collect();
        }
        atoms.extend(all.into_iter().map(|args| (kitei::model::RelationId::from_index(index), args)));
    }
    assert!(atoms.len() <= 14, "small enough to try everything: {}", atoms.len());
    let count = 1_usize << atoms.len();
    (0..count)
        .map(|bits| {
            let mut world = World::empty(model, Arc::clone(&domain));
            for (index, (relation, args)) in atoms.iter().enumerate() {
                world.set(*relation, args.clone(), bits >> index & 1 == 1);
            }
            world
        })
        .filter(|world| lawful(model, world, &Assuming::default()).is_empty())
        .collect()
}

/// What single worlds show and what was told, as pairs of deciding norms.
fn holds(side: &Differences, diff: &Diff, world: &World, person: Value, args: &[Value]) -> usize {
    let given = |found: &&Difference| {
        let values = std::iter::once(person).chain(args.iter().copied());
        let env = found
            .vars
            .iter()
            .zip(values)
            .fold(kitei::model::eval::Env::new(), |env, (var, value)| env.with(*var, value));
        let parts = found
            .conditions
            .iter()
            .map(|(part, holds)| if *holds { part.clone() } else { part.clone().negate() });
        let formula = Formula::exists(found.others.clone(), Formula::and(parts));
        Evaluator::new(&diff.model, world).truth_in(&mut env.clone(), &formula).is_true()
    };
    let pairs: BTreeSet<_> = side.found.iter().filter(given).map(|found| (found.by, found.against)).collect();
    pairs.len()
}

#[test]
fn an_approval_accepts_what_its_amendment_brings_and_nothing_else() {
    let with = |amendment: &str, approval: &str| {
        let new = BEFORE.replace("when not p is chief }", "when not p is chief and not p is clerk }");
        let new = new.replace("property guarded: only chief", "property guarded: only staff");
        format!("{new}amendment order2 {amendment}\n{approval}")
    };
    let incorporated = "in force 2026-01-01 incorporated";
    let approve = "approve order2 grants enter(vault) to clerk because \"they clean it\"\n";
    let diff = compared(BEFORE, &with(incorporated, approve));
    let [act] = &diff.acts[..] else { panic!("{diff:#?}") };
    assert!(act.gained.found.is_empty() && act.accepted.len() == 1 && !diff.is_same(), "{diff:#?}");
    assert!(diff.stale.is_empty() && !diff.is_worse(), "{diff:#?}");
    // Of another room, another post: what is gained is not accepted, and the approval is idle.
    for other in ["enter(stacks) to clerk", "enter(vault) to chief"] {
        let approve = approve.replace("enter(vault) to clerk", other);
        let diff = compared(BEFORE, &with(incorporated, &approve));
        assert!(diff.is_worse() && diff.stale == [0] && diff.acts[0].accepted.is_empty(), "{diff:#?}");
    }
    // The second of two that say the same is not idle.
    assert!(compared(BEFORE, &with(incorporated, &format!("{approve}{approve}"))).stale.is_empty());
    // An amendment that was in force before brings nothing.
    let old = format!("{BEFORE}amendment order2 {incorporated}\n");
    let diff = compared(&old, &with(incorporated, approve));
    assert!(diff.is_worse() && diff.stale.is_empty(), "{diff:#?}");
    // Nor does one that is not in force yet.
    let diff = compared(BEFORE, &with("in force 2030-01-01 { repeal @Art.1 }", approve));
    assert!(diff.is_worse() && diff.stale.is_empty(), "{diff:#?}");
}

#[test]
fn an_approval_accepts_what_comes_after_a_keep_too() {
    let amendment = "amendment order2 in force 2026-01-01 {\n  replace @Art.2 { forbid enter(vault) to p when not p is chief and not p is clerk }\n  keep @Art.2 until 2026-06-30\n  add act lend\n}\n";
    let approve = "approve order2 grants enter(vault) to clerk because \"they clean it\"\napprove order2 grants lend to clerk because \"idle\"\n";
    let text = BEFORE.replace("property guarded: only chief", "property guarded: only staff");
    let text = format!("{text}{amendment}{approve}");
    let dir = told::folder(&[("a.kitei", text.as_bytes())]);
    let run = |before: &str, after: &str| {
        kitei_in(dir.path(), &["diff", before, after, "a.kitei", "--gate", "--lang", "en"])
    };
    let late = run("2026-06-30", "2026-07-01");
    assert!(
        late.code == 0 && late.out.contains("gained, and accepted: enter(vault) to clerk – they clean it"),
        "{}{}",
        late.out,
        late.err
    );
    assert!(!late.out.contains("Approvals that accept nothing"), "{}", late.out);
    // On its first day nothing is gained yet. Before that it may name what it is to bring.
    let first = run("2025-12-31", "2026-01-01");
    assert_eq!(first.code, 0, "{}{}", first.out, first.err);
    assert!(!first.out.contains("Approvals that accept nothing"), "{}", first.out);
    let whole = run("2025-12-31", "2026-07-01");
    let (_, idle) = whole.out.split_once("Approvals that accept nothing\n").expect("an idle approval");
    assert!(idle.contains("order2: lend to clerk") && !idle.contains("enter(vault)"), "{idle}");
}

#[test]
fn what_is_expected_with_a_reason_is_no_new_violation_for_the_gate() {
    let new = BEFORE.replace("when not p is chief }", "when not p is chief and not p is clerk }");
    let approve = "amendment order2 in force 2026-01-01 incorporated\napprove order2 grants enter(vault) to clerk because \"they clean it\"\n";
    let new = format!("{new}{approve}");
    assert!(compared(BEFORE, &new).is_worse());
    let expect = |until: &str| format!("{new}expect guarded violated \"clerks are trusted\"{until}\n");
    let diff = compared(BEFORE, &expect(""));
    assert!(!diff.is_worse() && diff.answers[0].turn == Turn::Worse, "{diff:#?}");
    assert!(compared(BEFORE, &expect(" until 2026-11-22")).is_worse(), "its term has passed");
    assert!(compared(BEFORE, &expect("").replace("guarded violated", "guarded vacuous")).is_worse());
}

#[test]
fn what_is_told_is_what_every_small_world_shows() {
    let (mut gains, mut same, mut tried, mut accepting) = (0, 0, 0, 0);
    for seed in 0..600 {
        // One pair in ten is twice the same.
        let other = if seed % 10 == 0 { 2 * seed + 1 } else { 2 * seed + 2 };
        let approvals = approvals(seed);
        let (old, new) = (wording(2 * seed + 1), wording(other) + &written(&approvals));
        let (old, new) = (resolved(&old), resolved(&new));
        let joint = Joint::of(&old.model, &new.model);
        let mut shown = (false, false, false);
        if joint.model.kinds[0].elements.len() > 2 {
            // With three rooms there are too many worlds to try.
            continue;
        }
        let diff = diff::diff(&old, &new, PROVER, &Options::default(), day()).expect("a comparison");
        tried += 1;
        for world in worlds(&joint.model) {
            for person in world.domain.values(Sort::Person) {
                for room in world.domain.values(Sort::Kind(kitei::model::KindId::from_index(0))) {
                    let args = [room];
                    let (before, after) =
                        (joint.in_old(&world, &old.model), joint.in_new(&world, &new.model));
                    let act = ActId::from_index(0);
                    let may = |model: &Model, world: &World| {
                        why_may(model, world, person, act, &args).truth.is_true()
                    };
                    let (was, is) = (may(&old.model, &before), may(&new.model, &after));
                    let own =
                        |model: &Model, world: &World| lawful(model, world, &Assuming::default()).is_empty();
                    for (differs, side, gained) in [
                        (is && !was && own(&new.model, &after), 0, true),
                        (was && !is && own(&old.model, &before), 1, false),
                    ] {
                        if !differs {
                            continue;
                        }
                        let change = diff.acts.first().unwrap_or_else(|| panic!("missed, seed {seed}"));
                        let accepted = gained && is_accepted(&approvals, &new.model, &after, person, room);
                        let told = |told: &Differences| holds(told, &diff, &world, person, &args);
                        let count = match (accepted, gained) {
                            // What two approvals accept is told with one of them.
                            (true, _) => change.accepted.iter().map(|it| told(&it.differences)).sum(),
                            (_, true) => told(&change.gained),
                            (_, false) => told(&change.lost),
                        };
                        assert!(count >= 1, "seed {seed}: not told of\n{change:#?}");
                        match (accepted, side) {
                            (true, _) => shown.2 = true,
                            (_, 0) => shown.0 = true,
                            _ => shown.1 = true,
                        }
                    }
                }
            }
        }
        let told = |side: fn(&diff::ActChange) -> &Differences| {
            diff.acts.iter().any(|act| !side(act).found.is_empty())
        };
        let accepted = diff.acts.iter().flat_map(|act| &act.accepted);
        let accepted = accepted.filter(|it| !it.differences.found.is_empty()).count() > 0;
        assert_eq!(
            (told(|act| &act.gained), told(|act| &act.lost), accepted),
            shown,
            "seed {seed}: invented, or missed"
        );
        assert!(diff.acts.iter().all(|act| act.gained.complete && act.lost.complete), "seed {seed}");
        accepting += usize::from(shown.2);
        if shown.0 || shown.1 || shown.2 {
            gains += 1;
        } else {
            same += 1;
        }
    }
    assert!(gains > 150 && same > 20 && tried > 280 && accepting > 60, "{gains} {same} {tried} {accepting}");
}
