//! The account of what is encoded, for people: one line per provision, then what has no provision.

use super::style::{Paint, Style};
use super::{words, wrap};
use crate::model::Model;
use crate::problem::{Lang, Text};
use crate::table::coverage::{Account, Coverage, Declaration, State};

/// More declarations than this are only counted.
const NAMED: usize = 4;

/// The whole account.
pub fn account(model: &Model, coverage: &Coverage, style: Style) -> String {
    let number = |a: &Account| model.provisions[a.provision.index()].number();
    let numbers = coverage.provisions.iter().map(|a| wrap::width(&number(a))).max().unwrap_or(0);
    let states =
        coverage.provisions.iter().map(|a| wrap::width(style.say(shown(a.state).0))).max().unwrap_or(0);
    let mut out = String::new();
    for account in &coverage.provisions {
        let (word, paint) = shown(account.state);
        let state = style.paint(paint, &wrap::pad(style.say(word), states));
        let indent = " ".repeat(numbers + states + 4);
        let what =
            wrap::fill(&what(model, account, style), style.width.saturating_sub(indent.len()), &indent);
        out.push_str(format!("{}  {state}  {what}", wrap::pad(&number(account), numbers)).trim_end());
        out.push('\n');
    }
    if !coverage.homeless.is_empty() {
        let head = style.say(Text { en: "declarations without a provision:", ja: "条項のない宣言:" });
        out.push_str(&format!("\n{}\n", style.paint(Paint::Bad, head)));
        coverage.homeless.iter().for_each(|d| out.push_str(&format!("  {}\n", named(d, style))));
    }
    out.push('\n');
    out.push_str(&summary(coverage, style));
    out
}

fn what(model: &Model, account: &Account, style: Style) -> String {
    let provision = &model.provisions[account.provision.index()];
    if account.declarations.is_empty() {
        return provision.because.clone().unwrap_or_default();
    }
    let mut names: Vec<String> = Vec::new();
    for name in account.declarations.iter().map(|d| named(d, style)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let more = names.len().saturating_sub(NAMED);
    names.truncate(NAMED);
    if more > 0 {
        names.push(match style.lang {
            Lang::En => format!("{more} more"),
            Lang::Ja => format!("ほか{more}件"),
        });
    }
    words::list(&names, style.lang)
}

fn named(declaration: &Declaration, style: Style) -> String {
    format!("{} {}", style.say(declaration.category), declaration.name)
}

/// Word and colour of a state.
fn shown(state: State) -> (Text, Paint) {
    match state {
        State::Encoded => (Text { en: "encoded", ja: "記述" }, Paint::Good),
        State::ByItems => (Text { en: "by its items", ja: "各号で記述" }, Paint::Good),
        State::Informative => (Text { en: "informative", ja: "規範なし" }, Paint::Faint),
        State::OpenTextured => (Text { en: "open-textured", ja: "評価を要する" }, Paint::Faint),
        State::NoReason => (Text { en: "NO REASON", ja: "理由なし" }, Paint::Bad),
        State::Missing => (Text { en: "MISSING", ja: "未記述" }, Paint::Bad),
    }
}

/// The key of a state for programs.
pub fn key(state: State) -> &'static str {
    match state {
        State::Encoded => "encoded",
        State::ByItems => "by_items",
        State::Informative => "informative",
        State::OpenTextured => "open_textured",
        State::NoReason => "no_reason",
        State::Missing => "missing",
    }
}

fn summary(coverage: &Coverage, style: Style) -> String {
    let states = [
        State::Encoded,
        State::ByItems,
        State::Informative,
        State::OpenTextured,
        State::NoReason,
        State::Missing,
    ];
    let count = |state| coverage.provisions.iter().filter(|a| a.state == state).count();
    let parts = states.into_iter().filter(|s| count(*s) > 0).map(|state| {
        let (word, paint) = shown(state);
        let text = match style.lang {
            Lang::En => format!("{} {}", count(state), word.en),
            Lang::Ja => format!("{}{}", word.ja, count(state)),
        };
        style.paint(paint, &text)
    });
    let parts: Vec<String> = parts.collect();
    let total = coverage.provisions.len();
    let homeless = coverage.homeless.len();
    match style.lang {
        Lang::En => format!(
            "{total} provisions: {}; {homeless} declarations without a provision\n",
            words::list(&parts, style.lang)
        ),
        Lang::Ja => format!("条項{total}: {}。条項のない宣言{homeless}\n", words::list(&parts, style.lang)),
    }
}
