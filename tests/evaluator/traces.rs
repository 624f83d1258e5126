//! Why: the permit that grants, the nearest one, what it lacks, what stops it.

use kitei::model::eval::{Ground, Truth, why_may};
use kitei::model::*;
use kitei::syntax::tree::NormVerb;

use crate::build::*;

/// Two permits: to a member whom a holder of the key knows; to a trusted member who has the key. One forbid.
struct Office {
    build: Build,
    act: ActId,
    member: RelationId,
    key: RelationId,
    trusted: RelationId,
    knows: RelationId,
    banned: RelationId,
    permits: [NormId; 2],
    forbid: NormId,
}

fn office() -> Office {
    let mut build = Build::default();
    let act = build.act("enter", &[]);
    let fact = |build: &mut Build, name, arity| {
        build.fact(name, &vec![Sort::Person; arity], Changeability::Circumstance)
    };
    let [member, key, trusted, banned] =
        ["member", "key", "trusted", "banned"].map(|name| fact(&mut build, name, 1));
    let knows = fact(&mut build, "knows", 2);
    let introduced = build.norm(NormVerb::Permit, act, |build, p, _| {
        let q = build.var("q", Sort::Person);
        let holder = build.cited(atom(key, &[Term::Var(q)]));
        let known = build.cited(atom(knows, &[Term::Var(q), p.clone()]));
        let member = build.cited(atom(member, &[p]));
        Formula::exists(vec![q], Formula::And(vec![member, holder, known]))
    });
    let own = build.norm(NormVerb::Permit, act, |build, p, _| {
        let parts = [member, key, trusted].map(|fact| build.cited(atom(fact, std::slice::from_ref(&p))));
        Formula::And(parts.into())
    });
    let forbid = build.forbid(act, banned);
    Office { build, act, member, key, trusted, knows, banned, permits: [introduced, own], forbid }
}

#[test]
fn the_granting_permit_with_its_conjuncts_and_variables() {
    let it = office();
    let [a, b] = [0, 1].map(person);
    let world = it.build.world(3, &[(it.member, &[a]), (it.key, &[b]), (it.knows, &[b, a])]);
    let trace = why_may(&it.build.0, &world, a, it.act, &[]);
    assert_eq!(trace.truth, Truth::True);
    let permit = trace.granted_by().unwrap();
    assert_eq!(permit.norm, it.permits[0]);
    let values: Vec<_> = permit.reason.bindings.iter().map(|(_, value)| *value).collect();
    assert_eq!(values, [b], "B is the one who knows");
    assert_eq!(permit.reason.cited.len(), 3);
    let grounds: Vec<_> = permit.reason.literals.iter().map(|literal| &literal.ground).collect();
    let atom = |relation, args: &[Value]| Ground::Atom { relation, args: args.to_vec(), clause: None };
    assert_eq!(grounds, [&atom(it.member, &[a]), &atom(it.key, &[b]), &atom(it.knows, &[b, a])]);
}

#[test]
fn the_nearest_permit_and_what_it_lacks() {
    let it = office();
    let a = person(0);
    let world = it.build.world(1, &[(it.member, &[a]), (it.trusted, &[a])]);
    let trace = why_may(&it.build.0, &world, a, it.act, &[]);
    assert_eq!((trace.truth, trace.granted_by()), (Truth::False, None));
    let nearest = trace.nearest().unwrap();
    assert_eq!(
        (nearest.norm, nearest.lacks),
        (it.permits[1], 1),
        "one lacks the key, the other also the knowing"
    );
    let missing: Vec<_> = nearest.reason.literals.iter().map(|literal| &literal.ground).collect();
    assert_eq!(missing, [&Ground::Atom { relation: it.key, args: vec![a], clause: None }]);
    assert_eq!(nearest.reason.cited.len(), 1);
}

#[test]
fn a_forbid_that_stops_it() {
    let it = office();
    let a = person(0);
    let facts: Vec<(RelationId, &[Value])> =
        [it.member, it.key, it.trusted, it.banned].map(|fact| (fact, std::slice::from_ref(&a))).to_vec();
    let trace = why_may(&it.build.0, &it.build.world(1, &facts), a, it.act, &[]);
    let nearest = trace.nearest().unwrap();
    assert_eq!((nearest.norm, nearest.lacks, &nearest.stopped_by), (it.permits[1], 0, &vec![it.forbid]));
    assert_eq!(trace.forbids.len(), 1);
}

#[test]
fn without_norms_there_is_nothing_near() {
    let mut build = Build::default();
    let act = build.act("enter", &[]);
    let trace = why_may(&build.0, &build.world(1, &[]), person(0), act, &[]);
    assert!(trace.permits.is_empty() && trace.nearest().is_none());
}
