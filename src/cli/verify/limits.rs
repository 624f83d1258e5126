//! How hard the prover tries: limits that are counts, so that answers do not depend on the machine.

use clap::{Arg, ArgMatches};

use crate::cli::arguments;
use crate::problem::{Lang, Text};
use crate::proof::Options;

/// The options for limits, and the one that leaves courses out.
pub fn options(lang: Lang) -> [Arg; 4] {
    let acts = Text {
        en: "Acts of the longest course of events searched for [default: 12]",
        ja: "探す経過の行為の数の上限(省略すると12)",
    };
    let people = Text {
        en: "People among whom courses and worlds are searched for [default: 6]",
        ja: "経過や場面を探すときの人数の上限(省略すると6)",
    };
    let effort = Text {
        en: "The solver's own steps for one question [default: 4000000]",
        ja: "一つの問いにソルバーが使う手数の上限(省略すると4000000)",
    };
    let still = Text {
        en: "Look at single worlds only; what turns on courses of events is undecided",
        ja: "一つ一つの場面だけを調べ、経過によるものは未決とする",
    };
    [
        arguments::count(lang, "max-acts", acts, 0..=1000),
        arguments::count(lang, "max-people", people, 1..=40),
        arguments::count(lang, "rlimit", effort, 1..=i64::from(u32::MAX)),
        arguments::flag(lang, "without-courses", still),
    ]
}

/// The limits asked for, the usual ones where none are.
pub fn of(matches: &ArgMatches) -> Options {
    let usual = Options::default();
    let given = |name: &str, usual: u32| matches.get_one::<u32>(name).copied().unwrap_or(usual);
    Options {
        acts: given("max-acts", usual.acts),
        people: given("max-people", usual.people),
        effort: given("rlimit", usual.effort),
        courses: !matches.get_flag("without-courses"),
        // Proving in two ways is asked for by name.
        cross_check: false,
        ..usual
    }
}
