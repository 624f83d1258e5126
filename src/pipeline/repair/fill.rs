//! Edits that put somebody in a place where nobody is: lines for roles, permits for acts.

use std::collections::BTreeSet;

use super::context::{Context, touched_act};
use super::edit::{Edit, Kind, Said, Thing};
use super::literal::{Literal, Named, call};
use crate::model::graph::Cone;
use crate::model::{ActId, ElementId, Formula, Model, RelationId, RelationKind, Role, Sort, Term, VarId};
use crate::problem::Lang;
use crate::syntax::keywords::Keyword;
use crate::syntax::quoted;
use crate::syntax::tree::{Comparison, Item, Norm, NormVerb, Ref, Term as Written, WhoNode};

/// More named members of a kind than this are not tried one by one.
const MEMBERS: usize = 8;

/// The edits that fill what nobody fills, among what the claim depends on.
pub fn edits(context: &Context, cone: &Cone) -> Vec<Edit> {
    let mut edits = Vec::new();
    for id in &cone.relations {
        if let RelationKind::Role(role) = &context.model().relations[id.index()].kind {
            let mut places = empty(context.model(), role);
            if places.is_empty() && context.spoken.relations.contains(id) {
                places.push(None);
            }
            edits.extend(places.into_iter().flat_map(|of| line(context, *id, of)));
        }
    }
    for id in &cone.acts {
        let norms = &context.model().norms;
        let permitted = norms.iter().any(|norm| norm.act == *id && norm.verb != NormVerb::Forbid);
        if !permitted {
            edits.extend(permits(context, *id));
        }
    }
    for id in obliging(context) {
        edits.extend(duties(context, id));
    }
    edits
}

/// The acts of which the claim says that they are due, or that somebody must do them.
fn obliging(context: &Context) -> BTreeSet<ActId> {
    let mut acts = BTreeSet::new();
    for formula in [&context.claim.premise, &context.claim.bad, &context.claim.good] {
        formula.visit(&mut |part| {
            if matches!(part, Formula::Must(..) | Formula::Due(..)) {
                acts.extend(part.act());
            }
        });
    }
    acts
}

/// The duties that would make an act due when something of which the claim speaks is so.
fn duties(context: &Context, id: ActId) -> Vec<Edit> {
    let model = context.model();
    let act = &model.acts[id.index()];
    let sorts: Vec<Sort> = act.params.iter().map(|var| model.vars[var.index()].sort).collect();
    let Some((_, params)) = context.letters(&sorts) else { return Vec::new() };
    let head = call(&act.name, &params.iter().cloned().map(Some).collect::<Vec<_>>(), Lang::En);
    let home = context.home(&act.origin);
    let conditions = context.literals(&params, Some(id)).into_iter().filter(Literal::holds);
    let conditions: Vec<Said> = conditions.map(|literal| literal.said(model)).collect();
    // Those who may do it already come first.
    let mut whom = permitted(context, id);
    whom.extend(
        posts(context, &params, None).into_iter().filter(|post| !whom.contains(post)).collect::<Vec<_>>(),
    );
    let pairs = conditions.iter().flat_map(|when| whom.iter().map(move |who| (when, who))).enumerate();
    let edit = |(rank, (when, who)): (usize, (&Said, &Said))| Edit {
        kind: Kind::Oblige,
        thing: Thing::Act,
        name: act.name.clone(),
        articles: super::context::provisions(&act.origin),
        change: format!("add duty {head} to {} when {}{home}", who.en, when.en),
        with: Some(Said {
            en: format!("{}, when {}", who.en, when.en),
            ja: format!("主体 {} 要件 {}", who.ja, when.ja),
        }),
        touched: Some(touched_act(id)),
        far: context.far(id),
        at: super::context::place(&act.origin),
        rank,
    };
    pairs.map(edit).collect()
}

/// Whom norms on the act name, other than by variables, as they are written.
fn permitted(context: &Context, id: ActId) -> Vec<Said> {
    let norms = context.model().norms.iter().filter(|norm| norm.act == id && norm.verb != NormVerb::Forbid);
    let mut named: Vec<Said> = Vec::new();
    for place in norms.filter_map(|norm| context.place(norm.origin.span)) {
        if let Item::Norm(Norm { to: Some(who), .. }) = place.item
            && let WhoNode::Ref(Ref { args: Some(args), .. }) = &who.node
            && args.iter().all(|arg| matches!(arg, Written::Any(_)) || is_thing(context, arg))
        {
            let said = Said::both(context.base.text(who.span));
            if !named.contains(&said) {
                named.push(said);
            }
        }
    }
    named
}

/// Whether a word in brackets is the name of a thing.
fn is_thing(context: &Context, arg: &Written) -> bool {
    let Written::Name(name) = arg else { return false };
    let elements = context.model().kinds.iter().flat_map(|kind| &kind.elements);
    elements.into_iter().any(|element| element.name == name.text)
}

/// What of a role nobody fills, whatever readings say: all of it, or one of the elements that its lines leave out.
fn empty(model: &Model, role: &Role) -> Vec<Option<ElementId>> {
    let always: Vec<&Formula> =
        role.clauses.iter().filter(|line| line.origin.readings.is_empty()).map(|line| &line.body).collect();
    if always.is_empty() {
        return match role.params.get(1).map(|var| model.vars[var.index()].sort) {
            Some(Sort::Kind(kind)) => std::iter::once(None).chain(elements(model, kind).map(Some)).collect(),
            _ => vec![None],
        };
    }
    let [_, param] = role.params[..] else { return Vec::new() };
    let Sort::Kind(kind) = model.vars[param.index()].sort else { return Vec::new() };
    let only: Option<Vec<ElementId>> = always.iter().map(|body| constant(body, param)).collect();
    let Some(filled) = only else { return Vec::new() };
    elements(model, kind).filter(|element| !filled.contains(element)).map(Some).collect()
}

/// The element of which alone a line speaks.
fn constant(body: &Formula, param: VarId) -> Option<ElementId> {
    let mut found = None;
    body.visit(&mut |part| {
        if let Formula::Compare(Comparison::Eq, Term::Var(var), Term::Element(element)) = part
            && *var == param
        {
            found = Some(*element);
        }
    });
    found
}

fn elements(model: &Model, kind: crate::model::KindId) -> impl Iterator<Item = ElementId> {
    let count = Some(model.kinds[kind.index()].elements.len()).filter(|count| *count <= MEMBERS);
    (0..count.unwrap_or(0))
        .map(move |index| ElementId { kind, index: u32::try_from(index).unwrap_or(u32::MAX) })
}

/// The lines that would fill a role, or one element of it.
fn line(context: &Context, id: RelationId, element: Option<ElementId>) -> Vec<Edit> {
    let model = context.model();
    let relation = &model.relations[id.index()];
    let Some((_, params)) = context.letters(relation.params.get(1..).unwrap_or_default()) else {
        return Vec::new();
    };
    let fixed = element.map(|id| quoted(context.element(id)));
    let head = match &fixed {
        Some(fixed) => format!("{}({fixed})", quoted(&relation.name)),
        None => call(&relation.name, &params.iter().cloned().map(Some).collect::<Vec<_>>(), Lang::En),
    };
    let given = if fixed.is_some() { Vec::new() } else { params };
    let home = context.home(&relation.origin);
    let all = posts(context, &given, Some(id)).into_iter().enumerate();
    let edit = |(rank, who): (usize, Said)| {
        let change = format!("add role {head} is {}{home}", who.en);
        let with = Said { en: format!("{head}: {}", who.en), ja: format!("{head}: {}", who.ja) };
        let edit = context.of_role(id, Kind::Fill, Some(with), &relation.origin, rank, change);
        Edit { far: edit.far.min(1), ..edit }
    };
    all.map(edit).collect()
}

/// The permits that would open an act that nobody may do.
fn permits(context: &Context, id: ActId) -> Vec<Edit> {
    let model = context.model();
    let act = &model.acts[id.index()];
    let sorts: Vec<Sort> = act.params.iter().map(|var| model.vars[var.index()].sort).collect();
    let Some((_, params)) = context.letters(&sorts) else { return Vec::new() };
    let head = call(&act.name, &params.iter().cloned().map(Some).collect::<Vec<_>>(), Lang::En);
    let (anyone, home) = (Keyword::Anyone, context.home(&act.origin));
    let anyone =
        Said { en: anyone.spelling(Lang::En).to_string(), ja: anyone.spelling(Lang::Ja).to_string() };
    let who = posts(context, &params, None).into_iter().chain([anyone]).enumerate();
    let edit = |(rank, who): (usize, Said)| Edit {
        kind: Kind::Permit,
        thing: Thing::Act,
        name: act.name.clone(),
        articles: super::context::provisions(&act.origin),
        change: format!("add permit {head} to {}{home}", who.en),
        with: Some(who),
        touched: Some(touched_act(id)),
        far: context.far(id),
        at: super::context::place(&act.origin),
        rank,
    };
    who.map(edit).collect()
}

/// Everybody whom the regulation knows by a post, in declaration order: offices, then roles that somebody fills.
pub fn posts(context: &Context, given: &[Named], but: Option<RelationId>) -> Vec<Said> {
    let model = context.model();
    let mut offices = Vec::new();
    let mut roles = Vec::new();
    for (index, relation) in model.relations.iter().enumerate() {
        let params = relation.params.get(1..).unwrap_or_default();
        match &relation.kind {
            RelationKind::Office { .. } => offices.extend(called(context, &relation.name, params, given)),
            RelationKind::Role(role)
                if !role.clauses.is_empty() && but != Some(RelationId::from_index(index)) =>
            {
                roles.extend(called(context, &relation.name, params, given));
            }
            _ => {}
        }
    }
    offices.into_iter().chain(roles).collect()
}

/// The post with what is given, or with each named member, or with any.
fn called(context: &Context, name: &str, params: &[Sort], given: &[Named]) -> Vec<Said> {
    let model = context.model();
    let mut all: Vec<Vec<Option<Named>>> = vec![Vec::new()];
    for sort in params {
        let mut fitting: Vec<Option<Named>> =
            given.iter().filter(|one| one.sort == *sort).cloned().map(Some).collect();
        if let (true, Sort::Kind(kind)) = (fitting.is_empty(), *sort) {
            let member = |id| Named { name: context.element(id).to_string(), sort: *sort, actor: false };
            fitting.extend(elements(model, kind).map(|id| Some(member(id))));
        }
        fitting.push(None);
        all = all
            .iter()
            .flat_map(|args| fitting.iter().map(move |one| [&args[..], std::slice::from_ref(one)].concat()))
            .collect();
    }
    let said =
        |args: Vec<Option<Named>>| Said { en: call(name, &args, Lang::En), ja: call(name, &args, Lang::Ja) };
    all.into_iter().take(MEMBERS + 1).map(said).collect()
}
