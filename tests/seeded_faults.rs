//! Every bug seeded into the engine is noticed: by a random regulation on which it disagrees with enumeration, or,
//! for what no verdict shows, by a case of its own.

mod oracle;

use kitei::proof::{Fault, Options, verify};
use oracle::compare::{Judged, Tally, disagreements, judge};
use oracle::search::Bound;

/// More regulations are not tried.
const REGULATIONS: u64 = 400;

/// Bugs that change no verdict; their cases stand below.
const OTHERWISE: &[Fault] = &[Fault::CoreUnminimised];

#[test]
fn every_fault_is_caught_by_a_random_regulation() {
    let faults: Vec<Fault> = Fault::ALL.iter().copied().filter(|fault| !OTHERWISE.contains(fault)).collect();
    let mut left = faults;
    for batch in 0..REGULATIONS / 20 {
        let judged: Vec<_> = (batch * 20..(batch + 1) * 20)
            .map(|seed| {
                let model = oracle::model(seed);
                let judged = judge(&model, Bound::default());
                (model, judged)
            })
            .collect();
        left.retain(|fault| !judged.iter().any(|(model, judged)| caught(model, judged, *fault)));
        if left.is_empty() {
            return;
        }
    }
    panic!("not caught by {REGULATIONS} regulations: {left:?}");
}

fn caught(model: &kitei::model::Model, judged: &Judged, fault: Fault) -> bool {
    let options = Options { fault: Some(fault), ..Options::default() };
    !disagreements(model, judged, &verify(model, &options), &mut Tally::new()).is_empty()
}
