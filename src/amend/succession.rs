//! Wordings in force one after the other, in one model: what was done, given and named under each outlives it.
//!
//! The day on which a wording comes into force is an act of nobody's, done at most once. Before it the old norms
//! tell who may do what, and old acts bring about what they brought about; after it the new ones do. Claims are asked
//! of worlds in which the last wording is in force. So a course of this model is a course that may cross those days, and
//! every question about it is a question like any other.

use std::collections::{BTreeMap, BTreeSet};

use super::joint::{Joint, Pair};
use crate::model::graph::{Cone, Node};
use crate::model::{
    Act, ActId, Changeability, Claim, Effect, Formula, Model, Norm, Origin, ProvisionId, Relation,
    RelationId, RelationKind, Sort, World,
};
use crate::source::{FileId, Span};
use crate::syntax::tree::NormVerb;

/// Several wordings, each in force after the one before.
#[derive(Debug, Clone)]
pub struct Succession {
    /// All wordings, with the claims of the last as they are written. Ids of the last wording keep their meaning.
    pub model: Model,
    /// The days on which a wording gives way to the next, in order.
    pub turns: Vec<Turn>,
    /// What the last wording gives or remembers and an earlier one has under the same name as something else, so that
    /// what becomes of it is not told: facts and acts, by the ids of the last wording.
    pub unlike: BTreeSet<Node>,
    /// How many elements of each kind the last wording names; earlier ones may name more, and more kinds.
    pub named: Vec<usize>,
    /// Acts of several wordings, and the twins on which the earlier norms stand.
    twins: BTreeMap<ActId, Vec<ActId>>,
}

/// A day on which one wording gives way to the next.
#[derive(Debug, Clone)]
pub struct Turn {
    /// That the later wording is in force.
    pub in_force: RelationId,
    /// The act by which it comes into force.
    pub begins: ActId,
    /// The earlier wording beside all later ones.
    joint: Joint,
}

impl Succession {
    /// The last wording after earlier ones, oldest first, each with what comes into force after it.
    pub fn of(earlier: &[(&Model, String)], new: &Model) -> Self {
        let mut model = new.clone();
        let mut days = Vec::new();
        for (_, name) in earlier {
            let before = days.last().map(|(in_force, _)| *in_force);
            days.push(day(&mut model, name, before));
        }
        let begins: BTreeSet<ActId> = days.iter().map(|(_, act)| *act).collect();
        let (mut turns, mut unlike) = (Vec::new(), BTreeSet::new());
        let mut twins: BTreeMap<ActId, Vec<ActId>> = BTreeMap::new();
        for (place, ((old, _), (in_force, day))) in earlier.iter().zip(&days).enumerate().rev() {
            let joint = Joint::in_turn(old, &model);
            model = joint.model.clone();
            let pairs: Vec<Pair> =
                joint.pairs.iter().filter(|pair| !begins.contains(&pair.act)).copied().collect();
            part(&mut model, &pairs, *in_force);
            let has_norms = |act: ActId| model.norms.iter().any(|norm| norm.act == act);
            for pair in pairs.iter().filter(|pair| pair.act == pair.new && has_norms(pair.old)) {
                twins.entry(pair.act).or_default().push(pair.old);
            }
            former(&mut model, &joint.old.provisions);
            unlike.extend(unlike_in(&joint, old, new));
            unlike.extend(thawed(&joint, old, earlier.get(place + 1..).unwrap_or_default()));
            turns.push(Turn { in_force: *in_force, begins: *day, joint });
        }
        turns.reverse();
        let claims = std::mem::take(&mut model.claims);
        for formula in model.formulas_mut() {
            remember(formula, &twins);
        }
        model.claims = claims;
        model.expects.clone_from(&new.expects);
        let named = new.kinds.iter().map(|kind| kind.elements.len()).collect();
        Self { model, turns, unlike, named, twins }
    }

    /// The model with claims that recall what was done under any wording, whenever they are asked.
    pub fn recalling(&self) -> Model {
        let mut model = self.model.clone();
        for claim in &mut model.claims {
            claim.formulas_mut().for_each(|part| remember(part, &self.twins));
        }
        model
    }

    /// The model with the claims that are asked: of worlds in which the new wording is in force.
    pub fn asked(&self) -> Model {
        let mut model = self.recalling();
        for part in model.claims.iter_mut().flat_map(Claim::formulas_mut) {
            let plain = std::mem::replace(part, Formula::False);
            let last = self.turns.last().map(|turn| Formula::Atom(turn.in_force, Vec::new()));
            *part = Formula::and(last.into_iter().chain([plain]));
        }
        model
    }

    /// Whether what a claim of this cone asks for depends on what was before: on something that outlives a day, and on
    /// something that changes on it.
    pub fn concerns(&self, claim: &Claim, cone: &Cone) -> bool {
        let changes = self.turns.iter().any(|turn| cone.relations.contains(&turn.in_force));
        self.is_unlike(cone) || changes && (self.earns(cone) || self.recalls(claim, cone))
    }

    /// Whether something that acts give is among it.
    fn earns(&self, cone: &Cone) -> bool {
        let earned = |id: &RelationId| {
            let kind = &self.model.relations[id.index()].kind;
            matches!(kind, RelationKind::Fact { change: Changeability::Earned, .. }) && !self.is_day(*id)
        };
        cone.relations.iter().any(earned)
    }

    /// Whether it speaks of what was done.
    fn recalls(&self, claim: &Claim, cone: &Cone) -> bool {
        let model = &self.model;
        let norms = model.norms.iter().filter(|norm| cone.acts.contains(&norm.act)).flat_map(Norm::formulas);
        let bodies = cone.relations.iter().flat_map(|id| model.relations[id.index()].bodies());
        let effects = cone.acts.iter().flat_map(|id| &model.acts[id.index()].effects);
        let own = [&claim.premise, &claim.bad, &claim.good].into_iter();
        let mut all = own.chain(norms).chain(bodies).chain(effects.map(|effect| &effect.when));
        all.any(|formula| {
            let mut found = false;
            formula.visit(&mut |part| found |= matches!(part, Formula::Did(..) | Formula::Done(..)));
            found
        })
    }

    /// Whether it depends on something of which nothing tells what becomes of it on that day.
    pub fn is_unlike(&self, cone: &Cone) -> bool {
        self.unlike.iter().any(|node| match node {
            Node::Relation(id) => cone.relations.contains(id),
            Node::Act(id) => cone.acts.contains(id),
            _ => false,
        })
    }

    /// Whether a relation is that a wording is in force.
    pub fn is_day(&self, relation: RelationId) -> bool {
        self.turns.iter().any(|turn| turn.in_force == relation)
    }

    /// Which turn an act of nobody's is.
    pub fn turn(&self, act: ActId) -> Option<usize> {
        self.turns.iter().position(|turn| turn.begins == act)
    }

    /// The act of the wordings that a deed of the model is; none if it is a day itself.
    pub fn act(&self, act: ActId) -> Option<ActId> {
        let shared = self.twins.iter().find(|(_, twins)| twins.contains(&act)).map(|(shared, _)| *shared);
        self.turn(act).is_none().then(|| shared.unwrap_or(act))
    }

    /// The joint model of an earlier wording, by its place.
    pub fn joint(&self, turn: usize) -> Option<&Joint> {
        self.turns.get(turn).map(|turn| &turn.joint)
    }

    /// With deeds as deeds of the acts that the wordings share.
    pub fn plain(&self, world: &World) -> World {
        let deed = |(act, who, args): &(ActId, _, Vec<_>)| Some((self.act(*act)?, *who, args.clone()));
        World { history: world.history.iter().filter_map(deed).collect(), ..world.clone() }
    }
}

/// That a wording is in force, and the act by which it comes into force, after the one before it.
fn day(model: &mut Model, name: &str, before: Option<RelationId>) -> (RelationId, ActId) {
    let in_force = RelationId::from_index(model.relations.len());
    model.relations.push(Relation {
        name: name.to_string(),
        params: Vec::new(),
        kind: RelationKind::Fact { change: Changeability::Earned, open_textured: false },
        origin: Origin::default(),
    });
    let effect = Effect {
        gives: true,
        relation: in_force,
        args: Vec::new(),
        when: Formula::True,
        span: Span::new(FileId(0), 0, 0),
    };
    let begins = ActId::from_index(model.acts.len());
    let actor = model.fresh(Sort::Person);
    model.acts.push(Act {
        name: name.to_string(),
        actor,
        params: Vec::new(),
        effects: vec![effect],
        records: Vec::new(),
        naming_of: None,
        origin: Origin::default(),
    });
    model.permit_to_anyone(begins);
    if let Some(norm) = model.norms.last_mut() {
        let earlier = before.map(|before| Formula::Atom(before, Vec::new()));
        let later = Formula::Atom(in_force, Vec::new()).negate();
        norm.condition = Formula::and(earlier.into_iter().chain([later]));
    }
    (in_force, begins)
}

/// The norms of the earlier wording let people act before the day, those of the later ones after it.
fn part(model: &mut Model, pairs: &[Pair], in_force: RelationId) {
    let holds = Formula::Atom(in_force, Vec::new());
    for norm in model.norms.iter_mut().filter(|norm| norm.verb != NormVerb::Forbid) {
        let pair = pairs.iter().find(|pair| norm.act == pair.old || norm.act == pair.new);
        let Some(pair) = pair else { continue };
        let when = if norm.act == pair.new { holds.clone() } else { holds.clone().negate() };
        norm.condition = Formula::And(vec![when, norm.condition.clone()]);
    }
}

/// Provisions of an earlier wording are told apart from those of the last.
fn former(model: &mut Model, provisions: &[ProvisionId]) {
    for id in provisions {
        let provision = &mut model.provisions[id.index()];
        let number = provision.number();
        let former = if provision.english { format!("former {number}") } else { format!("旧{number}") };
        provision.path = vec![former];
    }
}

/// What was done under any wording was done.
fn remember(formula: &mut Formula, twins: &BTreeMap<ActId, Vec<ActId>>) {
    formula.parts_mut().iter_mut().for_each(|part| remember(part, twins));
    let act = match formula {
        Formula::Did(_, act, _) | Formula::Done(act, _) => *act,
        _ => return,
    };
    let Some(twins) = twins.get(&act) else { return };
    let of = |act: ActId| match &*formula {
        Formula::Did(who, _, args) => Formula::Did(who.clone(), act, args.clone()),
        Formula::Done(_, args) => Formula::Done(act, args.clone()),
        other => other.clone(),
    };
    let all = twins.iter().copied().chain([act]).map(of).collect();
    *formula = Formula::Or(all);
}

fn unlike_in(joint: &Joint, old: &Model, new: &Model) -> BTreeSet<Node> {
    let mut unlike = BTreeSet::new();
    let is_earned = |relation: &Relation| {
        matches!(relation.kind, RelationKind::Fact { change: Changeability::Earned, .. })
    };
    for (index, relation) in new.relations.iter().enumerate().filter(|(_, relation)| is_earned(relation)) {
        let id = RelationId::from_index(index);
        let fact =
            |other: &Relation| other.name == relation.name && matches!(other.kind, RelationKind::Fact { .. });
        let before = old.relations.iter().position(fact);
        if before.is_some_and(|before| joint.old.relations[before] != id) {
            unlike.insert(Node::Relation(id));
        }
    }
    for (index, act) in new.acts.iter().enumerate() {
        let before = old.acts.iter().position(|other| other.name == act.name);
        if before.is_some_and(|before| joint.old.acts[before].index() != index) {
            unlike.insert(Node::Act(ActId::from_index(index)));
        }
    }
    unlike
}

/// Facts that never change under this wording and under a later one, and may in between.
fn thawed(joint: &Joint, old: &Model, between: &[(&Model, String)]) -> BTreeSet<Node> {
    let fixed = |relation: &Relation| {
        matches!(relation.kind, RelationKind::Fact { change: Changeability::Fixed, .. })
    };
    let own = old.relations.iter().zip(&joint.old.relations).filter(|(relation, _)| fixed(relation));
    let thaws = |name: &str| {
        let mut all = between.iter().flat_map(|(model, _)| &model.relations);
        all.any(|it| it.name == name && matches!(it.kind, RelationKind::Fact { .. }) && !fixed(it))
    };
    own.filter(|(relation, _)| thaws(&relation.name)).map(|(_, id)| Node::Relation(*id)).collect()
}
