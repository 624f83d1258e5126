//! The way of the data on one page: one struct per stage, one method per arrow. Command line and tests go this way.
//!
//! `Loaded` (texts) → `Parsed` (trees) → `Resolved` (one model) → `Verified` (answers). Every stage keeps what it was
//! made from and every problem found so far; none touches a file.

pub mod across;
mod asking;
pub mod compared;
mod cones;
pub mod diff;
pub mod impact;
pub mod judge;
pub mod mutation;
mod parallel;
pub mod period;
pub mod proposal;
pub mod repair;

pub use asking::{Question, Unasked};

use crate::amend;
use crate::model::lint::{Found, Levels};
use crate::model::{self, Model, Publication};
use crate::problem::catalogue::audit;
use crate::problem::{Lang, Problem};
use crate::proof;
use crate::source::{FileId, SourceFile, Sources};
use crate::syntax;
use crate::syntax::calendar::Date;
use crate::syntax::tree::{Name, Tree};
use crate::table::Table;

/// What proves. A value, not a call, so that a program which never proves does not load the solver.
#[derive(Clone, Copy)]
pub struct Prover {
    pub verify: fn(&Model, &proof::Options) -> proof::Report,
    /// The checks that need no property, and that only a proof answers.
    pub audit: fn(&Model, &proof::Options) -> Result<Vec<Found>, proof::Failure>,
    /// Who may do an act, in which ways.
    pub ways: fn(&Model, &proof::Asked, bool, &proof::Options) -> Result<proof::Ways, proof::Failure>,
    /// Who may do an act by the norms of one act and not by those of another.
    pub differences: fn(
        &Model,
        &[proof::Compared],
        &proof::Options,
    ) -> Result<(Model, Vec<proof::Differences>), proof::Failure>,
    /// A published table whose cells folding alone does not decide.
    pub table: fn(&Model, &Publication) -> Table,
}

/// What begins rules in a Markdown file.
const FENCE: &[u8] = b"```kitei";

/// Texts, decoded.
#[derive(Debug, Default)]
pub struct Loaded {
    pub sources: Sources,
    pub problems: Vec<Problem>,
    /// Whether something that a draft amends could not be read, so that nothing can be said of the draft.
    pub groundless: bool,
    /// The one among the sources that holds no rules.
    settings: Option<FileId>,
}

/// Trees, one per file.
#[derive(Debug, Clone)]
pub struct Parsed {
    pub sources: Sources,
    pub trees: Vec<Tree>,
    /// The day whose wording this is, once that has been asked for.
    pub day: Option<Date>,
    /// What amendments have taken out of it.
    pub gone: Vec<amend::Gone>,
    pub problems: Vec<Problem>,
    pub levels: Levels,
}

/// The model, and everything there is to say about the regulation without proving anything.
#[derive(Debug)]
pub struct Resolved {
    pub sources: Sources,
    pub trees: Vec<Tree>,
    /// The day whose wording this is, once that has been asked for.
    pub day: Option<Date>,
    pub model: Model,
    pub problems: Vec<Problem>,
    pub levels: Levels,
}

/// The answers to its claims.
#[derive(Debug)]
pub struct Verified {
    pub resolved: Resolved,
    pub report: proof::Report,
    /// What was found without being asked; empty if it was not looked for.
    pub findings: Vec<Problem>,
    /// What may have come about under the wording before, if that was looked at.
    pub across: Option<across::Across>,
}

impl Loaded {
    /// Adds a text that is in memory already.
    #[must_use]
    pub fn with(mut self, path: &str, text: &str) -> Self {
        self.sources.add(SourceFile::new(path.to_string(), text));
        self
    }

    /// Adds a file as it was read.
    pub fn add(&mut self, path: String, bytes: &[u8]) {
        match syntax::decode(&path, bytes) {
            Ok(text) => {
                self.sources.add(SourceFile::new(path, text));
            }
            Err(problem) => self.problems.push(problem),
        }
    }

    /// Adds a Markdown file, if it has rules in it.
    pub fn add_markdown(&mut self, path: String, bytes: &[u8]) {
        let rules = match syntax::decode(&path, bytes) {
            Ok(text) => syntax::fenced_blocks(text).is_some(),
            Err(_) => bytes.windows(FENCE.len()).any(|w| w == FENCE),
        };
        if rules {
            self.add(path, bytes);
        }
    }

    /// Adds the settings of the regulation, after all its rules.
    pub fn add_settings(&mut self, path: String, bytes: &[u8]) {
        match syntax::decode(&path, bytes) {
            Ok(text) => self.settings = Some(self.sources.add(SourceFile::new(path, text))),
            Err(problem) => self.problems.push(problem),
        }
    }

    /// Text to trees; none of a draft without what it amends.
    pub fn parse(self) -> Parsed {
        let Self { sources, mut problems, groundless, settings } = self;
        let (levels, found) = settings.map(|id| Levels::read(id, &sources.get(id).text)).unwrap_or_default();
        problems.extend(found);
        let files: Vec<(FileId, &SourceFile)> =
            sources.iter().filter(|(id, _)| !groundless && Some(*id) != settings).collect();
        let parsed = parallel::each(
            files.len(),
            |index| files[index].1.text.len(),
            |index| tree_of(files[index].0, files[index].1),
        );
        let mut trees = Vec::with_capacity(parsed.len());
        for (tree, found) in parsed {
            trees.push(tree);
            problems.extend(found);
        }
        problems.extend(syntax::check_version(&trees));
        Parsed { sources, trees, day: None, gone: Vec::new(), problems, levels }
    }
}

impl Parsed {
    /// The text of the first file in the one layout, with keywords and word order of `lang` if that is given. `None`
    /// without a file.
    pub fn laid_out(&self, lang: Option<Lang>) -> Option<String> {
        let (id, file) = self.sources.iter().next()?;
        let print = |text: &str, tree: &Tree| match lang {
            Some(lang) => syntax::format_as(text, tree, lang),
            None => syntax::format(text, tree),
        };
        if is_markdown(&file.path) {
            return Some(syntax::rewrite_blocks(&file.text, |block| {
                print(block, &syntax::parse(id, block).0)
            }));
        }
        Some(print(&file.text, self.trees.first()?))
    }

    /// The wording of this day: with the amendments that are in force by then.
    #[must_use]
    pub fn at(self, date: Date) -> Self {
        let Self { sources, trees, mut problems, levels, .. } = self;
        let wording = amend::at(&sources, trees, date);
        problems.extend(wording.problems);
        let (trees, gone) = (wording.trees, wording.gone);
        Self { sources, trees, day: Some(date), gone, problems, levels }
    }

    /// What is called otherwise from a later day on: the old name and the new, in order.
    pub fn renamings(&self, from: Date, to: Date) -> Vec<(Name, Name)> {
        amend::renamings(&self.trees, from, to)
    }

    /// What is called otherwise here than in an earlier wording, by what its declarations say (`formerly`).
    pub fn formerly(&self, earlier: &Self) -> Vec<(Name, Name)> {
        amend::formerly(&earlier.trees, &self.trees)
    }

    /// The days on which the wording changes, in order.
    pub fn days(&self) -> Vec<Date> {
        amend::breakpoints(&self.trees)
    }

    /// The first day whose wording is known, if that is told.
    pub fn first(&self) -> Option<Date> {
        amend::first_known(&self.trees)
    }

    /// Every wording that was in force before that of this day and is known, oldest first, in the names of that day.
    pub fn before(&self, date: Date) -> Vec<across::Before> {
        let days = amend::breakpoints(&self.trees).into_iter().filter(|day| *day <= date);
        let wordings = days.map(|day| {
            let earlier = day.previous();
            // What is wrong with the files is told of the wording of that day.
            let parsed = Parsed { problems: Vec::new(), ..self.clone() };
            let resolved = parsed.at(earlier).renamed(&self.renamings(earlier, date)).resolve();
            across::Before { day, amendments: amend::of_day(&self.trees, day), resolved }
        });
        wordings.filter(|it| it.resolved.model.in_force.is_none_or(|first| first < it.day)).collect()
    }

    /// With these names in place of the old ones.
    #[must_use]
    pub fn renamed(mut self, names: &[(Name, Name)]) -> Self {
        for (from, to) in names {
            amend::rename(&mut self.trees, from, to);
        }
        self
    }

    /// Trees to the model.
    pub fn resolve(self) -> Resolved {
        let Self { sources, trees, day, gone, mut problems, levels } = self;
        let (model, found) = model::resolve(&sources, &trees);
        problems.extend(amend::blamed(found, &gone));
        // What seems to be missing may stand where something is wrong.
        if !problems.iter().any(Problem::is_error) {
            problems.extend(levels.applied(model::lint::lint(&model)));
        }
        in_order(&mut problems);
        Resolved { sources, trees, day, model, problems, levels }
    }
}

impl Resolved {
    /// Model to answers.
    pub fn verify(self, prover: Prover, options: &proof::Options) -> Verified {
        let report = (prover.verify)(&self.model, options);
        Verified { resolved: self, report, findings: Vec::new(), across: None }
    }
}

impl Verified {
    /// With what the prover finds without being asked.
    #[must_use]
    pub fn audited(mut self, prover: Prover, options: &proof::Options) -> Self {
        if self.report.failure.is_some() || self.resolved.problems.iter().any(Problem::is_error) {
            return self;
        }
        let model = &self.resolved.model;
        match (prover.audit)(model, options) {
            Ok(found) => {
                let found = model::lint::accepted(model, found, audit::ALL);
                self.findings = self.resolved.levels.applied(found);
            }
            Err(failure) => self.report.failure = Some(failure),
        }
        self
    }
}

/// One file, parsed; of a Markdown file its rules.
fn tree_of(id: FileId, file: &SourceFile) -> (Tree, Vec<Problem>) {
    let blocks = is_markdown(&file.path).then(|| syntax::fenced_blocks(&file.text)).flatten();
    syntax::parse(id, blocks.as_deref().unwrap_or(&file.text))
}

/// By place, so that an author goes through the files once; what has no place comes first.
fn in_order(problems: &mut [Problem]) {
    problems.sort_by_key(|p| p.labels.first().map(|l| (l.span.file, l.span.start)));
}

/// Whether rules stand in fenced blocks of this file.
fn is_markdown(path: &str) -> bool {
    let extension = path.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    matches!(extension.as_deref(), Some("md" | "markdown"))
}
