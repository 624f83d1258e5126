//! What nobody would notice, for people: every survivor, what is proved to mean the same, what is accepted, how many of each.

use super::claims;
use super::style::{Paint, Style};
use super::{text, words};
use crate::model::{Model, Mutant};
use crate::pipeline::Resolved;
use crate::pipeline::mutation::{Fate, Judged, Mutation, Notice, survivor};
use crate::problem::{Lang, Text};

/// The key of a fate for programs.
pub fn fate(fate: &Fate) -> &'static str {
    match fate {
        Fate::Noticed(_) => "noticed",
        Fate::Equivalent { .. } => "equivalent",
        Fate::Waived(_) => "waived",
        Fate::Survives { .. } => "survives",
    }
}

/// What notices, for programs: the sort of check, and its name.
pub fn by(model: &Model, notice: &Notice) -> (&'static str, String) {
    match notice {
        Notice::Scenario(index) => ("scenario", model.scenarios[*index].name.clone()),
        Notice::Table(index) => ("table", model.publications[*index].name.clone()),
        Notice::Check(code) => ("check", (*code).to_string()),
        Notice::Claim { claim, instance, courses } => {
            let name = claims::name(model, &model.claims[claim.index()], instance);
            (if *courses { "course" } else { "claim" }, name)
        }
        Notice::NoWorld(claim) => ("no_world", model.claims[claim.index()].name.clone()),
    }
}

/// Every sort of check, in the order in which they are asked.
const CHECKS: &[(&str, Text)] = &[
    ("scenario", Text { en: "scenarios", ja: "事例" }),
    ("table", Text { en: "published tables", ja: "公表する表" }),
    ("check", Text { en: "built-in checks", ja: "常に行なう検査" }),
    ("claim", Text { en: "properties in single worlds", ja: "場面についての検証" }),
    ("course", Text { en: "properties over courses of events", ja: "経過についての検証" }),
    ("no_world", Text { en: "no lawful world", ja: "規程どおりの場面がない" }),
];

/// The whole account.
pub fn account(resolved: &Resolved, mutation: &Mutation, style: Style) -> String {
    let model = &resolved.model;
    let survivors: Vec<_> = mutation.survivors().map(|judged| survivor(model, &judged.mutant)).collect();
    let mut out = text::problems(&survivors, &resolved.sources, style);
    let same = Text {
        en: "proved to mean the same:", ja: "意味の変わらないことが証明されたもの:"
    };
    let equivalent = listed(mutation, |judged| match judged.fate {
        Fate::Equivalent { courses } => Some(format!(
            "{}{}",
            named(model, &judged.mutant, style),
            style.say(if courses {
                Text { en: " [in every course of events]", ja: " [どの経過でも]" }
            } else {
                Text { en: "", ja: "" }
            })
        )),
        _ => None,
    });
    let accepted = Text { en: "accepted:", ja: "容認されたもの:" };
    let waived = listed(mutation, |judged| match judged.fate {
        Fate::Waived(allow) => {
            Some(format!("{}: {}", named(model, &judged.mutant, style), model.allows[allow].reason))
        }
        _ => None,
    });
    for (head, lines) in [(same, equivalent), (accepted, waived)] {
        if !lines.is_empty() {
            out.push_str(&format!("{}\n{}\n", style.paint(Paint::Strong, style.say(head)), lines));
        }
    }
    out.push_str(&counts(model, mutation, style));
    out
}

fn listed(mutation: &Mutation, line: impl Fn(&Judged) -> Option<String>) -> String {
    mutation.judged.iter().filter_map(line).map(|line| format!("  {line}\n")).collect()
}

/// Its name and its provisions.
fn named(model: &Model, mutant: &Mutant, style: Style) -> String {
    let articles = words::articles(model, &mutant.provisions, style.lang);
    if articles.is_empty() { mutant.name.clone() } else { format!("{} ({articles})", mutant.name) }
}

fn counts(model: &Model, mutation: &Mutation, style: Style) -> String {
    let count = |key: &str| mutation.judged.iter().filter(|judged| fate(&judged.fate) == key).count();
    let noticed = |key: &str| {
        let of = |judged: &&Judged| matches!(&judged.fate, Fate::Noticed(n) if by(model, n).0 == key);
        mutation.judged.iter().filter(of).count()
    };
    let mut out = String::new();
    let parts = CHECKS.iter().filter(|(key, _)| noticed(key) > 0);
    let parts: Vec<String> =
        parts.map(|(key, text)| format!("{} {}", style.say(*text), noticed(key))).collect();
    let by = if parts.is_empty() { String::new() } else { format!(" ({})", words::list(&parts, style.lang)) };
    let undecided = |judged: &&Judged| matches!(judged.fate, Fate::Survives { undecided } if undecided > 0);
    let open = mutation.judged.iter().filter(undecided).count();
    let survivors = count("survives");
    let paint = if survivors == 0 { Paint::Good } else { Paint::Bad };
    let [all, seen, same, waived] =
        [mutation.judged.len(), count("noticed"), count("equivalent"), count("waived")];
    match style.lang {
        Lang::En => {
            let last = style.paint(paint, &format!("{survivors} that nobody would notice"));
            out.push_str(&format!(
                "{all} changes: {seen} noticed{by}, {same} that mean the same, {waived} accepted, {last}\n"
            ));
        }
        Lang::Ja => {
            let last = style.paint(paint, &format!("誰も気付かない{survivors}"));
            out.push_str(&format!(
                "変更{all}: 気付かれる{seen}{by}、意味が同じ{same}、容認{waived}、{last}\n"
            ));
        }
    }
    if open > 0 {
        out.push_str(&match style.lang {
            Lang::En => format!(
                "of {open} of these some property was left undecided within the limits, which does not count as noticed\n"
            ),
            Lang::Ja => format!(
                "このうち{open}件は、限度内では決まらない検証があります(未決は、気付いたことにしません)\n"
            ),
        });
    }
    out
}
