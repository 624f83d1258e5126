//! The only file that names z3.

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

/// A truth value.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Bool(z3::ast::Bool);

/// A person, a member of an open kind, or a number.
#[derive(Debug, Clone)]
pub struct Value(z3::ast::Dynamic);

/// What a value is one of.
#[derive(Debug, Clone)]
pub struct Sort(z3::Sort);

/// A function (or, with truth values, a relation) of which only the name is known.
#[derive(Debug)]
pub struct Function(z3::FuncDecl);

impl Bool {
    /// True or false.
    pub fn constant(value: bool) -> Self {
        Self(z3::ast::Bool::from_bool(value))
    }

    /// The unknown of this name.
    pub fn named(name: &str) -> Self {
        Self(z3::ast::Bool::new_const(name))
    }

    /// Whether all hold.
    pub fn all(parts: &[Bool]) -> Self {
        match parts {
            [] => Self::constant(true),
            [one] => one.clone(),
            _ => Self(z3::ast::Bool::and(&parts.iter().map(|part| &part.0).collect::<Vec<_>>())),
        }
    }

    /// Whether some hold.
    pub fn any(parts: &[Bool]) -> Self {
        match parts {
            [] => Self::constant(false),
            [one] => one.clone(),
            _ => Self(z3::ast::Bool::or(&parts.iter().map(|part| &part.0).collect::<Vec<_>>())),
        }
    }

    /// Whether at least so many hold. The parts must be without quantifiers.
    pub fn at_least(least: usize, parts: &[Bool]) -> Self {
        match least {
            0 => Self::constant(true),
            1 => Self::any(parts),
            _ if least > parts.len() => Self::constant(false),
            _ if least == parts.len() => Self::all(parts),
            _ => {
                let least = u32::try_from(least).unwrap_or(u32::MAX);
                Self(z3::ast::atleast(parts.iter().map(|part| &part.0), least))
            }
        }
    }

    /// Whether it does not hold.
    #[must_use]
    pub fn negated(&self) -> Self {
        Self(self.0.not())
    }

    /// It, or its negation.
    #[must_use]
    pub fn signed(self, positive: bool) -> Self {
        if positive { self } else { self.negated() }
    }

    /// Whether it holds for all values of these unknowns.
    pub fn for_all(vars: &[Value], body: &Bool) -> Self {
        let bounds: Vec<&dyn z3::ast::Ast> = vars.iter().map(|var| &var.0 as &dyn z3::ast::Ast).collect();
        Self(z3::ast::forall_const(&bounds, &[], &body.0))
    }

    /// Whether it holds for some values of these unknowns.
    pub fn exists(vars: &[Value], body: &Bool) -> Self {
        let bounds: Vec<&dyn z3::ast::Ast> = vars.iter().map(|var| &var.0 as &dyn z3::ast::Ast).collect();
        Self(z3::ast::exists_const(&bounds, &[], &body.0))
    }
}

impl Value {
    /// The unknown of this name.
    pub fn named(name: &str, sort: &Sort) -> Self {
        Self(z3::ast::Dynamic::new_const(name, &sort.0))
    }

    /// An unknown that nothing else is called.
    pub fn fresh(sort: &Sort) -> Self {
        Self(z3::ast::Dynamic::fresh_const("x", &sort.0))
    }

    /// A number.
    pub fn number(number: i64) -> Self {
        Self(z3::ast::Dynamic::from_ast(&z3::ast::Int::from_i64(number)))
    }

    /// Whether the two are the same.
    pub fn is(&self, other: &Value) -> Bool {
        Bool(self.0.eq(&other.0))
    }

    /// Whether the first number is less; false of what are no numbers.
    pub fn is_less(&self, other: &Value) -> Bool {
        match (self.0.as_int(), other.0.as_int()) {
            (Some(one), Some(two)) => Bool(one.lt(&two)),
            _ => Bool::constant(false),
        }
    }
}

impl Sort {
    /// Things of which only their number is open.
    pub fn things(name: &str) -> Self {
        Self(z3::Sort::uninterpreted(z3::Symbol::String(name.to_string())))
    }

    /// Integers.
    pub fn numbers() -> Self {
        Self(z3::Sort::int())
    }
}

impl Function {
    /// A relation between values of these sorts.
    pub fn relation(name: &str, domain: &[&Sort]) -> Self {
        Self::new(name, domain, &z3::Sort::bool())
    }

    /// A function to values of `range`.
    pub fn to(name: &str, domain: &[&Sort], range: &Sort) -> Self {
        Self::new(name, domain, &range.0)
    }

    fn new(name: &str, domain: &[&Sort], range: &z3::Sort) -> Self {
        let domain: Vec<&z3::Sort> = domain.iter().map(|sort| &sort.0).collect();
        Self(z3::FuncDecl::new(name, &domain, range))
    }

    /// Its truth for these values; false of what is no relation.
    pub fn holds(&self, args: &[Value]) -> Bool {
        self.apply(args).as_bool().map_or_else(|| Bool::constant(false), Bool)
    }

    /// Its value for these values.
    pub fn value(&self, args: &[Value]) -> Value {
        Value(self.apply(args))
    }

    fn apply(&self, args: &[Value]) -> z3::ast::Dynamic {
        let args: Vec<&dyn z3::ast::Ast> = args.iter().map(|arg| &arg.0 as &dyn z3::ast::Ast).collect();
        self.0.apply(&args)
    }
}

/// A place to ask questions. Everything asserted stays until [`Solver::forget`].
pub struct Solver {
    inner: z3::Solver,
    checks: std::cell::Cell<u32>,
}

impl Solver {
    /// For formulas with quantifiers and numbers. `effort` bounds the work of one question, in the solver's own steps.
    pub fn quantified(effort: u32, seed: u32) -> Self {
        Self::with(z3::Solver::new(), effort, seed)
    }

    /// For plain truth values.
    pub fn propositional(effort: u32, seed: u32) -> Self {
        Self::with(z3::Solver::new_for_logic("QF_FD").unwrap_or_default(), effort, seed)
    }

    fn with(inner: z3::Solver, effort: u32, seed: u32) -> Self {
        let mut params = z3::Params::new();
        params.set_u32("rlimit", effort);
        params.set_u32("random_seed", seed);
        inner.set_params(&params);
        Self { inner, checks: std::cell::Cell::new(0) }
    }

    /// Takes for granted what follows, until [`Solver::forget`].
    pub fn remember(&self) {
        self.inner.push();
    }

    /// Forgets what was asserted since [`Solver::remember`].
    pub fn forget(&self) {
        self.inner.pop(1);
    }

    /// Takes a formula for granted.
    pub fn assert(&self, formula: &Bool) {
        self.inner.assert(&formula.0);
    }

    /// Whether everything asserted and all of these can be true at once.
    pub fn check(&self, assumed: &[Bool]) -> Outcome {
        self.checks.set(self.checks.get() + 1);
        let assumed: Vec<z3::ast::Bool> = assumed.iter().map(|one| one.0.clone()).collect();
        let result =
            if assumed.is_empty() { self.inner.check() } else { self.inner.check_assumptions(&assumed) };
        match result {
            z3::SatResult::Sat => Outcome::Satisfiable,
            z3::SatResult::Unsat => Outcome::Unsatisfiable,
            z3::SatResult::Unknown => Outcome::Unknown,
        }
    }

    /// After [`Outcome::Unsatisfiable`]: some of the assumed formulas that cannot be true together.
    pub fn core(&self) -> Vec<Bool> {
        self.inner.get_unsat_core().into_iter().map(Bool).collect()
    }

    /// After [`Outcome::Satisfiable`]: which of these are true in the example found; what is left open is false.
    pub fn truths(&self, formulas: &[Bool]) -> Option<Vec<bool>> {
        let model = self.inner.get_model()?;
        formulas.iter().map(|formula| model.eval(&formula.0, true)?.as_bool()).collect()
    }

    /// How many questions were asked.
    pub fn checks(&self) -> u32 {
        self.checks.get()
    }
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
