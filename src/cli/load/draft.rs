//! Drafts: a file that says `amends PATH` brings the rules at PATH in, before its own. They are only read.

use std::collections::HashSet;
use std::path::{Component, Path, PathBuf};

use super::Shelf;
use crate::cli::read::{self, Found};
use crate::pipeline::Loaded;
use crate::problem::Problem;
use crate::problem::catalogue::amend;
use crate::source::{FileId, Span};
use crate::syntax;
use crate::syntax::tree::Amends;

/// What has been read so far, with all that it amends.
pub struct Reading<'s> {
    shelf: &'s dyn Shelf,
    pub loaded: Loaded,
    /// What was given and what it amends, in the order in which it was begun.
    pub places: Vec<PathBuf>,
    /// The real paths of the files that have been read.
    seen: HashSet<PathBuf>,
}

/// One `amends`, and what came of it.
struct Said {
    /// The number of its file among those of its place, and where in it.
    file: usize,
    span: Span,
    folder: PathBuf,
    base: PathBuf,
    wrong: Vec<Problem>,
    /// The one that said the same before.
    first: Option<(usize, Span)>,
}

impl<'s> Reading<'s> {
    /// Nothing read yet.
    pub fn new(shelf: &'s dyn Shelf) -> Self {
        Self { shelf, loaded: Loaded::default(), places: Vec::new(), seen: HashSet::new() }
    }

    /// Adds the rules at `path`, after all that they amend. `above` holds the real paths of the files on the way.
    pub fn add(&mut self, path: &Path, above: &mut Vec<PathBuf>) -> Result<(), Vec<Problem>> {
        let mut found = self.shelf.regulation(path)?;
        self.places.push(path.to_path_buf());
        found.retain(|file| self.seen.insert(self.shelf.real(&file.path)));
        let mut said: Vec<Said> = Vec::new();
        for (index, file) in found.iter().enumerate() {
            let folder = file.path.parent().unwrap_or(Path::new("")).to_path_buf();
            above.push(self.shelf.real(&file.path));
            for amends in said_in(file) {
                let base = self.shelf.plain(&folder.join(&amends.path.text));
                let same =
                    |it: &&Said| it.folder == folder && self.shelf.real(&it.base) == self.shelf.real(&base);
                let first = said.iter().find(same);
                let first = first.map(|it| (it.file, it.span));
                let wrong = if first.is_none() { self.base(&base, above) } else { Vec::new() };
                said.push(Said {
                    file: index,
                    span: amends.span,
                    folder: folder.clone(),
                    base,
                    wrong,
                    first,
                });
            }
            above.pop();
        }
        let files: Vec<Option<FileId>> = found.iter().map(|file| self.file(file)).collect();
        let place = |file: usize, span: Span| {
            let id = files.get(file).copied().flatten();
            id.map_or(span, |id| Span { file: id, ..span })
        };
        for it in said {
            let span = place(it.file, it.span);
            self.loaded.groundless |= !it.wrong.is_empty();
            self.loaded.problems.extend(it.wrong.into_iter().map(|problem| {
                // What a place amended in turn has its own word underlined already.
                if problem.labels.is_empty() { problem.at(span) } else { problem }
            }));
            if let Some((file, first)) = it.first {
                let problem = Problem::new(&amend::AMENDS_TWICE).label(span, "again");
                let problem = problem.label(place(file, first), "first").name("path", read::shown(&it.base));
                self.loaded.problems.push(problem.help("one"));
            }
        }
        Ok(())
    }

    /// Adds what a draft amends; what is wrong with that.
    fn base(&mut self, base: &Path, above: &mut Vec<PathBuf>) -> Vec<Problem> {
        let whole = self.shelf.real(base);
        if above.iter().any(|file| file.starts_with(&whole)) {
            let problem = Problem::new(&amend::AMENDS_ITSELF).name("path", read::shown(base));
            return vec![problem.help("outside")];
        }
        self.add(base, above).err().unwrap_or_default()
    }

    /// Adds one file, if it can be decoded and holds rules.
    fn file(&mut self, Found { shown, path, bytes }: &Found) -> Option<FileId> {
        let before = self.loaded.sources.iter().count();
        read::add(&mut self.loaded, path, shown.clone(), bytes);
        self.loaded.sources.iter().nth(before).map(|(id, _)| id)
    }
}

/// What a file says that it amends. Its number among the sources is not known yet.
fn said_in(file: &Found) -> Vec<Amends> {
    let Ok(text) = syntax::decode(&file.shown, &file.bytes) else { return Vec::new() };
    if read::is_markdown(&file.path) {
        return syntax::fenced_blocks(text).map_or(Vec::new(), |rules| syntax::drafts(FileId(0), &rules));
    }
    syntax::drafts(FileId(0), text)
}

/// The same place by a path without detours; `..` that leads out of it stays.
pub fn short(path: &Path) -> PathBuf {
    let mut short = PathBuf::new();
    for step in path.components() {
        match (step, short.components().next_back()) {
            (Component::CurDir, _) => {}
            (Component::ParentDir, Some(Component::Normal(_))) => {
                short.pop();
            }
            _ => short.push(step),
        }
    }
    if short.as_os_str().is_empty() {
        short.push(".");
    }
    short
}
