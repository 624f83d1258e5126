//! Ways to fill what the text leaves open: unknown cells, attributes without a value, and what no norm mentions.

use std::collections::BTreeSet;

use super::constants::Constants;
use super::fold::{self, compares};
use super::gap::Gap;
use super::prop::{Prop, Symbol};
use crate::model::{self, Model, Sort, Term, eval};
use crate::syntax::tree::Comparison;

/// More ways to fill the gaps than this are not tried.
const FILLINGS: usize = 64;

/// What fills it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Of a cell; whether anybody may do the act, whether the fact holds of everything or of nothing.
    Truth(bool),
    Term(Term),
}

/// A value for each gap.
pub type Filling = Vec<(Gap, Value)>;

/// That the gap is filled so.
pub fn says(gap: &Gap, value: &Value) -> Prop {
    match (gap, value) {
        (Gap::Cell(table, row, column), Value::Truth(yes)) => {
            Prop::Fact(*yes, Symbol::Relation(*table), vec![Term::Element(*row), Term::Element(*column)])
        }
        (Gap::Value(attribute, element), Value::Term(term)) => Prop::Compare(
            Comparison::Eq,
            Term::Attribute(*attribute, Box::new(Term::Element(*element))),
            term.clone(),
        ),
        _ => Prop::True,
    }
}

/// The same regulation with the gaps filled.
pub fn filled(model: &Model, filling: &Filling) -> Model {
    let mut model = model.clone();
    for (gap, value) in filling {
        match (gap, value) {
            (Gap::Cell(table, row, column), Value::Truth(yes)) => model.set_cell(*table, *row, *column, *yes),
            (Gap::Value(attribute, element), Value::Term(Term::Quantity(number))) => {
                model.set_value(*attribute, *element, model::Value::Quantity(*number));
            }
            (Gap::Value(attribute, of), Value::Term(Term::Element(element))) => {
                model.set_value(*attribute, *of, model::Value::Element(*element));
            }
            (Gap::Act(act), Value::Truth(true)) => model.permit_to_anyone(*act),
            (Gap::Fact(fact), Value::Truth(holds)) => model.set_fact(*fact, *holds),
            _ => {}
        }
    }
    model
}

/// Every way to fill these gaps; none if there are too many.
pub fn fillings(constants: &Constants, gaps: BTreeSet<Gap>) -> Option<Vec<Filling>> {
    let each = i64::try_from(gaps.len()).unwrap_or(i64::MAX);
    let mut all: Vec<Filling> = vec![Vec::new()];
    for gap in gaps {
        let values = values(constants, &gap, each);
        if all.len().saturating_mul(values.len()) > FILLINGS {
            return None;
        }
        all = all
            .iter()
            .flat_map(|filling| {
                let gap = &gap;
                values.iter().map(move |value| [&filling[..], &[(gap.clone(), value.clone())]].concat())
            })
            .collect();
    }
    Some(all)
}

fn values(constants: &Constants, gap: &Gap, each: i64) -> Vec<Value> {
    let Gap::Value(attribute, _) = gap else { return vec![Value::Truth(false), Value::Truth(true)] };
    if let Sort::Kind(kind) = constants.attribute_sort(*attribute) {
        let all = 0..constants.len(kind);
        all.map(|index| Value::Term(Term::Element(fold::element(kind, index)))).collect()
    } else {
        let numbers = eval::regions(&eval::constants(constants.model), each);
        numbers.into_iter().map(|number| Value::Term(Term::Quantity(number))).collect()
    }
}

/// The formula with the gaps filled.
pub fn fill(prop: &Prop, filling: &Filling) -> Prop {
    let value = |gap: &Gap| filling.iter().find(|(g, _)| g == gap).map(|(_, value)| value);
    let term = |term: &Term| match term {
        Term::Attribute(attribute, of) => match **of {
            Term::Element(element) => match value(&Gap::Value(*attribute, element)) {
                Some(Value::Term(filled)) => filled.clone(),
                _ => term.clone(),
            },
            _ => term.clone(),
        },
        _ => term.clone(),
    };
    prop.map(&mut |atom| match atom {
        Prop::Fact(positive, Symbol::Relation(table), args) => match args[..] {
            [Term::Element(row), Term::Element(column)] => match value(&Gap::Cell(*table, row, column)) {
                Some(Value::Truth(yes)) => Prop::constant(yes == positive),
                _ => atom.clone(),
            },
            _ => atom.clone(),
        },
        Prop::Compare(op, left, right) => match (term(left), term(right)) {
            (Term::Quantity(one), Term::Quantity(two)) => Prop::constant(compares(*op, one, two)),
            (Term::Element(one), Term::Element(two)) => Prop::constant(compares(*op, one, two)),
            (left, right) => Prop::Compare(*op, left, right),
        },
        other => other.clone(),
    })
}
