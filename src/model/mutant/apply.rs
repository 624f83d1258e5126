//! One edit, made.

use super::conjunct::{conjuncts, replaced, without_alternative};
use super::{Edit, Of, Place};
use crate::model::{CitedId, Formula, Model, Norm, NormId, RelationKind, Sugar};

/// The regulation with the edit.
pub fn apply(model: &Model, edit: &Edit) -> Model {
    let mut model = model.clone();
    match edit {
        Edit::Norm(gone) | Edit::Another(gone) => remove(&mut model, gone),
        Edit::Open(norm) => model.norms[norm.index()].closes = None,
        Edit::Despite(permit, forbid) => model.norms[permit.index()].despite.retain(|id| id != forbid),
        Edit::Anyone(place) | Edit::Conjunct(place) => {
            at(&mut model, place, &|_, _| Formula::True);
        }
        Edit::Alternative(place, index) => {
            let less = |id, body: &Formula| Formula::Cited(id, Box::new(without_alternative(body, *index)));
            at(&mut model, place, &less);
        }
        Edit::Clause(role, index) => {
            if let RelationKind::Role(role) = &mut model.relations[role.index()].kind {
                role.clauses.remove(*index);
            }
        }
        Edit::Value { attribute, element, to, under } => {
            let kind = &mut model.kinds[element.kind.index()];
            let of = &mut kind.elements[element.index as usize].values[attribute.index as usize];
            match (under, to) {
                (None, _) => (of.value, of.written) = (*to, None),
                (Some(choice), Some(to)) => {
                    let set = of.by_reading.iter_mut().filter(|(under, _)| under == choice);
                    set.for_each(|(_, value)| *value = *to);
                }
                (Some(choice), None) => of.by_reading.retain(|(under, _)| under != choice),
            }
        }
        Edit::Cell { table, row, column, yes, under } => {
            let RelationKind::Table(table) = &mut model.relations[table.index()].kind else { return model };
            match under {
                None => {
                    table.yes[row.index as usize].set(column.index as usize, *yes);
                    table.unknown[row.index as usize].set(column.index as usize, false);
                }
                Some(choice) => {
                    let same = |cell: &&mut crate::model::TableCell| {
                        (cell.choice, cell.row, cell.column) == (*choice, row.index, column.index)
                    };
                    table.by_reading.iter_mut().filter(same).for_each(|cell| cell.value = Some(*yes));
                }
            }
        }
    }
    model
}

/// Takes norms away; whatever speaks of the others goes on speaking of them.
fn remove(model: &mut Model, gone: &[NormId]) {
    let before = |id: NormId| gone.iter().filter(|other| **other < id).count();
    let renamed = |id: NormId| NormId::from_index(id.index() - before(id));
    let mut index = 0;
    model.norms.retain(|_| {
        index += 1;
        !gone.contains(&NormId::from_index(index - 1))
    });
    for norm in &mut model.norms {
        norm.despite.retain(|id| !gone.contains(id));
        norm.despite.iter_mut().for_each(|id| *id = renamed(*id));
        if let Some(Sugar::AnotherThan(id)) = &mut norm.sugar {
            *id = renamed(*id);
        }
    }
    for relation in &mut model.relations {
        if let RelationKind::Role(role) = &mut relation.kind
            && let Some(naming) = &mut role.naming
        {
            for id in &mut naming.norms {
                *id = if gone.contains(id) { NormId(u32::MAX) } else { renamed(*id) };
            }
        }
    }
}

/// Replaces a conjunct in everything that it was desugared to.
fn at(model: &mut Model, place: &Place, replace: &impl Fn(CitedId, &Formula) -> Formula) {
    match &place.of {
        Of::Norms(norms) => {
            for norm in norms {
                let changed = norm_at(model, &model.norms[norm.index()], place, replace);
                model.norms[norm.index()] = changed;
            }
        }
        Of::Clause(role, index) => {
            if let RelationKind::Role(role) = &mut model.relations[role.index()].kind {
                let body = &mut role.clauses[*index].body;
                *body = replaced(&model.cited, body, place.span, replace);
            }
        }
        Of::Define(define) => {
            if let RelationKind::Define { body, .. } = &mut model.relations[define.index()].kind {
                *body = replaced(&model.cited, body, place.span, replace);
            }
        }
    }
}

fn norm_at(
    model: &Model,
    norm: &Norm,
    place: &Place,
    replace: &impl Fn(CitedId, &Formula) -> Formula,
) -> Norm {
    let change = |formula: &Formula| replaced(&model.cited, formula, place.span, replace);
    // What a `permit only` closes is narrowed by the same conjunct, without its citation.
    let own = conjuncts(model, &norm.condition).into_iter().find(|c| c.cited.span == place.span);
    let closes = norm.closes.as_ref().map(|closes| match own {
        Some(own) => narrowed(closes, &own.body.uncited(), &replace(CitedId(0), own.body).uncited()),
        None => closes.clone(),
    });
    Norm {
        condition: change(&norm.condition),
        trigger: norm.trigger.as_ref().map(change),
        closes,
        ..norm.clone()
    }
}

/// The conjunction with another formula in place of one of its parts.
fn narrowed(closes: &Formula, old: &Formula, new: &Formula) -> Formula {
    let part = |part: &Formula| if part == old { new.clone() } else { part.clone() };
    match closes {
        Formula::And(parts) => Formula::and(parts.iter().map(part)),
        other => part(other),
    }
}
