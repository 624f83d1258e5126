//! `possible φ`: proved by a world, refuted by a proof, whatever the text leaves open.

use std::collections::BTreeSet;

use super::claim::{Posed, Sought, Stop};
use super::course::{Part, Proof, Reach};
use super::fault::{self, Fault};
use super::fewest;
use super::fold::{Env, compares};
use super::gap::{self, Gap};
use super::prop::{Prop, Symbol};
use super::question::Asked;
use super::session::{Session, Trouble};
use super::verdict::{Case, Fewest, Reason, Verdict};
use super::witness::Witness;
use crate::model::eval;
use crate::model::{ElementId, Sort, Term};

/// More ways to fill the gaps than this are not tried.
const FILLINGS: usize = 64;

/// Proved if, however the gaps of the text are filled, some world at the start or at the end of a course satisfies the
/// formula. Refuted if none does, whatever fills them.
pub fn answer(posed: &Posed, session: &mut Session, env: &Env, instance: &[ElementId]) -> Result<Case, Stop> {
    let any = posed.wanted.ask(env).ok_or(Stop::TooLarge)?;
    match session.satisfiable(posed.constants, &any.prop) {
        Ok(false) => return Ok(posed.refuted(session, env)),
        Err(Trouble::Disagreement) => return Err(Trouble::Disagreement.into()),
        Ok(true) | Err(Trouble::Limit) => {} // Courses may tell where all worlds at once are too much.
    }
    let first = posed.wanted_first.ask(env).ok_or(Stop::TooLarge)?;
    let gaps = match whatever(posed, session, env, instance, &first)? {
        Ok(case) => return Ok(case),
        Err(gaps) => gaps,
    };
    // What fills a gap tells apart elements that were interchangeable without it.
    let whole = || posed.wanted_first.ask_whole(env).ok_or(Stop::TooLarge);
    let first = if gaps.is_empty() { first } else { whole()? };
    let fillings = fillings(posed, gaps).ok_or(Stop::TooLarge)?;
    let mut witness: Option<Witness> = None;
    let mut undecided = None;
    let mut impossible = None;
    for filling in &fillings {
        match reached(posed, session, env, &first, filling, instance, posed.claim.persons)? {
            Reach::Course(found) => witness = witness.or(Some(*found)),
            Reach::NeverConstant(_, Ok(found)) => witness = witness.or(Some(*found)),
            Reach::Never(proof) => impossible = Some(proof),
            Reach::NeverConstant(_, Err(acts)) => {
                let people = session.options.people;
                undecided = Some(Reason::NoCourse { acts, people });
            }
            Reach::Unknown { acts, people } => undecided = Some(Reason::NoCourse { acts, people }),
        }
    }
    // How few people suffice is asked where there is one way to fill the gaps.
    let counted = match (posed.claim.persons, &fillings[..]) {
        (Some(persons), [only]) => Some((persons, only)),
        _ => None,
    };
    let with = |filling| {
        let first = &first;
        move |session: &mut Session, actors| {
            reached(posed, session, env, first, filling, instance, Some(actors))
        }
    };
    match (witness, undecided, impossible) {
        (Some(witness), None, None) => {
            let fewest = match counted {
                Some((_, only)) => Some(fewest::below(session, witness.actors(), with(only))?),
                None => None,
            };
            Ok(Case { fewest, ..posed.witnessed(Verdict::Proved, witness) })
        }
        (None, None, Some(proof)) => {
            let fewest = match counted {
                Some((persons, only)) => fewest::above(session, persons, with(only))?,
                None => None,
            };
            Ok(Case { fewest, ..posed.never(session, env, &proof) })
        }
        (_, Some(reason), _) => Ok(posed.case(Verdict::Undecided(reason))),
        _ => Ok(posed.case(Verdict::Silent)),
    }
}

/// The answer, if there is a course that turns on nothing that the text leaves open; else the gaps that can matter.
fn whatever(
    posed: &Posed,
    session: &mut Session,
    env: &Env,
    instance: &[ElementId],
    first: &Asked,
) -> Result<Result<Case, BTreeSet<Gap>>, Stop> {
    let mut gaps = BTreeSet::new();
    gap::of(posed.constants, &first.prop, &mut gaps);
    if gaps.is_empty()
        && let Some(found) = posed.shown(session, &posed.wanted_first, env, instance, &posed.claim.good)?
    {
        let fewest = posed.claim.persons.map(|_| Fewest { persons: 0, least: true });
        return Ok(Ok(Case { fewest, ..posed.witnessed(Verdict::Proved, found) }));
    }
    // Who may do what can turn on a gap as well.
    for prop in posed.spoken_of(Part::Good, env)?.iter().filter(|_| !fault::on(Fault::ActGapsIgnored)) {
        gap::of(posed.constants, prop, &mut gaps);
    }
    if gaps.is_empty() {
        return Ok(Err(gaps));
    }
    let sought = Sought { part: Part::Good, besides: None, actors: posed.claim.persons, whatever: true };
    match posed.reach(session, &sought, env, instance)? {
        Reach::Course(found) => Ok(Ok(posed.witnessed(Verdict::Proved, *found))),
        Reach::Never(_) | Reach::NeverConstant(..) | Reach::Unknown { .. } => Ok(Err(gaps)),
    }
}

/// Whether the formula comes about at the start or by a course, with the gaps filled in this way.
fn reached(
    posed: &Posed,
    session: &mut Session,
    env: &Env,
    first: &Asked,
    filling: &Filling,
    instance: &[ElementId],
    actors: Option<u32>,
) -> Result<Reach, Stop> {
    if filling.is_empty() {
        let sought = Sought { part: Part::Good, besides: None, actors, whatever: false };
        return posed.reach(session, &sought, env, instance);
    }
    let asked = Asked { prop: fill(&first.prop, filling), sliced: first.sliced };
    if let Some(found) = confirmed(posed, session, &asked, filling, instance)? {
        return Ok(Reach::Course(Box::new(found)));
    }
    let any = posed.wanted.ask_whole(env).ok_or(Stop::TooLarge)?;
    if !session.satisfiable(posed.constants, &fill(&any.prop, filling))? {
        return Ok(Reach::Never(Proof::default()));
    }
    let says = Prop::and(filling.iter().map(|(gap, value)| says(gap, value)).collect::<Vec<_>>());
    let sought = Sought { part: Part::Good, besides: Some(&says), actors, whatever: false };
    posed.reach(session, &sought, env, instance)
}

/// The least world under one filling of the gaps, which the witness is told of as well.
fn confirmed(
    posed: &Posed,
    session: &mut Session,
    asked: &Asked,
    filling: &Filling,
    instance: &[ElementId],
) -> Result<Option<Witness>, Stop> {
    // The gaps are put back as facts, so that the world that is shown says how they are filled.
    let facts = filling.iter().map(|(gap, value)| says(gap, value));
    let prop = Prop::and(std::iter::once(asked.prop.clone()).chain(facts));
    posed.confirmed(session, &Asked { prop, sliced: asked.sliced }, instance, &posed.claim.good)
}

/// What fills it.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Value {
    Cell(bool),
    Term(Term),
}

type Filling = Vec<(Gap, Value)>;

/// That the gap is filled so.
fn says(gap: &Gap, value: &Value) -> Prop {
    match (gap, value) {
        (Gap::Cell(table, row, column), Value::Cell(yes)) => {
            Prop::Fact(*yes, Symbol::Relation(*table), vec![Term::Element(*row), Term::Element(*column)])
        }
        (Gap::Value(attribute, element), Value::Term(term)) => Prop::Compare(
            crate::syntax::tree::Comparison::Eq,
            Term::Attribute(*attribute, Box::new(Term::Element(*element))),
            term.clone(),
        ),
        _ => Prop::True,
    }
}

/// Every way to fill these gaps; none if there are too many.
fn fillings(posed: &Posed, gaps: BTreeSet<Gap>) -> Option<Vec<Filling>> {
    let each = i64::try_from(gaps.len()).unwrap_or(i64::MAX);
    let mut all: Vec<Filling> = vec![Vec::new()];
    for gap in gaps {
        let values = values(posed, &gap, each);
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

fn values(posed: &Posed, gap: &Gap, each: i64) -> Vec<Value> {
    let Gap::Value(attribute, _) = gap else { return vec![Value::Cell(false), Value::Cell(true)] };
    if let Sort::Kind(kind) = posed.constants.attribute_sort(*attribute) {
        let all = 0..posed.constants.len(kind);
        all.map(|index| Value::Term(Term::Element(super::fold::element(kind, index)))).collect()
    } else {
        let numbers = eval::regions(&eval::constants(posed.constants.model), each);
        numbers.into_iter().map(|number| Value::Term(Term::Quantity(number))).collect()
    }
}

/// The formula with the gaps filled.
fn fill(prop: &Prop, filling: &Filling) -> Prop {
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
                Some(Value::Cell(yes)) => Prop::constant(yes == positive),
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
