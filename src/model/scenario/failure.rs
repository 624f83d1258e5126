//! Why a scenario fails, as problems: the step, and the norms and conjuncts that decide it.

use super::Names;
use super::settle::uncited;
use crate::model::eval::{
    Breach, ChangeFault, Env, Evaluator, Ground, PermitTrace, Reason, Trace, Truth, explain, why_may,
};
use crate::model::{ActId, Formula, Model, NormId, RelationId, Value, World};
use crate::problem::catalogue::scenario::{
    SCENARIO_CHECK, SCENARIO_NOW, SCENARIO_REFUSED, SCENARIO_START, SCENARIO_UNCLEAR, SCENARIO_UNKNOWN,
};
use crate::problem::{Arg, Problem};
use crate::source::Span;

/// One moment of a scenario, in which something is to be told.
pub struct Told<'a> {
    pub model: &'a Model,
    pub world: &'a World,
    pub names: &'a Names,
    pub scenario: &'a str,
}

/// What a `given` or `now` says cannot be made so.
pub fn unclear(span: Span) -> Problem {
    Problem::new(&SCENARIO_UNCLEAR).label(span, "here").help("plain")
}

/// A step turns on a gap.
pub fn unknown(span: Span) -> Problem {
    Problem::new(&SCENARIO_UNKNOWN).label(span, "here").help("fill")
}

impl Told<'_> {
    /// The start breaks the law.
    pub fn unlawful(&self, breaches: &[Breach], span: Option<Span>) -> Problem {
        let mut problem = Problem::new(&SCENARIO_START).name("scenario", self.scenario);
        if let Some(span) = span {
            problem = problem.at(span);
        }
        self.breaches(problem, breaches)
    }

    /// The act is not allowed.
    pub fn refused(&self, person: Value, act: ActId, args: &[Value], span: Span) -> Problem {
        let problem = self.deed(Problem::new(&SCENARIO_REFUSED), person, act, args);
        self.why_not(problem.label(span, "here"), &why_may(self.model, self.world, person, act, args))
    }

    /// The act is allowed, but its effect is not lawful.
    pub fn blocked(
        &self,
        person: Value,
        act: ActId,
        args: &[Value],
        breaches: &[Breach],
        span: Span,
    ) -> Problem {
        let problem = self.deed(Problem::new(&SCENARIO_REFUSED), person, act, args);
        self.breaches(problem.label(span, "here"), breaches).help("blocked")
    }

    /// A `now` is no change.
    pub fn no_change(&self, fault: &ChangeFault, span: Span) -> Problem {
        let problem = Problem::new(&SCENARIO_NOW).label(span, "here");
        match fault {
            ChangeFault::Earned(relation, args) => self.fact(problem, *relation, args).help("earned"),
            ChangeFault::Fixed(relation, args) => self.fact(problem, *relation, args).help("fixed"),
            ChangeFault::Transfer(relation, args) => self.fact(problem, *relation, args).help("transfer"),
            ChangeFault::Frame => problem,
            ChangeFault::Unlawful(breaches) => self.breaches(problem, breaches).help("unlawful"),
        }
    }

    /// A check is false or unknown.
    pub fn check(&self, env: &Env, formula: &Formula, truth: Truth, span: Span) -> Problem {
        let evaluator = Evaluator::new(self.model, self.world);
        let problem = match truth {
            Truth::Unknown => unknown(span),
            _ => Problem::new(&SCENARIO_CHECK).name("scenario", self.scenario),
        };
        let (negated, bare) = match uncited(formula) {
            Formula::Not(body) => (true, uncited(body)),
            other => (false, other),
        };
        let Formula::May(who, act, args) = bare else {
            return self.literals(problem, &explain(&evaluator, env, formula), span);
        };
        let problem = problem.label(span, "here");
        let (Some(who), Some(args)) = (evaluator.value(env, who), evaluator.values(env, args)) else {
            return problem;
        };
        let trace = why_may(self.model, self.world, who, *act, &args);
        match trace.granted_by() {
            Some(permit) if negated => self.norm(problem, permit.norm, "granted"),
            _ => self.why_not(self.deed(problem, who, *act, &args), &trace),
        }
    }

    /// Labels a check with the facts that decide it: those that are wanting, else those that ought not to hold.
    fn literals(&self, problem: Problem, reason: &Reason, span: Span) -> Problem {
        let named = |holds: Truth| {
            let literals = reason.literals.iter().filter(move |literal| literal.holds == holds);
            literals.take(3).map(|literal| self.ground(&literal.ground)).collect::<Vec<_>>()
        };
        let (wanting, standing) = (named(Truth::False), named(Truth::True));
        let (key, facts) = if wanting.is_empty() { ("holding", standing) } else { ("lacking", wanting) };
        if facts.is_empty() {
            problem.label(span, "here")
        } else {
            problem.label_with(span, key, vec![("facts", Arg::Names(facts))])
        }
    }

    fn ground(&self, ground: &Ground) -> String {
        let act =
            |id: &ActId, args: &[Value]| self.names.call(self.model, &self.model.acts[id.index()].name, args);
        match ground {
            Ground::Atom { relation, args, .. } => self.names.atom(self.model, *relation, args),
            Ground::Did(id, who, args) => {
                format!("{}: {}", self.names.value(self.model, *who), act(id, args))
            }
            Ground::Done(id, args) => act(id, args),
            Ground::Reading(choice) => {
                let reading = &self.model.readings[choice.reading.index()];
                format!("{} = {}", reading.name, reading.options[choice.option as usize].name)
            }
        }
    }

    /// Labels what the nearest permit lacks, what stops it, and what keeps another permit from counting.
    fn why_not(&self, problem: Problem, trace: &Trace) -> Problem {
        let Some(nearest) = trace.nearest() else { return problem.help("no_permit") };
        let mut problem = match nearest.reason.truth {
            Truth::True => problem,
            Truth::False => self.cited(problem, &nearest.reason, "lacks"),
            Truth::Unknown => self.cited(problem, &nearest.reason, "open"),
        };
        for forbid in &nearest.stopped_by {
            problem = self.norm(problem, *forbid, "stopped");
        }
        let shut_out = |permit: &PermitTrace| !permit.counts.is_true() && permit.reason.truth.is_true();
        if trace.permits.iter().any(shut_out) {
            let closing = |permit: &&PermitTrace| self.model.norms[permit.norm.index()].closes.is_some();
            for permit in trace.permits.iter().filter(closing) {
                problem = self.norm(problem, permit.norm, "closed");
            }
        }
        if trace.truth == Truth::Unknown && problem.help.is_none() {
            problem.help("unknown")
        } else {
            problem
        }
    }

    /// Labels cited conjuncts, but none within another.
    fn cited(&self, mut problem: Problem, reason: &Reason, key: &'static str) -> Problem {
        let mut told: Vec<Span> = Vec::new();
        for cited in &reason.cited {
            let span = self.model.cited[cited.index()].span;
            let within =
                |outer: &Span| outer.file == span.file && outer.start <= span.start && span.end <= outer.end;
            if !told.iter().any(within) {
                told.push(span);
                problem = problem.label(span, key);
            }
        }
        problem
    }

    fn norm(&self, problem: Problem, norm: NormId, key: &'static str) -> Problem {
        match self.model.norms[norm.index()].origin.span {
            Some(span) => problem.label(span, key),
            None => problem,
        }
    }

    fn deed(&self, problem: Problem, person: Value, act: ActId, args: &[Value]) -> Problem {
        let name = &self.model.acts[act.index()].name;
        let person = self.names.value(self.model, person);
        problem.name("person", person).name("act", self.names.call(self.model, name, args))
    }

    fn fact(&self, problem: Problem, relation: RelationId, args: &[Value]) -> Problem {
        problem.name("fact", self.names.atom(self.model, relation, args))
    }

    fn breaches(&self, mut problem: Problem, breaches: &[Breach]) -> Problem {
        for breach in breaches {
            problem = self.breach(problem, breach);
        }
        problem
    }

    fn breach(&self, problem: Problem, breach: &Breach) -> Problem {
        match breach {
            Breach::Office { office, args, holders } => {
                let Some(span) = self.model.relations[office.index()].origin.span else { return problem };
                let office = Arg::Name(self.names.atom(self.model, *office, args));
                let people = holders.iter().map(|holder| self.names.value(self.model, *holder)).collect();
                let key = if holders.is_empty() { "vacant" } else { "shared" };
                problem.label_with(span, key, vec![("office", office), ("holders", Arg::Names(people))])
            }
            Breach::Assumption { assumption, .. } => {
                match self.model.assumptions[assumption.index()].origin.span {
                    Some(span) => problem.label(span, "assumption"),
                    None => problem,
                }
            }
            Breach::Reading(_) => problem,
        }
    }
}
