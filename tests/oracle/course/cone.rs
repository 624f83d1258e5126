//! What a claim can notice of a course: the formulas asked, and the acts that change their answers, ground.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use kitei::model::eval::{Env, Truth, constants, regions};
use kitei::model::{
    Act, ActId, Changeability, Domain, Effect, Formula, Model, RelationId, RelationKind, Sort, Value,
};

use super::grow::{Decision, Partly, Path, Undecided, did, if_true, paths};
use super::split::alternatives;
use super::{GaveUp, Limits, Size};
use crate::oracle::partial::{Partial, Question, tuples};
use crate::oracle::verdict::Case;

/// An act with its actor and arguments.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Deed {
    pub actor: Value,
    pub act: ActId,
    pub args: Vec<Value>,
}

/// One effect that happens: what begins or ends to hold (`None`: whatever the argument).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub gives: bool,
    pub relation: RelationId,
    pub args: Vec<Option<Value>>,
}

/// A deed, and when it may be done with which effects.
pub struct Possible {
    pub deed: Deed,
    pub paths: Paths,
}

/// When a deed may be done, and what it changes then.
pub type Paths = Rc<Vec<Path<Vec<Change>>>>;

/// What is known of deeds, under these readings, in worlds of this size, and with these acts of which nobody asks who
/// did them: the claims of one regulation share it.
pub type Known = RefCell<HashMap<(Vec<u32>, Size, BTreeSet<ActId>, Deed), Result<Paths, GaveUp>>>;

/// Everything that a course of one case turns on.
pub struct Cone<'m> {
    pub model: &'m Model,
    /// The people, members and numbers there are: two numbers of each region, since different ones may have the same.
    pub domain: Domain,
    pub whoever: BTreeSet<ActId>,
    pub lawful: Vec<Path<()>>,
    pub premise: Vec<Path<()>>,
    pub bad: Vec<Path<()>>,
    pub good: Vec<Path<()>>,
    pub deeds: Vec<Possible>,
    /// What is earned or done, and noticed.
    pub remembered: BTreeSet<Question>,
    /// At most so many people act.
    pub persons: Option<u32>,
    pub readings: Vec<u32>,
    nodes: u32,
}

impl<'m> Cone<'m> {
    /// The cone of a case.
    pub fn new(case: &Case<'m>, size: Size, limits: &Limits, known: &Known) -> Result<Self, GaveUp> {
        let claim = case.claim;
        let mut cone = Self {
            model: case.model,
            domain: Domain::new(case.model, size.people, size.extra, regions(&constants(case.model), 2)),
            whoever: nobody_asks_who(case),
            lawful: Vec::new(),
            premise: Vec::new(),
            bad: Vec::new(),
            good: Vec::new(),
            deeds: Vec::new(),
            remembered: BTreeSet::new(),
            persons: claim.persons,
            readings: case.readings.clone(),
            nodes: limits.nodes,
        };
        let assumed = claim.assuming.assumptions.iter();
        let assumed = Formula::and(assumed.map(|a| case.model.assumptions[a.index()].formula.clone()));
        let env = Env::of(&claim.instances, &case.instance);
        cone.lawful = cone.when(&Env::new(), &assumed)?;
        cone.premise = cone.when(&env, &claim.premise)?;
        cone.bad = cone.when(&env, &claim.bad)?;
        cone.good = cone.when(&env, &claim.good)?;
        let asked = [&cone.premise, &cone.bad, &cone.good].into_iter().flatten();
        let asked = asked.flat_map(|path| &path.answers).map(|(question, _)| question.clone());
        cone.remembered = asked.filter(|question| is_dynamic(cone.model, question)).collect();
        let of_law = cone.lawful.iter().flat_map(|path| &path.answers);
        let free = of_law.clone().all(|(question, _)| !is_dynamic(cone.model, question));
        assert!(free, "an assumption speaks of what is earned or done");
        cone.close(size, known)?;
        Ok(cone)
    }

    /// Adds acts until nothing that is noticed is changed by any other.
    fn close(&mut self, size: Size, known: &Known) -> Result<(), GaveUp> {
        let mut left = self.all_deeds();
        let mut unnoticed: Vec<Possible> = Vec::new();
        loop {
            let before = self.remembered.len();
            let (now, later) = left.into_iter().partition(|deed| self.may_matter(deed));
            left = later;
            for deed in now {
                let key = (self.readings.clone(), size, self.whoever.clone(), deed.clone());
                let before = known.borrow().get(&key).cloned();
                let paths = before.unwrap_or_else(|| {
                    let paths = self.possible(&deed).map(Rc::new);
                    known.borrow_mut().insert(key, paths.clone());
                    paths
                })?;
                unnoticed.push(Possible { deed, paths });
            }
            let (now, later) = unnoticed.into_iter().partition(|possible| self.matters(possible));
            unnoticed = later;
            self.notice(now);
            if self.remembered.len() == before {
                return Ok(());
            }
        }
    }

    fn notice(&mut self, deeds: Vec<Possible>) {
        let asked = deeds.iter().flat_map(|possible| &*possible.paths).flat_map(|path| &path.answers);
        let asked = asked.map(|(question, _)| question).filter(|question| is_dynamic(self.model, question));
        let asked: Vec<Question> = asked.cloned().collect();
        self.remembered.extend(asked);
        self.deeds.extend(deeds);
    }

    /// Every deed that there is.
    pub fn all_deeds(&self) -> Vec<Deed> {
        let domain = &self.domain;
        let mut all = Vec::new();
        for (index, act) in self.model.acts.iter().enumerate() {
            let sorts: Vec<Sort> = act.params.iter().map(|var| self.model.vars[var.index()].sort).collect();
            for args in tuples(domain, &sorts) {
                for actor in domain.values(Sort::Person) {
                    all.push(Deed { actor, act: ActId::from_index(index), args: args.clone() });
                }
            }
        }
        all
    }

    /// Whether the deed could change something noticed, by name alone.
    fn may_matter(&self, deed: &Deed) -> bool {
        let changes = |relation| self.act(deed).effects.iter().any(|effect| effect.relation == relation);
        self.remembered.iter().any(|question| match question {
            Question::Fact(relation, _) => changes(*relation),
            Question::Did(act, ..) => *act == deed.act,
            _ => false,
        })
    }

    fn matters(&self, possible: &Possible) -> bool {
        let changes = possible.paths.iter().flat_map(|path| &path.then);
        let changed = |question: &Question| changes.clone().any(|change| change.touches(question));
        let Deed { actor, act, args } = &possible.deed;
        self.remembered.contains(&did(&self.whoever, *act, *actor, args))
            || self.remembered.iter().any(changed)
    }

    fn act(&self, deed: &Deed) -> &'m Act {
        &self.model.acts[deed.act.index()]
    }

    fn paths<T>(&self, nodes: &mut u32, decide: &Decision<'_, 'm, T>) -> Result<Vec<Path<T>>, GaveUp> {
        let partial = Partial::new(self.model, self.domain.clone(), self.readings.clone(), false);
        let mut world = Partly { partial, whoever: self.whoever.clone() };
        paths(&mut world, self.model, nodes, decide)
    }

    /// When the formula holds.
    fn when(&self, env: &Env, formula: &Formula) -> Result<Vec<Path<()>>, GaveUp> {
        let mut all = Vec::new();
        let mut nodes = self.nodes;
        for alternative in alternatives(self.model, &self.domain, env, formula) {
            all.extend(self.paths(&mut nodes, &|evaluator| {
                let parts = alternative.parts.iter();
                if_true(Truth::all(parts.map(|(env, part)| evaluator.truth_in(&mut env.clone(), part))))
            })?);
        }
        Ok(all)
    }

    /// When the deed may be done, and what it changes then.
    pub fn possible(&self, deed: &Deed) -> Result<Vec<Path<Vec<Change>>>, GaveUp> {
        let act = self.act(deed);
        let env = Env::of(&act.params, &deed.args).with(act.actor, deed.actor);
        self.paths(&mut self.nodes.clone(), &|evaluator| {
            if if_true(evaluator.may(deed.actor, deed.act, &deed.args))?.is_none() {
                return Ok(None);
            }
            let mut changes = Vec::new();
            for effect in &act.effects {
                if if_true(evaluator.truth_in(&mut env.clone(), &effect.when))?.is_some() {
                    let value = |term: &kitei::model::Term| evaluator.value(&env, term).ok_or(Undecided);
                    changes.push(Change::new(effect, value)?);
                }
            }
            Ok(Some(changes))
        })
    }
}

impl Change {
    fn new(
        effect: &Effect,
        value: impl Fn(&kitei::model::Term) -> Result<Value, Undecided>,
    ) -> Result<Self, Undecided> {
        let args = effect.args.iter().map(|arg| arg.as_ref().map(&value).transpose());
        Ok(Self {
            gives: effect.gives,
            relation: effect.relation,
            args: args.collect::<Result<_, Undecided>>()?,
        })
    }

    /// Whether it decides the question.
    pub fn touches(&self, question: &Question) -> bool {
        let Question::Fact(relation, args) = question else { return false };
        *relation == self.relation
            && self.args.iter().zip(args).all(|(wanted, arg)| wanted.is_none_or(|wanted| wanted == *arg))
    }
}

/// Whether a course changes the answer by acts, and remembers it.
pub fn is_dynamic(model: &Model, question: &Question) -> bool {
    match question {
        Question::Did(..) => true,
        Question::Fact(relation, _) => changeability(model, *relation) == Some(Changeability::Earned),
        _ => false,
    }
}

/// How a fact may change; none for anything but facts.
pub fn changeability(model: &Model, relation: RelationId) -> Option<Changeability> {
    match model.relations[relation.index()].kind {
        RelationKind::Fact { change, .. } => Some(change),
        _ => None,
    }
}

/// The acts of which the case asks only whether somebody did them, never who.
fn nobody_asks_who(case: &Case) -> BTreeSet<ActId> {
    let model = case.model;
    let mut all: BTreeSet<ActId> = (0..model.acts.len()).map(ActId::from_index).collect();
    let mut see = |formula: &Formula| {
        formula.visit(&mut |part| {
            if let Formula::Did(_, act, _) = part {
                all.remove(act);
            }
        });
    };
    for norm in &model.norms {
        [Some(&norm.condition), norm.trigger.as_ref(), norm.closes.as_ref()]
            .into_iter()
            .flatten()
            .for_each(&mut see);
    }
    for relation in &model.relations {
        match &relation.kind {
            RelationKind::Role(role) => role.clauses.iter().for_each(|clause| see(&clause.body)),
            RelationKind::Define { body, .. } => see(body),
            _ => {}
        }
    }
    model.acts.iter().flat_map(|act| &act.effects).for_each(|effect| see(&effect.when));
    model.acts.iter().flat_map(|act| &act.records).for_each(|record| see(&record.when));
    model.assumptions.iter().for_each(|assumption| see(&assumption.formula));
    [&case.claim.premise, &case.claim.bad, &case.claim.good].into_iter().for_each(see);
    all
}
