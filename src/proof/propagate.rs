//! What a formula says outright, taken into account in its other parts. Much is decided here without a solver.

use super::constants::Constants;
use super::hash::QuickMap;
use super::prop::{Prop, Symbol};
use crate::model::Term;

/// Facts of which one truth value is given, by their innermost say.
struct Given<'a> {
    constants: &'a Constants<'a>,
    facts: QuickMap<(Symbol, Vec<Term>), bool>,
}

/// An equivalent formula in which no part of a conjunction asks what another part says, and dually.
///
/// Sound under quantifiers because variables are unique: a fact that mentions a variable is said and asked within
/// the scope of the same quantifier, unless it is below another quantifier of the same variable, where it is dropped.
pub fn propagate(constants: &Constants, prop: Prop) -> Prop {
    simplify(prop, &mut Given { constants, facts: QuickMap::default() })
}

fn simplify(prop: Prop, given: &mut Given) -> Prop {
    match prop {
        Prop::Fact(positive, symbol, args) => {
            let key = (symbol, args);
            match given.facts.get(&key) {
                Some(value) => Prop::constant(*value == positive),
                None => Prop::Fact(positive, key.0, key.1),
            }
        }
        Prop::And(parts) => junction(parts, given, true),
        Prop::Or(parts) => junction(parts, given, false),
        Prop::Card(least, parts) => {
            Prop::card(least, parts.into_iter().map(|part| simplify(part, given)).collect())
        }
        Prop::AtLeast(least, var, body) => {
            let hidden = given.hide(var);
            let body = simplify(*body, given);
            given.facts.extend(hidden);
            given.constants.at_least(least, var, body)
        }
        Prop::AllBut(most, var, body) => {
            let hidden = given.hide(var);
            let body = simplify(*body, given);
            given.facts.extend(hidden);
            given.constants.all_but(most, var, body)
        }
        other => other,
    }
}

/// In a conjunction the other parts may take for granted what one says; in a disjunction, that it is not so.
fn junction(mut parts: Vec<Prop>, given: &mut Given, all: bool) -> Prop {
    let mut added: Vec<(Symbol, Vec<Term>)> = Vec::new();
    let mut says: Vec<Prop> = Vec::new();
    let result = loop {
        let mut open = Vec::new();
        let mut grew = false;
        let mut settled = false;
        for part in parts {
            match simplify(part, given) {
                Prop::Fact(positive, symbol, args) => {
                    says.push(Prop::Fact(positive, symbol, args.clone()));
                    given.facts.insert((symbol, args.clone()), positive == all);
                    added.push((symbol, args));
                    grew = true;
                }
                decided if decided.known() == Some(!all) => settled = true,
                Prop::And(inner) if all => open.extend(inner),
                Prop::Or(inner) if !all => open.extend(inner),
                other => open.push(other),
            }
        }
        if settled {
            break Prop::constant(!all);
        }
        parts = open;
        if !grew {
            says.extend(parts);
            break if all { Prop::and(says) } else { Prop::or(says) };
        }
    };
    for key in added {
        given.facts.remove(&key);
    }
    result
}

impl Given<'_> {
    /// Takes out what is said of the variable, for the scope of another quantifier of it.
    fn hide(&mut self, var: crate::model::VarId) -> Vec<((Symbol, Vec<Term>), bool)> {
        let mentions = |args: &[Term]| args.iter().any(|term| super::prop::term_mentions(term, var));
        let hidden: Vec<_> =
            self.facts.iter().filter(|((_, args), _)| mentions(args)).map(|(k, v)| (k.clone(), *v)).collect();
        hidden.iter().for_each(|(key, _)| {
            self.facts.remove(key);
        });
        hidden
    }
}

#[cfg(test)]
mod tests {
    use super::super::question::Question;
    use super::super::testing::{MATRIX, bad, constants, model};
    use super::*;

    fn asked(claim: &str) -> Prop {
        let model = model(&format!("{MATRIX}property c: {claim}"));
        let constants = constants(&model);
        let question = Question::new(&constants, bad(&constants));
        question.ask(&super::super::fold::Env::default()).unwrap().prop
    }

    #[test]
    fn what_is_said_and_denied_is_false() {
        assert_eq!(asked("never some person p: sworn(p) and not sworn(p)"), Prop::False);
        assert_eq!(asked("only holds(admin) may work(change)"), Prop::False);
    }

    #[test]
    fn what_is_said_of_one_is_not_said_of_another() {
        assert_ne!(asked("never some person p, person q: sworn(p) and not sworn(q)"), Prop::False);
        assert_ne!(asked("never some person p: sworn(p) and not every person q: sworn(q)"), Prop::False);
    }
}
