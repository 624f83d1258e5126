//! Checks and publication as written (language.md sections 5 and 8).

use super::{Binder, Formula, Name, Ref, Tail, Text, Who};
use crate::source::Span;
use crate::syntax::calendar::Date;

/// `assuming NAME`, or `assuming READING = OPTION`, or `assuming no transfers`.
#[derive(Debug, Clone)]
pub struct Assuming {
    pub span: Span,
    pub what: AssumingWhat,
}

/// What is assumed.
#[derive(Debug, Clone)]
pub enum AssumingWhat {
    Named(Name),
    Reading { reading: Name, option: Name },
    NoTransfers,
}

/// `property NAME assuming …: CLAIM`
#[derive(Debug, Clone)]
pub struct Property {
    pub span: Span,
    pub name: Name,
    pub assuming: Vec<Assuming>,
    pub claim: Claim,
    pub tail: Tail,
}

/// The kinds of claim.
#[derive(Debug, Clone)]
pub enum Claim {
    /// `always φ`, or a bare formula
    Always(Formula),
    /// `never φ`
    Never(Formula),
    /// `possible φ`, `possible with N persons: φ`
    Possible { persons: Option<i64>, formula: Formula },
    /// `separate A(x) from B(y)`
    Separate(Ref, Ref),
    /// `only R may A(x)`
    Only { who: Who, act: Ref },
    /// `A(x) needs φ`
    Needs { act: Ref, formula: Formula },
}

/// A verdict that `expect` may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VerdictWord {
    Proved,
    Violated,
    ViolatedAlways,
    Vacuous,
    Silent,
    TurnsOnReading,
    Refuted,
    /// Written, but refused: it cannot be expected.
    Undecided,
}

/// `expect CLAIM(element, …) VERDICT assuming … "reason" until DATE`
#[derive(Debug, Clone)]
pub struct Expect {
    pub span: Span,
    pub claim: Ref,
    pub verdict: VerdictWord,
    pub assuming: Vec<Assuming>,
    pub reason: Option<Text>,
    pub until: Option<(Date, Span)>,
    pub tail: Tail,
}

/// `allow unfilled_role アクセス管理責任者 because "…"`
#[derive(Debug, Clone)]
pub struct Allow {
    pub span: Span,
    pub code: Name,
    pub target: Option<Ref>,
    pub because: Option<Text>,
    pub until: Option<(Date, Span)>,
    pub tail: Tail,
}

/// `scenario NAME given … steps`
#[derive(Debug, Clone)]
pub struct Scenario {
    pub span: Span,
    pub name: Name,
    pub assuming: Vec<Assuming>,
    pub given: Vec<Formula>,
    pub steps: Vec<Step>,
    pub tail: Tail,
}

/// One line of a scenario: a change of circumstances, an act (`p does A`), or something to check.
#[derive(Debug, Clone)]
pub struct Step {
    pub span: Span,
    /// `now φ`; an act is a formula with the verb `does`.
    pub now: bool,
    pub formula: Formula,
}

/// `publish NAME "…" rows 操作者ID i, columns 業務 t cell φ`
#[derive(Debug, Clone)]
pub struct Publish {
    pub span: Span,
    pub name: Name,
    pub rows: Vec<Binder>,
    pub columns: Columns,
    pub tail: Tail,
}

/// The columns of a published table.
#[derive(Debug, Clone)]
pub enum Columns {
    /// `columns 業務 t cell φ`: one per element.
    Elements { binder: Binder, cell: Formula },
    /// `column "鍵" cell φ column … cell φ`: one per formula.
    Named(Vec<(Text, Formula)>),
}
