//! Folding: what constants and the row's situation decide of a formula, and what is left of it.
//!
//! Sound for every world: a formula that folds to true (false) is true (false) in every world in which the situation
//! holds. What is left is equivalent to the formula in those worlds. Norms are put in the place of `may`, `must` and
//! `due`; roles and definitions only where that decides them, since their names say more to a reader.

use std::collections::BTreeSet;

use super::known::{Known, provisions, uncited};
use crate::model::{Formula, Origin, ProvisionId, RelationId, RelationKind, Term, VarId};
use crate::syntax::tree::Comparison;

/// What is left of a formula, and the provisions that decided what is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folded {
    pub rest: Formula,
    pub because: BTreeSet<ProvisionId>,
}

/// Values of the variables on the way down.
pub type Env = Vec<(VarId, Term)>;

impl Folded {
    /// Decided, for these reasons.
    pub fn decided(value: bool, because: BTreeSet<ProvisionId>) -> Self {
        Self { rest: constant(value), because }
    }

    fn open(rest: Formula) -> Self {
        Self { rest, because: BTreeSet::new() }
    }

    /// What it is decided to be.
    pub fn value(&self) -> Option<bool> {
        match self.rest {
            Formula::True => Some(true),
            Formula::False => Some(false),
            _ => None,
        }
    }

    fn negate(self) -> Self {
        Self { rest: self.rest.negate(), ..self }
    }

    /// Adds the provisions of a declaration that took part.
    pub(super) fn by(mut self, origin: &Origin) -> Self {
        self.because.extend(provisions(origin));
        self
    }
}

impl Known<'_> {
    /// Folds a formula whose variables `env`, the row and the column bind, or nothing binds.
    pub fn fold(&self, formula: &Formula, env: &mut Env) -> Folded {
        match formula {
            Formula::True | Formula::False => Folded::open(formula.clone()),
            Formula::Not(body) => self.fold(body, env).negate(),
            Formula::And(parts) => self.all(parts, env, false),
            Formula::Or(parts) => self.all(parts, env, true),
            Formula::ForAll(vars, body) => self.quantified(vars, body, env, false),
            Formula::Exists(vars, body) => self.quantified(vars, body, env, true),
            Formula::Count(op, bound, var, body) => self.count(*op, *bound, *var, body, env),
            Formula::Compare(op, left, right) => {
                Folded::open(compare(*op, self.term(left, env), self.term(right, env)))
            }
            Formula::Reading(choice) => Folded::open(constant(self.reads(*choice))),
            Formula::Cited(id, body) => {
                let mut folded = self.fold(body, env);
                if folded.value().is_some() {
                    folded.because.extend(&self.model.cited[id.index()].provisions);
                } else {
                    folded.rest = Formula::Cited(*id, Box::new(folded.rest));
                }
                folded
            }
            Formula::Atom(relation, args) => self.atom(*relation, &self.terms(args, env)),
            deed => self.deed(deed, env),
        }
    }

    pub(super) fn terms(&self, terms: &[Term], env: &Env) -> Vec<Term> {
        terms.iter().map(|t| self.term(t, env)).collect()
    }

    fn all(&self, parts: &[Formula], env: &mut Env, any: bool) -> Folded {
        join(parts.iter().map(|part| self.fold(part, env)), any)
    }

    /// Over closed kinds the quantifier is written out, unless that says nothing more about any element than about
    /// all of them; over others it stays, unless its body is decided.
    fn quantified(&self, vars: &[VarId], body: &Formula, env: &mut Env, any: bool) -> Folded {
        let Some((var, rest)) = vars.split_first() else { return self.fold(body, env) };
        if let Some(elements) = self.closed(*var) {
            if let Some(folded) = self.of_the_situation(*var, rest, body, env, any) {
                return folded;
            }
            let mut at = |term: Term| {
                env.push((*var, term));
                let folded = self.quantified(rest, body, env, any);
                env.pop();
                folded
            };
            let each: Vec<Folded> = elements.into_iter().map(&mut at).collect();
            let whole = at(Term::Var(*var));
            return if says_less(&whole, &each) {
                join(each.into_iter(), any)
            } else {
                quantify(*var, whole, any)
            };
        }
        env.push((*var, Term::Var(*var)));
        let folded = self.quantified(rest, body, env, any);
        env.pop();
        if any && let Some(filled) = self.filled(*var, &folded.rest) {
            return filled;
        }
        // A kind without members makes "some" false and "every" true; there is always a person.
        let inhabited = self.model.vars[var.index()].sort == crate::model::Sort::Person;
        match folded.value() {
            Some(value) if inhabited || value != any => Folded { rest: constant(value), ..folded },
            _ => quantify(*var, folded, any),
        }
    }

    /// The answer, where a variable of the situation alone gives it: whatever it stands for is one of the elements.
    fn of_the_situation(
        &self,
        var: VarId,
        rest: &[VarId],
        body: &Formula,
        env: &mut Env,
        any: bool,
    ) -> Option<Folded> {
        self.supposed(self.model.vars[var.index()].sort).into_iter().find_map(|known| {
            env.push((var, Term::Var(known)));
            let folded = self.quantified(rest, body, env, any);
            env.pop();
            (folded.value() == Some(any)).then_some(folded)
        })
    }

    /// "Some person is X", where X is an office that is never vacant, or a role that such an office fills.
    fn filled(&self, person: VarId, body: &Formula) -> Option<Folded> {
        let Formula::Atom(id, args) = uncited(body) else { return None };
        let (who, rest) = args.split_first()?;
        if *who != Term::Var(person) || rest.contains(&Term::Var(person)) {
            return None;
        }
        let relation = &self.model.relations[id.index()];
        match &relation.kind {
            RelationKind::Office { may_be_vacant: false } => {
                Some(Folded::decided(true, BTreeSet::new()).by(&relation.origin))
            }
            RelationKind::Role(role) => {
                let mut standing = role.clauses.iter().filter(|clause| self.stands(&clause.origin));
                standing.find_map(|clause| {
                    let folded = self.fold(&clause.body, &mut bind(&role.params, args));
                    let filled = self.filled(person, &folded.rest)?;
                    Some(filled.by(&clause.origin))
                })
            }
            _ => None,
        }
    }

    fn count(&self, op: Comparison, bound: u32, var: VarId, body: &Formula, env: &mut Env) -> Folded {
        let Some(elements) = self.closed(var) else {
            env.push((var, Term::Var(var)));
            let folded = self.fold(body, env);
            env.pop();
            return Folded { rest: Formula::Count(op, bound, var, Box::new(folded.rest)), ..folded };
        };
        let (mut surely, mut open, mut because) = (0_u32, 0_u32, BTreeSet::new());
        for element in elements {
            env.push((var, element));
            let folded = self.fold(body, env);
            env.pop();
            surely += u32::from(folded.value() == Some(true));
            open += u32::from(folded.value().is_none());
            because.extend(folded.because);
        }
        let answers: BTreeSet<bool> = (surely..=surely + open).map(|n| holds(op, n.cmp(&bound))).collect();
        match answers.first() {
            Some(answer) if answers.len() == 1 => Folded::decided(*answer, because),
            _ => Folded::open(Formula::Count(op, bound, var, Box::new(body.clone()))),
        }
    }

    fn atom(&self, id: RelationId, args: &[Term]) -> Folded {
        let relation = &self.model.relations[id.index()];
        if let Some(value) = self.fact(id, args) {
            return Folded::decided(value, BTreeSet::new());
        }
        let open = || Folded::open(Formula::Atom(id, args.to_vec()));
        match (&relation.kind, args) {
            (RelationKind::Table(table), [Term::Element(row), Term::Element(column)]) => self
                .cell(table, row.index, column.index)
                .map_or_else(open, |value| Folded::decided(value, BTreeSet::new()).by(&relation.origin)),
            (RelationKind::Define { params, body }, _) => {
                let folded = self.fold(body, &mut bind(params, args));
                if folded.value().is_some() { folded.by(&relation.origin) } else { open() }
            }
            (RelationKind::Role(role), _) => {
                let standing = role.clauses.iter().filter(|clause| self.stands(&clause.origin));
                let clauses = standing.map(|clause| {
                    let folded = self.fold(&clause.body, &mut bind(&role.params, args));
                    if folded.value() == Some(true) { folded.by(&clause.origin) } else { folded }
                });
                let folded = join(clauses, true);
                if folded.value().is_some() { folded.by(&relation.origin) } else { open() }
            }
            _ => open(),
        }
    }
}

/// "Some" or "every" over what is left, in one with a quantifier of the same sort below it.
fn quantify(var: VarId, folded: Folded, any: bool) -> Folded {
    let rest = match folded.rest {
        Formula::Exists(below, body) if any => {
            Formula::Exists(std::iter::once(var).chain(below).collect(), body)
        }
        Formula::ForAll(below, body) if !any => {
            Formula::ForAll(std::iter::once(var).chain(below).collect(), body)
        }
        rest if any => Formula::exists(vec![var], rest),
        rest => Formula::for_all(vec![var], rest),
    };
    Folded { rest, because: folded.because }
}

/// Whether some element decides more than the variable does that stands for all of them.
fn says_less(whole: &Folded, each: &[Folded]) -> bool {
    let size = |folded: &Folded| {
        let mut parts = 0_usize;
        folded.rest.visit(&mut |_| parts += 1);
        parts
    };
    each.len() < 2
        || each.iter().any(|e| e.value().is_some() || size(e) != size(whole) || e.because != whole.because)
}

/// The variables bound to the terms; nothing else is in sight of a body.
pub(super) fn bind(vars: &[VarId], terms: &[Term]) -> Env {
    vars.iter().copied().zip(terms.iter().cloned()).collect()
}

/// The conjunction (or, for `any`, the disjunction). What decides it alone is its only reason; where all take part, all.
pub(super) fn join(parts: impl Iterator<Item = Folded>, any: bool) -> Folded {
    let (mut rest, mut because) = (Vec::new(), BTreeSet::new());
    for part in parts {
        if part.value() == Some(any) {
            return part;
        }
        because.extend(part.because);
        if !rest.contains(&part.rest) {
            rest.push(part.rest);
        }
    }
    Folded { rest: if any { Formula::or(rest) } else { Formula::and(rest) }, because }
}

fn constant(value: bool) -> Formula {
    if value { Formula::True } else { Formula::False }
}

fn compare(op: Comparison, left: Term, right: Term) -> Formula {
    let order = match (&left, &right) {
        (Term::Element(a), Term::Element(b)) => a.cmp(b),
        (Term::Quantity(a), Term::Quantity(b)) => a.cmp(b),
        _ if left == right => std::cmp::Ordering::Equal,
        _ => return Formula::Compare(op, left, right),
    };
    constant(holds(op, order))
}

fn holds(op: Comparison, order: std::cmp::Ordering) -> bool {
    match op {
        Comparison::Eq => order.is_eq(),
        Comparison::Ne => order.is_ne(),
        Comparison::Lt => order.is_lt(),
        Comparison::Le => order.is_le(),
        Comparison::Gt => order.is_gt(),
        Comparison::Ge => order.is_ge(),
    }
}

/// Whether an atom that the text leaves open (a `?`, a missing attribute) stands in what is left.
pub fn is_silent(known: &Known<'_>, rest: &Formula) -> bool {
    match uncited(rest) {
        Formula::And(parts) | Formula::Or(parts) => parts.iter().any(|p| is_silent(known, p)),
        Formula::Not(body) | Formula::ForAll(_, body) | Formula::Exists(_, body) => is_silent(known, body),
        Formula::Atom(relation, args) => {
            let table = matches!(known.model.relations[relation.index()].kind, RelationKind::Table(_));
            table && args.iter().all(|a| matches!(a, Term::Element(_)))
        }
        Formula::Compare(_, left, right) => [left, right]
            .into_iter()
            .any(|term| matches!(term, Term::Attribute(_, of) if matches!(**of, Term::Element(_)))),
        _ => false,
    }
}
