//! Amendments as history. Applying them is the work of `amend/`.

use rustc_hash::FxHashSet;

use super::collect::Placed;
use super::formula::spelt;
use super::guard::close;
use super::names::key;
use super::resolver::{Resolved, Resolver};
use super::scope::{Level, Scope};
use crate::model::{Amendment, Approval, VarId};
use crate::problem::Problem;
use crate::problem::catalogue::{model as entries, words};
use crate::syntax::calendar::Date;
use crate::syntax::keywords::Keyword;
use crate::syntax::tree;

impl Resolver<'_> {
    /// Lists all amendments.
    pub fn amendments(&mut self, amendments: &[Placed<tree::Amendment>]) {
        for placed in amendments {
            let amendment = placed.item;
            self.declare(words::AMENDMENT, &amendment.name, |names| &mut names.amendments, ());
            self.origin(&placed.place, &amendment.tail, amendment.span);
            self.model.amendments.push(Amendment {
                name: amendment.name.text.clone(),
                text: amendment.tail.texts.first().map(|text| text.text.clone()),
                in_force: amendment.day(),
                later: later(amendment),
                incorporated: amendment.incorporated,
                span: amendment.span,
            });
            if !amendment.incorporated {
                let problem = Problem::new(&entries::AMENDMENT_NOT_APPLIED).at(amendment.name.span);
                let problem = problem.name("name", &amendment.name.text);
                self.report(match amendment.day() {
                    Some(day) => problem.plain("day", day.to_string()).help("later"),
                    None => problem.help("unknown"),
                });
            }
        }
    }

    /// Resolves approvals. Those of an amendment that is not in the wording yet may name what it is to bring; of them
    /// only the act is looked for.
    pub fn approvals(&mut self, approves: &[Placed<tree::Approve>], amendments: &[Placed<tree::Amendment>]) {
        for placed in approves {
            let approve = placed.item;
            if approve.because.is_none() {
                let problem = Problem::new(&entries::WITHOUT_REASON).at(approve.span);
                self.report(problem.arg("word", spelt(Keyword::Approve)).help("because"));
            }
            let name = &approve.amendment;
            if self.names.amendments.get(&name.text).is_none() {
                self.undeclared(name, words::AMENDMENT);
                continue;
            }
            let same = |it: &&Placed<tree::Amendment>| Self::same_name(&it.item.name.text, &name.text);
            let waiting = amendments.iter().find(same).filter(|it| !it.item.incorporated);
            match waiting {
                Some(waiting) if brings(waiting.item, &approve.act.name) => {}
                Some(_) => _ = self.act_named(&approve.act.name),
                None => {
                    if let Ok(approval) = self.approval(approve) {
                        self.model.approvals.push(approval);
                    }
                }
            }
        }
    }

    /// An approval is the head of a permit.
    fn approval(&mut self, approve: &tree::Approve) -> Resolved<Approval> {
        let act = self.act_named(&approve.act.name)?;
        let mut scope = Scope::new(Level::Rule);
        let head = self.norm_head((act, &approve.act), approve.to.as_ref(), true, &[], &mut scope);
        self.introduce(&mut scope, |r, s| approve.to.as_ref().is_some_and(|who| r.introduce_who(who, s)));
        let who = self.who_part(approve.to.as_ref(), &[], &mut scope);
        let (head, who) = (head?, who?);
        let outer: FxHashSet<VarId> = head.params.iter().copied().chain([head.actor]).collect();
        let condition = close(who.into_iter().chain(head.parts).collect(), |v| !outer.contains(&v));
        let end = approve.to.as_ref().map_or(approve.act.span, |who| approve.act.span.to(who.span));
        Ok(Approval {
            amendment: approve.amendment.text.clone(),
            act,
            actor: head.actor,
            params: head.params,
            condition,
            written: self.text(end).split_whitespace().collect::<Vec<_>>().join(" "),
            reason: approve.because.as_ref().map_or(String::new(), |because| because.text.clone()),
            span: approve.span,
        })
    }
}

/// Whether an amendment speaks of this name.
fn brings(amendment: &tree::Amendment, wanted: &tree::Name) -> bool {
    let mut found = amendment.changes.iter().any(
        |change| matches!(change, tree::Change::Rename { to, .. } if key(&to.text) == key(&wanted.text)),
    );
    let mut items = vec![tree::Item::Amendment(amendment.clone())];
    tree::names_mut(&mut items, &mut |name| found |= key(&name.text) == key(&wanted.text));
    found
}

/// The days after those until which it keeps the old wording of something.
fn later(amendment: &tree::Amendment) -> Vec<Date> {
    let kept = amendment.changes.iter().filter_map(|change| match change {
        tree::Change::Keep { until, .. } => Some(until.0.next()),
        _ => None,
    });
    kept.collect()
}
