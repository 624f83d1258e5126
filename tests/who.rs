//! `kitei who` and `kitei why`: ways known by hand, and every way held against all small worlds.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)] // a test that panics has failed, and says where

#[path = "support/run.rs"]
#[allow(dead_code)] // a part of it is used here
mod run;

use std::sync::Arc;

use kitei::model::eval::{Evaluator, Truth, lawful};
use kitei::model::{Assuming, Domain, RelationId, RelationKind, Value, World};
use kitei::pipeline::{Loaded, Question, Resolved, Unasked};
use kitei::problem::Lang;
use kitei::proof::{self, Asked, Decision, Options, Verdict, Ways};
use kitei::report::ways::tell;
use run::kitei_in;

const KEYS: &str = "kitei 1
regulation keys
kind room { stacks, hall }
office chief, deputy
role keeper(stacks) is chief
role keeper(hall) is deputy
fact staff(person)
fact retired(person)
fact badge(person)
fact pass(person)
act issue(q: person) gives badge(q)
act hand(q: person) gives pass(q)
act enter(r: room)
act burn
act ring
act count
act leave
provision Art.2 { permit issue(q) to chief when staff(q) }
provision Art.3 {
  permit enter(r) to keeper(r)
  permit enter(hall) to p when badge(p) and staff(p)
  forbid gone: enter(_) to p when retired(p)
}
provision Art.4 {
  permit burn to chief
  forbid burn to anyone
}
provision Art.5 { permit ring to anyone }
provision Art.6 { permit count to p when pass(p) }
provision Art.7 { permit leave to p when retired(q) and staff(p) }
";

fn resolved(text: &str, question: &Question) -> (Resolved, Result<Asked, Unasked>) {
    let (loaded, file) = Loaded::default().with("rules.kitei", text).asking(question);
    let resolved = loaded.parse().resolve();
    let asked = resolved.asked(file);
    (resolved, asked)
}

fn answer(text: &str, question: &Question) -> Ways {
    let (resolved, asked) = resolved(text, question);
    let asked = asked.unwrap_or_else(|_| panic!("{question:?}: {:#?}", resolved.problems));
    let why = matches!(question, Question::Why(_));
    proof::ways(&resolved.model, &asked, why, &Options::default()).expect("no failure")
}

/// The conditions of each way, with the name of its norm.
fn told(ways: &Ways) -> Vec<(String, Vec<String>)> {
    let one = |way: &proof::Way| {
        let lines = tell::conditions(&ways.model, way, Lang::En);
        let norm = ways.model.norms[way.norm.index()].name.clone();
        (norm, lines.into_iter().map(|line| line.text).collect())
    };
    ways.ways.iter().map(one).collect()
}

fn conditions(act: &str) -> Vec<Vec<String>> {
    let ways = answer(KEYS, &Question::Who(act));
    assert!(ways.complete, "{act}");
    told(&ways).into_iter().map(|(_, conditions)| conditions).collect()
}

#[test]
fn the_ways_are_those_known_by_hand() {
    assert_eq!(conditions("ring"), [Vec::<String>::new()]);
    assert_eq!(conditions("enter(stacks)"), [["A is keeper(stacks)", "A is chief"]]);
    assert_eq!(conditions("enter(hall)"), [["A is keeper(hall)", "A is deputy"], ["badge(A)", "staff(A)"]]);
    assert_eq!(conditions("issue(_)").len(), 1);
}

#[test]
fn somebody_else_may_be_the_one_on_whom_it_depends() {
    let all = conditions("leave");
    assert_eq!(all.len(), 1, "{all:?}");
    assert!(all[0].contains(&"staff(A)".to_string()), "{all:?}");
    assert!(all[0].contains(&"retired(B)".to_string()), "{all:?}");
}

#[test]
fn a_way_that_an_act_opens_comes_with_a_course() {
    let ways = answer(KEYS, &Question::Who("enter(hall)"));
    let steps: Vec<usize> = ways
        .ways
        .iter()
        .map(|way| way.answer.witness.as_ref().map_or(0, |shown| shown.events.len()))
        .collect();
    assert_eq!(steps, [0, 1]);
    assert!(ways.ways.iter().all(|way| way.answer.verdict == Verdict::Proved));
}

#[test]
fn a_way_to_which_no_course_leads_says_so() {
    // Nobody may hand out a pass.
    let ways = answer(KEYS, &Question::Who("count"));
    assert_eq!(told(&ways).len(), 1);
    assert_eq!(ways.ways[0].answer.verdict, Verdict::Refuted);
}

#[test]
fn a_ban_on_everybody_leaves_no_way() {
    let ways = answer(KEYS, &Question::Who("burn"));
    assert!(ways.ways.is_empty() && ways.complete);
    assert_eq!(ways.unused.len(), 1);
    let nobody = ways.nobody.expect("an answer");
    assert_eq!(nobody.verdict, Verdict::Refuted);
    let articles: Vec<_> =
        nobody.articles.iter().map(|a| ways.model.provisions[a.index()].number()).collect();
    assert_eq!(articles, ["Art.4"]);
}

#[test]
fn every_refusal_has_its_change() {
    let ways = answer(KEYS, &Question::Why("chief may enter(hall)"));
    let [standing] = &ways.standings[..] else { panic!("one standing") };
    assert_eq!(standing.decision, Decision::Sometimes);
    let refusal = standing.refusal.as_ref().expect("a refusal");
    assert_eq!(refusal.deed.trace.truth, Truth::False);
    assert!(refusal.change.is_some());
    let never = answer(KEYS, &Question::Why("deputy may burn"));
    assert_eq!(never.standings[0].decision, Decision::Never);
    let always = answer(KEYS, &Question::Why("chief may ring"));
    assert_eq!(always.standings[0].decision, Decision::Always);
    assert!(always.standings[0].refusal.is_none());
    let anybody = answer(KEYS, &Question::Why("A may not ring"));
    assert_eq!(anybody.standings[0].decision, Decision::Always);
}

#[test]
fn a_question_is_one_act_of_one_person() {
    let wrong = |question: &Question| resolved(KEYS, question).1.expect_err("no question");
    assert_eq!(wrong(&Question::Who("enter(cellar)")), Unasked::Wrong);
    assert_eq!(wrong(&Question::Why("A may ring or A may burn")), Unasked::NotOneAct);
    assert_eq!(wrong(&Question::Who("ring permit burn to anyone")), Unasked::NotOneAct);
    assert_eq!(wrong(&Question::Why("boss may ring")), Unasked::Wrong);
}

/// All facts about people, in every combination, in worlds with this many people.
fn worlds(resolved: &Resolved, people: u32) -> Vec<World> {
    let model = &resolved.model;
    let domain = Arc::new(Domain::new(model, people, 0, Vec::new()));
    let mut facts: Vec<(RelationId, Vec<Value>)> = Vec::new();
    for (index, relation) in model.relations.iter().enumerate() {
        if matches!(relation.kind, RelationKind::Fact { .. } | RelationKind::Office { .. }) {
            let id = RelationId::from_index(index);
            facts.extend((0..people).map(|person| (id, vec![Value::Person(person)])));
        }
    }
    assert!(facts.len() <= 14, "few enough to try them all");
    let world = |number: u32| {
        let mut world = World::empty(model, Arc::clone(&domain));
        for (bit, (relation, args)) in facts.iter().enumerate() {
            world.set(*relation, args.clone(), number & (1 << bit) != 0);
        }
        world
    };
    let all = (0..1_u32 << facts.len()).map(world);
    all.filter(|world| lawful(model, world, &Assuming::default()).is_empty()).collect()
}

/// Conditions on four facts and two posts, and norms that mix them.
const MIXED: &[&str] = &[
    "permit go to chief",
    "permit go to p when red(p) and not blue(p)",
    "permit go to p when red(p) or blue(p)",
    "permit go to p when red(q) and blue(p)",
    "permit go to p when (red(p) or gold(p)) and (blue(p) or p is chief)",
    "permit go to p unless gold(p)",
    "permit go to p when every person q: red(q) implies blue(q)",
    "permit go to p when p is head and p is not chief",
    "forbid go to p when gold(p)",
    "forbid go to p when red(q) and blue(q)",
    "forbid go to chief",
    "permit go to p when gold(p) and no person q: q is head and red(q)",
    "forbid go to p unless red(p)",
];

/// Of every pair and many triples of norms: in each small world, whoever may is in a case that is told, every example is
/// lawful and allowed, and nobody may where no way is told.
#[test]
fn every_way_in_small_worlds_is_among_those_told() {
    let head = "kitei 1
regulation mixed
office chief
role head is chief
role head is gold
fact red(person)
fact blue(person)
fact gold(person)
act go
";
    let mut tried = 0;
    for first in 0..MIXED.len() {
        for second in first + 1..MIXED.len() {
            let third = (first * 5 + second * 3) % MIXED.len();
            let mut chosen = vec![first, second];
            if third > second {
                chosen.push(third);
            }
            let norms: Vec<&str> = chosen.iter().map(|index| MIXED[*index]).collect();
            let text = format!("{head}{}\n", norms.join("\n"));
            let (resolved, asked) = resolved(&text, &Question::Who("go"));
            let asked = asked.unwrap_or_else(|_| panic!("{text}: {:#?}", resolved.problems));
            let ways = proof::ways(&resolved.model, &asked, false, &Options::default()).expect("no failure");
            assert!(ways.complete, "{text}");
            holds_in_small_worlds(&resolved, &asked, &ways, &text);
            tried += 1;
        }
    }
    assert_eq!(tried, 78);
}

fn holds_in_small_worlds(resolved: &Resolved, asked: &Asked, ways: &Ways, text: &str) {
    let mut allowed = 0;
    for people in 1..=3 {
        for world in worlds(resolved, people) {
            let evaluator = Evaluator::new(&ways.model, &world);
            for person in (0..people).map(Value::Person) {
                if !evaluator.may(person, asked.act, &[]).is_true() {
                    continue;
                }
                allowed += 1;
                let given = ways.ways.iter().any(|way| way.is_given(&evaluator, asked, person, &[]));
                assert!(given, "{text}\n{world:?}");
            }
        }
    }
    assert_eq!(allowed == 0, ways.ways.is_empty(), "{text}");
    for way in &ways.ways {
        let deed = way.shown.deeds.first().expect("a deed");
        assert!(lawful(&ways.model, &way.shown.world, &Assuming::default()).is_empty(), "{text}");
        let evaluator = Evaluator::new(&ways.model, &way.shown.world);
        assert!(evaluator.may(deed.person, asked.act, &[]).is_true(), "{text}");
        assert!(way.is_given(&evaluator, asked, deed.person, &[]), "{text}");
    }
}

/// A folder with the rules in it.
fn folder() -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    std::fs::write(dir.path().join("a.kitei"), KEYS).expect("written");
    dir
}

#[test]
fn the_commands_answer_in_both_languages_and_in_json() {
    let dir = folder();
    let who = |words: &[&str]| kitei_in(dir.path(), &[&["who", "a.kitei", "enter(hall)"], words].concat());
    let (en, ja) = (who(&["--lang", "en"]), who(&["--lang", "ja"]));
    assert_eq!((en.code, ja.code), (0, 0), "{}{}", en.err, ja.err);
    assert!(en.out.contains("in 2 ways, and in no other (proved)"), "{}", en.out);
    assert!(ja.out.contains("2通り"), "{}", ja.out);
    let json = who(&["--format", "json"]).json();
    assert_eq!(json["answer"]["complete"], true);
    assert_eq!(json["answer"]["ways"].as_array().expect("ways").len(), 2);
    let words = ["why", "a.kitei", "chief は enter(hall) できる", "--format", "json"];
    let why = kitei_in(dir.path(), &words).json();
    assert_eq!(why["answer"]["standings"][0]["may"], "sometimes");
    assert!(why["answer"]["standings"][0]["refusal"].is_array());
}

#[test]
fn a_mistake_is_shown_where_it_was_typed() {
    let dir = folder();
    let wrong = kitei_in(dir.path(), &["who", "a.kitei", "entr(hall)", "--lang", "en"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("who:2:1") && wrong.err.contains("enter"), "{}", wrong.err);
    let json = kitei_in(dir.path(), &["who", "a.kitei", "entr(hall)", "--format", "json"]).json();
    assert_eq!(json["exit"], 2);
    for (command, question) in [("why", "A may ring or A may burn"), ("who", "ring permit burn to anyone")] {
        let run = kitei_in(dir.path(), &[command, "a.kitei", question, "--lang", "en"]);
        assert_eq!(run.code, 2);
        assert!(run.err.contains("one act of one person"), "{}", run.err);
    }
}
