//! What is wrong in a world (or right, of `possible`): the parts of the claim that its facts and deeds do not tell.

use super::course::is_history;
use super::{Line, Teller};
use crate::model::eval::{Ground, Literal};
use crate::model::{Claim, ClaimKind, ElementId, Formula, ProvisionId, RelationId, Sort, Term, Value, VarId};
use crate::problem::Text;
use crate::proof::{Event, Witness};
use crate::report::formula::FormulaText;

/// The conjuncts of the claim's bad case that have not been told, with the names of this world in them; after a course,
/// with the roles on which they rest.
pub fn lines(teller: &Teller<'_>, claim: &Claim, instance: &[ElementId], witness: &Witness) -> Vec<Line> {
    let formula = if claim.kind == ClaimKind::Possible { &claim.good } else { &claim.bad };
    let mut known: Vec<(VarId, Value)> = witness.bindings.clone();
    let elements = claim.instances.iter().copied().zip(instance.iter().copied().map(Value::Element));
    known.extend(elements);
    let course = !witness.events.is_empty();
    let told = Told { known, witness };
    let mut parts = Vec::new();
    told.conjuncts(formula, &mut parts);
    let mut left: Vec<&Formula> = parts.iter().copied().filter(|part| !told.is_told(part)).collect();
    if course && left.is_empty() && witness.deeds.is_empty() {
        left = parts.into_iter().filter(|part| !matches!(part, Formula::True)).collect();
    }
    if left.is_empty() {
        return Vec::new();
    }
    let mut text = FormulaText::new(teller.model, teller.lang);
    for (var, value) in &told.known {
        text.name(*var, teller.value(*value, sort(*value)));
    }
    let but = match claim.kind {
        ClaimKind::Possible => Text { en: "so: ", ja: "だから、" },
        _ => Text { en: "and yet: ", ja: "ところが、" },
    };
    let shown = text.show(&Formula::and(left.iter().copied().cloned()));
    let mut lines = vec![Line {
        step: None,
        depth: 0,
        text: format!("{}{shown}", teller.say(but)),
        articles: Vec::new(),
    }];
    if course && witness.deeds.is_empty() {
        let untold = |literal: &&Literal| teller.is_derived(literal) && !is_history(literal);
        for literal in witness.reason.literals.iter().filter(untold) {
            let ground = teller.ground(literal, 1);
            match lines.first_mut().filter(|_| left.iter().any(|part| told.same(part, literal))) {
                Some(whole) => {
                    let new = |article: &ProvisionId| !whole.articles.contains(article);
                    let added: Vec<_> = ground.articles.into_iter().filter(new).collect();
                    whole.articles.extend(added);
                }
                None => lines.push(ground),
            }
        }
    }
    lines
}

fn sort(value: Value) -> Sort {
    match value {
        Value::Person(_) => Sort::Person,
        Value::Element(element) => Sort::Kind(element.kind),
        Value::Quantity(_) => Sort::Number,
    }
}

/// What the story has said so far.
struct Told<'a> {
    /// What the claim's variables stand for.
    known: Vec<(VarId, Value)>,
    witness: &'a Witness,
}

impl Told<'_> {
    fn conjuncts<'f>(&self, formula: &'f Formula, into: &mut Vec<&'f Formula>) {
        match formula {
            Formula::And(parts) => parts.iter().for_each(|part| self.conjuncts(part, into)),
            Formula::Cited(_, body) => self.conjuncts(body, into),
            Formula::Exists(vars, body) if vars.iter().all(|var| self.known.iter().any(|k| k.0 == *var)) => {
                self.conjuncts(body, into);
            }
            other => into.push(other),
        }
    }

    fn is_told(&self, part: &Formula) -> bool {
        let course = !self.witness.events.is_empty();
        match part {
            Formula::May(..) | Formula::True | Formula::Reading(_) => true,
            Formula::Atom(relation, args) => !course || self.at_first(*relation, args),
            Formula::Did(..) | Formula::Done(..) => {
                course && !self.witness.deeds.is_empty() || !self.witness.past.is_empty()
            }
            _ => false,
        }
    }

    /// Whether the fact has been told as one of those at first, and is still the case.
    fn at_first(&self, relation: RelationId, args: &[Term]) -> bool {
        let args: Option<Vec<Value>> = args.iter().map(|arg| self.value(arg)).collect();
        let Some(args) = args else { return false };
        let same = |fact: &crate::proof::Fact| fact.relation == relation && fact.args == args;
        let mut changed = self.witness.events.iter().flat_map(Event::facts);
        let changed = changed.any(|(fact, _)| same(fact));
        self.witness.facts.iter().any(same) && !changed
    }

    /// Whether the part says of the same what the literal says.
    fn same(&self, part: &Formula, literal: &Literal) -> bool {
        let (holds, atom) = match part {
            Formula::Not(inner) => (false, &**inner),
            other => (true, other),
        };
        match (atom, &literal.ground) {
            (Formula::Atom(relation, args), Ground::Atom { relation: other, args: values, .. }) => {
                let known: Option<Vec<Value>> = args.iter().map(|arg| self.value(arg)).collect();
                relation == other && known.as_ref() == Some(values) && literal.holds.is_true() == holds
            }
            _ => false,
        }
    }

    fn value(&self, term: &Term) -> Option<Value> {
        match term {
            Term::Var(var) => self.known.iter().find(|(known, _)| known == var).map(|(_, value)| *value),
            Term::Element(element) => Some(Value::Element(*element)),
            Term::Quantity(quantity) => Some(Value::Quantity(*quantity)),
            Term::Attribute(..) => None,
        }
    }
}
