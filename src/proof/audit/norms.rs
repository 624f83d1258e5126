//! Norms as definitions, so that a check can speak of one as it speaks of a fact: of whom and of what it holds.

use crate::model::{
    Act, ActId, Formula, Model, Norm, NormId, Origin, ReadingChoice, Relation, RelationId, RelationKind,
    Sort, Term, Var, VarId,
};
use crate::syntax::tree::NormVerb;

/// The definitions that stand for the norms of a model, and variables for the checks.
#[derive(Debug, Clone)]
pub struct Norms {
    conditions: Vec<RelationId>,
    triggers: Vec<Option<RelationId>>,
    closes: Vec<Option<RelationId>>,
    /// For each act and each of its effects, its condition; none where it is always true.
    effects: Vec<Vec<Option<RelationId>>>,
    cases: Vec<Case>,
    /// For each relation, variables for its arguments.
    arguments: Vec<Vec<VarId>>,
}

/// Variables for somebody who does an act, for somebody else, and for its arguments.
#[derive(Debug, Clone)]
pub struct Case {
    pub actor: VarId,
    pub other: VarId,
    pub params: Vec<VarId>,
}

impl Case {
    /// Who does it.
    pub fn who(&self) -> Term {
        Term::Var(self.actor)
    }

    /// The act's arguments.
    pub fn args(&self) -> Vec<Term> {
        self.params.iter().copied().map(Term::Var).collect()
    }

    /// For some person and some arguments.
    pub fn some(&self, body: Formula) -> Formula {
        let vars = std::iter::once(self.actor).chain(self.params.iter().copied());
        Formula::exists(vars.collect(), body)
    }
}

/// The model with definitions for its norms and with variables for the checks. Nothing else in it is different.
pub fn spelt_out(model: &Model) -> (Model, Norms) {
    let mut writer = Writer { model: model.clone() };
    let arguments = model.relations.iter().map(|relation| writer.fresh(&relation.params)).collect();
    let cases = model.acts.iter().map(|act| writer.case(act)).collect();
    let (mut conditions, mut triggers, mut closes) = (Vec::new(), Vec::new(), Vec::new());
    for norm in &model.norms {
        conditions.push(writer.of_norm(norm, &norm.condition));
        triggers.push(norm.trigger.as_ref().map(|trigger| writer.of_norm(norm, trigger)));
        closes.push(norm.closes.as_ref().map(|closed| writer.define(norm.params.clone(), closed)));
    }
    let effects = model.acts.iter().map(|act| writer.effects(act)).collect();
    (writer.model, Norms { conditions, triggers, closes, effects, cases, arguments })
}

struct Writer {
    model: Model,
}

impl Writer {
    fn fresh(&mut self, sorts: &[Sort]) -> Vec<VarId> {
        let mut all = Vec::new();
        for sort in sorts {
            all.push(VarId::from_index(self.model.vars.len()));
            self.model.vars.push(Var { name: format!("_{}", self.model.vars.len()), sort: *sort });
        }
        all
    }

    fn case(&mut self, act: &Act) -> Case {
        let sorts: Vec<Sort> = act.params.iter().map(|var| self.model.vars[var.index()].sort).collect();
        let people = self.fresh(&[Sort::Person, Sort::Person]);
        Case { actor: people[0], other: people[1], params: self.fresh(&sorts) }
    }

    fn of_norm(&mut self, norm: &Norm, body: &Formula) -> RelationId {
        let params = std::iter::once(norm.actor).chain(norm.params.iter().copied());
        self.define(params.collect(), body)
    }

    fn effects(&mut self, act: &Act) -> Vec<Option<RelationId>> {
        let params: Vec<VarId> = std::iter::once(act.actor).chain(act.params.iter().copied()).collect();
        let mut all = Vec::new();
        for effect in &act.effects {
            let plain = effect.when == Formula::True;
            all.push((!plain).then(|| self.define(params.clone(), &effect.when)));
        }
        all
    }

    fn define(&mut self, params: Vec<VarId>, body: &Formula) -> RelationId {
        let id = RelationId::from_index(self.model.relations.len());
        let sorts = params.iter().map(|var| self.model.vars[var.index()].sort).collect();
        let kind = RelationKind::Define { params, body: body.clone() };
        let (name, origin) = (String::new(), Origin::default());
        self.model.relations.push(Relation { name, params: sorts, kind, origin });
        id
    }
}

impl Norms {
    /// The variables for an act.
    pub fn case(&self, act: ActId) -> &Case {
        &self.cases[act.index()]
    }

    /// Variables for the arguments of a relation of the text.
    pub fn arguments(&self, relation: RelationId) -> &[VarId] {
        &self.arguments[relation.index()]
    }

    /// The norm stands, and its condition holds of this person and these arguments.
    pub fn applies(&self, model: &Model, id: NormId, who: &Term, args: &[Term]) -> Formula {
        Formula::and([stands(model, id), atom(self.conditions[id.index()], Some(who), args)])
    }

    /// The duty is due for these arguments, whoever is there to answer it.
    pub fn due(&self, model: &Model, id: NormId, case: &Case) -> Formula {
        let relation = self.triggers[id.index()].unwrap_or(self.conditions[id.index()]);
        let body = atom(relation, Some(&Term::Var(case.other)), &case.args());
        Formula::and([stands(model, id), Formula::exists(vec![case.other], body)])
    }

    /// The norm closes these arguments; false of one that closes nothing.
    pub fn closes(&self, model: &Model, id: NormId, args: &[Term]) -> Formula {
        match self.closes[id.index()] {
            Some(relation) => Formula::and([stands(model, id), atom(relation, None, args)]),
            None => Formula::False,
        }
    }

    /// The permit applies, and counts: where a `permit only` closes the instance, only such do.
    pub fn grants(&self, model: &Model, id: NormId, who: &Term, args: &[Term]) -> Formula {
        let applies = self.applies(model, id, who, args);
        let norm = &model.norms[id.index()];
        if norm.closes.is_some() || norm.verb == NormVerb::Duty {
            return applies;
        }
        let closed = of_act(model, norm.act, NormVerb::Permit)
            .into_iter()
            .map(|other| self.closes(model, other, args).negate());
        Formula::and(std::iter::once(applies).chain(closed))
    }

    /// The condition of an effect of an act.
    pub fn effect(&self, act: ActId, effect: usize, who: &Term, args: &[Term]) -> Formula {
        match self.effects[act.index()].get(effect).copied().flatten() {
            Some(relation) => atom(relation, Some(who), args),
            None => Formula::True,
        }
    }
}

/// The options of readings that the norm needs are chosen.
fn stands(model: &Model, id: NormId) -> Formula {
    Formula::and(model.norms[id.index()].origin.readings.iter().copied().map(Formula::Reading))
}

fn atom(relation: RelationId, who: Option<&Term>, args: &[Term]) -> Formula {
    Formula::Atom(relation, who.into_iter().chain(args).cloned().collect())
}

/// The norms on an act with one verb, in order.
pub fn of_act(model: &Model, act: ActId, verb: NormVerb) -> Vec<NormId> {
    let all = model.norms.iter().enumerate();
    all.filter(|(_, norm)| norm.act == act && norm.verb == verb)
        .map(|(index, _)| NormId::from_index(index))
        .collect()
}

/// The norms by which somebody may do an act: its permits, or its duties if it has no permit.
pub fn grounds(model: &Model, act: ActId) -> Vec<NormId> {
    let permits = of_act(model, act, NormVerb::Permit);
    if permits.is_empty() { of_act(model, act, NormVerb::Duty) } else { permits }
}

/// Whether the permit lifts the ban.
pub fn lifts(model: &Model, permit: NormId, ban: NormId) -> bool {
    model.norms[permit.index()].despite.contains(&ban) && !model.norms[ban.index()].absolute
}

/// The options that all of these norms need; none if they exclude each other.
pub fn together(model: &Model, norms: &[NormId]) -> Option<Vec<ReadingChoice>> {
    let mut all: Vec<ReadingChoice> = Vec::new();
    for choice in norms.iter().flat_map(|id| &model.norms[id.index()].origin.readings) {
        match all.iter().find(|known| known.reading == choice.reading) {
            Some(known) if known.option != choice.option => return None,
            Some(_) => {}
            None => all.push(*choice),
        }
    }
    Some(all)
}
