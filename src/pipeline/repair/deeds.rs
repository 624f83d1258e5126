//! Edits that keep a course from happening: of the norms that allowed its acts, of the lines that made somebody what he is.

use std::collections::BTreeSet;

use super::context::{Context, touched_act};
use super::edit::{Edit, Kind, Said, Thing};
use super::fill::posts;
use super::literal::{Named, call, ways};
use super::place::{by_another, narrowed, one_more};
use crate::model::eval::{Ground, Reason};
use crate::model::{NormId, RelationId, RelationKind, Sort, Sugar};
use crate::problem::Lang;
use crate::proof::{Deed, Event, Witness};
use crate::syntax::tree::{Item, Role, WhoNode};

/// The edits that these courses suggest.
pub fn edits(context: &Context, witnesses: &[&Witness]) -> Vec<Edit> {
    let mut norms: BTreeSet<NormId> = BTreeSet::new();
    let mut shared: BTreeSet<NormId> = BTreeSet::new();
    let mut clauses: BTreeSet<(RelationId, usize)> = BTreeSet::new();
    for witness in witnesses {
        clauses.extend(clauses_of(&witness.reason));
        for deed in deeds(witness) {
            let granting: Vec<_> = deed.trace.permits.iter().filter(|permit| permit.grants()).collect();
            if granting.len() > 1 {
                shared.extend(granting.iter().map(|permit| permit.norm));
            }
            for permit in granting {
                norms.insert(permit.norm);
                clauses.extend(clauses_of(&permit.reason));
            }
        }
    }
    let of_norms = norms.iter().flat_map(|id| norm(context, *id, shared.contains(id)));
    let of_clauses = clauses.iter().flat_map(|(role, index)| clause(context, *role, *index));
    of_norms.chain(of_clauses).collect()
}

/// Everything that is done in the course, and what may be done at its end.
fn deeds(witness: &Witness) -> impl Iterator<Item = &Deed> {
    let done = witness.events.iter().filter_map(Event::deed);
    done.chain(&witness.deeds)
}

/// The lines of roles on which it rests.
fn clauses_of(reason: &Reason) -> impl Iterator<Item = (RelationId, usize)> {
    reason.literals.iter().filter_map(|literal| match literal.ground {
        Ground::Atom { relation, clause: Some(clause), .. } => Some((relation, clause)),
        _ => None,
    })
}

/// The edits of one norm that allowed an act. Where others allowed it too, or the norm cannot be named, new
/// prohibitions as well.
fn norm(context: &Context, id: NormId, shared: bool) -> Vec<Edit> {
    let model = context.model();
    let norm = &model.norms[id.index()];
    let Some(place) = context.place(norm.origin.span) else { return forbids(context, id) };
    let mut edits = Vec::new();
    let named = context.named_in(norm);
    let literals = context.literals(&named, Some(norm.act));
    let mut add = |kind, with, rank, text: Option<String>| {
        let change = place.change(text.as_deref());
        edits.extend(change.map(|change| context.of_norm(id, kind, with, rank, change)));
    };
    match place.item {
        Item::Norm(written) => {
            add(Kind::Drop, None, 0, None);
            let (other, whose) = (written.to.as_ref(), norm.params.iter());
            let given: Vec<Named> = whose.filter_map(|var| named_thing(context, *var)).collect();
            for (rank, who) in posts(context, &given, None).into_iter().enumerate() {
                let text = other.map(|to| place.with(&[(to.span, &who.en)]));
                if text.is_some() && norm.sugar.is_none() {
                    add(Kind::Reassign, Some(who), rank, text);
                }
            }
            for (rank, literal) in literals.iter().enumerate() {
                let said = literal.said(model);
                let text = narrowed(&place, written, &said.en);
                add(Kind::Narrow, Some(said), rank, Some(text));
            }
            let others = context.words.acts.iter().filter(|act| **act != norm.act);
            for (rank, act) in others.enumerate() {
                let act = &model.acts[act.index()];
                let sorts: Vec<Sort> = act.params.iter().map(|var| model.vars[var.index()].sort).collect();
                for args in anyhow(&sorts, &named) {
                    let [en, ja] = [Lang::En, Lang::Ja].map(|lang| call(&act.name, &args, lang));
                    let text = by_another(&place, written, &en);
                    add(Kind::Another, Some(Said { en, ja }), rank, Some(text));
                }
            }
        }
        // The permit to name, which stands in the line of the role.
        Item::Role(written) if norm.sugar == Some(Sugar::NamedBy) => {
            let Some(namer) = &written.named_by else { return edits };
            for (rank, literal) in literals.iter().enumerate() {
                let said = literal.said(model);
                let text = one_more(&place, &written.when, namer.span.after(), &said.en);
                add(Kind::Narrow, Some(said), rank, Some(text));
            }
        }
        _ => {}
    }
    if shared {
        edits.extend(forbids(context, id));
    }
    edits
}

/// The ways to fill these places, or `_` everywhere.
fn anyhow(sorts: &[Sort], named: &[Named]) -> Vec<Vec<Option<Named>>> {
    let mut all = ways(sorts, (named.get(1..).unwrap_or_default(), &[]), true);
    if all.is_empty() {
        all.push(vec![None; sorts.len()]);
    }
    all
}

/// New prohibitions of the norm's act.
fn forbids(context: &Context, id: NormId) -> Vec<Edit> {
    let model = context.model();
    let norm = &model.norms[id.index()];
    let act = &model.acts[norm.act.index()];
    let sorts: Vec<Sort> = act.params.iter().map(|var| model.vars[var.index()].sort).collect();
    let Some((actor, params)) = context.letters(&sorts) else { return Vec::new() };
    let named: Vec<Named> = std::iter::once(&actor).chain(&params).cloned().collect();
    let home = context.home(&norm.origin);
    let mut edits = Vec::new();
    for (rank, literal) in context.literals(&named, Some(norm.act)).iter().enumerate() {
        let names = literal.names();
        // Whoever acts upon himself stands in two places.
        let same = literal.differ().filter(|(one, other)| **one == actor || **other == actor);
        let whom = same.map(|(one, other)| if *one == actor { other } else { one });
        let shown: Vec<Option<Named>> = params
            .iter()
            .map(|param| match whom {
                Some(whom) if whom == param => Some(actor.clone()),
                _ => (whom.is_none() && names.contains(&param)).then(|| param.clone()),
            })
            .collect();
        let (head, who) = (call(&act.name, &shown, Lang::En), &actor.name);
        let condition = literal.negated().said(model);
        let when = if whom.is_some() { String::new() } else { format!(" when {}", condition.en) };
        let change = format!("add forbid {head} to {who}{when}{home}");
        let with = if let Some(whom) = whom { literal_of(&actor, whom) } else { condition };
        edits.push(Edit {
            kind: Kind::Forbid,
            thing: Thing::Act,
            name: act.name.clone(),
            with: Some(with),
            articles: super::context::provisions(&norm.origin),
            change,
            touched: Some(touched_act(norm.act)),
            far: context.far(norm.act),
            at: super::context::place(&norm.origin),
            rank,
        });
    }
    edits
}

fn literal_of(actor: &Named, whom: &Named) -> Said {
    Said::both(&format!("{} = {}", whom.name, actor.name))
}

/// The edits of one line of a role.
fn clause(context: &Context, id: RelationId, index: usize) -> Vec<Edit> {
    let model = context.model();
    let RelationKind::Role(role) = &model.relations[id.index()].kind else { return Vec::new() };
    let Some(line) = role.clauses.get(index) else { return Vec::new() };
    let Some(place) = context.place(line.origin.span) else { return Vec::new() };
    let Item::Role(written) = place.item else { return Vec::new() };
    // Of a line by which somebody is named, the permit is edited.
    let Some(who) = written.is.as_ref().filter(|_| written.named_by.is_none()) else { return Vec::new() };
    let mut edits = Vec::new();
    let mut add = |kind, with, rank, text: Option<&str>| {
        let change = place.change(text);
        edits.extend(change.map(|change| context.of_role(id, kind, with, &line.origin, rank, change)));
    };
    if place.alike > 1 {
        add(Kind::Drop, None, 0, None);
    } else {
        let end = written.when.last().map_or(who.span, |condition| condition.span);
        let gone = crate::source::Span { start: written.head.span.end, ..end };
        add(Kind::Drop, None, 0, Some(&place.with(&[(gone, "")])));
    }
    let given: Vec<Named> = role.params.iter().skip(1).filter_map(|var| named_thing(context, *var)).collect();
    for (rank, post) in posts(context, &given, Some(id)).into_iter().enumerate() {
        let text = place.with(&[(who.span, &post.en)]);
        add(Kind::Reassign, Some(post), rank, Some(&text));
    }
    let (person, bare) = subject(context, written, place.text());
    let named: Vec<Named> = std::iter::once(Named { name: person.clone(), sort: Sort::Person, actor: false })
        .chain(role.params.iter().skip(1).filter_map(|var| super::literal::named(model, *var, false)))
        .collect();
    for (rank, literal) in context.literals(&named, None).iter().enumerate() {
        let said = literal.said(model);
        let text = if bare {
            one_more(&place, &written.when, who.span.after(), &said.en)
        } else {
            // The line gives the person a name first.
            let begin = crate::source::Span { end: who.span.start, ..who.span };
            let head = format!("{person} when {person} is ");
            let more = format!(" and {}", said.en);
            place.with(&[(begin, &head), (who.span.after(), &more)])
        };
        add(Kind::Narrow, Some(said), rank, Some(&text));
    }
    edits
}

/// What a norm or line is about, other than people, by the name of a variable.
fn named_thing(context: &Context, var: crate::model::VarId) -> Option<Named> {
    super::literal::named(context.model(), var, false).filter(|named| named.sort != Sort::Person)
}

/// What the person of a line is called, and whether the line calls him so already.
fn subject(context: &Context, role: &Role, text: &str) -> (String, bool) {
    if let Some(WhoNode::Ref(reference)) = role.is.as_ref().map(|who| &who.node)
        && reference.args.is_none()
        && context.model().relations.iter().all(|relation| relation.name != reference.name.text)
    {
        return (reference.name.text.clone(), true);
    }
    let free = |letter: &&&str| text.split(|c: char| !c.is_alphanumeric()).all(|word| word != **letter);
    let letter = ["p", "q", "r", "s", "t", "u"].iter().find(free).map_or("p", |letter| *letter);
    (letter.to_string(), false)
}
