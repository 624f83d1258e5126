//! The least combinations of readings that settle an answer, on random small regulations: each is right, none says more
//! than it must, and together they cover every combination.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)] // a test that panics has failed, and says where

mod oracle;

use std::collections::BTreeMap;
use std::fmt::Write;

use kitei::model::{Claim, Model, ReadingChoice, ReadingId, Value};
use kitei::proof::{self, Answer, Options, Verdict, least, settled, verify};
use oracle::generate::rng::Rng;
use oracle::search::Bound;
use oracle::verdict::{self as enumerated, Case, combinations};

/// How many regulations are looked at; each has four claims.
const REGULATIONS: u64 = 120;

/// A regulation in which three or four readings, with two or three options, let and forbid two acts.
fn regulation(seed: u64) -> String {
    let mut rng = Rng::new(seed);
    let mut text = String::from(
        "kitei 1\noffice head office clerk\nfact sworn(person)\nact unlock act lock act rest\npermit unlock to head\npermit rest to p when sworn(p)\n",
    );
    for reading in 0..3 + rng.below(2) {
        let _ = write!(text, "reading r{reading} {{");
        for (option, sign) in ["a default", "b", "c"].into_iter().take(2 + rng.below(2)).enumerate() {
            let norm = if option == 1 && rng.percent(60) { String::new() } else { norm(&mut rng) };
            let _ = write!(text, " {sign} {{ {norm} }}");
        }
        text.push_str(" }\n");
    }
    let either = "(some person p: p may lock) or (some person p: p may unlock and sworn(p))";
    text.push_str("property apart: never some person p: p may unlock and p may lock\n");
    text.push_str("property able: possible some person p: p may lock\n");
    text.push_str("property sworn_only: only sworn may lock\n");
    let _ = writeln!(text, "property some_way: possible {either}");
    text
}

fn norm(rng: &mut Rng) -> String {
    let verb = rng.pick(&["permit", "permit", "forbid"]);
    let act = rng.pick(&["lock", "lock", "unlock"]);
    let who = rng.pick(&["head", "clerk", "(head or clerk)", "p when sworn(p)", "p when not sworn(p)"]);
    format!("{verb} {act} to {who}")
}

/// What explicit enumeration says of each whole combination; none if it gave up.
fn by_enumeration(model: &Model, claim: &Claim, answer: &Answer) -> Option<Table> {
    let instance: Vec<Value> = answer.instance.iter().copied().map(Value::Element).collect();
    let word = |readings: Vec<u32>| {
        let case = Case { model, claim, instance: instance.clone(), readings: readings.clone() };
        let word = match case.verdict(Bound::default()) {
            enumerated::Verdict::Proved { .. } => "proved",
            enumerated::Verdict::Vacuous => "vacuous",
            enumerated::Verdict::Violated { always: false, .. } => "violated",
            enumerated::Verdict::Violated { always: true, .. } => "violated always",
            enumerated::Verdict::Refuted => "refuted",
            _ => return None,
        };
        Some((readings, word))
    };
    combinations(model, &claim.assuming).into_iter().map(word).collect()
}

/// What the engine says of each whole combination, asked about it alone.
fn one_by_one(model: &Model, claim: &Claim, answer: &Answer) -> Option<Table> {
    let word = |readings: Vec<u32>| {
        let mut alone = model.clone();
        let own = alone.claims.iter_mut().find(|own| own.name == claim.name)?;
        own.assuming.readings = choices(&readings);
        let options = Options { claims: vec![claim.name.clone()], ..Options::default() };
        let report = verify(&alone, &options);
        let same = report.answers.iter().find(|other| other.instance == answer.instance)?;
        Some((readings, word(&same.verdict)?))
    };
    combinations(model, &claim.assuming).into_iter().map(word).collect()
}

fn word(verdict: &Verdict) -> Option<&'static str> {
    match verdict {
        Verdict::Proved | Verdict::ProvedAssuming => Some("proved"),
        Verdict::Vacuous => Some("vacuous"),
        Verdict::Violated => Some("violated"),
        Verdict::ViolatedAlways => Some("violated always"),
        Verdict::Refuted => Some("refuted"),
        _ => None,
    }
}

fn choices(readings: &[u32]) -> Vec<ReadingChoice> {
    let choice = |(index, option): (usize, &u32)| ReadingChoice {
        reading: ReadingId::from_index(index),
        option: *option,
    };
    readings.iter().enumerate().map(choice).collect()
}

/// Whole combinations, each an option of every reading, and what is the case under each.
type Table = BTreeMap<Vec<u32>, &'static str>;

/// What the whole combinations come to that contain these choices.
fn within<'t>(table: &'t Table, some: &[ReadingChoice]) -> impl Iterator<Item = &'static str> + use<'t> {
    let some = some.to_vec();
    let fits = move |whole: &[u32]| some.iter().all(|choice| whole[choice.reading.index()] == choice.option);
    table.iter().filter(move |(whole, _)| fits(whole)).map(|(_, word)| *word)
}

/// Fails unless these are right and least, cover everything without one too many, and stand in order.
fn check(table: &Table, told: &[(Vec<ReadingChoice>, &str)], of: &str) {
    for (readings, word) in told {
        assert!(
            within(table, readings).all(|other| other == *word),
            "{of}: {readings:?} is not always {word}"
        );
        for dropped in 0..readings.len() {
            let rest = [&readings[..dropped], &readings[dropped + 1..]].concat();
            assert!(within(table, &rest).any(|other| other != *word), "{of}: {rest:?} is enough for {word}");
        }
    }
    let covered = |told: &[(Vec<ReadingChoice>, &str)]| {
        let whole = |whole: &[u32]| {
            told.iter().any(|(own, _)| own.iter().all(|c| whole[c.reading.index()] == c.option))
        };
        table.keys().all(|options| whole(options))
    };
    assert!(covered(told), "{of}: not everything is covered by {told:?}");
    for spared in 0..told.len() {
        let rest = [&told[..spared], &told[spared + 1..]].concat();
        assert!(!covered(&rest), "{of}: {:?} is one too many", told[spared]);
    }
    assert!(told.is_sorted_by_key(|(readings, _)| (readings.len(), readings.clone())), "{of}: {told:?}");
}

/// How many answers turn on a reading; and how many of them are told by fewer combinations than there are, by some
/// that leave open what others settle.
#[derive(Debug, Default)]
struct Seen {
    turning: usize,
    shorter: usize,
    several: usize,
}

/// Holds every answer of a regulation against what each of its combinations comes to.
fn hold(seed: u64, courses: bool, table: fn(&Model, &Claim, &Answer) -> Option<Table>) -> Seen {
    let model = oracle::resolved(&regulation(seed), &format!("seed {seed}"));
    let report = verify(&model, &Options { courses, ..Options::default() });
    assert!(report.failure.is_none(), "seed {seed}: {:?}", report.failure);
    let mut seen = Seen::default();
    for answer in &report.answers {
        let claim = &model.claims[answer.claim.index()];
        let Some(table) = table(&model, claim, answer) else { continue };
        let of = format!("seed {seed}: {}\n{}", claim.name, regulation(seed));
        let Verdict::TurnsOnReading(cases) = &answer.verdict else {
            assert!(table.values().all(|other| Some(*other) == word(&answer.verdict)), "{of}: {table:?}");
            continue;
        };
        let settled = settled(&model, cases);
        let told: Vec<_> = settled
            .iter()
            .map(|under| {
                (
                    under.readings.clone(),
                    word(&under.case.verdict)
                        .unwrap_or_else(|| panic!("{of} {:?} {table:?}", under.case.verdict)),
                )
            })
            .collect();
        check(&table, &told, &of);
        // What shows it was found under a whole combination that contains it.
        for under in &settled {
            assert!(under.readings.iter().all(|choice| under.case.readings.contains(choice)), "{of}");
            let world = under.case.witness.as_ref().map(|witness| &witness.world);
            assert!(world.is_none_or(|world| world.reads(&under.case.readings)), "{of}");
        }
        seen.turning += 1;
        seen.shorter += usize::from(told.len() < cases.len());
        let lengths = |of: fn(usize, usize) -> usize| told.iter().map(|it| it.0.len()).reduce(of);
        seen.several += usize::from(lengths(usize::min) < lengths(usize::max));
    }
    seen
}

#[test]
fn what_is_told_is_what_each_combination_comes_to() {
    let parts = oracle::parallel::in_parallel(REGULATIONS, |seed| hold(seed, false, by_enumeration));
    let sum = |of: fn(&Seen) -> usize| parts.iter().map(of).sum::<usize>();
    let (turning, shorter, several) = (sum(|s| s.turning), sum(|s| s.shorter), sum(|s| s.several));
    println!("{turning} turning, {shorter} told shorter, {several} with combinations of several lengths");
    assert!(turning >= 300 && shorter * 2 >= turning && several >= 200, "{turning} {shorter} {several}");
}

#[test]
fn the_same_holds_over_courses() {
    let parts = oracle::parallel::in_parallel(16, |seed| hold(seed, true, one_by_one));
    let turning: usize = parts.iter().map(|seen| seen.turning).sum();
    assert!(turning >= 20, "{turning}");
}

/// Random answers for each combination, also where no regulation gives them.
#[test]
fn any_table_is_told_by_least_combinations() {
    for seed in 0..400 {
        let mut rng = Rng::new(seed);
        let sizes: Vec<usize> = (0..=rng.below(4)).map(|_| 2 + rng.below(2)).collect();
        let options = ["a default { }", "b { }", "c { }"];
        let readings = sizes
            .iter()
            .enumerate()
            .map(|(r, size)| format!("reading r{r} {{ {} }}", options[..*size].join(" ")));
        let text = format!("kitei 1\n{}", readings.collect::<Vec<_>>().join("\n"));
        let model = oracle::resolved(&text, &format!("seed {seed}"));
        // The more often the first, the shorter what is told.
        let words = [(1 + rng.below(8), "proved"), (1, "violated"), (1, "vacuous")];
        let wholes = combinations(&model, &kitei::model::Assuming::default());
        let table: Table = wholes.into_iter().map(|whole| (whole, rng.weighted(&words))).collect();
        let rows: Vec<_> = table.iter().map(|(whole, word)| (choices(whole), *word)).collect();
        let given: Vec<_> = rows.iter().map(|(readings, word)| (&readings[..], *word)).collect();
        let told: Vec<_> = least(&model, &given)
            .into_iter()
            .map(|least| (least.readings, rows[least.covers[0]].1))
            .collect();
        check(&table, &told, &format!("seed {seed}"));
    }
}

/// Of part of the combinations, what is told covers these and no others.
#[test]
fn what_is_known_of_some_combinations_says_nothing_of_the_rest() {
    let text = "kitei 1\nreading r0 { a default { } b { } }\nreading r1 { a default { } b { } }";
    let model = oracle::resolved(text, "by hand");
    let rows = [[0, 0], [0, 1], [1, 1]].map(|whole| choices(&whole));
    let given: Vec<_> = rows.iter().map(|readings| (&readings[..], ())).collect();
    let told: Vec<_> = proof::least(&model, &given).into_iter().map(|least| least.readings).collect();
    assert_eq!(told, [vec![rows[0][0]], vec![rows[1][1]]]);
}
