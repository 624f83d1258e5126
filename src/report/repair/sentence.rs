//! An edit in a sentence.

use crate::pipeline::repair::{Edit, Kind, Thing};
use crate::problem::Lang;

/// The key of an edit's kind for programs.
pub fn key(kind: Kind) -> &'static str {
    match kind {
        Kind::Drop => "drop",
        Kind::Narrow => "narrow",
        Kind::Another => "another",
        Kind::Forbid => "forbid",
        Kind::Reassign => "reassign",
        Kind::Lift => "lift",
        Kind::Open => "open",
        Kind::Widen => "widen",
        Kind::Oblige => "oblige",
        Kind::Fill => "fill",
        Kind::Permit => "permit",
        Kind::Cell => "cell",
        Kind::Value => "value",
    }
}

/// What the edit does.
pub fn sentence(edit: &Edit, lang: Lang) -> String {
    let with = edit.with.as_ref().map_or("", |said| said.get(lang));
    match lang {
        Lang::En => english(edit, with),
        Lang::Ja => japanese(edit, with),
    }
}

fn english(edit: &Edit, with: &str) -> String {
    let name = &edit.name;
    let norm = match edit.thing {
        Thing::Duty => "duty",
        Thing::Forbid => "prohibition",
        _ => "permit",
    };
    match (edit.kind, edit.thing) {
        (Kind::Drop, Thing::Role) => format!("repeal one line of the role `{name}`"),
        (Kind::Drop | Kind::Lift, _) => format!("repeal the {norm} of `{name}`"),
        (Kind::Narrow, Thing::Role) => format!("narrow the role `{name}`: only when `{with}`"),
        (Kind::Narrow, _) => format!("narrow the {norm} of `{name}`: only when `{with}`"),
        (Kind::Another, _) => format!("let `{name}` be done by another than whoever did `{with}`"),
        (Kind::Forbid, _) => format!("forbid `{name}` when `{with}`"),
        (Kind::Reassign, Thing::Role) => format!("let the role `{name}` be held by `{with}`"),
        (Kind::Reassign, _) => format!("let the {norm} of `{name}` be that of `{with}`"),
        (Kind::Open, _) => format!("take `only` out of the {norm} of `{name}`"),
        (Kind::Widen, _) => format!("widen the {norm} of `{name}`: without `{with}`"),
        (Kind::Oblige, _) => format!("oblige somebody to `{name}`: {with}"),
        (Kind::Fill, _) => format!("say who is `{with}`"),
        (Kind::Permit, _) => format!("permit `{name}` to `{with}`"),
        (Kind::Cell, _) => format!("set the cell `{name}` {with}"),
        (Kind::Value, _) => format!("set `{name}` to {with}"),
    }
}

fn japanese(edit: &Edit, with: &str) -> String {
    let name = &edit.name;
    let norm = match edit.thing {
        Thing::Duty => "義務",
        Thing::Forbid => "禁止",
        _ => "許容",
    };
    match (edit.kind, edit.thing) {
        (Kind::Drop, Thing::Role) => format!("役割「{name}」の定めを一つ削る"),
        (Kind::Drop | Kind::Lift, _) => format!("「{name}」の{norm}を削る"),
        (Kind::Narrow, Thing::Role) => format!("役割「{name}」に要件を加える: {with}"),
        (Kind::Narrow, _) => format!("「{name}」の{norm}に要件を加える: {with}"),
        (Kind::Another, _) => format!("「{name}」をする者を、{with}をした者とは別の者に限る"),
        (Kind::Forbid, _) => format!("「{name}」を次の場合に禁止する: {with}"),
        (Kind::Reassign, Thing::Role) => format!("役割「{name}」に充てる者を改める: {with}"),
        (Kind::Reassign, _) => format!("「{name}」の{norm}の主体を改める: {with}"),
        (Kind::Open, _) => format!("「{name}」の{norm}から「のみ」を除く"),
        (Kind::Widen, _) => format!("「{name}」の{norm}から要件を除く: {with}"),
        (Kind::Oblige, _) => format!("「{name}」を義務とする: {with}"),
        (Kind::Fill, _) => format!("役割に就く者を定める: {with}"),
        (Kind::Permit, _) => format!("「{name}」を許容する。主体: {with}"),
        (Kind::Cell, _) => format!("表の欄を改める: {name}{with}"),
        (Kind::Value, _) => format!("「{name}」を{with}と定める"),
    }
}
