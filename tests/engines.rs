//! The village's regulation by every way of computing the same: on any number of threads, with either engine for plain truth
//! values, with and without the comparison of proofs.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)] // a test that panics has failed, and says where

use kitei::pipeline::Loaded;
use kitei::proof::solver::{Bool, Outcome, Solver};
use kitei::proof::{Options, Plain, Report, verify};

fn model() -> kitei::model::Model {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/shinto");
    let mut paths: Vec<_> =
        std::fs::read_dir(root).expect("the village").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    let mut loaded = Loaded::default();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|ending| ending == "kitei")) {
        let bytes = std::fs::read(path).expect("readable");
        loaded.add(path.file_name().expect("a name").to_string_lossy().into_owned(), &bytes);
    }
    let resolved = loaded.parse().resolve();
    assert!(resolved.model.claims.len() > 50, "{}", resolved.model.claims.len());
    resolved.model
}

/// All that is answered; what it cost left out.
fn told(mut report: Report) -> String {
    report.answers.iter_mut().for_each(|answer| answer.effort = kitei::proof::Effort::default());
    assert!(report.failure.is_none() && report.answers.len() > 100);
    format!("{report:#?}")
}

#[test]
fn the_answers_of_one_moment_do_not_depend_on_the_engine_or_the_threads() {
    let model = model();
    let one = Some(1);
    let plainly = Options { courses: false, cross_check: false, threads: one, ..Options::default() };
    let expected = told(verify(&model, &plainly));
    for threads in [2, 5] {
        let options = Options { threads: Some(threads), ..plainly.clone() };
        assert!(told(verify(&model, &options)) == expected, "{threads} threads answer differently");
    }
    let options = Options { plain: Plain::Z3, ..plainly.clone() };
    assert!(told(verify(&model, &options)) == expected, "z3 answers plain questions differently");
    let options = Options { cross_check: true, ..plainly };
    assert!(told(verify(&model, &options)) == expected, "comparing changes an answer");
}

/// Both claims are broken by courses longer than those searched for.
const FAR: &str = "kitei 1
office chief, head fact cleared(person) fact key(person) fact lent(person)
open kind Case act file(c: Case)
act grant(q: person) gives cleared(q) act hand(q: person) gives key(q) act lend(q: person) gives lent(q)
permit grant(q) to chief permit hand(q) to chief when cleared(q) permit lend(q) to head when key(q)
permit file(c) to p when lent(p) by another than lend(p)
property lent: never some person p: lent(p) and not p is head
property filed: possible some person p, person q, Case c: p ≠ q and p did file(c) and lent(q)
";

#[test]
fn the_world_that_no_proof_excludes_does_not_depend_on_the_engine() {
    let resolved = Loaded::default().with("far.kitei", FAR).parse().resolve();
    let worlds = |plain, seed| {
        let report = verify(&resolved.model, &Options { acts: 2, plain, seed, ..Options::default() });
        let shown = report.answers.iter().filter_map(|answer| answer.unexcluded.as_ref());
        shown.map(|world| format!("{world:?}")).collect::<Vec<_>>()
    };
    let expected = worlds(Plain::Sat, 0);
    assert_eq!(expected.len(), 2);
    for (plain, seed) in [(Plain::Sat, 0), (Plain::Z3, 0), (Plain::Z3, 7)] {
        assert_eq!(worlds(plain, seed), expected, "{plain:?} {seed}");
    }
}

/// Numbers without a pattern that anybody would mind.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % end
    }

    fn formula(&mut self, depth: usize) -> Bool {
        let parts = |chance: &mut Self| -> Vec<Bool> {
            (0..=chance.below(4)).map(|_| chance.formula(depth - 1)).collect()
        };
        match if depth == 0 { 0 } else { self.below(5) } {
            0 => Bool::named(&format!("p{}", self.below(6))),
            1 => self.formula(depth - 1).negated(),
            2 => Bool::all(&parts(self)),
            3 => Bool::any(&parts(self)),
            _ => {
                let parts = parts(self);
                Bool::at_least(self.below(4), &parts)
            }
        }
    }
}

#[test]
fn the_sat_solver_agrees_with_z3_on_random_formulas() {
    let mut chance = Chance(1);
    let mut seen = [0, 0];
    for round in 0..1500 {
        let (sat, z3) = (Solver::propositional(1_000_000), Solver::propositional_by_z3(1_000_000, 0));
        let said: Vec<Bool> = (0..3).map(|_| chance.formula(3)).collect();
        let assumed: Vec<Bool> = (0..3).map(|_| chance.formula(1)).collect();
        for solver in [&sat, &z3] {
            solver.remember();
            said.iter().for_each(|formula| solver.assert(formula));
        }
        for assumed in [&assumed[..], &[]] {
            let outcome = sat.check(assumed);
            assert_eq!(outcome, z3.check(assumed), "round {round}: {said:?}, assumed {assumed:?}");
            seen[usize::from(outcome == Outcome::Satisfiable)] += 1;
            match outcome {
                Outcome::Satisfiable => {
                    let all: Vec<Bool> = said.iter().chain(assumed).cloned().collect();
                    let truths = sat.truths(&all).expect("an example");
                    assert!(truths.iter().all(|truth| *truth), "round {round}: no example of {all:?}");
                }
                _ => assert_eq!(z3.check(&sat.core(assumed)), Outcome::Unsatisfiable, "round {round}"),
            }
        }
        sat.forget();
        assert_eq!(sat.check(&[]), Outcome::Satisfiable);
    }
    assert!(seen.iter().all(|count| *count > 200), "{seen:?}");
}
