//! What the passes share: the model so far, the names, the problems, and what is missing.

use rustc_hash::FxHashSet;

use super::durations::Durations;
use super::names::{Names, key};
use crate::model::{ActId, Hole, Missing, Model, ProvisionId, ReadingChoice, RelationId, Sort, Var, VarId};
use crate::problem::Problem;
use crate::source::{Sources, Span};

/// Marks something that could not be resolved; the problem has been reported.
#[derive(Debug, Clone, Copy)]
pub struct Broken;

/// The result of resolving a piece.
pub type Resolved<T> = Result<T, Broken>;

/// Where a declaration stands: inside a provision's block, inside options of readings.
#[derive(Debug, Clone, Default)]
pub struct Place {
    pub home: Option<ProvisionId>,
    pub readings: Vec<ReadingChoice>,
}

/// A parameter of an act, role or definition as declared.
#[derive(Debug, Clone)]
pub struct Param {
    pub name: String,
    pub sort: Sort,
    pub span: Span,
}

/// Declarations of which something is missing: nothing may be concluded from what they do not say.
#[derive(Debug, Default)]
pub struct Taint {
    pub relations: FxHashSet<RelationId>,
    pub acts: FxHashSet<ActId>,
    /// A norm on an unknown act, or a declaration of an unknown sort: anything may be missing.
    pub everything: bool,
}

/// The state of the resolution.
pub struct Resolver<'a> {
    pub sources: &'a Sources,
    pub model: Model,
    pub problems: Vec<Problem>,
    pub names: Names,
    /// Sorts of the relations' parameters, as far as they are known yet.
    pub signatures: Vec<Vec<Option<Sort>>>,
    /// Parameters of the acts, with their names.
    pub act_params: Vec<Vec<Param>>,
    /// Names of declarations that could not be read: a reference to one breaks quietly.
    pub broken: FxHashSet<Box<str>>,
    pub taint: Taint,
    pub durations: Durations,
    /// Checks that are not judged, because something they depend on is missing.
    pub unjudged: Vec<(String, Span)>,
    /// How many names may still be compared for suggestions: a file full of mistakes must not take for ever.
    pub patience: usize,
}

impl<'a> Resolver<'a> {
    /// An empty state.
    pub fn new(sources: &'a Sources) -> Self {
        Self {
            sources,
            model: Model::default(),
            problems: Vec::new(),
            names: Names::default(),
            signatures: Vec::new(),
            act_params: Vec::new(),
            broken: FxHashSet::default(),
            taint: Taint::default(),
            durations: Durations::default(),
            unjudged: Vec::new(),
            patience: 2_000_000,
        }
    }

    /// Reports a problem.
    pub fn report(&mut self, problem: Problem) -> Broken {
        self.problems.push(problem);
        Broken
    }

    /// A new variable.
    pub fn var(&mut self, name: &str, sort: Sort) -> VarId {
        self.model.vars.push(Var { name: name.to_string(), sort });
        VarId::from_index(self.model.vars.len() - 1)
    }

    /// Notes that a declaration is missing, by its name if it has one.
    pub fn hole(&mut self, span: Span, name: Option<&str>, what: Missing) {
        if let Some(name) = name {
            self.broken.insert(key(name).into());
        }
        self.model.holes.push(Hole { span, name: name.map(str::to_string), what });
    }

    /// Whether a name belongs to a declaration that could not be read.
    pub fn is_broken(&self, name: &str) -> bool {
        !self.broken.is_empty() && self.broken.contains(&*key(name))
    }

    /// Whether there is patience left to look through `candidates` names.
    pub fn patient(&mut self, candidates: usize) -> bool {
        let enough = self.patience >= candidates;
        self.patience = self.patience.saturating_sub(candidates);
        enough
    }

    /// The source text of a span, for messages.
    pub fn text(&self, span: Span) -> &'a str {
        self.sources.text(span)
    }
}
