//! Each property of the village notices some change of the rules, or says in its text why it stands (「…から立つ」).
//!
//! A property that no change of the rules could turn is no check at all. Each is verified against copies of the
//! rules with one change each, until its answer differs.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)] // a test that panics has failed, and says where

use std::collections::BTreeSet;

use kitei::model::graph::{Cone, PolicyGraph};
use kitei::model::{ClaimId, Effect, Formula, Model, NormId, Record, RelationId, RelationKind};
use kitei::proof::{self, Options, Verdict};
use kitei::source::Span;
use kitei::syntax::tree::NormVerb;

#[path = "support/rules.rs"]
mod rules;

/// By these words a text says why its property stands whatever the rules are.
const STANDS: &str = "立つ";

/// What no single world decides: whether a change is noticed shows only in courses, which this test does not search.
/// Exactly these: one that begins to notice must leave the list.
const AWAITING_COURSES: &[&str] = &[
    "辞めた者に入室の許可は残らない",
    "辞めた者は鍵を返すべき",
    "辞めた者の取扱者の指定は残らない",
    "照合IDのない者に操作者IDは残らない",
    "一人で自分を操作者に仕立てない",
    "課長を兼ねなければ一人で仕立てない",
    "入った者は許可を受けていた",
    "鍵は許可の後に貸される",
    "更新した者は二つのIDを与えられていた",
    "訂正は許可の後",
    "確認は処理の後",
    "委託は承認の後",
    "受託者はみな前もって調べられている",
    "いまの入退室管理者が許した者だけが許可を持つ",
    "委譲した者は操作者管理のIDを与えられていた",
    "委譲は元の権限より長く残らない",
    "委譲を受けた者は拠点管理の者",
    "CSの訂正は二人で足りる",
    "統合端末の訂正は二人で足りる",
    "他部署の端末の訂正は二人で足りる",
    "確認までは一人でできない",
    "兼ねない課長でも二人で足りる",
    "報告するのは検査した者",
    "操作した者は確認しない",
    "一人で訂正しきれない",
    "訂正は二人でできる",
    "居る者は許可を得ている",
    "鍵には許可が要る",
    "退職者は鍵を持たない",
];

#[test]
fn each_property_notices_a_change() {
    let model = rules::model_of("rules/shinto");
    let graph = PolicyGraph::new(&model);
    let mut deaf = Vec::new();
    for (index, claim) in model.claims.iter().enumerate() {
        let says = claim.origin.text.as_ref().is_some_and(|t| t.contains(STANDS));
        let cone = graph.cone(ClaimId::from_index(index));
        if !says && !notices(&model, &claim.name, &cone) {
            deaf.push(claim.name.clone());
        }
    }
    assert_eq!(deaf, AWAITING_COURSES, "these notice nothing");
}

fn notices(model: &Model, claim: &str, cone: &Cone) -> bool {
    let before = verdicts(model, claim);
    changes(model, cone).into_iter().any(|change| {
        let mut changed = model.clone();
        change(&mut changed);
        verdicts(&changed, claim) != before
    })
}

fn verdicts(model: &Model, claim: &str) -> Vec<Verdict> {
    let options = Options {
        claims: vec![claim.to_string()],
        articles: false,
        cross_check: false,
        // Whether a course still leads there in each of hundreds of copies takes longer than a test may.
        courses: false,
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
    }
    Verdict::TurnsOnReading(cases)
}

type Change = Box<dyn Fn(&mut Model)>;

/// One change each, those nearest to the claim's own acts first; only where it can matter.
fn changes(model: &Model, cone: &Cone) -> Vec<Change> {
    let mut all: Vec<Change> = Vec::new();
    for &norm in &cone.norms {
        all.extend(of_norm(model, norm));
    }
    for &relation in &cone.relations {
        all.extend(of_relation(model, relation));
    }
    for (index, act) in model.acts.iter().enumerate() {
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
