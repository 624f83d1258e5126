//! Courses that cross the day of an amendment: known ones, and on random pairs of wordings that the verdicts are those of
//! trying every course of one or two people under the old wording and then under the new one.

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

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::Arc;

use kitei::amend::succession::Succession;
use kitei::model::eval::{self, Evaluator, lawful};
use kitei::model::{
    ActId, Assuming, Changeability, ClaimKind, Domain, Model, RelationId, RelationKind, Sort, Value, World,
};
use kitei::pipeline::across::Before;
use kitei::pipeline::{Loaded, Resolved, Verified};
use kitei::proof::{Event, Options, Verdict};
use kitei::syntax::calendar::{Date, gregorian};
use parallel::in_parallel;
use prover::PROVER;
use rng::Rng;
use run::kitei_in;

fn day() -> Date {
    gregorian(2027, 4, 1).expect("a day")
}

fn resolved(text: &str) -> Resolved {
    let resolved = Loaded::default().with("a.kitei", text).parse().at(day()).resolve();
    let errors: Vec<_> = resolved.problems.iter().filter(|p| p.is_error()).collect();
    assert!(errors.is_empty(), "{errors:#?}\n{text}");
    resolved
}

/// The answers to the new wording, with what may have come about under the old ones.
fn across(old: &[String], new: &str, options: &Options) -> Verified {
    let order = |(at, text): (usize, &String)| Before {
        day: day(),
        amendments: vec![format!("order{at}")],
        resolved: resolved(text),
    };
    let before: Vec<Before> = old.iter().enumerate().map(order).collect();
    let verified = resolved(new).verify(PROVER, options).across(&before, PROVER, options);
    assert_eq!(verified.report.failure, None, "{old:#?}\n{new}");
    verified
}

fn verdict<'v>(verified: &'v Verified, claim: &str) -> &'v Verdict {
    let model = &verified.resolved.model;
    let answer = verified.report.answers.iter().find(|it| model.claims[it.claim.index()].name == claim);
    &answer.expect("an answer").verdict
}

const OLD: &str = "kitei 1
regulation library
office chief
fact trained(person) fixed
fact staff(person) fixed
fact key(person)
act lend(p: person) gives key(p)
permit lend(p) to chief when staff(p)
property trained_keys: always every person p: key(p) implies trained(p)
property known_keys: always every person p: key(p) implies trained(p) or staff(p)
property somebody: possible some person p: key(p) and not trained(p)
";

#[test]
fn keys_outlive_the_day_on_which_their_rule_changes() {
    let new = OLD.replace("when staff(p)", "when trained(p)");
    let verified = across(&[OLD.to_string()], &new, &Options::default());
    let [keys, known, somebody] = &verified.report.answers[..] else { panic!("three answers") };
    assert_eq!((&keys.verdict, &keys.clean_start), (&Verdict::Violated, &Some(Verdict::Proved)));
    let course = &keys.witness.as_ref().expect("a course").events;
    assert!(
        matches!(&course[..], [Event::Act { .. }, Event::Wording { .. }]),
        "lent before, and kept: {course:#?}"
    );
    assert_eq!((&known.verdict, &known.clean_start), (&Verdict::Proved, &None));
    assert_eq!((&somebody.verdict, &somebody.clean_start), (&Verdict::Proved, &Some(Verdict::Refuted)));
    let cleanly = resolved(&new).verify(PROVER, &Options::default());
    assert_eq!(verdict(&cleanly, "trained_keys"), &Verdict::Proved);
}

#[test]
fn what_does_not_depend_on_what_changed_is_not_asked_again() {
    let other = "act enter\npermit enter to chief\nproperty enters: only chief may enter\n";
    let (old, new) =
        (format!("{OLD}{other}"), format!("{}{other}", OLD.replace("when staff(p)", "when trained(p)")));
    let verified = across(&[old], &new, &Options::default());
    assert_eq!(verified.across.as_ref().map(|it| it.concerned), Some(3));
    assert_eq!(across(&[OLD.to_string()], OLD, &Options::default()).across.map(|it| it.concerned), Some(0));
}

#[test]
fn what_nobody_may_do_any_more_was_done_before() {
    let claim = "property no_stamper_has_a_key: always every person p: key(p) implies not p did stamp\n";
    let with = |norm: &str| format!("{OLD}act stamp\n{norm}\n{claim}");
    let verified =
        across(&[with("permit stamp to chief")], &with("forbid stamp to anyone"), &Options::default());
    assert_eq!(verdict(&verified, "no_stamper_has_a_key"), &Verdict::Violated);
}

#[test]
fn a_fact_that_only_later_is_earned_is_not_answered_for() {
    let old = OLD.replace("act lend(p: person) gives key(p)\npermit lend(p) to chief when staff(p)\n", "");
    let verified = across(&[old], OLD, &Options::default());
    for claim in ["trained_keys", "known_keys"] {
        assert!(matches!(verdict(&verified, claim), Verdict::Undecided(_) | Verdict::Violated), "{claim}");
    }
    assert!(matches!(verdict(&verified, "known_keys"), Verdict::Undecided(_)));
}

#[test]
fn the_command_tells_what_crosses_the_day_and_leaves_it_out_if_asked() {
    let dir = std::env::temp_dir().join(format!("kitei-across-{}", std::process::id()));
    fs::create_dir_all(&dir).expect("a folder");
    let amendment = "amendment order2 in force 2027-04-01 {\n  replace @Art.1 { permit lend(p) to chief when trained(p) }\n}\n";
    let text = OLD.replace(
        "permit lend(p) to chief when staff(p)\n",
        "provision Art.1 \"lending\" { permit lend(p) to chief when staff(p) }\n",
    );
    fs::write(dir.join("a.kitei"), format!("{text}{amendment}")).expect("a file");
    let run = |words: &[&str]| {
        let all = [&["verify", "a.kitei", "--no-audit", "--claim", "trained_keys"], words].concat();
        kitei_in(&dir, &all)
    };
    let told = run(&["--at", "2027-04-01", "--lang", "en"]);
    for words in
        ["order2 comes into force", "former Art.1", "--clean-start leaves it out", "makes the difference"]
    {
        assert!(told.out.contains(words), "{words}: {}{}", told.out, told.err);
    }
    assert_eq!(told.code, 1);
    assert_eq!(run(&["--at", "2027-04-01", "--clean-start"]).code, 0);
    assert_eq!(run(&["--at", "2027-03-31"]).code, 1);
    let json = run(&["--at", "2027-04-01", "--format", "json"]).out;
    for words in ["\"kind\": \"wording\"", "\"clean_start\": \"proved\"", "\"day\": \"2027-04-01\""] {
        assert!(json.contains(words), "{words}: {json}");
    }
    let ja = run(&["--at", "2027-04-01", "--lang", "ja"]).out;
    assert!(ja.contains("令和9年4月1日、order2 が施行される"), "{ja}");
    fs::remove_dir_all(&dir).expect("the folder");
}

/// Conditions of who acts (`p`) on whom it is done to (`q`).
const CONDITIONS: &[&str] = &[
    "staff(p)",
    "staff(q)",
    "key(q)",
    "not key(q)",
    "key(p) and staff(q)",
    "p did give(q)",
    "not p did give(q)",
    "give(q) done",
    "p ≠ q",
    "busy(p)",
    "p is chief",
    "stamped(q) and not busy(q)",
    "not p did stamp(_)",
];

fn wording(random: &mut Rng) -> String {
    let staff = random.pick(&["fixed", "fixed", ""]);
    let vacant = random.pick(&["", "", "may be vacant"]);
    let ends = random.pick(&["", "", "ends key(q)", "ends key(actor)"]);
    let mut text = format!(
        "kitei 1\nregulation r\noffice chief {vacant}\nfact staff(person) {staff}\nfact busy(person)\nfact key(person)\nfact stamped(person)\nact give(q: person) gives key(q)\nact stamp(q: person) gives stamped(q) {ends}\n"
    );
    if random.percent(33) {
        text.push_str(&format!(
            "act lend(q: person) gives key(q)\npermit lend(q) to p when {}\n",
            random.pick(CONDITIONS)
        ));
    }
    for act in ["give", "stamp"] {
        if random.percent(20) {
            text.push_str(&format!("forbid {act} to anyone\n"));
            continue;
        }
        let permit = random.pick(&["permit", "permit", "permit", "permit only"]);
        text.push_str(&format!(
            "{permit} {act}(q) to p when {} and {}\n",
            random.pick(CONDITIONS),
            random.pick(CONDITIONS)
        ));
        if random.percent(50) {
            text.push_str(&format!(
                "permit {act}(q) to p when {} and {}\n",
                random.pick(CONDITIONS),
                random.pick(CONDITIONS)
            ));
        }
        if random.percent(50) {
            text.push_str(&format!("forbid {act}(q) to p when {}\n", random.pick(CONDITIONS)));
        }
    }
    text + CLAIMS
}

const CLAIMS: &str = "property keys_of_staff: always every person p: key(p) implies staff(p)
property stamps_with_keys: always every person p: stamped(p) implies key(p)
property two_people: never some person p, person q: p did give(q) and p did stamp(q)
property not_to_oneself: never some person p: p did give(p)
property given_first: always every person p: stamped(p) implies give(p) done
property stamp_alone: possible some person p: stamped(p) and not give(p) done
property who_gives: always every person p, person q: p may give(q) implies staff(p) or key(p)
property nobody_stamps_staff: never some person p, person q: p may stamp(q) and staff(q) and key(p)
";

/// What is earned and done, by names: it outlives the day.
type Past = (BTreeSet<(String, Vec<Value>)>, BTreeSet<(String, Value, Vec<Value>)>);

/// The facts that may be anything at every moment, or throughout.
fn frames(model: &Model, people: u32, fixed: bool) -> Vec<Vec<(RelationId, Vec<Value>)>> {
    let mut atoms = Vec::new();
    for (index, relation) in model.relations.iter().enumerate() {
        let of_this = match relation.kind {
            RelationKind::Fact { change: Changeability::Circumstance, .. } | RelationKind::Office { .. } => {
                !fixed
            }
            RelationKind::Fact { change: Changeability::Fixed, .. } => fixed,
            _ => false,
        };
        if of_this {
            atoms.extend((0..people).map(|p| (RelationId::from_index(index), vec![Value::Person(p)])));
        }
    }
    let count = 1_usize << atoms.len();
    (0..count)
        .map(|bits| {
            let held = atoms.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1);
            held.map(|(_, atom)| atom.clone()).collect()
        })
        .collect()
}

struct Side<'m> {
    model: &'m Model,
    people: u32,
    /// Facts that never change, as this wording has them.
    fixed: Vec<(RelationId, Vec<Value>)>,
    moments: Vec<Vec<(RelationId, Vec<Value>)>>,
}

impl Side<'_> {
    /// Every lawful world with this past.
    fn worlds(&self, past: &Past) -> Vec<World> {
        let domain = Arc::new(Domain::new(self.model, self.people, 0, Vec::new()));
        let relation = |name: &str| self.model.relations.iter().position(|it| it.name == name);
        let act = |name: &str| self.model.acts.iter().position(|it| it.name == name);
        let mut bare = World::empty(self.model, domain);
        for (name, args) in &past.0 {
            if let Some(at) = relation(name) {
                bare.set(RelationId::from_index(at), args.clone(), true);
            }
        }
        for (name, who, args) in &past.1 {
            if let Some(at) = act(name) {
                bare.history.insert((ActId::from_index(at), *who, args.clone()));
            }
        }
        self.fixed.iter().for_each(|(id, args)| bare.set(*id, args.clone(), true));
        let all = self.moments.iter().map(|moment| {
            let mut world = bare.clone();
            moment.iter().for_each(|(id, args)| world.set(*id, args.clone(), true));
            world
        });
        all.filter(|world| lawful(self.model, world, &Assuming::default()).is_empty()).collect()
    }

    /// What of a world outlives the moment, besides what the other wording alone knows.
    fn past(&self, world: &World, before: &Past) -> Past {
        let earned = |id: &RelationId| {
            matches!(
                self.model.relations[id.index()].kind,
                RelationKind::Fact { change: Changeability::Earned, .. }
            )
        };
        let own = world.facts.iter().filter(|(id, _)| earned(id));
        let own = own.map(|(id, args)| (self.model.relations[id.index()].name.clone(), args.clone()));
        let unknown = |name: &str| self.model.acts.iter().all(|act| act.name != name);
        let done = world.history.iter();
        let done =
            done.map(|(act, who, args)| (self.model.acts[act.index()].name.clone(), *who, args.clone()));
        let kept = before.1.iter().filter(|(name, ..)| unknown(name)).cloned();
        (own.collect(), done.chain(kept).collect())
    }

    /// From these pasts, each with its number of acts: every one that can come about.
    fn reach(&self, from: BTreeMap<Past, usize>) -> BTreeMap<Past, usize> {
        let mut known = from.clone();
        let mut layers: BTreeMap<usize, BTreeSet<Past>> = BTreeMap::new();
        for (past, acts) in from {
            layers.entry(acts).or_default().insert(past);
        }
        while let Some((acts, layer)) = layers.pop_first() {
            for past in layer {
                if known[&past] < acts {
                    continue;
                }
                for world in self.worlds(&past) {
                    for next in self.steps(&world) {
                        let after = self.past(&next, &past);
                        if known.get(&after).is_none_or(|had| *had > acts + 1) {
                            known.insert(after.clone(), acts + 1);
                            layers.entry(acts + 1).or_default().insert(after);
                        }
                    }
                }
            }
        }
        known
    }

    fn steps(&self, world: &World) -> Vec<World> {
        let people = world.domain.values(Sort::Person);
        let mut all = Vec::new();
        for index in 0..self.model.acts.len() {
            for person in &people {
                for whom in &people {
                    let act = ActId::from_index(index);
                    all.extend(
                        eval::step(self.model, world, &Assuming::default(), *person, act, &[*whom]).ok(),
                    );
                }
            }
        }
        all
    }
}

/// Facts by name.
type Named = BTreeSet<(String, Vec<Value>)>;

/// Of each claim of the last wording: the fewest acts to its premise, to a bad and to a good world.
fn tried(wordings: &[&Model], people: u32) -> Vec<[Option<usize>; 3]> {
    let last = wordings.last().expect("a wording");
    let mut found = vec![[None; 3]; last.claims.len()];
    follow(wordings, people, &BTreeMap::from([(Past::default(), 0)]), None, &mut found);
    found
}

/// From these pasts on, under the first of the wordings and then the others.
fn follow(
    wordings: &[&Model],
    people: u32,
    from: &BTreeMap<Past, usize>,
    before: Option<(&Model, &Named)>,
    found: &mut [[Option<usize>; 3]],
) {
    let [model, later @ ..] = wordings else { return };
    let moments = frames(model, people, false);
    for fixed in frames(model, people, true) {
        let named = fixed.iter().map(|(id, args)| (model.relations[id.index()].name.clone(), args.clone()));
        let named: Named = named.collect();
        // What is fixed under both stays as it is; what only one of them fixes may be anything there.
        let stays = before.is_none_or(|(earlier, held)| {
            let both = |(name, _): &&(String, Vec<Value>)| is_fixed(earlier, name) && is_fixed(model, name);
            held.iter().filter(both).eq(named.iter().filter(both))
        });
        if !stays {
            continue;
        }
        let side = Side { model, people, fixed, moments: moments.clone() };
        let reached = side.reach(from.clone());
        if later.is_empty() {
            reached.iter().for_each(|(past, acts)| see(&side, past, *acts, found));
        } else {
            follow(later, people, &reached, Some((model, &named)), found);
        }
    }
}

fn is_fixed(model: &Model, name: &str) -> bool {
    let fixed = |kind: &RelationKind| matches!(kind, RelationKind::Fact { change: Changeability::Fixed, .. });
    model.relations.iter().any(|it| it.name == name && fixed(&it.kind))
}

/// What the claims say in the worlds with this past.
fn see(side: &Side, past: &Past, acts: usize, found: &mut [[Option<usize>; 3]]) {
    for world in side.worlds(past) {
        for (claim, found) in side.model.claims.iter().zip(&mut *found) {
            for (formula, least) in [&claim.premise, &claim.bad, &claim.good].into_iter().zip(found) {
                let nearer = least.is_none_or(|had| had > acts);
                if nearer && Evaluator::new(side.model, &world).truth(formula).is_true() {
                    *least = Some(acts);
                }
            }
        }
    }
}

/// How many times wordings are made; every third time there are three of them.
const TIMES: u64 = 48;

#[test]
fn verdicts_are_those_of_trying_every_course_of_two_people() {
    let told = in_parallel(TIMES, compared);
    let (mut differ, mut measured, mut tally) = (0, 0, BTreeMap::<String, usize>::new());
    for (crossing, courses, verdicts) in told {
        differ += crossing;
        measured += courses;
        verdicts.into_iter().for_each(|name| *tally.entry(name).or_default() += 1);
    }
    assert!(differ >= 80, "only {differ} answers turn on what was before: {tally:#?}");
    assert!(measured >= 30, "only {measured} courses were measured");
    for name in ["Proved", "Violated", "Vacuous", "Refuted"] {
        assert!(tally.get(name).copied().unwrap_or(0) >= 5, "{name}: {tally:#?}");
    }
}

/// How many answers turn on what was before, how many courses were measured, and every verdict.
fn compared(seed: u64) -> (usize, usize, Vec<String>) {
    let mut random = Rng::new(seed + 1);
    let texts: Vec<String> =
        (0..if seed.is_multiple_of(3) { 3 } else { 2 }).map(|_| wording(&mut random)).collect();
    let all: Vec<Resolved> = texts.iter().map(|text| resolved(text)).collect();
    let wordings: Vec<&Model> = all.iter().map(|it| &it.model).collect();
    let (after, earlier) = wordings.split_last().expect("a last wording");
    let (new, old) = texts.split_last().expect("a last wording");
    let verified = across(old, new, &Options::default());
    let named: Vec<_> = earlier.iter().enumerate().map(|(at, it)| (*it, format!("order{at}"))).collect();
    let succession = Succession::of(&named, after);
    let crossing = (PROVER.verify)(&succession.asked(), &Options { acts: 14, ..Options::default() });
    let tries = [1, 2].map(|people| tried(&wordings, people));
    let (mut differ, mut measured, mut verdicts) = (0, 0, Vec::new());
    for answer in &verified.report.answers {
        let claim = &after.claims[answer.claim.index()];
        let least = |what: usize| tries.iter().filter_map(|found| found[answer.claim.index()][what]).min();
        let (premise, bad, good) = (least(0), least(1), least(2));
        let at = || {
            format!(
                "seed {seed}, {}: {:?}, tried {premise:?} {bad:?} {good:?}\n{}",
                claim.name,
                answer.verdict,
                texts.join("\n---\n")
            )
        };
        match (&answer.verdict, claim.kind) {
            (Verdict::Proved, ClaimKind::Possible) => {
                assert!(shown(answer) > 2 || premise.is_some(), "{}", at());
            }
            (Verdict::Refuted | Verdict::Vacuous, _) => assert!(premise.is_none(), "{}", at()),
            (Verdict::Proved, _) => assert!(bad.is_none(), "{}", at()),
            // Staff, of whom no norm speaks, may be anybody: where that is so, the text is silent.
            (Verdict::Violated | Verdict::Silent | Verdict::ProvedWithoutTransfers, _) => {
                assert!(bad.is_some() || shown(answer) > 2, "{}", at());
            }
            (Verdict::ViolatedAlways, _) => {
                assert!(bad.is_some() && good.is_none() || shown(answer) > 2, "{}", at());
            }
            (Verdict::Undecided(_), _) => {}
            (other, _) => panic!("{other:?}: {}", at()),
        }
        // As short as can be, where people enough were tried; of courses without transfers those come first.
        let direct = crossing.answers.iter().find(|it| it.claim == answer.claim).expect("an answer");
        let offices = texts.iter().any(|text| text.contains("is chief"));
        if let (Verdict::Violated | Verdict::ViolatedAlways, Some(witness), false) =
            (&direct.verdict, &direct.witness, offices)
            && shown(direct) <= 2
        {
            let acts = witness.events.iter().filter_map(Event::deed).count() - earlier.len();
            assert_eq!(Some(acts), bad, "{}", at());
            measured += 1;
        }
        differ += usize::from(answer.clean_start.is_some());
        let name = format!("{:?}", answer.verdict);
        verdicts.push(name.split(['(', ' ']).next().unwrap_or_default().to_string());
    }
    (differ, measured, verdicts)
}

/// How many people the shown world has.
fn shown(answer: &kitei::proof::Answer) -> u32 {
    answer.witness.as_ref().map_or(0, |witness| witness.world.domain.people)
}
