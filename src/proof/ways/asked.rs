//! What is asked of an act: who, which act, with which arguments, and what else is known of the person.

use crate::model::{ActId, Claim, ClaimKind, Formula, Term, VarId};

/// May somebody do it, of whom a subject formula holds?
#[derive(Debug, Clone)]
pub struct Asked {
    /// Everything that is "some": the person first, where it is a variable.
    pub vars: Vec<VarId>,
    pub who: Term,
    pub act: ActId,
    pub args: Vec<Term>,
    /// What else holds of the person; `True` of anybody.
    pub subject: Formula,
}

impl Asked {
    /// What a claim `possible … p may A(x)` or `only WHO may A(x)` speaks of; none if that is not one act of one person.
    pub fn of(claim: &Claim) -> Option<Self> {
        let only = claim.kind == ClaimKind::Only;
        let formula = match claim.kind {
            ClaimKind::Possible => &claim.good,
            // WHO may be anybody, and then nothing is bad.
            ClaimKind::Only if claim.bad == Formula::False => &claim.premise,
            ClaimKind::Only => &claim.bad,
            _ => return None,
        };
        let (mut vars, mut parts) = (claim.instances.clone(), Vec::new());
        taken_apart(formula, &mut vars, &mut parts);
        let (may, others): (Vec<_>, Vec<_>) = parts.into_iter().partition(|part| may(part).is_some());
        let [single] = &may[..] else { return None };
        let (who, act, args) = may_of(single)?;
        let others = Formula::and(others);
        let subject = if only && others != Formula::True { others.negate() } else { others };
        Some(Self { vars, who, act, args, subject })
    }

    /// That the person may do it.
    pub fn may(&self) -> Formula {
        Formula::May(self.who.clone(), self.act, self.args.clone())
    }

    /// For some person and some arguments.
    pub fn some(&self, body: Formula) -> Formula {
        Formula::exists_used(&self.vars, body)
    }

    /// The person, and whatever the subject speaks of.
    pub fn subject_vars(&self) -> Vec<VarId> {
        let used = self.subject.free_vars();
        let own = |var: &VarId| used.contains(var) || self.who == Term::Var(*var);
        self.vars.iter().copied().filter(own).collect()
    }

    /// That the person may do it, with any arguments of which the subject does not speak.
    pub fn may_somehow(&self) -> Formula {
        let own = self.subject_vars();
        let rest: Vec<VarId> = self.vars.iter().copied().filter(|var| !own.contains(var)).collect();
        Formula::exists_used(&rest, self.may())
    }
}

/// The conjuncts below "some" and "and".
fn taken_apart(formula: &Formula, vars: &mut Vec<VarId>, parts: &mut Vec<Formula>) {
    match formula {
        Formula::And(all) => all.iter().for_each(|part| taken_apart(part, vars, parts)),
        Formula::Cited(_, body) => taken_apart(body, vars, parts),
        Formula::Exists(bound, body) => {
            vars.extend(bound);
            taken_apart(body, vars, parts);
        }
        // `p may not A(x)` asks of the same.
        Formula::Not(body) if may(body).is_some() => taken_apart(body, vars, parts),
        other => parts.push(other.clone()),
    }
}

/// The `may` of a formula that says nothing else.
fn may(formula: &Formula) -> Option<&Formula> {
    match formula {
        Formula::May(..) => Some(formula),
        Formula::Exists(_, body) | Formula::Cited(_, body) => may(body),
        _ => None,
    }
}

fn may_of(formula: &Formula) -> Option<(Term, ActId, Vec<Term>)> {
    match formula {
        Formula::May(who, act, args) => Some((who.clone(), *act, args.clone())),
        _ => None,
    }
}
