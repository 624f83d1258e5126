//! Every bug seeded into the engine is noticed: by a random regulation on which it disagrees with enumeration (or
//! gives up where the sound engine does not), or, for what no verdict shows, by a case of its own.

mod oracle;

use kitei::model::Model;
use kitei::pipeline::Loaded;
use kitei::proof::{Fault, Options, verify};
use oracle::compare::{Judged, Tally, disagreements, judge};
use oracle::search::Bound;

/// More regulations are not tried, so many at a time.
const REGULATIONS: u64 = 400;
const BATCH: u64 = 20;

/// Bugs that change no verdict; their cases stand below.
const OTHERWISE: &[Fault] = &[Fault::CoreUnminimised];

#[test]
fn every_fault_is_caught_by_a_random_regulation() {
    let mut left: Vec<Fault> =
        Fault::ALL.iter().copied().filter(|fault| !OTHERWISE.contains(fault)).collect();
    for batch in 0..REGULATIONS / BATCH {
        let caught = oracle::parallel::in_parallel(BATCH, |seed| faults_caught(batch * BATCH + seed, &left));
        left.retain(|fault| !caught.iter().flatten().any(|caught| caught == fault));
        if left.is_empty() {
            return;
        }
    }
    panic!("not caught by {REGULATIONS} regulations: {left:?}");
}

/// Which of the faults show on the regulation of this seed.
fn faults_caught(seed: u64, faults: &[Fault]) -> Vec<Fault> {
    let model = oracle::model(seed);
    let judged = judge(&model, Bound::default());
    let sound = answered(&model, &judged, None);
    faults.iter().copied().filter(|fault| answered(&model, &judged, Some(*fault)) != sound).collect()
}

fn answered(model: &Model, judged: &Judged, fault: Option<Fault>) -> (Vec<String>, Tally) {
    let options = Options { fault, articles: false, courses: false, ..Options::default() };
    let mut tally = Tally::new();
    let found = disagreements(model, judged, &verify(model, &options), &mut tally);
    (found, tally)
}

/// What a proof rests on is a least set: the second conjunct is not needed.
#[test]
fn a_proof_that_rests_on_too_much_is_caught() {
    let text = "kitei 1
        provision 第1条 { fact member(person) act enter }
        provision 第2条 { fact trusted(person) }
        provision 第3条 { permit enter to p when member(p) @第1条 and trusted(p) @第2条 }
        property members: always every person p: p may enter implies member(p)";
    let parsed = Loaded::default().with("case.kitei", text).parse();
    let (model, _) = kitei::model::from_syntax::resolve(&parsed.sources, &parsed.trees);
    let articles = |fault| {
        let report = verify(&model, &Options { fault, courses: false, ..Options::default() });
        let numbers = report.answers[0].articles.iter().map(|id| model.provisions[id.index()].number());
        numbers.collect::<Vec<_>>()
    };
    assert_eq!(articles(None), ["第1条"]);
    assert_ne!(articles(Some(Fault::CoreUnminimised)), ["第1条"]);
}
