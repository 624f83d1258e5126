//! Waivers: `allow unnoticed_change 「NAME」 because "…"`. At most one in twenty mutants may have one.

use super::{Fate, Judged};
use crate::model::{Allow, Model};
use crate::pipeline::judge;
use crate::problem::catalogue::mutation as entries;
use crate::problem::{Arg, Problem, Text};
use crate::syntax::calendar::Date;

/// So many mutants there must be for each waiver.
const ONE_IN: usize = 20;

/// Marks what is waived; what is wrong with the waivers. Of only some mutants, no waiver is said to be idle.
pub fn waive(model: &Model, judged: &mut [Judged], mutants: usize, all: bool, today: Date) -> Vec<Problem> {
    let ours = |allow: &Allow| allow.code == entries::UNNOTICED_CHANGE.code;
    let waivers: Vec<(usize, &Allow)> =
        model.allows.iter().enumerate().filter(|(_, allow)| ours(allow)).collect();
    let mut problems = Vec::new();
    for (index, allow) in &waivers {
        let named = |judged: &&mut Judged| {
            allow.target.as_ref().is_some_and(|target| judged.mutant.is_called(target))
        };
        match judged.iter_mut().find(named) {
            Some(judged) if matches!(judged.fate, Fate::Survives { .. }) => {
                judged.fate = Fate::Waived(*index);
            }
            Some(judged) => problems.push(stale(allow, why(&judged.fate), "drop")),
            None if all => problems.push(stale(allow, NOBODY, "name")),
            None => {}
        }
    }
    let most = mutants / ONE_IN;
    if let Some((_, first)) = waivers.get(most).filter(|_| all) {
        problems.push(
            Problem::new(&entries::TOO_MANY_WAIVERS)
                .label(first.span, "first")
                .number("waivers", waivers.len())
                .number("mutants", mutants)
                .number("most", most)
                .help("check"),
        );
    }
    problems.extend(judge::expired_of(waivers.into_iter().map(|(_, allow)| allow), today));
    problems
}

const NOBODY: Text =
    Text { en: "there is no change of this name", ja: "この名の変更はありません" };

fn why(fate: &Fate) -> Text {
    match fate {
        Fate::Noticed(_) => Text { en: "the change is noticed", ja: "この変更は気付かれます" },
        Fate::Equivalent { .. } => Text {
            en: "the change means the same, which is proved",
            ja: "変えても意味が同じと証明されます",
        },
        Fate::Waived(_) | Fate::Survives { .. } => {
            Text { en: "another line accepts it already", ja: "別の行がすでに認めています" }
        }
    }
}

fn stale(allow: &Allow, why: Text, help: &'static str) -> Problem {
    Problem::new(&entries::STALE_WAIVER).at(allow.span).arg("why", Arg::Word(why)).help(help)
}
