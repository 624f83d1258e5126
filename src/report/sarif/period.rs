//! A period in SARIF: every answer that is neither proved nor expected, with the wordings in which it is so, at the claim;
//! of one that turns, what is told of it.

use indexmap::IndexMap;

use super::super::account;
use super::super::period::{Account, day, faults};
use super::super::verdict;
use super::log::{self, Configuration, Message, Rule};
use super::place::Places;
use super::{Ledger, gravity, level, message, of_entry};
use crate::pipeline::period::Wording;
use crate::problem::Text;

/// The log of a period. Files are told relative to `base`, the folder (with `/`) in which the run was started.
pub fn draw(all: &Account, base: &str) -> String {
    let mut ledger = Ledger::default();
    let mut results = problems(all, base, &mut ledger);
    let mut open: IndexMap<(String, &str), Vec<super::super::period::Fault>> = IndexMap::new();
    for fault in all.period.wordings.iter().flat_map(faults) {
        open.entry((fault.name.clone(), fault.shown.key)).or_default().push(fault);
    }
    for ((name, key), faults) in &open {
        let Some(last) = faults.last() else { continue };
        let rule_index = ledger.position(last.shown.key, || {
            let meaning = verdict::meaning(&last.answer.verdict).get(all.lang).to_string();
            Rule {
                id: last.shown.key,
                short_description: Message { text: all.say(last.shown.word).to_string() },
                help: log::Help { text: meaning.clone(), markdown: meaning },
                default_configuration: Configuration { level: gravity(last.shown) },
            }
        });
        let days: Vec<String> = faults.iter().map(|fault| day(fault.wording.day, all.lang)).collect();
        let from = all.say(Text { en: "in the wording that begins", ja: "次の日からの本文で" });
        let head = format!("{name}: {} ({from} {})", all.say(last.shown.word), days.join(", "));
        let turned = all.turns.iter().filter(|turned| turned.name == *name && turned.after.key == *key);
        let told = turned.flat_map(|turned| {
            let lines = account::lines(turned.wording.model(), &turned.parts, all.lang);
            std::iter::once(turned.sentence.clone()).chain(lines)
        });
        let text = std::iter::once(head).chain(told).collect::<Vec<_>>().join("\n");
        let claim = &last.wording.model().claims[last.answer.claim.index()];
        let places = Places { sources: &last.wording.resolved.sources, base };
        results.push(log::Result {
            rule_id: (*key).to_string(),
            rule_index,
            level: gravity(last.shown),
            message: Message { text },
            locations: claim.origin.span.map(|span| places.plain(span)).into_iter().collect(),
            related_locations: Vec::new(),
            code_flows: Vec::new(),
            suppressions: Some(Vec::new()),
            partial_fingerprints: ledger.fingerprint(&format!("{key}\n{name}")),
        });
    }
    ledger.log("verify", all.lang, all.exit, results, Vec::new())
}

/// What is wrong with claims of any wording.
fn problems(all: &Account, base: &str, ledger: &mut Ledger) -> Vec<log::Result> {
    let mut results = Vec::new();
    for (wording, problem) in all.problems() {
        let rule_index = ledger.position(problem.entry.code, || of_entry(problem.entry, all.lang));
        let text = message(problem, all.lang);
        let identity = format!("{}\n{}\n{text}", problem.entry.code, wording.day);
        results.push(log::Result {
            rule_id: problem.entry.code.to_string(),
            rule_index,
            level: level(problem.severity),
            message: Message { text },
            locations: located(wording, problem, base),
            related_locations: Vec::new(),
            code_flows: Vec::new(),
            suppressions: None,
            partial_fingerprints: ledger.fingerprint(&identity),
        });
    }
    results
}

fn located(wording: &Wording, problem: &crate::problem::Problem, base: &str) -> Vec<log::Location> {
    let places = Places { sources: &wording.resolved.sources, base };
    let first = problem.labels.first();
    first.map(|label| places.plain(label.span)).into_iter().collect()
}
