//! What solvers are asked: truth values, values and functions as immutable, shared terms of our own.
//!
//! Below the encodings and above every solver: what is written here can be put to any of them, and [printed](super::smtlib).

use std::cell::Cell;
use std::hash::{Hash, Hasher};
use std::rc::Rc;

use super::hash::Quick;

/// A truth value. Equal ones are written equally; a clone is the same term.
#[derive(Clone)]
pub struct Bool(Rc<Shared>);

/// A term with its hash, computed once.
struct Shared {
    hash: u64,
    node: Node,
}

/// How a truth value is made.
#[derive(Debug, PartialEq, Eq, Hash)]
pub enum Node {
    Constant(bool),
    Named(Rc<str>),
    Not(Bool),
    /// Two or more.
    All(Vec<Bool>),
    /// Two or more.
    Any(Vec<Bool>),
    /// Two or more, and more parts than that.
    AtLeast(usize, Vec<Bool>),
    Is(Value, Value),
    IsLess(Value, Value),
    Holds(Function, Vec<Value>),
    ForAll(Vec<Value>, Bool),
    Exists(Vec<Value>, Bool),
}

/// A person, a member of an open kind, or a number.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Value {
    Named(Rc<str>, Sort),
    /// An unknown that nothing else is called, by a number of its own.
    Fresh(u64, Sort),
    Number(i64),
    Applied(Function, Rc<[Value]>),
}

/// What a value is one of.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Sort {
    Things(Rc<str>),
    Numbers,
}

/// A function (or, with truth values, a relation) of which only the name is known.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Function(Rc<Signature>);

/// A function's name and sorts.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Signature {
    pub name: String,
    pub domain: Vec<Sort>,
    /// None: truth values.
    pub range: Option<Sort>,
}

impl std::fmt::Debug for Bool {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        self.0.node.fmt(f)
    }
}

impl PartialEq for Bool {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0) || (self.0.hash == other.0.hash && self.0.node == other.0.node)
    }
}

impl Eq for Bool {}

impl Hash for Bool {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.0.hash);
    }
}

impl Bool {
    fn new(node: Node) -> Self {
        let mut hasher = Quick::default();
        node.hash(&mut hasher);
        Self(Rc::new(Shared { hash: hasher.finish(), node }))
    }

    /// How it is made.
    pub fn node(&self) -> &Node {
        &self.0.node
    }

    /// The same for the same term (not for equal ones), as long as the term is kept.
    pub fn address(&self) -> usize {
        Rc::as_ptr(&self.0).addr()
    }

    /// True or false.
    pub fn constant(value: bool) -> Self {
        Self::new(Node::Constant(value))
    }

    /// The unknown of this name.
    pub fn named(name: &str) -> Self {
        Self::new(Node::Named(name.into()))
    }

    /// Its truth, if it is decided.
    pub fn known(&self) -> Option<bool> {
        match self.node() {
            Node::Constant(value) => Some(*value),
            _ => None,
        }
    }

    /// Whether all hold.
    pub fn all(parts: &[Bool]) -> Self {
        Self::joined(parts, true)
    }

    /// Whether some hold.
    pub fn any(parts: &[Bool]) -> Self {
        Self::joined(parts, false)
    }

    fn joined(parts: &[Bool], all: bool) -> Self {
        if parts.iter().any(|part| part.known() == Some(!all)) {
            return Self::constant(!all);
        }
        let mut open: Vec<Bool> = parts.iter().filter(|part| part.known().is_none()).cloned().collect();
        match open.len() {
            0 => Self::constant(all),
            1 => open.swap_remove(0),
            _ => Self::new(if all { Node::All(open) } else { Node::Any(open) }),
        }
    }

    /// Whether at least so many hold. The parts must be without quantifiers.
    pub fn at_least(least: usize, parts: &[Bool]) -> Self {
        let surely = parts.iter().filter(|part| part.known() == Some(true)).count();
        let open: Vec<Bool> = parts.iter().filter(|part| part.known().is_none()).cloned().collect();
        match least.saturating_sub(surely) {
            0 => Self::constant(true),
            1 => Self::any(&open),
            least if least > open.len() => Self::constant(false),
            least if least == open.len() => Self::all(&open),
            least => Self::new(Node::AtLeast(least, open)),
        }
    }

    /// Whether it does not hold.
    #[must_use]
    pub fn negated(&self) -> Self {
        match self.node() {
            Node::Constant(value) => Self::constant(!value),
            Node::Not(inner) => inner.clone(),
            _ => Self::new(Node::Not(self.clone())),
        }
    }

    /// Whether both are true or both are false.
    #[must_use]
    pub fn iff(&self, other: &Bool) -> Self {
        Bool::all(&[Bool::any(&[self.negated(), other.clone()]), Bool::any(&[self.clone(), other.negated()])])
    }

    /// It, or its negation.
    #[must_use]
    pub fn signed(self, positive: bool) -> Self {
        if positive { self } else { self.negated() }
    }

    /// Whether it holds for all values of these unknowns (every sort has a value).
    pub fn for_all(vars: &[Value], body: &Bool) -> Self {
        Self::bound(vars, body, Node::ForAll)
    }

    /// Whether it holds for some values of these unknowns (every sort has a value).
    pub fn exists(vars: &[Value], body: &Bool) -> Self {
        Self::bound(vars, body, Node::Exists)
    }

    fn bound(vars: &[Value], body: &Bool, make: fn(Vec<Value>, Bool) -> Node) -> Self {
        if vars.is_empty() || body.known().is_some() {
            return body.clone();
        }
        Self::new(make(vars.to_vec(), body.clone()))
    }
}

impl Value {
    /// The unknown of this name.
    pub fn named(name: &str, sort: &Sort) -> Self {
        Self::Named(name.into(), sort.clone())
    }

    /// An unknown that nothing else of this thread is called.
    pub fn fresh(sort: &Sort) -> Self {
        thread_local! {
            static NEXT: Cell<u64> = const { Cell::new(0) };
        }
        let number = NEXT.get();
        NEXT.set(number + 1);
        Self::Fresh(number, sort.clone())
    }

    /// A number.
    pub fn number(number: i64) -> Self {
        Self::Number(number)
    }

    /// What it is one of; a truth value is none.
    pub fn sort(&self) -> Option<Sort> {
        match self {
            Value::Named(_, sort) | Value::Fresh(_, sort) => Some(sort.clone()),
            Value::Number(_) => Some(Sort::Numbers),
            Value::Applied(function, _) => function.signature().range.clone(),
        }
    }

    /// Whether the two are the same.
    pub fn is(&self, other: &Value) -> Bool {
        match (self, other) {
            _ if self == other => Bool::constant(true),
            (Value::Number(_), Value::Number(_)) => Bool::constant(false),
            _ => Bool::new(Node::Is(self.clone(), other.clone())),
        }
    }

    /// Whether the first number is less; false of what are no numbers.
    pub fn is_less(&self, other: &Value) -> Bool {
        let number = |value: &Value| value.sort() == Some(Sort::Numbers);
        match (self, other) {
            (Value::Number(one), Value::Number(two)) => Bool::constant(one < two),
            _ if self == other || !number(self) || !number(other) => Bool::constant(false),
            _ => Bool::new(Node::IsLess(self.clone(), other.clone())),
        }
    }
}

impl Sort {
    /// Things of which only their number is open.
    pub fn things(name: &str) -> Self {
        Self::Things(name.into())
    }

    /// Integers.
    pub fn numbers() -> Self {
        Self::Numbers
    }
}

impl Function {
    /// A relation between values of these sorts.
    pub fn relation(name: &str, domain: &[&Sort]) -> Self {
        Self::new(name, domain, None)
    }

    /// A function to values of `range`.
    pub fn to(name: &str, domain: &[&Sort], range: &Sort) -> Self {
        Self::new(name, domain, Some(range.clone()))
    }

    fn new(name: &str, domain: &[&Sort], range: Option<Sort>) -> Self {
        let domain = domain.iter().map(|sort| (*sort).clone()).collect();
        Self(Rc::new(Signature { name: name.to_string(), domain, range }))
    }

    /// Its name and sorts.
    pub fn signature(&self) -> &Signature {
        &self.0
    }

    /// Its truth for these values; false of what is no relation.
    pub fn holds(&self, args: &[Value]) -> Bool {
        if self.0.range.is_some() {
            return Bool::constant(false);
        }
        Bool::new(Node::Holds(self.clone(), args.to_vec()))
    }

    /// Its value for these values.
    pub fn value(&self, args: &[Value]) -> Value {
        Value::Applied(self.clone(), args.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_terms_are_equal_wherever_they_were_made() {
        let make = || Bool::all(&[Bool::named("p"), Bool::named("q").negated()]);
        assert_eq!(make(), make());
        assert_ne!(make().address(), make().address());
        assert_ne!(make(), make().negated());
    }

    #[test]
    fn what_is_decided_is_decided_here() {
        let (p, yes, no) = (Bool::named("p"), Bool::constant(true), Bool::constant(false));
        assert_eq!(Bool::all(&[p.clone(), yes.clone()]), p);
        assert_eq!(Bool::any(&[p.clone(), yes.clone()]), yes);
        assert_eq!(Bool::at_least(2, &[p.clone(), yes.clone(), no.clone()]), p);
        assert_eq!(Bool::at_least(2, &[p.clone(), no.clone(), no.clone()]), no);
        assert_eq!(Bool::at_least(2, &[p.clone(), p.clone()]), Bool::all(&[p.clone(), p.clone()]));
        assert_eq!(p.negated().negated(), p);
        assert_eq!(Value::number(1).is_less(&Value::number(2)), yes);
        assert_eq!(Value::number(1).is(&Value::number(2)), no);
    }

    #[test]
    fn only_numbers_are_less() {
        let thing = Value::fresh(&Sort::things("person"));
        assert_eq!(thing.is_less(&Value::number(1)).known(), Some(false));
        assert_ne!(thing, Value::fresh(&Sort::things("person")));
    }
}
