//! What changes when: the changes of all amendments, each on the day from which it holds.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::provision::{each_item, is_within};
use super::revise::revised;
use super::told::with_day;
use crate::model::from_syntax::key;
use crate::problem::Problem;
use crate::problem::catalogue::amend as entries;
use crate::syntax::calendar::Date;
use crate::syntax::tree::{Amendment, Change, Item, Target, Tree};

/// One change of one amendment.
#[derive(Debug, Clone)]
pub struct Event {
    /// From this day on; `None`: no day is given yet.
    pub date: Option<Date>,
    pub of: Rc<Amendment>,
    pub change: Change,
}

/// The changes of all amendments that are not in the wording yet, in the order in which they take effect: by day, then
/// by promulgation, then as they are written. And what is wrong with their days.
pub fn events(trees: &[Tree]) -> (Vec<Event>, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut all = Vec::new();
    for amendment in amendments(trees) {
        let day = amendment.day();
        if let (Some((promulgated, _)), Some(clause), Some(day)) =
            (amendment.promulgated, amendment.in_force, day)
            && day < promulgated
        {
            let problem = Problem::new(&entries::BEFORE_PROMULGATION).at(clause.span);
            let problem = problem.name("name", &amendment.name.text);
            let problem = with_day(problem, ("day", "day_ja"), day);
            let problem = with_day(problem, ("promulgated", "promulgated_ja"), promulgated);
            problems.push(problem.help("later"));
        }
        if amendment.incorporated {
            continue;
        }
        let of = Rc::new(amendment.clone());
        for change in amendment.changes.iter().filter(|change| !matches!(change, Change::Keep { .. })) {
            let kept = kept_until(&of, change);
            let date = match (day, kept) {
                (Some(day), Some(until)) => Some(day.max(until)),
                (day, _) => day,
            };
            all.push(Event { date, of: Rc::clone(&of), change: change.clone() });
        }
        problems.extend(vain(&of));
    }
    all.sort_by_key(|event| {
        let promulgated = event.of.promulgated.map(|(date, _)| date);
        (event.date.is_none(), event.date, promulgated)
    });
    (all, problems)
}

/// That the wording of this day is not known, since the last of these amendments stands in it already.
pub fn unknown_wording(trees: &[Tree], date: Date) -> Option<Problem> {
    let known = amendments(trees).into_iter().filter(|it| it.incorporated);
    let later = known.filter_map(|it| Some((it.day()?, it))).filter(|(day, _)| *day > date);
    let (day, amendment) = later.max_by_key(|(day, _)| *day)?;
    let problem = Problem::new(&entries::WORDING_NOT_KNOWN).at(amendment.name.span);
    let problem = with_day(problem.name("name", &amendment.name.text), ("day", "day_ja"), day);
    Some(with_day(problem, ("at", "at_ja"), date).help("write"))
}

/// The first day whose wording is known: that of the last amendment that stands in it already, or of the regulation
/// itself. None if neither says when it came into force.
pub fn first_known(trees: &[Tree]) -> Option<Date> {
    let known = amendments(trees).into_iter().filter(|it| it.incorporated).filter_map(Amendment::day);
    let items = trees.iter().flat_map(|tree| &tree.items);
    let own = items.filter_map(|item| match item {
        Item::Regulation(it) => it.in_force.and_then(|clause| clause.date),
        _ => None,
    });
    known.chain(own).max()
}

/// The days on which the wording changes, in order: amendments, what they keep for a while, provisions with a day of
/// their own.
pub fn breakpoints(trees: &[Tree]) -> Vec<Date> {
    let trees = &revised(trees).0;
    let mut days: BTreeSet<Date> = events(trees).0.into_iter().filter_map(|event| event.date).collect();
    each_item(trees, &mut |item| {
        if let Item::Provision(provision) = item {
            days.extend(provision.in_force.and_then(|clause| clause.date));
        }
    });
    days.into_iter().collect()
}

/// The names of the amendments of which something takes effect on this day, in order.
pub fn of_day(trees: &[Tree], day: Date) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let events = events(&revised(trees).0).0;
    for event in events.into_iter().filter(|event| event.date == Some(day)) {
        if !names.contains(&event.of.name.text) {
            names.push(event.of.name.text.clone());
        }
    }
    names
}

/// Every amendment, as written.
fn amendments(trees: &[Tree]) -> Vec<&Amendment> {
    let mut all = Vec::new();
    each_item(trees, &mut |item| {
        if let Item::Amendment(amendment) = item {
            all.push(amendment);
        }
    });
    all
}

/// The first day on which the old wording of what is changed is kept no longer, if it is kept.
fn kept_until(amendment: &Amendment, change: &Change) -> Option<Date> {
    let kept = amendment.changes.iter().filter_map(|keep| match keep {
        Change::Keep { target, until, .. } if concerns(change, target) => Some(until.0.next()),
        _ => None,
    });
    kept.max()
}

/// What is kept without being changed, or not beyond the day of the amendment itself.
fn vain(amendment: &Amendment) -> Vec<Problem> {
    let mut problems = Vec::new();
    for keep in &amendment.changes {
        let Change::Keep { target, until: (until, at), .. } = keep else { continue };
        if amendment.day().is_some_and(|day| *until < day) {
            let problem = Problem::new(&entries::KEPT_TOO_SHORT).at(*at);
            let problem = problem.name("name", &amendment.name.text);
            problems.push(with_day(problem, ("until", "until_ja"), *until).help("later"));
        } else if !amendment.changes.iter().any(|change| concerns(change, target)) {
            let problem = Problem::new(&entries::KEPT_UNCHANGED).at(keep.span());
            problems.push(problem.name("name", &amendment.name.text).help("change"));
        }
    }
    problems
}

/// Whether the change is one of what is kept.
fn concerns(change: &Change, kept: &Target) -> bool {
    match (change, kept) {
        (Change::Replace { target, .. } | Change::Repeal { target, .. }, kept) => match (target, kept) {
            (Target::Provision(changed), Target::Provision(kept)) => is_within(&changed.path, &kept.path),
            (
                Target::Declaration { category: one, name: changed, .. },
                Target::Declaration { category: other, name: kept, .. },
            ) => one == other && key(&changed.name.text) == key(&kept.name.text),
            _ => false,
        },
        (Change::Add { item, .. }, Target::Provision(kept)) => match &**item {
            Item::Provision(added) => is_within(&added.number.path, &kept.path),
            _ => false,
        },
        (Change::SetCell(set), Target::Declaration { name, .. }) => {
            key(&set.target.name.text) == key(&name.name.text)
        }
        (Change::SetAttribute(set), Target::Declaration { name, .. }) => {
            key(&set.element.text) == key(&name.name.text)
        }
        _ => false,
    }
}
