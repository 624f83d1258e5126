//! Each property of the village notices some change of the rules, or says in its text why it stands (「…から立つ」).
//!
//! A property that no change of the rules could turn is no check at all. Each is verified against copies of the
//! rules with one change each, until its answer differs: first in single worlds, which is quick; then over courses of
//! events, with the default of every reading; last with all readings.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)] // a test that panics has failed, and says where

use std::collections::BTreeSet;

use kitei::model::graph::{Cone, Node, PolicyGraph};
use kitei::model::{
    ActId, ClaimId, Effect, Formula, Model, NormId, ReadingChoice, ReadingId, Record, RelationId,
    RelationKind,
};
use kitei::proof::{self, Options, Verdict};
use kitei::source::Span;
use kitei::syntax::tree::NormVerb;

#[path = "support/parallel.rs"]
mod parallel;
#[path = "support/rules.rs"]
mod rules;

/// By these words a text says why its property stands whatever the rules are.
const STANDS: &str = "立つ";

#[test]
fn each_property_notices_a_change() {
    let model = rules::model_of("rules/shinto");
    let graph = PolicyGraph::new(&model);
    let deaf = parallel::in_parallel(model.claims.len() as u64, |index| {
        let index = usize::try_from(index).unwrap();
        let claim = &model.claims[index];
        let says = claim.origin.text.as_ref().is_some_and(|t| t.contains(STANDS));
        let heard = says || {
            let id = ClaimId::from_index(index);
            let (cone, near) = (graph.cone(id), near(&graph, id));
            let notices = |model: &Model, courses: bool| notices(model, index, courses, &cone, &near);
            notices(&model, false) || notices(&by_default(&model, index), true) || notices(&model, true)
        };
        (!heard).then(|| claim.name.clone())
    });
    let deaf: Vec<String> = deaf.into_iter().flatten().collect();
    assert_eq!(deaf, Vec::<String>::new(), "these notice nothing");
}

/// The rules with one claim that assumes the default of every reading on which it says nothing: one combination, and
/// enough for most.
fn by_default(model: &Model, claim: usize) -> Model {
    let mut model = model.clone();
    for (index, reading) in model.readings.iter().enumerate() {
        let id = ReadingId::from_index(index);
        let assumed = &mut model.claims[claim].assuming.readings;
        if !assumed.iter().any(|choice| choice.reading == id) {
            assumed.push(ReadingChoice { reading: id, option: reading.default });
        }
    }
    model
}

/// The acts of which the claim itself speaks.
fn near(graph: &PolicyGraph, claim: ClaimId) -> BTreeSet<ActId> {
    let acts = graph
        .from(Node::Claim(claim))
        .filter_map(|(_, to)| if let Node::Act(id) = to { Some(id) } else { None });
    acts.collect()
}

/// Whether some change gives some instance another answer. What is undecided is no answer.
fn notices(model: &Model, claim: usize, courses: bool, cone: &Cone, near: &BTreeSet<ActId>) -> bool {
    let before = verdicts(model, claim, courses);
    if !before.iter().any(is_answer) {
        return false;
    }
    changes(model, cone, near).into_iter().any(|change| {
        let mut changed = model.clone();
        change(&mut changed);
        let after = verdicts(&changed, claim, courses);
        assert_eq!(before.len(), after.len(), "as many instances");
        before
            .iter()
            .zip(&after)
            .any(|(before, after)| is_answer(before) && is_answer(after) && before != after)
    })
}

fn is_answer(verdict: &Verdict) -> bool {
    match verdict {
        Verdict::TurnsOnReading(cases) => cases.iter().all(|case| is_answer(&case.verdict)),
        Verdict::Undecided(_) => false,
        _ => true,
    }
}

fn verdicts(model: &Model, claim: usize, courses: bool) -> Vec<Verdict> {
    let options = Options {
        claims: vec![model.claims[claim].name.clone()],
        articles: false,
        cross_check: false,
        graded: false,
        courses,
        ..Options::default()
    };
    let report = proof::verify(model, &options);
    assert!(report.failure.is_none(), "{:?}", report.failure);
    report.answers.into_iter().map(|answer| bare(answer.verdict)).collect()
}

/// The verdict alone: no articles, no worlds.
fn bare(verdict: Verdict) -> Verdict {
    let Verdict::TurnsOnReading(mut cases) = verdict else { return verdict };
    for case in &mut cases {
        case.articles.clear();
        case.guards.clear();
        case.witness = None;
        case.invariants.clear();
        case.fewest = None;
    }
    Verdict::TurnsOnReading(cases)
}

type Change = Box<dyn Fn(&mut Model)>;

/// One change each, those nearest to the claim's own acts first; only where it can matter.
fn changes(model: &Model, cone: &Cone, near: &BTreeSet<ActId>) -> Vec<Change> {
    let mut all: Vec<Change> = Vec::new();
    let (first, others): (Vec<NormId>, Vec<NormId>) =
        cone.norms.iter().partition(|norm| near.contains(&model.norms[norm.index()].act));
    for norm in first.into_iter().chain(others) {
        all.extend(of_norm(model, norm));
    }
    for &relation in &cone.relations {
        all.extend(of_relation(model, relation));
    }
    for (index, act) in model.acts.iter().enumerate() {
        if !cone.acts.contains(&ActId::from_index(index)) {
            continue;
        }
        for effect in 0..act.effects.len() {
            all.push(Box::new(move |m| {
                m.acts[index].effects[effect] = never(&m.acts[index].effects[effect]);
            }));
        }
        if !act.records.is_empty() {
            all.push(Box::new(move |m| m.acts[index].records.clear()));
            all.push(Box::new(move |m| m.acts[index].records = every_record(m, m.acts[index].origin.span)));
        }
    }
    for (index, kind) in model.kinds.iter().enumerate() {
        for element in 0..kind.elements.len() {
            for attribute in 0..kind.attributes.len() {
                all.push(Box::new(move |m| {
                    m.kinds[index].elements[element].values[attribute].value = None;
                }));
            }
        }
    }
    all
}

fn never(effect: &Effect) -> Effect {
    Effect { when: Formula::False, ..effect.clone() }
}

/// As if an act left a record of every class.
fn every_record(model: &Model, span: Option<Span>) -> Vec<Record> {
    let classes: BTreeSet<_> = model.acts.iter().flat_map(|a| &a.records).map(|r| r.record).collect();
    let span = span.expect("a written act has a place");
    classes.into_iter().map(|record| Record { record, when: Formula::True, span }).collect()
}

/// A norm dropped, made unconditional, and (a `permit only`) opened.
fn of_norm(model: &Model, norm: NormId) -> Vec<Change> {
    let set = move |to: Formula| -> Change {
        Box::new(move |m| {
            let norm = &mut m.norms[norm.index()];
            norm.condition = to.clone();
            norm.trigger = norm.trigger.as_ref().map(|_| to.clone());
        })
    };
    let mut all = vec![set(Formula::False), set(Formula::True)];
    if model.norms[norm.index()].closes.is_some() {
        all.push(Box::new(move |m| m.norms[norm.index()].closes = None));
    }
    if model.norms[norm.index()].verb == NormVerb::Forbid {
        return all;
    }
    // Whoever may do the act: somebody else's permit on it, for anyone.
    all.push(Box::new(move |m| {
        let mut open = m.norms[norm.index()].clone();
        (open.condition, open.despite) = (Formula::True, Vec::new());
        m.norms.push(open);
    }));
    all
}

/// A role or definition that never or always holds, a row of a table turned round, an office left vacant.
fn of_relation(model: &Model, relation: RelationId) -> Vec<Change> {
    let at = relation.index();
    match &model.relations[at].kind {
        RelationKind::Role(role) => (0..role.clauses.len())
            .flat_map(|clause| [Formula::False, Formula::True].map(|to| (clause, to)))
            .map(|(clause, to)| -> Change {
                Box::new(move |m| {
                    if let RelationKind::Role(role) = &mut m.relations[at].kind {
                        role.clauses[clause].body = to.clone();
                    }
                })
            })
            .collect(),
        RelationKind::Define { .. } => [Formula::False, Formula::True]
            .map(|to| -> Change {
                Box::new(move |m| {
                    if let RelationKind::Define { body, .. } = &mut m.relations[at].kind {
                        *body = to.clone();
                    }
                })
            })
            .into(),
        RelationKind::Table(table) => (0..table.yes.len())
            .map(|row| -> Change {
                Box::new(move |m| {
                    if let RelationKind::Table(table) = &mut m.relations[at].kind {
                        table.yes[row].toggle_range(..);
                        table.unknown[row].clear();
                    }
                })
            })
            .collect(),
        RelationKind::Office { .. } => vec![Box::new(move |m| {
            m.relations[at].kind = RelationKind::Office { may_be_vacant: true };
        })],
        RelationKind::Fact { .. } => Vec::new(),
    }
}
