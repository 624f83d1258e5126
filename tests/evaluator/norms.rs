//! Section 4: who may do what, what is due, who must.

use kitei::model::eval::{Evaluator, Truth, Truth::*};
use kitei::model::*;
use kitei::syntax::tree::{Comparison, NormVerb};

use crate::build::*;

/// An act without parameters, and two facts about persons.
fn simple() -> (Build, ActId, RelationId, RelationId) {
    let mut build = Build::default();
    let act = build.act("enter", &[]);
    let member = build.fact("member", &[Sort::Person], Changeability::Circumstance);
    let banned = build.fact("banned", &[Sort::Person], Changeability::Circumstance);
    (build, act, member, banned)
}

#[test]
fn what_no_norm_permits_is_not_permitted() {
    let (build, act, ..) = simple();
    assert_eq!(build.may(&build.world(1, &[]), person(0), act, &[]), False);
}

#[test]
fn a_permit_a_forbid_and_despite() {
    let (mut build, act, member, banned) = simple();
    let permit = build.permit(act, member);
    let forbid = build.forbid(act, banned);
    // Rows: member, banned, and what each build says.
    let table = |build: &Build| {
        [(false, false), (true, false), (false, true), (true, true)].map(|(m, b)| {
            let mut world = build.world(1, &[]);
            world.set(member, vec![person(0)], m);
            world.set(banned, vec![person(0)], b);
            build.may(&world, person(0), act, &[])
        })
    };
    assert_eq!(table(&build), [False, True, False, False]);
    build.at(permit).despite.push(forbid);
    assert_eq!(table(&build), [False, True, False, True], "the permit overrides the forbid it names");
    build.at(forbid).absolute = true;
    assert_eq!(table(&build), [False, True, False, False], "but never an absolute one");
    build.at(forbid).absolute = false;
    build.forbid(act, banned);
    assert_eq!(table(&build), [False, True, False, False], "and every applying forbid must be named");
}

#[test]
fn despite_helps_its_own_permit_only() {
    let (mut build, act, member, banned) = simple();
    let strong = build.norm(NormVerb::Permit, act, |_, _, _| Formula::False);
    build.permit(act, member);
    let forbid = build.forbid(act, banned);
    build.at(strong).despite.push(forbid);
    let world = build.world(1, &[(member, &[person(0)]), (banned, &[person(0)])]);
    assert_eq!(build.may(&world, person(0), act, &[]), False);
}

#[test]
fn permit_only_closes_its_instances() {
    let mut build = Build::default();
    let zone = build.kind("Zone", false, &[("east", Some(1)), ("west", Some(3))]);
    let act = build.act("enter", &[Sort::Kind(zone)]);
    let member = build.fact("member", &[Sort::Person], Changeability::Circumstance);
    build.permit(act, member);
    let only = build.norm(NormVerb::Permit, act, |_, _, _| Formula::False);
    let y = build.0.norms[only.index()].params[0];
    build.at(only).closes = Some(equals(Term::Var(y), Term::Element(element(zone, 1))));
    let world = build.world(1, &[(member, &[person(0)])]);
    let may = |build: &Build, zone_index| {
        build.may(&world, person(0), act, &[Value::Element(element(zone, zone_index))])
    };
    assert_eq!([may(&build, 0), may(&build, 1)], [True, False]);
    // The same, narrowed by an attribute: `when z.level > 2`.
    let high = |term| Formula::Compare(Comparison::Gt, term, Term::Quantity(2));
    build.at(only).closes = Some(high(level(Term::Var(y), zone)));
    assert_eq!([may(&build, 0), may(&build, 1)], [True, False]);
    // West's level left open: whether it is closed is unknown, so is whether a member may.
    build.0.kinds[zone.index()].elements[1].values[0].value = None;
    assert_eq!([may(&build, 0), may(&build, 1)], [True, Unknown]);
}

#[test]
fn norms_under_readings_not_chosen_do_not_exist() {
    let (mut build, act, member, banned) = simple();
    let [one, other] = build.reading();
    build.permit(act, member);
    let only = build.norm(NormVerb::Permit, act, |_, _, _| Formula::False);
    build.at(only).closes = Some(Formula::True);
    build.at(only).origin.readings = vec![other];
    let forbid = build.forbid(act, banned);
    build.at(forbid).origin.readings = vec![one];
    let mut world = build.world(1, &[(member, &[person(0)])]);
    assert_eq!(build.may(&world, person(0), act, &[]), True, "one: no closing norm, the ban does not apply");
    world.set(banned, vec![person(0)], true);
    assert_eq!(build.may(&world, person(0), act, &[]), False, "one: banned");
    world.readings = vec![1];
    assert_eq!(build.may(&world, person(0), act, &[]), False, "other: closed");
    build.at(only).closes = None;
    assert_eq!(build.may(&world, person(0), act, &[]), True, "other: no ban");
}

#[test]
fn a_duty_permits_only_what_no_permit_names() {
    let (mut build, act, member, banned) = simple();
    let [_, other] = build.reading();
    build.norm(NormVerb::Duty, act, |_, p, _| atom(member, &[p]));
    let mut world = build.world(1, &[(member, &[person(0)])]);
    assert_eq!(build.may(&world, person(0), act, &[]), True);
    let permit = build.permit(act, banned);
    build.at(permit).origin.readings = vec![other];
    assert_eq!(build.may(&world, person(0), act, &[]), True, "a permit that does not stand names nothing");
    world.readings = vec![1];
    assert_eq!(build.may(&world, person(0), act, &[]), False, "a duty must not open what a permit closes");
}

#[test]
fn a_forbid_stops_a_duty_too() {
    let (mut build, act, member, banned) = simple();
    build.norm(NormVerb::Duty, act, |_, p, _| atom(member, &[p]));
    build.forbid(act, banned);
    let world = build.world(1, &[(member, &[person(0)]), (banned, &[person(0)])]);
    assert_eq!(build.may(&world, person(0), act, &[]), False);
    assert_eq!(Evaluator::new(&build.0, &world).must(person(0), act, &[]), True, "and it is still his duty");
}

#[test]
fn due_is_the_trigger_must_is_the_bearer() {
    let mut build = Build::default();
    let act = build.act("delete", &[Sort::Person]);
    let officer = build.office("officer", &[], true);
    let left = build.fact("left", &[Sort::Person], Changeability::Circumstance);
    let duty =
        build.norm(NormVerb::Duty, act, |_, p, q| Formula::And(vec![atom(officer, &[p]), atom(left, &q)]));
    let y = build.0.norms[duty.index()].params[0];
    build.at(duty).trigger = Some(atom(left, &[Term::Var(y)]));
    let mut world = build.world(2, &[(left, &[person(1)])]);
    let answers = |world: &World| {
        let evaluator = Evaluator::new(&build.0, world);
        let (due, must) = (evaluator.due(act, &[person(1)]), evaluator.must(person(0), act, &[person(1)]));
        (due, must, evaluator.due(act, &[person(0)]))
    };
    assert_eq!(answers(&world), (True, False, False), "due although nobody bears it");
    world.set(officer, vec![person(0)], true);
    assert_eq!(answers(&world), (True, True, False));
}

#[test]
fn a_trigger_that_speaks_of_the_actor_is_met_by_anybody() {
    let (mut build, act, member, _) = simple();
    let duty = build.norm(NormVerb::Duty, act, |_, p, _| atom(member, &[p]));
    let actor = build.0.norms[duty.index()].actor;
    build.at(duty).trigger = Some(atom(member, &[Term::Var(actor)]));
    let world = build.world(2, &[(member, &[person(1)])]);
    assert_eq!(Evaluator::new(&build.0, &world).due(act, &[]), True);
    assert_eq!(Evaluator::new(&build.0, &build.world(2, &[])).due(act, &[]), False);
}

#[test]
fn another_than_in_both_directions() {
    let mut build = Build::default();
    let [enter, check] = ["input", "check"].map(|name| build.act(name, &[]));
    let staff = build.fact("staff", &[Sort::Person], Changeability::Circumstance);
    build.permit(enter, staff);
    build.permit(check, staff);
    for (act, other) in [(check, enter), (enter, check)] {
        let forbid = build.norm(NormVerb::Forbid, act, |_, p, _| Formula::Did(p, other, Vec::new()));
        build.at(forbid).absolute = true;
    }
    let mut world = build.world(2, &[(staff, &[person(0)]), (staff, &[person(1)])]);
    let both = |world: &World, who| [enter, check].map(|act| build.may(world, person(who), act, &[]));
    assert_eq!(both(&world, 0), [True, True]);
    world.history.insert((enter, person(0), Vec::new()));
    assert_eq!(both(&world, 0), [True, False], "whoever entered may not check");
    assert_eq!(both(&world, 1), [True, True]);
    world.history.insert((check, person(1), Vec::new()));
    assert_eq!(both(&world, 1), [False, True], "nor the other way round");
}

#[test]
fn variables_of_when_are_for_some_those_of_unless_inside() {
    let (mut build, act, ..) = simple();
    let knows = build.fact("knows", &[Sort::Person, Sort::Person], Changeability::Circumstance);
    let hates = build.fact("hates", &[Sort::Person, Sort::Person], Changeability::Circumstance);
    build.norm(NormVerb::Permit, act, |build, p, _| {
        let [q, r] = ["q", "r"].map(|name| build.var(name, Sort::Person));
        Formula::And(vec![
            Formula::exists(vec![q], atom(knows, &[p.clone(), Term::Var(q)])),
            not(Formula::exists(vec![r], atom(hates, &[p, Term::Var(r)]))),
        ])
    });
    let may = |facts: &[(RelationId, &[Value])]| build.may(&build.world(3, facts), person(0), act, &[]);
    let [a, b, c] = [0, 1, 2].map(person);
    assert_eq!(may(&[]), False);
    assert_eq!(may(&[(knows, &[a, b])]), True);
    assert_eq!(may(&[(knows, &[b, a])]), False);
    assert_eq!(may(&[(knows, &[a, b]), (hates, &[a, c])]), False);
}

#[test]
fn unknown_conditions_make_unknown_answers() {
    let (mut build, act, member, _) = simple();
    let zone = build.kind("Zone", false, &[("east", None)]);
    let east = Term::Element(element(zone, 0));
    let high = Formula::Compare(Comparison::Ge, level(east, zone), Term::Quantity(2));
    build.permit(act, member);
    build.norm(NormVerb::Forbid, act, |_, _, _| high.clone());
    let may = |world: &World| build.may(world, person(0), act, &[]);
    let mut world = build.world(1, &[(member, &[person(0)])]);
    assert_eq!(may(&build.world(1, &[])), False, "no permit applies, whatever the level");
    assert_eq!(may(&world), Unknown);
    let attribute = AttributeId { kind: zone, index: 0 };
    for (value, expected) in [(1, True), (2, False)] {
        world.attributes.insert((attribute, 0), Value::Quantity(value));
        assert_eq!(may(&world), expected);
    }
}

#[test]
fn records_only_when_they_are_left() {
    let mut build = Build::default();
    let zone = build.kind("Zone", false, &[("east", Some(1)), ("west", Some(3))]);
    let record = build.kind("Record", false, &[("journal", None), ("log", None)]);
    let act = build.act("enter", &[Sort::Kind(zone)]);
    let x = build.0.acts[act.index()].params[0];
    let when = Formula::Compare(Comparison::Ge, level(Term::Var(x), zone), Term::Quantity(2));
    let left = Record { record: element(record, 0), when, span: nowhere() };
    build.0.acts[act.index()].records.push(left);
    let world = build.world(1, &[]);
    let records = |z: u32, r: u32| {
        let zone = Term::Element(element(zone, z));
        build.truth(&world, &Formula::Records(act, vec![zone], Term::Element(element(record, r))))
    };
    let answers: Vec<Truth> = [(0, 0), (1, 0), (0, 1), (1, 1)].map(|(z, r)| records(z, r)).to_vec();
    assert_eq!(answers, [False, True, False, False]);
}
