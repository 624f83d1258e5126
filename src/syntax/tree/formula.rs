//! Formulas, terms and WHO as written (language.md section 4). Both word orders give the same tree.

use super::{Citation, Name};
use crate::source::Span;
use crate::syntax::calendar::{Date, Duration};

/// A formula with the citations that belong to this conjunct alone.
#[derive(Debug, Clone)]
pub struct Formula {
    pub span: Span,
    pub node: Node,
    pub cites: Vec<Citation>,
}

/// The shapes of formulas.
#[derive(Debug, Clone)]
pub enum Node {
    And(Vec<Formula>),
    Or(Vec<Formula>),
    Implies(Box<Formula>, Box<Formula>),
    Not(Box<Formula>),
    Quantified {
        quantifier: Quantifier,
        binders: Vec<Binder>,
        body: Box<Formula>,
    },
    /// `a = b`, `r.保存 ≥ 7年`
    Compare {
        op: Comparison,
        left: Term,
        right: Term,
    },
    /// A fact, table or definition applied; also a bare word that the model explains.
    Apply(Ref),
    /// `p is WHO`
    Is {
        subject: Term,
        who: Who,
    },
    /// `p has F(x)`, `p has only F(x)`
    Has {
        subject: Term,
        only: bool,
        what: Ref,
    },
    /// `p may A(x)`, `p may not A(x)`, `p did A(x)`, `p does A(x)`, `p must A(x)`
    Deed {
        subject: Subject,
        verb: Verb,
        act: Ref,
    },
    /// `A(x) done`
    Done(Ref),
    /// `due A(x)`
    Due(Ref),
    /// `A records R` (checks only)
    Records {
        act: Ref,
        record: Term,
    },
}

/// Who does or may do.
#[derive(Debug, Clone)]
pub enum Subject {
    Term(Term),
    /// `anyone`
    Anyone(Span),
}

/// Verbs between a person and an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    May,
    MayNot,
    Did,
    Does,
    Must,
}

/// Quantifiers; counts come with their number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantifier {
    Every,
    Some,
    No,
    AtMost(i64),
    AtLeast(i64),
    Exactly(i64),
}

/// `person p` of a quantifier.
#[derive(Debug, Clone)]
pub struct Binder {
    pub sort: super::Sort,
    pub name: Name,
}

/// Comparison signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Comparison {
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
}

/// An argument or operand.
#[derive(Debug, Clone)]
pub enum Term {
    /// `_`
    Any(Span),
    /// `actor`
    Actor(Span),
    /// A variable, an element, or an unknown word.
    Name(Name),
    /// `r.保存`
    Attribute {
        of: Box<Term>,
        attribute: Name,
        span: Span,
    },
    Number(i64, Span),
    Duration(Duration, Span),
    Date(Date, Span),
}

impl Term {
    /// Where it stands.
    pub fn span(&self) -> Span {
        match self {
            Term::Any(span)
            | Term::Actor(span)
            | Term::Number(_, span)
            | Term::Duration(_, span)
            | Term::Date(_, span)
            | Term::Attribute { span, .. } => *span,
            Term::Name(name) => name.span,
        }
    }
}

/// A name with or without arguments. `args` is `None` when no bracket was written.
#[derive(Debug, Clone)]
pub struct Ref {
    pub span: Span,
    pub name: Name,
    pub args: Option<Vec<Term>>,
}

/// WHO: a role, office or fact, an actor variable, or several in brackets.
#[derive(Debug, Clone)]
pub struct Who {
    pub span: Span,
    pub node: WhoNode,
}

/// The shapes of WHO.
#[derive(Debug, Clone)]
pub enum WhoNode {
    /// `anyone`
    Anyone,
    Ref(Ref),
    And(Vec<Who>),
    Or(Vec<Who>),
    Not(Box<Who>),
}
