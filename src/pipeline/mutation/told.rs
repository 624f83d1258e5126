//! A survivor as a problem: where, what was changed, and what to write so that somebody notices.

use crate::model::{Edit, ElementId, Model, Mutant, Of, Sort, Value, units};
use crate::problem::catalogue::mutation::UNNOTICED_CHANGE;
use crate::problem::{Arg, Problem, Text};
use crate::syntax::tree::NormVerb;

/// The problem that nobody would notice this.
pub fn survivor(model: &Model, mutant: &Mutant) -> Problem {
    let problem = Problem::new(&UNNOTICED_CHANGE)
        .name("name", &mutant.name)
        .arg("articles", articles(model, mutant))
        .help(help(mutant));
    let Some(span) = mutant.span else { return problem };
    let named = |id: ElementId| model.kinds[id.kind.index()].elements[id.index as usize].name.clone();
    match &mutant.edit {
        Edit::Norm(_) => problem.label(span, "norm"),
        Edit::Another(_) => problem.label(span, "another"),
        Edit::Open(_) => problem.label(span, "open"),
        Edit::Despite(..) => problem.label(span, "despite"),
        Edit::Anyone(_) => problem.label(span, "anyone"),
        Edit::Conjunct(_) => problem.label(span, "conjunct"),
        Edit::Alternative(_, index) => {
            let number = i64::try_from(index + 1).unwrap_or(i64::MAX);
            problem.label_with(span, "alternative", vec![("number", Arg::Number(number))])
        }
        Edit::Clause(..) => problem.label(span, "clause"),
        Edit::Value { attribute, element, to, .. } => {
            let of = &model.kinds[attribute.kind.index()].attributes[attribute.index as usize];
            let mut args =
                vec![("attribute", Arg::Name(of.name.clone())), ("element", Arg::Name(named(*element)))];
            match to {
                None => problem.label_with(span, "silent", args),
                Some(Value::Quantity(number)) if of.sort == Sort::Duration => {
                    let (size, unit) = units::unit(*number).unwrap_or((1, Text { en: "", ja: "" }));
                    args.extend([("number", Arg::Number(number / size)), ("unit", Arg::Word(unit))]);
                    problem.label_with(span, "duration", args)
                }
                Some(value) => {
                    let value = match value {
                        Value::Element(id) => Arg::Name(named(*id)),
                        Value::Quantity(number) => Arg::Number(*number),
                        Value::Person(number) => Arg::Number(i64::from(*number)),
                    };
                    args.push(("value", value));
                    problem.label_with(span, "value", args)
                }
            }
        }
        Edit::Cell { row, column, yes, .. } => {
            let mark = if *yes { "○" } else { "×" };
            let args = vec![
                ("row", Arg::Plain(named(*row))),
                ("column", Arg::Plain(named(*column))),
                ("mark", Arg::Plain(mark.to_string())),
            ];
            problem.label_with(span, "cell", args)
        }
    }
}

/// The provisions of what is changed.
fn articles(model: &Model, mutant: &Mutant) -> Arg {
    let numbers = mutant.provisions.iter().map(|id| model.provisions[id.index()].number());
    let numbers: Vec<String> = numbers.collect();
    if numbers.is_empty() {
        return Arg::Word(Text { en: "of no provision", ja: "条項なし" });
    }
    Arg::Plain(numbers.join(", "))
}

/// What to write.
fn help(mutant: &Mutant) -> &'static str {
    match &mutant.edit {
        Edit::Norm(_) => match mutant.verb {
            Some(NormVerb::Forbid) => "forbid",
            Some(NormVerb::Duty) => "duty",
            Some(NormVerb::Permit) | None => "permit",
        },
        Edit::Another(_) => "another",
        Edit::Open(_) => "only",
        Edit::Despite(..) => "despite",
        Edit::Clause(..) => "role",
        Edit::Anyone(place) | Edit::Conjunct(place) => match place.of {
            Of::Norms(_) | Of::Define(_) => "narrow",
            Of::Clause(..) => "role",
        },
        Edit::Alternative(..) => "alternative",
        Edit::Cell { .. } => "table",
        Edit::Value { .. } => "value",
    }
}
