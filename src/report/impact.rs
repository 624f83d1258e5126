//! What rests on a provision, for people: what is declared from it, answers, cells of tables, other provisions.

use std::fmt::Write;

use indexmap::{IndexMap, IndexSet};

use super::formula::FormulaText;
use super::style::{Paint, Style};
use super::{claims, sheet, verdict, words, wrap};
use crate::model::{ElementId, Model, ProvisionId};
use crate::pipeline::impact::{Decided, How, Impact, Stated};
use crate::problem::{Lang, Text};
use crate::proof::Report;
use crate::table::coverage::Declaration;

const DECLARED: Text = Text { en: "declared from it:", ja: "この条項から書かれているもの:" };
const ANSWERS: Text = Text { en: "answers that rest on it:", ja: "答えがこの条項による検証:" };
const CELLS: Text = Text {
    en: "cells of published tables that it decides:",
    ja: "この条項で決まる、公表する表の欄:",
};
const DIRECT: Text = Text {
    en: "provisions that use what is declared from it:",
    ja: "この条項から書かれたものを使う条項:",
};
const INDIRECT: Text =
    Text { en: "provisions that use those, and so on:", ja: "それらをさらに使う条項:" };
const NOTHING: Text = Text {
    en: "nothing rests on this provision",
    ja: "この条項によるものは、何もありません",
};
const LEGEND: Text = Text {
    en: "● a proof rests on it, ○ the situation or course that shows the answer uses it",
    ja: "● 証明がこの条項による、○ 答えを示す場面や経過がこの条項を使う",
};

/// Everything that rests on the provision.
pub fn account(model: &Model, report: &Report, impact: &Impact, style: Style) -> String {
    let show = Show { model, report, impact, style };
    let provision = &model.provisions[impact.provision.index()];
    let label = provision.text.as_ref().map_or(String::new(), |text| format!(" \"{text}\""));
    let mut out = format!("{}{label}\n", style.paint(Paint::Strong, &provision.number()));
    let users = |direct| impact.users.iter().filter(move |user| user.direct == direct);
    let used = |user: &crate::pipeline::impact::User| show.used(user.provision, &user.by);
    for (head, lines) in [
        (DECLARED, once(impact.declarations.iter().map(|stated| show.stated(stated)))),
        (ANSWERS, show.answers()),
        (CELLS, show.cells()),
        (DIRECT, users(true).map(used).collect()),
        (INDIRECT, show.indirect()),
    ] {
        out.push_str(&show.section(head, &lines));
    }
    if impact.is_empty() {
        let _ = writeln!(out, "\n{}", style.say(NOTHING));
    }
    out.push_str(&show.remarks());
    out
}

/// `●` where a proof rests on it, `○` where a world uses it, both, or nothing.
pub fn mark(proof: bool, witness: bool, style: Style) -> String {
    let [full, empty] = if style.ascii { ["#", "o"] } else { ["●", "○"] };
    format!("{}{}", if proof { full } else { "" }, if witness { empty } else { "" })
}

/// What the two marks mean.
pub fn legend(style: Style) -> String {
    let text = style.say(LEGEND);
    if style.ascii { text.replace('●', "#").replace('○', "o") } else { text.to_string() }
}

struct Show<'a> {
    model: &'a Model,
    report: &'a Report,
    impact: &'a Impact,
    style: Style,
}

impl Show<'_> {
    /// A heading and its lines; nothing without lines.
    fn section(&self, head: Text, lines: &[String]) -> String {
        if lines.is_empty() {
            return String::new();
        }
        let width = self.style.width.saturating_sub(4);
        let lines: String =
            lines.iter().map(|line| format!("  {}\n", wrap::fill(line, width, "    "))).collect();
        format!("\n{}\n{lines}", self.style.paint(Paint::Strong, self.style.say(head)))
    }

    fn named(&self, declaration: &Declaration) -> String {
        format!("{} {}", self.style.say(declaration.category), declaration.name)
    }

    fn stated(&self, stated: &Stated) -> String {
        let name = self.named(&stated.declaration);
        let home = stated.home.map_or(String::new(), |home| self.model.provisions[home.index()].number());
        match (&stated.how, self.style.lang) {
            (How::Home, _) => name,
            (How::Cites, Lang::En) => format!("{name} ({home}, which cites it)"),
            (How::Cites, Lang::Ja) => format!("{name}({home}にあり、この条項を引く)"),
            (How::Condition(formula), lang) => {
                let condition = FormulaText::new(self.model, lang).show(formula);
                match lang {
                    Lang::En => format!("{name} ({home}), in the condition: {condition}"),
                    Lang::Ja => format!("{name}({home})の要件: {condition}"),
                }
            }
        }
    }

    /// A line for all answers of a claim that come out alike and rest on it alike.
    fn answers(&self) -> Vec<String> {
        let mut groups: IndexMap<_, Vec<&[ElementId]>> = IndexMap::new();
        for resting in &self.impact.answers {
            let answer = &self.report.answers[resting.answer];
            let how = (resting.proof, resting.witness, resting.at_stake);
            let key = (answer.claim, verdict::shown(&answer.verdict).key, how);
            let group = groups.entry(key).or_default();
            group.push(&answer.instance);
        }
        let mut lines = Vec::new();
        for ((id, key, (proof, witness, at_stake)), instances) in groups {
            let claim = &self.model.claims[id.index()];
            let names = claims::names(self.model, claim, &instances, self.style.lang);
            let mark = mark(proof, witness, self.style);
            let word = self.verdict(key);
            let stake = at_stake.map_or("", |at_stake| self.style.say(stake(at_stake)));
            lines.push(format!("{mark} {word} {names}{stake}"));
        }
        if !lines.is_empty() {
            lines.push(self.style.paint(Paint::Faint, &legend(self.style)));
        }
        lines
    }

    /// The word of a verdict, painted.
    fn verdict(&self, key: &str) -> String {
        let shown = self.report.answers.iter().map(|a| verdict::shown(&a.verdict)).find(|s| s.key == key);
        shown.map_or(String::new(), |shown| self.style.paint(shown.paint, self.style.say(shown.word)))
    }

    /// A line for each row of a table.
    fn cells(&self) -> Vec<String> {
        let mut rows: IndexMap<(&str, &str), Vec<String>> = IndexMap::new();
        for Decided { table, row, column, mark } in &self.impact.cells {
            let cell = format!("{column} {}", sheet::mark(*mark, self.style));
            rows.entry((table, row)).or_default().push(cell);
        }
        let line = |((table, row), cells): (&(&str, &str), &Vec<String>)| {
            let cells = words::list(cells, self.style.lang);
            match self.style.lang {
                Lang::En => format!("{table}, {row}: {cells}"),
                Lang::Ja => format!("{table}の{row}: {cells}"),
            }
        };
        rows.iter().map(line).collect()
    }

    /// A provision, and its declarations by which it uses the other.
    fn used(&self, provision: ProvisionId, by: &[Declaration]) -> String {
        let names = once(by.iter().map(|declaration| self.named(declaration)));
        let number = self.model.provisions[provision.index()].number();
        if names.is_empty() {
            return number;
        }
        format!("{number}: {}", words::list(&names, self.style.lang))
    }

    /// All in one line: what they declare is asked for by itself.
    fn indirect(&self) -> Vec<String> {
        let all: Vec<ProvisionId> =
            self.impact.users.iter().filter(|user| !user.direct).map(|user| user.provision).collect();
        if all.is_empty() { Vec::new() } else { vec![words::articles(self.model, &all, self.style.lang)] }
    }

    /// What is not told here: parts of the provision, and answers that are not known.
    fn remarks(&self) -> String {
        let Impact { parts, undecided, .. } = self.impact;
        let mut lines = Vec::new();
        if !parts.is_empty() {
            let parts = words::articles(self.model, parts, self.style.lang);
            lines.push(match self.style.lang {
                Lang::En => format!("its parts are asked for by themselves: {parts}"),
                Lang::Ja => format!("この条項の項や号は別に調べます: {parts}"),
            });
        }
        if *undecided > 0 {
            lines.push(match self.style.lang {
                Lang::En => {
                    format!("undecided answers, of which nobody knows what they rest on: {undecided}")
                }
                Lang::Ja => format!("未決の検証が{undecided}件あり、何によるかはわかりません"),
            });
        }
        let width = self.style.width;
        let lines: String = lines.iter().map(|line| format!("{}\n", wrap::fill(line, width, "  "))).collect();
        if lines.is_empty() { lines } else { format!("\n{lines}") }
    }
}

/// Each line once, where it stands first: the clauses of a role share a name.
fn once(lines: impl Iterator<Item = String>) -> Vec<String> {
    lines.collect::<IndexSet<String>>().into_iter().collect()
}

/// Whether the proof needs the provision.
fn stake(at_stake: bool) -> Text {
    if at_stake {
        Text {
            en: " – at stake: without it there is no proof",
            ja: " — この条項が変われば成り立つとは限らない",
        }
    } else {
        Text { en: " – would hold without it", ja: " — この条項が変わっても成り立つ" }
    }
}
