//! `by another than` as two prohibitions, and the prohibitions that `despite` overrides.

use rustc_hash::FxHashSet;

use super::collect::Placed;
use super::guard::{Part, Source, close, linked, provisions};
use super::resolver::{Broken, Resolved, Resolver};
use super::scope::{Level, Scope};
use crate::model;
use crate::model::{Formula, Missing, Norm, NormId, Sugar, VarId};
use crate::problem::catalogue::{model as entries, words};
use crate::problem::{Arg, Problem};
use crate::syntax::tree::{self, Name, NormVerb, Ref, Term};

impl Resolver<'_> {
    /// Whoever did the one may not do the other, whichever comes first.
    pub fn another(&mut self, placed: &Placed<tree::Norm>, id: NormId) {
        let own = self.with_parameters(&placed.item.act);
        for other in &placed.item.another {
            let both = self
                .other_than(placed, id, &own, other)
                .and_then(|()| self.other_than(placed, id, other, &own));
            if both.is_err() {
                self.hole(other.span, None, Missing::Declaration);
                self.taint.acts.insert(self.model.norms[id.index()].act);
            }
        }
    }

    /// The norm's own act with a name for every `_`, so that its conditions speak of the same things in both forbids.
    fn with_parameters(&self, r: &Ref) -> Ref {
        let Some(act) = self.names.acts.get(&r.name.text) else { return r.clone() };
        let params = self.act_params[act.index()].iter().enumerate();
        let args = params.map(|(i, param)| match r.args.as_ref().and_then(|args| args.get(i)) {
            None | Some(Term::Any(_)) => {
                Term::Name(Name { text: param.name.clone(), span: r.span, quoted: false })
            }
            Some(written) => written.clone(),
        });
        let args: Vec<Term> = args.collect();
        Ref { args: (!args.is_empty()).then_some(args), ..r.clone() }
    }

    /// `forbid FIRST to p when p did SECOND`, with what links their arguments in the norm's own conditions.
    fn other_than(
        &mut self,
        placed: &Placed<tree::Norm>,
        id: NormId,
        first: &Ref,
        second: &Ref,
    ) -> Resolved<()> {
        let norm = placed.item;
        let origin = self.model.norms[id.index()].origin.clone();
        let inherited = provisions(&origin);
        let act = self.act_named(&first.name)?;
        let own = self.model.norms[id.index()].act;
        let mut scope = Scope::new(Level::Rule);
        let params = self.act_params[own.index()].clone();
        let named = norm.to.as_ref().filter(|who| self.actor_name(who, &params).is_some());
        let head = self.norm_head((act, first), named, act == own, &inherited, &mut scope)?;
        self.introduce(&mut scope, |r, s| {
            r.introduce_act(second, s) | r.introduce_act(first, s) | r.introduce_whens(&norm.conditions, s)
        });
        let (did, args) = self.act_args(second, &mut scope)?;
        let body = Formula::exists(args.fresh, Formula::Did(model::Term::Var(head.actor), did, args.terms));
        let outer: FxHashSet<VarId> = head.params.iter().copied().chain([head.actor]).collect();
        let local = |v: VarId| !outer.contains(&v);
        let whens: Vec<Part> = if body.free_vars().into_iter().any(local) {
            let parts = self.conditions(&norm.conditions, &inherited, &mut scope)?;
            linked(parts, &body, local)
        } else {
            Vec::new()
        };
        let did_part = self.part(Source::When, body, &[], &inherited, second.span);
        let parts = head.parts.into_iter().chain([did_part]).chain(whens).collect();
        let name =
            format!("{}/another/{}", self.model.norms[id.index()].name, self.model.acts[act.index()].name);
        self.enter_norm(Norm {
            name,
            verb: NormVerb::Forbid,
            act,
            actor: head.actor,
            params: head.params,
            condition: close(parts, local),
            trigger: None,
            closes: None,
            despite: Vec::new(),
            absolute: true,
            sugar: Some(Sugar::AnotherThan(id)),
            origin,
        });
        Ok(())
    }

    /// Finds the prohibitions that a permit overrides.
    pub fn despite(&mut self, norm: &tree::Norm, id: NormId) {
        for name in &norm.despite {
            match self.despite_target(norm, name) {
                Ok(forbid) => self.model.norms[id.index()].despite.push(forbid),
                Err(Broken) => {
                    self.taint.acts.insert(self.model.norms[id.index()].act);
                }
            }
        }
    }

    fn despite_target(&mut self, norm: &tree::Norm, name: &Name) -> Resolved<NormId> {
        if norm.verb != NormVerb::Permit {
            return Err(self.report(Problem::new(&entries::DESPITE_PERMIT).at(name.span).help("permit")));
        }
        if let Some(labelled) = self.names.norms.get(&name.text) {
            if self.model.norms[labelled.index()].verb == NormVerb::Forbid {
                return Ok(labelled);
            }
            let span = self.model.norms[labelled.index()].origin.span.unwrap_or(name.span);
            let problem = Problem::new(&entries::DESPITE_WHAT).label(name.span, "here").label(span, "norm");
            return Err(self.report(problem.name("name", &name.text).help("forbid")));
        }
        let Some(home) = self.names.provisions.get(&name.text) else {
            return Err(self.undeclared(name, words::FORBID));
        };
        let of_home = |n: &Norm| n.verb == NormVerb::Forbid && !n.absolute && n.origin.home == Some(home);
        let forbids: Vec<usize> =
            (0..self.model.norms.len()).filter(|&i| of_home(&self.model.norms[i])).collect();
        if let [only] = forbids[..] {
            return Ok(NormId::from_index(only));
        }
        let mut problem =
            Problem::new(&entries::DESPITE_MANY).label(name.span, "here").name("name", &name.text);
        for i in &forbids {
            if let Some(span) = self.model.norms[*i].origin.span {
                problem = problem.label(span, "norm");
            }
        }
        let help = if forbids.is_empty() { "none" } else { "label" };
        Err(self
            .report(problem.number("count", forbids.len()).arg("what", Arg::Word(words::FORBID)).help(help)))
    }
}
