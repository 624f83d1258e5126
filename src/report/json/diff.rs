//! What two wordings differ in, in JSON.

use serde::Serialize;

use super::claim::{Reading, Sentence, articles, readings, sentences};
use super::problem::{self, Place};
use super::table;
use crate::model::{Approval, Model, ProvisionId};
use crate::pipeline::compared::CellChanged;
use crate::problem::Lang;
use crate::proof::Verdict;
use crate::report::diff::entry::{Deciding, Entry, Kind};
use crate::report::diff::{Act, Comparison, Guarantee};
use crate::report::{account, verdict};

/// The whole comparison.
#[derive(Debug, Serialize)]
pub struct Told {
    before: String,
    after: String,
    /// Whether it is proved that nothing differs in meaning.
    same: bool,
    /// Whether something is worse, and nobody has accepted it.
    worse: bool,
    gate: bool,
    counts: Counts,
    renamed: Vec<Renamed>,
    asked: usize,
    properties: usize,
    guarantees: Vec<ToldGuarantee>,
    kept: Vec<Kept>,
    acts: Vec<ToldAct>,
    cells: Vec<Cell>,
    declarations: Vec<String>,
    idle_approvals: Vec<ToldApproval>,
    problems: Sides,
}

#[derive(Debug, Serialize)]
struct Counts {
    weaker: usize,
    accepted_weaker: usize,
    changed: usize,
    stronger: usize,
    gained: usize,
    accepted: usize,
    lost: usize,
    cells: usize,
}

#[derive(Debug, Serialize)]
struct Renamed {
    from: String,
    to: String,
}

/// How many of the document's problems are of which wording, those of the old one first.
#[derive(Debug, Serialize)]
struct Sides {
    before: usize,
    after: usize,
}

/// Another answer to an instance of a claim.
#[derive(Debug, Serialize)]
struct ToldGuarantee {
    claim: String,
    instance: Vec<String>,
    turn: &'static str,
    /// Null: there is no such claim or instance.
    before: Option<&'static str>,
    after: Option<&'static str>,
    reworded: bool,
    /// Why it is accepted though it is weaker.
    accepted: Option<String>,
    articles: Vec<String>,
    /// What is told of the new answer.
    told: Vec<String>,
    place: Option<Place>,
}

/// The same answer before and after.
#[derive(Debug, Serialize)]
struct Kept {
    claim: String,
    instance: Vec<String>,
    verdict: &'static str,
}

#[derive(Debug, Serialize)]
struct ToldAct {
    name: String,
    /// Whether it is proved that everybody may and must do the same.
    same: bool,
    /// Whether it is proved that no other difference is there.
    complete: bool,
    differences: Vec<ToldEntry>,
    duties: Vec<Duty>,
}

#[derive(Debug, Serialize)]
struct ToldEntry {
    change: &'static str,
    may: String,
    conditions: Vec<String>,
    by: Norm,
    against: Option<Norm>,
    bans: Vec<String>,
    besides: Vec<String>,
    exact: bool,
    readings: Vec<Vec<Reading>>,
    approval: Option<ToldApproval>,
}

#[derive(Debug, Serialize)]
struct Norm {
    name: String,
    articles: Vec<String>,
}

/// A duty that is new or gone, in the least world that shows it.
#[derive(Debug, Serialize)]
struct Duty {
    change: &'static str,
    story: Vec<Sentence>,
}

#[derive(Debug, Serialize)]
struct Cell {
    table: String,
    row: String,
    column: String,
    before: &'static str,
    after: &'static str,
}

#[derive(Debug, Serialize)]
struct ToldApproval {
    amendment: String,
    grants: String,
    reason: String,
    place: Place,
}

/// The whole comparison.
pub fn told(all: &Comparison) -> Told {
    let (diff, counts) = (all.diff, all.counts());
    let key = |verdict: &Verdict| verdict::shown(verdict).key;
    let kept = diff.kept.iter().map(|kept| Kept {
        claim: kept.claim.clone(),
        instance: kept.instance.clone(),
        verdict: key(&kept.verdict),
    });
    let renamed = all.sides.renamed.iter();
    let renamed = renamed.map(|(from, to)| Renamed { from: from.text.clone(), to: to.text.clone() });
    Told {
        before: all.sides.before.to_string(),
        after: all.sides.after.to_string(),
        same: diff.is_same(),
        worse: diff.is_worse(),
        gate: all.gate,
        counts: Counts {
            weaker: counts.weaker,
            accepted_weaker: counts.accepted_weaker,
            changed: counts.otherwise,
            stronger: counts.stronger,
            gained: counts.gained,
            accepted: counts.accepted,
            lost: counts.lost,
            cells: counts.cells,
        },
        renamed: renamed.collect(),
        asked: diff.asked.0,
        properties: diff.asked.1,
        guarantees: all.guarantees.iter().map(|guarantee| self::guarantee(all, guarantee)).collect(),
        kept: kept.collect(),
        acts: all.acts.iter().map(|act| self::act(all, act)).collect(),
        cells: diff.cells.iter().map(cell).collect(),
        declarations: all.declared.clone(),
        idle_approvals: all.stale().map(|it| approval(all, it)).collect(),
        problems: Sides { before: diff.problems[0].len(), after: diff.problems[1].len() },
    }
}

fn guarantee(all: &Comparison, guarantee: &Guarantee) -> ToldGuarantee {
    let (answered, side) = (guarantee.answered, all.sides.new);
    let claim = side.model.claims.iter().find(|claim| claim.name == answered.claim);
    let provisions = answered.answer.as_ref().map_or(&[][..], |answer| &answer.articles);
    ToldGuarantee {
        claim: answered.claim.clone(),
        instance: answered.instance.clone(),
        turn: guarantee.key(),
        before: guarantee.before.map(|shown| shown.key),
        after: guarantee.after.map(|shown| shown.key),
        reworded: answered.reworded,
        accepted: guarantee.accepted.clone(),
        articles: articles(&side.model, provisions),
        told: account::lines(&side.model, &guarantee.parts, all.lang),
        place: claim.and_then(|it| it.origin.span).map(|span| problem::place(span, &side.sources)),
    }
}

fn act(all: &Comparison, act: &Act) -> ToldAct {
    let model = &all.diff.model;
    let sides = [("gained", &act.change.gained), ("lost", &act.change.lost)];
    let duties = sides.into_iter().filter_map(|(change, side)| {
        let shown = side.duty.as_ref()?;
        Some(Duty { change, story: story(model, shown, all.lang) })
    });
    ToldAct {
        name: act.name.to_string(),
        same: act.change.is_same(),
        complete: act.open().is_empty(),
        differences: act.entries.iter().map(|entry| self::entry(all, entry)).collect(),
        duties: duties.collect(),
    }
}

fn story(model: &Model, shown: &crate::proof::Witness, lang: Lang) -> Vec<Sentence> {
    sentences(model, crate::report::witness::Teller::new(model, shown, lang).world(shown))
}

fn entry(all: &Comparison, entry: &Entry) -> ToldEntry {
    let model = &all.diff.model;
    let numbers = |provisions: &[ProvisionId]| articles(model, provisions);
    let norm = |norm: &Deciding| Norm { name: norm.name.clone(), articles: numbers(&norm.articles) };
    ToldEntry {
        change: Kind::key(entry.kind),
        may: entry.may.clone(),
        conditions: entry.conditions.clone(),
        by: norm(&entry.by),
        against: entry.against.as_ref().map(norm),
        bans: entry.bans.clone(),
        besides: entry.besides.clone(),
        exact: entry.exact,
        readings: entry.readings.iter().map(|choices| readings(model, choices)).collect(),
        approval: all.approval(entry).map(|it| approval(all, it)),
    }
}

fn approval(all: &Comparison, approval: &Approval) -> ToldApproval {
    ToldApproval {
        amendment: approval.amendment.clone(),
        grants: approval.written.clone(),
        reason: approval.reason.clone(),
        place: problem::place(approval.span, &all.sides.new.sources),
    }
}

fn cell(cell: &CellChanged) -> Cell {
    Cell {
        table: cell.table.clone(),
        row: cell.row.clone(),
        column: cell.column.clone(),
        before: table::mark(cell.before),
        after: table::mark(cell.after),
    }
}
