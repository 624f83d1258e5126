//! Claims by provisions as a sheet, and in pieces that fit a screen.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::sheet::Sheet;
use super::style::Style;
use super::verdict::{self, Shown};
use super::{claims, impact, wrap};
use crate::model::{ElementId, Model, ProvisionId};
use crate::pipeline::impact::Matrix;
use crate::problem::{Lang, Text};
use crate::proof::Report;

/// Columns of the screen for one provision, with its frame: room for half of a long number.
const COLUMN: usize = 9;

/// A row for every claim, and for each of its instances that rest on something else; answers that rest on nothing are counted.
pub fn sheet(model: &Model, report: &Report, matrix: &Matrix, style: Style) -> Sheet {
    let mut groups: IndexMap<_, (Shown, Vec<&[ElementId]>)> = IndexMap::new();
    let (mut bare, mut used) = (0, Vec::new());
    for (answer, basis) in report.answers.iter().zip(&matrix.rows) {
        if basis.proof.is_empty() && basis.witness.is_empty() {
            bare += 1;
            continue;
        }
        let shown = verdict::shown(&answer.verdict);
        let key = (answer.claim, shown.key, &basis.proof, &basis.witness);
        used.push(shown);
        groups.entry(key).or_insert((shown, Vec::new())).1.push(&answer.instance);
    }
    let rows = groups.into_iter().map(|((claim, _, proof, witness), (shown, instances))| {
        let names = claims::names(model, &model.claims[claim.index()], &instances, style.lang);
        let cells = matrix.provisions.iter().map(|p| cell(*p, proof, witness, style)).collect();
        (format!("{} {names}", shown.mark(style)), cells)
    });
    let mut notes = vec![impact::legend(style), verdicts(&used, style)];
    if bare > 0 {
        notes.push(match style.lang {
            Lang::En => format!("answers that rest on no provision, or are undecided: {bare}"),
            Lang::Ja => format!("どの条項にもよらないか、未決の答え: {bare}"),
        });
    }
    Sheet {
        title: style.say(Text { en: "properties and provisions", ja: "検証と条項" }).to_string(),
        corner: style.say(Text { en: "property", ja: "検証" }).to_string(),
        columns: matrix.provisions.iter().map(|p| model.provisions[p.index()].number()).collect(),
        rows: rows.collect(),
        notes,
    }
}

fn cell(
    p: ProvisionId,
    proof: &BTreeSet<ProvisionId>,
    witness: &BTreeSet<ProvisionId>,
    style: Style,
) -> String {
    impact::mark(proof.contains(&p), witness.contains(&p), style)
}

/// What the marks before the names mean.
fn verdicts(used: &[Shown], style: Style) -> String {
    let mut words: IndexMap<&str, Vec<&str>> = IndexMap::new();
    for shown in used {
        let list = words.entry(shown.mark(style)).or_default();
        let word = style.say(shown.word);
        if !list.contains(&word) {
            list.push(word);
        }
    }
    let separator = if style.lang == Lang::Ja { "、" } else { ", " };
    let or = if style.lang == Lang::Ja { "・" } else { " or " };
    words.iter().map(|(mark, list)| format!("{mark} {}", list.join(or))).collect::<Vec<_>>().join(separator)
}

/// The sheet in pieces of as many columns as fit a screen, rows without a mark left out; the notes stand below the last.
pub fn pieces(sheet: &Sheet, style: Style) -> Vec<Sheet> {
    let names = sheet.rows.iter().map(|(name, _)| wrap::width(name)).max().unwrap_or(0);
    let each = (style.width.saturating_sub(names + 4) / COLUMN).max(3);
    let count = sheet.columns.len().div_ceil(each).max(1);
    let piece = |number: usize| {
        let range = number * each..((number + 1) * each).min(sheet.columns.len());
        let rows = sheet.rows.iter().map(|(name, cells)| (name.clone(), cells[range.clone()].to_vec()));
        let title = if count == 1 {
            sheet.title.clone()
        } else {
            format!("{} ({}/{count})", sheet.title, number + 1)
        };
        Sheet {
            title,
            corner: sheet.corner.clone(),
            columns: sheet.columns[range.clone()].to_vec(),
            rows: rows.filter(|(_, cells)| cells.iter().any(|cell| !cell.is_empty())).collect(),
            notes: if number + 1 == count { sheet.notes.clone() } else { Vec::new() },
        }
    };
    (0..count).map(piece).collect()
}
