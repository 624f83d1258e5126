//! What would mend a claim, in JSON.

use serde::Serialize;

use super::claim::{Reading, articles, elements, readings};
use super::table;
use crate::model::Model;
use crate::pipeline::repair::effects::{Changed, Effects};
use crate::pipeline::repair::{Edit, Repair, Repairs};
use crate::problem::Lang;
use crate::report::repair::{Grade, grade, sentence};
use crate::report::{basis, verdict};

/// The whole account.
#[derive(Debug, Serialize)]
pub struct Told {
    claim: String,
    answers: Vec<Now>,
    repairs: Vec<Offered>,
    /// Sets of assumptions under which it would hold as the rules are.
    assuming: Vec<Vec<String>>,
    readings: Vec<Vec<Reading>>,
    edits: usize,
    tried: usize,
    refuted: usize,
    vacuous: usize,
    undecided: usize,
    pairs: bool,
    limited: bool,
}

/// What one instance comes to.
#[derive(Debug, Serialize)]
struct Now {
    instance: Vec<String>,
    verdict: &'static str,
    /// Whether it is to be mended.
    wanted: bool,
}

/// One repair.
#[derive(Debug, Serialize)]
struct Offered {
    amendment: String,
    edits: Vec<ToldEdit>,
    effects: Option<ToldEffects>,
}

#[derive(Debug, Serialize)]
struct ToldEdit {
    kind: &'static str,
    text: String,
    name: String,
    with: Option<String>,
    articles: Vec<String>,
}

/// What else would change.
#[derive(Debug, Serialize)]
struct ToldEffects {
    asked: usize,
    answers: Vec<Other>,
    cells: Vec<OtherCell>,
    scenarios: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Other {
    claim: String,
    instance: Vec<String>,
    effect: &'static str,
    before: &'static str,
    /// Null: no world is lawful any more.
    after: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct OtherCell {
    table: String,
    row: String,
    column: String,
    before: &'static str,
    after: &'static str,
}

/// All of it.
pub fn told(model: &Model, repairs: &Repairs, effects: Option<&[Effects]>, lang: Lang) -> Told {
    let answers = repairs.now.answers.iter().enumerate().map(|(index, answer)| Now {
        instance: elements(model, &answer.instance),
        verdict: verdict::shown(&answer.verdict).key,
        wanted: repairs.wanted.contains(&index),
    });
    let offered = repairs.offered.iter().enumerate().map(|(index, repair)| {
        let effects = effects.and_then(|all| all.get(index));
        one(model, repair, effects, lang)
    });
    let tally = &repairs.tally;
    Told {
        claim: model.claims[repairs.claim.index()].name.clone(),
        answers: answers.collect(),
        repairs: offered.collect(),
        assuming: repairs.assumptions.iter().map(|set| basis::names(model, set, lang)).collect(),
        readings: repairs.readings.iter().map(|choices| readings(model, choices)).collect(),
        edits: tally.edits,
        tried: tally.tried,
        refuted: tally.refuted,
        vacuous: tally.vacuous,
        undecided: tally.undecided,
        pairs: tally.pairs,
        limited: tally.limited,
    }
}

fn one(model: &Model, repair: &Repair, effects: Option<&Effects>, lang: Lang) -> Offered {
    let edit = |edit: &Edit| ToldEdit {
        kind: sentence::key(edit.kind),
        text: sentence::sentence(edit, lang),
        name: edit.name.clone(),
        with: edit.with.as_ref().map(|said| said.get(lang).to_string()),
        articles: articles(model, &edit.articles),
    };
    Offered {
        amendment: repair.text.clone(),
        edits: repair.edits.iter().map(edit).collect(),
        effects: effects.map(|effects| changes(model, effects)),
    }
}

fn changes(model: &Model, effects: &Effects) -> ToldEffects {
    let cells = effects.cells.iter().map(|cell| OtherCell {
        table: cell.table.clone(),
        row: cell.row.clone(),
        column: cell.column.clone(),
        before: table::mark(cell.before),
        after: table::mark(cell.after),
    });
    ToldEffects {
        asked: effects.asked,
        answers: effects.answers.iter().map(|changed| other(model, changed)).collect(),
        cells: cells.collect(),
        scenarios: effects.scenarios.iter().map(|index| model.scenarios[*index].name.clone()).collect(),
    }
}

fn other(model: &Model, changed: &Changed) -> Other {
    Other {
        claim: model.claims[changed.claim.index()].name.clone(),
        instance: elements(model, &changed.instance),
        effect: match grade(changed) {
            Grade::Mends => "mends",
            Grade::Breaks => "breaks",
            Grade::Empties => "empties",
            Grade::Changes => "changes",
        },
        before: verdict::shown(&changed.before).key,
        after: changed.after.as_ref().map(|verdict| verdict::shown(verdict).key),
    }
}
