//! Where questions are put to a solver. The only file that names z3.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use super::hash::QuickMap;
use super::query::{Objection, Query, Watch};
use super::sat::Sat;
use super::term::Node;
pub use super::term::{Bool, Function, Sort, Value};

/// The oldest libz3 that answers what was asked: with an older one the numbers of its enumerations
/// differ from those the binding was made for, and answers are wrong in silence.
const OLDEST: (u32, u32, u32) = (4, 13, 3);

/// The version of the libz3 that was loaded.
pub fn version() -> (u32, u32, u32) {
    parse(z3::full_version())
}

/// Refuses a libz3 that is too old, in one line that says what to do.
pub fn check_version() -> Result<(), String> {
    refuse(version())
}

fn refuse(found: (u32, u32, u32)) -> Result<(), String> {
    if found >= OLDEST {
        return Ok(());
    }
    let (major, minor, patch) = found;
    Err(format!(
        "libz3 {major}.{minor}.{patch} is too old and would answer wrongly: build with the pinned one \
         (make verify) or with one of version 4.13.3 or newer (make verify Z3=/path/to/its/lib)"
    ))
}

/// `Z3 5.3.3.0 …` → (5, 3, 3); what cannot be read counts as 0, and so as too old.
fn parse(full: &str) -> (u32, u32, u32) {
    let dotted = full.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    let mut parts = dotted.unwrap_or_default().split('.').map(|part| part.parse().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    (next(), next(), next())
}

/// The answer to one question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Satisfiable,
    Unsatisfiable,
    /// The solver gave up, within its limit.
    Unknown,
}

/// A place to ask questions. Everything asserted stays until [`Solver::forget`].
pub struct Solver {
    engine: RefCell<Option<Engine>>,
    start: Start,
    effort: Cell<u32>,
    /// What is taken for granted, level by level.
    asserted: RefCell<Vec<Vec<Bool>>>,
    /// The last answer, where it needed no engine: the assumption that alone is false.
    trivial: RefCell<Option<Vec<Bool>>>,
    checks: Cell<u32>,
    watch: Option<Arc<dyn Watch>>,
    objection: RefCell<Option<Objection>>,
}

impl Solver {
    /// For formulas with quantifiers and numbers. `effort` bounds the work of one question, in the solver's own steps.
    pub fn quantified(effort: u32, seed: u32) -> Self {
        Self::new(Start { logic: None, plain: false, seed }, effort)
    }

    /// For plain truth values. `effort` bounds the decisions and conflicts of one question.
    pub fn propositional(effort: u32) -> Self {
        Self::new(Start { logic: None, plain: true, seed: 0 }, effort)
    }

    /// For plain truth values as well, by z3; the two must agree.
    pub fn propositional_by_z3(effort: u32, seed: u32) -> Self {
        Self::new(Start { logic: Some("QF_FD"), plain: false, seed }, effort)
    }

    /// Nothing is started before the first question.
    fn new(start: Start, effort: u32) -> Self {
        Self {
            engine: RefCell::new(None),
            start,
            effort: Cell::new(effort),
            asserted: RefCell::new(vec![Vec::new()]),
            trivial: RefCell::default(),
            checks: Cell::new(0),
            watch: None,
            objection: RefCell::default(),
        }
    }

    /// Lets somebody see every question from now on.
    #[must_use]
    pub fn watched(self, watch: Option<Arc<dyn Watch>>) -> Self {
        Self { watch, ..self }
    }

    /// What whoever sees the questions objected to, if anything.
    pub fn objection(&self) -> Option<Objection> {
        self.objection.borrow().clone()
    }

    /// Bounds the work of each question from now on.
    pub fn allow(&self, effort: u32) {
        if self.effort.replace(effort) != effort
            && let Some(engine) = &mut *self.engine.borrow_mut()
        {
            engine.allow(effort);
        }
    }

    /// Takes for granted what follows, until [`Solver::forget`].
    pub fn remember(&self) {
        self.asserted.borrow_mut().push(Vec::new());
    }

    /// Forgets what was asserted since [`Solver::remember`].
    pub fn forget(&self) {
        let mut asserted = self.asserted.borrow_mut();
        asserted.pop();
        match &mut *self.engine.borrow_mut() {
            Some(Engine::Z3(z3)) => z3.keep(asserted.len()),
            Some(Engine::Sat(sat)) => sat.keep(asserted.len()),
            None => {}
        }
    }

    /// Takes a formula for granted.
    pub fn assert(&self, formula: &Bool) {
        if let Some(level) = self.asserted.borrow_mut().last_mut() {
            level.push(formula.clone());
        }
    }

    /// Whether everything asserted and all of these can be true at once.
    pub fn check(&self, assumed: &[Bool]) -> Outcome {
        self.checks.set(self.checks.get() + 1);
        let asserted = self.asserted.borrow();
        let never = |part: &&Bool| part.known() == Some(false);
        let contradiction = asserted.iter().flatten().any(|part| never(&part));
        let refuted: Vec<Bool> = assumed.iter().find(never).into_iter().cloned().collect();
        if contradiction || !refuted.is_empty() {
            self.trivial.replace(Some(if contradiction { Vec::new() } else { refuted }));
            return Outcome::Unsatisfiable;
        }
        self.trivial.replace(None);
        let outcome =
            match self.engine.borrow_mut().get_or_insert_with(|| self.start.engine(self.effort.get())) {
                Engine::Z3(z3) => z3.check(&asserted, assumed),
                Engine::Sat(sat) => sat.check(&asserted, assumed),
            };
        if let Some(watch) = &self.watch {
            let asserted = asserted.iter().flatten().cloned().collect();
            let query = Query { asserted, assumed: assumed.to_vec(), outcome };
            if let Err(objection) = watch.saw(&query) {
                self.objection.borrow_mut().get_or_insert(objection);
            }
        }
        outcome
    }

    /// After [`Outcome::Unsatisfiable`]: some of the assumed formulas that cannot be true together.
    pub fn core(&self, assumed: &[Bool]) -> Vec<Bool> {
        if let Some(trivial) = &*self.trivial.borrow() {
            return trivial.clone();
        }
        match &mut *self.engine.borrow_mut() {
            Some(Engine::Z3(z3)) => z3.core(assumed),
            Some(Engine::Sat(sat)) => sat.core(assumed),
            None => Vec::new(),
        }
    }

    /// After [`Outcome::Satisfiable`]: which of these are true in the example found; what is left open is false.
    pub fn truths(&self, formulas: &[Bool]) -> Option<Vec<bool>> {
        match &mut *self.engine.borrow_mut() {
            Some(Engine::Z3(z3)) => z3.truths(formulas),
            Some(Engine::Sat(sat)) => Some(sat.truths(formulas)),
            None => None,
        }
    }

    /// How many questions were asked.
    pub fn checks(&self) -> u32 {
        self.checks.get()
    }
}

/// How an engine is started.
struct Start {
    logic: Option<&'static str>,
    plain: bool,
    seed: u32,
}

/// What answers.
enum Engine {
    Z3(Z3),
    Sat(Sat),
}

impl Start {
    fn engine(&self, effort: u32) -> Engine {
        if self.plain {
            return Engine::Sat(Sat::new(effort));
        }
        let inner = self.logic.and_then(z3::Solver::new_for_logic).unwrap_or_default();
        let mut params = z3::Params::new();
        params.set_u32("random_seed", self.seed);
        inner.set_params(&params);
        let mut engine = Engine::Z3(Z3 { inner, put: vec![0], terms: Terms::default() });
        engine.allow(effort);
        engine
    }
}

impl Engine {
    fn allow(&mut self, effort: u32) {
        match self {
            Engine::Sat(sat) => sat.allow(effort),
            Engine::Z3(z3) => {
                let mut params = z3::Params::new();
                params.set_u32("rlimit", effort);
                z3.inner.set_params(&params);
            }
        }
    }
}

/// z3, and what has been put to it.
struct Z3 {
    inner: z3::Solver,
    /// How many formulas of each level.
    put: Vec<usize>,
    terms: Terms,
}

impl Z3 {
    /// Forgets all levels but the first ones.
    fn keep(&mut self, levels: usize) {
        let forgotten = self.put.len().saturating_sub(levels);
        if forgotten > 0 {
            self.inner.pop(u32::try_from(forgotten).unwrap_or(u32::MAX));
            self.put.truncate(levels);
        }
        if self.put.len() <= 1 {
            self.terms.bools.clear();
        }
    }

    fn check(&mut self, asserted: &[Vec<Bool>], assumed: &[Bool]) -> Outcome {
        for (index, level) in asserted.iter().enumerate() {
            if index >= self.put.len() {
                self.inner.push();
                self.put.push(0);
            }
            let Some(put) = self.put.get_mut(index) else { continue };
            for formula in level.iter().skip(*put) {
                self.inner.assert(self.terms.bool(formula));
            }
            *put = level.len();
        }
        let assumed: Vec<z3::ast::Bool> = assumed.iter().map(|one| self.terms.bool(one)).collect();
        let result =
            if assumed.is_empty() { self.inner.check() } else { self.inner.check_assumptions(&assumed) };
        match result {
            z3::SatResult::Sat => Outcome::Satisfiable,
            z3::SatResult::Unsat => Outcome::Unsatisfiable,
            z3::SatResult::Unknown => Outcome::Unknown,
        }
    }

    fn core(&mut self, assumed: &[Bool]) -> Vec<Bool> {
        let core = self.inner.get_unsat_core();
        assumed.iter().filter(|one| core.contains(&self.terms.bool(one))).cloned().collect()
    }

    fn truths(&mut self, formulas: &[Bool]) -> Option<Vec<bool>> {
        let model = self.inner.get_model()?;
        formulas.iter().map(|one| model.eval(&self.terms.bool(one), true)?.as_bool()).collect()
    }
}

/// Our terms as z3's. A term met again is not written again.
#[derive(Default)]
struct Terms {
    bools: QuickMap<Bool, z3::ast::Bool>,
    sorts: QuickMap<Sort, z3::Sort>,
    functions: QuickMap<Function, z3::FuncDecl>,
}

impl Terms {
    fn bool(&mut self, bool: &Bool) -> z3::ast::Bool {
        if let Some(known) = self.bools.get(bool) {
            return known.clone();
        }
        let written = self.written(bool.node());
        self.bools.insert(bool.clone(), written.clone());
        written
    }

    fn written(&mut self, node: &Node) -> z3::ast::Bool {
        use z3::ast::Bool;
        match node {
            Node::Constant(value) => Bool::from_bool(*value),
            Node::Named(name) => Bool::new_const(&**name),
            Node::Not(inner) => self.bool(inner).not(),
            Node::All(parts) => Bool::and(&self.bools(parts)),
            Node::Any(parts) => Bool::or(&self.bools(parts)),
            Node::AtLeast(least, parts) => {
                z3::ast::atleast(&self.bools(parts), u32::try_from(*least).unwrap_or(u32::MAX))
            }
            Node::Is(one, other) => self.value(one).eq(self.value(other)),
            Node::IsLess(one, other) => match (self.value(one).as_int(), self.value(other).as_int()) {
                (Some(one), Some(other)) => one.lt(other),
                _ => Bool::from_bool(false),
            },
            Node::Holds(relation, args) => {
                self.apply(relation, args).as_bool().unwrap_or_else(|| Bool::from_bool(false))
            }
            Node::ForAll(vars, body) => {
                let (vars, body) = (self.values(vars), self.bool(body));
                z3::ast::forall_const(&refs(&vars), &[], &body)
            }
            Node::Exists(vars, body) => {
                let (vars, body) = (self.values(vars), self.bool(body));
                z3::ast::exists_const(&refs(&vars), &[], &body)
            }
        }
    }

    fn bools(&mut self, parts: &[Bool]) -> Vec<z3::ast::Bool> {
        parts.iter().map(|part| self.bool(part)).collect()
    }

    fn value(&mut self, value: &Value) -> z3::ast::Dynamic {
        match value {
            Value::Named(name, sort) => z3::ast::Dynamic::new_const(&**name, self.sort(sort)),
            Value::Fresh(number, sort) => z3::ast::Dynamic::new_const(format!("x!{number}"), self.sort(sort)),
            Value::Number(number) => z3::ast::Dynamic::from_ast(&z3::ast::Int::from_i64(*number)),
            Value::Applied(function, args) => self.apply(function, args),
        }
    }

    fn values(&mut self, values: &[Value]) -> Vec<z3::ast::Dynamic> {
        values.iter().map(|value| self.value(value)).collect()
    }

    fn apply(&mut self, function: &Function, args: &[Value]) -> z3::ast::Dynamic {
        let args = self.values(args);
        if !self.functions.contains_key(function) {
            let signature = function.signature();
            let domain: Vec<z3::Sort> = signature.domain.iter().map(|sort| self.sort(sort).clone()).collect();
            let range = match &signature.range {
                Some(sort) => self.sort(sort).clone(),
                None => z3::Sort::bool(),
            };
            let domain: Vec<&z3::Sort> = domain.iter().collect();
            let made = z3::FuncDecl::new(&*signature.name, &domain, &range);
            self.functions.insert(function.clone(), made);
        }
        self.functions[function].apply(&refs(&args))
    }

    fn sort(&mut self, sort: &Sort) -> &z3::Sort {
        self.sorts.entry(sort.clone()).or_insert_with(|| match sort {
            Sort::Things(name) => z3::Sort::uninterpreted(z3::Symbol::String(name.to_string())),
            Sort::Numbers => z3::Sort::int(),
        })
    }
}

fn refs(values: &[z3::ast::Dynamic]) -> Vec<&dyn z3::ast::Ast> {
    values.iter().map(|value| value as &dyn z3::ast::Ast).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_loaded_libz3_is_accepted() {
        assert_eq!(check_version(), Ok(()), "{}", z3::full_version());
        assert!(version() >= OLDEST);
    }

    #[test]
    fn an_old_libz3_is_refused() {
        assert_eq!(parse("Z3 4.8.12.0"), (4, 8, 12));
        assert!(refuse((4, 8, 12)).is_err());
        assert!(refuse(parse("no number")).is_err());
        assert!(refuse((4, 13, 3)).is_ok());
    }
}
