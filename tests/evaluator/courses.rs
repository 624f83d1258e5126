//! Section 6: lawful worlds, starts, acts, changes.

use kitei::model::eval::{Breach, ChangeFault, Refusal, Truth, change, initial, lawful, step};
use kitei::model::*;
use kitei::syntax::tree::{Comparison, NormVerb};

use crate::build::*;

#[test]
fn an_office_has_one_holder_per_parameters() {
    let mut build = Build::default();
    let zone = build.kind("Zone", true, &[("east", Some(1))]);
    let head = build.office("head", &[Sort::Kind(zone)], false);
    let deputy = build.office("deputy", &[], true);
    let east = Value::Element(element(zone, 0));
    let world = build.world(2, &[(deputy, &[person(0)]), (deputy, &[person(1)])]);
    let breaches = lawful(&build.0, &world, &Assuming::default());
    let people = vec![person(0), person(1)];
    assert_eq!(
        breaches,
        [
            Breach::Office { office: head, args: vec![east], holders: Vec::new() },
            Breach::Office { office: deputy, args: Vec::new(), holders: people },
        ]
    );
    let world = build.world(2, &[(head, &[person(0), east])]);
    assert_eq!(lawful(&build.0, &world, &Assuming::default()), []);
}

#[test]
fn unnamed_members_have_offices_too() {
    let mut build = Build::default();
    let zone = build.kind("Zone", true, &[]);
    build.office("head", &[Sort::Kind(zone)], false);
    let mut world = build.world(1, &[]);
    world.domain = std::sync::Arc::new(Domain::new(&build.0, 1, 1, Vec::new()));
    assert_eq!(lawful(&build.0, &world, &Assuming::default()).len(), 1);
}

#[test]
fn assumptions_count_only_where_they_are_made() {
    let mut build = Build::default();
    let zone = build.kind("Zone", false, &[("east", None)]);
    let low =
        Formula::Compare(Comparison::Lt, level(Term::Element(element(zone, 0)), zone), Term::Quantity(2));
    for formula in [Formula::False, low] {
        let origin = Origin::default();
        build.0.assumptions.push(Assumption { name: "a".into(), formula, because: None, origin });
    }
    let world = build.world(1, &[]);
    assert_eq!(lawful(&build.0, &world, &Assuming::default()), []);
    let assuming = Assuming { assumptions: vec![AssumptionId(0), AssumptionId(1)], ..Assuming::default() };
    let breaches = lawful(&build.0, &world, &assuming);
    let truths = [(0, Truth::False), (1, Truth::Unknown)];
    let expected = truths.map(|(id, truth)| Breach::Assumption { assumption: AssumptionId(id), truth });
    assert_eq!(breaches, expected);
    assert_eq!(breaches.iter().map(Breach::is_certain).collect::<Vec<_>>(), [true, false]);
}

#[test]
fn a_course_starts_with_nothing_earned_and_nothing_done() {
    let mut build = Build::default();
    let act = build.act("enter", &[]);
    let earned = build.fact("key", &[Sort::Person], Changeability::Earned);
    let other = build.fact("member", &[Sort::Person], Changeability::Circumstance);
    assert!(initial(&build.0, &build.world(1, &[(other, &[person(0)])])));
    assert!(!initial(&build.0, &build.world(1, &[(earned, &[person(0)])])));
    let mut world = build.world(1, &[]);
    world.history.insert((act, person(0), Vec::new()));
    assert!(!initial(&build.0, &world));
}

/// `act swap(q) ends key(_) gives key(q) gives spare(q) when key(actor)`, for anyone who is trusted.
fn swap() -> (Build, ActId, [RelationId; 3]) {
    let mut build = Build::default();
    let earned = |build: &mut Build, name| build.fact(name, &[Sort::Person], Changeability::Earned);
    let [key, spare] = ["key", "spare"].map(|name| earned(&mut build, name));
    let trusted = build.fact("trusted", &[Sort::Person], Changeability::Fixed);
    let act = build.act("swap", &[Sort::Person]);
    let (actor, x) = (build.0.acts[act.index()].actor, build.0.acts[act.index()].params[0]);
    build.effect(act, true, key, vec![Some(Term::Var(x))], Formula::True);
    build.effect(act, false, key, vec![None], Formula::True);
    build.effect(act, true, spare, vec![Some(Term::Var(x))], atom(key, &[Term::Var(actor)]));
    build.permit(act, trusted);
    (build, act, [key, spare, trusted])
}

#[test]
fn what_ends_ends_before_what_begins() {
    let (build, act, [key, spare, trusted]) = swap();
    let before = build.world(2, &[(trusted, &[person(0)]), (key, &[person(0)])]);
    let none = Assuming::default();
    let after = step(&build.0, &before, &none, person(0), act, &[person(1)]).unwrap();
    assert!(after.holds(key, &[person(1)]), "given after everything ended");
    assert!(!after.holds(key, &[person(0)]), "`_` ends all");
    assert!(after.holds(spare, &[person(1)]), "`when` looks at the world before");
    assert!(after.history.contains(&(act, person(0), vec![person(1)])));
    let again = step(&build.0, &after, &none, person(0), act, &[person(1)]).unwrap();
    assert!(again.holds(key, &[person(1)]), "ended and given again");
}

#[test]
fn nobody_does_what_he_may_not() {
    let (build, act, [_, _, trusted]) = swap();
    let before = build.world(2, &[(trusted, &[person(0)])]);
    let refused = step(&build.0, &before, &Assuming::default(), person(1), act, &[person(1)]);
    assert_eq!(refused, Err(Refusal::NotAllowed(Truth::False)));
}

#[test]
fn an_effect_that_turns_on_a_gap_is_refused() {
    let (mut build, act, [_, spare, trusted]) = swap();
    let zone = build.kind("Zone", false, &[("east", None)]);
    let high =
        Formula::Compare(Comparison::Ge, level(Term::Element(element(zone, 0)), zone), Term::Quantity(2));
    let x = build.0.acts[act.index()].params[0];
    build.effect(act, true, spare, vec![Some(Term::Var(x))], high);
    let mut world = build.world(1, &[(trusted, &[person(0)])]);
    let go = |world: &World| step(&build.0, world, &Assuming::default(), person(0), act, &[person(0)]);
    assert_eq!(go(&world), Err(Refusal::UnknownEffect(nowhere())));
    world.attributes.insert((AttributeId { kind: zone, index: 0 }, 0), Value::Quantity(2));
    assert!(go(&world).unwrap().holds(spare, &[person(0)]));
}

#[test]
fn an_act_whose_effect_is_unlawful_is_blocked() {
    let (mut build, act, [key, _, trusted]) = swap();
    let p = build.var("p", Sort::Person);
    let formula = not(Formula::exists(vec![p], atom(key, &[Term::Var(p)])));
    build.0.assumptions.push(Assumption {
        name: "no keys".into(),
        formula,
        because: None,
        origin: Origin::default(),
    });
    let assuming = Assuming { assumptions: vec![AssumptionId(0)], ..Assuming::default() };
    let world = build.world(1, &[(trusted, &[person(0)])]);
    let blocked = step(&build.0, &world, &assuming, person(0), act, &[person(0)]);
    assert!(matches!(blocked, Err(Refusal::Blocked(breaches)) if breaches.len() == 1));
}

#[test]
fn changes_touch_circumstances_only() {
    let (mut build, _, [key, _, trusted]) = swap();
    let chief = build.office("chief", &[], false);
    let away = build.fact("away", &[Sort::Person], Changeability::Circumstance);
    let before = build.world(2, &[(chief, &[person(0)])]);
    let none = Assuming::default();
    let with = |relation, who, value| {
        let mut after = before.clone();
        after.set(relation, vec![person(who)], value);
        after
    };
    assert_eq!(change(&build.0, &before, &with(away, 0, true), &none), Ok(()));
    let earned = change(&build.0, &before, &with(key, 0, true), &none);
    assert_eq!(earned, Err(ChangeFault::Earned(key, vec![person(0)])));
    let fixed = change(&build.0, &before, &with(trusted, 1, true), &none);
    assert_eq!(fixed, Err(ChangeFault::Fixed(trusted, vec![person(1)])));
    let vacant = change(&build.0, &before, &with(chief, 0, false), &none);
    assert!(matches!(vacant, Err(ChangeFault::Unlawful(_))));
    let mut transferred = with(chief, 0, false);
    transferred.set(chief, vec![person(1)], true);
    assert_eq!(change(&build.0, &before, &transferred, &none), Ok(()));
    let still = Assuming { no_transfers: true, ..Assuming::default() };
    assert!(matches!(change(&build.0, &before, &transferred, &still), Err(ChangeFault::Transfer(..))));
    let mut older = before.clone();
    older.history.insert((ActId(0), person(0), vec![person(0)]));
    assert_eq!(change(&build.0, &before, &older, &none), Err(ChangeFault::Frame));
}

#[test]
fn a_change_of_nothing_is_a_change() {
    let (mut build, ..) = swap();
    build.norm(NormVerb::Permit, ActId(0), |_, _, _| Formula::True);
    let world = build.world(1, &[]);
    assert_eq!(change(&build.0, &world, &world, &Assuming::default()), Ok(()));
}
