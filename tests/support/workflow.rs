//! Workflows as regulations, by their size and a seed: who may do which step, steps that want different people, steps
//! that want the same one, and groups of which one person does only so many.

use std::fmt::Write as _;

// Whoever takes this in brings the generator of numbers that is at hand there.
use super::Rng;

/// What makes a workflow impossible.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Conflict {
    /// Somebody can do every step.
    None,
    /// The third step wants who did the second, the second who did the first, and the first and third different people.
    Chain,
    /// Four steps want four people, and only three are competent for them.
    Crowd,
}

/// A regulation with one claim: that all steps of some matter can be done. Each rule is an article of its own.
pub fn workflow(steps: usize, performers: usize, conflict: Conflict, seed: u64) -> String {
    let mut rng = Rng::new(seed);
    let names = |word: &str, count: usize| {
        (1..=count).map(|number| format!("{word}{number}")).collect::<Vec<_>>().join(", ")
    };
    let mut out = format!(
        "kitei 1\nregulation workflow\nprovision Art.1 \"Steps and posts\" {{\n  open kind matter\n  kind step {{ {} }}\n  \
         kind post {{ {} }}\n  office clerk(post)\n  act handle(m: matter, s: step)\n}}\n",
        names("step", steps),
        names("post", performers)
    );
    // Somebody's step each, so that there is a way; steps of a conflict are told below.
    let of: Vec<usize> = (0..steps).map(|_| rng.below((steps / 4).max(4))).collect();
    competences(&mut out, &mut rng, performers, conflict, &of);
    let mut article = 2;
    let mut rule = |out: &mut String, rules: &[String]| {
        article += 1;
        writeln!(out, "provision Art.{article} \"A rule\" {{\n  {}\n}}", rules.join("\n  ")).expect("text");
    };
    let taken = |step: usize| conflict != Conflict::None && step < 4;
    for one in 0..steps {
        for other in one + 1..steps {
            if taken(one) || taken(other) {
                continue;
            }
            if of[one] == of[other] && rng.below(8) == 0 {
                rule(&mut out, &[bound(other, one)]);
            } else if of[one] != of[other] && rng.below(10) == 0 {
                rule(&mut out, &apart(one, other));
            }
        }
    }
    for _ in 0..steps / 10 {
        let mut group: Vec<usize> = (0..5).map(|_| rng.below(steps)).filter(|step| !taken(*step)).collect();
        group.sort_unstable();
        group.dedup();
        let most = (0..steps).map(|who| group.iter().filter(|step| of[**step] == who).count()).max();
        rule(&mut out, &[at_most(&group, most.unwrap_or(1).max(2))]);
    }
    match conflict {
        Conflict::None => {}
        Conflict::Chain => {
            rule(&mut out, &apart(0, 2));
            rule(&mut out, &[bound(1, 0)]);
            rule(&mut out, &[bound(2, 1)]);
        }
        Conflict::Crowd => {
            for (one, other) in [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)] {
                rule(&mut out, &apart(one, other));
            }
        }
    }
    out.push_str(
        "assume one_post: every person p: at most 1 post e: p is clerk(e) because \"nobody holds two posts\"\n\
         property finished assuming no transfers, one_post:\n  possible some matter m: every step s: handle(m, s) done\n",
    );
    out
}

/// The holder of each post may do a third of the steps, and those that are his.
fn competences(out: &mut String, rng: &mut Rng, performers: usize, conflict: Conflict, of: &[usize]) {
    out.push_str("provision Art.2 \"Who may do what\" {\n  table competent(post, step) {\n");
    for post in 0..performers {
        let may = |step: usize, rng: &mut Rng| match conflict {
            Conflict::Crowd if step < 4 => post < 3,
            _ => of[step] == post || rng.below(3) == 0,
        };
        let row: Vec<String> =
            (0..of.len()).filter(|step| may(*step, rng)).map(|step| format!("step{}", step + 1)).collect();
        if !row.is_empty() {
            writeln!(out, "    post{}: {}", post + 1, row.join(", ")).expect("text");
        }
    }
    out.push_str("  }\n  permit handle(m, s) to p when p is clerk(e) and competent(e, s)\n}\n");
}

/// Whoever did the one may not do the other, whichever comes first.
pub fn apart(one: usize, other: usize) -> Vec<String> {
    vec![after(one, other), after(other, one)]
}

/// Whoever did the one may not do the other.
pub fn after(one: usize, other: usize) -> String {
    format!("forbid handle(m, step{}) to p when p did handle(m, step{})", other + 1, one + 1)
}

/// Only who did the other may do the one.
pub fn bound(one: usize, other: usize) -> String {
    format!("forbid handle(m, step{}) to p unless p did handle(m, step{})", one + 1, other + 1)
}

/// Nobody does more than so many of them.
pub fn at_most(group: &[usize], most: usize) -> String {
    let among = |var: &str| {
        let all: Vec<String> = group.iter().map(|step| format!("{var} = step{}", step + 1)).collect();
        format!("({})", all.join(" or "))
    };
    format!(
        "forbid handle(m, s) to p when {} and at least {most} step t: {} and p did handle(m, t)",
        among("s"),
        among("t")
    )
}
