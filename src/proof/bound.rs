//! How many people and members are enough: the small-model bound of formulas that are stratified (EPR).
//!
//! Every "some" is a function of the "every" around it that it depends on, an office is a function of its parameters. If no sort feeds
//! itself through these functions, finitely many terms exist, and a satisfiable formula is true in a world of as many
//! people and members. (Ge, de Moura: Complete instantiation for quantified formulas, 2009; Piskac et al.: EPR, 2010.)

use std::collections::{BTreeMap, BTreeSet};

use super::constants::Constants;
use super::prop::{Prop, Symbol, term_mentions};
use crate::model::{RelationKind, Sort, Term, VarId};

/// More than this is of no use.
const MOST: u32 = 10_000;

/// Enough people, members of each open kind (its named ones included), and numbers of each gap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    pub people: u32,
    pub members: BTreeMap<u32, u32>,
    pub numbers: u32,
}

impl Bound {
    /// How many parts the formula has when it is written out over so many people, members and numbers.
    pub fn parts(&self, constants: &Constants, prop: &Prop) -> u64 {
        match prop {
            Prop::And(parts) | Prop::Or(parts) | Prop::Card(_, parts) => {
                parts.iter().map(|part| self.parts(constants, part)).fold(1, u64::saturating_add)
            }
            Prop::AtLeast(_, var, body) | Prop::AllBut(_, var, body) => {
                let values = match constants.model.vars[var.index()].sort {
                    Sort::Person => self.people,
                    Sort::Kind(kind) => self.members.get(&kind.0).copied().unwrap_or(1),
                    _ => self.numbers,
                };
                self.parts(constants, body).saturating_mul(u64::from(values.max(1)))
            }
            Prop::Guarded(inner) => self.parts(constants, &inner.body),
            _ => 1,
        }
    }
}

/// A function from sorts to a sort, and how many of its like there are.
type Functions = BTreeMap<(Sort, Vec<Sort>), u32>;

/// The bound of a formula from which closed kinds are gone; none if it has none that we can compute.
pub fn bound(constants: &Constants, prop: &Prop) -> Option<Bound> {
    let mut functions = Choices { constants, projected: projected(prop) }.of(prop, &mut Vec::new());
    for (office, count) in offices(constants, prop) {
        *functions.entry((Sort::Person, office)).or_insert(0) += count;
    }
    if functions.keys().any(|(_, from)| from.iter().any(|sort| is_number(*sort))) {
        return None;
    }
    let numbers = functions.iter().filter(|((to, _), _)| is_number(*to)).map(|(_, count)| count).sum::<u32>();
    let mut sizes = BTreeMap::new();
    let people = size(constants, &functions, Sort::Person, &mut sizes, &mut BTreeSet::new())?.max(1);
    let mut members = BTreeMap::new();
    for (index, kind) in constants.model.kinds.iter().enumerate().filter(|(_, kind)| kind.open) {
        let id = crate::model::KindId::from_index(index);
        let size = size(constants, &functions, Sort::Kind(id), &mut sizes, &mut BTreeSet::new())?;
        members.insert(id.0, size.max(u32::try_from(kind.elements.len()).unwrap_or(MOST)));
    }
    let open_values = open_values(prop);
    Some(Bound { people, members, numbers: (numbers + open_values).max(1) })
}

/// The number of terms of a sort; none if it feeds itself or there are too many.
fn size(
    constants: &Constants,
    functions: &Functions,
    sort: Sort,
    known: &mut BTreeMap<Sort, u32>,
    above: &mut BTreeSet<Sort>,
) -> Option<u32> {
    if let Some(size) = known.get(&sort) {
        return Some(*size);
    }
    if !above.insert(sort) {
        return None;
    }
    let mut sum = match sort {
        Sort::Kind(kind) => u32::try_from(constants.len(kind)).ok()?,
        _ => 0,
    };
    for ((_, from), count) in functions.iter().filter(|((to, _), _)| *to == sort) {
        let mut product = *count;
        for argument in from {
            product = product.checked_mul(size(constants, functions, *argument, known, above)?.max(1))?;
        }
        sum = sum.checked_add(product).filter(|sum| *sum <= MOST)?;
    }
    above.remove(&sort);
    known.insert(sort, sum);
    Some(sum)
}

/// A variable around us, and the values of "every" that it stands for or was chosen for, each once.
type Around = (VarId, BTreeSet<(VarId, u32)>);

/// What every "some" depends on: the "every" whose variables it mentions, or that others it mentions were chosen for. Of
/// alternatives outside of every "every" only one is chosen.
struct Choices<'a> {
    constants: &'a Constants<'a>,
    /// See [`projected`].
    projected: BTreeSet<Symbol>,
}

impl Choices<'_> {
    fn of(&self, prop: &Prop, around: &mut Vec<Around>) -> Functions {
        let every = |(var, every): &Around| every.iter().any(|(other, _)| other == var);
        match prop {
            Prop::And(parts) | Prop::Card(_, parts) => {
                self.joined(parts, around, |sum, count| *sum = sum.saturating_add(count))
            }
            Prop::Or(parts) if !around.iter().any(every) => {
                self.joined(parts, around, |most, count| *most = count.max(*most))
            }
            Prop::Or(parts) => self.joined(parts, around, |sum, count| *sum = sum.saturating_add(count)),
            Prop::AtLeast(..) if projection(prop).is_some_and(|of| self.projected.contains(&of)) => {
                Functions::new()
            }
            Prop::AtLeast(least, var, body) => {
                let every = chosen_for(prop, around);
                let sorts =
                    every.iter().map(|(var, _)| self.constants.model.vars[var.index()].sort).collect();
                around.push((*var, every));
                let body = self.of(body, around);
                around.pop();
                let mut all: Functions =
                    body.into_iter().map(|(key, count)| (key, count.saturating_mul(*least))).collect();
                let own = all.entry((self.constants.model.vars[var.index()].sort, sorts)).or_insert(0);
                *own = own.saturating_add(*least);
                all
            }
            Prop::AllBut(most, var, body) => {
                let copies = most.saturating_add(1);
                around.push((*var, (0..copies).map(|copy| (*var, copy)).collect()));
                let body = self.of(body, around);
                around.pop();
                body.into_iter().map(|(key, count)| (key, count.saturating_mul(copies))).collect()
            }
            _ => Functions::new(),
        }
    }

    fn joined(&self, parts: &[Prop], around: &mut Vec<Around>, join: impl Fn(&mut u32, u32)) -> Functions {
        let mut all = Functions::new();
        for part in parts {
            for (key, count) in self.of(part, around) {
                join(all.entry(key).or_insert(0), count);
            }
        }
        all
    }
}

/// The acts of which the formula asks only whether somebody did them. Whoever there is may be the one who did.
fn projected(prop: &Prop) -> BTreeSet<Symbol> {
    fn see(prop: &Prop, asked: &mut BTreeSet<Symbol>, otherwise: &mut BTreeSet<Symbol>) {
        if let Some(symbol) = projection(prop) {
            asked.insert(symbol);
            return;
        }
        match prop {
            Prop::Fact(_, symbol, _) => {
                otherwise.insert(*symbol);
            }
            Prop::And(parts) | Prop::Or(parts) | Prop::Card(_, parts) => {
                parts.iter().for_each(|part| see(part, asked, otherwise));
            }
            Prop::AtLeast(_, _, body) | Prop::AllBut(_, _, body) => see(body, asked, otherwise),
            Prop::Guarded(inner) => see(&inner.body, asked, otherwise),
            _ => {}
        }
    }
    let (mut asked, mut otherwise) = (BTreeSet::new(), BTreeSet::new());
    see(prop, &mut asked, &mut otherwise);
    &asked - &otherwise
}

/// The act, if the formula says that somebody (or nobody) did it, and nothing of who.
fn projection(prop: &Prop) -> Option<Symbol> {
    let (some, var, body) = match prop {
        Prop::AtLeast(1, var, body) => (true, var, body),
        Prop::AllBut(0, var, body) => (false, var, body),
        _ => return None,
    };
    match &**body {
        Prop::Fact(positive, symbol @ Symbol::Did(_), args) if *positive == some => {
            let (actor, others) = args.split_first()?;
            let apart = !others.iter().any(|other| term_mentions(other, *var));
            (*actor == Term::Var(*var) && apart).then_some(*symbol)
        }
        _ => None,
    }
}

/// The values of "every" on which the variables depend that the formula mentions.
fn chosen_for(prop: &Prop, around: &[Around]) -> BTreeSet<(VarId, u32)> {
    let mut seen = BTreeSet::new();
    // An inner variable hides an outer one of the same name.
    let visible = around.iter().rev().filter(|(var, _)| seen.insert(*var));
    visible.filter(|(var, _)| prop.mentions(*var)).flat_map(|(_, every)| every.iter().copied()).collect()
}

/// The offices asked about: the sorts of their open parameters, and how many offices have these.
fn offices(constants: &Constants, prop: &Prop) -> BTreeMap<Vec<Sort>, u32> {
    let mut found = BTreeSet::new();
    prop.walk(&mut |part| {
        let Prop::Fact(_, Symbol::Relation(relation), args) = part else { return };
        if !matches!(constants.model.relations[relation.index()].kind, RelationKind::Office { .. }) {
            return;
        }
        let params = &args[1.min(args.len())..];
        let open = |term: &&Term| constants.closed_sort(constants.sort(term)).is_none();
        let sorts: Vec<Sort> = params.iter().filter(open).map(|term| constants.sort(term)).collect();
        let closed: Vec<Term> = params.iter().filter(|term| !open(term)).cloned().collect();
        found.insert((*relation, format!("{closed:?}"), sorts));
    });
    let mut counts = BTreeMap::new();
    for (_, _, sorts) in found {
        *counts.entry(sorts).or_insert(0) += 1;
    }
    counts
}

/// How many attributes that the text leaves open the formula speaks of.
fn open_values(prop: &Prop) -> u32 {
    let mut found = BTreeSet::new();
    prop.walk(&mut |part| {
        let Prop::Compare(_, left, right) = part else { return };
        for term in [left, right] {
            if matches!(term, Term::Attribute(..)) {
                found.insert(format!("{term:?}"));
            }
        }
    });
    u32::try_from(found.len()).unwrap_or(MOST)
}

/// Whether a world over the bound's people, members and numbers decides the formula whatever else there is: no
/// number is quantified, and values are looked up of elements of closed kinds only.
///
/// Elsewhere the bound is enough as well, but the written-out world is less plainly the formula's, and it is asked with its
/// quantifiers first.
pub fn is_complete(constants: &Constants, prop: &Prop) -> bool {
    let closed = |sort: Sort| is_number(sort) || constants.closed_sort(sort).is_some();
    let plain = |term: &Term| match term {
        Term::Attribute(attribute, of) => {
            closed(constants.attribute_sort(*attribute))
                && matches!(**of, Term::Element(element) if constants.closed_sort(Sort::Kind(element.kind)).is_some())
        }
        Term::Var(_) | Term::Element(_) | Term::Quantity(_) => true,
    };
    let mut complete = true;
    prop.walk(&mut |part| {
        complete &= match part {
            Prop::Fact(_, _, args) => args.iter().all(plain),
            Prop::Compare(_, left, right) => plain(left) && plain(right),
            Prop::AtLeast(_, var, _) | Prop::AllBut(_, var, _) => {
                !is_number(constants.model.vars[var.index()].sort)
            }
            _ => true,
        }
    });
    complete
}

fn is_number(sort: Sort) -> bool {
    matches!(sort, Sort::Number | Sort::Duration)
}

#[cfg(test)]
mod tests {
    use super::super::fold::Env;
    use super::super::testing::{constants, model, posed};
    use super::*;

    fn of(declarations: &str, claim: &str) -> Option<Bound> {
        let model = model(&format!(
            "kitei 1\nregulation r\nprovision Art.1 {{ {declarations} }}\nproperty c: {claim}"
        ));
        let constants = constants(&model);
        let asked = posed(&constants).wanted.ask(&Env::default()).unwrap();
        bound(&constants, &asked.prop)
    }

    #[test]
    fn one_for_each_some_and_each_office() {
        let found =
            of("office head\nfact busy(person)", "never some person p, person q: busy(p) and not busy(q)");
        assert_eq!(found.unwrap().people, 2);
        let found = of("office head\nfact busy(person)", "never some person p: p is head and busy(p)");
        assert_eq!(found.unwrap().people, 2);
    }

    #[test]
    fn alternatives_share() {
        let found = of("fact busy(person)\nfact idle(person)", "always no person p: busy(p) or idle(p)");
        assert_eq!(found.unwrap().people, 1);
    }

    #[test]
    fn people_chosen_for_each_person_have_no_bound() {
        assert_eq!(
            of("fact knows(person, person)", "possible every person p: some person q: knows(p, q)"),
            None
        );
    }

    #[test]
    fn people_chosen_once_for_all_have_a_bound() {
        let found = of(
            "fact busy(person)\nfact knows(person, person)",
            "possible every person p: busy(p) implies some person q: busy(q) and not knows(q, q)",
        );
        assert_eq!(found.unwrap().people, 1);
        // The third is chosen for the second, and so for the first.
        let chain = "possible every person p: some person q: knows(p, q) and some person r: not knows(q, r)";
        assert_eq!(of("fact knows(person, person)", chain), None);
    }

    #[test]
    fn whoever_there_is_may_have_done_it() {
        let declared = "open kind Case\nact visit(c: Case)\nfact busy(person, Case)";
        let somebody = "possible every person p: some Case c: busy(p, c) and (some person q: q did visit(c))";
        // The person feeds the case, and the case nobody.
        let found = of(declared, somebody);
        assert_eq!(found.map(|bound| (bound.people, bound.members[&0])), Some((1, 1)));
        let himself = "possible every person p: some Case c: \
             busy(p, c) and some person q: q did visit(c) and not busy(q, c)";
        assert_eq!(of(declared, himself), None);
    }

    #[test]
    fn offices_of_open_kinds_follow_their_members() {
        let found = of(
            "open kind Section { general }\noffice chief(Section)",
            "never some person p, Section s: p is chief(s) and not p is chief(general)",
        );
        let found = found.unwrap();
        assert_eq!(found.members[&0], 2);
        assert_eq!(found.people, 3);
    }
}
