//! A period for people, on a screen.

use super::super::sheet::Sheet;
use super::super::style::{Paint, Style};
use super::super::{account, grid, text, wrap};
use super::{Account, day, days, faults, marked};
use crate::problem::Text;

/// The whole account.
pub fn account(all: &Account, style: Style) -> String {
    let mut out = format!("{}\n\n", style.paint(Paint::Strong, &all.title));
    out.push_str(&grid::draw(&sheet(all, style), style));
    for at in days(&all.turns) {
        let wording = &all.period.wordings[at];
        out.push_str(&format!("\n{}\n", style.paint(Paint::Strong, &all.wording(wording))));
        for turned in all.turns.iter().filter(|turned| turned.flip.at == at) {
            let mark = style.paint(turned.after.paint, turned.after.mark(style));
            out.push_str(&line(0, &format!("{mark} {}: {}", turned.name, turned.sentence), style));
            if !turned.answer.verdict.is_green() {
                let lines = account::lines(wording.model(), &turned.parts, style.lang);
                lines.iter().for_each(|told| out.push_str(&line(6, told, style)));
            }
        }
    }
    out.push_str(&open(all, style));
    format!("{out}\n{}\n", all.summary())
}

/// What is wrong with claims, below the day of the wording.
pub fn problems(all: &Account, style: Style) -> String {
    all.problems()
        .map(|(wording, problem)| {
            let told = text::problems(std::slice::from_ref(problem), &wording.resolved.sources, style);
            format!("{}\n{told}", all.wording(wording))
        })
        .collect()
}

fn sheet(all: &Account, style: Style) -> Sheet {
    let wordings: Vec<String> = all.period.wordings.iter().map(|it| all.wording(it)).collect();
    let numbered = |(index, told): (usize, &String)| format!("{}: {told}", index + 1);
    let mut notes: Vec<String> = wordings.iter().enumerate().map(numbered).collect();
    notes.push(all.legend(style));
    Sheet {
        title: style
            .say(Text { en: "Each property in each wording", ja: "本文ごとの検証の答え" })
            .to_string(),
        corner: style.say(Text { en: "property", ja: "検証" }).to_string(),
        columns: (1..=wordings.len()).map(|number| number.to_string()).collect(),
        rows: all
            .rows
            .iter()
            .map(|row| {
                let cells = row.cells.iter().map(|cell| marked(*cell, style).1).collect();
                (row.name.clone(), cells)
            })
            .collect(),
        notes,
    }
}

/// What is neither proved nor expected, wording by wording.
fn open(all: &Account, style: Style) -> String {
    let mut out = String::new();
    for wording in &all.period.wordings {
        let names: Vec<String> = faults(wording).map(|fault| fault.name).collect();
        if !names.is_empty() {
            let head = all
                .say(Text { en: "not proved and not expected", ja: "成り立たず、既知でもない" });
            let told = super::words::list(&names, style.lang);
            out.push('\n');
            out.push_str(&line(0, &format!("{}  {head}: {told}", day(wording.day, style.lang)), style));
        }
    }
    out
}

/// A line, wrapped, every further line of it a little further to the right.
fn line(columns: usize, told: &str, style: Style) -> String {
    let indent = " ".repeat(columns + 2);
    format!("{}{}\n", " ".repeat(columns), wrap::fill(told, style.width.saturating_sub(columns), &indent))
}
