//! The wording at a date: every kind of change, transitional clauses, and the days on which the wording changes.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)] // a test that panics has failed, and says where

use kitei::amend;
use kitei::model::{Model, RelationKind};
use kitei::pipeline::{Loaded, Parsed, Resolved};
use kitei::proof::{Options, Verdict, verify};
use kitei::syntax::calendar::{Date, gregorian};

const RULES: &str = "kitei 1
regulation Rules in force 2020-04-01
office chief, deputy
act enter act lend(p: person)
kind Room (grade: number) { machine_room (grade 3), store (grade 1) }
kind Task { statistics, correction }
kind Card { manager_card, clerk_card }
table tasks(Card, Task) { manager_card: statistics   clerk_card: correction }
provision Art.1 \"entry\" { permit enter to chief }
provision Art.2 \"keys\" { permit lend(p) to deputy provision Art.2(1) \"where\" informative }
provision Art.3 \"inspection\" in force 2028-01-01 { permit enter to deputy when done enter }
property deputies_stay_out: never some person p: p is deputy and p may enter and not p is chief
property nobody_lends: never some person p, person q: p may lend(q)
amendment Order1 promulgated 2027-03-01 in force 2027-04-01 {
  replace @Art.1 { permit enter to deputy }
  repeal @Art.2
  add provision Art.4 \"more keys\" { permit lend(p) to chief }
  set tasks(manager_card, correction) ○
  set tasks(clerk_card, correction) ×
  set machine_room.grade 2
  keep @Art.2 until 2027-09-30
}
amendment Order2 in force 2029-04-01 { rename deputy to vice_chief repeal permit lend }
amendment Order3 in force from unknown { repeal @Art.1 }
";

fn day(year: i64, month: i64, day: i64) -> Date {
    gregorian(year, month, day).expect("a day")
}

fn parsed(text: &str) -> Parsed {
    Loaded::default().with("rules.kitei", text).parse()
}

fn at(date: Date) -> Resolved {
    let resolved = parsed(&RULES.replace("when done enter", "when enter done")).at(date).resolve();
    let errors: Vec<_> = resolved.problems.iter().filter(|problem| problem.is_error()).collect();
    assert!(errors.is_empty(), "{date}: {errors:#?}");
    resolved
}

fn verdicts(model: &Model) -> Vec<(String, Verdict)> {
    let report = verify(model, &Options::default());
    let answers = report.answers.into_iter();
    answers.map(|answer| (model.claims[answer.claim.index()].name.clone(), answer.verdict)).collect()
}

/// The provisions there are, the marks of the table row by row, the grade of the machine room.
fn shape(model: &Model) -> (Vec<String>, Vec<bool>, String) {
    let provisions = model.provisions.iter().map(kitei::model::Provision::number).collect();
    let tables = model.relations.iter().filter_map(|relation| match &relation.kind {
        RelationKind::Table(table) => Some(table),
        _ => None,
    });
    let marks =
        tables.flat_map(|table| table.yes.iter().flat_map(|row| (0..row.len()).map(|at| row.contains(at))));
    let marks = marks.collect();
    let room = model.kinds.iter().find(|kind| kind.name == "Room").expect("the kind");
    (provisions, marks, format!("{:?}", room.elements[0].values[0].value))
}

#[test]
fn the_wording_is_that_of_the_day() {
    let before = shape(&at(day(2027, 3, 31)).model);
    assert_eq!(before.0, ["Art.1", "Art.2", "Art.2(1)", "Art.3"]);
    assert_eq!(before.1, [true, false, false, true]);
    assert!(before.2.contains('3'), "{}", before.2);
    // The old rule on keys is kept for half a year.
    let first = shape(&at(day(2027, 4, 1)).model);
    assert_eq!(first.0, ["Art.1", "Art.2", "Art.2(1)", "Art.3", "Art.4"]);
    assert_eq!(first.1, [true, true, false, false]);
    assert!(first.2.contains('2'), "{}", first.2);
    assert_eq!(shape(&at(day(2027, 9, 30)).model), first);
    assert_eq!(shape(&at(day(2027, 10, 1)).model).0, ["Art.1", "Art.3", "Art.4"]);
    let last = at(day(2030, 1, 1)).model;
    assert!(last.relations.iter().any(|relation| relation.name == "vice_chief"));
    assert!(last.relations.iter().all(|relation| relation.name != "deputy"));
}

#[test]
fn what_is_verified_is_the_wording_of_the_day() {
    let of = |date| verdicts(&at(date).model);
    let named = |name: &str, verdict| (name.to_string(), verdict);
    let (stay_out, lends) = ("deputies_stay_out", "nobody_lends");
    let before = of(day(2027, 3, 31));
    assert_eq!(before, [named(stay_out, Verdict::Proved), named(lends, Verdict::ViolatedAlways)]);
    let after = of(day(2027, 4, 1));
    assert_eq!(after, [named(stay_out, Verdict::Violated), named(lends, Verdict::ViolatedAlways)]);
    let last = of(day(2029, 4, 1));
    assert_eq!(last[1], named(lends, Verdict::Proved), "both permits to lend are gone");
}

#[test]
fn every_day_of_change_is_known() {
    let days = amend::breakpoints(&parsed(&RULES.replace("when done enter", "when enter done")).trees);
    let expected = [day(2027, 4, 1), day(2027, 10, 1), day(2028, 1, 1), day(2029, 4, 1)];
    assert_eq!(days, expected);
}

#[test]
fn a_day_after_which_nothing_changes_is_like_the_next() {
    // Day by day, the wording is the same from one breakpoint to the next.
    let text = RULES.replace("when done enter", "when enter done");
    let days = amend::breakpoints(&parsed(&text).trees);
    let mut last: Option<String> = None;
    let mut date = day(2027, 3, 25);
    while date < day(2029, 4, 10) {
        let resolved = at(date);
        let (provisions, ..) = shape(&resolved.model);
        let waiting: Vec<_> = resolved.model.provisions.iter().map(|it| it.in_force).collect();
        let offices: Vec<_> = resolved.model.relations.iter().map(|it| it.name.clone()).collect();
        let now = format!("{provisions:?} {waiting:?} {offices:?} {}", resolved.model.norms.len());
        if let Some(last) = &last {
            assert_eq!(*last != now, days.contains(&date), "{date}");
        }
        last = Some(now);
        date = date.next();
    }
}

const REVISED: &str = "kitei 1
regulation example
office chief
act enter
act lend
provision Art.1 \"entry\" { permit enter to chief }
provision Art.2 \"keys\" { permit lend to chief }
amendment First promulgated 2027-02-01 in force 2028-04-01 { repeal @Art.2 }
amendment Second promulgated 2027-05-01 in force 2027-06-01 {
  replace amendment First { amendment First promulgated 2027-02-01 in force 2029-04-01 { repeal @Art.1 } }
}
amendment Third promulgated 2027-05-02 in force 2027-06-02 { repeal amendment Fourth }
amendment Fourth in force 2028-01-01 { repeal @Art.1 repeal @Art.2 }
";

#[test]
fn an_amendment_is_amended_until_it_is_in_force() {
    // What an amendment does to another changes nothing in the wording of its own day.
    assert_eq!(parsed(REVISED).days(), [day(2029, 4, 1)]);
    let norms = |date: Date| {
        let resolved = parsed(REVISED).at(date).resolve();
        let errors: Vec<_> = resolved.problems.iter().filter(|problem| problem.is_error()).collect();
        assert!(errors.is_empty(), "{date}: {errors:#?}");
        let norms = resolved.model.norms.iter().map(|norm| norm.name.clone());
        let amendments = resolved.model.amendments.iter().map(|it| (it.name.clone(), it.incorporated));
        (norms.collect::<Vec<_>>(), amendments.collect::<Vec<_>>())
    };
    let all = ["Art.1/permit/enter", "Art.2/permit/lend"].map(String::from);
    for date in [day(2027, 1, 1), day(2027, 7, 1), day(2028, 4, 1), day(2029, 3, 31)] {
        assert_eq!(norms(date).0, all, "{date}");
    }
    let (left, amendments) = norms(day(2029, 4, 1));
    assert_eq!(left, all[1..]);
    let names: Vec<&str> = amendments.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["First", "Second", "Third"]);
    assert!(amendments.iter().all(|(_, in_force)| *in_force));
}

#[test]
fn a_day_earlier_or_later_decides_whether_an_amendment_can_be_amended() {
    let codes = |text: &str| {
        let resolved = parsed(text).at(day(2027, 1, 1)).resolve();
        let errors = resolved.problems.into_iter().filter(kitei::problem::Problem::is_error);
        errors.map(|problem| problem.entry.code).collect::<Vec<_>>()
    };
    let on = |date: &str| REVISED.replace("in force 2027-06-01", &format!("in force {date}"));
    assert!(codes(&on("2028-04-01")).is_empty());
    assert_eq!(codes(&on("2028-04-02")), ["amends_what_is_in_force"]);
    let gone = REVISED.replace(
        "amendment Third",
        "amendment Early in force 2027-05-05 { repeal amendment First }\namendment Third",
    );
    assert_eq!(codes(&gone), ["undeclared"]);
    let twice = REVISED.replace(
        "in force 2027-06-02 { repeal amendment Fourth }",
        "in force 2027-06-01 { repeal amendment First }",
    );
    // Nobody has repealed the fourth any more.
    assert_eq!(codes(&twice), ["amends_what_is_gone", "amended_twice"]);
    let itself = REVISED.replace("{ repeal amendment Fourth }", "{ repeal amendment Third }");
    assert_eq!(codes(&itself), ["amends_what_is_gone", "amends_what_is_in_force"]);
}
