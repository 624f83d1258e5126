//! Section 3: relations, gaps, quantifiers, counts.

use std::sync::Arc;

use fixedbitset::FixedBitSet;
use kitei::model::eval::{Env, Evaluator, Truth::*};
use kitei::model::*;
use kitei::syntax::tree::Comparison;

use crate::build::*;

#[test]
fn quantifiers_over_an_empty_open_kind() {
    let mut build = Build::default();
    let case = build.kind("Case", true, &[]);
    let c = build.var("c", Sort::Kind(case));
    let world = build.world(1, &[]);
    assert_eq!(build.truth(&world, &Formula::for_all(vec![c], Formula::False)), True);
    assert_eq!(build.truth(&world, &Formula::exists(vec![c], Formula::True)), False);
    let mut world = world;
    world.domain = Arc::new(Domain::new(&build.0, 1, 2, Vec::new()));
    assert_eq!(build.truth(&world, &Formula::exists(vec![c], Formula::True)), True);
}

#[test]
fn counts_of_known_and_unknown() {
    let mut build = Build::default();
    let zone = build.kind("Zone", false, &[("a", Some(1)), ("b", None), ("c", Some(3))]);
    let z = build.var("z", Sort::Kind(zone));
    let high = Formula::Compare(Comparison::Ge, level(Term::Var(z), zone), Term::Quantity(2));
    let world = build.world(1, &[]);
    let count = |op, bound| build.truth(&world, &Formula::Count(op, bound, z, Box::new(high.clone())));
    // One is high for certain, one is not known: one or two.
    assert_eq!([0, 1, 2, 3].map(|n| count(Comparison::Le, n)), [False, Unknown, True, True]);
    assert_eq!([0, 1, 2, 3].map(|n| count(Comparison::Ge, n)), [True, True, Unknown, False]);
    assert_eq!([0, 1, 2, 3].map(|n| count(Comparison::Eq, n)), [False, Unknown, Unknown, False]);
}

#[test]
fn an_attribute_is_the_text_s_the_reading_s_or_the_world_s() {
    let mut build = Build::default();
    let zone = build.kind("Zone", false, &[("east", Some(1)), ("west", None)]);
    let [_, other] = build.reading();
    for element in &mut build.0.kinds[zone.index()].elements {
        element.values[0].by_reading.push((other, Value::Quantity(7)));
    }
    let value = |world: &World, index| {
        let term = level(Term::Element(element(zone, index)), zone);
        Evaluator::new(&build.0, world).value(&Env::new(), &term)
    };
    let mut world = build.world(1, &[]);
    assert_eq!([0, 1].map(|i| value(&world, i)), [Some(Value::Quantity(1)), None]);
    for index in [0, 1] {
        world.attributes.insert((AttributeId { kind: zone, index: 0 }, index), Value::Quantity(5));
    }
    assert_eq!([0, 1].map(|i| value(&world, i)), [1, 5].map(|n| Some(Value::Quantity(n))), "the text wins");
    world.readings = vec![1];
    assert_eq!(
        [0, 1].map(|i| value(&world, i)),
        [Some(Value::Quantity(7)); 2],
        "the chosen option wins over both"
    );
}

#[test]
fn a_cell_is_the_text_s_the_reading_s_or_the_world_s() {
    let mut build = Build::default();
    let [rows, columns] =
        ["Row", "Column"].map(|name| build.kind(name, false, &[("a", Some(0)), ("b", Some(0))]));
    let [one, other] = build.reading();
    let bits = |bits: &[usize]| {
        let mut row: FixedBitSet = bits.iter().copied().collect();
        row.grow(2);
        row
    };
    // ○ ? / × ×, but ○ at (b, b) under the other option, and `?` at (a, a) under the one.
    let by_reading = vec![
        TableCell { choice: other, row: 1, column: 1, value: Some(true) },
        TableCell { choice: one, row: 0, column: 0, value: None },
    ];
    let table = RelationKind::Table(Table {
        rows,
        columns,
        yes: vec![bits(&[0]), bits(&[])],
        unknown: vec![bits(&[1]), bits(&[])],
        by_reading,
        list: false,
    });
    let table = build.relation("listed", &[Sort::Kind(rows), Sort::Kind(columns)], table);
    let cells = |world: &World| {
        [(0, 0), (0, 1), (1, 0), (1, 1)].map(|(r, c)| {
            let args = [Value::Element(element(rows, r)), Value::Element(element(columns, c))];
            Evaluator::new(&build.0, world).atom(table, &args)
        })
    };
    let mut world = build.world(1, &[]);
    assert_eq!(cells(&world), [Unknown, Unknown, False, False]);
    world.readings = vec![1];
    assert_eq!(cells(&world), [True, Unknown, False, True]);
    world.cells.insert((table, 0, 1), true);
    world.cells.insert((table, 0, 0), false);
    assert_eq!(cells(&world), [True, True, False, True], "the world fills gaps and nothing else");
}

#[test]
fn a_role_is_any_of_its_standing_clauses() {
    let mut build = Build::default();
    let zone = build.kind("Zone", false, &[("east", Some(1)), ("west", Some(3))]);
    let chief = build.office("chief", &[], false);
    let named = build.fact("naming", &[Sort::Person, Sort::Kind(zone)], Changeability::Earned);
    let [_, other] = build.reading();
    let params = vec![build.var("p", Sort::Person), build.var("z", Sort::Kind(zone))];
    let [p, z] = [Term::Var(params[0]), Term::Var(params[1])];
    let clause = |body, readings| RoleClause { body, origin: Origin { readings, ..Origin::default() } };
    let east = equals(z.clone(), Term::Element(element(zone, 0)));
    let clauses = vec![
        clause(atom(named, &[p.clone(), z]), Vec::new()),
        clause(Formula::And(vec![east, atom(chief, &[p])]), vec![other]),
    ];
    let role = RelationKind::Role(Role { params, clauses, naming: None });
    let warden = build.relation("warden", &[Sort::Person, Sort::Kind(zone)], role);
    let [east, west] = [0, 1].map(|index| Value::Element(element(zone, index)));
    let is = |world: &World, who| {
        [east, west].map(|zone| Evaluator::new(&build.0, world).atom(warden, &[person(who), zone]))
    };
    let mut world = build.world(2, &[(chief, &[person(0)])]);
    assert_eq!((is(&world, 0), is(&world, 1)), ([False, False], [False, False]));
    world.readings = vec![1];
    assert_eq!((is(&world, 0), is(&world, 1)), ([True, False], [False, False]));
    world.set(named, vec![person(1), west], true);
    assert_eq!((is(&world, 0), is(&world, 1)), ([True, False], [False, True]));
}

#[test]
fn a_definition_is_its_body() {
    let mut build = Build::default();
    let chief = build.office("chief", &[], false);
    let p = build.var("p", Sort::Person);
    let body = not(atom(chief, &[Term::Var(p)]));
    let common = build.relation("common", &[Sort::Person], RelationKind::Define { params: vec![p], body });
    let world = build.world(2, &[(chief, &[person(0)])]);
    // The same variable outside and inside: nothing is captured.
    let claim = Formula::exists(
        vec![p],
        Formula::And(vec![atom(chief, &[Term::Var(p)]), not(atom(common, &[Term::Var(p)]))]),
    );
    assert_eq!(build.truth(&world, &claim), True);
}

#[test]
fn done_is_somebody_did() {
    let mut build = Build::default();
    let act = build.act("file", &[Sort::Number]);
    let mut world = build.world(2, &[]);
    let done = |world: &World, n| build.truth(world, &Formula::Done(act, vec![Term::Quantity(n)]));
    assert_eq!(done(&world, 1), False);
    world.history.insert((act, person(1), vec![Value::Quantity(1)]));
    assert_eq!([done(&world, 1), done(&world, 2)], [True, False]);
}
