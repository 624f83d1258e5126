//! From what a scenario says (`given`, `now`) to the facts that make it so.
//!
//! Atoms of facts and offices are set; a role is traced to its naming, or to the one clause that can fill it.
//! Anything else (quantifiers, comparisons, alternatives) is not made but checked afterwards.

use crate::model::eval::{ChangeFault, Env, Evaluator, may_change};
use crate::model::{
    Assuming, Formula, Model, RelationId, RelationKind, Role, Sort, Term, Value, VarId, World,
};

/// One thing to bring about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Setting {
    /// A fact, office or naming is to hold, or not.
    Fact(RelationId, Vec<Value>, bool),
    /// Nobody is to hold this office for these parameters.
    Vacant(RelationId, Vec<Value>),
}

/// Everything that `formula` asks for.
pub fn settings(model: &Model, world: &World, env: &Env, formula: &Formula) -> Vec<Setting> {
    let mut found = Vec::new();
    Settle { model, evaluator: Evaluator::new(model, world), found: &mut found }.formula(env, formula, true);
    found
}

/// Changes `world` as `formula` asks, if all of that may change. A new holder of an office displaces the old one; an
/// office that somebody leaves goes to a person without any.
pub fn now(
    model: &Model,
    world: &mut World,
    env: &Env,
    formula: &Formula,
    assuming: &Assuming,
) -> Result<(), ChangeFault> {
    for setting in settings(model, world, env, formula) {
        let (Setting::Fact(relation, args, _) | Setting::Vacant(relation, args)) = &setting;
        may_change(model, *relation, args, assuming)?;
        match setting {
            Setting::Vacant(office, args) => vacate(world, office, &args),
            Setting::Fact(relation, args, value) => match model.relations[relation.index()].kind {
                RelationKind::Office { may_be_vacant } => {
                    assign(model, world, relation, args, value, may_be_vacant);
                }
                _ => world.set(relation, args, value),
            },
        }
    }
    Ok(())
}

/// Gives an office to its new holder, or takes it from its old one.
fn assign(
    model: &Model,
    world: &mut World,
    office: RelationId,
    args: Vec<Value>,
    gives: bool,
    may_be_vacant: bool,
) {
    if !gives && !world.holds(office, &args) {
        return;
    }
    vacate(world, office, &args[1..]);
    if gives {
        world.set(office, args, true);
    } else if let Some(successor) = without_office(model, world, args[0]).filter(|_| !may_be_vacant) {
        world.set(office, [&[successor], &args[1..]].concat(), true);
    }
}

/// Removes whoever holds the office for these parameters.
fn vacate(world: &mut World, office: RelationId, args: &[Value]) {
    world.facts.retain(|(relation, held)| *relation != office || held.get(1..) != Some(args));
}

/// The last person who holds no office and is not `other`.
fn without_office(model: &Model, world: &World, other: Value) -> Option<Value> {
    let office = |r: RelationId| matches!(model.relations[r.index()].kind, RelationKind::Office { .. });
    let holds = |person| world.facts.iter().any(|(r, args)| office(*r) && args.first() == Some(&person));
    (0..world.domain.people).rev().map(Value::Person).find(|person| *person != other && !holds(*person))
}

struct Settle<'a> {
    model: &'a Model,
    evaluator: Evaluator<'a>,
    found: &'a mut Vec<Setting>,
}

impl Settle<'_> {
    fn formula(&mut self, env: &Env, formula: &Formula, wanted: bool) {
        match formula {
            Formula::Cited(_, body) => self.formula(env, body, wanted),
            Formula::Not(body) => self.formula(env, body, !wanted),
            Formula::And(parts) if wanted => parts.iter().for_each(|part| self.formula(env, part, true)),
            Formula::Or(parts) if !wanted => parts.iter().for_each(|part| self.formula(env, part, false)),
            Formula::Atom(relation, args) => {
                if let Some(args) = self.evaluator.values(env, args) {
                    self.atom(*relation, args, wanted);
                }
            }
            Formula::Exists(vars, body) if !wanted => self.nobody(env, vars, body),
            Formula::ForAll(vars, body) if wanted => {
                if let Formula::Not(body) = &**body {
                    self.nobody(env, vars, body);
                }
            }
            _ => {}
        }
    }

    fn atom(&mut self, relation: RelationId, args: Vec<Value>, wanted: bool) {
        match &self.model.relations[relation.index()].kind {
            RelationKind::Fact { .. } | RelationKind::Office { .. } => {
                self.found.push(Setting::Fact(relation, args, wanted));
            }
            RelationKind::Role(role) => self.role(role, args, wanted),
            RelationKind::Define { params, body } => self.formula(&Env::of(params, &args), body, wanted),
            RelationKind::Table(_) => {}
        }
    }

    /// By naming if the role has one; else by its one clause that these arguments do not exclude.
    fn role(&mut self, role: &Role, args: Vec<Value>, wanted: bool) {
        if let Some(naming) = role.naming {
            self.found.push(Setting::Fact(naming.relation, args, wanted));
            return;
        }
        let env = Env::of(&role.params, &args);
        let standing = role.clauses.iter().filter(|clause| self.evaluator.stands(&clause.origin));
        let open: Vec<_> = standing.filter(|clause| !self.excluded(&env, &clause.body)).collect();
        if let [clause] = open[..] {
            self.formula(&env, &clause.body, wanted);
        }
    }

    /// Whether a comparison or table among the conjuncts is false whatever the circumstances.
    fn excluded(&self, env: &Env, body: &Formula) -> bool {
        match body {
            Formula::Cited(_, body) => self.excluded(env, body),
            Formula::And(parts) => parts.iter().any(|part| self.excluded(env, part)),
            Formula::Atom(relation, _) => {
                matches!(self.model.relations[relation.index()].kind, RelationKind::Table(_))
                    && self.evaluator.truth_in(&mut env.clone(), body).is_false()
            }
            Formula::Compare(..) | Formula::Reading(_) | Formula::False => {
                self.evaluator.truth_in(&mut env.clone(), body).is_false()
            }
            _ => false,
        }
    }

    /// `no person p: p is OFFICE(x)`.
    fn nobody(&mut self, env: &Env, vars: &[VarId], body: &Formula) {
        let ([var], Formula::Atom(relation, args)) = (vars, uncited(body)) else { return };
        let office = matches!(self.model.relations[relation.index()].kind, RelationKind::Office { .. });
        if office
            && self.model.vars[var.index()].sort == Sort::Person
            && args.first() == Some(&Term::Var(*var))
            && let Some(args) = self.evaluator.values(env, &args[1..])
        {
            self.found.push(Setting::Vacant(*relation, args));
        }
    }
}

/// The formula under its citations.
pub fn uncited(formula: &Formula) -> &Formula {
    match formula {
        Formula::Cited(_, body) => uncited(body),
        other => other,
    }
}
