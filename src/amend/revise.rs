//! Amendments of amendments: what an amendment repeals or replaces of one that is not in force yet never happens, or
//! happens as it is written there.
//!
//! They come before everything else: an amendment that is changed before its day has changed nothing by then, so the
//! wording of every day is that of the amendments as they are in the end.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::provision::{each_item, each_list};
use super::told;
use crate::model::from_syntax::key;
use crate::problem::Problem;
use crate::problem::catalogue::amend as entries;
use crate::source::Span;
use crate::syntax::calendar::Date;
use crate::syntax::keywords::Keyword;
use crate::syntax::tree::{Amendment, Change, Item, Target, Tree};

/// A change of one amendment by another.
struct Revision {
    day: Date,
    promulgated: Option<Date>,
    by: Amendment,
    /// The amendment that is changed, in the form in which names are compared.
    what: String,
    span: Span,
    items: Vec<Item>,
}

/// The trees in which no amendment changes another any more, but for changes that cannot be made; and what is wrong with
/// those that were in force already.
pub fn revised(trees: &[Tree]) -> (Cow<'_, [Tree]>, Vec<Problem>) {
    let mut working = Cow::Borrowed(trees);
    let mut problems = Vec::new();
    let mut done: BTreeMap<(String, Date), (String, Span)> = BTreeMap::new();
    while let Some(revision) = next(&working) {
        let (day, by) = (revision.day, revision.by.name.text.clone());
        let trees = working.to_mut();
        drop_change(trees, revision.span);
        let changed = amendment(trees, &revision.what).cloned();
        let known = (revision.what.clone(), day);
        if let Some((other, first)) = done.get(&known).filter(|(other, _)| *other != by) {
            problems.push(told::twice(&by, day, revision.span, *first, other));
        } else if let Some(old) = changed.filter(|old| !is_open(old, &revision)) {
            problems.push(in_force(&old, &revision));
        } else {
            done.insert(known, (by, revision.span));
            exchange(trees, &revision);
        }
    }
    (working, problems)
}

/// The next revision that can be made, by day, then by promulgation, then as they are written.
fn next(trees: &[Tree]) -> Option<Revision> {
    let mut all = Vec::new();
    each_item(trees, &mut |item| {
        let Item::Amendment(by) = item else { return };
        let Some(day) = by.day().filter(|_| !by.incorporated) else { return };
        for change in &by.changes {
            let (span, target, items) = match change {
                Change::Replace { span, target, items } => (*span, target, items.clone()),
                Change::Repeal { span, target } => (*span, target, Vec::new()),
                _ => continue,
            };
            if let Target::Declaration { category: Keyword::Amendment, name, .. } = target {
                let what = key(&name.name.text).into_owned();
                let promulgated = by.promulgated.map(|(date, _)| date);
                all.push(Revision { day, promulgated, by: by.clone(), what, span, items });
            }
        }
    });
    all.retain(|revision| amendment(trees, &revision.what).is_some());
    all.into_iter().min_by_key(|revision| (revision.day, revision.promulgated))
}

/// Whether what is changed is another amendment, and has not taken effect by then.
fn is_open(old: &Amendment, revision: &Revision) -> bool {
    let before = old.day().is_some_and(|day| day < revision.day);
    !old.incorporated && !before && old.span != revision.by.span
}

fn in_force(old: &Amendment, revision: &Revision) -> Problem {
    let problem = Problem::new(&entries::AMENDS_WHAT_IS_IN_FORCE).label(revision.span, "here");
    let problem = problem.label(old.name.span, "old").name("name", &old.name.text);
    let problem = problem.name("amendment", &revision.by.name.text);
    let day = old.day().unwrap_or(revision.day);
    told::with_day(problem, ("day", "day_ja"), day).help("itself")
}

/// The amendment of this name.
fn amendment<'t>(trees: &'t [Tree], name: &str) -> Option<&'t Amendment> {
    let mut found = None;
    each_item(trees, &mut |item| {
        if let Item::Amendment(it) = item
            && key(&it.name.text) == name
        {
            found.get_or_insert(it);
        }
    });
    found
}

/// Takes a change out of whatever amendment it stands in.
fn drop_change(trees: &mut [Tree], span: Span) {
    each_list(trees, &mut |items| {
        for item in items {
            if let Item::Amendment(it) = item {
                it.changes.retain(|change| change.span() != span);
            }
        }
    });
}

/// Puts what the revision says in the place of the amendment.
fn exchange(trees: &mut [Tree], revision: &Revision) {
    each_list(trees, &mut |items| {
        let is_meant =
            |item: &Item| matches!(item, Item::Amendment(it) if key(&it.name.text) == revision.what);
        if let Some(at) = items.iter().position(is_meant) {
            items.splice(at..=at, revision.items.iter().cloned());
        }
    });
}
