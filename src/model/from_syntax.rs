//! From trees to the model: every name becomes an id, every sugar its meaning, every mistake a problem.
//!
//! The order of the passes is the order of what may refer to what: provisions, kinds, heads, bodies, norms, checks.
//! A declaration that cannot be resolved becomes a hole; what depends on it is not judged.

mod act;
mod amendment;
mod another;
mod assume;
mod atom;
mod claim;
mod collect;
mod cycle;
mod declare;
mod define;
mod durations;
mod expect;
mod formula;
mod guard;
mod heads;
mod introduce;
mod kind;
mod lookalike;
mod names;
mod norm;
mod origin;
mod publish;
mod reading;
mod resolver;
mod role;
mod role_head;
mod scenario;
mod scope;
mod sorts;
mod sugar;
mod suggest;
mod table;
mod taint;
mod term;
mod undeclared;
mod waiting;
mod who;

pub use names::key;
pub use suggest::closest;

use crate::model::Model;
use crate::problem::catalogue::words;
use crate::problem::{Outcome, Problem};
use crate::source::Sources;
use crate::syntax::tree::Tree;

use collect::Collected;
use resolver::Resolver;

/// Resolves the trees of one regulation.
pub fn resolve(sources: &Sources, trees: &[Tree]) -> Outcome<Model> {
    let mut resolver = Resolver::new(sources);
    let all = resolver.collect(trees);
    resolver.header(&all);
    resolver.vocabulary(&all);
    resolver.spread_taint();
    resolver.checks(&all);
    resolver.tell_unjudged();
    resolver.calendars();
    resolver.look_alikes();
    let mut problems = resolver.problems;
    problems.sort_by_key(first_place);
    (resolver.model, problems)
}

/// Problems are told in the order of the text.
fn first_place(problem: &Problem) -> Option<crate::source::Span> {
    problem.labels.first().map(|label| label.span)
}

impl Resolver<'_> {
    /// The regulation's own line, and other laws it may cite.
    fn header(&mut self, all: &Collected) {
        let mut first = None;
        for regulation in &all.regulations {
            if let Some(first) = first {
                self.twice(words::REGULATION, &regulation.name, first, "rename");
                continue;
            }
            first = Some(regulation.name.span);
            self.model.name.clone_from(&regulation.name.text);
            self.model.number = regulation.number.as_ref().map(|n| n.text.clone());
            self.model.in_force = regulation.in_force.and_then(|f| f.date);
        }
        for instrument in &all.instruments {
            self.declare(words::INSTRUMENT, &instrument.name, |names| &mut names.instruments, ());
        }
    }

    /// Kinds, relations, acts and norms.
    fn vocabulary(&mut self, all: &Collected) {
        self.unread(&all.holes);
        self.reading_origins(&all.readings);
        self.kinds(&all.kinds);
        self.facts_and_offices(all);
        let tables = self.table_heads(&all.tables);
        self.define_heads(&all.defines);
        let roles = self.role_heads(&all.roles);
        let acts = self.act_heads(&all.acts);
        self.role_sorts(&roles);
        self.naming_acts(&roles);
        self.taint_unread(&all.holes);
        self.table_bodies(&tables);
        self.cell_options(&all.cells);
        self.attribute_options(&all.attributes);
        self.earned_facts(&acts);
        self.define_bodies(&all.defines);
        self.role_clauses(&roles);
        self.effects(&acts);
        self.norms(&all.norms);
        self.waiting();
        self.cycles();
        self.powers();
    }

    /// Everything that asks something of the vocabulary.
    fn checks(&mut self, all: &Collected) {
        self.assumptions(&all.assumes);
        self.assumptions_hold_still();
        self.claims(&all.properties);
        self.expects(&all.expects);
        self.allows(&all.allows);
        self.scenarios(&all.scenarios);
        self.publications(&all.publishes);
        self.amendments(&all.amendments);
        self.approvals(&all.approves, &all.amendments);
    }
}
