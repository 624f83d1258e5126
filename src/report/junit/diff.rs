//! A comparison of two wordings in JUnit's XML: a case for each instance of a guarantee that was compared, and for each
//! act. With a gate, what is weaker and what somebody gains fails unless it is accepted.

use super::super::account;
use super::super::diff::entry::{Entry, Kind};
use super::super::diff::{Act, Comparison, Guarantee, OPEN, SAME, name};
use super::super::style::Style;
use super::super::{text, verdict};
use super::{Case, State, suites};
use crate::pipeline::Resolved;
use crate::pipeline::diff::Turn;
use crate::problem::{Problem, Text};

/// The report of a comparison.
pub fn draw(comparison: &Comparison) -> String {
    let writer = &Writer { all: comparison };
    let sides = comparison.sides;
    let both =
        [(sides.before, sides.old), (sides.after, sides.new)].into_iter().zip(&comparison.diff.problems);
    let mut meaning: Vec<Case> = both
        .flat_map(|((side, resolved), problems)| {
            problems.iter().map(move |it| writer.problem(side, resolved, it))
        })
        .collect();
    if comparison.diff.is_same() {
        meaning.push(Case::passed("meaning", comparison.say(SAME)));
    }
    let kept = comparison.diff.kept.iter().map(|kept| {
        let word = comparison.say(verdict::shown(&kept.verdict).word).to_string();
        Case { told: word, ..Case::passed(&kept.claim, &name(&kept.claim, &kept.instance)) }
    });
    let guarantees = comparison.guarantees.iter().map(|guarantee| writer.guarantee(guarantee));
    let guarantees = guarantees.chain(kept).collect();
    // Of acts that are not told of the norms are the same.
    let same =
        sides.new.model.acts.iter().filter(|act| comparison.acts.iter().all(|told| told.name != act.name));
    let same = same.map(|act| Case::passed("access", &act.name));
    let access = comparison.acts.iter().map(|act| writer.act(act)).chain(same).collect();
    suites("diff", [("meaning", meaning), ("guarantees", guarantees), ("access", access)])
}

struct Writer<'a> {
    all: &'a Comparison<'a>,
}

impl Writer<'_> {
    /// What is wrong with the claims of a wording.
    fn problem(&self, side: &str, resolved: &Resolved, problem: &Problem) -> Case {
        let message = problem.message(self.all.lang);
        Case {
            class: problem.entry.code.to_string(),
            name: format!("{side}: {message}"),
            state: State::Error,
            kind: problem.entry.code.to_string(),
            message,
            told: text::problems(
                std::slice::from_ref(problem),
                &resolved.sources,
                Style::plain(self.all.lang),
            ),
        }
    }

    fn guarantee(&self, guarantee: &Guarantee) -> Case {
        let none = self.all.say(Text { en: "none", ja: "なし" });
        let word = |shown: &Option<verdict::Shown>| shown.map_or(none, |shown| self.all.say(shown.word));
        let change = format!("{} → {}", word(&guarantee.before), word(&guarantee.after));
        let message = format!("{}: {change}", self.all.say(guarantee.word()));
        let state = match (guarantee.answered.turn, &guarantee.accepted) {
            (Turn::Worse, Some(why)) => State::Skipped(format!("{message} – {why}")),
            (Turn::Worse, None) if self.all.gate => State::Failed,
            _ => State::Passed,
        };
        let lines = account::lines(&self.all.sides.new.model, &guarantee.parts, self.all.lang);
        Case {
            class: guarantee.answered.claim.clone(),
            name: guarantee.name.clone(),
            state,
            kind: guarantee.key().to_string(),
            told: std::iter::once(message.clone()).chain(lines).collect::<Vec<_>>().join("\n"),
            message,
        }
    }

    fn act(&self, act: &Act) -> Case {
        let count = |kind: Kind| act.of(kind).count();
        let words = [Kind::Gained, Kind::Accepted, Kind::Lost].map(|kind| {
            let word = self.all.say(kind.word());
            format!("{word}: {}", count(kind))
        });
        let message = words.join(", ");
        let open = act.open().contains(&Kind::Gained);
        let state = if self.all.gate && (count(Kind::Gained) > 0 || open) {
            State::Failed
        } else if count(Kind::Accepted) > 0 {
            let reasons = act.of(Kind::Accepted).filter_map(|entry| self.all.approval(entry));
            let mut reasons: Vec<&str> = reasons.map(|approval| approval.reason.as_str()).collect();
            reasons.dedup();
            State::Skipped(format!("{message} – {}", reasons.join("; ")))
        } else {
            State::Passed
        };
        let mut told: Vec<String> = act.entries.iter().map(|entry| self.entry(entry)).collect();
        if open {
            told.push(self.all.say(OPEN).to_string());
        }
        Case {
            class: "access".to_string(),
            name: act.name.to_string(),
            state,
            kind: "access".to_string(),
            message,
            told: told.join("\n"),
        }
    }

    fn entry(&self, entry: &Entry) -> String {
        let mut lines = vec![format!("{}: {}", self.all.say(entry.kind.word()), entry.may)];
        lines.extend(entry.conditions.iter().map(|condition| format!("  ・{condition}")));
        let deciding = entry.deciding(self.all.lang);
        lines.extend(deciding.map(|(text, articles)| format!("  {text}{}", self.all.articles(&articles))));
        lines.extend(entry.notes(&self.all.diff.model, self.all.lang).iter().map(|note| format!("  {note}")));
        lines.join("\n")
    }
}
