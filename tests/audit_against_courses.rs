//! The checks that need no property, held against an explicit search over the courses of random small regulations.
//!
//! What is told to be never must be reached in no small world; what comes about at the very start must be told.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)] // a test that panics has failed, and says where

mod oracle;

use std::collections::BTreeMap;

use kitei::model::lint::Found;
use kitei::model::{Act, ActId, Claim, Formula, Model, Norm, NormId, Sort, Term, VarId};
use kitei::problem::Arg;
use kitei::proof::{self, Options};
use kitei::source::Span;
use kitei::syntax::tree::NormVerb;
use oracle::course::{self, Limits, Oracle};
use oracle::verdict::cases;

/// How many random regulations are asked.
const REGULATIONS: u64 = 120;

/// How often each thing was seen.
type Tally = BTreeMap<&'static str, usize>;

#[test]
fn checks_agree_with_a_search_over_small_worlds() {
    let parts = oracle::parallel::in_parallel(REGULATIONS, |seed| {
        let model = course::model(seed);
        let found = proof::audit(&model, &Options::default()).expect("no failure");
        let mut compared = Compared { model: &model, found: &found, tally: Tally::new(), wrong: Vec::new() };
        compared.acts();
        compared.bans();
        compared.given_to_oneself();
        let text = || course::generate::regulation(seed);
        let wrong = compared.wrong.iter().map(|why| format!("seed {seed}: {why}\n{}", text())).collect();
        (compared.tally, wrong)
    });
    let tally = oracle::compare::agreed(parts);
    let of = |name: &str| tally.get(name).copied().unwrap_or(0);
    for (told, never) in [("idle act told", "idle act"), ("idle ban told", "idle ban")] {
        assert!(of(never) >= 5 && of(told) * 10 >= of(never) * 7, "{told}: {} of {}", of(told), of(never));
    }
    for name in ["possible act", "ban met", "given to oneself"] {
        assert!(of(name) >= 10, "{name}: only {}", of(name));
    }
}

/// One regulation, and what was found in it.
struct Compared<'a> {
    model: &'a Model,
    found: &'a [Found],
    tally: Tally,
    wrong: Vec<String>,
}

/// What a search over small worlds reaches.
struct Reached {
    /// The least number of acts, for each combination of readings; none if it is not reached.
    cases: Vec<(Vec<u32>, Option<u32>)>,
    /// Whether no search gave up.
    complete: bool,
}

impl Reached {
    fn never(&self) -> bool {
        self.complete && self.cases.iter().all(|(_, acts)| acts.is_none())
    }

    fn at_once(&self) -> bool {
        self.cases.iter().any(|(_, acts)| *acts == Some(0))
    }
}

impl Compared<'_> {
    fn count(&mut self, name: &'static str) {
        *self.tally.entry(name).or_default() += 1;
    }

    /// Somebody may do the act: never, if that is told; and mostly told, if it is never.
    fn acts(&mut self) {
        for (index, act) in self.model.acts.iter().enumerate() {
            let may = Formula::May(Term::Var(act.actor), ActId::from_index(index), args(&act.params));
            let reached = self.reached(&self.some(act, may));
            if grounds(self.model, ActId::from_index(index)).is_empty() {
                continue;
            }
            let told = self.told("act_never_possible", &act.name, act.origin.span);
            for choices in &told {
                self.none_reached(&format!("{} is told to be idle", act.name), &reached, choices);
            }
            if reached.never() {
                self.count("idle act");
                if told.iter().any(Vec::is_empty) {
                    self.count("idle act told");
                }
            } else {
                self.count("possible act");
            }
        }
    }

    /// A ban and a permit that it takes something from: never, if the ban is told to be idle; told, if at once.
    fn bans(&mut self) {
        for (index, ban) in self.model.norms.iter().enumerate() {
            let id = NormId::from_index(index);
            let permits = grounds(self.model, ban.act);
            if ban.verb != NormVerb::Forbid || ban.sugar.is_some() || permits.is_empty() {
                continue;
            }
            let binding = permits.iter().filter(|p| !self.model.norms[p.index()].despite.contains(&id));
            let met: Vec<Reached> = binding.map(|permit| self.reached(&self.meeting(*permit, id))).collect();
            let idle = self.told("ban_without_effect", &ban.name, ban.origin.span);
            for reached in &met {
                for choices in &idle {
                    self.none_reached(&format!("{} is told to be idle", ban.name), reached, choices);
                }
            }
            if met.iter().all(Reached::never) {
                self.count("idle ban");
                if !idle.is_empty() {
                    self.count("idle ban told");
                }
            }
            if met.iter().any(Reached::at_once) {
                self.count("ban met");
                if self.told("permit_meets_ban", &ban.name, ban.origin.span).is_empty() {
                    self.wrong.push(format!("{} meets a permit, and that is not told", ban.name));
                }
            }
        }
    }

    /// Somebody may name himself at the very start: told, if the role lets anybody act.
    fn given_to_oneself(&mut self) {
        for (index, act) in self.model.acts.iter().enumerate() {
            let own = act.params.iter().position(|p| self.model.vars[p.index()].sort == Sort::Person);
            let Some(place) = own else { continue };
            let mut given = args(&act.params);
            given[place] = Term::Var(act.actor);
            let may = Formula::May(Term::Var(act.actor), ActId::from_index(index), given);
            let reached = self.reached(&self.some(act, may));
            for choices in self.told("permission_to_oneself", &act.name, act.origin.span) {
                self.count("given to oneself");
                // A world of more people than the search looks at may be needed, but seldom.
                if reached.never() && choices.is_empty() {
                    self.count("given to oneself beyond the search");
                }
            }
        }
    }

    /// Fails if the search reaches it under a combination that has these options.
    fn none_reached(&mut self, what: &str, reached: &Reached, choices: &[(usize, u32)]) {
        let agrees = |readings: &[u32]| choices.iter().all(|(reading, option)| readings[*reading] == *option);
        let against = reached.cases.iter().find(|(readings, acts)| acts.is_some() && agrees(readings));
        if let Some(case) = against {
            self.wrong.push(format!("{what}, and a course leads there: {case:?} {choices:?}"));
        }
    }

    /// The findings of a code about what is declared at a place: each with the options that it depends on.
    fn told(&self, code: &str, name: &str, place: Option<Span>) -> Vec<Vec<(usize, u32)>> {
        let about = |found: &&Found| {
            let problem = &found.problem;
            let named =
                problem.args.iter().any(|(key, arg)| *key == "name" && *arg == Arg::Name(name.into()));
            named && problem.entry.code == code && problem.labels.first().map(|label| label.span) == place
        };
        let choices = |found: &Found| {
            let labels = found.problem.labels.iter().filter(|label| label.text == Some("reading"));
            labels.filter_map(|label| self.choice(&label.args[0].1)).collect()
        };
        self.found.iter().filter(about).map(choices).collect()
    }

    fn choice(&self, shown: &Arg) -> Option<(usize, u32)> {
        let Arg::Plain(shown) = shown else { return None };
        let (reading, option) = shown.split_once(" = ")?;
        let index = self.model.readings.iter().position(|r| r.name == reading)?;
        let option = self.model.readings[index].options.iter().position(|o| o.name == option)?;
        Some((index, u32::try_from(option).ok()?))
    }

    fn some(&self, act: &Act, body: Formula) -> (Model, Claim) {
        let vars: Vec<VarId> = std::iter::once(act.actor).chain(act.params.iter().copied()).collect();
        (self.model.clone(), possible(Formula::exists(vars, body)))
    }

    /// Some person and some arguments to which both norms apply, and the permit counts.
    fn meeting(&self, permit: NormId, ban: NormId) -> (Model, Claim) {
        let mut model = self.model.clone();
        let act = self.model.acts[self.model.norms[ban.index()].act.index()].clone();
        let mut parts = Vec::new();
        for id in [permit, ban] {
            let norm = self.model.norms[id.index()].clone();
            parts.extend(norm.origin.readings.iter().copied().map(Formula::Reading));
            parts.push(with_variables_of(&act, &norm, &norm.condition, &mut model));
        }
        if self.model.norms[permit.index()].closes.is_none() {
            for norm in self.model.norms.iter().filter(|norm| norm.verb == NormVerb::Permit) {
                if let (true, Some(closes)) = (norm.act == self.model.norms[ban.index()].act, &norm.closes) {
                    let stands = norm.origin.readings.iter().copied().map(Formula::Reading);
                    let closes = with_variables_of(&act, norm, closes, &mut model);
                    parts.push(Formula::and(stands.chain([closes])).negate());
                }
            }
        }
        let vars: Vec<VarId> = std::iter::once(act.actor).chain(act.params.iter().copied()).collect();
        (model, possible(Formula::exists(vars, Formula::and(parts))))
    }

    fn reached(&self, (model, claim): &(Model, Claim)) -> Reached {
        let oracle = Oracle::new(Limits::default());
        let mut all = Reached { cases: Vec::new(), complete: true };
        for case in cases(model, claim) {
            for size in course::sizes(model, 2, 1) {
                match oracle.answer(&case, size) {
                    Ok(answer) => all.cases.push((case.readings.clone(), answer.free.good)),
                    Err(_) => all.complete = false,
                }
            }
        }
        all
    }
}

fn args(params: &[VarId]) -> Vec<Term> {
    params.iter().copied().map(Term::Var).collect()
}

fn with_variables_of(act: &Act, norm: &Norm, formula: &Formula, model: &mut Model) -> Formula {
    let own = std::iter::once(norm.actor).chain(norm.params.iter().copied());
    let acts = std::iter::once(act.actor).chain(act.params.iter().copied());
    formula.copied(&mut own.zip(acts).collect(), &mut model.vars)
}

/// The permits of an act; its duties if it has none.
fn grounds(model: &Model, act: ActId) -> Vec<NormId> {
    let of = |verb: NormVerb| -> Vec<NormId> {
        let all = model.norms.iter().enumerate().filter(|(_, norm)| norm.act == act && norm.verb == verb);
        all.map(|(index, _)| NormId::from_index(index)).collect()
    };
    let permits = of(NormVerb::Permit);
    if permits.is_empty() { of(NormVerb::Duty) } else { permits }
}

fn possible(formula: Formula) -> Claim {
    Claim::possible("asked".to_string(), formula)
}
