//! Duties that nobody bears, and duties that doing them does not end.

use rustc_hash::FxHashSet;

use super::Lint;
use crate::model::graph::Node;
use crate::model::{Formula, Norm, PolicyGraph, RelationId, RelationKind};
use crate::problem::Problem;
use crate::problem::catalogue::lint as entries;
use crate::syntax::tree::NormVerb;

impl Lint<'_> {
    pub(super) fn duties(&mut self) {
        let held = self.obtainable();
        let model = self.model;
        for duty in model.norms.iter().filter(|n| n.verb == NormVerb::Duty) {
            let bearers = self.bearers(duty);
            let nobody = bearers.into_iter().find(|r| {
                matches!(model.relations[r.index()].kind, RelationKind::Role(_)) && !held.contains(r)
            });
            if let Some(bearer) = nobody {
                self.without_bearer(duty, bearer);
            }
            self.endless(duty);
        }
    }

    fn without_bearer(&mut self, duty: &Norm, bearer: RelationId) {
        let relation = &self.model.relations[bearer.index()];
        let mut problem = Problem::new(&entries::DUTY_WITHOUT_BEARER).name("name", &duty.name);
        if let Some(span) = duty.origin.span {
            problem = problem.at(span);
        }
        if let Some(span) = relation.origin.span {
            problem = problem.label(span, "bearer");
        }
        let targets = self.targets(duty);
        self.add(problem.name("bearer", &relation.name).help("fill"), targets);
    }

    /// A duty without a trigger is due always, and meant to be; any other should end when it is done.
    fn endless(&mut self, duty: &Norm) {
        let Some(trigger) = duty.trigger.as_ref().filter(|t| has_when(t)) else { return };
        let act = &self.model.acts[duty.act.index()];
        let changed: FxHashSet<RelationId> = act.effects.iter().map(|e| e.relation).collect();
        if touches(&self.graph, trigger, duty, &changed) {
            return;
        }
        let mut problem = Problem::new(&entries::DUTY_NEVER_ENDS).name("name", &duty.name);
        if let Some(span) = duty.origin.span {
            problem = problem.at(span);
        }
        if let Some(span) = act.origin.span {
            problem = problem.label(span, "act");
        }
        let targets = self.targets(duty);
        self.add(problem.name("act", &act.name).plain("plain", &act.name).help("end"), targets);
    }
}

/// Whether a trigger is more than the pattern of its arguments.
fn has_when(trigger: &Formula) -> bool {
    let mut found = false;
    trigger.visit(&mut |f| found |= matches!(f, Formula::Atom(..) | Formula::Did(..) | Formula::Done(..)));
    found
}

/// Whether the duty's own act can change the truth of its trigger: by an effect, or by having been done.
fn touches(graph: &PolicyGraph, trigger: &Formula, duty: &Norm, changed: &FxHashSet<RelationId>) -> bool {
    let mut start = Vec::new();
    let mut own = false;
    trigger.visit(&mut |f| match f {
        Formula::Atom(relation, _) => start.push(Node::Relation(*relation)),
        Formula::Did(_, act, _) | Formula::Done(act, _) => own |= *act == duty.act,
        _ => {}
    });
    if own {
        return true;
    }
    let mut seen = FxHashSet::default();
    while let Some(node) = start.pop() {
        if !seen.insert(node) {
            continue;
        }
        match node {
            Node::Relation(id) if changed.contains(&id) => return true,
            Node::Act(act) if act == duty.act => return true,
            Node::Relation(_) => start.extend(graph.from(node).map(|(_, to)| to)),
            _ => {}
        }
    }
    false
}
