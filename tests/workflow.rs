//! Workflows: small random ones against a search through everything that can be done; large ones whose answer is known.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)] // a test that panics has failed, and says where

mod oracle;
#[path = "support/workflow.rs"]
mod workflow;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt::Write as _;

use kitei::proof::{Fault, Options, Report, Verdict, verify};
use oracle::generate::rng::Rng;
use workflow::{Conflict, after, at_most, bound, workflow};

/// How many small workflows are tried.
const WORKFLOWS: u64 = 120;

#[test]
fn small_workflows_are_answered_as_by_trying_everything() {
    let (tally, wrong) = compared(true, None);
    assert!(wrong.is_empty(), "{} disagreements, the first:\n{}", wrong.len(), wrong[0]);
    let of = |name: &str| tally.get(name).copied().unwrap_or(0);
    println!("{tally:?}");
    assert!(of("possible") > 25 && of("refuted") > 25, "{tally:?}");
    assert!(of("possible, not found") * 10 <= of("possible"), "{tally:?}");
    assert!(of("impossible, not proved") * 5 <= of("refuted"), "{tally:?}");
}

/// Workflows alone do not know in which order acts are done; what they refute must be so all the same.
#[test]
fn what_witnesses_alone_tell_is_so() {
    let (tally, wrong) = compared(false, None);
    assert!(wrong.is_empty(), "{} disagreements, the first:\n{}", wrong.len(), wrong[0]);
    assert!(tally.get("refuted").is_some_and(|count| *count >= 15), "{tally:?}");
}

#[test]
fn every_bug_on_purpose_is_noticed() {
    let (sound, _) = compared(false, None);
    for fault in Fault::WORKFLOWS {
        let (tally, wrong) = compared(false, Some(*fault));
        assert!(!wrong.is_empty() || tally != sound, "{fault:?} is not noticed: {tally:?}");
    }
}

type Tally = BTreeMap<&'static str, usize>;

/// How often each answer was given to small workflows, and those that are not so; with proofs by invariants or without.
fn compared(invariants: bool, fault: Option<Fault>) -> (Tally, Vec<String>) {
    let answered = oracle::parallel::in_parallel(WORKFLOWS, |seed| one_compared(seed, invariants, fault));
    let mut tally = Tally::new();
    let mut wrong = Vec::new();
    for answer in answered {
        match answer {
            Ok(name) => *tally.entry(name).or_default() += 1,
            Err(why) => wrong.push(why),
        }
    }
    (tally, wrong)
}

fn one_compared(seed: u64, invariants: bool, fault: Option<Fault>) -> Result<&'static str, String> {
    let small = Small::random(seed);
    let model = oracle::resolved(&small.text(), "small workflow");
    // The usual search finds nothing, so that every course comes from where it is tested.
    let options =
        Options { acts: 0, invariants, workflow: 1, cross_check: false, fault, ..Options::default() };
    let report = verify(&model, &options);
    if let Some(failure) = report.failure {
        return Err(format!("seed {seed}: {failure}\n{}", small.text()));
    }
    match (&report.answers[0].verdict, small.possible()) {
        (Verdict::Proved | Verdict::ProvedAssuming, true) => Ok("possible"),
        (Verdict::Refuted, false) => Ok("refuted"),
        (Verdict::Undecided(_), true) => Ok("possible, not found"),
        (Verdict::Undecided(_), false) => Ok("impossible, not proved"),
        (verdict, possible) => {
            Err(format!("seed {seed}: {verdict:?}, but possible is {possible}\n{}", small.text()))
        }
    }
}

#[test]
fn sixty_steps_are_given_to_people_who_may_do_them() {
    let report = answered(&workflow(60, 60, Conflict::None, 1));
    let answer = &report.answers[0];
    assert!(matches!(answer.verdict, Verdict::Proved | Verdict::ProvedAssuming), "{:?}", answer.verdict);
    let witness = answer.witness.as_ref().expect("a course");
    assert_eq!(witness.events.len(), 60);
}

#[test]
fn of_sixty_steps_the_rules_that_conflict_are_named() {
    for (steps, conflict, rules, others) in
        [(60, Conflict::Chain, 3, &[][..]), (20, Conflict::Crowd, 6, &["Art.1", "Art.2"])]
    {
        let model = oracle::resolved(&workflow(steps, steps, conflict, 1), "workflow");
        let report = verify(&model, &options());
        let answer = &report.answers[0];
        assert_eq!(answer.verdict, Verdict::Refuted, "{conflict:?}");
        // The conflict is in the last articles, and in who is competent.
        let last = &model.provisions[model.provisions.len() - rules..];
        let last = last.iter().map(kitei::model::Provision::number);
        let expected: Vec<String> = others.iter().map(ToString::to_string).chain(last).collect();
        let named = answer.articles.iter().map(|id| model.provisions[id.index()].number());
        assert_eq!(named.collect::<Vec<_>>(), expected, "{conflict:?}");
    }
}

fn options() -> Options {
    Options { cross_check: false, ..Options::default() }
}

fn answered(text: &str) -> Report {
    verify(&oracle::resolved(text, "workflow"), &options())
}

/// A workflow small enough to try everything.
struct Small {
    steps: usize,
    /// Which steps the holder of each post may do.
    competent: Vec<BTreeSet<usize>>,
    rules: Vec<Rule>,
    one_post: bool,
    persons: Option<usize>,
}

#[derive(Debug, Clone)]
enum Rule {
    After(usize, usize),
    Bound(usize, usize),
    AtMost(Vec<usize>, usize),
    Once(usize),
    Needs(usize, usize),
}

impl Small {
    fn random(seed: u64) -> Self {
        let mut rng = Rng::new(seed + 1000);
        let (steps, posts) = (3 + rng.below(2), 2 + rng.below(2));
        let row = |rng: &mut Rng| (0..steps).filter(|_| rng.below(2) == 0).collect();
        let competent = (0..posts).map(|_| row(&mut rng)).collect();
        let mut rules = Vec::new();
        for _ in 0..=rng.below(5) {
            let (one, other) = (rng.below(steps), rng.below(steps));
            match rng.below(9) {
                kind @ 0..4 if one != other => {
                    rules.push(Rule::After(one, other));
                    if kind > 0 {
                        rules.push(Rule::After(other, one));
                    }
                }
                4 | 5 if one != other => rules.push(Rule::Bound(one, other)),
                6 => {
                    let group: Vec<usize> = (0..steps).filter(|_| rng.below(4) > 0).collect();
                    if group.len() > 1 {
                        rules.push(Rule::AtMost(group, 1 + rng.below(2)));
                    }
                }
                7 => rules.push(Rule::Once(one)),
                8 if one != other => rules.push(Rule::Needs(one, other)),
                _ => {}
            }
        }
        let persons = (rng.below(3) == 0).then(|| 1 + rng.below(3));
        Self { steps, competent, rules, one_post: rng.below(2) == 0, persons }
    }

    fn text(&self) -> String {
        let mut out = String::from("kitei 1\nopen kind matter\n");
        let names = |word: &str, count: usize| {
            (1..=count).map(|number| format!("{word}{number}")).collect::<Vec<_>>().join(", ")
        };
        let posts = self.competent.len();
        writeln!(
            out,
            "kind step {{ {} }}\nkind post {{ {} }}",
            names("step", self.steps),
            names("post", posts)
        )
        .unwrap();
        out.push_str("office clerk(post)\nact handle(m: matter, s: step)\ntable competent(post, step) {\n");
        for (post, row) in self.competent.iter().enumerate().filter(|(_, row)| !row.is_empty()) {
            let row: Vec<String> = row.iter().map(|step| format!("step{}", step + 1)).collect();
            writeln!(out, "  post{}: {}", post + 1, row.join(", ")).unwrap();
        }
        out.push_str("}\npermit handle(m, s) to p when p is clerk(e) and competent(e, s)\n");
        for rule in &self.rules {
            let text = match rule {
                Rule::After(one, other) => after(*one, *other),
                Rule::Bound(one, other) => bound(*one, *other),
                Rule::AtMost(group, most) => at_most(group, *most),
                Rule::Once(step) => {
                    format!("forbid handle(m, step{0}) to anyone when handle(m, step{0}) done", step + 1)
                }
                Rule::Needs(one, other) => format!(
                    "forbid handle(m, step{}) to anyone unless handle(m, step{}) done",
                    one + 1,
                    other + 1
                ),
            };
            writeln!(out, "{text}").unwrap();
        }
        out.push_str(
            "assume one_post: every person p: at most 1 post e: p is clerk(e) because \"so it is\"\n",
        );
        let with = self.persons.map(|most| format!(" with {most} persons:")).unwrap_or_default();
        let assumed = if self.one_post { "no transfers, one_post" } else { "no transfers" };
        writeln!(
            out,
            "property finished assuming {assumed}: possible{with} some matter m: every step s: handle(m, s) done"
        )
        .unwrap();
        out
    }

    /// Whether all steps can be done, for some holders of the posts, by no more people than allowed.
    fn possible(&self) -> bool {
        let posts = self.competent.len();
        let mut holders: Vec<Vec<usize>> = vec![Vec::new()];
        for _ in 0..posts {
            let extended = holders
                .iter()
                .flat_map(|holders| (0..posts).map(move |person| [&holders[..], &[person]].concat()));
            holders = extended.collect();
        }
        if self.one_post {
            holders.retain(|holders| holders.iter().collect::<BTreeSet<_>>().len() == posts);
        }
        holders
            .iter()
            .any(|holders| self.fewest(holders).is_some_and(|few| few <= self.persons.unwrap_or(few)))
    }

    /// The fewest people who can do all steps: by going through everything that they can have done.
    fn fewest(&self, holders: &[usize]) -> Option<usize> {
        let mut may = vec![BTreeSet::new(); holders.len()];
        for (post, person) in holders.iter().enumerate() {
            may[*person].extend(self.competent[post].iter().copied());
        }
        let start = vec![0_u32; holders.len()];
        let (mut seen, mut open) = (BTreeSet::from([start.clone()]), VecDeque::from([start]));
        let mut fewest = None;
        while let Some(state) = open.pop_front() {
            let done = state.iter().fold(0, |all, one| all | one);
            if done == (1 << self.steps) - 1 {
                let people = state.iter().filter(|did| **did != 0).count();
                fewest = Some(fewest.unwrap_or(people).min(people));
            }
            for (person, may) in may.iter().enumerate() {
                for step in may.iter().filter(|step| self.allowed(**step, state[person], done)) {
                    let mut next = state.clone();
                    next[person] |= 1 << step;
                    if seen.insert(next.clone()) {
                        open.push_back(next);
                    }
                }
            }
        }
        fewest
    }

    /// Whether the rules let somebody who did these do the step now.
    fn allowed(&self, step: usize, did: u32, done: u32) -> bool {
        let has = |set: u32, step: usize| set & (1 << step) != 0;
        self.rules.iter().all(|rule| match rule {
            Rule::After(one, other) => *other != step || !has(did, *one),
            Rule::Bound(one, other) => *one != step || has(did, *other),
            Rule::AtMost(group, most) => {
                !group.contains(&step) || group.iter().filter(|one| has(did, **one)).count() < *most
            }
            Rule::Once(one) => *one != step || !has(done, step),
            Rule::Needs(one, other) => *one != step || has(done, *other),
        })
    }
}
