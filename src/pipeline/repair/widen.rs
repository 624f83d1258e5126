//! Edits that let more happen: conditions, prohibitions and `only` that stand in the way, cells and values.

use std::collections::BTreeSet;

use super::context::{Context, touched_act};
use super::edit::{Edit, Kind, Said, Thing};
use super::place::without;
use super::witnesses;
use crate::model::{
    AttributeId, CitedId, ElementId, Formula, Model, NormId, Quantity, RelationId, RelationKind, Sort,
    Source, Term, Touched, Value, eval, units,
};
use crate::problem::Lang;
use crate::proof::{Answer, Fill, Filling, Gap, Guard};
use crate::source::Span;
use crate::syntax::keywords::Keyword;
use crate::syntax::quoted;
use crate::syntax::tree::{Item, NormVerb};

/// A table with more cells than this is not tried cell by cell.
const CELLS: usize = 64;

/// The edits that the grounds of these answers suggest, and those of the norms on acts that the claim speaks of.
pub fn edits(context: &Context, answers: &[&Answer]) -> Vec<Edit> {
    // A course that breaks the claim rests on what allowed it, not on what stood in its way.
    let proofs = answers.iter().filter(|answer| witnesses(answer).next().is_none());
    let guards: BTreeSet<Guard> = proofs.flat_map(|answer| answer.guards.iter().copied()).collect();
    let mut edits: Vec<Edit> = guards.iter().flat_map(|guard| of_guard(context, *guard)).collect();
    for id in spoken(context) {
        edits.extend(norm(context, id));
    }
    for answer in answers {
        edits.extend(answer.filling.iter().flat_map(|filling| fills(context, filling)));
        let literals = answer.witness.iter().flat_map(|witness| &witness.reason.literals);
        for literal in literals {
            if let eval::Ground::Atom { relation, args, .. } = &literal.ground
                && let [Value::Element(row), Value::Element(column)] = args[..]
            {
                let marks = [literal.holds.is_false(), literal.holds.is_true()];
                edits.extend(cell(context, *relation, row, column, marks[0]));
            }
        }
    }
    edits
}

/// The norms on the acts of which the claim itself speaks as allowed or due.
fn spoken(context: &Context) -> Vec<NormId> {
    let mut acts = BTreeSet::new();
    for formula in [&context.claim.premise, &context.claim.bad, &context.claim.good] {
        formula.visit(&mut |part| {
            if matches!(part, Formula::May(..) | Formula::Must(..) | Formula::Due(..)) {
                acts.extend(part.act());
            }
        });
    }
    let norms = context.model().norms.iter().enumerate().filter(|(_, norm)| acts.contains(&norm.act));
    norms.map(|(index, _)| NormId::from_index(index)).collect()
}

fn of_guard(context: &Context, guard: Guard) -> Vec<Edit> {
    match guard {
        Guard::Cited(cited) => context.norm_of(cited).map(|id| norm(context, id)).unwrap_or_default(),
        Guard::Norm(id) | Guard::Closes(id) => norm(context, id),
        Guard::Table(table) => cells(context, table),
        Guard::Value(attribute, element) => {
            values(context, attribute, ElementId { kind: attribute.kind, index: element })
        }
        Guard::Clause(..) | Guard::Office(_) | Guard::Assumption(_) => Vec::new(),
    }
}

/// Every way to let a norm stand less in the way.
fn norm(context: &Context, id: NormId) -> Vec<Edit> {
    let model = context.model();
    let norm = &model.norms[id.index()];
    let Some(place) = context.place(norm.origin.span) else { return Vec::new() };
    let Item::Norm(written) = place.item else { return Vec::new() };
    let mut edits = Vec::new();
    let mut add = |kind, with, rank, text: Option<&str>| {
        let change = place.change(text);
        edits.extend(change.map(|change| context.of_norm(id, kind, with, rank, change)));
    };
    if norm.verb == NormVerb::Forbid {
        add(Kind::Lift, None, 0, None);
        return edits;
    }
    if let Some(only) = only(context, written.span).filter(|_| written.only) {
        add(Kind::Open, None, 0, Some(&place.with(&[(only, "")])));
    }
    for (rank, span) in conjuncts(model, &norm.condition).into_iter().enumerate() {
        if let Some(text) = without(&place, written, span) {
            let gone = context.base.text(span).split_whitespace().collect::<Vec<_>>().join(" ");
            add(Kind::Widen, Some(Said::both(&gone)), rank, Some(&text));
        }
    }
    edits
}

/// Where the `only` of a norm stands.
fn only(context: &Context, norm: Span) -> Option<Span> {
    use crate::syntax::tree::TokenKind;
    let trees = &context.base.resolved.trees;
    let tokens = trees.iter().find(|tree| tree.file == norm.file)?.tokens.iter();
    let mut inside = tokens.filter(|token| norm.contains(token.span.start));
    inside.find(|token| token.kind == TokenKind::Keyword(Keyword::Only)).map(|token| token.span)
}

/// The places of the conditions that are written, in order; what an act's arguments say is none.
fn conjuncts(model: &Model, condition: &Formula) -> Vec<Span> {
    let mut found: Vec<CitedId> = Vec::new();
    condition.visit(&mut |part| {
        if let Formula::Cited(id, _) = part {
            found.push(*id);
        }
    });
    let written = |id: &CitedId| !matches!(model.cited[id.index()].source, None | Some(Source::Pattern));
    found.iter().filter(|id| written(id)).map(|id| model.cited[id.index()].span).collect()
}

/// Every cell of a table, the other way.
fn cells(context: &Context, table: RelationId) -> Vec<Edit> {
    let RelationKind::Table(grid) = &context.model().relations[table.index()].kind else { return Vec::new() };
    let size = |kind: crate::model::KindId| context.model().kinds[kind.index()].elements.len();
    let (rows, columns) = (size(grid.rows), size(grid.columns));
    if rows * columns > CELLS {
        return Vec::new();
    }
    let id = |kind, index: usize| ElementId { kind, index: u32::try_from(index).unwrap_or(u32::MAX) };
    let all = (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column)));
    let turned = all.filter_map(|(row, column)| {
        let yes = grid.yes.get(row)?.contains(column);
        cell(context, table, id(grid.rows, row), id(grid.columns, column), !yes)
    });
    turned.collect()
}

fn cell(context: &Context, table: RelationId, row: ElementId, column: ElementId, yes: bool) -> Option<Edit> {
    let relation = &context.model().relations[table.index()];
    let RelationKind::Table(grid) = &relation.kind else { return None };
    if (row.kind, column.kind) != (grid.rows, grid.columns) {
        return None;
    }
    let mark = if yes { "○" } else { "×" };
    let named = |lang: Lang| {
        let comma = if lang == Lang::Ja { "、" } else { ", " };
        format!("{}{comma}{}", context.element(row), context.element(column))
    };
    let [one, other] = [row, column].map(|id| quoted(context.element(id)));
    Some(Edit {
        kind: Kind::Cell,
        thing: Thing::Table,
        name: relation.name.clone(),
        with: Some(Said {
            en: format!("({}) {mark}", named(Lang::En)),
            ja: format!("({}) {mark}", named(Lang::Ja)),
        }),
        articles: super::context::provisions(&relation.origin),
        change: format!("set {}({one}, {other}) {mark}", quoted(&relation.name)),
        touched: Some(Touched { acts: [].into(), relations: [table].into(), ..Touched::default() }),
        far: usize::from(!context.spoken.relations.contains(&table)),
        at: super::context::place(&relation.origin),
        rank: (row.index * 1000 + column.index) as usize,
    })
}

/// Every value that makes a difference.
fn values(context: &Context, attribute: AttributeId, element: ElementId) -> Vec<Edit> {
    let model = context.model();
    let terms: Vec<Term> = match model.kinds[attribute.kind.index()].attributes[attribute.index as usize].sort
    {
        Sort::Kind(kind) => {
            let count = u32::try_from(model.kinds[kind.index()].elements.len()).unwrap_or(0);
            (0..count).map(|index| Term::Element(ElementId { kind, index })).collect()
        }
        _ => eval::regions(&eval::constants(model), 1).into_iter().map(Term::Quantity).collect(),
    };
    let edit = |(rank, term): (usize, &Term)| value(context, attribute, element, term, rank);
    terms.iter().enumerate().filter_map(edit).collect()
}

fn value(
    context: &Context,
    attribute: AttributeId,
    element: ElementId,
    term: &Term,
    rank: usize,
) -> Option<Edit> {
    let kind = &context.model().kinds[attribute.kind.index()];
    let declared = &kind.attributes[attribute.index as usize];
    let said = match term {
        Term::Element(id) => Said::both(&quoted(context.element(*id))),
        Term::Quantity(number) if declared.sort == Sort::Duration => duration(*number)?,
        Term::Quantity(number) if *number >= 0 => Said::both(&number.to_string()),
        _ => return None,
    };
    let name = context.element(element);
    Some(Edit {
        kind: Kind::Value,
        thing: Thing::Element,
        name: format!("{name}.{}", declared.name),
        change: format!("set {}.{} {}", quoted(name), quoted(&declared.name), said.en),
        with: Some(said),
        articles: Guard::Value(attribute, element.index).provisions(context.model()),
        touched: None,
        far: 0,
        at: Guard::Value(attribute, element.index)
            .span(context.model())
            .unwrap_or_else(|| super::context::place(&kind.origin)),
        rank,
    })
}

/// A duration in whole units; none if it has no such.
fn duration(quantity: Quantity) -> Option<Said> {
    let (size, unit) = units::unit(quantity).filter(|_| quantity > 0)?;
    let number = quantity / size;
    Some(Said { en: format!("{number} {}", unit.en), ja: format!("{number}{}", unit.ja) })
}

/// One edit for each gap that is filled.
fn fills(context: &Context, filling: &Filling) -> Vec<Edit> {
    let edit = |(gap, fill): &(Gap, Fill)| match (gap, fill) {
        (Gap::Cell(table, row, column), Fill::Truth(yes)) => cell(context, *table, *row, *column, *yes),
        (Gap::Value(attribute, element), Fill::Term(term)) => value(context, *attribute, *element, term, 0),
        (Gap::Act(act), Fill::Truth(true)) => {
            let name = &context.model().acts[act.index()];
            Some(Edit {
                kind: Kind::Permit,
                thing: Thing::Act,
                name: name.name.clone(),
                with: Some(Said {
                    en: Keyword::Anyone.spelling(Lang::En).to_string(),
                    ja: Keyword::Anyone.spelling(Lang::Ja).to_string(),
                }),
                articles: super::context::provisions(&name.origin),
                change: format!("add permit {} to anyone{}", quoted(&name.name), context.home(&name.origin)),
                touched: Some(touched_act(*act)),
                far: context.far(*act),
                at: super::context::place(&name.origin),
                rank: 0,
            })
        }
        // What no rule speaks of cannot be said by one.
        _ => None,
    };
    filling.iter().filter_map(edit).collect()
}
