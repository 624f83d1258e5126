//! Norms and acts of the old wording: an act whose norms differ has a twin, on which the old ones stand.

use std::collections::BTreeMap;

use super::Pair;
use super::import::{Import, Vars};
use crate::model::graph::Node;
use crate::model::{Act, ActId, Effect, Model, Norm, NormId, Record, Term};

impl Import<'_> {
    /// Who may and must do what, and what comes of it.
    pub fn norms(&mut self) {
        self.to.twins.clone_from(&self.to.acts);
        for index in 0..self.old.acts.len() {
            self.norms_of(index);
            self.effects_of(index);
        }
        for index in 0..self.new.acts.len() {
            let id = ActId::from_index(index);
            if !self.to.acts.contains(&id) {
                self.mark(None, Some(Node::Act(id)));
                self.changed.norms[1].extend(of_act(self.new, id));
                let without = self.twin(id);
                self.pairs.push(Pair { act: id, old: without, new: id });
            }
        }
    }

    fn norms_of(&mut self, index: usize) {
        let old = of_act(self.old, ActId::from_index(index));
        let shared = self.to.acts[index];
        let own = shared.index() >= self.new.acts.len();
        if own {
            let without = self.twin(shared);
            self.changed.norms[0].extend(&old);
            self.pairs.push(Pair { act: shared, old: shared, new: without });
        } else {
            let new = of_act(self.new, shared);
            if self.are_same(&old, &new) && !(self.in_turn && self.brings_about_else(index)) {
                return;
            }
            self.tell_apart(&old, &new);
            self.to.twins[index] = self.twin(shared);
            self.mark(None, Some(Node::Act(shared)));
            self.pairs.push(Pair { act: shared, old: self.to.twins[index], new: shared });
        }
        self.mark(Some(Node::Act(ActId::from_index(index))), None);
        let first = self.model.norms.len();
        for id in &old {
            let norm = self.copied(*id, self.to.twins[index], &old, first);
            self.model.norms.push(norm);
        }
    }

    /// Notes which norms of an act the other wording does not have.
    fn tell_apart(&mut self, old: &[NormId], new: &[NormId]) {
        let mut left: Vec<NormId> = new.to_vec();
        for one in old {
            match left.iter().position(|two| self.is_same_norm(*one, *two)) {
                Some(found) => _ = left.remove(found),
                None => _ = self.changed.norms[0].insert(*one),
            }
        }
        self.changed.norms[1].extend(left);
    }

    /// Whether each old norm is one of the new ones, and the other way round.
    fn are_same(&mut self, old: &[NormId], new: &[NormId]) -> bool {
        let mut left: Vec<NormId> = new.to_vec();
        let mut pairs = Vec::new();
        for one in old {
            let found = left.iter().position(|two| self.is_same_norm(*one, *two));
            let Some(found) = found else { return false };
            pairs.push((*one, left.remove(found)));
        }
        let lifted = |one: &NormId| -> Option<Vec<NormId>> {
            let despite = &self.old.norms[one.index()].despite;
            let mut ids = despite
                .iter()
                .map(|ban| pairs.iter().find(|(old, _)| old == ban).map(|(_, new)| *new))
                .collect::<Option<Vec<_>>>()?;
            ids.sort();
            Some(ids)
        };
        let same = |(one, two): &(NormId, NormId)| {
            let mut known = self.new.norms[two.index()].despite.clone();
            known.sort();
            lifted(one).is_some_and(|ids| ids == known)
        };
        left.is_empty() && pairs.iter().all(same)
    }

    fn is_same_norm(&mut self, one: NormId, two: NormId) -> bool {
        let (one, two) = (&self.old.norms[one.index()], &self.new.norms[two.index()]);
        let readings: Vec<_> = one.origin.readings.iter().map(|choice| self.choice(*choice)).collect();
        let people = |norm: &Norm| [&[norm.actor], &norm.params[..]].concat();
        let (a, b) = (people(one), people(two));
        let optional = [(&one.trigger, &two.trigger), (&one.closes, &two.closes)];
        one.verb == two.verb
            && one.absolute == two.absolute
            && readings == two.origin.readings
            && self.same((&a, &one.condition), (&b, &two.condition))
            && optional.into_iter().all(|pair| match pair {
                (Some(x), Some(y)) => self.same((&a, x), (&b, y)),
                (None, None) => true,
                _ => false,
            })
    }

    fn copied(&mut self, id: NormId, act: ActId, own: &[NormId], first: usize) -> Norm {
        let norm = &self.old.norms[id.index()];
        let mut vars = Vars::new();
        let actor = self.var(norm.actor, &mut vars);
        let params = self.vars(&norm.params, &mut vars);
        let place = |ban: &NormId| own.iter().position(|own| own == ban);
        let despite =
            norm.despite.iter().filter_map(place).map(|at| NormId::from_index(first + at)).collect();
        Norm {
            act,
            actor,
            condition: self.body(&params, &norm.condition, &vars),
            trigger: norm.trigger.as_ref().map(|trigger| self.body(&params, trigger, &vars)),
            closes: norm.closes.as_ref().map(|closes| self.body(&params, closes, &vars)),
            despite,
            sugar: None,
            origin: self.origin(&norm.origin),
            params,
            ..norm.clone()
        }
    }

    /// What comes of an act: of one that only the old wording has it is put to it; a difference is marked.
    fn effects_of(&mut self, index: usize) {
        let shared = self.to.acts[index];
        let (effects, records) = self.brought_about(index);
        let other = self.brings_about_else(index);
        if shared.index() >= self.new.acts.len() || (self.in_turn && self.to.twins[index] != shared) {
            let own = &mut self.model.acts[self.to.twins[index].index()];
            (own.effects, own.records) = (effects, records);
        }
        if other {
            self.changed.effects = true;
            self.mark(Some(Node::Act(ActId::from_index(index))), Some(Node::Act(shared)));
        }
    }

    /// The effects and records of an old act, over the variables of that with which it is shared.
    fn brought_about(&mut self, index: usize) -> (Vec<Effect>, Vec<Record>) {
        let shared = self.to.acts[index];
        let act = &self.old.acts[index];
        let mut vars: Vars = Vars::new();
        let known: &Act = &self.model.acts[shared.index()];
        vars.insert(act.actor, known.actor);
        vars.extend(act.params.iter().copied().zip(known.params.iter().copied()));
        let effects = act.effects.iter().map(|effect| Effect {
            relation: self.to.relations[effect.relation.index()],
            args: effect.args.iter().map(|arg| self.optional(arg.as_ref(), &vars)).collect(),
            when: self.formula(&effect.when, &mut vars.clone()),
            ..effect.clone()
        });
        let effects = effects.collect();
        let records = act.records.iter().map(|record| Record {
            record: self.element(record.record),
            when: self.formula(&record.when, &mut vars.clone()),
            span: record.span,
        });
        (effects, records.collect())
    }

    /// Whether something else comes of an act that both wordings have.
    fn brings_about_else(&mut self, index: usize) -> bool {
        let Some(new) = self.new.acts.get(self.to.acts[index].index()) else { return false };
        let kept = self.model.vars.len();
        let (effects, records) = self.brought_about(index);
        self.model.vars.truncate(kept);
        let same_effect = |one: &Effect, two: &Effect| {
            let plain = one.gives == two.gives && one.relation == two.relation && one.args == two.args;
            plain && super::alike(&one.when, &two.when, &mut BTreeMap::new())
        };
        let same_record = |one: &Record, two: &Record| {
            one.record == two.record && super::alike(&one.when, &two.when, &mut BTreeMap::new())
        };
        !is_same_list(&effects, &new.effects, same_effect)
            || !is_same_list(&records, &new.records, same_record)
    }

    /// An act of the same arguments that nobody may do.
    fn twin(&mut self, act: ActId) -> ActId {
        let act = self.model.acts[act.index()].clone();
        let bare = Act { effects: Vec::new(), records: Vec::new(), naming_of: None, ..act };
        self.model.acts.push(bare);
        ActId::from_index(self.model.acts.len() - 1)
    }

    fn optional(&self, arg: Option<&Term>, vars: &Vars) -> Option<Term> {
        arg.map(|term| self.term(term, vars))
    }
}

/// Whether two lists hold the same, in whatever order.
fn is_same_list<T>(one: &[T], two: &[T], same: impl Fn(&T, &T) -> bool) -> bool {
    one.len() == two.len()
        && one.iter().all(|a| two.iter().any(|b| same(a, b)))
        && two.iter().all(|b| one.iter().any(|a| same(a, b)))
}

fn of_act(model: &Model, act: ActId) -> Vec<NormId> {
    let ids = (0..model.norms.len()).map(NormId::from_index);
    ids.filter(|id| model.norms[id.index()].act == act).collect()
}
